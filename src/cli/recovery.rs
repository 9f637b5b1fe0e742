//! `balss recovery`: the server's side of a recovery ceremony. Both commands sign in as an administrator, who carries the
//! files and can open neither.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use clap::Subcommand;

use super::desk::Administrator;
use super::{ConfigFile, counted};
use crate::app::{App, StartError};
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::staff::Role;
use crate::features::admin::people::details;
use crate::store::Audit;
use crate::vault::recovery::apply::Applying;
use crate::vault::recovery::carry::{RecoveryRequest, RecoveryResult};
use crate::vault::recovery::request;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Writes down what the ceremony needs. Until its result is taken in, nothing may be added to the roster.
    #[command(
        after_help = "Example:\n  balss recovery prepare --staff ilze.piemere --out recovery-request.json --config balss.toml"
    )]
    Prepare(Prepare),
    /// Takes in the result of the ceremony. Can be repeated, and continues what was cut off.
    #[command(after_help = "Example:\n  balss recovery apply recovery-result.json --config balss.toml")]
    Apply(Apply),
}

/// What `prepare` is told.
#[derive(clap::Args)]
pub(super) struct Prepare {
    #[command(flatten)]
    file: ConfigFile,
    /// User name of the adviser, who has enrolled anew and is vouched for.
    #[arg(long, value_name = "USERNAME")]
    staff: String,
    /// Where to write the request.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// What `apply` is told.
#[derive(clap::Args)]
pub(super) struct Apply {
    #[command(flatten)]
    file: ConfigFile,
    /// The file of `balss ceremony recover`.
    result: PathBuf,
}

pub(super) async fn run(command: Command) -> Result<(), StartError> {
    match command {
        Command::Prepare(options) => prepare(&options).await,
        Command::Apply(options) => apply(&options).await,
    }
}

fn fault(what: &str) -> impl Fn(&dyn std::fmt::Display) -> StartError {
    let what = what.to_owned();
    move |e| StartError(format!("{what}: {e}"))
}

async fn prepare(options: &Prepare) -> Result<(), StartError> {
    let out = options.out.display().to_string();
    let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&options.out);
    let mut file = file.map_err(|e| fault(&out)(&e))?;
    let done = async {
        let app = App::start(options.file.load_existing()?).await?;
        let who = Administrator::sign_in(&app).await?.id();
        let text = gathered(&app, who, &options.staff).await?;
        app.store.close().await;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| fault(&out)(&e))
    };
    if let Err(e) = done.await {
        // An empty request would stand in the way of the next attempt.
        let _ = std::fs::remove_file(&options.out);
        return Err(e);
    }
    println!("request in {out}: carry it to balss ceremony recover");
    println!("until its result is taken in, let nobody sign for the roster: the result would not follow it");
    Ok(())
}

/// The request, and the leaf that tells of it.
async fn gathered(app: &App, who: StaffId, username: &str) -> Result<String, StartError> {
    let database = fault("database");
    let root = app.config.root().ok_or_else(|| StartError("root_key".to_owned()))?;
    let mut tx = app.store.read().await.map_err(|e| database(&e))?;
    let account = tx.staff_by_username(&details::username(username)).await.map_err(|e| database(&e))?;
    let row = account.filter(|r| r.account.role == Role::Adviser);
    let row = row.ok_or_else(|| StartError(format!("there is no adviser {username:?}")))?;
    let roster = app.roster(&mut tx).await.map_err(|e| database(&e))?;
    if roster.fault().is_some() {
        return Err(StartError("the roster does not verify; see balss audit verify".to_owned()));
    }
    // The earlier keys may stand there still: a ceremony for them would give the cases back to nobody.
    if !roster.vouches(&row) {
        return Err(StartError(format!("nobody has vouched for the present keys of {username:?}")));
    }
    let texts = tx.roster().await.map_err(|e| database(&e))?;
    let cases = request::gather(&mut tx, &app.keys).await.map_err(|e| fault("cases")(&e))?;
    drop(tx);
    let tx = app.store.write().await.map_err(|e| database(&e))?;
    let leaf = Leaf::staff(Event::RecoveryPrepared, app.clock.now(), Some(who));
    tx.commit(Audit::of(vec![leaf])).await.map_err(|e| database(&e))?;
    Ok(RecoveryRequest::new(&root, texts, row.account.id, cases).text())
}

async fn apply(options: &Apply) -> Result<(), StartError> {
    let path = options.result.display().to_string();
    let app = App::start(options.file.load_existing()?).await?;
    let root = app.config.root().ok_or_else(|| StartError("root_key".to_owned()))?;
    let who = Administrator::sign_in(&app).await?.id();
    let text = std::fs::read_to_string(&options.result).map_err(|e| fault(&path)(&e))?;
    let result = RecoveryResult::parse(&text, &root)
        .map_err(|_| StartError(format!("{path}: not a result that the root of this installation signed")))?;
    let applying = Applying { store: &app.store, keys: &app.keys, root: &root, who, now: app.clock.now() };
    let applied = applying.run(&result).await.map_err(|e| fault("recovery")(&e))?;
    // What is kept outside the database about the roster hears of the new statement here.
    let mut tx = app.store.read().await.map_err(|e| fault("database")(&e))?;
    app.roster(&mut tx).await.map_err(|e| fault("database")(&e))?;
    drop(tx);
    app.store.close().await;
    println!("{} with the envelopes of this ceremony", counted(applied.epochs, "epoch"));
    if applied.without > 0 {
        println!(
            "{} not in it: keep the earlier recovery sheets until an adviser has written in these cases",
            counted(applied.without, "epoch")
        );
    }
    let list = |all: &[(CaseId, u32)]| {
        let named = all.iter().map(|(case, epoch)| format!("  case {case}, epoch {epoch}"));
        named.collect::<Vec<_>>().join("\n")
    };
    if !applied.touched.is_empty() {
        println!(
            "left alone, not as this server wrote them; see balss audit verify:\n{}",
            list(&applied.touched)
        );
    }
    if !applied.foreign.is_empty() {
        println!(
            "left alone, the request was changed on its way to the ceremony (keep the earlier recovery sheets, and ask \
             who carried it):\n{}",
            list(&applied.foreign)
        );
    }
    match applied.touched.len() + applied.foreign.len() {
        0 => Ok(()),
        n => {
            let epochs = counted(n, "epoch");
            Err(StartError(format!("{epochs} left alone, and their cases not given back")))
        }
    }
}

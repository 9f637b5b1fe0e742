//! `balss audit verify` and `balss audit accept`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use zeroize::Zeroizing;

use super::ConfigFile;
use crate::app::{App, Shared, StartError};
use crate::config::Config;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::features::audit::accept::{self, Reason};
use crate::features::audit::verify::verify;
use crate::features::console::sign_in::{self, Check, Try, Until};
use crate::store::Audit;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Checks both trees, reconciles them with the store, and with earlier checkpoints.
    #[command(
        after_help = "Example:\n  balss audit verify --config balss.toml --checkpoint kept/checkpoint-staff.txt"
    )]
    Verify(Verify),
    /// Accepts a store that is older than, or another than, the one that was known here.
    #[command(after_help = "Example:\n  balss audit accept --reason restore --config balss.toml")]
    Accept(Accept),
}

/// What `verify` is told.
#[derive(clap::Args)]
pub(super) struct Verify {
    #[command(flatten)]
    file: ConfigFile,
    /// A signed checkpoint that was kept elsewhere; may be given several times.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
}

/// What `accept` is told.
#[derive(clap::Args)]
pub(super) struct Accept {
    #[command(flatten)]
    file: ConfigFile,
    /// Why the store is another.
    #[arg(long, value_enum)]
    reason: Word,
}

/// The reasons as the command line spells them.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    /// It was restored from an older copy.
    Restore,
    /// The state folder is new.
    Folder,
    /// Another reason.
    Other,
}

pub(super) async fn run(command: Command) -> Result<(), StartError> {
    match command {
        Command::Verify(options) => verified(options).await,
        Command::Accept(options) => accepted(options).await,
    }
}

async fn open(config: Config) -> Result<Shared, StartError> {
    // A mistyped path must not become an empty store in which everything agrees.
    if let Some(file) = config.database.strip_prefix("sqlite:")
        && !std::path::Path::new(file.trim_start_matches("//")).exists()
    {
        return Err(StartError(format!("there is no database {file}")));
    }
    App::open(config).await
}

async fn verified(options: Verify) -> Result<(), StartError> {
    let mut notes = Vec::new();
    for path in &options.checkpoint {
        let note = std::fs::read_to_string(path)
            .map_err(|e| StartError(format!("cannot read {}: {e}", path.display())))?;
        notes.push(note);
    }
    let app = open(options.file.load()?).await?;
    let mut report = verify(&app, &notes).await.map_err(|e| StartError(format!("cannot verify: {e}")))?;
    report.faults.extend(app.look().await.err().map(|e| e.to_string()));
    app.store.close().await;
    for fault in &report.faults {
        println!("FAULT {fault}");
    }
    println!(
        "{} entries replayed, {} cases and {} sealed things compared, {} earlier checkpoints",
        report.entries,
        report.cases,
        report.sealed,
        notes.len()
    );
    match report.faults.len() {
        0 => {
            println!("the audit log and the store agree");
            Ok(())
        }
        n => Err(StartError(format!("{n} faults: the audit log and the store do not agree"))),
    }
}

/// Lets an auditor in, by the rules of the page and without a session.
async fn auditor(app: &App) -> Result<StaffId, StartError> {
    let fault = |e: &dyn std::fmt::Display| StartError(format!("cannot sign in: {e}"));
    let mut lines = std::io::stdin().lines();
    let mut line = |what: &str| -> Result<Zeroizing<String>, StartError> {
        eprintln!("{what}:");
        let line = lines.next().ok_or_else(|| fault(&"nothing was given"))?;
        Ok(Zeroizing::new(line.map_err(|e| fault(&e))?.trim().to_owned()))
    };
    let (username, passphrase, code) = (line("username")?, line("passphrase")?, line("code")?);
    let of = Try { username: &username, passphrase: &passphrase, code: &code, device: None, visit: None };
    let checked = sign_in::check(app, of).await.map_err(|e| fault(&e))?;
    let now = app.clock.now();
    sign_in::log_failures(app, Until::End(now)).await.map_err(|e| fault(&e))?;
    let Check::Right(proved) = checked else {
        return Err(fault(&"name, passphrase and code do not fit, or there were too many attempts"));
    };
    let (who, role) = (proved.row.account.id, proved.row.account.role);
    let mut tx = app.store.write().await.map_err(|e| fault(&e))?;
    if !proved.use_code(&mut tx).await.map_err(|e| fault(&e))? {
        return Err(fault(&"this code was used before"));
    }
    let leaf = Leaf::staff(Event::SignedIn, now, Some(who));
    tx.commit(Audit::of(vec![leaf])).await.map_err(|e| fault(&e))?;
    if role == Role::Auditor { Ok(who) } else { Err(fault(&"this needs an auditor")) }
}

async fn accepted(options: Accept) -> Result<(), StartError> {
    let app = open(options.file.load()?).await?;
    let fault = |e: &dyn std::fmt::Display| StartError(format!("cannot accept: {e}"));
    let standing = accept::standing(&app).await.map_err(|e| fault(&e))?;
    let Some(how) = standing.fault else {
        return Err(StartError("the store continues what was known: there is nothing to accept".to_owned()));
    };
    println!("known here:");
    for line in standing.known {
        println!("  {line}");
    }
    println!("but the store does not continue it: {how}");
    let who = auditor(&app).await?;
    let reason = match options.reason {
        Word::Restore => Reason::Restore,
        Word::Folder => Reason::Folder,
        Word::Other => Reason::Other,
    };
    accept::accept(&app, who, reason).await.map_err(|e| fault(&e))?;
    app.store.close().await;
    println!("accepted: this store is now what is known");
    Ok(())
}

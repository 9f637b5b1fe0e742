//! `balss staff request` and `balss staff accept`: the roster on its way to the root and back, as on `/admin/roster`.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::{App, StartError};
use crate::cli::{ConfigFile, counted};
use crate::domain::id::StaffId;
use crate::features::admin::roster::{self, Line, What};
use crate::vault::carry::MOST;

/// Where the request goes.
#[derive(Args)]
pub(in crate::cli) struct Request {
    #[command(flatten)]
    pub(super) file: ConfigFile,
    /// File to write; must not exist.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// What was signed.
#[derive(Args)]
pub(in crate::cli) struct Accept {
    #[command(flatten)]
    pub(super) file: ConfigFile,
    /// File that the offline machine wrote.
    #[arg(value_name = "FILE")]
    signed: PathBuf,
    /// Adds the statements; without it they are only checked and told.
    #[arg(long)]
    yes: bool,
}

fn fault(path: &Path) -> impl Fn(std::io::Error) -> StartError {
    move |e| StartError(format!("{}: {e}", path.display()))
}

pub(super) async fn request(app: &App, options: &Request) -> Result<(), StartError> {
    let text = roster::request(app).await.map_err(|e| StartError(format!("cannot ask the root: {e}")))?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&options.out);
    let mut file = file.map_err(fault(&options.out))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault(&options.out))?;
    let state = roster::look(app).await.map_err(|e| StartError(e.to_string()))?;
    for (line, _) in &state.pending {
        println!("{}", told(line));
    }
    println!("{} waiting, written to {}", counted(state.pending.len(), "statement"), options.out.display());
    Ok(())
}

pub(super) async fn accept(app: &App, who: StaffId, options: &Accept) -> Result<(), StartError> {
    let mut text = String::new();
    let file = std::fs::File::open(&options.signed).map_err(fault(&options.signed))?;
    file.take(MOST as u64 + 1).read_to_string(&mut text).map_err(fault(&options.signed))?;
    let failed = |e: &dyn std::fmt::Display| StartError(format!("{}: {e}", options.signed.display()));
    let lines = roster::check(app, &text).await.map_err(|e| failed(&e))?.map_err(|e| failed(&e))?;
    for line in &lines {
        println!("{} {}", line.number, told(line));
    }
    if !options.yes {
        println!("{}; nothing is added without --yes", counted(lines.len(), "good statement"));
        return Ok(());
    }
    let added = roster::take(app, who, &text).await.map_err(|e| failed(&e))?.map_err(|e| failed(&e))?;
    println!("{} added", counted(added, "statement"));
    Ok(())
}

/// What a statement does, in one line.
fn told(line: &Line) -> String {
    let of = |outside: bool| if outside { ", reads for other institutions too" } else { "" };
    let (name, institution, fingerprint) = (&line.name, &line.institution, &line.fingerprint);
    match line.what {
        What::Vouch { outside } => format!("vouch {name} ({institution}{}) {fingerprint}", of(outside)),
        What::Change { outside } => format!("change {name} ({institution}{}) {fingerprint}", of(outside)),
        What::Leave(why) => format!("revoke {name} ({institution}): {}", why.word()),
        What::Recovery(version) => format!("recovery version {version}"),
    }
}

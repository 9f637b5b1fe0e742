//! `balss audit verify`, `balss audit accept` and `balss audit proof`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::desk::Auditor;
use super::{ConfigFile, counted};
use crate::app::{App, StartError};
use crate::features::audit::accept::{self, Reason};
use crate::features::audit::proof;
use crate::features::audit::verify::{Kept, kept, verify};

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
    /// Says for which day the log promised what a reporter printed from a private record.
    #[command(after_help = "Example:\n  balss audit proof printed.txt --config balss.toml")]
    Proof(Proof),
}

/// What `proof` is told.
#[derive(clap::Args)]
pub(super) struct Proof {
    #[command(flatten)]
    file: ConfigFile,
    /// The printed text: its lines up to the empty one, and all words after it.
    #[arg(value_name = "FILE")]
    printed: PathBuf,
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
        Command::Proof(options) => proven(options).await,
    }
}

async fn proven(options: Proof) -> Result<(), StartError> {
    let path = options.printed;
    let text = std::fs::read_to_string(&path)
        .map_err(|e| StartError(format!("cannot read {}: {e}", path.display())))?;
    let proof = proof::read(&text).map_err(|e| StartError(format!("{}: {e}", path.display())))?;
    let app = App::open(options.file.load_existing()?).await?;
    let day = proof::promised_on(&app, &proof).await.map_err(|e| StartError(format!("cannot read: {e}")))?;
    app.store.close().await;
    match day {
        Some(day) => {
            println!("the log promised exactly this text and these files on {}", crate::clock::date(day));
            println!("`balss audit verify` says whether the log is whole");
            Ok(())
        }
        None => Err(StartError("the log never promised this text".to_owned())),
    }
}

async fn verified(options: Verify) -> Result<(), StartError> {
    let mut read = Vec::new();
    for path in &options.checkpoint {
        let note =
            std::fs::read(path).map_err(|e| StartError(format!("cannot read {}: {e}", path.display())))?;
        read.push((path.display(), String::from_utf8_lossy(&note).into_owned()));
    }
    let app = App::open(options.file.load_existing()?).await?;
    let (mut notes, mut faults) = (Vec::new(), Vec::new());
    for (path, note) in read {
        match kept(&app, &note) {
            Kept::Good => notes.push(note),
            Kept::Fault(why) => faults.push(format!("{path}: {why}")),
            Kept::Other(why) => {
                return Err(StartError(format!(
                    "{path} is not a checkpoint ({why}); nothing was compared. Give the file that was downloaded as one"
                )));
            }
        }
    }
    let mut report = verify(&app, &notes).await.map_err(|e| StartError(format!("cannot verify: {e}")))?;
    report.faults.splice(0..0, faults);
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
        n => Err(StartError(format!("{}: the audit log and the store do not agree", counted(n, "fault")))),
    }
}

async fn accepted(options: Accept) -> Result<(), StartError> {
    let app = App::open(options.file.load_existing()?).await?;
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
    let who = Auditor::sign_in(&app).await?.id();
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

//! `balss audit verify`.

use std::path::PathBuf;

use clap::Subcommand;

use super::ConfigFile;
use crate::app::{App, StartError};
use crate::features::audit::verify::verify;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Checks both trees, reconciles them with the store, and with earlier checkpoints.
    #[command(
        after_help = "Example:\n  balss audit verify --config balss.toml --checkpoint kept/checkpoint-staff.txt"
    )]
    Verify(Verify),
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

pub(super) async fn run(command: Command) -> Result<(), StartError> {
    let Command::Verify(options) = command;
    let mut notes = Vec::new();
    for path in &options.checkpoint {
        let note = std::fs::read_to_string(path)
            .map_err(|e| StartError(format!("cannot read {}: {e}", path.display())))?;
        notes.push(note);
    }
    let config = options.file.load()?;
    // A mistyped path must not become an empty store in which everything agrees.
    if let Some(file) = config.database.strip_prefix("sqlite:")
        && !std::path::Path::new(file.trim_start_matches("//")).exists()
    {
        return Err(StartError(format!("there is no database {file}")));
    }
    let app = App::start(config).await?;
    let report = verify(&app, &notes).await.map_err(|e| StartError(format!("cannot verify: {e}")))?;
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

//! The command line. Every command takes `--config FILE`, says one clear line on standard error when it fails, and exits
//! with 0 (well), 1 (failed) or 2 (used wrongly).

mod audit;
mod backup;
mod demo;
mod doctor;
mod init;
mod keys;
mod sample;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::StartError;
use crate::config::Config;

#[derive(Parser)]
#[command(name = "balss", version, about = "Confidential reporting of gender-based violence")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A throwaway, fully working installation with made-up cases and staff.
    #[command(after_help = "Example:\n  balss demo --listen 127.0.0.1:8080 --cases 24")]
    Demo(demo::Options),
    /// The first run of a real installation: configuration, key files, store, first administrator.
    #[command(after_help = init::EXAMPLE)]
    Init(Box<init::Options>),
    /// The web server, with the background jobs unless told otherwise.
    #[command(after_help = "Example:\n  balss serve --config /etc/balss/balss.toml")]
    Serve(serve::Options),
    /// The background jobs alone.
    #[command(after_help = "Example:\n  balss worker --config /etc/balss/balss.toml")]
    Worker(ConfigFile),
    /// A sealed copy of rows and files, made while everything goes on.
    #[command(after_help = backup::EXAMPLE)]
    Backup(backup::Backup),
    /// Takes a copy into an empty installation.
    #[command(
        after_help = "Example:\n  balss restore /media/copy/balss-2026-11-24.age --identity /media/key/backup-key.txt --config balss.toml"
    )]
    Restore(backup::Restore),
    /// Checks the whole installation, one line each; exit code 1 on a fault.
    #[command(after_help = "Example:\n  balss doctor --config /etc/balss/balss.toml")]
    Doctor(doctor::Options),
    /// The key files on paper.
    #[command(subcommand)]
    Keys(keys::Command),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Command),
}

/// Which configuration a command works on.
#[derive(Args)]
struct ConfigFile {
    /// Configuration file.
    #[arg(long, value_name = "FILE", default_value = "balss.toml")]
    config: PathBuf,
}

impl ConfigFile {
    fn load(&self) -> Result<Config, StartError> {
        Config::load(&self.config).map_err(|e| StartError(e.0))
    }
}

/// Runs the command of the process's arguments.
pub async fn run() -> ExitCode {
    // Wrong usage ends here with exit code 2.
    let cli = Cli::parse();
    // Whatever is made, database and sealed files too, is readable by its owner only.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    crate::telemetry::start();
    crate::web::panic::install_hook();
    let done = match cli.command {
        Command::Demo(options) => demo::run(options).await,
        Command::Serve(options) => serve::run(options).await,
        Command::Worker(file) => serve::worker(&file).await,
        Command::Backup(options) => backup::backup(options).await,
        Command::Restore(options) => backup::restore(options).await,
        Command::Init(options) => init::run(*options).await,
        Command::Doctor(options) => doctor::run(options).await,
        Command::Keys(command) => keys::run(&command),
        Command::Audit(command) => audit::run(command).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("balss: {e}");
            ExitCode::FAILURE
        }
    }
}

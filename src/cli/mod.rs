//! The command line. Every command takes `--config FILE`, says on standard error why it failed, and exits with 0 (well),
//! 1 (failed) or 2 (used wrongly).

mod audit;
mod backup;
mod ceremony;
mod demo;
mod desk;
mod doctor;
mod init;
mod keys;
mod recovery;
mod retention;
mod serve;
mod staff;
mod statistics;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::StartError;
use crate::config::Config;
use crate::process::Fence;

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
    /// Offline, on another machine: root and recovery keys, and their shares on paper.
    #[command(subcommand)]
    Ceremony(ceremony::Command),
    /// Cases back to an adviser whose passphrase is lost: the server's side of the ceremony.
    #[command(subcommand)]
    Recovery(recovery::Command),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Command),
    /// Accounts, as the administrator's page has them.
    #[command(subcommand)]
    Staff(staff::Command),
    /// How long an adviser's own cases are kept: what is due, holds, and deleting by two.
    #[command(subcommand)]
    Retention(retention::Command),
    /// What is published of all cases together: planned and released by two advisers of different institutions.
    #[command(subcommand)]
    Statistics(statistics::Command),
}

/// Which configuration a command works on.
#[derive(Args)]
struct ConfigFile {
    /// Configuration file. Without it: balss.toml of this folder, and where there is none, /etc/balss/balss.toml.
    #[arg(long, value_name = "FILE", default_value_os_t = usual(HERE, HOUSE), hide_default_value = true)]
    config: PathBuf,
}

/// The configuration of the folder a command is run in, and that of the machine.
const HERE: &str = "balss.toml";
const HOUSE: &str = "/etc/balss/balss.toml";

/// The configuration that is meant where none is named: commands that pages show work as they are shown.
fn usual(here: &str, house: &str) -> PathBuf {
    let there = |file: &str| Path::new(file).exists();
    PathBuf::from(if !there(here) && there(house) { house } else { here })
}

impl ConfigFile {
    fn load(&self) -> Result<Config, StartError> {
        Config::load(&self.config).map_err(|e| StartError(e.0))
    }

    /// The same, for work on a store that is there: a mistyped path must not become an empty one.
    fn load_existing(&self) -> Result<Config, StartError> {
        let config = self.load()?;
        match config.database.strip_prefix("sqlite:") {
            Some(file) if !std::path::Path::new(file.trim_start_matches("//")).exists() => {
                Err(StartError(format!("there is no database {file}")))
            }
            _ => Ok(config),
        }
    }
}

/// A number of things.
fn counted(n: impl std::fmt::Display, one: &str) -> String {
    let n = n.to_string();
    format!("{n} {one}{}", if n == "1" { "" } else { "s" })
}

/// Connections that wait in the kernel while all places are taken.
const WAITING: i32 = 1024;

/// Runs a command that needs the runtime and is no server: nothing but the memory of its process is closed off.
fn on_runtime(command: impl Future<Output = Result<(), StartError>>) -> Result<(), StartError> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime
        .worker_threads(crate::process::cores())
        // What requests left on the stacks goes when a thread has nothing to do.
        .on_thread_park(crate::crypto::stack::wipe)
        .enable_all()
        .build();
    runtime.map_err(|e| StartError(format!("cannot start threads: {e}")))?.block_on(command)
}

/// Runs a command that serves, in its sandbox, which has to stand before there are threads.
fn in_sandbox(
    fence: &Fence,
    command: impl Future<Output = Result<(), StartError>>,
) -> Result<(), StartError> {
    crate::process::harden(fence).map_err(|e| StartError(e.to_string()))?;
    on_runtime(command)
}

/// What an installation may reach, its own folders made so that they can be.
fn fence(config: &Config) -> Result<Fence, StartError> {
    let fence = Fence::of(config);
    for folder in &fence.write {
        std::fs::create_dir_all(folder)
            .map_err(|e| StartError(format!("cannot make {}: {e}", folder.display())))?;
    }
    Ok(fence)
}

/// Takes an address before the sandbox stands: inside, no port can be taken.
fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    use socket2::{Domain, Socket, Type};
    let open = || {
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
        socket.set_reuse_address(true)?;
        socket.set_nonblocking(true)?;
        socket.bind(&address.into())?;
        socket.listen(WAITING)?;
        Ok(socket.into())
    };
    open().map_err(|e: std::io::Error| StartError(format!("cannot listen on {address}: {e}")))
}

/// Runs the command of the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    // Wrong usage ends here with exit code 2.
    let cli = Cli::parse();
    // Whatever is made, database and sealed files too, is readable by its owner only.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    crate::telemetry::start();
    crate::web::panic::install_hook();
    crate::process::close();
    let done = match cli.command {
        Command::Demo(options) => demo::run(options),
        Command::Serve(options) => serve::run(&options),
        Command::Worker(file) => serve::worker(&file),
        Command::Backup(options) => on_runtime(backup::backup(options)),
        Command::Restore(options) => on_runtime(backup::restore(options)),
        Command::Init(options) => on_runtime(init::run(*options)),
        Command::Doctor(options) => on_runtime(doctor::run(options)),
        Command::Keys(command) => keys::run(&command),
        Command::Ceremony(command) => ceremony::run(command),
        Command::Recovery(command) => on_runtime(recovery::run(command)),
        Command::Audit(command) => on_runtime(audit::run(command)),
        Command::Staff(command) => on_runtime(staff::run(command)),
        Command::Retention(command) => on_runtime(retention::run(command)),
        Command::Statistics(command) => on_runtime(statistics::run(command)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("balss: {e}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn the_machines_configuration_is_taken_where_the_folder_has_none() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name).display().to_string();
        let (here, house) = (path("here.toml"), path("house.toml"));
        assert_eq!(usual(&here, &house).display().to_string(), here);
        std::fs::write(&house, "").unwrap();
        assert_eq!(usual(&here, &house).display().to_string(), house);
        std::fs::write(&here, "").unwrap();
        assert_eq!(usual(&here, &house).display().to_string(), here);
    }
}

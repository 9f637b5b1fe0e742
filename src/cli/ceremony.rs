//! `balss ceremony`: the offline root and the recovery identity, on a machine of their own that is connected to nothing.
//! Needs no configuration and no store. What secrets there are leave on paper alone, as shares; the joined keys live in
//! this process for as long as a command runs.

mod ask;
mod check;
mod gather;
mod new;
mod recover;
mod sheet;
mod sign;

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use zeroize::Zeroizing;

use crate::app::StartError;
use crate::vault::recovery::carry::{MOST, Public};
use crate::vault::roster::Roster;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Makes root and recovery keys and splits them: one sheet for each holder, public parts for the server.
    #[command(after_help = "Example:\n  balss ceremony new --shares 5 --threshold 3 --out /media/usb")]
    New(new::Options),
    /// Tests shares without the server: whether they are well typed, belong together and make the keys.
    #[command(after_help = "Examples:\n  balss ceremony check --public public.json\n  \
                      balss ceremony check sheet-1.txt sheet-2.txt sheet-3.txt --public public.json")]
    Check(check::Options),
    /// Signs what the server proposes for the roster, each statement after a yes.
    #[command(
        after_help = "Example:\n  balss ceremony sign roster-request.json --public public.json --out roster-signed.json"
    )]
    Sign(sign::Options),
    /// Gives an adviser whose passphrase is lost the cases back, and makes a new recovery key with new shares.
    #[command(
        after_help = "Example:\n  balss ceremony recover recovery-request.json --public public.json --out recovery-result.json"
    )]
    Recover(recover::Options),
}

pub(super) fn run(command: Command) -> Result<(), StartError> {
    match command {
        Command::New(options) => new::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Sign(options) => sign::run(&options),
        Command::Recover(options) => recover::run(&options),
    }
}

/// Where shares come from, and where sheets go.
#[derive(clap::Args)]
struct ShareFiles {
    /// A sheet or file with shares; may be given several times. Without any, shares are typed.
    #[arg(long, value_name = "FILE")]
    share_file: Vec<PathBuf>,
}

/// Ends the process as wrong usage does.
fn usage(text: &str) -> ! {
    clap::Error::raw(clap::error::ErrorKind::ValueValidation, format!("{text}\n")).exit()
}

fn fault(path: &Path, what: &dyn std::fmt::Display) -> StartError {
    StartError(format!("{}: {what}", path.display()))
}

/// The text of a file, of bounded size.
fn read(path: &Path) -> Result<Zeroizing<String>, StartError> {
    let size = std::fs::metadata(path).map_err(|e| fault(path, &e))?.len();
    if usize::try_from(size).map_or(true, |size| size > MOST) {
        return Err(fault(path, &"too large to be one of ours"));
    }
    std::fs::read_to_string(path).map(Zeroizing::new).map_err(|e| fault(path, &e))
}

/// Writes a file that must not exist, readable by its owner only.
fn write(path: &Path, text: &str) -> Result<(), StartError> {
    let open = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    open.and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    })
    .map_err(|e| fault(path, &e))
}

/// What must not exist, asked before anything secret is made.
fn not_there(path: &Path) -> Result<(), StartError> {
    if path.exists() { Err(fault(path, &"exists already; nothing was done")) } else { Ok(()) }
}

/// Public parts, checked.
pub(super) struct Known {
    /// Public half of the root.
    pub(super) root: [u8; 32],
    /// The first statements of the roster, recovery among them.
    pub(super) statements: Vec<String>,
    roster: Roster,
}

/// Reads and checks public parts, for `init` too.
pub(super) fn public(path: &Path) -> Result<Known, StartError> {
    let (public, root, roster) = Public::parse(&read(path)?).map_err(|e| fault(path, &e))?;
    Ok(Known { root, statements: public.statements, roster })
}

//! `balss backup` and `balss restore`.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::ConfigFile;
use super::serve::stop_signal;
use crate::app::{App, StartError};
use crate::clock::Clock;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::domain::event::{Event, Leaf};
use crate::store::blobs::Blobs;
use crate::store::{Audit, Store};
use crate::vault::backup::{self, BackupError, Count};
use crate::vault::keys::KeyFiles;
use crate::vault::state::{State, StateError};

pub(super) const EXAMPLE: &str = "Example:
  balss backup --new-key /media/key/backup-key.txt      # once; prints backup_recipient for the configuration
  balss backup /media/copy/balss-2026-11-24.age --config balss.toml";

/// What `backup` is told.
#[derive(clap::Args)]
pub(super) struct Backup {
    #[command(flatten)]
    config: ConfigFile,
    /// The copy; a file that exists is not touched.
    #[arg(required_unless_present = "new_key")]
    file: Option<PathBuf>,
    /// To whom it is sealed, instead of the configured `backup_recipient`.
    #[arg(long, value_name = "age1pq1…")]
    to: Option<String>,
    /// Makes a new key for copies, writes its secret part into FILE and prints its public part.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "to"])]
    new_key: Option<PathBuf>,
}

/// What `restore` is told.
#[derive(clap::Args)]
pub(super) struct Restore {
    #[command(flatten)]
    config: ConfigFile,
    /// The copy.
    file: PathBuf,
    /// File with the identity to which the copy is sealed.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

fn fault(what: impl std::fmt::Display) -> impl Fn(&dyn std::fmt::Display) -> StartError {
    move |e| StartError(format!("{what}: {e}"))
}

fn private(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

pub(super) async fn backup(options: Backup) -> Result<(), StartError> {
    if let Some(path) = &options.new_key {
        return new_key(path);
    }
    let path = options.file.ok_or_else(|| StartError("no file was named".to_owned()))?;
    let config = options.config.load_existing()?;
    let to = options.to.as_ref().or(config.backup_recipient.as_ref()).ok_or_else(|| {
        StartError("the configuration has no backup_recipient and there is no --to".to_owned())
    })?;
    let to: HybridRecipient = to.parse().map_err(|_| StartError("not an age1pq1… recipient".to_owned()))?;
    let app = App::start(config).await?;
    let named = fault(path.display());
    let file = private(&path).map_err(|e| named(&e))?;
    let made = tokio::select! {
        made = copy(&app, &to, &file) => made,
        () = stop_signal()? => Err(StartError("stopped".to_owned())),
    };
    app.store.close().await;
    let synced = |count: Count| {
        file.sync_all().map_err(|e| named(&e))?;
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| named(&e))?;
        Ok(count)
    };
    match made.and_then(synced) {
        Ok(count) => said(&count, "copied"),
        Err(e) => {
            // Half a copy must not be taken for one.
            let _ = std::fs::remove_file(&path);
            Err(e)
        }
    }
}

async fn copy(app: &App, to: &HybridRecipient, file: &File) -> Result<Count, StartError> {
    // Before the copy, which so holds its own entry: taken in again it continues the log as it was known.
    let tx = app.store.write().await.map_err(|e| fault("database")(&e))?;
    let leaf = Leaf::staff(Event::BackedUp, app.clock.now(), None);
    tx.commit(Audit::of(vec![leaf])).await.map_err(|e| fault("database")(&e))?;
    let parts = (&app.store, &app.blobs, &app.keys);
    let mut out = BufWriter::new(file);
    let count = backup::write(parts, to, &mut out, progress()).await;
    let count = count.map_err(|e| fault("backup")(&e))?;
    out.flush().map_err(|e| fault("backup")(&e))?;
    Ok(count)
}

pub(super) async fn restore(options: Restore) -> Result<(), StartError> {
    let config = options.config.load()?;
    let with = identity(&options.identity)?;
    let file = File::open(&options.file).map_err(|e| fault(options.file.display())(&e))?;
    let keys = KeyFiles::load(&config.keys)
        .map_err(|e| StartError(format!("key files in {}: {e}", config.keys.display())))?;
    let notary = keys.notary(&config.origin).map_err(|e| fault("origin")(&e))?;
    let clock = Clock::new(&config.time_zone).map_err(StartError)?;
    let root = config.root().ok_or_else(|| StartError("root_key".to_owned()))?;
    let state = State::open(&config.state, &keys).map_err(|e| StartError(e.to_string()))?;
    if holds_files(&config.blobs) {
        return Err(StartError(format!("{} is not empty", config.blobs.display())));
    }
    let blobs = Blobs::open(&config.blobs)
        .map_err(|e| StartError(format!("blobs in {}: {e}", config.blobs.display())))?;
    let store = Store::open(&config.database, notary).await.map_err(|e| fault("database")(&e))?;
    let parts = (&store, &blobs, &keys, &state);
    let count = tokio::select! {
        read = backup::read(parts, &with, BufReader::new(file), clock.now(), progress()) => read,
        () = stop_signal()? => Err(BackupError::Refused("stopped; empty the folder of sealed files before the next try")),
    };
    let count = count.map_err(|e| fault("restore")(&e))?;
    let looked = state.look(&store, &root).await;
    store.close().await;
    if count.kept_out > 0 {
        println!("{} destroyed cases were kept out", count.kept_out);
    }
    match looked {
        Ok(()) => println!("it continues what was known: the service can start"),
        Err(e @ StateError::Older(_)) => {
            println!("{e}\nbefore the service starts, an auditor must say so: balss audit accept");
        }
        Err(e) => return Err(StartError(e.to_string())),
    }
    said(&count, "restored")
}

fn said(count: &Count, done: &str) -> Result<(), StartError> {
    println!("{} rows and {} files {done}", count.rows, count.files);
    for fault in &count.faults {
        println!("FAULT {fault}");
    }
    match count.faults.len() {
        0 => Ok(()),
        n => Err(StartError(format!("{done}, but {n} files are missing or damaged"))),
    }
}

/// Whether any object stands in the folder: they lie one level below it.
fn holds_files(folder: &Path) -> bool {
    let below = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let not_empty = |part: &Path| std::fs::read_dir(part).is_ok_and(|mut all| all.next().is_some());
    below.into_iter().any(|entry| !entry.path().is_dir() || not_empty(&entry.path()))
}

fn new_key(path: &Path) -> Result<(), StartError> {
    let identity = HybridIdentity::generate();
    let public = identity.recipient().to_string();
    let secret = identity.to_secret_string();
    let text = Zeroizing::new(format!("# public key: {public}\n{}\n", secret.as_str()));
    let written = private(path).and_then(|mut f| f.write_all(text.as_bytes()).and_then(|()| f.sync_all()));
    written.map_err(|e| fault(path.display())(&e))?;
    println!("backup_recipient = \"{public}\"");
    Ok(())
}

fn identity(path: &Path) -> Result<HybridIdentity, StartError> {
    let named = fault(path.display());
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|e| named(&e))?);
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let found = lines.next().and_then(|line| line.parse().ok());
    found.ok_or_else(|| named(&"no AGE-SECRET-KEY-PQ-1… identity"))
}

/// On a terminal, how far it is, a few times a second.
fn progress() -> impl FnMut(&Count) {
    let terminal = std::io::stderr().is_terminal();
    let mut last = Instant::now();
    move |count| {
        if terminal && last.elapsed() > Duration::from_millis(250) {
            last = Instant::now();
            eprint!("\r{} rows, {} files", count.rows, count.files);
            let _ = std::io::stderr().flush();
        }
    }
}

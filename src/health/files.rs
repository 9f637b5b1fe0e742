//! Files and folders: who can read them, and what must not lie in what.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::{Check, or_well};
use crate::config::Config;

/// Names of the key files.
const KEYS: [&str; 3] = ["pepper", "index", "checkpoint"];

/// What is wrong with a file or folder that only its owner may use.
fn loose(path: &Path, mode: u32) -> Option<String> {
    match fs::metadata(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Some(format!("{} is missing", path.display())),
        Err(_) => Some(format!("{} cannot be read", path.display())),
        Ok(found) if found.mode() & 0o077 != 0 => Some(format!(
            "{} has mode {:o}: others than its owner can use it; chmod {mode:o} it",
            path.display(),
            found.mode() & 0o777
        )),
        // As root, too: what root writes into the store, its owner cannot use afterwards.
        Ok(found) if found.uid() != rustix::process::geteuid().as_raw() => {
            Some(format!("{} belongs to another user; run balss as its owner", path.display()))
        }
        Ok(_) => None,
    }
}

/// Whether only its owner reads the configuration: it can hold passwords.
#[must_use]
pub fn configuration(path: &Path) -> Check {
    match loose(path, 0o600) {
        Some(what) => Check::fault("config", what),
        None => Check::ok("config", format!("{} is understood", path.display())),
    }
}

/// The key files: whole, private, apart from data and state.
#[must_use]
pub fn keys(config: &Config) -> Vec<Check> {
    let folder = &config.keys;
    let mut faults: Vec<Check> =
        loose(folder, 0o700).into_iter().map(|what| Check::fault("keys", what)).collect();
    if faults.iter().all(|f| !f.text.ends_with("is missing")) {
        for name in KEYS {
            let path = folder.join(name);
            let short = || {
                let wrong = fs::metadata(&path).is_ok_and(|m| m.len() != 32);
                wrong.then(|| format!("{} is not 32 bytes long", path.display()))
            };
            faults.extend(loose(&path, 0o600).or_else(short).map(|what| Check::fault("keys", what)));
        }
    }
    faults.extend(apart(config, "keys"));
    or_well(faults, Check::ok("keys", format!("three key files in {}", folder.display())))
}

/// The state folder: private, apart from data.
#[must_use]
pub fn state(config: &Config) -> Vec<Check> {
    let mut faults: Vec<Check> =
        loose(&config.state, 0o700).into_iter().map(|what| Check::fault("state", what)).collect();
    faults.extend(apart(config, "state"));
    or_well(faults, Check::ok("state", format!("state in {}", config.state.display())))
}

/// Whether the folder of key files (`keys`) or of what must not go back (`state`) lies in one of data.
#[must_use]
pub fn apart(config: &Config, name: &'static str) -> Vec<Check> {
    let (folder, why) = match name {
        "keys" => (&config.keys, "one copy would hold both"),
        _ => (&config.state, "it would be rolled back with it"),
    };
    let lies = data_folders(config).into_iter().filter(|(place, _)| within(folder, place));
    lies.map(|(_, what)| {
        let text = format!("{} lies in the folder of {what}: {why}; move it", folder.display());
        Check::fault(name, text)
    })
    .collect()
}

/// The folder of sealed files: there, private, writable, with room above what is kept for text.
#[must_use]
pub fn blobs(config: &Config) -> Check {
    let folder = &config.blobs;
    if let Some(what) = loose(folder, 0o700) {
        return Check::fault("blobs", what);
    }
    if tempfile::NamedTempFile::new_in(folder).is_err() {
        return Check::fault("blobs", format!("{} cannot be written to", folder.display()));
    }
    let free = crate::store::blobs::free_space(folder);
    if free < config.admission.text_reserve {
        return Check::fault(
            "blobs",
            "the disk of the sealed files has no room left but what is kept for text",
        );
    }
    let room = free - config.admission.text_reserve;
    // Two of the largest reports.
    if room < 2 << 30 {
        return Check::warn("blobs", format!("only {} MiB left for evidence", room >> 20));
    }
    Check::ok("blobs", format!("{} GiB left for evidence", room >> 30))
}

/// The database file, where it is one.
#[must_use]
pub fn database(config: &Config) -> Option<Check> {
    let file = database_file(config)?;
    loose(&file, 0o600).map(|what| Check::fault("store", what))
}

/// The file of an embedded store.
#[must_use]
pub fn database_file(config: &Config) -> Option<PathBuf> {
    let file = config.database.strip_prefix("sqlite:")?.trim_start_matches("//");
    Some(PathBuf::from(file.split('?').next().unwrap_or(file)))
}

fn data_folders(config: &Config) -> Vec<(PathBuf, &'static str)> {
    let database = database_file(config).and_then(|f| f.parent().map(Path::to_path_buf));
    let mut all = vec![(config.blobs.clone(), "the sealed files")];
    all.extend(database.map(|folder| (folder, "the database")));
    all
}

/// Whether `inner` is `outer` or lies in it, whatever links lead there.
fn within(inner: &Path, outer: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok();
    match (real(inner), real(outer)) {
        (Some(inner), Some(outer)) => inner.starts_with(outer),
        _ => false,
    }
}

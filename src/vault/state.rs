//! The state folder [format]: what must not go back when the database does. It is of mode 0700 and stands apart from
//! data and backups. `heads` holds the newest roster head and the signed heads of both logs; `tombstones` one line for
//! each case that was destroyed or withdrawn and each receipt that was replaced, sorted; `shown` and `drawn` one for each period
//! of statistics ([`shown`]); `lock` nothing: processes that share the folder take turns by it.
//!
//! A store must extend the heads ([`heads`]). Whoever can write to this folder can delete it, so its files need no
//! signature; the tag of `heads` only keeps a damaged or edited file from being taken for what was seen. A folder
//! without heads knows nothing, and nothing is not extended by a store that holds something.
//!
//! `heads` and `tombstones` are written anew each time, changed or not: when a file was last written tells nothing of when somebody
//! reported or withdrew.

pub mod heads;
mod shown;
mod tombstones;

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use rustix::fs::FlockOperation;
use serde::{Deserialize, Serialize};

pub use heads::Heads;
pub use tombstones::Tombstones;

use super::VaultError;
use super::keys::KeyFiles;
use super::roster::Roster;
use crate::crypto::kdf::{self, Secret};
use crate::domain::id::CaseId;
use crate::store::{Store, StoreError};

/// The folder, and what this process knows of it.
pub struct State {
    folder: PathBuf,
    key: Secret,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    known: Option<Heads>,
    stopped: Option<String>,
}

/// Why a store is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateError {
    /// The store does not extend what was known: in what, as one line for people.
    Older(String),
    /// A signed head was touched: staff work stops by itself, what follows from it cannot be told, and the roster still
    /// is the one that was known.
    Touched(String),
    /// The folder cannot be read or written, or its files were touched.
    Folder(String),
    /// The store's own trouble.
    Store(StoreError),
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Older(how) => write!(f, "the store does not continue what was known of it: {how}"),
            Self::Touched(what) => f.write_str(what),
            Self::Folder(what) => write!(f, "state folder: {what}"),
            Self::Store(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for StateError {}

impl From<StoreError> for StateError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

impl From<StateError> for VaultError {
    fn from(e: StateError) -> Self {
        Self::Store(match e {
            StateError::Store(e) => e,
            StateError::Older(_) | StateError::Touched(_) => StoreError::Older,
            StateError::Folder(_) => StoreError::Unavailable,
        })
    }
}

impl From<io::Error> for StateError {
    fn from(e: io::Error) -> Self {
        Self::Folder(e.to_string())
    }
}

/// How `heads` stands in its file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tagged {
    balss: String,
    heads: Heads,
    tag: String,
}

const KIND: &str = "heads/1";
const HEADS: &str = "heads";
const TOMBSTONES: &str = "tombstones";
/// Rounds after which a folder that others write to all the time is given up for now.
const ROUNDS: usize = 16;

impl State {
    /// The folder, made if missing.
    ///
    /// # Errors
    /// [`StateError::Folder`] when it cannot be made, or when others than its owner can read it.
    pub fn open(folder: &Path, keys: &KeyFiles) -> Result<Self, StateError> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let meta = fs::metadata(folder)?;
        if meta.mode() & 0o077 != 0 {
            let text = format!("{} must be open to its owner only (mode 0700)", folder.display());
            return Err(StateError::Folder(text));
        }
        let state = Self { folder: folder.to_owned(), key: keys.heads_key(), memory: Mutex::default() };
        state.memory().known = state.read_heads()?;
        Ok(state)
    }

    /// What is known of the store, if anything.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn known(&self) -> Result<Option<Heads>, StateError> {
        // A folder that was emptied under a running process does not make the process forget.
        let memory = self.memory().known.clone();
        Ok(self.read_heads()?.or(memory))
    }

    /// Looks at the store: it must extend what is known; then what it holds is known. Also clears or sets
    /// [`State::stopped`].
    ///
    /// # Errors
    /// [`StateError`].
    pub async fn look(&self, store: &Store, root: &[u8; 32]) -> Result<(), StateError> {
        let looked = self.look_now(store, root).await;
        let mut memory = self.memory();
        match &looked {
            Ok(()) => memory.stopped = None,
            Err(StateError::Older(how)) => memory.stopped = Some(how.clone()),
            Err(_) => {}
        }
        looked
    }

    async fn look_now(&self, store: &Store, root: &[u8; 32]) -> Result<(), StateError> {
        for _ in 0..ROUNDS {
            // The file is read before the store: what another process has noted since is in no snapshot of ours.
            let before = self.read_heads()?;
            let known = self.known()?;
            let mut tx = store.read().await?;
            let nothing = Heads::default();
            let seen = heads::see(&mut tx, store.notary(), root, known.as_ref().unwrap_or(&nothing)).await?;
            drop(tx);
            if known.is_none() && !seen.heads.is_empty() {
                let text = "the state folder knows nothing of it";
                return Err(StateError::Older(text.to_owned()));
            }
            let mut tombstones = self.tombstones()?;
            tombstones.shredded.extend(&seen.shredded);
            tombstones.withdrawn = seen.withdrawn;
            tombstones.again = tombstones.again.intersection(&tombstones.withdrawn).copied().collect();
            if self.write(before.as_ref(), &seen.heads, &tombstones)? {
                return Ok(());
            }
        }
        Err(StateError::Store(StoreError::Busy))
    }

    /// Takes the store as it is for what is known, whatever was known before. Tombstones stay.
    ///
    /// # Errors
    /// [`StateError`]; [`StateError::Older`] when the store contradicts itself.
    pub async fn accept(&self, store: &Store, root: &[u8; 32]) -> Result<(), StateError> {
        for _ in 0..ROUNDS {
            let before = self.read_raw()?;
            let mut tx = store.read().await?;
            let seen = heads::see(&mut tx, store.notary(), root, &Heads::default()).await?;
            drop(tx);
            let mut tombstones = self.tombstones()?;
            tombstones.shredded.extend(&seen.shredded);
            tombstones.again.extend(&tombstones.withdrawn);
            tombstones.withdrawn.extend(&seen.withdrawn);
            let _turn = self.turn()?;
            if self.read_raw()? == before {
                self.replace(&seen.heads, &tombstones)?;
                self.memory().stopped = None;
                return Ok(());
            }
        }
        Err(StateError::Store(StoreError::Busy))
    }

    /// Whether these statements extend the roster that is known; then they are what is known. Cheap where nothing is
    /// new; otherwise two small files are written.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn roster_seen(&self, statements: &[String], roster: &Roster) -> Result<bool, StateError> {
        let _turn = self.turn()?;
        let Some(mut known) = self.known()? else { return Ok(false) };
        if !known.roster_extended_by(statements, roster) {
            return Ok(false);
        }
        if known.take_roster(roster) {
            self.replace(&known, &self.tombstones()?)?;
        }
        Ok(true)
    }

    /// Why nothing may be sealed now, if the last look said so.
    #[must_use]
    pub fn stopped(&self) -> Option<String> {
        self.memory().stopped.clone()
    }

    /// The cases that must not come back.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn tombstones(&self) -> Result<Tombstones, StateError> {
        match fs::read_to_string(self.folder.join(TOMBSTONES)) {
            Ok(text) => Tombstones::parse(&text)
                .ok_or_else(|| StateError::Folder("the file tombstones was touched".to_owned())),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Tombstones::default()),
            Err(e) => Err(e.into()),
        }
    }

    /// Writes down that a case is about to be destroyed; false when that was known.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn bury(&self, case: CaseId) -> Result<bool, StateError> {
        let _turn = self.turn()?;
        let mut tombstones = self.tombstones()?;
        let new = tombstones.shredded.insert(case);
        self.put(TOMBSTONES, tombstones.to_text().as_bytes())?;
        Ok(new)
    }

    /// Takes that back: it did not happen.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn unbury(&self, case: CaseId) -> Result<(), StateError> {
        let _turn = self.turn()?;
        let mut tombstones = self.tombstones()?;
        tombstones.shredded.remove(&case);
        self.put(TOMBSTONES, tombstones.to_text().as_bytes())
    }

    /// Notes that the store may be older than the withdrawals that are known: which they are.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn withdrawn_again(&self) -> Result<BTreeSet<[u8; 32]>, StateError> {
        let _turn = self.turn()?;
        let mut tombstones = self.tombstones()?;
        tombstones.again.extend(&tombstones.withdrawn);
        self.put(TOMBSTONES, tombstones.to_text().as_bytes())?;
        Ok(tombstones.withdrawn)
    }

    /// Forgets that a case was withdrawn: its reporter has come back.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn taken_back(&self, tag: &[u8; 32]) -> Result<(), StateError> {
        let _turn = self.turn()?;
        let mut tombstones = self.tombstones()?;
        if tombstones.again.remove(tag) | tombstones.withdrawn.remove(tag) {
            self.put(TOMBSTONES, tombstones.to_text().as_bytes())?;
        }
        Ok(())
    }

    /// Notes that another receipt took the place of this one.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn replaced(&self, tag: [u8; 32]) -> Result<(), StateError> {
        let _turn = self.turn()?;
        let mut tombstones = self.tombstones()?;
        tombstones.replaced.insert(tag);
        self.put(TOMBSTONES, tombstones.to_text().as_bytes())
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One process, and in it one task, at a time; never held while waiting for the store.
    fn turn(&self) -> Result<File, StateError> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(self.folder.join("lock"))?;
        rustix::fs::flock(&file, FlockOperation::LockExclusive).map_err(io::Error::from)?;
        Ok(file)
    }

    fn read_raw(&self) -> Result<Option<Vec<u8>>, StateError> {
        match fs::read(self.folder.join(HEADS)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    fn read_heads(&self) -> Result<Option<Heads>, StateError> {
        let Some(bytes) = self.read_raw()? else { return Ok(None) };
        let touched = || StateError::Folder("the file heads was touched".to_owned());
        let tagged: Tagged = serde_json::from_slice(&bytes).map_err(|_| touched())?;
        let good = tagged.balss == KIND && self.tag(&tagged.heads)? == tagged.tag;
        if good { Ok(Some(tagged.heads)) } else { Err(touched()) }
    }

    fn tag(&self, heads: &Heads) -> Result<String, StateError> {
        let bytes = serde_json::to_vec(heads).map_err(|e| StateError::Folder(e.to_string()))?;
        Ok(HEXLOWER.encode(&kdf::tag(&self.key, &[KIND.as_bytes(), &bytes])))
    }

    /// Writes both files if `heads` still is what it was; whether it was.
    fn write(&self, before: Option<&Heads>, now: &Heads, tombs: &Tombstones) -> Result<bool, StateError> {
        let _turn = self.turn()?;
        if self.read_heads()?.as_ref() != before {
            return Ok(false);
        }
        self.replace(now, tombs)?;
        Ok(true)
    }

    fn replace(&self, heads: &Heads, tombstones: &Tombstones) -> Result<(), StateError> {
        let tagged = Tagged { balss: KIND.to_owned(), heads: heads.clone(), tag: self.tag(heads)? };
        let bytes = serde_json::to_vec_pretty(&tagged).map_err(|e| StateError::Folder(e.to_string()))?;
        self.put(TOMBSTONES, tombstones.to_text().as_bytes())?;
        self.put(HEADS, &bytes)?;
        self.memory().known = Some(heads.clone());
        Ok(())
    }

    /// Whole or not at all, and on disk when it returns.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), StateError> {
        let (new, path) = (self.folder.join(format!("{name}.new")), self.folder.join(name));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, &path)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }
}

//! One file on its way into the vault, taken for what its first bytes say it is.
//!
//! A photograph becomes two objects while it arrives: the original, sealed to the reporter alone, and its cleaned copy for
//! the thread. One that cannot be cleaned reaches nobody else: a copy that is clean by half would be worse than none.

use super::photo::{self, Cleaner, MAGIC};
use crate::vault::evidence::{Arrival, Place, discard};
use crate::vault::files::FileRecord;
use crate::vault::{Result, VaultError};

/// A file that is arriving.
pub struct Arriving<'a> {
    at: Place<'a>,
    state: State,
    clean: Vec<u8>,
}

enum State {
    /// Too few bytes came to tell what it is.
    Begins(Vec<u8>),
    /// Goes to the thread as it is.
    Whole(Arrival),
    /// A photograph.
    Photo(Box<Photo>),
    /// Stays with its reporter.
    Held(Arrival),
    /// Nothing of it can be kept.
    Lost,
}

struct Photo {
    cleaner: Cleaner,
    copy: Arrival,
    /// None in a case of before there were originals.
    original: Option<Arrival>,
}

impl<'a> Arriving<'a> {
    /// Nothing came yet.
    #[must_use]
    pub fn new(at: Place<'a>) -> Self {
        Self { at, state: State::Begins(Vec::new()), clean: Vec::new() }
    }

    /// How many bytes are stored for each that comes, about.
    #[must_use]
    pub fn objects(&self) -> u64 {
        if matches!(self.state, State::Photo(_)) { 2 } else { 1 }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        if let State::Begins(held) = &mut self.state {
            held.extend_from_slice(bytes);
            return if held.len() < MAGIC { Ok(()) } else { self.begin().await };
        }
        self.store(bytes).await
    }

    /// Decides by what came so far. Both rows stand before a byte of either object.
    async fn begin(&mut self) -> Result<()> {
        let State::Begins(held) = std::mem::replace(&mut self.state, State::Lost) else { return Ok(()) };
        self.state = match photo::kind(&held) {
            Some(kind) => State::Photo(Box::new(Photo {
                cleaner: Cleaner::new(kind),
                original: Arrival::begin_original(self.at).await?,
                copy: Arrival::begin(self.at).await?,
            })),
            None if photo::is_photo(&held) => {
                let original = Arrival::begin_original(self.at).await?;
                original.map_or(State::Lost, State::Held)
            }
            None => State::Whole(Arrival::begin(self.at).await?),
        };
        self.store(&held).await
    }

    async fn store(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.state {
            State::Begins(_) | State::Lost => return Err(VaultError::Refused),
            State::Whole(to) | State::Held(to) => return to.push(bytes).await,
            State::Photo(photo) => {
                if let Some(original) = &mut photo.original {
                    original.push(bytes).await?;
                }
                self.clean.clear();
                if photo.cleaner.push(bytes, &mut self.clean).is_ok() {
                    return photo.copy.push(&self.clean).await;
                }
            }
        }
        self.hold().await
    }

    /// Gives the copy up.
    async fn hold(&mut self) -> Result<()> {
        let State::Photo(photo) = std::mem::replace(&mut self.state, State::Lost) else { return Ok(()) };
        photo.copy.abort().await;
        self.state = State::Held(photo.original.ok_or(VaultError::Refused)?);
        Ok(())
    }

    /// Ends and records the file; all of it is on disk when this returns well.
    ///
    /// # Errors
    /// [`VaultError`]; nothing of it is kept then.
    pub async fn finish(mut self, name: &str, media: &str) -> Result<FileRecord> {
        if matches!(self.state, State::Begins(_)) {
            self.begin().await?;
        }
        if matches!(&self.state, State::Photo(photo) if !photo.cleaner.is_whole()) {
            self.hold().await?;
        }
        match self.state {
            State::Begins(_) | State::Lost => Err(VaultError::Refused),
            State::Whole(to) => to.finish(name, media).await,
            State::Held(to) => {
                let mut record = to.finish(name, media).await?;
                record.original = Some((&record).into());
                Ok(record)
            }
            State::Photo(photo) => photo.finish(self.at, name, media).await,
        }
    }

    /// Gives the file up: what came is removed now, or by the next sweep.
    pub async fn abort(self) {
        match self.state {
            State::Begins(_) | State::Lost => {}
            State::Whole(to) | State::Held(to) => to.abort().await,
            State::Photo(photo) => {
                photo.copy.abort().await;
                if let Some(original) = photo.original {
                    original.abort().await;
                }
            }
        }
    }
}

impl Photo {
    async fn finish(self, at: Place<'_>, name: &str, media: &str) -> Result<FileRecord> {
        let Some(original) = self.original else { return self.copy.finish(name, media).await };
        let original = match original.finish(name, media).await {
            Ok(original) => original,
            Err(e) => {
                self.copy.abort().await;
                return Err(e);
            }
        };
        match self.copy.finish(name, media).await {
            Ok(mut record) => {
                record.original = Some((&original).into());
                Ok(record)
            }
            Err(e) => {
                discard(at.store, &original).await?;
                Err(e)
            }
        }
    }
}

//! One file on its way from a browser to the shelf: row first, then the sealed object, then the row says that it is
//! whole. Whatever breaks off in between is swept by its row.

use data_encoding::HEXLOWER;

use super::compartment::Compartment;
use super::files::{FileRecord, FileSealer};
use super::original::Own;
use super::{Result, VaultError};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::random;
use crate::domain::day::Day;
use crate::domain::id::{BlobId, CaseId};
use crate::store::blobs::{Blobs, Incoming};
use crate::store::records::BlobRow;
use crate::store::{Audit, Store};

/// To whom evidence is sealed: the thread of its case; originals of photographs to their reporter.
#[derive(Clone)]
pub struct Recipient {
    to: HybridRecipient,
    epoch: u32,
    own: Option<Own>,
}

impl Recipient {
    /// A thread.
    #[must_use]
    pub fn of(thread: &Compartment) -> Self {
        Self { to: thread.recipient(), epoch: thread.epoch, own: None }
    }

    /// The same, with the reporter's key for originals.
    #[must_use]
    pub fn with(self, own: Option<Own>) -> Self {
        Self { own, ..self }
    }
}

/// Where a file comes from and where it goes.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Rows.
    pub store: &'a Store,
    /// Objects.
    pub blobs: &'a Blobs,
    /// To whom.
    pub to: &'a Recipient,
    /// The case.
    pub case: CaseId,
    /// The day it came.
    pub today: Day,
    /// The last day on which it is kept unless it is sent.
    pub clean: Day,
}

/// A file that is arriving.
pub struct Arrival {
    store: Store,
    id: BlobId,
    sealer: FileSealer,
    epoch: u32,
    incoming: Incoming,
}

impl Arrival {
    /// Makes the row and opens the object of a file for the thread.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn begin(at: Place<'_>) -> Result<Self> {
        Self::of(at, BlobId(random::bytes()), &at.to.to).await
    }

    /// The same for an original; `None` in a case of before there were any.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn begin_original(at: Place<'_>) -> Result<Option<Self>> {
        let Some(own) = &at.to.own else { return Ok(None) };
        let id = BlobId(random::bytes());
        Self::of(at, id, &own.recipient(id)).await.map(Some)
    }

    async fn of(at: Place<'_>, id: BlobId, to: &HybridRecipient) -> Result<Self> {
        let Place { store, blobs, case, today, clean, .. } = at;
        let row = BlobRow { id, case, size: 0, day: today, clean_day: clean, digest: [0; 32] };
        let mut tx = store.write().await?;
        tx.add_blob(&row).await?;
        tx.commit(Audit::none("a file of a draft is no report")).await?;
        let incoming = blobs.put(id).await?;
        Ok(Self { store: store.clone(), id, sealer: FileSealer::new(to)?, epoch: at.to.epoch, incoming })
    }

    /// Seals and stores the next bytes.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let sealed = self.sealer.push(bytes)?;
        Ok(self.incoming.write(&sealed).await?)
    }

    /// Pads, ends and records the file; it is on disk when this returns well.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn finish(mut self, name: &str, media: &str) -> Result<FileRecord> {
        let mut padded = 0;
        while let Some(bytes) = self.sealer.pad(&mut padded)? {
            self.incoming.write(&bytes).await?;
        }
        let done = self.sealer.finish()?;
        self.incoming.write(&done.rest).await?;
        self.incoming.finish().await?;
        let mut tx = self.store.write().await?;
        let stored = i64::try_from(done.stored).map_err(|_| VaultError::TooLong)?;
        if !tx.blob_arrived(self.id, stored, &done.sealed_sha256).await? {
            return Err(VaultError::Conflict);
        }
        tx.commit(Audit::none("a file of a draft is no report")).await?;
        Ok(FileRecord {
            blob: self.id,
            name: name.to_owned(),
            media: media.to_owned(),
            length: done.length,
            sha256: HEXLOWER.encode(&done.sha256),
            sealed_sha256: HEXLOWER.encode(&done.sealed_sha256),
            n: 0,
            epoch: self.epoch,
            original: None,
            key: None,
        })
    }

    /// Gives the file up: what came is removed now, or by the next sweep.
    pub async fn abort(self) {
        self.incoming.abort().await;
        let _ = discard_objects(&self.store, &[self.id]).await;
    }
}

/// Leaves a file of a draft to the next sweep, with its original.
///
/// # Errors
/// [`VaultError`].
pub async fn discard(store: &Store, file: &FileRecord) -> Result<()> {
    let ids: Vec<BlobId> = file.objects().map(|(id, _)| id).collect();
    discard_objects(store, &ids).await
}

async fn discard_objects(store: &Store, ids: &[BlobId]) -> Result<()> {
    let mut tx = store.write().await?;
    for id in ids {
        tx.discard_blob(*id).await?;
    }
    Ok(tx.commit(Audit::none("a file of a draft is no report")).await?)
}

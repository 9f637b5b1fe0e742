//! One file on its way from a browser to the shelf: row first, then the sealed object, then the row says that it is
//! whole. Whatever breaks off in between is swept by its row.

use data_encoding::HEXLOWER;

use super::compartment::Compartment;
use super::files::{FileRecord, FileSealer};
use super::{Result, VaultError};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::random;
use crate::domain::day::Day;
use crate::domain::id::{BlobId, CaseId};
use crate::store::blobs::{Blobs, Incoming};
use crate::store::records::BlobRow;
use crate::store::{Audit, Store};

/// To whom evidence is sealed: the thread of its case.
#[derive(Clone)]
pub struct Recipient {
    to: HybridRecipient,
    epoch: u32,
}

impl Recipient {
    /// A thread.
    #[must_use]
    pub fn of(thread: &Compartment) -> Self {
        Self { to: thread.recipient(), epoch: thread.epoch }
    }
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
    /// Makes the row and opens the object. Swept after `clean` unless it is sent.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn begin(
        store: &Store,
        blobs: &Blobs,
        to: &Recipient,
        case: CaseId,
        today: Day,
        clean: Day,
    ) -> Result<Self> {
        let id = BlobId(random::bytes());
        let row = BlobRow { id, case, size: 0, day: today, clean_day: clean, digest: [0; 32] };
        let mut tx = store.write().await?;
        tx.add_blob(&row).await?;
        tx.commit(Audit::none("a file of a draft is no report")).await?;
        let incoming = blobs.put(id).await?;
        Ok(Self { store: store.clone(), id, sealer: FileSealer::new(&to.to)?, epoch: to.epoch, incoming })
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
        })
    }

    /// Gives the file up: what came is removed now, or by the next sweep.
    pub async fn abort(self) {
        self.incoming.abort().await;
        let _ = discard(&self.store, self.id).await;
    }
}

/// Leaves a file of a draft to the next sweep.
///
/// # Errors
/// [`VaultError`].
pub async fn discard(store: &Store, id: BlobId) -> Result<()> {
    let mut tx = store.write().await?;
    tx.discard_blob(id).await?;
    Ok(tx.commit(Audit::none("a file of a draft is no report")).await?)
}

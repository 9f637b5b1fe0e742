//! The end of a case: what opens it is destroyed, then what it held. What is left is its id in the audit log and in the
//! list of tombstones, and whatever older backups hold until their end.

use super::Result;
use super::VaultError;
use super::keys::KeyFiles;
use super::state::{State, StateError};
use super::thread::Conversation;
use crate::crypto::kdf;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::event::Leaf;
use crate::domain::id::{BlobId, CaseId};
use crate::store::blobs::Blobs;
use crate::store::{Audit, Store, StoreError, Tx};

/// Names a withdrawn case to who has the key files.
#[must_use]
pub fn withdrawn_tag(keys: &KeyFiles, case: CaseId) -> [u8; 32] {
    let key = kdf::derive(&keys.index[..], "balss/v1/withdrawn");
    kdf::tag(&key, &[&case.0])
}

/// Whether a case is withdrawn: its thread says so, or the store does, which may know it from a tombstone alone.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn is_withdrawn(tx: &mut Tx, keys: &KeyFiles, case: CaseId, read: &Conversation) -> Result<bool> {
    let marked = !tx.withdrawn_among(&[withdrawn_tag(keys, case)]).await?.is_empty();
    Ok(marked || read.card.status == Status::Withdrawn)
}

/// The day on which the reporter withdrew a case, as sealed in its thread.
#[must_use]
pub fn withdrawn_on(read: &Conversation) -> Option<Day> {
    let last = read.steps.last().filter(|step| step.what.to == Status::Withdrawn);
    last.map(|step| step.day)
}

/// Which cases are to be destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// One that is withdrawn at that very moment: a reporter who comes back is faster or too late, never half.
    Withdrawn,
    /// One that was destroyed before and came back with an older store.
    Buried,
}

/// Destroys a case. `leaf` says so in the audit log, in the same transaction.
///
/// # Errors
/// [`VaultError::Conflict`] when its reporter has just taken it back; [`VaultError::Store`], [`VaultError::Blob`].
/// Objects that cannot be removed now are swept by the worker.
pub async fn shred(
    store: &Store,
    blobs: &Blobs,
    keys: &KeyFiles,
    state: &State,
    (case, only): (CaseId, Only),
    leaf: Leaf,
) -> Result<()> {
    let mut tx = store.write().await?;
    let was_withdrawn = tx.remove_withdrawn(&withdrawn_tag(keys, case)).await?;
    if only == Only::Withdrawn && !was_withdrawn {
        return Err(VaultError::Conflict);
    }
    // Before the rows go, and after it is certain that they go: a copy of the store from before this moment must not
    // bring the case back. So this one small file is written inside a transaction.
    state.bury(case).map_err(|e| match e {
        StateError::Store(e) => VaultError::Store(e),
        StateError::Older(_) | StateError::Touched(_) => VaultError::Store(StoreError::Older),
        StateError::Folder(_) => VaultError::Store(StoreError::Unavailable),
    })?;
    let files = tx.erase_case(case).await?;
    tx.commit(Audit::of(vec![leaf.about(case)])).await?;
    for id in files {
        blobs.delete(id).await?;
        let mut tx = store.write().await?;
        tx.forget_blob(id).await?;
        tx.commit(Audit::none("the case it belonged to is gone")).await?;
    }
    store.empty_log().await?;
    Ok(())
}

/// Deletes the rows of a case and its mark of withdrawal; the files whose objects are to be removed.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn erase(tx: &mut Tx, keys: &KeyFiles, case: CaseId) -> Result<Vec<BlobId>> {
    let files = tx.erase_case(case).await?;
    tx.remove_withdrawn(&withdrawn_tag(keys, case)).await?;
    Ok(files)
}

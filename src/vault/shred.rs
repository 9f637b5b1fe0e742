//! The end of a case: what opens it is destroyed, then what it held. What is left is its id in the audit log and in the
//! list of tombstones, and whatever older backups hold until their end.

use std::collections::BTreeSet;

use super::Result;
use super::VaultError;
use super::compartment::THREAD;
use super::keys::KeyFiles;
use super::state::State;
use super::thread::Conversation;
use crate::crypto::kdf;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::event::Leaf;
use crate::domain::id::{BlobId, CaseId};
use crate::store::blobs::Blobs;
use crate::store::{Audit, Store, Tx};

/// Names a withdrawn case to who has the key files.
#[must_use]
pub fn withdrawn_tag(keys: &KeyFiles, case: CaseId) -> [u8; 32] {
    let key = kdf::derive(&keys.index[..], "balss/v1/withdrawn");
    kdf::tag(&key, &[&case.0])
}

/// Whether a case is withdrawn: its thread says so, or is known to be older than the withdrawal ([`known_again`]).
///
/// # Errors
/// [`VaultError::Store`].
pub async fn is_withdrawn(
    tx: &mut Tx,
    (keys, state): (&KeyFiles, &State),
    case: CaseId,
    read: &Conversation,
) -> Result<bool> {
    if read.card.status == Status::Withdrawn {
        return Ok(true);
    }
    let tag = withdrawn_tag(keys, case);
    let marked = !tx.withdrawn_among(&[tag]).await?.is_empty();
    Ok(marked && state.tombstones()?.again.contains(&tag))
}

/// Tags of cases whose thread is older than their withdrawal, in a store that was taken back to an older copy: the state
/// folder noted them when it was, and the store still marks them. The store's mark alone proves nothing: whoever can
/// write to the database can put back one that a reporter has taken away.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn known_again(tx: &mut Tx, state: &State) -> Result<BTreeSet<[u8; 32]>> {
    let again = state.tombstones()?.again;
    if again.is_empty() {
        return Ok(again);
    }
    let marked = tx.withdrawn().await?.into_iter().collect();
    Ok(again.intersection(&marked).copied().collect())
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
    /// One whose thread was read as withdrawn, with its card of this version: a reporter who comes back is faster or too
    /// late, never half.
    Withdrawn(i64),
    /// One that was destroyed before and came back with an older store.
    Buried,
}

/// Destroys a case. `leaf` says so in the audit log, in the same transaction.
///
/// # Errors
/// [`VaultError::Conflict`] when its reporter has just taken it back; [`VaultError::Refused`] when its thread is not the
/// one that the log knows as the newest: a withdrawal that was taken back must not return with older rows.
/// [`VaultError::Store`], [`VaultError::Blob`].
/// Objects that cannot be removed now are swept by the worker.
pub async fn shred(
    store: &Store,
    blobs: &Blobs,
    keys: &KeyFiles,
    state: &State,
    (case, only): (CaseId, Only),
    leaf: Leaf,
) -> Result<()> {
    if let Only::Withdrawn(version) = only
        && store.look().await?.newest_card_told(case, THREAD).await? != Some(version)
    {
        return Err(VaultError::Refused);
    }
    let mut tx = store.write().await?;
    if let Only::Withdrawn(version) = only {
        let card = tx.card(case, THREAD).await?;
        if card.map(|c| c.version) != Some(version) {
            return Err(VaultError::Conflict);
        }
    }
    let files = erase(&mut tx, keys, case).await?;
    // Before the rows are gone for good: a copy of the store from before this moment must not bring the case back. So
    // this one small file is written inside a transaction. Where the end is not certain the case may still be its
    // reporter's; if it did end, the next look reads so in the log.
    let buried = state.bury(case)?;
    if let Err(e) = tx.commit(Audit::of(vec![leaf.about(case)])).await {
        if buried {
            state.unbury(case)?;
        }
        return Err(e.into());
    }
    store.empty_log().await?;
    for id in files {
        blobs.delete(id).await?;
        let mut tx = store.write().await?;
        tx.forget_blob(id).await?;
        tx.commit(Audit::none("the case it belonged to is gone")).await?;
    }
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

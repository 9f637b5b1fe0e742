//! The end of a case: what opens it is destroyed, then what it held. What is left is its id in the audit log and in the
//! list of tombstones, and whatever older backups hold until their end.

use std::collections::BTreeSet;

use super::Result;
use super::VaultError;
use super::compartment::DESK;
use super::compartment::THREAD;
use super::keys::KeyFiles;
use super::retention::Decided;
use super::state::State;
use super::statistics::record;
use super::thread::Conversation;
use crate::crypto::{kdf, random};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{BlobId, CaseId, StaffId};
use crate::store::audit::{name_card, name_record};
use crate::store::beside;
use crate::store::blobs::Blobs;
use crate::store::jobs::LEASE_PURGE;
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
pub enum Only<'a> {
    /// One whose thread was read as withdrawn, with its card of this version: a reporter who comes back is faster or too
    /// late, never half.
    Withdrawn(i64),
    /// One that two of its holders decided to delete, with cards of the versions that they read: whoever writes
    /// meanwhile, the reporter above all, is faster or too late, never half.
    Decided(&'a Decided),
    /// One that was destroyed before and came back with an older store.
    Buried,
}

impl Only<'_> {
    /// Cards whose versions were read: only while they are the newest, in the store and in the log, the case is destroyed.
    fn read(self) -> Vec<(u8, i64)> {
        match self {
            Self::Withdrawn(version) => vec![(THREAD, version)],
            Self::Decided(decided) => {
                let (thread, desk) = decided.versions();
                vec![(THREAD, thread), (DESK, desk)]
            }
            Self::Buried => Vec::new(),
        }
    }
}

/// How a leaf names the reason for which a case was deleted.
pub const REASON: &str = "reason:";

/// Whether every record of a case, and every card that was read, is the one that the log tells of, and none that it tells of
/// is missing: a hold that was taken out of the store, or an end of it that was put in, must not decide. Every other
/// way of adding a record has told the log in the same transaction. Of a case that its reporter withdrew, what nobody told
/// of decides nothing, and must not keep it.
async fn as_told(tx: &mut Tx, case: CaseId, only: Only<'_>) -> Result<bool> {
    let told = tx.told_of(case).await?;
    let is = |(name, hash): (String, String)| told.get(&name) == Some(&hash);
    let records = tx.records(case).await?;
    let known = told.keys().filter(|name| name.starts_with("r:")).count();
    let found = records.iter().filter(|row| is(name_record(row))).count();
    let more = found != records.len() && !matches!(only, Only::Withdrawn(_));
    if known != found || more {
        return Ok(false);
    }
    let Some(row) = tx.case(case).await? else { return Ok(false) };
    for (which, _) in only.read() {
        let Some(card) = tx.card(case, which).await? else { return Ok(false) };
        let days = (which == THREAD).then_some((row.filed_day, row.next_due));
        if !is(name_card(case, which, &card, days)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Refuses with [`VaultError::Conflict`] where somebody wrote since the cards were read: the reporter perhaps, in this very
/// moment.
async fn still(tx: &mut Tx, case: CaseId, only: Only<'_>) -> Result<()> {
    for (which, version) in only.read() {
        if tx.card(case, which).await?.map(|c| c.version) != Some(version) {
            return Err(VaultError::Conflict);
        }
    }
    Ok(())
}

/// Destroys a case. `leaf` says so in the audit log, in the same transaction; of one that was decided on, another leaf
/// before it says who confirmed that and why.
///
/// # Errors
/// [`VaultError::Conflict`] when somebody wrote in it since it was read; [`VaultError::Refused`] when it is not the one
/// that the log knows as the newest, or holds a record that it does not know: a withdrawal that was taken back, or a desk
/// without the hold that stands there now, must not return with older rows. [`VaultError::Store`], [`VaultError::Blob`].
/// Objects that cannot be removed now are swept by the worker.
pub async fn shred(
    store: &Store,
    blobs: &Blobs,
    keys: &KeyFiles,
    state: &State,
    (case, only): (CaseId, Only<'_>),
    leaf: Leaf,
) -> Result<()> {
    let mut leaves = vec![leaf.about(case)];
    if let Only::Decided(decided) = only {
        if decided.case() != case {
            return Err(VaultError::Refused);
        }
        // Nothing of it is in the store, so nothing has a hash.
        let reason = [(format!("{REASON}{}", decided.reason()), beside::NONE.to_owned())].into();
        leaves.insert(0, Leaf { event: Event::DeletionConfirmed, sealed: reason, ..leaves[0].clone() });
    }
    let mut tx = store.read().await?;
    still(&mut tx, case, only).await?;
    for (which, version) in only.read() {
        if tx.newest_card_told(case, which).await? != Some(version) {
            return Err(VaultError::Refused);
        }
    }
    if only != Only::Buried && !as_told(&mut tx, case, only).await? {
        return Err(VaultError::Refused);
    }
    drop(tx);
    let mut tx = store.write().await?;
    // What was written since then is a newer card.
    still(&mut tx, case, only).await?;
    let files = erase(&mut tx, keys, case).await?;
    // Before the rows are gone for good: a copy of the store from before this moment must not bring the case back. So
    // this one small file is written inside a transaction. Where the end is not certain the case may still be its
    // reporter's; if it did end, the next look reads so in the log.
    let buried = state.bury(case)?;
    if let Err(e) = tx.commit(Audit::of(leaves)).await {
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

/// Deletes the rows of a case and its mark of withdrawal; the files whose objects are to be removed. What deleted rows
/// leave behind in the store's own files is a work of its own, noted in the same transaction: [`purge`].
///
/// # Errors
/// [`VaultError::Store`].
pub async fn erase(tx: &mut Tx, keys: &KeyFiles, case: CaseId) -> Result<Vec<BlobId>> {
    let files = tx.erase_case(case).await?;
    record::forget(tx, keys, case).await?;
    tx.remove_withdrawn(&withdrawn_tag(keys, case)).await?;
    tx.add_purge(StaffId(random::bytes())).await?;
    Ok(files)
}

/// Takes what was deleted out of the store's own files, where that still waits; any number of processes may try.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn purge(store: &Store, now: i64) -> Result<()> {
    let waiting = store.read().await?.due_purges(now).await?;
    let mut mine = Vec::new();
    for id in waiting {
        let mut tx = store.write().await?;
        if tx.lease_job(&id, now, now + LEASE_PURGE).await? {
            mine.push(id);
        }
        tx.commit(Audit::none("a lease")).await?;
    }
    if mine.is_empty() {
        return Ok(());
    }
    // One rewriting serves all that was deleted before it.
    let done = store.purge().await;
    let mut tx = store.write().await?;
    for id in &mine {
        match &done {
            Ok(true) => tx.finish_job(id).await?,
            Ok(false) => tx.fail_job(id, false, now + 60, "busy").await?,
            Err(_) => tx.fail_job(id, false, now + 600, "failed").await?,
        }
    }
    tx.commit(Audit::none("rows that were deleted before")).await?;
    Ok(done.map(drop)?)
}

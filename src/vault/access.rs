//! Opening a case: grant, epochs and their tags, for whoever holds a grant.

use std::sync::OnceLock;

use data_encoding::HEXLOWER;

use super::epoch::EpochBody;
use super::grants::{self, Holder, Opened};
use super::keys::KeyFiles;
use super::receipt::ReceiptKeys;
use super::staff::StaffKeys;
use super::{Result, VaultError};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::kdf::{self, Secret};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Tx;
use crate::store::audit::name_grants;
use crate::store::cases::{CaseRow, EpochRow, GrantRow};

/// Who asks.
#[derive(Clone, Copy)]
pub enum Opener<'a> {
    /// An adviser with a session.
    Staff(StaffId, &'a StaffKeys),
    /// A reporter with a receipt.
    Reporter(&'a ReceiptKeys),
}

/// A quick cell to be written: its row's tag, what stands there, what should.
pub type QuickChange = ([u8; 32], Vec<u8>, Vec<u8>);

/// A case with the seeds of every epoch, oldest first.
pub struct OpenedCase {
    /// Its plain row.
    pub row: CaseRow,
    /// Opened epochs, oldest first. Earlier desks may be missing: who came later holds those that were handed on.
    pub epochs: Vec<Opened>,
    /// What the newest epoch record says.
    pub body: EpochBody,
}

impl OpenedCase {
    /// The newest epoch.
    ///
    /// # Errors
    /// [`VaultError::Refused`] if there is none.
    pub fn newest(&self) -> Result<&Opened> {
        self.epochs.last().ok_or(VaultError::Refused)
    }

    /// The first epoch since which every desk is known here.
    #[must_use]
    pub fn desks_since(&self) -> u32 {
        let known = self.epochs.iter().rev().take_while(|o| o.desk.is_some());
        known.last().map_or(self.body.number, |o| o.thread.epoch)
    }

    /// Whether an earlier desk is known here that the newest record does not hand on, because a reporter made it: who came
    /// since reads nothing of that desk until somebody who held it makes an epoch.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn knows_more(&self) -> Result<bool> {
        let newest = self.newest()?;
        let Some(desk) = &newest.desk else { return Ok(false) };
        let handed = self.body.desks_before(desk)?;
        let mut known = self.epochs.iter().filter_map(|o| o.desk.as_ref());
        Ok(known.any(|d| d.epoch != desk.epoch && handed.iter().all(|h| h.epoch != d.epoch)))
    }
}

/// The server's tag over an epoch record and all grants of the epoch: what SQL alone cannot forge.
#[must_use]
pub fn server_mac(
    keys: &KeyFiles,
    case: CaseId,
    number: u32,
    sealed: &[u8],
    mac: &[u8; 32],
    grants: &[GrantRow],
) -> [u8; 32] {
    let mut sorted: Vec<_> = grants.iter().map(|g| (&g.tag, &g.sealed[..])).collect();
    sorted.sort_unstable();
    let (_, grants_hash) = name_grants(case, number, &sorted);
    let key = kdf::derive(&keys.index[..], "balss/v1/epoch/server");
    kdf::tag(&key, &[&case.0, &number.to_be_bytes(), sealed, mac, grants_hash.as_bytes()])
}

/// The tag that a receipt (epoch 0) or the previous epoch puts on an epoch record.
#[must_use]
pub fn epoch_mac(key: &Secret, case: CaseId, number: u32, sealed: &[u8]) -> [u8; 32] {
    kdf::tag(key, &[b"balss/v1/epoch", &case.0, &number.to_be_bytes(), sealed])
}

/// Opens a case for `who`; `None` when there is no such case or no grant to these keys: the two look alike.
///
/// The grant of the newest epoch is the key to all: its record carries the seeds of the threads before, and each of those
/// proves the record that followed it.
///
/// # Errors
/// [`VaultError::Refused`] when the case's epoch records or grants are not what a Balss server wrote.
pub async fn open(tx: &mut Tx, keys: &KeyFiles, who: Opener<'_>, case: CaseId) -> Result<Option<OpenedCase>> {
    let row = tx.case(case).await?;
    // The same look-up for a case that does not exist: answers differ neither in words nor in work.
    let newest = row.map_or(0, |r| r.epoch);
    let found = own_grant(tx, keys, who, case, newest).await?;
    let (Some(row), Some((grant, record))) = (row, found) else { return Ok(None) };
    let opened = match open_grant(keys, who, &grant, case, newest) {
        // This server sealed it for this holder, and not to these keys: to those before a lost passphrase, or to another
        // receipt that took this one's place.
        Err(VaultError::Refused) => return Ok(None),
        opened => opened?,
    };
    let body: EpochBody = opened.thread.open_epoch(&record.sealed)?;
    if body.number != newest {
        return Err(VaultError::Refused);
    }
    let mut threads = body.threads_before(case)?;
    let mut desks = opened.desk.as_ref().map_or(Ok(Vec::new()), |desk| body.desks_before(desk))?;
    let mut record = record;
    let mut epochs = vec![opened];
    while let Some(thread) = threads.pop() {
        if epoch_mac(&thread.epoch_key(), case, thread.epoch + 1, &record.sealed) != record.mac {
            return Err(VaultError::Refused);
        }
        let number = thread.epoch;
        let mut desk = desks.iter().find(|d| d.epoch == number).cloned();
        // A reporter who made an epoch could not hand on the desk before it; who held it then still does, unless the
        // keys were replaced since.
        if desk.is_none() && matches!(who, Opener::Staff(..)) {
            let grant = own_grant(tx, keys, who, case, number).await?;
            let own = grant.and_then(|(grant, record)| {
                Some((open_grant(keys, who, &grant, case, number).ok()?.desk?, record))
            });
            // With it goes what was handed on to it.
            if let Some((own, record)) = own {
                let then: EpochBody = thread.open_epoch(&record.sealed)?;
                desks.extend(then.desks_before(&own)?);
                desk = Some(own);
            }
        }
        record = tx.epoch(case, number).await?.ok_or(VaultError::Refused)?;
        epochs.push(Opened { thread, desk });
    }
    if let Opener::Reporter(receipt) = who
        && let tag = epoch_mac(&receipt.epoch_key(), case, 0, &record.sealed)
        && tag != record.mac
        && HEXLOWER.encode(&tag) != body.first
    {
        // Only the receipt can check the first epoch; the server's tag and the filing leaf bind it for advisers.
        return Err(VaultError::Refused);
    }
    epochs.reverse();
    Ok(Some(OpenedCase { row, epochs, body }))
}

/// The grant that stands where `who` looks in one epoch, and the epoch's record; both checked against the server's tag.
async fn own_grant(
    tx: &mut Tx,
    keys: &KeyFiles,
    who: Opener<'_>,
    case: CaseId,
    epoch: u32,
) -> Result<Option<(GrantRow, EpochRow)>> {
    let holder = match who {
        Opener::Staff(id, _) => Holder::Staff(id),
        Opener::Reporter(_) => Holder::Reporter,
    };
    let own = grants::tag(keys, holder, case, epoch);
    // By its tag first: reading all rows of a case of others takes longer than finding none of a case that never was.
    if tx.grants_tagged(&[own]).await?.is_empty() {
        return Ok(None);
    }
    let all = tx.grants_of(case, epoch).await?;
    let record = tx.epoch(case, epoch).await?;
    let (Some(grant), Some(record)) = (all.iter().find(|g| g.tag == own).cloned(), record) else {
        return Ok(None);
    };
    if server_mac(keys, case, epoch, &record.sealed, &record.mac, &all) != record.server_mac {
        return Err(VaultError::Refused);
    }
    Ok(Some((grant, record)))
}

fn open_grant(
    keys: &KeyFiles,
    who: Opener<'_>,
    grant: &GrantRow,
    case: CaseId,
    epoch: u32,
) -> Result<Opened> {
    match who {
        Opener::Reporter(receipt) => grants::open(keys, &receipt.identity(), grant, case, epoch),
        Opener::Staff(_, staff) => {
            if let Ok(opened) = grants::open_quick(&staff.symmetric, &grant.tag, &grant.quick, case, epoch) {
                return Ok(opened);
            }
            // Only the list writes quick cells: what one case would write alone, the thief of a table could tell.
            grants::open(keys, &staff.identity(), grant, case, epoch)
        }
    }
}

/// Opens many envelopes of one adviser: the identity is expanded once, and not before there is one to open.
pub struct Envelopes<'a> {
    keys: &'a KeyFiles,
    staff: &'a StaffKeys,
    identity: OnceLock<HybridIdentity>,
    /// The quick cells that spare it the next time.
    pub quick: Vec<QuickChange>,
}

impl<'a> Envelopes<'a> {
    /// None opened yet.
    #[must_use]
    pub fn new(keys: &'a KeyFiles, staff: &'a StaffKeys) -> Self {
        Self { keys, staff, identity: OnceLock::new(), quick: Vec::new() }
    }

    /// The key files it was made with.
    #[must_use]
    pub fn keys(&self) -> &'a KeyFiles {
        self.keys
    }

    /// Opens the envelope of a grant and notes its quick cell.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open(&mut self, grant: &GrantRow, case: CaseId, epoch: u32) -> Result<Opened> {
        let with = self.identity.get_or_init(|| self.staff.identity());
        let opened = grants::open(self.keys, with, grant, case, epoch)?;
        let cell = grants::quick(&self.staff.symmetric, &grant.tag, &opened);
        self.quick.push((grant.tag, grant.quick.clone(), cell));
        Ok(opened)
    }
}

/// The work of opening a grant, in vain: what a code that opens nothing costs too.
pub fn open_in_vain(keys: &KeyFiles, receipt: &ReceiptKeys) {
    let case = CaseId([0; 16]);
    if let Ok(row) = grants::filler(keys, None, case, 0) {
        let _ = grants::open(keys, &receipt.identity(), &row, case, 0);
    }
}

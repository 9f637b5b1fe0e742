//! On the offline machine: each envelope of recovery is opened, and its frame sealed again as it is, to the new recovery
//! identity and to the adviser.
//!
//! The frame is authenticated with a key that never leaves the server, so here it proves nothing. What decides is the
//! epoch record, which only a holder of the thread's seed can have written: it must open with the seed *of this frame*,
//! and name the adviser's account and person as a holder. An envelope that was swapped, a record of another case or one
//! made up gives the adviser nothing that its maker did not have before.
//!
//! Whoever carries the request can put seeds of their own into it: the envelope is sealed to a public key, and a record
//! that fits it can be made by anybody. Nothing here can tell. So each new envelope names what it was made of, under the
//! root's signature, and the server puts it only in the place of just that.
//!
//! Who held a case for a time only gets nothing of it back here, where no clock can be believed: if the time is not over,
//! the next word in the case is sealed to the new key.
//!
//! It fails closed: a case that excludes the person gives nothing back. In the file that looks the same as a case that the
//! adviser never read. Of a case that is not whole there is nothing at all for the adviser: what the adviser may hold in
//! it by now is not overwritten.

use std::collections::BTreeMap;
use std::fmt;

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::super::compartment::Compartment;
use super::super::epoch::EpochBody;
use super::super::grants;
use super::super::roster::{StaffKey, Verified};
use super::super::{Result, VaultError};
use super::carry::{For, Regranted, Sealed, made_of};
use crate::crypto::envelope;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::random;
use crate::domain::id::CaseId;

/// What a ceremony seals with and to.
pub struct Regrant<'a> {
    /// The adviser, as vouched for.
    pub adviser: &'a Verified<StaffKey>,
    /// The joined recovery identity.
    pub with: &'a HybridIdentity,
    /// The new recovery identity's recipient.
    pub to_recovery: &'a HybridRecipient,
}

/// An epoch that does not open: touched, or of another recovery identity. The adviser gets nothing back of its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// The case.
    pub case: CaseId,
    /// The epoch.
    pub epoch: u32,
    /// What of it.
    pub what: What,
}

/// What does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Recovery's envelope: it stays as it is.
    Grant,
    /// The epoch's record: recovery keeps the epoch.
    Record,
    /// The epoch stands twice, or one before it is missing: the same.
    Order,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            What::Grant => "the recovery envelope does not open",
            What::Record => "the record does not open",
            What::Order => "stands twice, or one before it is missing",
        };
        write!(f, "case {}, epoch {}: {what}", self.case, self.epoch)
    }
}

/// What came of it.
pub struct Outcome {
    /// For each epoch whose envelope opened one for recovery and, where its case is whole, one for the adviser, in the
    /// order of cases and epochs.
    pub grants: Vec<Regranted>,
    /// What did not open.
    pub damage: Vec<Damage>,
}

/// An epoch whose envelope opened.
struct Open {
    epoch: u32,
    /// What it was made of.
    of: String,
    frame: Zeroizing<Vec<u8>>,
    thread: Compartment,
}

impl Regrant<'_> {
    /// Seals everything anew.
    ///
    /// # Errors
    /// [`VaultError`] when nothing can be sealed.
    pub fn run(&self, cases: &[Sealed]) -> Result<Outcome> {
        let mut by_case: BTreeMap<CaseId, Vec<&Sealed>> = BTreeMap::new();
        for entry in cases {
            by_case.entry(entry.case).or_default().push(entry);
        }
        let nobody = HybridIdentity::generate().recipient();
        let mut out = Outcome { grants: Vec::new(), damage: Vec::new() };
        for entries in by_case.values_mut() {
            entries.sort_by_key(|e| e.epoch);
            self.case(entries, &nobody, &mut out)?;
        }
        Ok(out)
    }

    fn case(&self, entries: &[&Sealed], nobody: &HybridRecipient, out: &mut Outcome) -> Result<()> {
        let mut opened: Vec<Open> = Vec::new();
        let mut bodies: Vec<EpochBody> = Vec::new();
        let mut whole = true;
        let mut damage = |entry: &Sealed, what| {
            whole = false;
            out.damage.push(Damage { case: entry.case, epoch: entry.epoch, what });
        };
        for (entry, expected) in entries.iter().zip(0..) {
            if entry.epoch != expected {
                damage(entry, What::Order);
            }
            let record = BASE64.decode(entry.record.as_bytes()).unwrap_or_default();
            let Some(open) = self.open(entry, &record) else {
                damage(entry, What::Grant);
                continue;
            };
            match body(entry.epoch, &record, &open.thread) {
                Some(body) => bodies.push(body),
                None => damage(entry, What::Record),
            }
            opened.push(open);
        }
        let (staff, person) = (self.adviser.staff, self.adviser.person);
        let held = |newest: &EpochBody| newest.holds(staff, person) && newest.until(staff).is_none();
        let returns = bodies.last().is_some_and(held) && !bodies.iter().any(|b| b.excludes(person));
        let case = entries.first().map_or(CaseId([0; 16]), |e| e.case);
        for open in opened {
            let sealed = |holder, to, frame: &[u8]| -> Result<Regranted> {
                let sealed = envelope::seal(to, frame).map_err(|_| VaultError::Refused)?;
                let (epoch, of, sealed) = (open.epoch, open.of.clone(), BASE64.encode(&sealed));
                Ok(Regranted { case, epoch, of, holder, sealed })
            };
            out.grants.push(sealed(For::Recovery, self.to_recovery, &open.frame)?);
            if !whole {
                continue;
            }
            let held = returns && bodies.iter().any(|b| b.number == open.epoch && b.holds(staff, person));
            out.grants.push(if held {
                sealed(For::Staff, &self.adviser.recipient, &open.frame)?
            } else {
                sealed(For::Staff, nobody, &Zeroizing::new(random_frame(open.frame.len())))?
            });
        }
        Ok(())
    }

    /// The frame in recovery's envelope, and the thread that it opens.
    fn open(&self, entry: &Sealed, record: &[u8]) -> Option<Open> {
        let grant = BASE64.decode(entry.grant.as_bytes()).ok()?;
        let frame = envelope::open(self.with, &grant).ok()?;
        let thread = grants::unproven(&frame, entry.case, entry.epoch).ok()?.thread;
        Some(Open { epoch: entry.epoch, of: made_of(record, &grant), frame, thread })
    }
}

/// The epoch's record, if it was written by a holder of this thread, for this epoch of it.
fn body(epoch: u32, record: &[u8], thread: &Compartment) -> Option<EpochBody> {
    let body: EpochBody = thread.open_epoch(record).ok()?;
    let recipient = HEXLOWER.encode(&Sha256::digest(thread.recipient().to_string().as_bytes()));
    (body.number == epoch && body.thread == recipient).then_some(body)
}

fn random_frame(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    random::fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests;

//! On the offline machine: each envelope of recovery is opened, and its frame sealed again as it is, to the new recovery
//! identity and to the adviser.
//!
//! The frame is authenticated with a key that never leaves the server, so here it proves nothing. What decides is the
//! epoch record, which only a holder of the thread's seed can have written: it must open with the seed *of this frame*,
//! and name the adviser's account and person as a holder. An envelope that was swapped, a record of another case or one
//! made up gives the adviser nothing that its maker did not have before.
//!
//! Who held a case for a time only gets nothing of it back here, where no clock can be believed: if the time is not over,
//! the next word in the case is sealed to the new key.
//!
//! It fails closed: a case of which an epoch is missing, does not open, or excludes the person gives nothing back. In the
//! file that looks the same as a case that the adviser never read.

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
use super::carry::{For, Regranted, Sealed};
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

/// An epoch that does not open: touched, or of another recovery identity.
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
    /// The epoch's record: recovery keeps the case, the adviser does not get it back.
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
    /// For each epoch that opened two envelopes, in the order of cases and epochs.
    pub grants: Vec<Regranted>,
    /// What did not open.
    pub damage: Vec<Damage>,
}

type Frame = Zeroizing<Vec<u8>>;

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
        let mut frames: Vec<(&Sealed, Frame)> = Vec::new();
        let mut bodies: Vec<EpochBody> = Vec::new();
        let mut damage = |entry: &Sealed, what| {
            out.damage.push(Damage { case: entry.case, epoch: entry.epoch, what });
        };
        let mut whole = true;
        for (entry, expected) in entries.iter().zip(0..) {
            if entry.epoch != expected {
                whole = false;
                damage(entry, What::Order);
            }
            let Some((frame, thread)) = self.open(entry) else {
                whole = false;
                damage(entry, What::Grant);
                continue;
            };
            if let Some(body) = record(entry, &thread) {
                bodies.push(body);
            } else {
                whole = false;
                damage(entry, What::Record);
            }
            frames.push((entry, frame));
        }
        let (staff, person) = (self.adviser.staff, self.adviser.person);
        let returns = whole
            && bodies
                .last()
                .is_some_and(|newest| newest.holds(staff, person) && newest.until(staff).is_none())
            && !bodies.iter().any(|b| b.excludes(person));
        for (entry, frame) in frames {
            let held = returns && bodies.iter().any(|b| b.number == entry.epoch && b.holds(staff, person));
            let empty = Zeroizing::new(random_frame(frame.len()));
            let (to, what) = if held { (&self.adviser.recipient, &frame) } else { (nobody, &empty) };
            out.grants.push(sealed(entry, For::Recovery, self.to_recovery, &frame)?);
            out.grants.push(sealed(entry, For::Staff, to, what)?);
        }
        Ok(())
    }

    /// The frame in recovery's envelope, and the thread that it opens.
    fn open(&self, entry: &Sealed) -> Option<(Frame, Compartment)> {
        let grant = BASE64.decode(entry.grant.as_bytes()).ok()?;
        let frame = envelope::open(self.with, &grant).ok()?;
        let thread = grants::unproven(&frame, entry.case, entry.epoch).ok()?.thread;
        Some((frame, thread))
    }
}

/// The epoch's record, if it was written by a holder of this thread, for this epoch of it.
fn record(entry: &Sealed, thread: &Compartment) -> Option<EpochBody> {
    let sealed = BASE64.decode(entry.record.as_bytes()).ok()?;
    let body: EpochBody = thread.open_epoch(&sealed).ok()?;
    let recipient = HEXLOWER.encode(&Sha256::digest(thread.recipient().to_string().as_bytes()));
    (body.number == entry.epoch && body.thread == recipient).then_some(body)
}

fn random_frame(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    random::fill(&mut bytes);
    bytes
}

fn sealed(entry: &Sealed, holder: For, to: &HybridRecipient, frame: &[u8]) -> Result<Regranted> {
    let sealed = envelope::seal(to, frame).map_err(|_| VaultError::Refused)?;
    Ok(Regranted { case: entry.case, epoch: entry.epoch, holder, sealed: BASE64.encode(&sealed) })
}

#[cfg(test)]
mod tests;

//! Which entries count that take something back or are a second person's word. Every holder of a desk can seal any entry of
//! it, and whoever held an earlier one still can, into the store itself: so what ends a hold or confirms a coding is
//! looked at more closely than what only adds something.

use std::collections::BTreeMap;

use super::{Act, Entry, Signed};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Tx;
use crate::vault::access::OpenedCase;
use crate::vault::epoch::EpochBody;
use crate::vault::roster::Roster;
use crate::vault::thread::{Conversation, Dated};
use crate::vault::{Result, VaultError};

/// Marks in a case that was read the entries of which [`Signed::counts`] asks.
///
/// # Errors
/// [`VaultError`].
pub async fn weigh(tx: &mut Tx, case: &OpenedCase, roster: &Roster, read: &mut Conversation) -> Result<()> {
    // What the card does not count may have been put there since by whoever holds an earlier desk.
    let counted = read.desk.as_ref().map_or(u32::MAX, |(card, _)| card.from);
    let mut bodies = BTreeMap::new();
    let mut good = Vec::new();
    for (i, of) in read.entries.iter().enumerate() {
        let Some((target, about)) = target(&read.entries, &of.what.entry) else { continue };
        let epoch = of.what.epoch;
        let known = epoch >= counted.max(target);
        if !known || !signed(roster, &of.what, case.row.id) {
            continue;
        }
        if let std::collections::btree_map::Entry::Vacant(place) = bodies.entry(epoch) {
            place.insert(body(tx, case, epoch).await?);
        }
        let worked = bodies.get(&epoch).is_some_and(|body| works(body, of));
        let confirms = matches!(of.what.entry.what, Act::Confirm { .. });
        if worked && (!confirms || are_two(roster, of.what.entry.staff, about)) {
            good.push(i);
        }
    }
    for (i, of) in read.entries.iter_mut().enumerate() {
        let lifts = of.what.entry.what.lifts() && signed(roster, &of.what, case.row.id);
        of.what.counts = lifts || good.contains(&i);
    }
    Ok(())
}

/// The epoch and the author of what an entry ends or confirms.
fn target(entries: &[Dated<Signed>], of: &Entry) -> Option<(u32, StaffId)> {
    let (Act::HoldEnded { of } | Act::Confirm { of }) = &of.what else { return None };
    entries.iter().find(|e| e.what.entry.id == *of).map(|e| (e.what.epoch, e.what.entry.staff))
}

fn signed(roster: &Roster, of: &Signed, case: CaseId) -> bool {
    roster.keys_of(of.entry.staff).any(|key| of.is_by(key, case))
}

/// Whether two accounts are those of two persons, as the roster says.
#[must_use]
pub fn are_two(roster: &Roster, one: StaffId, other: StaffId) -> bool {
    let person = |staff| roster.stood(staff).map(|key| key.person);
    person(one).is_some_and(|one| person(other).is_some_and(|other| one != other))
}

/// Whether the author of an entry worked on the case in this epoch, on its day.
fn works(of: &EpochBody, entry: &Dated<Signed>) -> bool {
    let staff = entry.what.entry.staff;
    let holds = of.holders.iter().any(|(holder, person)| *holder == staff && !of.excludes(*person));
    holds && !of.reads_only(staff) && of.until(staff).is_none_or(|last| last >= entry.day)
}

async fn body(tx: &mut Tx, case: &OpenedCase, epoch: u32) -> Result<EpochBody> {
    let thread = case.epochs.iter().map(|e| &e.thread).find(|t| t.epoch == epoch);
    let record = tx.epoch(case.row.id, epoch).await?;
    let (Some(thread), Some(record)) = (thread, record) else { return Err(VaultError::Refused) };
    thread.open_epoch(&record.sealed)
}

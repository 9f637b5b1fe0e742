//! Which entries count that take something back or are a second person's word. Every holder of a desk can seal any entry of
//! it, and whoever held an earlier one still can, into the store itself: so what ends a hold, confirms what needs two or can end
//! the duty towards a child is looked at more closely than what only adds something.

use std::collections::{BTreeMap, BTreeSet};

use super::{Act, Entry, Signed};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Tx;
use crate::vault::access::OpenedCase;
use crate::vault::compartment::Compartment;
use crate::vault::epoch::EpochBody;
use crate::vault::roster::Roster;
use crate::vault::thread::{Conversation, Dated};
use crate::vault::{Result, aside};

/// Marks in a case that was read the entries of which [`Signed::counts`] asks.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn weigh(tx: &mut Tx, case: &OpenedCase, roster: &Roster, read: &mut Conversation) -> Result<()> {
    // What the card does not count may have been put there since by whoever holds an earlier desk.
    let counted = read.desk.as_ref().map_or(u32::MAX, |(card, _)| card.from);
    let mut asked = Vec::new();
    for (i, of) in read.entries.iter().enumerate() {
        let Some((target, about)) = target(&read.entries, &of.what.entry) else { continue };
        let epoch = of.what.epoch;
        let known =
            epoch >= target && (epoch >= counted || speaks_of_child(&read.entries, &of.what.entry.what));
        if known && signed(roster, &of.what, case.row.id) {
            asked.push((i, about));
        }
    }
    let epochs = asked.iter().map(|(i, _)| read.entries[*i].what.epoch).collect();
    let bodies = bodies(tx, case, epochs).await?;
    let good = |(i, about): &(usize, StaffId)| {
        let of = &read.entries[*i];
        let worked = bodies.get(&of.what.epoch).is_some_and(|body| works(body, of));
        let confirms = matches!(of.what.entry.what, Act::Confirm { .. });
        worked && (!confirms || are_two(roster, of.what.entry.staff, *about))
    };
    let good: Vec<usize> = asked.iter().filter(|one| good(one)).map(|(i, _)| *i).collect();
    for (i, of) in read.entries.iter_mut().enumerate() {
        let lifts = of.what.entry.what.lifts() && signed(roster, &of.what, case.row.id);
        of.what.counts = lifts || good.contains(&i);
    }
    Ok(())
}

/// The first epoch of which an entry can be, since what it ends or confirms is of that one, and who wrote that; the first of
/// all and the entry's own author where it names none.
fn target(entries: &[Dated<Signed>], of: &Entry) -> Option<(u32, StaffId)> {
    let named = |id: &String, is: fn(&Act) -> bool| {
        let mut all = entries.iter().filter(|e| e.what.entry.id == *id && is(&e.what.entry.what));
        let one = all.next().filter(|_| all.next().is_none())?;
        Some((one.what.epoch, one.what.entry.staff))
    };
    match &of.what {
        Act::HoldEnded { of } => named(of, |act| matches!(act, Act::Hold { .. })),
        Act::Confirm { of } => named(of, |act| matches!(act, Act::Coding(_) | Act::Risk(_))),
        child if speaks_of_child(entries, child) => Some((0, of.staff)),
        _ => None,
    }
}

/// What the duty towards a child can end with. It stands again, rather than end, where somebody who holds the desk did not
/// say it.
fn speaks_of_child(entries: &[Dated<Signed>], act: &Act) -> bool {
    let assessed = |id: &String| {
        entries.iter().any(|e| e.what.entry.id == *id && matches!(e.what.entry.what, Act::Risk(_)))
    };
    match act {
        Act::Risk(_) | Act::Override { .. } | Act::Result { .. } => true,
        Act::Confirm { of } => assessed(of),
        _ => false,
    }
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

/// The records of epochs, opened beside: those that cannot be read are missing, and what was written then does not count.
async fn bodies(tx: &mut Tx, case: &OpenedCase, epochs: BTreeSet<u32>) -> Result<BTreeMap<u32, EpochBody>> {
    if epochs.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sealed = Vec::new();
    for opened in case.epochs.iter().filter(|e| epochs.contains(&e.thread.epoch)) {
        if let Some(record) = tx.epoch(case.row.id, opened.thread.epoch).await? {
            sealed.push((Box::new(opened.thread.clone()), record.sealed));
        }
    }
    let open = move || {
        let one = |(thread, sealed): &(Box<Compartment>, Vec<u8>)| {
            thread.open_epoch(sealed).ok().map(|body| (thread.epoch, body))
        };
        Ok(sealed.iter().filter_map(one).collect())
    };
    aside::run(open).await
}

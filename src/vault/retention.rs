//! Deleting a case is decided by two persons who hold it, each in a session of their own: one proposes it at the desk,
//! the other confirms. [`decide`] is the one check of everything that was sealed about it; only what it gives out lets
//! [`shred`](super::shred::shred) destroy a case that its reporter has not withdrawn.

use super::access::OpenedCase;
use super::desk::{Act, Signed, outcome};
use super::roster::Roster;
use super::rotate;
use super::thread::{Conversation, Dated};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{CaseId, StaffId};
use crate::domain::retention::{DELETE, Ending, Periods, REVIEW, UNLISTED};

/// Why a case must not be deleted, as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Id of the entry.
    pub id: String,
    /// Whose it is.
    pub name: String,
    /// Since when.
    pub since: Day,
    /// A word of [`HOLD`](crate::domain::retention::HOLD).
    pub reason: String,
    /// The last day, if it has one.
    pub until: Option<Day>,
}

impl Hold {
    /// The last day on which nobody needs to think of it: its own, or when one without an end is looked at again.
    #[must_use]
    pub fn last(&self) -> Day {
        self.until.unwrap_or(self.since.plus(REVIEW))
    }

    /// Whether it stands on a day. One without an end stands until somebody ends it.
    #[must_use]
    pub fn stands(&self, today: Day) -> bool {
        self.until.is_none_or(|last| last >= today)
    }
}

/// Holds that nobody has ended who could.
#[must_use]
pub fn holds(entries: &[Dated<Signed>]) -> Vec<Hold> {
    let ended = |id: &str| {
        entries
            .iter()
            .any(|e| e.what.counts && matches!(&e.what.entry.what, Act::HoldEnded { of } if of == id))
    };
    let all = entries.iter().filter_map(|e| match &e.what.entry.what {
        Act::Hold { reason, until } => Some(Hold {
            id: e.what.entry.id.clone(),
            name: e.what.entry.name.clone(),
            since: e.day,
            reason: reason.clone(),
            until: *until,
        }),
        _ => None,
    });
    all.filter(|hold| !ended(&hold.id)).collect()
}

/// The last day for which something holds the case.
#[must_use]
pub fn held(entries: &[Dated<Signed>]) -> Option<Day> {
    holds(entries).iter().map(Hold::last).max()
}

/// The same once `acts` follow these entries today.
#[must_use]
pub fn held_after(entries: &[Dated<Signed>], acts: &[Act], today: Day) -> Option<Day> {
    let ended = |id: &str| acts.iter().any(|act| matches!(act, Act::HoldEnded { of } if of == id));
    let before = holds(entries).into_iter().filter(|hold| !ended(&hold.id)).map(|hold| hold.last());
    let added = acts.iter().filter_map(|act| match act {
        Act::Hold { until, .. } => Some(until.unwrap_or(today.plus(REVIEW))),
        _ => None,
    });
    before.chain(added).max()
}

/// A proposal to delete a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Id of the entry.
    pub id: String,
    /// Whose it is.
    pub who: StaffId,
    /// Their name, as vouched for then.
    pub name: String,
    /// When.
    pub day: Day,
    /// A word of [`DELETE`].
    pub reason: String,
    /// The note that explains it, written with it; or empty.
    pub note: String,
    /// [`Conversation::writes`] with it.
    pub writes: i64,
}

/// The proposal that is the newest entry. Whatever was noted later is something that was not thought of.
#[must_use]
pub fn proposed(entries: &[Dated<Signed>]) -> Option<Proposed> {
    let (last, before) = entries.split_last()?;
    match &last.what.entry.what {
        Act::Delete { reason, writes } => Some(Proposed {
            id: last.what.entry.id.clone(),
            who: last.what.entry.staff,
            name: last.what.entry.name.clone(),
            day: last.day,
            reason: reason.clone(),
            note: before.last().and_then(|note| explains(note, last)).unwrap_or_default(),
            writes: *writes,
        }),
        _ => None,
    }
}

/// The words of a note that was written in one act with a proposal. Whatever else its author noted says nothing of it.
fn explains(note: &Dated<Signed>, proposal: &Dated<Signed>) -> Option<String> {
    let ((epoch, n), (note, of)) = (note.what.place(), (&note.what.entry, &proposal.what.entry));
    let together = (epoch, n + 1) == proposal.what.place() && note.staff == of.staff && note.at == of.at;
    match &note.what {
        Act::Note { text, .. } if together => Some(text.clone()),
        _ => None,
    }
}

/// The last day for which a closed case is kept by its period alone.
#[must_use]
pub fn kept_until(read: &Conversation, periods: &Periods) -> Option<Day> {
    let closed = read.card.closed.filter(|_| read.card.status == Status::Closed)?;
    Some(periods.last(closed, Ending::of(outcome(&read.entries))))
}

/// Why a case is not deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Nobody has proposed it.
    NotProposed,
    /// Whoever proposed it cannot confirm it, under no account.
    Own,
    /// Whoever proposed it does not hold the case any more, or signed with other keys than those that stand.
    Gone,
    /// Somebody wrote since it was proposed: the reporter or an adviser.
    Written,
    /// Something holds the case.
    Held,
    /// The time for which it is kept is not over.
    Early,
    /// It is open, and this reason is for closed cases.
    Open,
    /// Its reporter was neither asked nor wrote anything about it: that it was sent by mistake or twice is their word.
    Unasked,
    /// Something of it does not open, or an earlier part of the desk is closed to this holder: what stands there may be
    /// a hold.
    Unread,
    /// The reason is another than those of the list, and no note was written with the proposal that says what it is.
    Unsaid,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: [Self; 10] = [
        Self::NotProposed,
        Self::Own,
        Self::Gone,
        Self::Written,
        Self::Held,
        Self::Early,
        Self::Open,
        Self::Unasked,
        Self::Unread,
        Self::Unsaid,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotProposed => "not_proposed",
            Self::Own => "own",
            Self::Gone => "gone",
            Self::Written => "written",
            Self::Held => "held",
            Self::Early => "early",
            Self::Open => "open",
            Self::Unasked => "unasked",
            Self::Unread => "unread",
            Self::Unsaid => "unsaid",
        }
    }
}

/// Whether a case may be deleted today for this reason, whoever proposes and whoever confirms it.
///
/// # Errors
/// [`Refusal`].
pub fn allowed(
    case: &OpenedCase,
    read: &Conversation,
    reason: &str,
    periods: &Periods,
    today: Day,
) -> Result<(), Refusal> {
    let all_desks = case.epochs.iter().all(|e| e.desk.is_some());
    if read.damaged > 0 || !all_desks {
        return Err(Refusal::Unread);
    }
    if holds(&read.entries).iter().any(|hold| hold.stands(today)) {
        return Err(Refusal::Held);
    }
    let kept = kept_until(read, periods);
    match reason {
        "retention_over" | UNLISTED if kept.is_none() => Err(Refusal::Open),
        "retention_over" if kept.is_some_and(|last| last >= today) => Err(Refusal::Early),
        // Whoever wrote after filing, or was answered, could say that it is no mistake.
        "filed_by_mistake" if read.messages.is_empty() => Err(Refusal::Unasked),
        reason if DELETE.contains(&reason) => Ok(()),
        _ => Err(Refusal::NotProposed),
    }
}

/// That two persons decided to delete a case, as it was read. Made by [`decide`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    case: CaseId,
    reason: String,
    thread: i64,
    desk: i64,
}

impl Decided {
    /// Which case.
    #[must_use]
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// A word of [`DELETE`].
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Versions of the cards of thread and desk that were read.
    #[must_use]
    pub fn versions(&self) -> (i64, i64) {
        (self.thread, self.desk)
    }
}

/// What stands in the way of `who` confirming the proposal that waits, or the decision.
///
/// # Errors
/// [`Refusal`].
pub fn decide(
    case: &OpenedCase,
    read: &Conversation,
    roster: &Roster,
    who: StaffId,
    periods: &Periods,
    today: Day,
) -> Result<Decided, Refusal> {
    let (Some(waits), Some((_, desk))) = (proposed(&read.entries), &read.desk) else {
        return Err(Refusal::NotProposed);
    };
    if waits.writes != read.writes {
        return Err(Refusal::Written);
    }
    // Whom the roster does not name today has proposed nothing, whatever keys signed it once; nor has who only reads.
    let holder =
        |staff| rotate::holder(&case.body, staff, roster, today).filter(|_| !case.body.reads_only(staff));
    let (Some(first), Some(second)) = (holder(waits.who), holder(who)) else { return Err(Refusal::Gone) };
    let signed = read.entries.last().is_some_and(|e| e.what.is_by(&first.verifier, case.row.id));
    if !signed {
        return Err(Refusal::Gone);
    }
    if first.staff == second.staff || first.person == second.person {
        return Err(Refusal::Own);
    }
    allowed(case, read, &waits.reason, periods, today)?;
    if waits.reason == UNLISTED && waits.note.is_empty() {
        return Err(Refusal::Unsaid);
    }
    Ok(Decided { case: case.row.id, reason: waits.reason, thread: read.card_version, desk: *desk })
}

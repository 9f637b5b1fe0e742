//! What of a conversation decides when somebody should look at it next.

use super::{Conversation, Side};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::due::{self, Facts, Silence};
use crate::domain::report::AGE;
use crate::domain::retention::Ending;
use crate::vault::desk::{self, ChildDuty, Told, child_duty, learned_of_child, open_tasks, outcome};
use crate::vault::retention;

impl Conversation {
    /// The facts, as far as this holder reads them: a reporter sees no tasks.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let last = self.messages.iter().rev().find(|m| m.what.from == Side::Adviser);
        let since = last.map_or(0, |m| m.what.n);
        let ended = self.steps.iter().rev().find(|s| s.what.to == Status::Closed);
        let closed = ended.map(|s| s.day);
        // What was not answered when a case was closed was seen to by closing it.
        let seen_to = ended.map_or(0, |s| s.what.n).max(since);
        Facts {
            filed: self.report.day,
            closed: closed.filter(|_| self.card.status == Status::Closed),
            ended: closed,
            answered: last.map(|m| m.day),
            // Whoever closes a case promises nothing any more.
            promised: last.and_then(|m| m.what.next).filter(|_| !self.closed_since(since)),
            waiting: self.waiting(seen_to, last.is_none() && ended.is_none()),
            task: open_tasks(&self.entries).iter().map(|(_, _, day)| *day).min(),
            ending: Ending::of(outcome(&self.entries)),
            held: retention::held(&self.entries),
            proposed: retention::proposed(&self.entries).filter(|p| p.writes == self.writes).map(|p| p.day),
        }
    }

    /// Where the duty towards a child stands, where somebody told of one and it has not ended.
    #[must_use]
    pub fn child_duty(&self) -> Option<ChildDuty> {
        let told = self.told_of_child();
        let child = told.minor || learned_of_child(&self.entries).is_some();
        child.then(|| child_duty(&self.entries, &told)).filter(|duty| *duty != ChildDuty::Ended)
    }

    /// The day on which that was to be reported: the one on which somebody here could know it.
    #[must_use]
    pub fn child_due(&self) -> Option<Day> {
        let learned = learned_of_child(&self.entries).filter(|_| !self.told_of_child().minor);
        self.child_duty().map(|_| learned.unwrap_or(self.report.day))
    }

    /// What it says itself that this duty depends on.
    #[must_use]
    pub fn told_of_child(&self) -> Told<'_> {
        let minor = self.report.what.answers.age == AGE[0];
        Told { minor, proposals: &self.proposals, wishes: &self.wishes }
    }

    /// The assessment by which this duty would end if another person agreed.
    #[must_use]
    pub fn child_waits(&self) -> Option<&desk::Entry> {
        desk::child_waits(&self.entries, &self.told_of_child())
    }

    fn closed_since(&self, since: u64) -> bool {
        self.steps.iter().any(|s| s.what.n > since && s.what.to == Status::Closed)
    }

    /// The first day after ordinal `since` on which the reporter said something, or the case was opened again.
    fn waiting(&self, since: u64, never: bool) -> Option<Day> {
        let said = self.messages.iter().filter(|m| m.what.from == Side::Reporter).map(|m| (m.what.n, m.day));
        let wishes = self.wishes.iter().map(|w| (w.what.n, w.day));
        let agreed = self.agreements.iter().map(|a| (a.what.n, a.day));
        let again = self.steps.iter().filter(|s| s.what.name.is_empty() || s.what.from == Status::Closed);
        let again = again.filter(|s| s.what.to != Status::Withdrawn).map(|s| (s.what.n, s.day));
        let words = said.chain(wishes).chain(agreed).chain(again);
        let first = words.filter(|(n, _)| *n > since).map(|(_, day)| day).min();
        if never { Some(self.report.day) } else { first }
    }

    /// How far silence has gone: an adviser's messages since the reporter's last word.
    #[must_use]
    pub fn silence(&self) -> Silence {
        let last = self.card.reporter_n;
        let unanswered = self.messages.iter().filter(|m| m.what.from == Side::Adviser && m.what.n > last);
        due::silence(&unanswered.map(|m| m.day).collect::<Vec<_>>())
    }
}

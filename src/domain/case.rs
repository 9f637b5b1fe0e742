//! The life of a case: one state machine, used by the console, the reporter's page and the sealed history alike.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::desk::OUTCOME;

/// Days for which a withdrawn case can be taken back; after them it is destroyed.
pub const DAYS_WITHDRAWN: i64 = 14;

/// Where a case stands. The word is stable: pages carry it in `data-status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Filed, not yet acknowledged by an adviser.
    New,
    /// An adviser has read it and said so.
    Acknowledged,
    /// Being worked on.
    InProgress,
    /// An adviser asked something and waits for the reporter.
    WaitingReporter,
    /// Ended; the conversation stays readable.
    Closed,
    /// Taken back by its reporter: no adviser reads it, and it is destroyed unless the reporter comes back for it.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a case's life.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Acknowledged,
        Self::InProgress,
        Self::WaitingReporter,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Acknowledged => "acknowledged",
            Self::InProgress => "in_progress",
            Self::WaitingReporter => "waiting_reporter",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// Where an adviser may take the case from here.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::New => &[Self::Acknowledged],
            Self::Acknowledged => &[Self::InProgress, Self::WaitingReporter, Self::Closed],
            Self::InProgress => &[Self::WaitingReporter, Self::Closed],
            Self::WaitingReporter => &[Self::InProgress, Self::Closed],
            Self::Closed => &[Self::InProgress],
            Self::Withdrawn => &[],
        }
    }

    /// Whether an adviser may move the case from here to `to`.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }

    /// What bars an adviser from taking the case from here to `to`; nothing if it may be done. A case is closed with an
    /// `outcome`, for silence not before the day on which that has gone far enough, if there is one, and never while a
    /// `child` has to be reported.
    #[must_use]
    pub fn bar(
        self,
        to: Self,
        outcome: Option<&str>,
        silent_from: Option<Day>,
        child: bool,
        today: Day,
    ) -> Option<Bar> {
        if !self.may_become(to) {
            return Some(Bar::NotNext);
        }
        match outcome {
            _ if to != Self::Closed => None,
            _ if child => Some(Bar::Child),
            Some("no_contact") if silent_from.is_none_or(|day| day > today) => Some(Bar::NotSilent),
            Some(word) if OUTCOME.contains(&word) => None,
            _ => Some(Bar::NoOutcome),
        }
    }

    /// Whether nothing is promised any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// Where a message of the reporter takes the case: an awaited answer ends the wait, and a closed case is open again.
    #[must_use]
    pub const fn after_reporter_wrote(self) -> Self {
        match self {
            Self::WaitingReporter | Self::Closed => Self::InProgress,
            other => other,
        }
    }
}

/// Why a case does not go somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// It does not follow from where the case stands.
    NotNext,
    /// Nobody said how it ended.
    NoOutcome,
    /// Silence has not gone far enough.
    NotSilent,
    /// A child has to be reported first.
    Child,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bar, Status};
    use crate::domain::day::Day;
    use crate::domain::desk::OUTCOME;

    #[derive(Debug, Clone)]
    enum Act {
        Move(Status, Option<&'static str>, Option<i64>, bool),
        Write,
        Withdraw,
        Undo,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let words = [&OUTCOME[..], &["", "solved"]].concat();
        let outcome = proptest::option::of(proptest::sample::select(words));
        let silent = proptest::option::of(90_i64..110);
        let go = (proptest::sample::select(&Status::ALL[..]), outcome, silent, proptest::bool::weighted(0.2));
        let go = go.prop_map(|(to, outcome, silent, child)| Act::Move(to, outcome, silent, child));
        let reporter = prop_oneof![Just(Act::Write), Just(Act::Withdraw), Just(Act::Undo)];
        proptest::collection::vec(prop_oneof![3 => go, 1 => reporter], 0..60)
    }

    proptest! {
        #[test]
        fn whatever_is_tried_a_case_lives_by_its_rules_and_each_refusal_says_why(acts in acts()) {
            let today = Day(100);
            let (mut now, mut before) = (Status::New, Status::New);
            let mut acknowledged = false;
            for act in acts {
                match act {
                    Act::Move(to, outcome, silent, child) => {
                        let bar = now.bar(to, outcome, silent.map(Day), child, today);
                        let why = if !now.next().contains(&to) {
                            Some(Bar::NotNext)
                        } else if to != Status::Closed {
                            None
                        } else if child {
                            Some(Bar::Child)
                        } else if !outcome.is_some_and(|word| OUTCOME.contains(&word)) {
                            Some(Bar::NoOutcome)
                        } else if outcome == Some("no_contact") && silent.is_none_or(|day| day > 100) {
                            Some(Bar::NotSilent)
                        } else {
                            None
                        };
                        prop_assert_eq!(bar, why);
                        if bar.is_none() {
                            prop_assert!(now != Status::Withdrawn && to != Status::New && to != Status::Withdrawn);
                            prop_assert!(acknowledged || to == Status::Acknowledged);
                            acknowledged = true;
                            now = to;
                        }
                    }
                    Act::Write => {
                        let after = now.after_reporter_wrote();
                        prop_assert!(after == now || after == Status::InProgress);
                        prop_assert!(after != Status::Closed, "whoever writes is heard");
                        now = after;
                    }
                    Act::Withdraw if now != Status::Withdrawn => {
                        before = std::mem::replace(&mut now, Status::Withdrawn);
                    }
                    Act::Undo if now == Status::Withdrawn => now = before,
                    Act::Withdraw | Act::Undo => {}
                }
            }
        }
    }

    #[test]
    fn no_status_leads_to_itself_or_back_to_new() {
        for from in Status::ALL {
            assert!(!from.may_become(from));
            assert!(!from.may_become(Status::New));
            assert_eq!(Status::parse(from.word()), Some(from));
        }
    }

    #[test]
    fn only_an_acknowledged_case_can_be_closed() {
        assert!(!Status::New.may_become(Status::Closed));
        assert!(Status::Acknowledged.may_become(Status::Closed));
        assert!(Status::ALL.iter().all(|from| !from.may_become(Status::Withdrawn)), "the reporter's alone");
        assert_eq!(Status::Withdrawn.after_reporter_wrote(), Status::Withdrawn);
        assert_eq!(Status::Closed.after_reporter_wrote(), Status::InProgress);
        assert_eq!(Status::New.after_reporter_wrote(), Status::New);
    }
}

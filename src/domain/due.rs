//! When somebody should look at a case next, and why: one rule for the plain day that orders an inbox and for the words
//! beside it.

use super::day::Day;
use super::deadline::check_ins;
use super::retention::{Ending, Periods};

/// Messages that are sent into silence before a case may be closed for it.
pub const SILENT_MESSAGES: usize = 3;
/// Days from the first of them to the day of closing.
pub const SILENT_DAYS: i64 = 90;

/// What of a case decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// When it was filed.
    pub filed: Day,
    /// When it was closed; `None` while it is open.
    pub closed: Option<Day>,
    /// When it was closed last, also where it was opened again since.
    pub ended: Option<Day>,
    /// When an adviser wrote last.
    pub answered: Option<Day>,
    /// The next day promised then; closing a case ends what was promised before.
    pub promised: Option<Day>,
    /// When the reporter first said something that nobody has answered, or the case was opened again.
    pub waiting: Option<Day>,
    /// The first day of an open task.
    pub task: Option<Day>,
    /// How it ended, where it is closed.
    pub ending: Ending,
    /// Where something holds it: the last day on which nobody is asked whether it is to be deleted.
    pub held: Option<Day>,
    /// When somebody proposed to delete it, where that still waits for another holder.
    pub proposed: Option<Day>,
}

/// Why a case comes up on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Its reporter waits for an answer.
    Answer,
    /// A word was promised.
    Promise,
    /// So many days after filing somebody asks how its reporter fares.
    CheckIn(i64),
    /// Something was to be done.
    Task,
    /// It is closed, and the time for which it is kept is over.
    Kept,
    /// Somebody proposed to delete it.
    Deletion,
}

impl Reason {
    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Promise => "promise",
            Self::CheckIn(_) => "check_in",
            Self::Task => "task",
            Self::Kept => "kept",
            Self::Deletion => "deletion",
        }
    }
}

impl Facts {
    /// The next day and its reason: the earliest of all that is open.
    #[must_use]
    pub fn due(&self, periods: &Periods) -> (Day, Reason) {
        // Whatever was written or done on such a day or later was the checking in.
        let looked = self.answered.max(self.closed).max(self.ended).unwrap_or(self.filed);
        let check_in = check_ins(self.filed).into_iter().find(|day| *day > looked);
        let check_in = check_in.map(|day| (day, Reason::CheckIn(day.0 - self.filed.0)));
        let task = self.task.map(|day| (day, Reason::Task));
        let open = if let Some(closed) = self.closed {
            let over = self.held.max(Some(periods.last(closed, self.ending))).map(|last| last.plus(1));
            check_in.is_none().then_some(over).flatten().map(|day| (day, Reason::Kept))
        } else {
            self.waiting.map(|day| (day.plus(1), Reason::Answer))
        };
        // A promise that was broken before its reporter reminded of it stays where it was, and one that was made in a
        // closed case is one.
        let promise = self.promised.map(|day| (day, Reason::Promise));
        let deletion = self.proposed.map(|day| (day.plus(1), Reason::Deletion));
        let all = [open, promise, check_in, task, deletion];
        let first = all.into_iter().flatten().min_by_key(|(day, _)| *day);
        first.unwrap_or((self.filed.plus(1), Reason::Answer))
    }
}

/// How far silence has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Messages to which nothing was said.
    pub sent: usize,
    /// From when on the case may be closed for it; `None` while messages are missing.
    pub may_close: Option<Day>,
}

/// Silence after unanswered messages of these days: only those of different days can close a case.
#[must_use]
pub fn silence(unanswered: &[Day]) -> Silence {
    let mut days = unanswered.to_vec();
    days.sort_unstable();
    days.dedup();
    let enough = days.get(SILENT_MESSAGES - 1);
    let may_close = enough.zip(days.first()).map(|(third, first)| first.plus(SILENT_DAYS).max(*third));
    Silence { sent: unanswered.len(), may_close }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Facts, Reason, silence};
    use crate::domain::day::Day;
    use crate::domain::retention::{Ending, Periods};

    const OF: &Periods = &Periods::USUAL;

    const NEW: Facts = Facts {
        filed: Day(100),
        closed: None,
        ended: None,
        answered: None,
        promised: None,
        waiting: Some(Day(100)),
        task: None,
        ending: Ending::Usual,
        held: None,
        proposed: None,
    };

    #[test]
    fn what_comes_first_is_due() {
        assert_eq!(NEW.due(OF), (Day(101), Reason::Answer));
        let answered = Facts { answered: Some(Day(101)), promised: Some(Day(108)), waiting: None, ..NEW };
        assert_eq!(answered.due(OF), (Day(108), Reason::Promise));
        let far = Facts { promised: Some(Day(150)), ..answered };
        assert_eq!(far.due(OF), (Day(130), Reason::CheckIn(30)));
        let checked = Facts { answered: Some(Day(131)), ..far };
        assert_eq!(checked.due(OF), (Day(150), Reason::Promise));
        let task = Facts { task: Some(Day(104)), ..answered };
        assert_eq!(task.due(OF), (Day(104), Reason::Task));
        let reminded = Facts { waiting: Some(Day(120)), ..answered };
        assert_eq!(reminded.due(OF), (Day(108), Reason::Promise), "the broken promise comes first");
        let early = Facts { waiting: Some(Day(102)), ..answered };
        assert_eq!(early.due(OF), (Day(103), Reason::Answer));
    }

    #[test]
    fn a_closed_case_comes_up_for_checking_in_and_when_its_time_is_over() {
        let closed = Facts { closed: Some(Day(110)), answered: Some(Day(110)), waiting: None, ..NEW };
        assert_eq!(closed.due(OF), (Day(130), Reason::CheckIn(30)));
        let promised = Facts { promised: Some(Day(112)), ..closed };
        assert_eq!(promised.due(OF), (Day(112), Reason::Promise), "made after closing");
        let again = Facts { closed: None, ended: Some(Day(131)), waiting: Some(Day(140)), ..closed };
        assert_eq!(again.due(OF), (Day(141), Reason::Answer), "closing was looking in");
        let late = Facts { closed: Some(Day(400)), ..closed };
        assert_eq!(late.due(OF), (Day(400 + OF.closed + 1), Reason::Kept));
        let held = |day| Facts { held: Some(Day(day)), ..late };
        assert_eq!(held(500).due(OF), late.due(OF), "a hold that ends before changes nothing");
        assert_eq!(held(2_000).due(OF), (Day(2_001), Reason::Kept));
        let silent = Facts { ending: Ending::Silent, ..late };
        let longer = Periods { silent: 1_095, ..Periods::USUAL };
        assert_eq!(silent.due(&longer).0, Day(400 + 1_095 + 1));
        let proposed = Facts { proposed: Some(Day(600)), ..held(2_000) };
        assert_eq!(proposed.due(OF), (Day(601), Reason::Deletion));
    }

    #[test]
    fn three_messages_over_ninety_days_are_silence() {
        let of = |days: &[i64]| silence(&days.iter().map(|d| Day(*d)).collect::<Vec<_>>());
        assert_eq!((of(&[]).sent, of(&[1, 1, 1]).sent, of(&[1, 40]).may_close), (0, 3, None));
        assert_eq!(of(&[1, 1, 1]).may_close, None);
        assert_eq!(of(&[1, 40, 60]).may_close, Some(Day(91)));
        assert_eq!(of(&[60, 1, 200]).may_close, Some(Day(200)));
    }

    fn days() -> impl Strategy<Value = Option<Day>> {
        proptest::option::of((100_i64..500).prop_map(Day))
    }

    proptest! {
        #[test]
        fn nothing_open_is_forgotten(answered in days(), promised in days(), waiting in days(), task in days(), closed in days(), held in days(), proposed in days()) {
            let facts = Facts { closed, answered, promised, waiting, task, held, proposed, ..NEW };
            let (due, _) = facts.due(OF);
            prop_assert!(proposed.is_none_or(|day| due <= day.plus(1)));
            prop_assert!(task.is_none_or(|day| due <= day));
            if closed.is_none() {
                prop_assert!(promised.is_none_or(|day| due <= day));
                prop_assert!(waiting.is_none_or(|day| due <= day.plus(1)));
                prop_assert!(answered.is_some() || due <= Day(130));
            } else {
                let last = closed.unwrap().max(answered.unwrap_or(Day(0))).plus(OF.closed);
                prop_assert!(due <= last.max(held.unwrap_or(Day(0))).plus(1));
            }
        }
    }
}

//! What is asked of the list, why a case stands where it stands, and in which order.

use std::sync::Arc;

use super::Listed;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::deadline::check_ins;
use crate::domain::id::CaseId;
use crate::vault::search::Sought;
use crate::vault::thread::ThreadCard;

/// Where it is known from that something cannot wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Said at filing.
    Filed,
    /// Answered by an adviser.
    Assessed,
}

/// Why somebody is needed. In the order in which they bring a case up, where no day does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Somebody under 18 was told of, and it is not reported yet: a duty with a day of its own.
    Child,
    /// The next day has passed.
    Overdue,
    /// The next day is today.
    Today,
    /// The reporter took back a yes: what was agreed must not go on.
    TakenBack,
    /// Nobody has said yet that the report was received.
    New,
    /// Something of it cannot wait.
    Risk(Risk),
    /// The reporter's newest words are unread.
    Unread,
    /// The reporter waits for an answer since this day, whether or not somebody has read what was said.
    Answer(Day),
    /// Something that the adviser took on is to be done by this day.
    Task(Day),
    /// A day of checking in is near, or past, so many days after filing; 0 where another day of a closed case has come.
    CheckIn(i64),
    /// Something waits for a second person.
    Second,
    /// A second person did not agree to what the adviser proposed.
    Declined,
}

impl Reason {
    /// Every reason, as a filter offers them.
    pub const ALL: [Self; 12] = [
        Self::Child,
        Self::Overdue,
        Self::Today,
        Self::TakenBack,
        Self::New,
        Self::Risk(Risk::Filed),
        Self::Unread,
        Self::Answer(Day(0)),
        Self::Task(Day(0)),
        Self::CheckIn(0),
        Self::Second,
        Self::Declined,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::TakenBack => "taken_back",
            Self::New => "new",
            Self::Risk(_) => "risk",
            Self::Unread => "unread",
            Self::Answer(_) => "answer",
            Self::Task(_) => "task",
            Self::CheckIn(_) => "check_in",
            Self::Second => "second",
            Self::Declined => "declined",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
}

/// Days before a task or a day of checking in on which it is a reason to look.
const SOON: i64 = 7;

/// Everything for which a case needs its adviser on `today`, weightiest first; nothing of a withdrawn one.
#[must_use]
pub fn reasons(of: &Listed, today: Day) -> Vec<Reason> {
    let (status, due) = (of.card.status, of.row.next_due);
    if status == Status::Withdrawn {
        return Vec::new();
    }
    let check_in = check_ins(of.row.filed_day)
        .into_iter()
        .find(|day| *day == due && day.0 - today.0 <= SOON)
        .map(|day| day.0 - of.row.filed_day.0);
    // A closed case broke no promise: its day says only that somebody should look again.
    let closed = status == Status::Closed;
    let again = (closed && due <= today).then_some(0);
    let words = of.is_fresh() && !(of.is_taken_back() && of.card.reporter_n == of.card.taken_back);
    let all = [
        of.child_duty().map(|_| Reason::Child),
        (!closed && due < today).then_some(Reason::Overdue),
        (!closed && due == today).then_some(Reason::Today),
        of.is_taken_back().then_some(Reason::TakenBack),
        (status == Status::New).then_some(Reason::New),
        of.risk().filter(|_| !closed).map(Reason::Risk),
        words.then_some(Reason::Unread),
        of.awaits().map(Reason::Answer),
        of.task.filter(|day| day.0 - today.0 <= SOON).map(Reason::Task),
        check_in.or(again).map(Reason::CheckIn),
        of.needs_second().then_some(Reason::Second),
        of.declined.then_some(Reason::Declined),
    ];
    all.into_iter().flatten().collect()
}

/// Which cases, by where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Those that are not closed, and closed ones that need somebody.
    #[default]
    Open,
    /// All.
    All,
    /// Those of one status.
    One(Status),
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What needs its adviser first.
    #[default]
    Need,
    /// Next due first.
    Due,
    /// Filed last first.
    Filed,
    /// Newest word first.
    Said,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Need, Self::Due, Self::Filed, Self::Said];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Due => "due",
            Self::Filed => "filed",
            Self::Said => "said",
        }
    }
}

/// What is asked of the list.
#[derive(Clone, Default)]
pub struct Asking {
    /// Where they stand.
    pub shown: Shown,
    /// Only those with this reason.
    pub reason: Option<Reason>,
    /// Only of this institution, by its code; empty for all.
    pub institution: String,
    /// Only in this language; empty for all.
    pub lang: String,
    /// In which order.
    pub sort: Sort,
    /// Only those in which every word stands.
    pub sought: Option<Arc<Sought>>,
}

/// A case's place in an order: two numbers, and the case.
pub type Key = (i64, i64, CaseId);

impl Asking {
    /// What the words of an address ask for; a word that is none asks for nothing.
    #[must_use]
    pub fn parse(status: &str, reason: &str, institution: &str, lang: &str, sort: &str) -> Self {
        let shown = match Status::parse(status) {
            Some(status) => Shown::One(status),
            None if status == "all" => Shown::All,
            None => Shown::Open,
        };
        let sort = Sort::ALL.into_iter().find(|s| s.word() == sort).unwrap_or_default();
        let (institution, lang) = (institution.to_owned(), lang.to_owned());
        Self { shown, reason: Reason::parse(reason), institution, lang, sort, sought: None }
    }

    /// All cases in which these words stand.
    #[must_use]
    pub fn words(sought: Sought) -> Self {
        Self { shown: Shown::All, sought: Some(Arc::new(sought)), ..Self::default() }
    }

    /// Whether every case is opened for it, whatever the first ones are.
    #[must_use]
    pub const fn needs_all(&self) -> bool {
        self.sought.is_some() || matches!(self.sort, Sort::Filed | Sort::Said)
    }

    /// Whether it is all open cases that are asked for, in the usual order.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let all = self.reason.is_none() && self.institution.is_empty() && self.lang.is_empty();
        all && self.shown == Shown::Open && self.sort == Sort::Need && self.sought.is_none()
    }

    /// The word of the status, as addresses have it.
    #[must_use]
    pub const fn status_word(&self) -> &'static str {
        match self.shown {
            Shown::Open => "",
            Shown::All => "all",
            Shown::One(status) => status.word(),
        }
    }

    /// Whether a case can be asked for, as far as the card of its thread tells.
    #[must_use]
    pub fn may_want(&self, card: &ThreadCard) -> bool {
        (self.institution.is_empty() || card.institution == self.institution)
            && (self.lang.is_empty() || card.lang == self.lang)
            && !matches!(self.shown, Shown::One(status) if card.status != status)
    }

    /// Whether a case is asked for.
    #[must_use]
    pub fn wants(&self, of: &Listed, today: Day) -> bool {
        let stands =
            self.shown != Shown::Open || of.card.status != Status::Closed || !reasons(of, today).is_empty();
        self.may_want(&of.card)
            && stands
            && self.reason.is_none_or(|asked| reasons(of, today).iter().any(|r| r.word() == asked.word()))
    }

    /// Where a case stands in this order.
    #[must_use]
    pub fn key(&self, of: &Listed, today: Day) -> Key {
        let (due, id) = (of.row.next_due.0, of.row.id);
        match self.sort {
            Sort::Need => (need(of, today), due, id),
            Sort::Due => (due, 0, id),
            Sort::Filed => (-of.row.filed_day.0, due, id),
            Sort::Said => (-of.card.said.unwrap_or(of.row.filed_day).0, due, id),
        }
    }
}

/// How far up a case stands: a small number is far. A child comes first of all. A new report that cannot wait stands before
/// every promise that was missed, or a desk that is behind would see it last; any other that cannot wait before what is
/// only due today.
fn need(of: &Listed, today: Day) -> i64 {
    let reasons = reasons(of, today);
    let risky = reasons.iter().any(|r| matches!(r, Reason::Risk(_)));
    match reasons.first() {
        Some(Reason::Child) => 0,
        _ if risky && reasons.contains(&Reason::New) => 1,
        Some(Reason::Overdue) => 2,
        _ if risky => 3,
        Some(Reason::Today | Reason::Risk(_)) => 4,
        Some(Reason::TakenBack) => 5,
        Some(Reason::New) => 6,
        Some(Reason::Unread) => 7,
        Some(Reason::Answer(_)) => 8,
        Some(Reason::Task(_)) => 9,
        Some(Reason::CheckIn(_)) => 10,
        Some(Reason::Second) => 11,
        Some(Reason::Declined) => 12,
        None if !of.card.status.is_over() => 13,
        None => 14,
    }
}

#[cfg(test)]
mod tests;

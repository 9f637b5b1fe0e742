//! What a reporter agrees to, once asked: steps that others would learn of, being counted, the way a conversation goes.

use super::day::Day;

/// Kinds of outside help and outside steps, as a proposal names them.
pub const STEP: [&str; 10] = [
    "health",
    "psychosocial",
    "legal",
    "shelter",
    "security",
    "workplace",
    "discipline",
    "criminal",
    "custody_court",
    "other",
];

/// What a proposal asks for that names a colleague who is to read as well.
pub const READER: &str = "reader";

/// Days in which a reporter can say yes to that.
pub const READER_DAYS: i64 = 90;

/// The longest time for which one yes can hold, in days.
pub const MAX_DAYS: i64 = 180;

/// How a step outside went on.
pub const RESULT: [&str; 6] = ["sent", "accepted", "done", "declined", "no_answer", "dropped"];

/// Results by which something has reached those to whom it went.
pub const REPORTED: [&str; 3] = ["sent", "accepted", "done"];

/// Steps by which those learn of a child whom the law tells to protect it.
pub const CHILD: [&str; 2] = ["criminal", "custody_court"];

/// Why a step is taken without the reporter's yes: a child whom the law protects, a life in danger, an order of a court.
pub const OVERRIDE: [&str; 3] = ["child", "life", "court_order"];

/// What of a report a letter can pass on. Nothing is passed on unless it was chosen.
pub const PART: [&str; 9] =
    ["filed", "statement", "what", "when", "place", "relation", "institution", "names", "contact"];

/// Where the reporter's word on a proposed step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Nothing was said. Silence is not agreement.
    Open,
    /// Yes, until the last day of the proposal.
    Yes,
    /// No.
    No,
    /// First yes, then no.
    TakenBack,
    /// The last day is over: whatever was said holds no longer.
    Over,
}

impl Word {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Open, Self::Yes, Self::No, Self::TakenBack, Self::Over];

    /// Where it stands on `today`, after these answers, oldest first, to a proposal that holds until `until`.
    #[must_use]
    pub fn of(answers: impl IntoIterator<Item = bool>, until: Day, today: Day) -> Self {
        let (mut once, mut last) = (false, None);
        for yes in answers {
            once |= yes;
            last = Some(yes);
        }
        match last {
            Some(false) if once => Self::TakenBack,
            Some(false) => Self::No,
            _ if until < today => Self::Over,
            None => Self::Open,
            Some(true) => Self::Yes,
        }
    }

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Yes => "yes",
            Self::No => "no",
            Self::TakenBack => "taken_back",
            Self::Over => "over",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Word};

    #[test]
    fn silence_is_no_yes_and_the_last_word_counts() {
        let (until, today) = (Day(10), Day(10));
        let of = |answers: &[bool]| Word::of(answers.iter().copied(), until, today);
        assert_eq!(of(&[]), Word::Open);
        assert_eq!(of(&[true]), Word::Yes);
        assert_eq!(of(&[false]), Word::No);
        assert_eq!(of(&[true, false]), Word::TakenBack);
        assert_eq!(of(&[true, false, true]), Word::Yes);
        assert_eq!(of(&[false, true]), Word::Yes);
    }

    #[test]
    fn no_yes_outlives_its_last_day() {
        let of = |answers: &[bool]| Word::of(answers.iter().copied(), Day(10), Day(11));
        assert_eq!([of(&[]), of(&[true])], [Word::Over; 2]);
        assert_eq!([of(&[false]), of(&[true, false])], [Word::No, Word::TakenBack]);
    }
}

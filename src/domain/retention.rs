//! How long a closed case is kept, why one may be deleted earlier, and why it must not be. An open case has no end: it is
//! answered and closed first.

use super::day::Day;

/// Why a case is to be deleted.
pub const DELETE: [&str; 5] =
    ["retention_over", "reporter_asked", "filed_by_mistake", "court_order", UNLISTED];

/// The one of them that says nothing without a note.
pub const UNLISTED: &str = "other";

/// Why a case must not be deleted.
pub const HOLD: [&str; 4] = ["proceedings", "order_to_keep", "reporter_asked", "other"];

/// Days after which somebody asks whether a hold without an end is still needed.
pub const REVIEW: i64 = 365;

/// Days for which cases are kept after closing, by how they ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// Any case.
    pub closed: i64,
    /// One that was closed for silence.
    pub silent: i64,
    /// One that was not for this service.
    pub remit: i64,
    /// Days before the end on which the pages say that it comes.
    pub warn: i64,
}

impl Periods {
    /// Where nothing else is configured. The periods are alike: the plain day on which a closed case comes up would tell a
    /// thief of the tables how it ended.
    pub const USUAL: Self = Self { closed: 730, silent: 730, remit: 730, warn: 30 };
}

/// How a case ended, as far as it decides how long it is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ending {
    /// With something given, done or begun.
    #[default]
    Usual,
    /// In silence.
    Silent,
    /// With nothing that this service could do.
    Remit,
}

impl Ending {
    /// Of a word of [`OUTCOME`](super::desk::OUTCOME).
    #[must_use]
    pub fn of(outcome: Option<&str>) -> Self {
        match outcome {
            Some("no_contact") => Self::Silent,
            Some("not_our_remit") => Self::Remit,
            _ => Self::Usual,
        }
    }
}

impl Periods {
    /// The last day for which a case is kept that was closed on `closed`.
    #[must_use]
    pub fn last(&self, closed: Day, ending: Ending) -> Day {
        closed.plus(match ending {
            Ending::Usual => self.closed,
            Ending::Silent => self.silent,
            Ending::Remit => self.remit,
        })
    }
}

/// How near the end of keeping is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// Far, or there is none.
    Far,
    /// Within the days of warning.
    Soon,
    /// The last day is over: its holders are asked.
    Over,
}

impl Periods {
    /// Where the last day stands as seen from `today`.
    #[must_use]
    pub fn near(&self, last: Day, today: Day) -> Nearness {
        if last < today {
            Nearness::Over
        } else if last.plus(-self.warn) <= today {
            Nearness::Soon
        } else {
            Nearness::Far
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Nearness, Periods};
    use crate::domain::day::Day;
    use crate::domain::desk::OUTCOME;

    #[test]
    fn each_ending_has_its_period_and_warns_before_its_last_day() {
        let periods = Periods { silent: 1_095, remit: 365, ..Periods::USUAL };
        let of = |outcome| periods.last(Day(100), Ending::of(outcome)).0;
        assert_eq!((of(None), of(Some("no_contact")), of(Some("not_our_remit"))), (830, 1_195, 465));
        assert!(OUTCOME.contains(&"no_contact") && OUTCOME.contains(&"not_our_remit"));
        let near = |today| Periods::USUAL.near(Day(830), Day(today));
        assert_eq!(
            [799, 800, 830, 831].map(near),
            [Nearness::Far, Nearness::Soon, Nearness::Soon, Nearness::Over]
        );
    }
}

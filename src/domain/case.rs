//! The life of a case: one state machine, used by the console, the reporter's page and the sealed history alike.

use serde::{Deserialize, Serialize};

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

#[cfg(test)]
mod tests {
    use super::Status;

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

//! What can be wrong at the door, with an answer or with a change of status, in the reader's words.

use crate::domain::desk::{Lock, Second};
use crate::web::page::Shell;
use crate::web::parts::FieldError;

/// Why nobody is signed in. One sentence whichever of the three fields was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInFault {
    /// Username, passphrase or code: never told which.
    Wrong,
    /// No room to check a passphrase just now.
    Busy,
}

impl SignInFault {
    /// Every fault.
    pub const ALL: [Self; 2] = [Self::Wrong, Self::Busy];

    /// The finished sentence.
    #[must_use]
    pub fn say(self, shell: &Shell) -> String {
        shell.t(match self {
            Self::Wrong => "signin-error-wrong",
            Self::Busy => "signin-error-busy",
        })
    }
}

/// How somebody came to stand at the door who was inside: nothing is wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The session has come to its end.
    Ended,
    /// The person ended this one.
    Here,
    /// The person ended all of them.
    All,
}

impl Left {
    /// What the address says of it.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "here" => Some(Self::Here),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// The finished sentence.
    #[must_use]
    pub fn say(self, shell: &Shell) -> String {
        shell.t(match self {
            Self::Ended => "signin-left-ended",
            Self::Here => "signin-left-here",
            Self::All => "signin-left-all",
        })
    }
}

/// Why an answer or a change of status was not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An answer without words.
    MessageEmpty,
    /// An answer beyond the limit.
    MessageLong,
    /// No date of the next word, or one that has passed.
    NextDue,
    /// The answer names the day of a ready-made text, and another one is promised.
    NextNamed,
    /// A status that does not follow from the present one.
    Status,
    /// A note without words.
    NoteEmpty,
    /// A note beyond the limit.
    NoteLong,
    /// A task without words, or beyond the limit.
    Task,
    /// No day for a task, or one that has passed.
    TaskDue,
    /// Nobody who reads the case was chosen for a task.
    TaskWho,
    /// No question of risk was answered.
    Risk,
    /// Every question of risk is open, and nothing says that anything was asked.
    RiskOpen,
    /// A question was answered with no where the reporter said yes, and nothing says why.
    RiskAgainst,
    /// Another person has to agree.
    Second(Second),
    /// Whoever was let in to read only writes nothing.
    ReadsOnly,
    /// They read it before who would end their reading.
    ReadBefore,
    /// No reason for lifting a mark.
    Lift,
    /// Nobody else comes to read it, or no mark is lifted.
    Locked(Lock),
    /// A child has to be reported before the case is closed.
    Child,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 22] = [
        Self::MessageEmpty,
        Self::MessageLong,
        Self::NextDue,
        Self::NextNamed,
        Self::Status,
        Self::NoteEmpty,
        Self::NoteLong,
        Self::Task,
        Self::TaskDue,
        Self::TaskWho,
        Self::Risk,
        Self::RiskOpen,
        Self::RiskAgainst,
        Self::Second(Second::Coding),
        Self::Second(Second::Child),
        Self::ReadsOnly,
        Self::ReadBefore,
        Self::Lift,
        Self::Locked(Lock::Classified),
        Self::Locked(Lock::NotHanded),
        Self::Locked(Lock::Unread),
        Self::Child,
    ];

    /// The fault as the case page shows it, beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::MessageEmpty => ("message", "case-error-message-empty"),
            Self::MessageLong => ("message", "case-error-message-long"),
            Self::NextDue => ("next_due", "case-error-next-due"),
            Self::NextNamed => ("next_due", "case-error-next-named"),
            Self::Status => ("status", "case-error-status"),
            Self::NoteEmpty => ("note", "desk-error-note-empty"),
            Self::NoteLong => ("note", "desk-error-note-long"),
            Self::Task => ("task", "desk-error-task"),
            Self::TaskDue => ("task_due", "desk-error-task-due"),
            Self::TaskWho => ("task_who", "desk-error-task-who"),
            Self::Risk => ("risk", "desk-error-risk"),
            Self::RiskOpen => ("risk", "desk-error-risk-open"),
            Self::RiskAgainst => ("risk", "desk-error-risk-against"),
            Self::Second(Second::Coding) => ("coded", "coding-error-second"),
            Self::Second(Second::Child) => ("risk", "child-error-second"),
            Self::ReadsOnly => ("readers-title", "case-error-reads-only"),
            Self::ReadBefore => ("readers-title", "case-error-read-before"),
            Self::Lift => ("lift", "classified-error-why"),
            Self::Locked(Lock::Classified) => ("readers-title", "case-error-locked"),
            Self::Locked(Lock::NotHanded) => ("readers-title", "case-error-not-handed"),
            Self::Locked(Lock::Unread) => ("readers-title", "handing-unread"),
            Self::Child => ("status", "case-error-child"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// Why a case was not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosingFault {
    /// No outcome was chosen.
    Outcome,
    /// Silence has not gone far enough.
    Silence,
}

impl ClosingFault {
    /// The finished sentence.
    #[must_use]
    pub fn say(self, shell: &Shell) -> String {
        shell.t(match self {
            Self::Outcome => "closing-error-outcome",
            Self::Silence => "closing-error-silence",
        })
    }
}

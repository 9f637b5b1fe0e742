//! What can be wrong at the door, with an answer or with a change of status, in the reader's words.

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
    /// A status that does not follow from the present one.
    Status,
    /// Whoever was let in to read only writes nothing.
    ReadsOnly,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 5] =
        [Self::MessageEmpty, Self::MessageLong, Self::NextDue, Self::Status, Self::ReadsOnly];

    /// The fault as the case page shows it, beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::MessageEmpty => ("message", "case-error-message-empty"),
            Self::MessageLong => ("message", "case-error-message-long"),
            Self::NextDue => ("next_due", "case-error-next-due"),
            Self::Status => ("status", "case-error-status"),
            Self::ReadsOnly => ("readers-title", "case-error-reads-only"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

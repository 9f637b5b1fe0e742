//! Pages on which advisers vouch for advisers.

use crate::features::console::colleagues::{Before, Colleague, List, Standing, Vouched, Waiting};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// `/console` of an adviser for whom nobody has vouched.
#[derive(askama::Template)]
#[template(path = "console/unvouched.html")]
pub struct Unvouched<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// Of the keys of this session.
    pub fingerprint: String,
    /// Whether the account asks to read for other institutions.
    pub outside: bool,
    /// Whether there were other keys before.
    pub vouched: Vouched,
    /// Whether another page was asked for, which opens once somebody vouches.
    pub later: bool,
}

/// `/console/colleagues`.
#[derive(askama::Template)]
#[template(path = "console/colleagues.html")]
pub struct Colleagues<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// Who stands and who waits.
    pub list: &'a List,
    /// Of the keys of this session.
    pub fingerprint: String,
    /// What was just done.
    pub said: Option<Said>,
}

impl Colleagues<'_> {
    fn signers(&self, waiting: &Waiting) -> String {
        signers(self.shell, waiting)
    }
}

/// `/console/colleagues/{id}`.
#[derive(askama::Template)]
#[template(path = "console/colleague.html")]
pub struct ColleaguePage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// Hexadecimal id of the account.
    pub id: String,
    /// Whose page it is.
    pub colleague: &'a Colleague,
    /// What was wrong with the form.
    pub errors: Vec<FieldError>,
    /// The chosen reason, or empty.
    pub reason: String,
}

impl ColleaguePage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    fn signers(&self, waiting: &Waiting) -> String {
        signers(self.shell, waiting)
    }

    /// Why a statement cannot be signed, whoever signs it.
    fn why(&self, refusal: &str) -> String {
        self.shell.choice("colleague-refused", refusal)
    }

    fn yes(&self, yes: bool) -> String {
        self.shell.t(if yes { "colleagues-yes" } else { "colleagues-no" })
    }

    /// What a signature does beside letting somebody read new reports.
    fn warning(&self, waiting: &Waiting) -> String {
        self.shell.t(match waiting.before {
            Before::Nothing => "colleague-first",
            Before::Stands(_) if waiting.new_keys() => "colleague-hands-over",
            Before::Stands(_) => "colleague-keeps",
            Before::Revoked(_) => "colleague-revoked",
            Before::Account(_) => "colleague-again",
        })
    }

    /// What the one who signs says of the person's earlier accounts.
    fn asked(&self, waiting: &Waiting) -> String {
        self.shell.t(match waiting.before {
            Before::Nothing => "colleague-asked-first",
            Before::Stands(_) | Before::Revoked(_) => "colleague-asked-same",
            Before::Account(_) => "colleague-asked-again",
        })
    }

    /// Why only the root can sign.
    fn root_only(&self, waiting: &Waiting) -> String {
        self.shell.t(match waiting.before {
            Before::Stands(_) => "colleague-root-both",
            _ => "colleague-root-revoked",
        })
    }

    fn reason_of(&self, standing: &Standing) -> String {
        standing.leaving.map(|why| self.shell.choice("leaving", why.word())).unwrap_or_default()
    }

    /// The leaving that somebody has proposed.
    fn proposed(&self) -> Vec<&Waiting> {
        let proposed = self.colleague.standing.as_ref().is_some_and(|s| s.leaving.is_some());
        self.colleague.leave.iter().map(|(_, w)| w).filter(|_| proposed).collect()
    }

    /// Whether the one who looks can still sign it.
    fn may_leave(&self) -> bool {
        !self.colleague.own && self.colleague.leave.iter().all(|(_, w)| !w.mine)
    }

    /// Name and institution, as signed or else as offered.
    fn name(&self) -> (&str, &str) {
        let standing = self.colleague.standing.as_ref().map(|s| &s.key);
        let key = standing.or(self.colleague.vouch.as_ref().map(|w| &w.key));
        key.map_or(("", ""), |k| (&k.name, &k.institution))
    }
}

/// Who signed so far, in one line.
fn signers(shell: &Shell, waiting: &Waiting) -> String {
    let all = waiting.signed.iter();
    let line = all.map(|k| format!("{} ({})", k.name, shell.choice("institution", &k.institution)));
    line.collect::<Vec<_>>().join("; ")
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The statement stands in the roster.
    Stands,
    /// It waits for another signature.
    Waits,
}

impl Said {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Stands, Self::Waits];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Waits => "waits",
        }
    }

    /// What a word says.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// Id of the sentence.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Stands => "colleague-said-stands",
            Self::Waits => "colleague-said-waits",
        }
    }
}

/// Why nothing was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody said that the fingerprints were compared.
    NotCompared,
    /// Nobody said that an earlier account was asked for.
    NotAsked,
    /// No reason was chosen.
    NoReason,
    /// The passphrase, in the form in which it was typed, is wrong, or was wrong too often.
    Passphrase {
        /// In the form of a leaving.
        leaving: bool,
        /// Too many wrong ones just before.
        busy: bool,
    },
    /// What is to be signed is no longer what was shown.
    Changed,
}

impl Fault {
    /// The fault as the page shows it, beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::NotCompared => ("compared", "colleague-error-compared"),
            Self::NotAsked => ("asked", "colleague-error-asked"),
            Self::NoReason => ("reason", "colleague-error-reason"),
            Self::Passphrase { leaving, busy } => {
                let field = if leaving { "leave_passphrase" } else { "passphrase" };
                (field, if busy { "grave-error-busy" } else { "grave-error-wrong" })
            }
            Self::Changed => ("main", "colleague-error-changed"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

#[cfg(test)]
mod tests;

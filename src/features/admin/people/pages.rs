//! The administrator's pages of people.

use crate::domain::capability::Missing;
use crate::domain::fields::Fields;
use crate::features::admin::people::Vouched;
use crate::vault::invite::Kind;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{Choice, FieldError};

/// Id of the passphrase's field in the form of details: the page has another one in the form of acts.
pub const DETAILS_FIELD: &str = "details-passphrase";

/// What can be done with an account, beside changing what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A code to enrol.
    Enrol,
    /// A code to set the second factor anew.
    Factor,
    /// Close it.
    Disable,
    /// Open it again.
    Enable,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 4] = [Self::Enrol, Self::Factor, Self::Disable, Self::Enable];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Factor => "factor",
            Self::Disable => "disable",
            Self::Enable => "enable",
        }
    }

    /// The act of a machine word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.word() == word)
    }

    /// Ids of its name and of what it leads to.
    #[must_use]
    pub const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Enrol => ("people-act-enrol", "people-act-enrol-note"),
            Self::Factor => ("people-act-factor", "people-act-factor-note"),
            Self::Disable => ("people-act-disable", "people-act-disable-note"),
            Self::Enable => ("people-act-enable", "people-act-enable-note"),
        }
    }
}

/// Id of what is said of something that an adviser lacks.
#[must_use]
const fn missing_text(missing: Missing) -> &'static str {
    match missing {
        Missing::Training => "people-missing-training",
        Missing::Supervision => "people-missing-supervision",
        Missing::SupervisionOver => "people-missing-supervision-over",
        Missing::Order => "people-missing-order",
        Missing::Duties => "people-missing-duties",
        Missing::Proceedings => "people-missing-proceedings",
    }
}

/// The fields that say who somebody is, as both forms have them.
#[derive(Debug, Clone)]
pub struct DetailsForm {
    /// What stands in the text fields.
    pub typed: Fields,
    /// Institutions, the chosen one marked.
    pub institutions: Vec<Choice>,
    /// Languages, the chosen one marked.
    pub langs: Vec<Choice>,
    /// Whether "reads for others too" is ticked.
    pub outside: bool,
}

/// `/admin/people/new`.
#[derive(askama::Template)]
#[template(path = "admin/invite.html")]
pub struct AdminInvite<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// Who is invited.
    pub form: DetailsForm,
    /// Roles, the chosen one marked.
    pub roles: Vec<Choice>,
    /// Closed accounts that the new one may replace, the chosen one marked.
    pub closed: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A code, shown this once.
#[derive(askama::Template)]
#[template(path = "admin/code.html")]
pub struct AdminCode<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// The account's page.
    pub href: String,
    /// The whole address at which the code is used.
    pub enrol: String,
    /// Whose it is.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// The code.
    pub code: String,
    /// What it is for.
    pub kind: Kind,
    /// Until when, in words.
    pub ends: String,
    /// Whether a mail tells the person, where there is something to tell.
    pub told: Option<bool>,
    /// Whether an adviser enrols anew, so that colleagues vouch and a recovery follows.
    pub adviser_again: bool,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its person may sign in.
    Open,
    /// Nobody may.
    Closed,
    /// Nobody may, and reports are still sealed to its key.
    StillNamed,
}

/// `/admin/people/{id}`.
#[derive(askama::Template)]
#[template(path = "admin/person.html")]
pub struct AdminPerson<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// The account.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Machine word of the role.
    pub role: &'static str,
    /// Whether it may sign in, and what else to do if not.
    pub standing: Standing,
    /// Whether somebody has set its passphrase.
    pub enrolled: bool,
    /// What the signed list says of it; `None` where nobody needs to vouch.
    pub vouched: Option<Vouched>,
    /// Until when a code can be used, in words; empty if none is out.
    pub invited_until: String,
    /// Who the person is.
    pub form: DetailsForm,
    /// What can be done with it now; nothing with the own account.
    pub acts: Vec<Act>,
    /// The one that was chosen.
    pub act: Option<Act>,
    /// What stands in the record, for advisers.
    pub record: Option<Fields>,
    /// What an adviser lacks.
    pub missing: Vec<Missing>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub said: Option<Said>,
}

/// What was just done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Something was kept.
    Saved,
    /// It was closed.
    Closed,
    /// It was opened again.
    Opened,
}

impl Said {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Saved, Self::Closed, Self::Opened];

    /// The word in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Closed => "closed",
            Self::Opened => "opened",
        }
    }

    /// The one of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

impl AdminPerson<'_> {
    /// What is said of what was just done.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn done(&self, said: &Said) -> String {
        self.shell.t(match (said, self.vouched) {
            // What colleagues signed holds until they sign anew.
            (Said::Saved, Some(Vouched::Details)) => "people-saved-waits",
            (Said::Saved, _) => "people-saved",
            (Said::Closed, _) => "people-said-closed",
            (Said::Opened, _) => "people-said-opened",
        })
    }

    /// What is said of something that the adviser lacks.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn lack(&self, missing: &Missing) -> String {
        self.shell.t(missing_text(*missing))
    }
}

#[cfg(test)]
mod tests;

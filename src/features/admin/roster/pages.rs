//! The roster in words, for the administrator, who carries it and signs nothing.

use crate::features::admin::roster::{CarryFault, Line, State, What};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::FieldError;

/// What was brought from the root.
pub enum Brought {
    /// Nothing.
    Nothing,
    /// A file whose every statement counts: what each does, and the file.
    Checked(Vec<Line>, String),
    /// A file that is not taken, and the file.
    Refused(CarryFault, String),
}

/// `/admin/roster`.
#[derive(askama::Template)]
#[template(path = "admin/roster.html")]
pub struct RosterPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// What stands and what waits.
    pub state: &'a State,
    /// What was brought.
    pub brought: Brought,
    /// Name under which the request is downloaded.
    pub request: String,
    /// How many statements were just taken in.
    pub taken: Option<i64>,
    /// Why what was brought is not taken: in the file, or with the passphrase.
    pub errors: Vec<FieldError>,
}

impl Brought {
    /// Why it is not taken, beside the field it was pasted into.
    #[must_use]
    pub fn errors(&self, shell: &Shell) -> Vec<FieldError> {
        let Self::Refused(fault, _) = self else { return Vec::new() };
        let text = match fault {
            CarryFault::Form => shell.t("roster-error-form"),
            CarryFault::Request => shell.t("roster-error-request"),
            CarryFault::Empty => shell.t("roster-error-empty"),
            CarryFault::Known => shell.t("roster-error-known"),
            CarryFault::Statement(number, why) => {
                let first = shell.tn("roster-error-statement", "n", *number);
                format!("{first} {}", shell.choice("colleague-refused", why.word()))
            }
        };
        vec![FieldError { field: "signed", text }]
    }
}

impl RosterPage<'_> {
    /// What a statement does, as a sentence.
    fn says(&self, line: &Line) -> String {
        let t = |id: &str| self.shell.t1(id, "name", &line.name);
        match line.what {
            What::Vouch { outside: false } => t("roster-says-vouch"),
            What::Vouch { outside: true } => t("roster-says-vouch-outside"),
            What::Change { outside: false } => t("roster-says-change"),
            What::Change { outside: true } => t("roster-says-change-outside"),
            What::Leave(why) => {
                format!("{} {}", t("roster-says-leave"), self.shell.choice("leaving", why.word()))
            }
            What::Recovery(version) => self.shell.t1("roster-says-recovery", "version", &version.to_string()),
        }
    }

    /// Who signed it.
    fn signed(&self, line: &Line) -> String {
        let root = line.root.then(|| self.shell.t("roster-by-root"));
        root.into_iter().chain(line.signers.iter().cloned()).collect::<Vec<_>>().join("; ")
    }

    fn why(&self, word: &str) -> String {
        self.shell.choice("colleague-refused", word)
    }

    fn refused(&self) -> &str {
        match &self.brought {
            Brought::Refused(_, file) => file,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests;

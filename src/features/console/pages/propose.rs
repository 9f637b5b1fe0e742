//! Asking a reporter for agreement to a step outside.

use crate::domain::consent::STEP;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// What was typed on the page, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A word of [`STEP`], or empty.
    pub kind: String,
    /// Whom it goes to.
    pub to: String,
    /// What is done.
    pub what: String,
    /// Who learns of it.
    pub learns: String,
    /// What they could guess.
    pub guess: String,
    /// The last day for which a yes holds, `YYYY-MM-DD`.
    pub until: String,
}

/// What can be wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskFault {
    /// This field is empty.
    Empty(&'static str),
    /// This field is too long.
    Long(&'static str),
    /// The day has passed, or is too far.
    Until,
}

impl AskFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Empty(field) => (field, "propose-error-empty"),
            Self::Long(field) => (field, "propose-error-long"),
            Self::Until => ("until", "propose-error-until"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// The page. What was typed as an answer travels along.
#[derive(askama::Template)]
#[template(path = "console/propose.html")]
pub struct Propose<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the form.
    pub id: String,
    /// The mark of the state that was seen.
    pub seen: String,
    /// What somebody else did meanwhile, where that is why the page is shown once more: finished sentences.
    pub changed: Option<Vec<String>>,
    /// What was typed on the case's page: name and value.
    pub kept: Vec<(String, String)>,
    /// Whether own words are among it.
    pub unsent: bool,
    /// What was typed here.
    pub asked: Asked,
    /// The first and the last day to accept, `YYYY-MM-DD`.
    pub days: (String, String),
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Propose<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    /// The fields of own words: name, what was typed, and whether it takes more than a line.
    fn fields(&self) -> [(&'static str, &str, bool); 4] {
        let a = &self.asked;
        [
            ("to", &a.to, false),
            ("what", &a.what, true),
            ("learns", &a.learns, true),
            ("guess", &a.guess, true),
        ]
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{AskFault, Asked, Propose};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn every_field_says_what_is_wrong_and_keeps_what_was_typed() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            let faults =
                [AskFault::Empty("to"), AskFault::Long("guess"), AskFault::Until, AskFault::Empty("kind")];
            let text = || HOSTILE.to_owned();
            let asked = Asked { kind: "legal".to_owned(), to: text(), what: text(), ..Asked::default() };
            let page = Propose {
                shell,
                who: &who,
                short: "ABCDEF".to_owned(),
                id: "ab".repeat(16),
                seen: "3".to_owned(),
                changed: Some(vec![text()]),
                kept: vec![("message".to_owned(), text())],
                unsent: true,
                asked,
                days: ("2026-11-29".to_owned(), "2027-05-28".to_owned()),
                errors: faults.iter().map(|f| f.say(shell)).collect(),
            };
            let html = page.render().unwrap();
            check(&html, lang);
            assert_eq!(html.matches("data-error").count(), faults.len());
            assert!(html.contains("value=\"legal\" selected") && !html.contains("<script>alert"));
        }
    }
}

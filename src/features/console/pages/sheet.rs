//! What a colleague must know of a case who takes it over, on one sheet that can be printed.

use super::DueState;
use super::sharing::Unsent;
use crate::domain::case::Status;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// One part of the sheet, taken from the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// A stable word.
    pub mark: &'static str,
    /// Its heading.
    pub title: String,
    /// Finished sentences; empty where nothing is known.
    pub lines: Vec<String>,
}

/// Own words that stand in place of those that were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs {
    /// Whose, and when.
    pub by: String,
    /// Name of the field and text.
    pub words: [(&'static str, String); 2],
}

/// What can be wrong with the own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFault {
    /// Nothing was written.
    Empty,
    /// Too much was written in this field.
    Long(&'static str),
    /// Whoever was let in to read only writes nothing.
    ReadsOnly,
}

impl SheetFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Empty => ("never", "sheet-error-empty"),
            Self::Long(field) => (field, "propose-error-long"),
            Self::ReadsOnly => ("never", "case-error-reads-only"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// `/console/cases/ID/sheet`.
#[derive(askama::Template)]
#[template(path = "console/sheet.html")]
pub struct Sheet<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the addresses.
    pub id: String,
    /// The mark of the state that was seen.
    pub seen: String,
    /// Where the case stands.
    pub status: Status,
    /// The day of the sheet.
    pub today: String,
    /// When the case is due next.
    pub due: String,
    /// How near that day is.
    pub due_state: DueState,
    /// What follows from the case.
    pub parts: Vec<Part>,
    /// Own words, as stored or as typed: name of the field and text.
    pub words: [(&'static str, String); 2],
    /// Who wrote them, and when; empty while nobody has.
    pub by: String,
    /// What was typed on the case's page.
    pub unsent: Unsent,
    /// Whether the viewer may write them.
    pub writes: bool,
    /// Whether they were just stored.
    pub saved: bool,
    /// Whether somebody else changed the case since the page was shown.
    pub conflict: bool,
    /// Who did what since then, as sentences.
    pub changed: Vec<String>,
    /// The own words that somebody stored since then.
    pub theirs: Option<Theirs>,
    /// Why own words of colleagues may stand that are not read, as a sentence; or empty.
    pub unread: String,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Sheet<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{DueState, Part, Sheet, SheetFault, Theirs, Unsent};
    use crate::domain::case::Status;
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn the_sheet_says_what_is_unknown_and_keeps_what_was_typed() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07/sheet"), who(Role::Adviser, "nbs"));
            let faults = [SheetFault::Empty, SheetFault::Long("text"), SheetFault::ReadsOnly];
            for writes in [true, false] {
                let text = || HOSTILE.to_owned();
                let part = |lines: Vec<String>| Part { mark: "risk", title: text(), lines };
                let page = Sheet {
                    shell,
                    who: &who,
                    short: "ABCDEF".to_owned(),
                    id: "ab".repeat(16),
                    seen: "3".to_owned(),
                    status: Status::Acknowledged,
                    today: "2026-11-29".to_owned(),
                    due: "2026-12-01".to_owned(),
                    due_state: DueState::Overdue,
                    parts: vec![part(vec![]), part(vec![text()])],
                    words: [("never", text()), ("text", if writes { text() } else { String::new() })],
                    by: text(),
                    unsent: Unsent {
                        kept: vec![("note".to_owned(), HOSTILE.to_owned())],
                        words: true,
                        ..Unsent::default()
                    },
                    writes,
                    saved: true,
                    conflict: true,
                    changed: vec![text()],
                    theirs: writes
                        .then(|| Theirs { by: text(), words: [("never", text()), ("text", text())] }),
                    unread: text(),
                    errors: if writes { faults.iter().map(|f| f.say(shell)).collect() } else { vec![] },
                };
                let html = page.render().unwrap();
                check(&html, lang);
                assert!(!html.contains("<script>alert"));
                assert_eq!(html.contains("<textarea"), writes);
            }
        }
    }
}

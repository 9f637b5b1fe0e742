//! Asking for another reader, and the questions before somebody's reading ends.

use crate::domain::desk::Lock;
use crate::domain::sharing::Why;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// Somebody for whom can be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The account.
    pub id: String,
    /// Name and institution.
    pub label: String,
}

/// What was typed on the page, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The account that was chosen, or empty.
    pub colleague: String,
    /// "read", "work" or empty.
    pub access: String,
    /// The last day, `YYYY-MM-DD`, or empty.
    pub last: String,
    /// Why, for the reporter.
    pub why: String,
}

/// What can be wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareFault {
    /// This field is empty, or says what cannot be.
    Empty(&'static str),
    /// The reason is too long.
    Long,
    /// The day has passed, or is too far.
    Last,
    /// Nobody else comes to read it.
    Locked(Lock),
}

impl ShareFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Empty(field) => (field, "share-error-empty"),
            Self::Long => ("why", "propose-error-long"),
            Self::Last => ("last", "share-error-last"),
            Self::Locked(Lock::Classified) => ("why", "case-error-locked"),
            Self::Locked(lock) => ("why", lock.text_id()),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// What was typed on the page of the case, and travels along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsent {
    /// The mark of the state that was seen.
    pub seen: String,
    /// Everything typed on the page of the case: name and text.
    pub kept: Vec<(String, String)>,
    /// Whether own words are among it.
    pub words: bool,
}

/// Asking for another reader.
#[derive(askama::Template)]
#[template(path = "console/share.html")]
pub struct Share<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the form.
    pub id: String,
    /// What was typed elsewhere.
    pub unsent: Unsent,
    /// What somebody else did meanwhile, where that is why the page is shown once more: finished sentences.
    pub changed: Option<Vec<String>>,
    /// For whom can be asked.
    pub colleagues: Vec<Choice>,
    /// What the reporter is told of institutions whose people may have to act, a sentence each: whoever asks knows it first.
    pub duties: Vec<String>,
    /// What was typed here.
    pub typed: Typed,
    /// The first and the last day to accept, `YYYY-MM-DD`.
    pub days: (String, String),
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Share<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }
}

/// Whose reading is to end, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// One's own, because one is too close to it.
    Close,
    /// One's own, because one cannot take it.
    Cannot,
    /// That of an account, with this name.
    Of(String, String),
}

impl Ending {
    /// What the form sends back.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Close => "close",
            Self::Cannot => "cannot",
            Self::Of(id, _) => id,
        }
    }

    /// Ids of heading, text and button.
    #[must_use]
    pub const fn texts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Close => ("leave-close-title", "leave-close", "leave-close-yes"),
            Self::Cannot => ("leave-cannot-title", "leave-cannot", "leave-cannot-yes"),
            Self::Of(..) => ("leave-end-title", "leave-end", "leave-end-yes"),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Of(_, name) => name,
            Self::Close | Self::Cannot => "",
        }
    }

    const fn asks_why(&self) -> bool {
        matches!(self, Self::Of(..))
    }
}

/// Why it was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveFault {
    /// No reason was chosen.
    Why,
    /// Nobody would be left who works on the case.
    Nobody,
}

impl LeaveFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Why => ("why", "leave-error-why"),
            Self::Nobody => ("leave", "leave-error-nobody"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// Asks once more before a reading ends.
#[derive(askama::Template)]
#[template(path = "console/leave.html")]
pub struct Leaving<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the form.
    pub id: String,
    /// What was typed elsewhere.
    pub unsent: Unsent,
    /// What ends.
    pub ending: Ending,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Leaving<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Choice, Ending, LeaveFault, Leaving, Share, ShareFault, Typed, Unsent};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, shell, who};
    use crate::web::page_check::HOSTILE;

    fn unsent() -> Unsent {
        let kept = vec![("message".to_owned(), HOSTILE.to_owned())];
        Unsent { seen: "3".to_owned(), kept, words: true }
    }

    #[test]
    fn what_was_typed_stays_beside_what_is_wrong() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            let faults = [
                ShareFault::Empty("colleague"),
                ShareFault::Empty("access"),
                ShareFault::Last,
                ShareFault::Long,
            ];
            for colleagues in [0, 2] {
                let page = Share {
                    shell,
                    who: &who,
                    short: "ABCDEF".to_owned(),
                    id: "ab".repeat(16),
                    unsent: unsent(),
                    changed: Some(vec![HOSTILE.to_owned()]),
                    colleagues: (0..colleagues)
                        .map(|n| Choice { id: format!("{n}"), label: HOSTILE.to_owned() })
                        .collect(),
                    duties: vec![HOSTILE.to_owned()],
                    typed: Typed { access: "read".to_owned(), why: HOSTILE.to_owned(), ..Typed::default() },
                    days: ("2026-11-29".to_owned(), "2027-05-28".to_owned()),
                    errors: if colleagues == 0 {
                        vec![]
                    } else {
                        faults.iter().map(|f| f.say(shell)).collect()
                    },
                };
                let html = page.render().unwrap();
                check(&html, lang);
                assert!(!html.contains("<script>alert"));
                let told = if colleagues == 0 { 0 } else { faults.len() };
                assert_eq!(html.matches("data-error").count(), told);
            }
        }
    }

    #[test]
    fn every_ending_is_asked_about_and_refused_in_words() {
        let endings = [Ending::Close, Ending::Cannot, Ending::Of("07".repeat(16), HOSTILE.to_owned())];
        for (lang, ending) in Lang::ALL.into_iter().flat_map(|l| endings.iter().map(move |e| (l, e.clone())))
        {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            for errors in [vec![], vec![LeaveFault::Nobody], vec![LeaveFault::Why]] {
                let told = errors.len();
                if errors == [LeaveFault::Why] && !ending.asks_why() {
                    continue;
                }
                let page = Leaving {
                    shell,
                    who: &who,
                    short: "ABCDEF".to_owned(),
                    id: "ab".repeat(16),
                    unsent: unsent(),
                    ending: ending.clone(),
                    errors: errors.into_iter().map(|f| f.say(shell)).collect(),
                };
                let html = page.render().unwrap();
                check(&html, lang);
                assert!(!html.contains("<script>alert"));
                assert_eq!(html.matches("data-error").count(), told);
            }
        }
    }
}

//! The page on which an adviser plans an absence.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// Somebody who can stand in.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The account.
    pub id: String,
    /// Name and institution.
    pub label: String,
    /// Whether it was chosen before the form came back.
    pub chosen: bool,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// An absence was set, or replaced another.
    Set,
    /// It was taken back or ended early.
    Ended,
}

impl Said {
    /// The word in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Ended => "ended",
        }
    }

    /// The one of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Set, Self::Ended].into_iter().find(|s| s.word() == word)
    }

    /// Id of the notice.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Set => "absence-said-set",
            Self::Ended => "absence-said-ended",
        }
    }
}

/// `/console/absence`.
#[derive(askama::Template)]
#[template(path = "console/absence.html")]
pub struct Absence<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// What was just done.
    pub said: Option<Said>,
    /// What is planned, one sentence.
    pub planned: Option<String>,
    /// Name of the deputy.
    pub deputy: String,
    /// Own open cases in which the deputy may not act: short public id and id.
    pub uncovered: Vec<(String, String)>,
    /// Whether there are own cases that could not be opened.
    pub damaged: bool,
    /// Who can stand in.
    pub colleagues: Vec<Choice>,
    /// First day as typed.
    pub first: String,
    /// Last day as typed.
    pub last: String,
    /// Today, as date fields take it.
    pub today: String,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Absence<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Absence, Choice, Said};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples;
    use crate::web::parts::FieldError;

    #[test]
    fn what_is_planned_and_what_is_wrong_is_said_in_both_languages() {
        for lang in Lang::ALL {
            let shell = samples::shell(lang, "/console/absence");
            let who = samples::who(Role::Adviser, "nbs");
            for (wrong, covered) in [
                (None, true),
                (None, false),
                (Some("first"), true),
                (Some("last"), true),
                (Some("deputy"), true),
            ] {
                let choice = Choice { id: "0b".to_owned(), label: "<b>Anna</b>".to_owned(), chosen: true };
                let page = Absence {
                    shell: &shell,
                    who: &who,
                    said: wrong.is_none().then_some(Said::Set),
                    planned: wrong.is_none().then(|| "<b>".to_owned()),
                    deputy: "<b>".to_owned(),
                    uncovered: if covered { Vec::new() } else { vec![("0A".to_owned(), "0a".to_owned())] },
                    damaged: !covered,
                    colleagues: vec![choice],
                    first: "2026-12-01".to_owned(),
                    last: String::new(),
                    today: "2026-11-24".to_owned(),
                    errors: wrong
                        .map(|field| FieldError { field, text: "kļūda".to_owned() })
                        .into_iter()
                        .collect(),
                };
                let html = page.render().unwrap();
                samples::check(&html, lang);
                assert_eq!(html.matches("data-error").count(), usize::from(wrong.is_some()));
                // Said at the top as well, where whoever does not see the form hears of it.
                assert_eq!(html.contains("role=\"alert\""), wrong.is_some());
                assert!(wrong.is_none_or(|field| html.contains(&format!("<a href=\"#{field}\">kļūda</a>"))));
                assert!(html.contains("value=\"2026-12-01\"") && !html.contains("<b>"));
                assert_eq!(html.contains("name=\"go\" value=\"end\""), wrong.is_none());
                // That another one replaces what is planned, and that permissions outlive its early end.
                for id in ["absence-replaces", "absence-end-note", "absence-plan-other"] {
                    assert_eq!(html.contains(&shell.t(id)), wrong.is_none(), "{id}");
                }
                assert_eq!(html.contains(&shell.t("absence-said-set")), wrong.is_none());
                assert_eq!(html.contains("<a href=\"/console/cases/0a\">0A</a>"), !covered);
                assert_eq!(html.contains("data-uncovered=\"none\""), wrong.is_none() && covered);
                assert_eq!(html.contains(&shell.t("inbox-damaged")), !covered);
                samples::keep("console-absence", lang, &html);
            }
        }
    }
}

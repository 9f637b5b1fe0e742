//! One file of a case, as far as it can be shown safely.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::FieldError;

/// How a file is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A picture, whose address is fetched only once somebody asks for it.
    Picture {
        /// Whether it was asked for.
        asked: bool,
    },
    /// Text.
    Text(String),
    /// Nothing is in it.
    Empty,
    /// Not here: it can be saved.
    Not,
    /// It may show a minor: nobody opens it.
    Closed {
        /// Whether the one who looks can lift that: somebody else than who said it.
        lifts: bool,
    },
    /// Whether it is marked cannot be told: the desk is not read whole.
    Unread,
}

impl Shown {
    fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { .. } | Self::Unread)
    }
}

/// What can be wrong with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkFault {
    /// The box was not ticked.
    Sure,
}

impl MarkFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        FieldError { field: "sure", text: shell.t("mark-error-sure") }
    }
}

/// `/console/cases/ID/files/FILE/view`.
#[derive(askama::Template)]
#[template(path = "console/view.html")]
pub struct FilePage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Address of the case.
    pub case_href: String,
    /// Address of the file.
    pub href: String,
    /// The name the reporter's device gave it.
    pub name: String,
    /// Its size in words.
    pub size_text: String,
    /// How it is shown.
    pub shown: Shown,
    /// The mark of the state that was seen.
    pub seen: String,
    /// Whether somebody else changed the case since the page was shown.
    pub changed: bool,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{FilePage, MarkFault, Shown};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn a_picture_is_not_fetched_before_it_is_asked_for_and_text_stays_text() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07/files/08/view"), who(Role::Adviser, "nbs"));
            let html = |shown| {
                let sure = !matches!(shown, Shown::Closed { lifts: false } | Shown::Unread);
                let page = FilePage {
                    shell,
                    who: &who,
                    short: "ABCDEF".to_owned(),
                    case_href: "/console/cases/07".to_owned(),
                    href: "/console/cases/07/files/08".to_owned(),
                    name: HOSTILE.to_owned(),
                    size_text: "1 KB".to_owned(),
                    shown,
                    seen: "3".to_owned(),
                    changed: true,
                    errors: Some(MarkFault::Sure.say(shell)).filter(|_| sure).into_iter().collect(),
                };
                let html = page.render().unwrap();
                check(&html, lang);
                assert!(!html.contains("<script>alert"));
                html
            };
            assert!(!html(Shown::Picture { asked: false }).contains("<img"));
            let asked = html(Shown::Picture { asked: true });
            assert!(
                asked.contains("<img src=\"/console/cases/07/files/08/picture\"")
                    && asked.contains("id=\"sharp\"")
            );
            assert!(html(Shown::Text(HOSTILE.to_owned())).contains("<pre"));
            html(Shown::Empty);
            assert!(html(Shown::Not).contains("download"));
            assert!(!html(Shown::Unread).contains("name=\"sure\""));
            for lifts in [false, true] {
                let closed = html(Shown::Closed { lifts });
                assert!(!closed.contains("download") && !closed.contains("<img"));
                assert_eq!(closed.contains("name=\"sure\""), lifts);
            }
        }
    }
}

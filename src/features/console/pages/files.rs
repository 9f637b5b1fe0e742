//! One file of a case, as far as it can be shown safely.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

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
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{FilePage, Shown};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn a_picture_is_not_fetched_before_it_is_asked_for_and_text_stays_text() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07/files/08/view"), who(Role::Adviser, "nbs"));
            let html = |shown| {
                let page = FilePage {
                    shell,
                    who: &who,
                    short: "ABCDEF".to_owned(),
                    case_href: "/console/cases/07".to_owned(),
                    href: "/console/cases/07/files/08".to_owned(),
                    name: HOSTILE.to_owned(),
                    size_text: "1 KB".to_owned(),
                    shown,
                };
                let html = page.render().unwrap();
                check(&html, lang);
                assert!(!html.contains("<script>alert") && html.contains("download"));
                html
            };
            assert!(!html(Shown::Picture { asked: false }).contains("<img"));
            let asked = html(Shown::Picture { asked: true });
            assert!(asked.contains("<img src=\"/console/cases/07/files/08/picture\"") && asked.contains("id=\"sharp\""));
            assert!(html(Shown::Text(HOSTILE.to_owned())).contains("<pre"));
            html(Shown::Empty);
            html(Shown::Not);
        }
    }
}

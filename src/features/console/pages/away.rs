//! The question before a case's page is left with words that are not sent.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// Pages beside a case whose words go with their ways out: each with the word that shows it again as it was typed.
pub const BESIDE: [(&str, &str); 9] = [
    ("propose", "ask"),
    ("share", "share"),
    ("coding", "code"),
    ("step", "show"),
    ("export", "copy"),
    ("keeping", "keep"),
    ("sheet", "show"),
    ("status", "ask"),
    ("leave", "ask"),
];

/// The way back to the case: what was begun on its own page goes along.
pub const CASE: &str = "case";

/// The page. Everything that was typed travels along.
#[derive(askama::Template)]
#[template(path = "console/away.html")]
pub struct Away<'a> {
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
    /// The page beside the case that is left, if it is none of the case's own: one of [`BESIDE`].
    pub beside: Option<(&'static str, &'static str)>,
    /// What was typed: name and value.
    pub kept: Vec<(String, String)>,
    /// Whether an answer is among it.
    pub answer: bool,
    /// Where it was to go.
    pub to: &'static str,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Away, BESIDE, CASE};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, keep, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn nothing_typed_is_left_behind_unasked() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            let page = |answer, beside| Away {
                shell,
                who: &who,
                short: "ABCDEF".to_owned(),
                id: "ab".repeat(16),
                seen: "3".to_owned(),
                kept: vec![("note".to_owned(), HOSTILE.to_owned())],
                answer,
                beside,
                to: if beside == Some(BESIDE[1]) { CASE } else { "/console/absence" },
            };
            let html = page(true, None).render().unwrap();
            check(&html, lang);
            keep("away", lang, &html);
            assert!(html.contains("name=\"drop\" value=\"/console/absence\"") && html.contains("/message\""));
            assert!(!html.contains("<script>alert"));
            assert!(
                !page(false, None).render().unwrap().contains("/message\""),
                "no answer that could be sent"
            );
            let beside = page(false, Some(BESIDE[0])).render().unwrap();
            check(&beside, lang);
            assert!(
                beside.contains("/propose\" name=\"go\" value=\"ask\">"),
                "back to the page that was left"
            );
            let back = page(false, Some(BESIDE[1])).render().unwrap();
            check(&back, lang);
            assert!(
                back.contains("name=\"drop\" value=\"case\"") && back.contains(&shell.t("away-back-text"))
            );
            // No way out beside the question: it would lose the words after all.
            assert_eq!(html.matches("<a ").count(), 2, "past the head, and the handbook");
        }
    }
}

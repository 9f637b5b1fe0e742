//! The question before a case's page is left with words that are not sent.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

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
    /// What was typed on the case's page: name and value.
    pub kept: Vec<(String, String)>,
    /// Whether an answer is among it.
    pub answer: bool,
    /// Where it was to go.
    pub to: &'static str,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::Away;
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::samples::{check, keep, shell, who};
    use crate::web::page_check::HOSTILE;

    #[test]
    fn nothing_typed_is_left_behind_unasked() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            let page = |answer| Away {
                shell,
                who: &who,
                short: "ABCDEF".to_owned(),
                id: "ab".repeat(16),
                seen: "3".to_owned(),
                kept: vec![("note".to_owned(), HOSTILE.to_owned())],
                answer,
                to: "/console/absence",
            };
            let html = page(true).render().unwrap();
            check(&html, lang);
            keep("away", lang, &html);
            assert!(html.contains("name=\"drop\" value=\"/console/absence\"") && html.contains("/message\""));
            assert!(!html.contains("<script>alert"));
            assert!(!page(false).render().unwrap().contains("/message\""), "no answer that could be sent");
            // No way out beside the question: it would lose the words after all.
            assert_eq!(html.matches("<a ").count(), 2, "past the head, and the handbook");
        }
    }
}

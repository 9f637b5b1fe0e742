//! Before a report is withdrawn, and after.

use askama::Template;

use crate::web::page::Shell;

/// What withdrawing does and what it cannot do, and the question once more.
#[derive(Debug, Template)]
#[template(path = "follow_up/withdraw.html")]
pub struct Ask<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was typed and not sent: it comes back with the conversation.
    pub typed: &'a str,
}

/// What stands in place of a withdrawn conversation.
#[derive(Debug, Template)]
#[template(path = "follow_up/withdrawn.html")]
pub struct Gone<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The last day on which it can be taken back: `Texts::day`; empty while nobody has counted the days.
    pub until: String,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Ask, Gone};
    use crate::web::page_check::{HOSTILE, public, shells};

    #[test]
    fn what_is_about_to_happen_is_asked_once_more_and_can_be_taken_back() {
        for shell in &shells() {
            let html = Ask { shell, typed: HOSTILE }.render().unwrap();
            public(&html, shell, Some("withdraw"));
            for value in ["yes", "no"] {
                assert!(html.contains(&format!("name=\"withdraw\" value=\"{value}\"")));
            }
            assert!(html.contains("name=\"message\"") && !html.contains(HOSTILE));
            for until in ["", "7. decembris"] {
                let html = Gone { shell, until: until.to_owned() }.render().unwrap();
                public(&html, shell, Some("withdraw"));
                assert!(html.contains("name=\"withdraw\" value=\"undo\"") && html.contains(until));
                assert!(html.contains("data-status=\"withdrawn\""));
            }
        }
    }
}

//! Pages beside the conversation. What was typed there and not sent comes back with it.

use askama::Template;

use crate::domain::report::PATH;
use crate::web::page::Shell;
use crate::web::parts::{Choice, FieldError, choices};

/// Which way the conversation goes, and whether the report may be counted.
#[derive(Debug, Template)]
#[template(path = "follow_up/choices.html")]
pub struct Choices<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The present way: a word of [`PATH`].
    pub path: &'a str,
    /// Whether counting is asked about: it is the survivor's own report.
    pub may_count: bool,
    /// Whether it may be counted now.
    pub counted: bool,
    /// A message that was not sent.
    pub typed: &'a str,
}

impl Choices<'_> {
    /// The ways that a sent report can go; the formal one is open to a survivor only.
    fn paths(&self) -> Vec<Choice> {
        let chosen = if self.path.is_empty() { PATH[0] } else { self.path };
        let open = if self.may_count { &PATH[..2] } else { &PATH[..1] };
        choices(self.shell, "path", open, &[chosen.to_owned()])
    }
}

/// How the reporter can be reached.
#[derive(Debug, Template)]
#[template(path = "follow_up/reach.html")]
pub struct Reach<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What stands there, or what was typed and is not stored.
    pub contact: &'a str,
    /// Whether anything stands there.
    pub is_there: bool,
    /// Whether going back loses what was typed: it was said, and is done by a button of its own.
    pub unstored: bool,
    /// What to put right.
    pub errors: Vec<FieldError>,
    /// A message that was not sent.
    pub typed: &'a str,
}

/// Being made to pay for telling: advice, the days of checking in, a report of its own.
#[derive(Debug, Template)]
#[template(path = "follow_up/paid.html")]
pub struct Paid<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The days that are still to come: `Texts::day`.
    pub days: Vec<String>,
    /// Whether another story was begun and not sent, so that none can be begun now.
    pub another: bool,
    /// A message that was not sent.
    pub typed: &'a str,
}

/// Asks before what is begun here is left behind.
#[derive(Debug, Template)]
#[template(path = "follow_up/unsent.html")]
pub struct Unsent<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The step that the form sends.
    pub step: &'a str,
    /// Whether another conversation is to be opened; else a separate story begun.
    pub other: bool,
    /// The message that was not sent.
    pub typed: &'a str,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Choices, Paid, Reach, Unsent};
    use crate::web::page_check::{HOSTILE, public, shells};

    #[test]
    fn what_was_typed_comes_back_and_nothing_is_chosen_for_anybody() {
        for shell in &shells() {
            for (may_count, counted) in [(true, true), (true, false), (false, false)] {
                let html = Choices { shell, path: "", may_count, counted, typed: HOSTILE }.render().unwrap();
                public(&html, shell, Some("choices"));
                assert_eq!(html.contains("name=\"asked_count\""), may_count);
                assert_eq!(html.contains("value=\"formal\""), may_count);
                assert_eq!(html.contains("value=\"yes\" id=\"count_me\" checked"), counted);
            }
            for is_there in [true, false] {
                let contact = if is_there { HOSTILE } else { "" };
                let html =
                    Reach { shell, contact, is_there, unstored: !is_there, errors: vec![], typed: HOSTILE }
                        .render()
                        .unwrap();
                public(&html, shell, Some("reach"));
                assert_eq!(html.contains("value=\"erase\""), is_there);
                assert_eq!(html.contains("value=\"drop\""), !is_there);
                assert!(!html.contains(HOSTILE));
            }
            for (step, other) in [("begin-unsent", false), ("other-unsent", true)] {
                let html = Unsent { shell, step, other, typed: HOSTILE }.render().unwrap();
                public(&html, shell, Some(step));
                assert_eq!(html.contains("value=\"other\""), other);
                assert!(!html.contains(HOSTILE));
            }
            for days in [vec![], vec!["7. decembris".to_owned()]] {
                let html = Paid { shell, days: days.clone(), another: days.is_empty(), typed: HOSTILE }
                    .render()
                    .unwrap();
                public(&html, shell, Some("paid"));
                assert_eq!(html.contains("7. decembris"), !days.is_empty());
                assert!(html.contains("value=\"begin\"") && !html.contains(HOSTILE));
                assert_eq!(html.contains("role=\"alert\""), days.is_empty());
            }
        }
    }
}

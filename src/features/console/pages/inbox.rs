//! `/console`: the cases this adviser may open. It shows no number that counts across cases.

use super::DueState;
use crate::domain::case::Status;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// One reason why a case stands where it stands.
#[derive(Debug, Clone)]
pub struct Why {
    /// The stable machine word of `data-why`.
    pub word: &'static str,
    /// A sign of its own shape.
    pub sign: &'static str,
    /// The reason as a sentence.
    pub text: String,
}

/// One case in the inbox.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// Hexadecimal id of the case.
    pub id: String,
    /// Address of the case.
    pub href: String,
    /// Short public id people use among themselves.
    pub short: String,
    /// Why it stands here, weightiest first.
    pub why: Vec<Why>,
    /// Day of filing.
    pub filed: String,
    /// Day by which the reporter was promised the next word.
    pub due: String,
    /// How near that day is.
    pub due_state: DueState,
    /// Where the case stands.
    pub status: Status,
    /// Code of an institution, "other", "unknown", or empty.
    pub institution: String,
    /// Language of the reporter's pages: "lv" or "en".
    pub language: String,
    /// Whether the reporter has written something this adviser has not opened.
    pub fresh: bool,
    /// Messages in this one conversation.
    pub messages: i64,
    /// Files in this one case.
    pub files: i64,
}

/// A choice of a filter: its word, its text, whether it is the present one.
pub type Choice = (String, String, bool);

/// A filter or the order.
pub struct Select {
    /// Name of the field.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Its choices; the first asks for nothing.
    pub choices: Vec<Choice>,
}

impl Select {
    /// A field whose first choice stands for nothing chosen.
    #[must_use]
    pub fn new(
        name: &'static str,
        label: String,
        none: String,
        all: Vec<(String, String)>,
        now: &str,
    ) -> Self {
        let first = (String::new(), none);
        let choices = std::iter::once(first).chain(all);
        let choices = choices.map(|(word, text)| (word.clone(), text, word == now)).collect();
        Self { name, label, choices }
    }

    /// "Label: choice", where something is chosen.
    fn told(&self) -> Option<String> {
        let (_, text, _) = self.choices.iter().skip(1).find(|(.., now)| *now)?;
        Some(format!("{}: {text}", self.label))
    }
}

/// What is searched for, where something is.
#[derive(Default)]
pub struct Search {
    /// As it was typed.
    pub words: String,
    /// Why nothing was searched.
    pub fault: Option<String>,
}

/// Passing new reports to colleagues.
#[derive(Debug, Clone)]
pub struct Passing {
    /// That it stands, or that it is time for it, as a sentence.
    pub text: String,
    /// Whether it stands.
    pub stands: bool,
}

/// The page.
#[derive(askama::Template)]
#[template(path = "console/inbox.html")]
pub struct Inbox<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose inbox this is.
    pub who: &'a Who,
    /// In the order asked for.
    pub rows: Vec<InboxRow>,
    /// Today's date.
    pub today: String,
    /// Filters, and the order last.
    pub selects: Vec<Select>,
    /// The search.
    pub search: Search,
    /// Address of the next part of the list, with everything asked for kept.
    pub more_href: Option<String>,
    /// About how many colleagues the one who looks can sign something now.
    pub waiting: i64,
    /// One's own absence, and those in which one stands in, each as a sentence.
    pub absences: Vec<String>,
    /// What is told of passing new reports to colleagues.
    pub passing: Option<Passing>,
    /// Whether new keys of one's own wait for that.
    pub own_waits: bool,
    /// Whether a case was just given up: none is named.
    pub gone: bool,
    /// Own cases that could not be opened. The page tells only whether there are any.
    pub damaged: usize,
}

impl Inbox<'_> {
    fn searched(&self) -> bool {
        !self.search.words.is_empty() && self.search.fault.is_none()
    }

    /// What the list leaves out or turns round, as people read it: a filtered list must not pass for all of it.
    fn told(&self) -> Vec<String> {
        self.selects.iter().filter_map(Select::told).collect()
    }
}

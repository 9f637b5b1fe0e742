//! The page that asks for the access code and the conversation behind it.

pub mod aside;
pub mod faults;
pub mod kept;
pub mod originals;
#[cfg(test)]
mod tests;
pub mod withdraw;

use askama::Template;

use self::originals::OriginalRow;
use crate::domain::case::Status;
use crate::texts::choice_id;
use crate::web::page::Shell;
use crate::web::parts::{FieldError, FileRow};

/// `/return`: asks for the code.
#[derive(Debug, Template)]
#[template(path = "follow_up/code.html")]
pub struct Code<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was typed, shown again only when its check symbol does not fit, so that it can be corrected.
    pub typed: &'a str,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

/// A new access code, before it takes the place of the present one.
#[derive(Debug, Template)]
#[template(path = "follow_up/new_code.html")]
pub struct NewCode<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The code, in groups.
    pub code: String,
    /// Whether what was typed back is the code.
    pub fits: Option<bool>,
}

/// One message of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// `"reporter"` or `"adviser"`.
    pub from: &'static str,
    /// The day: `Texts::day`.
    pub day: String,
    /// Name of the adviser; empty for the reporter.
    pub author: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Files that came with it.
    pub files: Vec<FileRow>,
    /// The day an adviser promised to write next, `Texts::day`; empty where none was promised.
    pub next: String,
    /// Whether a meeting or a call is asked for.
    pub meet: bool,
    /// Whether it tells what has been done about the report.
    pub feedback: bool,
    /// The step taken without a yes of which it tells: label and words.
    pub without_yes: Vec<(String, String)>,
}

/// The next word that was promised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Next {
    /// A finished sentence; empty where nothing is promised.
    pub text: String,
    /// Whether its day has passed.
    pub late: bool,
}

/// A step outside that an adviser proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskRow {
    /// Its ordinal.
    pub n: u64,
    /// What kind it is, in words.
    pub kind: String,
    /// Whom it goes to.
    pub to: String,
    /// When it was proposed.
    pub day: String,
    /// By whom.
    pub author: String,
    /// What is done.
    pub what: String,
    /// Who learns of it.
    pub learns: String,
    /// What they could guess.
    pub guess: String,
    /// What whoever would read may have to do by law: one sentence, or empty.
    pub duty: String,
    /// Where a colleague would read along: what they could do. Who learns of it and what they could guess is empty then.
    pub access: String,
    /// Until when a yes holds: `Texts::day_to`, or until it is taken back.
    pub until: String,
    /// Where the reporter's word stands, as a sentence.
    pub stands: String,
    /// Whether nothing was said yet.
    pub waits: bool,
    /// Whether a yes can be said.
    pub may_agree: bool,
    /// Whether a no can be said; after a yes it takes that back.
    pub may_refuse: bool,
}

/// Somebody who could read if the reporter agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// The account.
    pub id: String,
    /// Name, institution and for how long, as one sentence.
    pub label: String,
    /// What the person may have to do by law: one sentence, or empty.
    pub duty: String,
}

/// Who reads the conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readers {
    /// Who reads what is written next.
    pub now: Vec<String>,
    /// What changed: who is gone, away, or was let in; finished sentences.
    pub notes: Vec<String>,
    /// Who could read.
    pub offers: Vec<OfferRow>,
}

/// The conversation.
#[derive(Debug, Template)]
#[template(path = "follow_up/thread.html")]
pub struct Thread<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Where the case stands.
    pub status: Status,
    /// The next promised word.
    pub next: Next,
    /// Proposed steps, newest first.
    pub asks: Vec<AskRow>,
    /// Paragraphs of the reporter's own words when filing.
    pub statement: Vec<String>,
    /// Files that came with the report.
    pub files: Vec<FileRow>,
    /// Messages, oldest first.
    pub messages: Vec<MessageRow>,
    /// How many of them are a click away.
    pub earlier: usize,
    /// Originals of photographs that were not handed over.
    pub originals: Vec<OriginalRow>,
    /// What was typed and could not be sent; empty otherwise.
    pub typed: &'a str,
    /// Who reads it.
    pub readers: Readers,
    /// What was wanted, oldest first: finished sentences.
    pub wishes: Vec<String>,
    /// Days on which advisers opened it, newest first.
    pub opened: Vec<String>,
    /// Whether the advisers know how to reach its reporter.
    pub is_reachable: bool,
    /// Whether it tells retaliation for an earlier report.
    pub linked: bool,
    /// By when a message sent now is read, or until when nobody can promise that: one sentence, or nothing.
    pub next_reading: String,
    /// The notice after sending.
    pub saved: Option<String>,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Thread<'_> {
    /// Proposals that wait for an answer, or the others.
    fn asked(&self, waits: bool) -> impl Iterator<Item = &AskRow> {
        self.asks.iter().filter(move |a| a.waits == waits)
    }

    fn any_asked(&self, waits: bool) -> bool {
        self.asked(waits).next().is_some()
    }

    fn status_text(&self) -> String {
        self.shell.t(&choice_id("thread-status", self.status.word()))
    }
}

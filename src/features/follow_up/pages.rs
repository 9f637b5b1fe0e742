//! The page that asks for the access code and the conversation behind it.

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
}

/// Somebody who could read if the reporter agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// The account.
    pub id: String,
    /// Name, institution and for how long, as one sentence.
    pub label: String,
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
    /// Paragraphs of the reporter's own words when filing.
    pub statement: Vec<String>,
    /// Files that came with the report.
    pub files: Vec<FileRow>,
    /// Messages, oldest first.
    pub messages: Vec<MessageRow>,
    /// Originals of photographs that were not handed over.
    pub originals: Vec<OriginalRow>,
    /// What was typed and could not be sent; empty otherwise.
    pub typed: &'a str,
    /// Who reads it.
    pub readers: Readers,
    /// By when a message sent now is read, or until when nobody can promise that: one sentence, or nothing.
    pub next_reading: String,
    /// The notice after sending.
    pub saved: Option<String>,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Thread<'_> {
    fn status_text(&self) -> String {
        self.shell.t(&choice_id("thread-status", self.status.word()))
    }
}

//! The page of a private record.

use askama::Template;

use crate::vault::kept::Private;
use crate::web::page::Shell;
use crate::web::parts::FileRow;

/// A private record that was opened with its code.
#[derive(Debug, Template)]
#[template(path = "follow_up/kept.html")]
pub struct Kept<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The last day on which it is kept without another visit.
    pub until: String,
    /// Paragraphs of the own words.
    pub statement: Vec<String>,
    /// Files.
    pub files: Vec<FileRow>,
    /// What shows the day on which it was written: [`proof`].
    pub proof: String,
    /// Whether erasing is asked about.
    pub asking: bool,
}

/// A record that was just erased.
#[derive(Debug, Template)]
#[template(path = "follow_up/erased.html")]
pub struct Erased<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
}

/// What `balss audit proof` reads: lines of `name: value`, an empty line, then the own words to the end.
#[must_use]
pub fn proof(private: &Private) -> String {
    let mut text = format!(
        "day: {}\nnonce: {}\ncommitment: {}\n",
        crate::clock::date(private.day),
        private.nonce,
        private.commitment()
    );
    for file in &private.draft.files {
        text.push_str("file: ");
        text.push_str(file.as_sent().1);
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&private.draft.answers.statement);
    text
}

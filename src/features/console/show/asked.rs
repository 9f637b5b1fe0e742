//! Where the reporter's word stands, in the adviser's words: a colleague reads, a step is taken.

use crate::app::App;
use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::texts::choice_id;
use crate::vault::consent::{Colleague, Proposal};
use crate::web::page::Shell;

/// The sentence for a word and its day.
pub fn stands(app: &App, shell: &Shell, of: &Proposal, (word, said): (Word, Option<Day>)) -> String {
    let said = said.map(|d| app.texts.day_on(shell.lang, date(d))).unwrap_or_default();
    let kind = if of.reader.is_some() { "desk-reader" } else { "desk-ask" };
    shell.t1(&choice_id(kind, word.word()), "day", &said)
}

/// What a colleague may do.
pub const fn access(of: &Colleague) -> &'static str {
    if of.reading { "share-access-read" } else { "share-access-work" }
}

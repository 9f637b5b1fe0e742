//! What a conversation asks its reporter to agree to, and what the reporter wants [format]: records of the thread, so that
//! both sides see the whole history and nobody else sees that there is one.

use serde::{Deserialize, Serialize};

use super::thread::{Conversation, Dated};
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::id::StaffId;

/// A step outside that an adviser proposes. Everything the reporter needs to decide stands in it, in the adviser's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Ordinal, by which answers name it.
    pub n: u64,
    /// Name of the adviser.
    pub name: String,
    /// A word of [`STEP`](crate::domain::consent::STEP).
    pub kind: String,
    /// Whom it goes to: one service or authority.
    pub to: String,
    /// What is done.
    pub what: String,
    /// Who learns of it.
    pub learns: String,
    /// What they could guess.
    pub guess: String,
    /// The last day for which a yes holds; of a colleague, the last day on which it can be said.
    pub until: Day,
    /// Who is to read, where that is what is asked: its kind is [`READER`](crate::domain::consent::READER) then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<Colleague>,
}

/// The kind of a record that asks for nothing: every question before it whether somebody may read is closed, and a later yes
/// lets nobody in. Written when a case is marked as holding what is classified, since the reporter, who gives the grant,
/// has no key to the desk where the mark stands.
pub const CLOSED: &str = "closed";

impl Proposal {
    /// Such a record.
    #[must_use]
    pub fn closing(name: &str, today: Day) -> Self {
        Self {
            n: 0,
            name: name.to_owned(),
            kind: CLOSED.to_owned(),
            to: String::new(),
            what: String::new(),
            learns: String::new(),
            guess: String::new(),
            until: today,
            reader: None,
        }
    }
}

/// A colleague whom an adviser would like to read as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The account.
    pub staff: StaffId,
    /// Code of the institution as it was told.
    pub institution: String,
    /// Whether to read only.
    pub reading: bool,
    /// The last day, if only for a time.
    pub last: Option<Day>,
}

/// What a reporter wants, said at a button. Of each matter the last word counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// May the report be counted in statistics?
    Count(bool),
    /// A word of [`PATH`](crate::domain::report::PATH): which way the conversation goes.
    Path(String),
    /// The answer to a proposal.
    Step {
        /// Its ordinal.
        of: u64,
        /// Yes or no.
        yes: bool,
    },
}

/// A wish with its ordinal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said {
    /// Ordinal.
    pub n: u64,
    /// What.
    pub wish: Wish,
}

impl Conversation {
    /// Whether the report may be counted, as said last.
    #[must_use]
    pub fn may_count(&self) -> bool {
        let last = self.wishes.iter().rev().find_map(|s| match s.what.wish {
            Wish::Count(yes) => Some(yes),
            _ => None,
        });
        last.unwrap_or(self.report.what.answers.count_me)
    }

    /// The way the conversation goes, as said last: a word of [`PATH`](crate::domain::report::PATH), or empty.
    #[must_use]
    pub fn path(&self) -> &str {
        let last = self.wishes.iter().rev().find_map(|s| match &s.what.wish {
            Wish::Path(path) => Some(path.as_str()),
            _ => None,
        });
        last.unwrap_or(&self.report.what.answers.path)
    }

    /// Whether a question whether somebody may read can be answered no longer.
    #[must_use]
    pub fn is_closed(&self, proposal: &Proposal) -> bool {
        proposal.reader.is_some() && proposal.n < self.closed
    }

    /// Whether such a question can still be answered.
    #[must_use]
    pub fn asks_for_readers(&self) -> bool {
        self.proposals.iter().any(|p| p.what.reader.is_some() && !self.is_closed(&p.what))
    }

    /// Where the reporter's word on a proposal stands, and the day of the last answer.
    #[must_use]
    pub fn word_on(&self, proposal: &Proposal, today: Day) -> (Word, Option<Day>) {
        let answers = self.wishes.iter().filter_map(|s| match s.what.wish {
            Wish::Step { of, yes } if of == proposal.n => Some((s.day, yes)),
            _ => None,
        });
        let answers: Vec<(Day, bool)> = answers.collect();
        if answers.is_empty() && self.is_closed(proposal) {
            return (Word::Over, None);
        }
        // A colleague to whom the reporter said yes reads until the last day of reading, if there is one.
        let until = match &proposal.reader {
            Some(reader) if answers.last().is_some_and(|(_, yes)| *yes) => reader.last.unwrap_or(today),
            _ => proposal.until,
        };
        let word = Word::of(answers.iter().map(|(_, yes)| *yes), until, today);
        (word, answers.last().map(|(day, _)| *day))
    }

    /// Whether it is a no to what had a yes.
    #[must_use]
    pub fn takes_back(&self, wish: &Wish) -> bool {
        let Wish::Step { of, yes: false } = *wish else { return false };
        let last = self.wishes.iter().rev().find_map(|s| match s.what.wish {
            Wish::Step { of: before, yes } if before == of => Some(yes),
            _ => None,
        });
        last == Some(true)
    }

    /// The proposal of an ordinal.
    #[must_use]
    pub fn proposal(&self, n: u64) -> Option<&Dated<Proposal>> {
        self.proposals.iter().find(|p| p.what.n == n)
    }
}

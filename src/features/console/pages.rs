//! Pages of the adviser's desk. Days and times arrive as finished strings in the reader's language.

use crate::domain::case::Status;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::desk::{KNOWN, LIFT, OUTCOME};
use crate::domain::report::Answers;
use crate::vault::consent::Proposal;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

pub mod absence;
pub mod away;
pub mod coding;
pub mod colleagues;
pub mod desk;
pub mod export;
mod faults;
pub mod files;
pub mod handbook;
pub mod inbox;
pub mod keeping;
pub mod propose;
pub mod sharing;
pub mod sheet;
pub mod step;

pub use faults::{ClosingFault, Fault, Left, SignInFault};

/// `/sign-in`: one door for all staff.
#[derive(askama::Template)]
#[template(path = "console/sign_in.html")]
pub struct SignIn<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// How whoever stands here got out, if so: [`Left::say`].
    pub said: Option<String>,
    /// One sentence: [`SignInFault::say`].
    pub error: Option<String>,
    /// What was typed as username, so that it need not be typed again.
    pub username: String,
}

/// How near the promised date is. A page tells it in words and by a sign, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// The day has passed.
    Overdue,
    /// The day is today.
    Today,
    /// The day is tomorrow.
    Tomorrow,
    /// The day is still to come, and not tomorrow.
    Later,
}

impl DueState {
    /// Where `due` stands as seen from `today`.
    #[must_use]
    pub fn of(due: Day, today: Day) -> Self {
        match due.cmp(&today) {
            std::cmp::Ordering::Less => Self::Overdue,
            std::cmp::Ordering::Equal => Self::Today,
            std::cmp::Ordering::Greater if due == today.plus(1) => Self::Tomorrow,
            std::cmp::Ordering::Greater => Self::Later,
        }
    }

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
            Self::Later => "later",
        }
    }

    /// Id of the word people read.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Overdue => "due-overdue",
            Self::Today => "due-today",
            Self::Tomorrow => "due-tomorrow",
            Self::Later => "due-later",
        }
    }

    /// A sign of its own shape beside the word.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Overdue => "▲",
            Self::Today => "●",
            Self::Tomorrow => "◐",
            Self::Later => "○",
        }
    }
}

/// A case that its reporter has withdrawn: that it is so, and nothing of what it was.
#[derive(askama::Template)]
#[template(path = "console/withdrawn.html")]
pub struct Withdrawn<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
}

/// Asks once more before a case is closed.
#[derive(askama::Template)]
#[template(path = "console/closing.html")]
pub struct Closing<'a> {
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
    /// What else was typed on the case's page: name and value.
    pub kept: Vec<(String, String)>,
    /// Whether an answer is among it.
    pub unsent: bool,
    /// The chosen word of [`OUTCOME`], or empty.
    pub outcome: String,
    /// How far silence has gone, as a sentence; or empty.
    pub silence: String,
    /// What is still open, as sentences: tasks, coding, what was promised.
    pub open: Vec<String>,
    /// Who did what meanwhile, where somebody wrote in the case since it was seen.
    pub changed: Option<Vec<String>>,
    /// What was wrong with the outcome.
    pub error: Option<String>,
}

/// A file that can be fetched.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Hexadecimal id of the file's record.
    pub id: String,
    /// The name the reporter's device gave it.
    pub name: String,
    /// Its size in words, "2,1 MB".
    pub size_text: String,
    /// Address that sends it as a download; empty where its reporter alone holds it.
    pub href: String,
    /// Address of the page that shows it, if somebody of the desk holds it.
    pub view_href: String,
    /// What it is, where that must be told: a copy, an original.
    pub notes: Vec<String>,
    /// SHA-256 of the original of a photograph.
    pub sha256: String,
    /// Address of the original that was handed over.
    pub original_href: String,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The person who filed.
    Reporter,
    /// An adviser.
    Adviser,
}

impl From {
    /// The stable word of `data-from`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Adviser => "adviser",
        }
    }
}

/// One message of the conversation.
#[derive(Debug, Clone)]
pub struct MessageRow {
    /// Who wrote it.
    pub from: From,
    /// The adviser's name; empty for the reporter.
    pub author: String,
    /// Day (reporter) or time (adviser).
    pub when: String,
    /// The words themselves.
    pub text: String,
    /// Files sent with it.
    pub files: Vec<FileRow>,
    /// The date promised at its end; empty if none.
    pub next_due: String,
    /// Whether its reporter asks to meet or be called.
    pub meet: bool,
    /// Whether it tells what has been done about the report.
    pub feedback: bool,
    /// Whether this adviser sees it for the first time.
    pub fresh: bool,
}

/// A step outside that its reporter was asked about.
#[derive(Debug, Clone)]
pub struct AskRow {
    /// What was asked.
    pub what: Proposal,
    /// When.
    pub when: String,
    /// The last day for which a yes holds.
    pub until: String,
    /// Where the reporter's word stands.
    pub word: Word,
    /// The same as a sentence.
    pub stands: String,
    /// How the step went on, in words; or empty.
    pub result: String,
}

/// A text an answer can begin with.
#[derive(Debug, Clone)]
pub struct ReadyRow {
    /// Names it.
    pub key: String,
    /// What it is for, in the adviser's language.
    pub title: String,
    /// What is put into the field, in the reporter's language.
    pub text: String,
}

/// One step of the case's life.
#[derive(Debug, Clone)]
pub struct HistoryRow {
    /// What the case became.
    pub status: Status,
    /// When.
    pub when: String,
    /// The adviser's name; empty if it followed from an act of the reporter.
    pub who: String,
}

/// Someone who can open the case.
#[derive(Debug, Clone)]
pub struct ReaderRow {
    /// The account.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Code of the person's institution, or empty.
    pub institution: String,
    /// Whether it is the one who looks at the page.
    pub you: bool,
    /// Whether the one who looks may end their reading.
    pub ends: bool,
    /// What is particular: to read only, or for a time; finished sentences.
    pub notes: Vec<String>,
}

/// What somebody who reads a case may do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything that an adviser does.
    Work,
    /// Nothing but read it, and give that up.
    Read,
}

/// `/console/cases/ID`: one case.
#[derive(askama::Template)]
#[template(path = "console/case.html")]
pub struct CasePage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// Hexadecimal id, for the addresses of the forms.
    pub id: String,
    /// Short public id.
    pub short: String,
    /// Opaque mark of the state this page shows. Both forms send it back as `seen`, so that a change made
    /// meanwhile by someone else is noticed instead of overwritten.
    pub seen: String,
    /// Where the case stands.
    pub status: Status,
    /// Day of filing.
    pub filed: String,
    /// Day of the next promised word.
    pub due: String,
    /// How near that day is.
    pub due_state: DueState,
    /// Language of the reporter's pages: "lv" or "en".
    pub language: String,
    /// What the reporter said.
    pub answers: Answers,
    /// Hexadecimal id of the earlier report that this one follows, where the viewer can open that too; else empty.
    pub linked: String,
    /// Days of checking in that are still to come.
    pub check_ins: Vec<String>,
    /// Steps that were proposed, newest first.
    pub asks: Vec<AskRow>,
    /// Names of the persons in `answers.excluded`.
    pub excluded: Vec<String>,
    /// Files filed with the report.
    pub files: Vec<FileRow>,
    /// The conversation, oldest first.
    pub thread: Vec<MessageRow>,
    /// Since when its reporter waits for an answer; or empty.
    pub awaits: String,
    /// Statuses, newest first.
    pub history: Vec<HistoryRow>,
    /// Everyone who can open this case, the viewer included.
    pub readers: Vec<ReaderRow>,
    /// Who read it once and was taken out: finished sentences, oldest first.
    pub left: Vec<String>,
    /// What the viewer may do with it.
    pub access: Access,
    /// An answer typed but not sent, kept on an error.
    pub message: String,
    /// The next date as typed or proposed, `YYYY-MM-DD`.
    pub next_due: String,
    /// What of the dates falls into the viewer's own absence: finished sentences.
    pub away: Vec<String>,
    /// Texts an answer can begin with.
    pub ready: Vec<ReadyRow>,
    /// The day that one of them set into the answer, `YYYY-MM-DD`, or empty.
    pub named: String,
    /// Whether the answer is marked as telling what has been done.
    pub feedback: bool,
    /// How far silence has gone, as a sentence; or empty.
    pub silence: String,
    /// Steps that are taken without a yes: id of the entry, whom it goes to, why, how it went on.
    pub overrides: Vec<[String; 4]>,
    /// How it is coded.
    pub coded: coding::Coded,
    /// What is the advisers' own.
    pub desk: desk::Desk,
    /// The earliest date to accept, `YYYY-MM-DD`, or empty.
    pub next_due_min: String,
    /// Whether the last act was stored.
    pub saved: bool,
    /// That a colleague's proposal to delete was not agreed to just now, as a sentence; or empty.
    pub declined: String,
    /// When a copy was made just now; or empty.
    pub copied: String,
    /// Whether someone else changed the case since the page was shown.
    pub conflict: bool,
    /// Who did what meanwhile: finished sentences.
    pub changed: Vec<String>,
    /// Answers on risk that were stored meanwhile and are others than those that stand on the page: finished sentences.
    pub clash: Vec<String>,
    /// What was wrong: [`Fault::say`].
    pub errors: Vec<FieldError>,
}

impl CasePage<'_> {
    /// What was answered before and beside the own words: question and answer, which is empty where there is none.
    fn first_answers(&self) -> Vec<(String, String)> {
        let a = &self.answers;
        let path = if a.path.is_empty() { crate::domain::report::PATH[0] } else { &a.path };
        let asked = [
            ("about", "about", a.about.as_str()),
            ("age", "age", &a.age),
            ("path", "path", path),
            ("safe-now", "sure", &a.safe_now),
            ("weapon", "sure", &a.weapon),
            ("retaliation-fear", "sure", &a.retaliation_fear),
            ("alive", "sure", &a.alive),
        ];
        let say = |(name, kind, word): (&str, &str, &str)| {
            let answer = if word.is_empty() { String::new() } else { self.shell.choice(kind, word) };
            (self.shell.t(&format!("desk-asked-{name}")), answer)
        };
        asked.into_iter().map(say).collect()
    }

    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    fn writes(&self) -> bool {
        self.access == Access::Work
    }

    /// Whether own words stand in a field of the desk that are not stored.
    fn unsaved(&self) -> bool {
        let desk = &self.desk;
        [&desk.note, &desk.task, &desk.risk_done].iter().any(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests;

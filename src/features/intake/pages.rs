//! The first page and the pages of the form, as typed templates. They decide nothing: what is shown is given to them.

pub mod faults;
#[cfg(test)]
mod tests;

use askama::Template;

use crate::domain::report::{Answers, RELATION, WHAT, WHEN, WHERE};
use crate::texts::choice_id;
use crate::web::page::Shell;
use crate::web::parts::{Choice, FieldError, FileRow, choices};

/// An institution the reporter can choose, with those who would read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionChoice {
    /// Code of the country pack, "other" or "unknown".
    pub code: String,
    /// Who would read a report about it, its own advisers first.
    pub readers: Vec<Reader>,
}

/// A person who would read the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Hexadecimal id of the person, as [`Answers::excluded`] keeps it.
    pub person: String,
    /// The name people know.
    pub name: String,
    /// Office, who appoints, and the duties this person cannot set aside: finished sentences.
    pub role_text: String,
    /// Whether this person belongs to another institution.
    pub outside: bool,
    /// From when to when this person is away, a finished sentence; empty for nobody who planned to be.
    pub away: String,
}

/// `/`: help first, then what this place is.
#[derive(Debug, Template)]
#[template(path = "intake/landing.html")]
pub struct Landing<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
}

/// What a person should know before the first question.
#[derive(Debug, Template)]
#[template(path = "intake/before.html")]
pub struct Before<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// By when a report sent now is read, or until when nobody can promise that: one sentence.
    pub next_reading: String,
}

/// The reporter's own words.
#[derive(Debug, Template)]
#[template(path = "intake/words.html")]
pub struct Words<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// Languages the advisers read, "latviešu, angļu".
    pub languages: String,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

/// What, when and where.
#[derive(Debug, Template)]
#[template(path = "intake/what.html")]
pub struct What<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl What<'_> {
    fn whats(&self) -> Vec<Choice> {
        choices(self.shell, "what", &WHAT, &self.answers.what)
    }

    fn whens(&self) -> Vec<Choice> {
        choices(self.shell, "when", &WHEN, std::slice::from_ref(&self.answers.when))
    }

    fn places(&self) -> Vec<Choice> {
        choices(self.shell, "place", &WHERE, &self.answers.place)
    }
}

/// Who was involved, never by name.
#[derive(Debug, Template)]
#[template(path = "intake/people.html")]
pub struct People<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl People<'_> {
    fn relations(&self) -> Vec<Choice> {
        choices(self.shell, "relation", &RELATION, &self.answers.relation)
    }
}

/// The institution, and who of its advisers must not read.
///
/// Two forms of one page: while no institution is answered (or `choosing`), the institutions; then its readers. The
/// second form sends `seen` with the code whose readers were shown, so that nobody goes on without having seen them.
#[derive(Debug, Template)]
#[template(path = "intake/readers.html")]
pub struct Readers<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// Every institution that can be chosen.
    pub institutions: Vec<InstitutionChoice>,
    /// Whether to show the institutions although one is chosen (`go=institution`).
    pub choosing: bool,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Readers<'_> {
    fn chosen(&self) -> Option<&InstitutionChoice> {
        self.institutions.iter().find(|i| !self.choosing && i.code == self.answers.institution)
    }

    fn codes(&self) -> Vec<Choice> {
        let codes: Vec<&str> = self.institutions.iter().map(|i| i.code.as_str()).collect();
        choices(self.shell, "institution", &codes, std::slice::from_ref(&self.answers.institution))
    }

    fn is_excluded(&self, reader: &Reader) -> bool {
        self.answers.excluded.contains(&reader.person)
    }
}

/// Evidence.
#[derive(Debug, Template)]
#[template(path = "intake/files.html")]
pub struct Files<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Files that are there already.
    pub files: Vec<FileRow>,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Files<'_> {
    fn count(&self) -> i64 {
        i64::try_from(self.files.len()).unwrap_or(i64::MAX)
    }
}

/// Whether the report may be counted.
#[derive(Debug, Template)]
#[template(path = "intake/count.html")]
pub struct Count<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

/// Everything read back before sending.
#[derive(Debug, Template)]
#[template(path = "intake/check.html")]
pub struct Check<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered.
    pub answers: &'a Answers,
    /// Files that go with it.
    pub files: Vec<FileRow>,
    /// Those who will read, exactly as the report will be sealed.
    pub will_read: Vec<Reader>,
    /// Names and descriptions of those who will not.
    pub left_out: Vec<String>,
    /// By when it is read, or until when nobody can promise that: one sentence.
    pub next_reading: String,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Check<'_> {
    fn labels(&self, field: &str, words: &[String]) -> Vec<String> {
        words.iter().filter(|w| !w.is_empty()).map(|w| self.shell.t(&choice_id(field, w))).collect()
    }

    fn whats(&self) -> Vec<String> {
        self.labels("what", &self.answers.what)
    }

    fn whens(&self) -> Vec<String> {
        self.labels("when", std::slice::from_ref(&self.answers.when))
    }

    fn places(&self) -> Vec<String> {
        self.labels("place", &self.answers.place)
    }

    fn relations(&self) -> Vec<String> {
        self.labels("relation", &self.answers.relation)
    }

    fn institutions(&self) -> Vec<String> {
        self.labels("institution", std::slice::from_ref(&self.answers.institution))
    }
}

/// The access code, shown once.
#[derive(Debug, Template)]
#[template(path = "intake/receipt.html")]
pub struct Receipt<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The code, with or without separators.
    pub code: &'a str,
    /// By when the report is read, or until when nobody can promise that: one sentence.
    pub next_reading: String,
}

impl Receipt<'_> {
    /// Five groups of four, divided by spaces: a narrow screen breaks the line between groups.
    fn groups(&self) -> String {
        let symbols: Vec<char> = self.code.chars().filter(char::is_ascii_alphanumeric).collect();
        let groups: Vec<String> = symbols.chunks(4).map(|g| g.iter().collect()).collect();
        groups.join(" ")
    }
}

/// What happens next.
#[derive(Debug, Template)]
#[template(path = "intake/done.html")]
pub struct Done<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// By when the report is read, or until when nobody can promise that: one sentence.
    pub next_reading: String,
}

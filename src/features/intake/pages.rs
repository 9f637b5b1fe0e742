//! The first page and the pages of the form, as typed templates. They decide nothing: what is shown is given to them.

pub mod faults;
#[cfg(test)]
mod tests;

use askama::Template;

use crate::domain::report::{
    ABOUT, AGE, Answers, FORCE, MAX_PERSONS, NUMBER, OUTSIDE, PATH, Person, RANK, SEX, SURE, WHAT, WHEN,
    WHERE,
};
use crate::texts::choice_id;
use crate::web::page::Shell;
use crate::web::parts::{Choice, FieldError, FileRow, choices, person_id, person_line};

/// An institution the reporter can choose, with those who would read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionChoice {
    /// Code of the country pack, "other" or "unknown".
    pub code: String,
    /// Who would read a report about it, its own advisers first.
    pub readers: Vec<Reader>,
    /// Everybody else who could ever be asked to read one: only after the reporter agreed.
    pub later: Vec<Reader>,
}

impl InstitutionChoice {
    /// Whether advisers can belong to it: nobody is asked to choose between those of no institution and others.
    fn has_advisers(&self) -> bool {
        !matches!(self.code.as_str(), "other" | "unknown")
    }
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
    /// From when to when this person is away, and whether new reports go to colleagues: finished sentences, or empty.
    pub away: String,
    /// Who of this person's institution may have to act whatever the reporter wants, a finished sentence; empty for nobody.
    pub duty: String,
}

/// `/`: help first, then what this place is.
#[derive(Debug, Template)]
#[template(path = "intake/landing.html")]
pub struct Landing<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whether everybody may see what was released.
    pub statistics: bool,
}

/// What a person should know before the first question.
#[derive(Debug, Template)]
#[template(path = "intake/before.html")]
pub struct Before<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// By when a report sent now is read, or until when nobody can promise that: one sentence.
    pub next_reading: String,
    /// Days within which a first answer is promised at the latest.
    pub promised_days: i64,
    /// The institutions whose reports are taken: name, and what their people may have to do, a sentence each.
    pub duties: Vec<(String, Vec<String>)>,
    /// What everybody has to pass on, and what this channel is not, a sentence each.
    pub duties_of_all: Vec<String>,
}

impl Before<'_> {
    fn answer(&self) -> String {
        self.shell.tn("before-answer", "n", self.promised_days)
    }
}

/// One question with its answers, of which one can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Name of the field.
    pub name: String,
    /// What stands above the answers.
    pub label: String,
    /// The answers.
    pub choices: Vec<Choice>,
}

/// The question `<name>-legend`, answered by a word of the field `kind`.
fn question(shell: &Shell, name: &str, kind: &str, of: &[&str], chosen: &str) -> Question {
    Question {
        name: name.to_owned(),
        label: shell.t(&format!("{}-legend", name.replace('_', "-"))),
        choices: choices(shell, kind, of, &[chosen.to_owned()]),
    }
}

/// Whose experience it is, the reporter's age, and what the reporter wants.
#[derive(Debug, Template)]
#[template(path = "intake/about.html")]
pub struct About<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl About<'_> {
    fn about(&self) -> Question {
        question(self.shell, "about", "about", &ABOUT, &self.answers.about)
    }

    fn age(&self) -> Question {
        question(self.shell, "age", "age", &AGE, &self.answers.age)
    }

    fn paths(&self) -> Vec<Choice> {
        let chosen = if self.answers.path.is_empty() { PATH[0] } else { &self.answers.path };
        choices(self.shell, "path", &PATH, &[chosen.to_owned()])
    }
}

/// What must be passed on when the reporter is under 18.
#[derive(Debug, Template)]
#[template(path = "intake/young.html")]
pub struct Young<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
}

/// Safety tonight, a weapon, fear of retaliation, thoughts of ending one's life.
#[derive(Debug, Template)]
#[template(path = "intake/safety.html")]
pub struct Safety<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Safety<'_> {
    fn questions(&self) -> [Question; 4] {
        let a = self.answers;
        [
            question(self.shell, "safe_now", "sure", &SURE, &a.safe_now),
            question(self.shell, "weapon", "sure", &SURE, &a.weapon),
            question(self.shell, "retaliation_fear", "sure", &SURE, &a.retaliation_fear),
            question(self.shell, "alive", "sure", &SURE, &a.alive),
        ]
    }
}

/// Advice that fits the answers on safety.
#[derive(Debug, Template)]
#[template(path = "intake/advice.html")]
pub struct Advice<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
}

impl Advice<'_> {
    fn maybe(word: &str) -> bool {
        matches!(word, "yes" | "unsure")
    }

    fn unsafe_now(&self) -> bool {
        matches!(self.answers.safe_now.as_str(), "no" | "unsure")
    }

    fn weapon(&self) -> bool {
        Self::maybe(&self.answers.weapon)
    }

    fn retaliation(&self) -> bool {
        Self::maybe(&self.answers.retaliation_fear)
    }

    fn alive(&self) -> bool {
        Self::maybe(&self.answers.alive)
    }
}

/// How the reporter can be reached safely.
#[derive(Debug, Template)]
#[template(path = "intake/contact.html")]
pub struct Contact<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What was answered so far.
    pub answers: &'a Answers,
    /// What to put right.
    pub errors: Vec<FieldError>,
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
    /// One block for each kind of people that was described, and an empty one for the next.
    fn blocks(&self) -> Vec<Vec<Question>> {
        let none = Person::default();
        let described = self.answers.persons.iter().chain(Some(&none)).take(MAX_PERSONS);
        described.enumerate().map(|(i, p)| self.block(i, p)).collect()
    }

    fn has_room(&self) -> bool {
        self.answers.persons.len() + 1 < MAX_PERSONS
    }

    fn block(&self, i: usize, p: &Person) -> Vec<Question> {
        let relations = self.answers.relations();
        let of: [(&str, &[&str], &str); 5] = [
            ("relation", &relations, &p.relation),
            ("rank", &RANK, &p.rank),
            ("force", &FORCE, &p.force),
            ("sex", &SEX, &p.sex),
            ("number", &NUMBER, &p.number),
        ];
        let ask = |(name, of, chosen): (&str, &[&str], &str)| {
            let say = |word: &str| self.shell.t(&person_id(name, word, self.answers.is_own()));
            let choice =
                |word: &&str| Choice { word: (*word).to_owned(), label: say(word), chosen: *word == chosen };
            let choices = of.iter().map(choice).collect();
            Question { name: format!("{name}_{i}"), label: say("legend"), choices }
        };
        of.into_iter().map(ask).collect()
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

    fn reads_outside(&self) -> bool {
        self.answers.reads == OUTSIDE
    }

    fn leaves_out_later(&self, of: &InstitutionChoice) -> bool {
        of.later.iter().any(|r| self.is_excluded(r))
    }

    fn is_excluded(&self, reader: &Reader) -> bool {
        self.answers.excluded.contains(&reader.person)
    }
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
    /// The last day on which it would be kept for its reporter alone.
    pub kept_until: String,
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

    fn is_what_empty(&self) -> bool {
        let a = self.answers;
        a.what.is_empty()
            && a.place.is_empty()
            && [&a.when, &a.when_text, &a.place_text].iter().all(|t| t.is_empty())
    }

    fn abouts(&self) -> Vec<String> {
        self.labels("about", std::slice::from_ref(&self.answers.about))
    }

    fn ages(&self) -> Vec<String> {
        self.labels("age", std::slice::from_ref(&self.answers.age))
    }

    fn paths(&self) -> Vec<String> {
        let path = if self.answers.path.is_empty() { PATH[0] } else { &self.answers.path };
        self.labels("path", &[path.to_owned()])
    }

    /// The questions on safety that were answered, each with its answer.
    fn safety(&self) -> Vec<(String, String)> {
        let a = self.answers;
        let asked = [
            ("safe_now", &a.safe_now),
            ("weapon", &a.weapon),
            ("retaliation_fear", &a.retaliation_fear),
            ("alive", &a.alive),
        ];
        let answered = asked.into_iter().filter(|(_, word)| !word.is_empty());
        answered
            .map(|(name, word)| {
                let label = self.shell.t(&format!("{}-legend", name.replace('_', "-")));
                (label, self.shell.t(&choice_id("sure", word)))
            })
            .collect()
    }

    /// Those involved, a line each.
    fn people(&self) -> Vec<String> {
        self.answers.persons.iter().map(|p| person_line(self.shell, p, self.answers.is_own())).collect()
    }

    fn files_count(&self) -> i64 {
        i64::try_from(self.files.len()).unwrap_or(i64::MAX)
    }

    fn institutions(&self) -> Vec<String> {
        self.labels("institution", std::slice::from_ref(&self.answers.institution))
    }
}

/// A loop's index as texts take numbers.
#[must_use]
pub fn ordinal(index: &usize) -> i64 {
    i64::try_from(*index).unwrap_or(i64::MAX)
}

/// Shown while a report waits to be let in; asks for itself again.
#[derive(Debug, Template)]
#[template(path = "intake/waiting.html")]
pub struct Waiting<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Seconds until it asks again.
    pub seconds: i64,
}

/// The access code, shown once.
#[derive(Debug, Template)]
#[template(path = "intake/receipt.html")]
pub struct Receipt<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The code, with or without separators.
    pub code: &'a str,
    /// Whether what was typed back is the code.
    pub fits: Option<bool>,
    /// By when the report is read, or until when nobody can promise that: one sentence.
    pub next_reading: String,
}

impl Receipt<'_> {
    fn groups(&self) -> String {
        groups(self.code)
    }
}

/// Five groups of four, divided by spaces: a narrow screen breaks the line between groups.
fn groups(code: &str) -> String {
    let symbols: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let groups: Vec<String> = symbols.chunks(4).map(|g| g.iter().collect()).collect();
    groups.join(" ")
}

/// The access code of a draft that was kept for its reporter alone.
#[derive(Debug, Template)]
#[template(path = "intake/kept.html")]
pub struct KeptPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The code, with or without separators.
    pub code: &'a str,
    /// The last day on which it is kept without a visit.
    pub until: String,
    /// Whether what was typed back is the code.
    pub fits: Option<bool>,
}

impl KeptPage<'_> {
    fn groups(&self) -> String {
        groups(self.code)
    }
}

/// The access code before anything is sent or kept.
#[derive(Debug, Template)]
#[template(path = "intake/code.html")]
pub struct CodePage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The code, with or without separators.
    pub code: &'a str,
    /// Whether what was typed back is the code.
    pub fits: Option<bool>,
}

impl CodePage<'_> {
    fn groups(&self) -> String {
        groups(self.code)
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

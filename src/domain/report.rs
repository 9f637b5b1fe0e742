//! What a reporter can say. Every field may stay empty except the own words.
//!
//! Choices are stable machine words; what a page shows for one is the text `<field>-<word>` (underscores as hyphens).

use serde::{Deserialize, Serialize};

/// The longest statement or message, in bytes of UTF-8. With all answers it fits the largest record (256 KiB).
pub const MAX_TEXT: usize = 100_000;
/// The longest short free text ("when", "where" in own words), in bytes.
pub const MAX_SHORT: usize = 2_000;
/// Files one report or one message may carry.
pub const MAX_FILES: usize = 10;
/// The largest file, in bytes (1 GiB).
pub const MAX_FILE: u64 = 1 << 30;
/// The longest file name kept, in bytes.
pub const MAX_NAME: usize = 255;

/// What happened, in the reporter's plain words: several may be true.
pub const WHAT: [&str; 12] = [
    "remarks",
    "touching",
    "forced_sex",
    "images",
    "stalking",
    "hitting",
    "hazing",
    "humiliation",
    "threats",
    "favours",
    "unequal",
    "other",
];
/// When it happened: one of these, or nothing.
pub const WHEN: [&str; 6] = ["last_days", "last_month", "last_year", "earlier", "ongoing", "unknown"];
/// Where it happened: several may be true.
pub const WHERE: [&str; 9] =
    ["workplace", "barracks", "exercise", "deployment", "social", "online", "home", "other", "unknown"];
/// Whose experience it is. Only "me" is a survivor's own report: what is counted, and what a formal step can be prepared
/// from.
pub const ABOUT: [&str; 4] = ["me", "saw", "told", "lead"];
/// The reporter's age, as far as a duty depends on it.
pub const AGE: [&str; 3] = ["under_18", "adult", "unsaid"];
/// What the reporter wants from writing.
pub const PATH: [&str; 3] = ["confidential", "formal", PRIVATE];
/// The word of [`PATH`] for what nobody else is to read.
pub const PRIVATE: &str = "private";
/// Answers of the page on safety.
pub const SURE: [&str; 3] = ["yes", "no", "unsure"];
/// Who was involved, as a relation to the reporter, never a name.
pub const RELATION: [&str; 9] =
    ["superior", "peer", "subordinate", "instructor", "partner", "civilian", "allied", "other", "unknown"];
/// Rank or post compared with the reporter's.
pub const RANK: [&str; 5] = ["above", "same", "below", "none", "unknown"];
/// Whom somebody serves.
pub const FORCE: [&str; 5] = ["own", "other_service", "allied", "none", "unknown"];
/// Sex of somebody involved.
pub const SEX: [&str; 4] = ["woman", "man", "both", "unknown"];
/// How many were involved in this way.
pub const NUMBER: [&str; 4] = ["one", "few", "many", "unknown"];
/// Kinds of people that one report can describe.
pub const MAX_PERSONS: usize = 5;

/// Somebody involved, or several who are alike: never a name. Each is a word of the list of the same name, or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Word of [`RELATION`].
    pub relation: String,
    /// Word of [`RANK`].
    pub rank: String,
    /// Word of [`FORCE`].
    pub force: String,
    /// Word of [`SEX`].
    pub sex: String,
    /// Word of [`NUMBER`].
    pub number: String,
}

impl Person {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What can be said at filing that cannot wait, with the questions of [`RISK`](super::desk::RISK) that ask about it.
pub const URGENT: [(&str, &[&str]); 4] = [
    ("child", &["child"]),
    ("suicidality", &["suicidality"]),
    ("weapon", &["weapon"]),
    ("danger", &["weapon", "shared_quarters", "retaliation"]),
];

/// A person's answers, as they grow in the draft and as they are sealed: one record, whatever was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The reporter's own words.
    pub statement: String,
    /// Words of [`WHAT`].
    pub what: Vec<String>,
    /// A word of [`WHEN`], or empty.
    pub when: String,
    /// When, in own words.
    pub when_text: String,
    /// Words of [`WHERE`].
    pub place: Vec<String>,
    /// Where, in own words.
    pub place_text: String,
    /// Word of [`ABOUT`], or empty.
    pub about: String,
    /// Word of [`AGE`], or empty.
    pub age: String,
    /// Word of [`PATH`]; empty is "confidential".
    pub path: String,
    /// Safe where the reporter is tonight: word of [`SURE`], or empty.
    pub safe_now: String,
    /// A weapon is near: likewise.
    pub weapon: String,
    /// Fear of being made to pay for telling: likewise.
    pub retaliation_fear: String,
    /// Thoughts of ending one's life: likewise.
    pub alive: String,
    /// Who was involved.
    #[serde(alias = "relation", deserialize_with = "persons")]
    pub persons: Vec<Person>,
    /// Names or signs of those involved, in own words: the only field for them, and no search reads it.
    pub names: String,
    /// How the reporter can be reached safely, in own words.
    pub contact: String,
    /// Code of an institution of the country pack, "other" or "unknown"; empty until chosen.
    pub institution: String,
    /// "outside": an adviser of another institution is to read it from the beginning; else empty.
    pub reads: String,
    /// Persons (hexadecimal ids) who must not read this.
    pub excluded: Vec<String>,
    /// "Someone not on this list" who must not read it, in own words.
    pub excluded_text: String,
    /// Whether this report may be counted in statistics. Unset means no.
    pub count_me: bool,
    /// The earlier report that this one tells retaliation for, hexadecimal; empty for a report that stands alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub linked: String,
}

/// The word of [`Answers::reads`].
pub const OUTSIDE: &str = "outside";

impl Answers {
    /// Bytes of what was written in own words.
    #[must_use]
    pub fn typed(&self) -> usize {
        let own = [&self.when_text, &self.place_text, &self.names, &self.contact, &self.excluded_text];
        self.statement.len() + own.into_iter().map(String::len).sum::<usize>()
    }

    /// Whether it happened to the reporter, as far as was said.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self.about.as_str(), "" | "me")
    }

    /// Whether something of it cannot wait: a child, danger tonight, a weapon, thoughts of ending one's life.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.urgent().next().is_some()
    }

    /// Whether the reporter said yes to what a question of [`RISK`](super::desk::RISK) asks.
    #[must_use]
    pub fn says(&self, question: &str) -> bool {
        match question {
            "suicidality" => self.alive == "yes",
            "weapon" => self.weapon == "yes",
            "retaliation" => self.retaliation_fear == "yes",
            "child" => self.age == "under_18",
            _ => false,
        }
    }

    /// What of it cannot wait, in words of [`URGENT`], each with the desk's questions of [`RISK`](super::desk::RISK) that ask
    /// about it. Danger tonight is no question of its own there: what it can come from is.
    pub fn urgent(&self) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
        let said = [self.age == "under_18", self.alive == "yes", self.weapon == "yes", self.safe_now == "no"];
        let all = URGENT.into_iter().zip(said).filter(|(_, said)| *said);
        all.map(|((word, questions), _)| (word, questions))
    }

    /// The questions of [`RISK`](super::desk::RISK) that ask about what cannot wait.
    pub fn alarms(&self) -> impl Iterator<Item = &'static str> {
        self.urgent().flat_map(|(_, questions)| questions.iter().copied())
    }

    /// Whether the page on safety was answered with something that deserves advice at once.
    #[must_use]
    pub fn needs_advice(&self) -> bool {
        let maybe = |word: &str| matches!(word, "yes" | "unsure");
        matches!(self.safe_now.as_str(), "no" | "unsure")
            || [&self.weapon, &self.retaliation_fear, &self.alive].into_iter().any(|w| maybe(w))
    }

    /// Relations that the page on people asks about: a partner is not asked for where all that was said belongs to
    /// service life, nor beside hazing, whatever else came with it.
    #[must_use]
    pub fn relations(&self) -> Vec<&'static str> {
        let service = |w: &String| matches!(w.as_str(), "hazing" | "unequal" | "favours");
        let only_service = !self.what.is_empty() && self.what.iter().all(service);
        let hazing = self.what.iter().any(|w| w == "hazing");
        RELATION.into_iter().filter(|r| !((hazing || only_service) && *r == "partner")).collect()
    }
}

/// Persons, or the bare relations that earlier versions kept.
fn persons<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Person>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Relation(String),
        Person(Person),
    }
    let kept = Vec::<Kept>::deserialize(from)?;
    Ok(kept
        .into_iter()
        .map(|k| match k {
            Kept::Relation(relation) => Person { relation, ..Person::default() },
            Kept::Person(person) => person,
        })
        .collect())
}

/// The word of `given` that `allowed` knows, or nothing.
#[must_use]
pub fn known_word(given: &str, allowed: &[&str]) -> String {
    allowed.iter().find(|w| **w == given).map(|w| (*w).to_owned()).unwrap_or_default()
}

/// Keeps of `given` only the words that `allowed` knows, each once, in the order of `allowed`.
#[must_use]
pub fn known_words(given: &[String], allowed: &[&str]) -> Vec<String> {
    allowed.iter().filter(|w| given.iter().any(|g| g == *w)).map(|w| (*w).to_owned()).collect()
}

/// How many characters of `text` stand beyond its first `most` bytes: what a "too long" tells people.
#[must_use]
pub fn chars_over(text: &str, most: usize) -> usize {
    text.char_indices().filter(|(at, c)| at + c.len_utf8() > most).count()
}

#[cfg(test)]
mod tests {
    use super::{Answers, WHEN, chars_over, known_words};

    #[test]
    fn reports_of_earlier_versions_are_read() {
        let old = r#"{"statement":"x","relation":["superior","peer"],"count_me":true}"#;
        let read: Answers = serde_json::from_str(old).unwrap();
        let relations: Vec<&str> = read.persons.iter().map(|p| p.relation.as_str()).collect();
        assert_eq!(relations, ["superior", "peer"]);
        let again: Answers = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(again, read);
        assert!(read.is_own() && !read.is_urgent() && !read.needs_advice());
    }

    #[test]
    fn hazing_is_not_asked_about_a_partner() {
        let of = |what: &[&str]| Answers {
            what: what.iter().map(|w| (*w).to_owned()).collect(),
            ..Answers::default()
        };
        assert!(!of(&["hazing"]).relations().contains(&"partner"));
        assert!(!of(&["hazing", "hitting"]).relations().contains(&"partner"));
        assert!(!of(&["unequal", "favours"]).relations().contains(&"partner"));
        assert!(of(&["unequal", "hitting"]).relations().contains(&"partner"));
        assert!(of(&[]).relations().contains(&"partner"));
    }

    #[test]
    fn unknown_and_repeated_words_fall_away() {
        let given = ["ongoing", "<b>", "ongoing", "last_days"].map(str::to_owned);
        assert_eq!(known_words(&given, &WHEN), ["last_days", "ongoing"]);
    }

    #[test]
    fn characters_are_counted_whole() {
        assert_eq!(chars_over("abc", 3), 0);
        assert_eq!(chars_over("abcdē", 3), 2);
        assert_eq!(chars_over("āē", 3), 1);
    }
}

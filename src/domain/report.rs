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
/// Who was involved, as a relation to the reporter, never a name: several may be true.
pub const RELATION: [&str; 9] =
    ["superior", "peer", "subordinate", "instructor", "partner", "civilian", "allied", "other", "unknown"];

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
    /// Words of [`RELATION`].
    pub relation: Vec<String>,
    /// Code of an institution of the country pack, "other" or "unknown"; empty until chosen.
    pub institution: String,
    /// Persons (hexadecimal ids) who must not read this.
    pub excluded: Vec<String>,
    /// "Someone not on this list" who must not read it, in own words.
    pub excluded_text: String,
    /// Whether this report may be counted in statistics. Unset means no.
    pub count_me: bool,
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
    use super::{WHEN, chars_over, known_words};

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

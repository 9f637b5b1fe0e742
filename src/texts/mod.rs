//! Every sentence a person reads, in every language, and the country's help numbers.
//!
//! The language files (Project Fluent, `config/pack/<language>/*.ftl`) are embedded, so a running program never meets a
//! missing file. All languages carry the same ids with the same variables; a test holds them to it.

mod bundle;
mod dates;
mod help;
mod pack;

pub use bundle::{Texts, TextsError};
pub use help::{Answer, HelpError, HelpLine};

/// A language of the interface. Latvian is the first and the fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Latvian.
    #[default]
    Lv,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order pages offer them.
    pub const ALL: [Self; 2] = [Self::Lv, Self::En];

    /// The BCP 47 code, as in `lang="…"` and `?lang=…`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lv => "lv",
            Self::En => "en",
        }
    }

    /// The language of a code written exactly as [`Lang::code`] gives it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The language offered beside this one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Lv => Self::En,
            Self::En => Self::Lv,
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Lv => 0,
            Self::En => 1,
        }
    }
}

/// A value set into a text.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// Words, set in as they are (a template escapes the finished sentence).
    Str(&'a str),
    /// A number, which also chooses the plural form.
    Num(i64),
}

/// The text id of word `word` of field `field`: `("when", "last_days")` is `when-last-days`.
#[must_use]
pub fn choice_id(field: &str, word: &str) -> String {
    format!("{field}-{}", word.replace('_', "-"))
}

#[cfg(test)]
#[path = "tests.rs"]
mod language_tests;

#[cfg(test)]
mod tests {
    use super::{Lang, choice_id};

    #[test]
    fn codes_come_back_and_nothing_else_does() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
            assert_eq!(Lang::ALL[lang.index()], lang);
            assert_ne!(lang.other(), lang);
        }
        assert_eq!(Lang::parse("LV"), None);
        assert_eq!(Lang::parse(""), None);
    }

    #[test]
    fn words_become_ids() {
        assert_eq!(choice_id("when", "last_days"), "when-last-days");
    }
}

//! Every sentence a person reads, in every language of the country pack, and the country's help numbers.
//!
//! The language files are Project Fluent, `<language>/*.ftl`. They are read and held against each other when the process
//! starts, so that a running one never meets a missing text.

mod bundle;
mod check;
mod dates;
mod duties;
mod source;

pub use crate::pack::services::{Answer, HelpLine};
pub use crate::pack::{Lang, Language};
pub use bundle::Texts;

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
    use super::choice_id;

    #[test]
    fn words_become_ids() {
        assert_eq!(choice_id("when", "last_days"), "when-last-days");
    }
}

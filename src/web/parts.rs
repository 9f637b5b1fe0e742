//! Parts that pages of several features show: faults beside fields, files, choices.

use crate::domain::report::Person;
use crate::texts::{HelpLine, choice_id};
use crate::web::page::Shell;

/// Something wrong with one field, told in a summary on top and beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field, which is also its id on the page.
    pub field: &'static str,
    /// The finished sentence in the reader's language.
    pub text: String,
}

/// A file as a page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Its id, as a button sends it back.
    pub id: String,
    /// Its name as the sender's device gave it.
    pub name: String,
    /// Its size in words, "3 MB".
    pub size_text: String,
    /// What of it is passed on: one sentence.
    pub note: String,
}

/// One radio button or check box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The machine word it sends.
    pub word: String,
    /// What stands beside it.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The sentence for `field`, if one of `errors` speaks of it.
#[must_use]
pub fn error_of<'a>(errors: &'a [FieldError], field: &str) -> Option<&'a str> {
    errors.iter().find(|e| e.field == field).map(|e| e.text.as_str())
}

/// The choices `words` of `field`, with those of `chosen` chosen.
#[must_use]
pub fn choices(shell: &Shell, field: &str, words: &[&str], chosen: &[String]) -> Vec<Choice> {
    let row = |word: &&str| Choice {
        word: (*word).to_owned(),
        label: shell.t(&choice_id(field, word)),
        chosen: chosen.iter().any(|c| c == word),
    };
    words.iter().map(row).collect()
}

/// The text id of what is said of somebody involved. What compares with the reporter has words of its own (`-other`) where
/// it happened to another person.
#[must_use]
pub fn person_id(field: &str, word: &str, own: bool) -> String {
    let id = choice_id(field, word);
    let compares = ["relation-legend", "rank-legend", "rank-above", "rank-same", "rank-below", "force-own"];
    if !own && compares.contains(&id.as_str()) { format!("{id}-other") } else { id }
}

/// What was said of somebody, as one line; `own` as [`person_id`] takes it.
#[must_use]
pub fn person_line(shell: &Shell, person: &Person, own: bool) -> String {
    let said = [
        ("relation", &person.relation),
        ("rank", &person.rank),
        ("force", &person.force),
        ("sex", &person.sex),
        ("number", &person.number),
    ];
    let labels = said.into_iter().filter(|(_, w)| !w.is_empty()).map(|(f, w)| shell.t(&person_id(f, w, own)));
    labels.collect::<Vec<_>>().join("; ")
}

/// Which languages a help number answers in, as a sentence.
#[must_use]
pub fn help_languages(shell: &Shell, line: &HelpLine) -> String {
    if line.languages.is_empty() {
        // Nobody asks that first of an emergency line.
        return if line.emergency() { String::new() } else { shell.t("help-languages-ask") };
    }
    shell.t1("help-languages", "languages", &shell.texts.languages(shell.lang, &line.languages))
}

/// When what is said of a help number was last checked, as a sentence.
#[must_use]
pub fn help_checked(shell: &Shell, line: &HelpLine) -> String {
    match line.verified_on() {
        Some(day) => shell.t1("help-verified", "day", &shell.texts.day(shell.lang, day)),
        None => shell.t("help-stale"),
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldError, error_of};

    #[test]
    fn only_the_named_field_is_at_fault() {
        let errors = [FieldError { field: "a", text: "x".to_owned() }];
        assert_eq!(error_of(&errors, "a"), Some("x"));
        assert_eq!(error_of(&errors, "b"), None);
    }
}

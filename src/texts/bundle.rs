//! Fluent bundles built from the embedded files, checked while loading.

use std::collections::HashMap;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use super::pack::{FILES, File, HELP};
use super::{Arg, HelpError, HelpLine, Lang};

/// All texts of all languages, and the help numbers. Built once, shared by every request.
pub struct Texts {
    bundles: [FluentBundle<FluentResource>; Lang::ALL.len()],
    help: Vec<HelpLine>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("help", &self.help.len()).finish_non_exhaustive()
    }
}

/// Why the texts cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum TextsError {
    /// A file breaks the Fluent syntax.
    Syntax {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// The last id that begins on or above that line, empty if there is none.
        id: String,
        /// What the parser says.
        fault: String,
    },
    /// An id stands twice in one language, in one file or in two.
    Duplicate {
        /// The file of the second one.
        file: &'static str,
        /// Its line, from 1.
        line: usize,
        /// The id.
        id: String,
    },
    /// The help numbers cannot be read.
    Help(HelpError),
}

impl fmt::Display for TextsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { file, line, id, fault } => write!(f, "{file}:{line}: in `{id}`: {fault}"),
            Self::Duplicate { file, line, id } => write!(f, "{file}:{line}: `{id}` stands twice"),
            Self::Help(fault) => write!(f, "config/pack/services.toml: {fault}"),
        }
    }
}

impl std::error::Error for TextsError {}

impl Texts {
    /// Loads every embedded file of every language.
    ///
    /// # Errors
    /// The first fault found: see [`TextsError`].
    pub fn load() -> Result<Self, TextsError> {
        Ok(Self {
            bundles: [bundle(Lang::Lv, FILES)?, bundle(Lang::En, FILES)?],
            help: HelpLine::read_all(HELP).map_err(TextsError::Help)?,
        })
    }

    /// The text of `id`. A missing one is shown as its id in brackets: the page still stands.
    #[must_use]
    pub fn say(&self, lang: Lang, id: &str) -> String {
        self.say_with(lang, id, &[])
    }

    /// The text of `id` with values set in.
    #[must_use]
    pub fn say_with(&self, lang: Lang, id: &str, values: &[(&str, Arg<'_>)]) -> String {
        let bundle = &self.bundles[lang.index()];
        let pattern = bundle.get_message(id).and_then(|m| m.value());
        debug_assert!(pattern.is_some(), "no text `{id}` in {}", lang.code());
        let Some(pattern) = pattern else { return format!("[{id}]") };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(
                *name,
                match value {
                    Arg::Str(s) => FluentValue::from(*s),
                    Arg::Num(n) => FluentValue::from(*n),
                },
            );
        }
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "text `{id}` in {}: {faults:?}", lang.code());
        text
    }

    /// Whether `lang` has a text of this id.
    #[must_use]
    pub fn knows(&self, lang: Lang, id: &str) -> bool {
        self.bundles[lang.index()].get_message(id).is_some_and(|m| m.value().is_some())
    }

    /// The help numbers, in the order pages show them.
    #[must_use]
    pub fn help(&self) -> &[HelpLine] {
        &self.help
    }
}

fn bundle(lang: Lang, files: &[File]) -> Result<FluentBundle<FluentResource>, TextsError> {
    // Our own two-letter codes always parse; the plural forms, which hang on it, are tested.
    let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks are for mixed writing directions; here they would only get into copied text and into tests.
    bundle.set_use_isolating(false);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for file in files.iter().filter(|f| f.lang == lang) {
        let resource = parse(file)?;
        let mut here: HashMap<String, usize> = HashMap::new();
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let nth = here.entry(id.clone()).and_modify(|n| *n += 1).or_insert(0);
            if seen.insert(id.clone(), 1).is_some() {
                return Err(TextsError::Duplicate {
                    file: file.path,
                    line: line_of(file.text, &id, *nth),
                    id,
                });
            }
        }
        bundle.add_resource_overriding(resource);
    }
    Ok(bundle)
}

fn parse(file: &File) -> Result<FluentResource, TextsError> {
    FluentResource::try_new(file.text.to_owned()).map_err(|(_, faults)| {
        let fault = faults.first();
        let at = fault.map_or(0, |f| f.pos.start).min(file.text.len());
        let before = file.text.get(..at).unwrap_or(file.text);
        let line = before.matches('\n').count() + 1;
        let id = file.text.lines().take(line).filter_map(id_on).last().unwrap_or_default().to_owned();
        TextsError::Syntax {
            file: file.path,
            line,
            id,
            fault: fault.map_or_else(|| "unreadable".to_owned(), |f| f.kind.to_string()),
        }
    })
}

/// The id that a line begins, if it begins one.
fn id_on(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    let (id, rest) = line.split_at(end);
    (id.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.trim_start().starts_with('=')).then_some(id)
}

/// The line (from 1) on which `id` begins for the `nth` time (from 0).
fn line_of(text: &str, id: &str, nth: usize) -> usize {
    text.lines().enumerate().filter(|(_, l)| id_on(l) == Some(id)).nth(nth).map_or(0, |(i, _)| i + 1)
}

#[cfg(test)]
mod tests {
    use super::{File, Lang, Texts, TextsError, bundle};
    use crate::texts::Arg;

    fn file(text: &'static str) -> File {
        File { lang: Lang::Lv, path: "x.ftl", text }
    }

    #[test]
    fn a_syntax_error_names_file_line_and_id() {
        let fault = bundle(Lang::Lv, &[file("one = 1\ntwo = { $\nthree = 3\n")]).err();
        let Some(TextsError::Syntax { file, line, id, .. }) = fault else { panic!("{fault:?}") };
        assert_eq!((file, line, id.as_str()), ("x.ftl", 2, "two"));
    }

    #[test]
    fn a_second_text_of_one_id_is_refused_within_and_across_files() {
        let twice = TextsError::Duplicate { file: "x.ftl", line: 3, id: "one".to_owned() };
        assert_eq!(bundle(Lang::Lv, &[file("one = 1\ntwo = 2\none = 3\n")]).err(), Some(twice));
        let across = TextsError::Duplicate { file: "x.ftl", line: 2, id: "one".to_owned() };
        assert_eq!(bundle(Lang::Lv, &[file("one = 1\n"), file("two = 2\none = 3\n")]).err(), Some(across));
    }

    #[test]
    fn latvian_numbers_have_three_forms() {
        let texts = Texts::load().unwrap();
        let say = |n| texts.say_with(Lang::Lv, "files-count", &[("n", Arg::Num(n))]);
        assert_eq!(say(0), "0 failu");
        assert_eq!(say(1), "1 fails");
        assert_eq!(say(2), "2 faili");
        assert_eq!(say(10), "10 failu");
        assert_eq!(say(21), "21 fails");
    }

    #[test]
    #[should_panic(expected = "no text `nowhere`")]
    fn a_missing_text_is_loud_in_tests() {
        let _ = Texts::load().unwrap().say(Lang::Lv, "nowhere");
    }
}

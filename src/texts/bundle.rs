//! Fluent bundles built from the files of a pack, checked while loading.

use std::collections::HashMap;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use super::check::{Known, complete};
use super::source::{line_of, parse};
use super::{Arg, HelpLine, Lang, Language};
use crate::pack::{Files, PackError};

/// All texts of all languages, and the help numbers. Built once, shared by every request.
pub struct Texts {
    /// The fallback first; never empty.
    languages: Vec<Language>,
    /// In the order of `languages`.
    bundles: Vec<FluentBundle<FluentResource>>,
    help: Vec<HelpLine>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("languages", &self.languages).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of the embedded pack.
    ///
    /// # Errors
    /// [`PackError`]; a test keeps the embedded pack whole.
    pub fn load() -> Result<Self, PackError> {
        Self::of(&Files::embedded(false))
    }

    /// The texts of a pack. Every language must have every text, also one that only languages have which the pack does
    /// not offer: then the program asks for it.
    ///
    /// # Errors
    /// [`PackError`] for the first fault found.
    pub fn of(files: &Files) -> Result<Self, PackError> {
        let languages = Language::all(files)?;
        let bundles = languages.iter().map(|l| bundle(l.lang.code(), files)).collect::<Result<_, _>>()?;
        let mut known = Vec::new();
        for (code, _) in files.languages() {
            known.push(Known::read(code, files)?);
        }
        for language in &languages {
            complete(language.lang.code(), languages[0].lang.code(), &known)?;
        }
        let help = HelpLine::read_all(files.get("services.toml")?)?;
        Ok(Self { languages, bundles, help })
    }

    /// Every language that pages are offered in, the fallback first.
    #[must_use]
    pub fn all(&self) -> &[Language] {
        &self.languages
    }

    /// The language of a code written exactly as [`Lang::code`] gives it.
    #[must_use]
    pub fn lang(&self, code: &str) -> Option<Lang> {
        self.languages.iter().map(|l| l.lang).find(|l| l.code() == code)
    }

    /// The same, or the fallback.
    #[must_use]
    pub fn lang_or_first(&self, code: &str) -> Lang {
        self.lang(code).unwrap_or(self.languages[0].lang)
    }

    /// The language of the command line: English where the pack offers it.
    #[must_use]
    pub fn of_commands(&self) -> Lang {
        self.lang_or_first("en")
    }

    /// What pages know of a language.
    #[must_use]
    pub fn language(&self, lang: Lang) -> &Language {
        &self.languages[self.index(lang)]
    }

    /// A language of another pack speaks the fallback.
    fn index(&self, lang: Lang) -> usize {
        self.languages.iter().position(|l| l.lang == lang).unwrap_or(0)
    }

    /// The text of `id`. A missing one is shown as its id in brackets: the page still stands.
    #[must_use]
    pub fn say(&self, lang: Lang, id: &str) -> String {
        self.say_with(lang, id, &[])
    }

    /// The text of `id` with values set in.
    #[must_use]
    pub fn say_with(&self, lang: Lang, id: &str, values: &[(&str, Arg<'_>)]) -> String {
        let bundle = &self.bundles[self.index(lang)];
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
        self.bundles[self.index(lang)].get_message(id).is_some_and(|m| m.value().is_some())
    }

    /// The help numbers, in the order pages show them.
    #[must_use]
    pub fn help(&self) -> &[HelpLine] {
        &self.help
    }
}

fn bundle(code: &str, files: &Files) -> Result<FluentBundle<FluentResource>, PackError> {
    let locale: LanguageIdentifier = code.parse().map_err(|_| PackError::of(code, "no language code"))?;
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks are for mixed writing directions; here they would only get into copied text and into tests.
    bundle.set_use_isolating(false);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (_, file) in files.between(&format!("{code}/"), ".ftl") {
        let resource = parse(file)?;
        let mut here: HashMap<String, usize> = HashMap::new();
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let nth = here.entry(id.clone()).and_modify(|n| *n += 1).or_insert(0);
            if seen.insert(id.clone(), 1).is_some() {
                let line = line_of(&file.text, &id, *nth);
                return Err(PackError { line, ..file.fault(format!("`{id}` stands twice")) });
            }
        }
        bundle.add_resource_overriding(resource);
    }
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use super::{Lang, Texts};
    use crate::pack::Files;
    use crate::texts::Arg;

    fn fault(files: &[(&str, &str)]) -> String {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("lv")).unwrap();
        for (name, text) in files {
            std::fs::write(home.path().join("lv").join(name), text).unwrap();
        }
        let files = Files::embedded(false).under(home.path()).unwrap();
        Texts::of(&files).unwrap_err().to_string()
    }

    #[test]
    fn a_syntax_error_names_file_line_and_id() {
        let told = fault(&[("x.ftl", "one = 1\ntwo = { $\nthree = 3\n")]);
        assert!(told.contains("lv/x.ftl:2: in `two`: "), "{told}");
    }

    #[test]
    fn a_second_text_of_one_id_is_refused_within_and_across_files() {
        let told = fault(&[("x.ftl", "one = 1\ntwo = 2\none = 3\n")]);
        assert!(told.ends_with("lv/x.ftl:3: `one` stands twice"), "{told}");
        let told = fault(&[("x.ftl", "one = 1\n"), ("y.ftl", "two = 2\none = 3\n")]);
        assert!(told.ends_with("lv/y.ftl:2: `one` stands twice"), "{told}");
    }

    #[test]
    fn a_language_that_lacks_a_text_or_knows_another_value_is_refused() {
        let told = fault(&[("mail.ftl", "")]);
        assert!(told.starts_with("lv: no text `mail-"), "{told}");
        let told = fault(&[("x.ftl", "mine = x\n")]);
        assert_eq!(told, "en: no text `mine`");
    }

    #[test]
    fn languages_are_found_by_their_code_and_the_first_is_the_fallback() {
        let texts = Texts::load().unwrap();
        for lang in Lang::ALL {
            assert_eq!(texts.lang(lang.code()), Some(lang));
            assert_eq!(texts.language(lang).lang, lang);
        }
        for none in ["", "LV", "xx"] {
            assert_eq!((texts.lang(none), texts.lang_or_first(none)), (None, Lang::LV));
        }
        assert_eq!(texts.of_commands(), Lang::EN);
    }

    #[test]
    fn latvian_numbers_have_three_forms() {
        let texts = Texts::load().unwrap();
        let say = |n| texts.say_with(Lang::LV, "files-count", &[("n", Arg::Num(n))]);
        assert_eq!(say(0), "0 failu");
        assert_eq!(say(1), "1 fails");
        assert_eq!(say(2), "2 faili");
        assert_eq!(say(10), "10 failu");
        assert_eq!(say(21), "21 fails");
    }

    #[test]
    #[should_panic(expected = "no text `nowhere`")]
    fn a_missing_text_is_loud_in_tests() {
        let _ = Texts::load().unwrap().say(Lang::LV, "nowhere");
    }
}

//! Texts with which an adviser's answer can begin: `<language>/answers.toml`. They are in the language of whoever reads the
//! answer; their titles are for the adviser.

use serde::Deserialize;

use super::files::{File, Files, PackError};
use super::language::Lang;
use crate::domain::report::MAX_SHORT;

/// Stands where the day of the next word is set in, as one says on which day something happens.
const NEXT: &str = "{next}";

/// One text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Names it, the same in every language.
    pub key: String,
    /// What it is for, to choose by.
    pub title: String,
    text: String,
}

impl Answer {
    /// Its text with the day of the next word, given as in "I will write on …".
    #[must_use]
    pub fn with(&self, next: &str) -> String {
        self.text.trim().replace(NEXT, next)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersFile {
    answer: Vec<Answer>,
}

/// All texts of all languages.
#[derive(Debug, Clone, Default)]
pub struct Answers(Vec<(Lang, Vec<Answer>)>);

impl Answers {
    /// Reads the texts of these languages: every language has the same ones, in an order of its own.
    ///
    /// # Errors
    /// [`PackError`] naming file and line.
    pub fn read(files: &Files, langs: &[Lang]) -> Result<Self, PackError> {
        let mut all: Vec<(Lang, &File, Vec<Answer>)> = Vec::new();
        for lang in langs {
            let file = files.get(&format!("{}/answers.toml", lang.code()))?;
            let of: AnswersFile = file.toml()?;
            if let Some((n, fault)) = of.answer.iter().enumerate().find_map(|(n, a)| Some((n, wrong(a)?))) {
                return Err(file.fault_at(&mark(&of.answer[n]), format!("`{}`: {fault}", of.answer[n].key)));
            }
            let twice = |(n, a): &(usize, &Answer)| of.answer[..*n].iter().any(|b| b.key == a.key);
            if let Some((_, a)) = of.answer.iter().enumerate().find(twice) {
                return Err(file.fault_at(&mark(a), format!("`{}` stands twice", a.key)));
            }
            all.push((*lang, file, of.answer));
        }
        for (_, file, of) in &all {
            let keys = all.iter().flat_map(|(_, _, others)| others.iter().map(|a| &a.key));
            if let Some(key) = keys.into_iter().find(|key| !of.iter().any(|a| a.key == **key)) {
                return Err(file.fault(format!("no text `{key}`; every language has the same texts")));
            }
        }
        Ok(Self(all.into_iter().map(|(lang, _, of)| (lang, of)).collect()))
    }

    /// The texts of a language, in order.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &[Answer] {
        self.0.iter().find(|(l, _)| *l == lang).map_or(&[], |(_, of)| of)
    }

    /// One of them.
    #[must_use]
    pub fn one(&self, lang: Lang, key: &str) -> Option<&Answer> {
        self.of(lang).iter().find(|a| a.key == key)
    }
}

fn mark(answer: &Answer) -> String {
    format!("key = \"{}\"", answer.key)
}

/// What a text must not be. A promise at its end is what a reader waits for.
fn wrong(answer: &Answer) -> Option<&'static str> {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let text = answer.text.trim();
    let last = text.rsplit("\n\n").next().unwrap_or_default();
    match answer {
        a if a.key.is_empty() || !a.key.chars().all(small) => {
            Some("a key is made of small letters, digits and _")
        }
        a if a.title.trim().is_empty() => Some("it needs a title"),
        _ if text.len() > MAX_SHORT => Some("it is too long to begin with"),
        _ if !last.contains(NEXT) => Some("its last paragraph says when the next word comes: {next}"),
        _ if text.replace(NEXT, "").contains(['{', '}']) => Some("only {next} is set in"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Answers;
    use crate::pack::{Files, Lang};

    fn with(from: &str, to: &str) -> Result<Answers, String> {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("en")).unwrap();
        let text = Files::embedded(false).get("en/answers.toml").unwrap().text.clone();
        assert!(text.contains(from), "{from}");
        std::fs::write(home.path().join("en/answers.toml"), text.replacen(from, to, 1)).unwrap();
        let files = Files::embedded(false).under(home.path()).unwrap();
        Answers::read(&files, &Lang::ALL).map_err(|e| e.to_string())
    }

    #[test]
    fn every_text_is_there_in_every_language_and_promises_a_day() {
        let all = Answers::read(&Files::embedded(false), &Lang::ALL).unwrap();
        let keys = |lang| all.of(lang).iter().map(|a| &*a.key).collect::<Vec<_>>();
        assert!(keys(Lang::LV).len() >= 12);
        assert_eq!(keys(Lang::LV), keys(Lang::EN));
        for lang in Lang::ALL {
            for answer in all.of(lang) {
                let text = answer.with("24 November 2026");
                assert!(text.contains("24 November 2026") && !text.contains('{'), "{}", answer.key);
                assert_eq!(text, text.trim(), "{}", answer.key);
            }
            assert!(all.one(lang, "received").is_some() && all.one(lang, "nothing").is_none());
        }
    }

    #[test]
    fn what_a_text_must_not_be_is_named_with_its_line() {
        let thanks = "key = \"thanks\"";
        for (from, to, told) in [
            ("key = \"received\"", thanks, "`thanks` stands twice"),
            ("key = \"received\"", "key = \"A b\"", "`A b`: a key is made of"),
            (thanks, "key = \"other\"", "no text `"),
            ("title = \"", "title = \" \"\n# \"", "`received`: it needs a title"),
            ("{next}. If anything", "soon. If anything", "`received`: its last paragraph"),
            ("{next}. If anything", "{next} {name}", "`received`: only {next}"),
            ("{next}. If anything", &format!("{{next}} {}", "x".repeat(2_000)), "`received`: it is too long"),
            ("title = ", "titel = ", "answers.toml:"),
        ] {
            let fault = with(from, to).map(|_| ()).unwrap_err();
            assert!(fault.contains(told) && fault.contains("answers.toml"), "{fault}");
        }
        assert!(with("title = \"", "title = \"Our own: ").is_ok(), "a house words them as it likes");
    }
}

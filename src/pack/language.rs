//! Languages: each folder of the pack with a `language.toml` is one.

use serde::Deserialize;

use super::files::{Files, PackError};

/// A language of the pack, by its BCP 47 code. Only the pack makes them, so that a `Lang` always has texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lang(&'static str);

impl Lang {
    /// The BCP 47 code, as in `lang="…"` and `?lang=…`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
impl Lang {
    /// Latvian, the first of the embedded pack.
    pub const LV: Self = Self("lv");
    /// English.
    pub const EN: Self = Self("en");
    /// The embedded languages, in order.
    pub const ALL: [Self; 2] = [Self::LV, Self::EN];
}

/// Which way it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// What pages know of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Which.
    pub lang: Lang,
    /// What it calls itself, as visitors choose it: "Latviešu".
    pub name: String,
    /// Which way it is written.
    pub direction: Direction,
    /// What stands between whole and part: "," or ".".
    pub decimal: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    name: String,
    direction: Direction,
    order: u32,
    decimal: String,
    #[serde(default = "yes")]
    offered: bool,
}

const fn yes() -> bool {
    true
}

impl Language {
    /// The value of `dir`.
    #[must_use]
    pub const fn dir(&self) -> &'static str {
        match self.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// The languages of a pack that it offers, in the order of their `order`; the first is the fallback.
    ///
    /// # Errors
    /// [`PackError`] naming the file that is wrong, or the pack without a language.
    pub fn all(files: &Files) -> Result<Vec<Self>, PackError> {
        let mut found = Vec::new();
        for (code, file) in files.languages() {
            let read: LanguageFile = file.toml()?;
            if code.parse::<unic_langid::LanguageIdentifier>().map(|id| id.to_string()) != Ok(code.to_owned())
            {
                return Err(file.fault("the folder's name is no language code, such as lv or pt-BR"));
            }
            if read.name.trim().is_empty() || read.decimal.is_empty() {
                return Err(file.fault("name and decimal must say something"));
            }
            if read.offered {
                found.push((read.order, code, read));
            }
        }
        found.sort_by_key(|(order, code, _)| (*order, *code));
        let all: Vec<_> = found.into_iter().map(|(_, code, read)| Self::of(code, read)).collect();
        if all.is_empty() { Err(PackError::of("pack", "no language is offered")) } else { Ok(all) }
    }

    fn of(code: &str, file: LanguageFile) -> Self {
        // Read once when a process starts; the code then lives as long as the process.
        let lang = Lang(String::leak(code.to_owned()));
        Self { lang, name: file.name, direction: file.direction, decimal: file.decimal }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Language};
    use crate::pack::Files;

    fn with(code: &str, text: &str) -> Files {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(code)).unwrap();
        std::fs::write(home.path().join(code).join("language.toml"), text).unwrap();
        Files::embedded(false).under(home.path()).unwrap()
    }

    fn codes(files: &Files) -> Result<Vec<&'static str>, String> {
        let all = Language::all(files).map_err(|e| e.to_string())?;
        Ok(all.iter().map(|l| l.lang.code()).collect())
    }

    #[test]
    fn folders_are_languages_in_their_order() {
        let embedded = Language::all(&Files::embedded(false)).unwrap();
        assert!(embedded.iter().map(|l| l.lang).eq(Lang::ALL));
        let rtl = "name = \"X\"\ndirection = \"rtl\"\norder = 1\ndecimal = \".\"\n";
        let files = with("xx", rtl);
        assert_eq!(codes(&files).unwrap()[..2], ["lv", "xx"]);
        assert_eq!(Language::all(&files).unwrap()[1].dir(), "rtl");
        let hidden =
            with("en", "name = \"E\"\ndirection = \"ltr\"\norder = 2\ndecimal = \".\"\noffered = false\n");
        assert_eq!(codes(&hidden).unwrap(), ["lv"]);
    }

    #[test]
    fn a_wrong_language_is_refused_with_its_file() {
        for (code, text, told) in [
            ("xx", "name = \"X\"\n", "language.toml"),
            ("xx", "name = \" \"\ndirection = \"ltr\"\norder = 1\ndecimal = \".\"\n", "say something"),
            (
                "no language",
                "name = \"X\"\ndirection = \"ltr\"\norder = 1\ndecimal = \".\"\n",
                "language code",
            ),
            ("xx", "name = \"X\"\ndirection = \"up\"\norder = 1\ndecimal = \".\"\n", "language.toml:2"),
        ] {
            let fault = codes(&with(code, text)).unwrap_err();
            assert!(fault.contains(told), "{fault}");
        }
    }
}

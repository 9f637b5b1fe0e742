//! The files of a pack, layer over layer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// What `build.rs` found.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/pack.rs"));
}

/// Folders of a language that hold pages.
const PAGES: [&str; 2] = ["pages", "handbook"];

/// Files of a language beside its sentences.
const OF_LANGUAGE: [&str; 2] = ["language.toml", "answers.toml"];

/// One file of a pack.
#[derive(Debug, Clone)]
pub struct File {
    /// As an error names it.
    pub shown: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// All files of a pack, by their path below its folder.
#[derive(Debug, Clone)]
pub struct Files(BTreeMap<String, File>);

/// Why a pack cannot be used. Its `Display` is one line: file, line where there is one, reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The file or folder.
    pub file: String,
    /// The line, from 1; 0 where none is to blame.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl PackError {
    /// A fault of a whole file.
    pub fn of(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, what: what.into() }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.what),
            line => write!(f, "{}:{line}: {}", self.file, self.what),
        }
    }
}

impl std::error::Error for PackError {}

impl File {
    /// The file as the TOML that it should be.
    ///
    /// # Errors
    /// [`PackError`] with the line.
    pub fn toml<T: serde::de::DeserializeOwned>(&self) -> Result<T, PackError> {
        toml::from_str(&self.text).map_err(|e| PackError {
            file: self.shown.clone(),
            line: e.span().map_or(0, |s| self.text[..s.start].matches('\n').count() + 1),
            what: e.message().to_owned(),
        })
    }

    /// A fault of this file.
    pub fn fault(&self, what: impl Into<String>) -> PackError {
        PackError::of(&self.shown, what)
    }

    /// A fault on the first line that holds `mark`.
    pub fn fault_at(&self, mark: &str, what: impl Into<String>) -> PackError {
        let line = self.text.lines().position(|l| l.contains(mark)).map_or(0, |n| n + 1);
        PackError { line, ..self.fault(what) }
    }
}

impl Files {
    /// The embedded pack; for a demonstration with its marked examples.
    #[must_use]
    pub fn embedded(demo: bool) -> Self {
        let layer = |folder: &'static str, files: &'static [(&str, &str)]| {
            files.iter().map(move |(path, text)| {
                let shown = format!("{folder}/{path}");
                ((*path).to_owned(), File { shown, text: Cow::Borrowed(*text) })
            })
        };
        let mut all: BTreeMap<_, _> = layer("config/pack", embedded::PACK).collect();
        if demo {
            all.extend(layer("config/demo/pack", embedded::DEMO));
        }
        Self(all)
    }

    /// The same with the files of `folder` laid over it.
    ///
    /// # Errors
    /// [`PackError`] for a folder or file that cannot be read, or that has no place in a pack: a name with a slip in it
    /// would otherwise be passed over in silence.
    pub fn under(mut self, folder: &Path) -> Result<Self, PackError> {
        let shown = folder.display().to_string();
        for (name, path) in entries(folder)? {
            if path.is_dir() {
                self.language_under(&name, &path)?;
            } else if path.extension().is_some_and(|e| e == "toml") {
                if !self.0.contains_key(&name) {
                    return Err(PackError::of(format!("{shown}/{name}"), "no pack has a file of this name"));
                }
                self.take(name, &path)?;
            }
        }
        Ok(self)
    }

    /// A folder below a pack is a language: `language.toml`, `answers.toml`, `*.ftl`, `pages/*.md`, `handbook/*.md`.
    fn language_under(&mut self, code: &str, folder: &Path) -> Result<(), PackError> {
        for (name, path) in entries(folder)? {
            if path.is_dir() && PAGES.contains(&&*name) {
                for (page, path) in entries(&path)? {
                    if path.extension().is_some_and(|e| e == "md") {
                        self.take(format!("{code}/{name}/{page}"), &path)?;
                    }
                }
            } else if OF_LANGUAGE.contains(&&*name) || path.extension().is_some_and(|e| e == "ftl") {
                self.take(format!("{code}/{name}"), &path)?;
            }
        }
        if self.0.contains_key(&format!("{code}/language.toml")) {
            return Ok(());
        }
        Err(PackError::of(folder.display().to_string(), "a language needs its language.toml"))
    }

    fn take(&mut self, name: String, path: &Path) -> Result<(), PackError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| PackError::of(&shown, e.to_string()))?;
        self.0.insert(name, File { shown, text: Cow::Owned(text) });
        Ok(())
    }

    /// The file at `path`.
    ///
    /// # Errors
    /// [`PackError`] if there is none.
    pub fn get(&self, path: &str) -> Result<&File, PackError> {
        self.0.get(path).ok_or_else(|| PackError::of(path, "the pack lacks this file"))
    }

    /// Every file whose path begins with `start` and ends with `end`, by path; the part between is given first.
    pub fn between<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a File)> {
        self.0.iter().filter_map(move |(path, file)| {
            Some((path.strip_prefix(start)?.strip_suffix(end)?, file)).filter(|(name, _)| !name.contains('/'))
        })
    }

    /// The codes of the folders that are languages, and the file that says what each is.
    pub fn languages(&self) -> impl Iterator<Item = (&str, &File)> {
        self.0.iter().filter_map(|(path, file)| Some((path.strip_suffix("/language.toml")?, file)))
    }
}

/// What stands in a folder, by name. Hidden names are not looked at: other programs keep theirs so.
fn entries(folder: &Path) -> Result<BTreeMap<String, std::path::PathBuf>, PackError> {
    let fault = |e: std::io::Error| PackError::of(folder.display().to_string(), e.to_string());
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.insert(name, entry.path());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Files;

    #[test]
    fn a_folder_replaces_by_name_and_adds_languages() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("xx/pages")).unwrap();
        fs::create_dir_all(home.path().join("xx/handbook")).unwrap();
        fs::create_dir_all(home.path().join(".git")).unwrap();
        for (path, text) in [
            ("services.toml", "changed"),
            ("xx/language.toml", "name"),
            ("xx/common.ftl", "a = b"),
            ("xx/pages/01-x.md", "x"),
            ("xx/handbook/01-x.md", "x"),
            ("xx/answers.toml", "x"),
            ("README", "y"),
        ] {
            fs::write(home.path().join(path), text).unwrap();
        }
        let files = Files::embedded(false).under(home.path()).unwrap();
        assert_eq!(files.get("services.toml").unwrap().text, "changed");
        assert!(files.get("services.toml").unwrap().shown.starts_with('/'));
        assert!(files.get("calendar.toml").unwrap().shown.starts_with("config/pack/"));
        assert!(files.languages().any(|(code, _)| code == "xx"));
        assert_eq!(files.between("xx/", ".ftl").map(|(n, _)| n).collect::<Vec<_>>(), ["common"]);
        assert_eq!(files.between("xx/pages/", ".md").count(), 1);
        assert_eq!(files.between("xx/handbook/", ".md").count(), 1);
        assert!(files.get("xx/answers.toml").is_ok());
        assert!(files.get("README").is_err());
    }

    #[test]
    fn what_has_no_place_in_a_pack_is_named() {
        for (path, told) in [("servces.toml", "servces.toml"), ("yy/common.ftl", "yy: a language needs")] {
            let home = tempfile::tempdir().unwrap();
            fs::create_dir_all(home.path().join("yy")).unwrap();
            if path.starts_with("serv") {
                fs::remove_dir(home.path().join("yy")).unwrap();
            }
            fs::write(home.path().join(path), "x").unwrap();
            let fault = Files::embedded(false).under(home.path()).unwrap_err().to_string();
            assert!(fault.contains(told), "{fault}");
        }
        assert!(Files::embedded(false).under(std::path::Path::new("/nowhere")).is_err());
    }

    #[test]
    fn a_fault_names_its_line() {
        let files = Files::embedded(false);
        let file =
            super::File { text: "a = 1\nb = [\n".into(), ..files.get("calendar.toml").unwrap().clone() };
        let fault = file.toml::<toml::Table>().unwrap_err();
        assert!(fault.to_string().starts_with("config/pack/calendar.toml:2: "), "{fault}");
    }
}

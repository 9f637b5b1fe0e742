//! The country pack: what differs from one country and house to the next, as files. Languages, sentences, institutions,
//! duties, working days, help numbers, information pages, the advisers' handbook and ready-made texts.
//!
//! The pack of `config/pack` is embedded; a demonstration lays its own examples over it, and a folder named in the
//! configuration lays over both: a file that stands there replaces the one of the same name, and what it lacks stays.

pub mod answers;
pub mod calendar;
pub mod duties;
pub mod files;
pub mod institutions;
pub mod language;
pub mod pages;
pub mod required;
pub mod services;
pub mod taxonomy;

pub use files::{File, Files, PackError};
pub use language::{Lang, Language};

use crate::domain::deadline::Calendar;
use answers::Answers;
use duties::Duties;
use institutions::Institution;
use pages::Pages;
use taxonomy::Taxonomy;

/// What a pack says besides its sentences and help numbers, which are [`Texts`](crate::texts::Texts).
#[derive(Debug, Clone)]
pub struct Pack {
    /// Institutions, in the order in which a form lists them.
    pub institutions: Vec<Institution>,
    /// Working days.
    pub calendar: Calendar,
    /// Duties records.
    pub duties: Duties,
    /// Information pages.
    pub pages: Pages,
    /// The advisers' handbook, by chapters.
    pub handbook: Pages,
    /// Texts with which an adviser's answer can begin.
    pub answers: Answers,
    /// How cases are coded.
    pub taxonomy: Taxonomy,
}

impl Pack {
    /// The codes of all institutions, in order: where staff can belong.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.institutions.iter().map(|i| i.code.clone()).collect()
    }

    /// Reads the files of a pack.
    ///
    /// # Errors
    /// [`PackError`] for the first fault found.
    pub fn read(files: &Files, languages: &[Language]) -> Result<Self, PackError> {
        let institutions = institutions::read(files.get("institutions.toml")?)?;
        let file = files.get("duties.toml")?;
        let duties = Duties::read(file)?;
        let known = |code: &str| institutions.iter().any(|i| i.code == code);
        if let Some(odd) = duties.duty.iter().find(|d| !known(&d.institution)) {
            let mark = format!("\"{}\"", odd.institution);
            return Err(file.fault_at(&mark, format!("`{}` is no institution of this pack", odd.institution)));
        }
        let langs: Vec<Lang> = languages.iter().map(|l| l.lang).collect();
        Ok(Self {
            calendar: calendar::read(files.get("calendar.toml")?)?,
            pages: Pages::read(files, &langs, "pages")?,
            handbook: Pages::read(files, &langs, "handbook")?,
            answers: Answers::read(files, &langs)?,
            taxonomy: Taxonomy::read(files.get("taxonomy.toml")?)?,
            institutions,
            duties,
        })
    }
}

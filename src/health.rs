//! Whether an installation is as it should be: small checks, each of which answers with one line. `balss doctor` asks
//! all of them from outside, also of an installation that does not start; the administrator's page asks those that
//! need no other machine.
//!
//! No check changes anything, and no line holds a secret, an address of a person or a number that comes from a case.
//! Sentences are English, as on the whole command line; the page shows names as texts `health-<name>`, and [`Told`] as
//! sentences of its own language.

pub mod files;
pub mod host;
pub mod mail;
pub mod pack;
pub mod people;
pub mod preparation;
pub mod roster;
pub mod rows;
pub mod settings;

use serde::Serialize;

/// How grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As it should be.
    Ok,
    /// Works, and somebody should look at it.
    Warn,
    /// Does not work, or not as people were promised.
    Fault,
}

impl Level {
    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fault => "fault",
        }
    }

    /// Id of the word people read.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Ok => "admin-ok",
            Self::Warn => "admin-warn",
            Self::Fault => "admin-fault",
        }
    }
}

/// The answer of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was checked: a stable word.
    pub name: &'static str,
    /// How it stands.
    pub level: Level,
    /// One sentence, the cure included.
    pub text: String,
    /// The same for the page, where an administrator can do something about it there.
    #[serde(skip)]
    pub told: Option<Told>,
}

/// A sentence of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Id of its text.
    pub id: &'static str,
    /// Whom it is about (`{ $name }`), or empty.
    pub name: String,
    /// What else it names (`{ $what }`): words of choices, each after the field it is a choice of.
    pub what: Vec<(&'static str, String)>,
}

impl Check {
    /// As it should be.
    #[must_use]
    pub fn ok(name: &'static str, text: impl Into<String>) -> Self {
        Self { name, level: Level::Ok, text: text.into(), told: None }
    }

    /// Works, and somebody should look at it.
    #[must_use]
    pub fn warn(name: &'static str, text: impl Into<String>) -> Self {
        Self { name, level: Level::Warn, text: text.into(), told: None }
    }

    /// Not as it should be.
    #[must_use]
    pub fn fault(name: &'static str, text: impl Into<String>) -> Self {
        Self { name, level: Level::Fault, text: text.into(), told: None }
    }

    /// The same, with what a page says of it.
    #[must_use]
    pub fn telling(self, id: &'static str, name: &str, what: &[(&'static str, &str)]) -> Self {
        let what = what.iter().map(|(of, word)| (*of, (*word).to_owned())).collect();
        Self { told: Some(Told { id, name: name.to_owned(), what }), ..self }
    }

    /// In a demonstration, whose people are made up, a fault of staffing is a warning.
    #[must_use]
    pub fn softened(mut self, demo: bool) -> Self {
        if demo && self.level == Level::Fault {
            self.level = Level::Warn;
        }
        self
    }
}

/// All faults of a group as lines of their own, or the one line that says that there are none.
fn or_well(faults: Vec<Check>, well: Check) -> Vec<Check> {
    if faults.is_empty() { vec![well] } else { faults }
}

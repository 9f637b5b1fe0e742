//! The copy of a case that leaves: what goes into it, how it will read, and the readable copy itself.

use crate::domain::desk::Lock;
use crate::domain::export::REASON;
use crate::features::console::export::Doc;
use crate::vault::bundle::Unfit;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// Parts that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Text id of their name.
    pub id: &'static str,
    /// Their name.
    pub title: String,
    /// They.
    pub parts: Vec<Part>,
}

/// One part of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What its box sends.
    pub name: String,
    /// What it is.
    pub title: String,
    /// How it begins.
    pub excerpt: String,
    /// Whether it goes.
    pub on: bool,
}

/// What was typed on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A word of [`REASON`], or empty.
    pub reason: String,
    /// The reason in own words.
    pub reason_text: String,
    /// Phrases to be blacked out, one a line.
    pub phrases: String,
    /// The pasted key; never a secret one.
    pub recipient: String,
    /// Names of parts.
    pub chosen: Vec<String>,
}

/// What can be wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFault {
    /// No reason was chosen.
    Reason,
    /// The reason needs words, or has too many.
    ReasonText,
    /// No yes of the reporter's stands.
    NoYes,
    /// Nothing was chosen.
    Nothing,
    /// This phrase is too short.
    Short(String),
    /// There are too many.
    Many,
    /// One is in the name of who makes the copy, which stands in it.
    Name,
    /// The key is none to seal to.
    Key(Unfit),
    /// The key is one of this house.
    Ours,
}

impl ExportFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(&self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Reason => ("reason", "export-error-reason"),
            Self::ReasonText => ("reason_text", "export-error-reason-text"),
            Self::NoYes => ("reason", "export-error-no-yes"),
            Self::Nothing => ("parts", "export-error-nothing"),
            Self::Short(phrase) => {
                let text = shell.t1("export-error-short", "phrase", phrase);
                return FieldError { field: "phrases", text };
            }
            Self::Many => ("phrases", "export-error-many"),
            Self::Name => ("phrases", "export-error-name"),
            Self::Key(Unfit::Empty) => ("recipient", "export-error-key-empty"),
            Self::Key(Unfit::Secret) => ("recipient", "export-error-key-secret"),
            Self::Key(Unfit::Kind) => ("recipient", "export-error-key-kind"),
            Self::Key(Unfit::Broken) => ("recipient", "export-error-key-broken"),
            Self::Key(Unfit::Weak) => ("recipient", "export-error-key-weak"),
            Self::Ours => ("recipient", "export-error-key-ours"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// `/console/cases/ID/export`.
#[derive(askama::Template)]
#[template(path = "console/export.html")]
pub struct ExportPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the form.
    pub id: String,
    /// What was typed on the case's page: name and value.
    pub along: Vec<(String, String)>,
    /// What there is to choose from.
    pub groups: Vec<Parts>,
    /// What was typed here.
    pub asked: Asked,
    /// Fingerprint of the key that will sign.
    pub signer: String,
    /// Whether a yes of the reporter's stands.
    pub may_transfer: bool,
    /// Why nothing may leave, if so.
    pub locked: Option<Lock>,
    /// Whether somebody else changed the case meanwhile.
    pub changed: bool,
    /// Whether to ask before what was typed is dropped.
    pub leaving: bool,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl ExportPage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }
}

/// How the copy will read, before it is made.
#[derive(askama::Template)]
#[template(path = "console/export/preview.html")]
pub struct Preview<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the form.
    pub id: String,
    /// What was typed on the case's page: name and value.
    pub along: Vec<(String, String)>,
    /// How many copies the adviser has made so far.
    pub copies: usize,
    /// What was typed.
    pub asked: Asked,
    /// What goes, blacked out.
    pub doc: Doc,
    /// Phrases that were found in it, and how often: sentences.
    pub found: Vec<String>,
    /// Phrases that were not.
    pub missed: Vec<String>,
    /// Who makes it.
    pub by: String,
    /// The day.
    pub day: String,
    /// The reason as people read it.
    pub reason: String,
    /// The reason in own words, blacked out.
    pub reason_text: String,
    /// Fingerprint of the key it is sealed to.
    pub recipient: String,
    /// Whether that key holds against a quantum computer.
    pub hybrid: bool,
}

/// The readable copy: one file that loads nothing.
#[derive(askama::Template)]
#[template(path = "console/export/case.html")]
pub struct Copy<'a> {
    /// Language and texts.
    pub shell: &'a Shell,
    /// Short public id people use among themselves.
    pub short: String,
    /// What goes, blacked out.
    pub doc: Doc,
    /// Who makes it.
    pub by: String,
    /// The day.
    pub day: String,
    /// The reason as people read it.
    pub reason: String,
    /// The reason in own words.
    pub reason_text: String,
    /// Fingerprint of the key it is sealed to.
    pub recipient: String,
}

/// How to check a copy with stock tools.
#[derive(askama::Template)]
#[template(path = "console/export/verify.txt")]
pub struct Verify<'a> {
    /// Language and texts.
    pub shell: &'a Shell,
    /// Who made it.
    pub by: String,
    /// Fingerprint of the key that signed.
    pub signer: String,
}

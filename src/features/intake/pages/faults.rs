//! What can be wrong with an answer, in the reader's words.

use crate::web::page::Shell;
use crate::web::parts::FieldError;

/// A fault of one field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No own words.
    StatementEmpty,
    /// Own words beyond the limit, by this many characters.
    StatementLong(usize),
    /// A short answer (`when_text`, `names`, …) beyond the limit, by this many characters.
    ShortLong(&'static str, usize),
    /// A formal step for somebody else.
    FormalNotOwn,
    /// No institution chosen.
    InstitutionEmpty,
    /// Everyone who could read was left out.
    ReadersNone,
    /// Nobody may receive reports now (the roster does not verify).
    ReadersUnavailable,
    /// More files than allowed.
    FilesMany,
    /// More bytes at once than can be sent at once.
    FilesTotal,
    /// A file above the limit.
    FileLarge(String),
    /// A file that broke off.
    FileBroken(String),
    /// No room for files.
    FileRoom,
    /// "Add" without a file.
    FileNone,
}

impl Fault {
    /// The fault as the page of its field shows it.
    #[must_use]
    pub fn say(&self, shell: &Shell) -> FieldError {
        let long = |id: &str, n: usize| shell.tn(id, "n", i64::try_from(n).unwrap_or(i64::MAX));
        let (field, text) = match self {
            Self::StatementEmpty => ("statement", shell.t("fault-statement-empty")),
            Self::StatementLong(n) => ("statement", long("fault-statement-long", *n)),
            Self::ShortLong(field, n) => (*field, long("fault-short-long", *n)),
            Self::FormalNotOwn => ("path", shell.t("fault-formal-not-own")),
            Self::InstitutionEmpty => ("institution", shell.t("fault-institution-empty")),
            Self::ReadersNone => ("excluded", shell.t("fault-readers-none")),
            Self::ReadersUnavailable => ("excluded", shell.t("fault-readers-unavailable")),
            Self::FilesMany => ("evidence", shell.t("fault-files-many")),
            Self::FilesTotal => ("evidence", shell.t("fault-files-total")),
            Self::FileLarge(name) => ("evidence", shell.t1("fault-file-large", "name", name)),
            Self::FileBroken(name) => ("evidence", shell.t1("fault-file-broken", "name", name)),
            Self::FileRoom => ("evidence", shell.t("fault-file-room")),
            Self::FileNone => ("evidence", shell.t("fault-file-none")),
        };
        FieldError { field, text }
    }
}

//! The auditor's page: two logs, never interleaved, since their order beside each other would tell hours.

use crate::domain::event::Log;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// Id of the name of a log.
const fn text_id(log: Log) -> &'static str {
    match log {
        Log::Staff => "audit-log-staff",
        Log::Reporter => "audit-log-reporter",
    }
}

/// Id of the sentence that tells what a log holds.
const fn note_id(log: Log) -> &'static str {
    match log {
        Log::Staff => "audit-log-note-staff",
        Log::Reporter => "audit-log-note-reporter",
    }
}

/// What the auditor asked to see, as typed.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// A word of [`Event`](crate::domain::event::Event), or empty.
    pub event: String,
    /// Id of a case, or empty.
    pub case: String,
    /// Name or username of a staff member, or empty. The reporter log has no such field.
    pub who: String,
    /// First day, `YYYY-MM-DD`, or empty.
    pub from: String,
    /// Last day, `YYYY-MM-DD`, or empty.
    pub to: String,
}

/// What can be wrong with the days of the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFault {
    /// `from` or `to`, named here, is no date.
    NoDate(&'static str),
    /// The first day is later than the last.
    Order,
}

impl DayFault {
    /// The fault as the page shows it, beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        match self {
            Self::NoDate(field) => FieldError { field, text: shell.t("audit-error-day") },
            Self::Order => FieldError { field: "to", text: shell.t("audit-error-order") },
        }
    }
}

/// One entry of a log.
#[derive(Debug, Clone, Default)]
pub struct EntryRow {
    /// Its position in the tree, counted from 0.
    pub position: String,
    /// Time (staff log) or day (reporter log).
    pub when: String,
    /// A word of [`Event`](crate::domain::event::Event).
    pub event: String,
    /// The staff member, or empty.
    pub who: String,
    /// Of whom else it tells, or empty.
    pub about: String,
    /// The case it tells of, or empty.
    pub case: String,
    /// How many sealed records it commits to.
    pub records: i64,
    /// How many there were, where the event counts.
    pub count: Option<i64>,
}

/// The latest signed checkpoint of one log.
#[derive(Debug, Clone)]
pub struct CheckpointBox {
    /// Whose tree it signs.
    pub log: Log,
    /// The signed note, line by line as it is stored; empty before the first.
    pub note: String,
}

/// `/audit`.
#[derive(askama::Template)]
#[template(path = "audit/log.html")]
pub struct LogPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// The log shown.
    pub log: Log,
    /// The filter, as typed.
    pub filter: LogFilter,
    /// Event words this log can hold, for the filter.
    pub events: Vec<&'static str>,
    /// Newest first.
    pub rows: Vec<EntryRow>,
    /// Address of the newer part, filter kept.
    pub newer_href: Option<String>,
    /// Address of the older part, filter kept.
    pub older_href: Option<String>,
    /// One box for each log.
    pub checkpoints: Vec<CheckpointBox>,
    /// What was wrong with the days: [`DayFault::say`].
    pub errors: Vec<FieldError>,
}

impl LogPage<'_> {
    /// What happened, with its number where it counts.
    fn event(&self, row: &EntryRow) -> String {
        match (row.count, row.event.as_str()) {
            (Some(n), "sign_in_failed") => self.shell.tn("event-sign-in-failed-count", "n", n),
            _ => self.shell.choice("event", &row.event),
        }
    }

    fn filtered(&self) -> bool {
        let LogFilter { event, case, who, from, to } = &self.filter;
        [event, case, who, from, to].iter().any(|typed| !typed.is_empty())
    }

    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    /// The two date fields: name, id of the label, what was typed.
    fn days(&self) -> [(&'static str, &'static str, &str); 2] {
        [("from", "audit-from", &self.filter.from), ("to", "audit-to", &self.filter.to)]
    }
}

#[cfg(test)]
mod tests;

//! The administrator's page. Nothing on it comes out of a report.

use crate::domain::staff::Role;
use crate::features::admin::people::Vouched;
use crate::health::Level;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// One staff account.
#[derive(Debug, Clone)]
pub struct StaffRow {
    /// The account, for the address of its page.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// What the person signs in as.
    pub username: String,
    /// What the account is for.
    pub role: Role,
    /// Code of an institution, or empty.
    pub institution: String,
    /// Whether it can sign in.
    pub active: bool,
    /// Whether somebody has set its passphrase.
    pub enrolled: bool,
    /// What the roster's signed chain says of it, for advisers.
    pub vouched: Option<Vouched>,
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// To be sent, or to be tried again.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Given up after the last attempt.
    Dead,
}

impl MailState {
    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Dead => "dead",
        }
    }

    /// Id of the word people read.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Waiting => "mail-state-waiting",
            Self::Sent => "mail-state-sent",
            Self::Dead => "mail-state-dead",
        }
    }
}

/// One mail job, without its recipient: the administrator needs to know that mail fails, not whose.
#[derive(Debug, Clone)]
pub struct MailRow {
    /// Id of the job, for the address of "try again".
    pub id: String,
    /// Kind of job: `daily_notice` (text `mail-kind-daily-notice`).
    pub kind: String,
    /// The day it is for.
    pub day: String,
    /// What became of it.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i64,
    /// Code of the last failure, such as "550" or "timeout"; empty if none.
    pub last_error_code: String,
}

/// One line of the installation's health.
#[derive(Debug, Clone)]
pub struct HealthRow {
    /// What was checked: a name of `health` (text `health-<name>`).
    pub name: String,
    /// How it stands.
    pub level: Level,
    /// Why, in sentences, where the administrator can do something about it.
    pub why: Vec<String>,
}

/// `/admin`.
#[derive(askama::Template)]
#[template(path = "admin/home.html")]
pub struct AdminHome<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// All accounts.
    pub staff: Vec<StaffRow>,
    /// Latest mail jobs, dead ones first.
    pub mail: Vec<MailRow>,
    /// Health lines, faults first.
    pub health: Vec<HealthRow>,
    /// Whether a dead mail was just queued again.
    pub retried: bool,
}

#[cfg(test)]
mod tests;

//! The configuration file, `balss.toml`. Unknown keys are refused; `config/example.toml` explains each.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::retention::Periods;
use crate::domain::statistics::Table;
use crate::mail::MailConfig;

/// Everything an installation is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How people reach it, such as `https://balss.example.lv`; cookies are `Secure` when it is https.
    pub public_address: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// `sqlite:/path/file.db` or `postgres://…`.
    pub database: String,
    /// Folder of sealed files.
    pub blobs: PathBuf,
    /// Folder of the key files.
    pub keys: PathBuf,
    /// Folder of what must not be rolled back with the database: newest heads, tombstones. Apart from data and backups.
    pub state: PathBuf,
    /// To whom `backup` seals (`age1pq1…`); the identity that opens lies elsewhere.
    #[serde(default)]
    pub backup_recipient: Option<String>,
    /// IANA name of the time zone in which a day is a day.
    pub time_zone: String,
    /// Name of the installation in audit checkpoints: no spaces, no plus sign.
    pub origin: String,
    /// Public half of the offline root, 64 hexadecimal digits.
    pub root_key: String,
    /// Where "leave this page" leads.
    pub exit_to: String,
    /// Folder of the country pack that lies over the embedded one; a file it lacks stays the embedded one.
    #[serde(default)]
    pub pack: Option<PathBuf>,
    /// Codes of the institutions whose reports this house takes, in any order; all of the pack if none is named.
    #[serde(default)]
    pub institutions: Vec<String>,
    /// Rows of grants of each epoch are a multiple of this.
    #[serde(default = "grant_rows")]
    pub grant_rows: usize,
    /// Days after which help numbers and required pages of the pack have to be checked again.
    #[serde(default = "help_days")]
    pub help_days: u32,
    /// Days for which a private record is kept after its reporter's last visit.
    #[serde(default = "keep_days")]
    pub keep_days: u16,
    /// Whether every page says that this is a demonstration.
    #[serde(default)]
    pub demo: bool,
    /// Limits on filing.
    #[serde(default)]
    pub admission: Admission,
    /// How long closed cases are kept.
    #[serde(default)]
    pub retention: Retention,
    /// The advisers' list.
    #[serde(default)]
    pub inbox: Inbox,
    /// What is published.
    #[serde(default)]
    pub statistics: Statistics,
    /// The daily notice.
    #[serde(default)]
    pub mail: Option<MailSection>,
}

const fn grant_rows() -> usize {
    12
}

const fn keep_days() -> u16 {
    365
}

const fn help_days() -> u32 {
    365
}

/// How many reports are let in.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Admission {
    /// Reports an hour in the long run, of each bucket.
    pub per_hour: u32,
    /// Reports that may come at once, of drafts that are not new.
    pub burst: u32,
    /// No limit at all, and no limit on attempts to sign in: for benchmarks.
    pub unlimited: bool,
    /// Bytes of free disk space kept for text; evidence is refused below it.
    pub text_reserve: u64,
    /// Drafts that a process keeps at a time.
    pub drafts: usize,
    /// Bytes of text in them.
    pub draft_bytes: u64,
}

impl Default for Admission {
    fn default() -> Self {
        Self {
            per_hour: 60,
            burst: 300,
            unlimited: false,
            text_reserve: 256 << 20,
            drafts: 20_000,
            draft_bytes: 512 << 20,
        }
    }
}

/// How long closed cases are kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Days from closing.
    pub closed_days: u32,
    /// The same where it was closed for silence.
    pub silent_days: u32,
    /// The same where it was not for this service.
    pub remit_days: u32,
    /// Days before the end on which it is announced.
    pub warn_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        let days = |n: i64| u32::try_from(n).unwrap_or_default();
        let usual = Periods::USUAL;
        Self {
            closed_days: days(usual.closed),
            silent_days: days(usual.silent),
            remit_days: days(usual.remit),
            warn_days: days(usual.warn),
        }
    }
}

impl Retention {
    /// The same for the rules that count with it.
    #[must_use]
    pub fn periods(&self) -> Periods {
        Periods {
            closed: self.closed_days.into(),
            silent: self.silent_days.into(),
            remit: self.remit_days.into(),
            warn: self.warn_days.into(),
        }
    }

    /// A period that is no period: what is closed today must not be over tomorrow, nor in a century.
    fn is_odd(&self) -> bool {
        let all = [self.closed_days, self.silent_days, self.remit_days];
        all.iter().any(|days| !(30..=36_500).contains(days) || self.warn_days >= *days)
    }
}

/// The advisers' list.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inbox {
    /// Open cases of one adviser above which the list offers to pass new reports to colleagues; 0 for never.
    pub open_cases: usize,
}

impl Default for Inbox {
    fn default() -> Self {
        Self { open_cases: 50 }
    }
}

/// What is published. Everything but `open` is taken into a year's plan, and from there only.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Statistics {
    /// Whether everybody sees what was released, without signing in.
    pub open: bool,
    /// Reports expected in a year: a table whose noise is too large beside them is shown as sums of three years.
    pub expected: u32,
    /// The ε of each table, such as `"1/8"`: exact fractions, 2 together at most, the same for the life of the installation.
    pub epsilon: BTreeMap<Table, String>,
}

impl Default for Statistics {
    fn default() -> Self {
        let of = |table: Table| if table == Table::Institution { "1" } else { "1/8" };
        let epsilon = Table::ALL.into_iter().map(|table| (table, of(table).to_owned())).collect();
        Self { open: false, expected: 150, epsilon }
    }
}

/// The daily notice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSection {
    /// Server and sender.
    pub server: MailConfig,
    /// Hour of the day (0-23, local time) at which notices are sent.
    #[serde(default = "hour")]
    pub hour: i8,
    /// In a demonstration: seconds between notices, instead of the hour.
    #[serde(default)]
    pub every: Option<u32>,
}

const fn hour() -> i8 {
    8
}

/// Why a configuration cannot be used: one line for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// [`ConfigError`] naming the file and what is wrong.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| ConfigError(format!("cannot read {}: {e}", path.display())))?;
        Self::parse(&text).map_err(|e| ConfigError(format!("{}: {e}", path.display())))
    }

    /// Reads and checks a text.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        // The parser's display quotes the line, which may hold a password: only place and message are told.
        let config: Self = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(0, |s| text[..s.start].lines().count().max(1));
            ConfigError(format!("line {line}: {}", without_value(e.message())))
        })?;
        let http =
            config.public_address.starts_with("http://") || config.public_address.starts_with("https://");
        let fault = if !http || config.public_address.ends_with('/') {
            Some("public_address must begin with http:// or https:// and not end in a slash")
        } else if config.root().is_none() {
            Some("root_key must be 64 hexadecimal digits")
        } else if config.grant_rows < 4 || config.grant_rows > 256 {
            Some("grant_rows must be between 4 and 256")
        } else if !config.database.starts_with("sqlite:") && !config.database.starts_with("postgres") {
            Some("database must begin with sqlite: or postgres://")
        } else if config.mail.as_ref().is_some_and(|m| !(0..24).contains(&m.hour)) {
            Some("mail.hour must be between 0 and 23")
        } else if config.retention.is_odd() {
            Some("days of retention must be between 30 and 36500, and warn_days fewer")
        } else if config.inbox.open_cases > 150 {
            Some("inbox.open_cases must be between 0 and 150")
        } else if !config.demo
            && (config.admission.unlimited || config.mail.as_ref().is_some_and(|m| m.every.is_some()))
        {
            Some("admission.unlimited and mail.every are for demonstrations only")
        } else {
            None
        };
        fault.map_or(Ok(config), |f| Err(ConfigError(f.to_owned())))
    }

    /// The root's public key.
    #[must_use]
    pub fn root(&self) -> Option<[u8; 32]> {
        data_encoding::HEXLOWER_PERMISSIVE.decode(self.root_key.as_bytes()).ok()?.try_into().ok()
    }

    /// Whether people reach it by https.
    #[must_use]
    pub fn https(&self) -> bool {
        self.public_address.starts_with("https://")
    }
}

/// The parser's message without the value that it quotes when that does not fit, which may be a password in the wrong
/// place: what was expected is told, and the names of keys.
fn without_value(message: &str) -> String {
    let quotes = ["invalid type", "invalid value", "invalid length", "unknown variant"];
    match (quotes.iter().find(|q| message.starts_with(*q)), message.rfind(", expected ")) {
        (Some(what), Some(expected)) => [*what, &message[expected..]].concat(),
        (Some(what), None) => (*what).to_owned(),
        (None, _) => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_password_in_the_wrong_place_is_not_quoted() {
        let example = include_str!("../config/example.toml");
        for (from, to, told) in [
            ("grant_rows = 12", "grant_rows = \"pa55, expected word\"", "expected usize"),
            ("grant_rows = 12", "grant_rows = -55", "expected usize"),
            ("\n[mail.server]\n", "\nserver = \"smtp://balss:pa55@mail\"\n[other]\n", "expected struct"),
            ("starttls = \"required\"", "starttls = \"pa55\"", "expected `required` or `none`"),
            ("listen = \"127.0.0.1:8080\"", "listen = \"pa55\"", "socket address"),
            ("database = \"", "database = \"pa55", "database must begin"),
        ] {
            assert!(example.contains(from), "{from}");
            let error = Config::parse(&example.replacen(from, to, 1)).unwrap_err().0;
            assert!(!error.contains("55") && error.contains(told), "{error}");
        }
    }

    #[test]
    fn the_example_is_valid_and_mistakes_are_named_without_quoting_values() {
        let example = include_str!("../config/example.toml");
        Config::parse(example).unwrap();
        let secret = example.replace("\nhour = ", "\nhuor = ");
        let error = Config::parse(&secret).unwrap_err().0;
        assert!(error.contains("huor") && !error.contains("password"), "{error}");
        for (from, to) in [
            ("public_address = \"https", "public_address = \"ftp"),
            ("grant_rows = 12", "grant_rows = 1"),
            ("root_key = \"0", "root_key = \"x"),
            ("unlimited = false", "unlimited = true"),
            ("closed_days = 730", "closed_days = 3"),
            ("warn_days = 30", "warn_days = 800"),
            ("open_cases = 50", "open_cases = 151"),
        ] {
            assert!(example.contains(from), "{from}");
            assert!(Config::parse(&example.replacen(from, to, 1)).is_err(), "{from}");
        }
    }
}

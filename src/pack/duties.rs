//! Duties records: what people who read reports must do by law, as `duties.toml` has it. Told before anybody writes.

use jiff::civil::Date;
use serde::Deserialize;

use super::files::{File, PackError};

/// Whether people of an institution have to start criminal proceedings when they learn of a crime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Starts {
    /// Everybody of the service.
    Yes,
    /// Part of the personnel.
    Some,
    /// Nobody.
    No,
    /// Not settled.
    Ask,
}

impl Starts {
    /// The stable machine word, the last part of a text id.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Some => "some",
            Self::No => "no",
            Self::Ask => "ask",
        }
    }
}

/// By when something has to be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum By {
    /// Within so many hours.
    Hours(u32),
    /// `"same_day"`.
    Word(SameDay),
}

/// The only word of [`By`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SameDay {
    /// On the day on which it becomes known.
    SameDay,
}

/// Something that has to be passed on. Its words are texts: `duty-must-<must>`, `duty-to-<to>`, `duty-basis-<legal_basis>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passing {
    /// What.
    pub must: String,
    /// To whom.
    pub to: String,
    /// By when.
    pub by: By,
    /// The law; empty where not known.
    #[serde(default)]
    pub legal_basis: String,
    /// Where the fact comes from.
    #[serde(default)]
    pub source: String,
    /// The day somebody last checked it, `YYYY-MM-DD`.
    #[serde(default)]
    pub last_verified: String,
}

/// What this channel is not, or what an authority does not do: text `duty-limit-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Names its text.
    pub code: String,
    /// Whether the authority answers anonymous information.
    #[serde(default)]
    pub answers_anonymous: Option<bool>,
    /// Within how many days it answers what is signed.
    #[serde(default)]
    pub answers_signed_within_days: Option<u32>,
    /// Where the fact comes from.
    #[serde(default)]
    pub source: String,
}

/// What the house promises of its own accord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Days until a first answer at the latest.
    pub acknowledge_within_days: u32,
    /// Months until it is told what was done at the latest.
    pub feedback_within_months: u32,
}

/// The record of one institution.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Its code.
    pub institution: String,
    /// Whether its people start criminal proceedings.
    pub may_start_proceedings: Starts,
    /// Which of them, where it is some: text `duty-who-<who>`.
    #[serde(default)]
    pub who: String,
    /// What its people have to pass on besides.
    #[serde(default)]
    pub must_report: Vec<Passing>,
    /// The law: text `duty-basis-<legal_basis>`; empty where not known.
    pub legal_basis: String,
    /// Who appoints its advisers: text `duty-appoints-<appointed_by>`; empty where not known.
    #[serde(default)]
    pub appointed_by: String,
    /// Where the facts come from.
    #[serde(default)]
    pub source: String,
    /// Who answers for the record; empty while it is a draft.
    pub signed_by: String,
    /// When that person signed it, `YYYY-MM-DD`.
    pub signed_on: String,
    /// Until when it holds, `YYYY-MM-DD`; empty without an end.
    #[serde(default)]
    pub valid_until: String,
    /// Whether it is made up for a demonstration; every page then says so.
    #[serde(default)]
    pub example: bool,
}

impl Duty {
    /// The day on which somebody signed it.
    #[must_use]
    pub fn signed(&self) -> Option<Date> {
        if self.signed_by.trim().is_empty() { None } else { self.signed_on.parse().ok() }
    }

    /// Why it does not hold on `today`; `None` if it does.
    #[must_use]
    pub fn lacks(&self, today: Date) -> Option<&'static str> {
        match (self.signed(), self.valid_until.parse::<Date>()) {
            (None, _) => Some("not signed"),
            (Some(on), _) if on > today => Some("signed in the future"),
            (Some(_), Ok(until)) if until < today => Some("past its valid_until"),
            _ => None,
        }
    }
}

/// All of `duties.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// What everybody has to pass on.
    pub common: Vec<Passing>,
    /// What this channel is not.
    pub limit: Vec<Limit>,
    /// What is promised.
    pub promise: Promise,
    /// The records.
    pub duty: Vec<Duty>,
}

impl Duties {
    /// Reads a `duties.toml`.
    ///
    /// # Errors
    /// [`PackError`] with the line.
    pub fn read(file: &File) -> Result<Self, PackError> {
        let read: Self = file.toml()?;
        for (n, duty) in read.duty.iter().enumerate() {
            let mark = format!("institution = \"{}\"", duty.institution);
            let fault = |what: &str| Err(file.fault_at(&mark, format!("`{}`: {what}", duty.institution)));
            if read.duty[..n].iter().any(|d| d.institution == duty.institution) {
                return fault("stands twice");
            }
            let date = |d: &str| d.is_empty() || d.parse::<Date>().is_ok();
            if !date(&duty.signed_on) || !date(&duty.valid_until) {
                return fault("signed_on and valid_until are dates (YYYY-MM-DD)");
            }
            if duty.may_start_proceedings == Starts::Some && duty.who.is_empty() {
                return fault("who of its people starts proceedings? `who` names the text");
            }
        }
        Ok(read)
    }

    /// The record of an institution.
    #[must_use]
    pub fn of(&self, institution: &str) -> Option<&Duty> {
        self.duty.iter().find(|d| d.institution == institution)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Duties;
    use crate::pack::{File, Files};

    fn with(from: &str, to: &str) -> Result<Duties, String> {
        let file = Files::embedded(false).get("duties.toml").unwrap().clone();
        assert!(file.text.contains(from), "{from}");
        let text = file.text.replacen(from, to, 1).into();
        Duties::read(&File { text, ..file }).map_err(|e| e.to_string())
    }

    #[test]
    fn a_record_holds_once_it_is_signed_and_until_its_end() {
        let lacks = |to: &str| {
            let read = with("signed_by = \"\"\nsigned_on = \"\"\n", to).unwrap();
            read.duty[0].lacks(date(2026, 11, 24))
        };
        assert_eq!(lacks("signed_by = \"\"\nsigned_on = \"\"\n"), Some("not signed"));
        assert_eq!(lacks("signed_by = \" \"\nsigned_on = \"2026-11-01\"\n"), Some("not signed"));
        assert_eq!(lacks("signed_by = \"A\"\nsigned_on = \"2026-11-24\"\n"), None);
        assert_eq!(lacks("signed_by = \"A\"\nsigned_on = \"2026-11-25\"\n"), Some("signed in the future"));
        let until = |day| format!("signed_by = \"A\"\nsigned_on = \"2026-11-01\"\nvalid_until = \"{day}\"\n");
        assert_eq!(lacks(&until("2026-11-24")), None);
        assert_eq!(lacks(&until("2026-11-23")), Some("past its valid_until"));
    }

    #[test]
    fn a_demonstration_has_signed_records_that_say_that_they_are_examples() {
        let read = Duties::read(Files::embedded(true).get("duties.toml").unwrap()).unwrap();
        let own = Duties::read(Files::embedded(false).get("duties.toml").unwrap()).unwrap();
        assert!(read.duty.iter().map(|d| &d.institution).eq(own.duty.iter().map(|d| &d.institution)));
        assert!(read.duty.iter().all(|d| d.example && d.lacks(date(2026, 11, 24)).is_none()));
        assert!(own.duty.iter().all(|d| !d.example && d.signed().is_none()));
    }

    #[test]
    fn a_wrong_record_is_named_with_its_line() {
        for (from, to, told) in [
            ("institution = \"aim\"", "institution = \"nbs\"", "`nbs`: stands twice"),
            ("signed_on = \"\"", "signed_on = \"2026-02-30\"", "are dates"),
            ("who = \"military_police\"\n", "", "who of its people"),
            ("may_start_proceedings = \"some\"", "may_start_proceedings = \"perhaps\"", "unknown variant"),
            ("by = \"same_day\"", "by = \"soon\"", "duties.toml:"),
        ] {
            let fault = with(from, to).unwrap_err();
            assert!(fault.contains(told) && fault.contains("duties.toml:"), "{fault}");
        }
    }
}

//! Help numbers of the country, read from `services.toml`. Names and descriptions are texts (`help-<code>`,
//! `help-<code>-about`, `help-<code>-hours`); what can be checked by a machine stands here.

use jiff::civil::Date;
use serde::Deserialize;

use super::files::{File, PackError};

/// What is known about a question that matters to a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known to us: the page tells people to ask first.
    Ask,
}

impl Answer {
    /// The stable machine word, the last part of a text id.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Ask => "ask",
        }
    }
}

/// One number a person can call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Names its texts.
    pub code: String,
    /// As people read it.
    pub number: String,
    /// As a phone dials it (`tel:`).
    pub dial: String,
    /// BCP 47 codes; empty when not known.
    pub languages: Vec<String>,
    /// Whether men are served too.
    pub serves_men: Answer,
    /// Whether people under 18 are served.
    pub serves_minors: Answer,
    /// Whether what is said there may reach the police.
    pub may_tell_police: Answer,
    /// Whether it belongs in the short line at the foot of every page.
    pub in_footer: bool,
    /// Where the facts come from.
    pub source: String,
    /// The day somebody last checked them, `YYYY-MM-DD`; empty when nobody has since the source was read.
    #[serde(default)]
    pub last_verified: String,
}

impl HelpLine {
    /// The day of the last check, if there was one.
    #[must_use]
    pub fn verified_on(&self) -> Option<Date> {
        self.last_verified.parse().ok()
    }

    /// Text id of what the service is for.
    #[must_use]
    pub fn about_id(&self) -> String {
        format!("help-{}-about", self.code)
    }

    /// Text id of the name.
    #[must_use]
    pub fn name_id(&self) -> String {
        format!("help-{}", self.code)
    }

    /// Text id of the hours.
    #[must_use]
    pub fn hours_id(&self) -> String {
        format!("help-{}-hours", self.code)
    }

    /// Text ids of what a caller may need to know first: whom it serves and whether it may tell the police.
    #[must_use]
    pub fn notes(&self) -> [String; 3] {
        [
            format!("help-men-{}", self.serves_men.word()),
            format!("help-minors-{}", self.serves_minors.word()),
            format!("help-police-{}", self.may_tell_police.word()),
        ]
    }

    /// Whether it is an emergency number: nobody calls it to check it.
    #[must_use]
    pub fn emergency(&self) -> bool {
        self.dial.len() <= 3
    }

    /// Whether nobody checked it, or not within `days` before `today`.
    #[must_use]
    pub fn stale(&self, today: Date, days: u32) -> bool {
        stale(self.verified_on(), today, days)
    }

    /// The help numbers of a `services.toml`, in order.
    ///
    /// # Errors
    /// [`PackError`] with the line.
    pub fn read_all(file: &File) -> Result<Vec<Self>, PackError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Entries {
            help: Vec<HelpLine>,
        }
        let Entries { help } = file.toml()?;
        match help.iter().find(|h| !h.last_verified.is_empty() && h.verified_on().is_none()) {
            Some(h) => {
                let mark = format!("last_verified = \"{}\"", h.last_verified);
                let what = format!("`{}`: last_verified is not a date (YYYY-MM-DD)", h.code);
                Err(file.fault_at(&mark, what))
            }
            None => Ok(help),
        }
    }
}

/// Whether a day of checking is missing, in the future, or more than `days` ago.
pub(super) fn stale(verified: Option<Date>, today: Date, days: u32) -> bool {
    let age = verified.map(|on| (today - on).get_days());
    age.is_none_or(|age| age < 0 || i64::from(age) > i64::from(days))
}

#[cfg(test)]
mod tests {
    use super::HelpLine;
    use crate::pack::File;
    use crate::texts::{Lang, Texts};

    #[test]
    fn every_number_can_be_dialled_and_described() {
        let texts = Texts::load().unwrap();
        assert_eq!(texts.help()[0].number, "112", "the emergency number comes first");
        for line in texts.help() {
            assert!(line.dial.strip_prefix('+').unwrap_or(&line.dial).bytes().all(|b| b.is_ascii_digit()));
            assert!(!line.source.is_empty(), "{}", line.code);
            for lang in Lang::ALL {
                for id in [line.name_id(), line.about_id(), line.hours_id()].iter().chain(&line.notes()) {
                    assert!(texts.knows(lang, id), "{id}");
                }
                for language in &line.languages {
                    assert!(texts.knows(lang, &format!("language-{language}")), "{language}");
                }
            }
        }
    }

    #[test]
    fn a_date_that_is_none_is_refused_with_its_line() {
        let text = r#"[[help]]
code = "x"
number = "1"
dial = "1"
languages = []
serves_men = "yes"
serves_minors = "yes"
may_tell_police = "no"
in_footer = false
source = "y"
last_verified = "2026-02-30"
"#;
        let file = File { shown: "services.toml".to_owned(), text: text.into() };
        let fault = HelpLine::read_all(&file).unwrap_err().to_string();
        assert_eq!(fault, "services.toml:11: `x`: last_verified is not a date (YYYY-MM-DD)");
    }
}

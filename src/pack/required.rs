//! What a real installation needs of its pack before it serves anybody: what people are told about duties, reading times
//! and help must have been looked at by somebody who answers for it, and not too long ago.

use std::fmt;

use jiff::civil::Date;

use super::Pack;
use super::institutions::OPEN;
use super::pages::Page;
use super::services::{HelpLine, stale};

/// Days ahead that the calendar must know.
pub const AHEAD: i32 = 14;

/// Something required that is missing or expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Which part: "duties", "calendar", "help", "pages" or "handbook".
    pub part: &'static str,
    /// What, and the cure.
    pub what: String,
}

impl Lack {
    /// Whether nobody is served until it is mended. A chapter of the handbook tells reporters nothing, and says itself that
    /// it was not checked: for one that grew old the door is not shut.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.part != "handbook"
    }
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.what)
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Institutions that the form offers.
    pub offered: &'a [String],
    /// Help numbers.
    pub help: &'a [HelpLine],
    /// The day.
    pub today: Date,
    /// How old a check may be, in days.
    pub days: u32,
}

impl Pack {
    /// Everything that a real installation lacks, entry by entry.
    #[must_use]
    pub fn lacks(&self, asked: Asked<'_>) -> Vec<Lack> {
        let mut all = self.duties_lacking(asked);
        let left = (self.calendar.until - asked.today).get_days();
        if left < AHEAD {
            let what = format!(
                "the holidays end on {}, and reading times are promised {AHEAD} days ahead; add the next year",
                self.calendar.until
            );
            all.push(Lack { part: "calendar", what });
        }
        for line in asked.help.iter().filter(|l| l.stale(asked.today, asked.days)) {
            let how = if line.emergency() {
                format!("look at its source and do not call {}", line.number)
            } else {
                format!("call {}", line.number)
            };
            let when = match line.verified_on() {
                None => "was never checked".to_owned(),
                Some(on) => format!("was not checked within {} days (last: {on})", asked.days),
            };
            let what = format!("{} {when}; {how}, and note the day in services.toml", line.code);
            all.push(Lack { part: "help", what });
        }
        for (part, one, pages) in [("pages", "page", &self.pages), ("handbook", "chapter", &self.handbook)] {
            let old = |page: &Page| page.required && stale(page.verified_on, asked.today, asked.days);
            for (code, page) in pages.all().filter(|(_, p)| old(p)) {
                let what = format!(
                    "{one} {} in {code} was not checked within {} days; read it with a lawyer and note last_verified",
                    page.number, asked.days
                );
                all.push(Lack { part, what });
            }
        }
        all
    }

    fn duties_lacking(&self, asked: Asked<'_>) -> Vec<Lack> {
        // A report about another institution goes to outside advisers, whose institution has a record of its own.
        let served = asked.offered.iter().filter(|i| !OPEN.contains(&i.as_str()));
        let lacks = served.filter_map(|code| {
            let what = match self.duties.of(code) {
                None => Some("has no record"),
                Some(duty) if duty.example => Some("the record is an example"),
                Some(duty) => duty.lacks(asked.today),
            };
            what.map(|what| Lack { part: "duties", what: format!("{code}: {what} (duties.toml)") })
        });
        lacks.collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Asked;
    use crate::pack::pages::Pages;
    use crate::pack::{Files, Pack};
    use crate::texts::Texts;

    #[test]
    fn each_kind_is_named_once_it_is_missing_and_once_it_is_old() {
        let files = Files::embedded(true);
        let texts = Texts::of(&files).unwrap();
        let mut pack = Pack::read(&files, texts.all()).unwrap();
        let mut help = texts.help().to_vec();
        let today = date(2026, 11, 24);
        let offered = ["nbs".to_owned(), "other".to_owned()];
        let lacks = |pack: &Pack, help: &[_], today| {
            let asked = Asked { offered: &offered, help, today, days: 365 };
            pack.lacks(asked).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        for line in &mut help {
            "2026-11-01".clone_into(&mut line.last_verified);
        }
        for (_, pages) in pack.pages.0.iter_mut().chain(&mut pack.handbook.0) {
            for page in pages {
                page.verified_on = Some(date(2026, 11, 1));
            }
        }
        assert_eq!(lacks(&pack, &help, today), ["duties: nbs: the record is an example (duties.toml)"]);
        for duty in &mut pack.duties.duty {
            duty.example = false;
        }
        assert_eq!(lacks(&pack, &help, today), Vec::<String>::new());

        let old = lacks(&pack, &help, date(2028, 1, 1));
        let count = |part: &str| old.iter().filter(|l| l.starts_with(part)).count();
        let required = |of: &Pages| of.all().filter(|(_, p)| p.required).count();
        let (pages, handbook) = (required(&pack.pages), required(&pack.handbook));
        assert_eq!(
            [count("duties"), count("calendar"), count("help"), count("pages"), count("handbook")],
            [0, 1, help.len(), pages, handbook]
        );
        assert!(pages > 0 && handbook > 0);
        let asked = Asked { offered: &offered, help: &help, today: date(2028, 1, 1), days: 365 };
        let open = pack.lacks(asked).iter().filter(|l| !l.blocks()).count();
        assert_eq!(open, handbook, "only the handbook keeps nobody out");
        // Nobody occupies an emergency line to check its number.
        let emergency = |l: &&String| l.contains("110") || l.contains("112");
        assert_eq!(old.iter().filter(emergency).count(), 2, "{old:?}");
        assert!(old.iter().filter(emergency).all(|l| !l.contains("; call ") && l.contains("do not call")));

        pack.calendar.until = date(2026, 12, 8);
        assert_eq!(lacks(&pack, &help, today), Vec::<String>::new());
        pack.calendar.until = date(2026, 12, 7);
        assert!(lacks(&pack, &help, today)[0].starts_with("calendar: the holidays end on 2026-12-07"));
        pack.duties.duty.retain(|d| d.institution != "nbs");
        assert_eq!(lacks(&pack, &help, today)[0], "duties: nbs: has no record (duties.toml)");
    }
}

//! The country pack: help numbers that somebody must call now and then, and a calendar that ends.

use jiff::civil::Date;

use super::{Check, or_well};
use crate::texts::HelpLine;

/// Whether each help number was called or looked up within `days`.
#[must_use]
pub fn help(lines: &[HelpLine], today: Date, days: u32, demo: bool) -> Vec<Check> {
    let age = |line: &&HelpLine| line.verified_on().map(|on| (today - on).get_days());
    let names = |which: Vec<&HelpLine>| which.iter().map(|l| l.code.as_str()).collect::<Vec<_>>().join(", ");
    let (never, known): (Vec<_>, Vec<_>) = lines.iter().partition(|l| age(l).is_none());
    let stale: Vec<_> = known
        .into_iter()
        .filter(|l| age(l).is_some_and(|a| a < 0 || i64::from(a) > i64::from(days)))
        .collect();
    let mut faults = Vec::new();
    if !stale.is_empty() {
        let text = format!("not checked for {days} days: {}; call them and note the day", names(stale));
        faults.push(Check::fault("help", text));
    }
    if !never.is_empty() {
        let text = format!("never checked: {}; call them and note the day in services.toml", names(never));
        faults.push(Check::fault("help", text).softened(demo));
    }
    or_well(faults, Check::ok("help", format!("{} help numbers checked within {days} days", lines.len())))
}

/// Days before its end from which on the calendar's end is told.
const NOTICE: i32 = 60;

/// Whether the calendar of working days still knows the coming weeks.
#[must_use]
pub fn calendar(until: Date, today: Date) -> Check {
    let left = (until - today).get_days();
    if left < 0 {
        return Check::fault(
            "calendar",
            format!("the holidays end on {until}: reading times promised are wrong"),
        );
    }
    if left < NOTICE {
        return Check::warn("calendar", format!("the holidays end on {until}; add the next year"));
    }
    Check::ok("calendar", format!("holidays known until {until}"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{calendar, help};
    use crate::health::Level;
    use crate::texts::{HelpLine, Texts};

    fn line(code: &str, verified: &str) -> HelpLine {
        let mut line = Texts::load().unwrap().help()[0].clone();
        (line.code, line.last_verified) = (code.to_owned(), verified.to_owned());
        line
    }

    #[test]
    fn old_future_and_missing_checks_of_help_numbers_are_told_by_name() {
        let today = date(2026, 11, 24);
        let lines =
            [line("a", "2026-11-01"), line("b", "2025-01-01"), line("c", ""), line("d", "2027-01-01")];
        let checks = help(&lines, today, 365, false);
        assert_eq!(checks.len(), 2);
        assert!(checks.iter().all(|c| c.level == Level::Fault));
        assert!(checks[0].text.contains("b, d") && checks[1].text.contains(": c;"), "{checks:?}");
        let soft = help(&lines, today, 365, true);
        assert_eq!([soft[0].level, soft[1].level], [Level::Fault, Level::Warn]);
        assert_eq!(help(&lines[..1], today, 365, false)[0].level, Level::Ok);
        assert_eq!(help(&lines[..1], today, 10, false)[0].level, Level::Fault);
    }

    #[test]
    fn the_calendar_warns_before_it_ends() {
        let until = date(2027, 12, 31);
        for (today, level) in [
            (date(2026, 11, 24), Level::Ok),
            (date(2027, 12, 1), Level::Warn),
            (date(2027, 12, 31), Level::Warn),
            (date(2028, 1, 1), Level::Fault),
        ] {
            assert_eq!(calendar(until, today).level, level, "{today}");
        }
    }
}

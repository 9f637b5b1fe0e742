//! The country pack: what a real installation does not serve without, and a calendar that ends.

use jiff::civil::Date;

use super::{Check, or_well};
use crate::pack::required::{AHEAD, Lack};

/// Days before its end from which on the calendar's end is told.
const NOTICE: i32 = 60;

/// A line for each entry that is missing or expired; where none is, what was looked at. A demonstration carries examples
/// and is not held to it; nor does a chapter of the handbook keep anybody out.
#[must_use]
pub fn required(lacks: &[Lack], until: Date, today: Date, demo: bool) -> Vec<Check> {
    let faults: Vec<Check> =
        lacks.iter().map(|l| Check::fault(l.part, l.what.clone()).softened(demo || !l.blocks())).collect();
    let ends = (AHEAD..NOTICE).contains(&(until - today).get_days());
    let ends =
        ends.then(|| Check::warn("calendar", format!("the holidays end on {until}; add the next year")));
    let well = "duties signed, working days known, help numbers, required pages and chapters checked";
    or_well(faults, Check::ok("pack", well)).into_iter().chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::required;
    use crate::health::Level;
    use crate::pack::required::Lack;

    #[test]
    fn every_lack_is_a_fault_and_in_a_demonstration_a_warning() {
        let lack = |part| Lack { part, what: format!("{part} of the test") };
        let lacks = [lack("duties"), lack("help")];
        let (until, today) = (date(2027, 12, 31), date(2026, 11, 24));
        for (demo, level) in [(false, Level::Fault), (true, Level::Warn)] {
            let said = required(&lacks, until, today, demo);
            assert!(said.len() == 2 && said.iter().all(|c| c.level == level), "{said:?}");
            assert_eq!((said[1].name, &*said[1].text), ("help", "help of the test"));
        }
        assert_eq!(required(&[lack("handbook")], until, today, false)[0].level, Level::Warn);
        assert_eq!(required(&[], until, today, false)[0].level, Level::Ok);
    }

    #[test]
    fn the_calendar_warns_before_it_ends() {
        let until = date(2027, 12, 31);
        for (today, warned) in
            [(date(2026, 11, 24), false), (date(2027, 12, 1), true), (date(2027, 12, 31), false)]
        {
            let said = required(&[], until, today, false);
            assert_eq!(said.iter().any(|c| c.level == Level::Warn), warned, "{today}");
        }
    }
}

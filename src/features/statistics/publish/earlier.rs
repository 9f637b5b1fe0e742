//! What an expected number is held against: what earlier years came to, by what was released of them and nothing else.

use jiff::civil::Date;

use crate::domain::statistics::{Menu, Table};
use crate::features::statistics::figures;
use crate::features::statistics::menu::in_threes;
use crate::features::statistics::read::{self, Published};

/// A year of which every quarter was released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// The year.
    pub year: i16,
    /// The day from which it was counted, where that is not its first.
    pub from: Option<Date>,
    /// Lower end of the interval of its reports.
    pub low: i64,
    /// Upper end.
    pub high: i64,
}

/// How many years are looked back on.
const BACK: usize = 3;

/// What was released of years, the earliest first: by the table of institutions, into which each report that is counted enters.
#[must_use]
pub fn earlier(all: &[Published]) -> Vec<Earlier> {
    let mut years: Vec<i16> = all.iter().map(|of| of.period.year).collect();
    years.sort_unstable();
    years.dedup();
    let one = |year| {
        let (_, sheet) = figures::quarters(all, year, Table::Institution)?;
        let from = read::counted_from(all, year);
        Some(Earlier { year, from, low: sheet.total.low(), high: sheet.total.high() })
    };
    years.into_iter().filter_map(one).collect()
}

/// The last years before a year.
#[must_use]
pub fn before(all: &[Earlier], year: i16) -> &[Earlier] {
    let end = all.iter().position(|of| of.year >= year).unwrap_or(all.len());
    &all[end.saturating_sub(BACK)..end]
}

/// Where more is expected than the newest of these years that was counted whole came to: that year, and the tables that stand
/// by themselves for this reason alone.
#[must_use]
pub fn too_many(menu: &Menu, these: &[Earlier]) -> Option<(Earlier, Vec<Table>)> {
    let newest = these.iter().rfind(|of| of.from.is_none())?;
    let high = u32::try_from(newest.high).ok().filter(|high| menu.expected > *high)?;
    let fewer = Menu { expected: high, ..menu.clone() };
    let falls = menu.tables.iter().filter(|of| in_threes(&fewer, of) && !in_threes(menu, of));
    Some((*newest, falls.map(|of| of.table).collect()))
}

#[cfg(test)]
mod tests {
    use super::{before, earlier, too_many};
    use crate::domain::statistics::Table;
    use crate::features::statistics::figures::tests::{menu, release, whole};

    #[test]
    fn more_than_was_released_is_told_with_the_tables_that_stand_for_it() {
        // Each quarter is drawn as 10, -13, 14, 1, 0, -2, 10 and -13, each with as much more as is said here.
        let mut all = Vec::new();
        for (year, more) in [(2023, 0), (2024, 1), (2025, 2), (2026, 3)] {
            all.extend(whole(year, 150, more));
        }
        // Of this one a quarter is missing.
        all.push(release(&menu(2027, 150), 1, 9));
        let came = earlier(&all);
        let years: Vec<_> = came.iter().map(|of| (of.year, of.low, of.high)).collect();
        let m = years[3].2 - 4 * (7 + 8 * 3);
        assert!(m > 0);
        let at = |more: i64| 4 * (7 + 8 * more);
        let of = |year: i16, more: i64| (year, (at(more) - m).max(0), at(more) + m);
        assert_eq!(years, [of(2023, 0), of(2024, 1), of(2025, 2), of(2026, 3)]);
        assert_eq!(before(&came, 2027).iter().map(|of| of.year).collect::<Vec<_>>(), [2024, 2025, 2026]);
        assert_eq!(before(&came, 2024).iter().map(|of| of.year).collect::<Vec<_>>(), [2023]);
        assert!(before(&came, 2023).is_empty());

        let high = u32::try_from(came[3].high).unwrap();
        let told = |expected: u32| too_many(&menu(2027, expected), before(&came, 2027));
        assert_eq!(told(high), None);
        let (newest, tables) = told(high + 1).unwrap();
        assert_eq!((newest, tables), (came[3], Vec::new()), "no table stands or falls by one report");
        let (_, tables) = told(100_000).unwrap();
        assert_eq!(tables, [Table::Relation]);
        // A year that was counted in part says nothing of a whole one.
        all.iter_mut().filter(|of| of.period.year == 2026).for_each(|of| {
            of.released.counted_from = Some("2026-02-10".to_owned());
        });
        let came = earlier(&all);
        assert_eq!(too_many(&menu(2027, 100_000), before(&came, 2027)).unwrap().0.year, 2025);
    }
}

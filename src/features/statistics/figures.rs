//! Figures of releases: sums and intervals, computed from what was released alone.

use super::menu::{in_threes, within};
use super::read::{Published, draws};
use crate::disclosure::budget::{self, Epsilon};
use crate::domain::statistics::{Menu, Period, ReleasedTable, Table};

/// A drawn figure, or a sum of drawn figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// As it was drawn: may be below zero.
    pub drawn: i64,
    /// How far from the count it is in 95 of 100 draws.
    pub within: i64,
}

impl Figure {
    /// Whether its interval is all that is worth saying: where that begins at 0, "about 5" would be quoted as five, and
    /// "about 0" as never.
    #[must_use]
    pub fn reaches_zero(self) -> bool {
        self.low() == 0
    }

    /// What is said: nothing below zero.
    #[must_use]
    pub fn about(self) -> i64 {
        self.drawn.max(0)
    }

    /// Lower end of the interval.
    #[must_use]
    pub fn low(self) -> i64 {
        self.drawn.saturating_sub(self.within).max(0)
    }

    /// Upper end of the interval: never 0, which with a lower end of 0 would look like an exact number.
    #[must_use]
    pub fn high(self) -> i64 {
        self.about().saturating_add(self.within)
    }
}

/// A table of figures, in the order of its menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Every cell.
    pub cells: Vec<(String, Figure)>,
    /// All of them together.
    pub total: Figure,
}

impl Sheet {
    /// The sum of releases of one table; nothing where their lists or their noise differ.
    #[must_use]
    pub fn sum(of: &[&ReleasedTable]) -> Option<Self> {
        let (first, rest) = of.split_first()?;
        let epsilon = Epsilon::parse(&first.epsilon).ok()?;
        let same = |other: &&ReleasedTable| {
            let codes = |t: &ReleasedTable| t.cells.iter().map(|c| c.0.clone()).collect::<Vec<_>>();
            other.epsilon == first.epsilon && codes(other) == codes(first)
        };
        if !rest.iter().all(same) {
            return None;
        }
        let drawn = |n: usize| of.iter().fold(0_i64, |sum, t| sum.saturating_add(t.cells[n].1));
        let cells: Vec<(String, Figure)> = (0..first.cells.len())
            .map(|n| {
                (first.cells[n].0.clone(), Figure { drawn: drawn(n), within: within(epsilon, of.len()) })
            })
            .collect();
        let total = cells.iter().fold(0_i64, |sum, (_, figure)| sum.saturating_add(figure.drawn));
        let total = Figure { drawn: total, within: within(epsilon, of.len() * cells.len()) };
        Some(Self { cells, total })
    }
}

/// How a table of a year is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The figures of the year.
    Year(Sheet),
    /// Quarters that were released so far, each by itself.
    Quarters(Vec<(Period, Sheet)>),
    /// The sum of three years, of which this is the last.
    Threes(Sheet),
    /// Only as the sum of three years with one list of cells, and these are not there.
    Later,
}

/// A year of which something was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// What was released of it.
    pub periods: Vec<Period>,
    /// Its tables.
    pub tables: Vec<(Table, Shown)>,
}

impl Year {
    /// Whether all of it was released: the year comes after its quarters.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.periods.iter().any(|of| of.quarter == 0)
    }
}

/// The sum of what was drawn of a table in all quarters of a year, with those releases; nothing while one is missing, or of
/// a table that is drawn once.
#[must_use]
pub fn quarters(all: &[Published], year: i16, table: Table) -> Option<(Vec<Period>, Sheet)> {
    let of = releases(all, year, table);
    if table.draws() < 2 || of.len() != draws(all, year, table) {
        return None;
    }
    let (periods, tables): (Vec<Period>, Vec<&ReleasedTable>) = of.into_iter().unzip();
    Some((periods, Sheet::sum(&tables)?))
}

/// Releases of a table in a year.
fn releases(all: &[Published], year: i16, table: Table) -> Vec<(Period, &ReleasedTable)> {
    let of_year = all.iter().filter(|p| p.period.year == year && table.is_of(p.period));
    of_year
        .flat_map(|p| p.released.tables.iter().map(|t| (p.period, t)))
        .filter(|(_, t)| t.table == table)
        .collect()
}

fn whole(all: &[Published], year: i16, table: Table) -> Option<Vec<&ReleasedTable>> {
    let of = releases(all, year, table);
    (of.len() == draws(all, year, table)).then(|| of.into_iter().map(|(_, t)| t).collect())
}

fn shown(all: &[Published], menu: &Menu, table: Table) -> Option<Shown> {
    let of = releases(all, menu.year, table);
    if of.is_empty() {
        return None;
    }
    if menu.of(table).is_some_and(|t| in_threes(menu, t)) {
        let three = [menu.year - 2, menu.year - 1, menu.year].map(|year| whole(all, year, table));
        let three: Option<Vec<_>> = three.into_iter().collect();
        let sum = three.and_then(|three| Sheet::sum(&three.concat()));
        return Some(sum.map_or(Shown::Later, Shown::Threes));
    }
    if let Some(sum) = whole(all, menu.year, table).and_then(|of| Sheet::sum(&of)) {
        return Some(Shown::Year(sum));
    }
    let each = of.into_iter().filter_map(|(period, t)| Some((period, Sheet::sum(&[t])?)));
    Some(Shown::Quarters(each.collect()))
}

/// Tables in the order of pages: that of institutions last, which is the most precise one and must not be read as a ranking.
fn in_order() -> impl Iterator<Item = Table> {
    let rest = Table::ALL.into_iter().filter(|t| *t != Table::Institution);
    rest.chain([Table::Institution])
}

/// Every year of which something was released, the earliest first.
#[must_use]
pub fn years(all: &[Published]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for published in all {
        let (year, period) = (published.period.year, published.period);
        if let Some(known) = years.iter_mut().find(|y| y.year == year) {
            known.periods.push(period);
        } else {
            let tables = in_order().filter_map(|t| Some((t, shown(all, &published.menu, t)?))).collect();
            years.push(Year { year, periods: vec![period], tables });
        }
    }
    years.sort_by_key(|y| y.year);
    years
}

/// How many years a trend goes back: what a sheet of paper has room for.
const BACK: usize = 6;

/// One table over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Which.
    pub table: Table,
    /// The years.
    pub years: Vec<i16>,
    /// Each cell of the newest list with its figure in each of the years that has it.
    pub cells: Vec<(String, Vec<Option<Figure>>)>,
    /// The totals.
    pub totals: Vec<Option<Figure>>,
}

/// Tables that have figures of two years or more up to `last`.
#[must_use]
pub fn trends(years: &[Year], last: i16) -> Vec<Trend> {
    let of = |table: Table| {
        let mut with: Vec<(i16, &Sheet)> = years
            .iter()
            .filter(|y| y.year <= last)
            .flat_map(|y| y.tables.iter().map(move |(t, shown)| (y.year, *t, shown)))
            .filter_map(|(year, t, shown)| match shown {
                Shown::Year(sheet) if t == table => Some((year, sheet)),
                _ => None,
            })
            .collect();
        with.drain(..with.len().saturating_sub(BACK));
        let newest = with.last().filter(|_| with.len() > 1)?.1;
        let figure = |sheet: &Sheet, code: &str| {
            sheet.cells.iter().find(|(of, _)| of == code).map(|(_, figure)| *figure)
        };
        let row = |(code, _): &(String, Figure)| {
            (code.clone(), with.iter().map(|(_, s)| figure(s, code)).collect())
        };
        Some(Trend {
            table,
            years: with.iter().map(|(year, _)| *year).collect(),
            cells: newest.cells.iter().map(row).collect(),
            totals: with.iter().map(|(_, sheet)| Some(sheet.total)).collect(),
        })
    };
    in_order().filter_map(of).collect()
}

/// The exact sum of what tables spend on one record, and by how much that may change odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Spent {
    /// Such as `2` or `13/8`.
    pub sum: String,
    /// Twice the sum.
    pub twice: String,
    /// By how much the odds may change that a record is counted: e to the sum.
    pub presence: f64,
    /// By how much those of what it says, for whoever knows that it is counted: e to twice the sum.
    pub content: f64,
}

/// What these spend together. A record enters each table once in its life, whatever is released how often: each table
/// counts once.
#[must_use]
pub fn spent<'a>(tables: impl IntoIterator<Item = (Table, &'a str)>) -> Spent {
    let mut each: Vec<(Table, Epsilon)> = Vec::new();
    for (table, epsilon) in tables {
        if let (Ok(epsilon), false) = (Epsilon::parse(epsilon), each.iter().any(|(t, _)| *t == table)) {
            each.push((table, epsilon));
        }
    }
    let each: Vec<Epsilon> = each.into_iter().map(|(_, epsilon)| epsilon).collect();
    let written = |each: &[Epsilon]| match budget::sum(each) {
        Some((num, 1)) => num.to_string(),
        Some((num, den)) => format!("{num}/{den}"),
        None => String::new(),
    };
    Spent {
        sum: written(&each),
        twice: written(&each.repeat(2)),
        presence: budget::presence(&each),
        content: budget::content(&each),
    }
}

/// A factor as it is promised: rounded up, to tenths up to 10 and to whole numbers above.
#[must_use]
pub fn up(factor: f64) -> f64 {
    if factor > 10.0 { factor.ceil() } else { (factor * 10.0).ceil() / 10.0 }
}

#[cfg(test)]
pub(super) mod tests;

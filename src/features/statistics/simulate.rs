//! What the noise of a menu makes of made-up years, so that an institution can choose before it starts. Reads no record.

use crate::disclosure::budget::{Absurd, Epsilon};
use crate::disclosure::noise::Coin;
use crate::disclosure::table::release;
use crate::domain::statistics::{Menu, Table};

use super::menu;

/// How far one table's figures are from the counts of made-up years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub table: Table,
    /// Cells.
    pub cells: usize,
    /// ε.
    pub epsilon: String,
    /// Errors of a cell as it is shown (never below 0): of every second figure, and of 95 in 100, at most.
    pub cell: [i64; 2],
    /// The same of the sum of all cells.
    pub total: [i64; 2],
    /// Whether the table is shown as sums of three years only.
    pub in_threes: bool,
}

/// Made-up years: `runs` times `reports` reports a year, of which each cell gets a share that halves with each cell, as
/// few cells hold most reports. `progress` hears percent.
///
/// # Errors
/// [`Absurd`] for a menu with such an ε.
pub fn run(
    menu: &Menu,
    reports: u32,
    runs: u32,
    coin: &mut impl Coin,
    mut progress: impl FnMut(u32),
) -> Result<Vec<Row>, Absurd> {
    let expected = Menu { expected: reports, ..menu.clone() };
    let (mut rows, all) = (Vec::new(), u32::try_from(menu.tables.len()).unwrap_or(1).max(1) * runs.max(1));
    let mut done = 0;
    for table in &expected.tables {
        let epsilon = Epsilon::parse(&table.epsilon)?;
        let in_threes = menu::in_threes(&expected, table);
        // A year has four draws of what is drawn every quarter; three years have three draws of what is drawn once.
        let years = if in_threes { 3 } else { 1 };
        let parts = table.table.draws() * years;
        let counts = shares(i64::from(reports) * if in_threes { 3 } else { 1 }, table.cells.len());
        let (mut cells, mut totals) = (Vec::new(), Vec::new());
        for _ in 0..runs.max(1) {
            let mut drawn = counts.clone();
            for _ in 0..parts {
                drawn = release(&drawn, epsilon, coin);
            }
            cells.extend(drawn.iter().zip(&counts).map(|(d, c)| (*d.max(&0) - c).abs()));
            totals.push((drawn.iter().sum::<i64>() - counts.iter().sum::<i64>()).abs());
            done += 1;
            progress(done * 100 / all);
        }
        let (cell, total) =
            ([median(&mut cells), at(&mut cells, 95)], [median(&mut totals), at(&mut totals, 95)]);
        let epsilon = table.epsilon.clone();
        rows.push(Row { table: table.table, cells: counts.len(), epsilon, cell, total, in_threes });
    }
    Ok(rows)
}

/// `reports` over `cells`, each half of the one before; the last ones may be empty.
fn shares(reports: i64, cells: usize) -> Vec<i64> {
    let mut left = reports;
    let mut each: Vec<i64> = (0..cells)
        .map(|_| {
            let share = left - left / 2;
            left -= share;
            share
        })
        .collect();
    if let Some(first) = each.first_mut() {
        *first += left;
    }
    each
}

fn median(errors: &mut [i64]) -> i64 {
    at(errors, 50)
}

fn at(errors: &mut [i64], percent: usize) -> i64 {
    errors.sort_unstable();
    errors.get((errors.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{run, shares};
    use crate::crypto::random;
    use crate::disclosure::budget::Epsilon;
    use crate::disclosure::error::Noise;
    use crate::disclosure::noise::Bytes;
    use crate::domain::statistics::{Menu, MenuTable, Table};

    #[test]
    fn every_report_is_in_one_cell() {
        assert_eq!(shares(60, 4), [33, 15, 8, 4]);
        assert_eq!(shares(1, 3).iter().sum::<i64>(), 1);
        assert_eq!(shares(0, 3), [0, 0, 0]);
    }

    #[test]
    fn errors_are_those_of_the_noise() {
        let cells: Vec<String> = (0..6).map(|n| n.to_string()).collect();
        let table = MenuTable { table: Table::Act, epsilon: "1/8".to_owned(), cells };
        let menu = Menu { year: 2026, expected: 0, taxonomy: 1, tables: vec![table] };
        let (mut told, mut coin) = (Vec::new(), Bytes(random::fill));
        let rows = run(&menu, 1_000_000, 2000, &mut coin, |percent| told.push(percent)).expect("a menu");
        assert_eq!(told.last(), Some(&100));
        let e = Epsilon::parse("1/8").expect("a fraction");
        let near = |a: i64, b: i64| (a - b).abs() <= 1 + b / 10;
        assert!(!rows[0].in_threes);
        assert!(near(rows[0].cell[1], Noise::of(e).within(0.95)), "{:?}", rows[0]);
        assert!(near(rows[0].total[1], Noise::of_sum(&[e; 6]).within(0.95)), "{:?}", rows[0]);
    }
}

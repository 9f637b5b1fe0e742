//! Figures of made-up releases.

use super::{Figure, Sheet, Shown, spent, trends, years};
use crate::domain::statistics::{Menu, MenuTable, Period, Released, ReleasedTable, Table};
use crate::features::statistics::read::Published;

/// The cells of made-up menus.
pub(in super::super) fn cells(table: Table) -> Vec<String> {
    let words: &[&str] = match table {
        Table::Institution => &["nbs", "aim", "vp", "vugd", "vrs", "iem", "other", "unknown"],
        Table::Act => &["rape", "sexual_assault", "psychological_abuse", "unknown"],
        _ => table.fixed_cells(),
    };
    words.iter().map(|w| (*w).to_owned()).collect()
}

/// A menu as the default configuration makes it, but for what was expected.
pub(in super::super) fn menu(year: i16, expected: u32) -> Menu {
    let tables = Table::ALL.into_iter().map(|table| MenuTable {
        table,
        epsilon: if table == Table::Institution { "1" } else { "1/8" }.to_owned(),
        cells: cells(table),
    });
    Menu { year, expected, taxonomy: 1, tables: tables.collect() }
}

/// A release in which the cells are drawn as 10, -3, 24 and so on from `from`.
pub(in super::super) fn release(menu: &Menu, quarter: i8, from: i64) -> Published {
    let period = Period { year: menu.year, quarter };
    let tables = menu.tables.iter().filter(|t| t.table.is_of(period));
    let drawn = |n: usize| from + [10, -13, 14, 1, 0, -2][n % 6];
    let tables = tables.map(|t| ReleasedTable {
        table: t.table,
        epsilon: t.epsilon.clone(),
        cells: t.cells.iter().enumerate().map(|(n, cell)| (cell.clone(), drawn(n))).collect(),
    });
    let released = Released {
        version: 1,
        period: period.to_string(),
        counted_from: None,
        drawn_on: format!("{}-01-11", menu.year + 1),
        menu: "ab".repeat(32),
        tables: tables.collect(),
    };
    Published { period, released, menu: menu.clone() }
}

/// All of a year.
pub(in super::super) fn whole(year: i16, expected: u32, from: i64) -> Vec<Published> {
    let menu = menu(year, expected);
    [1, 2, 3, 4, 0].map(|quarter| release(&menu, quarter, from)).into()
}

fn of(years: &[super::Year], year: i16, table: Table) -> Option<&Shown> {
    let year = years.iter().find(|y| y.year == year)?;
    year.tables.iter().find(|(t, _)| *t == table).map(|(_, shown)| shown)
}

#[test]
fn nothing_is_said_below_zero_and_the_interval_is_that_of_the_draw() {
    let figure = Figure { drawn: -5, within: 24 };
    assert_eq!((figure.about(), figure.low(), figure.high()), (0, 0, 24));
    assert!(figure.reaches_zero() && Figure { drawn: 24, within: 24 }.reaches_zero());
    assert!(!Figure { drawn: 25, within: 24 }.reaches_zero());
    let figure = Figure { drawn: 40, within: 24 };
    assert_eq!((figure.about(), figure.low(), figure.high()), (40, 16, 64));
    let figure = Figure { drawn: -50, within: 24 };
    assert_eq!((figure.about(), figure.low(), figure.high()), (0, 0, 24));
}

#[test]
fn a_year_of_institutions_is_the_sum_of_four_quarters_with_the_interval_of_the_sum() {
    let years = years(&whole(2025, 150, 0));
    let Some(Shown::Year(sheet)) = of(&years, 2025, Table::Institution) else { panic!("no sum") };
    assert_eq!(sheet.cells[0], ("nbs".to_owned(), Figure { drawn: 40, within: 5 }));
    assert_eq!(sheet.cells[1].1.drawn, -52);
    // 32 draws of ε = 1: √(32 · 2q/(1−q)²) = 7.67.
    assert_eq!(sheet.total, Figure { drawn: 4 * (10 - 13 + 14 + 1 - 2 + 10 - 13), within: 15 });
    let Some(Shown::Year(sheet)) = of(&years, 2025, Table::Sex) else { panic!("no table") };
    assert_eq!(sheet.cells[2].1, Figure { drawn: 14, within: 24 });
    assert!(years[0].is_whole());
}

#[test]
fn quarters_stand_by_themselves_until_the_fourth() {
    let menu = menu(2025, 150);
    let years = years(&[release(&menu, 1, 0), release(&menu, 2, 3)]);
    let Some(Shown::Quarters(each)) = of(&years, 2025, Table::Institution) else { panic!("a sum") };
    let told: Vec<(i8, i64, i64)> =
        each.iter().map(|(p, s)| (p.quarter, s.cells[0].1.drawn, s.cells[0].1.within)).collect();
    assert_eq!(told, [(1, 10, 3), (2, 13, 3)]);
    assert_eq!(of(&years, 2025, Table::Sex), None, "drawn with the year");
    assert!(!years[0].is_whole() && trends(&years, 2025).is_empty());
}

#[test]
fn a_table_with_too_much_noise_waits_for_three_years_and_is_their_sum() {
    let all: Vec<_> = [2023, 2024, 2025].into_iter().flat_map(|year| whole(year, 80, 5)).collect();
    let two = years(&all[..10]);
    assert_eq!(of(&two, 2024, Table::Relation), Some(&Shown::Later));
    let three = years(&all);
    assert_eq!(of(&three, 2024, Table::Relation), Some(&Shown::Later));
    let Some(Shown::Threes(sheet)) = of(&three, 2025, Table::Relation) else { panic!("no sum") };
    assert_eq!(sheet.cells[0].1.drawn, 45);
    assert!(sheet.cells[0].1.within > 24, "the interval of the sum");
    assert!(trends(&three, 2025).iter().all(|t| t.table != Table::Relation), "no year of it by itself");
    // What is not too noisy is shown by the year all the same.
    assert!(matches!(of(&three, 2025, Table::Institution), Some(Shown::Year(_))));

    // A gap, or another list: no sum.
    assert_eq!(of(&years(&[&all[..5], &all[10..]].concat()), 2025, Table::Relation), Some(&Shown::Later));
    let mut other = all.clone();
    for table in other[4].released.tables.iter_mut().filter(|t| t.table == Table::Relation) {
        table.cells.swap(0, 1);
    }
    assert_eq!(of(&years(&other), 2025, Table::Relation), Some(&Shown::Later));
}

#[test]
fn a_trend_has_every_year_of_a_table_and_only_those() {
    let all: Vec<_> =
        [2024, 2025].into_iter().flat_map(|year| whole(year, 150, i64::from(year - 2020))).collect();
    let all = years(&all);
    let told = trends(&all, 2025);
    assert_eq!(told.len(), Table::ALL.len());
    let sex = told.iter().find(|t| t.table == Table::Sex).expect("a trend");
    assert_eq!(sex.years, [2024, 2025]);
    assert_eq!(sex.cells[0].1.iter().flatten().map(|f| f.drawn).collect::<Vec<_>>(), [14, 15]);
    assert!(trends(&all, 2024).is_empty(), "one year is no trend");
}

#[test]
fn what_is_spent_is_the_sum_over_tables_whatever_was_released_how_often() {
    let one = |t, e| (t, e);
    let told = spent([one(Table::Institution, "1"), one(Table::Institution, "1"), one(Table::Sex, "1/8")]);
    assert_eq!(told.sum, "9/8");
    let menu = menu(2025, 150);
    let told = spent(menu.tables.iter().map(|t| (t.table, &*t.epsilon)));
    assert_eq!(told.sum, "2");
    assert_eq!(told.twice, "4");
    assert!((told.presence - 7.389).abs() < 0.001 && (told.content - 54.598).abs() < 0.001);
}

#[test]
fn tables_that_differ_have_no_sum() {
    assert_eq!(Sheet::sum(&[]), None);
    let (a, b) = (whole(2024, 150, 0), whole(2025, 150, 0));
    let mut other = b[0].released.tables[0].clone();
    assert!(Sheet::sum(&[&a[0].released.tables[0], &other]).is_some());
    other.epsilon = "1/2".to_owned();
    assert_eq!(Sheet::sum(&[&a[0].released.tables[0], &other]), None);
}

#[test]
fn a_year_planned_part_way_is_whole_without_the_quarters_before() {
    let mut all = whole(2025, 150, 0);
    all.remove(0);
    assert!(matches!(of(&years(&all), 2025, Table::Institution), Some(Shown::Quarters(_))), "one is missing");
    // The second quarter and the year say since when they were counted.
    for n in [0, 3] {
        all[n].released.counted_from = Some("2025-05-10".to_owned());
    }
    let shown = of(&years(&all), 2025, Table::Institution).cloned();
    assert!(matches!(shown, Some(Shown::Year(_))), "{shown:?}");
    assert!(years(&all)[0].is_whole());
    all.pop();
    assert!(!years(&all)[0].is_whole());
}

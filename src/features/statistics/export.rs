//! Releases as files: what was drawn, as it was drawn, with what is computed from it.
//!
//! A table says in `shown` whether its figures mean something by themselves (`alone`), as the sum of four quarters, or only
//! as the sum of three years.

use std::fmt::Write as _;

use serde::Serialize;

use super::figures::{Figure, Sheet, quarters, spent, up};
use super::menu::in_threes;
use super::read::Published;
use crate::disclosure::budget::Epsilon;
use crate::domain::statistics::{Menu, Period, Released, Table};

/// Columns of the CSV. `epsilon` is rounded to six decimals, since spreadsheets take 1/8 for a day; `about` is empty where the
/// interval begins at 0, `draws` says of how many draws a cell is the sum; `counted_from` is empty but where the year was planned
/// when some of the period had passed, `sample` but where the figures were made up for a demonstration.
const COLUMNS: &str = "period,drawn_on,table,table_name,cell,cell_name,epsilon,drawn,about,low_95,high_95,shown,draws,counted_from,sample\r\n";

/// What a file of a demonstration says of its figures.
const SAMPLE: &str = "made_up";

/// The code of the row that holds the sum of a table.
pub const TOTAL: &str = "total";

/// A text as a spreadsheet takes it for a text: what begins like a formula gets an apostrophe (CWE-1236).
fn text(value: &str) -> String {
    let begins = |c: char| ['=', '+', '-', '@', '\t', '\r'].contains(&c);
    let value = if value.starts_with(begins) { format!("'{value}") } else { value.to_owned() };
    if value.contains([',', '"', '\n', '\r']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

/// A figure as pages say it; nothing where they give the interval alone.
fn about(figure: Figure) -> Option<i64> {
    (!figure.reaches_zero()).then(|| figure.about())
}

fn how(menu: &Menu, table: Table) -> &'static str {
    match table {
        _ if menu.of(table).is_some_and(|t| in_threes(menu, t)) => "three_years",
        Table::Institution => "four_quarters",
        _ => "alone",
    }
}

/// One table of a file: drawn for a period, or the sum of its quarters.
struct Part {
    table: Table,
    epsilon: String,
    /// The last day on which something of it was drawn.
    drawn_on: String,
    of: Vec<String>,
    sheet: Sheet,
    shown: &'static str,
}

/// What a release holds; that of a year also the sums of what was drawn by the quarter, as the page of the year has them.
fn parts(all: &[Published], p: &Published) -> Vec<Part> {
    let drawn = p.released.tables.iter().filter_map(|t| {
        let (epsilon, drawn_on) = (t.epsilon.clone(), p.released.drawn_on.clone());
        let (of, shown) = (vec![p.released.period.clone()], how(&p.menu, t.table));
        Some(Part { table: t.table, epsilon, drawn_on, of, sheet: Sheet::sum(&[t])?, shown })
    });
    let sums = p.menu.tables.iter().filter(|_| p.period.quarter == 0).filter_map(|t| {
        let (periods, sheet) = quarters(all, p.period.year, t.table)?;
        let days = all.iter().filter(|q| periods.contains(&q.period)).map(|q| &q.released.drawn_on);
        Some(Part {
            table: t.table,
            epsilon: t.epsilon.clone(),
            drawn_on: days.max()?.clone(),
            of: periods.iter().map(Period::to_string).collect(),
            sheet,
            shown: if in_threes(&p.menu, t) { "three_years" } else { "alone" },
        })
    });
    drawn.chain(sums).collect()
}

/// `1/8` as `0.125`.
fn decimal(epsilon: &str) -> String {
    let value = Epsilon::parse(epsilon).map_or(0.0, Epsilon::value);
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// These releases as one table, RFC 4180, with a mark of its encoding in front, without which spreadsheets take it for
/// another. `all` is everything that was released; `name` gives the words of a table, of its cells and of [`TOTAL`].
#[must_use]
pub fn csv(
    all: &[Published],
    these: &[&Published],
    sample: bool,
    name: impl Fn(Table, Option<&str>) -> String,
) -> String {
    let sample = if sample { SAMPLE } else { "" };
    let mut file = format!("\u{feff}{COLUMNS}");
    for p in these {
        for part in parts(all, p) {
            let total = (TOTAL.to_owned(), part.sheet.total);
            for (code, figure) in part.sheet.cells.iter().chain([&total]) {
                let texts = [
                    &p.released.period,
                    &part.drawn_on,
                    part.table.word(),
                    &name(part.table, None),
                    code,
                    &name(part.table, Some(code)),
                    &decimal(&part.epsilon),
                ];
                for value in texts {
                    file.push_str(&text(value));
                    file.push(',');
                }
                let (drawn, low, high) = (figure.drawn, figure.low(), figure.high());
                let about = about(*figure).map_or_else(String::new, |about| about.to_string());
                let (how, of) = (part.shown, part.of.len());
                let since = p.released.counted_from.as_deref().unwrap_or_default();
                let _ = write!(file, "{drawn},{about},{low},{high},{how},{of},{since},{sample}\r\n");
            }
        }
    }
    file
}

/// What the JSON says that it is.
const FORMAT: &str = "balss-statistics/1";

/// Whether a text is what [`json`] writes: made for readers, and signed by nobody.
#[must_use]
pub fn is_for_readers(text: &str) -> bool {
    let file: Option<serde_json::Value> = serde_json::from_str(text).ok();
    file.is_some_and(|file| file["format"] == FORMAT)
}

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    /// Only where the figures were made up for a demonstration.
    #[serde(skip_serializing_if = "Option::is_none")]
    sample: Option<&'static str>,
    /// As it was signed, byte for byte; `menu` in it is the digest of the plan.
    release: &'a Released,
    menu: &'a Menu,
    method: Method,
    tables: Vec<Computed<'a>>,
}

#[derive(Serialize)]
struct Method {
    unit: &'static str,
    neighbours: &'static str,
    sensitivity: u32,
    noise: &'static str,
    /// What all tables of the menu spend on one record in its life.
    epsilon_of_all_tables: String,
    /// By what factor at most the odds change that a given report is among those counted.
    odds_of_presence: f64,
    /// By what factor at most those of what it says, for whoever knows that it is counted.
    odds_of_content: f64,
    guarantee: String,
    interval: &'static str,
}

#[derive(Serialize)]
struct Computed<'a> {
    table: Table,
    /// By what factor at most it changes the odds between two cells, for a report that is known to be counted: e^(2 epsilon).
    odds_between_cells: Option<f64>,
    shown: &'static str,
    /// Whose draws it is the sum of.
    of: &'a [String],
    cells: Vec<Cell<'a>>,
    total: Cell<'a>,
}

#[derive(Serialize)]
struct Cell<'a> {
    #[serde(rename = "cell")]
    code: &'a str,
    /// As pages say it; nothing where they give the interval alone.
    about: Option<i64>,
    low_95: i64,
    high_95: i64,
}

fn computed<'a>(menu: &Menu, part: &'a Part) -> Computed<'a> {
    let (table, sheet) = (part.table, &part.sheet);
    let cell = |code, figure: Figure| Cell {
        code,
        about: about(figure),
        low_95: figure.low(),
        high_95: figure.high(),
    };
    Computed {
        table,
        odds_between_cells: menu.of(table).map(|t| up(spent([(table, &*t.epsilon)]).content)),
        shown: part.shown,
        of: &part.of,
        cells: sheet.cells.iter().map(|(code, figure)| cell(code, *figure)).collect(),
        total: cell(TOTAL, sheet.total),
    }
}

/// One release of all as JSON.
///
/// # Errors
/// None that can happen: every part of it is written as JSON.
pub fn json(all: &[Published], p: &Published, sample: bool) -> serde_json::Result<String> {
    let spent = spent(p.menu.tables.iter().map(|t| (t.table, &*t.epsilon)));
    let parts = parts(all, p);
    let file = File {
        format: FORMAT,
        sample: sample.then_some(SAMPLE),
        release: &p.released,
        menu: &p.menu,
        method: Method {
            unit: "one coded record: a report by the person it happened to, who agreed to be counted",
            neighbours: "two sets of records that differ in one record added or removed",
            sensitivity: 1,
            noise: "discrete Laplace on every cell, P(x) proportional to exp(-epsilon |x|), drawn exactly",
            epsilon_of_all_tables: spent.sum,
            odds_of_presence: up(spent.presence),
            odds_of_content: up(spent.content),
            guarantee: format!(
                "no release, nor all of them together, changes anyone's odds that a given report is among those counted by a \
                 factor of more than {}, nor, for somebody who knows that it is, the odds of anything it says by a factor of \
                 more than {}; several reports by one person multiply",
                up(spent.presence),
                up(spent.content)
            ),
            interval: "95 % interval of the drawn figure, its lower end cut at 0, its upper end never below its half-width",
        },
        tables: parts.iter().map(|part| computed(&p.menu, part)).collect(),
    };
    serde_json::to_string(&file)
}

#[cfg(test)]
mod tests {
    use super::{csv, json, text};
    use crate::domain::statistics::Table;
    use crate::features::statistics::figures::tests::{menu, release, whole};

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for (value, told) in [
            ("=1+1", "'=1+1"),
            ("+3", "'+3"),
            ("-3", "'-3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\""),
            ("State Police", "State Police"),
            ("a, b", "\"a, b\""),
        ] {
            assert_eq!(text(value), told);
        }
        let mut all = whole(2025, 150, 0);
        all[0].released.tables[0].cells[1].0 = "=HYPERLINK(1)".to_owned();
        let these: Vec<_> = all.iter().collect();
        let file =
            csv(&all, &these, false, |table, cell| format!("-{}{}", table.word(), cell.unwrap_or_default()));
        let lines: Vec<&str> = file.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
        assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n"));
        let columns = lines[0].split(',').count();
        assert!(lines.iter().all(|l| l.split(',').count() == columns), "{file}");
        let row = "2025-Q1,2026-01-11,institution,'-institution,nbs,'-institutionnbs,1,10,10,7,13,four_quarters,1,,";
        assert_eq!(lines[1], row);
        assert!(lines[2].contains(",'=HYPERLINK(1),") && lines[2].ends_with(",1,-13,,0,3,four_quarters,1,,"));
        // A total of each table.
        let cells: usize = all.iter().flat_map(|p| &p.released.tables).map(|t| t.cells.len() + 1).sum();
        assert_eq!(lines.len(), 1 + cells);
        let total = "2025-Q1,2026-01-11,institution,'-institution,total,'-institutiontotal,1,7,,0,15,four_quarters,1,,";
        assert_eq!(lines[9], total);
    }

    #[test]
    fn an_epsilon_is_no_day() {
        for (epsilon, told) in [("1/8", "0.125"), ("1", "1"), ("2", "2"), ("1/3", "0.333333")] {
            assert_eq!(super::decimal(epsilon), told);
        }
        let file = csv(&[], &[&release(&menu(2025, 150), 0, 0)], false, |_, _| String::new());
        assert!(file.contains(",0.125,") && !file.contains("1/8"));
    }

    #[test]
    fn a_table_that_means_nothing_by_itself_says_so() {
        let year = release(&menu(2025, 80), 0, 0);
        let file = csv(&[], &[&year], false, |_, _| String::new());
        let how = |table: Table| {
            let line = file.lines().find(|l| l.contains(&format!(",{},", table.word())));
            line.expect("a line").rsplit(',').nth(3).expect("a column").to_owned()
        };
        assert_eq!(how(Table::Relation), "three_years");
        assert_eq!(how(Table::Retaliation), "alone");
    }

    #[test]
    fn json_holds_the_release_byte_for_byte_and_only_what_follows_from_it() {
        let year = release(&menu(2025, 150), 0, 0);
        let file = json(&[], &year, false).expect("JSON");
        let signed = serde_json::to_string(&year.released).expect("JSON");
        assert!(
            super::is_for_readers(&file) && !super::is_for_readers(&signed) && !super::is_for_readers("x")
        );
        assert!(file.contains(&format!("\"release\":{signed},")));
        let read: serde_json::Value = serde_json::from_str(&file).expect("JSON");
        assert_eq!(read["release"]["menu"], "ab".repeat(32));
        assert!(read.get("sample").is_none());
        assert_eq!(read["method"]["epsilon_of_all_tables"], "2");
        let told = read["method"]["guarantee"].as_str().expect("words").to_owned();
        assert!(
            told.contains("a factor of more than 7.4, ") && told.contains("a factor of more than 55;"),
            "{told}"
        );
        assert_eq!(read["method"]["odds_of_presence"], 7.4);
        assert_eq!(read["method"]["odds_of_content"], 55.0);
        assert_eq!(read["tables"][0]["odds_between_cells"], 1.3);
        let act = &read["tables"][0];
        assert_eq!((&act["table"], &act["cells"][1]["about"]), (&"act".into(), &serde_json::Value::Null));
        assert_eq!((&act["cells"][0]["low_95"], &act["cells"][0]["high_95"]), (&0.into(), &34.into()));
        let kept = read["tables"].as_array().expect("tables").iter().find(|t| t["table"] == "retaliation");
        assert_eq!(kept.expect("a table")["cells"][0]["about"], serde_json::Value::Null);
        let all = whole(2025, 150, 40);
        let read: serde_json::Value =
            serde_json::from_str(&json(&all, &all[4], false).expect("JSON")).expect("JSON");
        assert_eq!(read["tables"][0]["cells"][0]["about"], 50);
    }

    #[test]
    fn the_files_of_a_year_have_the_sum_of_its_quarters_as_the_page_has() {
        let all = whole(2025, 150, 0);
        let year = all.last().expect("the year");
        let file = csv(&all, &[year], true, |_, _| String::new());
        let row = "2025,2026-01-11,institution,,nbs,,1,40,40,35,45,alone,4,,made_up";
        assert!(file.lines().any(|l| l == row), "{file}");
        assert!(
            file.lines().any(|l| l.starts_with("2025,2026-01-11,institution,,total,,1,28,28,13,43,")),
            "{file}"
        );
        let read: serde_json::Value =
            serde_json::from_str(&json(&all, year, true).expect("JSON")).expect("JSON");
        assert_eq!(read["sample"], "made_up");
        let tables = read["tables"].as_array().expect("tables");
        let sum = tables.iter().find(|t| t["table"] == "institution").expect("the sum");
        assert_eq!(sum["of"].as_array().expect("periods").len(), 4);
        assert_eq!((&sum["cells"][0]["about"], &sum["total"]["high_95"]), (&40.into(), &43.into()));
        // A quarter is missing: no sum of the others stands for the year.
        let part = &all[1..];
        assert!(!csv(part, &[year], false, |_, _| String::new()).contains(",institution,"));
    }
}

//! What is counted for publication [format]: nine tables, each a function of one coded record to exactly one cell of a fixed
//! list, the periods they are drawn for, and the menu that fixes the lists before the year begins.
//!
//! The JSON of [`Menu`] and [`Released`] is what is signed, stored and exported, byte for byte.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::coding::{DELAY, NOT_GBV, RELATION_CELL, SURVIVOR_SEX};
use super::desk::OUTCOME;

/// What a promise came to.
pub const KEPT: [&str; 2] = ["in_time", "late"];
/// Whether a report says that somebody made the person pay for an earlier one.
pub const RETALIATION: [&str; 2] = ["no", "yes"];

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// The institution that the report is about. The only one that is drawn every quarter.
    Institution,
    /// The GBVIMS type of incident.
    Act,
    /// Who did it.
    Relation,
    /// Sex of the person it happened to.
    Sex,
    /// From the incident to the report.
    Delay,
    /// Whether it is about retaliation for an earlier report.
    Retaliation,
    /// How the case ended, in the year in which it did.
    Outcome,
    /// Whether it was acknowledged in time, in the year in which that is known.
    Acknowledged,
    /// Whether its reporter heard in time what was done, in the year in which that is known.
    Feedback,
}

impl Table {
    /// All of them, in the order of plans.
    pub const ALL: [Self; 9] = [
        Self::Institution,
        Self::Act,
        Self::Relation,
        Self::Sex,
        Self::Delay,
        Self::Retaliation,
        Self::Outcome,
        Self::Acknowledged,
        Self::Feedback,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Institution => "institution",
            Self::Act => "act",
            Self::Relation => "relation",
            Self::Sex => "sex",
            Self::Delay => "delay",
            Self::Retaliation => "retaliation",
            Self::Outcome => "outcome",
            Self::Acknowledged => "acknowledged",
            Self::Feedback => "feedback",
        }
    }

    /// The table of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.word() == word)
    }

    /// Its cells, where neither the country pack's institutions nor its taxonomy name them.
    #[must_use]
    pub const fn fixed_cells(self) -> &'static [&'static str] {
        match self {
            Self::Institution | Self::Act => &[],
            Self::Relation => &RELATION_CELL,
            Self::Sex => &SURVIVOR_SEX,
            Self::Delay => &DELAY,
            Self::Retaliation => &RETALIATION,
            Self::Outcome => &OUTCOME,
            Self::Acknowledged | Self::Feedback => &KEPT,
        }
    }

    /// How often a year it is drawn: every quarter, or once.
    #[must_use]
    pub const fn draws(self) -> usize {
        if matches!(self, Self::Institution) { 4 } else { 1 }
    }

    /// Whether it is drawn for such a period.
    #[must_use]
    pub const fn is_of(self, period: Period) -> bool {
        (self.draws() > 1) == (period.quarter > 0)
    }
}

/// A quarter, or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The year, from 2000 to 9999.
    pub year: i16,
    /// From 1 to 4; 0 for the year as a whole.
    pub quarter: i8,
}

impl Period {
    /// The year of a date.
    #[must_use]
    pub fn year_of(date: Date) -> Self {
        Self { year: date.year(), quarter: 0 }
    }

    /// The quarter of a date.
    #[must_use]
    pub fn quarter_of(date: Date) -> Self {
        Self { year: date.year(), quarter: (date.month() - 1) / 3 + 1 }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::constant(self.year, (self.quarter.max(1) - 1) * 3 + 1, 1)
    }

    /// Whether it is over on `date`.
    #[must_use]
    pub fn is_over(self, date: Date) -> bool {
        let now = if self.quarter == 0 { Self::year_of(date) } else { Self::quarter_of(date) };
        self < now
    }

    /// As the store keeps it: the year ten times, and the quarter.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.year) * 10 + i64::from(self.quarter)
    }

    /// Of such a number.
    #[must_use]
    pub fn of_number(number: i64) -> Option<Self> {
        let year = i16::try_from(number / 10).ok().filter(|year| (2000..=9999).contains(year))?;
        let quarter = i8::try_from(number % 10).ok().filter(|quarter| (0..=4).contains(quarter))?;
        Some(Self { year, quarter })
    }

    /// Reads `2026` or `2026-Q3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q").unwrap_or((text, "0"));
        let plain = |digits: &str, n| digits.len() == n && digits.bytes().all(|b| b.is_ascii_digit());
        let fits = plain(year, 4) && plain(quarter, 1) && (quarter == "0") != text.contains('Q');
        let number = fits.then(|| format!("{year}{quarter}").parse().ok())??;
        Self::of_number(number)
    }

    /// The quarters of a year, and the year.
    #[must_use]
    pub fn all_of(year: i16) -> [Self; 5] {
        [1, 2, 3, 4, 0].map(|quarter| Self { year, quarter })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quarter == 0 {
            write!(f, "{}", self.year)
        } else {
            write!(f, "{}-Q{}", self.year, self.quarter)
        }
    }
}

/// The lists of one year, fixed before any of its records is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// The year.
    pub year: i16,
    /// Reports a year that were expected: what decides which tables are shown as sums of three years.
    pub expected: u32,
    /// Version of the taxonomy whose types are cells.
    pub taxonomy: u32,
    /// Every table.
    pub tables: Vec<MenuTable>,
}

/// One table of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuTable {
    /// Which.
    pub table: Table,
    /// Its ε, such as `1/8`: a constant for the life of an installation.
    pub epsilon: String,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Menu {
    /// Whether it has every table once, in their order, and each cell of a table once.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let once = |t: &MenuTable| {
            !t.cells.is_empty() && t.cells.iter().enumerate().all(|(n, cell)| !t.cells[..n].contains(cell))
        };
        self.tables.iter().map(|t| t.table).eq(Table::ALL) && self.tables.iter().all(once)
    }

    /// One table of it.
    #[must_use]
    pub fn of(&self, table: Table) -> Option<&MenuTable> {
        self.tables.iter().find(|t| t.table == table)
    }
}

/// A coded record: what is known of one case for the tables, without a word of its own. A field that is empty names no cell,
/// and the record does not enter that table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coded {
    /// [`Table::Institution`].
    pub institution: String,
    /// [`Table::Act`].
    pub act: String,
    /// [`Table::Relation`].
    pub relation: String,
    /// [`Table::Sex`].
    pub sex: String,
    /// [`Table::Delay`].
    pub delay: String,
    /// [`Table::Retaliation`].
    pub retaliation: String,
    /// [`Table::Outcome`].
    pub outcome: String,
    /// [`Table::Acknowledged`].
    pub acknowledged: String,
    /// [`Table::Feedback`].
    pub feedback: String,
}

impl Coded {
    /// Of a case that is not counted.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Its code for a table; empty where it has none.
    #[must_use]
    pub fn code(&self, table: Table) -> &str {
        match table {
            Table::Institution => &self.institution,
            Table::Act => &self.act,
            Table::Relation => &self.relation,
            Table::Sex => &self.sex,
            Table::Delay => &self.delay,
            Table::Retaliation => &self.retaliation,
            Table::Outcome => &self.outcome,
            Table::Acknowledged => &self.acknowledged,
            Table::Feedback => &self.feedback,
        }
    }

    /// The one cell of a table that it falls into. A code that the menu does not have, because the taxonomy was changed
    /// meanwhile, falls into `unknown`, else `other`, else into none.
    #[must_use]
    pub fn cell(&self, of: &MenuTable) -> Option<usize> {
        let code = Some(self.code(of.table)).filter(|code| !code.is_empty() && *code != NOT_GBV)?;
        let at = |code: &str| of.cells.iter().position(|cell| cell == code);
        at(code).or_else(|| at("unknown")).or_else(|| at("other"))
    }
}

/// What was drawn for a period: signed by two publishers, stored, shown and exported, and never drawn again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Released {
    /// Version of this form, 1.
    pub version: u32,
    /// `2026` or `2026-Q3`.
    pub period: String,
    /// Day of the draw, `YYYY-MM-DD`.
    pub drawn_on: String,
    /// Day from which it was counted, `YYYY-MM-DD`, where the plan was signed only after the period had begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<String>,
    /// SHA-256 of the year's menu as it was signed, hexadecimal.
    pub menu: String,
    /// The tables of the period.
    pub tables: Vec<ReleasedTable>,
}

/// One table of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleasedTable {
    /// Which.
    pub table: Table,
    /// The ε of its draws.
    pub epsilon: String,
    /// Every cell with its count and a draw of noise: may be below zero.
    pub cells: Vec<(String, i64)>,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Coded, Menu, MenuTable, Period, Table};

    #[test]
    fn periods_are_told_apart_and_over_in_time() {
        for text in ["2026", "2026-Q1", "2026-Q4"] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(period.to_string(), text);
            assert_eq!(Period::of_number(period.number()), Some(period));
        }
        for text in ["", "26", "2026-Q0", "2026-Q5", "2026Q1", "2026-q1", "20261", "2026-Q", "-026", "1999"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        let third = Period::quarter_of(date(2026, 9, 30));
        assert_eq!(third.to_string(), "2026-Q3");
        assert!(!third.is_over(date(2026, 9, 30)) && third.is_over(date(2026, 10, 1)));
        let year = Period::year_of(date(2026, 1, 1));
        assert!(!year.is_over(date(2026, 12, 31)) && year.is_over(date(2027, 1, 1)));
    }

    #[test]
    fn each_table_is_drawn_for_one_kind_of_period() {
        for table in Table::ALL {
            assert_eq!(Table::parse(table.word()), Some(table));
            let of = Period::all_of(2026).into_iter().filter(|p| table.is_of(*p)).count();
            assert_eq!(of, table.draws());
        }
    }

    #[test]
    fn a_menu_has_every_table_and_cell_once() {
        let table = |table| MenuTable { table, epsilon: "1/8".to_owned(), cells: vec!["a".to_owned()] };
        let whole = Menu { year: 2026, expected: 1, taxonomy: 1, tables: Table::ALL.map(table).to_vec() };
        assert!(whole.is_whole());
        let with = |change: &dyn Fn(&mut Vec<MenuTable>)| {
            let mut other = whole.clone();
            change(&mut other.tables);
            other.is_whole()
        };
        assert!(!with(&|tables| tables.push(table(Table::Sex))), "drawn twice");
        assert!(!with(&|tables| drop(tables.pop())));
        assert!(!with(&|tables| tables[3].cells.push("a".to_owned())), "a record names one cell");
        assert!(!with(&|tables| tables[3].cells.clear()));
    }

    #[test]
    fn a_record_names_one_cell_or_none() {
        let table = |table, cells: &[&str]| MenuTable {
            table,
            epsilon: "1".to_owned(),
            cells: cells.iter().map(|c| (*c).to_owned()).collect(),
        };
        let sex = table(Table::Sex, &["woman", "man", "unknown"]);
        let of = |sex_is: &str| Coded { sex: sex_is.to_owned(), ..Coded::nothing() }.cell(&sex);
        assert_eq!([of("man"), of("later_code"), of("")], [Some(1), Some(2), None]);
        let act = table(Table::Act, &["rape"]);
        let of = |act_is: &str| Coded { act: act_is.to_owned(), ..Coded::nothing() }.cell(&act);
        assert_eq!([of("rape"), of("not_gbv"), of("later_code")], [Some(0), None, None]);
    }
}

//! The tables of a plan, as the list shows them and as they are signed: whoever approves a list of rows reads its rows.

use crate::disclosure::budget::Epsilon;
use crate::domain::statistics::{Menu, MenuTable};
use crate::features::statistics::menu::{in_threes, within};
use crate::features::statistics::publish::{Earlier, before, too_many};
use crate::features::statistics::show::{cell_name, table_name};
use crate::texts::Arg;
use crate::web::desk::Words as _;
use crate::web::page::Shell;

/// One table of a plan.
pub struct TableRow {
    /// Its name.
    pub name: String,
    /// The names of its rows.
    pub rows: String,
    /// Its ε.
    pub epsilon: String,
    /// How far a figure will be from its count in 95 of 100 draws.
    pub within: String,
    /// Whether it stands for itself, or as the sum of three years.
    pub shown: String,
}

/// What a plan counts.
pub struct PlanView {
    /// Reports a year that are expected.
    pub expected: i64,
    /// What earlier years came to, in a sentence, or empty.
    pub earlier: String,
    /// That more is expected than they came to, with the tables that stand for it; or empty.
    pub many: String,
    /// Who can release, in a sentence, or empty.
    pub holders: String,
    /// Institutions of which one adviser can, and what that means; or empty.
    pub alone: String,
    /// Its tables.
    pub tables: Vec<TableRow>,
}

/// A plan as it is shown, beside what was released of earlier years where it can still be made anew.
#[must_use]
pub fn view(shell: &Shell, menu: &Menu, came: &[Earlier], holders: &[(String, usize)]) -> PlanView {
    let these = before(came, menu.year);
    PlanView {
        expected: menu.expected.into(),
        earlier: released(shell, these),
        many: many(shell, menu, these),
        holders: who(shell, holders),
        alone: alone(shell, holders),
        tables: menu.tables.iter().map(|table| row(shell, menu, table)).collect(),
    }
}

fn released(shell: &Shell, these: &[Earlier]) -> String {
    let one = |of: &Earlier| {
        let day = of.from.map(|day| shell.texts.day_from(shell.lang, day));
        let id = if day.is_some() { "publishing-earlier-part" } else { "publishing-earlier-year" };
        let (year, day) = (of.year.to_string(), day.unwrap_or_default());
        let ends = [("low", Arg::Num(of.low)), ("high", Arg::Num(of.high))];
        let values = [("year", Arg::Str(&year)), ("day", Arg::Str(&day))];
        shell.texts.say_with(shell.lang, id, &[&values[..], &ends[..]].concat())
    };
    let all: Vec<String> = these.iter().map(one).collect();
    if all.is_empty() { String::new() } else { shell.t1("publishing-earlier", "years", &all.join("; ")) }
}

fn who(shell: &Shell, holders: &[(String, usize)]) -> String {
    let one =
        |(institution, n): &(String, usize)| format!("{}: {n}", shell.choice("institution", institution));
    let all: Vec<String> = holders.iter().map(one).collect();
    if all.is_empty() { String::new() } else { shell.t1("publishing-holders", "list", &all.join("; ")) }
}

/// The part of one institution is lost with its last holder, and any two parts are the key.
fn alone(shell: &Shell, holders: &[(String, usize)]) -> String {
    let one = holders.iter().filter(|(_, n)| *n == 1);
    let all: Vec<String> = one.map(|(institution, _)| shell.choice("institution", institution)).collect();
    let id = if holders.len() > 2 { "publishing-alone-among" } else { "publishing-alone-of-two" };
    if all.is_empty() { String::new() } else { shell.t1(id, "list", &all.join("; ")) }
}

fn many(shell: &Shell, menu: &Menu, these: &[Earlier]) -> String {
    let Some((newest, tables)) = too_many(menu, these) else { return String::new() };
    let tables: Vec<String> = tables.into_iter().map(|table| table_name(shell, table)).collect();
    let (year, tables) = (newest.year.to_string(), tables.join("; "));
    let values = [
        ("n", Arg::Num(menu.expected.into())),
        ("year", Arg::Str(&year)),
        ("high", Arg::Num(newest.high)),
        ("tables", Arg::Str(&tables)),
    ];
    let say = |id| shell.texts.say_with(shell.lang, id, &values);
    let what = say("publishing-many");
    if tables.is_empty() { what } else { format!("{what} {}", say("publishing-many-tables")) }
}

fn row(shell: &Shell, menu: &Menu, of: &MenuTable) -> TableRow {
    let names = of.cells.iter().map(|cell| cell_name(shell, of.table, cell));
    let threes = in_threes(menu, of);
    TableRow {
        name: table_name(shell, of.table),
        rows: names.collect::<Vec<_>>().join("; "),
        epsilon: of.epsilon.clone(),
        within: interval(shell, of, threes),
        shown: shell.t(if threes { "publishing-threes" } else { "publishing-itself" }),
    }
}

/// How far a cell is from its count, as it will be shown: of a table that is drawn every quarter, of a quarter too.
fn interval(shell: &Shell, of: &MenuTable, threes: bool) -> String {
    let Ok(epsilon) = Epsilon::parse(&of.epsilon) else { return String::new() };
    let year = within(epsilon, of.table.draws() * if threes { 3 } else { 1 });
    if threes || of.table.draws() < 2 {
        return format!("± {year}");
    }
    let values = [("year", Arg::Num(year)), ("quarter", Arg::Num(within(epsilon, 1)))];
    shell.texts.say_with(shell.lang, "publishing-within-quarter", &values)
}

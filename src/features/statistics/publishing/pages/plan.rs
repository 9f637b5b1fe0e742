//! The tables of a plan, as the list shows them and as they are signed: whoever approves a list of rows reads its rows.

use crate::disclosure::budget::Epsilon;
use crate::domain::statistics::{Menu, MenuTable};
use crate::features::statistics::menu::{in_threes, within};
use crate::features::statistics::show::{cell_name, table_name};
use crate::texts::Arg;
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
    /// Its tables.
    pub tables: Vec<TableRow>,
}

/// A plan as it is shown.
#[must_use]
pub fn view(shell: &Shell, menu: &Menu) -> PlanView {
    let tables = menu.tables.iter().map(|table| row(shell, menu, table)).collect();
    PlanView { expected: menu.expected.into(), tables }
}

fn row(shell: &Shell, menu: &Menu, of: &MenuTable) -> TableRow {
    let names = of.cells.iter().map(|cell| cell_name(shell, of.table, cell));
    let threes = in_threes(menu, of);
    TableRow {
        name: table_name(shell, of.table),
        rows: names.collect::<Vec<_>>().join("; "),
        epsilon: of.epsilon.clone(),
        within: interval(shell, of, threes),
        shown: shell.t(if threes { "publishing-threes" } else { "publishing-alone" }),
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

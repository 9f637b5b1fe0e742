//! The method, the ledger, and what others ask for.

use super::super::figures::spent;
use super::super::menu::{in_threes, within};
use super::super::pages::{LedgerRow, MapRow, Mapping, Method, MethodRow};
use super::super::read::Published;
use super::{day, drawn, guarantee, newest, say_bounds, table_name, times};
use crate::disclosure::budget::{Epsilon, content};
use crate::domain::statistics::{Menu, Table};
use crate::texts::choice_id;
use crate::web::page::{Shell, period_name};

/// Parts of the method in full, in order.
pub const PARTS: [&str; 12] = [
    "unit",
    "uncounted",
    "neighbours",
    "sensitivity",
    "noise",
    "budget",
    "once",
    "interval",
    "totals",
    "threes",
    "periods",
    "limits",
];

/// What somebody asks for, with the tables that answer.
pub type Item = (&'static str, &'static [Table]);

/// Who asks for statistics, and for what: with the tables that answer, or none.
pub const ASKED: [(&str, &[Item]); 4] = [
    ("plan", &[("awareness", &[]), ("training", &[Table::Acknowledged, Table::Feedback]), ("transfer", &[])]),
    (
        "istanbul",
        &[
            ("data", &[Table::Act, Table::Sex, Table::Relation]),
            ("causes", &[]),
            ("surveys", &[]),
            ("public", &Table::ALL),
        ],
    ),
    (
        "eige",
        &[
            ("person", &[Table::Sex]),
            ("relation", &[Table::Relation]),
            ("form", &[Table::Act]),
            ("age", &[]),
            ("crossed", &[]),
        ],
    ),
    (
        "directive",
        &[
            ("sex", &[Table::Sex]),
            ("age", &[]),
            ("relation", &[Table::Relation]),
            ("offence", &[Table::Act]),
            ("services", &[]),
        ],
    ),
];

fn mappings(shell: &Shell) -> Vec<Mapping> {
    let row = |source: &str, (item, tables): &Item| {
        let asked = shell.t(&choice_id(&format!("statistics-asked-{source}"), item));
        let note = shell.t(&choice_id(&format!("statistics-here-{source}"), item));
        let all = tables.len() == Table::ALL.len();
        let names: Vec<String> = tables.iter().map(|t| table_name(shell, *t)).collect();
        let names = match &names[..] {
            [] => shell.t("statistics-no-counterpart"),
            _ if all => shell.t("statistics-all-tables"),
            names => format!("{}.", names.join("; ")),
        };
        MapRow { asked, here: format!("{names} {note}"), none: tables.is_empty() }
    };
    let source = |(source, items): &(&str, &[Item])| Mapping {
        title: shell.t(&choice_id("statistics-asks", source)),
        rows: items.iter().map(|item| row(source, item)).collect(),
    };
    ASKED.iter().map(source).collect()
}

/// Tables of a release in few words: each ε with those that have it.
fn by_epsilon(shell: &Shell, these: &[(Table, String)]) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for (table, epsilon) in these {
        let name = table_name(shell, *table);
        match groups.iter_mut().find(|(e, _)| e == epsilon) {
            Some((_, names)) => names.push(name),
            None => groups.push((epsilon, vec![name])),
        }
    }
    groups.into_iter().map(|(epsilon, names)| format!("{epsilon}: {}", names.join("; "))).collect()
}

fn ledger(shell: &Shell, all: &[Published]) -> Vec<LedgerRow> {
    let mut by_draw: Vec<&Published> = all.iter().collect();
    by_draw.sort_by(|a, b| a.released.drawn_on.cmp(&b.released.drawn_on));
    let each =
        |p: &Published| p.released.tables.iter().map(|t| (t.table, t.epsilon.clone())).collect::<Vec<_>>();
    let mut so_far: Vec<(Table, String)> = Vec::new();
    let sum = |of: &[(Table, String)]| spent(of.iter().map(|(t, e)| (*t, &**e))).sum;
    let row = |p: &Published| {
        let these = each(p);
        so_far.extend(these.iter().cloned());
        LedgerRow {
            period: period_name(shell, p.period),
            drawn_on: day(shell, &p.released.drawn_on),
            tables: by_epsilon(shell, &these),
            spent: sum(&these),
            so_far: sum(&so_far),
        }
    };
    by_draw.into_iter().map(row).collect()
}

/// The page of the method. `menu` is that of the newest year that has a release, or of the configuration.
#[must_use]
pub fn method<'a>(shell: &'a Shell, all: &[Published], menu: &Menu) -> Method<'a> {
    let spent = spent(menu.tables.iter().map(|t| (t.table, &*t.epsilon)));
    let row = |t: &crate::domain::statistics::MenuTable| {
        let epsilon = Epsilon::parse(&t.epsilon).ok()?;
        Some(MethodRow {
            label: table_name(shell, t.table),
            epsilon: t.epsilon.clone(),
            cells: t.cells.len(),
            cell: within(epsilon, t.table.draws()),
            total: within(epsilon, t.table.draws() * t.cells.len()),
            factor: times(shell, content(&[epsilon])),
            threes: in_threes(menu, t),
        })
    };
    let part = |word: &&str| {
        let id = choice_id("statistics-full", word);
        (shell.t(&format!("{id}-title")), shell.t(&id))
    };
    Method {
        shell,
        drawn: newest(all).map(|p| drawn(shell, "statistics-newest", p)),
        guarantee: guarantee(shell, &spent),
        bounds: say_bounds(shell, "statistics-full-bounds", &spent),
        spent,
        year: menu.year,
        expected: menu.expected,
        stands: all.iter().any(|p| p.menu.year == menu.year),
        tables: menu.tables.iter().filter_map(row).collect(),
        parts: PARTS.iter().map(part).collect(),
        ledger: ledger(shell, all),
        mappings: mappings(shell),
    }
}

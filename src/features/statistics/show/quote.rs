//! Half a page to quote: every figure of it with its interval, so that none travels without.

use jiff::civil::Date;

use super::super::figures::{Shown, Year};
use super::super::pages::{Row, TableView};
use super::year_name;
use crate::domain::statistics::Table;
use crate::texts::Arg;
use crate::web::page::Shell;

/// "State Police – about 12 (8–16)", or the interval alone.
fn said(row: &Row) -> String {
    if row.about == row.interval {
        return format!("{}\u{a0}– {}", row.label, row.about);
    }
    format!("{}\u{a0}– {} ({})", row.label, row.about, row.interval)
}

/// Every row, in its order: whoever chose some would choose the chance of the draw with them.
fn rows(view: &TableView, shown: &Shown) -> Option<String> {
    let sheet = view.sheets.first()?;
    let name = match shown {
        Shown::Year(_) => &view.title,
        Shown::Threes(_) => &sheet.caption,
        Shown::Quarters(_) | Shown::Later => return None,
    };
    let all: Vec<String> = sheet.rows.iter().map(said).collect();
    Some(format!("{name}: {}.", all.join("; ")))
}

/// The paragraphs; none before all of the year was released. Institutions are named by their sum alone: beside each other they
/// would be a ranking.
pub(super) fn of(
    shell: &Shell,
    year: &Year,
    since: Option<Date>,
    tables: &[TableView],
    drawn: Option<&str>,
) -> Vec<String> {
    let whole = year.is_whole().then_some(drawn).flatten();
    let both = || year.tables.iter().zip(tables);
    let sum = both().find_map(|((table, shown), view)| match shown {
        Shown::Year(_) if *table == Table::Institution => view.sheets.first().map(|sheet| &sheet.total),
        _ => None,
    });
    let Some((drawn, sum)) = whole.zip(sum) else { return Vec::new() };
    let name = year_name(shell, year.year, since);
    let values = [("year", &name), ("about", &sum.about), ("interval", &sum.interval)];
    let values = values.map(|(name, value)| (name, Arg::Str(value)));
    let sample = shell.demo.then(|| shell.t("statistics-sample"));
    let others = both().filter(|((table, _), _)| *table != Table::Institution);
    let others = others.filter_map(|((_, shown), view)| rows(view, shown));
    let begin =
        [shell.texts.say_with(shell.lang, "statistics-quote-sum", &values), shell.t("statistics-lead")];
    let end = [shell.t1("statistics-quote-end", "drawn", drawn)];
    sample.into_iter().chain(begin).chain(others).chain(end).collect()
}

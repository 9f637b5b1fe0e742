//! Figures, said and drawn.

mod chart;
pub mod method;
mod quote;

use jiff::civil::Date;

use super::figures::{Figure, Sheet, Shown, Spent, Trend, Year, spent, trends, up};
use super::pages::{FileRow, Report, Row, SheetView, TableView, TrendRow, TrendView};
use super::read::{self, Published};
use crate::domain::statistics::{Period, Table};
use crate::texts::{Arg, choice_id};
use crate::web::page::{Shell, period_name};

/// The name of a table.
#[must_use]
pub fn table_name(shell: &Shell, table: Table) -> String {
    shell.t(&choice_id("statistics-table", table.word()))
}

/// The name of a cell: the words of the country pack, a sentence of our own where theirs speaks to reporters, and the code
/// itself where a list of earlier years is meant that the pack no longer has.
#[must_use]
pub fn cell_name(shell: &Shell, table: Table, code: &str) -> String {
    let field = match table {
        _ if code == "unknown" => "statistics-cell",
        Table::Institution => "institution",
        Table::Act => "gbvims",
        Table::Relation => "cell-relation",
        Table::Sex => "survivor-sex",
        Table::Delay => "delay",
        Table::Outcome => "outcome",
        Table::Retaliation => "statistics-retaliation",
        Table::Acknowledged | Table::Feedback => "statistics-kept",
    };
    let id = choice_id(field, code);
    if shell.texts.knows(shell.lang, &id) { shell.t(&id) } else { code.to_owned() }
}

/// A year in words, with the day from which it was counted where that is not its first.
fn year_name(shell: &Shell, year: i16, since: Option<Date>) -> String {
    let Some(since) = since else { return period_name(shell, Period { year, quarter: 0 }) };
    let day = shell.texts.day_from(shell.lang, since);
    let values = [("year", Arg::Num(year.into())), ("day", Arg::Str(&day))];
    shell.texts.say_with(shell.lang, "statistics-year-from", &values)
}

/// A day as texts have it.
fn day(shell: &Shell, drawn_on: &str) -> String {
    drawn_on.parse().map(|day| shell.texts.day(shell.lang, day)).unwrap_or_default()
}

/// A release with the day of its draw, as the text `id` says it.
fn drawn(shell: &Shell, id: &str, p: &Published) -> String {
    let (period, day) = (period_name(shell, p.period), day(shell, &p.released.drawn_on));
    shell.texts.say_with(shell.lang, id, &[("period", Arg::Str(&period)), ("day", Arg::Str(&day))])
}

/// What was drawn last among these.
fn newest<'a>(these: impl IntoIterator<Item = &'a Published>) -> Option<&'a Published> {
    these.into_iter().max_by(|a, b| a.released.drawn_on.cmp(&b.released.drawn_on))
}

/// "about 12", or the interval alone.
fn about(shell: &Shell, figure: Figure) -> String {
    if figure.reaches_zero() {
        return interval(shell, figure);
    }
    shell.tn("statistics-about", "n", figure.about())
}

/// "about 12 (8–16)", or the interval alone.
fn with_interval(shell: &Shell, figure: Figure) -> String {
    let (about, interval) = (about(shell, figure), interval(shell, figure));
    if about == interval { interval } else { format!("{about} ({interval})") }
}

/// What a table counts: reports in the period in which they came, or cases in that in which they got so far.
fn unit(shell: &Shell, table: Table) -> String {
    let cases = matches!(table, Table::Outcome | Table::Acknowledged | Table::Feedback);
    shell.t(if cases { "statistics-unit-cases" } else { "statistics-unit-reports" })
}

/// "8–16".
fn interval(shell: &Shell, figure: Figure) -> String {
    let ends = [("low", Arg::Num(figure.low())), ("high", Arg::Num(figure.high()))];
    shell.texts.say_with(shell.lang, "statistics-interval", &ends)
}

/// What all releases together may do to anyone's odds about one report, as the values of a text.
fn bounds(shell: &Shell, spent: &Spent) -> [(&'static str, String); 4] {
    let power = |of: &str| match of {
        "1" => "e".to_owned(),
        "2" => "e²".to_owned(),
        "3" => "e³".to_owned(),
        "4" => "e⁴".to_owned(),
        of => format!("e^({of})"),
    };
    [
        ("power", power(&spent.sum)),
        ("times", times(shell, spent.presence)),
        ("power-known", power(&spent.twice)),
        ("times-known", times(shell, spent.content)),
    ]
}

fn say_bounds(shell: &Shell, id: &str, spent: &Spent) -> String {
    let values = bounds(shell, spent);
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, Arg::Str(value))).collect();
    shell.texts.say_with(shell.lang, id, &values)
}

/// What all releases together may do to anyone's odds about one report.
#[must_use]
pub fn guarantee(shell: &Shell, spent: &Spent) -> String {
    say_bounds(shell, "statistics-guarantee", spent)
}

/// A factor, rounded up: it is a promise of no more than that.
fn times(shell: &Shell, factor: f64) -> String {
    let tenths = (up(factor) * 10.0).round().to_string();
    let (whole, tenth) = tenths.split_at(tenths.len().saturating_sub(1));
    if factor > 10.0 {
        return whole.to_owned();
    }
    let times = [("whole", Arg::Str(whole)), ("tenth", Arg::Str(tenth))];
    shell.texts.say_with(shell.lang, "statistics-decimal", &times)
}

fn row(shell: &Shell, code: &str, label: String, figure: Figure) -> Row {
    Row { code: code.to_owned(), label, about: about(shell, figure), interval: interval(shell, figure) }
}

fn sheet(shell: &Shell, table: Table, caption: String, id: &str, sheet: &Sheet) -> SheetView {
    let named: Vec<(String, Figure)> =
        sheet.cells.iter().map(|(code, figure)| (cell_name(shell, table, code), *figure)).collect();
    let rows = sheet.cells.iter().zip(&named);
    SheetView {
        rows: rows.map(|((code, figure), (label, _))| row(shell, code, label.clone(), *figure)).collect(),
        total: row(shell, "", shell.t("statistics-total"), sheet.total),
        below: sheet.cells.iter().any(|(_, figure)| figure.drawn < 0),
        // Bars beside each other would be a ranking.
        chart: (table != Table::Institution).then(|| chart::bars(shell, id, &caption, &named)),
        unit: unit(shell, table),
        caption,
    }
}

fn caption(shell: &Shell, table: Table, title: &str, period: &str) -> String {
    let values = [("table", Arg::Str(title)), ("period", Arg::Str(period))];
    let ranks = table == Table::Institution;
    let id = if ranks { "statistics-caption-institution" } else { "statistics-caption" };
    shell.texts.say_with(shell.lang, id, &values)
}

fn table(shell: &Shell, (year, since): (i16, Option<Date>), table: Table, shown: &Shown) -> TableView {
    let word = table.word();
    let title = table_name(shell, table);
    let of = |period: &str| caption(shell, table, &title, period);
    let this = || year_name(shell, year, since);
    let (how, sheets) = match shown {
        Shown::Year(figures) => (String::new(), vec![sheet(shell, table, of(&this()), word, figures)]),
        Shown::Threes(figures) => {
            let values = [("first", Arg::Num((year - 2).into())), ("last", Arg::Num(year.into()))];
            let years = shell.texts.say_with(shell.lang, "statistics-three-years", &values);
            (shell.t("statistics-threes"), vec![sheet(shell, table, of(&years), word, figures)])
        }
        Shown::Later => (shell.t("statistics-later"), Vec::new()),
        Shown::Quarters(each) => {
            let one = |(period, figures): &(Period, Sheet)| {
                let id = format!("{word}-{}", period.quarter);
                sheet(shell, table, of(&period_name(shell, *period)), &id, figures)
            };
            (shell.t("statistics-quarters"), each.iter().map(one).collect())
        }
    };
    TableView { word, note: shell.t(&choice_id("statistics-note", word)), title, how, sheets }
}

fn trend(shell: &Shell, all: &[Published], of: &Trend) -> TrendView {
    let top = |rows: &[&Vec<Option<Figure>>]| {
        let all = rows.iter().flat_map(|r| r.iter().flatten());
        chart::end(all.map(|f| f.high()).max().unwrap_or(0))
    };
    let row = |label: String, figures: &[Option<Figure>], top: i64| {
        let points = chart::points(figures, top);
        let said = figures.iter().zip(&of.years).filter_map(|(f, year)| {
            let said = about(shell, (*f)?);
            let values = [("year", Arg::Num((*year).into())), ("said", Arg::Str(&said))];
            Some(shell.texts.say_with(shell.lang, "statistics-trend-point", &values))
        });
        let title = format!("{label}: {}", said.collect::<Vec<_>>().join(", "));
        let years = figures.iter().map(|f| f.map(|f| (about(shell, f), interval(shell, f)))).collect();
        TrendRow { label, years, title, points }
    };
    // One scale for all cells of a table, so that a small one does not look like a large one.
    let scale = top(&of.cells.iter().map(|(_, figures)| figures).collect::<Vec<_>>());
    let cells = of.cells.iter();
    let cells = cells.map(|(code, figures)| row(cell_name(shell, of.table, code), figures, scale));
    let total = row(shell.t("statistics-total"), &of.totals, top(&[&of.totals]));
    let name = table_name(shell, of.table);
    let ends = of.years.first().zip(of.years.last());
    let period = ends.map_or_else(String::new, |(first, last)| format!("{first}–{last}"));
    let title = caption(shell, of.table, &name, &period);
    let head = |year: &i16| match read::counted_from(all, *year) {
        None => year.to_string(),
        since => year_name(shell, *year, since),
    };
    let years = of.years.iter().map(head).collect();
    let (word, drawn) = (of.table.word(), of.table != Table::Institution);
    TrendView { word, title, years, drawn, rows: cells.chain([total]).collect() }
}

/// From when a year was counted, where that is not its first day.
fn counted_from(shell: &Shell, since: Option<Date>) -> String {
    let day = since.map(|day| shell.texts.day_from(shell.lang, day));
    day.map_or_else(String::new, |day| shell.t1("statistics-counted-from", "day", &day))
}

/// The report of a year.
#[must_use]
pub fn report<'a>(shell: &'a Shell, all: &[Published], years: &[Year], of: &Year) -> Report<'a> {
    let these: Vec<&Published> = all.iter().filter(|p| p.period.year == of.year).collect();
    let menu = these.iter().flat_map(|p| &p.menu.tables);
    let file = |p: &&Published| FileRow {
        period: p.period.to_string(),
        label: period_name(shell, p.period),
        drawn: drawn(shell, "statistics-drawn", p),
    };
    let files: Vec<FileRow> = these.iter().map(file).collect();
    let place = |p: &Published| {
        let part = if p.period.quarter == 0 { "" } else { "#table-institution" };
        (format!("/statistics/{}{part}", p.period.year), drawn(shell, "statistics-newest", p))
    };
    let since = read::counted_from(all, of.year);
    let tables: Vec<TableView> =
        of.tables.iter().map(|(t, shown)| table(shell, (of.year, since), *t, shown)).collect();
    let last = newest(these.iter().copied()).map(|p| drawn(shell, "statistics-drawn", p));
    Report {
        shell,
        year: of.year,
        years: years.iter().rev().map(|y| y.year).collect(),
        counted_from: counted_from(shell, since),
        whole: of.is_whole(),
        guarantee: guarantee(shell, &spent(menu.map(|t| (t.table, &*t.epsilon)))),
        quote: quote::of(shell, of, since, &tables, last.as_deref()),
        tables,
        trends: trends(years, of.year).iter().map(|t| trend(shell, all, t)).collect(),
        newest: newest(all).map(place),
        drawn: last,
        files,
    }
}

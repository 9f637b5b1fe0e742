//! Pages of what was released: the report of a year, the method with its ledger, and what is said before the first release.
//! Each is a body in one of two frames: the desk of whoever is signed in, or the public pages where they are open to all.

use askama::Template;

use super::figures::Spent;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// A page for the staff.
#[derive(Template)]
#[template(path = "statistics/signed.html")]
pub struct Signed<'a, B: Template> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// What the page is about.
    pub title: &'a str,
    /// What it shows.
    pub body: &'a B,
}

/// The same page for everybody.
#[derive(Template)]
#[template(path = "statistics/open.html")]
pub struct Open<'a, B: Template> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What it shows.
    pub body: &'a B,
}

/// Before the first release.
#[derive(Template)]
#[template(path = "statistics/none.html")]
pub struct NothingReleased<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// For a printed sheet: nothing was drawn.
    pub drawn: Option<String>,
}

/// One figure, said.
pub struct Row {
    /// Code of the cell; empty for the total.
    pub code: String,
    /// Its name.
    pub label: String,
    /// About how many.
    pub about: String,
    /// From what to what.
    pub interval: String,
}

/// One bar: what stands above it, and where it lies. Lengths are CSS lengths, so that letters keep their size however wide
/// the page is.
pub struct Bar {
    /// Lines of its name, each with its height.
    pub lines: Vec<(String, String)>,
    /// Its upper edge.
    pub top: String,
    /// Its middle.
    pub middle: String,
    /// Its length; nothing where the interval begins at 0.
    pub width: Option<String>,
    /// Ends of the interval; nothing where both are 0.
    pub range: Option<(String, String)>,
}

/// A picture of a table, which stands beside it.
pub struct Chart {
    /// Id of the picture.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// How to read it.
    pub desc: String,
    /// Its height.
    pub height: String,
    /// Height of the axis.
    pub axis: String,
    /// Height of its numbers.
    pub foot: String,
    /// The number at its end.
    pub end: String,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// Figures of one table.
pub struct SheetView {
    /// What they are of.
    pub caption: String,
    /// What is counted: reports, or cases.
    pub unit: String,
    /// Every cell.
    pub rows: Vec<Row>,
    /// All together.
    pub total: Row,
    /// Whether something was drawn below zero, so that what is shown does not add up to the total.
    pub below: bool,
    /// The picture, where it may be compared.
    pub chart: Option<Chart>,
}

/// One table of a year.
pub struct TableView {
    /// Its machine word.
    pub word: &'static str,
    /// Its name.
    pub title: String,
    /// What is counted in it.
    pub note: String,
    /// What is to be said of how it is shown.
    pub how: String,
    /// Its figures: one, or one for each quarter; none where they are not shown by themselves.
    pub sheets: Vec<SheetView>,
}

/// One year in a small chart.
pub struct Point {
    /// How far from the start.
    pub x: f64,
    /// Both ends of the strokes that end the interval.
    pub ends: [f64; 2],
    /// The figure; nothing where "at most" is said.
    pub y: Option<f64>,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One cell over the years.
pub struct TrendRow {
    /// Its name.
    pub label: String,
    /// About how many and from what to what, by year; nothing where the year's list did not have it.
    pub years: Vec<Option<(String, String)>>,
    /// The same in words, for the small chart.
    pub title: String,
    /// The small chart: points with their intervals, and no line between them, which would tell of a course.
    pub points: Vec<Point>,
}

/// One table over the years.
pub struct TrendView {
    /// Its machine word.
    pub word: &'static str,
    /// Its name.
    pub title: String,
    /// The years; one that was counted from a later day says so.
    pub years: Vec<String>,
    /// Whether each row has a small chart: institutions beside each other on one scale would be a ranking.
    pub drawn: bool,
    /// Cells, and the total.
    pub rows: Vec<TrendRow>,
}

/// One release to take away.
pub struct FileRow {
    /// For when, as addresses have it.
    pub period: String,
    /// The same in words.
    pub label: String,
    /// With the day of its draw.
    pub drawn: String,
}

/// The report of a year.
#[derive(Template)]
#[template(path = "statistics/report.html")]
pub struct Report<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The year.
    pub year: i16,
    /// Every year of which something was released.
    pub years: Vec<i16>,
    /// From when this one was counted, where that is not its first day; else empty.
    pub counted_from: String,
    /// Whether all of this one was released.
    pub whole: bool,
    /// What was released last, of whichever year: where it stands, and its name and day.
    pub newest: Option<(String, String)>,
    /// For a printed sheet: the newest release of the year with the day of its draw.
    pub drawn: Option<String>,
    /// The guarantee.
    pub guarantee: String,
    /// Half a page to quote, once all of the year was released: paragraphs.
    pub quote: Vec<String>,
    /// Its tables.
    pub tables: Vec<TableView>,
    /// Tables over the years.
    pub trends: Vec<TrendView>,
    /// Releases of the year.
    pub files: Vec<FileRow>,
}

/// One table of the menu, as the method tells of it.
pub struct MethodRow {
    /// Its name.
    pub label: String,
    /// Its ε.
    pub epsilon: String,
    /// Of how many cells.
    pub cells: usize,
    /// How far a cell's drawn figure is from its count in 95 of 100 draws.
    pub cell: i64,
    /// How far the total is.
    pub total: i64,
    /// By how much it changes the odds between two of its cells, for a record that is known to be counted.
    pub factor: String,
    /// Whether it is shown as the sum of three years.
    pub threes: bool,
}

/// One release, as the ledger tells of it.
pub struct LedgerRow {
    /// For when.
    pub period: String,
    /// When it was drawn.
    pub drawn_on: String,
    /// Its tables, by their ε.
    pub tables: Vec<String>,
    /// What it spends on one record.
    pub spent: String,
    /// What it and all before it spend on one record.
    pub so_far: String,
}

/// What others ask for, and what stands here.
pub struct MapRow {
    /// What is asked for.
    pub asked: String,
    /// What stands here.
    pub here: String,
    /// Whether there is no counterpart.
    pub none: bool,
}

/// One source of what others ask for.
pub struct Mapping {
    /// Which.
    pub title: String,
    /// What it asks for.
    pub rows: Vec<MapRow>,
}

/// The method.
#[derive(Template)]
#[template(path = "statistics/method.html")]
pub struct Method<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// For a printed sheet: the newest release.
    pub drawn: Option<String>,
    /// The guarantee, in its words.
    pub guarantee: String,
    /// The same for a statistician.
    pub bounds: String,
    /// All tables together.
    pub spent: Spent,
    /// The year whose menu is told.
    pub year: i16,
    /// Reports that were expected in it.
    pub expected: u32,
    /// Whether that year has a release; otherwise the menu is that of the configuration.
    pub stands: bool,
    /// The tables.
    pub tables: Vec<MethodRow>,
    /// Parts of the method: heading and text.
    pub parts: Vec<(String, String)>,
    /// The ledger.
    pub ledger: Vec<LedgerRow>,
    /// What others ask for.
    pub mappings: Vec<Mapping>,
}

#[cfg(test)]
mod tests;

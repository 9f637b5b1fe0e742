//! `/statistics`.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::figures::{self, Year};
use super::pages::{NothingReleased, Open, Signed};
use super::read::{Published, published};
use super::{export, menu, show};
use crate::app::Shared;
use crate::clock::date;
use crate::domain::statistics::{Period, Table};
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, render};
use crate::web::staff::Reader;

/// A body in the frame of whoever looks.
fn framed(reader: &Reader, shell: &Shell, title: &str, body: &impl Template) -> Response {
    match reader {
        Reader::Staff(staff) => render(&Signed { shell, who: &staff.who(), title, body }),
        Reader::Anyone(_) => render(&Open { shell, body }),
    }
}

fn report(reader: &Reader, shell: &Shell, all: &[Published], years: &[Year], of: &Year) -> Response {
    let title = format!("{} {}", shell.t("statistics-title"), of.year);
    framed(reader, shell, &title, &show::report(shell, all, years, of))
}

/// `GET /statistics`: the newest year of which all was released; before there is one, the newest of which anything was.
pub async fn newest(State(app): State<Shared>, reader: Reader) -> Result<Response, Error> {
    let shell = reader.shell(&app, "/statistics");
    let all = published(&app).await?;
    let years = figures::years(&all);
    Ok(match years.iter().rfind(|y| y.is_whole()).or(years.last()) {
        Some(of) => report(&reader, &shell, &all, &years, of),
        None => framed(
            &reader,
            &shell,
            &shell.t("statistics-title"),
            &NothingReleased { shell: &shell, drawn: None },
        ),
    })
}

/// `GET /statistics/method`.
///
/// # Errors
/// The configuration has no menu that could be told, and nothing was released.
pub async fn method(State(app): State<Shared>, reader: Reader) -> Result<Response, Error> {
    let shell = reader.shell(&app, "/statistics/method");
    let all = published(&app).await?;
    let newest = all.last().map(|p| p.menu.clone());
    let configured = || menu::of(&app, date(app.clock.today()).year(), &[]).ok();
    let menu = newest.or_else(configured).ok_or(Error::new(Kind::NotFound))?;
    let title = shell.t("statistics-method-title");
    Ok(framed(&reader, &shell, &title, &show::method::method(&shell, &all, &menu)))
}

/// `GET /statistics/2026`, a report; `/statistics/2026.csv`, `/statistics/2026-Q1.json`, a release to take away;
/// `/statistics/all.csv`, all of them.
///
/// # Errors
/// Nothing was released for then.
pub async fn one(
    State(app): State<Shared>,
    reader: Reader,
    Path(of): Path<String>,
) -> Result<Response, Error> {
    let all = published(&app).await?;
    let missing = Error::new(Kind::NotFound);
    let Some((period, ending)) = of.split_once('.') else {
        let years = figures::years(&all);
        let year = years.iter().find(|y| y.year.to_string() == of).ok_or(missing)?;
        let shell = reader.shell(&app, &format!("/statistics/{}", year.year));
        return Ok(report(&reader, &shell, &all, &years, year));
    };
    let shell = reader.shell(&app, "/statistics");
    let wanted = Period::parse(period);
    let these: Vec<&Published> = all.iter().filter(|p| period == "all" || Some(p.period) == wanted).collect();
    let name = |table: Table, cell: Option<&str>| match cell {
        Some(export::TOTAL) => shell.t("statistics-total"),
        Some(code) => show::cell_name(&shell, table, code),
        None => show::table_name(&shell, table),
    };
    match (ending, &these[..]) {
        (_, []) => Err(missing),
        ("csv", these) => {
            Ok(file(&of, "text/csv; charset=utf-8", export::csv(&all, these, shell.demo, name)))
        }
        ("json", [one]) if wanted.is_some() => {
            let json = export::json(&all, one, shell.demo).map_err(|_| Error::new(Kind::Internal))?;
            Ok(file(&of, "application/json", json))
        }
        _ => Err(missing),
    }
}

/// A file to be saved. `of` names something that was released, and so has no sign that a header would mind.
fn file(of: &str, media: &'static str, body: String) -> Response {
    let saved = format!("attachment; filename=\"balss-statistics-{of}\"");
    ([(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, saved)], body).into_response()
}

//! `/console/handbook`.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::app::Shared;
use crate::features::console::pages::handbook::{Chapter, Contents};
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::staff::Adviser;

/// `GET /console/handbook`. Also for an adviser of whom nobody vouches yet: reading comes before the first case.
pub async fn contents(State(app): State<Shared>, adviser: Adviser) -> Response {
    let (shell, who) = (adviser.shell(&app, "/console/handbook"), adviser.who());
    render(&Contents { chapters: app.pack.handbook.of(shell.lang), shell: &shell, who: &who })
}

/// `GET /console/handbook/{number}`.
///
/// # Errors
/// No chapter of this number.
pub async fn chapter(
    State(app): State<Shared>,
    adviser: Adviser,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let (shell, who) = (adviser.shell(&app, &format!("/console/handbook/{number}")), adviser.who());
    let chapters = app.pack.handbook.of(shell.lang);
    let found = chapters.iter().position(|p| p.number.to_string() == number);
    let at = found.ok_or(Error::new(Kind::NotFound))?;
    Ok(render(&Chapter { page: &chapters[at], next: chapters.get(at + 1), shell: &shell, who: &who }))
}

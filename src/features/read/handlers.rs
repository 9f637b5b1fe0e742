//! `/read`.

use axum::extract::{Path, State};
use axum::response::Response;

use super::pages::{List, One};
use crate::app::Shared;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::Visitor;

/// `GET /read`.
pub async fn list(State(app): State<Shared>, visitor: Visitor) -> Response {
    let shell = visitor.shell(&app, "/read");
    render(&List { shell: &shell, pages: app.pack.pages.of(visitor.lang) })
}

/// `GET /read/{n}`: an address that tells nothing but a number, since browsers keep it.
///
/// # Errors
/// No page of this number.
pub async fn one(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let pages = app.pack.pages.of(visitor.lang);
    let page = pages.iter().find(|p| p.number.to_string() == number).ok_or(Error::new(Kind::NotFound))?;
    let shell = visitor.shell(&app, &format!("/read/{number}"));
    Ok(render(&One { shell: &shell, page }))
}

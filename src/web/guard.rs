//! Against requests that another site makes a browser send: the browser's own word (`Sec-Fetch-Site`), else `Origin`,
//! and always the form's token.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use super::error::{Error, Kind};
use crate::app::{App, Shared};
use crate::vault::visit::Token;

/// Refuses every unsafe request that did not come from a page of ours.
pub async fn same_origin(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || ours(&app, request.headers()) {
        next.run(request).await
    } else {
        Error::new(Kind::Forged).into_response()
    }
}

fn ours(app: &App, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    // Browsers of the last years send one of the two; what sends neither still needs the token.
    let Some(origin) = headers.get(ORIGIN).map(|o| o.to_str().unwrap_or("null")) else { return true };
    let local = headers.get(HOST).and_then(|h| h.to_str().ok()).map(|h| format!("http://{h}"));
    origin == app.config.public_address || (app.config.demo && local.is_some_and(|l| l == origin))
}

/// Checks the token that a form sent against the cookie's.
///
/// # Errors
/// [`Kind::Forged`] when either is missing or they differ.
pub fn token(cookie: Option<&Token>, sent: Option<&str>) -> Result<(), Error> {
    let good = match (cookie, sent) {
        (Some(cookie), Some(sent)) => cookie.csrf().as_bytes().ct_eq(sent.as_bytes()).into(),
        _ => false,
    };
    if good { Ok(()) } else { Err(Error::new(Kind::Forged)) }
}

//! `/statistics`.

use axum::extract::State;
use axum::response::Response;

use super::pages::NothingReleased;
use crate::app::Shared;
use crate::web::page::render;
use crate::web::staff::Leadership;

/// `GET /statistics`.
pub async fn show(State(app): State<Shared>, leader: Leadership) -> Response {
    let (shell, who) = (leader.shell(&app, "/statistics"), leader.who());
    render(&NothingReleased { shell: &shell, who: &who })
}

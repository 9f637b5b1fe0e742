//! Every path, its methods and who may: the surface to audit.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::app::Shared;
use crate::features::{account, admin, audit, console, follow_up, intake, read, sessions, statistics};
use crate::web::error::{self, Error, Kind};
use crate::web::{assets, guard, headers, panic};

/// The whole site. Who may is written beside each path and enforced by the handler's argument.
pub fn router(app: Shared) -> Router {
    let https = app.config.https();
    Router::new()
        // anyone
        .route("/", get(intake::handlers::landing))
        .route("/start", get(intake::handlers::form).post(intake::handlers::answer))
        .route("/read", get(read::handlers::list))
        .route("/read/{number}", get(read::handlers::one))
        .route("/return", get(follow_up::handlers::show).post(follow_up::handlers::send))
        .route("/leave", get(intake::handlers::leave))
        .route("/sign-in", get(console::handlers::door).post(console::handlers::enter))
        .route("/enrol", get(account::handlers::enrol::show).post(account::handlers::enrol::send))
        .route("/sign-out", post(console::handlers::sign_out))
        .route("/assets/{name}", get(assets::serve))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        // whoever is signed in
        .route("/account", get(account::handlers::own::show))
        .route("/account/passphrase", post(account::handlers::own::passphrase))
        .route("/account/spare", get(account::handlers::own::codes).post(account::handlers::own::spare))
        .route("/account/keys", get(account::handlers::own::keys).post(account::handlers::own::renew))
        .route("/account/sessions", get(sessions::handlers::list))
        .route("/account/sessions/end", post(sessions::handlers::end))
        .route("/account/sessions/end-all", post(sessions::handlers::end_all))
        // Adviser
        .route("/console", get(console::handlers::inbox::list).post(console::handlers::inbox::search))
        .route("/console/shortcuts", post(console::handlers::inbox::shortcuts))
        .route(
            "/console/absence",
            get(console::handlers::absence::show).post(console::handlers::absence::set),
        )
        .route("/console/passing", post(console::handlers::passing::set))
        .route("/console/statistics", get(statistics::publishing::handlers::show))
        .route(
            "/console/statistics/{act}",
            get(statistics::publishing::handlers::ask).post(statistics::publishing::handlers::send),
        )
        .route("/console/cases/{id}", get(console::handlers::open))
        .route("/console/cases/{id}/away", post(console::handlers::away::send))
        .route("/console/cases/{id}/message", post(console::handlers::answer))
        .route("/console/cases/{id}/status", post(console::handlers::status))
        .route("/console/cases/{id}/coding", post(console::handlers::coding::send))
        .route("/console/cases/{id}/desk", post(console::handlers::desk::send))
        .route("/console/cases/{id}/keeping", post(console::handlers::keeping::send))
        .route("/console/cases/{id}/propose", post(console::handlers::propose::send))
        .route("/console/cases/{id}/step", post(console::handlers::step::send))
        .route("/console/cases/{id}/share", post(console::handlers::sharing::share))
        .route(
            "/console/cases/{id}/sheet",
            get(console::handlers::sheet::show).post(console::handlers::sheet::send),
        )
        .route("/console/cases/{id}/leave", post(console::handlers::sharing::leave))
        .route(
            "/console/cases/{id}/export",
            get(console::handlers::export::show).post(console::handlers::export::send),
        )
        .route("/console/cases/{id}/files/{file}", get(console::handlers::files::download))
        .route("/console/cases/{id}/files/{file}/view", get(console::handlers::files::view))
        .route("/console/cases/{id}/files/{file}/mark", post(console::handlers::files::mark))
        .route("/console/cases/{id}/files/{file}/picture", get(console::handlers::files::picture))
        .route("/console/handbook", get(console::handlers::handbook::contents))
        .route("/console/handbook/{number}", get(console::handlers::handbook::chapter))
        .route("/console/colleagues", get(console::handlers::colleagues::list))
        .route(
            "/console/colleagues/{id}",
            get(console::handlers::colleagues::one).post(console::handlers::colleagues::sign),
        )
        // Leadership, or anyone where the configuration says so
        .route("/statistics", get(statistics::handlers::newest))
        .route("/statistics/method", get(statistics::handlers::method))
        .route("/statistics/{of}", get(statistics::handlers::one))
        // Administrator
        .route("/admin", get(admin::home::handlers::home))
        .route("/admin/roster", get(admin::roster::handlers::show).post(admin::roster::handlers::take))
        .route("/admin/roster/request", get(admin::roster::handlers::request))
        .route("/admin/mail/{id}/retry", post(admin::home::handlers::retry))
        .route("/admin/people/new", get(admin::people::handlers::new).post(admin::people::handlers::invite))
        .route("/admin/people/{id}", get(admin::people::handlers::person))
        .route("/admin/people/{id}/details", post(admin::people::handlers::details))
        .route("/admin/people/{id}/act", post(admin::people::handlers::act))
        .route("/admin/people/{id}/capability", post(admin::people::handlers::capability))
        // Auditor
        .route("/audit", get(audit::handlers::show))
        .route("/audit/export", get(audit::handlers::export))
        .route("/audit/checkpoint", get(audit::handlers::checkpoint))
        .fallback(|| async { Error::new(Kind::NotFound) })
        .layer(from_fn_with_state(app.clone(), guard::same_origin))
        .layer(panic::layer(|| Error::new(Kind::Internal).into_response()))
        .layer(from_fn_with_state(app.clone(), error::pages))
        .layer(map_response(headers::secured(https)))
        .with_state(app)
}

/// Whether the store and the files answer.
async fn ready(State(app): State<Shared>) -> Response {
    let rows = async { app.store.read().await?.roster_head().await };
    let files = std::fs::metadata(&app.config.blobs).is_ok_and(|m| m.is_dir());
    match rows.await {
        Ok(_) if files => "ok\n".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
    }
}

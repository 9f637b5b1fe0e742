//! `/admin/roster`.

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;

use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::features::admin::people::handlers::sure;
use crate::features::admin::roster;
use crate::features::admin::roster::pages::{Brought, RosterPage};
use crate::web::error::Error;
use crate::web::page::render;
use crate::web::parts::FieldError;
use crate::web::session::Visitor;
use crate::web::staff::Administrator;
use crate::web::{download, forms, guard};

/// What the page is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    taken: Option<i64>,
}

/// `GET /admin/roster`.
pub async fn show(
    State(app): State<Shared>,
    admin: Administrator,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    page(&app, &admin, Brought::Nothing, Vec::new(), asked.taken).await
}

async fn page(
    app: &Shared,
    admin: &Administrator,
    brought: Brought,
    mut errors: Vec<FieldError>,
    taken: Option<i64>,
) -> Result<Response, Error> {
    let state = roster::look(app).await?;
    let (shell, who) = (admin.shell(app, "/admin/roster"), admin.who());
    errors.extend(brought.errors(&shell));
    let wrong = !errors.is_empty();
    let request = request_name(app);
    let page = RosterPage { shell: &shell, who: &who, state: &state, brought, request, taken, errors };
    let mut page = render(&page);
    if wrong {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// The name under which the request is kept, as the command beside it takes it.
fn request_name(app: &Shared) -> String {
    format!("balss-roster-request-{}.json", crate::clock::date(app.clock.today()))
}

/// `GET /admin/roster/request`.
pub async fn request(State(app): State<Shared>, _admin: Administrator) -> Result<Response, Error> {
    let text = Bytes::from(roster::request(&app).await?);
    let length = text.len() as u64;
    Ok(download::attachment(stream::iter([Ok(text)]), &request_name(&app), "application/json", length))
}

/// `POST /admin/roster`: shows what a brought file does, and takes it in when that was shown.
pub async fn take(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    bring(&app, &visitor, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn bring(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let admin = Administrator::of(app, visitor).await?;
    guard::token(Some(admin.token()), fields.find("csrf"))?;
    let (file, going) = (fields.get("signed"), fields.get("go") == "take");
    // What it adds decides who reads: an open screen must not be enough.
    let shell = admin.shell(app, "");
    let unsure = if going { sure(app, &admin, fields, &shell).await? } else { Vec::new() };
    let fault = if going && unsure.is_empty() {
        match roster::take(app, admin.account.id, file).await? {
            Ok(new) => return Ok(Redirect::to(&format!("/admin/roster?taken={new}")).into_response()),
            Err(fault) => fault,
        }
    } else {
        match roster::check(app, file).await? {
            Ok(lines) => {
                let checked = Brought::Checked(lines, file.to_owned());
                return page(app, &admin, checked, unsure, None).await;
            }
            Err(fault) => fault,
        }
    };
    page(app, &admin, Brought::Refused(fault, file.to_owned()), Vec::new(), None).await
}

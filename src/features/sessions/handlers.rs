//! `/account/sessions`.

use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;
use serde::Deserialize;

use super::own;
use super::pages::{SessionRow, Sessions};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::{self, Visitor};
use crate::web::staff::{Signed, signed};
use crate::web::{forms, guard};

const PATH: &str = "/account/sessions";

/// What is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    ended: Option<String>,
}

/// `GET /account/sessions`.
pub async fn list(
    State(app): State<Shared>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let Some(signed) = signed(&app, &visitor).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let (shell, who, now) = (signed.shell(&app, PATH), signed.who(), app.clock.now());
    let own = signed.token().session_id();
    let time = |second| {
        let local = app.clock.local(second);
        format!("{}, {}", app.texts.day(shell.lang, local.date()), local.strftime("%H:%M"))
    };
    let rows = own::list(&app, signed.account.id).await?.into_iter();
    let rows = rows.filter(|s| !session::over(s.created, s.last_seen, now)).map(|s| SessionRow {
        id: HEXLOWER.encode(&s.id),
        began: time(s.created),
        used: time(s.last_seen),
        this: s.id == own,
    });
    Ok(render(&Sessions { shell: &shell, who: &who, rows: rows.collect(), ended: asked.ended.is_some() }))
}

async fn form(app: &Shared, visitor: &Visitor, request: Request) -> Result<(Signed, Fields), Error> {
    let fields = forms::read(request).await?;
    let signed = signed(app, visitor).await?.ok_or(Error::new(Kind::SignedOut))?;
    guard::token(Some(signed.token()), fields.find("csrf"))?;
    Ok((signed, fields))
}

/// `POST /account/sessions/end`: one session, this one or another.
pub async fn end(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let (signed, fields) = form(&app, &visitor, request).await?;
    let id = HEXLOWER.decode(fields.get("session").as_bytes()).ok().and_then(|id| id.try_into().ok());
    let id: [u8; 32] = id.ok_or(Error::new(Kind::NotFound))?;
    if !own::end(&app, signed.account.id, &id).await? {
        return Err(Error::new(Kind::NotFound));
    }
    if id == signed.token().session_id() {
        return Ok(session::cleared(&app, &[session::SESSION, session::VISIT], "/sign-in?out=here"));
    }
    Ok(Redirect::to("/account/sessions?ended=1").into_response())
}

/// `POST /account/sessions/end-all`: out everywhere, here too.
pub async fn end_all(
    State(app): State<Shared>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Error> {
    let (signed, _) = form(&app, &visitor, request).await?;
    own::end_all(&app, signed.account.id).await?;
    Ok(session::cleared(&app, &[session::SESSION, session::VISIT, session::DEVICE], "/sign-in?out=all"))
}

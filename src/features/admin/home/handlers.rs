//! `/admin`.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;
use serde::Deserialize;

use super::pages::{AdminHome, HealthRow, MailRow, MailState, StaffRow};
use crate::app::Shared;
use crate::features::admin::home;
use crate::health::Told;
use crate::texts::Arg;
use crate::web::desk::Words as _;
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, render};
use crate::web::session::Visitor;
use crate::web::staff::Administrator;
use crate::web::{forms, guard};

/// What is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    retried: Option<String>,
}

/// `GET /admin`.
pub async fn home(
    State(app): State<Shared>,
    admin: Administrator,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (shell, who) = (admin.shell(&app, "/admin"), admin.who());
    let state = home::look(&app).await?;
    let staff = state.staff.into_iter().map(|m| StaffRow {
        id: m.account.id.to_string(),
        name: m.account.name,
        username: m.account.username,
        role: m.account.role,
        institution: m.account.institution,
        active: m.account.active,
        enrolled: m.enrolled,
        vouched: m.vouched,
    });
    let mail = state.jobs.into_iter().map(|j| MailRow {
        id: HEXLOWER.encode(&j.id),
        kind: j.kind,
        day: app.texts.day(shell.lang, app.clock.local(j.slot).date()),
        state: match j.state.as_str() {
            "dead" => MailState::Dead,
            "done" => MailState::Sent,
            _ => MailState::Waiting,
        },
        attempts: j.attempts,
        last_error_code: j.fault,
    });
    let health = state.health.into_iter().map(|h| HealthRow {
        name: h.name.to_owned(),
        level: h.level,
        why: h.why.iter().map(|told| say(&shell, told)).collect(),
    });
    Ok(render(&AdminHome {
        staff: staff.collect(),
        mail: mail.collect(),
        health: health.collect(),
        retried: asked.retried.is_some(),
        shell: &shell,
        who: &who,
    }))
}

/// What a check found, in the language of the page.
fn say(shell: &Shell, told: &Told) -> String {
    let word = |(of, word): &(&'static str, String)| shell.choice(of, word);
    // Sentences of their own, or words of one.
    let between = if told.what.iter().any(|(of, _)| *of == "people-missing") { " " } else { ", " };
    let what = told.what.iter().map(word).collect::<Vec<_>>().join(between);
    let args = [("name", Arg::Str(&told.name)), ("what", Arg::Str(&what))];
    shell.texts.say_with(shell.lang, told.id, &args)
}

/// `POST /admin/mail/{id}/retry`.
pub async fn retry(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    let admin = Administrator::of(&app, &visitor).await?;
    guard::token(Some(admin.token()), fields.find("csrf"))?;
    let id = HEXLOWER.decode(id.as_bytes()).map_err(|_| Error::new(Kind::NotFound))?;
    if home::retry(&app, admin.account.id, &id).await? {
        Ok(Redirect::to("/admin?retried=1").into_response())
    } else {
        Err(Error::new(Kind::NotFound))
    }
}

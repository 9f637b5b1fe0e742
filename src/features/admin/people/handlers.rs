//! `/admin/people`: accounts and what is on record about advisers.

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::pages::{Act, AdminCode, AdminInvite, DETAILS_FIELD, Said};
use super::show::{self, Shown};
use super::{Issued, Refused, capability};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::features::admin::people;
use crate::vault::invite::Kind;
use crate::web::error::{Error, Kind as Trouble};
use crate::web::page::render;
use crate::web::parts::FieldError;
use crate::web::session::Visitor;
use crate::web::staff::Administrator;
use crate::web::{forms, grave, guard};

const NEW: &str = "/admin/people/new";

/// The administrator behind a form.
async fn by(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Administrator, Error> {
    let admin = Administrator::of(app, visitor).await?;
    guard::token(Some(admin.token()), fields.find("csrf")).map(|()| admin)
}

/// The passphrase again: what an open screen must not be enough for.
pub(in super::super) async fn sure(
    app: &Shared,
    admin: &Administrator,
    fields: &Fields,
    shell: &crate::web::page::Shell,
) -> Result<Vec<FieldError>, Error> {
    match grave::confirm(app, admin, fields).await {
        Ok(()) => Ok(Vec::new()),
        Err(grave::Fault::Failed(e)) => Err(e),
        Err(fault) => Ok(fault.say(shell).into_iter().collect()),
    }
}

fn staff_id(text: &str) -> Result<StaffId, Error> {
    StaffId::parse(text).ok_or(Error::new(Trouble::NotFound))
}

/// `GET /admin/people/new`.
pub async fn new(State(app): State<Shared>, admin: Administrator) -> Result<Response, Error> {
    invitation(&app, &admin, &Fields(vec![("lang".to_owned(), "lv".to_owned())]), Vec::new()).await
}

async fn invitation(
    app: &Shared,
    admin: &Administrator,
    typed: &Fields,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let (shell, who) = (admin.shell(app, NEW), admin.who());
    let page = AdminInvite {
        form: show::details(app, &shell, typed),
        roles: show::roles(&shell, typed.get("role")),
        closed: show::closed(&shell, people::closed(app).await?, typed.get("replaces")),
        shell: &shell,
        who: &who,
        errors,
    };
    let wrong = !page.errors.is_empty();
    let mut answer = render(&page);
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// `POST /admin/people/new`.
pub async fn invite(
    State(app): State<Shared>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    issue(&app, &visitor, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn issue(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let admin = by(app, visitor, fields).await?;
    let shell = admin.shell(app, NEW);
    let role = Role::parse(fields.get("role"));
    let mut errors = show::role_error(&shell, role);
    errors.extend(sure(app, &admin, fields, &shell).await?);
    let replaces = match fields.get("replaces") {
        "" => None,
        id => Some(staff_id(id)?),
    };
    let (Some(role), true) = (role, errors.is_empty()) else {
        // Everything that is wrong is said at once, not what follows only after the passphrase. What depends on the role
        // alone waits for it.
        let (of, replaces) = role.map_or((Role::Leadership, None), |role| (role, replaces));
        let found = people::invite_faults(app, of, &show::typed(fields), replaces).await;
        errors.extend(show::errors(&shell, found.map_or_else(|e| e, Refused::Typed))?);
        return invitation(app, &admin, fields, errors).await;
    };
    match people::invite(app, admin.account.id, role, &show::typed(fields), replaces).await {
        Ok(issued) => Ok(code(app, &admin, &issued)),
        Err(refused) => {
            let errors = show::errors(&shell, refused)?;
            invitation(app, &admin, fields, errors).await
        }
    }
}

/// Shown in answer to the form itself: no address leads to a code.
fn code(app: &Shared, admin: &Administrator, issued: &Issued) -> Response {
    let href = format!("/admin/people/{}", issued.account.id);
    let (shell, who) = (admin.shell(app, &href), admin.who());
    render(&AdminCode {
        name: issued.account.name.clone(),
        username: issued.account.username.clone(),
        code: issued.code.groups(),
        kind: issued.kind,
        ends: show::time(app, &shell, issued.ends),
        told: issued.told,
        adviser_again: issued.adviser_again(),
        enrol: format!("{}/enrol", app.config.public_address),
        shell: &shell,
        who: &who,
        href,
    })
}

/// What an account's page is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    said: String,
}

/// `GET /admin/people/{id}`.
pub async fn person(
    State(app): State<Shared>,
    admin: Administrator,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let shown = Shown { said: Said::parse(&asked.said), ..Shown::default() };
    show::person(&app, &admin, staff_id(&id)?, shown).await
}

fn kept(id: StaffId, said: Said) -> Response {
    Redirect::to(&format!("/admin/people/{id}?said={}", said.word())).into_response()
}

/// `POST /admin/people/{id}/details`.
pub async fn details(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    change(&app, &visitor, &id, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn change(app: &Shared, visitor: &Visitor, id: &str, fields: &Fields) -> Result<Response, Error> {
    let admin = by(app, visitor, fields).await?;
    let id = staff_id(id)?;
    // Where an account's notices go is part of it: with another address a person hears of nothing that is done to it.
    let mut errors = sure(app, &admin, fields, &admin.shell(app, "")).await?;
    if !errors.is_empty() {
        for error in &mut errors {
            error.field = DETAILS_FIELD;
        }
        let shown = Shown { typed: Some(fields.clone()), errors, ..Shown::default() };
        return show::person(app, &admin, id, shown).await;
    }
    match people::change(app, admin.account.id, id, &show::typed(fields)).await {
        Ok(()) => Ok(kept(id, Said::Saved)),
        Err(refused) => {
            let errors = show::errors(&admin.shell(app, ""), refused)?;
            let shown = Shown { typed: Some(fields.clone()), errors, ..Shown::default() };
            show::person(app, &admin, id, shown).await
        }
    }
}

/// `POST /admin/people/{id}/act`.
pub async fn act(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    done(&app, &visitor, &id, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn done(app: &Shared, visitor: &Visitor, id: &str, fields: &Fields) -> Result<Response, Error> {
    let admin = by(app, visitor, fields).await?;
    let (id, who, shell) = (staff_id(id)?, admin.account.id, admin.shell(app, ""));
    let act = Act::parse(fields.get("act"));
    let mut errors = show::act_error(&shell, act);
    errors.extend(sure(app, &admin, fields, &shell).await?);
    let again = |errors| Shown { act, errors, ..Shown::default() };
    let (Some(chosen), true) = (act, errors.is_empty()) else {
        return show::person(app, &admin, id, again(errors)).await;
    };
    let done = match chosen {
        Act::Enrol => people::invite_again(app, who, id, Kind::Enrol).await.map(Some),
        Act::Factor => people::invite_again(app, who, id, Kind::Factor).await.map(Some),
        Act::Disable => people::disable(app, who, id).await.map(|()| None),
        Act::Enable => people::enable(app, who, id).await.map(|()| None),
    };
    match done {
        Ok(Some(issued)) => Ok(code(app, &admin, &issued)),
        Ok(None) if chosen == Act::Disable => Ok(kept(id, Said::Closed)),
        Ok(None) => Ok(kept(id, Said::Opened)),
        Err(refused) => show::person(app, &admin, id, again(show::errors(&shell, refused)?)).await,
    }
}

/// `POST /admin/people/{id}/capability`.
pub async fn capability(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    record(&app, &visitor, &id, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn record(app: &Shared, visitor: &Visitor, id: &str, fields: &Fields) -> Result<Response, Error> {
    let admin = by(app, visitor, fields).await?;
    let id = staff_id(id)?;
    match capability::parse(fields) {
        Ok(record) => match capability::save(app, admin.account.id, id, &record).await {
            Ok(()) => Ok(kept(id, Said::Saved)),
            Err(Refused::Store(e)) => Err(e.into()),
            Err(_) => Err(Error::new(Trouble::NotFound)),
        },
        Err(faults) => {
            let errors = show::record_errors(&admin.shell(app, ""), &faults);
            let shown = Shown { record: Some(fields.clone()), errors, ..Shown::default() };
            show::person(app, &admin, id, shown).await
        }
    }
}

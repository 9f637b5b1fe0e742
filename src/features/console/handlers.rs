//! `/sign-in`, `/sign-out`, `/console` and its cases.

pub mod absence;
pub mod away;
pub mod coding;
pub mod colleagues;
pub mod desk;
pub mod export;
pub mod files;
pub mod handbook;
pub mod inbox;
pub mod keeping;
pub mod passing;
pub mod propose;
mod ready;
mod sent;
pub mod sharing;
pub mod sheet;
pub mod step;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::case::{self, Act, Done};
use super::pages::{Closing, ClosingFault, Fault, Left, SignIn, SignInFault, Withdrawn};
use super::show::{self, Typed};
use super::view;
use super::{ending, sign_in};
use crate::app::{App, Shared};
use crate::clock::day;
use crate::domain::case::Status;
use crate::domain::desk::{Lock, OUTCOME};
use crate::domain::fields::Fields;
use crate::domain::id::CaseId;
use crate::domain::report::MAX_TEXT;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::{self, Visitor};
use crate::web::staff::{Adviser, signed};
use crate::web::{forms, guard};
use sent::Sent;

/// What the door is asked for.
#[derive(Deserialize, Default)]
pub struct AskedOfDoor {
    #[serde(default)]
    out: String,
}

/// `GET /sign-in`.
pub async fn door(
    State(app): State<Shared>,
    visitor: Visitor,
    Query(asked): Query<AskedOfDoor>,
) -> Result<Response, Error> {
    if let Some(signed) = signed(&app, &visitor).await? {
        return Ok(Redirect::to(signed.account.role.home()).into_response());
    }
    let shell = visitor.shell(&app, "/sign-in");
    let ended = visitor.session().is_some().then_some(Left::Ended);
    let said = ended.or(Left::parse(&asked.out)).map(|l| l.say(&shell));
    let page = SignIn { shell: &shell, said, error: None, username: String::new() };
    Ok(visitor.with_cookie(&app, render(&page)))
}

/// `POST /sign-in`.
pub async fn enter(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    // Nothing typed is kept here: it holds a passphrase.
    guard::token(visitor.token(), fields.find("csrf"))?;
    let username = fields.get("username").trim().to_lowercase();
    let (passphrase, code) = (fields.get("passphrase"), fields.get("code"));
    let of = sign_in::Try {
        username: &username,
        passphrase,
        code,
        device: visitor.device(),
        visit: visitor.token(),
    };
    let (status, fault) = match sign_in::sign_in(&app, of, visitor.session()).await? {
        sign_in::Attempt::In(entered) => return Ok(enter_with(&app, &entered)),
        sign_in::Attempt::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, SignInFault::Wrong),
        sign_in::Attempt::Busy => (StatusCode::TOO_MANY_REQUESTS, SignInFault::Busy),
    };
    let shell = visitor.shell(&app, "/sign-in");
    let username = fields.get("username").to_owned();
    let mut page = render(&SignIn { shell: &shell, said: None, error: Some(fault.say(&shell)), username });
    *page.status_mut() = status;
    Ok(page)
}

fn enter_with(app: &App, entered: &sign_in::Entered) -> Response {
    let mut response = Redirect::to(entered.role.home()).into_response();
    let headers = response.headers_mut();
    session::set_cookie(app, headers, session::SESSION, &entered.session.cookie());
    session::set_device(app, headers, &entered.device);
    response
}

/// `POST /sign-out`.
pub async fn sign_out(
    State(app): State<Shared>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    if let Some(signed) = signed(&app, &visitor).await? {
        guard::token(Some(signed.token()), fields.find("csrf"))?;
        sign_in::sign_out(&app, signed.token(), signed.account.id).await?;
    }
    Ok(session::cleared(&app, &[session::SESSION, session::VISIT], "/sign-in?out=here"))
}

/// What a case's page is asked for.
#[derive(Deserialize, Default)]
pub struct AskedOfCase {
    #[serde(default)]
    saved: Option<String>,
}

fn case_id(text: &str) -> Result<CaseId, Error> {
    CaseId::parse(text).ok_or(Error::new(Kind::NotFound))
}

/// `GET /console/cases/{id}`.
pub async fn open(
    State(app): State<Shared>,
    adviser: Adviser,
    Path(id): Path<String>,
    Query(asked): Query<AskedOfCase>,
) -> Result<Response, Error> {
    let view = view::open(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
    let (shell, who) = (adviser.shell(&app, &format!("/console/cases/{id}")), adviser.who());
    let Some(view) = view else {
        if ending::is_withdrawn(&app, adviser.account.id, &adviser.keys, case_id(&id)?).await? {
            return Ok(render(&Withdrawn { shell: &shell, who: &who, short: show::short(&id) }));
        }
        return Err(Error::new(Kind::NotFound));
    };
    let (saved, noted) = (asked.saved.is_some(), show::noted::find(asked.saved.as_deref()));
    let typed = Typed { saved, noted, ..Typed::default() };
    Ok(render(&show::page(&app, &shell, &who, &view, typed)))
}

/// `POST /console/cases/{id}/message`.
pub async fn answer(
    State(app): State<Shared>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        if let Some(key) = fields.find("use") {
            return ready::put_in(&app, adviser, &id, fields, key).await;
        }
        let text = fields.get("message").trim();
        let mut faults = Vec::new();
        if text.is_empty() {
            faults.push(Fault::MessageEmpty);
        } else if text.len() > MAX_TEXT {
            faults.push(Fault::MessageLong);
        }
        let next = fields.get("next_due").parse().map(day).ok().filter(|d| *d >= app.clock.today());
        if let Some(next) = next
            && ready::named_another(&app, adviser, &id, fields, next).await?
        {
            faults.push(Fault::NextNamed);
        }
        match next {
            Some(next) if faults.is_empty() => {
                let act = Act::Answer(text.to_owned(), next, fields.get("feedback") == "yes");
                finish(&app, adviser, &id, fields, act).await
            }
            next => {
                faults.extend(next.is_none().then_some(Fault::NextDue));
                again(&app, adviser, &id, fields, Again::faults(&faults)).await
            }
        }
    };
    sent.keep(done.await)
}

/// `POST /console/cases/{id}/status`: a status, with whatever stands in the field for an answer, which is not sent.
pub async fn status(
    State(app): State<Shared>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Error> {
    sent.keep(change(&app, &sent.adviser, &id, &sent.fields).await)
}

async fn change(app: &Shared, adviser: &Adviser, id: &str, fields: &Fields) -> Result<Response, Error> {
    match (Status::parse(fields.get("status")), fields.get("sure")) {
        (None, _) => again(app, adviser, id, fields, Again::faults(&[Fault::Status])).await,
        (Some(_), "no") => again(app, adviser, id, fields, Again::default()).await,
        (Some(Status::Closed), sure) => {
            let outcome = fields.get("outcome");
            if sure == "yes" && OUTCOME.contains(&outcome) {
                let act = Act::Close(outcome.to_owned());
                return match unless_changed(app, adviser, id, fields, act).await? {
                    Some(done) => Ok(done),
                    None => ask(app, adviser, id, fields, None, true).await,
                };
            }
            let fault = (sure == "yes").then_some(ClosingFault::Outcome);
            ask(app, adviser, id, fields, fault, false).await
        }
        (Some(to), _) => finish(app, adviser, id, fields, Act::Status(to)).await,
    }
}

/// Asks how a case ended before it is closed; once more where somebody wrote in it meanwhile.
async fn ask(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    fault: Option<ClosingFault>,
    meanwhile: bool,
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    if !view.read.card.status.may_become(Status::Closed) {
        return again(app, adviser, id, fields, Again::faults(&[Fault::Status])).await;
    }
    if view.waits_for_colleagues() {
        return again(app, adviser, id, fields, Again::faults(&[Fault::Locked(Lock::NotHanded)])).await;
    }
    if view.read.child_duty().is_some() {
        return again(app, adviser, id, fields, Again::faults(&[Fault::Child])).await;
    }
    let shell = adviser.shell(app, &format!("/console/cases/{id}"));
    let (seen, changed) = show::seen_again(app, &shell, &view, fields.get("seen"), meanwhile);
    let mut page = render(&Closing {
        who: &adviser.who(),
        short: show::short(id),
        id: id.to_owned(),
        seen,
        changed,
        kept: show::travelling(fields),
        unsent: !fields.get("message").trim().is_empty(),
        outcome: fields.get("outcome").to_owned(),
        silence: show::silence(app, &shell, &view),
        open: show::left_open(app, &shell, &view),
        error: fault.map(|f| f.say(&shell)),
        shell: &shell,
    });
    if meanwhile {
        *page.status_mut() = StatusCode::CONFLICT;
    } else if fault.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

async fn finish(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    act: Act,
) -> Result<Response, Error> {
    match unless_changed(app, adviser, id, fields, act).await? {
        Some(page) => Ok(page),
        None => again(app, adviser, id, fields, Again { conflict: true, ..Again::default() }).await,
    }
}

/// The same, for a page beside the case, which is shown again with what was typed there: none where somebody wrote in the
/// case since it was seen.
async fn unless_changed(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    act: Act,
) -> Result<Option<Response>, Error> {
    let seen = show::Mark::parse(fields.get("seen")).version;
    let left = show::left_over(fields, &act);
    let noted = show::noted::word(&act);
    let page = match case::act(app, &adviser.account, &adviser.keys, case_id(id)?, seen, act).await? {
        Done::Changed => return Ok(None),
        Done::Yes if show::holds_words(&left) => {
            again(app, adviser, id, &left, Again { saved: true, noted, ..Again::default() }).await
        }
        Done::Yes => {
            let said = if noted.is_empty() { "1" } else { noted };
            Ok(Redirect::to(&format!("/console/cases/{id}?saved={said}#saved")).into_response())
        }
        Done::NotTheirs => Err(Error::new(Kind::NotFound)),
        Done::ReadsOnly => again(app, adviser, id, fields, Again::faults(&[Fault::ReadsOnly])).await,
        Done::Locked(why) => again(app, adviser, id, fields, Again::faults(&[Fault::Locked(why)])).await,
        Done::NotNext => again(app, adviser, id, fields, Again::faults(&[Fault::Status])).await,
        Done::NotAnother(of) => again(app, adviser, id, fields, Again::faults(&[Fault::Second(of)])).await,
        Done::Child => again(app, adviser, id, fields, Again::faults(&[Fault::Child])).await,
        Done::NotSilent => ask(app, adviser, id, fields, Some(ClosingFault::Silence), false).await,
    };
    page.map(Some)
}

/// Why a case is shown again with what was typed.
#[derive(Default)]
struct Again<'a> {
    faults: &'a [Fault],
    conflict: bool,
    saved: bool,
    noted: &'static str,
    /// How many copies the adviser had made when the page before was shown: a download shows no page of its own, so the
    /// page of the case says that it was made.
    copies: Option<usize>,
}

impl<'a> Again<'a> {
    fn faults(faults: &'a [Fault]) -> Self {
        Self { faults, ..Self::default() }
    }
}

async fn again(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    why: Again<'_>,
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(app, &format!("/console/cases/{id}")), adviser.who());
    let declined = if why.noted == "delete_taken_back" {
        show::keeping::declining(&shell, &view, adviser.account.id)
    } else {
        String::new()
    };
    let typed = Typed {
        // Told once, since the words are the adviser's own.
        fields: if why.faults.contains(&Fault::NextNamed) {
            fields.with("named", "")
        } else {
            fields.clone()
        },
        errors: why.faults.iter().map(|f| f.say(&shell)).collect(),
        conflict: why.conflict,
        saved: why.saved && declined.is_empty(),
        noted: why.noted,
        declined,
        copied: why
            .copies
            .map(|n| show::copied(app, &shell, &view, adviser.account.id, n))
            .unwrap_or_default(),
    };
    let mut page = render(&show::page(app, &shell, &who, &view, typed));
    if why.conflict {
        *page.status_mut() = StatusCode::CONFLICT;
    } else if !why.faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

//! `/`, `/start` and `/leave`.

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::draft::{self, Checked, Outcome};
use super::keep::{self, Kept};
use super::pages::faults::Fault;
use super::pages::{Done, Landing};
use super::show;
use super::steps::{self, Step};
use super::submit::{self, Sent};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::web::error::{Error, Kind};
use crate::web::evidence::{self, Arrived, Destination, FileFault};
use crate::web::page::render;
use crate::web::session::{self, Visitor};
use crate::web::{forms, guard};

const PATH: &str = "/start";

/// `GET /`.
pub async fn landing(State(app): State<Shared>, visitor: Visitor) -> Response {
    render(&Landing { shell: &visitor.shell(&app, "/"), statistics: app.config.statistics.open })
}

/// `GET /start`: the page the draft is at.
pub async fn form(State(app): State<Shared>, visitor: Visitor) -> Result<Response, Error> {
    let shell = visitor.shell(&app, PATH);
    let view = match visitor.token() {
        Some(token) => draft::view(&app, token).await?,
        None => None,
    };
    let Some(view) = view else {
        let away = draft::nobody_until(&app).await?;
        let next_reading = show::promise(&app, &shell, "before-reading", away);
        return Ok(visitor.with_cookie(&app, show::before(&app, &shell, next_reading)));
    };
    if view.draft.sent {
        return Ok(show::receipt(&app, &shell, &view, None));
    }
    if view.draft.waiting {
        // The page asks for itself again: the person sent it before and need not press anything.
        return send(&app, &visitor, &Fields::default()).await;
    }
    Ok(show::step(&app, &shell, &view, Step::parse(&view.draft.step).unwrap_or(Step::About), &[]))
}

/// `POST /start`: what a page of the form sent.
pub async fn answer(
    State(app): State<Shared>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Error> {
    let multipart = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.to_ascii_lowercase().starts_with("multipart/"));
    if multipart {
        return files(&app, &visitor, request).await;
    }
    let fields = forms::read(request).await?;
    let kept = || fields.kept();
    guard::token(visitor.token(), fields.find("csrf")).map_err(|e| e.keeping(again(&fields)))?;
    take(&app, &visitor, &fields)
        .await
        .map_err(|e| if e.kind() == Kind::VisitOver { e } else { e.keeping(kept()) })
}

async fn take(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let step = fields.get("step");
    if step == "before" && fields.get("go") == "back" {
        return Ok(Redirect::to("/").into_response());
    }
    if step == "before" {
        // A second tab, or a second press: what is written already, or a receipt not yet saved, is shown instead.
        if draft::view(app, token).await?.is_none() && !draft::begin(app, token).await? {
            return Err(Error::new(Kind::Waiting).keeping(fields.kept()));
        }
        return Ok(Redirect::to(PATH).into_response());
    }
    if step == "code" || (step == "receipt" && fields.get("go") == "compare") {
        return code(app, visitor, fields).await;
    }
    if step == "receipt" {
        let shell = visitor.shell(app, PATH);
        // Who reads it is known until the visit is left.
        let away = match draft::view(app, token).await? {
            Some(view) => show::nobody_until(app, &view),
            None => draft::nobody_until(app).await?,
        };
        draft::leave(app, token).await?;
        let next_reading = show::promise(app, &shell, "done-read", away);
        let mut page = render(&Done { shell: &shell, next_reading });
        session::end_cookie(app, page.headers_mut(), session::VISIT);
        session::end_cookie(app, page.headers_mut(), session::LANG);
        return Ok(page);
    }
    if step == "waiting" {
        if fields.get("go") == "send" {
            return send(app, visitor, fields).await;
        }
        draft::wait(app, token, false).await?;
        return Ok(Redirect::to(PATH).into_response());
    }
    let step = Step::parse(step).ok_or(Error::new(Kind::Malformed))?;
    if step == Step::Check && fields.get("again").is_empty() {
        let arrived = Arrived { fields: fields.clone(), genuine: true, ..Arrived::default() };
        return checked(app, visitor, arrived).await;
    }
    if !fields.get("again").is_empty() && draft::view(app, token).await?.is_none() {
        // The draft was over, and the person has seen that: what is still here starts a new one. An access code that is
        // shown meanwhile, in another tab, stays.
        if !draft::begin(app, token).await? {
            return Err(Error::new(Kind::Waiting).keeping(again(fields)));
        }
    }
    match draft::answer(app, token, step, fields.get("go"), fields).await? {
        // Before the first page stands the landing page; the draft waits.
        Outcome::Go if step == Step::About && fields.get("go") == "back" => {
            Ok(Redirect::to("/").into_response())
        }
        Outcome::Go if fields.get("go") == steps::KEEP => kept(app, visitor, fields).await,
        Outcome::Go if fields.get("go") == steps::CODE => code(app, visitor, fields).await,
        Outcome::Go => Ok(Redirect::to(PATH).into_response()),
        Outcome::Faults(step, faults) => faulty(app, visitor, step, &faults).await,
        Outcome::Over => over(app, visitor, fields).await,
        Outcome::Full => Err(Error::new(Kind::Waiting).keeping(fields.kept())),
    }
}

async fn faulty(app: &Shared, visitor: &Visitor, step: Step, faults: &[Fault]) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let view = draft::view(app, token).await?.ok_or(Error::new(Kind::VisitOver))?;
    let mut page = show::step(app, &visitor.shell(app, PATH), &view, step, faults);
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page)
}

/// A draft that is over: sent already (then its receipt is shown), or expired (then the words are kept).
async fn over(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let sent = match visitor.token() {
        Some(token) => draft::view(app, token).await?.is_some_and(|v| v.draft.sent),
        None => false,
    };
    if sent {
        Ok(Redirect::to(PATH).into_response())
    } else {
        Err(Error::new(Kind::VisitOver).keeping(again(fields)))
    }
}

fn again(fields: &Fields) -> Vec<(String, String)> {
    let mut kept = fields.kept();
    if !kept.iter().any(|(n, _)| n == "again") {
        kept.push(("again".to_owned(), "1".to_owned()));
    }
    kept
}

async fn send(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    match submit::submit(app, token, visitor.lang).await {
        Ok(Sent::Yes) => Ok(Redirect::to(PATH).into_response()),
        Ok(Sent::Unfinished(step, faults)) => faulty(app, visitor, step, &faults).await,
        Ok(Sent::Over) => over(app, visitor, fields).await,
        Ok(Sent::Later(wait)) => Ok(show::waiting(&visitor.shell(app, PATH), wait)),
        Err(e) => Err(e.into()),
    }
}

/// Keeps the draft for its reporter alone.
async fn kept(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    match keep::keep(app, token, visitor.lang).await? {
        Kept::Yes => Ok(Redirect::to(PATH).into_response()),
        Kept::Unfinished(step, faults) => faulty(app, visitor, step, &faults).await,
        Kept::Over => over(app, visitor, fields).await,
        Kept::Later(wait) => Err(Error::new(Kind::Waiting).after(wait).keeping(fields.kept())),
    }
}

/// The access code before, or again after sending or keeping; what was typed back is compared with it.
async fn code(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let Some(view) = draft::view(app, token).await? else { return over(app, visitor, fields).await };
    let shell = visitor.shell(app, PATH);
    let fits = fields.find("typed_back").map(|typed| draft::fits_code(&view.draft, typed));
    if view.draft.sent {
        return Ok(show::receipt(app, &shell, &view, fits));
    }
    if fields.get("step") == "code" && fields.get("go") == "next" {
        return Ok(Redirect::to(PATH).into_response());
    }
    Ok(show::code(&shell, &view, fits))
}

async fn files(app: &Shared, visitor: &Visitor, request: Request) -> Result<Response, Error> {
    let place = match visitor.token() {
        Some(token) => draft::destination(app, token).await?,
        None => None,
    };
    let place = place.map(|(case, to, have)| Destination { case, to, have });
    let (head, body) = request.into_parts();
    let arrived = evidence::receive(app, visitor.token(), &head.headers, body, place.as_ref()).await?;
    checked(app, visitor, arrived).await
}

/// What the last page sent, with or without files.
async fn checked(app: &Shared, visitor: &Visitor, arrived: Arrived) -> Result<Response, Error> {
    let token = visitor.token().filter(|_| arrived.genuine).ok_or(Error::new(Kind::Forged))?;
    let fields = &arrived.fields;
    let go = fields.get("go");
    let stay = arrived.fault.is_some() || go == "upload" || go.is_empty();
    if !draft::check(app, token, &Checked { fields, files: &arrived.files, stay }).await? {
        return over(app, visitor, fields).await;
    }
    match arrived.fault {
        None if go == "upload" && arrived.files.is_empty() => {
            faulty(app, visitor, Step::Check, &[Fault::FileNone]).await
        }
        None if go == "send" => send(app, visitor, fields).await,
        None if go == steps::KEEP => kept(app, visitor, fields).await,
        None if go == steps::CODE => code(app, visitor, fields).await,
        None => Ok(Redirect::to(PATH).into_response()),
        Some(fault) => {
            let status = fault.status();
            let mut page = faulty(app, visitor, Step::Check, &[told(fault)]).await?;
            *page.status_mut() = status;
            Ok(page)
        }
    }
}

fn told(fault: FileFault) -> Fault {
    match fault {
        FileFault::Many => Fault::FilesMany,
        FileFault::Total => Fault::FilesTotal,
        FileFault::Large(name) => Fault::FileLarge(name),
        FileFault::Broken(name) => Fault::FileBroken(name),
        FileFault::Room => Fault::FileRoom,
    }
}

/// `GET /leave`: ends the visit and goes away.
pub async fn leave(State(app): State<Shared>, visitor: Visitor, headers: HeaderMap) -> Response {
    let to = app.config.exit_to.clone();
    // A link on another site may send people away; it must not wipe what they are writing. Nor may a sibling of our own
    // domain, whose requests carry our cookies.
    if headers.get("sec-fetch-site").is_some_and(|s| s == "cross-site" || s == "same-site") {
        return Redirect::to(&to).into_response();
    }
    if let Some(token) = visitor.token() {
        // Leaving must work whatever the store does: the row is swept later, the key goes with the cookie.
        if draft::leave(&app, token).await.is_err() {
            tracing::warn!("a visit is left to the sweep");
        }
    }
    session::cleared(&app, &[session::VISIT, session::LANG], &to)
}

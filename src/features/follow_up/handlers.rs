//! `/return`.

mod aside;
mod originals;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};

use super::held;
use super::pages::faults::{Fault, Said};
use super::pages::{Code, NewCode};
use super::readers::{self, Agreed};
use super::{kept, pages, replace, show, talk, withdraw};
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::receipt::Receipt;
use crate::domain::report::{MAX_TEXT, chars_over};
use crate::vault::visit::Token;
use crate::web::error::{Error, Kind};
use crate::web::evidence::{self, Arrived, Destination, FileFault};
use crate::web::page::{Shell, render};
use crate::web::session::{self, Visitor};
use crate::web::{forms, guard};

const PATH: &str = "/return";
/// The button that keeps what was typed and shows the same page again, in the other language.
const STAY: &str = "stay";

/// `GET /return`: the conversation, a page beside it, or the field for the code.
pub async fn show(State(app): State<Shared>, visitor: Visitor) -> Result<Response, Error> {
    let shell = visitor.shell(&app, PATH);
    let page = match open(&app, &visitor, &shell).await? {
        Some(page) => Some(page),
        None => private_page(&app, &visitor, &shell, false).await?,
    };
    let page = page.unwrap_or_else(|| render(&Code { shell: &shell, typed: "", errors: vec![] }));
    Ok(visitor.with_cookie(&app, page))
}

/// The page at which the visit stands, where it holds a case.
async fn open(app: &Shared, visitor: &Visitor, shell: &Shell) -> Result<Option<Response>, Error> {
    let Some(token) = visitor.token() else { return Ok(None) };
    if held::returning(app, token).await?.is_none() {
        return Ok(None);
    }
    let at = talk::stands(app, token).await?;
    match at.aside.as_str() {
        "withdraw" => Ok(Some(render(&pages::withdraw::Ask { shell, typed: &at.typed }))),
        "new-code" => offered(app, token, shell, None).await.map(Some),
        which if aside::PAGES.contains(&which) => aside::shown(app, visitor, which, &at.typed).await,
        _ => thread(app, visitor, shell, &at.typed, &[], at.said.as_deref().and_then(Said::parse)).await,
    }
}

/// Lets the visit stand at a page, and goes there. The address does not tell which: browsers keep it.
async fn go_to(
    app: &App,
    visitor: &Visitor,
    aside: &str,
    typed: &str,
    said: Option<Said>,
) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let said = said.map(|s| s.word().to_owned());
    let at = talk::Stand { aside: aside.to_owned(), typed: typed.to_owned(), said };
    if talk::stand(app, token, &at).await? {
        Ok(Redirect::to(PATH).into_response())
    } else {
        Err(Error::new(Kind::VisitOver))
    }
}

/// `POST /return`: a code, or a message.
pub async fn send(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let content = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if content.to_ascii_lowercase().starts_with("multipart/") {
        return message(&app, &visitor, request).await;
    }
    let fields = forms::read(request).await?;
    guard::token(visitor.token(), fields.find("csrf")).map_err(|e| e.keeping(fields.kept()))?;
    if let Some(wish) = fields.find("withdraw") {
        let done = withdrawal(&app, &visitor, wish, fields.get("message")).await;
        return done.map_err(|e| e.keeping(fields.kept()));
    }
    if fields.find("original").is_some() {
        return originals::pressed(&app, &visitor, &fields).await.map_err(|e| e.keeping(fields.kept()));
    }
    match fields.get("step") {
        "new-code" => return new_code(&app, &visitor, &fields).await,
        "private" => return private(&app, &visitor, fields.get("go")).await,
        step if aside::PAGES.contains(&step) => {
            return aside::take(&app, &visitor, &fields).await.map_err(|e| e.keeping(fields.kept()));
        }
        _ => {}
    }
    if fields.find("message").is_some() {
        let arrived = Arrived { fields: fields.clone(), genuine: true, ..Arrived::default() };
        return pressed(&app, &visitor, arrived).await.map_err(|e| e.keeping(fields.kept()));
    }
    code(&app, &visitor, fields.get("receipt")).await
}

/// A new access code: shown, compared with what was written down, taken.
async fn new_code(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let shell = visitor.shell(app, PATH);
    let typed = talk::stands(app, token).await?.typed;
    match fields.get("go") {
        "take" if replace::take(app, token).await? => {
            go_to(app, visitor, "", &typed, Some(Said::NewCode)).await
        }
        "take" => Err(Error::new(Kind::VisitOver)),
        "show" => go_to(app, visitor, "", &typed, None).await,
        "compare" => offered(app, token, &shell, fields.find("typed_back")).await,
        _ => go_to(app, visitor, "new-code", &typed, None).await,
    }
}

async fn offered(
    app: &Shared,
    token: &Token,
    shell: &Shell,
    typed_back: Option<&str>,
) -> Result<Response, Error> {
    let code = replace::offered(app, token).await?.ok_or(Error::new(Kind::VisitOver))?;
    let same = |typed: &str| Receipt::parse(typed).ok().map(|r| r.groups()) == Some(code.clone());
    let fits = typed_back.map(same);
    Ok(render(&NewCode { shell, code: code.replace('-', " "), fits }))
}

/// What is to become of a private record.
async fn private(app: &Shared, visitor: &Visitor, go: &str) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let over = Err(Error::new(Kind::VisitOver));
    match go {
        "resume" | "send" if kept::take_up(app, token, go == "send").await? => {
            Ok(Redirect::to("/start").into_response())
        }
        "erase" if kept::erase(app, token).await? => {
            // A page of our own: browsers that keep to `form-action` follow no form to where `/leave` leads.
            let mut page = render(&pages::kept::Erased { shell: &visitor.shell(app, PATH) });
            session::end_cookie(app, page.headers_mut(), session::VISIT);
            session::end_cookie(app, page.headers_mut(), session::LANG);
            Ok(page)
        }
        "resume" | "send" | "erase" => over,
        _ => {
            let shell = visitor.shell(app, PATH);
            let page = private_page(app, visitor, &shell, go == "ask").await?;
            page.map_or(over, Ok)
        }
    }
}

async fn private_page(
    app: &App,
    visitor: &Visitor,
    shell: &Shell,
    asking: bool,
) -> Result<Option<Response>, Error> {
    let Some(token) = visitor.token() else { return Ok(None) };
    let Some(opened) = kept::read(app, token).await? else { return Ok(None) };
    let draft = &opened.private.draft;
    Ok(Some(render(&pages::kept::Kept {
        shell,
        until: app.texts.day_to(shell.lang, date(opened.row.clean_day)),
        statement: show::paragraphs(&draft.answers.statement),
        files: draft.files.iter().map(|f| evidence::row(shell, f)).collect(),
        proof: pages::kept::proof(&opened.private),
        asking,
    })))
}

async fn code(app: &Shared, visitor: &Visitor, typed: &str) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let (status, typed, fault) = match talk::open(app, token, typed).await? {
        talk::Code::Opens => return Ok(Redirect::to(PATH).into_response()),
        talk::Code::Mistyped => (StatusCode::UNPROCESSABLE_ENTITY, typed, Fault::ReceiptCheck),
        talk::Code::Unknown => (StatusCode::UNPROCESSABLE_ENTITY, "", Fault::ReceiptUnknown),
        talk::Code::Busy => (StatusCode::TOO_MANY_REQUESTS, typed, Fault::ReceiptBusy),
    };
    let shell = visitor.shell(app, PATH);
    let mut page = render(&Code { shell: &shell, typed, errors: vec![fault.say(&shell)] });
    *page.status_mut() = status;
    Ok(page)
}

async fn message(app: &Shared, visitor: &Visitor, request: Request) -> Result<Response, Error> {
    let place = match visitor.token() {
        Some(token) => talk::destination(app, token).await,
        None => Ok(None),
    };
    // Whatever is wrong with the store: the words are read first, so that they can be given back.
    let to = place.as_ref().ok().cloned().flatten().map(|(case, to, have)| Destination { case, to, have });
    let (head, body) = request.into_parts();
    let arrived = evidence::receive(app, visitor.token(), &head.headers, body, to.as_ref()).await?;
    let kept = arrived.fields.kept();
    if !arrived.genuine {
        return Err(Error::new(Kind::Forged).keeping(kept));
    }
    place.map_err(|e| Error::from(e).keeping(kept.clone()))?;
    pressed(app, visitor, arrived).await.map_err(|e| e.keeping(kept))
}

/// A button of the conversation's one form. Files travel with sending only.
async fn pressed(app: &Shared, visitor: &Visitor, arrived: Arrived) -> Result<Response, Error> {
    let go = arrived.fields.get("go");
    let typed = arrived.fields.get("message");
    let original = arrived.fields.find("original").is_some();
    if !original && !matches!(go, "readers" | "withdraw" | STAY | "other" | "offer") && !aside::leads(go) {
        return said(app, visitor, arrived).await;
    }
    talk::discard(app, &arrived.files).await?;
    match go {
        _ if original => originals::pressed(app, visitor, &arrived.fields).await,
        "readers" => let_read(app, visitor, arrived).await,
        "withdraw" => withdrawal(app, visitor, "ask", typed).await,
        STAY => go_to(app, visitor, "", typed, None).await,
        "other" if typed.trim().is_empty() => aside::other(app, visitor).await,
        "other" => go_to(app, visitor, "other-unsent", typed, None).await,
        "offer" => go_to(app, visitor, "new-code", typed, None).await,
        go => aside::show(app, visitor, go, typed).await,
    }
}

async fn said(app: &Shared, visitor: &Visitor, arrived: Arrived) -> Result<Response, Error> {
    let text = arrived.fields.get("message").to_owned();
    let meet = !arrived.fields.get("meet").is_empty();
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let shell = visitor.shell(app, PATH);
    let mut faults = Vec::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(fault) = arrived.fault {
        status = fault.status();
        faults.push(match fault {
            FileFault::Many => Fault::FilesMany,
            FileFault::Total => Fault::FilesTotal,
            FileFault::Large(name) => Fault::FileLarge(name),
            FileFault::Broken(name) => Fault::FileBroken(name),
            FileFault::Room => Fault::FileRoom,
        });
    }
    if text.trim().is_empty() && arrived.files.is_empty() && !meet && faults.is_empty() {
        faults.push(Fault::MessageEmpty);
    }
    if text.len() > MAX_TEXT {
        faults.push(Fault::MessageLong(chars_over(&text, MAX_TEXT)));
    }
    if !faults.is_empty() {
        talk::discard(app, &arrived.files).await?;
        let page = thread(app, visitor, &shell, &text, &faults, None).await?;
        let mut page = page.ok_or(Error::new(Kind::VisitOver))?;
        *page.status_mut() = status;
        return Ok(page);
    }
    if talk::say(app, token, talk::Sent { text, meet, files: arrived.files }).await? {
        go_to(app, visitor, "", "", Some(Said::Message)).await
    } else {
        Err(Error::new(Kind::VisitOver))
    }
}

/// Lets the chosen advisers read; words that were typed and not sent stay in their field.
async fn let_read(app: &Shared, visitor: &Visitor, arrived: Arrived) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let typed = arrived.fields.get("message");
    let chosen = arrived.fields.all("reader").iter().filter_map(|id| StaffId::parse(id)).collect();
    match readers::agree(app, token, chosen).await? {
        Agreed::Over => Err(Error::new(Kind::VisitOver)),
        Agreed::Yes => go_to(app, visitor, "", typed, Some(Said::Readers)).await,
        Agreed::Nobody => {
            let shell = visitor.shell(app, PATH);
            let page = thread(app, visitor, &shell, typed, &[Fault::NoReader], None).await?;
            let mut page = page.ok_or(Error::new(Kind::VisitOver))?;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
    }
}

async fn thread(
    app: &App,
    visitor: &Visitor,
    shell: &Shell,
    typed: &str,
    faults: &[Fault],
    said: Option<Said>,
) -> Result<Option<Response>, Error> {
    let Some(token) = visitor.token() else { return Ok(None) };
    let Some((read, reading)) = talk::read(app, token).await? else { return Ok(None) };
    Ok(Some(if read.card.status == Status::Withdrawn {
        render(&pages::withdraw::Gone { shell, until: withdraw::until(app, shell.lang, &read) })
    } else {
        render(&show::page(app, shell, &read, &reading, show::Around { typed, faults, said }))
    }))
}

/// Asks before a report is withdrawn, withdraws it, takes that back, or leads back with what was typed.
async fn withdrawal(app: &Shared, visitor: &Visitor, wish: &str, typed: &str) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let done = match wish {
        "yes" => withdraw::withdraw(app, token).await?,
        "undo" => withdraw::take_back(app, token).await?,
        "ask" => return go_to(app, visitor, "withdraw", typed, None).await,
        _ => return go_to(app, visitor, "", typed, None).await,
    };
    match wish {
        _ if !done => Err(Error::new(Kind::VisitOver)),
        "undo" => go_to(app, visitor, "", "", Some(Said::TakenBack)).await,
        _ => go_to(app, visitor, "", "", None).await,
    }
}

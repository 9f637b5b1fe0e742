//! `/console/statistics`: two advisers of different institutions plan a year and release a period. The page itself does
//! nothing; each of its buttons leads to a question, a page of its own, and only the answer does something.

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::pages::{Publishing, Question, refused, said};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::domain::statistics::Period;
use crate::features::statistics::publish::{self, Act, By, Refused};
use crate::vault::proposal;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::Visitor;
use crate::web::staff::Adviser;
use crate::web::{forms, grave, guard};

const PATH: &str = "/console/statistics";

/// What the page is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    said: String,
}

/// Somebody whom the roster names, with the keys that it names.
async fn publisher(app: &Shared, adviser: &Adviser) -> Result<By, Error> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let staff = adviser.account.id;
    let own = proposal::in_force(&roster, staff, (&adviser.keys, adviser.next.as_ref()));
    let keys = own.filter(|_| roster.adviser(staff).is_some()).ok_or(Error::new(Kind::NotFound))?;
    Ok(By { staff, keys: keys.clone() })
}

/// `GET /console/statistics`.
pub async fn show(
    State(app): State<Shared>,
    adviser: Adviser,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    publisher(&app, &adviser).await?;
    page(&app, &adviser, PATH, Act::parse(&asked.said), None).await
}

async fn page(
    app: &Shared,
    adviser: &Adviser,
    path: &str,
    done: Option<(Act, Period)>,
    why: Option<&Refused>,
) -> Result<Response, Error> {
    let desk = publish::desk(app, adviser.account.id).await?;
    let (shell, who) = (adviser.shell(app, path), adviser.who());
    let said = done.map(|done| said(&shell, &desk, done)).unwrap_or_default();
    let why = why.map(|why| refused(&shell, &desk, why).ok_or(Error::new(Kind::NotFound))).transpose()?;
    let wrong = why.is_some();
    let mut answer =
        render(&Publishing { shell: &shell, who: &who, desk: &desk, said, why: why.unwrap_or_default() });
    if wrong {
        *answer.status_mut() = StatusCode::CONFLICT;
    }
    Ok(answer)
}

/// `GET /console/statistics/release:2026-Q3`: what that would do. It has an address of its own, so that whoever goes back
/// from the answer, or reads it in another language, sends nothing again.
///
/// # Errors
/// No act of a period.
pub async fn ask(
    State(app): State<Shared>,
    adviser: Adviser,
    Path(of): Path<String>,
) -> Result<Response, Error> {
    let act = Act::parse(&of).ok_or(Error::new(Kind::NotFound))?;
    let by = publisher(&app, &adviser).await?;
    let asked = question(&app, &adviser, &by, act, None).await;
    settled(&app, &adviser, act, asked).await
}

/// `POST /console/statistics/release:2026-Q3` does it.
pub async fn send(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(of): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    sent(&app, &visitor, &of, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn sent(app: &Shared, visitor: &Visitor, of: &str, fields: &Fields) -> Result<Response, Error> {
    let adviser = Adviser::of(app, visitor).await?;
    guard::token(Some(adviser.token()), fields.find("csrf"))?;
    let act = Act::parse(of).ok_or(Error::new(Kind::NotFound))?;
    let by = publisher(app, &adviser).await?;
    let done = match grave::confirm(app, &adviser, fields).await {
        Ok(()) => publish::act(app, &by, act.0, act.1, fields.get("seen")).await.map(|()| {
            let said = format!("{PATH}?said={}:{}", act.0.word(), act.1);
            Redirect::to(&said).into_response()
        }),
        Err(grave::Fault::Failed(e)) => return Err(e),
        Err(fault) => question(app, &adviser, &by, act, Some(&fault)).await,
    };
    settled(app, &adviser, act, done).await
}

/// What was answered; where it cannot be done, how things stand, with the reason.
async fn settled(
    app: &Shared,
    adviser: &Adviser,
    of: (Act, Period),
    done: Result<Response, Refused>,
) -> Result<Response, Error> {
    match done {
        Err(Refused::Fault(e)) => Err(e.into()),
        Err(why) => page(app, adviser, &address(of), None, Some(&why)).await,
        Ok(answer) => Ok(answer),
    }
}

fn address((act, period): (Act, Period)) -> String {
    format!("{PATH}/{}:{period}", act.word())
}

async fn question(
    app: &Shared,
    adviser: &Adviser,
    by: &By,
    (act, period): (Act, Period),
    fault: Option<&grave::Fault>,
) -> Result<Response, Refused> {
    let asked = publish::ask(app, by, act, period).await?;
    let roster = app.roster(&mut app.store.look().await?).await?;
    let (shell, who) = (adviser.shell(app, &address((act, period))), adviser.who());
    let errors: Vec<_> = fault.and_then(|fault| fault.say(&shell)).into_iter().collect();
    let wrong = !errors.is_empty();
    let of = Question { shell: &shell, who: &who, asked: &asked, roster: &roster, act, period, errors };
    let mut answer = render(&of);
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

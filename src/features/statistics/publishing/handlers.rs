//! `/console/statistics`: two advisers of different institutions plan a year and release a period.

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::pages::{Publishing, SAID, refused};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::domain::statistics::Period;
use crate::features::statistics::publish::{self, By, Refused};
use crate::vault::proposal;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::parts::FieldError;
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
    let said = SAID.into_iter().find(|word| *word == asked.said).unwrap_or_default();
    page(&app, &adviser, said, Vec::new()).await
}

async fn page(
    app: &Shared,
    adviser: &Adviser,
    said: &str,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let desk = publish::desk(app, adviser.account.id).await?;
    let (shell, who) = (adviser.shell(app, PATH), adviser.who());
    let wrong = !errors.is_empty();
    let mut answer = render(&Publishing { shell: &shell, who: &who, desk: &desk, said, errors });
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// `POST /console/statistics`.
pub async fn send(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    act(&app, &visitor, &fields).await.map_err(|e| e.keeping_signed(fields.kept()))
}

async fn act(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let adviser = Adviser::of(app, visitor).await?;
    guard::token(Some(adviser.token()), fields.find("csrf"))?;
    let by = publisher(app, &adviser).await?;
    let shell = adviser.shell(app, PATH);
    match grave::confirm(app, &adviser, fields).await {
        Ok(()) => {}
        Err(grave::Fault::Failed(e)) => return Err(e),
        Err(fault) => return page(app, &adviser, "", fault.say(&shell).into_iter().collect()).await,
    }
    let (what, of) = fields.get("go").split_once(':').unwrap_or_default();
    match done(app, &by, what, of, fields).await {
        Ok(said) => Ok(Redirect::to(&format!("{PATH}?said={said}")).into_response()),
        Err(Refused::Fault(e)) => Err(e.into()),
        Err(why) => match refused(&shell, &why) {
            Some(error) => page(app, &adviser, "", vec![error]).await,
            None => Err(Error::new(Kind::NotFound)),
        },
    }
}

async fn done(app: &Shared, by: &By, what: &str, of: &str, fields: &Fields) -> Result<&'static str, Refused> {
    let period = Period::parse(of).ok_or(Refused::Stage)?;
    match what {
        "prepare" => publish::prepare(app, by, period.year).await.map(|()| SAID[0]),
        "confirm" => {
            let seen = fields.get(&format!("seen_{of}"));
            publish::confirm(app, by, period.year, seen).await.map(|()| SAID[1])
        }
        "approve" => publish::approve(app, by, period).await.map(|()| SAID[2]),
        "take-back" => publish::take_back(app, by, period).await.map(|()| SAID[3]),
        "release" => publish::release(app, by, period).await.map(|()| SAID[4]),
        _ => Err(Refused::Stage),
    }
}

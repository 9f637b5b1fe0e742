//! `/console/absence`.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::colleagues::{unvouched, vouched};
use super::sent::Sent;
use crate::app::{App, Shared};
use crate::clock::{date, day};
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::features::console::absence::{self, Standing, Wrong};
use crate::features::console::colleagues::Vouched;
use crate::features::console::pages::absence::{Absence, Choice, Said};
use crate::features::console::show::short;
use crate::texts::{Arg, choice_id};
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, render};
use crate::web::parts::FieldError;
use crate::web::staff::Adviser;

const PATH: &str = "/console/absence";

/// What is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    done: String,
}

/// `GET /console/absence`.
pub async fn show(
    State(app): State<Shared>,
    adviser: Adviser,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if let Some(page) = unvouched(&app, &adviser, PATH).await? {
        return Ok(page);
    }
    page(&app, &adviser, &Fields::default(), Err(Said::parse(&asked.done))).await
}

/// `POST /console/absence`: days and deputy, or the end of an absence.
pub async fn set(State(app): State<Shared>, sent: Sent) -> Result<Response, Error> {
    sent.keep(plan(&app, &sent.adviser, &sent.fields).await)
}

async fn plan(app: &Shared, adviser: &Adviser, fields: &Fields) -> Result<Response, Error> {
    let of = adviser.account.id;
    // Whom the roster does not name has nobody to stand in for, and no word in the log.
    if vouched(app, adviser).await? != Vouched::Now {
        return Err(Error::new(Kind::NotFound));
    }
    if fields.get("go") == "end" {
        absence::end(app, of).await?;
        return Ok(done(Said::Ended));
    }
    let asked = |name: &str| fields.get(name).parse().ok().map(day);
    let deputy = StaffId::parse(fields.get("deputy"));
    let own = (&adviser.keys, adviser.next.as_ref());
    match absence::set(app, of, own, (asked("first"), asked("last")), deputy).await? {
        Ok(()) => Ok(done(Said::Set)),
        Err(wrong) => {
            let mut page = page(app, adviser, fields, Ok(wrong)).await?;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
    }
}

fn done(what: Said) -> Response {
    Redirect::to(&format!("{PATH}?done={}", what.word())).into_response()
}

/// An absence as a sentence.
fn sentence(app: &App, shell: &Shell, id: &str, (name, first, last): &(String, Day, Day)) -> String {
    let (first, last) =
        (app.texts.day_from(shell.lang, date(*first)), app.texts.day_to(shell.lang, date(*last)));
    let args = [("name", Arg::Str(name)), ("first", Arg::Str(&first)), ("last", Arg::Str(&last))];
    app.texts.say_with(shell.lang, id, &args)
}

/// What the list of cases tells of absences: one's own, and those in which one stands in.
pub(super) async fn told(app: &App, shell: &Shell, of: StaffId) -> Result<Vec<String>, Error> {
    let standing = absence::look(app, of).await?;
    let own = standing.planned.iter().map(|a| sentence(app, shell, "absence-planned", a));
    let others = standing.stands_in.iter().map(|a| sentence(app, shell, "absence-stands-in", a));
    Ok(own.chain(others).collect())
}

fn fault(shell: &Shell, wrong: Wrong) -> FieldError {
    let (field, id) = match wrong {
        Wrong::First => ("first", "absence-error-first"),
        Wrong::Last => ("last", "absence-error-last"),
        Wrong::Deputy => ("deputy", "absence-error-deputy"),
    };
    FieldError { field, text: shell.t(id) }
}

async fn page(
    app: &Shared,
    adviser: &Adviser,
    typed: &Fields,
    became: Result<Wrong, Option<Said>>,
) -> Result<Response, Error> {
    let of = adviser.account.id;
    let Standing { planned, colleagues: others, .. } = absence::look(app, of).await?;
    let uncovered = absence::uncovered(app, of, &adviser.keys).await?.unwrap_or_default();
    let (shell, who) = (adviser.shell(app, PATH), adviser.who());
    let links = uncovered.cases.iter().map(ToString::to_string).map(|id| (short(&id), id));
    let colleagues = others.iter().map(|c| Choice {
        id: c.staff.to_string(),
        label: format!("{}, {}", c.name, shell.t(&choice_id("institution", &c.institution))),
        chosen: typed.get("deputy") == c.staff.to_string(),
    });
    Ok(render(&Absence {
        deputy: planned.as_ref().map(|(name, ..)| name.clone()).unwrap_or_default(),
        planned: planned.map(|planned| sentence(app, &shell, "absence-planned", &planned)),
        uncovered: links.collect(),
        damaged: uncovered.damaged,
        colleagues: colleagues.collect(),
        first: typed.get("first").to_owned(),
        last: typed.get("last").to_owned(),
        today: date(app.clock.today()).to_string(),
        said: became.err().flatten(),
        errors: became.ok().map(|w| fault(&shell, w)).into_iter().collect(),
        shell: &shell,
        who: &who,
    }))
}

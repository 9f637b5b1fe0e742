//! `POST /console/cases/{id}/propose`: the page that asks a reporter for agreement to a step outside, and what it sends.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;

use super::sent::Sent;
use super::{Act, Again, again, case_id, unless_changed};
use crate::app::Shared;
use crate::clock::{date, day};
use crate::domain::consent::{MAX_DAYS, STEP};
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::domain::report::MAX_SHORT;
use crate::features::console::pages::propose::{AskFault, Asked, Propose};
use crate::features::console::{show, view};
use crate::vault::consent::Proposal;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::staff::Adviser;

/// What one of the page's buttons asks for.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        match fields.get("go") {
            "ask" => page(&app, adviser, &id, fields, (&[], false)).await,
            "send" => match proposal(fields, app.clock.today()) {
                Ok(proposal) => {
                    match unless_changed(&app, adviser, &id, fields, Act::Propose(proposal)).await? {
                        Some(done) => Ok(done),
                        None => page(&app, adviser, &id, fields, (&[], true)).await,
                    }
                }
                Err(faults) => page(&app, adviser, &id, fields, (&faults, false)).await,
            },
            _ => again(&app, adviser, &id, fields, Again::default()).await,
        }
    };
    sent.keep(done.await)
}

/// What was typed, if it is whole: what a reporter is not told, they cannot agree to.
fn proposal(fields: &Fields, today: Day) -> Result<Proposal, Vec<AskFault>> {
    let mut faults = Vec::new();
    let kind = fields.get("kind");
    if !STEP.contains(&kind) {
        faults.push(AskFault::Empty("kind"));
    }
    let mut text = |name: &'static str| {
        let text = fields.get(name).trim();
        match text.len() {
            0 => faults.push(AskFault::Empty(name)),
            n if n > MAX_SHORT => faults.push(AskFault::Long(name)),
            _ => {}
        }
        text.to_owned()
    };
    let (to, what, learns, guess) = (text("to"), text("what"), text("learns"), text("guess"));
    let until = fields.get("until").parse::<Date>().map(day).ok();
    let until = until.filter(|d| *d >= today && *d <= today.plus(MAX_DAYS));
    match until {
        Some(until) if faults.is_empty() => Ok(Proposal {
            n: 0,
            name: String::new(),
            kind: kind.to_owned(),
            to,
            what,
            learns,
            guess,
            until,
            reader: None,
        }),
        until => {
            faults.extend(until.is_none().then_some(AskFault::Until));
            Err(faults)
        }
    }
}

/// The page with what was typed: to put right, or because somebody wrote in the case meanwhile.
async fn page(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    (faults, meanwhile): (&[AskFault], bool),
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let shell = adviser.shell(app, &format!("/console/cases/{id}"));
    let (seen, changed) = show::seen_again(app, &shell, &view, fields.get("seen"), meanwhile);
    let text = |name: &str| fields.get(name).to_owned();
    let (today, until) = (app.clock.today(), fields.get("until"));
    let ahead = |days| date(today.plus(days)).to_string();
    let mut page = render(&Propose {
        who: &adviser.who(),
        short: show::short(id),
        id: id.to_owned(),
        seen,
        changed,
        kept: show::travelling(fields),
        unsent: show::holds_words(fields),
        asked: Asked {
            kind: text("kind"),
            to: text("to"),
            what: text("what"),
            learns: text("learns"),
            guess: text("guess"),
            until: if until.is_empty() { ahead(MAX_DAYS / 2) } else { until.to_owned() },
        },
        days: (ahead(0), ahead(MAX_DAYS)),
        errors: faults.iter().map(|f| f.say(&shell)).collect(),
        shell: &shell,
    });
    if meanwhile {
        *page.status_mut() = StatusCode::CONFLICT;
    } else if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

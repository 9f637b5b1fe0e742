//! `POST /console/cases/{id}/keeping`: the page on which a case is held, or two of its readers delete it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;

use super::sent::Sent;
use super::{Again, again, case_id};
use crate::app::Shared;
use crate::clock::day;
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::domain::report::MAX_TEXT;
use crate::domain::retention::{DELETE, HOLD};
use crate::features::console::keeping::{self, By, Said};
use crate::features::console::pages::keeping::{Deleted, KeepingFault};
use crate::features::console::show::keeping as show;
use crate::features::console::show::{Mark, holds_words_beside, noted, short};
use crate::features::console::view;
use crate::web::error::{Error, Kind};
use crate::web::grave;
use crate::web::page::render;
use crate::web::staff::Adviser;

/// What one of the page's buttons asks for.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    sent.keep(done(&app, &sent.adviser, &id, &sent.fields).await)
}

async fn done(app: &Shared, adviser: &Adviser, id: &str, fields: &Fields) -> Result<Response, Error> {
    let by: By<'_> = (&adviser.account, &adviser.keys);
    let (case, seen) = (case_id(id)?, Mark::parse(fields.get("seen")).version);
    let said = match fields.get("go") {
        "keep" => return page(app, adviser, id, fields, &[]).await,
        "hold" => match hold(fields, app.clock.today()) {
            Ok(hold) => keeping::hold(app, by, case, seen, hold).await?,
            Err(faults) => return page(app, adviser, id, fields, &faults).await,
        },
        "propose" => match reason(fields) {
            Ok(reason) => keeping::propose(app, by, case, seen, reason).await?,
            Err(fault) => return page(app, adviser, id, fields, &[fault]).await,
        },
        "take_back" => keeping::take_back(app, by, case, seen).await?,
        "confirm" => return confirm(app, adviser, id, fields).await,
        other => match other.strip_prefix("end-") {
            Some(of) => keeping::end_hold(app, by, case, seen, of).await?,
            None => return again(app, adviser, id, fields, Again::default()).await,
        },
    };
    let (left, noted) = (left(fields), noted::kept(fields.get("go")));
    match said {
        Said::Yes if holds_words_beside(&left) => {
            let typed = show::Typed { fields: Some(&left), saved: noted, ..Default::default() };
            shown(app, adviser, id, &typed).await
        }
        Said::Yes => again(app, adviser, id, fields, Again { saved: true, noted, ..Again::default() }).await,
        other => not_done(app, adviser, id, fields, other).await,
    }
}

/// What was typed in the other half of the page than the one that is stored.
fn left(fields: &Fields) -> Fields {
    let stored: &[&str] = match fields.get("go") {
        "hold" => &["hold_reason", "hold_until", "hold_note"],
        "propose" => &["reason", "delete_note"],
        _ => &[],
    };
    Fields(fields.0.iter().filter(|(name, _)| !stored.contains(&name.as_str())).cloned().collect())
}

/// The reason for deleting, with the note that explains it.
fn reason(fields: &Fields) -> Result<(&str, &str), KeepingFault> {
    let (reason, note) = (fields.get("reason"), fields.get("delete_note").trim());
    if !DELETE.contains(&reason) {
        return Err(KeepingFault::Reason);
    }
    if note.len() > MAX_TEXT { Err(KeepingFault::NoteLong) } else { Ok((reason, note)) }
}

/// The hold that was typed, if it is whole: reason, last day, note.
fn hold(fields: &Fields, today: Day) -> Result<(&str, Option<Day>, &str), Vec<KeepingFault>> {
    let (reason, note) = (fields.get("hold_reason"), fields.get("hold_note").trim());
    let until = match fields.get("hold_until").trim() {
        "" => Some(None),
        typed => typed.parse::<Date>().ok().map(day).filter(|last| *last >= today).map(Some),
    };
    let unsaid = reason == "other" && note.is_empty();
    match until {
        Some(until) if HOLD.contains(&reason) && !unsaid && note.len() <= MAX_TEXT => {
            Ok((reason, until, note))
        }
        until => {
            let mut faults = Vec::new();
            faults.extend((!HOLD.contains(&reason)).then_some(KeepingFault::HoldReason));
            faults.extend(until.is_none().then_some(KeepingFault::HoldUntil));
            faults.extend((unsaid || note.len() > MAX_TEXT).then_some(KeepingFault::HoldNote));
            Err(faults)
        }
    }
}

async fn confirm(app: &Shared, adviser: &Adviser, id: &str, fields: &Fields) -> Result<Response, Error> {
    if fields.get("typed").trim().to_uppercase() != short(id) {
        return page(app, adviser, id, fields, &[KeepingFault::Typed]).await;
    }
    match grave::confirm(app, adviser, fields).await {
        Ok(()) => {}
        Err(grave::Fault::Failed(error)) => return Err(error),
        Err(grave::Fault::Busy) => return page(app, adviser, id, fields, &[KeepingFault::Busy]).await,
        Err(grave::Fault::Wrong) => return page(app, adviser, id, fields, &[KeepingFault::Passphrase]).await,
    }
    let by: By<'_> = (&adviser.account, &adviser.keys);
    let seen = Mark::parse(fields.get("seen")).version;
    // Afterwards nothing tells who proposed it.
    let before = view::again(app, by.0, by.1, case_id(id)?).await?;
    match keeping::confirm(app, by, case_id(id)?, seen).await? {
        Said::Yes => {
            let (shell, who) = (adviser.shell(app, "/console"), adviser.who());
            let proposed = before.and_then(|view| keeping::standing(app, &view, by.0.id).proposed);
            let with = proposed.map(|p| p.name).unwrap_or_default();
            Ok(render(&Deleted { shell: &shell, who: &who, short: short(id), with }))
        }
        other => not_done(app, adviser, id, fields, other).await,
    }
}

async fn not_done(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    said: Said,
) -> Result<Response, Error> {
    match said {
        Said::Refused(why) => page(app, adviser, id, fields, &[KeepingFault::Refused(why)]).await,
        Said::NotTheirs => Err(Error::new(Kind::NotFound)),
        Said::Changed | Said::Yes => {
            let typed = show::Typed { fields: Some(fields), conflict: true, ..Default::default() };
            shown(app, adviser, id, &typed).await
        }
    }
}

async fn page(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    faults: &[KeepingFault],
) -> Result<Response, Error> {
    shown(app, adviser, id, &show::Typed { fields: Some(fields), faults, ..Default::default() }).await
}

async fn shown(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    typed: &show::Typed<'_>,
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(app, &format!("/console/cases/{id}")), adviser.who());
    let mut page = render(&show::page(app, &shell, &who, (&view, adviser.account.id), typed));
    if typed.conflict {
        *page.status_mut() = StatusCode::CONFLICT;
    } else if !typed.faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

//! `/console/colleagues`, and the page of an adviser for whom nobody has vouched yet.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::sent::Sent;
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::staff::Leaving;
use crate::features::console::colleagues::{self, Deed, Signed, Vouched};
use crate::features::console::pages::colleagues::{ColleaguePage, Colleagues, Fault, Said, Unvouched};
use crate::web::error::{Error, Kind};
use crate::web::grave;
use crate::web::page::render;
use crate::web::staff::Adviser;

/// What the pages are asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    said: String,
}

/// What the roster says of the keys of this session.
pub(super) async fn vouched(app: &Shared, adviser: &Adviser) -> Result<Vouched, Error> {
    Ok(colleagues::vouched(app, adviser.account.id, &adviser.keys, adviser.next.as_ref()).await?)
}

/// The page of an adviser whose keys the roster does not name; `None` for all others.
pub(super) async fn unvouched(
    app: &Shared,
    adviser: &Adviser,
    path: &str,
) -> Result<Option<Response>, Error> {
    let vouched = vouched(app, adviser).await?;
    if vouched == Vouched::Now {
        return Ok(None);
    }
    let (shell, who) = (adviser.shell(app, path), adviser.who());
    let fingerprint = colleagues::own_fingerprint(&adviser.account, &adviser.keys, adviser.next.as_ref());
    let outside = adviser.account.outside;
    let later = path != "/console";
    Ok(Some(render(&Unvouched { shell: &shell, who: &who, fingerprint, outside, vouched, later })))
}

/// `GET /console/colleagues`.
pub async fn list(
    State(app): State<Shared>,
    adviser: Adviser,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let path = "/console/colleagues";
    if let Some(page) = unvouched(&app, &adviser, path).await? {
        return Ok(page);
    }
    let list = colleagues::list(&app, adviser.account.id).await?;
    let (shell, who) = (adviser.shell(&app, path), adviser.who());
    let fingerprint = colleagues::own_fingerprint(&adviser.account, &adviser.keys, adviser.next.as_ref());
    let said = Said::parse(&asked.said);
    Ok(render(&Colleagues { shell: &shell, who: &who, list: &list, fingerprint, said }))
}

fn id(text: &str) -> Result<StaffId, Error> {
    StaffId::parse(text).ok_or(Error::new(Kind::NotFound))
}

/// `GET /console/colleagues/{id}`.
pub async fn one(
    State(app): State<Shared>,
    adviser: Adviser,
    Path(about): Path<String>,
) -> Result<Response, Error> {
    if let Some(page) = unvouched(&app, &adviser, "/console/colleagues").await? {
        return Ok(page);
    }
    show(&app, &adviser, id(&about)?, Vec::new(), "").await
}

async fn show(
    app: &Shared,
    adviser: &Adviser,
    about: StaffId,
    faults: Vec<Fault>,
    reason: &str,
) -> Result<Response, Error> {
    let found = colleagues::one(app, adviser.account.id, about).await?;
    let colleague = found.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(app, &format!("/console/colleagues/{about}")), adviser.who());
    let changed = faults.contains(&Fault::Changed);
    let wrong = !faults.is_empty();
    let errors = faults.into_iter().map(|f| f.say(&shell)).collect();
    let reason = reason.to_owned();
    let page = ColleaguePage {
        shell: &shell,
        who: &who,
        id: about.to_string(),
        colleague: &colleague,
        errors,
        reason,
    };
    let mut page = render(&page);
    if wrong {
        *page.status_mut() = if changed { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    }
    Ok(page)
}

/// What the form asks to sign, and the text that was shown for it.
fn deed(fields: &Fields) -> Result<(Deed, String), Fault> {
    match fields.get("act") {
        "vouch" if fields.get("compared").is_empty() => Err(Fault::NotCompared),
        "vouch" if fields.get("asked").is_empty() => Err(Fault::NotAsked),
        "vouch" => Ok((Deed::Vouch, fields.get("seen").to_owned())),
        "leave" => {
            let why = Leaving::parse(fields.get("reason")).ok_or(Fault::NoReason)?;
            Ok((Deed::Leave(why), fields.get(&format!("seen_{}", why.word())).to_owned()))
        }
        _ => Err(Fault::Changed),
    }
}

/// `POST /console/colleagues/{id}`.
pub async fn sign(
    State(app): State<Shared>,
    Path(about): Path<String>,
    sent: Sent,
) -> Result<Response, Error> {
    sent.keep(signed(&app, &sent.adviser, &about, &sent.fields).await)
}

async fn signed(app: &Shared, adviser: &Adviser, about: &str, fields: &Fields) -> Result<Response, Error> {
    // Nor does a form with a fault in it show a colleague to somebody whom nobody vouches for.
    if vouched(app, adviser).await? != Vouched::Now {
        return Err(Error::new(Kind::NotFound));
    }
    let (about, reason) = (id(about)?, fields.get("reason"));
    let (deed, seen) = match deed(fields) {
        Ok(deed) => deed,
        Err(fault) => return show(app, adviser, about, vec![fault], reason).await,
    };
    match grave::confirm(app, adviser, fields).await {
        Ok(()) => {}
        Err(grave::Fault::Failed(error)) => return Err(error),
        Err(wrong) => {
            let fault = Fault::Passphrase {
                leaving: matches!(deed, Deed::Leave(_)),
                busy: matches!(wrong, grave::Fault::Busy),
            };
            return show(app, adviser, about, vec![fault], reason).await;
        }
    }
    let keys = (&adviser.keys, adviser.next.as_ref());
    let said = match colleagues::sign(app, &adviser.account, keys, about, deed, &seen).await? {
        Signed::Changed => return show(app, adviser, about, vec![Fault::Changed], reason).await,
        Signed::NotTheirs => return Err(Error::new(Kind::NotFound)),
        Signed::Stands => Said::Stands,
        Signed::Waits => Said::Waits,
    };
    Ok(Redirect::to(&format!("/console/colleagues?said={}", said.word())).into_response())
}

//! `/console/cases/{id}/sheet`: the hand-over sheet, and the words that an adviser adds to it. What was typed on the page
//! of the case travels along.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::sent::Sent;
use super::sharing::unsent;
use super::{Act, AskedOfCase, Done, case_id};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::domain::report::MAX_TEXT;
use crate::features::console::pages::sheet::{Sheet, SheetFault};
use crate::features::console::{case, show, view};
use crate::vault::desk;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::staff::Adviser;

/// `GET`. Reading the sheet is reading the case, and told as such.
pub async fn show(
    State(app): State<Shared>,
    adviser: Adviser,
    Path(id): Path<String>,
    Query(asked): Query<AskedOfCase>,
) -> Result<Response, Error> {
    let view = view::open(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(&app, &format!("/console/cases/{id}/sheet")), adviser.who());
    let mut page = show::sheet::page(&app, &shell, &who, &view, None);
    page.saved = asked.saved.is_some();
    Ok(render(&page))
}

/// `POST`: own words, in place of those before.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    sent.keep(write(&app, &sent.adviser, &id, &sent.fields).await)
}

async fn write(app: &Shared, adviser: &Adviser, id: &str, fields: &Fields) -> Result<Response, Error> {
    if fields.get("go") == "show" {
        return look(app, adviser, id, fields, false).await;
    }
    let text = |name: &str| fields.get(name).trim().to_owned();
    let (never, words) = (text("never"), text("text"));
    let long = [("never", &never), ("text", &words)].into_iter().filter(|(_, text)| text.len() > MAX_TEXT);
    let mut faults: Vec<SheetFault> = long.map(|(name, _)| SheetFault::Long(name)).collect();
    if never.is_empty() && words.is_empty() {
        faults.push(SheetFault::Empty);
    }
    if !faults.is_empty() {
        return again(app, adviser, id, fields, &faults).await;
    }
    let seen = show::Mark::parse(fields.get("seen")).version;
    let act = Act::Desk(vec![desk::Act::Sheet { never, text: words }]);
    match case::act(app, &adviser.account, &adviser.keys, case_id(id)?, seen, act).await? {
        Done::Yes if show::holds_words(fields) => look(app, adviser, id, fields, true).await,
        Done::Yes => Ok(Redirect::to(&format!("/console/cases/{id}/sheet?saved=1#saved")).into_response()),
        Done::NotTheirs => Err(Error::new(Kind::NotFound)),
        Done::ReadsOnly => again(app, adviser, id, fields, &[SheetFault::ReadsOnly]).await,
        _ => again(app, adviser, id, fields, &[]).await,
    }
}

/// The sheet as the page of the case or its own language button asks for it, and once its words are stored.
async fn look(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    saved: bool,
) -> Result<Response, Error> {
    let view = view::open(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(app, &format!("/console/cases/{id}/sheet")), adviser.who());
    let typed = fields.find("never").is_some().then_some(fields);
    let page = show::sheet::page(app, &shell, &who, &view, typed);
    Ok(render(&Sheet { saved, unsent: unsent(fields), ..page }))
}

/// The sheet with what was typed and is not stored: because of these faults, or because somebody else wrote meanwhile.
async fn again(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    faults: &[SheetFault],
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(app, &format!("/console/cases/{id}/sheet")), adviser.who());
    let mut page = show::sheet::page(app, &shell, &who, &view, Some(fields));
    page.errors = faults.iter().map(|f| f.say(&shell)).collect();
    if faults.is_empty() {
        let seen = show::Mark::parse(fields.get("seen"));
        show::sheet::conflicting(app, &shell, &view, seen, &mut page);
    }
    page.unsent = unsent(fields);
    let status = if faults.is_empty() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page = render(&page);
    *page.status_mut() = status;
    Ok(page)
}

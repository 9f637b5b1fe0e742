//! `POST /console/cases/{id}/away`: the ways out of a case's page are buttons of its one form, so that no way out loses
//! words that are not sent yet.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::sent::Sent;
use super::{Again, again, case_id};
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::features::console::pages::away::{Away, BESIDE, CASE};
use crate::features::console::{show, sign_in, view};
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session;
use crate::web::staff::Adviser;

/// Where signing out is asked for.
const OUT: &str = "/sign-out";

/// What one of the ways out does. Without one it is the same page again, as for another language.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        let dropped = way(adviser, fields.get("drop"));
        match dropped.or_else(|| way(adviser, fields.get("way"))) {
            Some(to) if dropped.is_some() => go(&app, adviser, &id, fields, to).await,
            Some(to) if unsent(&app, adviser, &id, fields, to).await? => {
                ask(&app, adviser, &id, fields, to).await
            }
            Some(to) => go(&app, adviser, &id, fields, to).await,
            None => again(&app, adviser, &id, fields, Again::default()).await,
        }
    };
    sent.keep(done.await)
}

/// A way out that the page offers: nobody is led elsewhere by a made-up form.
fn way(adviser: &Adviser, asked: &str) -> Option<&'static str> {
    let links = adviser.who().links();
    links.into_iter().map(|(href, _)| href).chain([OUT, CASE]).find(|href| *href == asked)
}

async fn go(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    to: &'static str,
) -> Result<Response, Error> {
    if to == CASE {
        return again(app, adviser, id, fields, Again::default()).await;
    }
    if to == OUT {
        sign_in::sign_out(app, adviser.token(), adviser.account.id).await?;
        return Ok(session::cleared(app, &[session::SESSION, session::VISIT], "/sign-in?out=here"));
    }
    Ok(Redirect::to(to).into_response())
}

/// The page beside the case that is left, if it is one.
fn beside(fields: &Fields) -> Option<(&'static str, &'static str)> {
    BESIDE.into_iter().find(|(page, _)| *page == fields.get("beside"))
}

/// Whether this way out loses own words. What was begun on the page of the case goes back there.
async fn unsent(app: &Shared, adviser: &Adviser, id: &str, fields: &Fields, to: &str) -> Result<bool, Error> {
    if to != CASE && show::holds_words(fields) {
        return Ok(true);
    }
    let view = || async {
        let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
        view.ok_or(Error::new(Kind::NotFound))
    };
    match beside(fields).map(|(page, _)| page) {
        // The words of a sheet and the choices of a coding may be the stored ones.
        Some("sheet") => {
            let stored = show::sheet::stored(&view().await?);
            Ok(stored.iter().any(|(name, text)| fields.find(name).is_some_and(|typed| typed.trim() != *text)))
        }
        Some("coding") => {
            let (shell, view) = (adviser.shell(app, &format!("/console/cases/{id}")), view().await?);
            let form = |typed: &Fields| show::coding_form(app, &shell, &view, typed);
            Ok(form(fields) != form(&Fields::default()))
        }
        // They only ask once more.
        None | Some("status" | "leave") => Ok(false),
        Some(_) => Ok(show::holds_words_beside(fields)),
    }
}

/// Everything that was typed; of a page beside the case, that too.
fn kept(fields: &Fields) -> Vec<(String, String)> {
    if beside(fields).is_none() {
        return show::travelling(fields);
    }
    let own = ["seen", "way", "drop", "go", "beside"];
    fields.kept().into_iter().filter(|(name, _)| !own.contains(&name.as_str())).collect()
}

/// Asks what is to become of the words.
async fn ask(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    to: &'static str,
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    view.ok_or(Error::new(Kind::NotFound))?;
    let shell = adviser.shell(app, &format!("/console/cases/{id}"));
    Ok(render(&Away {
        who: &adviser.who(),
        short: show::short(id),
        id: id.to_owned(),
        seen: fields.get("seen").to_owned(),
        kept: kept(fields),
        beside: beside(fields),
        answer: beside(fields).is_none() && !fields.get("message").trim().is_empty(),
        to,
        shell: &shell,
    }))
}

//! `/console`.
//!
//! What is asked of the list stands in its address, but for the words of a search: those come by a form, and the address
//! they lead to holds them sealed under the session. So going back from a case comes back to what was found, and neither
//! the browser's history nor the log of a proxy says whom or what an adviser looked for.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::sent::Sent;
use super::{absence, colleagues, passing};
use crate::app::Shared;
use crate::clock::date;
use crate::features::console::inbox::order::Asking;
use crate::features::console::inbox::{self, At};
use crate::features::console::pages::inbox::{Inbox, Search};
use crate::features::console::{ending, show, take_up};
use crate::vault::search::{MAX_SEARCH, Sought};
use crate::web::error::Error;
use crate::web::page::render;
use crate::web::session;
use crate::web::staff::Adviser;

/// What the inbox is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    status: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    institution: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    find: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    gone: Option<String>,
}

impl Asked {
    fn asking(&self) -> Asking {
        Asking::parse(&self.status, &self.reason, &self.institution, &self.language, &self.sort)
    }

    /// The address of what follows `at`.
    fn href(&self, at: At) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let fields = [
            ("status", &self.status),
            ("reason", &self.reason),
            ("institution", &self.institution),
            ("language", &self.language),
            ("sort", &self.sort),
            ("find", &self.find),
        ];
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.append_pair("after", &at.to_string());
        format!("/console?{}", query.finish())
    }
}

/// `GET /console`.
pub async fn list(
    State(app): State<Shared>,
    adviser: Adviser,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if let Some(page) = colleagues::unvouched(&app, &adviser, "/console").await? {
        return Ok(page);
    }
    if let Some(next) = &adviser.next
        && take_up::take_up(&app, adviser.account.id, &adviser.keys, next).await?
    {
        return Ok(Redirect::to("/console").into_response());
    }
    if asked.find.is_empty() {
        return show(&app, &adviser, &asked, asked.asking(), Search::default()).await;
    }
    // Sealed under a session that is over, or junk.
    let words = adviser.token().open_search(&asked.find);
    let Some((words, sought)) = words.and_then(|w| Sought::parse(&w).map(|sought| (w, sought))) else {
        return Ok(Redirect::to("/console").into_response());
    };
    inbox::note_search(&app, adviser.account.id).await?;
    let search = Search { words: words.to_string(), fault: None };
    show(&app, &adviser, &asked, Asking::words(sought), search).await
}

/// `POST /console`: the words of a search.
pub async fn search(State(app): State<Shared>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        if let Some(page) = colleagues::unvouched(&app, adviser, "/console").await? {
            return Ok(page);
        }
        let words = fields.get("q").trim();
        if Sought::parse(words).is_none() {
            return Ok(Redirect::to("/console").into_response());
        }
        if let Some(find) = adviser.token().seal_search(words) {
            return Ok(Redirect::to(&format!("/console?find={find}")).into_response());
        }
        let shell = adviser.shell(&app, "/console");
        let fault = shell.tn("inbox-search-long", "n", i64::try_from(MAX_SEARCH).unwrap_or_default());
        let search = Search { words: words.to_owned(), fault: Some(fault) };
        let mut page = show(&app, adviser, &Asked::default(), Asking::default(), search).await?;
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(page)
    };
    sent.keep(done.await)
}

async fn show(
    app: &Shared,
    adviser: &Adviser,
    asked: &Asked,
    asking: Asking,
    search: Search,
) -> Result<Response, Error> {
    let (of, keys) = (adviser.account.id, &adviser.keys);
    let at = At::parse(&asked.after).unwrap_or(At::START);
    let page = inbox::list(app, of, keys, at, &asking).await?;
    if let Err(e) = ending::end(app, of, keys, page.withdrawn.clone()).await {
        tracing::warn!(cause = %e, "a withdrawn case waits for its end");
    }
    let (shell, mut who) = (adviser.shell(app, "/console"), adviser.who());
    if inbox::statistics_wait(app, of).await? {
        who.awaits = "/console/statistics";
    }
    // Of a later page only what comes after it is counted.
    let open = if at == At::START { page.open } else { 0 };
    Ok(render(&Inbox {
        rows: page.cases.iter().map(|l| show::row(app, &shell, l)).collect(),
        today: app.texts.day(shell.lang, date(app.clock.today())),
        selects: show::selects(app, &shell, &asking),
        search,
        more_href: page.after.map(|at| asked.href(at)),
        waiting: crate::features::console::colleagues::waiting(app, of).await?,
        absences: absence::told(app, &shell, of).await?,
        passing: passing::told(app, &shell, of, &asking, open).await?,
        own_waits: adviser.next.is_some(),
        gone: asked.gone.is_some(),
        damaged: page.damaged,
        shell: &shell,
        who: &who,
    }))
}

/// `POST /console/shortcuts`: whether keys of one letter do something in this browser. Who dictates, or whose hand hits
/// keys by chance, must be able to turn them off (WCAG 2.1.4).
pub async fn shortcuts(State(app): State<Shared>, sent: Sent) -> Result<Response, Error> {
    let mut response = Redirect::to("/console#shortcuts").into_response();
    session::set_keys(&app, response.headers_mut(), sent.fields.get("keys") != "off");
    Ok(response)
}

//! `POST /console/passing`: the button beside the list with which an adviser passes new reports to colleagues, and the one
//! that ends it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::colleagues::vouched;
use super::sent::Sent;
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::id::StaffId;
use crate::features::console::colleagues::Vouched;
use crate::features::console::inbox::order::Asking;
use crate::features::console::pages::inbox::Passing;
use crate::features::console::passing;
use crate::web::error::{Error, Kind};
use crate::web::page::Shell;

/// Begins or ends it.
pub async fn set(State(app): State<Shared>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let of = adviser.account.id;
    let done = async {
        // Whom the roster does not name is given no report that could be passed, and has no word in the log.
        if vouched(&app, adviser).await? != Vouched::Now {
            return Err(Error::new(Kind::NotFound));
        }
        match fields.get("go") {
            "begin" if app.config.inbox.open_cases > 0 => {
                passing::begin(&app, of, (&adviser.keys, adviser.next.as_ref())).await?;
            }
            "end" => passing::end(&app, of).await?,
            // Another word, or a house without such a number.
            _ => {}
        }
        Ok(Redirect::to("/console").into_response())
    };
    sent.keep(done.await)
}

/// What the list says of it: that it stands, or, on the first page of all open cases, that there are too many.
pub(super) async fn told(
    app: &App,
    shell: &Shell,
    of: StaffId,
    asking: &Asking,
    open: usize,
) -> Result<Option<Passing>, Error> {
    if let Some(since) = passing::since(app, of).await? {
        let day = app.texts.day_from(shell.lang, date(since));
        let text = shell.t1("passing-stands", "day", &day);
        return Ok(Some(Passing { text, stands: true }));
    }
    let due = asking.is_plain() && passing::too_many(app, open);
    Ok(due.then(|| Passing { text: shell.t("passing-due"), stands: false }))
}

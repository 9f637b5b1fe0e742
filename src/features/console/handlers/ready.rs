//! Ready-made texts at `POST /console/cases/{id}/message`: nothing is sent by putting one into the field.

use axum::response::Response;

use super::case_id;
use crate::app::Shared;
use crate::clock::date;
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::features::console::show::{self, Typed};
use crate::features::console::{ready, view};
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::staff::Adviser;

/// Shows a case again with a text below what was typed. The mark of what was seen stays the one that came: the page opens
/// at the field, and what a colleague wrote meanwhile stands above it.
pub(super) async fn put_in(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    key: &str,
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (adviser.shell(app, &format!("/console/cases/{id}")), adviser.who());
    let next = ready::next(app, fields.get("next_due"));
    let text = ready::put_in(app, &view.read.report.what.lang, key, fields.get("message"), next);
    let next = next.to_string();
    let fields = fields.with("message", &text).with("next_due", &next).with("named", &next);
    let seen = fields.get("seen").to_owned();
    let mut page = show::page(app, &shell, &who, &view, Typed { fields, ..Typed::default() });
    page.seen = seen;
    Ok(render(&page))
}

/// Whether a text in the answer promises another day than its date field: its reader would not know which holds.
pub(super) async fn named_another(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    next: Day,
) -> Result<bool, Error> {
    let named = fields.get("named");
    if named.is_empty() || named == fields.get("next_due") {
        return Ok(false);
    }
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let code = view.map(|v| v.read.report.what.lang.clone()).unwrap_or_default();
    Ok(ready::names_another(app, &code, fields.get("message"), named, date(next)))
}

//! Handing over the original of a photograph: asked once more, done, and back to what was typed.

use axum::http::StatusCode;
use axum::response::Response;

use super::PATH;
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::domain::id::BlobId;
use crate::features::follow_up::originals::{self, Given};
use crate::features::follow_up::pages::faults::{Fault, Said};
use crate::features::follow_up::pages::originals::{Ask, row};
use crate::features::follow_up::talk;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::Visitor;

/// What a press of one of its buttons leads to; `fields` has the original's object as `original`.
pub(super) async fn pressed(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let over = || Error::new(Kind::VisitOver);
    let shell = visitor.shell(app, PATH);
    let (blob, typed) = (BlobId::parse(fields.get("original")), fields.get("message"));
    let given = match (blob, fields.get("sure")) {
        (Some(blob), "yes") => originals::give(app, token, blob).await?,
        (Some(blob), "") => {
            let (read, _) = talk::read(app, token).await?.ok_or_else(over)?;
            let waits =
                originals::waiting(&read).find_map(|f| f.original.as_ref().filter(|o| o.blob == blob));
            let file = originals::of(&read, blob).filter(|_| waits.is_some());
            match file.and_then(|f| row(&shell, f)) {
                Some(row) => return Ok(render(&Ask { shell: &shell, row, typed })),
                None => Given::Nothing,
            }
        }
        _ => Given::Nothing,
    };
    let faults = match given {
        Given::Over => return Err(over()),
        Given::Yes => return super::go_to(app, visitor, "", typed, Some(Said::Original)).await,
        Given::Locked => vec![Fault::OriginalLocked],
        Given::Nothing => vec![],
    };
    let mut page = super::thread(app, visitor, &shell, typed, &faults, None).await?.ok_or_else(over)?;
    if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

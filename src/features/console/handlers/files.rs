//! `GET /console/cases/{id}/files/{file}` and below: a file saved, a page about it, a picture drawn anew.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::sent::Sent;
use super::{Act, Done, case_id};
use crate::app::{App, Shared};
use crate::domain::desk::MARK;
use crate::domain::id::BlobId;
use crate::features::console::case;
use crate::features::console::files::{self, Found};
use crate::features::console::pages::files::{FilePage, MarkFault, Shown};
use crate::features::console::show;
use crate::features::console::view::Marked;
use crate::vault::desk;
use crate::web::error::{Error, Kind};
use crate::web::evidence::size_text;
use crate::web::page::render;
use crate::web::staff::Adviser;
use crate::web::{download as saved, photo, picture as drawn};

/// Bytes of the longest text that is shown.
const TEXT: u64 = 1 << 20;

async fn find(app: &App, adviser: &Adviser, id: &str, file: &str) -> Result<Found, Error> {
    let blob = BlobId::parse(file).ok_or(Error::new(Kind::NotFound))?;
    let found = files::find(app, &adviser.account, &adviser.keys, case_id(id)?, blob).await?;
    found.ok_or(Error::new(Kind::NotFound))
}

/// `GET /console/cases/{id}/files/{file}`.
pub async fn download(
    State(app): State<Shared>,
    adviser: Adviser,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Error> {
    let found = find(&app, &adviser, &id, &file).await?;
    if found.marked.is_some() {
        return Ok(Redirect::to(&format!("/console/cases/{id}/files/{file}/view")).into_response());
    }
    found.told().tell(&app, &adviser.account).await?;
    let (name, media, length) = (found.record.name.clone(), found.record.media.clone(), found.record.length);
    Ok(saved::attachment(found.stream(&app).await?, &name, &media, length))
}

/// What the page is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    show: Option<String>,
}

/// `GET /console/cases/{id}/files/{file}/view`.
pub async fn view(
    State(app): State<Shared>,
    adviser: Adviser,
    Path((id, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let found = find(&app, &adviser, &id, &file).await?;
    page(&app, &adviser, (&id, &file), found, (asked.show.is_some(), &[], false)).await
}

/// The page of a file, with what is to be put right on it.
async fn page(
    app: &App,
    adviser: &Adviser,
    (id, file): (&str, &str),
    found: Found,
    (asked, faults, changed): (bool, &[MarkFault], bool),
) -> Result<Response, Error> {
    let case_href = format!("/console/cases/{id}");
    let href = format!("{case_href}/files/{file}");
    let shell = adviser.shell(app, &format!("{href}/view"));
    let mut page = render(&FilePage {
        who: &adviser.who(),
        short: show::short(id),
        seen: found.seen.to_string(),
        name: found.record.name.clone(),
        size_text: size_text(found.record.length, shell.texts.language(shell.lang)),
        errors: faults.iter().map(|f| f.say(&shell)).collect(),
        changed,
        shown: shown(app, adviser, found, asked).await?,
        case_href,
        href,
        shell: &shell,
    });
    if changed {
        *page.status_mut() = StatusCode::CONFLICT;
    } else if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// `POST /console/cases/{id}/files/{file}/mark`: that it may show a minor, or that it does not after all.
pub async fn mark(
    State(app): State<Shared>,
    Path((id, file)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        let found = find(&app, adviser, &id, &file).await?;
        let mark = match (fields.get("mark"), found.marked) {
            ("", Some(_)) if found.lifts => "",
            (word, None) if MARK.contains(&word) => word,
            // Said already, or not one's own to lift.
            _ => return page(&app, adviser, (&id, &file), found, (false, &[], false)).await,
        };
        if fields.get("sure") != "yes" {
            return page(&app, adviser, (&id, &file), found, (false, &[MarkFault::Sure], false)).await;
        }
        let act = Act::Desk(vec![desk::Act::Mark { blob: found.record.blob, mark: mark.to_owned() }]);
        let seen = show::Mark::parse(fields.get("seen")).version;
        match case::act(&app, &adviser.account, &adviser.keys, case_id(&id)?, seen, act).await? {
            Done::Yes => Ok(Redirect::to(&format!("/console/cases/{id}/files/{file}/view")).into_response()),
            Done::NotTheirs => Err(Error::new(Kind::NotFound)),
            _ => {
                let found = find(&app, adviser, &id, &file).await?;
                page(&app, adviser, (&id, &file), found, (false, &[], true)).await
            }
        }
    };
    sent.keep(done.await)
}

/// How a file is shown, by what is in it: neither its name nor the type that somebody claimed is asked.
async fn shown(app: &App, adviser: &Adviser, found: Found, asked: bool) -> Result<Shown, Error> {
    let length = found.record.length;
    match found.marked {
        None => {}
        Some(Marked::By(_)) => return Ok(Shown::Closed { lifts: found.lifts }),
        Some(Marked::Unread) => return Ok(Shown::Unread),
    }
    if length == 0 {
        return Ok(Shown::Empty);
    }
    let most = if length <= TEXT { TEXT } else { photo::MAGIC as u64 };
    let opened = found.told();
    let begins = found.begins(app, usize::try_from(most).unwrap_or(usize::MAX)).await?;
    if drawn::is_drawn(&begins) {
        return Ok(if length <= drawn::LARGEST { Shown::Picture { asked } } else { Shown::Not });
    }
    let Some(text) = text(&begins).filter(|_| length <= TEXT) else { return Ok(Shown::Not) };
    opened.tell(app, &adviser.account).await?;
    Ok(Shown::Text(text))
}

/// The text that this is, if it is one: letters and what separates lines, in UTF-8.
fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    (!text.contains(odd)).then(|| text.trim_start_matches('\u{feff}').to_owned())
}

/// `GET /console/cases/{id}/files/{file}/picture`.
pub async fn picture(
    State(app): State<Shared>,
    adviser: Adviser,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Error> {
    let found = find(&app, &adviser, &id, &file).await?;
    let length = found.record.length;
    let refused = || StatusCode::UNPROCESSABLE_ENTITY.into_response();
    if found.marked.is_some() || length > drawn::LARGEST {
        return Ok(refused());
    }
    // The turn comes before the bytes: those who wait hold nothing.
    let Ok(turn) = drawn::turn().await else { return Ok(refused()) };
    let opened = found.told();
    let bytes = found.begins(&app, usize::try_from(length).unwrap_or(usize::MAX)).await?;
    if !drawn::is_drawn(&bytes) {
        return Ok(refused());
    }
    opened.tell(&app, &adviser.account).await?;
    let Ok(jpeg) = drawn::redraw(turn, bytes).await else { return Ok(refused()) };
    let fixed = |name: HeaderName, value| (name, HeaderValue::from_static(value));
    let headers = [
        fixed(header::CONTENT_TYPE, "image/jpeg"),
        fixed(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        fixed(header::CONTENT_DISPOSITION, "inline"),
    ];
    Ok((headers, jpeg).into_response())
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_is_what_reads_as_text() {
        assert_eq!(text("\u{feff}Labdien!\r\n\tā".as_bytes()).unwrap(), "Labdien!\r\n\tā");
        assert_eq!(text(b"<html><script>").unwrap(), "<html><script>");
        for bytes in [&b"a\0b"[..], b"\xff\xfe", b"\x1b[31m", b"PK\x03\x04"] {
            assert_eq!(text(bytes), None, "{bytes:?}");
        }
    }
}

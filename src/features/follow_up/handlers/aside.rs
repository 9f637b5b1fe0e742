//! Pages beside the conversation: what is wanted, how to be reached, being made to pay. A message that was typed and not
//! sent travels along as a hidden field.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{PATH, go_to};
use crate::app::Shared;
use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::deadline::check_ins;
use crate::domain::fields::Fields;
use crate::domain::report::{MAX_SHORT, PATH as WAYS, chars_over, known_word};
use crate::features::follow_up::linked::{self, Begun};
use crate::features::follow_up::pages::aside::{Choices, Paid, Reach, Unsent};
use crate::features::follow_up::pages::faults::{Fault, Said};
use crate::features::follow_up::{talk, wish};
use crate::vault::consent::Wish;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::Visitor;

/// The pages, by the step that their forms send.
pub(super) const PAGES: [&str; 5] = ["choices", "reach", "paid", BEGIN, OTHER];

/// Asks before a separate story is begun, or another conversation opened, while a message is not sent.
const BEGIN: &str = "begin-unsent";
const OTHER: &str = "other-unsent";

/// Whether a button of the conversation is one of this module's: a page, or the answer to a proposed step.
pub(super) fn leads(go: &str) -> bool {
    PAGES.contains(&go) || answer(go).is_some()
}

/// Which proposal a button answers, and how: "yes-12", "no-12".
fn answer(go: &str) -> Option<(u64, bool)> {
    let (word, of) = go.split_once('-')?;
    let yes = known_word(word, &["yes", "no"]);
    Some((of.parse().ok()?, (!yes.is_empty()).then_some(yes == "yes")?))
}

/// What a button of the conversation leads to.
pub(super) async fn show(app: &Shared, visitor: &Visitor, go: &str, typed: &str) -> Result<Response, Error> {
    if let Some(answer) = answer(go) {
        return answered(app, visitor, answer, typed).await;
    }
    go_to(app, visitor, go, typed, None).await
}

/// One of the pages; `None` when the visit holds no case.
pub(super) async fn shown(
    app: &Shared,
    visitor: &Visitor,
    which: &str,
    typed: &str,
) -> Result<Option<Response>, Error> {
    page(app, visitor, which, typed, Refused::No).await.map(Some)
}

/// Why a page is shown again.
#[derive(Clone, Copy)]
enum Refused<'a> {
    /// It is not.
    No,
    /// How to be reached, which is too long.
    Long(&'a str),
    /// How to be reached, typed and not stored: it would be lost by going back.
    Unstored(&'a str),
    /// Another story was begun and not sent.
    Another,
}

async fn page(
    app: &Shared,
    visitor: &Visitor,
    which: &str,
    typed: &str,
    refused: Refused<'_>,
) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let (read, _) = talk::read(app, token).await?.ok_or(Error::new(Kind::VisitOver))?;
    let shell = &visitor.shell(app, PATH);
    let mut page = match which {
        "choices" => render(&Choices {
            shell,
            path: read.path(),
            may_count: wish::may_be_counted(&read),
            counted: read.may_count(),
            typed,
        }),
        "reach" => {
            let kept = read.margin.as_ref().map_or("", |(margin, _)| margin.contact.as_str());
            let (contact, errors) = match refused {
                Refused::Long(text) => {
                    (text, vec![Fault::ContactLong(chars_over(text, MAX_SHORT)).say(shell)])
                }
                Refused::Unstored(text) => (text, vec![Fault::ContactUnstored.say(shell)]),
                _ => (kept, vec![]),
            };
            let unstored = matches!(refused, Refused::Unstored(_));
            render(&Reach { shell, contact, is_there: !kept.is_empty(), unstored, errors, typed })
        }
        BEGIN | OTHER => render(&Unsent { shell, step: which, other: which == OTHER, typed }),
        _ => {
            let days = check_ins(read.report.day).into_iter().filter(|d| *d >= app.clock.today());
            let days = days.map(|d| app.texts.day(shell.lang, date(d))).collect();
            render(&Paid { shell, days, another: matches!(refused, Refused::Another), typed })
        }
    };
    if !matches!(refused, Refused::No) {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// What one of the pages sent.
pub(super) async fn take(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    let typed = fields.get("message");
    match (fields.get("step"), fields.get("go")) {
        ("choices", "save") => {
            let path = known_word(fields.get("path"), &WAYS[..2]);
            let path = (!path.is_empty()).then_some(Wish::Path(path));
            let asked = fields.find("asked_count").is_some();
            let count = asked.then(|| Wish::Count(!fields.get("count_me").is_empty()));
            said(app, visitor, path.into_iter().chain(count).collect(), typed).await
        }
        ("reach", "save" | "erase") => {
            let erase = fields.get("go") == "erase";
            let contact = if erase { "" } else { fields.get("contact").trim() };
            if contact.len() > MAX_SHORT {
                return page(app, visitor, "reach", typed, Refused::Long(contact)).await;
            }
            if !wish::reach(app, token, contact.to_owned()).await? {
                return Err(Error::new(Kind::VisitOver));
            }
            let said = if contact.is_empty() { Said::Erased } else { Said::Reach };
            go_to(app, visitor, "", typed, Some(said)).await
        }
        ("reach", "back") => {
            let contact = fields.get("contact").trim();
            let (read, _) = talk::read(app, token).await?.ok_or(Error::new(Kind::VisitOver))?;
            let kept = read.margin.as_ref().map_or("", |(margin, _)| margin.contact.as_str());
            if contact.is_empty() || contact == kept.trim() {
                return go_to(app, visitor, "", typed, None).await;
            }
            page(app, visitor, "reach", typed, Refused::Unstored(contact)).await
        }
        ("paid", "begin") if !typed.trim().is_empty() => go_to(app, visitor, BEGIN, typed, None).await,
        (OTHER, "other") => other(app, visitor).await,
        ("paid" | BEGIN, "begin") => match linked::begin(app, token, typed).await? {
            Begun::Yes => Ok(Redirect::to("/start").into_response()),
            Begun::Another => page(app, visitor, "paid", typed, Refused::Another).await,
            Begun::Full => Err(Error::new(Kind::Waiting)),
            Begun::Over => Err(Error::new(Kind::VisitOver)),
        },
        _ => go_to(app, visitor, "", typed, None).await,
    }
}

/// Puts the conversation away, so that another code can be typed.
pub(super) async fn other(app: &Shared, visitor: &Visitor) -> Result<Response, Error> {
    talk::put_away(app, visitor.token().ok_or(Error::new(Kind::Forged))?).await?;
    Ok(Redirect::to(PATH).into_response())
}

async fn said(app: &Shared, visitor: &Visitor, wishes: Vec<Wish>, typed: &str) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    if !wish::say(app, token, wishes).await? {
        return Err(Error::new(Kind::VisitOver));
    }
    go_to(app, visitor, "", typed, Some(Said::Wish)).await
}

async fn answered(
    app: &Shared,
    visitor: &Visitor,
    (of, yes): (u64, bool),
    typed: &str,
) -> Result<Response, Error> {
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    if !wish::answer(app, token, of, yes).await? {
        return Err(Error::new(Kind::VisitOver));
    }
    // What stands is told, not what was pressed: a page can have lain open beyond the last day.
    let (read, _) = talk::read(app, token).await?.ok_or(Error::new(Kind::VisitOver))?;
    let said = match read.proposal(of).map(|p| read.word_on(&p.what, app.clock.today()).0) {
        Some(Word::Yes) => Some(Said::Agreed),
        Some(Word::No | Word::TakenBack) => Some(Said::Wish),
        Some(Word::Open | Word::Over) | None => None,
    };
    go_to(app, visitor, "", typed, said).await
}

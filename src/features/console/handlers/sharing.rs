//! `POST /console/cases/{id}/share`: asking the reporter for another reader. `POST /console/cases/{id}/leave`: the end of a
//! colleague's reading or of one's own. Each is a page first; an answer that was begun travels along.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

use super::sent::Sent;
use super::{Act, Again, Fault, again, case_id, unless_changed};
use crate::app::Shared;
use crate::clock::{date, day};
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::report::MAX_SHORT;
use crate::domain::sharing::Why;
use crate::features::console::pages::sharing::{
    Choice, Ending, LeaveFault, Leaving, Share, ShareFault, Typed, Unsent,
};
use crate::features::console::sharing::{self, Asked, Colleague, Gone, Leave};
use crate::features::console::show;
use crate::features::console::view::{self, ReadBy, View};
use crate::texts::{Arg, choice_id};
use crate::vault::consent::Proposal;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::staff::Adviser;

/// The longest time for which somebody is asked for, in days.
const LONGEST: i64 = 366;

/// What one of the buttons of the page that asks for a reader does.
pub async fn share(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        match fields.get("go") {
            "share" => match held(&app, adviser, &id).await?.lock() {
                // Before anything is filled in that would be for nothing.
                Some(lock) => again(&app, adviser, &id, fields, Again::faults(&[Fault::Locked(lock)])).await,
                None => asking(&app, adviser, &id, fields, (&[], false)).await,
            },
            "send" => {
                let view = held(&app, adviser, &id).await?;
                if let Some(lock) = view.lock() {
                    // Marked since: what was typed stays.
                    let locked = [ShareFault::Locked(lock)];
                    return asking(&app, adviser, &id, fields, (&locked, false)).await;
                }
                let colleagues = sharing::colleagues(&view);
                match question(fields, &colleagues, app.clock.today()) {
                    Ok(proposal) => {
                        match unless_changed(&app, adviser, &id, fields, Act::Propose(proposal)).await? {
                            Some(done) => Ok(done),
                            None => asking(&app, adviser, &id, fields, (&[], true)).await,
                        }
                    }
                    Err(faults) => asking(&app, adviser, &id, fields, (&faults, false)).await,
                }
            }
            _ => again(&app, adviser, &id, fields, Again::default()).await,
        }
    };
    sent.keep(Box::pin(done).await)
}

async fn held(app: &Shared, adviser: &Adviser, id: &str) -> Result<View, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    view.ok_or(Error::new(Kind::NotFound))
}

/// What was typed, if it is whole.
fn question(fields: &Fields, colleagues: &[Colleague], today: Day) -> Result<Proposal, Vec<ShareFault>> {
    let mut faults = Vec::new();
    let colleague = StaffId::parse(fields.get("colleague"));
    let colleague = colleague.and_then(|id| colleagues.iter().find(|c| c.staff == id));
    faults.extend(colleague.is_none().then_some(ShareFault::Empty("colleague")));
    let reading = match fields.get("access") {
        "read" => true,
        "work" => false,
        _ => {
            faults.push(ShareFault::Empty("access"));
            true
        }
    };
    let typed = fields.get("last");
    let last = typed.parse::<Date>().map(day).ok();
    let last = last.filter(|d| *d >= today && *d <= today.plus(LONGEST));
    faults.extend((last.is_none() && !typed.is_empty()).then_some(ShareFault::Last));
    let why = fields.get("why").trim().to_owned();
    match why.len() {
        0 => faults.push(ShareFault::Empty("why")),
        n if n > MAX_SHORT => faults.push(ShareFault::Long),
        _ => {}
    }
    match colleague {
        Some(colleague) if faults.is_empty() => {
            Ok(sharing::question(colleague, Asked { reading, last, why }, today))
        }
        _ => Err(faults),
    }
}

pub(super) fn unsent(fields: &Fields) -> Unsent {
    Unsent {
        seen: fields.get("seen").to_owned(),
        kept: show::travelling(fields),
        words: show::holds_words(fields),
    }
}

/// The page with what was typed: to put right, or because somebody wrote in the case meanwhile.
async fn asking(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    (faults, meanwhile): (&[ShareFault], bool),
) -> Result<Response, Error> {
    let view = held(app, adviser, id).await?;
    let shell = adviser.shell(app, &format!("/console/cases/{id}"));
    let colleagues = sharing::colleagues(&view);
    let choice = |c: &Colleague| Choice {
        id: c.staff.to_string(),
        label: format!("{}, {}", c.name, shell.t(&choice_id("institution", &c.institution))),
    };
    let institutions: BTreeSet<&str> = colleagues.iter().map(|c| c.institution.as_str()).collect();
    let duty = |of: &str| {
        let duty = app.texts.duty_at_name(shell.lang, &app.pack.duties, of);
        let name = shell.t(&choice_id("institution", of));
        let args = [("institution", Arg::Str(&name)), ("duty", Arg::Str(&duty))];
        (!duty.is_empty()).then(|| app.texts.say_with(shell.lang, "share-duty", &args))
    };
    let text = |name: &str| fields.get(name).to_owned();
    let ahead = |days| date(app.clock.today().plus(days)).to_string();
    let (seen, changed) = show::seen_again(app, &shell, &view, fields.get("seen"), meanwhile);
    let mut page = render(&Share {
        who: &adviser.who(),
        short: show::short(id),
        id: id.to_owned(),
        unsent: Unsent { seen, ..unsent(fields) },
        changed,
        colleagues: colleagues.iter().map(choice).collect(),
        duties: institutions.into_iter().filter_map(duty).collect(),
        typed: Typed {
            colleague: text("colleague"),
            access: text("access"),
            last: text("last"),
            why: text("why"),
        },
        days: (ahead(0), ahead(LONGEST)),
        errors: faults.iter().map(|f| f.say(&shell)).collect(),
        shell: &shell,
    });
    if meanwhile {
        *page.status_mut() = StatusCode::CONFLICT;
    } else if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// What one of the buttons that end a reading does.
pub async fn leave(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        let view = held(&app, adviser, &id).await?;
        let before = |r: &ReadBy| !r.ends && r.staff.to_string() == fields.get("leave");
        if view.writes && view.readers.iter().any(before) {
            return again(&app, adviser, &id, fields, Again::faults(&[Fault::ReadBefore])).await;
        }
        let Some(ending) = ending(&view, fields.get("leave")) else {
            // A colleague was quicker, or the page is an old one: the readers as they are now.
            return again(&app, adviser, &id, fields, Again::default()).await;
        };
        match fields.get("sure") {
            "yes" => end(&app, adviser, &id, fields, ending).await,
            "no" => again(&app, adviser, &id, fields, Again::default()).await,
            _ => Ok(ask(&app, adviser, &id, fields, ending, &[])),
        }
    };
    sent.keep(done.await)
}

/// What a button asks for, among those who read.
fn ending(view: &View, word: &str) -> Option<Ending> {
    match word {
        "close" => Some(Ending::Close),
        "cannot" => Some(Ending::Cannot),
        id => {
            let staff = StaffId::parse(id)?;
            let reader = view.readers.iter().find(|r| r.staff == staff)?;
            Some(Ending::Of(id.to_owned(), reader.name.clone()))
        }
    }
}

async fn end(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    ending: Ending,
) -> Result<Response, Error> {
    let how = match &ending {
        Ending::Close => Leave::Conflict,
        Ending::Cannot => Leave::CannotTake,
        Ending::Of(staff, _) => match (StaffId::parse(staff), Why::ending(fields.get("why"))) {
            (Some(staff), Some(why)) => Leave::End(staff, why),
            _ => return Ok(ask(app, adviser, id, fields, ending, &[LeaveFault::Why])),
        },
    };
    let own = !matches!(how, Leave::End(staff, _) if staff != adviser.account.id);
    match sharing::leave(app, &adviser.account, &adviser.keys, case_id(id)?, how).await? {
        // From here on nothing tells that there is such a case.
        Gone::Yes if own => Ok(Redirect::to("/console?gone=1").into_response()),
        Gone::Yes => again(app, adviser, id, fields, Again { saved: true, ..Again::default() }).await,
        Gone::Nobody => Ok(ask(app, adviser, id, fields, ending, &[LeaveFault::Nobody])),
        Gone::ReadsOnly => again(app, adviser, id, fields, Again::faults(&[Fault::ReadsOnly])).await,
        Gone::Before => again(app, adviser, id, fields, Again::faults(&[Fault::ReadBefore])).await,
        Gone::NotTheirs => Err(Error::new(Kind::NotFound)),
    }
}

/// Asks once more.
fn ask(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    ending: Ending,
    faults: &[LeaveFault],
) -> Response {
    let shell = adviser.shell(app, &format!("/console/cases/{id}"));
    let mut page = render(&Leaving {
        who: &adviser.who(),
        short: show::short(id),
        id: id.to_owned(),
        unsent: unsent(fields),
        ending,
        errors: faults.iter().map(|f| f.say(&shell)).collect(),
        shell: &shell,
    });
    if !faults.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}

//! `POST /console/cases/{id}/desk`: what an adviser notes beside a conversation. Its fields stand in the form of the answer,
//! so that none of its buttons loses what is typed elsewhere on the page.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;

use super::sent::Sent;
use super::{Act, Again, again, case_id, finish};
use crate::app::Shared;
use crate::clock::day;
use crate::domain::day::Day;
use crate::domain::desk::{KNOWN, LIFT, RISK, Second};
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::report::{MAX_SHORT, MAX_TEXT};
use crate::features::console::pages::Fault;
use crate::features::console::view::{self, View};
use crate::vault::desk::{self, Assessment};
use crate::web::error::{Error, Kind};

/// What one of the buttons asks for.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        if fields.get("do") == "no_child" {
            return finish(&app, adviser, &id, fields, Act::Confirm(Second::Child)).await;
        }
        match noted(fields, app.clock.today()) {
            Ok(desk::Act::Risk(assessed)) if assessed.done.is_empty() => {
                let view = view::again(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
                if is_against(&view.ok_or(Error::new(Kind::NotFound))?, &assessed) {
                    return again(&app, adviser, &id, fields, Again::faults(&[Fault::RiskAgainst])).await;
                }
                finish(&app, adviser, &id, fields, Act::Desk(vec![desk::Act::Risk(assessed)])).await
            }
            Ok(act) => finish(&app, adviser, &id, fields, Act::Desk(vec![act])).await,
            Err(faults) => again(&app, adviser, &id, fields, Again::faults(&faults)).await,
        }
    };
    sent.keep(done.await)
}

/// Whether a question is answered with no where the reporter said yes, and was not before.
fn is_against(view: &View, assessed: &Assessment) -> bool {
    let (read, filed) = (&view.read, &view.read.report.what.answers);
    let before = |question: &str| desk::risk(&read.entries).is_some_and(|known| known.said(question) == "no");
    assessed.said.iter().any(|(question, said)| said == "no" && filed.says(question) && !before(question))
}

/// What is to be noted, if it is whole.
fn noted(fields: &Fields, today: Day) -> Result<desk::Act, Vec<Fault>> {
    let text = |name: &str| fields.get(name).trim().to_owned();
    match fields.get("do") {
        "task" => task(fields, today),
        "risk" => risk(fields),
        "classified" => Ok(desk::Act::Classified(true)),
        "unclassified" => match fields.get("lift") {
            reason if LIFT.contains(&reason) => Ok(desk::Act::Unclassified { reason: reason.to_owned() }),
            _ => Err(vec![Fault::Lift]),
        },
        "note" => match (text("note"), text("note_source")) {
            (note, _) if note.is_empty() => Err(vec![Fault::NoteEmpty]),
            (note, source) if note.len() > MAX_TEXT || source.len() > MAX_SHORT => Err(vec![Fault::NoteLong]),
            (text, source) => Ok(desk::Act::Note { text, source }),
        },
        other => match other.strip_prefix("done-") {
            Some(of) if of.len() == 16 => Ok(desk::Act::TaskDone { of: of.to_owned() }),
            _ => Err(Vec::new()),
        },
    }
}

fn task(fields: &Fields, today: Day) -> Result<desk::Act, Vec<Fault>> {
    let text = fields.get("task").trim();
    let due = fields.get("task_due").parse::<Date>().map(day).ok().filter(|due| *due >= today);
    let who = StaffId::parse(fields.get("task_who"));
    let mut faults = Vec::new();
    if text.is_empty() || text.len() > MAX_SHORT {
        faults.push(Fault::Task);
    }
    match (due, who) {
        (Some(due), Some(who)) if faults.is_empty() => {
            Ok(desk::Act::Task { text: text.to_owned(), who, due })
        }
        (due, who) => {
            faults.extend(due.is_none().then_some(Fault::TaskDue));
            faults.extend(who.is_none().then_some(Fault::TaskWho));
            Err(faults)
        }
    }
}

fn risk(fields: &Fields) -> Result<desk::Act, Vec<Fault>> {
    let done = fields.get("risk_done").trim();
    if done.len() > MAX_TEXT {
        return Err(vec![Fault::NoteLong]);
    }
    let said = RISK.iter().filter_map(|question| {
        let said = fields.get(&format!("risk_{question}"));
        KNOWN.contains(&said).then(|| ((*question).to_owned(), said.to_owned()))
    });
    let said: Vec<(String, String)> = said.collect();
    if said.len() != RISK.len() {
        return Err(vec![Fault::Risk]);
    }
    let assessed = Assessment { said, done: done.to_owned() };
    // The form as it opens answers nothing. That somebody asked and nothing is known is told in words.
    if assessed.is_empty() { Err(vec![Fault::RiskOpen]) } else { Ok(desk::Act::Risk(assessed)) }
}

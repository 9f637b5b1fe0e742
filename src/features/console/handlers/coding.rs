//! `POST /console/cases/{id}/coding`: the page on which a case is coded, what it sends, and the second person's word.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;

use super::sent::Sent;
use super::{Act, Again, again, case_id, finish, unless_changed};
use crate::app::{App, Shared};
use crate::clock::day;
use crate::domain::coding::{
    self, AGE_GROUP, ANSWER, DELAY, ELSEWHERE, NOT_GBV, RELATION_CELL, SERVICE, SURVIVOR_SEX,
};
use crate::domain::day::Day;
use crate::domain::desk::Second;
use crate::domain::fields::Fields;
use crate::features::console::pages::coding::{CodingFault, CodingPage};
use crate::features::console::show;
use crate::features::console::view::{self, View};
use crate::pack::taxonomy::BY_QUESTIONS;
use crate::vault::desk::{self, Coding};
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::staff::Adviser;

/// What one of the buttons asks for.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        match fields.get("go") {
            "code" => page(&app, adviser, &id, fields, (&[], false)).await,
            "confirm" => finish(&app, adviser, &id, fields, Act::Confirm(Second::Coding)).await,
            "save" => {
                let view = view::again(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
                match coded(&app, &view.ok_or(Error::new(Kind::NotFound))?, fields) {
                    Ok(coding) => {
                        let act = Act::Desk(vec![desk::Act::Coding(coding)]);
                        match unless_changed(&app, adviser, &id, fields, act).await? {
                            Some(done) => Ok(done),
                            None => page(&app, adviser, &id, fields, (&[], true)).await,
                        }
                    }
                    Err(faults) => page(&app, adviser, &id, fields, (&faults, false)).await,
                }
            }
            _ => again(&app, adviser, &id, fields, Again::default()).await,
        }
    };
    sent.keep(done.await)
}

/// What was chosen, if it can be counted.
fn coded(app: &App, view: &View, fields: &Fields) -> Result<Coding, Vec<CodingFault>> {
    let taxonomy = &app.pack.taxonomy;
    let mut faults = Vec::new();
    let answers = taxonomy.asked().map(|code| (code, fields.get(&format!("ask_{code}"))));
    let answers: Vec<(&str, &str)> =
        answers.filter(|(_, said)| said.is_empty() || ANSWER.contains(said)).collect();
    let kind = coding::kind(answers.iter().copied());
    let act = fields.get("act");
    match (kind, taxonomy.act(act)) {
        (None, _) => faults.push(CodingFault::Questions),
        (Some(NOT_GBV), _) => {}
        (Some(_), None) => faults.push(CodingFault::Act),
        (Some(_), Some(act)) if act.needs_parent && view.read.report.what.answers.linked.is_empty() => {
            faults.push(CodingFault::Parent);
        }
        (Some(kind), Some(act)) if act.gbvims != BY_QUESTIONS && act.gbvims != kind => {
            faults.push(CodingFault::ActType);
        }
        _ => {}
    }
    let one = |faults: &mut Vec<_>, name: &'static str, words: &[&str]| {
        let word = fields.get(name);
        if !words.contains(&word) {
            faults.push(CodingFault::Word(name));
        }
        word.to_owned()
    };
    let relation = one(&mut faults, "relation", &RELATION_CELL);
    let (sex, age) = (one(&mut faults, "sex", &SURVIVOR_SEX), one(&mut faults, "age", &AGE_GROUP));
    let delay = match delay(fields, view.read.report.day) {
        Ok(Some(delay)) => delay.to_owned(),
        Ok(None) => one(&mut faults, "delay", &DELAY),
        Err(fault) => {
            faults.push(fault);
            String::new()
        }
    };
    let elsewhere = one(&mut faults, "elsewhere", &ELSEWHERE);
    let services = fields.all("services");
    if services.iter().any(|word| !SERVICE.contains(&word.as_str())) {
        faults.push(CodingFault::Word("services"));
    }
    let context = fields.all("context").into_iter();
    let context: Vec<String> =
        context.filter(|code| taxonomy.contexts.iter().any(|c| c.code == *code)).collect();
    faults.extend(coding::ranks_clash(&relation, &context).then_some(CodingFault::Ranks));
    let kind = kind.filter(|_| faults.is_empty()).ok_or(faults)?;
    let until_yes = answers.iter().position(|(_, said)| *said == "yes").map_or(answers.len(), |n| n + 1);
    let asked = answers[..until_yes].iter().map(|(code, said)| ((*code).to_owned(), (*said).to_owned()));
    Ok(Coding {
        version: taxonomy.version,
        asked: asked.collect(),
        kind: kind.to_owned(),
        act: if kind == NOT_GBV { String::new() } else { act.to_owned() },
        context,
        relation,
        sex,
        age,
        delay,
        services,
        elsewhere,
    })
}

/// The band that follows from the day of the incident; `None` where no day was typed.
fn delay(fields: &Fields, filed: Day) -> Result<Option<&'static str>, CodingFault> {
    match fields.get("incident").trim() {
        "" => Ok(None),
        text => match text.parse::<Date>().map(day) {
            Ok(incident) if incident <= filed => Ok(Some(coding::delay(incident, filed))),
            _ => Err(CodingFault::Incident),
        },
    }
}

/// The page with what was chosen: to put right, or because somebody wrote in the case meanwhile.
async fn page(
    app: &Shared,
    adviser: &Adviser,
    id: &str,
    fields: &Fields,
    (faults, meanwhile): (&[CodingFault], bool),
) -> Result<Response, Error> {
    let view = view::again(app, &adviser.account, &adviser.keys, case_id(id)?).await?;
    let view = view.ok_or(Error::new(Kind::NotFound))?;
    let shell = adviser.shell(app, &format!("/console/cases/{id}"));
    let (seen, changed) = show::seen_again(app, &shell, &view, fields.get("seen"), meanwhile);
    let mut page = render(&CodingPage {
        who: &adviser.who(),
        short: show::short(id),
        id: id.to_owned(),
        seen,
        changed,
        kept: show::travelling(fields),
        what: view.read.report.what.answers.what.clone(),
        form: show::coding_form(app, &shell, &view, fields),
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

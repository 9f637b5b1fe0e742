//! `/audit`.

use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::log::{self, Wanted};
use super::pages::{CheckpointBox, DayFault, EntryRow, LogFilter, LogPage};
use crate::app::Shared;
use crate::clock::{date, day};
use crate::domain::day::Day;
use crate::domain::event::{At, Event, Log};
use crate::domain::id::StaffId;
use crate::texts::choice_id;
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, period_name, render};
use crate::web::staff::Auditor;

/// What is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    log: String,
    event: String,
    case: String,
    who: String,
    from: String,
    to: String,
    before: Option<i64>,
}

/// `GET /audit`.
pub async fn show(
    State(app): State<Shared>,
    auditor: Auditor,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (shell, who) = (auditor.shell(&app, "/audit"), auditor.who());
    let log = Log::parse(&asked.log).unwrap_or(Log::Staff);
    let names = log::names(&app).await?;
    let mut errors = Vec::new();
    let mut day_of = |field: &'static str, text: &str| -> Option<Day> {
        let parsed = text.parse().ok().map(day);
        if parsed.is_none() && !text.is_empty() {
            errors.push(DayFault::NoDate(field).say(&shell));
        }
        parsed
    };
    let (from, to) = (day_of("from", &asked.from), day_of("to", &asked.to));
    if from.zip(to).is_some_and(|(a, b)| a > b) {
        errors.push(DayFault::Order.say(&shell));
    }
    let words = asked.who.trim().to_lowercase();
    let wanted = Wanted {
        event: Event::parse(&asked.event),
        case: asked.case.trim().to_lowercase(),
        who: (!words.is_empty() && log == Log::Staff).then(|| {
            let fits = |a: &&crate::domain::staff::Account| {
                a.name.to_lowercase().contains(&words) || a.username.contains(&words)
            };
            names.iter().filter(fits).map(|a| a.id).collect()
        }),
        from,
        to,
    };
    let part = log::view(&app, auditor.account.id, log, &wanted, asked.before).await?;
    let name = |id: StaffId| names.iter().find(|a| a.id == id).map(|a| a.name.clone());
    let rows = part.entries.iter().map(|(position, leaf)| EntryRow {
        position: position.map_or_else(|| "–".to_owned(), |p| p.to_string()),
        when: when(&app, &shell, leaf.at),
        event: leaf.event.word().to_owned(),
        who: leaf.who.and_then(name).unwrap_or_default(),
        about: log::about(leaf)
            .filter_map(name)
            .chain(log::reason(leaf).map(|word| shell.t(&choice_id("delete", word))))
            .chain(log::periods(leaf).into_iter().map(|of| period_name(&shell, of)))
            .collect::<Vec<_>>()
            .join("; "),
        case: leaf.case.map(|c| c.to_string()).unwrap_or_default(),
        records: i64::try_from(leaf.sealed.len()).unwrap_or(i64::MAX),
        count: leaf.count.map(|n| i64::try_from(n).unwrap_or(i64::MAX)),
    });
    let mut checkpoints = Vec::new();
    for log in Log::ALL {
        checkpoints.push(CheckpointBox { log, note: log::checkpoint(&app, log).await? });
    }
    Ok(render(&LogPage {
        log,
        events: Event::ALL.iter().filter(|e| e.log() == log).map(|e| e.word()).collect(),
        rows: rows.collect(),
        newer_href: asked.before.map(|_| address(&asked, None)),
        older_href: part.older.map(|before| address(&asked, Some(before))),
        filter: LogFilter {
            event: asked.event.clone(),
            case: asked.case.clone(),
            who: asked.who.clone(),
            from: asked.from.clone(),
            to: asked.to.clone(),
        },
        checkpoints,
        errors,
        shell: &shell,
        who: &who,
    }))
}

fn address(asked: &Asked, before: Option<i64>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("log", &asked.log),
        ("event", &asked.event),
        ("case", &asked.case),
        ("who", &asked.who),
        ("from", &asked.from),
        ("to", &asked.to),
    ] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if let Some(before) = before {
        query.append_pair("before", &before.to_string());
    }
    format!("/audit?{}", query.finish())
}

fn when(app: &Shared, shell: &Shell, at: At) -> String {
    match at {
        At::Day(d) => app.texts.day(shell.lang, date(d)),
        At::Second(s) => {
            let local = app.clock.local(s);
            let (h, m, s) = (local.hour(), local.minute(), local.second());
            format!("{} {h:02}:{m:02}:{s:02}", app.texts.day(shell.lang, local.date()))
        }
    }
}

fn asked_log(asked: &Asked) -> Result<Log, Error> {
    Log::parse(&asked.log).ok_or(Error::new(Kind::NotFound))
}

fn attachment(media: &'static str, name: &str, body: Vec<u8>) -> Response {
    (
        [(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))],
        body,
    )
        .into_response()
}

/// `GET /audit/export`.
pub async fn export(
    State(app): State<Shared>,
    auditor: Auditor,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let log = asked_log(&asked)?;
    let body = log::export(&app, auditor.account.id, log).await?;
    let entries = body.split(|b| *b == b'\n').count().saturating_sub(1);
    let name = kept_as(&app, "audit", log, &entries.to_string(), "jsonl");
    Ok(attachment("application/jsonl; charset=utf-8", &name, body))
}

/// `GET /audit/checkpoint`.
pub async fn checkpoint(
    State(app): State<Shared>,
    _auditor: Auditor,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let log = asked_log(&asked)?;
    let note = log::checkpoint(&app, log).await?;
    let size = note.lines().nth(1).unwrap_or_default();
    let name = kept_as(&app, "checkpoint", log, size, "txt");
    Ok(attachment("text/plain; charset=utf-8", &name, note.into_bytes()))
}

/// The name of a download: with day and size no later one takes the place of an earlier one where it is kept.
fn kept_as(app: &Shared, what: &str, log: Log, size: &str, ending: &str) -> String {
    let size: String = size.chars().filter(char::is_ascii_digit).collect();
    format!("{what}-{}-{}-{size}.{ending}", log.word(), date(app.clock.today()))
}

//! The desk of a case as its page shows it: risk, tasks, notes, the dates that were promised.

use crate::app::App;
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::desk::{KNOWN, Level, RISK};
use crate::domain::fields::Fields;
use crate::features::console::case::View;
use crate::features::console::pages::DueState;
use crate::features::console::pages::desk::{Asked, Desk, EntryRow, KeptRow, TaskRow};
use crate::texts::choice_id;
use crate::vault::desk::{self, Act};
use crate::web::page::Shell;

/// The part of the page that is the advisers' own.
pub fn part(app: &App, shell: &Shell, view: &View, typed: &Fields) -> Desk {
    let read = &view.read;
    let risk = desk::risk(&read.entries);
    let open = desk::open_tasks(&read.entries);
    let asked = RISK.map(|question| {
        let name = format!("risk_{question}");
        let said = typed.find(&name).unwrap_or_else(|| risk.map_or("unknown", |a| a.said(question)));
        let said = if KNOWN.contains(&said) { said } else { "unknown" };
        Asked { question: question.to_owned(), said: said.to_owned(), name }
    });
    let today = app.clock.today();
    let tasks = read.entries.iter().filter_map(|e| match &e.what.entry.what {
        Act::Task { text, who, due } if open.iter().any(|(id, ..)| *id == e.what.entry.id) => Some(TaskRow {
            id: e.what.entry.id.clone(),
            text: text.clone(),
            who: view.name_of(*who),
            due: app.texts.day(shell.lang, date(*due)),
            due_state: DueState::of(*due, today),
        }),
        _ => None,
    });
    let chosen = typed.get("task_who");
    let holders = view.holders.iter().map(|(staff, name, you)| {
        let id = staff.to_string();
        let chosen = if chosen.is_empty() { *you } else { id == chosen };
        (id, name.clone(), chosen)
    });
    Desk {
        level: risk.map_or(Level::Unassessed, desk::Assessment::level),
        assessed: risk.is_some(),
        asked: asked.into(),
        tasks: tasks.collect(),
        entries: read.entries.iter().rev().map(|e| entry(app, shell, view, e)).collect(),
        holders: holders.collect(),
        kept: kept(app, shell, view),
        note: typed.get("note").to_owned(),
        note_source: typed.get("note_source").to_owned(),
        task: typed.get("task").to_owned(),
        task_due: match typed.get("task_due") {
            "" => date(today.plus(1)).to_string(),
            typed => typed.to_owned(),
        },
        risk_done: typed.get("risk_done").to_owned(),
        today: date(today).to_string(),
        noted: false,
        keeping: super::keeping::side(app, shell, view),
    }
}

/// One entry in words.
fn entry(app: &App, shell: &Shell, view: &View, of: &crate::vault::thread::Dated<desk::Signed>) -> EntryRow {
    let entry = &of.what.entry;
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let find = |id: &str| view.read.entries.iter().find(|e| e.what.entry.id == id);
    let (kind, text, facts) = match &entry.what {
        Act::Note { text, source } => {
            ("note", text.clone(), vec![(shell.t("desk-note-source"), source.clone())])
        }
        Act::Task { text, who, due } => (
            "task",
            text.clone(),
            vec![(shell.t("desk-task-who"), view.name_of(*who)), (shell.t("desk-task-due"), day(*due))],
        ),
        Act::TaskDone { of } => {
            let text = find(of).and_then(|e| match &e.what.entry.what {
                Act::Task { text, .. } => Some(text.clone()),
                _ => None,
            });
            ("task-done", text.unwrap_or_default(), vec![])
        }
        Act::Risk(assessment) => {
            let facts = assessment.said.iter().map(|(question, said)| {
                (shell.t(&choice_id("risk", question)), shell.t(&choice_id("known", said)))
            });
            ("risk", assessment.done.clone(), facts.collect())
        }
        Act::Outcome { code } => {
            ("outcome", String::new(), vec![(shell.t("desk-outcome"), shell.t(&choice_id("outcome", code)))])
        }
        Act::Hold { reason, until } => {
            let until = until.map(|last| (shell.t("keeping-hold-until"), day(last)));
            let reason = (shell.t("keeping-hold-reason"), shell.t(&choice_id("hold", reason)));
            ("hold", String::new(), [Some(reason), until].into_iter().flatten().collect())
        }
        Act::HoldEnded { of } => {
            let reason = find(of).and_then(|e| match &e.what.entry.what {
                Act::Hold { reason, .. } => Some(shell.t(&choice_id("hold", reason))),
                _ => None,
            });
            (
                "hold-ended",
                String::new(),
                reason.map(|r| (shell.t("keeping-hold-reason"), r)).into_iter().collect(),
            )
        }
        Act::Delete { reason, .. } => {
            let reason = shell.t(&choice_id("delete", reason));
            ("delete", String::new(), vec![(shell.t("keeping-reason"), reason)])
        }
        Act::DeleteTakenBack { .. } => ("delete-taken-back", String::new(), vec![]),
    };
    EntryRow {
        kind: shell.t(&choice_id("desk-entry", kind)),
        text,
        facts: facts.into_iter().filter(|(_, said)| !said.is_empty()).collect(),
        when: moment(app, shell, entry.at),
        who: entry.name.clone(),
        doubtful: !view.is_signed(&of.what),
    }
}

fn moment(app: &App, shell: &Shell, second: i64) -> String {
    let at = app.clock.local(second);
    format!("{}, {}:{:02}", app.texts.day(shell.lang, at.date()), at.hour(), at.minute())
}

/// What was promised to every reporter, and whether it was kept.
fn kept(app: &App, shell: &Shell, view: &View) -> Vec<KeptRow> {
    let facts = view.read.facts();
    let promises = view.promises(app);
    let over = matches!(view.read.card.status, Status::Closed | Status::Withdrawn) && facts.closed.is_some();
    let today = app.clock.today();
    let row = |(kind, by, kept): (&'static str, Day, Option<Day>)| {
        let state = match kept {
            Some(day) if day <= by => "kept",
            Some(_) => "late",
            None if over => "none",
            None if by < today => "overdue",
            None => "open",
        };
        KeptRow {
            kind: shell.t(&choice_id("promise", kind)),
            by: app.texts.day(shell.lang, date(by)),
            state: state.to_owned(),
            stands: shell.t(&choice_id("promise-state", state)),
        }
    };
    promises.into_iter().map(row).collect()
}

/// How far silence has gone, as a sentence; empty while nobody waits in it.
pub fn silence(app: &App, shell: &Shell, view: &View) -> String {
    let silence = view.read.silence();
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    match (silence.sent, silence.may_close) {
        (0, _) => String::new(),
        (_, Some(from)) => shell.t1("silence-may-close", "day", &day(from)),
        (sent, None) => shell.tn("silence-sent", "n", i64::try_from(sent).unwrap_or(i64::MAX)),
    }
}

//! The desk of a case as its page shows it: risk, tasks, notes, the dates that were promised.

use super::Mark;
use crate::app::App;
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::desk::Level;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::features::console::pages::DueState;
use crate::features::console::pages::desk::{Desk, EntryRow, KeptRow, Minor, TaskRow};
use crate::features::console::view::View;
use crate::texts::choice_id;
use crate::vault::desk::weigh::are_two;
use crate::vault::desk::{self, Act, ChildDuty};
use crate::vault::thread::Side;
use crate::web::page::Shell;

/// The part of the page that is the advisers' own.
pub fn part(app: &App, shell: &Shell, view: &View, typed: &Fields, seen: Option<Mark>) -> Desk {
    let read = &view.read;
    let risk = desk::risk(&read.entries);
    let open = desk::open_tasks(&read.entries);
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
        level: risk.map_or(Level::Unassessed, |a| a.level(&read.report.what.answers)),
        assessed: risk.is_some(),
        lock: view.lock(),
        handing: handing(shell, view),
        asked: super::risk::asked(app, shell, view, typed).into(),
        tasks: tasks.collect(),
        entries: read
            .entries
            .iter()
            .rev()
            .map(|e| EntryRow {
                fresh: seen.is_some_and(|mark| e.what.place() > mark.noted),
                ..entry(app, shell, view, e)
            })
            .collect(),
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
        minor: minor(app, shell, view),
        today: date(today).to_string(),
        noted: String::new(),
        keeping: super::keeping::side(app, shell, view),
    }
}

/// The duty towards a child that has not ended. Whoever does not read what colleagues noted cannot tell whether it has.
pub fn minor(app: &App, shell: &Shell, view: &View) -> Option<Minor> {
    let read = &view.read;
    let duty = read.child_duty()?;
    let open = if read.told_of_child().minor { "case-minor" } else { "case-minor-learned" };
    let (due, then) = match duty {
        _ if view.waits_for_colleagues() => ("child-due-unread", "child-unread".to_owned()),
        _ if !view.is_handed_on() => ("child-due-unread", "child-unread-nobody".to_owned()),
        ChildDuty::Announced => (open, "case-minor-announced".to_owned()),
        _ => (open, choice_id("risk-then", "child")),
    };
    let waits = read.child_waits().filter(|_| view.is_handed_on());
    let other = |of: &desk::Entry| {
        view.readers.iter().any(|r| r.you && !r.reading && are_two(&view.roster, r.staff, of.staff))
    };
    Some(Minor {
        due: shell.t1(
            due,
            "day",
            &app.texts.day(shell.lang, date(read.child_due().unwrap_or(read.report.day))),
        ),
        announced: duty == ChildDuty::Announced,
        then: shell.t(&then),
        waits: waits.map(|of| shell.t1("child-waits", "name", &of.name)).unwrap_or_default(),
        confirms: waits.is_some_and(other),
    })
}

/// What whoever looks was not handed on yet, as a sentence; or empty.
pub fn handing(shell: &Shell, view: &View) -> String {
    match view.is_handed_on() {
        true => String::new(),
        false if view.waits_for_colleagues() => shell.t("handing-on"),
        false => shell.t("handing-nobody"),
    }
}

/// One entry in words.
pub fn entry(
    app: &App,
    shell: &Shell,
    view: &View,
    of: &crate::vault::thread::Dated<desk::Signed>,
) -> EntryRow {
    let entry = &of.what.entry;
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let (kind, text, facts) = match &entry.what {
        Act::Note { text, source } => {
            ("note", text.clone(), vec![(shell.t("desk-note-source"), source.clone())])
        }
        Act::Task { text, who, due } => (
            "task",
            text.clone(),
            vec![(shell.t("desk-task-who"), view.name_of(*who)), (shell.t("desk-task-due"), day(*due))],
        ),
        Act::TaskDone { of } => ("task-done", task_text(view, of), vec![]),
        Act::Risk(assessment) => {
            let facts = assessment.said.iter().map(|(question, said)| {
                (shell.t(&choice_id("risk", question)), shell.t(&choice_id("known", said)))
            });
            ("risk", assessment.done.clone(), facts.collect())
        }
        Act::Coding(_) => ("coding", String::new(), super::coding::changes(shell, &view.read, &entry.id)),
        Act::Letter { of, parts } => {
            let parts = parts.iter().map(|p| shell.t(&choice_id("part", p))).collect::<Vec<_>>().join("; ");
            let to = super::step::name(shell, &view.read, of);
            (
                "letter",
                String::new(),
                vec![(shell.t("propose-label-to"), to), (shell.t("letter-parts"), parts)],
            )
        }
        Act::Result { of, result, text } => {
            let to = super::step::name(shell, &view.read, of);
            let result = shell.t(&choice_id("step-result", result));
            (
                "result",
                text.clone(),
                vec![(shell.t("propose-label-to"), to), (shell.t("step-result"), result)],
            )
        }
        Act::Override { kind, to, what, reason } => {
            let to = format!("{}: {to}", shell.t(&choice_id("step", kind)));
            let reason = shell.t(&choice_id("override", reason));
            (
                "override",
                what.clone(),
                vec![(shell.t("propose-label-to"), to), (shell.t("override-reason"), reason)],
            )
        }
        Act::Confirm { of } => {
            let named = view.read.entries.iter().map(|e| &e.what.entry).find(|e| e.id == *of);
            let child = named.is_some_and(|e| matches!(e.what, Act::Risk(_)));
            (if child { "confirm-child" } else { "confirm" }, String::new(), vec![])
        }
        Act::Mark { blob, mark } => {
            let file = view.read.files.iter().find(|f| f.what.blob == *blob);
            let name = file.map(|f| f.what.name.clone()).unwrap_or_default();
            (if mark.is_empty() { "unmarked" } else { "marked" }, name, vec![])
        }
        Act::Unclassified { reason } => {
            let reason = shell.t(&choice_id("lift", reason));
            ("unclassified", String::new(), vec![(shell.t("classified-why"), reason)])
        }
        Act::Classified(stands) => {
            (if *stands { "classified" } else { "unclassified" }, String::new(), vec![])
        }
        Act::Exported { reason, recipient, .. } => {
            let facts = [
                (shell.t("export-reason"), shell.t(&choice_id("export-reason", reason))),
                (shell.t("export-sealed-to"), recipient.clone()),
            ];
            ("exported", String::new(), facts.into())
        }
        Act::Sheet { never, text } => {
            ("sheet", text.clone(), vec![(shell.t("sheet-label-never"), never.clone())])
        }
        Act::Outcome { code } => {
            ("outcome", String::new(), vec![(shell.t("desk-outcome"), shell.t(&choice_id("outcome", code)))])
        }
        Act::Hold { .. } | Act::HoldEnded { .. } | Act::Delete { .. } | Act::DeleteTakenBack { .. } => {
            super::keeping::noted(app, shell, view, entry)
        }
    };
    EntryRow {
        kind: shell.t(&choice_id("desk-entry", kind)),
        text,
        facts: facts.into_iter().filter(|(_, said)| !said.is_empty()).collect(),
        when: moment(app, shell, entry.at),
        who: entry.name.clone(),
        doubtful: !view.is_signed(&of.what),
        fresh: false,
    }
}

/// When somebody made copies of the case.
pub fn copies(view: &View, staff: StaffId) -> impl Iterator<Item = i64> {
    let entries = view.read.entries.iter().map(|e| &e.what.entry).filter(move |e| e.staff == staff);
    entries.filter(|e| matches!(e.what, Act::Exported { .. })).map(|e| e.at)
}

/// When the newest was made, if there are more than `before`; or empty.
pub fn copied(app: &App, shell: &Shell, view: &View, staff: StaffId, before: usize) -> String {
    let made = copies(view, staff).skip(before).last();
    made.map(|at| moment(app, shell, at)).unwrap_or_default()
}

/// The words of a task.
fn task_text(view: &View, of: &str) -> String {
    let task = view.read.entries.iter().find(|e| e.what.entry.id == of);
    match task.map(|e| &e.what.entry.what) {
        Some(Act::Task { text, .. }) => text.clone(),
        _ => String::new(),
    }
}

pub(super) fn moment(app: &App, shell: &Shell, second: i64) -> String {
    let at = app.clock.local(second);
    format!("{}, {}:{:02}", app.texts.day(shell.lang, at.date()), at.hour(), at.minute())
}

/// What was promised to every reporter, and whether it was kept.
pub(super) fn kept(app: &App, shell: &Shell, view: &View) -> Vec<KeptRow> {
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

/// What of a case is open that is to be closed: an answer, a promised day, tasks, coding, what the reporter was promised to
/// hear.
pub fn left_open(app: &App, shell: &Shell, view: &View) -> Vec<String> {
    let read = &view.read;
    let told = read.messages.iter().any(|m| m.what.feedback);
    let answered = read.messages.iter().any(|m| m.what.from == Side::Adviser);
    let promised = read.facts().promised.map(|d| app.texts.day(shell.lang, date(d)));
    let promised = promised.map(|day| shell.t1("closing-promised", "day", &day));
    let filed = &read.report.what.answers;
    let risk = desk::risk(&read.entries).map_or(Level::Unassessed, |a| a.level(filed));
    let risky = filed.is_urgent() && matches!(risk, Level::Unassessed | Level::Filed);
    let all = [
        (!answered, "closing-unanswered"),
        (risky && view.is_handed_on(), "closing-risk"),
        (!desk::open_tasks(&read.entries).is_empty(), "closing-tasks"),
        (desk::coding(&read.entries).is_none() && view.is_handed_on(), "closing-uncoded"),
        (!view.is_handed_on(), "handing-notes"),
        (!told, "closing-untold"),
    ];
    all.into_iter().filter(|(open, _)| *open).map(|(_, id)| shell.t(id)).chain(promised).collect()
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

//! The list of cases as its page shows it.

use super::{due, short};
use crate::app::App;
use crate::clock::date;
use crate::domain::case::Status;
use crate::features::console::inbox::Listed;
use crate::features::console::inbox::order::{self, Asking, Reason, Risk, Sort};
use crate::features::console::pages::inbox::{InboxRow, Select, Why};
use crate::texts::choice_id;
use crate::vault::desk::ChildDuty;
use crate::web::desk::Words as _;
use crate::web::page::Shell;

/// A row of the inbox.
pub fn row(app: &App, shell: &Shell, listed: &Listed) -> InboxRow {
    let (id, today) = (listed.row.id.to_string(), app.clock.today());
    let (due, due_state) = due(&listed.row, listed.card.status, listed.child_due(), today);
    InboxRow {
        href: format!("/console/cases/{id}"),
        short: short(&id),
        why: why(app, shell, listed),
        filed: app.texts.day(shell.lang, date(listed.row.filed_day)),
        due: app.texts.day(shell.lang, date(due)),
        due_state,
        status: listed.card.status,
        institution: listed.card.institution.clone(),
        language: listed.card.lang.clone(),
        fresh: listed.is_fresh(),
        messages: i64::from(listed.card.messages),
        files: i64::from(listed.card.files),
        id,
    }
}

fn why(app: &App, shell: &Shell, listed: &Listed) -> Vec<Why> {
    let today = app.clock.today();
    let say = |reason: &Reason| {
        let (sign, text) = match reason {
            Reason::Child => ("✱", shell.t(child_id(listed))),
            Reason::Overdue => ("▲", shell.tn("why-overdue", "n", today.0 - listed.row.next_due.0)),
            Reason::Today => ("●", shell.t("why-today")),
            Reason::TakenBack => ("↩", shell.t("why-taken-back")),
            Reason::New => ("★", shell.t("why-new")),
            Reason::Risk(of) => ("■", risk(shell, *of, listed.grounds())),
            Reason::Unread => ("◆", shell.t("why-unread")),
            Reason::Answer(since) => {
                ("✎", shell.t1("why-answer", "day", &app.texts.day_from(shell.lang, date(*since))))
            }
            Reason::Task(by) => ("□", shell.t1("why-task", "day", &app.texts.day_to(shell.lang, date(*by)))),
            Reason::CheckIn(0) => ("◇", shell.t("why-closed")),
            Reason::Second => ("◈", shell.t("why-second")),
            Reason::Declined => ("✕", shell.t("why-declined")),
            Reason::CheckIn(days) => ("◇", shell.tn("why-check-in", "n", *days)),
        };
        Why { word: reason.word(), sign, text }
    };
    let mut all: Vec<Why> = order::reasons(listed, today).iter().map(say).collect();
    if listed.desk.as_ref().is_some_and(|desk| desk.classified) {
        all.push(Why { word: "classified", sign: "▣", text: shell.t("classified-title") });
    }
    if listed.unhanded {
        all.push(Why { word: "unhanded", sign: "◌", text: shell.t("why-unhanded") });
    }
    let keeping = super::keeping::mark(app, listed);
    if !keeping.is_empty() {
        all.push(Why { word: keeping, sign: "◇", text: shell.t(keeping) });
    }
    if all.is_empty() {
        let text = match listed.card.status {
            Status::Withdrawn => shell.t("why-withdrawn"),
            _ => shell.t("why-nothing"),
        };
        all.push(Why { word: "nothing", sign: "○", text });
    }
    all
}

/// That it cannot wait, and why.
fn risk(shell: &Shell, of: Risk, grounds: &[String]) -> String {
    let id = match of {
        Risk::Filed => "why-risk",
        Risk::Assessed => "why-risk-assessed",
    };
    if grounds.is_empty() {
        return shell.t(id);
    }
    let grounds: Vec<String> = grounds.iter().map(|word| shell.t(&choice_id("ground", word))).collect();
    shell.t1(&format!("{id}-for"), "what", &grounds.join("; "))
}

fn child_id(listed: &Listed) -> &'static str {
    match listed.child_duty() {
        _ if listed.unhanded => "why-child-unread",
        Some(ChildDuty::Announced) => "why-child-announced",
        _ => "why-child",
    }
}

/// The fields by which the list is asked, with what is chosen now.
pub fn selects(app: &App, shell: &Shell, asking: &Asking) -> Vec<Select> {
    let statuses = Status::ALL.map(|s| (s.word().to_owned(), shell.choice("desk-status", s.word())));
    let statuses = [("all".to_owned(), shell.t("inbox-filter-all"))].into_iter().chain(statuses).collect();
    let reasons = Reason::ALL.map(|r| (r.word().to_owned(), shell.choice("inbox-reason", r.word()))).into();
    let houses = app.institutions.iter().map(|c| (c.clone(), shell.choice("institution", c))).collect();
    let languages = shell.texts.all().iter().map(|l| l.lang.code());
    let languages = languages.map(|code| (code.to_owned(), shell.language_name(code))).collect();
    let sorts = Sort::ALL[1..].iter().map(|s| (s.word().to_owned(), shell.choice("inbox-sort", s.word())));
    let any = || shell.t("inbox-filter-any");
    let reason = asking.reason.map_or("", Reason::word);
    let sort = if asking.sort == Sort::Need { "" } else { asking.sort.word() };
    vec![
        Select::new(
            "status",
            shell.t("inbox-filter-status"),
            shell.t("inbox-filter-open"),
            statuses,
            asking.status_word(),
        ),
        Select::new("reason", shell.t("inbox-col-why"), any(), reasons, reason),
        Select::new("institution", shell.t("inbox-col-institution"), any(), houses, &asking.institution),
        Select::new("language", shell.t("inbox-col-language"), any(), languages, &asking.lang),
        Select::new("sort", shell.t("inbox-sort"), shell.t("inbox-sort-need"), sorts.collect(), sort),
    ]
}

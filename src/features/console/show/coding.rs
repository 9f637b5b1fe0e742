//! The coding of a case in words: what was coded, and what a later coding changed.

use crate::app::App;
use crate::clock::date;
use crate::domain::coding::{AGE_GROUP, DELAY, ELSEWHERE, NOT_GBV, RELATION_CELL, SERVICE, SURVIVOR_SEX};
use crate::domain::fields::Fields;
use crate::domain::report::Answers;
use crate::features::console::pages::coding::{Coded, Form, Question};
use crate::features::console::view::View;
use crate::texts::choice_id;
use crate::vault::desk::weigh::are_two;
use crate::vault::desk::{self, Act, Coding};
use crate::vault::thread::Conversation;
use crate::web::page::Shell;
use crate::web::parts::choices;

/// The fields of a coding that are words: label and value.
fn said(shell: &Shell, coding: &Coding) -> Vec<(String, String)> {
    let word = |field: &str, word: &str| {
        if word.is_empty() { String::new() } else { shell.t(&choice_id(field, word)) }
    };
    let list =
        |field: &str, words: &[String]| words.iter().map(|w| word(field, w)).collect::<Vec<_>>().join("; ");
    [
        ("coding-type", word("gbvims", &coding.kind)),
        ("coding-act", word("act", &coding.act)),
        ("coding-context", list("context", &coding.context)),
        ("coding-relation", word("cell-relation", &coding.relation)),
        ("coding-sex", word("survivor-sex", &coding.sex)),
        ("coding-age", word("age-group", &coding.age)),
        ("coding-delay", word("delay", &coding.delay)),
        ("coding-services", list("service", &coding.services)),
        ("coding-elsewhere", word("elsewhere", &coding.elsewhere)),
    ]
    .map(|(label, said)| (shell.t(label), said))
    .into()
}

/// What an entry of coding changed: everything at first, later only what is another than before.
pub fn changes(shell: &Shell, read: &Conversation, id: &str) -> Vec<(String, String)> {
    let codings = read.entries.iter().filter_map(|e| match &e.what.entry.what {
        Act::Coding(coding) => Some((e.what.entry.id.as_str(), coding)),
        _ => None,
    });
    let mut before: Option<&Coding> = None;
    for (of, coding) in codings {
        if of == id {
            let old = before.map(|coding| said(shell, coding));
            let now = said(shell, coding).into_iter().enumerate();
            let same = |n: usize, value: &String| old.as_ref().is_some_and(|old| old[n].1 == *value);
            return now.filter(|(n, (_, value))| !same(*n, value)).map(|(_, pair)| pair).collect();
        }
        before = Some(coding);
    }
    Vec::new()
}

/// Whether the age that was coded is that of a child while nobody has answered, nor the reporter said, whether it is about one:
/// coding alone starts no duty.
pub fn asks_for_child(view: &View) -> bool {
    let read = &view.read;
    let child =
        desk::coding(&read.entries).is_some_and(|(_, coded)| AGE_GROUP[..2].contains(&coded.age.as_str()));
    let open = desk::risk(&read.entries).is_none_or(|assessed| assessed.said("child") == "unknown");
    child && open && !read.told_of_child().minor
}

/// How the case is coded now, as its page tells it.
pub fn coded(shell: &Shell, view: &View) -> Coded {
    let entries = &view.read.entries;
    let Some((entry, coding)) = desk::coding(entries) else { return Coded::default() };
    Coded {
        facts: said(shell, coding).into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        by: entry.name.clone(),
        waits: desk::coding_waits(entries).is_some(),
        child: asks_for_child(view),
        confirms: view.readers.iter().any(|r| r.you && are_two(&view.roster, r.staff, entry.staff)),
        confirmed: match coding.kind.as_str() {
            NOT_GBV => {
                let mut by = desk::confirmed_by(entries, &entry.id);
                by.find(|by| by.staff != entry.staff).map(|by| by.name.clone()).unwrap_or_default()
            }
            _ => String::new(),
        },
    }
}

/// The form, filled with what was typed, else with the newest coding, else with what follows from the report.
pub fn form(app: &App, shell: &Shell, view: &View, typed: &Fields) -> Form {
    let taxonomy = &app.pack.taxonomy;
    let report: &Answers = &view.read.report.what.answers;
    let newest = desk::coding(&view.read.entries).map(|(_, coding)| coding.clone());
    let first = newest.is_none();
    let start = newest.unwrap_or_else(|| Coding {
        act: taxonomy.proposed_act(report).map(|a| a.code.clone()).unwrap_or_default(),
        context: taxonomy.proposed_contexts(report),
        relation: relation(report).to_owned(),
        ..Coding::default()
    });
    let sent = typed.find("coding").is_some();
    let one = |name: &str, start: &str| {
        if sent { typed.get(name).to_owned() } else { start.to_owned() }
    };
    let many = |name: &str, start: &[String]| if sent { typed.all(name) } else { start.to_vec() };
    let question = |code: &str| {
        let name = format!("ask_{code}");
        let before = start.asked.iter().find(|(of, _)| of == code).map_or("", |(_, said)| said.as_str());
        Question { said: one(&name, before), code: code.to_owned(), name }
    };
    let acts: Vec<&str> = taxonomy.acts.iter().map(|a| a.code.as_str()).collect();
    let contexts: Vec<&str> = taxonomy.contexts.iter().map(|c| c.code.as_str()).collect();
    let pick = |field: &str, words: &[&str], chosen: String| choices(shell, field, words, &[chosen]);
    Form {
        questions: taxonomy.asked().map(question).collect(),
        act: pick("act", &acts, one("act", &start.act)),
        context: choices(shell, "context", &contexts, &many("context", &start.context)),
        relation: pick("cell-relation", &RELATION_CELL, one("relation", &start.relation)),
        sex: pick("survivor-sex", &SURVIVOR_SEX, one("sex", &start.sex)),
        age: pick("age-group", &AGE_GROUP, one("age", &start.age)),
        delay: pick("delay", &DELAY, one("delay", &start.delay)),
        services: choices(shell, "service", &SERVICE, &many("services", &start.services)),
        elsewhere: pick("elsewhere", &ELSEWHERE, one("elsewhere", &start.elsewhere)),
        incident: typed.get("incident").to_owned(),
        filed: date(view.read.report.day).to_string(),
        first,
    }
}

/// Who did it, as one cell of the report's answers.
fn relation(report: &Answers) -> &'static str {
    let cell = |word: &str| match word {
        // Allies are never a cell of their own.
        "allied" => "other",
        word => RELATION_CELL.into_iter().find(|cell| *cell == word).unwrap_or("unknown"),
    };
    let mut cells: Vec<&str> = report.persons.iter().map(|p| cell(&p.relation)).collect();
    cells.dedup();
    match cells[..] {
        [] => "unknown",
        [one] => one,
        _ => "several",
    }
}

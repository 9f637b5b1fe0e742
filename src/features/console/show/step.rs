//! Steps outside in words: whom they go to, how they went on, what a letter passes on.

use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::id::StaffId;
use crate::features::console::view::View;
use crate::texts::choice_id;
use crate::vault::desk::Act;
use crate::vault::thread::Conversation;
use crate::web::page::Shell;
use crate::web::parts::person_line;

/// A step: what kind, whom it goes to, what is done, and by what right.
pub struct Step {
    /// A word of [`STEP`](crate::domain::consent::STEP).
    pub kind: String,
    /// Whom it goes to.
    pub to: String,
    /// What is done.
    pub what: String,
    /// By what right: the reporter's yes until a day, or a reason of its own.
    pub right: Right,
}

/// By what right a step is taken.
pub enum Right {
    /// The reporter's word, and the last day for which a yes holds.
    Word(Word, Day),
    /// A word of [`OVERRIDE`](crate::domain::consent::OVERRIDE).
    Override(String),
}

impl Step {
    /// Whether something may be passed on for it.
    pub fn may(&self) -> bool {
        !matches!(self.right, Right::Word(word, _) if word != Word::Yes)
    }
}

/// The step that `of` names, as a letter does.
pub fn find(read: &Conversation, of: &str, today: Day) -> Option<Step> {
    if let Ok(n) = of.parse::<u64>()
        && let Some(proposal) = read.proposal(n).filter(|p| p.what.reader.is_none())
    {
        let p = &proposal.what;
        let right = Right::Word(read.word_on(p, today).0, p.until);
        return Some(Step { kind: p.kind.clone(), to: p.to.clone(), what: p.what.clone(), right });
    }
    let entry = read.entries.iter().map(|e| &e.what.entry).find(|e| e.id == of)?;
    match &entry.what {
        Act::Override { kind, to, what, reason } => Some(Step {
            kind: kind.clone(),
            to: to.clone(),
            what: what.clone(),
            right: Right::Override(reason.clone()),
        }),
        _ => None,
    }
}

/// Its kind and whom it goes to.
pub fn name(shell: &Shell, read: &Conversation, of: &str) -> String {
    let step = find(read, of, Day(0));
    step.map(|s| format!("{}: {}", shell.t(&choice_id("step", &s.kind)), s.to)).unwrap_or_default()
}

/// How it went on, last; empty while nothing is noted.
pub fn result(shell: &Shell, read: &Conversation, step: &str) -> String {
    let last = read.entries.iter().rev().find_map(|e| match &e.what.entry.what {
        Act::Result { of, result, .. } if of == step => Some(shell.t(&choice_id("step-result", result))),
        _ => None,
    });
    last.unwrap_or_default()
}

/// Steps that are taken without a yes.
pub fn overrides(shell: &Shell, read: &Conversation) -> Vec<[String; 4]> {
    let all = read.entries.iter().filter_map(|e| match &e.what.entry.what {
        Act::Override { kind, to, reason, .. } => Some([
            e.what.entry.id.clone(),
            format!("{}: {to}", shell.t(&choice_id("step", kind))),
            shell.t(&choice_id("override", reason)),
            result(shell, read, &e.what.entry.id),
        ]),
        _ => None,
    });
    all.collect()
}

/// The words of one part of the report; empty where it says nothing.
pub fn part(shell: &Shell, view: &View, part: &str) -> String {
    let said = &view.read.report.what.answers;
    let words = |field: &str, all: &[String]| {
        all.iter().map(|w| shell.t(&choice_id(field, w))).collect::<Vec<_>>().join("; ")
    };
    let both = |list: String, own: &String| {
        [list, own.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let one = |field: &str, word: &String| {
        if word.is_empty() { String::new() } else { shell.t(&choice_id(field, word)) }
    };
    match part {
        // Whoever knows who was away or at the doctor's that day can tell from it who wrote.
        "filed" => shell.texts.day(shell.lang, date(view.read.report.day)),
        "statement" => said.statement.clone(),
        "what" => words("what", &said.what),
        "when" => both(one("when", &said.when), &said.when_text),
        "place" => both(words("place", &said.place), &said.place_text),
        "relation" => {
            let people = said.persons.iter().map(|p| person_line(shell, p, said.is_own()));
            people.collect::<Vec<_>>().join("\n")
        }
        "institution" => one("institution", &said.institution),
        "names" => said.names.clone(),
        "contact" => view.read.margin.as_ref().map(|(m, _)| m.contact.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// What a letter passes on: label and words of each of these parts.
pub fn parts(shell: &Shell, view: &View, parts: &[String]) -> Vec<(String, String)> {
    parts.iter().map(|word| (shell.t(&choice_id("part", word)), part(shell, view, word))).collect()
}

/// The name of an adviser and the code of the institution, as the roster has them.
pub fn signs(view: &View, staff: StaffId) -> (String, String) {
    let key = view.roster.known(staff);
    key.map(|k| (k.name.clone(), k.institution.clone())).unwrap_or_default()
}

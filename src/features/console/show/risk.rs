//! The questions of risk: what was answered, what the reporter said of it at filing, and what follows.

use crate::app::App;
use crate::clock::date;
use crate::domain::consent::{CHILD, REPORTED};
use crate::domain::day::Day;
use crate::domain::desk::{KNOWN, RISK};
use crate::domain::fields::Fields;
use crate::domain::report::Answers;
use crate::features::console::pages::desk::Asked;
use crate::features::console::view::View;
use crate::texts::{Arg, choice_id};
use crate::vault::desk::{self, Act, ChildDuty};
use crate::vault::thread::Conversation;
use crate::web::page::Shell;

use super::step::{self, Right};

/// Each question, with what was typed, else with what was answered last.
pub fn asked(app: &App, shell: &Shell, view: &View, typed: &Fields) -> [Asked; RISK.len()] {
    let risk = desk::risk(&view.read.entries);
    RISK.map(|question| {
        let name = format!("risk_{question}");
        let before = risk.map_or("unknown", |a| a.said(question));
        let said = typed.find(&name).filter(|said| KNOWN.contains(said)).unwrap_or(before);
        Asked {
            question: question.to_owned(),
            said: said.to_owned(),
            told: told(app, shell, &view.read.report.what.answers, question),
            against: against(app, shell, &view.read.report.what.answers, question, before),
            then: if before == "yes" { then(app, shell, &view.read, question) } else { String::new() },
            name,
        }
    })
}

/// What the reporter answered at filing to what comes nearest to a question; empty where nothing was answered.
fn told(app: &App, shell: &Shell, filed: &Answers, question: &str) -> String {
    let (label, kind, word) = match question {
        "suicidality" => ("alive", "sure", &filed.alive),
        "weapon" => ("weapon", "sure", &filed.weapon),
        "retaliation" => ("retaliation-fear", "sure", &filed.retaliation_fear),
        "child" => ("age", "age", &filed.age),
        _ => ("safe-now", "sure", &filed.safe_now),
    };
    if word.is_empty() {
        return String::new();
    }
    let (label, said) = (shell.t(&choice_id("desk-asked", label)), shell.t(&choice_id(kind, word)));
    app.texts.say_with(
        shell.lang,
        "desk-risk-told",
        &[("asked", Arg::Str(&label)), ("said", Arg::Str(&said))],
    )
}

/// That a question was answered with no although the reporter said yes to the same at filing: said on the page until somebody
/// looks again. Of a child another person has to agree, and the page says so by itself.
fn against(app: &App, shell: &Shell, filed: &Answers, question: &str, said: &str) -> String {
    if said != "no" || question == "child" || !filed.says(question) {
        return String::new();
    }
    let question_text = shell.t(&choice_id("risk", question));
    let told = told(app, shell, filed, question);
    let args = [("question", Arg::Str(&question_text)), ("told", Arg::Str(&told))];
    app.texts.say_with(shell.lang, "risk-against", &args)
}

/// What is to be done where a question is answered with yes; of a child, how far that is.
fn then(app: &App, shell: &Shell, read: &Conversation, question: &str) -> String {
    let usual = || shell.t(&choice_id("risk-then", question));
    match read.child_duty() {
        _ if question != "child" => usual(),
        Some(ChildDuty::Announced) => shell.t("case-minor-announced"),
        Some(_) => usual(),
        None => child_done(app, shell, read).unwrap_or_else(usual),
    }
}

/// That a child was reported, to whom and when, as a sentence.
pub fn child_done(app: &App, shell: &Shell, read: &Conversation) -> Option<String> {
    let (to, day) = reported(read, app.clock.today())?;
    let day = app.texts.day_on(shell.lang, date(day));
    let args = [("to", Arg::Str(&to)), ("day", Arg::Str(&day))];
    Some(app.texts.say_with(shell.lang, "risk-then-child-done", &args))
}

/// To whom a child was reported, and on which day that was noted last.
fn reported(read: &Conversation, today: Day) -> Option<(String, Day)> {
    read.entries.iter().rev().filter(|e| e.what.counts).find_map(|e| {
        let Act::Result { of, result, .. } = &e.what.entry.what else { return None };
        let step = step::find(read, of, today).filter(|step| {
            let tells = !matches!(&step.right, Right::Override(reason) if reason != "child");
            tells && CHILD.contains(&step.kind.as_str()) && REPORTED.contains(&result.as_str())
        })?;
        Some((step.to, e.day))
    })
}

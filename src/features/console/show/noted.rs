//! What was stored just now, in one sentence: "noted" alone does not say what, and hides that a level fell or that somebody
//! else has to agree first.

use crate::app::App;
use crate::domain::desk::{Level, NOTED, Second};
use crate::features::console::case;
use crate::features::console::view::View;
use crate::texts::{Arg, choice_id};
use crate::vault::desk::{self, Act};
use crate::web::page::Shell;

/// The word for an act; empty where the reporter sees what it did.
#[must_use]
pub const fn word(act: &case::Act) -> &'static str {
    match act {
        case::Act::Confirm(Second::Coding) => "confirm",
        case::Act::Confirm(Second::Child) => "confirm_child",
        case::Act::Desk(acts) => match acts.as_slice() {
            [Act::Task { .. }, ..] => "task",
            [Act::TaskDone { .. }, ..] => "task_done",
            [Act::Risk(_), ..] => "risk",
            [Act::Coding(_), ..] => "coding",
            [Act::Result { .. }, ..] => "result",
            [Act::Classified(true), ..] => "classified",
            [Act::Classified(false) | Act::Unclassified { .. }, ..] => "unclassified",
            _ => "note",
        },
        _ => "",
    }
}

/// The word for what a button of the page on keeping does.
#[must_use]
pub fn kept(go: &str) -> &'static str {
    match go {
        "hold" => "hold",
        "propose" => "delete",
        "take_back" => "delete_taken_back",
        _ => "hold_ended",
    }
}

/// A word that an address brings, if it is one.
#[must_use]
pub fn find(asked: Option<&str>) -> &'static str {
    NOTED.into_iter().find(|word| Some(*word) == asked).unwrap_or_default()
}

/// The sentence for a word; empty for none.
#[must_use]
pub fn sentence(app: &App, shell: &Shell, view: &View, word: &str) -> String {
    let first = match word {
        "" => return String::new(),
        "risk" => risk(app, shell, view),
        "coding" => coding(shell, view),
        word => shell.t(&choice_id("noted", word)),
    };
    format!("{first} {}", shell.t("noted-who"))
}

/// The level that follows, and from which one it fell: whoever saves over a colleague's answer must see it fall.
fn risk(app: &App, shell: &Shell, view: &View) -> String {
    let (entries, filed) = (&view.read.entries, &view.read.report.what.answers);
    let newest = entries.iter().rposition(|e| matches!(e.what.entry.what, Act::Risk(_))).unwrap_or(0);
    let level = |assessed: Option<&desk::Assessment>| assessed.map_or(Level::Unassessed, |a| a.level(filed));
    let (from, to) = (level(desk::risk(&entries[..newest])), level(desk::risk(entries)));
    let [before, now] = [from, to].map(|of| shell.t(&choice_id("level", of.word())));
    if to >= from {
        return shell.t1("noted-risk", "level", &now);
    }
    app.texts.say_with(shell.lang, "noted-risk-lower", &[("from", Arg::Str(&before)), ("to", Arg::Str(&now))])
}

fn coding(shell: &Shell, view: &View) -> String {
    let waits = desk::coding_waits(&view.read.entries).is_some();
    let coding = desk::coding(&view.read.entries).map(|(_, coding)| coding);
    let stored = shell.t(match coding {
        _ if waits => "noted-coding-waits",
        Some(coding) if coding.is_counted_elsewhere() => "noted-coding-elsewhere",
        _ => "noted-coding",
    });
    let child = super::coding::asks_for_child(view).then(|| shell.t("coding-child"));
    std::iter::once(stored).chain(child).collect::<Vec<_>>().join(" ")
}

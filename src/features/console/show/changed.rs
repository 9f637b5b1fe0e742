//! What somebody else changed since a page showed a case.

use super::desk;
use crate::app::App;
use crate::domain::desk::{KNOWN, RISK};
use crate::domain::fields::Fields;
use crate::features::console::view::View;
use crate::texts::{Arg, choice_id};
use crate::vault::desk::Act;
use crate::vault::thread::Conversation;
use crate::web::page::Shell;

/// What a page showed of a case: the version that was seen, and the ordinals up to which it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// Version of the thread's card.
    pub version: i64,
    /// The next ordinal of the conversation.
    pub n: u64,
    /// Where the newest entry of the desk stands: its epoch and ordinal.
    pub noted: (u32, u64),
}

impl Mark {
    /// What is shown of a case now.
    #[must_use]
    pub fn of(read: &Conversation) -> Self {
        let noted = read.entries.iter().map(|e| e.what.place()).max().unwrap_or_default();
        Self { version: read.card_version, n: read.card.n, noted }
    }

    /// What a form sent back. One that says nothing of ordinals saw no more than everything.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split('.');
        let version = parts.next().and_then(|v| v.parse().ok()).unwrap_or(0);
        let mut ordinal = || parts.next().and_then(|n| n.parse().ok()).unwrap_or(u64::MAX);
        let (n, epoch, noted) = (ordinal(), ordinal(), ordinal());
        Self { version, n, noted: (u32::try_from(epoch).unwrap_or(u32::MAX), noted) }
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (epoch, noted) = self.noted;
        write!(f, "{}.{}.{epoch}.{noted}", self.version, self.n)
    }
}

/// What a form beside a case carries back: the mark of the state that was seen, or, told who did what since, of the present
/// one, by which whoever sends again has seen it.
pub fn seen_again(
    app: &App,
    shell: &Shell,
    view: &View,
    seen: &str,
    meanwhile: bool,
) -> (String, Option<Vec<String>>) {
    if meanwhile {
        (Mark::of(&view.read).to_string(), Some(changed(app, shell, view, Mark::parse(seen))))
    } else {
        (seen.to_owned(), None)
    }
}

/// Who did what since a page showed a case: "name: message, note", in the order of their first act.
pub fn changed(app: &App, shell: &Shell, view: &View, seen: Mark) -> Vec<String> {
    let read = &view.read;
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |name: &str, kind: String| {
        let name = if name.is_empty() { shell.t("case-by-reporter") } else { name.to_owned() };
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, kinds)) if kinds.contains(&kind) => {}
            Some((_, kinds)) => kinds.push(kind),
            None => all.push((name, vec![kind])),
        }
    };
    for m in read.messages.iter().filter(|m| m.what.n >= seen.n) {
        add(&m.what.name, shell.t("changed-message"));
    }
    for s in read.steps.iter().filter(|s| s.what.n >= seen.n) {
        add(&s.what.name, shell.t("changed-status"));
    }
    for p in read.proposals.iter().filter(|p| p.what.n >= seen.n) {
        add(&p.what.name, shell.t("changed-question"));
    }
    let wishes = read.wishes.iter().map(|w| w.what.n).chain(read.agreements.iter().map(|a| a.what.n));
    if wishes.max().is_some_and(|n| n >= seen.n) {
        add("", shell.t("changed-wish"));
    }
    for e in read.entries.iter().filter(|e| e.what.place() > seen.noted) {
        add(&e.what.entry.name, desk::entry(app, shell, view, e).kind);
    }
    all.into_iter().map(|(name, kinds)| format!("{name}: {}", kinds.join(", "))).collect()
}

/// Answers on risk that somebody stored since a page showed a case, where the page holds others: saving it again would take
/// their place, and could take a case out of those that cannot wait.
pub fn clash(app: &App, shell: &Shell, view: &View, typed: &Fields, seen: Mark) -> Vec<String> {
    let newer = view.read.entries.iter().rev().filter(|e| e.what.place() > seen.noted);
    let mut newest = newer.filter_map(|e| match &e.what.entry.what {
        Act::Risk(assessed) => Some((&e.what.entry.name, assessed)),
        _ => None,
    });
    let Some((name, assessed)) = newest.next() else { return Vec::new() };
    let known = |word: &str| shell.t(&choice_id("known", word));
    let line = |question: &str| {
        let held = typed.find(&format!("risk_{question}")).filter(|held| KNOWN.contains(held))?;
        let theirs = assessed.said(question);
        let words = [shell.t(&choice_id("risk", question)), known(theirs), known(held)];
        let args = [("question", &words[0]), ("name", name), ("theirs", &words[1]), ("yours", &words[2])];
        let args = args.map(|(of, word)| (of, Arg::Str(word)));
        (theirs != held).then(|| app.texts.say_with(shell.lang, "risk-clash-line", &args))
    };
    RISK.into_iter().filter_map(line).collect()
}

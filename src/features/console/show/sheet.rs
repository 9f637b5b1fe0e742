//! The hand-over sheet of a case: promises, agreements, risks, what never to do. It follows from the case; only the last
//! words are an adviser's own, and say what the case cannot.

use super::asked;
use super::changed::changed;
use super::desk::{handing, kept, moment};
use super::{Mark, left, short};
use crate::app::App;
use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::desk::{Level, Lock};
use crate::domain::fields::Fields;
use crate::features::console::case::View;
use crate::features::console::pages::sharing::Unsent;
use crate::features::console::pages::sheet::{Part, Sheet, Theirs};
use crate::texts::{Arg, choice_id};
use crate::vault::consent::Proposal;
use crate::vault::desk::{self, Act};
use crate::vault::thread::{Dated, Side};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// The page; `typed` stands in place of the stored words where it was not stored.
pub fn page<'a>(app: &App, shell: &'a Shell, who: &'a Who, view: &View, typed: Option<&Fields>) -> Sheet<'a> {
    let unread = match () {
        () if view.is_handed_on() => String::new(),
        () if view.waits_for_colleagues() => shell.t("sheet-unread"),
        () => shell.t("sheet-unread-nobody"),
    };
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let id = view.case.row.id.to_string();
    let newest = view.read.entries.iter().rev().find(|e| matches!(e.what.entry.what, Act::Sheet { .. }));
    let words = match typed {
        Some(typed) => ["never", "text"].map(|name| (name, typed.get(name).to_owned())),
        None => stored(view),
    };
    let by = newest.map(|of| &of.what).map(|of| {
        let line = format!("{}, {}", of.entry.name, moment(app, shell, of.entry.at));
        if view.is_signed(of) { line } else { format!("{line}. {}", shell.t("desk-doubtful")) }
    });
    let at = At { app, shell, view };
    Sheet {
        who,
        short: short(&id),
        seen: Mark::of(&view.read).to_string(),
        status: view.read.card.status,
        today: day(app.clock.today()),
        due: day(view.case.row.next_due),
        parts: vec![
            at.part("promises", "sheet-promises", at.promises()),
            at.part("consents", "sheet-consents", at.consents()),
            at.part("risk", "sheet-risk", at.risk()),
            at.part("never", "sheet-never", at.never()),
            at.part("readers", "sheet-readers", at.readers()),
        ],
        words,
        by: by.unwrap_or_default(),
        unsent: Unsent::default(),
        writes: view.writes,
        saved: false,
        conflict: false,
        changed: Vec::new(),
        theirs: None,
        unread,
        errors: Vec::new(),
        shell,
        id,
    }
}

/// The own words that stand: name of the field and text.
pub fn stored(view: &View) -> [(&'static str, String); 2] {
    let newest = view.read.entries.iter().rev().find_map(|e| match &e.what.entry.what {
        Act::Sheet { never, text } => Some((never.clone(), text.clone())),
        _ => None,
    });
    let (never, text) = newest.unwrap_or_default();
    [("never", never), ("text", text)]
}

/// The same page where somebody else wrote in the case since `seen`: who it was, and the words that stand now.
pub fn conflicting(app: &App, shell: &Shell, view: &View, seen: Mark, page: &mut Sheet<'_>) {
    let newer = view.read.entries.iter().rev().filter(|e| e.what.place() > seen.noted);
    let theirs = newer.filter_map(|e| match &e.what.entry.what {
        Act::Sheet { never, text } => Some([("never", never.clone()), ("text", text.clone())]),
        _ => None,
    });
    page.theirs = theirs.map(|words| Theirs { by: page.by.clone(), words }).next();
    page.changed = changed(app, shell, view, seen);
    page.conflict = true;
}

struct At<'a> {
    app: &'a App,
    shell: &'a Shell,
    view: &'a View,
}

impl At<'_> {
    fn part(&self, mark: &'static str, title: &str, lines: Vec<String>) -> Part {
        Part { mark, title: self.shell.t(title), lines }
    }

    fn day(&self, day: Day) -> String {
        self.app.texts.day(self.shell.lang, date(day))
    }

    /// What the reporter waits for, and what is still to be done.
    fn promises(&self) -> Vec<String> {
        let read = &self.view.read;
        let last = read.messages.iter().rev().find(|m| m.what.from == Side::Adviser);
        let next =
            last.and_then(|m| m.what.next).map(|d| self.shell.t1("case-promised", "day", &self.day(d)));
        let general = kept(self.app, self.shell, self.view).into_iter();
        let general = general.map(|k| format!("{}: {}. {}", k.kind, k.by, k.stands));
        let open = desk::open_tasks(&read.entries);
        let tasks = read.entries.iter().filter_map(|e| match &e.what.entry.what {
            Act::Task { text, who, due } if open.iter().any(|(id, ..)| *id == e.what.entry.id) => {
                Some(format!(
                    "{}: {text} ({}, {})",
                    self.shell.t("desk-entry-task"),
                    self.view.name_of(*who),
                    self.day(*due)
                ))
            }
            _ => None,
        });
        next.into_iter().chain(general).chain(tasks).collect()
    }

    /// A proposal as one line: what, to whom.
    fn step(&self, of: &Proposal) -> String {
        format!("{}: {}", self.shell.t(&choice_id("step", &of.kind)), of.to)
    }

    fn word(&self, of: &Dated<Proposal>) -> (Word, String) {
        let word = self.view.read.word_on(&of.what, self.app.clock.today());
        (word.0, asked::stands(self.app, self.shell, &of.what, word))
    }

    /// What was agreed to, and what was taken back.
    fn consents(&self) -> Vec<String> {
        let read = &self.view.read;
        let path = if read.path().is_empty() { crate::domain::report::PATH[0] } else { read.path() };
        let path = format!("{}: {}", self.shell.t("desk-asked-path"), self.shell.choice("path", path));
        let count = self.shell.t(if read.may_count() { "wish-count" } else { "wish-no-count" });
        let steps =
            read.proposals.iter().rev().map(|p| format!("{}. {}", self.step(&p.what), self.word(p).1));
        [path, count].into_iter().chain(steps).collect()
    }

    fn risk(&self) -> Vec<String> {
        let risk = desk::risk(&self.view.read.entries);
        if risk.is_none() && !self.view.is_handed_on() {
            return vec![handing(self.shell, self.view)];
        }
        let level = risk.map_or(Level::Unassessed, |a| a.level(&self.view.read.report.what.answers));
        let level = self.shell.t(&choice_id("level", level.word()));
        let said = risk.iter().flat_map(|a| &a.said).filter(|(_, said)| said != "no");
        let said = said.map(|(question, said)| {
            let (question, said) = (choice_id("risk", question), choice_id("known", said));
            format!("{}: {}", self.shell.t(&question), self.shell.t(&said))
        });
        let done = risk.map(|a| a.done.clone()).filter(|done| !done.is_empty());
        std::iter::once(level).chain(said).chain(done).collect()
    }

    /// What nobody may do, as the case says itself.
    fn never(&self) -> Vec<String> {
        let (read, answers) = (&self.view.read, &self.view.read.report.what.answers);
        let refused = read.proposals.iter().filter(|p| matches!(self.word(p).0, Word::No | Word::TakenBack));
        let refused = refused.map(|p| self.shell.t1("sheet-never-step", "step", &self.step(&p.what)));
        let names = self.view.left_out.iter().cloned();
        let words = Some(answers.excluded_text.trim().to_owned()).filter(|words| !words.is_empty());
        let shown = names.chain(words).map(|name| self.shell.t1("sheet-never-shown", "name", &name));
        let reached = read.margin.as_ref().is_some_and(|(margin, _)| !margin.contact.is_empty());
        let reach = self.shell.t(if reached { "sheet-reach-as-written" } else { "sheet-reach-never" });
        let marked = self.view.lock().is_some_and(Lock::is_marked);
        let classified = marked.then(|| self.shell.t("classified-title"));
        refused.chain(shown).chain([reach]).chain(classified).collect()
    }

    fn readers(&self) -> Vec<String> {
        let now = self.view.readers.iter().map(|r| {
            let last = r.until.map(|d| self.app.texts.day_to(self.shell.lang, date(d)));
            let until = last.map(|d| self.shell.t1("case-reader-until", "day", &d));
            let reads = r.reading.then(|| self.shell.t("case-reader-reads"));
            std::iter::once(r.name.clone()).chain(reads).chain(until).collect::<Vec<_>>().join(". ")
        });
        let gone = self.view.case.body.left.iter().map(|l| left(self.app, self.shell, l));
        let agreed = self.view.read.agreements.iter().map(|a| {
            let day = self.app.texts.day_on(self.shell.lang, date(a.day));
            let args = [("name", Arg::Str(&a.what.name)), ("day", Arg::Str(&day))];
            self.app.texts.say_with(self.shell.lang, "sheet-agreed", &args)
        });
        now.chain(agreed).chain(gone).collect()
    }
}

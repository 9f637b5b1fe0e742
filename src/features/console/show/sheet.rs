//! The hand-over sheet of a case: promises, agreements, risks, what never to do. It follows from the case; only the last
//! words are an adviser's own, and say what the case cannot.

use super::changed::changed;
use super::desk::moment;
use super::{Mark, asked, asks, due, left, risk, short, step};
use crate::app::App;
use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::desk::Lock;
use crate::domain::fields::Fields;
use crate::features::console::pages::DueState;
use crate::features::console::pages::desk::Desk;
use crate::features::console::pages::sharing::Unsent;
use crate::features::console::pages::sheet::{Part, Sheet, Theirs};
use crate::features::console::view::View;
use crate::texts::{Arg, choice_id};
use crate::vault::consent::Proposal;
use crate::vault::desk::Act;
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
    // What the page of the case says is taken from there, so that the two cannot say different things.
    let desk = super::desk::part(app, shell, view, &Fields::default(), None);
    let (due, due_state) =
        due(&view.case.row, view.read.card.status, view.read.child_due(), app.clock.today());
    let at = At { app, shell, view, desk };
    Sheet {
        who,
        short: short(&id),
        seen: Mark::of(&view.read).to_string(),
        status: view.read.card.status,
        today: day(app.clock.today()),
        due: day(due),
        due_state,
        parts: vec![
            at.part("promises", "sheet-promises", at.promises()),
            at.part("child", "sheet-child", at.child()),
            at.part("risk", "sheet-risk", at.risk()),
            at.part("consents", "sheet-consents", at.consents()),
            at.part("overrides", "sheet-overrides", at.overrides()),
            at.part("never", "sheet-never", at.never()),
            at.part("keeping", "keeping-title", at.keeping()),
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
    desk: Desk,
}

impl At<'_> {
    fn part(&self, mark: &'static str, title: &str, lines: Vec<String>) -> Part {
        Part { mark, title: self.shell.t(title), lines }
    }

    /// In place of nothing where something may stand that was not handed on to who looks.
    fn or_handing(&self, lines: Vec<String>) -> Vec<String> {
        let unread = lines.is_empty() && !self.desk.handing.is_empty();
        if unread { vec![self.desk.handing.clone()] } else { lines }
    }

    /// What the reporter waits for, and what is still to be done.
    fn promises(&self) -> Vec<String> {
        let last = self.view.read.messages.iter().rev().find(|m| m.what.from == Side::Adviser);
        let day = |d: Day| self.app.texts.day(self.shell.lang, date(d));
        let next = last.and_then(|m| m.what.next).map(|d| self.shell.t1("case-promised", "day", &day(d)));
        let general = self.desk.kept.iter().map(|k| format!("{}: {}. {}", k.kind, k.by, k.stands));
        let task = self.shell.t("desk-entry-task");
        let tasks = self.desk.tasks.iter().map(|t| {
            let late = (t.due_state == DueState::Overdue).then(|| self.shell.t(t.due_state.text_id()));
            let rest = [Some(t.who.clone()), Some(t.due.clone()), late].into_iter().flatten();
            format!("{task}: {} ({})", t.text, rest.collect::<Vec<_>>().join(", "))
        });
        next.into_iter().chain(general).chain(tasks).collect()
    }

    /// Where the duty towards a child stands: open, or how it ended.
    fn child(&self) -> Vec<String> {
        let read = &self.view.read;
        if let Some(minor) = &self.desk.minor {
            let duty = format!("{} {}", minor.due, minor.then);
            return [duty, minor.waits.clone()].into_iter().filter(|line| !line.is_empty()).collect();
        }
        let done = risk::child_done(self.app, self.shell, read);
        let none = || read.told_of_child().minor.then(|| self.shell.t("sheet-child-none"));
        self.or_handing(done.or_else(none).into_iter().collect())
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
        let steps = asks(self.app, self.shell, self.view).into_iter();
        let steps = steps.map(|a| sentences([self.step(&a.what), a.stands, a.result]));
        [path, count].into_iter().chain(steps).collect()
    }

    /// What is done without a yes, why, and how it went on.
    fn overrides(&self) -> Vec<String> {
        let all = step::overrides(self.shell, &self.view.read).into_iter();
        self.or_handing(all.map(|[_, to, why, result]| sentences([to, why, result])).collect())
    }

    /// The level, what the reporter said at filing, and every answer: a "no" is one.
    fn risk(&self) -> Vec<String> {
        let filed = &self.view.read.report.what.answers;
        let assessed = self.desk.assessed;
        let level = if assessed || self.view.is_handed_on() {
            self.shell.t(&choice_id("level", self.desk.level.word()))
        } else {
            self.desk.handing.clone()
        };
        let urgent = filed.is_urgent().then(|| self.shell.t("case-urgent"));
        let answers = self.desk.asked.iter().filter(|a| assessed || !a.told.is_empty()).map(|a| {
            let question = self.shell.t(&choice_id("risk", &a.question));
            let said =
                assessed.then(|| format!("{question}: {}", self.shell.t(&choice_id("known", &a.said))));
            sentences([said.unwrap_or(question), a.told.clone(), String::new()])
        });
        let newest = self.view.read.entries.iter().rev().find_map(|e| match &e.what.entry.what {
            Act::Risk(assessed) => Some((&e.what.entry, assessed.done.clone())),
            _ => None,
        });
        let by = newest.iter().map(|(of, _)| {
            let when = moment(self.app, self.shell, of.at);
            format!("{}: {}, {when}", self.shell.t("desk-entry-risk"), of.name)
        });
        let done = newest.iter().map(|(_, done)| done.clone()).filter(|done| !done.is_empty());
        std::iter::once(level).chain(urgent).chain(answers).chain(done).chain(by).collect()
    }

    /// Until when it is kept, what holds it, and whether somebody proposed to delete it.
    fn keeping(&self) -> Vec<String> {
        let keeping = &self.desk.keeping;
        let proposed = [keeping.sentence.clone(), keeping.proposed.clone()];
        let all = keeping.holds.iter().cloned().chain(proposed);
        self.or_handing(all.filter(|line| !line.is_empty()).collect())
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

/// Those that say something, as sentences of one line.
fn sentences(all: [String; 3]) -> String {
    let said = all.into_iter().filter(|of| !of.is_empty());
    said.map(|of| if of.ends_with(['.', '!', '?']) { of } else { format!("{of}.") })
        .collect::<Vec<_>>()
        .join(" ")
}

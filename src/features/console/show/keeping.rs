//! How long a case is kept, in words.

use crate::app::App;
use crate::clock::date;
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::retention::Nearness;
use crate::features::console::inbox::Listed;
use crate::features::console::keeping::{self, Keeping};
use crate::features::console::pages::keeping::{HoldRow, KeepingFault, KeepingPage, ProposedRow, Side};
use crate::features::console::view::View;
use crate::texts::{Arg, choice_id};
use crate::vault::desk::{self, Act};
use crate::vault::retention::{Hold, Proposed, Refusal};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

use super::{Mark, short, travelling};

fn day(app: &App, shell: &Shell, day: Day) -> String {
    app.texts.day(shell.lang, date(day))
}

fn sentence(app: &App, shell: &Shell, of: &Keeping) -> String {
    let id = match (of.last, of.near) {
        (None, _) => return shell.t("keeping-open"),
        (_, Nearness::Far) => "keeping-last",
        (_, Nearness::Soon) => "keeping-soon",
        (_, Nearness::Over) => "keeping-over",
    };
    shell.t1(id, "day", &of.last.map(|last| day(app, shell, last)).unwrap_or_default())
}

fn two(app: &App, shell: &Shell, id: &str, (name, on): (&str, Day)) -> String {
    let on = day(app, shell, on);
    app.texts.say_with(shell.lang, id, &[("name", Arg::Str(name)), ("day", Arg::Str(&on))])
}

fn told(app: &App, shell: &Shell, hold: &Hold) -> String {
    let since = two(app, shell, "keeping-by", (&hold.name, hold.since));
    let until = match hold.until {
        Some(last) => shell.t1("keeping-hold-to", "day", &day(app, shell, last)),
        None => shell.t("keeping-hold-open"),
    };
    format!("{since} {until}")
}

/// The part of a case's page.
pub fn side(app: &App, shell: &Shell, view: &View) -> Side {
    let you = view.holders.iter().find(|(.., you)| *you).map_or(StaffId([0; 16]), |(staff, ..)| *staff);
    let of = keeping::standing(app, view, you);
    let held = of.holds.iter().filter(|(_, stands)| *stands).map(|(hold, _)| {
        let reason = shell.t(&choice_id("hold", &hold.reason));
        format!("{reason}. {}", told(app, shell, hold))
    });
    let proposed = |p: &Proposed| two(app, shell, "keeping-proposed", (&p.name, p.day));
    Side {
        sentence: of.last.map(|_| sentence(app, shell, &of)).unwrap_or_default(),
        near: of.near != Nearness::Far,
        holds: held.collect(),
        proposed: of.proposed.as_ref().map(proposed).unwrap_or_default(),
    }
}

/// What a row of the list says of it: the id of a text, or nothing.
pub fn mark(app: &App, listed: &Listed) -> &'static str {
    let (today, periods) = (app.clock.today(), app.config.retention.periods());
    let desk = listed.desk.as_ref();
    if listed.deletion {
        return "inbox-deletion";
    }
    let ending = crate::domain::retention::Ending::of(desk.map(|d| d.outcome.as_str()));
    let held = desk.and_then(|d| d.held).is_some_and(|last| last >= today);
    match listed.card.closed.filter(|_| !held).map(|day| periods.near(periods.last(day, ending), today)) {
        Some(Nearness::Over) => "inbox-kept-over",
        Some(Nearness::Soon) => "inbox-kept-soon",
        _ => "",
    }
}

/// What was typed on the page and is not stored, and why.
#[derive(Default)]
pub struct Typed<'a> {
    /// Everything on the page.
    pub fields: Option<&'a Fields>,
    /// What to put right.
    pub faults: &'a [KeepingFault],
    /// Somebody else wrote meanwhile.
    pub conflict: bool,
    /// A word for the other half of the page, where that was stored; or empty.
    pub saved: &'static str,
}

/// Why nobody who looks can tell whether something holds the case, as a sentence; empty where the desk is read whole.
fn unread(shell: &Shell, view: &View) -> String {
    match () {
        () if view.is_whole() => String::new(),
        () if view.waits_for_colleagues() => shell.t("keeping-holds-unread"),
        () => shell.choice("keeping-refused", Refusal::Unread.word()),
    }
}

/// The page.
pub fn page<'a>(
    app: &App,
    shell: &'a Shell,
    who: &'a Who,
    (view, you): (&View, StaffId),
    typed: &Typed<'_>,
) -> KeepingPage<'a> {
    let of = keeping::standing(app, view, you);
    let id = view.case.row.id.to_string();
    let text = |name: &str| typed.fields.map(|f| f.get(name).to_owned()).unwrap_or_default();
    let hold = |(hold, stands): &(Hold, bool)| HoldRow {
        id: hold.id.clone(),
        reason: hold.reason.clone(),
        told: told(app, shell, hold),
        stands: *stands,
    };
    let proposed = of.proposed.as_ref().map(|p| ProposedRow {
        reason: p.reason.clone(),
        told: two(app, shell, "keeping-proposed", (&p.name, p.day)),
        note: p.note.clone(),
        own: of.own,
    });
    KeepingPage {
        short: short(&id),
        seen: Mark::of(&view.read).to_string(),
        kept: typed.fields.map(travelling).unwrap_or_default(),
        sentence: sentence(app, shell, &of),
        holds: of.holds.iter().map(hold).collect(),
        proposed,
        refused: of.refusal.map(|why| KeepingFault::Refused(why).say(shell).text).unwrap_or_default(),
        alone: of.alone,
        hold_reason: text("hold_reason"),
        hold_until: text("hold_until"),
        hold_note: text("hold_note"),
        today: date(app.clock.today()).to_string(),
        reason: text("reason"),
        delete_note: text("delete_note"),
        unread: unread(shell, view),
        conflict: typed.conflict,
        saved: typed.saved,
        errors: typed.faults.iter().map(|f| f.say(shell)).collect(),
        shell,
        who,
        id,
    }
}

/// Who proposed the deletion that an entry says somebody else did not agree to; `None` where it says nothing of the kind,
/// as when one's own proposal is taken back.
fn declined<'a>(view: &'a View, entry: &desk::Entry) -> Option<&'a str> {
    let Act::DeleteTakenBack { of } = &entry.what else { return None };
    let proposed = view.read.entries.iter().map(|e| &e.what.entry).find(|e| e.id == *of)?;
    (proposed.staff != entry.staff).then_some(&proposed.name)
}

/// The same where it is the newest entry, for whoever wrote that just now, as a sentence; or empty.
pub fn declining(shell: &Shell, view: &View, you: StaffId) -> String {
    let newest = view.read.entries.last().map(|e| &e.what.entry).filter(|entry| entry.staff == you);
    let by = newest.and_then(|entry| declined(view, entry));
    by.map(|by| shell.t1("keeping-declined-you", "by", by)).unwrap_or_default()
}

/// What an entry about keeping says: its kind, a sentence or nothing, and facts with their labels.
pub fn noted(
    app: &App,
    shell: &Shell,
    view: &View,
    entry: &desk::Entry,
) -> (&'static str, String, Vec<(String, String)>) {
    let (kind, facts) = facts(app, shell, view, &entry.what);
    match declined(view, entry) {
        Some(by) => {
            let names = [("name", Arg::Str(&entry.name)), ("by", Arg::Str(by))];
            ("delete-declined", app.texts.say_with(shell.lang, "keeping-declined", &names), facts)
        }
        None => (kind, String::new(), facts),
    }
}

fn facts(app: &App, shell: &Shell, view: &View, of: &Act) -> (&'static str, Vec<(String, String)>) {
    let hold = |reason: &str| (shell.t("keeping-hold-reason"), shell.t(&choice_id("hold", reason)));
    match of {
        Act::Hold { reason, until } => {
            let until = until.map(|last| (shell.t("keeping-hold-until"), day(app, shell, last)));
            ("hold", std::iter::once(hold(reason)).chain(until).collect())
        }
        Act::HoldEnded { of } => {
            let ended = view.read.entries.iter().map(|e| &e.what.entry).find(|e| e.id == *of);
            let reason = ended.and_then(|e| match &e.what {
                Act::Hold { reason, .. } => Some(hold(reason)),
                _ => None,
            });
            ("hold-ended", reason.into_iter().collect())
        }
        Act::Delete { reason, .. } => {
            let reason = shell.t(&choice_id("delete", reason));
            ("delete", vec![(shell.t("keeping-reason"), reason)])
        }
        _ => ("delete-taken-back", Vec::new()),
    }
}

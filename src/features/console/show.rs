//! Cases as their pages show them.

mod asked;
mod changed;
mod coding;
pub mod desk;
pub mod export;
mod inbox;
pub mod keeping;
pub mod noted;
mod risk;
pub mod sheet;
pub mod step;
mod typed;

use super::pages::desk::Desk;
use super::pages::{Access, AskRow, CasePage, DueState, FileRow, From, HistoryRow, MessageRow, ReaderRow};
use super::ready;
use super::view::{Marked, ReadBy, View};
use crate::app::App;
use crate::clock::{self, date};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::deadline::check_ins;
use crate::domain::fields::Fields;
use crate::domain::id::BlobId;
use crate::domain::report::Answers;
use crate::store::cases::CaseRow;
use crate::texts::{Arg, choice_id};
use crate::vault::consent::Proposal;
use crate::vault::epoch::Left;
use crate::vault::files::FileRecord;
use crate::vault::thread::Dated;
use crate::web::desk::Who;
use crate::web::evidence::size_text;
use crate::web::page::Shell;
use crate::web::parts::FieldError;

pub use changed::{Mark, seen_again};
pub use coding::form as coding_form;
pub use desk::{copied, copies, left_open, silence};
pub use inbox::{row, selects};
pub use typed::{holds_words, holds_words_beside, left_over, travelling};

/// What people call a case among themselves: the first six digits of its id.
pub fn short(id: &str) -> String {
    id.get(..6).unwrap_or(id).to_uppercase()
}

/// The next day of a case, and how near it is. The duty towards a child has the day of filing, whatever the reporter was
/// promised, and closing does not end it.
fn due(row: &CaseRow, status: Status, child: Option<Day>, today: Day) -> (Day, DueState) {
    match child {
        Some(day) => (day, DueState::of(day, today)),
        None if status.is_over() => (row.next_due, DueState::Later),
        None => (row.next_due, DueState::of(row.next_due, today)),
    }
}

/// What was typed and is not stored, and why.
#[derive(Default)]
pub struct Typed {
    /// Everything on the page.
    pub fields: Fields,
    /// What to put right.
    pub errors: Vec<FieldError>,
    /// Somebody else wrote meanwhile.
    pub conflict: bool,
    /// The last act was stored.
    pub saved: bool,
    /// A word of [`NOTED`](crate::domain::desk::NOTED) where it is one that its reporter never sees, or empty.
    pub noted: &'static str,
    /// That a colleague's proposal to delete was not agreed to just now, as a sentence; or empty.
    pub declined: String,
    /// When a copy was made just now; or empty.
    pub copied: String,
}

/// A file; of a photograph, what of it there is.
fn file_row(shell: &Shell, case: &str, view: &View, f: &FileRecord) -> FileRow {
    let read = &view.read;
    let href = |blob: BlobId| format!("/console/cases/{case}/files/{blob}");
    let all = || read.files.iter().map(|f| &f.what);
    let given = all().find(|given| f.was_given_as(given));
    // Whoever writes in the thread can call any file an original: only of one that was named before is it said.
    let named = f.is_given() && all().any(|before| before.was_given_as(f));
    let closed = view.marked(f);
    let marked = closed.is_some();
    let notes: &[&str] = match f {
        _ if closed == Some(Marked::Unread) => &["case-file-unread"],
        _ if marked => &["case-file-marked"],
        _ if f.is_held() && given.is_none() => &["case-file-held"],
        _ if f.is_held() => &[],
        _ if f.original.is_some() && given.is_none() => &["case-file-cleaned", "case-file-alone"],
        _ if f.original.is_some() => &["case-file-cleaned"],
        _ if named => &["case-file-is-original"],
        _ => &[],
    };
    FileRow {
        id: f.blob.to_string(),
        name: f.name.clone(),
        size_text: size_text(f.length, shell.texts.language(shell.lang)),
        href: if marked || f.is_held() { String::new() } else { href(f.blob) },
        view_href: match given {
            Some(given) if f.is_held() => format!("{}/view", href(given.blob)),
            None if f.is_held() => String::new(),
            _ => format!("{}/view", href(f.blob)),
        },
        notes: notes.iter().map(|note| shell.t(note)).collect(),
        sha256: if f.original.is_some() || named { f.as_sent().1.to_owned() } else { String::new() },
        original_href: given.filter(|_| !marked).map(|given| href(given.blob)).unwrap_or_default(),
    }
}

/// Who was taken out of the readers, when, by whom and why.
fn left(app: &App, shell: &Shell, l: &Left) -> String {
    let day = app.texts.day(shell.lang, date(l.day));
    let why = shell.t(&choice_id("left-why", l.why.word()));
    let by = if l.by.is_empty() { shell.t("left-by-reporter") } else { l.by.clone() };
    let args = [("name", &l.name), ("by", &by), ("day", &day), ("why", &why)];
    let args = args.map(|(name, value)| (name, Arg::Str(value)));
    app.texts.say_with(shell.lang, if l.by == l.name { "left-self" } else { "left-line" }, &args)
}

/// Steps outside that were proposed, newest first.
fn asks(app: &App, shell: &Shell, view: &View) -> Vec<AskRow> {
    let (read, today) = (&view.read, app.clock.today());
    let row = |p: &Dated<Proposal>| {
        let (word, said) = read.word_on(&p.what, today);
        AskRow {
            what: p.what.clone(),
            when: app.texts.day(shell.lang, date(p.day)),
            until: match &p.what.reader {
                Some(reader) => {
                    reader.last.map(|d| app.texts.day_to(shell.lang, date(d))).unwrap_or_default()
                }
                None => app.texts.day_to(shell.lang, date(p.what.until)),
            },
            word,
            stands: asked::stands(app, shell, &p.what, (word, said)),
            result: step::result(shell, read, &p.what.n.to_string()),
        }
    };
    read.proposals.iter().rev().map(row).collect()
}

/// Who reads, and how far.
fn reader_rows(app: &App, shell: &Shell, view: &View) -> Vec<ReaderRow> {
    let row = |r: &ReadBy| {
        let last = r.until.map(|d| app.texts.day_to(shell.lang, date(d)));
        let until = last.map(|d| shell.t1("case-reader-until", "day", &d));
        ReaderRow {
            id: r.staff.to_string(),
            name: r.name.clone(),
            institution: r.institution.clone(),
            you: r.you,
            ends: r.ends,
            notes: r.reading.then(|| shell.t("case-reader-reads")).into_iter().chain(until).collect(),
        }
    };
    view.readers.iter().map(row).collect()
}

/// What falls into the viewer's own absence: the date promised last, and the one that stands in the field.
fn away(app: &App, shell: &Shell, view: &View, next: &str) -> Vec<String> {
    let Some((first, last)) = view.away else { return Vec::new() };
    let inside = |of: &Day| (first..=last).contains(of);
    let promised = view.read.facts().promised.filter(inside);
    let promised =
        promised.map(|on| shell.t1("absence-promised", "day", &app.texts.day(shell.lang, date(on))));
    let next = next.parse().ok().map(clock::day).filter(inside).map(|_| {
        let (from, to) =
            (app.texts.day_from(shell.lang, date(first)), app.texts.day_to(shell.lang, date(last)));
        let args = [("first", Arg::Str(&from)), ("last", Arg::Str(&to))];
        app.texts.say_with(shell.lang, "absence-next", &args)
    });
    promised.into_iter().chain(next).collect()
}

/// The page of a case.
pub fn page<'a>(app: &App, shell: &'a Shell, who: &'a Who, view: &View, typed: Typed) -> CasePage<'a> {
    let id = view.case.row.id.to_string();
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let read = &view.read;
    let files = |n: u64| -> Vec<FileRow> {
        let of = read.files.iter().filter(|f| f.what.n == n).map(|f| &f.what);
        of.map(|f| file_row(shell, &id, view, f)).collect()
    };
    let seen = read.desk.as_ref().map_or(0, |(d, _)| d.seen);
    let mark = Mark::parse(typed.fields.get("seen"));
    let thread = read.messages.iter().map(|m| {
        let from = if m.what.from.word() == "reporter" { From::Reporter } else { From::Adviser };
        MessageRow {
            from,
            author: m.what.name.clone(),
            when: day(m.day),
            text: m.what.text.clone(),
            files: files(m.what.n),
            next_due: m.what.next.map(day).unwrap_or_default(),
            meet: m.what.meet,
            feedback: m.what.feedback,
            fresh: (from == From::Reporter && m.what.n > seen) || (typed.conflict && m.what.n >= mark.n),
        }
    });
    let today = app.clock.today();
    let ready =
        ready::all(app, shell.lang, &read.report.what.lang, ready::next(app, typed.fields.get("next_due")));
    let (due, due_state) = due(&view.case.row, read.card.status, read.child_due(), today);
    let next_due = match typed.fields.get("next_due") {
        "" => ready::next(app, "").to_string(),
        typed => typed.to_owned(),
    };
    let mut errors = typed.errors;
    if read.damaged > 0 {
        errors.push(FieldError { field: "thread", text: shell.t("inbox-damaged") });
    }
    CasePage {
        short: short(&id),
        seen: Mark::of(read).to_string(),
        status: read.card.status,
        filed: day(view.case.row.filed_day),
        due: day(due),
        due_state,
        language: read.report.what.lang.clone(),
        answers: Answers {
            // As said last, not as it was sent.
            path: read.path().to_owned(),
            count_me: read.may_count(),
            contact: read.margin.as_ref().map(|(m, _)| m.contact.clone()).unwrap_or_default(),
            ..read.report.what.answers.clone()
        },
        linked: view.linked.map(|id| id.to_string()).unwrap_or_default(),
        check_ins: check_ins(read.report.day).into_iter().filter(|d| *d >= today).map(day).collect(),
        asks: asks(app, shell, view),
        excluded: view.left_out.clone(),
        files: files(0),
        thread: thread.collect(),
        awaits: read.facts().waiting.map(|d| app.texts.day_from(shell.lang, date(d))).unwrap_or_default(),
        history: read
            .steps
            .iter()
            .rev()
            .map(|s| HistoryRow { status: s.what.to, when: day(s.day), who: s.what.name.clone() })
            .collect(),
        readers: reader_rows(app, shell, view),
        left: view.case.body.left.iter().map(|l| left(app, shell, l)).collect(),
        access: if view.writes { Access::Work } else { Access::Read },
        message: typed.fields.get("message").to_owned(),
        away: away(app, shell, view, &next_due),
        next_due,
        feedback: typed.fields.get("feedback") == "yes",
        silence: silence(app, shell, view),
        coded: coding::coded(shell, view),
        overrides: step::overrides(shell, read),
        desk: Desk {
            noted: noted::sentence(app, shell, view, typed.noted),
            ..desk::part(app, shell, view, &typed.fields, typed.conflict.then_some(mark))
        },
        ready,
        named: typed.fields.get("named").to_owned(),
        next_due_min: date(app.clock.today()).to_string(),
        saved: typed.saved,
        declined: typed.declined,
        copied: typed.copied,
        conflict: typed.conflict,
        changed: if typed.conflict { changed::changed(app, shell, view, mark) } else { Vec::new() },
        clash: changed::clash(app, shell, view, &typed.fields, mark),
        errors,
        shell,
        who,
        id,
    }
}

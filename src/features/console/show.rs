//! Cases as their pages show them.

mod desk;
pub mod keeping;
mod typed;

use jiff::civil::Date;

use super::case::View;
use super::inbox::Listed;
use super::pages::desk::Desk;
use super::pages::{AskRow, CasePage, DueState, FileRow, From, HistoryRow, InboxRow, MessageRow, ReaderRow};
use crate::app::App;
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::deadline::check_ins;
use crate::domain::fields::Fields;
use crate::domain::id::{BlobId, StaffId};
use crate::domain::report::Answers;
use crate::texts::choice_id;
use crate::vault::files::FileRecord;
use crate::vault::thread::Conversation;
use crate::web::desk::Who;
use crate::web::evidence::size_text;
use crate::web::page::Shell;
use crate::web::parts::FieldError;

pub use desk::silence;
pub use typed::{holds_words, left_over, travelling};

/// What people call a case among themselves: the first six digits of its id.
pub fn short(id: &str) -> String {
    id.get(..6).unwrap_or(id).to_uppercase()
}

fn due_state(status: Status, due: Day, today: Day) -> DueState {
    if matches!(status, Status::Closed | Status::Withdrawn) {
        DueState::Later
    } else {
        DueState::of(due, today)
    }
}

/// A row of the inbox.
pub fn row(app: &App, shell: &Shell, listed: &Listed, you: StaffId) -> InboxRow {
    let id = listed.row.id.to_string();
    InboxRow {
        href: format!("/console/cases/{id}"),
        short: short(&id),
        filed: app.texts.day(shell.lang, date(listed.row.filed_day)),
        due: app.texts.day(shell.lang, date(listed.row.next_due)),
        due_state: due_state(listed.card.status, listed.row.next_due, app.clock.today()),
        status: listed.card.status,
        institution: listed.card.institution.clone(),
        language: listed.card.lang.clone(),
        fresh: listed.fresh,
        urgent: listed.card.urgent,
        messages: i64::from(listed.card.messages),
        files: i64::from(listed.card.files),
        keeping: keeping::mark(app, listed, you),
        id,
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
    /// It is one that its reporter never sees.
    pub noted: bool,
}

/// The date of the next word proposed to an adviser: a week from now, on a working day.
fn proposal(app: &App) -> Date {
    let week = date(app.clock.today().plus(7));
    week.series(jiff::Span::new().days(1)).take(14).find(|d| app.calendar.works(*d)).unwrap_or(week)
}

/// A file; of a photograph, what of it there is.
fn file_row(shell: &Shell, case: &str, read: &Conversation, f: &FileRecord) -> FileRow {
    let href = |blob: BlobId| format!("/console/cases/{case}/files/{blob}");
    let all = || read.files.iter().map(|f| &f.what);
    let given = all().find(|given| f.was_given_as(given));
    // Whoever writes in the thread can call any file an original: only of one that was named before is it said.
    let named = f.is_given() && all().any(|before| before.was_given_as(f));
    let notes: &[&str] = match f {
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
        href: if f.is_held() { String::new() } else { href(f.blob) },
        notes: notes.iter().map(|note| shell.t(note)).collect(),
        sha256: if f.original.is_some() || named { f.as_sent().1.to_owned() } else { String::new() },
        original_href: given.map(|given| href(given.blob)).unwrap_or_default(),
    }
}

/// The page of a case.
pub fn page<'a>(app: &App, shell: &'a Shell, who: &'a Who, view: &View, typed: Typed) -> CasePage<'a> {
    let id = view.case.row.id.to_string();
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let read = &view.read;
    let files = |n: u64| -> Vec<FileRow> {
        let of = read.files.iter().filter(|f| f.what.n == n).map(|f| &f.what);
        of.map(|f| file_row(shell, &id, read, f)).collect()
    };
    let seen = read.desk.as_ref().map_or(0, |(d, _)| d.seen);
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
            fresh: from == From::Reporter && m.what.n > seen,
        }
    });
    let today = app.clock.today();
    let asks = read.proposals.iter().rev().map(|p| {
        let (word, said) = read.word_on(&p.what, today);
        let said = said.map(|d| app.texts.day_on(shell.lang, date(d))).unwrap_or_default();
        AskRow {
            what: p.what.clone(),
            when: day(p.day),
            until: app.texts.day_to(shell.lang, date(p.what.until)),
            word,
            stands: shell.t1(&choice_id("desk-ask", word.word()), "day", &said),
        }
    });
    let mut errors = typed.errors;
    if read.damaged > 0 {
        errors.push(FieldError { field: "thread", text: shell.t("inbox-damaged") });
    }
    CasePage {
        short: short(&id),
        seen: read.card_version.to_string(),
        status: read.card.status,
        filed: day(view.case.row.filed_day),
        due: day(view.case.row.next_due),
        due_state: due_state(read.card.status, view.case.row.next_due, app.clock.today()),
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
        asks: asks.collect(),
        excluded: view.left_out.clone(),
        files: files(0),
        thread: thread.collect(),
        history: read
            .steps
            .iter()
            .rev()
            .map(|s| HistoryRow { status: s.what.to, when: day(s.day), who: s.what.name.clone() })
            .collect(),
        readers: view
            .readers
            .iter()
            .map(|(name, institution, you)| ReaderRow {
                name: name.clone(),
                institution: institution.clone(),
                you: *you,
            })
            .collect(),
        message: typed.fields.get("message").to_owned(),
        next_due: match typed.fields.get("next_due") {
            "" => proposal(app).to_string(),
            typed => typed.to_owned(),
        },
        feedback: typed.fields.get("feedback") == "yes",
        silence: silence(app, shell, view),
        desk: Desk { noted: typed.noted, ..desk::part(app, shell, view, &typed.fields) },
        next_due_min: date(app.clock.today()).to_string(),
        saved: typed.saved,
        conflict: typed.conflict,
        errors,
        shell,
        who,
        id,
    }
}

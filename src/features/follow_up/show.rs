//! A conversation, as its page shows it.

use super::originals::waiting;
use super::pages::faults::{Fault, Said};
use super::pages::{self, AskRow, MessageRow, Next, OfferRow, Readers, Thread};
use super::readers::Reading;
use crate::app::App;
use crate::clock::date;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::sharing::Why;
use crate::texts::{Arg, choice_id};
use crate::vault::consent::Wish;
use crate::vault::epoch::Left;
use crate::vault::thread::{Conversation, Side, WithoutYes};
use crate::web::evidence;
use crate::web::page::Shell;
use crate::web::parts::FileRow;

/// Messages that stand open; earlier ones are a click away.
const OPEN: usize = 3;

/// What stands around the conversation this time.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// What was typed and not sent.
    pub typed: &'a str,
    /// What to put right.
    pub faults: &'a [Fault],
    /// What was just done.
    pub said: Option<Said>,
}

/// The page.
pub fn page<'a>(
    app: &App,
    shell: &'a Shell,
    read: &Conversation,
    reading: &Reading,
    around: Around<'a>,
) -> Thread<'a> {
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let files = |n: u64| -> Vec<FileRow> {
        let of = read.files.iter().filter(|f| f.what.n == n).map(|f| &f.what);
        of.map(|f| evidence::row(shell, f)).collect()
    };
    let messages = read.messages.iter().map(|m| MessageRow {
        from: m.what.from.word(),
        day: day(m.day),
        author: m.what.name.clone(),
        paragraphs: paragraphs(&m.what.text),
        files: files(m.what.n),
        // What ended promises nothing any more.
        next: m.what.next.filter(|_| !read.card.status.is_over()).map(day).unwrap_or_default(),
        meet: m.what.meet,
        feedback: m.what.feedback,
        without_yes: m
            .what
            .without_yes
            .as_ref()
            .map(|w| without_yes(shell, w, &day(m.day)))
            .unwrap_or_default(),
    });
    let margin = read.margin.as_ref().map(|(margin, _)| margin);
    Thread {
        shell,
        status: read.card.status,
        next: next(app, shell, read),
        asks: asks(app, shell, read, reading),
        statement: paragraphs(&read.report.what.answers.statement),
        files: files(0),
        originals: waiting(read).filter_map(|f| pages::originals::row(shell, f)).collect(),
        earlier: read.messages.len().saturating_sub(OPEN),
        messages: messages.collect(),
        typed: around.typed,
        next_reading: promise(app, shell, reading),
        saved: around.said.map(|s| s.say(shell)),
        readers: readers(app, shell, reading, read),
        wishes: wishes(app, shell, read),
        opened: margin.iter().flat_map(|m| m.opened.iter().rev()).map(|d| day(*d)).collect(),
        is_reachable: margin.is_some_and(|m| !m.contact.is_empty()),
        linked: !read.report.what.answers.linked.is_empty(),
        errors: around.faults.iter().map(|f| f.say(shell)).collect(),
    }
}

/// A step taken without a yes: which, whom it goes to, what is done, for which reason, when.
fn without_yes(shell: &Shell, of: &WithoutYes, day: &str) -> Vec<(String, String)> {
    let said = [
        ("without-step", shell.t(&choice_id("step", &of.kind))),
        ("ask-to", of.to.clone()),
        ("ask-what", of.what.clone()),
        ("without-reason", shell.t(&choice_id("override", &of.reason))),
        ("without-day", day.to_owned()),
    ];
    said.into_iter().map(|(label, said)| (shell.t(label), said)).collect()
}

/// Text as paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// The next word that was promised: by the last answer, or by the service where there is none yet.
fn next(app: &App, shell: &Shell, read: &Conversation) -> Next {
    let answered = read.messages.iter().rev().find(|m| m.what.from == Side::Adviser);
    let first = || read.report.day.plus(i64::from(app.pack.duties.promise.acknowledge_within_days));
    let promised = answered.map_or_else(|| Some(first()), |m| m.what.next);
    match promised {
        Some(day) if !read.card.status.is_over() => Next {
            text: match answered {
                Some(_) => shell.t1("thread-next", "day", &app.texts.day(shell.lang, date(day))),
                None => shell.t1("thread-first", "day", &app.texts.day_to(shell.lang, date(day))),
            },
            late: day < app.clock.today(),
        },
        _ => Next::default(),
    }
}

/// Proposed steps, newest first, with where the word on each stands.
fn asks(app: &App, shell: &Shell, read: &Conversation, reading: &Reading) -> Vec<AskRow> {
    let today = app.clock.today();
    let row = |p: &crate::vault::thread::Dated<crate::vault::consent::Proposal>| {
        let (word, said) = read.word_on(&p.what, today);
        let day = |d: Day| app.texts.day(shell.lang, date(d));
        let on = said.map(|d| app.texts.day_on(shell.lang, date(d))).unwrap_or_default();
        let stands = shell.t1(&choice_id("ask-word", word.word()), "day", &on);
        if let Some(reader) = &p.what.reader {
            let askable = reading.askable.contains(&p.what.n);
            let ended = reading.left.iter().any(|l| l.staff == reader.staff && l.n > p.what.n);
            return AskRow {
                n: p.what.n,
                kind: shell.t(&choice_id("step", &p.what.kind)),
                to: format!("{}, {}", p.what.to, shell.t(&choice_id("institution", &reader.institution))),
                duty: app.texts.duty_at_name(shell.lang, &app.pack.duties, &reader.institution),
                day: day(p.day),
                author: p.what.name.clone(),
                what: p.what.what.clone(),
                access: shell.t(if reader.reading { "ask-reader-read" } else { "ask-reader-work" }),
                until: match reader.last {
                    Some(last) => app.texts.day_to(shell.lang, date(last)),
                    None => shell.t("ask-reader-always"),
                },
                stands: match word {
                    Word::Yes if ended => shell.t1("ask-reader-ended", "day", &on),
                    Word::Open | Word::Over if !askable => shell.t("ask-reader-over"),
                    _ => stands,
                },
                waits: word == Word::Open && askable,
                may_agree: word != Word::Yes && askable,
                may_refuse: (word == Word::Open && askable) || (word == Word::Yes && !ended),
                ..AskRow::default()
            };
        }
        AskRow {
            n: p.what.n,
            kind: shell.t(&choice_id("step", &p.what.kind)),
            to: p.what.to.clone(),
            day: day(p.day),
            author: p.what.name.clone(),
            what: p.what.what.clone(),
            learns: p.what.learns.clone(),
            guess: p.what.guess.clone(),
            access: String::new(),
            until: app.texts.day_to(shell.lang, date(p.what.until)),
            stands,
            waits: word == Word::Open,
            may_agree: matches!(word, Word::Open | Word::No | Word::TakenBack) && p.what.until >= today,
            may_refuse: matches!(word, Word::Open | Word::Yes),
            duty: String::new(),
        }
    };
    read.proposals.iter().rev().map(row).collect()
}

/// What its reporter wanted when sending and changed since, oldest first; of what was changed, which one holds.
fn wishes(app: &App, shell: &Shell, read: &Conversation) -> Vec<String> {
    let answers = &read.report.what.answers;
    let say = |d: Day, wish: &Wish, holds: bool| {
        let what = match wish {
            Wish::Count(yes) => shell.t(if *yes { "wish-count" } else { "wish-no-count" }),
            Wish::Path(path) => shell.t(&choice_id("wish-path", path)),
            // It stands beside the proposal.
            Wish::Step { .. } => return None,
        };
        let day = app.texts.day(shell.lang, date(d));
        Some(app.texts.say_with(
            shell.lang,
            if holds { "wish-line-holds" } else { "wish-line" },
            &[("day", Arg::Str(&day)), ("what", Arg::Str(&what))],
        ))
    };
    let path = if answers.path.is_empty() { "confidential" } else { &answers.path };
    let first =
        [Some(Wish::Path(path.to_owned())), answers.is_own().then_some(Wish::Count(answers.count_me))];
    let first = first.into_iter().flatten().map(|w| (read.report.day, w));
    let later = read.wishes.iter().map(|w| (w.day, w.what.wish.clone()));
    let all: Vec<(Day, Wish)> = first.chain(later).collect();
    let kind = |wish: &Wish| std::mem::discriminant(wish);
    let alike = |rest: &[(Day, Wish)], wish: &Wish| rest.iter().any(|(_, other)| kind(other) == kind(wish));
    let one = |(n, (d, w)): (usize, &(Day, Wish))| {
        let (before, after) = (&all[..n], &all[n + 1..]);
        say(*d, w, alike(before, w) && !alike(after, w))
    };
    all.iter().enumerate().filter_map(one).collect()
}

/// By when a message sent now is read; or, where all who read are away then, until when. Nothing where nobody reads: the
/// section on readers says so.
pub fn promise(app: &App, shell: &Shell, reading: &Reading) -> String {
    if reading.now.is_empty() {
        return String::new();
    }
    match app.nobody_until(reading.now.len(), reading.away.iter().map(|(_, first, last)| (*first, *last))) {
        None => shell.t1("thread-reading", "when", &app.texts.until(shell.lang, app.next_reading())),
        Some(last) => shell.t1("reading-away", "day", &app.texts.day_to(shell.lang, date(last))),
    }
}

/// The section on readers.
pub fn readers(app: &App, shell: &Shell, reading: &Reading, read: &Conversation) -> Readers {
    let to = |d: Day| app.texts.day_to(shell.lang, date(d));
    let say = |id: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(n, v)| (*n, Arg::Str(v))).collect();
        app.texts.say_with(shell.lang, id, &args)
    };
    let now = reading.now.iter().map(|(name, until, reading)| {
        let name = if *reading { say("thread-reader-reads", &[("name", name)]) } else { name.clone() };
        match until {
            None => name,
            Some(last) => say("thread-reader-until", &[("name", &name), ("day", &to(*last))]),
        }
    });
    let left = |l: &Left| {
        let on = app.texts.day_on(shell.lang, date(l.day));
        let id = if l.by == l.name && Why::ENDING.contains(&l.why) {
            "thread-left-given-back".to_owned()
        } else {
            choice_id("thread-left", l.why.word())
        };
        say(&id, &[("name", &l.name), ("by", &l.by), ("day", &on)])
    };
    let mut notes: Vec<String> = reading.unopened.then(|| shell.t("thread-unopened")).into_iter().collect();
    notes.extend(reading.left.iter().map(left));
    notes.extend(reading.gone.iter().map(|name| say("thread-reader-gone", &[("name", name)])));
    for (name, first, last) in &reading.away {
        // Who is still here is not "away".
        let id = if *first > app.clock.today() { "thread-reader-away-later" } else { "thread-reader-away" };
        let from = app.texts.day_from(shell.lang, date(*first));
        notes.push(say(id, &[("name", name), ("from", &from), ("to", &to(*last))]));
    }
    for a in &read.agreements {
        notes.push(say(
            "thread-reader-agreed",
            &[("name", &a.what.name), ("day", &app.texts.day_on(shell.lang, date(a.day)))],
        ));
    }
    let offers = reading.offers.iter().map(|o| {
        let institution = shell.t(&choice_id("institution", &o.institution));
        OfferRow {
            id: o.staff.to_string(),
            duty: app.texts.duty_at_name(shell.lang, &app.pack.duties, &o.institution),
            label: match &o.stands_in {
                None if o.outside => {
                    say("thread-offer-outside", &[("name", &o.name), ("institution", &institution)])
                }
                None => say("thread-offer", &[("name", &o.name), ("institution", &institution)]),
                Some(away) => {
                    let day = o.until.map(to).unwrap_or_default();
                    let args = [
                        ("name", o.name.as_str()),
                        ("institution", &institution),
                        ("away", away),
                        ("day", &day),
                    ];
                    say("thread-offer-deputy", &args)
                }
            },
        }
    });
    Readers { now: now.collect(), notes, offers: offers.collect() }
}

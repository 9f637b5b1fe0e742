//! A draft as its pages show it.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::draft::View;
use super::keep;
use super::pages::faults::Fault;
use super::pages::{
    About, Advice, Before, Check, CodePage, Contact, InstitutionChoice, KeptPage, People, Reader, Readers,
    Receipt, Safety, Waiting, What, Words, Young,
};
use super::steps::Step;
use crate::app::App;
use crate::clock::date;
use crate::domain::day::Day;
use crate::texts::{Arg, choice_id};
use crate::web::evidence;
use crate::web::page::{Shell, render};
use crate::web::parts::FileRow;

/// The page of `step`, with faults to be put right.
pub fn step(app: &App, shell: &Shell, view: &View, step: Step, faults: &[Fault]) -> Response {
    let errors = faults.iter().map(|f| f.say(shell)).collect();
    let answers = &view.draft.answers;
    match step {
        Step::About => render(&About { shell, answers, errors }),
        Step::Young => render(&Young { shell }),
        Step::Safety => render(&Safety { shell, answers, errors }),
        Step::Advice => render(&Advice { shell, answers }),
        Step::Contact => render(&Contact { shell, answers, errors }),
        Step::Words => {
            let read = ["lv", "en", "ru"].map(str::to_owned);
            render(&Words { shell, answers, languages: app.texts.languages(shell.lang, &read), errors })
        }
        Step::What => render(&What { shell, answers, errors }),
        Step::People => render(&People { shell, answers, errors }),
        Step::Institution | Step::Readers => {
            let choosing = step == Step::Institution;
            render(&Readers {
                shell,
                answers,
                institutions: institutions(app, shell, view),
                choosing,
                errors,
            })
        }
        Step::Check => render(&Check {
            kept_until: app.texts.day_to(shell.lang, date(keep::last_day(app))),
            shell,
            answers,
            files: files(shell, view),
            will_read: will_read(app, shell, view),
            left_out: left_out(view),
            next_reading: promise(app, shell, "before-reading", nobody_until(app, view)),
            errors,
        }),
    }
}

/// While a report waits to be let in. The header lets a browser ask again without script.
pub fn waiting(shell: &Shell, wait: Duration) -> Response {
    let seconds = wait.as_secs().max(1);
    let mut page = render(&Waiting { shell, seconds: i64::try_from(seconds).unwrap_or(60) });
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    for (name, value) in [("refresh", format!("{seconds}; url=/start")), ("retry-after", seconds.to_string())]
    {
        if let Ok(value) = HeaderValue::from_str(&value) {
            page.headers_mut().insert(name, value);
        }
    }
    page
}

/// The receipt of a draft that was sent or kept, and whether what was typed back fits.
pub fn receipt(app: &App, shell: &Shell, view: &View, fits: Option<bool>) -> Response {
    if keep::is_kept(view) {
        let until = app.texts.day_to(shell.lang, date(keep::last_day(app)));
        return render(&KeptPage { shell, code: &view.draft.receipt, until, fits });
    }
    let next_reading = promise(app, shell, "receipt-when", nobody_until(app, view));
    render(&Receipt { shell, code: &view.draft.receipt, next_reading, fits })
}

/// The access code before anything is sent.
pub fn code(shell: &Shell, view: &View, fits: Option<bool>) -> Response {
    render(&CodePage { shell, code: &view.draft.receipt, fits })
}

/// The sentence `id` with the time by which a report sent now is read; or, where nobody can promise that, until when.
pub fn promise(app: &App, shell: &Shell, id: &str, away: Option<Day>) -> String {
    match away {
        None => shell.t1(id, "when", &app.texts.until(shell.lang, app.next_reading())),
        Some(last) => shell.t1("reading-away", "day", &app.texts.day_to(shell.lang, date(last))),
    }
}

/// What is told before the first question, duties from their records.
pub fn before(app: &App, shell: &Shell, next_reading: String) -> Response {
    let records = app.institutions.iter().filter_map(|code| app.pack.duties.of(code));
    let duties =
        records.map(|d| (shell.t(&choice_id("institution", &d.institution)), app.texts.duty(shell.lang, d)));
    let promised_days = i64::from(app.pack.duties.promise.acknowledge_within_days);
    let duties_of_all = app.texts.duties_of_all(shell.lang, &app.pack.duties);
    render(&Before { shell, next_reading, promised_days, duties: duties.collect(), duties_of_all })
}

/// Until when, at least, all who will read it are away, where that is so on the day of the next reading.
pub fn nobody_until(app: &App, view: &View) -> Option<Day> {
    let readers = view.readers();
    let away = view.away.iter().filter(|(staff, _, _)| readers.iter().any(|r| r.staff == *staff));
    app.nobody_until(readers.len(), away.map(|(_, first, last)| (*first, *last)))
}

fn files(shell: &Shell, view: &View) -> Vec<FileRow> {
    view.draft.files.iter().map(|f| evidence::row(shell, f)).collect()
}

fn institutions(app: &App, shell: &Shell, view: &View) -> Vec<InstitutionChoice> {
    let choice = |code: &String| {
        let (mut readers, mut later) = (Vec::new(), Vec::new());
        for adviser in view.roster.advisers() {
            let at = if adviser.institution == *code || adviser.outside { &mut readers } else { &mut later };
            at.push(reader(app, shell, view, adviser, code));
        }
        readers.sort_by_key(|r| (r.outside, r.name.clone()));
        later.sort_by_key(|r| r.name.clone());
        InstitutionChoice { code: code.clone(), readers, later }
    };
    app.institutions.iter().map(choice).collect()
}

fn reader(
    app: &App,
    shell: &Shell,
    view: &View,
    key: &crate::vault::roster::StaffKey,
    institution: &str,
) -> Reader {
    let away = view.away.iter().find(|(staff, _, _)| *staff == key.staff).map(|(_, first, last)| {
        let id = if *first > app.clock.today() { "readers-away-later" } else { "readers-away" };
        let (from, to) =
            (app.texts.day_from(shell.lang, date(*first)), app.texts.day_to(shell.lang, date(*last)));
        app.texts.say_with(shell.lang, id, &[("from", Arg::Str(&from)), ("to", Arg::Str(&to))])
    });
    let passing = view.busy.passing.contains(&key.staff).then(|| shell.t("readers-passing"));
    let absent: Vec<String> = away.into_iter().chain(passing).collect();
    Reader {
        person: key.person.to_string(),
        name: key.name.clone(),
        role_text: shell.t(&choice_id("institution", &key.institution)),
        outside: key.institution != institution,
        away: absent.join(" "),
        duty: app.texts.duty_at_name(shell.lang, &app.pack.duties, &key.institution),
    }
}

fn will_read(app: &App, shell: &Shell, view: &View) -> Vec<Reader> {
    let institution = &view.draft.answers.institution;
    view.readers().into_iter().map(|a| reader(app, shell, view, a, institution)).collect()
}

fn left_out(view: &View) -> Vec<String> {
    let answers = &view.draft.answers;
    let named = answers
        .excluded
        .iter()
        .filter_map(|p| view.roster.advisers().find(|a| a.person.to_string() == *p).map(|a| a.name.clone()));
    named.chain(Some(answers.excluded_text.trim().to_owned()).filter(|t| !t.is_empty())).collect()
}

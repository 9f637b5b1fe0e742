//! Ready-made texts of the country pack, in the language of the one who reads the answer.

use jiff::civil::Date;

use super::pages::ReadyRow;
use crate::app::App;
use crate::clock::date;
use crate::texts::Lang;

/// The date of the next word: the one that was typed, if it can be promised; else a week from now, on a working day.
pub fn next(app: &App, typed: &str) -> Date {
    let today = date(app.clock.today());
    let typed = typed.parse::<Date>().ok().filter(|d| *d >= today);
    let week = date(app.clock.today().plus(7));
    let proposed = || week.series(jiff::Span::new().days(1)).take(14).find(|d| app.calendar.works(*d));
    typed.or_else(proposed).unwrap_or(week)
}

/// The language of a report's pages; that of the house where the pack does not offer it any more.
fn language(app: &App, code: &str) -> Lang {
    app.texts.lang_or_first(code)
}

/// Every text for a report in language `code`, titled for an adviser who reads `own`.
pub fn all(app: &App, own: Lang, code: &str, next: Date) -> Vec<ReadyRow> {
    let theirs = language(app, code);
    let day = app.texts.day_on(theirs, next);
    let both =
        app.pack.answers.of(own).iter().filter_map(|a| Some((a, app.pack.answers.one(theirs, &a.key)?)));
    both.map(|(own, theirs)| ReadyRow {
        key: own.key.clone(),
        title: own.title.clone(),
        text: theirs.with(&day),
    })
    .collect()
}

/// What was typed with text `key` below it; unchanged where there is no such text.
pub fn put_in(app: &App, code: &str, key: &str, typed: &str, next: Date) -> String {
    let theirs = language(app, code);
    let Some(answer) = app.pack.answers.one(theirs, key) else { return typed.to_owned() };
    let text = answer.with(&app.texts.day_on(theirs, next));
    let typed = typed.trim_end();
    if typed.is_empty() { text } else { format!("{typed}\n\n{text}") }
}

/// Whether an answer still names the day that was set into it, and another one is promised.
pub fn names_another(app: &App, code: &str, text: &str, named: &str, next: Date) -> bool {
    let theirs = language(app, code);
    let says = |day: Date| text.contains(&app.texts.day_on(theirs, day));
    named.parse().is_ok_and(|named: Date| named != next && says(named) && !says(next))
}

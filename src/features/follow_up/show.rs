//! Who reads a conversation, as its page shows it.

use super::pages::{OfferRow, Readers};
use super::readers::Reading;
use crate::app::App;
use crate::clock::date;
use crate::domain::day::Day;
use crate::texts::{Arg, choice_id};
use crate::vault::thread::Conversation;
use crate::web::page::Shell;

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
    let now = reading.now.iter().map(|(name, until)| match until {
        None => name.clone(),
        Some(last) => say("thread-reader-until", &[("name", name), ("day", &to(*last))]),
    });
    let mut notes: Vec<String> =
        reading.gone.iter().map(|name| say("thread-reader-gone", &[("name", name)])).collect();
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
            label: match &o.stands_in {
                None => say("thread-offer", &[("name", &o.name), ("institution", &institution)]),
                Some((away, last)) => {
                    let day = to(*last);
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

//! Who reads a conversation, as its page shows it.

use super::pages::{OfferRow, Readers};
use super::readers::Reading;
use crate::app::App;
use crate::clock::date;
use crate::domain::day::Day;
use crate::texts::{Arg, choice_id};
use crate::vault::thread::Conversation;
use crate::web::page::Shell;

/// The section on readers.
pub fn readers(app: &App, shell: &Shell, reading: &Reading, read: &Conversation) -> Readers {
    let day = |d: Day| app.texts.day(shell.lang, date(d));
    let say = |id: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(n, v)| (*n, Arg::Str(v))).collect();
        app.texts.say_with(shell.lang, id, &args)
    };
    let now = reading.now.iter().map(|(name, until)| match until {
        None => name.clone(),
        Some(last) => say("thread-reader-until", &[("name", name), ("day", &day(*last))]),
    });
    let mut notes: Vec<String> =
        reading.gone.iter().map(|name| say("thread-reader-gone", &[("name", name)])).collect();
    for (name, first, last) in &reading.away {
        notes.push(say("thread-reader-away", &[("name", name), ("from", &day(*first)), ("to", &day(*last))]));
    }
    for a in &read.agreements {
        notes.push(say("thread-reader-agreed", &[("name", &a.what.name), ("day", &day(a.day))]));
    }
    let offers = reading.offers.iter().map(|o| {
        let institution = shell.t(&choice_id("institution", &o.institution));
        OfferRow {
            id: o.staff.to_string(),
            label: match &o.stands_in {
                None => say("thread-offer", &[("name", &o.name), ("institution", &institution)]),
                Some((away, last)) => {
                    let day = day(*last);
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

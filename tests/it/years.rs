//! Two years in a minute: the clock is moved day by day. Every reminder comes once, on its day, and none is lost: the mail
//! of every morning with two workers, and the days on which cases come up.

mod cases;
mod post;

use balss::clock::{date, day};
use balss::config::Config;
use balss::domain::day::Day;
use balss::worker;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use libtest_mimic::Trial;

use crate::state::Place;
use crate::support::services::trial;
use crate::support::shelf::{Engine, on_both, quick_folder, run};
use post::Post;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("years", "every_notice_comes_once_with_two_workers", notices);
    all.extend(on_both("years", "every_case_comes_up_on_its_days_and_not_again", cases::two_years));
    all.push(trial("years::the_first_answer_is_promised_for_the_next_working_day", &[], working_days));
    all
}

const DAYS: i64 = 730;

/// The second of a local time.
fn at(when: DateTime) -> i64 {
    let zone = TimeZone::get("Europe/Riga").expect("a zone");
    zone.to_timestamp(when).expect("a moment").as_second()
}

fn notices(engine: Engine) {
    let place = Place { folder: quick_folder(), ..Place::new(engine) };
    if let Some(database) = &place.database {
        database.hurry();
    }
    place.start().stop();
    let advisers = {
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config/demo/staff.toml"));
        text.expect("a file").matches("role = \"adviser\"").count()
    };
    run(async move {
        let post = Post::open().await;
        let text = std::fs::read_to_string(place.config()).expect("a configuration");
        let (rest, _) = text.split_once("[mail.server]").expect("a mail server");
        let text = format!(
            "{rest}[mail.server]\nurl = \"smtp://{}\"\nfrom = \"balss@example.lv\"\nstarttls = \"none\"\n",
            post.addr
        );
        let mut both = Vec::new();
        for _ in 0..2 {
            let config = Config::parse(&text).expect("a configuration");
            both.push(balss::app::App::start(config).await.expect("the same installation"));
        }
        let first = both[0].clock.today().plus(1);
        let (mut mails, mut rounds) = (0, 0);
        for n in 0..DAYS {
            let on = date(first.plus(n));
            let mut came: Vec<(String, String)> = Vec::new();
            // Now and then somebody looks before the hour.
            let early = (n % 30 == 0).then_some((7, 59));
            for (hour, minute) in early.into_iter().chain([(8, 0), (20, 0)]) {
                for app in &both {
                    app.clock.stand_at(at(on.at(hour, minute, 0, 0)));
                }
                tokio::join!(worker::round(&both[0]), worker::round(&both[1]));
                rounds += 2;
                let now = post.taken();
                assert!(hour > 7 || now.is_empty(), "{on}: before its hour: {now:?}");
                came.extend(now);
            }
            let whom: std::collections::BTreeSet<&String> = came.iter().map(|(to, _)| to).collect();
            assert_eq!((came.len(), whom.len()), (advisers, advisers), "{on}: {came:?}");
            // It tells nothing of the day but the day.
            let sizes: std::collections::BTreeSet<usize> =
                came.iter().map(|(_, mail)| body(mail).len()).collect();
            assert_eq!(sizes.len(), 1, "{on}: {sizes:?}");
            mails += came.len();
        }
        println!("  {engine}: {DAYS} days, {rounds} rounds of two workers, {mails} mails, each once");
        for app in both {
            app.store.close().await;
        }
    });
}

fn body(mail: &str) -> &str {
    mail.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// What is sent on a day is read by the end of the next working day, and no working day lies between.
fn working_days() {
    run(async {
        let world = crate::tamper::world::World::build(Engine::Sqlite).await;
        let calendar = &world.app.calendar;
        let (mut on, end) = (Date::constant(2026, 1, 1), Date::constant(2027, 12, 30));
        let mut days = 0;
        while on <= end {
            let by = calendar.next_reading(on.at(23, 59, 0, 0)).date();
            assert!(by > on && calendar.works(by), "{on}: {by}");
            let between = (day(on).0 + 1..day(by).0).map(|n| date(Day(n)));
            assert!(between.into_iter().all(|free| !calendar.works(free)), "{on}: {by}");
            (on, days) = (on.tomorrow().expect("a day"), days + 1);
        }
        assert_eq!(days, DAYS - 1);
        // Easter, the days around Midsummer, Christmas to the new year.
        for (told, by) in [
            ((2026, 4, 2), (2026, 4, 7)),
            ((2026, 6, 22), (2026, 6, 25)),
            ((2026, 12, 23), (2026, 12, 28)),
            ((2026, 12, 30), (2027, 1, 4)),
            ((2027, 3, 25), (2027, 3, 30)),
        ] {
            let of = |(y, m, d)| Date::constant(y, m, d);
            assert_eq!(calendar.next_reading(of(told).at(10, 0, 0, 0)).date(), of(by), "{told:?}");
        }
    });
}

//! Many clients that file as fast as they can while people write (threat A9).
//!
//! ```text
//! tests/run flood                       a small flood
//! BALSS_TEST_LOAD=1 tests/run flood     200 clients for a minute, from one address and from many; then 200 people
//!                                       behind one address in ten minutes; with figures on standard output
//! ```
//! The server does not look at addresses, so honest people behind the flood's own address fare like all others.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use balss::app::{App, DRAFT_SECONDS, Shared};
use balss::config::Config;
use balss::web::server::{self, Limits};
use libtest_mimic::Trial;
use tokio::net::TcpListener;

use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::http::{Answer, Client};
use crate::support::reporter::{Reporter, Told, filled, receipt_of, set};
use crate::support::server::{Demo, Options, resident};
use crate::support::services::trial;
use crate::support::shelf::{Engine, run};
use crate::support::unique;

/// The process may grow by this much: drafts are rows, not memory.
const GROWTH_MIB: u64 = 256;
/// Nobody waits longer than this for a receipt.
const PATIENCE: Duration = Duration::from_mins(10);

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial("flood::what_is_not_stored_takes_nobodys_room", &[], nothing_stored),
        trial("flood::who_stays_on_the_last_page_is_still_there", &[], still_there),
    ];
    if std::env::var_os("BALSS_TEST_LOAD").is_some() {
        let whole = Duration::from_mins(1);
        trials.push(trial("flood::people_finish_behind_one_address", &[], move || flood(200, whole, false)));
        trials.push(trial("flood::people_finish_among_many_addresses", &[], move || flood(200, whole, true)));
        trials.push(trial("flood::a_barracks_of_people_finishes", &[], barracks));
    } else {
        trials.push(trial("flood::people_finish_while_a_flood_files", &[], || {
            flood(12, Duration::from_secs(8), false);
        }));
    }
    trials
}

#[derive(Default)]
struct Seen {
    begun: AtomicUsize,
    filed: AtomicUsize,
    waiting: AtomicUsize,
    broken: AtomicUsize,
    over: AtomicBool,
}

fn flood(clients: u8, lasts: Duration, many_addresses: bool) {
    let demo = Demo::start(&Options { limited: true, ..Options::default() });
    let (memory, disk) = (resident(&demo), bytes_under(&demo.data));
    let seen = Arc::new(Seen::default());
    let begun = Instant::now();
    let crowd: Vec<_> = (0..clients)
        .map(|n| {
            let from = many_addresses.then(|| IpAddr::V4(Ipv4Addr::new(127, 0, 1, n)));
            let (seen, visitor) = (seen.clone(), at(&demo, from));
            std::thread::spawn(move || {
                while !seen.over.load(Ordering::Relaxed) {
                    machine(visitor.clone(), n, &seen);
                }
            })
        })
        .collect();
    let people: Vec<_> = (0..5)
        .map(|_| {
            let visitor = at(&demo, None);
            let words = unique("written in the middle of a flood ");
            // Reading and writing take a person longer than a minute.
            std::thread::spawn(move || (person(visitor, &words, Duration::from_secs(14)), words))
        })
        .collect();
    std::thread::sleep(lasts);
    // On a busy machine it takes longer until it is a flood.
    while seen.waiting.load(Ordering::Relaxed) < 20 && begun.elapsed() < Duration::from_mins(3) {
        std::thread::sleep(Duration::from_millis(200));
    }
    seen.over.store(true, Ordering::Relaxed);
    for one in crowd {
        one.join().expect("a client of the flood");
    }
    let flooded = begun.elapsed();
    let peak = resident(&demo);
    let finished: Vec<_> = people.into_iter().map(|p| p.join().expect("a person")).collect();
    let grown = peak.saturating_sub(memory);
    let disk = bytes_under(&demo.data) - disk;
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    for ((receipt, took, waits), words) in &finished {
        Reporter::new(demo.visitor("lv")).return_with(receipt);
        println!("  a person: {:.0} s, of which asked again {waits} times", took.as_secs_f64());
        assert!(*took < PATIENCE, "{took:?}");
        adviser.find(words);
    }
    let count = |n: &AtomicUsize| n.load(Ordering::Relaxed);
    println!(
        "{clients} clients for {:.0} s: {} drafts begun, {} reports filed, {} times told to wait, {} broke off; \
         memory {memory} MiB + {grown}, disk + {} MiB",
        flooded.as_secs_f64(),
        count(&seen.begun),
        count(&seen.filed),
        count(&seen.waiting),
        count(&seen.broken),
        disk >> 20,
    );
    assert!(count(&seen.filed) <= 160, "fresh drafts have a bucket of their own");
    assert!(count(&seen.waiting) > 0, "it was a flood");
    assert!(grown < GROWTH_MIB, "grown by {grown} MiB");
}

/// A server in this process with room for this much text in drafts; what `people` do there.
fn served(draft_bytes: u64, people: impl FnOnce(Shared, SocketAddr) + Send + 'static) {
    let place = Place::new(Engine::Sqlite);
    drop(place.start());
    let mut config = Config::load(Path::new(&place.config())).expect("a configuration");
    config.admission.draft_bytes = draft_bytes;
    run(async move {
        let app = App::start(config).await.expect("an installation");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr = listener.local_addr().expect("an address");
        let router = balss::routes::router(app.clone());
        let server = tokio::spawn(server::serve(listener, router, Limits::default(), std::future::pending()));
        tokio::task::spawn_blocking(move || people(app, addr)).await.expect("people");
        server.abort();
    });
}

/// Pages of words under cookies that have no draft, and what is sent beside the fields of a page.
fn nothing_stored() {
    served(200_000, |_, addr| {
        for n in 0..10 {
            let mut nobody = Client::new(addr, "lv");
            let page = nobody.get("/start").expect("an answer").page();
            let csrf = page.step_form().expect("a form").defaults().remove(0);
            let words = "x".repeat(50_000);
            let sent = [("step", "words"), ("go", "next"), ("statement", &*words), ("junk", &*words)];
            let mut fields = vec![csrf];
            fields.extend(sent.map(|(n, v)| (n.to_owned(), v.to_owned())));
            assert_eq!(nobody.post("/start", &fields).expect("an answer").status, 410, "{n}");
        }
        let told = Told::words(&"y".repeat(50_000));
        let mut reporter = Reporter::new(Client::new(addr, "lv"));
        reporter.walk_to(&told, "check").expect("there is room");
        assert!(reporter.file(&told).is_ok());
    });
}

/// Somebody who stays on the last page, where files are added and the time can be extended.
fn still_there() {
    served(1 << 20, |app, addr| {
        let mut reporter = Reporter::new(Client::new(addr, "lv"));
        let page = reporter.walk_to(&Told::words("slow"), "check").expect("the last page");
        let then = app.clock.now();
        std::thread::sleep(Duration::from_millis(2_100));
        let form = page.step_form().expect("a form");
        let mut fields = form.defaults();
        set(&mut fields, "go", "stay");
        assert_eq!(reporter.client.submit(&form, &fields, &[]).expect("an answer").status, 200);
        assert!(app.drafts.expired(then + DRAFT_SECONDS + 1, 10).is_empty(), "two hours from the last page");
    });
}

/// Two hundred people behind one address within ten minutes.
fn barracks() {
    let demo = Demo::start(&Options { limited: true, ..Options::default() });
    let begun = Instant::now();
    let people: Vec<_> = (0..200_u64)
        .map(|n| {
            let visitor = at(&demo, None);
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(n * 2_400));
                person(visitor, &unique("one of two hundred "), Duration::from_secs(12)).1
            })
        })
        .collect();
    let mut times: Vec<Duration> = people.into_iter().map(|p| p.join().expect("a person")).collect();
    times.sort_unstable();
    println!(
        "200 people in {:.0} s: median {:.0} s, longest {:.0} s",
        begun.elapsed().as_secs_f64(),
        times[100].as_secs_f64(),
        times[199].as_secs_f64()
    );
    assert!(begun.elapsed() < Duration::from_mins(11), "{:?}", begun.elapsed());
}

fn at(demo: &Demo, from: Option<IpAddr>) -> Client {
    Client { from, ..demo.visitor("lv") }
}

/// One walk through the form without a pause, and without waiting for what does not go at once.
fn machine(mut visitor: Client, n: u8, seen: &Seen) {
    let told = Told::words(&"x".repeat(if n.is_multiple_of(4) { 60_000 } else { 300 }));
    let Ok(mut answer) = visitor.get("/start") else {
        seen.broken.fetch_add(1, Ordering::Relaxed);
        return;
    };
    seen.begun.fetch_add(1, Ordering::Relaxed);
    for _ in 0..12 {
        if seen.over.load(Ordering::Relaxed) {
            return;
        }
        if receipt_of(&answer.page()).is_some() {
            seen.filed.fetch_add(1, Ordering::Relaxed);
            return;
        }
        if answer.status == 429 {
            seen.waiting.fetch_add(1, Ordering::Relaxed);
            return;
        }
        let next =
            answer.page().step_form().map(|form| visitor.submit(&form, &filled(&form, &told, false), &[]));
        let Some(Ok(next)) = next else { break };
        answer = next;
    }
    seen.broken.fetch_add(1, Ordering::Relaxed);
}

/// Somebody who takes `pause` for each page and does what the pages say: the receipt, the time, and how often it was
/// asked again.
fn person(mut visitor: Client, words: &str, pause: Duration) -> (String, Duration, u32) {
    let told = Told::words(words);
    let begun = Instant::now();
    let mut waits = 0;
    let mut answer = patient(&mut visitor, |v| v.get("/start"));
    while begun.elapsed() < PATIENCE {
        let page = answer.page();
        if let Some(receipt) = receipt_of(&page) {
            return (receipt, begun.elapsed(), waits);
        }
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {} {}", answer.status, page.text()));
        if answer.status == 429 {
            waits += 1;
            let wait = answer.header("retry-after").and_then(|s| s.parse().ok()).unwrap_or(5);
            std::thread::sleep(Duration::from_secs(wait));
            answer = match answer.header("refresh") {
                // What a browser does by itself.
                Some(_) => patient(&mut visitor, |v| v.get("/start")),
                None => patient(&mut visitor, |v| v.submit(&form, &form.defaults(), &[])),
            };
            continue;
        }
        std::thread::sleep(pause);
        answer = patient(&mut visitor, |v| v.submit(&form, &filled(&form, &told, false), &[]));
    }
    panic!("not finished in time: {}", answer.page().text());
}

/// A browser tries again when a connection fails.
fn patient(visitor: &mut Client, mut ask: impl FnMut(&mut Client) -> std::io::Result<Answer>) -> Answer {
    for _ in 0..20 {
        match ask(visitor) {
            Ok(answer) => return answer,
            Err(_) => std::thread::sleep(Duration::from_secs(2)),
        }
    }
    panic!("the server does not answer");
}

fn bytes_under(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    entries
        .map(|e| match e.metadata() {
            Ok(m) if m.is_dir() => bytes_under(&e.path()),
            Ok(m) => m.len(),
            Err(_) => 0,
        })
        .sum()
}

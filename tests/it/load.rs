//! A flood of wrong sign-ins and receipts while advisers work (threat A9).
//!
//! ```text
//! tests/run load                       a small flood: who gets in, who is turned away, memory
//! BALSS_TEST_LOAD=1 tests/run load     10,000 attempts by 50 clients, with figures on standard output
//! ```
//! The clients of the flood are as unpleasant as is cheap for them: they know names, never wait for an answer longer
//! than a moment, and come again at once. No figure is asserted in either form but the ones people must be able to rely
//! on: known devices get in, nobody is locked out, memory is bounded.

use std::io::Read as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use balss::domain::receipt::{RANDOM, Receipt};
use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::http::{Body, Client};
use crate::support::reporter::{press, set};
use crate::support::server::{Demo, Options, Staff, resident};
use crate::support::services::trial;
use crate::support::totp;

/// How long a client of the flood waits for an answer.
const MOMENT: Duration = Duration::from_millis(500);
/// The process may grow by this much: two lanes of 64 MiB at work, the connections, and some air.
const GROWTH_MIB: u64 = 256;

pub fn trials() -> Vec<Trial> {
    let whole = std::env::var_os("BALSS_TEST_LOAD").is_some();
    let (clients, attempts) = if whole { (50, 10_000) } else { (12, 240) };
    vec![trial("load::a_flood_of_strangers_keeps_no_known_device_out", &[], move || {
        flood(clients, attempts, whole);
    })]
}

/// What the flood was told.
#[derive(Default)]
struct Told {
    wrong: AtomicUsize,
    busy: AtomicUsize,
    /// Broke off before there was an answer.
    left: AtomicUsize,
    other: Mutex<Vec<String>>,
}

fn flood(clients: usize, attempts: usize, whole: bool) {
    let demo = Demo::start(&Options { cases: 12, limited: true, ..Options::default() });
    let (working, known, stranger) = demo.advisers();
    let fourth = demo.with_role("adviser")[3].clone();
    let mut worker = Adviser::sign_in_anew(&demo, working);
    let case = worker.inbox().first().cloned().expect("a case");
    let paths = ["/console".to_owned(), format!("/console/cases/{case}")];
    // They have signed in before; of that only the device's cookie is left.
    let devices = [known, &fourth].map(|who| {
        let mut client = Adviser::sign_in_anew(&demo, who).client;
        client.cookies.retain(|name, _| name == "device");
        (who.clone(), client)
    });

    let (own, patient) = nice_values(&demo);
    assert_eq!(patient, [own + 10, own + 10].map(|n| n.min(19)), "strangers step back, in the sandbox too");
    let quiet = pages(&mut worker, &paths, if whole { 300 } else { 20 });
    let memory = resident(&demo);
    let (told, left) = (Arc::new(Told::default()), Arc::new(AtomicUsize::new(attempts)));
    let names: Vec<String> = demo.staff.iter().map(|s| s.username.clone()).collect();
    let begun = Instant::now();
    let crowd: Vec<_> = (0..clients)
        .map(|n| {
            let (told, left, names, client) = (told.clone(), left.clone(), names.clone(), demo.visitor("en"));
            std::thread::spawn(move || stranger_at_the_door(n, client, &names, &left, &told))
        })
        .collect();
    let running = || left.load(Ordering::Relaxed) > 0;

    // One adviser works, two sign in from their own browsers, one from a browser that nobody has seen before.
    let mut busy_pages = Vec::new();
    let mut entered = Vec::new();
    for (who, mut client) in devices {
        busy_pages.extend(pages(&mut worker, &paths, if whole { 100 } else { 10 }));
        let code = totp::code(who.totp_secret.as_deref().expect("a second factor"));
        let from = Instant::now();
        assert!(enter(&mut client, &who, &code), "from a known device, at the first attempt");
        entered.push(from.elapsed());
    }
    let flooded = running();
    let from = Instant::now();
    let mut tries = 0;
    let mut newcomer = demo.visitor("en");
    let mut code = (totp::code(stranger.totp_secret.as_deref().expect("a second factor")), Instant::now());
    loop {
        tries += 1;
        // A code that was not looked at is not used up.
        if code.1.elapsed() > Duration::from_secs(25) {
            code = (totp::code(stranger.totp_secret.as_deref().expect("a second factor")), Instant::now());
        }
        if enter(&mut newcomer, stranger, &code.0) {
            break;
        }
        assert!(tries < 300, "a newcomer has a chance while others try with the same name");
    }
    let newcomers = (from.elapsed(), tries, running());
    while whole && running() {
        busy_pages.extend(pages(&mut worker, &paths, 20));
    }
    for one in crowd {
        one.join().expect("a client of the flood");
    }
    let lasted = begun.elapsed();
    let grown = resident(&demo).saturating_sub(memory);

    let said = told.other.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(said.is_empty(), "neither refused nor turned away: {said:?}");
    assert!(flooded, "the flood lasted while known devices signed in");
    assert!(grown < GROWTH_MIB, "grown by {grown} MiB");
    let count = |n: &AtomicUsize| n.load(Ordering::Relaxed);
    assert!(count(&told.left) + count(&told.busy) > 0, "it was a flood: not all were served");
    // Nobody is locked out: names that the flood used sign in from elsewhere as soon as it is over.
    assert!(!Adviser::sign_in_anew(&demo, working).inbox().is_empty());
    if whole {
        println!("{attempts} attempts by {clients} clients in {:.1} s", lasted.as_secs_f64());
        println!(
            "  wrong {}, busy {}, broke off {}",
            count(&told.wrong),
            count(&told.busy),
            count(&told.left)
        );
        println!(
            "  pages, median: {:.1} ms before, {:.1} ms during (p95 {:.1} -> {:.1}, {} pages)",
            share(&quiet, 0.5),
            share(&busy_pages, 0.5),
            share(&quiet, 0.95),
            share(&busy_pages, 0.95),
            busy_pages.len()
        );
        println!("  sign-in from a known device: {entered:.2?}");
        println!("  sign-in from an unknown browser: {newcomers:.2?} (time, tries, flood still on)");
        println!("  memory: {memory} MiB before, grown by {grown} MiB");
    }
}

/// Attempts until none are left: two of three at the door of staff, one at that of reporters.
fn stranger_at_the_door(n: usize, mut client: Client, names: &[String], left: &AtomicUsize, told: &Told) {
    let door = |client: &mut Client, path: &str, field: &str| {
        let page = client.get(path).expect("an answer").page();
        page.form_with(field).expect("the form").defaults()
    };
    let sign_in = door(&mut client, "/sign-in", "username");
    let back = door(&mut client, "/return", "receipt");
    let take = || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok();
    let mut round = n;
    while take() {
        round += 1;
        let (path, mut fields) =
            if round.is_multiple_of(3) { ("/return", back.clone()) } else { ("/sign-in", sign_in.clone()) };
        for (name, value) in &mut fields {
            match name.as_str() {
                "receipt" => {
                    let mut random = [7; RANDOM];
                    random[..8].copy_from_slice(&(round * 64 + n).to_be_bytes());
                    *value = Receipt::from_random(&random).groups();
                }
                // Names that exist and names that do not.
                "username" if round.is_multiple_of(2) => value.clone_from(&names[round % names.len()]),
                "username" => *value = format!("nobody{}", round % 1000),
                "passphrase" => *value = format!("guess number {round}"),
                _ => {}
            }
        }
        match knock(&client, path, fields) {
            Some(422) => &told.wrong,
            Some(429) => &told.busy,
            None => &told.left,
            Some(status) => {
                told.other.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{path}: {status}"));
                continue;
            }
        }
        .fetch_add(1, Ordering::Relaxed);
    }
}

/// The status of the answer, if it comes within a moment.
fn knock(client: &Client, path: &str, fields: Vec<(String, String)>) -> Option<u16> {
    let mut stream = client.send("POST", path, &[], &Body::Form(fields)).ok()?;
    stream.set_read_timeout(Some(MOMENT)).ok()?;
    let mut head = [0; 12];
    stream.read_exact(&mut head).ok()?;
    std::str::from_utf8(&head[9..]).ok()?.parse().ok()
}

/// Whether somebody got in; a wrong passphrase is not among the reasons why not.
fn enter(client: &mut Client, who: &Staff, code: &str) -> bool {
    let form = client.get("/sign-in").expect("an answer").page().form_with("username").expect("the form");
    let mut fields = form.defaults();
    set(&mut fields, "username", &who.username);
    set(&mut fields, "passphrase", &who.passphrase);
    set(&mut fields, "code", code);
    press(&mut fields, form.buttons().next());
    let answer = client.submit(&form, &fields, &[]).expect("an answer");
    assert!([200, 429].contains(&answer.status), "{}: {}", answer.status, answer.page().text());
    answer.status == 200
}

/// Milliseconds of each page.
fn pages(adviser: &mut Adviser, paths: &[String], n: usize) -> Vec<f64> {
    let one = |n: usize| {
        let from = Instant::now();
        adviser.page(&paths[n % paths.len()]);
        from.elapsed().as_secs_f64() * 1e3
    };
    (0..n).map(one).collect()
}

fn share(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut at = 0;
    while at + 1 < sorted.len()
        && f64::from(u32::try_from(at + 1).unwrap_or(0))
            < share * f64::from(u32::try_from(sorted.len()).unwrap_or(0))
    {
        at += 1;
    }
    sorted.get(at).copied().unwrap_or_default()
}

/// The nice value of the server, whatever it was started under, and that of each thread which works for strangers.
fn nice_values(demo: &Demo) -> (i32, Vec<i32>) {
    let task = format!("/proc/{}/task", demo.pid());
    let tasks = std::fs::read_dir(&task).expect("/proc");
    let stats = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("stat")).ok());
    let patient = stats.filter(|stat| stat.contains("(argon2-patient) ")).map(|stat| nice(&stat)).collect();
    let first = std::fs::read_to_string(format!("{task}/{}/stat", demo.pid())).expect("the first thread");
    (nice(&first), patient)
}

/// proc(5), field 19 of stat; the second, a name, ends in the last bracket.
fn nice(stat: &str) -> i32 {
    let (_, rest) = stat.rsplit_once(") ").expect("a name");
    rest.split(' ').nth(16).expect("19 fields").parse().expect("a number")
}

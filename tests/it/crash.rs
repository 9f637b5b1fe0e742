//! Many file at once while the server is killed again and again: a receipt that was shown always opens its case.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::database::Database;
use crate::support::http::Client;
use crate::support::reporter::{Reporter, Told, Trouble};
use crate::support::server::{Demo, Options};
use crate::support::services::{Need, trial};
use crate::support::unique;

/// Clients that file at the same time.
const CLIENTS: usize = 8;
/// How long one report may take while servers die, in wall-clock time.
const PATIENCE: Duration = Duration::from_mins(3);

pub fn trials() -> Vec<Trial> {
    vec![
        trial("crash::every_receipt_shown_opens_its_case_on_sqlite", &[], || killed_while_filing(None)),
        trial("crash::every_receipt_shown_opens_its_case_on_postgres", &[Need::Postgres], || {
            killed_while_filing(Some(&Database::create()));
        }),
    ]
}

/// Reports to file: more of them (500) by `BALSS_TEST_REPORTS`.
fn reports() -> usize {
    std::env::var("BALSS_TEST_REPORTS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

fn killed_while_filing(database: Option<&Database>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let start = |listen: &str| {
        Demo::start(&Options {
            listen: listen.to_owned(),
            data: Some(folder.path().join("data")),
            database: database.map(|d| d.url.clone()),
            ..Options::default()
        })
    };
    let mut demo = start("127.0.0.1:0");
    let addr = demo.addr;
    let (left, done) = (AtomicUsize::new(reports()), AtomicUsize::new(0));
    let all_filed = AtomicBool::new(false);

    let receipts: Vec<(String, String)> = std::thread::scope(|scope| {
        let clients: Vec<_> =
            (0..CLIENTS).map(|_| scope.spawn(|| file_until_none_left(addr, &left, &done))).collect();
        let (start, done, all_filed) = (&start, &done, &all_filed);
        let killer = scope.spawn(move || {
            let mut kills = 0;
            while kills < 3 && !all_filed.load(Ordering::Relaxed) {
                // each time once some more reports are in, at a moment that nobody chose
                let mark = reports() * (kills + 1) / 5;
                let moment = Duration::from_millis(random(400));
                while done.load(Ordering::Relaxed) < mark && !all_filed.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(5));
                }
                std::thread::sleep(moment);
                demo.kill9();
                demo = start(&addr.to_string());
                kills += 1;
            }
            (demo, kills)
        });
        let receipts: Vec<_> =
            clients.into_iter().flat_map(|c| c.join().expect("a client that was refused")).collect();
        all_filed.store(true, Ordering::Relaxed);
        let (last, kills) = killer.join().expect("a server that started again");
        assert!(kills > 0, "the server was never killed");
        check(&last, &receipts);
        receipts
    });
    assert_eq!(receipts.len(), reports());
}

fn check(demo: &Demo, receipts: &[(String, String)]) {
    let distinct: BTreeSet<&String> = receipts.iter().map(|(_, receipt)| receipt).collect();
    assert_eq!(distinct.len(), receipts.len(), "a receipt of one's own for everyone");
    for (words, receipt) in receipts {
        let mut reporter = Reporter::new(demo.visitor("en"));
        let page = reporter.return_with(receipt);
        assert!(page.text().contains(words.as_str()), "{receipt} opens another case: {}", page.text());
    }
    let mut adviser = Adviser::sign_in(demo, demo.advisers().0);
    let cases: BTreeSet<String> = adviser.inbox().into_iter().collect();
    assert_eq!(cases.len(), receipts.len(), "as many cases as receipts");
}

/// Files until the common stock of reports is used up; what was said, and the receipt.
fn file_until_none_left(addr: SocketAddr, left: &AtomicUsize, done: &AtomicUsize) -> Vec<(String, String)> {
    let mut filed = Vec::new();
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok() {
        let told = Told::words(&unique("while it crashes "));
        let mut reporter = Reporter::new(Client::new(addr, "lv"));
        let start = Instant::now();
        let receipt = loop {
            match reporter.file(&told) {
                Ok(receipt) => break receipt,
                Err(Trouble::Io(error)) => assert!(start.elapsed() < PATIENCE, "no connection: {error}"),
                Err(Trouble::Said(status, text)) => panic!("the form said {status}: {text}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        done.fetch_add(1, Ordering::Relaxed);
        filed.push((told.statement, receipt));
    }
    filed
}

fn random(below: u64) -> u64 {
    getrandom::u64().expect("randomness of the operating system") % below
}

//! An adviser's work in an installation with ten thousand cases.

use std::time::Instant;

use crate::browser::Browser;
use crate::fill;
use crate::primitives::Primitives;
use crate::process::{self, Server};
use crate::support::adviser::try_sign_in;
use crate::support::database::Database;
use crate::support::http::Client;
use crate::support::server::Staff;
use crate::support::services::Need;
use crate::table::{Budget, Table};

const TIMES: usize = 30;
/// Nobody closed a case here, so that the filter opens every card and shows none.
const FILTER: &str = "/console?status=closed";

/// Stands in no case, so that the search opens the words of every one and shows none.
const WORDS: &str = "nowhere to be found";

pub fn run(table: &mut Table) {
    let server = Server::demo(&fill::large(), &[]);
    measure(table, &server, fill::CASES, "");
    drop(server);
    for cases in [1_000, 100] {
        let folder = process::folder();
        let data = folder.path().join("data");
        fill::made(&data, cases, &[]);
        measure(table, &Server::demo(&data, &[]), cases, "");
    }
    if let Some(lack) = Need::Postgres.lack() {
        return table.left_out("inbox, PostgreSQL", &lack);
    }
    for cases in [fill::CASES, 1_000, 100] {
        let (folder, database) = (process::folder(), Database::create());
        let (data, more) = (folder.path().join("data"), ["--database", &database.url]);
        fill::made(&data, cases, &more);
        measure(table, &Server::demo(&data, &more), cases, ", PostgreSQL");
    }
}

fn measure(table: &mut Table, server: &Server, cases: usize, engine: &str) {
    let mut adviser = signed_in(server, server.with_role("adviser"));
    // The 64 MiB of a sign-in's Argon2 are given back by the next round of the worker.
    std::thread::sleep(std::time::Duration::from_secs(31));
    let before = server.memory();
    server.forget_peak();
    let at = format!("inbox at {cases}{engine}");

    let opening = Primitives::measure().open;
    let beside = |n: f64| format!("opens {n} envelopes, {:.0} ms of CPU", n * opening);
    let first = page(&mut adviser, "/console");
    table.row(&format!("{at}: first page, first session"), first, "ms", Budget::None, &beside(250.0));
    let filter = page(&mut adviser, FILTER);
    let beside = beside(cases as f64);
    table.row(&format!("{at}: filter, first session"), filter, "ms", Budget::None, &beside);
    let cold = server.peak() - before;
    // What the first look leaves in the store is written after its answer.
    server.rest();

    server.forget_peak();
    let find = sought(&mut adviser, WORDS);
    let mut row = |what: &str, path: &str, budget: Budget| {
        let cpu = server.cpu();
        let took = median(TIMES, || page(&mut adviser, path));
        let beside = format!("CPU {:.1} ms", (server.cpu() - cpu) * 1e3 / TIMES as f64);
        table.row(&format!("{at}: {what}"), took, "ms", budget, &beside);
    };
    row("first page", "/console", Budget::Most(30.0));
    row("filter over all cards", FILTER, Budget::Most(150.0));
    // Two cards of every case, and every one fits: what no filter opens.
    row("filed last first, all", "/console?status=all&sort=filed", Budget::None);
    row("text search", &find, Budget::Most(400.0));
    let beside = format!("from {before:.1} MiB; first session {cold:.1} MiB");
    table.row(&format!("{at}: growth"), server.peak() - before, "MiB", Budget::Most(16.0), &beside);
    page(&mut adviser, "/console");
    let ids = case_ids(&adviser);
    let mut open = |name: &str| {
        let (cpu, mut each) = (server.cpu(), Vec::new());
        for id in &ids {
            each.push(page(&mut adviser, &format!("/console/cases/{id}")));
        }
        each.sort_by(f64::total_cmp);
        let cpu = (server.cpu() - cpu) * 1e3 / each.len() as f64;
        let beside = format!("median of {}, CPU {cpu:.1} ms", each.len());
        table.row(&format!("{at}: {name}"), each[each.len() / 2], "ms", Budget::Most(15.0), &beside);
    };
    open("open one case, not seen before");
    open("open one case, seen before");
}

/// Sends words to search for; the address of what is found.
fn sought(browser: &mut Browser, words: &str) -> String {
    page(browser, "/console");
    let csrf = browser.page().split("name=\"csrf\" value=\"").nth(1).and_then(|p| p.split('"').next());
    let body = format!("csrf={}&q={}", csrf.expect("a token"), words.replace(' ', "+"));
    let answer = browser.post("/console", "application/x-www-form-urlencoded", body.as_bytes());
    answer.expect("an answer").location.expect("an address")
}

fn signed_in(server: &Server, who: &Staff) -> Browser {
    let mut client = Client::new(server.addr, "en");
    let answer = try_sign_in(&mut client, who, &who.passphrase);
    assert_eq!(answer.status, 200, "not signed in");
    let mut browser = Browser::new(server.addr);
    browser.cookies = client.cookies;
    browser
}

/// Fetches a page that must be there; milliseconds.
fn page(browser: &mut Browser, path: &str) -> f64 {
    let begin = Instant::now();
    let answer = browser.get(path).expect("an answer");
    let spent = begin.elapsed().as_secs_f64() * 1e3;
    assert_eq!(answer.status, 200, "{path}");
    spent
}

fn case_ids(browser: &Browser) -> Vec<String> {
    let parts = browser.page().split("data-case-id=\"").skip(1);
    parts.filter_map(|p| p.split('"').next()).map(str::to_owned).collect()
}

fn median(times: usize, mut work: impl FnMut() -> f64) -> f64 {
    let mut each: Vec<f64> = (0..times).map(|_| work()).collect();
    each.sort_by(f64::total_cmp);
    each[each.len() / 2]
}

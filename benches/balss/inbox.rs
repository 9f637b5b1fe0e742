//! An adviser's work in an installation with ten thousand cases.

use std::time::Instant;

use crate::browser::Browser;
use crate::fill;
use crate::primitives::Primitives;
use crate::process::Server;
use crate::support::adviser::try_sign_in;
use crate::support::http::Client;
use crate::support::server::Staff;
use crate::table::{Budget, Table};

const TIMES: usize = 30;
/// Nobody closed a case here, so that the filter opens every card and shows none.
const FILTER: &str = "/console?status=closed";

pub fn run(table: &mut Table) {
    let server = Server::demo(&fill::large(), &[]);
    let mut adviser = signed_in(&server, server.with_role("adviser"));
    // The 64 MiB of a sign-in's Argon2 are given back by the next round of the worker.
    std::thread::sleep(std::time::Duration::from_secs(31));
    let before = server.memory();
    server.forget_peak();

    let opening = Primitives::measure().open;
    let beside = |n: f64| format!("opens {n} envelopes, {:.0} ms of CPU", n * opening);
    let first = page(&mut adviser, "/console");
    table.row("inbox, first page, first session", first, "ms", Budget::None, &beside(51.0));
    let filter = page(&mut adviser, FILTER);
    table.row("inbox, filter, first session", filter, "ms", Budget::None, &beside(10_000.0));
    let cold = server.peak() - before;

    server.forget_peak();
    let cpu = server.cpu();
    let first = median(TIMES, || page(&mut adviser, "/console"));
    let beside = format!("CPU {:.1} ms", (server.cpu() - cpu) * 1e3 / TIMES as f64);
    table.row("inbox at 10,000: first page", first, "ms", Budget::Most(30.0), &beside);
    let ids = cases(&adviser);
    let cpu = server.cpu();
    let filter = median(TIMES, || page(&mut adviser, FILTER));
    let beside = format!("CPU {:.1} ms", (server.cpu() - cpu) * 1e3 / TIMES as f64);
    table.row("inbox at 10,000: filter over all cards", filter, "ms", Budget::Most(150.0), &beside);
    let beside = format!("from {before:.1} MiB; first session {cold:.1} MiB");
    table.row("inbox at 10,000: growth", server.peak() - before, "MiB", Budget::Most(16.0), &beside);

    let mut open = |name: &str| {
        let (cpu, mut each) = (server.cpu(), Vec::new());
        for id in &ids {
            each.push(page(&mut adviser, &format!("/console/cases/{id}")));
        }
        each.sort_by(f64::total_cmp);
        let cpu = (server.cpu() - cpu) * 1e3 / each.len() as f64;
        let beside = format!("median of {}, CPU {cpu:.1} ms", each.len());
        table.row(name, each[each.len() / 2], "ms", Budget::Most(15.0), &beside);
    };
    open("open one case, not seen before");
    open("open one case, seen before");
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

fn cases(browser: &Browser) -> Vec<String> {
    let parts = browser.page().split("data-case-id=\"").skip(1);
    parts.filter_map(|p| p.split('"').next()).map(str::to_owned).collect()
}

fn median(times: usize, mut work: impl FnMut() -> f64) -> f64 {
    let mut each: Vec<f64> = (0..times).map(|_| work()).collect();
    each.sort_by(f64::total_cmp);
    each[each.len() / 2]
}

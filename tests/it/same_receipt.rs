//! However often and from wherever one report is sent, there is one case and one receipt.

mod browser;

use std::io::Write;
use std::time::Duration;

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::html::Page;
use crate::support::http::{Body, read_answer};
use crate::support::reporter::{Reporter, Told, filled, receipt_of};
use crate::support::server::{Demo, shared};
use crate::support::services::{Need, trial};
use crate::support::{unique, wait_until};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("same_receipt::double_click_files_once", &[], double_click),
        trial("same_receipt::second_tab_gets_the_receipt_of_the_first", &[], two_tabs),
        trial("same_receipt::second_first_page_wipes_nothing", &[], first_page_again),
        trial("same_receipt::browser::back_button", &[Need::Browser], browser::back_button),
        trial("same_receipt::browser::two_tabs", &[Need::Browser], browser::two_tabs),
        trial("same_receipt::browser::double_click", &[Need::Browser], browser::double_click),
        trial("same_receipt::browser::cookies_cleared", &[Need::Browser], browser::cookies_cleared),
        trial("same_receipt::connection_lost_after_send_files_once", &[], lost_connection),
        trial("same_receipt::a_retry_from_before_takes_no_code_away", &[], retried),
    ]
}

/// A reporter on the last page before sending, and what the send button would send.
fn at_check(demo: &Demo) -> (Reporter, String, Vec<(String, String)>) {
    let words = unique("only once ");
    let mut reporter = Reporter::new(demo.visitor("en"));
    let told = Told::words(&words);
    let page = reporter.walk_to(&told, "check").expect("the last page");
    let form = page.step_form().expect("a form");
    let fields = filled(&form, &told, false);
    (reporter, words, fields)
}

fn receipt_now(reporter: &mut Reporter) -> String {
    let page = reporter.client.get("/start").expect("an answer").page();
    receipt_of(&page).unwrap_or_else(|| panic!("no receipt: {}", page.text()))
}

fn one_case(demo: &Demo, words: &str, receipt: &str) {
    let mut adviser = Adviser::sign_in(demo, demo.advisers().0);
    adviser.find(words);
    Reporter::new(demo.visitor("en")).return_with(receipt);
}

fn double_click() {
    let demo = shared();
    let (mut reporter, words, fields) = at_check(&demo);
    let clicks: Vec<_> = (0..4)
        .map(|_| {
            let (mut tab, fields) = (reporter.clone(), fields.clone());
            std::thread::spawn(move || tab.client.post("/start", &fields).expect("an answer"))
        })
        .collect();
    let pages: Vec<Page> = clicks.into_iter().map(|c| c.join().expect("a page").page()).collect();
    let receipts: Vec<_> =
        pages.iter().map(|p| receipt_of(p).unwrap_or_else(|| panic!("{}", p.text()))).collect();
    assert!(receipts.iter().all(|r| *r == receipts[0]), "one receipt: {receipts:?}");
    // reload, twice
    assert_eq!(receipt_now(&mut reporter), receipts[0]);
    assert_eq!(receipt_now(&mut reporter), receipts[0]);
    one_case(&demo, &words, &receipts[0]);
}

fn two_tabs() {
    let demo = shared();
    let words = unique("two tabs ");
    let told = Told::words(&words);
    let mut first = Reporter::new(demo.visitor("lv"));
    first.walk_to(&told, "safety").expect("half way");
    let mut second = first.clone();
    let at_people = second.client.get("/start").expect("an answer").page().step_form().expect("a form");
    let receipt = first.file(&told).expect("a receipt");
    // the tab left behind at an earlier page sends that page, then goes on as the answer leads
    let late = second.client.submit(&at_people, &filled(&at_people, &told, false), &[]).expect("an answer");
    assert_eq!(late.status, 200, "{}", late.page().text());
    assert_eq!(receipt_of(&late.page()), Some(receipt.clone()), "{}", late.page().text());
    assert_eq!(second.file(&told).expect("the same receipt"), receipt);
    one_case(&demo, &words, &receipt);
}

/// A tab that still shows the first page, pressed late, and a code typed in another one.
fn first_page_again() {
    let demo = shared();
    let words = unique("not wiped ");
    let told = Told::words(&words);
    let mut reporter = Reporter::new(demo.visitor("en"));
    let before = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");
    let fields = filled(&before, &told, false);
    let mut stale = reporter.clone();
    reporter.walk_to(&told, "safety").expect("half way");
    let page = stale.client.submit(&before, &fields, &[]).expect("an answer").page();
    let step = |page: &Page| page.step_form().map(|f| filled(&f, &told, false));
    assert_eq!(
        step(&page),
        step(&reporter.client.get("/start").expect("an answer").page()),
        "{}",
        page.text()
    );
    let other = Reporter::new(demo.visitor("en")).file(&Told::words(&unique("earlier "))).expect("a receipt");
    reporter.return_with(&other);
    let receipt = reporter.file(&told).expect("the draft stood");
    let page = stale.client.submit(&before, &fields, &[]).expect("an answer").page();
    assert_eq!(receipt_of(&page), Some(receipt.clone()), "{}", page.text());
    one_case(&demo, &words, &receipt);
}

fn lost_connection() {
    let demo = shared();
    let (mut reporter, words, fields) = at_check(&demo);
    // the whole request leaves, and nobody waits for the answer
    let stream = reporter.client.send("POST", "/start", &[], &Body::Form(fields.clone())).expect("sent");
    drop(stream);
    let receipt = wait_until("the receipt after a lost connection", Duration::from_secs(20), || {
        receipt_of(&reporter.client.get("/start").ok()?.page())
    });
    let again = reporter.client.post("/start", &fields).expect("an answer").page();
    assert_eq!(receipt_of(&again), Some(receipt.clone()), "sending again: {}", again.text());
    one_case(&demo, &words, &receipt);

    // half a request files nothing and breaks nothing
    let (mut reporter, _, fields) = at_check(&demo);
    let text = crate::support::multipart::urlencoded(&fields);
    let length =
        format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", text.len());
    let mut stream = reporter.client.connect().expect("a connection");
    stream.write_all(reporter.client.head("POST", "/start", &length, &[]).as_bytes()).expect("the head");
    stream.write_all(&text.as_bytes()[..text.len() / 2]).expect("half of the body");
    stream.shutdown(std::net::Shutdown::Write).expect("no more");
    drop(read_answer(&mut stream));
    let page = reporter.client.get("/start").expect("an answer").page();
    assert!(receipt_of(&page).is_none() && page.step_form().is_some(), "still to be sent: {}", page.text());
}

/// A tab that was told that its draft is over, and is sent again after another one has sent its own.
fn retried() {
    let demo = shared();
    let (mut reporter, words, fields) = at_check(&demo);
    let page = reporter.client.post("/start", &fields).expect("an answer").page();
    let receipt = receipt_of(&page).expect("a receipt");
    let csrf = page.step_form().expect("a form").defaults().remove(0);
    let again = [("step", "words"), ("go", "next"), ("statement", "typed before"), ("again", "1")];
    let mut fields = vec![csrf];
    fields.extend(again.map(|(n, v)| (n.to_owned(), v.to_owned())));
    let page = reporter.client.post("/start", &fields).expect("an answer").page();
    assert_eq!(receipt_of(&page), Some(receipt.clone()), "{}", page.text());
    assert_eq!(receipt_now(&mut reporter), receipt);
    one_case(&demo, &words, &receipt);
}

//! The walk through every public page and state: empty, filled in, with what was wrong told beside the fields.

use std::path::Path;

use super::eye::Eye;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told, receipt_of};
use crate::support::serve::{Served, free_port};
use crate::support::server::Demo;
use crate::support::shelf::Engine;
use crate::support::unique;

pub fn every(lang: &'static str) {
    let place = Place::new(Engine::Sqlite);
    let mut demo = place.start();
    let browser = Browser::open(true, lang);
    let mut eye = Eye::new(&browser, lang);
    reading(&mut eye, &demo);
    let words = unique("Redzēts no visām pusēm ");
    let receipt = form(&mut eye, &demo, &words);
    let private = kept(&mut eye, &demo);
    broken_off(&mut eye, &demo);
    conversation(&mut eye, &demo, &words, &receipt);
    record(&mut eye, &demo, &private);
    demo.stop();
    waiting(&mut eye, &place);
    let pages: std::collections::BTreeSet<&str> =
        eye.states.iter().map(|s| s.split(',').next().unwrap_or_default()).collect();
    println!(
        "  {lang}: {} pages in {} states, {} controls by the keyboard; {} violations by axe-core, {} faults in all",
        pages.len(),
        eye.states.len(),
        eye.stops,
        eye.violations,
        eye.faults.len()
    );
    assert!(pages.len() > 40 && eye.states.len() > 65, "{:?}", eye.states);
    assert!(eye.faults.is_empty(), "{} faults:\n{}", eye.faults.len(), eye.faults.join("\n"));
}

/// Pages that ask for nothing, and the doors.
fn reading(eye: &mut Eye<'_>, demo: &Demo) {
    let mut paths: Vec<String> =
        ["/", "/read", "/nothing-here", "/sign-in", "/enrol"].map(str::to_owned).into();
    eye.browser.go(&demo.url("/read"));
    let links = eye.browser.page().links();
    paths.extend(
        links.iter().filter_map(|l| l.attr("href")).filter(|h| h.starts_with("/read/")).map(str::to_owned),
    );
    assert!(paths.len() >= 17, "{paths:?}");
    for path in paths {
        eye.browser.go(&demo.url(&path));
        eye.look(&path);
    }
    // What stands folded is part of a page.
    for path in ["/", "/start"] {
        eye.browser.go(&demo.url(path));
        unfold(eye.browser);
        eye.look(&format!("{path}, unfolded"));
    }
}

fn unfold(browser: &Browser) {
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
}

/// Presses a button of the page's form by its value.
fn go(browser: &Browser, value: &str) {
    browser.click(&format!("main form button[name=go][value={value}]"));
}

/// The same without the browser's own checks, so that ours answers.
fn unchecked(browser: &Browser, value: &str) {
    browser.run("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
    go(browser, value);
}

fn at(browser: &Browser, step: &str) {
    assert_eq!(
        browser.page().step_form().and_then(|f| f.step).as_deref(),
        Some(step),
        "{}",
        browser.page().text()
    );
}

fn tick(browser: &Browser, css: &str) {
    browser.run(&format!("document.querySelector({css:?}).click()"));
}

fn put(browser: &Browser, css: &str, letters: usize) {
    browser.run(&format!("document.querySelector({css:?}).value = 'ā '.repeat({letters})"));
}

/// Sends too much for a field, looks at what is said, and empties it.
fn too_long(eye: &mut Eye<'_>, field: &str, letters: usize, page: &str) {
    let css = format!("[name={field}]");
    put(eye.browser, &css, letters);
    unchecked(eye.browser, "next");
    assert!(!eye.browser.page().errors().is_empty(), "{page}: {}", eye.browser.page().text());
    eye.look(&format!("{page}, {field} too long"));
    eye.browser.run(&format!("document.querySelector({css:?}).value = ''"));
}

/// The form, each page empty, wrong and filled in; the receipt's code.
fn form(eye: &mut Eye<'_>, demo: &Demo, words: &str) -> String {
    let browser = eye.browser;
    browser.go(&demo.url("/start"));
    at(browser, "before");
    eye.look("before");
    go(browser, "next");
    at(browser, "about");
    eye.look("about, empty");
    tick(browser, "#about-told");
    tick(browser, "#path-formal");
    go(browser, "next");
    eye.look("about, wrong");
    tick(browser, "#about-me");
    tick(browser, "#path-confidential");
    tick(browser, "#age-under_18");
    unfold(browser);
    eye.look("about, filled in and unfolded");
    go(browser, "next");
    at(browser, "young");
    eye.look("young");
    go(browser, "next");
    at(browser, "words");
    eye.look("words, empty");
    unchecked(browser, "next");
    eye.look("words, nothing written");
    too_long(eye, "statement", 40_000, "words");
    browser.fill("[name=statement]", words);
    eye.look("words, filled in");
    go(browser, "code");
    at(browser, "code");
    eye.look("code");
    for (typed, state) in [("ABCD", "code, another"), ("", "code, the same")] {
        let shown = browser.page().by_id("receipt-early").expect("a code").text();
        unfold(browser);
        browser.fill("[name=typed_back]", if typed.is_empty() { &shown } else { typed });
        go(browser, "compare");
        eye.look(state);
    }
    go(browser, "next");
    go(browser, "next");
    at(browser, "safety");
    eye.look("safety, empty");
    for question in ["safe_now-no", "weapon-yes", "retaliation_fear-yes", "alive-yes"] {
        tick(browser, &format!("#{question}"));
    }
    eye.look("safety, filled in");
    go(browser, "next");
    at(browser, "advice");
    eye.look("advice");
    go(browser, "next");
    readers(eye, demo);
    check(eye)
}

fn readers(eye: &mut Eye<'_>, demo: &Demo) {
    let browser = eye.browser;
    at(browser, "readers");
    eye.look("institution, empty");
    unchecked(browser, "next");
    eye.look("institution, none chosen");
    let institution = demo.advisers().0.institution.clone().expect("an institution");
    tick(browser, &format!("#institution-{institution}"));
    go(browser, "next");
    at(browser, "readers");
    unfold(browser);
    eye.look("readers, empty and unfolded");
    browser.run("document.querySelectorAll('[name=excluded]').forEach(e => e.click())");
    go(browser, "next");
    assert!(!browser.page().errors().is_empty(), "{}", browser.page().text());
    eye.look("readers, nobody left");
    browser.run(
        "document.querySelectorAll('[name=excluded]').forEach((e, n) => { if (n && e.checked) e.click() })",
    );
    too_long(eye, "excluded_text", 2_000, "readers");
    browser.run(
        "document.querySelectorAll('[name=excluded]').forEach((e, n) => { if (n && e.checked) e.click() })",
    );
    eye.look("readers, one left out");
    go(browser, "next");
}

/// The overview with what can be added to it, and sending.
fn check(eye: &mut Eye<'_>) -> String {
    let browser = eye.browser;
    at(browser, "check");
    unfold(browser);
    eye.look("check, unfolded");
    unchecked(browser, "upload");
    eye.look("check, no file chosen");
    go(browser, "what");
    eye.look("what, empty");
    too_long(eye, "place_text", 2_000, "what");
    for id in ["what-remarks", "what-hazing", "when-last_month", "place-barracks"] {
        tick(browser, &format!("#{id}"));
    }
    eye.look("what, filled in");
    go(browser, "next");
    go(browser, "people");
    eye.look("people, empty");
    too_long(eye, "names", 2_000, "people");
    tick(browser, "[name=relation_0][value=superior]");
    go(browser, "people");
    eye.look("people, a second one");
    go(browser, "next");
    go(browser, "contact");
    eye.look("contact, empty");
    too_long(eye, "contact", 2_000, "contact");
    browser.fill("[name=contact]", "Zvanīt pēc astoņiem.");
    eye.look("contact, filled in");
    go(browser, "next");
    let folder = tempfile::tempdir().expect("a temporary folder");
    attach(browser, folder.path(), "[name=evidence]");
    go(browser, "upload");
    // By the page's own script, which sets the focus: fetched anew, it begins at its beginning.
    browser.go(&browser.url());
    eye.look("check, filled in");
    go(browser, "send");
    let receipt = receipt_of(&browser.page()).unwrap_or_else(|| panic!("{}", browser.page().text()));
    eye.look("receipt");
    for (typed, state) in [("ABCD", "receipt, another typed"), (&receipt[..], "receipt, the same typed")] {
        unfold(browser);
        browser.fill("[name=typed_back]", typed);
        go(browser, "compare");
        eye.look(state);
    }
    go(browser, "saved");
    eye.look("done");
    receipt
}

fn attach(browser: &Browser, folder: &Path, css: &str) {
    let photo = folder.join("bilde ar diezgan garu nosaukumu.png");
    std::fs::write(&photo, png(64)).expect("a photo");
    browser.attach(css, &photo);
}

/// A private record: its code.
fn kept(eye: &mut Eye<'_>, demo: &Demo) -> String {
    let browser = eye.browser;
    browser.go(&demo.url("/start"));
    go(browser, "next");
    tick(browser, "#path-private");
    go(browser, "next");
    browser.fill("[name=statement]", "Tikai man.");
    go(browser, "next");
    go(browser, "next");
    at(browser, "check");
    eye.look("check, of a private record");
    go(browser, "keep");
    let receipt = receipt_of(&browser.page()).unwrap_or_else(|| panic!("{}", browser.page().text()));
    eye.look("kept");
    // Nothing stands at the other end here but a page of the browser's own; what counts is that this one is left.
    browser.click("main a.button");
    assert!(!browser.url().contains(&demo.addr.to_string()), "{}", browser.url());
    receipt
}

/// What is said where something cannot be done, with what was typed.
fn broken_off(eye: &mut Eye<'_>, demo: &Demo) {
    let browser = eye.browser;
    for (state, how) in [("error, no token", false), ("error, no cookies", true)] {
        browser.go(&demo.url("/start"));
        if browser.page().step_form().and_then(|f| f.step).as_deref() == Some("before") {
            go(browser, "next");
            go(browser, "next");
        }
        at(browser, "words");
        browser.fill("[name=statement]", "Tas nepazūd.");
        if how {
            browser.forget_cookies();
        } else {
            browser.run("document.querySelector('[name=csrf]').value = ''");
        }
        go(browser, "next");
        assert!(browser.page().html.contains("Tas nepazūd."), "{}", browser.page().text());
        eye.look(state);
    }
    browser.click("main form button");
}

fn enter(browser: &Browser, demo: &Demo, receipt: &str) {
    browser.go(&demo.url("/return"));
    if browser.page().form_with("receipt").is_none() {
        // A conversation is open.
        browser.forget_cookies();
        browser.go(&demo.url("/return"));
    }
    browser.fill("[name=receipt]", receipt);
    browser.click("form:has([name=receipt]) button");
}

fn conversation(eye: &mut Eye<'_>, demo: &Demo, words: &str, receipt: &str) {
    let browser = eye.browser;
    browser.go(&demo.url("/return"));
    eye.look("return, empty");
    enter(browser, demo, "0000 0000 0000 0000 0000");
    assert!(!browser.page().errors().is_empty());
    eye.look("return, mistyped");
    enter(browser, demo, receipt);
    assert!(!browser.page().with_attr("data-thread").is_empty(), "{}", browser.page().text());
    eye.look("conversation, no answer yet");
    unchecked(browser, "send");
    eye.look("conversation, nothing written");
    put(browser, "[name=message]", 40_000);
    unchecked(browser, "send");
    assert!(!browser.page().errors().is_empty(), "{}", browser.page().text());
    eye.look("conversation, too long");
    // One of those left out is the first of the institution: the second reads.
    let mut adviser = Adviser::sign_in_anew(demo, demo.advisers().1);
    let found = adviser.inbox().into_iter().any(|id| adviser.open(&id).text().contains(words));
    let reader = if found { demo.advisers().1 } else { demo.advisers().0 };
    let mut adviser = if found { adviser } else { Adviser::sign_in_anew(demo, reader) };
    let (_, page) = adviser.find(words);
    adviser.answer(&page, "Paldies, ka uzticējāties.\n\nKad Jums būtu ērti runāt?");
    enter(browser, demo, receipt);
    browser.fill("[name=message]", "Rīt.");
    let folder = tempfile::tempdir().expect("a temporary folder");
    attach(browser, folder.path(), "[name=evidence]");
    go(browser, "send");
    enter(browser, demo, receipt);
    assert!(browser.page().messages().len() >= 2, "{}", browser.page().text());
    unfold(browser);
    eye.look("conversation, with answers and unfolded");
    browser.fill("[name=message]", "Vēl nav nosūtīts.");
    go(browser, "other");
    eye.look("another conversation, with a message that is not sent");
    go(browser, "back");
    unfold(browser);
    go(browser, "offer");
    let new = browser.page().by_id("new-code").expect("a code").text();
    eye.look("new code");
    unfold(browser);
    browser.fill("[name=typed_back]", "ABCD");
    go(browser, "compare");
    eye.look("new code, another typed");
    go(browser, "take");
    eye.look("conversation, under a new code");
    enter(browser, demo, receipt);
    assert!(!browser.page().errors().is_empty(), "{}", browser.page().text());
    eye.look("return, unknown");
    enter(browser, demo, &new);
    go(browser, "withdraw");
    eye.look("withdraw");
    browser.click("button[name=withdraw][value=yes]");
    eye.look("withdrawn");
    browser.click("button[name=withdraw][value=undo]");
    eye.look("conversation, taken back");
}

fn record(eye: &mut Eye<'_>, demo: &Demo, receipt: &str) {
    let browser = eye.browser;
    enter(browser, demo, receipt);
    at(browser, "private");
    eye.look("private record");
    unfold(browser);
    eye.look("private record, unfolded");
    go(browser, "ask");
    eye.look("private record, to be erased?");
    go(browser, "erase");
    assert!(
        browser.page().step_form().is_none() && browser.url().contains("/return"),
        "{}",
        browser.page().text()
    );
    eye.look("private record, erased");
}

/// The page that waits for its turn: with room for one report only.
fn waiting(eye: &mut Eye<'_>, place: &Place) {
    let port = free_port();
    let config = std::fs::read_to_string(place.config()).expect("a configuration");
    let listen = |line: &&str| !line.starts_with("listen") && !line.starts_with("public_address");
    let rest: Vec<&str> = config.lines().filter(listen).collect();
    let config = format!(
        "listen = \"127.0.0.1:{port}\"\npublic_address = \"http://127.0.0.1:{port}\"\n{}",
        rest.join("\n")
    )
    .replace("unlimited = true", "per_hour = 1\nburst = 1");
    let own = place.folder.path().join("narrow.toml");
    std::fs::write(&own, config).expect("a file");
    let served = Served::start(&own.display().to_string(), port, &place.folder.path().join("log"));
    Reporter::new(served.visitor("lv")).file(&Told::words("pirmais")).expect("a receipt");
    let browser = eye.browser;
    browser.go(&format!("http://{}/start", served.addr));
    let words = unique("gaida ");
    let mut left = 12;
    while browser.page().step_form().and_then(|f| f.step).is_none_or(|s| s != "waiting") {
        left -= 1;
        assert!(left > 0, "{}", browser.page().text());
        let form = browser.page().step_form().expect("a form");
        crate::browser::fill_page(browser, &form, &words, &mut Vec::new());
        let button = crate::support::reporter::primary(&form, false).expect("a button");
        browser.click(&format!("form[data-step] button[name={}][value={}]", button.name, button.value));
    }
    eye.look("waiting");
}

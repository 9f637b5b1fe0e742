//! The adviser's handbook, and the fields that ready-made texts and hints belong to.

use balss::domain::report::Answers;

use super::eye::Eye;
use crate::browser::sign_in;
use crate::desk::act;
use crate::inbox::{filed, start};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::server::{Demo, Options};
use crate::support::shelf::Engine;

pub fn words(lang: &'static str) {
    let demo = Demo::start(&Options { cases: 4, ..Options::default() });
    let browser = Browser::open(true, lang);
    let mut eye = Eye::new(&browser, lang);
    sign_in(&browser, &demo, demo.advisers().0);
    browser.go(&demo.url(&format!("/console/handbook?lang={lang}")));
    let links = browser.page().links();
    let mut paths = vec!["/console/handbook"];
    paths.extend(links.iter().filter_map(|l| l.attr("href")).filter(|h| h.starts_with("/console/handbook/")));
    assert!(paths.len() >= 13, "{paths:?}");
    for path in paths {
        browser.go(&demo.url(path));
        eye.look(path);
    }
    browser.go(&demo.url("/console/absence"));
    eye.look("absence");
    browser.go(&demo.url("/console/statistics"));
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    eye.look("statistics to be planned");
    browser.go(&demo.url("/console"));
    browser.click("[data-case-id] a");
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    eye.look("case, ready-made texts unfolded");
    let here = browser.url();
    browser.click("button[name=use][value=received]");
    assert_eq!(browser.url(), format!("{here}/message#message"));
    let typed = browser.run("return document.activeElement.id + document.activeElement.value.length");
    assert!(typed.as_str().is_some_and(|t| t.starts_with("message") && t.len() > 9), "{typed}");
    eye.look("case, a ready-made text in its field");
    browser.click("button[name=go][value=ask]");
    eye.look("asking for agreement");
    reading(&mut eye, &demo);
    meanwhile(&mut eye, &demo);
    drop(demo);
    many(&mut eye);
    println!("  {lang}: {} states, {} faults", eye.states.len(), eye.faults.len());
    assert!(eye.faults.is_empty(), "{} faults:\n{}", eye.faults.len(), eye.faults.join("\n"));
}

/// Who else reads a case: asking for somebody, the questions before a reading ends, the hand-over sheet.
fn reading(eye: &mut Eye<'_>, demo: &Demo) {
    let browser = eye.browser;
    browser.go(&demo.url("/console"));
    browser.click("[data-case-id] a");
    let case = browser.url();
    let unchecked = || browser.run("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
    browser.click("button[name=go][value=share]");
    eye.look("asking for a reader");
    unchecked();
    browser.click("button[name=go][value=send]");
    assert!(!browser.page().errors().is_empty());
    eye.look("asking for a reader, wrong");
    for (button, state) in [("value=close", "too close"), ("value=cannot", "cannot take it")] {
        browser.go(&case);
        browser.click(&format!("button[name=leave][{button}]"));
        eye.look(state);
    }
    browser.go(&case);
    browser.run("document.querySelector('#message').value = 'not sent'");
    browser.click(".desk-back button");
    eye.look("leaving with words that are not sent");
    browser.click("main form button[type=submit]");
    browser.click("[data-reader] button[name=leave]");
    eye.look("ending a reading");
    unchecked();
    browser.click("button[name=sure][value=yes]");
    assert!(!browser.page().errors().is_empty());
    eye.look("ending a reading, no reason");
    browser.go(&format!("{case}/sheet"));
    eye.look("a hand-over sheet");
    browser.click("main form button[type=submit]");
    assert!(!browser.page().errors().is_empty());
    eye.look("a hand-over sheet, empty");
}

/// What a colleague wrote while somebody typed beside a case, and what would be lost.
fn meanwhile(eye: &mut Eye<'_>, demo: &Demo) {
    let browser = eye.browser;
    browser.go(&demo.url("/console"));
    browser.click("[data-case-id] a");
    let case = browser.url();
    let path = case.strip_prefix(&demo.url("")).expect("a path").to_owned();
    let mut colleague = Adviser::sign_in_anew(demo, demo.advisers().1);
    let mut writes = |words: &str| {
        let page = colleague.page(&path);
        assert_eq!(act(&mut colleague.client, &page, ("do", "note"), &[("note", words)]).status, 200);
    };
    let unchecked = || browser.run("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
    browser.click("button[name=of][value=override]");
    browser.run(
        "document.querySelectorAll('[name=to], [name=what], [name=told]').forEach(f => { f.value = 'x' })",
    );
    browser.run("document.getElementById('kind').value = 'criminal'");
    browser.run("document.getElementById('told_due').value = '2099-01-01'");
    browser.run("document.getElementById('reason-life').checked = true");
    writes("Meanwhile.");
    unchecked();
    browser.click("button[name=go][value=override]");
    assert_eq!(browser.page().with_attr("data-changed").len(), 1, "{}", browser.page().text());
    eye.look("a step without a yes, a colleague wrote meanwhile");
    browser.go(&case);
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.run("document.querySelectorAll('[id^=risk_][value=unknown]').forEach(f => { f.checked = true })");
    browser.click("button[name=do][value=risk]");
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    eye.look("risk, nothing answered");
    browser.go(&format!("{case}/export"));
    browser.fill("#reason_text", "x");
    browser.click("button[name=go][value=back]");
    assert!(browser.page().by_id("leaving").is_some(), "{}", browser.page().text());
    eye.look("a copy, going back with what was typed");
}

/// A list so long that new reports can be passed to colleagues.
fn many(eye: &mut Eye<'_>) {
    let place = Place::new(Engine::Sqlite);
    let demo = start(&place, 0);
    let adviser = demo.advisers().0;
    let one = || Answers {
        statement: "Made-up words.".to_owned(),
        institution: adviser.institution.clone().expect("an institution"),
        ..Answers::default()
    };
    filed(&place, &(0..51).map(|_| one()).collect::<Vec<_>>());
    sign_in(eye.browser, &demo, adviser);
    eye.browser.go(&demo.url(&format!("/console?lang={}", eye.lang)));
    assert!(!eye.browser.page().with_attr("data-passing").is_empty(), "no word of new reports");
    eye.look("a list with more open cases than one person can do justice to");
    eye.browser.click("[data-passing] button");
    eye.look("a list whose new reports go to colleagues");
}

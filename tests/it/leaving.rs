//! Leaving the site (threat A6): what a person's browser still holds after the exit control, on every page, and what the
//! closed browser leaves on the disk.

use std::path::Path;

use libtest_mimic::Trial;
use serde_json::json;

use crate::browser::{fill_page, walk};
use crate::support::browser::Browser;
use crate::support::reporter::{primary, receipt_of};
use crate::support::server::{Demo, files_below};
use crate::support::services::{Need, trial};
use crate::support::unique;

/// The Shift key (`WebDriver`, section 17.4.2).
const SHIFT: &str = "\u{e008}";
/// A title that tells nothing, in either language.
const TITLES: [&str; 2] = ["Informācija", "Information"];

pub fn trials() -> Vec<Trial> {
    vec![
        trial("leaving::every_page_is_left_without_script", &[Need::Browser], || every_page(false)),
        trial("leaving::every_page_is_left_by_three_shifts", &[Need::Browser], || every_page(true)),
        trial("leaving::capitals_do_not_leave", &[Need::Browser], capitals),
    ]
}

/// Walks to each page of the form in turn, types, leaves, and looks at what is left.
fn every_page(script: bool) {
    let demo = Demo::empty();
    let marker = unique("atstātie vārdi ");
    let browser = Browser::open(script, "lv");
    let mut steps: Vec<String> = vec!["before".to_owned()];
    let mut left = 0;
    while let Some(step) = steps.pop() {
        let seen = walk_to(&browser, &demo, &marker, &step);
        assert!(TITLES.contains(&browser.title().as_str()), "{step}: {}", browser.title());
        leave(&browser, script, &step);
        nothing_left(&browser, &demo, &[&marker], &step);
        left += 1;
        steps.extend(seen);
    }
    assert!(left >= 8, "only {left} pages");

    // The access code, and the conversation behind it.
    let (receipt, _) = walk(&browser, &demo, &marker, &[], |_| {});
    leave(&browser, script, "receipt");
    nothing_left(&browser, &demo, &[&marker, &receipt], "receipt");
    browser.go(&demo.url("/return?lang=lv"));
    browser.fill("[name=receipt]", &receipt);
    browser.click("form:has([name=receipt]) button");
    assert!(!browser.page().with_attr("data-thread").is_empty());
    browser.fill("[name=message]", &marker);
    leave(&browser, script, "conversation");
    nothing_left(&browser, &demo, &[&marker, &receipt], "conversation");

    let profile = browser.close();
    let files = files_below(profile.path());
    let bytes: u64 = files.iter().filter_map(|f| Some(std::fs::metadata(f).ok()?.len())).sum();
    println!(
        "  {} pages left {}; {bytes} bytes in {} files of the closed browser searched for 3 secrets",
        left + 2,
        if script { "by three Shifts" } else { "by the link" },
        files.len()
    );
    let groups: Vec<&str> = receipt.split([' ', '-']).filter(|g| !g.is_empty()).collect();
    for secret in [marker.as_str(), receipt.as_str(), &groups.concat()] {
        let found = files_with(profile.path(), secret);
        assert!(found.is_empty(), "on the disk: {found:?}");
    }
    // The search finds what is there: the history keeps the address, and the page on safety says so.
    assert!(!files_with(profile.path(), &demo.addr.to_string()).is_empty(), "the address is in the history");
}

/// Fills pages until `step` is open, and types there; the steps that lead on from it and were not seen on the way.
fn walk_to(browser: &Browser, demo: &Demo, marker: &str, step: &str) -> Option<String> {
    browser.go(&demo.url("/start?lang=lv"));
    for _ in 0..20 {
        let page = browser.page();
        assert!(receipt_of(&page).is_none(), "{step} was not met");
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()));
        let here = form.step.clone().unwrap_or_default();
        fill_page(browser, &form, marker, &mut Vec::new());
        if here == step {
            return after(&here);
        }
        let button = primary(&form, false).expect("a button");
        let extra = ["what", "people", "contact"].contains(&step) && here == "check";
        let value = if extra { step } else { &button.value };
        let which = if button.name.is_empty() {
            "button:not([data-back])".to_owned()
        } else {
            format!("button[name=\"{}\"][value=\"{value}\"]", button.name)
        };
        browser.click(&format!("form[data-step] {which}"));
    }
    panic!("{step} was not met");
}

/// The page that comes after this one, for somebody who answers everything.
fn after(step: &str) -> Option<String> {
    let way = [
        "before", "about", "young", "words", "safety", "advice", "readers", "check", "what", "people",
        "contact",
    ];
    let at = way.iter().position(|s| *s == step)?;
    way.get(at + 1).map(|s| (*s).to_owned())
}

fn leave(browser: &Browser, script: bool, step: &str) {
    // The key is spoken of where it does something.
    let page = browser.page();
    let way = page.with_attr("data-hint").remove(0);
    assert_eq!(way.attr("title").is_some(), script, "{step}");
    assert!(
        page.with_attr("data-exit-key").iter().all(|told| told.attr("hidden").is_none() == script),
        "{step}"
    );
    if script {
        browser.key(SHIFT, 3);
        let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while browser.url().contains("/start") || browser.url().contains("/return") {
            assert!(std::time::Instant::now() < until, "{step}: still there");
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    } else {
        browser.click(".exit-page");
    }
}

/// Neither the page one step back, nor cookies, nor any storage of the browser tell of the visit.
fn nothing_left(browser: &Browser, demo: &Demo, secrets: &[&str], step: &str) {
    let origin = format!("http://{}", demo.addr);
    let cookies = browser.ask("Storage.getCookies", &json!({}));
    let ours: Vec<_> = cookies["cookies"].as_array().into_iter().flatten().collect();
    assert!(ours.is_empty(), "{step}: {ours:?}");
    let used = browser.ask("Storage.getUsageAndQuota", &json!({ "origin": origin }));
    assert_eq!(used["usage"].as_f64(), Some(0.0), "{step}: {used}");
    browser.back();
    let text = browser.page().text();
    let html = browser.run("return document.documentElement.outerHTML + [...document.querySelectorAll('textarea,input')].map(e => e.value)");
    for secret in secrets {
        assert!(!text.contains(secret), "{step}: one step back");
        assert!(!html.as_str().unwrap_or_default().contains(secret), "{step}: in a field one step back");
    }
}

fn capitals() {
    let demo = Demo::empty();
    let browser = Browser::open(true, "lv");
    walk_to(&browser, &demo, "x", "words");
    browser.fill("[name=statement]", "");
    browser.type_into("[name=statement]", "LIELI BURTI Un Vēl");
    assert!(browser.url().contains("/start"), "writing capitals leaves nothing");
    browser.key(SHIFT, 2);
    let said = browser.run("return document.querySelector('.exit-progress').textContent");
    assert!(!said.as_str().unwrap_or_default().is_empty(), "progress is said");
    assert!(browser.url().contains("/start"));
}

/// Files below `folder` that hold `text`, as UTF-8 or UTF-16.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if let Ok(bytes) = std::fs::read(&path) {
            let holds = |needle: &[u8]| memchr::memmem::find(&bytes, needle).is_some();
            if holds(text.as_bytes()) || holds(&wide) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

//! The adviser's handbook, and the fields that ready-made texts and hints belong to.

use super::eye::Eye;
use crate::browser::sign_in;
use crate::support::browser::Browser;
use crate::support::server::{Demo, Options};

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
    println!("  {lang}: {} states, {} faults", eye.states.len(), eye.faults.len());
    assert!(eye.faults.is_empty(), "{} faults:\n{}", eye.faults.len(), eye.faults.join("\n"));
}

//! What was released, at the desk of leadership and open to all; and the page on which two advisers release it.

use super::eye::Eye;
use crate::browser::sign_in;
use crate::published::{demo, newest, opened};
use crate::support::browser::{Browser, LOOKS};
use crate::support::server::{Demo, Staff};

pub fn pages(lang: &'static str) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut demo = demo(&data);
    let browser = Browser::open(true, lang);
    let mut eye = Eye::new(&browser, lang);
    publishing(&mut eye, &demo);
    browser.forget_cookies();
    sign_in(&browser, &demo, demo.with_role("leadership")[0]);
    browser.go(&demo.url(&format!("/statistics?lang={lang}")));
    let year = newest(&browser.page());
    let names = ["newest", "first", "part", "method"];
    let of = |year: i32| format!("/statistics/{year}");
    let paths = ["/statistics".to_owned(), of(year - 2), of(year + 1), "/statistics/method".to_owned()];
    for (path, name) in paths.iter().zip(names) {
        browser.go(&demo.url(path));
        for look in LOOKS {
            browser.picture(&format!("statistics-{name}-{lang}"), look);
        }
        eye.look(path);
    }
    demo.stop();
    let served = opened(&data);
    for (path, name) in paths.iter().zip(names) {
        browser.forget_cookies();
        browser.go(&format!("http://{}{path}?lang={lang}", served.addr));
        for look in LOOKS {
            browser.picture(&format!("statistics-open-{name}-{lang}"), look);
        }
        eye.look(&format!("{path}, open"));
    }
    let without = Browser::open(false, lang);
    without.go(&format!("http://{}/statistics?lang={lang}", served.addr));
    assert_eq!(without.page().with_attr("data-table").len(), 9, "nothing of it needs a script");
    println!("  {lang}: {} states, {} faults", eye.states.len(), eye.faults.len());
    assert!(eye.faults.is_empty(), "{} faults:\n{}", eye.faults.len(), eye.faults.join("\n"));
}

/// A quarter on its way to leadership, and a year that is planned, at the desks of both advisers.
fn publishing(eye: &mut Eye<'_>, demo: &Demo) {
    let (browser, lang) = (eye.browser, eye.lang);
    let (one, _, two) = demo.advisers();
    let at_desk_of = |who: &Staff| {
        browser.forget_cookies();
        sign_in(browser, demo, who);
        browser.go(&demo.url(&format!("/console/statistics?lang={lang}")));
    };
    let ask = |go: &str| browser.click(&format!("a[href^='/console/statistics/{go}:']"));
    let press = |go: &str, passphrase: &str| {
        browser.fill("[name=passphrase]", passphrase);
        browser.click(&format!("form[data-ask^='{go}:'] button"));
    };
    let mut look = |state: &str| {
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
        let name = format!("publishing-{}-{}", state.replace(' ', "-"), lang);
        for look in LOOKS {
            browser.picture(&name, look);
        }
        eye.look(&format!("publishers, {state}"));
    };
    at_desk_of(one);
    look("ready");
    ask("approve");
    look("to approve or not");
    press("approve", "not the passphrase");
    look("wrong passphrase");
    press("approve", &one.passphrase);
    look("approved");
    at_desk_of(two);
    browser.go(&demo.url("/console"));
    look("whose turn it is");
    browser.click("nav a[href='/console/statistics']");
    look("to be released");
    ask("release");
    look("to release or not");
    press("release", &two.passphrase);
    look("released");
    ask("prepare");
    look("to plan or not");
    press("prepare", &two.passphrase);
    look("planned by one");
    at_desk_of(one);
    look("to be signed");
    ask("confirm");
    look("to sign or not");
    press("confirm", &one.passphrase);
    look("signed");
}

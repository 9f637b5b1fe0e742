//! The list in a browser: by keys alone, without script, and in every state.

use crate::browser::{inspect, sign_in};
use crate::support::browser::{Browser, LOOKS};
use crate::support::server::{Demo, Options};

// `WebDriver` codes of keys.
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
/// Id of the case whose link has the focus; empty where none has.
const AT: &str = "return document.activeElement.closest('[data-case-id]')?.dataset.caseId ?? ''";
const OPEN: &str = "return String(document.getElementById('shortcuts').open)";

fn said(browser: &Browser, script: &str) -> String {
    browser.run(script).as_str().unwrap_or_default().to_owned()
}

pub fn keys() {
    let demo = Demo::start(&Options { cases: 8, ..Options::default() });
    let desk = Browser::open(true, "en");
    sign_in(&desk, &demo, demo.advisers().0);
    desk.go(&demo.url("/console"));
    let rows = desk.page().with_attr("data-case-id");
    let id = |n: usize| rows[n].attr("data-case-id").unwrap_or_default().to_owned();
    for (key, row) in [("j", 0), ("j", 1), ("k", 0), (DOWN, 1), (UP, 0), ("k", 0)] {
        desk.key(key, 1);
        assert_eq!(said(&desk, AT), id(row), "{key}");
    }
    desk.leads("the case", || desk.key(ENTER, 1));
    assert!(desk.url().ends_with(&id(0)), "{}", desk.url());
    // Half a sentence is not left behind unasked.
    desk.fill("textarea[name=message]", "half a sentence");
    desk.run("document.activeElement.blur()");
    desk.leads("the question", || desk.keys("gi"));
    assert!(desk.url().ends_with("/away"), "{}", desk.url());
    desk.leads("the case", || desk.click("main form button[type=submit]"));
    let kept = said(&desk, "return document.querySelector('textarea[name=message]').value");
    assert_eq!(kept, "half a sentence");
    desk.fill("textarea[name=message]", "");
    desk.run("document.activeElement.blur()");
    desk.leads("the list", || desk.keys("gi"));
    assert!(desk.url().ends_with("/console"), "{}", desk.url());
    // In a field keys are letters.
    desk.keys("/");
    desk.keys("jk?gi/");
    assert_eq!(said(&desk, "return document.getElementById('q').value"), "jk?gi/");
    assert_eq!(said(&desk, OPEN), "false");
    desk.run("document.activeElement.blur()");
    desk.keys("?");
    assert_eq!(said(&desk, OPEN), "true");
    desk.leads("the list", || desk.click("#shortcuts button[value=off]"));
    desk.run("document.activeElement.blur()");
    desk.keys("j");
    assert_eq!(said(&desk, AT), "", "turned off");
    desk.run("document.getElementById('shortcuts').open = true");
    desk.leads("the list", || desk.click("#shortcuts button[value=on]"));
    desk.run("document.activeElement.blur()");
    desk.keys("j");
    assert_eq!(said(&desk, AT), id(0), "turned on again");
}

pub fn states() {
    let demo = Demo::start(&Options { cases: 24, ..Options::default() });
    let mut faults = Vec::new();
    for script in [true, false] {
        let desk = Browser::open(script, "lv");
        sign_in(&desk, &demo, demo.advisers().0);
        for lang in ["lv", "en"] {
            let name =
                |state: &str| format!("inbox-{state}-{lang}{}", if script { "" } else { "-no-script" });
            desk.go(&demo.url(&format!("/console?lang={lang}")));
            if !script {
                // The checker is script itself: without any there is only the look of it.
                for look in LOOKS {
                    desk.picture(&name("list"), look);
                }
                continue;
            }
            inspect(&desk, &name("list"), &mut faults);
            desk.press("#shortcuts > summary");
            inspect(&desk, &name("keys"), &mut faults);
            desk.go(&demo.url(&format!("/console?status=closed&sort=filed&lang={lang}")));
            inspect(&desk, &name("filtered"), &mut faults);
            for (state, words) in [("found", "a"), ("nothing", "zzzzz")] {
                desk.go(&demo.url(&format!("/console?lang={lang}")));
                desk.fill("#q", words);
                desk.leads("what is found", || desk.click("[data-search] button"));
                inspect(&desk, &name(state), &mut faults);
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

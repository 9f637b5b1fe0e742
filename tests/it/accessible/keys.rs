//! A whole report with nothing but the keyboard, in a browser without script.

use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::reporter::receipt_of;
use crate::support::server::Demo;
use crate::support::unique;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
/// Presses until a control is reached, at most.
const FAR: usize = 80;

/// Presses the tabulator until what has the focus is wanted.
fn reach(browser: &Browser, what: &str, wanted: impl Fn(&[String]) -> bool) {
    let mut met = Vec::new();
    for _ in 0..FAR {
        browser.key(TAB, 1);
        let focused = browser.focused(&["name", "value", "class", "id"]);
        if wanted(&focused) {
            return;
        }
        met.push(focused.join(" "));
    }
    panic!("{what} is not reached: {met:?}");
}

fn enter(browser: &Browser, name: &str, value: &str) {
    reach(browser, value, |f| f[0] == name && f[1] == value);
    browser.leads(value, || browser.key(ENTER, 1));
}

pub fn report() {
    let demo = Demo::empty();
    let words = unique("tikai ar taustiem ");
    let browser = Browser::open(false, "lv");
    browser.go(&demo.url("/"));
    browser.key(TAB, 1);
    assert_eq!(browser.focused(&["class"]), ["exit-page"], "the way out comes first");
    // The landing page leads on by its first button.
    reach(&browser, "the way to the form", |f| f[2] == "button");
    browser.leads("the form", || browser.key(ENTER, 1));
    let institution = demo.advisers().0.institution.clone().expect("an institution");
    let mut presses = 0;
    for _ in 0..20 {
        let page = browser.page();
        if receipt_of(&page).is_some() {
            break;
        }
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()));
        presses += 1;
        match form.step.as_deref().unwrap_or_default() {
            "about" => {
                reach(&browser, "whose experience", |f| f[0] == "about");
                browser.keys(" ");
                reach(&browser, "age", |f| f[0] == "age");
                // From one answer to the next within a question.
                browser.keys("\u{e015}");
                assert_eq!(browser.focused(&["value"]), ["adult"]);
            }
            "words" => {
                reach(&browser, "the words", |f| f[0] == "statement");
                browser.keys(&words);
            }
            "readers" if form.fields.iter().any(|f| f.name == "reads") => {
                reach(&browser, "somebody to leave out", |f| f[0] == "excluded");
                browser.keys(" ");
            }
            "readers" => {
                reach(&browser, "the institutions", |f| f[0] == "institution");
                browser.keys(" ");
                while browser.focused(&["value"]) != [institution.clone()] {
                    browser.keys("\u{e015}");
                }
            }
            "check" => {
                enter(&browser, "go", "send");
                continue;
            }
            _ => {}
        }
        enter(&browser, "go", "next");
    }
    let receipt = receipt_of(&browser.page()).unwrap_or_else(|| panic!("{}", browser.page().text()));
    enter(&browser, "go", "saved");
    browser.go(&demo.url("/return"));
    reach(&browser, "the code", |f| f[0] == "receipt");
    browser.keys(&receipt.to_lowercase());
    browser.leads("the conversation", || browser.key(ENTER, 1));
    assert!(!browser.page().with_attr("data-thread").is_empty(), "{}", browser.page().text());
    let all: usize =
        demo.with_role("adviser").iter().map(|who| Adviser::sign_in(&demo, who).inbox().len()).sum();
    assert!(all >= 1 && presses >= 6, "one report, read by {all}");
    reach(&browser, "the way out", |f| f[2] == "exit-page");
}

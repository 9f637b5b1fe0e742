//! The same with a real browser and no script: whatever is pressed, there is one report, and nothing typed is lost.

use crate::browser::fill_page;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::html::Element;
use crate::support::reporter::{Reporter, primary, receipt_of};
use crate::support::server::Demo;
use crate::support::unique;

/// Fills in pages until this one is open, or the receipt.
fn on_to(browser: &Browser, words: &str, step: &str) {
    for _ in 0..20 {
        let page = browser.page();
        if receipt_of(&page).is_some() {
            return;
        }
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()));
        if form.step.as_deref() == Some(step) {
            return;
        }
        fill_page(browser, &form, words, &mut Vec::new());
        press(browser, &primary(&form, false).expect("a button").value);
    }
    panic!("{step} was not met");
}

fn press(browser: &Browser, value: &str) {
    browser.click(&format!("form[data-step] button[name=go][value={value}]"));
}

fn step(browser: &Browser) -> String {
    browser.page().step_form().and_then(|f| f.step).unwrap_or_default()
}

fn receipt(browser: &Browser) -> String {
    receipt_of(&browser.page()).unwrap_or_else(|| panic!("{}", browser.page().text()))
}

/// Of all that was filed, one report has these words, and the receipt opens it.
fn one_report(demo: &Demo, words: &str, receipt: &str) {
    let (first, second, _) = demo.advisers();
    let all: Vec<usize> =
        [first, second].iter().map(|who| Adviser::sign_in_anew(demo, who).inbox().len()).collect();
    assert!(all.iter().all(|n| *n == 1), "{all:?} rows");
    Adviser::sign_in(demo, first).find(words);
    Reporter::new(demo.visitor("lv")).return_with(receipt);
}

pub fn back_button() {
    let demo = Demo::empty();
    let words = unique("ar soli atpakaļ ");
    let browser = Browser::open(false, "lv");
    browser.go(&demo.url("/"));
    browser.click("a[href='/start']");
    // From every page of the form one and two steps back, and on.
    for at in ["about", "words", "safety", "readers", "check"] {
        on_to(&browser, &words, at);
        for _ in 0..2 {
            browser.back();
        }
        if browser.page().step_form().is_none() {
            browser.click("a[href='/start']");
        }
        // All pages have one address: the draft is where it was, and no page of a POST asks to be sent again.
        assert_eq!(step(&browser), at);
        browser.go(&demo.url("/start"));
        assert_eq!(step(&browser), at);
    }
    // The form's own button leads to the page before, with what was typed.
    while step(&browser) != "words" {
        press(&browser, "back");
    }
    assert!(browser.page().html.contains(&words));
    on_to(&browser, &words, "nowhere");
    let code = receipt(&browser);
    // Back from the receipt: the receipt, not the page that sends.
    browser.back();
    assert_eq!(receipt(&browser), code);
    browser.go(&demo.url("/start"));
    assert_eq!(receipt(&browser), code);
    press(&browser, "saved");
    browser.back();
    assert!(!browser.page().html.contains(&words) && receipt_of(&browser.page()).is_none(), "left behind");
    one_report(&demo, &words, &code);
}

pub fn two_tabs() {
    let demo = Demo::empty();
    let words = unique("divās cilnēs ");
    let browser = Browser::open(false, "lv");
    browser.go(&demo.url("/start"));
    on_to(&browser, &words, "words");
    browser.tab();
    browser.go(&demo.url("/start"));
    assert_eq!(step(&browser), "words");
    on_to(&browser, &words, "check");
    // The first tab still shows an empty field; what is written there is taken as the newer words.
    browser.to_tab(0);
    let newer = format!("{words} un vēl");
    browser.fill("[name=statement]", &newer);
    press(&browser, "next");
    assert_eq!(step(&browser), "safety", "it goes on from its own page");
    on_to(&browser, &newer, "check");
    browser.to_tab(1);
    press(&browser, "send");
    let code = receipt(&browser);
    browser.to_tab(0);
    press(&browser, "send");
    assert_eq!(receipt(&browser), code, "the second tab gets the receipt of the first");
    one_report(&demo, &newer, &code);
}

pub fn double_click() {
    let demo = Demo::empty();
    let words = unique("divreiz nospiests ");
    let browser = Browser::open(false, "lv");
    browser.go(&demo.url("/start"));
    for _ in 0..20 {
        let page = browser.page();
        if receipt_of(&page).is_some() {
            break;
        }
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()));
        fill_page(&browser, &form, &words, &mut Vec::new());
        let value = &primary(&form, false).expect("a button").value;
        browser.double_click(&format!("form[data-step] button[name=go][value={value}]"));
    }
    one_report(&demo, &words, &receipt(&browser));
}

/// Somebody clears the browser's data while the page with the words is open.
pub fn cookies_cleared() {
    let demo = Demo::empty();
    let words = unique("bez sīkdatnēm ");
    let browser = Browser::open(false, "lv");
    browser.go(&demo.url("/start"));
    on_to(&browser, "vecie vārdi", "safety");
    press(&browser, "back");
    browser.fill("[name=statement]", &words);
    browser.forget_cookies();
    press(&browser, "next");
    // A clear word, the text, and a button that goes on with it.
    let page = browser.page();
    let said = page.elements_named(&["h1", "p"]);
    println!("  told: {}", said.iter().map(Element::text).collect::<Vec<_>>().join(" | "));
    assert!(page.html.contains(&words), "{}", page.text());
    browser.click("form[data-step=retry] button");
    assert_eq!(step(&browser), "safety", "{}", browser.page().text());
    press(&browser, "back");
    assert!(browser.page().html.contains(&words), "what was typed stands in the new draft");
    on_to(&browser, &words, "nowhere");
    let code = receipt(&browser);
    one_report(&demo, &words, &code);
    // With the receipt on the screen and the cookies gone the code still leads to the conversation.
    browser.forget_cookies();
    press(&browser, "saved");
    assert_ne!(step(&browser), "check", "nothing is sent again: {}", browser.page().text());
    one_report(&demo, &words, &code);
}

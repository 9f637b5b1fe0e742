//! The pages of keeping and deleting in a browser, in every state: no violation that axe-core knows, nothing too wide.

use crate::browser::{inspect, sign_in};
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::server::Demo;
use crate::withdraw::filed;

pub fn every_state() {
    let demo = Demo::empty();
    let (words, _) = filed(&demo);
    let (first, second, _) = demo.advisers();
    let mut one = Adviser::sign_in_anew(&demo, first);
    let (case, page) = one.find(&words);
    one.answer(&page, "Paldies, ka uzrakstījāt.");
    let mut faults = Vec::new();
    for (lang, who) in [("lv", first), ("en", second)] {
        let browser = Browser::open(true, lang);
        sign_in(&browser, &demo, who);
        let go = |value: &str| {
            browser.run("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
            browser.click(&format!("button[name=go][value={value}]"));
        };
        let open = || {
            browser.go(&demo.url(&format!("/console/cases/{case}?lang={lang}")));
            go("keep");
        };
        open();
        inspect(&browser, &format!("keeping-none-{lang}"), &mut faults);
        go("propose");
        inspect(&browser, &format!("keeping-no-reason-{lang}"), &mut faults);
        browser.fill("[name=hold_until]", "01.01.2020");
        go("hold");
        inspect(&browser, &format!("keeping-hold-wrong-{lang}"), &mut faults);
        browser.run("document.querySelector('[name=hold_reason]').value = 'proceedings'");
        browser.run("document.querySelector('[name=hold_until]').value = ''");
        go("hold");
        inspect(&browser, &format!("keeping-held-case-{lang}"), &mut faults);
        go("keep");
        browser.run("document.querySelector('#reason-court_order').click()");
        go("propose");
        inspect(&browser, &format!("keeping-held-{lang}"), &mut faults);
        browser.click("[data-hold] button");
        open();
        if lang == "lv" {
            browser.run("document.querySelector('#reason-court_order').click()");
            go("propose");
            inspect(&browser, "keeping-proposed-case-lv", &mut faults);
            open();
            inspect(&browser, "keeping-own-lv", &mut faults);
            // The colleague writes nothing, and so the proposal stands for the other language.
            let other = Browser::open(true, lang);
            sign_in(&other, &demo, second);
            other.go(&demo.url("/console?lang=lv"));
            inspect(&other, "keeping-inbox-lv", &mut faults);
            other.go(&demo.url(&format!("/console/cases/{case}?lang=lv")));
            other.click("button[name=go][value=keep]");
            inspect(&other, "keeping-confirm-lv", &mut faults);
            other.fill("[name=typed]", "x");
            other.fill("[name=passphrase]", "x");
            other.click("button[value=confirm]");
            inspect(&other, "keeping-confirm-wrong-lv", &mut faults);
            other.click("button[value=take_back]");
        } else {
            browser.run("document.querySelector('#reason-court_order').click()");
            go("propose");
            open();
            inspect(&browser, "keeping-own-en", &mut faults);
        }
    }
    // The last proposal is the second adviser's: the first confirms it.
    let browser = Browser::open(true, "lv");
    sign_in(&browser, &demo, first);
    browser.go(&demo.url(&format!("/console/cases/{case}?lang=en")));
    browser.click("button[name=go][value=keep]");
    inspect(&browser, "keeping-confirm-en", &mut faults);
    browser.fill("[name=typed]", &case[..6]);
    browser.fill("[name=passphrase]", &first.passphrase);
    browser.click("button[value=confirm]");
    inspect(&browser, "keeping-deleted-en", &mut faults);
    assert_eq!(browser.page().with_attr("data-deleted").len(), 1, "{}", browser.page().text());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

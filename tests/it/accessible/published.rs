//! What was released, at the desk of leadership and open to all.

use super::eye::Eye;
use crate::browser::sign_in;
use crate::published::{demo, newest, opened};
use crate::support::browser::{Browser, LOOKS};

pub fn pages(lang: &'static str) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut demo = demo(&data);
    let browser = Browser::open(true, lang);
    let mut eye = Eye::new(&browser, lang);
    sign_in(&browser, &demo, demo.with_role("leadership")[0]);
    browser.go(&demo.url(&format!("/statistics?lang={lang}")));
    let year = newest(&browser.page());
    let paths =
        ["/statistics".to_owned(), format!("/statistics/{}", year - 2), "/statistics/method".to_owned()];
    for (path, name) in paths.iter().zip(["newest", "first", "method"]) {
        browser.go(&demo.url(path));
        for look in LOOKS {
            browser.picture(&format!("statistics-{name}-{lang}"), look);
        }
        eye.look(path);
    }
    demo.stop();
    let served = opened(&data);
    for (path, name) in paths.iter().zip(["newest", "first", "method"]) {
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

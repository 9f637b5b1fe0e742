//! What script adds to the form, in a real browser: nothing that is needed, and nothing that loses a word.

use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use serde_json::json;

use crate::browser::fill_page;
use crate::support::browser::Browser;
use crate::support::multipart::Upload;
use crate::support::reporter::{primary, receipt_of};
use crate::support::server::Demo;
use crate::support::services::{Need, trial};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("comfort::a_broken_connection_loses_nothing", &[Need::Browser], broken_connection),
        trial("comfort::an_upload_shows_how_far_it_is", &[Need::Browser], upload),
        trial("comfort::a_page_that_comes_with_files_is_whole", &[Need::Browser], whole_page),
        trial("comfort::a_draft_is_kept_on_with_one_press", &[Need::Browser], expiry),
    ]
}

/// Opens the form and goes on until this page.
fn open(browser: &Browser, demo: &Demo, words: &str, step: &str) {
    browser.go(&demo.url("/start?lang=lv"));
    for _ in 0..20 {
        let form = browser.page().step_form().expect("a form");
        if form.step.as_deref() == Some(step) {
            return;
        }
        fill_page(browser, &form, words, &mut Vec::new());
        let button = primary(&form, false).expect("a button");
        browser.click(&format!("form[data-step] button[name={}][value={}]", button.name, button.value));
    }
    panic!("{step} was not met");
}

fn text_of(browser: &Browser, css: &str) -> String {
    let script = format!("return [...document.querySelectorAll({css:?})].map(e => e.textContent).join(' ')");
    browser.run(&script).as_str().unwrap_or_default().to_owned()
}

fn until(what: &str, mut so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_mins(1);
    while !so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn network(browser: &Browser, offline: bool, bytes_per_second: i64) {
    browser.ask("Network.enable", &json!({}));
    let how = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_per_second });
    browser.ask("Network.emulateNetworkConditions", &how);
}

fn broken_connection() {
    let demo = Demo::empty();
    let browser = Browser::open(true, "lv");
    open(&browser, &demo, "x", "words");
    let words = unique("rakstīts bez tīkla ");
    browser.fill("[name=statement]", &words);
    let counted = text_of(&browser, ".status-line");
    assert!(counted.contains(&words.chars().count().to_string()), "counted: {counted}");
    network(&browser, true, -1);
    browser.press("button[name=go][value=next]");
    until("told that nothing was sent", || {
        text_of(&browser, ".status-line.errors").contains("Savienojuma nav")
    });
    let kept = browser.run("return document.querySelector('[name=statement]').value");
    assert_eq!(kept.as_str(), Some(words.as_str()));
    network(&browser, false, -1);
    browser.click("button[name=go][value=next]");
    assert_eq!(browser.page().step_form().and_then(|f| f.step).as_deref(), Some("safety"));
}

fn upload() {
    let demo = Demo::empty();
    let browser = Browser::open(true, "lv");
    let words = unique("ar failu un skriptu ");
    open(&browser, &demo, &words, "check");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("ieraksts.mp4");
    Upload::pattern("ieraksts.mp4", 3 << 20)
        .content
        .write_to(&mut std::fs::File::create(&file).expect("a file"))
        .expect("written");
    browser.attach("[name=evidence]", &file);

    // Broken off: told, and the file is still chosen.
    network(&browser, true, -1);
    browser.press("button[name=go][value=upload]");
    until("told that nothing was sent", || {
        text_of(&browser, ".status-line.errors").contains("Savienojuma nav")
    });
    network(&browser, false, 1 << 20);
    browser.press("button[name=go][value=upload]");
    until("progress is shown", || text_of(&browser, ".status-line").contains('%'));
    until("the file is listed", || text_of(&browser, ".files").contains("ieraksts.mp4"));
    network(&browser, false, -1);
    browser.click("button[name=go][value=send]");
    assert!(receipt_of(&browser.page()).is_some(), "{}", browser.page().text());
}

/// Files go by script, and what answers them is the whole page: in its language, with a working exit.
fn whole_page() {
    let demo = Demo::empty();
    let browser = Browser::open(true, "lv");
    let words = unique("ar failu citā valodā ");
    open(&browser, &demo, &words, "check");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("ieraksts.mp4");
    std::fs::write(&file, [7; 5000]).expect("a file");
    browser.attach("[name=evidence]", &file);
    browser.click("#in-en");
    let page = browser.page();
    assert!(page.html.contains("<html lang=\"en\" dir=\"ltr\""), "{}", &page.html[..200]);
    assert_eq!(text_of(&browser, ".exit-page"), "Leave this page");
    assert_eq!(text_of(&browser, "header .langs").trim(), "Latviešu");
    assert!(text_of(&browser, ".files").contains("ieraksts.mp4"));
    // A second one, and its answer asks for what was not filled in, or goes on: the script is still at work.
    browser.attach("[name=evidence]", &file);
    browser.click("button[name=go][value=what]");
    assert_eq!(browser.page().step_form().and_then(|f| f.step).as_deref(), Some("what"));
    browser.key("\u{e008}", 1);
    assert!(!text_of(&browser, ".exit-progress").is_empty(), "the exit says how far it is");
    browser.key("\u{e008}", 2);
    until("left", || !browser.url().contains("/start"));
}

fn expiry() {
    let demo = Demo::empty();
    let browser = Browser::open(true, "lv");
    // Hours pass in a second for this browser; the server's clock goes on as it does.
    let hasten = "const real = setTimeout; window.setTimeout = (f, ms) => real(f, ms > 60000 ? 1000 : ms);";
    browser.ask("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": hasten }));
    open(&browser, &demo, "x", "words");
    let words = unique("glabāts pēc brīdinājuma ");
    browser.fill("[name=statement]", &words);
    until("warned", || text_of(&browser, ".notice").contains("piecām minūtēm"));
    browser.press(".notice button");
    until("kept", || text_of(&browser, ".status-line").contains("Saglabāts"));
    browser.go(&demo.url("/start"));
    let kept = browser.run("return document.querySelector('[name=statement]').value");
    assert_eq!(kept.as_str(), Some(words.as_str()), "what was typed is on the server");
}

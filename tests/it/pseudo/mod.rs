//! A further language is files only: one that nobody speaks, written from right to left, is laid over the pack of a demo,
//! and every page is walked in it. What shows a letter without an accent there did not come from the pack.

mod language;

use std::collections::BTreeSet;
use std::path::Path;

use libtest_mimic::Trial;
use tempfile::TempDir;

use crate::support::adviser::Adviser;
use crate::support::browser::{Browser, LOOKS};
use crate::support::html::{Form, Page};
use crate::support::http::Client;
use crate::support::reporter::{Told, filled, press, receipt_of, set};
use crate::support::server::{Demo, Options};
use crate::support::services::{Need, trial};
use language::{CODE, accented};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("pseudo::a_language_of_files_only_shows_on_every_page", &[], every_page),
        trial("pseudo::nothing_scrolls_sideways_from_right_to_left", &[Need::Browser], sideways),
    ]
}

/// Words of the report: no letter of ASCII, so that they need no exception.
const WORDS: &str = "Žžž 111 ģģģ";

struct Spoken {
    demo: Demo,
    _pack: TempDir,
}

fn spoken() -> Spoken {
    let pack = TempDir::new().expect("a folder");
    language::write(pack.path());
    let options = Options { pack: Some(pack.path().to_owned()), years: 2, ..Options::default() };
    Spoken { demo: Demo::start(&options), _pack: pack }
}

/// Looks at pages and gathers what is not of the language.
struct Eye {
    /// Words that are nobody's sentence: names of people, and of languages as they call themselves.
    known: BTreeSet<String>,
    faults: Vec<String>,
    seen: usize,
}

impl Eye {
    fn new(demo: &Demo) -> Self {
        let staff = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/demo/staff.toml");
        let staff: toml::Table = std::fs::read_to_string(staff).expect("a file").parse().expect("TOML");
        let people = staff["staff"].as_array().expect("people").iter();
        let named =
            people.flat_map(|p| ["name", "username"].map(|k| p[k].as_str().expect("words").to_owned()));
        let mut known: BTreeSet<String> = named.flat_map(|n| words(&n)).collect();
        known.extend(words(&demo.url("/")));
        // A number of mathematics.
        known.extend(["e²", "e⁴"].map(str::to_owned));
        Self { known, faults: Vec::new(), seen: 0 }
    }

    fn look(&mut self, what: &str, page: &Page) {
        self.seen += 1;
        let head = format!("<html lang=\"{CODE}\" dir=\"rtl\">");
        if !page.html.contains(&head) {
            self.faults.push(format!("{what}: no {head}"));
        }
        // What is said in another language says so: the way to that language.
        let foreign = page.with_attr("lang").into_iter().filter(|e| e.name != "html");
        let own: BTreeSet<String> = foreign.flat_map(|e| words(&e.text())).collect();
        let whole = page.text();
        let mut shown = whole.split_once("html>").expect("a page").1.to_owned();
        for attribute in ["title", "aria-label", "placeholder", "alt"] {
            let values = page.with_attr(attribute).into_iter();
            shown.extend(
                values.flat_map(|e| [" ".to_owned(), e.attr(attribute).unwrap_or_default().to_owned()]),
            );
        }
        // Addresses of mail, commands and what stands on paper are no sentences.
        let shown: Vec<&str> = shown.split_whitespace().filter(|w| !w.contains('@')).collect();
        let mut own = own;
        let codes = page.elements_named(&["code", "pre"]).into_iter().chain(page.by_id("receipt-code"));
        for code in codes.chain(page.with_attr("translate")) {
            own.extend(words(&code.text()));
        }
        let odd: BTreeSet<String> = words(&shown.join(" "))
            .into_iter()
            .filter(|w| !self.known.contains(w) && !own.contains(w) && !is_machine(w))
            .collect();
        if !odd.is_empty() {
            let odd: Vec<String> = odd.into_iter().collect();
            self.faults.push(format!("{what}: {}", odd.join(" ")));
        }
    }
}

/// Words with a letter of ASCII.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|w| w.chars().any(|c| c.is_ascii_alphabetic())).map(str::to_owned).collect()
}

/// Fingerprints, ids, codes: figures among their letters, or hexadecimal and long.
fn is_machine(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit()) || word.len() >= 8 && word.bytes().all(|b| b.is_ascii_hexdigit())
}

fn get(client: &mut Client, path: &str) -> Page {
    let joint = if path.contains('?') { '&' } else { '?' };
    client.get(&format!("{path}{joint}lang={CODE}")).expect("an answer").page()
}

fn every_page() {
    let spoken = spoken();
    let demo = &spoken.demo;
    let mut eye = Eye::new(demo);
    let mut client = demo.visitor("en");
    for path in ["/", "/read", "/start", "/return", "/sign-in", "/enrol", "/nothing-here"] {
        let page = get(&mut client, path);
        eye.look(path, &page);
        let others: Vec<_> =
            page.links().iter().filter_map(|l| l.attr("hreflang").map(str::to_owned)).collect();
        assert!(others.is_empty() || others == ["lv", "en"], "{path} offers {others:?}");
    }
    let list = get(&mut client, "/read");
    let pages: Vec<String> = list.links().iter().filter_map(|l| l.attr("href").map(str::to_owned)).collect();
    let pages: Vec<&String> = pages.iter().filter(|h| h.starts_with("/read/")).collect();
    assert!(pages.len() >= 12, "{pages:?}");
    for path in pages {
        eye.look(path, &get(&mut client, path));
    }
    let back = client.get("/").expect("an answer").page();
    assert!(back.html.contains("dir=\"rtl\""), "the choice is kept");

    let receipt = form(&mut client, |step, page| eye.look(&format!("/start {step}"), page));
    let mut wrong = demo.visitor("en");
    eye.look("/return, a wrong code", &enter(&mut wrong, "0000 0000"));
    let thread = enter(&mut wrong, &receipt);
    assert!(!thread.with_attr("data-thread").is_empty(), "{}", thread.text());
    eye.look("the conversation", &thread);
    further(demo, &mut eye, &receipt);
    desks(demo, &mut eye);

    println!("  {} pages in a language of files only: {} with something else", eye.seen, eye.faults.len());
    assert!(eye.seen > 80, "{} pages", eye.seen);
    let faults = std::mem::take(&mut eye.faults);
    assert!(faults.is_empty(), "{} of {} pages:\n{}", faults.len(), eye.seen, faults.join("\n"));
}

/// Walks the form in the language, everything optional and every advice included, until the code is kept.
fn form(client: &mut Client, mut seen: impl FnMut(&str, &Page)) -> String {
    let told = Told::words(WORDS);
    let mut page = get(client, "/start");
    let mut extra = vec!["contact", "people", "what"];
    let mut refused = false;
    for _ in 0..40 {
        let Some(form) = page.step_form().filter(|_| receipt_of(&page).is_none()) else { break };
        let step = form.step.clone().unwrap_or_default();
        seen(&step, &page);
        let mut fields = answers(&form, &told);
        if step == "words" && !std::mem::replace(&mut refused, true) {
            set(&mut fields, "statement", "");
            let page = client.submit(&form, &fields, &[]).expect("an answer").page();
            assert!(!page.errors().is_empty());
            seen("words, empty", &page);
            continue;
        }
        if step == "check"
            && let Some(next) = extra.pop()
        {
            set(&mut fields, "go", next);
        }
        page = client.submit(&form, &fields, &[]).expect("an answer").page();
    }
    let receipt = receipt_of(&page).unwrap_or_else(|| panic!("no receipt: {}", page.text()));
    assert!(extra.is_empty());
    seen("receipt", &page);
    receipt
}

/// Presses the button of the page that has this name and value, and looks at what comes.
fn press_on(client: &mut Client, eye: &mut Eye, page: &Page, (name, value): (&str, &str)) -> Page {
    let with = |f: &Form| f.buttons().any(|b| b.name == name && b.value == value);
    let form = page.forms().into_iter().find(with).unwrap_or_else(|| panic!("{value}: {}", page.text()));
    let mut fields = form.defaults();
    set(&mut fields, name, value);
    if form.fields.iter().any(|f| f.name == "statement") {
        set(&mut fields, "statement", WORDS);
    }
    let page = client.submit(&form, &fields, &[]).expect("an answer").page();
    eye.look(&format!("after {value}"), &page);
    page
}

/// The pages beside the way: codes, withdrawing, private records, and what is said where something is over.
fn further(demo: &Demo, eye: &mut Eye, receipt: &str) {
    let mut client = demo.visitor("en");
    let page = enter(&mut client, receipt);
    for go in ["other", "paid"] {
        let unsent = [("message", "not sent")];
        let mut page = crate::desk::act(&mut client, &page, ("go", go), &unsent).page();
        if go == "paid" {
            page = press_on(&mut client, eye, &page, ("go", "begin"));
        }
        eye.look(&format!("{go}, with a message that is not sent"), &page);
    }
    let page = press_on(&mut client, eye, &page, ("go", "withdraw"));
    let page = press_on(&mut client, eye, &page, ("withdraw", "yes"));
    let page = press_on(&mut client, eye, &page, ("withdraw", "undo"));
    let page = press_on(&mut client, eye, &page, ("go", "offer"));
    let page = press_on(&mut client, eye, &page, ("go", "compare"));
    press_on(&mut client, eye, &page, ("go", "take"));
    eye.look("a code that was replaced", &enter(&mut demo.visitor("en"), receipt));

    let mut client = demo.visitor("en");
    let page = get(&mut client, "/start");
    let page = press_on(&mut client, eye, &page, ("go", "next"));
    let page = press_on(&mut client, eye, &page, ("go", "next"));
    let page = press_on(&mut client, eye, &page, ("go", "next"));
    let code = press_on(&mut client, eye, &page, ("go", "code"));
    press_on(&mut client, eye, &code, ("go", "compare"));
    let mut without = Client { cookies: std::collections::BTreeMap::default(), ..client.clone() };
    get(&mut without, "/");
    let kept = press_on(&mut client, eye, &page, ("go", "keep"));
    press_on(&mut without, eye, &page, ("go", "next"));
    let receipt = receipt_of(&kept).expect("a code");
    let mut client = demo.visitor("en");
    let page = enter(&mut client, &receipt);
    eye.look("a private record", &page);
    let page = press_on(&mut client, eye, &page, ("go", "ask"));
    press_on(&mut client, eye, &page, ("go", "erase"));
}

/// A page filled in so that whatever hangs on an answer is shown.
fn answers(form: &Form, told: &Told) -> Vec<(String, String)> {
    let mut fields = filled(form, told, false);
    for (name, value) in [
        ("age", "under_18"),
        ("safe_now", "no"),
        ("weapon", "yes"),
        ("retaliation_fear", "yes"),
        ("alive", "yes"),
    ] {
        if form.fields.iter().any(|f| f.name == name) {
            set(&mut fields, name, value);
        }
    }
    fields
}

fn enter(client: &mut Client, receipt: &str) -> Page {
    let page = get(client, "/return");
    let form = page.form_with("receipt").expect("a field");
    let mut fields = form.defaults();
    set(&mut fields, "receipt", receipt);
    press(&mut fields, form.buttons().find(|b| !b.back));
    client.submit(&form, &fields, &[]).expect("an answer").page()
}

/// Every page of the staff that shows no case, and the one case there is.
fn desks(demo: &Demo, eye: &mut Eye) {
    for (role, paths) in [
        (
            "adviser",
            &[
                "/console",
                "/console?status=all&sort=filed&reason=new",
                "/console/colleagues",
                "/console/absence",
                "/console/statistics",
                "/console/handbook",
                "/account",
                "/account/sessions",
                "/account/keys",
            ][..],
        ),
        ("leadership", &["/statistics", "/statistics/method", "/account"]),
        ("administrator", &["/admin", "/admin/roster", "/admin/people/new"]),
        ("auditor", &["/audit"]),
    ] {
        let mut desk = Adviser::sign_in(demo, demo.with_role(role)[0]);
        for path in paths {
            let page = get(&mut desk.client, path);
            eye.look(&format!("{role} {path}"), &page);
            let chapters = page.links().into_iter().filter_map(|l| l.attr("href").map(str::to_owned));
            for chapter in chapters.filter(|h| h.starts_with("/console/handbook/")) {
                eye.look(&chapter, &get(&mut desk.client, &chapter));
            }
        }
        if role == "adviser" {
            let list = get(&mut desk.client, "/console");
            let form = list.form_with("q").expect("a field for a search");
            for words in ["ņņņ šššš", &"long ".repeat(50)] {
                let mut fields = form.defaults();
                set(&mut fields, "q", words);
                let page = desk.client.submit(&form, &fields, &[]).expect("an answer").page();
                eye.look("adviser, a search", &page);
            }
        }
        let first = paths[0];
        let further = |page: &Page, mark: &str| {
            let row = page.with_attr(mark).into_iter().next().expect("a row");
            let link = Page::parse(&row.inner).links().into_iter().next().expect("a link");
            link.attr("href").expect("an address").to_owned()
        };
        let more = match role {
            "adviser" => vec![("/console/colleagues", "data-standing"), (first, "data-case-id")],
            "administrator" => vec![(first, "data-staff")],
            _ => vec![],
        };
        for (list, mark) in more {
            let path = further(&get(&mut desk.client, list), mark);
            eye.look(&format!("{role} {list}, {mark}"), &get(&mut desk.client, &path));
            if mark == "data-case-id" {
                let case = get(&mut desk.client, &path);
                let unsent = [("message", "not sent")];
                let away = crate::desk::act(&mut desk.client, &case, ("way", "/account"), &unsent).page();
                eye.look("leaving with words that are not sent", &away);
                eye.look("a copy to hand out", &get(&mut desk.client, &format!("{path}/export")));
                eye.look("a hand-over sheet", &get(&mut desk.client, &format!("{path}/sheet")));
            }
        }
    }
}

fn sideways() {
    let spoken = spoken();
    let demo = &spoken.demo;
    let browser = Browser::open(true, "en");
    let mut faults = Vec::new();
    let mut measure = |browser: &Browser, what: &str| {
        browser.look(LOOKS[0]);
        assert!(browser.page().html.contains("dir=\"rtl\""), "{what}");
        let wider = browser.overflow();
        if wider > 0 {
            faults.push(format!("{what}: {wider} px"));
        }
    };
    for path in ["/", "/read", "/read/2", "/read/12", "/start", "/return", "/sign-in", "/nothing-here"] {
        browser.go(&demo.url(&format!("{path}?lang={CODE}")));
        measure(&browser, path);
    }
    crate::browser::sign_in(&browser, demo, demo.advisers().0);
    for path in ["/console", "/console/colleagues", "/console/absence", "/console/handbook", "/account"] {
        browser.go(&demo.url(&format!("{path}?lang={CODE}")));
        assert!(browser.page().text().contains(&accented("Sign out")), "{path}: signed in");
        measure(&browser, path);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

//! The pages in a real browser: the whole journey without script, and every page looked at and checked.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::browser::{Browser, LOOKS, Look};
use crate::support::html::{Form, Page};
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{primary, receipt_of};
use crate::support::server::{Demo, Options, Staff};
use crate::support::services::{Need, axe, trial};
use crate::support::{totp, unique};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("browser::script_is_really_off", &[Need::Browser], script_is_off),
        trial("browser::report_and_answer_without_script_in_latvian", &[Need::Browser], without_script),
        trial("browser::every_page_is_accessible_and_fits", &[Need::Browser, Need::Axe], every_page),
    ]
}

const PHONE: Look = Look { width: 320, dark: false };

/// Without this the journey "without script" would prove nothing.
fn script_is_off() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let page = "<!doctype html><html lang=en><title>t</title><main><h1 id=mark>off</h1>\
                        <form><label>box <input type=checkbox name=box value=ticked></label><button>go</button></form>\
                        <img src=x></main><script>document.getElementById('mark').textContent = 'on'</script>";
            drop(stream.read(&mut [0; 4096]));
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
            drop(write!(stream, "{head}Content-Length: {}\r\n\r\n{page}", page.len()));
        }
    });
    for (script, said) in [(false, "off"), (true, "on")] {
        let browser = Browser::open(script, "lv");
        browser.go(&url);
        assert_eq!(browser.page().by_id("mark").map(|e| e.text()).as_deref(), Some(said));
        // the driver's own finding, typing and clicking do not need the page's script
        browser.type_into("[name=box]", " ");
        browser.click("button");
        assert!(browser.url().ends_with("?box=ticked"), "{}", browser.url());
        browser.picture("script-off-probe", PHONE);
        if script && axe().exists() {
            // an image without a text: the engine does find what is wrong
            let violations = browser.violations();
            assert!(violations.len() == 1 && violations[0].starts_with("image-alt"), "{violations:?}");
            browser.run("document.querySelector('h1').style.width = '500px'");
            assert!(browser.overflow() > 0, "wider than the window");
        }
    }
}

/// Size of the large file, in mebibytes; other sizes by `BALSS_TEST_FILE_MIB`.
fn large() -> u64 {
    std::env::var("BALSS_TEST_FILE_MIB").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

fn without_script() {
    let demo = Demo::empty();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (photo, film) = (folder.path().join("bilde.png"), folder.path().join("ieraksts.mp4"));
    std::fs::write(&photo, png(256)).expect("a photo");
    let content = Upload::pattern("ieraksts.mp4", large() << 20).content;
    content.write_to(&mut std::fs::File::create(&film).expect("a file")).expect("a large file");

    let words = unique("Pārlūkā stāstīts. Ā č ē ģ ī ķ ļ ņ š ū ž ");
    let browser = Browser::open(false, "lv");
    browser.look(PHONE);
    let (receipt, _) = walk(&browser, &demo, &words, &[photo.clone(), film], |step| {
        browser.picture(&format!("without-script-{step}"), PHONE);
    });

    let adviser = demo.advisers().0.clone();
    let desk = Browser::open(false, "lv");
    sign_in(&desk, &demo, &adviser);
    let rows = desk.page().with_attr("data-case-id");
    assert_eq!(rows.len(), 1, "one row");
    desk.click("[data-case-id] a");
    assert!(desk.page().text().contains(&words), "the words: {}", desk.page().text());
    desk.click("button[name=status][value=acknowledged]");
    assert_eq!(desk.page().status().as_deref(), Some("acknowledged"));
    let question = unique("Paldies, ka uzticējāties. ");
    desk.fill("textarea[name=message]", &question);
    desk.click("form:has(textarea[name=message]) button:not(.quiet)");
    let case = desk.page();
    assert!(case.messages().iter().any(|(from, text)| from == "adviser" && text.contains(&question)));
    desk.picture("without-script-desk", Look { width: 1280, dark: false });

    // files come back as they were sent
    let mut by_hand = Adviser::sign_in_anew(&demo, &adviser);
    let (_, page) = by_hand.find(&words);
    assert!(by_hand.fetch(&page, "bilde.png").body.starts_with(b"\x89PNG"));
    let fetched = by_hand.fetch(&page, "ieraksts.mp4").body;
    assert_eq!(fetched.len() as u64, large() << 20);
    let block = crate::support::multipart::pattern_block();
    assert!(fetched.chunks(block.len()).all(|chunk| block.starts_with(chunk)), "byte for byte");

    // the reporter comes back in another browser
    drop(browser);
    let browser = Browser::open(false, "lv");
    browser.look(PHONE);
    browser.go(&demo.url("/return?lang=lv"));
    browser.fill("[name=receipt]", &receipt);
    browser.click("form:has([name=receipt]) button");
    let page = browser.page();
    assert!(
        page.messages().iter().any(|(from, text)| from == "adviser" && text.contains(&question)),
        "{}",
        page.text()
    );
    browser.picture("without-script-conversation", PHONE);
    let reply = unique("Atbilde no pārlūka ");
    browser.fill("textarea[name=message]", &reply);
    browser.attach("input[type=file][name=evidence]", &photo);
    browser.click("form:has(textarea[name=message]) button:not(.quiet)");
    let messages = browser.page().messages();
    assert!(messages.iter().any(|(from, text)| from == "reporter" && text.contains(&reply)), "{messages:?}");
    assert!(by_hand.find(&reply).1.messages().len() >= 2);

    // the exit control leaves, and the way back leads nowhere
    browser.click(".exit-page");
    browser.go(&demo.url("/start"));
    assert!(!browser.page().text().contains(&reply) && receipt_of(&browser.page()).is_none());
}

/// Walks the form with mouse and keyboard; `seen` is called on every page with its step, at last with "receipt".
pub fn walk(
    browser: &Browser,
    demo: &Demo,
    words: &str,
    files: &[PathBuf],
    mut seen: impl FnMut(&str),
) -> (String, Vec<String>) {
    browser.go(&demo.url("/start?lang=lv"));
    let mut steps = Vec::new();
    let mut unsent = files.to_vec();
    for _ in 0..40 {
        let page = browser.page();
        if let Some(receipt) = receipt_of(&page) {
            seen("receipt");
            return (receipt, steps);
        }
        assert_eq!(page.errors(), Vec::<String>::new(), "{}", page.text());
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()));
        let step = form.step.clone().unwrap_or_default();
        if steps.last() != Some(&step) {
            seen(&step);
            steps.push(step);
        }
        let file = fill_page(browser, &form, words, &mut unsent);
        let extra = ["what", "people", "contact"].into_iter().find(|e| !steps.iter().any(|s| s == e));
        if let Some(extra) = extra.filter(|_| steps.last().is_some_and(|s| s == "check")) {
            browser.click(&format!("form[data-step] button[value={extra}]"));
            continue;
        }
        let button = primary(&form, file).expect("a button");
        let which = if button.name.is_empty() {
            "button[type=submit]:not([data-back])".to_owned()
        } else {
            format!("button[name=\"{}\"][value=\"{}\"]", button.name, button.value)
        };
        browser.click(&format!("form[data-step] {which}"));
    }
    panic!("the form does not end: {steps:?}")
}

/// Answers what a page asks; whether a file was chosen.
pub fn fill_page(browser: &Browser, form: &Form, words: &str, unsent: &mut Vec<PathBuf>) -> bool {
    let mut done: Vec<&str> = Vec::new();
    for field in &form.fields {
        let css = format!("form[data-step] [name=\"{}\"]", field.name);
        let one = format!("{css}[value=\"{}\"]", field.value);
        match (field.name.as_str(), field.kind.as_str()) {
            ("statement", _) if field.value.is_empty() => browser.fill(&css, words),
            ("institution", "select") if field.value.is_empty() => {
                let choice = field.options.iter().find(|o| !["", "other", "unknown"].contains(&o.as_str()));
                browser.press(&format!("{css} option[value=\"{}\"]", choice.expect("an institution")));
            }
            ("institution", "radio") if !done.contains(&"institution") => {
                browser.type_into(&one, " ");
                done.push("institution");
            }
            ("what", "checkbox") if field.value == "remarks" && !field.checked => {
                browser.type_into(&one, " ");
            }
            ("age" | "weapon" | "relation_0", "radio") if !done.contains(&field.name.as_str()) => {
                browser.type_into(&one, " ");
                done.push(&field.name);
            }
            (name, "checkbox" | "radio") if field.required && !field.checked && !done.contains(&name) => {
                browser.type_into(&one, " ");
                done.push(name);
            }
            _ => {}
        }
    }
    let chosen = form.file_field().is_some() && !unsent.is_empty();
    if chosen {
        let all_at_once = form.file_field().is_some_and(|f| f.multiple);
        let now = if all_at_once { unsent.len() } else { 1 };
        let list: Vec<String> = unsent.drain(..now).map(|f| f.to_string_lossy().into_owned()).collect();
        browser.attach("form[data-step] input[type=file]", Path::new(&list.join("\n")));
    }
    chosen
}

pub fn sign_in(browser: &Browser, demo: &Demo, who: &Staff) {
    browser.go(&demo.url("/sign-in?lang=lv"));
    browser.fill("[name=username]", &who.username);
    browser.fill("[name=passphrase]", &who.passphrase);
    if let Some(secret) = &who.totp_secret {
        browser.fill("[name=code]", &totp::code(secret));
    }
    browser.click("form:has([name=passphrase]) button[type=submit]");
    assert!(browser.page().form_with("passphrase").is_none(), "not signed in: {}", browser.page().text());
}

/// Looks at what is open in every look and gathers what is wrong with it.
pub fn inspect(browser: &Browser, name: &str, faults: &mut Vec<String>) {
    for look in LOOKS {
        browser.picture(name, look);
        let wider = browser.overflow();
        if wider > 0 {
            faults.push(format!("{name} at {} px: {wider} px too wide", look.width));
        }
        let seen = if look.dark { "dark" } else { "light" };
        let told =
            browser.violations().into_iter().map(|v| format!("{name} at {} px, {seen}: {v}", look.width));
        faults.extend(told);
    }
}

/// Every public and staff page in both languages, in four looks: no violation, and nothing to scroll sideways.
fn every_page() {
    let demo = Demo::start(&Options { cases: 8, ..Options::default() });
    let mut faults = Vec::new();
    let mut inspect_here = |browser: &Browser, name: &str| {
        for lang in ["lv", "en"] {
            let url = browser.url();
            let bare = url.split('?').next().unwrap_or(&url);
            browser.go(&format!("{bare}?lang={lang}"));
            inspect(browser, &format!("{name}-{lang}"), &mut faults);
        }
        browser.go(&format!("{}?lang=lv", browser.url().split('?').next().unwrap_or_default()));
    };

    let browser = Browser::open(true, "lv");
    for (path, name) in
        [("/", "landing"), ("/return", "return"), ("/nothing-here", "not-found"), ("/sign-in", "sign-in")]
    {
        browser.go(&demo.url(path));
        inspect_here(&browser, name);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let photo = folder.path().join("bilde.png");
    std::fs::write(&photo, png(64)).expect("a photo");
    let words = unique("Apskatīts katrs solis ");
    let (receipt, steps) =
        walk(&browser, &demo, &words, &[photo], |step| inspect_here(&browser, &format!("start-{step}")));
    assert!(steps.len() >= 4, "the form has pages: {steps:?}");

    // an error beside a field, and the conversation
    let public = Browser::open(true, "lv");
    public.go(&demo.url("/return"));
    public.fill("[name=receipt]", &format!("{}Z", &receipt[..receipt.len() - 2]));
    public.click("form:has([name=receipt]) button");
    assert!(!public.page().errors().is_empty(), "{}", public.page().text());
    error_faults(&public);
    public.go(&demo.url("/return"));
    public.fill("[name=receipt]", &receipt);
    public.click("form:has([name=receipt]) button");
    assert!(!public.page().with_attr("data-thread").is_empty(), "{}", public.page().text());
    inspect_here(&public, "conversation");
    // Answers to a POST, looked at as they are.
    let mut withdrawing = Vec::new();
    public.click("button[value=withdraw]");
    inspect(&public, "withdraw-asked-lv", &mut withdrawing);
    public.click("button[value=yes]");
    assert_eq!(public.page().with_attr("data-status")[0].attr("data-status"), Some("withdrawn"));
    inspect(&public, "withdraw-done-lv", &mut withdrawing);
    drop(public);

    let desk = Browser::open(true, "lv");
    let staff = [
        ("adviser", "/console"),
        ("leadership", "/statistics"),
        ("administrator", "/admin"),
        ("auditor", "/audit"),
    ];
    for (role, path) in staff {
        desk.forget_cookies();
        sign_in(&desk, &demo, demo.with_role(role)[0]);
        desk.go(&demo.url(path));
        inspect_here(&desk, &format!("staff-{role}"));
        if role == "adviser" {
            desk.go(&demo.url("/console"));
            // Cases of one day stand in no order: the withdrawn one may be the first.
            desk.click("[data-case-id]:not([data-status=withdrawn]) a");
            assert!(is_case(&desk.page()), "a case");
            inspect_here(&desk, "staff-case");
            desk.go(&demo.url("/console"));
            desk.click("[data-case-id][data-status=withdrawn] a");
            assert!(!is_case(&desk.page()), "nobody writes to who has withdrawn");
            inspect_here(&desk, "staff-withdrawn");
            for page in ["colleagues", "absence"] {
                desk.go(&demo.url(&format!("/console/{page}")));
                inspect_here(&desk, &format!("staff-{page}"));
            }
            desk.go(&demo.url("/console/colleagues"));
            desk.click("[data-standing] a");
            inspect_here(&desk, "staff-colleague");
            desk.go(&demo.url("/account/sessions"));
            inspect_here(&desk, "staff-sessions");
        }
        if role == "administrator" {
            desk.go(&demo.url("/admin/people/new"));
            inspect_here(&desk, "staff-invite");
            desk.go(&demo.url("/admin"));
            desk.click(&format!("[data-staff='{}'] a", demo.advisers().0.username));
            inspect_here(&desk, "staff-person");
            desk.go(&demo.url("/admin/roster"));
            inspect_here(&desk, "staff-roster");
        }
    }
    faults.extend(withdrawing);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A page that answers a POST cannot be asked for again in another language: it is looked at as it is.
fn error_faults(browser: &Browser) {
    let mut faults = Vec::new();
    inspect(browser, "return-error-lv", &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn is_case(page: &Page) -> bool {
    page.status().is_some() && page.form_with("message").is_some()
}

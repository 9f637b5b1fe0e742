//! What the desk says: risk that is not all known, what a colleague did while somebody typed beside a case, and where the focus
//! stands once something is saved.

use std::time::{Duration, Instant};

use libtest_mimic::Trial;

use crate::browser::sign_in;
use crate::consent::{marks, press};
use crate::desk::{act, act_as};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::html::{Element, Page};
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Options};
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

/// A step without a yes, as it is typed.
pub const OVERRIDE: [(&str, &str); 6] = [
    ("reason", "life"),
    ("kind", "criminal"),
    ("to", "The police of Example"),
    ("what", "A call"),
    ("told", "I have to call them."),
    ("told_due", "2099-01-01"),
];

pub fn trials() -> Vec<Trial> {
    let both = [
        on_both("desk_says", "what_is_not_known_leaves_a_case_among_those_that_cannot_wait", risk),
        on_both("desk_says", "what_is_typed_beside_a_case_stays_there_when_a_colleague_writes", beside),
    ];
    let mut all: Vec<Trial> = both.into_iter().flatten().collect();
    let needs = &[Need::Browser];
    all.push(trial("desk_says::the_focus_stands_on_what_was_saved_and_enter_saves_a_note", needs, focus));
    all
}

/// A report to the institution of both advisers, with these answers on the page of safety, and both signed in.
fn two(demo: &Demo, safety: &[(&str, &str)]) -> (String, Adviser, Adviser) {
    let (first, second, _) = demo.advisers();
    let words = unique("for the desk ");
    let told = Told { institution: first.institution.clone(), ..Told::words(&words) };
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&told, "safety").expect("a page");
    assert_eq!(press(&mut reporter.client, &page, "next", safety).status, 200);
    reporter.file(&told).expect("a receipt");
    let (mut one, two) = (Adviser::sign_in_anew(demo, first), Adviser::sign_in_anew(demo, second));
    let (case, _) = one.find(&words);
    (case, one, two)
}

fn why(adviser: &mut Adviser, case: &str) -> Vec<String> {
    let rows = adviser.page("/console").with_attr("data-case-id");
    let row = rows.into_iter().find(|r| r.attr("data-case-id") == Some(case)).expect("a row");
    marks(&Page::parse(&row.inner), "data-why")
}

fn risk(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (case, mut adviser, _) = two(&demo, &[("safe_now", "no"), ("weapon", "yes"), ("alive", "yes")]);
    let cannot_wait = |adviser: &mut Adviser| why(adviser, &case).contains(&"risk".to_owned());
    let page = adviser.open(&case);
    let told: Vec<String> = page.with_attr("data-told").iter().map(Element::text).collect();
    assert!(told.iter().any(|t| t.contains("Weapon near") && t.ends_with("Yes")), "{told:?}");
    let asked = act(&mut adviser.client, &page, ("status", "acknowledged"), &[]).page();
    let closing = act(&mut adviser.client, &asked, ("status", "closed"), &[]).page();
    assert!(closing.text().contains("Assess it before you close"), "{}", closing.text());

    // As it opens, the form answers nothing.
    let page = adviser.open(&case);
    let untouched = act(&mut adviser.client, &page, ("do", "risk"), &[]);
    assert_eq!((untouched.status, untouched.page().errors().len()), (422, 1));
    assert_eq!(marks(&adviser.open(&case), "data-risk"), ["unassessed"]);
    assert!(cannot_wait(&mut adviser));
    // Asked, and nothing known: that is told, and lowers nothing.
    let typed = [("risk_done", "Asked who could keep the weapon.")];
    let page = act(&mut adviser.client, &page, ("do", "risk"), &typed).page();
    assert_eq!(marks(&page, "data-risk"), ["filed"]);
    assert!(!page.text().contains("nothing found") && page.text().contains("not all is known yet"));
    assert!(cannot_wait(&mut adviser));
    let sheet = adviser.page(&format!("/console/cases/{case}/sheet"));
    assert!(sheet.text().contains("not all is known yet"), "{}", sheet.text());
    // A lesser answer hides it no more than none, and with all of them it is answered.
    let page = act(&mut adviser.client, &page, ("do", "risk"), &[("risk_retaliation", "yes")]).page();
    assert_eq!(marks(&page, "data-risk"), ["filed"]);
    assert_eq!(page.with_attr("data-then").len(), 1);
    let no =
        ["suicidality", "weapon", "shared_quarters", "retaliation", "child"].map(|q| format!("risk_{q}"));
    let why = [("risk_done", "Asked once more: none of it is so now.")];
    let no: Vec<(&str, &str)> = no.iter().map(|q| (q.as_str(), "no")).chain(why).collect();
    let page = act(&mut adviser.client, &page, ("do", "risk"), &no).page();
    assert_eq!(marks(&page, "data-risk"), ["low"]);
    assert!(!cannot_wait(&mut adviser));
    let closing = act(&mut adviser.client, &page, ("status", "closed"), &[]).page();
    assert!(!closing.text().contains("Assess it before you close"), "{}", closing.text());
}

/// Whether a page says that somebody wrote meanwhile, who, and all that was typed.
fn told_of(late: &crate::support::http::Answer, path: &str, typed: &[(&str, &str)]) -> Page {
    let page = late.page();
    assert_eq!(late.status, 409, "{}", page.text());
    assert!(page.with_attr("data-changed")[0].text().contains(": Note"), "{}", page.text());
    let action = format!("/{path}");
    let form = page.forms().into_iter().find(|f| f.action.as_ref().is_some_and(|a| a.ends_with(&action)));
    let fields = form.expect("the same page").defaults();
    for (name, value) in typed {
        let kept = fields.iter().find(|(n, v)| n == name && v == value);
        assert!(kept.is_some(), "{name}: {fields:?}");
    }
    page
}

fn beside(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (case, mut one, mut other) = two(&demo, &[]);
    let mut notes = 0;
    let mut meanwhile = |case: &str| {
        notes += 1;
        let page = other.open(case);
        let note = format!("Note {notes}.");
        act(&mut other.client, &page, ("do", "note"), &[("note", &note)]);
    };

    // A step without a yes.
    let page = one.open(&case);
    let over = act(&mut one.client, &page, ("of", "override"), &[]).page();
    meanwhile(&case);
    let late = press(&mut one.client, &over, "override", &OVERRIDE);
    let page = told_of(&late, "step", &OVERRIDE);
    assert!(one.open(&case).with_attr("data-override").is_empty());
    let page = press(&mut one.client, &page, "override", &[]).page();
    assert_eq!(page.with_attr("data-override").len(), 1, "sent again by who has seen it: {}", page.text());
    assert!(!page.text().contains("No step has been proposed"), "{}", page.text());

    // Its letter and its result.
    let step = page
        .forms()
        .iter()
        .flat_map(|f| f.buttons().cloned().collect::<Vec<_>>())
        .find(|b| b.name == "of" && b.value.len() == 16);
    let of = act(&mut one.client, &page, ("of", &step.expect("the step").value), &[]).page();
    assert!(!of.text().contains("the person agreed to"), "nobody agreed: {}", of.text());
    meanwhile(&case);
    let typed =
        [("parts", "statement"), ("letter_text", "Ring."), ("result", "sent"), ("text", "By courier.")];
    let late = press(&mut one.client, &of, "letter", &typed);
    let page = told_of(&late, "step", &typed);
    meanwhile(&case);
    let late = press(&mut one.client, &page, "result", &[]);
    let page = told_of(&late, "step", &typed);
    press(&mut one.client, &page, "result", &[]);
    let page = one.open(&case);
    assert!(page.text().contains("By courier."), "{}", page.text());

    // What is asked of the reporter, of a step and of another reader: the fields are not what is wrong.
    for (go, path, typed) in [
        (
            "ask",
            "propose",
            &[
                ("kind", "criminal"),
                ("to", "The police"),
                ("what", "A call"),
                ("learns", "Two"),
                ("guess", "No"),
            ][..],
        ),
        ("share", "share", &[("access", "read"), ("why", "A second pair of eyes.")][..]),
    ] {
        let of_case = one.open(&case);
        let form = act(&mut one.client, &of_case, ("go", go), &[]).page();
        let mut colleague =
            form.html.split("<option value=\"").map(|o| o.split('"').next().unwrap_or_default());
        let colleague = colleague.find(|id| id.len() == 32).unwrap_or_default().to_owned();
        let mut typed = typed.to_vec();
        typed.extend((go == "share").then_some(("colleague", &*colleague)));
        meanwhile(&case);
        let late = press(&mut one.client, &form, "send", &typed);
        let page = told_of(&late, path, &typed);
        assert!(page.errors().is_empty() && page.by_id("changed").is_some(), "{}", page.text());
        let asks = one.open(&case).with_attr("data-ask").len();
        let page = press(&mut one.client, &page, "send", &[]).page();
        assert_eq!(page.with_attr("data-ask").len(), asks + 1, "{path}: {}", page.text());
    }
    let page = one.open(&case);

    // A coding.
    let form = act(&mut one.client, &page, ("go", "code"), &[]).page();
    let typed = [
        ("ask_rape", "no"),
        ("ask_sexual_assault", "yes"),
        ("act", "sexual_assault"),
        ("relation", "unknown"),
        ("sex", "woman"),
        ("age", "unknown"),
        ("delay", "unknown"),
        ("elsewhere", "no"),
    ];
    meanwhile(&case);
    let late = press(&mut one.client, &form, "save", &typed);
    let page = told_of(&late, "coding", &typed);
    let page = press(&mut one.client, &page, "save", &[]).page();
    assert_eq!(page.with_attr("data-coded").len(), 1, "{}", page.text());

    // How it ended.
    let asked = act(&mut one.client, &page, ("status", "closed"), &[]).page();
    meanwhile(&case);
    let late = act(&mut one.client, &asked, ("sure", "yes"), &[("outcome", "advice_given")]);
    let page = told_of(&late, "status", &[("outcome", "advice_given")]);
    let page = act(&mut one.client, &page, ("sure", "yes"), &[]).page();
    assert_eq!(page.status().as_deref(), Some("closed"));
    // A mark that somebody made up shows the page, and nothing else.
    let forged = act_as(&mut one.client, &page, "step", &[("of", "override"), ("seen", "7.x.9999999999.1")]);
    assert_eq!(forged.status, 200);
}

fn focus() {
    let demo = Demo::start(&Options { cases: 2, ..Options::default() });
    for script in [true, false] {
        let desk = Browser::open(script, "en");
        sign_in(&desk, &demo, demo.advisers().0);
        desk.go(&demo.url("/console"));
        let case =
            desk.page().with_attr("data-case-id").remove(0).attr("data-case-id").expect("an id").to_owned();
        desk.go(&demo.url(&format!("/console/cases/{case}")));
        let note = unique("They called ");
        desk.fill("#note", &note);
        // The browser gives the focus with the first frame, which may come after the page.
        let at = || {
            let until = Instant::now() + Duration::from_secs(10);
            loop {
                let id = desk.run("return document.activeElement.id").as_str().unwrap_or_default().to_owned();
                if !id.is_empty() || Instant::now() > until {
                    return id;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        };
        if script {
            desk.type_into("#note_source", "telephone");
            desk.leads("the case", || desk.key("\u{e007}", 1));
        } else {
            desk.leads("the case", || desk.click("#note-save"));
        }
        assert!(desk.page().with_attr("data-entry")[0].text().contains(&note), "{script}");
        assert_eq!(at(), "saved", "script: {script}");
        // Also where the page comes at once, since something else is still typed.
        desk.fill("textarea[name=message]", "half a sentence");
        desk.fill("#note", &unique("They called again "));
        desk.leads("the case", || desk.click("#note-save"));
        assert_eq!(at(), "saved", "script: {script}");
        wrong(&desk, &demo, &case, &at);
    }
}

/// Wherever something is wrong or somebody wrote meanwhile, the page says so first to whoever hears it.
fn wrong(desk: &Browser, demo: &Demo, case: &str, at: &dyn Fn() -> String) {
    let mut colleague = Adviser::sign_in_anew(demo, demo.advisers().1);
    let mut meanwhile = || {
        let page = colleague.open(case);
        act(&mut colleague.client, &page, ("do", "note"), &[("note", &unique("Meanwhile "))]);
    };
    let press = |button: &str| {
        desk.run("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        desk.leads(button, || desk.click(button));
    };
    let open = || desk.go(&demo.url(&format!("/console/cases/{case}")));
    // The page of the case.
    open();
    meanwhile();
    desk.fill("#note", "mine");
    press("#note-save");
    assert_eq!(at(), "changed", "{}", desk.page().text());
    // Beside it.
    open();
    press("button[name=go][value=ask]");
    press("button[name=go][value=send]");
    assert_eq!(at(), "errors", "a request, nothing typed");
    for name in ["to", "what", "learns", "guess"] {
        desk.fill(&format!("[name={name}]"), "x");
    }
    desk.run("document.getElementById('kind').value = 'criminal'");
    meanwhile();
    press("button[name=go][value=send]");
    assert_eq!(at(), "changed", "a request");
    open();
    press("button[name=go][value=show]");
    desk.fill("#never", "x");
    meanwhile();
    press("main form button[type=submit]:not([name])");
    assert_eq!(at(), "changed", "the sheet");
    open();
    press("button[name=go][value=keep]");
    press("button[name=go][value=propose]");
    assert_eq!(at(), "errors", "deleting without a reason");
}

//! The advisers' own part of a case: notes, tasks, risk, coding, closing; two advisers at once; words of every kind.

use libtest_mimic::Trial;

use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::{Form, Page};
use crate::support::http::{Answer, Client};
use crate::support::reporter::{Reporter, Told, press, set};
use crate::support::server::Demo;
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("desk", "notes_tasks_and_risk_stand_for_both_advisers_and_not_for_the_reporter", noted),
        on_both("desk", "of_two_at_once_the_second_sees_what_changed_and_loses_nothing", at_once),
        on_both("desk", "words_of_every_kind_arrive_as_words", hostile_words),
        on_both("desk", "not_gbv_waits_for_another_person", coded),
        on_both("desk", "a_case_closes_with_an_outcome_and_for_silence_only_after_it", closed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Presses the button of this name and value with these fields typed in its form; all others stay as the page has them.
pub fn act(client: &mut Client, page: &Page, button: (&str, &str), typed: &[(&str, &str)]) -> Answer {
    let offers = |f: &Form| f.buttons().any(|b| b.name == button.0 && b.value == button.1);
    let mut form =
        page.forms().into_iter().find(offers).unwrap_or_else(|| panic!("no {button:?}: {}", page.text()));
    let mut fields = form.defaults();
    let found = form.buttons().find(|b| b.name == button.0 && b.value == button.1).cloned();
    press(&mut fields, found.as_ref());
    if let Some(action) = found.and_then(|b| b.action) {
        form.action = Some(action);
    }
    for (name, text) in typed {
        set(&mut fields, name, text);
    }
    client.submit(&form, &fields, &[]).expect("an answer")
}

/// What the form of the page's answer sends to another address of the case, as somebody could make it do.
pub fn act_as(client: &mut Client, page: &Page, path: &str, typed: &[(&str, &str)]) -> Answer {
    let mut form = page.form_with("message").expect("a form");
    let mut fields = form.defaults();
    let action = form.action.clone().unwrap_or_default();
    form.action = action.rsplit_once('/').map(|(case, _)| format!("{case}/{path}"));
    for (name, value) in typed {
        set(&mut fields, name, value);
    }
    client.submit(&form, &fields, &[]).expect("an answer")
}

fn marks(page: &Page, attr: &str) -> Vec<String> {
    page.with_attr(attr).iter().filter_map(|e| e.attr(attr)).map(str::to_owned).collect()
}

fn entries(page: &Page) -> Vec<String> {
    page.with_attr("data-entry").iter().map(crate::support::html::Element::text).collect()
}

/// A report to the institution of both advisers, and both at its page.
fn two(demo: &Demo) -> (String, String, Adviser, Adviser) {
    let (first, second, _) = demo.advisers();
    let words = unique("for the desk ");
    let told = Told { institution: Some(first.institution.clone().expect("one")), ..Told::words(&words) };
    let receipt = Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    let mut first = Adviser::sign_in_anew(demo, first);
    let second = Adviser::sign_in_anew(demo, second);
    let (case, _) = first.find(&words);
    (receipt, case, first, second)
}

fn verified(place: &Place) {
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

fn noted(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (receipt, case, mut first, mut second) = two(&demo);
    let page = first.open(&case);
    assert_eq!(marks(&page, "data-risk"), ["unassessed"]);
    // Enter in a field presses the first button of its form, which must not be the one that sends an answer.
    let of_form = ["form=\"answer\"", "id=\"answer\""].map(|mark| page.html.find(mark).expect("the form"));
    let first_button = &page.html[of_form[0]..].split('>').next().expect("a button");
    assert!(of_form[0] < of_form[1] && first_button.contains("value=\"stay\""), "{first_button}");
    let stayed = act(&mut first.client, &page, ("way", "stay"), &[("message", "not to be sent")]);
    assert_eq!((stayed.status, stayed.page().messages().len()), (200, 0));
    assert!(stayed.page().html.contains("not to be sent"));

    // What is not whole is told beside its field, and nothing typed is lost.
    let half =
        act(&mut first.client, &page, ("do", "task"), &[("message", "half an answer"), ("task_due", "")]);
    assert_eq!((half.status, half.page().errors().len()), (422, 2));
    let half = half.page();
    assert!(half.html.contains("half an answer"));
    let typed = [("task", "Ring the clinic"), ("task_due", "2099-01-01")];
    let page = act(&mut first.client, &half, ("do", "task"), &typed).page();
    assert!(page.html.contains("half an answer"), "the answer waits in its field");
    assert_eq!(page.with_attr("data-task").len(), 1);
    assert!(!page.html.contains("value=\"Ring the clinic\""), "what is stored is typed no more");

    let typed = [("note", "Spoke to the clinic."), ("note_source", "telephone, 3 May"), ("message", "")];
    let page = act(&mut first.client, &page, ("do", "note"), &typed).page();
    assert_eq!(entries(&page).len(), 2);
    // A double click notes once.
    let typed = [("note", "Spoke to the clinic."), ("note_source", "telephone, 3 May"), ("message", "")];
    let page = act(&mut first.client, &page, ("do", "note"), &typed).page();
    assert_eq!(entries(&page).len(), 2);
    let typed = [("risk_weapon", "yes"), ("risk_child", "no"), ("risk_done", "Asked a friend to keep it.")];
    let page = act(&mut first.client, &page, ("do", "risk"), &typed).page();
    assert_eq!(marks(&page, "data-risk"), ["high"]);

    let page = second.open(&case);
    assert_eq!(marks(&page, "data-risk"), ["high"]);
    assert!(entries(&page)[1].contains("Spoke to the clinic.") && entries(&page)[1].contains("telephone"));
    assert!(!page.text().contains("signature is not"), "{}", page.text());
    let done = format!("done-{}", marks(&page, "data-task")[0]);
    let page = act(&mut second.client, &page, ("do", &done), &[]).page();
    assert!(page.with_attr("data-task").is_empty());
    assert_eq!(entries(&page).len(), 4);

    let told = Reporter::new(demo.visitor("en")).return_with(&receipt);
    for never in ["clinic", "keep it", "high", "For advisers"] {
        assert!(!told.html.contains(never), "{never}");
    }
    verified(&place);
}

fn at_once(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (_, case, mut first, mut second) = two(&demo);
    first.open(&case);
    second.open(&case);
    let (one, other) = (first.open(&case), second.open(&case));
    act(&mut first.client, &one, ("do", "note"), &[("note", "I was faster.")]);
    let typed = [("note", "I was slower."), ("message", "and an answer")];
    let late = act(&mut second.client, &other, ("do", "note"), &typed);
    assert_eq!(late.status, 409);
    let page = late.page();
    assert!(page.text().contains("I was faster."), "what changed is shown");
    let changed = page.with_attr("data-changed").remove(0).text();
    assert!(changed.contains(": Note"), "who did what: {changed}");
    assert!(page.with_attr("data-entry")[0].inner.contains("desk-mark"), "and which of them it is");
    assert!(page.html.contains("I was slower.") && page.html.contains("and an answer"), "nothing is lost");
    let page = act(&mut second.client, &page, ("do", "note"), &[]).page();
    assert_eq!(entries(&page).len(), 2);
    assert!(page.html.contains("and an answer"));

    // A question typed beside the case stays too, and is sent once its author knows.
    let page = first.open(&case);
    let beside = act(&mut first.client, &page, ("go", "ask"), &[]).page();
    let other = second.open(&case);
    act(&mut second.client, &other, ("do", "note"), &[("note", "Meanwhile.")]);
    let typed = [
        ("kind", "health"),
        ("to", "A doctor"),
        ("what", "An appointment"),
        ("learns", "Your age"),
        ("guess", "Nothing"),
    ];
    let late = act(&mut first.client, &beside, ("go", "send"), &typed);
    assert_eq!(late.status, 409, "{}", late.page().text());
    let page = late.page();
    assert!(
        page.html.contains("A doctor") && page.text().contains("somebody wrote in this case"),
        "{}",
        page.text()
    );
    let page = act(&mut first.client, &page, ("go", "send"), &[]).page();
    assert!(page.text().contains("An appointment"), "{}", page.text());
    verified(&place);
}

fn hostile_words(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (_, case, mut first, _) = two(&demo);
    let long = "ļoti gari vārdi ".repeat(5_500);
    assert!(long.len() > 98_000);
    for words in [
        "\u{0}NUL and \u{7} bell",
        "\u{202e}right to left\u{202c} مرحبا",
        "👩🏽‍🚒🏳️‍🌈 e\u{301}",
        "<img src=x onerror=alert(1)>&amp;\"'",
        &long,
    ] {
        let page = first.open(&case);
        let answer = act(&mut first.client, &page, ("do", "note"), &[("note", words)]);
        assert_eq!(answer.status, 200, "{}", words.chars().take(40).collect::<String>());
        let page = answer.page();
        assert!(!page.html.contains("<img src=x"));
        let newest = page.with_attr("data-entry").remove(0).raw_text();
        let told = newest.replace('\u{fffd}', "\u{0}");
        let words = words.trim();
        assert!(newest.contains(words) || told.contains(words), "{newest:.200}");
    }
    let page = first.open(&case);
    let long = act(&mut first.client, &page, ("do", "note"), &[("note", &long.repeat(2))]);
    assert_eq!(long.status, 422);
    assert!(long.page().html.contains("ļoti gari vārdi ļoti"), "what was typed is kept");
    let page = first.open(&case);
    for (name, value) in [("task_who", "nobody"), ("task_due", "yesterday"), ("task", "")] {
        let typed = [("task", "Ring"), ("task_due", "2099-01-01"), (name, value)];
        assert_eq!(act(&mut first.client, &page, ("do", "task"), &typed).status, 422, "{name}");
    }
    verified(&place);
}

fn coded(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (_, case, mut first, mut second) = two(&demo);
    let page = first.open(&case);
    let form = act(&mut first.client, &page, ("go", "code"), &[("message", "a word begun")]).page();
    let rest = [
        ("relation", "unknown"),
        ("sex", "woman"),
        ("age", "unknown"),
        ("delay", "unknown"),
        ("elsewhere", "no"),
    ];

    // Out of order, of another type, after the report: each is told.
    let refused = |first: &mut Adviser, typed: &[(&str, &str)]| {
        let answer = act(&mut first.client, &form, ("go", "save"), &[&rest[..], typed].concat());
        assert_eq!(answer.status, 422, "{typed:?}");
        answer.page().errors()
    };
    assert_eq!(
        refused(&mut first, &[("ask_physical_assault", "yes"), ("act", "physical_violence")]).len(),
        1
    );
    let odd = [("ask_rape", "yes"), ("act", "stalking"), ("incident", "2099-01-01")];
    assert_eq!(refused(&mut first, &odd).len(), 2);
    for (name, word) in [("sex", "x"), ("elsewhere", "x"), ("elsewhere", "")] {
        let typed = [("ask_rape", "yes"), ("act", "rape"), (name, word)];
        assert_eq!(refused(&mut first, &typed).len(), 1, "{name}");
    }

    let no = [
        "rape",
        "sexual_assault",
        "physical_assault",
        "forced_marriage",
        "denial_of_resources",
        "psychological_abuse",
    ];
    let no: Vec<(String, &str)> = no.iter().map(|q| (format!("ask_{q}"), "no")).collect();
    let no: Vec<(&str, &str)> = no.iter().map(|(q, a)| (q.as_str(), *a)).chain(rest).collect();
    let page = act(&mut first.client, &form, ("go", "save"), &no).page();
    assert!(page.text().contains("Not gender-based violence"), "{}", page.text());
    let offers = |page: &Page| page.forms().iter().any(|f| f.buttons().any(|b| b.value == "confirm"));
    assert!(!offers(&page), "it is asked of another person only");
    let own = act_as(&mut first.client, &page, "coding", &[("go", "confirm")]);
    assert_eq!((own.status, own.page().errors().len()), (422, 1), "nobody agrees to their own");
    let page = second.open(&case);
    let page = act(&mut second.client, &page, ("go", "confirm"), &[]).page();
    assert!(page.text().contains("Confirmed by"), "{}", page.text());

    // Coded anew: the history says what changed.
    let page = first.open(&case);
    let form = act(&mut first.client, &page, ("go", "code"), &[]).page();
    let typed = [("ask_rape", "no"), ("ask_sexual_assault", "yes"), ("act", "sexual_assault")];
    let page = act(&mut first.client, &form, ("go", "save"), &[&rest[..], &typed].concat()).page();
    assert!(page.text().contains("Sexual assault") && !page.text().contains("Confirmed by"));
    assert!(!entries(&page)[0].contains("Woman"), "what stayed is not told again: {}", entries(&page)[0]);
    verified(&place);
}

fn closed(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (receipt, case, mut first, _) = two(&demo);
    let page = first.open(&case);
    let page = act(&mut first.client, &page, ("status", "acknowledged"), &[]).page();
    let asked = act(&mut first.client, &page, ("status", "closed"), &[]).page();
    assert!(asked.text().contains("not had a single answer"), "{}", asked.text());
    let page = first.answer(&page, "Thank you for writing.");
    let asked = act(&mut first.client, &page, ("status", "closed"), &[("note", "a note begun")]).page();
    assert!(
        !asked.text().contains("not had a single answer") && asked.text().contains("promised another word")
    );
    let without = act(&mut first.client, &asked, ("sure", "yes"), &[]);
    assert_eq!((without.status, without.page().errors().len()), (422, 1), "how did it end?");
    let silent = act(&mut first.client, &asked, ("sure", "yes"), &[("outcome", "no_contact")]);
    assert_eq!(silent.status, 422, "nobody is silent after one message");
    let page = act(&mut first.client, &silent.page(), ("sure", "yes"), &[("outcome", "advice_given")]).page();
    assert_eq!(page.status().as_deref(), Some("closed"));
    assert!(page.html.contains("a note begun"), "what was typed elsewhere stays");
    assert!(entries(&page)[0].contains("advice"), "{}", entries(&page)[0]);
    let mut reporter = Reporter::new(demo.visitor("en"));
    let told = reporter.return_with(&receipt);
    assert!(!told.text().contains("advice were given"), "the outcome is for colleagues");
    // The reporter opens it again by writing.
    reporter.say(&told, "It began again.", &[]);
    assert_eq!(first.open(&case).status().as_deref(), Some("in_progress"));
    verified(&place);
}

//! What is typed and not sent survives every way out of its page, on either side of the conversation.

use libtest_mimic::Trial;

use crate::desk::act;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::html::Page;
use crate::support::http::{Answer, Client};
use crate::support::reporter::{Reporter, Told, press};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("ways", "no_way_out_of_a_case_loses_an_answer_unasked", out_of_a_case),
        on_both("ways", "no_way_out_of_a_page_beside_a_case_loses_words_unasked", beside),
        on_both("ways", "the_way_back_to_a_case_asks_for_what_was_typed_beside_it", back),
        on_both("ways", "what_a_reporter_is_told_of_a_step_is_no_answer", told),
        on_both("ways", "the_questions_before_an_end_keep_a_begun_answer", ends),
        on_both("ways", "the_hand_over_sheet_takes_a_begun_answer_along", sheet),
        on_both("ways", "a_begun_message_waits_while_another_story_begins", out_of_a_conversation),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn out_of_a_case(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ways out ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let (of, ..) = demo.advisers();
    let mut adviser = Adviser::sign_in_anew(&demo, of);
    let (case, page) = adviser.find(&words);

    // No link of the page leads away in the same tab; what is fetched as a file leaves it where it is.
    for link in page.links() {
        let href = link.attr("href").unwrap_or_default().to_owned();
        let stays = href.starts_with('#') || link.attr("download").is_some();
        let beside = link.attr("target") == Some("_blank") && link.text().contains('(');
        assert!(stays || beside, "{href} loses what is typed");
    }

    let typed = [("message", "an answer half written"), ("note", "a note")];
    let latvian = act(&mut adviser.client, &page, ("way", "in-lv"), &typed).page();
    assert!(latvian.html.contains("<html lang=\"lv\""), "{}", latvian.text());
    assert!(latvian.html.contains("an answer half written") && latvian.html.contains("a note"));
    let page = act(&mut adviser.client, &latvian, ("way", "in-en"), &[]).page();
    assert!(page.html.contains("<html lang=\"en\"") && page.html.contains("an answer half written"));

    for to in ["/console", "/console/colleagues", "/console/absence", "/account", "/sign-out"] {
        let asked = act(&mut adviser.client, &page, ("way", to), &[]);
        assert_eq!(asked.status, 200, "{to}");
        let asked = asked.page();
        assert!(asked.text().contains("words that are not sent"), "{to}: {}", asked.text());
        // Back: in another language too, and by asking for yet another page.
        let other = act(&mut adviser.client, &asked, ("way", "/console"), &[]).page();
        let back = act(&mut adviser.client, &other, ("way", "stay"), &[]).page();
        assert!(back.html.contains("an answer half written") && back.html.contains("a note"), "{to}");
    }
    let asked = act(&mut adviser.client, &page, ("way", "/console"), &[]).page();
    let list = act(&mut adviser.client, &asked, ("drop", "/console"), &[]).page();
    assert!(list.html.contains(&format!("data-case-id=\"{case}\"")));

    // With nothing typed nothing is asked, and no form leads to a page of its maker's choice.
    let page = adviser.open(&case);
    let list = act(&mut adviser.client, &page, ("way", "/console"), &[]).page();
    assert!(list.html.contains(&format!("data-case-id=\"{case}\"")));
    let stays = act(&mut adviser.client, &page, ("way", "stay"), &[("drop", "//elsewhere.example")]).page();
    assert!(stays.html.contains("id=\"answer\""));
    let out = act(&mut adviser.client, &page, ("way", "/sign-out"), &[]).page();
    assert!(out.form_with("passphrase").is_some(), "{}", out.text());
}

fn sheet(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("a sheet ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let (of, ..) = demo.advisers();
    let mut adviser = Adviser::sign_in_anew(&demo, of);
    let (_, page) = adviser.find(&words);
    let typed = [("message", "an answer half written")];
    let page = act(&mut adviser.client, &page, ("go", "show"), &typed).page();
    assert!(page.form_with("never").is_some() && page.text().contains("has not been sent yet"));
    let lv = press_in(&mut adviser.client, &page, "lv", &[("never", "never by post")]);
    assert!(lv.html.contains("<html lang=\"lv\"") && lv.html.contains("never by post"));
    let en = press_in(&mut adviser.client, &lv, "en", &[]);
    let form = en.form_with("never").expect("the sheet");
    let stored = adviser.client.submit(&form, &form.defaults(), &[]).expect("an answer");
    assert_eq!(stored.status, 200);
    let page = stored.page();
    assert!(
        page.text().contains("Only those who read this case see it")
            && page.html.contains("an answer half written")
    );
    let page = act(&mut adviser.client, &page, ("way", "case"), &[]).page();
    assert!(page.html.contains("an answer half written") && page.text().contains("never by post"));
}

/// Presses the button of a language.
fn press_in(client: &mut Client, page: &Page, lang: &str, typed: &[(&str, &str)]) -> Page {
    let mut form = page.form_with("never").expect("the sheet");
    let action = form.action.clone().expect("an address");
    form.action = Some(format!("{action}?lang={lang}"));
    let mut fields = form.defaults();
    crate::support::reporter::set(&mut fields, "go", "show");
    for (name, text) in typed {
        crate::support::reporter::set(&mut fields, name, text);
    }
    client.submit(&form, &fields, &[]).expect("an answer").page()
}

fn beside(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ways beside ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, _) = adviser.find(&words);
    let begun = [("message", "an answer half written")];
    for (button, field) in [
        (("go", "ask"), "learns"),
        (("go", "share"), "why"),
        (("of", "override"), "what"),
        (("go", "copy"), "phrases"),
        (("go", "keep"), "delete_note"),
        (("go", "code"), ""),
        (("go", "show"), "never"),
    ] {
        // What is typed there counts alone, and so does what was typed before.
        let alone = if field.is_empty() { &begun[..] } else { &[] };
        let typed = [(field, "words beside it")];
        let typed = if field.is_empty() { &[][..] } else { &typed[..] };
        let page = adviser.open(&case);
        let page = act(&mut adviser.client, &page, button, alone).page();
        for link in page.links() {
            let href = link.attr("href").unwrap_or_default();
            assert!(href.starts_with('#') || link.attr("target") == Some("_blank"), "{field}: {href}");
        }
        let asked = act(&mut adviser.client, &page, ("way", "/console"), typed).page();
        assert!(asked.text().contains("words that are not sent"), "{button:?}: {}", asked.text());
        let form = asked.form_with("seen").expect("the question");
        let back = form.buttons().find(|b| b.name == "go").expect("a way back").value.clone();
        let kept = if field.is_empty() { "an answer half written" } else { "words beside it" };
        let again = act(&mut adviser.client, &asked, ("go", &back), &[]).page();
        assert!(again.html.contains(kept), "{button:?}: {}", again.text());
        assert_eq!(again.by_id("own").is_some(), page.by_id("own").is_some(), "{button:?}: the same page");
        // In another language it is the same page, and stays what it was.
        let mut form = again.form_with("beside").expect("a form");
        let mut all = form.buttons();
        let latvian = all.find(|b| b.action.as_deref().is_some_and(|a| a.ends_with("lang=lv")));
        let pressed = latvian.expect("another language").clone();
        drop(all);
        let mut fields = form.defaults();
        press(&mut fields, Some(&pressed));
        form.action = pressed.action;
        let other = adviser.client.submit(&form, &fields, &[]).expect("an answer").page();
        assert!(other.html.contains("<html lang=\"lv\"") && other.html.contains(kept), "{button:?}");
        let english = adviser.client.get("/console?lang=en").expect("an answer");
        assert_eq!(english.status, 200);
        let list = act(&mut adviser.client, &asked, ("drop", "/console"), &[]).page();
        assert!(!list.with_attr("data-case-id").is_empty(), "{button:?}: {}", list.text());
    }
    // Where nothing is typed, nothing is asked.
    let page = adviser.open(&case);
    let page = act(&mut adviser.client, &page, ("go", "ask"), &[]).page();
    let list = act(&mut adviser.client, &page, ("way", "/console"), &[]).page();
    assert!(!list.with_attr("data-case-id").is_empty(), "{}", list.text());
}

/// What stands in the field for an answer, on the page of a case.
fn begun(page: &Page) -> String {
    let fields = page.form_with("next_due").expect("the page of a case").defaults();
    fields.iter().find(|(name, _)| name == "message").expect("the field").1.trim().to_owned()
}

fn back(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ways back ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    let over = act(&mut adviser.client, &page, ("of", "override"), &[]).page();
    let typed = [("reason", "life"), ("kind", "criminal"), ("to", "x"), ("what", "x"), ("told", "I must.")];
    let page = act(&mut adviser.client, &over, ("go", "override"), &typed).page();
    let all: Vec<_> = page.forms().iter().flat_map(|f| f.buttons().cloned().collect::<Vec<_>>()).collect();
    let step = all.iter().find(|b| b.name == "of" && b.value.len() == 16).expect("the step").value.clone();
    let answer = [("message", "an answer half written")];
    for (button, typed) in [
        (("go", "ask"), ("what", "words beside it")),
        (("go", "share"), ("why", "words beside it")),
        (("of", "override"), ("told", "words beside it")),
        (("of", &*step), ("letter_text", "words beside it")),
        (("of", &*step), ("text", "words beside it")),
        (("go", "keep"), ("delete_note", "words beside it")),
        (("go", "keep"), ("hold_until", "2098-07-06")),
        (("go", "keep"), ("reason", "court_order")),
        (("go", "code"), ("incident", "2026-01-02")),
        (("go", "show"), ("never", "words beside it")),
        (("go", "show"), ("text", "words beside it")),
    ] {
        let of_case = adviser.open(&case);
        let page = act(&mut adviser.client, &of_case, button, &answer).page();
        let plain = act(&mut adviser.client, &page, ("way", "case"), &[]).page();
        assert_eq!(begun(&plain), answer[0].1, "{button:?}: nothing typed there, and nothing asked");

        let asked = act(&mut adviser.client, &page, ("way", "case"), &[typed]).page();
        assert!(asked.text().contains("words that are not sent"), "{button:?}: {}", asked.text());
        let form = asked.form_with("seen").expect("the question");
        let on = form.buttons().find(|b| b.name == "go").expect("a way on").value.clone();
        let again = act(&mut adviser.client, &asked, ("go", &on), &[]).page();
        let fields = again.form_with("beside").expect("the same page").defaults();
        let has = |(name, text): (&str, &str)| fields.iter().any(|(n, v)| n == name && v.trim() == text);
        assert!(has(typed) && has(answer[0]), "{button:?} {typed:?}: {fields:?}");

        let dropped = act(&mut adviser.client, &asked, ("drop", "case"), &[]).page();
        assert_eq!(begun(&dropped), answer[0].1, "{button:?}");
        assert!(!dropped.html.contains(typed.1) || typed.1 == "court_order", "{button:?}");
    }

    // What one half of the page on keeping stores takes nothing from the other.
    let page = adviser.open(&case);
    let page = act(&mut adviser.client, &page, ("go", "keep"), &answer).page();
    let typed = [("hold_reason", "proceedings"), ("delete_note", "words beside it")];
    let page = act(&mut adviser.client, &page, ("go", "hold"), &typed).page();
    assert!(!page.with_attr("data-hold").is_empty() && page.by_id("saved").is_some(), "{}", page.text());
    assert!(page.html.contains("words beside it") && page.html.contains(answer[0].1));
}

fn told(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ways told ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    let answer = [("message", "an answer half written"), ("next_due", "2097-05-04")];
    let over = act(&mut adviser.client, &page, ("of", "override"), &answer).page();
    let own = |page: &Page| page.form_with("told").expect("the page").defaults();
    let of = |page: &Page, name: &str| own(page).into_iter().find(|(n, _)| n == name).expect("a field").1;
    assert_eq!(of(&over, "told").trim(), "", "an answer is not what is told of a step");
    assert!(over.text().contains("Your answer has not been sent yet"), "{}", over.text());
    let typed = [("told", "We must report you to the police."), ("told_due", "2096-03-02")];
    let asked = act(&mut adviser.client, &over, ("way", "case"), &typed).page();
    let again = act(&mut adviser.client, &asked, ("go", "show"), &[]).page();
    assert_eq!((of(&again, "told").trim(), &*of(&again, "told_due")), (typed[0].1, typed[1].1));
    let page = act(&mut adviser.client, &asked, ("drop", "case"), &[]).page();
    assert_eq!(begun(&page), answer[0].1);
    assert!(!page.html.contains(typed[0].1) && !page.html.contains(typed[1].1), "{}", page.text());
    assert!(page.html.contains(answer[1].1), "with its own day");

    // Once it is sent, the answer still waits.
    let over = act(&mut adviser.client, &page, ("of", "override"), &[]).page();
    let whole =
        [("reason", "life"), ("kind", "criminal"), ("to", "The police"), ("what", "A call"), typed[0]];
    let done = act(&mut adviser.client, &over, ("go", "override"), &whole).page();
    assert_eq!(done.with_attr("data-override").len(), 1, "{}", done.text());
    assert_eq!(begun(&done), answer[0].1);
    let thread = adviser.open(&case).messages();
    assert_eq!(thread.len(), 1, "{thread:?}");
}

fn ends(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ways ends ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    adviser.answer(&page, "Thank you for writing.");
    let page = adviser.open(&case);
    act(&mut adviser.client, &page, ("status", "in_progress"), &[]);
    let answer = [("message", "an answer half written")];
    for (button, sure) in
        [(("status", "closed"), "outcome"), (("leave", "cannot"), "leave"), (("leave", "close"), "leave")]
    {
        let page = adviser.open(&case);
        let page = act(&mut adviser.client, &page, button, &answer).page();
        assert!(page.form_with(sure).is_some(), "{button:?}: {}", page.text());
        for link in page.links() {
            let href = link.attr("href").unwrap_or_default();
            assert!(href.starts_with('#') || link.attr("target") == Some("_blank"), "{button:?}: {href}");
        }
        let asked = act(&mut adviser.client, &page, ("way", "/console"), &[]).page();
        assert!(asked.text().contains("words that are not sent"), "{button:?}: {}", asked.text());
        let again = act(&mut adviser.client, &asked, ("go", "ask"), &[]).page();
        assert!(again.form_with(sure).is_some() && again.html.contains(answer[0].1), "{button:?}");
        let stays = act(&mut adviser.client, &again, ("sure", "no"), &[]).page();
        assert_eq!(begun(&stays), answer[0].1, "{button:?}");
        let page = act(&mut adviser.client, &stays, button, &[("message", "")]).page();
        let list = act(&mut adviser.client, &page, ("way", "/console"), &[]).page();
        assert!(!list.with_attr("data-case-id").is_empty(), "{button:?}: nothing typed, nothing asked");
    }
}

fn out_of_a_conversation(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let receipt = Reporter::new(demo.visitor("en")).file(&Told::words(&unique("first "))).expect("a receipt");
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    let begun = "a message half written";
    let go = |client: &mut Client, page: &Page, value: &str, typed: &[(&str, &str)]| -> Answer {
        act(client, page, ("go", value), typed)
    };

    // A new code, looked at and left.
    let code = go(&mut reporter.client, &page, "offer", &[("message", begun)]).page();
    let page = go(&mut reporter.client, &code, "show", &[]).page();
    assert!(page.html.contains(begun), "{}", page.text());

    // Another conversation is asked about first.
    let asked = go(&mut reporter.client, &page, "other", &[]).page();
    assert!(asked.text().contains("not sent") && asked.html.contains(begun));
    let page = go(&mut reporter.client, &asked, "back", &[]).page();
    assert!(page.html.contains(begun) && page.form_with("message").is_some());

    // A separate story too; while it is written, the message waits.
    let paid = go(&mut reporter.client, &page, "paid", &[]).page();
    let asked = go(&mut reporter.client, &paid, "begin", &[]).page();
    assert!(asked.text().contains("not sent") && asked.html.contains(begun), "{}", asked.text());
    let story = go(&mut reporter.client, &asked, "begin", &[]).page();
    assert_eq!(story.step_form().and_then(|f| f.step).as_deref(), Some("words"));
    let page = reporter.client.get("/return").expect("an answer").page();
    assert!(page.html.contains(begun) && page.form_with("meet").is_some(), "{}", page.text());

    // With nothing typed nothing is asked.
    let left = go(&mut reporter.client, &page, "other", &[("message", " ")]).page();
    assert!(left.form_with("receipt").is_some(), "{}", left.text());
}

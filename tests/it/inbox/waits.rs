//! What is still to be done in a case after somebody has looked: the list says it until it is done.

use balss::domain::desk::RISK;
use balss::domain::report::Answers;

use super::{filed, id, ids, rows, start, why};
use crate::browser::{inspect, sign_in};
use crate::consent::press;
use crate::desk::act;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::html::{Element, Page};
use crate::support::reporter::{Reporter, Told};
use crate::support::shelf::{Engine, run};
use crate::support::unique;

/// The reasons that a row of this case gives, whatever its status.
fn reasons(adviser: &mut Adviser, case: &str) -> Vec<String> {
    let all = rows(adviser, "/console?status=all");
    all.iter().find(|row| id(row) == case).map(why).expect("a row")
}

pub fn answered(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 24);
    let mut one = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let mut two = Adviser::sign_in_anew(&demo, demo.advisers().1);
    let words = unique("waits ");
    let told = Told { institution: demo.advisers().0.institution.clone(), ..Told::words(&words) };
    let receipt = Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    let (case, page) = one.find(&words);
    let waits = |of: &[String]| of.iter().any(|w| w == "answer");
    let new = reasons(&mut one, &case);
    assert!(new.contains(&"new".to_owned()) && !waits(&new), "{new:?}");
    // Confirming is not answering; the page says the same as the row.
    let page = one.move_to(&page, "acknowledged");
    assert!(waits(&reasons(&mut two, &case)) && page.with_attr("data-awaits").len() == 1);
    let page = one.answer(&page, "Thank you for writing.");
    assert!(!waits(&reasons(&mut two, &case)) && page.with_attr("data-awaits").is_empty());

    // A colleague has read it; nobody has answered.
    let says = |words: &str| {
        let mut reporter = Reporter::new(demo.visitor("en"));
        let theirs = reporter.return_with(&receipt);
        reporter.say(&theirs, words, &[]);
    };
    says("When shall we speak?");
    let page = two.open(&case);
    assert_eq!(page.with_attr("data-awaits").len(), 1);
    let read = reasons(&mut one, &case);
    assert!(waits(&read) && !read.contains(&"unread".to_owned()), "{read:?}");
    assert!(ids(&rows(&mut one, "/console?reason=answer")).contains(&case));
    let page = act(&mut two.client, &page, ("do", "note"), &[("note", "Rang the clinic.")]).page();
    assert!(waits(&reasons(&mut one, &case)), "a note is no answer");
    two.answer(&page, "On Tuesday.");
    assert!(!waits(&reasons(&mut one, &case)));
    assert!(!ids(&rows(&mut one, "/console?reason=answer")).contains(&case));

    // Closing ends it too, and a word in a closed case begins it anew.
    says("Rather not.");
    let page = one.open(&case);
    let asked = act(&mut one.client, &page, ("status", "closed"), &[]).page();
    let page = act(&mut one.client, &asked, ("sure", "yes"), &[("outcome", "advice_given")]).page();
    assert!(!waits(&reasons(&mut two, &case)) && page.with_attr("data-awaits").is_empty());
    says("One more thing.");
    assert_eq!(one.open(&case).with_attr("data-awaits").len(), 1);
    assert!(waits(&reasons(&mut two, &case)));

    // The card says of every case what its records say.
    for row in rows(&mut one, "/console?status=all") {
        if row.attr("data-status") == Some("withdrawn") {
            continue;
        }
        let (reasons, page) = (why(&row), one.open(&id(&row)));
        let awaits = page.with_attr("data-awaits").len() == 1;
        let of_new = row.attr("data-status") == Some("new");
        assert!(awaits == waits(&reasons) || (of_new && awaits), "{}: {reasons:?}", id(&row));
    }
}

/// Whoever sets a date is told where it falls into the own absence, and by the page of the absence who stands in where.
pub fn away(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 24);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let open = rows(&mut adviser, "/console?status=acknowledged").iter().map(id).next().expect("a case");
    assert!(adviser.open(&open).with_attr("data-away").is_empty());
    let page = adviser.page("/console/absence");
    assert!(page.with_attr("data-uncovered").is_empty());
    let form = page.form_with("deputy").expect("a form");
    let deputies = form.fields.iter().find(|f| f.name == "deputy").expect("a field").options.clone();
    let today = page.by_id("last").and_then(|f| f.attr("min").map(str::to_owned)).expect("today");
    let days: jiff::civil::Date = today.parse().expect("a day");
    let last = days.saturating_add(jiff::Span::new().days(30)).to_string();
    let mut uncovered = Vec::new();
    for deputy in deputies.iter().filter(|d| !d.is_empty()) {
        let page = adviser.page("/console/absence");
        let typed = [("first", today.as_str()), ("last", &last), ("deputy", deputy)];
        let page = act(&mut adviser.client, &page, ("go", "set"), &typed).page();
        let told = page.with_attr("data-uncovered");
        assert_eq!(told.len(), 1, "{}", page.text());
        let links = Page::parse(&told[0].inner).links();
        uncovered.extend(links.iter().filter_map(|a| a.attr("href").map(str::to_owned)));
    }
    for href in &uncovered {
        adviser.page(href);
    }
    println!("  {engine}: nobody stands in in {} cases", uncovered.len());
    // The day proposed for the next word is one of them, and once it is promised, so is that.
    let page = adviser.open(&open);
    assert!(!page.with_attr("data-away").is_empty());
    let page = adviser.answer(&page, "We go on next week.");
    assert_eq!(page.with_attr("data-away").len(), 2);
    let absence = adviser.page("/console/absence");
    act(&mut adviser.client, &absence, ("go", "end"), &[]);
    assert!(adviser.open(&open).with_attr("data-away").is_empty());
}

/// What cannot wait says why: what was told at filing, until an adviser has assessed it.
pub fn grounds(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 0);
    let mine = demo.advisers().0;
    let told = Answers {
        statement: "Made-up words.".to_owned(),
        institution: mine.institution.clone().expect("an institution"),
        safe_now: "no".to_owned(),
        weapon: "yes".to_owned(),
        retaliation_fear: "yes".to_owned(),
        ..Answers::default()
    };
    let case = filed(&place, &[told])[0].to_string();
    let mut adviser = Adviser::sign_in_anew(&demo, mine);
    let risk = |adviser: &mut Adviser| {
        let row = adviser.page("/console").with_attr("data-case-id").remove(0);
        let why = Page::parse(&row.inner).with_attr("data-why");
        let risk = why.iter().find(|w| w.attr("data-why") == Some("risk"));
        let text = risk.map(Element::text).unwrap_or_default();
        text.replace(['\u{2068}', '\u{2069}'], "")
    };
    let filed = risk(&mut adviser);
    assert!(filed.ends_with("Told at filing: a weapon within reach; not safe now"), "{filed}");
    let mut assess = |answers: [&str; 5]| {
        let asked = RISK.map(|question| format!("risk_{question}"));
        let typed: Vec<(&str, &str)> = asked.iter().map(String::as_str).zip(answers).collect();
        let typed = [&typed[..], &[("risk_done", "Asked who keeps it.")]].concat();
        let page = adviser.open(&case);
        act(&mut adviser.client, &page, ("do", "risk"), &typed);
        risk(&mut adviser)
    };
    let open = assess(["no", "no", "unknown", "no", "no"]);
    assert!(open.ends_with("Told at filing: not safe now"), "{open}");
    let high = assess(["yes", "no", "no", "yes", "no"]);
    let should = "thoughts of ending one’s life; retaliation or fear of it";
    assert!(high.starts_with("■ Needs you now") && high.ends_with(should), "{high}");
    assert_eq!(assess(["no"; 5]), "");
}

/// What is told of this in a browser: no violation that axe-core knows, nothing too wide.
pub fn looks() {
    let place = Place::new(Engine::Sqlite);
    let demo = start(&place, 2);
    let (mine, colleague, _) = demo.advisers();
    let institution = mine.institution.clone().expect("an institution");
    let (mut one, mut two) = (Adviser::sign_in_anew(&demo, mine), Adviser::sign_in_anew(&demo, colleague));
    let told = Told { institution: Some(institution.clone()), ..Told::words(&unique("looks ")) };
    let receipt = Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    let (case, page) = one.find(&told.statement);
    one.answer(&page, "Paldies, ka uzrakstījāt.");
    let page = one.open(&case);
    let keeping = press(&mut one.client, &page, "keep", &[]).page();
    press(&mut one.client, &keeping, "propose", &[("reason", "court_order")]);
    let page = two.open(&case);
    let keeping = press(&mut two.client, &page, "keep", &[]).page();
    press(&mut two.client, &keeping, "take_back", &[]);
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.return_with(&receipt);
    reporter.say(&page, "Kad varam parunāt?", &[]);
    two.open(&case);
    let page = one.page("/console/absence");
    let form = page.form_with("deputy").expect("a form");
    let deputies = form.fields.iter().find(|f| f.name == "deputy").expect("a field").options.clone();
    let today = page.by_id("last").and_then(|f| f.attr("min").map(str::to_owned)).expect("today");
    let person = run(async {
        let app = place.app().await;
        let rows = app.store.read().await.expect("a store").all_staff().await.expect("accounts");
        app.store.close().await;
        rows.into_iter().find(|r| r.account.username == colleague.username).expect("an account").account
    });
    let of = |weapon: &str| Answers {
        statement: "Izdomāts stāstījums.".to_owned(),
        institution: institution.clone(),
        safe_now: "no".to_owned(),
        alive: "yes".to_owned(),
        weapon: weapon.to_owned(),
        excluded: vec![person.person.to_string()],
        ..Answers::default()
    };
    filed(&place, &[of("yes"), of("no")]);
    let deputy = deputies.into_iter().find(|d| *d == person.id.to_string()).expect("the colleague");
    let last = today.parse::<jiff::civil::Date>().expect("a day").saturating_add(jiff::Span::new().days(30));
    let typed = [("first", today.as_str()), ("last", &last.to_string()), ("deputy", &deputy)];
    let set = act(&mut one.client, &page, ("go", "set"), &typed).page();
    assert_eq!(Page::parse(&set.with_attr("data-uncovered")[0].inner).links().len(), 2);

    let desk = Browser::open(true, "lv");
    sign_in(&desk, &demo, mine);
    let mut faults = Vec::new();
    for lang in ["lv", "en"] {
        for (state, path) in [("list", "/console"), ("absence", "/console/absence?done=set")] {
            let asks = if path.contains('?') { '&' } else { '?' };
            desk.go(&demo.url(&format!("{path}{asks}lang={lang}")));
            inspect(&desk, &format!("waits-{state}-{lang}"), &mut faults);
        }
    }
    for lang in ["lv", "en"] {
        desk.go(&demo.url(&format!("/console/cases/{case}?lang={lang}")));
        assert!(
            desk.page().with_attr("data-awaits").len() == 1 && !desk.page().with_attr("data-away").is_empty()
        );
        inspect(&desk, &format!("waits-case-{lang}"), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

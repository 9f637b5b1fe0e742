//! What a reporter agrees to and wants: steps outside, being counted, the way the conversation goes, being reached, meeting,
//! a report of its own on being made to pay; and what both sides see of it.

use libtest_mimic::Trial;

use crate::desk::{act, act_as};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::{Element, Form, Page};
use crate::support::http::{Answer, Client};
use crate::support::reporter::{Reporter, Told, receipt_of, set};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("consent", "a_step_outside_waits_for_a_yes_that_can_be_taken_back", step),
        on_both("consent", "what_is_wanted_can_be_changed_and_being_reached_erased", wanted),
        on_both("consent", "a_child_stands_first_until_it_is_reported_and_its_reporter_is_told", child),
        on_both("consent", "a_told_child_is_none_only_when_two_say_so", no_child),
        on_both("consent", "retaliation_is_a_report_that_the_first_does_not_know", linked),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Presses the button with this value, wherever on the page it stands, with these fields typed in its form.
pub fn press(client: &mut Client, page: &Page, value: &str, typed: &[(&str, &str)]) -> Answer {
    let offers = |f: &Form| f.buttons().any(|b| b.name == "go" && b.value == value);
    let mut form =
        page.forms().into_iter().find(offers).unwrap_or_else(|| panic!("no {value}: {}", page.text()));
    let mut fields = form.defaults();
    let action = form.buttons().find(|b| b.value == value).and_then(|b| b.action.clone());
    if action.is_some() {
        form.action = action;
    }
    set(&mut fields, "go", value);
    for (name, text) in typed {
        set(&mut fields, name, text);
    }
    client.submit(&form, &fields, &[]).expect("an answer")
}

pub fn marks(page: &Page, attr: &str) -> Vec<String> {
    page.with_attr(attr).iter().filter_map(|e| e.attr(attr)).map(str::to_owned).collect()
}

/// The value of the page's first button that begins so.
pub fn button(page: &Page, start: &str) -> Option<String> {
    let all: Vec<String> =
        page.forms().iter().flat_map(|f| f.buttons().map(|b| b.value.clone()).collect::<Vec<_>>()).collect();
    all.into_iter().find(|v| v.starts_with(start))
}

pub fn verified(place: &Place) {
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

const STEP: [(&str, &str); 5] = [
    ("kind", "legal"),
    ("to", "The legal aid office of Example"),
    ("what", "A letter without a name"),
    ("learns", "One lawyer"),
    ("guess", "That somebody of the unit wrote"),
];

fn step(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("asked about a step ");
    let receipt = Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);

    // What is not told cannot be agreed to; an answer that was begun stays.
    let ask = press(&mut adviser.client, &page, "ask", &[("message", "an answer begun")]).page();
    let half = press(&mut adviser.client, &ask, "send", &[("to", STEP[1].1), ("until", "2099-01-01")]);
    assert_eq!(half.status, 422);
    let half = half.page();
    assert_eq!(half.errors().len(), 5, "{}", half.text());
    assert!(half.html.contains(STEP[1].1), "what was typed is kept");
    let sent = press(&mut adviser.client, &half, "send", &[&STEP[..], &[("until", &today(&ask))]].concat());
    assert_eq!(sent.status, 200, "{}", sent.page().text());
    assert!(sent.page().html.contains("an answer begun"), "the answer waits in its field");
    // A double click asks once.
    press(&mut adviser.client, &half, "send", &[&STEP[..], &[("until", &today(&ask))]].concat());
    let asking = adviser.open(&case);
    assert_eq!(marks(&asking, "data-ask"), ["open"]);
    assert_eq!(asking.status().as_deref(), Some("acknowledged"), "whoever asks has read");

    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    assert_eq!(page.with_attr("data-asked").len(), 1);
    for (_, told) in &STEP[1..] {
        assert!(page.text().contains(told), "{told}");
    }
    assert!(!page.with_attr("data-opened").is_empty(), "on which days it was opened: {}", page.text());
    let yes = button(&page, "yes-").expect("a yes");
    let page = press(&mut reporter.client, &page, &yes, &[("message", "not sent yet")]).page();
    assert!(page.html.contains(">\nnot sent yet</textarea>"), "words that were typed stay: {}", page.html);
    assert!(page.with_attr("data-asked").is_empty());
    assert_eq!(page.messages().len(), 0, "a yes sends no message");
    let seen = adviser.open(&case);
    assert_eq!(marks(&seen, "data-ask"), ["yes"]);

    // The letter has the language of its recipient, the country's own until another is chosen, not the adviser's.
    let mut form = seen.form_with("message").expect("the answer");
    form.action = Some(format!("/console/cases/{case}/step"));
    let mut fields = form.defaults();
    set(&mut fields, "of", yes.strip_prefix("yes-").expect("an ordinal"));
    let of = adviser.client.submit(&form, &fields, &[]).expect("an answer").page();
    let letter = press(&mut adviser.client, &of, "letter", &[]).page().html;
    assert!(letter.contains("<html lang=\"en\"") && letter.contains("desk-letter\" lang=\"lv\""), "{letter}");
    assert!(letter.contains("Atsauce:") && !letter.contains("Reference"));
    let letter = press(&mut adviser.client, &of, "letter", &[("letter_lang", "en")]).page().html;
    assert!(letter.contains("Reference ") && !letter.contains("Atsauce"));
    // What was written to the reporter is no letter to somebody else: it has words of its own, or room for them.
    assert!(letter.contains("desk-room") && !letter.contains(STEP[2].1), "{letter}");
    let letter =
        press(&mut adviser.client, &of, "letter", &[("letter_text", "Is there room on Monday?")]).page();
    assert!(letter.html.contains("Is there room on Monday?") && !letter.html.contains("desk-room"));
    // A part that the report leaves empty is noted as passed on no more than it stands in the letter.
    let mut passed = |part: &str| {
        let page = adviser.open(&case);
        let of = yes.strip_prefix("yes-").expect("an ordinal");
        let of = act(&mut adviser.client, &page, ("of", of), &[]).page();
        press(&mut adviser.client, &of, "letter", &[("parts", part)]);
        adviser.open(&case).with_attr("data-entry").remove(0).text()
    };
    assert!(passed("statement").contains("The report in the person's own words"));
    assert!(!passed("contact").contains("How the person can be reached"));

    // Taken back, by the button and by a page that was opened before: the last word counts, and says so.
    let no = button(&page, "no-").expect("taking it back");
    press(&mut reporter.client, &page, &no, &[]);
    let why = marks(&adviser.page("/console"), "data-why");
    assert!(why.contains(&"taken_back".to_owned()) && !why.contains(&"unread".to_owned()), "{why:?}");
    let page = press(&mut reporter.client, &page, &no, &[]).page();
    assert_eq!(marks(&adviser.open(&case), "data-ask"), ["taken_back"]);
    // What nobody proposed is answered by nothing.
    let yes = button(&page, "yes-").expect("a yes again");
    let nothing = press(&mut reporter.client, &page, &yes, &[("go", "yes-99")]).page();
    assert!(!nothing.text().contains("Saved"), "what was not noted is not said to be: {}", nothing.text());
    assert_eq!(marks(&adviser.open(&case), "data-ask"), ["taken_back"]);

    // A withdrawn conversation takes no yes from a tab that was left open.
    let asked = press(&mut reporter.client, &page, "withdraw", &[]).page();
    let form = asked.form_with("message").expect("the question");
    let mut fields = form.defaults();
    set(&mut fields, "withdraw", "yes");
    reporter.client.submit(&form, &fields, &[]).expect("an answer");
    let answer = press(&mut reporter.client, &page, &yes, &[]);
    assert_eq!(answer.page().status().as_deref(), Some("withdrawn"));
    verified(&place);
}

fn child(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let told = Told::words(&unique("of a child "));
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&told, "about").expect("a page");
    press(&mut reporter.client, &page, "next", &[("age", "under_18")]);
    let receipt = reporter.file(&told).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, _) = adviser.find(&told.statement);
    // It is read now, so that nothing but the duty brings it up.
    let list = adviser.page("/console");
    let first = list.with_attr("data-case-id").remove(0);
    assert_eq!(first.attr("data-case-id"), Some(&*case));
    let row = Page::parse(&first.inner);
    assert_eq!(marks(&row, "data-why").first().map(String::as_str), Some("child"), "{}", row.text());
    assert!(row.text().contains("Today") && !row.text().contains("Later"), "{}", row.text());
    let near = adviser.open(&case).with_attr("class");
    let near: Vec<_> =
        near.iter().filter_map(|e| e.attr("class")).filter(|c| c.contains("desk-due-")).collect();
    assert_eq!(near, ["desk-due-today"], "the page of the case tells the same day as the list");
    let asked = adviser.page("/console?reason=child");
    assert_eq!(marks(&asked, "data-case-id"), std::slice::from_ref(&case));

    let page = adviser.open(&case);
    let mut form = page.form_with("message").expect("the answer");
    form.action = Some(format!("/console/cases/{case}/step"));
    let mut fields = form.defaults();
    set(&mut fields, "of", "override");
    let over = adviser.client.submit(&form, &fields, &[]).expect("an answer").page();
    let typed = [
        ("reason", "child"),
        ("kind", "criminal"),
        ("to", "The children's service of Example"),
        ("what", "A call without the statement"),
        ("told", "I have to call them today."),
        ("told_due", "2099-01-01"),
    ];
    assert_eq!(press(&mut adviser.client, &over, "override", &typed).status, 200);
    let seen = Reporter::new(demo.visitor("en")).return_with(&receipt);
    let step = seen.with_attr("data-without-yes").remove(0).text();
    for said in ["A report to the police", typed[2].1, typed[3].1, "A child must be protected", "Told to you"]
    {
        assert!(step.contains(said), "{said}: {step}");
    }
    // Announced is not done: it stays on the list, and the case open.
    let line = |adviser: &mut Adviser, path: &str| {
        let rows = adviser.page(path).with_attr("data-case-id");
        rows.iter().map(Element::text).collect::<Vec<_>>()
    };
    let announced = line(&mut adviser, "/console?reason=child");
    assert!(announced.len() == 1 && announced[0].contains("not reported yet"), "{announced:?}");
    let page = adviser.open(&case);
    assert_eq!(page.with_attr("data-minor").len(), 1);
    assert!(!page.text().contains("No step has been proposed"), "above the one that is taken");
    // What names a button calls it as it is called, and leads to it.
    let minor = page.with_attr("data-minor").remove(0);
    assert!(minor.text().contains("Letter and result"), "told once: {}", minor.text());
    assert!(minor.inner.contains("href=\"#asks-title\"") && page.by_id("asks-title").is_some());
    let assessed = act(&mut adviser.client, &page, ("do", "risk"), &[("risk_child", "yes")]).page();
    let then = |page: &Page| page.with_attr("data-then").remove(0).text();
    assert!(then(&assessed).contains("Report today"), "told already: {}", then(&assessed));
    let page = adviser.open(&case);
    let barred = act(&mut adviser.client, &page, ("status", "closed"), &[("note", "a note begun")]);
    assert_eq!((barred.status, barred.page().errors().len()), (422, 1));
    let barred = barred.page();
    assert!(barred.html.contains("a note begun") && barred.text().contains("cannot be closed yet"));
    assert_eq!(adviser.open(&case).status().as_deref(), Some("acknowledged"));
    let forged = [("sure", "yes"), ("outcome", "advice_given")];
    assert_eq!(act(&mut adviser.client, &barred, ("status", "closed"), &forged).status, 422);

    // It is done when its result says so, and open again when it was not done after all, also where the case is closed.
    let result = |adviser: &mut Adviser, result: &str| {
        let page = adviser.open(&case);
        let forms = page.forms();
        let of = forms.iter().flat_map(Form::buttons).find(|b| b.name == "of" && b.value.len() == 16);
        let of = act(&mut adviser.client, &page, ("of", &of.expect("the step").value), &[]).page();
        assert_eq!(press(&mut adviser.client, &of, "result", &[("result", result)]).status, 200);
    };
    result(&mut adviser, "dropped");
    let open = line(&mut adviser, "/console?reason=child");
    assert!(open.len() == 1 && open[0].contains("must be reported"), "{open:?}");
    let page = adviser.open(&case);
    let minor = page.with_attr("data-minor").remove(0);
    assert!(minor.text().contains("I must act without a yes"), "{}", minor.text());
    // Its button leads to the step with its reason, and the page there says what is due.
    for (of, chosen) in [("child", true), ("override", false)] {
        let over = act(&mut adviser.client, &page, ("of", of), &[]).page();
        let reason = over.by_id("reason-child").expect("the reason");
        assert_eq!((reason.attr("checked").is_some(), over.with_attr("data-duty").len()), (chosen, 1));
    }
    result(&mut adviser, "sent");
    assert!(line(&mut adviser, "/console?reason=child").is_empty());
    let page = adviser.open(&case);
    assert!(page.with_attr("data-minor").is_empty());
    let done = then(&page);
    assert!(done.contains("has been reported: The children's service of Example"), "{done}");
    assert!(!done.contains("The law asks you"), "{done}");
    let asked = act(&mut adviser.client, &page, ("status", "closed"), &[]).page();
    assert!(asked.text().contains("1 January 2099"), "a promise that is still open: {}", asked.text());
    let closed = act(&mut adviser.client, &asked, ("sure", "yes"), &forged).page();
    assert_eq!(closed.status().as_deref(), Some("closed"));
    assert!(closed.text().contains("Reopen") && !closed.text().contains("Work on it"));
    result(&mut adviser, "dropped");
    for path in ["/console", "/console?reason=child", "/console?reason=child&status=closed"] {
        assert!(line(&mut adviser, path).iter().any(|row| row.contains("must be reported")), "{path}");
    }
    verified(&place);
}

fn no_child(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let told = Told::words(&unique("under 18 by mistake "));
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&told, "about").expect("a page");
    press(&mut reporter.client, &page, "next", &[("age", "under_18")]);
    reporter.file(&told).expect("a receipt");
    let mut one = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let mut other = Adviser::sign_in_anew(&demo, demo.advisers().1);
    let (case, page) = one.find(&told.statement);
    let no = [("risk_child", "no"), ("risk_done", "They wrote that they are 19.")];
    let said = act(&mut one.client, &page, ("do", "risk"), &no).page();
    assert_eq!((said.with_attr("data-minor").len(), said.with_attr("data-waits").len()), (1, 1));
    let offers = |page: &Page| button(page, "no_child").is_some();
    assert!(!offers(&said), "nobody agrees with themselves");
    let own = act_as(&mut one.client, &said, "desk", &[("do", "no_child")]);
    assert_eq!((own.status, own.page().errors().len()), (422, 1));
    let said = act(&mut one.client, &said, ("status", "acknowledged"), &[]).page();
    assert_eq!(act(&mut one.client, &said, ("status", "closed"), &[]).status, 422);
    for why in ["child", "second"] {
        let list = other.page(&format!("/console?reason={why}"));
        assert_eq!(marks(&list, "data-case-id"), std::slice::from_ref(&case), "{why}");
    }
    let page = other.open(&case);
    let agreed = act(&mut other.client, &page, ("do", "no_child"), &[("note", "a note begun")]).page();
    assert!(agreed.with_attr("data-minor").is_empty(), "{}", agreed.text());
    assert!(agreed.html.contains("a note begun") && agreed.text().contains("not about a child"));
    assert!(marks(&one.page("/console?reason=child"), "data-case-id").is_empty());
    let page = one.open(&case);
    assert_eq!(act(&mut one.client, &page, ("status", "closed"), &[]).status, 200);
    // Nothing waits any more.
    assert_eq!(act_as(&mut other.client, &agreed, "desk", &[("do", "no_child")]).status, 422);
    verified(&place);
}

/// The first day that the page accepts.
fn today(page: &Page) -> String {
    page.by_id("until").and_then(|e| e.attr("min").map(str::to_owned)).expect("a first day")
}

fn wanted(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (words, contact) = (unique("wants something "), unique("call after six "));
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&Told::words(&words), "check").expect("the overview");
    let page = press(&mut reporter.client, &page, "contact", &[]).page();
    let page = press(&mut reporter.client, &page, "next", &[("contact", &contact)]).page();
    let receipt = receipt_of(&press(&mut reporter.client, &page, "send", &[]).page()).expect("a receipt");

    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    let reached = |page: &Page| page.with_attr("data-contact").first().map(Element::text);
    assert_eq!(reached(&page).as_deref(), Some(contact.as_str()));
    assert!(!page.text().contains("Prepare a formal step"));

    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    let choices = press(&mut reporter.client, &page, "choices", &[("message", "half a thought")]).page();
    let page =
        press(&mut reporter.client, &choices, "save", &[("path", "formal"), ("count_me", "yes")]).page();
    assert!(page.html.contains("half a thought"));
    let history = page.with_attr("data-wishes").remove(0).text();
    assert!(history.contains("formal step") && history.contains("may be counted"), "{history}");
    assert_eq!(history.matches("(this holds now)").count(), 2, "{history}");
    let seen = adviser.open(&case).text();
    assert!(seen.contains("Prepare a formal step"), "{seen}");

    // To meet can be asked for without a word.
    let answer = press(&mut reporter.client, &page, "send", &[("message", ""), ("meet", "yes")]);
    assert_eq!(answer.status, 200);
    assert!(adviser.open(&case).text().contains("Asks to meet"));

    // Another language keeps what is typed; another code can be entered.
    let page = answer.page();
    let page =
        press(&mut reporter.client, &page, "stay", &[("message", "kept in the other language")]).page();
    assert!(page.html.contains("kept in the other language"), "{}", page.text());
    let page = Reporter::new(demo.visitor("en")).return_with(&receipt);
    let mut other = Reporter::new(demo.visitor("en"));
    other.return_with(&receipt);
    let asked = press(&mut other.client, &page, "other", &[]);
    assert_eq!(asked.status, 403, "a token of another visit");
    let page = other.client.get("/return").expect("an answer").page();
    assert!(press(&mut other.client, &page, "other", &[]).page().form_with("receipt").is_some());

    // Too long is told and kept; erased is gone, also under a new code.
    let page = answer.page();
    let reach = press(&mut reporter.client, &page, "reach", &[]).page();
    assert!(reach.text().contains(&contact), "{}", reach.text());
    let long = "ā".repeat(1_500);
    let refused = press(&mut reporter.client, &reach, "save", &[("contact", &long)]);
    assert!(refused.status == 422 && refused.page().html.contains(&long));
    let other = unique("write to the office ");
    // Going back with something typed asks first, and keeps it.
    let asked = press(&mut reporter.client, &reach, "back", &[("contact", &other)]);
    assert_eq!((asked.status, asked.page().errors().len()), (422, 1));
    assert!(asked.page().html.contains(&other));
    let back = press(&mut reporter.client, &asked.page(), "drop", &[]);
    assert!(back.status == 200 && back.page().form_with("message").is_some());
    let unchanged = press(&mut reporter.client, &reach, "back", &[]);
    assert!(unchanged.status == 200 && unchanged.page().form_with("message").is_some());
    press(&mut reporter.client, &reach, "save", &[("contact", &other)]);
    assert_eq!(reached(&adviser.open(&case)).as_deref(), Some(other.as_str()));
    let page = press(&mut reporter.client, &reach, "erase", &[]).page();
    assert_eq!(reached(&adviser.open(&case)), None);
    let shown = press(&mut reporter.client, &page, "offer", &[]).page();
    let new = shown.by_id("new-code").expect("a code").text();
    press(&mut reporter.client, &shown, "take", &[]);
    let page = Reporter::new(demo.visitor("en")).return_with(&new);
    assert!(!page.with_attr("data-opened").is_empty(), "the days go along");
    assert!(!press(&mut reporter.client, &page, "reach", &[]).page().text().contains(&other));
    verified(&place);
}

fn linked(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (first, second) = (unique("the first report "), unique("made to pay "));
    let receipt = Reporter::new(demo.visitor("en")).file(&Told::words(&first)).expect("a receipt");
    // What was begun before is not put aside unasked.
    let mut busy = Reporter::new(demo.visitor("en"));
    busy.walk_to(&Told::words("begun and not sent"), "safety").expect("a page");
    let page = busy.return_with(&receipt);
    let paid = press(&mut busy.client, &page, "paid", &[]).page();
    let refused = press(&mut busy.client, &paid, "begin", &[]);
    assert_eq!((refused.status, refused.page().errors().len()), (422, 1));
    assert_eq!(
        busy.client.get("/start").expect("an answer").page().step_form().and_then(|f| f.step).as_deref(),
        Some("safety")
    );

    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    let paid = press(&mut reporter.client, &page, "paid", &[]).page();
    let page = press(&mut reporter.client, &paid, "begin", &[]).page();
    assert_eq!(page.step_form().and_then(|f| f.step).as_deref(), Some("words"));
    // Whoever reads the first is left out of the second.
    let mut told = Told::words(&second);
    let one = demo.advisers().0;
    let readers = reporter.walk_to(&told, "readers").expect("the readers");
    let name = one.username.split('.').next().expect("a first name");
    let of_them = |label: &&Element| label.text().to_lowercase().contains(name);
    let labels = readers.with_attr("for");
    let label = labels.iter().find(of_them).and_then(|l| l.attr("for")).expect("a box for the adviser");
    let person = readers.by_id(label).and_then(|e| e.attr("value").map(str::to_owned)).expect("a person");
    told.without = vec![person];
    let new = reporter.file(&told).expect("a receipt");
    assert_ne!(new, receipt);

    let mut left_out = Adviser::sign_in_anew(&demo, one);
    let (_, page) = left_out.find(&first);
    assert!(!page.text().contains("follows an earlier"), "{}", page.text());
    let mut both = Adviser::sign_in_anew(&demo, demo.advisers().1);
    let (case, _) = both.find(&first);
    let (_, page) = both.find(&second);
    let link = page.links().into_iter().any(|a| a.attr("href") == Some(&format!("/console/cases/{case}")));
    assert!(link, "{}", page.text());
    assert!(both.open(&case).links().iter().all(|a| !a.text().contains("earlier")));
    // Both codes open their own.
    assert!(Reporter::new(demo.visitor("en")).return_with(&receipt).text().contains(&first));
    assert!(Reporter::new(demo.visitor("en")).return_with(&new).text().contains(&second));
    verified(&place);
}

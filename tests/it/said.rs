//! What the desk says of itself: the hand-over sheet beside the page of the case, what was stored just now and what a colleague
//! stored meanwhile, what leaves in a copy or a letter.

use libtest_mimic::Trial;

use crate::consent::{button, marks, press, verified};
use crate::desk::act;
use crate::desk_says::OVERRIDE;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::html::{Element, Form, Page};
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::Demo;
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("said", "the_sheet_says_what_the_page_of_the_case_says", sheet),
        on_both("said", "a_level_that_falls_is_told_before_and_after", falls),
        on_both("said", "what_was_noted_is_said", noted),
        on_both("said", "words_to_black_out_that_stand_nowhere_are_told", missed),
        on_both("said", "a_letter_bears_no_day_of_filing_unasked", letter),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A report of somebody under 18 who is not safe, to the institution of both advisers, and both signed in.
fn two(demo: &Demo) -> (String, String, Adviser, Adviser) {
    let (first, second, _) = demo.advisers();
    let words = unique("for who takes over ");
    let told = Told { institution: first.institution.clone(), ..Told::words(&words) };
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&told, "about").expect("a page");
    press(&mut reporter.client, &page, "next", &[("age", "under_18")]);
    let page = reporter.walk_to(&told, "safety").expect("a page");
    press(&mut reporter.client, &page, "next", &[("safe_now", "no"), ("weapon", "yes")]);
    let receipt = reporter.file(&told).expect("a receipt");
    let (mut one, two) = (Adviser::sign_in_anew(demo, first), Adviser::sign_in_anew(demo, second));
    let (case, _) = one.find(&words);
    (receipt, case, one, two)
}

/// The lines of one part of a sheet.
fn part(sheet: &Page, mark: &str) -> Vec<String> {
    let parts = sheet.with_attr("data-sheet").into_iter().find(|e| e.attr("data-sheet") == Some(mark));
    let part = Page::parse(&parts.expect("the part").inner);
    part.elements_named(&["li"]).iter().map(Element::text).collect()
}

/// Both pages of a case, of which each says what the other does.
fn both(adviser: &mut Adviser, case: &str) -> (Page, Page) {
    let page = adviser.open(case);
    let sheet = adviser.page(&format!("/console/cases/{case}/sheet"));
    let (told, text) = (sheet.text(), page.text());
    assert_eq!(marks(&sheet, "data-due"), marks(&page, "data-due"));
    let due = |page: &Page| page.with_attr("data-due").remove(0).text();
    assert_eq!(due(&sheet), due(&page));
    let bare = |e: &Element| e.text().trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    for attr in ["data-told", "data-waits", "data-held", "data-keeping", "data-promise"] {
        for said in page.with_attr(attr) {
            assert!(told.contains(&bare(&said)), "{attr}: {} in {told}", bare(&said));
        }
    }
    let level = page.with_attr("data-risk").iter().map(bare).collect::<String>();
    assert!(part(&sheet, "risk").contains(&level), "{level} in {:?}", part(&sheet, "risk"));
    for said in page.with_attr("data-ask").iter().chain(&page.with_attr("data-override")) {
        let said = Page::parse(&said.inner);
        for line in said.elements_named(&["h3"]).iter().map(bare) {
            assert!(told.contains(&line), "{line} in {told}");
        }
    }
    for line in [part(&sheet, "child"), part(&sheet, "keeping")].concat() {
        assert!(text.contains(&line), "{line} in {text}");
    }
    (page, sheet)
}

fn sheet(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (receipt, case, mut one, mut other) = two(&demo);
    let (page, sheet) = both(&mut one, &case);
    // What was said at filing stands there before anybody asks.
    let risk = part(&sheet, "risk");
    for said in ["“Age”: Not yet 18", "“Weapon near”: Yes", "“Safe now”: No"] {
        assert!(risk.iter().any(|line| line.contains(said)), "{said}: {risk:?}");
    }
    assert!(part(&sheet, "child")[0].contains("must be reported") && part(&sheet, "overrides").is_empty());
    let page = one.answer(&page, "Thank you for writing.");

    // A no is an answer, and one person's no about a child ends nothing.
    let typed = [("risk_weapon", "no"), ("risk_child", "no"), ("risk_retaliation", "yes")];
    let refused = act(&mut one.client, &page, ("do", "risk"), &typed);
    assert_eq!((refused.status, refused.page().errors().len()), (422, 1), "a no against a yes says why");
    let done = [&typed[..], &[("risk_done", "Asked twice; it is locked away.")]].concat();
    act(&mut one.client, &page, ("do", "risk"), &done);
    let (page, sheet) = both(&mut one, &case);
    let risk = part(&sheet, "risk");
    let weapon = risk.iter().find(|line| line.contains("Weapon near")).expect("the weapon");
    assert!(risk.last().is_some_and(|line| line.starts_with("Risk assessed: ")), "{risk:?}");
    assert!(weapon.contains(": No.") && weapon.contains("“Weapon near”: Yes"), "{weapon}");
    assert_eq!(part(&sheet, "child").len(), 2, "{:?}", part(&sheet, "child"));
    let against = page.with_attr("data-against");
    assert!(against.len() == 1 && against[0].text().contains("“Weapon near”: Yes"), "{}", page.text());

    // A step with a yes, one without, a task, a hold.
    let ask = press(&mut one.client, &page, "ask", &[]).page();
    let until = ask.by_id("until").and_then(|e| e.attr("min").map(str::to_owned)).expect("a first day");
    let asked = [
        ("kind", "legal"),
        ("to", "The legal aid office of Example"),
        ("what", "A letter without a name"),
        ("learns", "One lawyer"),
        ("guess", "That somebody of the unit wrote"),
        ("until", &until),
    ];
    press(&mut one.client, &ask, "send", &asked);
    let mut reporter = Reporter::new(demo.visitor("en"));
    let thread = reporter.return_with(&receipt);
    let yes = button(&thread, "yes-").expect("a yes");
    press(&mut reporter.client, &thread, &yes, &[]);
    let page = one.open(&case);
    let over = act(&mut one.client, &page, ("of", "override"), &[]).page();
    let typed = [
        ("reason", "child"),
        ("kind", "custody_court"),
        ("to", "The custody court of Example"),
        ("what", "A call"),
        ("told", "I have to call them."),
        ("told_due", "2099-01-01"),
    ];
    press(&mut one.client, &over, "override", &typed);
    let page = one.open(&case);
    act(&mut one.client, &page, ("do", "task"), &[("task", "Ring the clinic"), ("task_due", "2099-01-02")]);
    let page = one.open(&case);
    let keeping = press(&mut one.client, &page, "keep", &[]).page();
    press(&mut one.client, &keeping, "hold", &[("hold_reason", "proceedings")]);
    let (_, sheet) = both(&mut one, &case);
    assert!(part(&sheet, "child")[0].contains("nothing here says that it was done"), "{}", sheet.text());
    assert!(part(&sheet, "keeping")[0].contains("Proceedings"), "{}", sheet.text());
    let without = part(&sheet, "overrides");
    assert!(without[0].contains("custody court of Example") && without[0].contains("A child must be"));
    assert!(!without[0].contains("Sent"), "{without:?}");
    assert!(part(&sheet, "promises").iter().any(|line| line.contains("Ring the clinic")));

    // How each of them went on, and that the duty is done.
    let steps: Vec<String> = ofs(&one.open(&case));
    assert_eq!(steps.len(), 2);
    for of in steps {
        let page = one.open(&case);
        let step = act(&mut one.client, &page, ("of", &of), &[]).page();
        // A letter that was begun stays where it is.
        let typed = [("result", "sent"), ("text", "By hand."), ("letter_text", "words for the letter")];
        let step = press(&mut one.client, &step, "result", &typed).page();
        assert!(saved(&step).contains("The outcome of the step is stored"), "{}", step.text());
        assert!(step.html.contains(">\nwords for the letter</textarea>") && !step.html.contains("By hand."));
        assert_eq!(press(&mut one.client, &step, "letter", &[("letter_text", "")]).status, 200);
    }
    let page = one.open(&case);
    act(&mut one.client, &page, ("do", "risk"), &[("risk_child", "yes")]);
    let (page, sheet) = both(&mut other, &case);
    assert!(page.with_attr("data-minor").is_empty());
    assert!(part(&sheet, "child")[0].contains("has been reported: The custody court"), "{}", sheet.text());
    assert!(part(&sheet, "overrides")[0].contains("Sent"), "{}", sheet.text());
    assert!(part(&sheet, "consents").iter().any(|line| line.contains("legal aid") && line.contains("Sent")));
    verified(&place);
}

/// The steps of a case that have a page of their own.
fn ofs(page: &Page) -> Vec<String> {
    let forms = page.forms();
    let all = forms
        .iter()
        .flat_map(Form::buttons)
        .filter(|b| b.name == "of" && !["override", "child"].contains(&&*b.value));
    all.map(|b| b.value.clone()).collect()
}

fn saved(page: &Page) -> String {
    page.by_id("saved").unwrap_or_else(|| panic!("nothing was saved: {}", page.text())).text()
}

fn falls(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (_, case, mut one, mut other) = two(&demo);
    let page = one.open(&case);
    let theirs = other.open(&case);
    let first =
        act(&mut other.client, &theirs, ("do", "risk"), &[("risk_weapon", "yes"), ("risk_child", "yes")]);
    assert!(saved(&first.page()).contains("The level is now “Needs you now”"), "{}", saved(&first.page()));
    // Who held another answer learns which, whose, and of no other.
    let no =
        ["suicidality", "weapon", "shared_quarters", "retaliation", "child"].map(|q| format!("risk_{q}"));
    let mut typed: Vec<(&str, &str)> = no.iter().map(|q| (q.as_str(), "no")).collect();
    typed[4].1 = "yes";
    typed.push(("risk_done", "Asked by telephone."));
    let late = act(&mut one.client, &page, ("do", "risk"), &typed);
    assert_eq!(late.status, 409);
    let late = late.page();
    let clash = Page::parse(&late.with_attr("data-clash").remove(0).inner);
    let lines: Vec<String> = clash.elements_named(&["li"]).iter().map(Element::text).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    let weapon = lines.iter().find(|line| line.contains("weapon within reach")).expect("the weapon");
    assert!(weapon.contains("answered “Yes”, your page says “No”"), "{weapon}");
    assert!(!lines.iter().any(|line| line.contains("under 18")), "the same answer: {lines:?}");
    typed[4].1 = "no";
    let fell = saved(&act(&mut one.client, &late, ("do", "risk"), &typed).page());
    assert!(fell.contains("lowered the level: from “Needs you now” to “Asked, nothing found”"), "{fell}");
    // A page that is as the case is holds nobody up.
    let page = one.open(&case);
    assert!(act(&mut one.client, &page, ("do", "note"), &[]).page().with_attr("data-clash").is_empty());
    verified(&place);
}

fn noted(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("to be noted ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    let said = |page: &Page, sentence: &str| {
        let saved = saved(page);
        assert!(saved.contains(sentence) && saved.contains("Only those who read this case"), "{saved}");
    };
    said(&act(&mut adviser.client, &page, ("do", "note"), &[("note", "They called.")]).page(), "The note is");
    let page = adviser.open(&case);
    let keeping = press(&mut adviser.client, &page, "keep", &[]).page();
    let held = press(&mut adviser.client, &keeping, "hold", &[("hold_reason", "proceedings")]).page();
    said(&held, "The hold is stored");
    let keeping = press(&mut adviser.client, &held, "keep", &[]).page();
    let end = keeping.with_attr("data-hold")[0].attr("data-hold").expect("an id").to_owned();
    said(&press(&mut adviser.client, &keeping, &format!("end-{end}"), &[]).page(), "The hold is ended");
    let page = adviser.open(&case);
    let keeping = press(&mut adviser.client, &page, "keep", &[]).page();
    let proposed = press(&mut adviser.client, &keeping, "propose", &[("reason", "reporter_asked")]).page();
    said(&proposed, "waits for a second person");
    let sheet = adviser.page(&format!("/console/cases/{case}/sheet"));
    let form = sheet.form_with("never").expect("a form");
    let mut fields = form.defaults();
    set(&mut fields, "never", "Never telephone.");
    said(
        &adviser.client.submit(&form, &fields, &[]).expect("an answer").page(),
        "stored on the hand-over sheet",
    );

    // That a coding waits, and stores no act; that the age of a child asks for the question about one.
    let page = adviser.open(&case);
    let form = press(&mut adviser.client, &page, "code", &[]).page();
    assert!(form.text().contains("no act is recorded, whatever is chosen below"), "{}", form.text());
    let rest = [
        ("relation", "unknown"),
        ("sex", "woman"),
        ("delay", "unknown"),
        ("elsewhere", "unknown"),
        ("act", "rape"),
    ];
    let no: Vec<String> =
        form.with_attr("name").iter().filter_map(|e| e.attr("name")).map(str::to_owned).collect();
    let no = no.iter().filter(|name| name.starts_with("ask_")).map(|name| (name.as_str(), "no"));
    let typed: Vec<(&str, &str)> = no.chain(rest).chain([("age", "a12_17")]).collect();
    let page = press(&mut adviser.client, &form, "save", &typed).page();
    said(&page, "no act is recorded with it. It waits for a second person");
    said(&page, "under “Risk” it is not answered");
    assert_eq!(page.with_attr("data-coded-child").len(), 1);
    let page = act(&mut adviser.client, &page, ("do", "risk"), &[("risk_child", "no")]).page();
    assert!(page.with_attr("data-coded-child").is_empty());
    let form = press(&mut adviser.client, &page, "code", &[]).page();
    let yes = press(&mut adviser.client, &form, "save", &[("ask_rape", "yes"), ("act", "rape")]).page();
    assert!(saved(&yes).starts_with("✓ The coding is stored. Only"), "{}", saved(&yes));
    let form = press(&mut adviser.client, &yes, "code", &[]).page();
    let twice = press(&mut adviser.client, &form, "save", &[("elsewhere", "report")]).page();
    said(&twice, "left out of the statistics, since it is counted already");
    assert!(twice.text().contains("Yes, in another report here"), "{}", twice.text());
    verified(&place);
}

fn missed(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("Lieutenant Bērziņš and Bērziņa ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, _) = adviser.find(&words);
    let page = adviser.page(&format!("/console/cases/{case}/export"));
    let typed = [
        ("reason", "court"),
        ("recipient", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"),
        ("phrases", "bērziņ\nbrīvdien\nLieutenant"),
    ];
    let preview = press(&mut adviser.client, &page, "preview", &typed).page();
    let list = |attr: &str| {
        let of = Page::parse(&preview.with_attr(attr).remove(0).inner);
        of.elements_named(&["li"]).iter().map(Element::text).collect::<Vec<_>>()
    };
    assert_eq!(list("data-missed"), ["Not found: “brīvdien”"]);
    assert_eq!(list("data-found"), ["“bērziņ”: 2 times", "“Lieutenant”: 1 time"]);
    let back = press(&mut adviser.client, &preview, "change", &[]).page();
    let preview = press(&mut adviser.client, &back, "preview", &[("phrases", "")]).page();
    assert!(preview.with_attr("data-missed").is_empty() && preview.with_attr("data-found").is_empty());
    verified(&place);
}

fn letter(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("for a letter ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (case, page) = adviser.find(&words);
    let over = act(&mut adviser.client, &page, ("of", "override"), &[]).page();
    let page = press(&mut adviser.client, &over, "override", &OVERRIDE).page();
    let step = act(&mut adviser.client, &page, ("of", &ofs(&page)[0]), &[]).page();
    // What is empty is not offered, and what stands in every letter is told.
    assert!(step.by_id("part-statement").is_some() && step.by_id("part-names").is_none());
    let empty = step.with_attr("data-empty").remove(0).text();
    assert!(empty.contains("How the person can be reached"), "{empty}");
    let short = step.by_id("letter").expect("the letter").text();
    assert!(short.contains("Besides what you tick, the letter bears today's date"), "{short}");
    let of = |adviser: &mut Adviser, step: &Page, parts: &[(&str, &str)]| {
        let typed = [&[("letter_lang", "en")], parts].concat();
        press(&mut adviser.client, step, "letter", &typed).page().text()
    };
    let bare = of(&mut adviser, &step, &[]);
    assert!(!bare.contains("came in") && !bare.contains("Received"), "{bare}");
    let page = adviser.open(&case);
    let step = act(&mut adviser.client, &page, ("of", &ofs(&page)[0]), &[]).page();
    let dated = of(&mut adviser, &step, &[("parts", "filed")]);
    assert!(dated.contains("The day on which the report came in"), "{dated}");
    verified(&place);
}

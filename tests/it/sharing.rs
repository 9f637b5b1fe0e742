//! An adviser asks for a colleague, ends somebody's reading, steps back: what each side then sees, and that nothing typed
//! is lost for who may still read.

use balss::domain::desk::Lock;
use balss::domain::sharing::Why;
use balss::features::console::case::{self, Act, Done};
use balss::features::console::sharing;
use balss::features::console::view;
use balss::features::follow_up::readers::{self, Agreed};
use balss::features::follow_up::talk;
use balss::vault::access::Opener;
use balss::vault::desk;
use libtest_mimic::Trial;
use serde_json::json;

use crate::browser::sign_in;
use crate::consent::{button, marks, press, verified};
use crate::desk::{act, act_as};
use crate::readers::{account, returning, revoke, say, vouch};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::html::{Element, Page};
use crate::support::http::Answer;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::{Demo, Staff};
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, on_both, run};
use crate::support::unique;
use crate::tamper::world::World;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("sharing", "a_colleague_reads_by_the_reporters_yes_and_as_far_as_it_goes", asked),
        on_both("sharing", "who_is_too_close_finds_nothing_any_more", close),
        on_both("sharing", "a_mark_of_classified_closes_what_was_asked_before", closed),
        on_both("sharing", "who_stepped_back_is_let_in_by_nothing_that_was_open", stepped_back),
        on_both("sharing", "who_was_taken_out_meets_nothing_and_who_stays_loses_nothing", ended),
        on_both("sharing", "the_hand_over_sheet_follows_from_the_case_and_keeps_own_words", sheet),
        on_both("sharing", "earlier_desks_are_handed_on_to_who_came_since", handed_on),
        on_both("sharing", "who_was_let_in_ends_nobody_who_read_before", let_in_later),
        on_both("sharing", "a_mark_refuses_before_anything_is_filled_in", refused_at_once),
        on_both("sharing", "what_was_not_handed_on_is_called_so_and_not_classified", unhanded),
        on_both("sharing", "what_is_taken_out_of_a_desk_stays_missed", missed),
    ]
    .into_iter()
    .flatten()
    .chain([trial("sharing::a_printed_sheet_holds_nothing_of_the_screen", &[Need::Browser], printed)])
    .collect()
}

/// Presses a button that ends a reading, with what else was typed; the page that asks once more, or another.
pub fn leave(adviser: &mut Adviser, page: &Page, value: &str, typed: &[(&str, &str)]) -> Answer {
    let offers = |f: &crate::support::html::Form| f.buttons().any(|b| b.name == "leave" && b.value == value);
    let mut form =
        page.forms().into_iter().find(offers).unwrap_or_else(|| panic!("no {value}: {}", page.text()));
    let mut fields = form.defaults();
    let action = form.buttons().find(|b| b.value == value).and_then(|b| b.action.clone());
    form.action = action;
    set(&mut fields, "leave", value);
    for (name, text) in typed {
        set(&mut fields, name, text);
    }
    adviser.client.submit(&form, &fields, &[]).expect("an answer")
}

/// Sends the page that asks once more.
pub fn sure(adviser: &mut Adviser, page: &Page, answer: &str, why: &str) -> Answer {
    let form = page.form_with("leave").unwrap_or_else(|| panic!("no question: {}", page.text()));
    let mut fields = form.defaults();
    set(&mut fields, "sure", answer);
    if !why.is_empty() {
        set(&mut fields, "why", why);
    }
    adviser.client.submit(&form, &fields, &[]).expect("an answer")
}

/// Colleagues for whom the page lets ask: account and label.
fn choices(page: &Page) -> Vec<(String, String)> {
    let list = Page::parse(&page.by_id("colleague").map(|e| e.inner.clone()).unwrap_or_default());
    let all = list.with_attr("value");
    all.iter().map(|o| (o.attr("value").unwrap_or_default().to_owned(), o.text())).collect()
}

struct House {
    place: Place,
    demo: Demo,
    one: Adviser,
    colleague: Adviser,
    outside: Adviser,
    words: String,
    receipt: String,
    case: String,
}

impl House {
    /// A report that both advisers of an institution read.
    fn new(engine: Engine) -> Self {
        Self::told_by(engine, "unsaid")
    }

    /// The same, from somebody of this age.
    fn told_by(engine: Engine, age: &str) -> Self {
        let place = Place::new(engine);
        let demo = place.start();
        let (one, colleague, outside) = demo.advisers();
        let institution = one.institution.clone();
        let sign_in = |who: &Staff| Adviser::sign_in_anew(&demo, who);
        let (mut one, colleague, outside) = (sign_in(one), sign_in(colleague), sign_in(outside));
        let words = unique("shared with some ");
        let told = Told { institution, ..Told::words(&words) };
        let mut reporter = Reporter::new(demo.visitor("en"));
        let page = reporter.walk_to(&told, "about").expect("a page");
        press(&mut reporter.client, &page, "next", &[("age", age)]);
        let receipt = reporter.file(&told).expect("a receipt");
        let (case, _) = one.find(&words);
        Self { place, demo, one, colleague, outside, words, receipt, case }
    }

    fn thread(&self) -> (Reporter, Page) {
        let mut reporter = Reporter::new(self.demo.visitor("en"));
        let page = reporter.return_with(&self.receipt);
        (reporter, page)
    }

    /// What an adviser is told who asks for the case.
    fn asks(case: &str, adviser: &mut Adviser) -> (u16, String) {
        let answer = adviser.client.get(&format!("/console/cases/{case}")).expect("an answer");
        (answer.status, answer.page().text())
    }

    /// The answer about a case that never was.
    fn nothing(adviser: &mut Adviser) -> (u16, String) {
        Self::asks(&"5a".repeat(16), adviser)
    }
}

fn asked(engine: Engine) {
    let mut house = House::new(engine);
    let page = house.one.open(&house.case);
    let share = press(&mut house.one.client, &page, "share", &[("message", "begun")]).page();
    let (who, label) =
        choices(&share).into_iter().find(|(id, l)| !id.is_empty() && l.contains(',')).expect("somebody");
    let name = label.split(',').next().expect("a name").to_owned();
    let told = share.with_attr("data-duty");
    assert!(told.iter().any(|p| p.text().contains("criminal proceedings")), "{}", share.text());
    let half = press(&mut house.one.client, &share, "send", &[("why", "They know the law.")]);
    assert_eq!(half.status, 422);
    let half = half.page();
    assert_eq!(half.errors().len(), 2, "{}", half.text());
    let typed = [("colleague", who.as_str()), ("access", "read"), ("why", "They know the law.")];
    let sent = press(&mut house.one.client, &half, "send", &typed);
    assert_eq!(sent.status, 200, "{}", sent.page().text());
    assert!(sent.page().html.contains("begun"), "the answer waits in its field");
    let page = house.one.open(&house.case);
    assert_eq!(marks(&page, "data-ask"), ["open"]);
    let trace = page.with_attr("data-reader-asked").remove(0).text();
    assert!(trace.contains(&name) && trace.contains("not answered yet"), "{trace}");
    // Silence is not agreement.
    let nothing = House::nothing(&mut house.outside);
    assert_eq!(House::asks(&house.case, &mut house.outside), nothing);

    let (mut reporter, page) = house.thread();
    assert!(page.text().contains("They know the law.") && page.text().contains(&name), "{}", page.text());
    // Before the yes it is told what the police may have to do with what they read, as it was before filing.
    let duties: Vec<String> = page.with_attr("data-duty").iter().map(Element::text).collect();
    assert!(duties.len() == 1 && duties[0].contains("start criminal proceedings"), "{duties:?}");
    let yes = button(&page, "yes-").expect("a yes");
    let page = press(&mut reporter.client, &page, &yes, &[("message", "not sent yet")]).page();
    assert!(page.html.contains("not sent yet"));
    assert!(page.text().contains(&format!("{name} (reads only)")), "{}", page.text());
    let reads = house.outside.open(&house.case);
    assert!(reads.text().contains(&house.words));
    // It is called what it is, on the page, on the sheet and in a copy: a colleague reads, no step is taken.
    for path in ["", "/sheet", "/export"] {
        let page = house.one.page(&format!("/console/cases/{}{path}", house.case)).text();
        let said = page.contains("agreed that this colleague reads");
        assert!(said && !page.contains("the answer was yes"), "{path}: {page}");
    }
    assert!(house.one.open(&house.case).with_attr("data-reader-asked").is_empty());
    // To read only: no field, and what a form made by hand sends is refused.
    assert!(reads.form_with("message").is_none() && reads.by_id("message").is_none());
    let form = house.one.open(&house.case).form_with("message").expect("a form");
    let mut fields = form.defaults();
    let csrf = reads
        .forms()
        .iter()
        .flat_map(crate::support::html::Form::defaults)
        .find(|(n, _)| n == "csrf")
        .expect("a token")
        .1;
    set(&mut fields, "csrf", &csrf);
    set(&mut fields, "message", "I write all the same.");
    let refused = house.outside.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(refused.status, 422, "{}", refused.page().text());
    for path in ["status", "propose", "desk", "share"] {
        let mut form = form.clone();
        form.action = Some(format!("/console/cases/{}/{path}", house.case));
        let mut fields = fields.clone();
        for (name, value) in [("status", "acknowledged"), ("do", "note"), ("note", "a note"), ("go", "send")]
        {
            set(&mut fields, name, value);
        }
        let refused = house.outside.client.submit(&form, &fields, &[]).expect("an answer");
        assert_ne!(refused.status, 303);
    }
    assert_eq!(house.one.open(&house.case).messages().len(), 0);

    let no = button(&page, "no-").expect("taking it back");
    let page = press(&mut reporter.client, &page, &no, &[]).page();
    assert!(!page.text().contains(&format!("{name} (reads only)")), "{}", page.text());
    assert_eq!(House::asks(&house.case, &mut house.outside), nothing, "at once, and as if it never was");
    assert_eq!(marks(&house.one.open(&house.case), "data-ask"), ["taken_back"]);
    verified(&house.place);
}

fn close(engine: Engine) {
    let mut house = House::new(engine);
    let page = house.one.open(&house.case);
    let name = own_name(&mut house, &page);
    let ask = leave(&mut house.one, &page, "close", &[("message", "half an answer")]).page();
    // Thought better of it: what was typed is there.
    let back = sure(&mut house.one, &ask, "no", "").page();
    assert!(back.html.contains("half an answer"));
    let gone = sure(&mut house.one, &ask, "yes", "");
    assert_eq!(gone.status, 200);
    assert!(!gone.page().html.contains(&house.case), "nothing names it");
    let nothing = House::nothing(&mut house.one);
    assert_eq!(House::asks(&house.case, &mut house.one), nothing);
    assert!(!house.one.inbox().contains(&house.case));
    // A page that lay open: whatever it sends, the same.
    for old in [&page, &ask] {
        let form =
            old.forms().into_iter().find(|f| f.action.as_deref().is_some_and(|a| a.contains("/cases/")));
        let form = form.expect("a form");
        let mut fields = form.defaults();
        set(&mut fields, "message", "after all");
        set(&mut fields, "sure", "yes");
        let late = house.one.client.submit(&form, &fields, &[]).expect("an answer");
        assert_eq!(late.status, 404, "{}", late.page().text());
        assert!(!late.page().text().contains(&house.words));
    }
    // The colleague reads on, is told, and cannot ask for them again.
    let page = house.colleague.open(&house.case);
    assert!(page.text().contains(&house.words));
    assert_eq!(page.with_attr("data-reader").len(), 1);
    assert_eq!(page.with_attr("data-left").len(), 1, "{}", page.text());
    let share = press(&mut house.colleague.client, &page, "share", &[]).page();
    assert!(choices(&share).iter().all(|(_, label)| !label.contains(&name)), "{:?}", choices(&share));
    let (_, page) = house.thread();
    assert!(page.text().contains(&format!("{name} said on")), "{}", page.text());
    assert!(page.with_attr("data-readers").iter().all(|list| !list.text().contains(&name)));

    // The last who works on it hands it to the outside adviser, who cannot hand it to nobody.
    let page = house.colleague.open(&house.case);
    let ask = leave(&mut house.colleague, &page, "cannot", &[]).page();
    assert_eq!(sure(&mut house.colleague, &ask, "yes", "").status, 200);
    assert_eq!(House::asks(&house.case, &mut house.colleague).0, 404);
    let page = house.outside.open(&house.case);
    assert!(page.text().contains(&house.words));
    let ask = leave(&mut house.outside, &page, "cannot", &[]).page();
    let refused = sure(&mut house.outside, &ask, "yes", "");
    let others = house.demo.with_role("adviser").len() > 3;
    assert!(others || refused.status == 422, "{}: {}", refused.status, refused.page().text());
    verified(&house.place);
}

fn closed(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let id = world.cases[0].id;
        let (staff, keys) = &world.advisers[0];
        let act = async |act: Act| {
            let view = view::again(&world.app, &account(*staff), keys, id).await.expect("readable");
            let seen = view.expect("held").read.card_version;
            case::act(&world.app, &account(*staff), keys, id, seen, act).await
        };
        let ask = async |why: &str| {
            let view = view::again(&world.app, &account(*staff), keys, id).await.expect("readable");
            let all = sharing::colleagues(&view.expect("held"));
            let of = all.iter().find(|c| c.staff == world.advisers[2].0).expect("a colleague");
            let asked = sharing::Asked { reading: false, last: None, why: why.to_owned() };
            act(Act::Propose(sharing::question(of, asked, world.today))).await
        };
        let lift = || desk::Act::Unclassified { reason: "mistake".to_owned() };
        let marks = |on: bool| act(Act::Desk(vec![if on { desk::Act::Classified(true) } else { lift() }]));
        let token = returning(&world, 0).await;
        let yes = async || {
            let read = talk::read(&world.app, &token).await.expect("readable").expect("held").0;
            let of = read.proposals.last().expect("a question").what.n;
            readers::agree_to(&world.app, &token, of).await
        };
        let outside = || world.read(world.adviser(2), id);
        assert_eq!(ask("They know the law.").await, Ok(Done::Yes));
        assert_eq!(marks(true).await, Ok(Done::Yes));
        assert_eq!(yes().await, Ok(Agreed::Nobody), "the question is closed");
        assert!(outside().await.expect("readable").is_none());
        let (read, reading) = talk::read(&world.app, &token).await.expect("readable").expect("held");
        assert!(reading.askable.is_empty() && read.proposals.len() == 1 && read.damaged == 0);
        assert_eq!(ask("Now?").await, Ok(Done::Locked(Lock::Classified)));
        // It stays closed; but whoever lifts the mark can ask anew.
        assert_eq!(marks(false).await, Ok(Done::Yes));
        assert_eq!(yes().await, Ok(Agreed::Nobody));
        assert_eq!(ask("The mark was a mistake.").await, Ok(Done::Yes));
        assert_eq!(yes().await, Ok(Agreed::Yes));
        assert!(outside().await.expect("readable").is_some());
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

fn stepped_back(engine: Engine) {
    run(async move {
        for ended in [false, true] {
            let world = World::build(engine).await;
            let id = world.cases[0].id;
            let (staff, keys) = &world.advisers[1];
            let token = returning(&world, 0).await;
            let end = sharing::Leave::End(*staff, Why::Mistake);
            let (by, by_keys, how) = if ended {
                (&world.advisers[0].0, &world.advisers[0].1, end)
            } else {
                (staff, keys, sharing::Leave::CannotTake)
            };
            let gone = sharing::leave(&world.app, &account(*by), by_keys, id, how).await;
            assert_eq!(gone, Ok(sharing::Gone::Yes));
            let (_, reading) = talk::read(&world.app, &token).await.expect("readable").expect("held");
            assert!(reading.offers.iter().all(|o| o.staff != *staff), "offered to nobody");
            // A page that lay open, or a yes that crossed with it.
            assert_eq!(readers::agree(&world.app, &token, vec![*staff]).await, Ok(Agreed::Nobody));
            assert!(view::again(&world.app, &account(*staff), keys, id).await.expect("readable").is_none());
        }
    });
}

fn let_in_later(engine: Engine) {
    let mut house = House::new(engine);
    let_in(&mut house);
    let page = house.outside.open(&house.case);
    let all = marks(&page, "data-reader");
    assert_eq!(all.len(), 3, "{}", page.text());
    assert!(all.iter().all(|id| !button_named(&page, id)), "no button: {}", page.text());
    for id in all.iter().filter(|id| !helper(&page, id)) {
        // A form made by hand.
        let typed = [("leave", id.as_str()), ("sure", "yes"), ("why", "finished")];
        let made = act_as(&mut house.outside.client, &page, "leave", &typed);
        assert_eq!(made.status, 422, "{}", made.page().text());
        assert!(made.page().text().contains("before you were let in"));
    }
    assert_eq!(marks(&house.one.open(&house.case), "data-reader").len(), 3);
    // Who has read it from the beginning ends the helper's reading, who learns it where they look for the case.
    let page = house.one.open(&house.case);
    let before = marks(&page, "data-reader");
    let theirs = house.outside.open(&house.case);
    let own = before.iter().find(|id| helper(&theirs, id));
    let ask = leave(&mut house.one, &page, own.expect("the helper"), &[]).page();
    assert_eq!(sure(&mut house.one, &ask, "yes", "finished").status, 200);
    let told = House::asks(&house.case, &mut house.outside);
    assert!(told.1.contains("your reading of it has ended"), "{}", told.1);
    assert_eq!(told, House::nothing(&mut house.outside), "said of every address alike");
    verified(&house.place);
}

/// Whether this reader is the one who looks.
fn helper(page: &Page, id: &str) -> bool {
    let all = page.with_attr("data-reader");
    all.iter().any(|r| r.attr("data-reader") == Some(id) && r.text().contains("(you)"))
}

fn refused_at_once(engine: Engine) {
    let mut house = House::new(engine);
    let page = house.one.open(&house.case);
    let share = press(&mut house.one.client, &page, "share", &[]).page();
    let page = act(&mut house.one.client, &page, ("do", "classified"), &[]).page();
    assert!(marks(&house.one.page("/console"), "data-why").contains(&"classified".to_owned()));
    let refused = press(&mut house.one.client, &page, "share", &[("message", "begun")]);
    assert_eq!(refused.status, 422);
    let refused = refused.page();
    assert!(refused.by_id("colleague").is_none() && refused.html.contains("begun"));
    // A form that lay open keeps what was typed.
    let late = press(&mut house.one.client, &share, "send", &[("why", "They know the law.")]);
    assert!(late.status == 422 && late.page().html.contains("They know the law."));
    // Lifted for a reason, which stands in the history.
    let without = act(&mut house.one.client, &refused, ("do", "unclassified"), &[]);
    assert_eq!((without.status, without.page().errors().len()), (422, 1));
    let lifted = act(&mut house.one.client, &without.page(), ("do", "unclassified"), &[("lift", "checked")]);
    let page = lifted.page();
    let newest = page.with_attr("data-entry").remove(0).text();
    assert!(newest.contains("nothing is classified"), "{newest}");
    assert!(page.with_attr("data-classified").is_empty());
    assert!(!marks(&house.one.page("/console"), "data-why").contains(&"classified".to_owned()));
    verified(&house.place);
}

/// The name by which the roster knows whoever looks at this page of a case.
fn own_name(house: &mut House, page: &Page) -> String {
    let own = marks(page, "data-reader").into_iter().find(|id| !button_named(page, id)).expect("oneself");
    let list = house.outside.page("/console/colleagues");
    let rows = list.with_attr("data-standing");
    let row = rows.iter().find(|r| r.attr("data-standing") == Some(&own)).expect("a row");
    Page::parse(&row.inner).links()[0].text()
}

fn ended(engine: Engine) {
    let mut house = House::new(engine);
    // Both have it open; one ends the other's reading while an answer is begun on each page.
    let mine = house.one.open(&house.case);
    let theirs = house.colleague.open(&house.case);
    let you: Vec<String> = marks(&theirs, "data-reader");
    let other = you.iter().find(|id| button_named(&mine, id)).expect("the colleague").clone();
    let ask = leave(&mut house.one, &mine, &other, &[("message", "mine is begun")]).page();
    let half = sure(&mut house.one, &ask, "yes", "");
    assert_eq!(half.status, 422, "a reason is asked for");
    let done = sure(&mut house.one, &half.page(), "yes", "finished");
    assert_eq!(done.status, 200);
    assert!(done.page().html.contains("mine is begun"), "{}", done.page().text());
    // The next click of the other, whatever it is, meets nothing; what was typed is not thrown back at a stranger's case.
    let nothing = House::nothing(&mut house.colleague);
    let form = theirs.form_with("message").expect("a form");
    let mut fields = form.defaults();
    set(&mut fields, "message", "theirs is begun");
    let late = house.colleague.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(late.status, 404);
    assert!(!late.page().text().contains(&house.words));
    assert_eq!(House::asks(&house.case, &mut house.colleague), nothing);
    // So does ending the one who ended it.
    let own = you.iter().find(|id| **id != other).expect("the other").clone();
    let late = leave(&mut house.colleague, &theirs, &own, &[]);
    assert_eq!(late.status, 404);
    // A second press of the same button finds it done.
    let again = sure(&mut house.one, &ask, "yes", "finished");
    assert_eq!(again.status, 200);
    assert!(again.page().html.contains("mine is begun"));
    let page = house.one.open(&house.case);
    assert_eq!(page.with_attr("data-reader").len(), 1);
    assert_eq!(page.with_attr("data-ask").len(), 0);
    let (_, page) = house.thread();
    assert!(page.text().contains("what they were asked for is done"), "{}", page.text());
    verified(&house.place);
}

fn sheet(engine: Engine) {
    let mut house = House::new(engine);
    let path = format!("/console/cases/{}/sheet", house.case);
    let page = house.one.page(&path);
    let parts = ["promises", "child", "risk", "consents", "overrides", "never", "keeping", "readers"];
    assert_eq!(marks(&page, "data-sheet"), parts);
    assert_eq!(write(&mut house.one, &page, " ").status, 422);
    let theirs = house.colleague.page(&path);
    assert_eq!(write(&mut house.one, &page, "Never telephone.").status, 200);
    // A colleague who wrote at the same time sees it and loses nothing typed.
    let late = write(&mut house.colleague, &theirs, "Never in the evening.");
    assert_eq!(late.status, 409);
    assert!(late.page().html.contains("Never in the evening."));
    let theirs = late.page().with_attr("data-theirs").remove(0).text();
    let who = house.one.page(&path).html;
    let name = who.split("class=\"desk-who\"><strong>").nth(1).and_then(|rest| rest.split('<').next());
    assert!(theirs.contains("Never telephone.") && theirs.contains(name.expect("a name")), "{theirs}");
    let last = write(&mut house.colleague, &late.page(), "Never telephone, least of all in the evening.");
    assert_eq!(last.status, 200, "{}", last.page().text());
    assert!(house.one.page(&path).html.contains("least of all in the evening"));
    let (_, thread) = house.thread();
    assert!(!thread.html.contains("least of all"), "the reporter does not see it");
    assert_eq!(house.outside.client.get(&path).expect("an answer").status, 404);
    verified(&house.place);
}

/// Writes on the hand-over sheet what never to do.
fn write(adviser: &mut Adviser, page: &Page, never: &str) -> Answer {
    let form = page.form_with("never").expect("a form");
    let mut fields = form.defaults();
    set(&mut fields, "never", never);
    adviser.client.submit(&form, &fields, &[]).expect("an answer")
}

/// What is on paper of a sheet whose words were just stored, and of one that was refused.
fn printed() {
    let demo = Demo::empty();
    let words = unique("to be printed ");
    Reporter::new(demo.visitor("en")).file(&Told::words(&words)).expect("a receipt");
    let (case, _) = Adviser::sign_in_anew(&demo, demo.advisers().0).find(&words);
    let browser = Browser::open(true, "en");
    sign_in(&browser, &demo, demo.advisers().1);
    browser.go(&demo.url(&format!("/console/cases/{case}/sheet?lang=en")));
    let text = |media: &str| {
        browser.ask("Emulation.setEmulatedMedia", &json!({ "media": media }));
        browser.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    };
    let save = "form#own button[type=submit]:not([name])";
    let notices = [
        "Please check",
        "Nothing is written yet",
        "For example:",
        "stored on the hand-over",
        "can be printed",
    ];
    browser.click(save);
    assert!(text("screen").contains(notices[1]), "{}", text("screen"));
    let refused = text("print");
    text("screen");
    browser.fill("[name=never]", "Never telephone.");
    browser.click(save);
    assert!(text("screen").contains(notices[3]), "{}", text("screen"));
    let stored = text("print");
    for paper in [refused, stored.clone()] {
        assert!(notices.iter().all(|notice| !paper.contains(notice)), "{paper}");
    }
    assert!(stored.contains("Never telephone.") && stored.contains("Hand-over sheet"), "{stored}");
}

fn button_named(page: &Page, value: &str) -> bool {
    page.forms().iter().any(|f| f.buttons().any(|b| b.name == "leave" && b.value == value))
}

fn handed_on(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (old, old_keys) = &world.advisers[0];
        let id = world.cases[0].id;
        let view = async |who: StaffIdOf<'_>| {
            view::open(&world.app, &account(*who.0), who.1, id).await.expect("readable").expect("held")
        };
        let first = view((old, old_keys)).await;
        let note = desk::Act::Note { text: "They called on Monday.".to_owned(), source: String::new() };
        let child = desk::Assessment { said: vec![("child".into(), "yes".into())], done: String::new() };
        let act = Act::Desk(vec![note, desk::Act::Classified(true), desk::Act::Risk(child)]);
        let done = case::act(&world.app, &account(*old), old_keys, id, first.read.card_version, act).await;
        assert_eq!(done, Ok(Done::Yes));
        let (new, new_keys) = vouch(&world, 9, "nbs").await;
        let token = returning(&world, 0).await;
        let agreed = balss::features::follow_up::readers::agree(&world.app, &token, vec![new]).await;
        assert_eq!(agreed, Ok(balss::features::follow_up::readers::Agreed::Yes));
        // The reporter's session held no desk. The newcomer begins the card anew before anybody else comes by.
        let came = view((&new, &new_keys)).await;
        assert_eq!((came.read.entries.len(), came.read.damaged, came.read.hidden), (0, 0, 3));
        assert_eq!(came.lock(), Some(Lock::NotHanded), "what is not read may say so");
        let before = came.case.row.epoch;
        let back = view((old, old_keys)).await;
        assert_eq!((back.read.entries.len(), back.read.damaged), (3, 0));
        assert_eq!(back.case.row.epoch, before + 1, "an epoch that hands it on");
        let reads = view((&new, &new_keys)).await;
        assert_eq!((reads.read.entries.len(), reads.read.damaged), (3, 0));
        assert!(reads.read.child_duty().is_some(), "what was assessed before counts for who came since");
        assert!(reads.is_whole() && reads.lock() == Some(Lock::Classified));
        assert_eq!(reads.read.desk.as_ref().map(|(card, _)| (card.n, card.from)), Some((3, 0)));
        // Once: nobody makes a further one for it.
        assert_eq!(view((old, old_keys)).await.case.row.epoch, before + 1);
        // Another epoch of the reporter's takes nothing away from who had it by then.
        revoke(&world, 1).await;
        say(&world, 0, "And another word.").await;
        let reads = world.read(Opener::Staff(new, &new_keys), id).await.expect("readable").expect("held").1;
        assert_eq!((reads.entries.len(), reads.damaged), (3, 0));
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

/// Asks the reporter for the outside adviser, to work on the case, and has the reporter say yes.
fn let_in(house: &mut House) {
    let page = house.one.open(&house.case);
    let share = press(&mut house.one.client, &page, "share", &[]).page();
    let (who, _) =
        choices(&share).into_iter().find(|(id, l)| !id.is_empty() && l.contains(',')).expect("somebody");
    let typed = [("colleague", who.as_str()), ("access", "work"), ("why", "They know the law.")];
    assert_eq!(press(&mut house.one.client, &share, "send", &typed).status, 200);
    let (mut reporter, page) = house.thread();
    let yes = button(&page, "yes-").expect("a yes");
    assert_eq!(press(&mut reporter.client, &page, &yes, &[]).status, 200);
}

fn unhanded(engine: Engine) {
    let mut house = House::told_by(engine, "under_18");
    let page = house.one.open(&house.case);
    let typed = [("risk_suicidality", "yes"), ("risk_weapon", "yes")];
    act(&mut house.one.client, &page, ("do", "risk"), &typed);
    let page = house.one.open(&house.case);
    act(&mut house.one.client, &page, ("do", "note"), &[("note", "They called on Monday.")]);
    let path = format!("/console/cases/{}/sheet", house.case);
    let page = house.one.page(&path);
    assert_eq!(write(&mut house.one, &page, "Never before noon.").status, 200);
    let_in(&mut house);
    let rows = house.outside.page("/console");
    assert!(marks(&rows, "data-why").contains(&"unhanded".to_owned()), "{}", rows.text());

    let came = house.outside.open(&house.case);
    assert_eq!(came.with_attr("data-unhanded").len(), 1, "{}", came.text());
    assert!(came.with_attr("data-classified").is_empty());
    assert_eq!(marks(&came, "data-risk"), ["unread"]);
    for untrue in ["Not assessed yet", "Nothing is open", "Not coded yet", "Lift the mark"] {
        assert!(!came.text().contains(untrue), "{untrue}: {}", came.text());
    }
    // The lock stands, and says why; so does the answer to a form made by hand.
    let copy = house.outside.page(&format!("/console/cases/{}/export", house.case));
    let locked = copy.with_attr("data-locked")[0].text();
    assert!(locked.contains("handed on") && !locked.to_lowercase().contains("classified"), "{locked}");
    let sheet = house.outside.page(&format!("/console/cases/{}/sheet", house.case));
    assert!(sheet.text().contains("handed on to you yet") && !sheet.text().contains("Classified"));
    // Nor does an empty place say that nothing stands there: a hold, own words, a report of a child.
    assert_eq!(sheet.with_attr("data-unread").len(), 1);
    let keeping = press(&mut house.outside.client, &came, "keep", &[]).page();
    assert_eq!(keeping.with_attr("data-unread").len(), 1);
    assert!(!keeping.text().contains("Nothing holds"), "{}", keeping.text());
    let minor = came.with_attr("data-minor").remove(0).text();
    assert!(minor.contains("cannot know yet") && !minor.contains("must be reported"), "{minor}");
    assert!(rows.text().contains("cannot know yet") && !rows.text().contains("must be reported"));
    let lift =
        act_as(&mut house.outside.client, &came, "desk", &[("do", "unclassified"), ("lift", "mistake")]);
    assert_eq!(lift.status, 422, "{}", lift.page().text());
    // Nor is a risk answered that colleagues know and this one does not.
    let risk = act(&mut house.outside.client, &came, ("do", "risk"), &[("risk_suicidality", "no")]);
    assert_eq!(risk.status, 422, "{}", risk.page().text());
    // Nor is it closed, which is said before anything is asked.
    let shut = act(&mut house.outside.client, &came, ("status", "closed"), &[]);
    assert!(shut.status == 422 && shut.page().by_id("outcome").is_none(), "{}", shut.page().text());

    // Who knows none of the colleagues' entries counts one's own from the beginning: it is the newest all the same.
    let begun = house.one.open(&house.case);
    let page = house.outside.page(&path);
    assert_eq!(write(&mut house.outside, &page, "Never after noon.").status, 200);
    let late = act(&mut house.one.client, &begun, ("do", "note"), &[("note", "Meanwhile.")]);
    assert_eq!(late.status, 409);
    assert!(late.page().with_attr("data-changed")[0].text().contains("and-over"), "{}", late.page().text());

    let back = house.one.open(&house.case);
    assert!(back.with_attr("data-unhanded").is_empty());
    let newest = back.with_attr("data-entry").remove(0).text();
    assert!(newest.contains("Never after noon."), "{newest}");
    assert!(house.one.page(&path).html.contains("Never after noon."));
    assert!(back.with_attr("data-minor").remove(0).text().contains("must be reported"));
    let reads = house.outside.open(&house.case);
    assert_eq!(marks(&reads, "data-risk"), ["high"]);
    assert!(reads.with_attr("data-unhanded").is_empty() && reads.text().contains("They called on Monday."));
    assert!(!marks(&house.outside.page("/console"), "data-why").contains(&"unhanded".to_owned()));
    verified(&house.place);
}

fn missed(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (old, keys) = &world.advisers[0];
        let id = world.cases[0].id;
        let view =
            async || view::open(&world.app, &account(*old), keys, id).await.expect("readable").expect("held");
        let note = async |act: desk::Act| {
            let seen = view().await.read.card_version;
            let done = case::act(&world.app, &account(*old), keys, id, seen, Act::Desk(vec![act])).await;
            assert_eq!(done, Ok(Done::Yes));
        };
        note(desk::Act::Classified(true)).await;
        assert!(view().await.is_whole());
        world.sql.run("DELETE FROM record WHERE compartment = 2", &[]).await;
        assert_eq!(view().await.lock(), Some(Lock::Unread), "the record that says so is gone");
        // Ordinary work hides nothing of it.
        note(desk::Act::Note { text: "Spoke to them.".to_owned(), source: String::new() }).await;
        let after = view().await;
        assert!(after.lock().is_some() && after.read.damaged > 0);
        assert_ne!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

type StaffIdOf<'a> = (&'a balss::domain::id::StaffId, &'a balss::vault::staff::StaffKeys);

//! How long a case is kept: what holds it, and deleting it by two of its holders, after which nothing is left of it but
//! what the log says.

mod looks;
pub mod rules;
mod traces;

use balss::domain::receipt::{RANDOM, Receipt};
use libtest_mimic::Trial;

use crate::backup::{empty_like, key};
use crate::consent::{marks, press};
use crate::desk::act;
use crate::state::{Place, opens};
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::Page;
use crate::support::reporter::Reporter;
use crate::support::server::{Demo, Staff, files_below};
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, on_both, run};
use crate::support::totp::code_again;
use crate::withdraw::filed;
use traces::Traces;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("keeping", "two_holders_delete_and_nothing_is_left", deleted);
    all.extend(on_both("keeping", "another_reason_is_explained_each_time_and_a_no_is_told", explained));
    all.extend(on_both("keeping", "what_stands_in_the_way_is_refused", rules::refused));
    all.extend(on_both("keeping", "a_time_that_is_over_is_only_proposed", rules::over));
    all.extend(on_both("keeping", "a_hold_ends_by_who_could_end_it", rules::forged));
    all.extend(on_both("keeping", "rows_in_place_of_others_let_nothing_be_deleted", rules::swapped));
    all.extend(on_both("keeping", "older_rows_bring_no_decision_back", rules::replayed));
    all.push(trial(
        "keeping::every_state_of_its_pages_looks_right",
        &[Need::Browser, Need::Axe],
        looks::every_state,
    ));
    all.push(trial("keeping::the_command_line_does_the_same", &[], command_line));
    all
}

/// The page beside a case, from the case's own.
fn keeping(adviser: &mut Adviser, case: &str) -> Page {
    let page = adviser.open(case);
    press(&mut adviser.client, &page, "keep", &[("message", "an answer begun")]).page()
}

fn propose(adviser: &mut Adviser, case: &str, reason: &str) -> u16 {
    let page = keeping(adviser, case);
    press(&mut adviser.client, &page, "propose", &[("reason", reason)]).status
}

fn deleted(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let (words, receipt) = filed(&demo);
    let (_, stays) = filed(&demo);
    let (first, second, _) = demo.advisers();
    let (first, second) = (first.clone(), second.clone());
    let mut one = Adviser::sign_in_anew(&demo, &first);
    let mut two = Adviser::sign_in_anew(&demo, &second);
    let (case, page) = one.find(&words);
    assert_eq!(propose(&mut one, &case, "filed_by_mistake"), 422, "nobody has asked its reporter");
    one.answer(&page, "Thank you for writing.");
    two.open(&case);
    let (backup_key, public) = key(place.folder.path());
    let copy = |name: &str| {
        let name = place.folder.path().join(name).display().to_string();
        balss(&["backup", &name, "--to", &public, "--config", &place.config()], "").well();
        name
    };
    let early = copy("early.age");
    let traces = run(Traces::of(&place, &case));
    assert!(traces.found(&place) > 20, "the search finds what is there");

    by_the_pages(&demo, &case, (&mut one, &first), (&mut two, &second), &receipt);

    // Nobody finds it, by no way that there was before.
    assert_eq!(two.client.get(&format!("/console/cases/{case}")).expect("an answer").status, 404);
    assert!(!one.inbox().contains(&case) && one.inbox().len() == 1);
    assert!(opens(&demo, &stays));
    let said = |code: &str| {
        let page = Reporter::new(demo.visitor("en")).enter(code).expect("an answer").page();
        page.errors().join(" ")
    };
    let other = Receipt::from_random(&[9; RANDOM]).groups();
    assert!(!said(&receipt).is_empty());
    assert_eq!(said(&receipt), said(&other), "as for a code that never was");
    told(&demo, &place, &case);
    traces.wait_until_gone(&place);
    assert_eq!(files_below(&place.data().join("blobs")).len(), 2, "those of the other case");
    let late = copy("late.age");
    demo.stop();

    // The copy made before does not bring it back where the state folder stands, nor leaves it in the files of the store.
    let there = empty_like(&place, engine, true);
    let restore = |copy: &str, to: &Place| {
        balss(&["restore", copy, "--identity", &backup_key, "--config", &to.config()], "").well()
    };
    assert!(restore(&early, &there).contains("1 destroyed cases were kept out"));
    let demo = there.start_after_accepting("restore");
    assert!(!opens(&demo, &receipt) && opens(&demo, &stays));
    traces.wait_until_gone(&there);
    drop(demo);
    // The copy made afterwards holds nothing of it, whoever takes it in.
    let there = empty_like(&place, engine, false);
    assert!(!restore(&late, &there).contains("kept out"));
    assert_eq!(run(traces.rows(&there)), Vec::<String>::new());
    assert_eq!(traces.found(&there), 0);
}

fn explained(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (words, _) = filed(&demo);
    let (first, second, _) = demo.advisers();
    let mut one = Adviser::sign_in_anew(&demo, first);
    let mut two = Adviser::sign_in_anew(&demo, second);
    let (case, page) = one.find(&words);
    one.answer(&page, "Thank you for writing.");
    let page = one.open(&case);
    let page = act(&mut one.client, &page, ("status", "in_progress"), &[]).page();
    let asked = act(&mut one.client, &page, ("status", "closed"), &[]).page();
    act(&mut one.client, &asked, ("sure", "yes"), &[("outcome", "advice_given")]);
    let page = one.open(&case);
    act(&mut one.client, &page, ("do", "note"), &[("note", "Rang the clinic.")]);

    let page = keeping(&mut one, &case);
    let unsaid = press(&mut one.client, &page, "propose", &[("reason", "other"), ("delete_note", " ")]);
    assert_eq!((unsaid.status, unsaid.page().errors().len()), (422, 1), "{}", unsaid.page().text());
    let typed = [("reason", "other"), ("delete_note", "It was for training.")];
    assert_eq!(press(&mut one.client, &unsaid.page(), "propose", &typed).status, 200);

    let page = keeping(&mut two, &case);
    let waits = page.with_attr("data-proposed").remove(0);
    let (proposer, other) = (named(&first.username), named(&second.username));
    for said in ["It was for training.", &proposer, "proposed on"] {
        assert!(waits.text().contains(said), "{said}: {}", waits.text());
    }
    let no = press(&mut two.client, &page, "take_back", &[]).page();
    let said = no.by_id("declined").expect("what happened").text();
    assert!(said.contains("You did not agree") && said.contains(&proposer), "{said}");
    assert!(no.html.contains("an answer begun"));
    // Until the case is opened the list says it to who proposed it, a closed one too, and to nobody else.
    let declined = |adviser: &mut Adviser| {
        let found = adviser.page("/console?reason=declined").with_attr("data-case-id");
        assert!(found.iter().all(|row| row.attr("data-case-id") == Some(&case)));
        found.len()
    };
    let noted = two.open(&case);
    act(&mut two.client, &noted, ("do", "note"), &[("note", "Asked the clinic again.")]);
    assert_eq!((declined(&mut one), declined(&mut two)), (1, 0));
    let newest = one.open(&case).with_attr("data-entry").remove(1).text();
    assert_eq!((declined(&mut one), declined(&mut two)), (0, 0));
    let sentence = format!("{other} did not agree to the deletion that {proposer} proposed");
    assert!(newest.contains(&sentence) && !newest.contains("taken back"), "{newest}");

    // One's own is taken back, and a note of before serves no second time.
    let page = keeping(&mut one, &case);
    let again = [("reason", "other"), ("delete_note", "")];
    assert_eq!(press(&mut one.client, &page, "propose", &again).status, 422);
    assert_eq!(propose(&mut one, &case, "court_order"), 200);
    let page = keeping(&mut one, &case);
    press(&mut one.client, &page, "take_back", &[]);
    let newest = one.open(&case).with_attr("data-entry").remove(0).text();
    assert!(newest.contains("taken back") && !newest.contains("did not agree"), "{newest}");
}

/// The name of somebody of the demo.
fn named(username: &str) -> String {
    let staff = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config/demo/staff.toml");
    let staff: toml::Table = std::fs::read_to_string(staff).expect("a file").parse().expect("TOML");
    let all = staff["staff"].as_array().expect("people").clone();
    let found = all.iter().find(|p| p["username"].as_str() == Some(username)).expect("somebody");
    found["name"].as_str().expect("a name").to_owned()
}

/// What the two and the reporter do until it is gone.
fn by_the_pages(
    demo: &Demo,
    case: &str,
    (one, first): (&mut Adviser, &Staff),
    (two, second): (&mut Adviser, &Staff),
    receipt: &str,
) {
    let confirm = |adviser: &mut Adviser, page: &Page, short: &str, passphrase: &str| {
        let typed = [("typed", short), ("passphrase", passphrase)];
        press(&mut adviser.client, page, "confirm", &typed)
    };
    let short = case[..6].to_uppercase();
    // Without a reason nothing is proposed; what was typed on the case's page travels along.
    let page = keeping(one, case);
    assert!(page.html.contains("an answer begun"));
    assert_eq!(press(&mut one.client, &page, "propose", &[]).status, 422);
    // A hold is in the way of everybody.
    let page = keeping(two, case);
    // Another reason is told in a note.
    let unsaid = press(&mut two.client, &page, "hold", &[("hold_reason", "other")]);
    assert_eq!((unsaid.status, unsaid.page().errors().len()), (422, 1));
    let typed = [("hold_reason", "other"), ("hold_note", "A letter of the ombudsman is awaited.")];
    let held = press(&mut two.client, &page, "hold", &typed).page();
    let noted = two.open(case);
    assert!(noted.text().contains("A letter of the ombudsman is awaited."), "{}", noted.text());
    assert!(!held.html.contains("ombudsman is awaited.</textarea>"), "stored is not typed");
    let end = held.with_attr("data-held").len();
    assert_eq!(end, 1);
    let page = keeping(two, case);
    let end = page.with_attr("data-hold")[0].attr("data-hold").expect("an id").to_owned();
    assert_eq!(press(&mut two.client, &page, &format!("end-{end}"), &[]).status, 200);
    let page = keeping(two, case);
    let held = press(&mut two.client, &page, "hold", &[("hold_reason", "proceedings")]);
    assert!(held.status == 200 && !held.page().with_attr("data-held").is_empty());
    assert!(!held.page().text().contains("will see it"), "nobody but advisers: {}", held.page().text());
    assert_eq!(propose(one, case, "reporter_asked"), 422);
    let page = keeping(one, case);
    let end = page.with_attr("data-hold")[0].attr("data-hold").expect("an id").to_owned();
    assert_eq!(press(&mut one.client, &page, &format!("end-{end}"), &[]).status, 200);
    // A period that is not over is no reason, nor is an unnamed one for an open case.
    for reason in ["retention_over", "other"] {
        assert_eq!(propose(one, case, reason), 422);
    }
    assert_eq!(propose(one, case, "reporter_asked"), 200);
    let own = keeping(one, case);
    assert!(own.forms().iter().all(|f| f.buttons().all(|b| b.value != "confirm")), "not the same person");
    let waits =
        |of: &mut Adviser| marks(&of.page("/console"), "data-why").contains(&"inbox-deletion".to_owned());
    assert!(waits(two) && !waits(one), "one's own waits for others");
    let seconds = |of: &mut Adviser| {
        marks(&of.page("/console?reason=second"), "data-case-id").contains(&case.to_owned())
    };
    assert!(seconds(two) && !seconds(one), "among what waits for another person");
    // Whoever proposed and sends the form of another's page is refused.
    let page = keeping(two, case);
    let mut theirs = page.clone();
    let token = |page: &Page| page.form_with("csrf").expect("a form").defaults().remove(0).1;
    theirs.html = theirs.html.replace(&token(&page), &token(&own));
    let by_hand = confirm(one, &Page::parse(&theirs.html), &short, &first.passphrase);
    assert_eq!(by_hand.status, 422, "{}", by_hand.page().text());

    // The reporter writes meanwhile: what was decided, was decided without it.
    let mut reporter = Reporter::new(demo.visitor("en"));
    let talk = reporter.return_with(receipt);
    press(&mut reporter.client, &talk, "send", &[("message", "Please wait.")]);
    let late = confirm(two, &page, &short, &second.passphrase);
    assert_eq!(late.status, 422, "{}", late.page().text());
    assert!(late.page().with_attr("data-proposed").is_empty(), "nothing waits any more");
    // So does a colleague.
    assert_eq!(propose(one, case, "reporter_asked"), 200);
    let page = keeping(two, case);
    assert!(!page.with_attr("data-proposed").is_empty());
    let seen = one.open(case);
    one.answer(&seen, "We wait.");
    assert_eq!(confirm(two, &page, &short, &second.passphrase).status, 422);

    assert_eq!(propose(one, case, "reporter_asked"), 200);
    let page = keeping(two, case);
    for (short, passphrase) in [("ABCDEF", &second.passphrase[..]), (&short, "not it")] {
        let wrong = confirm(two, &page, short, passphrase);
        assert_eq!((wrong.status, wrong.page().errors().len()), (422, 1), "{}", wrong.page().text());
    }
    let done = confirm(two, &page, &short.to_lowercase(), &second.passphrase);
    assert!(done.status == 200 && done.page().with_attr("data-deleted").len() == 1, "{}", done.page().text());
    assert_eq!(confirm(two, &page, &short, &second.passphrase).status, 404, "once");
}

/// What the log still says: who did what, and why it was destroyed.
fn told(demo: &Demo, place: &Place, case: &str) {
    balss(&["audit", "verify", "--config", &place.config()], "").well();
    let (first, second, _) = demo.advisers();
    let mut auditor = Adviser::sign_in(demo, demo.with_role("auditor")[0]);
    let page = auditor.page(&format!("/audit?log=staff&case={case}"));
    let rows = page.with_attr("data-event");
    let name = |who: &Staff| named(&who.username);
    let of =
        |event: &str| rows.iter().find(|r| r.attr("data-event") == Some(event)).expect("an entry").text();
    assert!(of("deletion_proposed").contains(&name(first)));
    let confirmed = of("deletion_confirmed");
    assert!(confirmed.contains(&name(second)) && confirmed.contains("asked for it"), "{confirmed}");
    assert!(of("case_shredded").contains(&name(second)));
    for event in ["hold_set", "hold_ended", "case_opened", "case_answered"] {
        of(event);
    }
}

fn command_line() {
    let demo = Demo::empty();
    let (words, receipt) = filed(&demo);
    let config = demo.data.join("balss.toml").display().to_string();
    let (first, second, outside) = demo.advisers();
    let mut one = Adviser::sign_in_anew(&demo, first);
    let (case, page) = one.find(&words);
    one.answer(&page, "Thank you for writing.");
    let sql = run(async {
        let url = format!("sqlite:{}", demo.data.join("balss.db").display());
        crate::support::shelf::Sql::Sqlite(sqlx::SqlitePool::connect(&url).await.expect("a connection"))
    });
    // A code counts once in thirty seconds; here it may count again.
    let as_whom = |who: &Staff, arguments: &[&str]| {
        run(sql.run("UPDATE staff SET code_step = 0", &[]));
        let code = who.totp_secret.as_deref().map(code_again).unwrap_or_default();
        let input = format!("{}\n{}\n{code}\n", who.username, who.passphrase);
        balss(&[&["retention"], arguments, &["--config", &config]].concat(), &input)
    };
    let short = case[..6].to_uppercase();
    assert_eq!(as_whom(first, &["list"]).well(), "0 cases to look at\n");
    let said = as_whom(first, &["hold", &short, "--reason", "proceedings", "--until", "2099-01-31"]).well();
    assert_eq!(said, "held\n");
    assert!(
        as_whom(first, &["propose", &short, "--reason", "court_order"]).refused().contains("A hold stands")
    );
    let listed = as_whom(second, &["list"]).well();
    let hold = listed.split_whitespace().skip_while(|w| *w != "hold").nth(1).expect("a hold").to_owned();
    assert!(listed.contains("proceedings") && listed.contains("until 2099-01-31"), "{listed}");
    assert_eq!(as_whom(second, &["release", &case, &hold]).well(), "no longer held\n");
    assert!(as_whom(first, &["propose", &case, "--reason", "retention_over"]).refused().contains("is open"));
    assert!(as_whom(second, &["confirm", &case]).refused().contains("Nobody proposes"));
    as_whom(first, &["propose", &short, "--reason", "court_order"]).well();
    assert!(as_whom(first, &["confirm", &short]).refused().contains("cannot confirm it as well"));
    assert!(as_whom(second, &["list"]).well().contains("deletion proposed by"));
    // Others read no such case, and neither do those who are no advisers.
    assert_eq!(as_whom(outside, &["confirm", &case]).refused(), "balss: you read no such case");
    let admin = demo.with_role("administrator")[0];
    assert_eq!(as_whom(admin, &["list"]).refused(), "balss: this needs an adviser");
    as_whom(second, &["take-back", &short]).well();
    as_whom(first, &["propose", &short, "--reason", "court_order"]).well();
    assert!(as_whom(second, &["confirm", &short]).well().starts_with("deleted: "));
    assert!(!opens(&demo, &receipt));
    assert_eq!(as_whom(second, &["confirm", &case]).refused(), "balss: you read no such case");
}

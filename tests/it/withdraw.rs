//! A reporter withdraws: advisers see that and nothing else, it can be taken back, it does not come back with an older
//! copy, and when its days are over the next session of a holder destroys it.

use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::CaseId;
use balss::domain::receipt::Receipt;
use balss::store::Audit;
use balss::vault::access::{self, Opener};
use balss::vault::receipt::ReceiptKeys;
use balss::vault::shred::withdrawn_tag;
use balss::vault::thread::{self, Addition, Words};
use libtest_mimic::Trial;

use crate::backup::{empty_like, key};
use crate::state::{Place, opens};
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::{Form, Page};
use crate::support::http::Client;
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told, press, set};
use crate::support::server::{Demo, files_below};
use crate::support::services::trial;
use crate::support::shelf::{Engine, on_both, run};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("withdraw", "advisers_see_nothing_of_it_and_it_can_be_taken_back", hidden);
    all.extend(on_both("withdraw", "when_its_days_are_over_a_session_destroys_it", destroyed));
    all.extend(on_both("withdraw", "it_does_not_come_back_with_an_older_copy", not_back));
    all.extend(on_both("withdraw", "rows_of_before_it_was_taken_back_destroy_nothing", replayed));
    all.push(trial("withdraw::words_outlive_a_visit_that_is_over", &[], words_stay));
    all
}

/// Files a report with a photo; words and receipt.
pub fn filed(demo: &Demo) -> (String, String) {
    let mut told = Told::words(&unique("to be withdrawn "));
    told.files = vec![Upload::bytes("photo.png", "image/png", png(40))];
    let receipt = Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    (told.statement, receipt)
}

/// Presses the button that says `value`, in whatever form it stands.
fn press_wish(client: &mut Client, page: &Page, value: &str, typed: &str) -> Page {
    let forms = page.forms();
    let has = |form: &&Form| form.buttons().any(|b| b.value == value);
    let form = forms.iter().find(has).expect("a form with this button");
    let mut fields = form.defaults();
    if !typed.is_empty() {
        set(&mut fields, "message", typed);
    }
    press(&mut fields, form.buttons().find(|b| b.value == value));
    let answer = client.submit(form, &fields, &[]).expect("an answer");
    assert_eq!(answer.status, 200);
    answer.page()
}

/// From the conversation to the withdrawn page.
pub fn withdraw(reporter: &mut Reporter, receipt: &str) -> Page {
    let page = reporter.return_with(receipt);
    let asked = press_wish(&mut reporter.client, &page, "withdraw", "half a sentence");
    let still = press_wish(&mut reporter.client, &asked, "no", "");
    assert_ne!(status_of(&still), "withdrawn", "asking is not doing");
    assert!(still.html.contains("half a sentence"), "nothing typed is lost");
    let gone = press_wish(&mut reporter.client, &asked, "yes", "");
    assert_eq!(status_of(&gone), "withdrawn");
    assert!(gone.form_with("message").is_none(), "nobody would read it");
    gone
}

fn status_of(page: &Page) -> String {
    page.with_attr("data-status")[0].attr("data-status").unwrap_or_default().to_owned()
}

fn hidden(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (words, receipt) = filed(&demo);
    let mut adviser = Adviser::sign_in(&demo, demo.advisers().0);
    let id = adviser.inbox().remove(0);
    let before = adviser.open(&id);
    assert!(before.text().contains(&words));
    let file = before.links().into_iter().filter_map(|a| a.attr("href").map(str::to_owned));
    let file = file.into_iter().find(|h| h.contains("/files/")).expect("a file");
    let adviser_answers = |adviser: &mut Adviser, page: &Page| adviser.answer(page, "Thank you for writing.");
    adviser_answers(&mut adviser, &before);

    let mut reporter = Reporter::new(demo.visitor("en"));
    let gone = withdraw(&mut reporter, &receipt);
    assert_eq!(adviser.inbox(), std::slice::from_ref(&id), "that it was withdrawn is told");
    assert_eq!(status_of(&adviser.page("/console")), "withdrawn");
    let page = adviser.page(&format!("/console/cases/{id}"));
    assert_eq!(status_of(&page), "withdrawn");
    assert!(!page.text().contains(&words) && page.form_with("message").is_none());
    assert_eq!(adviser.client.get(&file).expect("an answer").status, 404);
    let form = before.form_with("message").expect("the form of a page that is still open");
    let mut fields = form.defaults();
    set(&mut fields, "message", "Are you there?");
    let refused = adviser.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(refused.status, 404);

    let page = press_wish(&mut reporter.client, &gone, "undo", "");
    assert_eq!(status_of(&page), "acknowledged", "where it stood before");
    assert!(adviser.open(&id).text().contains(&words));
    withdraw(&mut Reporter::new(demo.visitor("en")), &receipt);
    assert_eq!(status_of(&adviser.page("/console")), "withdrawn");
    balss(&["audit", "verify", "--config", &place.config()], "").well();
    run(async {
        let sql = place.sql().await;
        let told = sql.texts("SELECT body FROM pending", &[]).await;
        assert!(!told.is_empty() && told.iter().all(|t| !t.contains("withdraw")), "{told:?}");
    });
}

/// The reporter's withdrawal of a day that is past, as the pages write it today.
/// The visit was ended in another tab while the question was shown.
fn words_stay() {
    let demo = Demo::empty();
    let (_, receipt) = filed(&demo);
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    let asked = press_wish(&mut reporter.client, &page, "withdraw", "half a sentence");
    reporter.client.clone().get("/leave").expect("an answer");
    for value in ["no", "yes"] {
        let form = asked.forms().into_iter().find(|f| f.buttons().any(|b| b.value == value)).expect("a form");
        let mut fields = form.defaults();
        press(&mut fields, form.buttons().find(|b| b.value == value));
        let answer = reporter.client.submit(&form, &fields, &[]).expect("an answer");
        assert_eq!(answer.status, 410, "{}", answer.page().text());
        let kept = answer.page().form_with("message").expect("what was typed").defaults();
        assert!(kept.iter().any(|(n, v)| n == "message" && v == "half a sentence"), "{kept:?}");
    }
}

pub async fn withdrawn_on(place: &Place, receipt: &str, day: Day) -> CaseId {
    let app = place.app().await;
    let code = Receipt::parse(receipt).expect("a receipt");
    let keys = ReceiptKeys::derive(&code, &app.salt, &app.keys, &app.receipt_lane).await.expect("keys");
    let mut tx = app.store.read().await.expect("a transaction");
    let case = tx.case_of_receipt(&keys.locator()).await.expect("an answer").expect("a case");
    let opened = access::open(&mut tx, &app.keys, Opener::Reporter(&keys), case).await;
    let opened = opened.expect("genuine").expect("held");
    let read = thread::read(&mut tx, case, &opened.epochs).await.expect("readable");
    drop(tx);
    let words = Words { status: Some((Status::Withdrawn, String::new())), ..Words::default() };
    let addition = Addition::seal(opened.newest().expect("an epoch"), &read, words, day).expect("sealed");
    let mut tx = app.store.write().await.expect("a transaction");
    tx.add_withdrawn(&withdrawn_tag(&app.keys, case)).await.expect("marked");
    let sealed = addition.write(&mut tx, day).await.expect("written");
    let leaf = Leaf::reporter(Event::ReporterWrote, day, case, sealed);
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
    app.store.close().await;
    case
}

fn destroyed(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (_, receipt) = filed(&demo);
    let (_, later) = filed(&demo);
    let (case, waits) = run(async {
        let app = place.app().await;
        let today = app.clock.today();
        app.store.close().await;
        (
            withdrawn_on(&place, &receipt, today.plus(-15)).await,
            withdrawn_on(&place, &later, today.plus(-14)).await,
        )
    });
    assert_eq!(files_below(&place.data().join("blobs")).len(), 4, "copies and originals");
    // A row that somebody with SQL puts beside keeps nothing.
    run(async {
        let put = "INSERT INTO record SELECT 77, case_id, compartment, epoch, day, size_class, sealed FROM record \
                   WHERE case_id = $1 LIMIT 1";
        place.sql().await.one(put, &[case.0[..].into()]).await;
    });
    let mut adviser = Adviser::sign_in(&demo, demo.advisers().0);
    adviser.page("/console");
    assert_eq!(adviser.inbox(), [waits.to_string()], "the last day is the reporter's");
    assert!(!opens(&demo, &receipt) && opens(&demo, &later));
    assert_eq!(files_below(&place.data().join("blobs")).len(), 2);
    run(async {
        let sql = place.sql().await;
        for (table, column) in [
            ("cases", "id"),
            ("receipt", "case_id"),
            ("epoch", "case_id"),
            ("access_grant", "case_id"),
            ("record", "case_id"),
            ("card", "case_id"),
            ("side_card", "case_id"),
            ("blob", "case_id"),
        ] {
            let query = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table} WHERE {column} = $1");
            assert_eq!(sql.ints(&query, &[case.0[..].into()]).await, [0], "{table}");
        }
        let told = sql.texts("SELECT body FROM leaf WHERE body LIKE '%case_shredded%'", &[]).await;
        assert!(told.len() == 1 && told[0].contains(&case.to_string()), "{told:?}");
    });
    let tombstones = std::fs::read_to_string(place.keys().join("state/tombstones")).expect("tombstones");
    assert!(tombstones.contains(&format!("shredded {case}\n")), "{tombstones}");
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

/// Somebody with SQL keeps the rows of a withdrawn case, and puts them back after the reporter came back.
fn replayed(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (words, receipt) = filed(&demo);
    let case = run(async {
        let app = place.app().await;
        let day = app.clock.today().plus(-15);
        app.store.close().await;
        let case = withdrawn_on(&place, &receipt, day).await;
        let sql = place.sql().await;
        for table in ["card", "side_card", "record", "withdrawn"] {
            sql.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}"), &[]).await;
        }
        case
    });
    let mut reporter = Reporter::new(demo.visitor("en"));
    let gone = reporter.return_with(&receipt);
    assert_eq!(status_of(&press_wish(&mut reporter.client, &gone, "undo", "")), "new");
    let mut adviser = Adviser::sign_in(&demo, demo.advisers().0);
    let mark = "INSERT INTO withdrawn SELECT * FROM kept_withdrawn";
    run(async { place.sql().await.run(mark, &[]).await });
    assert_eq!(status_of(&adviser.page("/console")), "new", "the mark alone hides nothing");
    assert!(adviser.open(&case.to_string()).text().contains(&words));
    run(async {
        let sql = place.sql().await;
        let of = [case.0[..].into()];
        for table in ["card", "side_card", "record"] {
            sql.run(&format!("DELETE FROM {table} WHERE case_id = $1"), &of).await;
            let put = format!("INSERT INTO {table} SELECT * FROM kept_{table} WHERE case_id = $1");
            sql.run(&put, &of).await;
        }
    });
    for _ in 0..2 {
        assert_eq!(status_of(&adviser.page("/console")), "withdrawn", "so it stood then");
    }
    assert!(opens(&demo, &receipt), "and it is not destroyed");
    let told = balss(&["audit", "verify", "--config", &place.config()], "");
    assert_eq!(told.code, Some(1));
    assert!(told.out.contains(&format!("case {case}: card")), "{told:?}");
}

fn not_back(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let (words, receipt) = filed(&demo);
    let (key, public) = key(place.folder.path());
    let copy = place.folder.path().join("copy.age").display().to_string();
    balss(&["backup", &copy, "--to", &public, "--config", &place.config()], "").well();
    withdraw(&mut Reporter::new(demo.visitor("en")), &receipt);
    demo.stop();
    let there = empty_like(&place, engine, true);
    balss(&["restore", &copy, "--identity", &key, "--config", &there.config()], "").well();
    let demo = there.start_after_accepting("restore");
    let mut adviser = Adviser::sign_in(&demo, demo.advisers().0);
    for _ in 0..2 {
        // The second list finds that the first has told the thread what only the tombstone knew.
        assert_eq!(status_of(&adviser.page("/console")), "withdrawn");
    }
    let id = adviser.inbox().remove(0);
    assert!(!adviser.page(&format!("/console/cases/{id}")).text().contains(&words));
    let mut reporter = Reporter::new(demo.visitor("en"));
    let gone = reporter.return_with(&receipt);
    assert_eq!(status_of(&gone), "withdrawn");
    assert_eq!(status_of(&press_wish(&mut reporter.client, &gone, "undo", "")), "new");
    assert!(adviser.open(&id).text().contains(&words));
    balss(&["audit", "verify", "--config", &there.config()], "").well();
}

//! Private records: kept at any page, opened by the code alone, converted once, erased, ended with their time.

use libtest_mimic::Trial;

use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::{Form, Page};
use crate::support::http::Answer;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told, filled, receipt_of, set};
use crate::support::server::Demo;
use crate::support::services::trial;
use crate::support::shelf::{Engine, on_both, run};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("kept", "a_record_is_its_reporters_alone_until_it_is_sent", story),
        on_both("kept", "every_page_can_be_kept", every_page),
        on_both("kept", "an_erased_record_is_gone", erased),
        on_both("kept", "a_new_code_takes_the_place_of_the_old", replaced),
        on_both("kept", "older_rows_of_a_case_bring_no_old_code_back", put_back),
        on_both("kept", "a_record_taken_up_twice_is_one_report", twice),
        vec![
            trial("kept::what_is_private_is_not_sent_from_a_stale_page", &[], stale_page),
            trial("kept::opening_a_record_leaves_the_draft_beside_it", &[], beside),
        ],
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn form_of(page: &Page) -> Form {
    page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()))
}

/// Presses the button with this value on the page that is open.
fn press(reporter: &mut Reporter, page: &Page, value: &str, files: &[Upload]) -> Answer {
    let form = form_of(page);
    let mut fields = form.defaults();
    set(&mut fields, "go", value);
    reporter.client.submit(&form, &fields, files).expect("an answer")
}

fn keep(reporter: &mut Reporter, page: &Page, files: &[Upload]) -> String {
    let answer = press(reporter, page, "keep", files);
    receipt_of(&answer.page()).unwrap_or_else(|| panic!("not kept: {}", answer.page().text()))
}

/// The page of a record, opened in a browser that knows nothing.
fn open(demo: &Demo, receipt: &str) -> (Reporter, Page) {
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.enter(receipt).expect("an answer").page();
    assert_eq!(form_of(&page).step.as_deref(), Some("private"), "{}", page.text());
    (reporter, page)
}

fn story(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("tikai man ");
    let told = Told::words(&words);
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.walk_to(&told, "check").expect("the overview");
    let photo = Upload::bytes("pierādījums.bin", "application/octet-stream", b"bytes of the file".to_vec());
    let receipt = keep(&mut reporter, &page, &[photo]);
    // Nothing that a thief finds now is found again beside the case that it becomes.
    let of = |sql: &'static str| run(async { place.sql().await.bytes(sql, &[]).await });
    assert_eq!(of("SELECT case_id FROM blob"), [vec![0; 16]]);
    assert_eq!(of("SELECT sealed FROM kept").iter().map(Vec::len).collect::<Vec<_>>(), [(4 << 10) + 40]);

    // No adviser has anything of it, and the log agrees with the store.
    for role in ["adviser"] {
        for who in demo.with_role(role) {
            assert!(Adviser::sign_in_anew(&demo, who).inbox().is_empty(), "{}", who.username);
        }
    }
    verified(&place);

    let (mut returning, page) = open(&demo, &receipt);
    assert!(page.text().contains(&words) && page.text().contains("pierādījums.bin"));
    // A wrong code tells the same as ever.
    let other = format!("{}{}", if receipt.starts_with('2') { '3' } else { '2' }, &receipt[1..]);
    assert!([200, 422].contains(&Reporter::new(demo.visitor("lv")).enter(&other).expect("an answer").status));

    // What it prints shows the day; a changed text does not.
    let printed =
        page.with_attr("class").into_iter().find(|e| e.attr("class") == Some("proof")).expect("a proof");
    let file = place.folder.path().join("printed.txt");
    let proof = |text: &str| {
        std::fs::write(&file, text).expect("written");
        balss(&["audit", "proof", &file.display().to_string(), "--config", &place.config()], "")
    };
    let text = printed.raw_text();
    assert!(proof(&text).well().contains("promised exactly this text"));
    proof(&text.replace("tikai man", "tikai tev")).refused();

    // Taken up, changed, kept again: the same code.
    let page = press(&mut returning, &page, "resume", &[]).page();
    assert_eq!(form_of(&page).step.as_deref(), Some("check"));
    assert!(form_of(&page).buttons().all(|b| b.value != "send"), "it was kept for its reporter alone");
    let page = press(&mut returning, &page, "words", &[]).page();
    let more = format!("{words} un vēl");
    let form = form_of(&page);
    let mut fields = form.defaults();
    set(&mut fields, "statement", &more);
    set(&mut fields, "go", "keep");
    let answer = returning.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(receipt_of(&answer.page()).as_deref(), Some(receipt.as_str()));
    verified(&place);

    // Sent, by two tabs at once: one case, under the same code, with the file.
    let (mut returning, page) = open(&demo, &receipt);
    let mut page = press(&mut returning, &page, "send", &[]).page();
    for _ in 0..4 {
        let form = form_of(&page);
        if form.step.as_deref() == Some("check") {
            break;
        }
        page = returning.client.submit(&form, &filled(&form, &told, false), &[]).expect("an answer").page();
    }
    let form = form_of(&page);
    assert_eq!(form.step.as_deref(), Some("check"), "{}", page.text());
    let fields = filled(&form, &told, false);
    let tabs: Vec<_> = (0..3)
        .map(|_| {
            let (mut tab, form, fields) = (returning.clone(), form.clone(), fields.clone());
            std::thread::spawn(move || tab.client.submit(&form, &fields, &[]).expect("an answer").page())
        })
        .collect();
    for tab in tabs {
        let page = tab.join().expect("a tab");
        assert_eq!(receipt_of(&page).as_deref(), Some(receipt.as_str()), "{}", page.text());
    }
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    assert_eq!(adviser.inbox().len(), 1, "one case");
    let (_, case) = adviser.find(&more);
    assert_eq!(of("SELECT case_id FROM blob"), of("SELECT id FROM cases"));
    assert_eq!(adviser.fetch(&case, "pierādījums.bin").body, b"bytes of the file");
    Reporter::new(demo.visitor("lv")).return_with(&receipt);
    verified(&place);
}

fn every_page(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("no jebkuras lapas ");
    for step in ["words", "safety", "readers", "check"] {
        let mut reporter = Reporter::new(demo.visitor("lv"));
        let page = reporter.walk_to(&Told::words(&words), step).expect(step);
        let form = form_of(&page);
        let mut fields = filled(&form, &Told::words(&words), false);
        set(&mut fields, "go", "keep");
        let answer = reporter.client.submit(&form, &fields, &[]).expect("an answer");
        let receipt =
            receipt_of(&answer.page()).unwrap_or_else(|| panic!("{step}: {}", answer.page().text()));
        assert!(open(&demo, &receipt).1.text().contains(&words), "{step}");
    }
    // No field is kept that is too long to be sent.
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.walk_to(&Told::words(&words), "readers").expect("readers");
    let mut fields = form_of(&page).defaults();
    let long = "x".repeat(3_000);
    for (name, value) in [("institution", "nbs"), ("seen", "nbs"), ("excluded_text", &*long), ("go", "keep")]
    {
        set(&mut fields, name, value);
    }
    assert_eq!(reporter.client.post("/start", &fields).expect("an answer").status, 422);
    // The code beforehand is the one that is shown afterwards, and can be typed back.
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.walk_to(&Told::words(&words), "safety").expect("safety");
    let page = press(&mut reporter, &page, "code", &[]).page();
    let early = page.by_id("receipt-early").expect("the code").text();
    for (typed, fits) in [(early.to_lowercase().replace(' ', ""), true), ("ABCD".to_owned(), false)] {
        let form = form_of(&page);
        let mut fields = form.defaults();
        set(&mut fields, "typed_back", &typed);
        set(&mut fields, "go", "compare");
        let said = reporter.client.submit(&form, &fields, &[]).expect("an answer").page().text();
        assert_eq!(said.contains("Sakrīt."), fits, "{said}");
    }
    let receipt = reporter.file(&Told::words(&words)).expect("a receipt");
    assert_eq!(receipt, early);
    verified(&place);
}

fn erased(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("izdzēšams ");
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.walk_to(&Told::words(&words), "check").expect("the overview");
    let receipt =
        keep(&mut reporter, &page, &[Upload::bytes("a.bin", "application/octet-stream", vec![7; 1000])]);
    let (mut returning, page) = open(&demo, &receipt);
    let form = page.forms().into_iter().find(|f| f.buttons().any(|b| b.value == "ask")).expect("asking");
    let mut fields = form.defaults();
    set(&mut fields, "go", "ask");
    let page = returning.client.submit(&form, &fields, &[]).expect("an answer").page();
    press(&mut returning, &page, "erase", &[]);
    let answer = Reporter::new(demo.visitor("lv")).enter(&receipt).expect("an answer");
    assert_eq!(answer.status, 422, "{}", answer.page().text());
    verified(&place);
}

/// Presses this button in whatever form of the page it stands, with these fields.
fn press_in(reporter: &mut Reporter, page: &Page, value: &str, more: &[(&str, &str)]) -> Page {
    let form = page.forms().into_iter().find(|f| f.buttons().any(|b| b.value == value)).expect("the button");
    let mut fields = form.defaults();
    set(&mut fields, "go", value);
    for (name, typed) in more {
        set(&mut fields, name, typed);
    }
    reporter.client.submit(&form, &fields, &[]).expect("an answer").page()
}

fn replaced(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ar diviem kodiem ");
    let old = Reporter::new(demo.visitor("lv")).file(&Told::words(&words)).expect("a receipt");
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.return_with(&old);
    let mut other_tab = Reporter::new(demo.visitor("lv"));
    let stale = other_tab.return_with(&old);

    // Shown and not taken: the old one still opens, and the new one nothing.
    let shown = press_in(&mut reporter, &page, "offer", &[]);
    let new = shown.by_id("new-code").expect("a code").text();
    assert_eq!(Reporter::new(demo.visitor("lv")).enter(&new).expect("an answer").status, 422);
    Reporter::new(demo.visitor("lv")).return_with(&old);
    let again = press_in(&mut reporter, &shown, "compare", &[("typed_back", &new)]);
    assert_eq!(again.by_id("new-code").expect("a code").text(), new, "the same code until it is taken");
    assert!(again.text().contains("Sakrīt."));

    let page = press_in(&mut reporter, &again, "take", &[]);
    assert!(!page.with_attr("data-thread").is_empty(), "{}", page.text());
    assert_eq!(Reporter::new(demo.visitor("lv")).enter(&old).expect("an answer").status, 422);
    let page = Reporter::new(demo.visitor("lv")).return_with(&new);
    assert!(page.text().contains(&words));
    // A second press, and a tab that was opened with the old code.
    let page = press_in(&mut reporter, &again, "take", &[]);
    assert!(!page.text().contains(&old));
    let answer = other_tab.say(&stale, "too late", &[]);
    assert_ne!(answer.status, 500, "{}", answer.page().text());
    assert!(answer.page().html.contains("too late"), "nothing typed is lost");
    // Both sides go on in the new epoch.
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.return_with(&new);
    assert_eq!(reporter.say(&page, "after the change", &[]).status, 200);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    assert!(adviser.find(&words).1.text().contains("after the change"));
    verified(&place);
}

/// Whoever can write to the database puts the rows of one case back as they were before its code was replaced.
fn put_back(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("ar nopludinātu kodu ");
    let old = Reporter::new(demo.visitor("lv")).file(&Told::words(&words)).expect("a receipt");
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.return_with(&old);
    let mut thief = Reporter::new(demo.visitor("lv"));
    let open = thief.return_with(&old);
    run(async {
        let sql = place.sql().await;
        for table in ["card", "side_card", "receipt"] {
            sql.run(&format!("CREATE TABLE old_{table} AS SELECT * FROM {table}"), &[]).await;
        }
    });
    let shown = press_in(&mut reporter, &page, "offer", &[]);
    let new = shown.by_id("new-code").expect("a code").text();
    press_in(&mut reporter, &shown, "take", &[]);
    run(async {
        let sql = place.sql().await;
        for table in ["card", "side_card"] {
            sql.run(&format!("DELETE FROM {table}"), &[]).await;
            sql.run(&format!("INSERT INTO {table} SELECT * FROM old_{table}"), &[]).await;
        }
        sql.run("INSERT INTO receipt SELECT * FROM old_receipt", &[]).await;
        sql.one("UPDATE cases SET epoch = 0", &[]).await;
    });
    let answer = Reporter::new(demo.visitor("lv")).enter(&old).expect("an answer");
    assert_eq!(answer.status, 422, "{}", answer.page().text());
    assert_eq!(thief.say(&open, "forged", &[]).status, 410);
    // Also for a process that was not there.
    drop(demo);
    let demo = place.start();
    assert_eq!(Reporter::new(demo.visitor("lv")).enter(&old).expect("an answer").status, 422);
    assert_eq!(Reporter::new(demo.visitor("lv")).enter(&new).expect("an answer").status, 422);
    balss(&["audit", "verify", "--config", &place.config()], "").refused();
}

/// The same record in three browsers: sent from the first, kept in the second, sent in the third.
fn twice(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("divreiz ");
    let told = Told::words(&words);
    let taken_up = |receipt: &str| {
        let (mut reporter, page) = open(&demo, receipt);
        let mut page = press(&mut reporter, &page, "send", &[]).page();
        while form_of(&page).step.as_deref() == Some("readers") {
            let form = form_of(&page);
            page =
                reporter.client.submit(&form, &filled(&form, &told, false), &[]).expect("an answer").page();
        }
        (reporter, page)
    };
    let kept = || {
        let mut reporter = Reporter::new(demo.visitor("lv"));
        let page = reporter.walk_to(&told, "check").expect("the overview");
        keep(&mut reporter, &page, &[])
    };
    let receipt = kept();
    let (mut first, page) = taken_up(&receipt);
    let (mut second, other) = taken_up(&receipt);
    let (mut third, late) = taken_up(&receipt);
    assert_eq!(receipt_of(&press(&mut first, &page, "send", &[]).page()).as_deref(), Some(&*receipt));
    assert_eq!(press(&mut third, &late, "send", &[]).status, 410, "it is sent already");
    let own = keep(&mut second, &other, &[]);
    assert_ne!(own, receipt, "what cannot be opened any more must not be shown as kept");
    assert!(open(&demo, &own).1.text().contains(&words));
    Reporter::new(demo.visitor("lv")).return_with(&receipt);
    verified(&place);

    // Erased in one browser, kept in the other: the log must not take it for a row that somebody put back.
    let receipt = kept();
    let (mut first, page) = open(&demo, &receipt);
    let (mut second, other) = taken_up(&receipt);
    let page = press_in(&mut first, &page, "ask", &[]);
    press(&mut first, &page, "erase", &[]);
    assert_ne!(keep(&mut second, &other, &[]), receipt);
    assert_eq!(Reporter::new(demo.visitor("lv")).enter(&receipt).expect("an answer").status, 422);
    verified(&place);
}

/// A tab that still shows the button, after another one chose that nobody is to read it.
fn stale_page() {
    let demo = Demo::empty();
    let words = unique("nevienam ");
    let told = Told::words(&words);
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let stale = reporter.walk_to(&told, "check").expect("the overview");
    let page = press(&mut reporter, &stale, "about", &[]).page();
    let form = form_of(&page);
    let mut fields = form.defaults();
    set(&mut fields, "path", "private");
    set(&mut fields, "go", "check");
    reporter.client.submit(&form, &fields, &[]).expect("an answer");
    let page = press(&mut reporter, &stale, "send", &[]).page();
    assert_eq!(receipt_of(&page), None, "{}", page.text());
    assert!(form_of(&page).buttons().all(|b| b.value != "send"));
    assert!(Adviser::sign_in_anew(&demo, demo.advisers().0).inbox().is_empty());
    let receipt = keep(&mut reporter, &page, &[]);
    assert!(open(&demo, &receipt).1.text().contains(&words));
}

fn beside() {
    let demo = Demo::empty();
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.walk_to(&Told::words("pirmais"), "check").expect("the overview");
    let receipt = keep(&mut reporter, &page, &[]);
    let words = unique("vēl nenosūtīts ");
    let mut reporter = Reporter::new(demo.visitor("lv"));
    reporter.walk_to(&Told::words(&words), "check").expect("the overview");
    let page = reporter.enter(&receipt).expect("an answer").page();
    assert_eq!(form_of(&page).step.as_deref(), Some("private"));
    let page = reporter.client.get("/start").expect("an answer").page();
    assert!(page.text().contains(&words), "{}", page.text());
}

/// The log agrees with the store.
fn verified(place: &Place) {
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

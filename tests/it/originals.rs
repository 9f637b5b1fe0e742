//! Photographs: advisers get a copy without what the device wrote beside the picture; the original is its reporter's alone
//! until it is handed over, and then the very file that was sent.

mod sealed;

use balss::domain::id::BlobId;
use data_encoding::HEXLOWER;
use libtest_mimic::Trial;
use sha2::{Digest, Sha256};

use crate::backup::{empty_like, key};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::Page;
use crate::support::http::Answer;
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told, filled, receipt_of, set};
use crate::support::server::{Demo, files_below};
use crate::support::shelf::{Engine, on_both, run};
use crate::support::told::{MARKER, heic, holds, jpeg, jpeg_picture, png_with_words, webp};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    vec![
        on_both("originals", "a_copy_tells_nothing_beside_the_picture", copies),
        on_both("originals", "one_opens_only_once_it_is_handed_over", handed_over),
        on_both("originals", "a_new_code_and_a_new_epoch_keep_them", later),
        on_both("originals", "a_private_record_keeps_them", private),
        on_both("originals", "they_come_back_with_a_copy_of_the_store", restored),
        sealed::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn photo(name: &str, bytes: Vec<u8>) -> Upload {
    Upload::bytes(name, "image/jpeg", bytes)
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The conversation that is open.
fn again(reporter: &mut Reporter) -> Page {
    reporter.client.get("/return").expect("an answer").page()
}

/// Files a report with these files; words and receipt.
fn filed(demo: &Demo, files: Vec<Upload>) -> (String, String) {
    let told = Told { files, ..Told::words(&unique("with photographs ")) };
    let receipt = Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
    (told.statement, receipt)
}

/// The object that the button beside this name would hand over.
fn offered(page: &Page, name: &str) -> Option<String> {
    let buttons = page.elements_named(&["button"]);
    let of = |b: &&crate::support::html::Element| {
        b.attr("name") == Some("original") && b.attr("aria-label").is_some_and(|l| l.ends_with(name))
    };
    buttons.iter().find(of).and_then(|b| b.attr("value")).map(str::to_owned)
}

/// Presses the button beside this name, with a message that is not sent yet; the question.
fn ask(reporter: &mut Reporter, page: &Page, name: &str, typed: &str) -> Page {
    let form = page.form_with("message").expect("the form of the conversation");
    let mut fields = form.defaults();
    set(&mut fields, "message", typed);
    set(&mut fields, "original", &offered(page, name).expect("a button"));
    let asked = reporter.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(asked.page().step_form().and_then(|f| f.step).as_deref(), Some("original"));
    asked.page()
}

fn sure(reporter: &mut Reporter, asked: &Page, word: &str) -> Answer {
    let form = asked.step_form().expect("a question");
    let mut fields = form.defaults();
    set(&mut fields, "sure", word);
    reporter.client.submit(&form, &fields, &[]).expect("an answer")
}

fn hand_over(reporter: &mut Reporter, page: &Page, name: &str) -> Page {
    let asked = ask(reporter, page, name, "");
    let answer = sure(reporter, &asked, "yes");
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    assert_eq!(offered(&answer.page(), name), None, "it is not offered again");
    answer.page()
}

/// The bytes of every original that the page of a case lets an adviser fetch.
fn originals(adviser: &mut Adviser, id: &str) -> Vec<Vec<u8>> {
    let page = adviser.open(id);
    let links = page.links().into_iter().filter(|a| a.attr("data-original").is_some());
    let hrefs: Vec<String> = links.filter_map(|a| a.attr("href").map(str::to_owned)).collect();
    hrefs.iter().map(|href| adviser.client.get(href).expect("an answer").body).collect()
}

fn verified(place: &Place) {
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

fn copies(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let cut = jpeg()[..2000].to_vec();
    let pdf = [b"%PDF-1.7 ", MARKER].concat();
    let sent = [
        photo("IMG_1.jpg", jpeg()),
        photo("ekrāns.png", png_with_words(40)),
        photo("bilde.webp", webp()),
        // Neither name nor claimed type tells what it is.
        Upload::bytes("notes.txt", "text/plain", jpeg()),
        photo("cut.jpg", cut.clone()),
        photo("foto.heic", heic()),
        Upload::bytes("line.pdf", "application/pdf", pdf.clone()),
    ];
    let mut reporter = Reporter::new(demo.visitor("en"));
    let told = Told { files: sent.to_vec(), ..Told::words(&unique("with photographs ")) };
    let check = reporter.walk_to(&told, "check").expect("the overview");
    let form = check.step_form().expect("a form");
    let mut fields = form.defaults();
    set(&mut fields, "go", "upload");
    let check = reporter.client.submit(&form, &fields, &sent).expect("an answer").page();
    for (note, times) in [
        ("A copy without hidden details has been made.", 4),
        ("A copy without hidden details cannot be made.", 2),
        ("The file is not changed.", 1),
    ] {
        assert_eq!(check.text().matches(note).count(), times, "{note}: {}", check.text());
    }
    reporter.file(&Told { files: vec![], ..told.clone() }).expect("a receipt");

    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (id, page) = adviser.find(&told.statement);
    for name in ["IMG_1.jpg", "ekrāns.png", "bilde.webp", "notes.txt"] {
        let body = adviser.fetch(&page, name).body;
        assert!(!holds(&body, MARKER) && !holds(&body, b"adobe"), "{name}");
        match name {
            "ekrāns.png" => assert_eq!(body, png(40)),
            "bilde.webp" => assert!(holds(&body, &[5; 41])),
            // Turned as it was, and every byte of the picture.
            _ => assert!(body.ends_with(jpeg_picture()) && holds(&body, b"\x01\x12\0\x03\0\0\0\x01\0\x06")),
        }
    }
    assert_eq!(adviser.fetch(&page, "line.pdf").body, pdf, "documents are passed on as they are");
    for bytes in [jpeg(), png_with_words(40), webp(), cut, heic()] {
        assert!(page.html.contains(&sha256(&bytes)), "the original's SHA-256 from the beginning");
    }
    let linked: Vec<String> =
        page.links().into_iter().filter_map(|a| a.attr("href").map(str::to_owned)).collect();
    let objects = objects(&place);
    assert_eq!(objects.len(), 4 * 2 + 2 + 1);
    let mut open = 0;
    for blob in objects {
        let path = format!("/console/cases/{id}/files/{blob}");
        let status = adviser.client.get(&path).expect("an answer").status;
        assert_eq!(status == 200, linked.contains(&path), "{path}: {status}");
        open += usize::from(status == 200);
    }
    assert_eq!(open, 5, "no original opens");
    verified(&place);
}

fn objects(place: &Place) -> Vec<BlobId> {
    let ids = run(async { place.sql().await.bytes("SELECT id FROM blob WHERE clean_day = 0", &[]).await });
    ids.iter().map(|id| BlobId::from_slice(id).expect("an id")).collect()
}

fn next_due(place: &Place) -> i64 {
    run(async { place.sql().await.ints("SELECT next_due FROM cases", &[]).await })[0]
}

fn handed_over(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (words, receipt) = filed(&demo, vec![photo("a.jpg", jpeg()), photo("b.heic", heic())]);
    let tomorrow = next_due(&place);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (id, page) = adviser.find(&words);
    adviser.answer(&page, "Thank you for writing.");
    assert!(next_due(&place) > tomorrow && originals(&mut adviser, &id).is_empty());

    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    let asked = ask(&mut reporter, &page, "a.jpg", "half a sentence");
    assert!(asked.text().contains("place and time"), "what it may tell");
    let back = sure(&mut reporter, &asked, "no").page();
    assert!(back.html.contains("half a sentence"), "nothing typed is lost");
    assert!(originals(&mut adviser, &id).is_empty(), "asking is not doing");
    // A double click, and a second tab.
    let tabs: Vec<_> = (0..3)
        .map(|_| {
            let (mut tab, asked) = (reporter.clone(), asked.clone());
            std::thread::spawn(move || sure(&mut tab, &asked, "yes"))
        })
        .collect();
    let pages: Vec<_> = tabs.into_iter().map(|tab| tab.join().expect("a tab").page()).collect();
    // One visit says once what was done.
    assert!(pages.iter().any(|page| page.text().contains("The original has been handed over.")));
    for page in pages {
        assert!(page.html.contains("half a sentence"), "{}", page.text());
        assert!(offered(&page, "a.jpg").is_none() && offered(&page, "b.heic").is_some());
    }

    assert_eq!(next_due(&place), tomorrow, "due the next day");
    let page = adviser.open(&id);
    assert_eq!(page.messages().len(), 2, "handed over once");
    assert_eq!(originals(&mut adviser, &id), [jpeg()]);
    assert!(!holds(&adviser.fetch(&page, "a.jpg").body, MARKER), "the copy stays what it was");
    let link = page.links().into_iter().find(|a| a.attr("data-original").is_some()).expect("a link");
    let answer = adviser.client.get(link.attr("href").expect("an address")).expect("an answer");
    assert_eq!(answer.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    assert!(answer.header("content-disposition").is_some_and(|d| d.starts_with("attachment")));

    // One that nobody could clean is handed over as it is; an unknown object is nothing.
    let page = again(&mut reporter);
    let asked = ask(&mut reporter, &page, "b.heic", "");
    let form = asked.step_form().expect("a question");
    let mut fields = form.defaults();
    set(&mut fields, "sure", "yes");
    set(&mut fields, "original", &"0".repeat(32));
    assert_eq!(reporter.client.submit(&form, &fields, &[]).expect("an answer").status, 200);
    assert_eq!(originals(&mut adviser, &id), [jpeg()]);
    sure(&mut reporter, &asked, "yes");
    assert_eq!(originals(&mut adviser, &id), [jpeg(), heic()]);
    verified(&place);
}

/// Presses this button of the section on codes.
fn press(reporter: &mut Reporter, page: &Page, value: &str) -> Page {
    let form = page.forms().into_iter().find(|f| f.buttons().any(|b| b.value == value)).expect("the button");
    let mut fields = form.defaults();
    set(&mut fields, "go", value);
    reporter.client.submit(&form, &fields, &[]).expect("an answer").page()
}

fn later(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (words, old) = filed(&demo, vec![photo("a.jpg", jpeg()), photo("cut.jpg", jpeg()[..900].to_vec())]);
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&old);
    let shown = press(&mut reporter, &page, "offer");
    let new = shown.by_id("new-code").expect("a code").text();
    press(&mut reporter, &shown, "take");
    assert_eq!(run(async { place.sql().await.ints("SELECT epoch FROM cases", &[]).await }), [1]);

    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&new);
    hand_over(&mut reporter, &page, "a.jpg");
    // What is sent now is sealed to the new epoch; its original to the same person.
    let page = again(&mut reporter);
    assert_eq!(reporter.say(&page, "one more", &[photo("late.png", png_with_words(30))]).status, 200);
    let page = again(&mut reporter);
    let page = press(&mut reporter, &page, "offer");
    let page = press(&mut reporter, &page, "take");
    let page = hand_over(&mut reporter, &page, "late.png");
    hand_over(&mut reporter, &page, "cut.jpg");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (id, page) = adviser.find(&words);
    assert_eq!(adviser.fetch(&page, "late.png").body, png(30));
    let all = originals(&mut adviser, &id);
    assert_eq!(all.len(), 3);
    for bytes in [jpeg(), jpeg()[..900].to_vec(), png_with_words(30)] {
        assert!(all.contains(&bytes));
    }
    verified(&place);
}

fn kept(demo: &Demo, words: &str) -> String {
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&Told::words(words), "check").expect("the overview");
    let form = page.step_form().expect("a form");
    let mut fields = form.defaults();
    set(&mut fields, "go", "keep");
    let answer = reporter.client.submit(&form, &fields, &[photo("a.jpg", jpeg())]).expect("an answer");
    receipt_of(&answer.page()).unwrap_or_else(|| panic!("not kept: {}", answer.page().text()))
}

fn private(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let words = unique("for myself ");
    let (sends, erases) = (kept(&demo, &words), kept(&demo, &unique("erased ")));
    let stay = "SELECT CAST(COUNT(*) AS BIGINT) FROM blob WHERE clean_day <> 1";
    let count = || run(async { place.sql().await.ints(stay, &[]).await });
    assert_eq!(count(), [4]);
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.enter(&erases).expect("an answer").page();
    let page = press(&mut reporter, &page, "ask");
    press(&mut reporter, &page, "erase");
    assert_eq!(count(), [2], "copy and original go together");

    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.enter(&sends).expect("an answer").page();
    assert!(page.html.contains(&sha256(&jpeg())), "the proof is of the file that the person has");
    let mut page = press(&mut reporter, &page, "send");
    while receipt_of(&page).is_none() {
        let form = page.step_form().unwrap_or_else(|| panic!("no form: {}", page.text()));
        let fields = filled(&form, &Told::words(&words), false);
        page = reporter.client.submit(&form, &fields, &[]).expect("an answer").page();
    }
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&sends);
    hand_over(&mut reporter, &page, "a.jpg");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (id, _) = adviser.find(&words);
    assert_eq!(originals(&mut adviser, &id), [jpeg()]);
    verified(&place);
}

fn restored(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let (words, receipt) = filed(&demo, vec![photo("a.jpg", jpeg())]);
    let (key, public) = key(place.folder.path());
    let copy = place.folder.path().join("copy.age").display().to_string();
    balss(&["backup", &copy, "--to", &public, "--config", &place.config()], "").well();
    demo.stop();
    let there = empty_like(&place, engine, true);
    balss(&["restore", &copy, "--identity", &key, "--config", &there.config()], "").well();
    assert_eq!(files_below(&there.data().join("blobs")).len(), 2);
    let demo = there.start();
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    hand_over(&mut reporter, &page, "a.jpg");
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (id, _) = adviser.find(&words);
    assert_eq!(originals(&mut adviser, &id), [jpeg()]);
    verified(&there);
}

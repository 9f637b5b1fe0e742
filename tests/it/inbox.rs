//! The list of cases: in which order, by which filters, and what a search finds and never finds.

mod desk;
mod waits;

use std::collections::{BTreeMap, BTreeSet};

use balss::app::Shared;
use balss::crypto::kdf::Secret;
use balss::crypto::random;
use balss::domain::case::Status;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::CaseId;
use balss::domain::report::Answers;
use balss::store::Audit;
use balss::vault::access::{self, Opener};
use balss::vault::deposit::Filing;
use balss::vault::passing::Busy;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::thread::{self, Addition, Report, Words};
use balss::vault::visit::Draft;
use libtest_mimic::Trial;

use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::command::balss;
use crate::support::html::{Element, Page};
use crate::support::reporter::{Reporter, Told, press, set};
use crate::support::server::{Demo, Options, files_below};
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, on_both, run};
use crate::support::unique;
use crate::withdraw::withdraw;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("inbox", "what_needs_its_adviser_stands_first_and_filters_hold", order_and_filters);
    all.extend(on_both("inbox", "a_search_finds_what_may_be_read_and_no_name", searches));
    all.extend(on_both("inbox", "every_case_stands_on_one_page_in_every_order", pages));
    all.extend(on_both("inbox", "words_for_searching_follow_the_case_and_end_with_it", words_end));
    all.extend(on_both("inbox", "what_was_read_waits_until_it_is_answered", waits::answered));
    all.extend(on_both("inbox", "a_date_within_ones_absence_is_told", waits::away));
    all.extend(on_both("inbox", "what_cannot_wait_says_why", waits::grounds));
    all.push(trial("inbox::keys_move_open_and_can_be_turned_off", &[Need::Browser], desk::keys));
    all.push(trial("inbox::what_waits_looks_right", &[Need::Browser, Need::Axe], waits::looks));
    all.push(trial(
        "inbox::every_state_of_the_list_is_accessible",
        &[Need::Browser, Need::Axe],
        desk::states,
    ));
    all
}

pub fn start(place: &Place, cases: u32) -> Demo {
    Demo::start(&Options {
        data: Some(place.data()),
        database: place.database.as_ref().map(|d| d.url.clone()),
        cases,
        ..Options::default()
    })
}

/// Files reports as the form does, without its pages; each case with its reporter's keys.
async fn file(app: &Shared, all: &[Answers]) -> Vec<(CaseId, ReceiptKeys)> {
    let roster = app.roster(&mut app.store.read().await.expect("a store")).await.expect("a roster");
    let mut cases = Vec::new();
    for answers in all {
        let draft = Draft::new();
        let receipt = ReceiptKeys::from_root(Secret::new(random::bytes()));
        let filing = Filing {
            case: draft.case,
            thread_seed: draft.seed().expect("a seed"),
            own: draft.own().expect("a draft"),
            receipt: &receipt,
            report: Report { lang: "lv".to_owned(), answers: answers.clone(), readers: Vec::new() },
            files: &[],
            day: app.clock.today(),
            roster: &roster,
            busy: &Busy::default(),
            grant_rows: app.config.grant_rows,
        };
        let deposit = filing.seal(&app.keys).expect("a sealed case");
        let mut tx = app.store.write().await.expect("a transaction");
        let rows = deposit.write(&mut tx).await.expect("rows");
        let leaf = Leaf::reporter(Event::CaseFiled, app.clock.today(), draft.case, rows);
        tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
        cases.push((draft.case, receipt));
    }
    cases
}

pub fn filed(place: &Place, all: &[Answers]) -> Vec<CaseId> {
    run(async {
        let app = place.app().await;
        let cases = file(&app, all).await;
        app.store.close().await;
        cases.into_iter().map(|(case, _)| case).collect()
    })
}

/// Files reports of every kind to this institution.
fn filed_of_every_kind(place: &Place, institution: &str) {
    let of = |age: &str| Answers {
        statement: "Made-up words.".to_owned(),
        institution: institution.to_owned(),
        age: age.to_owned(),
        ..Answers::default()
    };
    let child = "under_18";
    let kinds = [
        ("", Status::InProgress, -3),
        ("", Status::Acknowledged, 0),
        (child, Status::New, 1),
        (child, Status::InProgress, 20),
        ("", Status::Closed, 60),
        ("", Status::Closed, -1),
    ];
    run(async {
        let app = place.app().await;
        let today = app.clock.today();
        let answers: Vec<Answers> = kinds.iter().map(|(age, ..)| of(age)).collect();
        for ((case, receipt), (_, status, due)) in file(&app, &answers).await.iter().zip(kinds) {
            let mut tx = app.store.read().await.expect("a store");
            let opened = access::open(&mut tx, &app.keys, Opener::Reporter(receipt), *case).await;
            let opened = opened.expect("opens").expect("a case");
            let read = thread::read(&mut tx, *case, &opened.epochs).await.expect("a conversation");
            drop(tx);
            let status = Some((status, "Ilze Paraudziņa".to_owned()));
            let words = Words { status, due: Some(today.plus(due)), ..Words::default() };
            let newest = opened.newest().expect("an epoch");
            let addition = Addition::seal(newest, &read, words, today).expect("sealed");
            let mut tx = app.store.write().await.expect("a transaction");
            let sealed = addition.write(&mut tx, today).await.expect("written");
            let leaf = Leaf::reporter(Event::ReporterWrote, today, *case, sealed);
            tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
        }
        app.store.close().await;
    });
}

/// Rows of one part of the list after another, from `path` on.
fn rows(adviser: &mut Adviser, path: &str) -> Vec<Element> {
    let (mut all, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = adviser.page(&path);
        let here = page.with_attr("data-case-id");
        assert!(here.len() <= 50, "{} on a page", here.len());
        all.extend(here);
        let more = page.links().into_iter().find(|a| a.attr("rel") == Some("next"));
        next = more.and_then(|a| a.attr("href").map(str::to_owned));
        assert!(all.len() < 10_000, "a list without end");
    }
    all
}

fn id(row: &Element) -> String {
    row.attr("data-case-id").expect("an id").to_owned()
}

fn ids(rows: &[Element]) -> BTreeSet<String> {
    rows.iter().map(id).collect()
}

/// The reasons that a row gives.
fn why(row: &Element) -> Vec<String> {
    let page = Page::parse(&row.inner);
    page.with_attr("data-why").iter().filter_map(|w| w.attr("data-why").map(str::to_owned)).collect()
}

/// The group in which these reasons put a case, in their order.
fn group(why: &[String]) -> usize {
    let has = |word: &str| why.iter().any(|w| w == word);
    if has("child") {
        return 0;
    }
    if has("new") && has("risk") {
        return 1;
    }
    let order =
        ["overdue", "today", "taken_back", "new", "risk", "unread", "answer", "task", "check_in", "second"];
    2 + order.iter().position(|word| has(word)).unwrap_or(order.len())
}

fn order_and_filters(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 60);
    let mine = demo.advisers().0;
    filed_of_every_kind(&place, &mine.institution.clone().expect("an institution"));
    let mut adviser = Adviser::sign_in_anew(&demo, mine);
    for row in rows(&mut adviser, "/console?status=closed") {
        adviser.open(&id(&row));
    }
    let all = rows(&mut adviser, "/console?status=all");
    let open = rows(&mut adviser, "/console");
    let kinds: BTreeSet<String> = all.iter().flat_map(why).collect();
    println!("  {engine}: {} cases, {} open, reasons {kinds:?}", all.len(), open.len());
    assert!(kinds.len() >= 7 && open.len() + 1 == all.len(), "of many kinds, and one closed");

    let groups: Vec<usize> = open.iter().map(|row| group(&why(row))).collect();
    assert!(groups.is_sorted(), "{groups:?}");
    assert!(all.iter().all(|row| !why(row).is_empty()), "each row says why it stands there");
    let closed = |row: &&Element| row.attr("data-status") == Some("closed");
    assert!(open.iter().filter(closed).all(|row| why(row) != ["nothing"]));
    assert_eq!(ids(&rows(&mut adviser, "/console?status=junk&sort=junk&reason=junk&after=junk")), ids(&open));

    let mut by_status = BTreeSet::new();
    for status in ["new", "acknowledged", "in_progress", "waiting_reporter", "closed", "withdrawn"] {
        let shown = rows(&mut adviser, &format!("/console?status={status}"));
        assert!(shown.iter().all(|row| row.attr("data-status") == Some(status)), "{status}");
        by_status.extend(ids(&shown));
    }
    assert_eq!(by_status, ids(&all));
    for reason in ["overdue", "today", "new", "risk", "unread", "answer", "task", "check_in", "second"] {
        let shown = rows(&mut adviser, &format!("/console?reason={reason}"));
        let should = open.iter().filter(|row| why(row).iter().any(|w| w == reason)).map(id);
        assert_eq!(ids(&shown), should.collect(), "{reason}");
    }
    // Institutions and languages part the list: each case stands under one of each.
    let page = adviser.page("/console");
    let form = page.forms().into_iter().find(|f| f.fields.iter().any(|f| f.name == "institution"));
    let form = form.expect("filters");
    for name in ["institution", "language"] {
        let field = form.fields.iter().find(|f| f.name == name).expect("a filter");
        let mut parted = BTreeMap::new();
        for word in field.options.iter().filter(|w| !w.is_empty()) {
            for case in ids(&rows(&mut adviser, &format!("/console?status=all&{name}={word}"))) {
                assert_eq!(parted.insert(case, word.clone()), None, "{name}");
            }
        }
        let unsaid = rows(&mut adviser, "/console?status=all").len() - parted.len();
        assert!(parted.len() > 3 && unsaid < all.len() / 2, "{name}: {parted:?}");
    }
    for sort in ["due", "filed", "said"] {
        assert_eq!(
            ids(&rows(&mut adviser, &format!("/console?status=all&sort={sort}"))),
            ids(&all),
            "{sort}"
        );
    }
    // Reading and answering take a case out of what is new and unread.
    let case = open.iter().find(|row| why(row).iter().any(|w| w == "new")).map(id).expect("a new case");
    let page = adviser.open(&case);
    adviser.answer(&page, "We have read it.");
    let now = rows(&mut adviser, "/console?status=all");
    let now = now.iter().find(|row| id(row) == case).map(why).expect("it is still there");
    assert!(!now.contains(&"new".to_owned()) && !now.contains(&"unread".to_owned()), "{now:?}");
}

/// What a search shows: the page and the ids on it.
fn find(adviser: &mut Adviser, words: &str) -> (Page, BTreeSet<String>) {
    let page = adviser.page("/console");
    let form = page.form_with("q").expect("a field for a search");
    let mut fields = form.defaults();
    set(&mut fields, "q", words);
    press(&mut fields, form.buttons().next());
    let answer = adviser.client.submit(&form, &fields, &[]).expect("an answer");
    let page = answer.page();
    let found = ids(&page.with_attr("data-case-id"));
    (page, found)
}

fn searches(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 0);
    let (mine, _, elsewhere) = demo.advisers();
    let own = mine.institution.clone().expect("an institution");
    let theirs = elsewhere.institution.clone().expect("an institution");
    let person = run(async {
        let app = place.app().await;
        let rows = app.store.read().await.expect("a store").all_staff().await.expect("accounts");
        app.store.close().await;
        rows.into_iter().find(|r| r.account.username == mine.username).expect("an account").account.person
    });
    let told = |words: &str, institution: &str| Answers {
        statement: words.to_owned(),
        institution: institution.to_owned(),
        ..Answers::default()
    };
    let all = [
        Answers {
            when_text: "pēdējā Miķeļdienā".to_owned(),
            place_text: "Ādažu noliktavā".to_owned(),
            names: "Zigfrīds Kadiķis".to_owned(),
            contact: "zvanīt draudzenei Hermīnei".to_owned(),
            excluded_text: "autobusa vadītājs Valfrīds".to_owned(),
            ..told("Mani GRŪSTĪJA pret sienu.", &own)
        },
        told("Citā stāvā mani grūstīja.", &theirs),
        Answers { excluded: vec![person.to_string()], ..told("Grūstīja un par to smējās.", &own) },
    ];
    let cases = filed(&place, &all);
    let mut adviser = Adviser::sign_in_anew(&demo, mine);
    let first = BTreeSet::from([cases[0].to_string()]);
    // The first sets someone aside too, so that the outside adviser reads it: whoever may read finds.
    let mut reader = if ids(&rows(&mut adviser, "/console")).contains(&cases[0].to_string()) {
        adviser.clone()
    } else {
        Adviser::sign_in_anew(&demo, elsewhere)
    };
    for words in
        ["grustija sien", "GRŪSTĪJA", "mikeldiena", "ādažu  pret", "noliktav", &cases[0].to_string()[..6]]
    {
        assert!(find(&mut reader, words).1.contains(&cases[0].to_string()), "{words}");
    }
    for words in ["Zigfrīds", "kadikis", "Hermīnei", "zvanit", "valfrids", "autobusa", "grūstīja nekad"] {
        let (page, found) = find(&mut reader, words);
        assert!(found.is_empty(), "{words}");
        assert!(!page.with_attr("data-searched").is_empty());
    }
    // A case that leaves the adviser out, and one of others, are not found.
    let (page, found) = find(&mut adviser, "grustija");
    assert!(found.is_subset(&first), "{found:?}");
    assert!(!page.html.contains("smējās"));
    // The address tells nothing of the words, and nothing to another session.
    let searched = adviser.client.get("/console").expect("an answer").page();
    let form = searched.form_with("q").expect("a field");
    let mut fields = form.defaults();
    set(&mut fields, "q", "grustija");
    let sent = crate::support::http::Body::Form(fields);
    let answer = adviser.client.request("POST", "/console", &[], &sent).expect("an answer");
    let to = answer.header("location").expect("an address").to_owned();
    assert!(answer.status == 303 && !to.contains("grust") && to.starts_with("/console?find="), "{to}");
    let mut other = Adviser::sign_in_anew(&demo, demo.advisers().1);
    assert!(other.page(&to).with_attr("data-searched").is_empty());
    let (page, _) = find(&mut adviser, &"x".repeat(201));
    assert!(!page.errors().is_empty() && page.with_attr("data-searched").is_empty());

    // What is said later is found, by both sides' words; what is withdrawn is not.
    let words = unique("Vārdi ");
    let receipt = Reporter::new(demo.visitor("lv"))
        .file(&Told { institution: Some(own.clone()), ..Told::words(&words) })
        .expect("a receipt");
    let (case, page) = adviser.find(&words);
    adviser.answer(&page, "Parunāsim par drošību otrdien.");
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.return_with(&receipt);
    reporter.say(&page, "Labprātīgāk ceturtdien.", &[]);
    let one = BTreeSet::from([case]);
    for wanted in ["drosibu otrdien", "labpratigak", "otrdien labpratigak", words.trim()] {
        assert_eq!(find(&mut adviser, wanted).1, one, "{wanted}");
    }
    withdraw(&mut Reporter::new(demo.visitor("en")), &receipt);
    assert!(find(&mut adviser, "labpratigak").1.is_empty(), "withdrawn");
    // The log tells that, not for what.
    let log = run(async {
        let sql = place.sql().await;
        sql.texts("SELECT body FROM leaf WHERE log = 'staff'", &[]).await
    });
    assert!(log.iter().any(|leaf| leaf.contains("cases_searched")));
    assert!(!log.iter().any(|leaf| leaf.contains("grust") || leaf.contains("labprat")));
    balss(&["audit", "verify", "--config", &place.config()], "").well();
}

fn pages(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 12);
    let mine = demo.advisers().0;
    let own = mine.institution.clone().expect("an institution");
    let other = demo.advisers().2.institution.clone().expect("an institution");
    // More than a window of own ones, among others, and more than is walked by day where little is found.
    let answers: Vec<Answers> = (0..600)
        .map(|n| Answers {
            statement: format!("Made-up report {n}."),
            institution: if n % 3 == 0 { other.clone() } else { own.clone() },
            age: if n % 7 == 0 { "under_18".to_owned() } else { String::new() },
            ..Answers::default()
        })
        .collect();
    filed(&place, &answers);
    let mut adviser = Adviser::sign_in_anew(&demo, mine);
    let due = rows(&mut adviser, "/console?status=all&sort=due");
    assert!(due.len() > 400, "{}", due.len());
    for sort in ["", "filed", "said"] {
        let path = format!("/console?status=all&sort={sort}");
        let shown = rows(&mut adviser, &path);
        assert_eq!(shown.len(), due.len(), "{sort}: none twice");
        assert_eq!(ids(&shown), ids(&due), "{sort}: none missing");
        let again = rows(&mut adviser, &path);
        assert_eq!(again.iter().map(id).collect::<Vec<_>>(), shown.iter().map(id).collect::<Vec<_>>());
    }
    // What a filter finds is the same, wherever it stands.
    let risky: Vec<String> = due.iter().filter(|row| why(row).iter().any(|w| w == "risk")).map(id).collect();
    let mut found: Vec<String> = rows(&mut adviser, "/console?reason=risk&sort=due").iter().map(id).collect();
    assert!(risky.len() > 50, "{}", risky.len());
    assert_eq!(found, risky, "in the order of their days");
    found.sort_unstable();
    let mut by_need: Vec<String> = rows(&mut adviser, "/console?reason=risk").iter().map(id).collect();
    by_need.sort_unstable();
    assert_eq!(by_need, found);
    // In the first window what cannot wait comes first.
    let first = adviser.page("/console").with_attr("data-case-id");
    let groups: Vec<usize> = first.iter().map(|row| group(&why(row))).collect();
    assert!(groups.is_sorted() && groups[0] == 0, "{groups:?}");
    // A search is paged too.
    let (page, found) = find(&mut adviser, "made-up report");
    assert_eq!(found.len(), 50);
    let next = page.links().into_iter().find(|a| a.attr("rel") == Some("next")).expect("more");
    let rest = ids(&rows(&mut adviser, next.attr("href").expect("an address")));
    assert!(rest.is_disjoint(&found) && rest.len() + found.len() == 400, "{}", rest.len());
}

/// The cell of a case's words, as it stands in the store.
async fn cell(place: &Place, case: CaseId) -> Vec<Vec<u8>> {
    let sql = place.sql().await;
    sql.bytes("SELECT sealed FROM side_card WHERE case_id = $1 AND compartment = 4", &[case.0[..].into()])
        .await
}

async fn put_cell(place: &Place, case: CaseId, sealed: &[u8]) {
    let sql = "UPDATE side_card SET sealed = $2 WHERE case_id = $1 AND compartment = 4";
    place.sql().await.run(sql, &[case.0[..].into(), sealed.into()]).await;
}

/// Files a report; its words, its receipt and its case.
fn report(demo: &Demo, adviser: &mut Adviser) -> (String, String, CaseId) {
    let words = unique("sākumā ");
    let told = Told { institution: demo.advisers().0.institution.clone(), ..Told::words(&words) };
    let receipt = Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    let (case, _) = adviser.find(&words);
    (words.trim().to_owned(), receipt, CaseId::parse(&case).expect("an id"))
}

fn words_end(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = start(&place, 0);
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().0);
    let (words, receipt, case) = report(&demo, &mut adviser);
    let mut versions = vec![run(cell(&place, case))];
    let page = adviser.open(&case.to_string());
    adviser.answer(&page, "Otrais vārds.");
    versions.push(run(cell(&place, case)));
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let page = reporter.return_with(&receipt);
    reporter.say(&page, "Trešais vārds.", &[]);
    versions.push(run(cell(&place, case)));
    let one = BTreeSet::from([case.to_string()]);
    assert_eq!(find(&mut adviser, &format!("tresais otrais {words}")).1, one);
    // At its end nothing of it is left, of none of its versions.
    run(async {
        let app = place.app().await;
        let today = app.clock.today();
        app.store.close().await;
        crate::withdraw::withdrawn_on(&place, &receipt, today.plus(-15)).await;
    });
    versions.push(run(cell(&place, case)));
    assert!(versions.iter().all(|v| v.len() == 1) && versions.iter().collect::<BTreeSet<_>>().len() == 4);
    adviser.page("/console");
    assert!(run(cell(&place, case)).is_empty());
    if engine == Engine::Sqlite {
        for file in files_below(&place.data()) {
            let bytes = std::fs::read(&file).expect("a file");
            for (n, version) in versions.iter().enumerate() {
                let part = &version[0][..64];
                let found = bytes.windows(part.len()).any(|w| w == part);
                assert!(!found, "version {} in {}", n + 1, file.display());
            }
        }
    }
    balss(&["audit", "verify", "--config", &place.config()], "").well();

    // A case of before there were such cells is found all the same, and has one after the next word.
    let (words, _, case) = report(&demo, &mut adviser);
    let one = BTreeSet::from([case.to_string()]);
    run(async {
        let sql = "DELETE FROM side_card WHERE case_id = $1 AND compartment = 4";
        place.sql().await.run(sql, &[case.0[..].into()]).await;
    });
    assert_eq!(find(&mut adviser, &words).1, one);
    let page = adviser.open(&case.to_string());
    adviser.answer(&page, "Otrais vārds.");
    let whole = run(cell(&place, case));
    assert_eq!(find(&mut adviser, &format!("otrais {words}")).1, one);
    // One that was touched is damage, and said to be.
    run(put_cell(&place, case, &versions[0][0]));
    let (page, found) = find(&mut adviser, &words);
    assert!(found.is_empty() && page.text().contains("Not everything could be opened"));
    run(put_cell(&place, case, &whole[0]));
    assert_eq!(find(&mut adviser, &words).1, one);
    demo.stop();
}

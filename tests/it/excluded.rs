//! An adviser whom a report leaves out (threat A5), by name, by "someone not on this list" or by asking for an outside
//! reader: every page, mail and answer of the account, and all that its keys open in the raw store, are the same as before,
//! whatever becomes of the report.

mod raw;
mod times;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use balss::app::Shared;
use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::id::CaseId;
use balss::vault::staff::{self, StaffKeys};
use libtest_mimic::Trial;

use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::html::{Form, Page};
use crate::support::http::{Answer, Body};
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::{Demo, Options, Staff, files_below};
use crate::support::shelf::{Engine, on_both};
use crate::support::{unique, wait_until};

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("excluded", "nothing_changes_for_who_is_left_out", nothing_changes);
    all.extend(on_both("excluded", "nothing_comes_after_who_said_to_be_too_close", stepped_back));
    all.extend(on_both("excluded", "no_answer_takes_longer", times::no_longer));
    all
}

/// How a report leaves somebody out.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    Ticked,
    OwnWords,
    OutsideReads,
}

pub const WAYS: [Way; 3] = [Way::Ticked, Way::OwnWords, Way::OutsideReads];

/// An installation with cases, and the adviser who will be left out.
pub struct House {
    place: Place,
    pub demo: Demo,
    pub app: Shared,
    pub who: Staff,
    person: String,
    keys: StaffKeys,
    runtime: tokio::runtime::Runtime,
}

impl House {
    pub fn new(engine: Engine) -> Self {
        let place = Place::new(engine);
        let demo = Demo::start(&Options {
            data: Some(place.data()),
            database: place.database.as_ref().map(|d| d.url.clone()),
            cases: 8,
            mail_every: Some(2),
            ..Options::default()
        });
        let who = demo.advisers().0.clone();
        // One for all: connections of a store belong to the runtime that opened them.
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let (app, person, keys) = runtime.block_on(async {
            let app = place.app().await;
            let rows = app.store.read().await.expect("a store").all_staff().await.expect("accounts");
            let row = rows.into_iter().find(|r| r.account.username == who.username).expect("an account");
            let lane = &app.staff_lane;
            let ring = staff::open(Some(&row), &who.username, &who.passphrase, &app.keys, lane).await;
            (app, row.account.person.to_string(), ring.expect("the keys of the account").keys)
        });
        Self { place, demo, app, who, person, keys, runtime }
    }

    /// Files a report to the adviser's institution that leaves the adviser out; its words and its receipt.
    pub fn leave_out(&self, way: Way) -> (String, String) {
        let words = unique("not for everybody ");
        let told = Told {
            institution: self.who.institution.clone(),
            files: vec![Upload::bytes("a file.txt", "text/plain", vec![b'#'; 1000])],
            ..Told::words(&words)
        };
        let told = match way {
            Way::Ticked => Told { without: vec![self.person.clone()], ..told },
            Way::OwnWords => Told { someone_else: "the one who drives the bus".to_owned(), ..told },
            Way::OutsideReads => Told { outside: true, ..told },
        };
        let receipt = Reporter::new(self.demo.visitor("lv")).file(&told).expect("a receipt");
        (words, receipt)
    }

    /// The cases there are, as the store has them.
    pub fn cases(&self) -> Vec<(Day, CaseId)> {
        self.runtime.block_on(async {
            let mut tx = self.app.store.read().await.expect("a store");
            let rows = tx.cases_after(Day(i64::MIN), CaseId([0; 16]), 1000).await.expect("cases");
            rows.into_iter().map(|row| (row.next_due, row.id)).collect()
        })
    }

    /// Mails to each adviser, without what names each.
    fn mails(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = BTreeMap::<_, Vec<_>>::new();
        for file in files_below(&self.place.data().join("mail")) {
            let Ok(mail) = std::fs::read_to_string(file) else { continue };
            let (named, rest): (Vec<&str>, Vec<&str>) = mail
                .lines()
                .partition(|l| ["To: ", "Message-ID: ", "Date: "].iter().any(|n| l.starts_with(n)));
            let to = named.into_iter().find_map(|l| l.strip_prefix("To: ")).unwrap_or_default();
            all.entry(to.to_owned()).or_default().push(rest.join("\n"));
        }
        all
    }
}

/// What the account gets for every address of its role, and of others, in both languages.
fn pages(house: &House, adviser: &mut Adviser, own: &[(Day, CaseId)]) -> BTreeMap<String, String> {
    let mut paths: Vec<String> = [
        "/console",
        "/console/colleagues",
        "/console/absence",
        "/console/absence?done=set",
        "/account",
        "/account/keys",
        "/account/spare",
        "/account/sessions",
        "/statistics",
        "/admin",
        "/admin/roster",
        "/audit",
        "/audit/export",
        "/audit/checkpoint",
        "/sign-in",
        "/enrol",
    ]
    .map(str::to_owned)
    .into();
    paths.extend(Status::ALL.map(|s| format!("/console?status={}", s.word())));
    let nowhere = CaseId([0; 16]);
    let places =
        own.iter().copied().chain([(Day(i64::MIN), nowhere), (Day(0), nowhere), (Day(i64::MAX), nowhere)]);
    for (day, id) in places {
        paths.extend(["", "&status=new"].map(|s| format!("/console?after={}.{id}{s}", day.0)));
        paths.extend(["", "?saved=1"].map(|s| format!("/console/cases/{id}{s}")));
    }
    let colleagues = adviser.page("/console/colleagues");
    paths.extend(colleagues.with_attr("data-standing").iter().flat_map(|row| {
        let links = Page::parse(&row.inner).links();
        links.iter().filter_map(|a| a.attr("href").map(str::to_owned)).collect::<Vec<_>>()
    }));
    let mut all = BTreeMap::new();
    for path in paths {
        for lang in ["lv", "en"] {
            let path = format!("{path}{}lang={lang}", if path.contains('?') { '&' } else { '?' });
            let answer = adviser.client.request("GET", &path, &[], &Body::Nothing).expect("an answer");
            let mut shown = shown(&answer);
            if path.starts_with("/account/sessions") {
                shown = without_times(&shown);
            }
            all.insert(path, shown);
        }
    }
    assert_eq!(house.demo.advisers().0.username, house.who.username);
    all
}

/// An answer, whole, but for the server's clock.
fn shown(answer: &Answer) -> String {
    let headers = answer.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("date"));
    let headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
    format!("{}\n{}\n\n{}", answer.status, headers.join("\n"), answer.text())
}

/// When a session was used last goes on by itself.
fn without_times(text: &str) -> String {
    let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
    text.chars().map(digits).collect()
}

/// What the account is told about one case that is not its own, whatever it asks: the same for all of them.
fn about(adviser: &mut Adviser, id: CaseId, file: &str) -> String {
    let home = adviser.page("/console");
    let csrf = home.forms().iter().flat_map(Form::defaults).find(|(n, _)| n == "csrf").expect("a token").1;
    let own = |name: &str, value: &str| {
        let mut fields = vec![("csrf".to_owned(), csrf.clone()), ("seen".to_owned(), "1".to_owned())];
        set(&mut fields, "next_due", "2099-01-01");
        set(&mut fields, name, value);
        Body::Form(fields)
    };
    let path = format!("/console/cases/{id}");
    let asked = [
        ("GET", path.clone(), Body::Nothing),
        ("GET", format!("{path}?saved=1"), Body::Nothing),
        ("GET", format!("{path}/files/{file}"), Body::Nothing),
        ("POST", format!("{path}/message"), own("message", "Is anybody there?")),
        ("POST", format!("{path}/message"), own("message", "")),
        ("POST", format!("{path}/status"), own("status", "acknowledged")),
        ("POST", format!("{path}/status"), own("status", "closed")),
        ("POST", format!("{path}/status"), own("status", "junk")),
        ("POST", format!("{path}/share"), own("go", "share")),
        ("POST", format!("{path}/leave"), own("leave", "close")),
        ("POST", format!("{path}/leave"), own("leave", "cannot")),
    ];
    let answers = asked.into_iter().map(|(method, path, body)| {
        let answer = adviser.client.request(method, &path, &[], &body).expect("an answer");
        assert!([404, 422].contains(&answer.status), "{method} {path}: {}", answer.status);
        shown(&answer)
    });
    answers.collect::<Vec<_>>().join("\n\n").replace(&id.to_string(), "ID").replace(file, "FILE")
}

fn nothing_changes(engine: Engine) {
    let house = House::new(engine);
    let mut adviser = Adviser::sign_in_anew(&house.demo, &house.who);
    let before_all = house.cases();
    let listed: BTreeSet<String> = adviser.inbox().into_iter().collect();
    let (own, foreign): (Vec<_>, Vec<_>) =
        before_all.iter().partition(|(_, id)| listed.contains(&id.to_string()));
    assert!(!own.is_empty() && !foreign.is_empty(), "{} own, {} others", own.len(), foreign.len());
    // The first look at a case says that it was seen: from the second on nothing changes by looking.
    pages(&house, &mut adviser, &own);
    let pages_before = pages(&house, &mut adviser, &own);
    let opened = || house.runtime.block_on(raw::opened(&house.app, &house.place, &house.keys));
    let opened_before = opened();
    let mails_until = |n: usize| {
        wait_until("mail", Duration::from_mins(1), || {
            Some(house.mails()).filter(|m| !m.is_empty() && m.values().all(|all| all.len() >= n))
        })
    };
    let before = mails_until(2).values().map(Vec::len).max().unwrap_or_default();

    let same = |adviser: &mut Adviser, when: &str| {
        let now = pages(&house, adviser, &own);
        for (path, page) in &pages_before {
            assert_eq!(now[path], *page, "{path}, {when}");
        }
        assert_eq!(now.len(), pages_before.len());
        let now = opened();
        let told = |set: &BTreeSet<raw::Opened>| set.iter().map(|o| o.place.clone()).collect::<Vec<_>>();
        assert_eq!(told(&now.what), told(&opened_before.what), "{when}");
        assert!(now.what == opened_before.what, "{when}: other bytes");
        now
    };
    let reports: Vec<(Way, String, String)> = WAYS
        .iter()
        .map(|way| {
            let (words, receipt) = house.leave_out(*way);
            let now = same(&mut adviser, &format!("{way:?}"));
            println!("  {engine} {way:?}: {} pages, {} opened things", pages_before.len(), now.what.len());
            (*way, words, receipt)
        })
        .collect();

    // They came, to those who may read them, and are answered.
    let (_, colleague, outside) = house.demo.advisers();
    let mut found = Vec::new();
    for (way, words, _) in &reports {
        let reader = if matches!(way, Way::Ticked) { colleague } else { outside };
        let mut reader = Adviser::sign_in(&house.demo, reader);
        let (id, page) = reader.find(words);
        reader.answer(&page, "We have read it.");
        found.push(CaseId::parse(&id).expect("an id"));
    }
    same(&mut adviser, "answered");
    for (way, _, receipt) in &reports {
        let mut reporter = Reporter::new(house.demo.visitor("lv"));
        let page = reporter.return_with(receipt);
        assert_eq!(reporter.say(&page, "Paldies.", &[]).status, 200, "{way:?}");
    }
    same(&mut adviser, "the reporters wrote");
    for (way, _, receipt) in &reports[..2] {
        let mut reporter = Reporter::new(house.demo.visitor("lv"));
        crate::withdraw::withdraw(&mut reporter, receipt);
        same(&mut adviser, &format!("{way:?}, withdrawn"));
    }

    // Such a case is told of as one of another institution, and as one that never was.
    let file = "00".repeat(16);
    let nothing = about(&mut adviser, CaseId([0x5a; 16]), &file);
    for id in found.iter().chain(foreign.iter().map(|(_, id)| id)) {
        assert_eq!(about(&mut adviser, *id, &file), nothing);
    }
    let last = same(&mut adviser, "asked for by their addresses");
    // In the store each has the one trace of the adviser's look that every case of others has.
    let others = foreign.iter().map(|(_, id)| *id).chain(found.iter().copied());
    let traces: BTreeMap<CaseId, usize> = others.map(|id| (id, 1)).collect();
    assert_eq!(last.traces, traces);

    // To everybody, whoever was left out of what: one text, as often as to the others, but for the round that runs.
    let mails = mails_until(before + 2);
    let texts: BTreeSet<&String> = mails.values().flatten().collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    let counts: BTreeSet<usize> = mails.values().map(Vec::len).collect();
    assert!(counts.iter().max().zip(counts.iter().min()).is_some_and(|(most, least)| most - least <= 1));
    assert!(mails.keys().any(|to| to.starts_with(&format!("{}@", house.who.username))));
    println!("  {engine}: {counts:?} mails to each of {} advisers", mails.len());
}

/// Who read a report and said to be too close to it: from then on it is one of others, and what becomes of it shows nowhere.
fn stepped_back(engine: Engine) {
    let house = House::new(engine);
    let mut adviser = Adviser::sign_in_anew(&house.demo, &house.who);
    let words = unique("too close to one of them ");
    let told = Told { institution: house.who.institution.clone(), ..Told::words(&words) };
    let receipt = Reporter::new(house.demo.visitor("lv")).file(&told).expect("a receipt");
    let (case, page) = adviser.find(&words);
    let ask = crate::sharing::leave(&mut adviser, &page, "close", &[]).page();
    assert_eq!(crate::sharing::sure(&mut adviser, &ask, "yes", "").status, 200);

    let id = CaseId::parse(&case).expect("an id");
    let listed: BTreeSet<String> = adviser.inbox().into_iter().collect();
    assert!(!listed.contains(&case));
    let (own, foreign): (Vec<_>, Vec<_>) =
        house.cases().into_iter().partition(|(_, id)| listed.contains(&id.to_string()));
    pages(&house, &mut adviser, &own);
    let pages_before = pages(&house, &mut adviser, &own);
    let opened = || house.runtime.block_on(raw::opened(&house.app, &house.place, &house.keys));
    let before = opened();
    let same = |adviser: &mut Adviser, when: &str| {
        assert_eq!(pages(&house, adviser, &own), pages_before, "{when}");
        let now = opened();
        assert!(now.what == before.what, "{when}: {} things, then {}", before.what.len(), now.what.len());
        assert!(foreign.iter().all(|(_, id)| now.traces.get(id) == Some(&1)), "{when}: {:?}", now.traces);
    };
    let colleague = house.demo.advisers().1;
    let mut colleague = Adviser::sign_in(&house.demo, colleague);
    let page = colleague.open(&case);
    colleague.answer(&page, "We have read it.");
    same(&mut adviser, "answered");
    let mut reporter = Reporter::new(house.demo.visitor("lv"));
    let page = reporter.return_with(&receipt);
    assert_eq!(reporter.say(&page, "Paldies.", &[]).status, 200);
    same(&mut adviser, "the reporter wrote");
    let file = "00".repeat(16);
    assert_eq!(about(&mut adviser, id, &file), about(&mut adviser, CaseId([0x5a; 16]), &file));
    same(&mut adviser, "asked for by its address");
    let mails = house.mails();
    let texts: BTreeSet<&String> = mails.values().flatten().collect();
    assert!(texts.len() <= 1, "{texts:?}");
}

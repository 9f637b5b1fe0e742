//! Somebody with all of the database and the files, but not the key files: whatever is touched is named by `balss audit
//! verify`, and what matters for reading is refused by the next read too. Each attack begins at the same state and is told with what names it.

mod cases;
mod content;
mod hands;
mod log;
pub mod world;

use std::fmt::Write as _;
use std::time::Duration;

use balss::domain::event::Log;
use balss::domain::id::PersonId;
use balss::domain::staff::{Account, Role};
use balss::features::audit::log::{self as audit_log, Wanted};
use balss::features::console::case::{self as console, Act, Done};
use balss::features::console::view;
use libtest_mimic::Trial;

use super::support::shelf::{Engine, on_both, run};
use world::World;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("tamper", "every_attack_is_refused_or_named", every_attack);
    all.extend(on_both("tamper", "the_log_page_ends_whatever_it_is_asked", the_log_page_ends));
    all.extend(on_both("tamper", "names_are_those_of_the_signed_roster", names_are_signed));
    all
}

/// A page of the log walks the rows that stand there, not the numbers it is asked for or a head that SQL has touched.
fn the_log_page_ends(engine: Engine) {
    run(async {
        let world = World::build(engine).await;
        let (app, viewer) = (&world.app, world.advisers[0].0);
        let page = async |before: Option<i64>| {
            let wanted = Wanted::default();
            let part = audit_log::view(app, viewer, Log::Staff, &wanted, before);
            let part = tokio::time::timeout(Duration::from_secs(20), part).await.expect("an end");
            part.map(|p| p.entries.into_iter().filter_map(|(n, _)| n).collect::<Vec<_>>())
        };
        let newest = page(None).await.expect("a page");
        assert!(newest.len() > 4 && newest.is_sorted_by(|a, b| a > b), "{newest:?}");
        assert_eq!(
            page(Some(i64::MAX)).await.expect("a page").len(),
            newest.len() + 1,
            "looking is an event"
        );
        assert_eq!(page(Some(2)).await.expect("a page"), [1, 0]);
        for nothing in [0, -1, i64::MIN] {
            assert_eq!(page(Some(nothing)).await.expect("a page"), [0_i64; 0]);
        }
    });
}

/// An account renamed with SQL alone writes, and shows who reads and who was left out, under the names of the roster.
fn names_are_signed(engine: Engine) {
    run(async {
        let world = World::build(engine).await;
        let (id, keys) = &world.advisers[0];
        let account = Account {
            id: *id,
            username: "adviser".to_owned(),
            role: Role::Adviser,
            person: PersonId(id.0),
            institution: "vp".to_owned(),
            name: "Somebody Else".to_owned(),
            lang: "lv".to_owned(),
            mail: String::new(),
            active: true,
            outside: false,
        };
        let case = world.cases[1].id;
        let view = view::open(&world.app, &account, keys, case).await.expect("a view").expect("held");
        let reads: Vec<_> = view.readers.iter().map(|r| (&r.name[..], &r.institution[..], r.you)).collect();
        assert_eq!(reads, [("Adviser 1", "nbs", true)]);
        assert_eq!(view.left_out, ["Adviser 2"]);
        let act = Act::Answer("We have read it.".to_owned(), world.today, false);
        let done = console::act(&world.app, &account, keys, case, view.read.card_version, act).await;
        assert_eq!(done, Ok(Done::Yes));
        let (_, read) = world.read(world.reporter(1), case).await.expect("readable").expect("held");
        assert_eq!(read.messages[0].what.name, "Adviser 1");
        assert_eq!(read.steps[0].what.name, "Adviser 1");
    });
}

/// One attack's outcome against what was expected of it.
struct Bench<'a> {
    world: &'a World,
    list: String,
    faults: Vec<String>,
}

impl Bench<'_> {
    /// After `change`, each of `expected` must be part of what reading or verifying says. Then all is put back.
    async fn attack(&mut self, name: &str, expected: &[&str], change: impl AsyncFnOnce(&World)) {
        change(self.world).await;
        let read = self.world.told_on_reading().await;
        let verified = self.world.verified(&self.world.kept).await;
        let said: Vec<&String> = read.iter().chain(&verified).collect();
        let _ = writeln!(self.list, "{name} -> {}", first_words(&read, &verified));
        for part in expected {
            if !said.iter().any(|s| s.contains(part)) {
                self.faults.push(format!("{name}: expected {part:?}, found {said:#?}"));
            }
        }
        if verified.is_empty() {
            self.faults.push(format!("{name}: audit verify does not name it, only {read:?}"));
        }
        self.world.restore().await;
    }

    /// What may be touched without harm: everything reads and verifies as before.
    async fn harmless(&mut self, name: &str, change: impl AsyncFnOnce(&World)) {
        change(self.world).await;
        let mut said = self.world.told_on_reading().await;
        said.extend(self.world.verified(&self.world.kept).await);
        if !said.is_empty() {
            self.faults.push(format!("{name}: {said:#?}"));
        }
        self.world.restore().await;
    }
}

fn first_words(read: &[String], verified: &[String]) -> String {
    let mut parts = Vec::new();
    if let Some(first) = read.first() {
        parts.push(format!("reading ({} times): {first}", read.len()));
    }
    if let Some(first) = verified.first() {
        parts.push(format!("verify ({} faults): {first}", verified.len()));
    }
    if parts.is_empty() { "NOTHING".to_owned() } else { parts.join("; ") }
}

fn every_attack(engine: Engine) {
    let (list, faults) = run(async {
        let world = World::build(engine).await;
        let mut bench = Bench { world: &world, list: String::new(), faults: Vec::new() };
        bench.harmless("nothing is touched", async |_| ()).await;
        log::log(&mut bench).await;
        log::pool(&mut bench).await;
        log::roster(&mut bench).await;
        cases::cases(&mut bench).await;
        cases::receipts(&mut bench).await;
        content::records(&mut bench).await;
        content::cards(&mut bench).await;
        content::files(&mut bench).await;
        log::past_the_log(&mut bench).await;
        (bench.list, bench.faults)
    });
    print!("{engine}:\n{list}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

//! Somebody with all of the database and the files, but not the key files: whatever is touched is refused by the next
//! read or named by `balss audit verify`. Each attack begins at the same state and is told with what names it.

mod cases;
mod content;
mod hands;
mod log;
mod world;

use std::fmt::Write as _;

use libtest_mimic::Trial;

use super::support::shelf::{Engine, on_both, run};
use world::World;

pub fn trials() -> Vec<Trial> {
    on_both("tamper", "every_attack_is_refused_or_named", every_attack)
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
        if said.is_empty() {
            self.faults.push(format!("{name}: nothing names it"));
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
        (bench.list, bench.faults)
    });
    print!("{engine}:\n{list}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

//! The hostile administrator: free SQL, a copy of yesterday's database, and keys of his own, but no key file. (What the
//! pages of the role allow stands in `matrix`, `people` and `vouch`.) After each attempt life goes on: a report is filed, an adviser answers, a reporter's case is read. Then
//! three things are asked: does anything that was sealed since open with keys of his, who is told, and by what.

mod attempts;
mod former;

use std::fmt::Write as _;

use balss::crypto::envelope;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::{PersonId, StaffId};
use balss::domain::report::Answers;
use balss::domain::staff::{Account, Role};
use balss::features::console::case::{self as console, Act, Done};
use balss::features::console::view;
use balss::store::Audit;
use balss::vault::deposit::Filing;
use balss::vault::keys::KeyFiles;
use balss::vault::passing::Busy;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::roster::{Roster, StaffKey, Statement};
use balss::vault::staff::StaffKeys;
use balss::vault::thread::Report;
use balss::vault::visit::Draft;
use libtest_mimic::Trial;

use crate::support::shelf::{Engine, on_both, run};
use crate::tamper::world::World;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("hostile", "nothing_is_sealed_to_keys_that_nobody_vouched_for", attempts::all);
    all.extend(on_both("hostile", "a_former_holder_gains_nothing_by_sql", former::former_holder));
    all
}

/// Who tries: keys as an adviser has them, a root and key files of his own.
pub struct Mallory {
    pub id: StaffId,
    pub keys: StaffKeys,
    pub root: Signer,
    pub files: KeyFiles,
    _folder: tempfile::TempDir,
}

impl Mallory {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("keys");
        KeyFiles::create(&place).expect("key files");
        Self {
            id: StaffId([66; 16]),
            keys: StaffKeys::generate(false),
            root: Signer::generate(),
            files: KeyFiles::load(&place).expect("key files"),
            _folder: folder,
        }
    }

    /// As he would like to stand in the roster.
    pub fn vouch(&self) -> Statement {
        Statement::Vouch(Box::new(StaffKey {
            staff: self.id,
            person: PersonId(self.id.0),
            name: "Adviser 66".to_owned(),
            institution: "nbs".to_owned(),
            outside: true,
            recipient: self.keys.identity().recipient(),
            verifier: self.keys.signer().public(),
        }))
    }
}

/// An adviser of the world, as signed in.
pub fn account(world: &World, n: usize) -> Account {
    let id = world.advisers[n].0;
    Account {
        id,
        username: "adviser".to_owned(),
        role: Role::Adviser,
        person: PersonId(id.0),
        institution: "nbs".to_owned(),
        name: format!("Adviser {}", n + 1),
        lang: "lv".to_owned(),
        mail: String::new(),
        active: true,
        outside: false,
    }
}

/// Files a report; the error in words if it is refused.
pub async fn file(world: &World) -> Result<(), String> {
    let app = &world.app;
    let draft = Draft::new();
    let code = draft.code().map_err(|e| e.to_string())?;
    let receipt = ReceiptKeys::derive(&code, &app.salt, &app.keys, &app.receipt_lane).await;
    let receipt = receipt.map_err(|e| e.to_string())?;
    let mut tx = app.store.read().await.map_err(|e| e.to_string())?;
    let roster = app.roster(&mut tx).await.map_err(|e| e.to_string())?;
    drop(tx);
    let answers = Answers {
        statement: "It happened after the attempt.".to_owned(),
        institution: "nbs".to_owned(),
        ..Answers::default()
    };
    let filing = Filing {
        case: draft.case,
        thread_seed: draft.seed().map_err(|e| e.to_string())?,
        own: None,
        receipt: &receipt,
        report: Report { lang: "lv".to_owned(), answers, readers: Vec::new() },
        files: &[],
        day: world.today,
        roster: &roster,
        busy: &Busy::default(),
        grant_rows: app.config.grant_rows,
    };
    let deposit = filing.seal(&app.keys).map_err(|e| e.to_string())?;
    let mut tx = app.store.write().await.map_err(|e| e.to_string())?;
    let sealed = deposit.write(&mut tx).await.map_err(|e| e.to_string())?;
    let leaf = Leaf::reporter(Event::CaseFiled, world.today, draft.case, sealed);
    tx.commit(Audit::of(vec![leaf])).await.map_err(|e| e.to_string())
}

/// The first adviser answers in a case; the error in words if it is refused.
pub async fn answer(world: &World, case: usize) -> Result<(), String> {
    let (who, keys, id) = (account(world, 0), &world.advisers[0].1, world.cases[case].id);
    let view = view::open(&world.app, &who, keys, id).await.map_err(|e| e.to_string())?;
    let view = view.ok_or("no such case")?;
    let act = Act::Answer("Said after the attempt.".to_owned(), world.today.plus(3), false);
    match console::act(&world.app, &who, keys, id, view.read.card_version, act).await {
        Ok(Done::Yes) => Ok(()),
        Ok(other) => Err(format!("{other:?}")),
        Err(e) => Err(e.to_string()),
    }
}

/// Everything sealed that stands in the store, by table.
pub async fn sealed(world: &World) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = Vec::new();
    for table in ["access_grant", "epoch", "record", "card", "side_card"] {
        let rows = world.sql.bytes(&format!("SELECT sealed FROM {table}"), &[]).await;
        all.extend(rows.into_iter().map(|bytes| (table, bytes)));
    }
    all
}

/// How many of these envelopes an identity opens.
pub fn opened(by: &HybridIdentity, all: &[(&'static str, Vec<u8>)]) -> usize {
    all.iter().filter(|(_, sealed)| envelope::open(by, sealed).is_ok()).count()
}

/// An attempt that changes nothing for anybody, and of which nobody is told.
pub const HARMLESS: &str = "refused";

/// What came of the attempts.
pub struct Bench<'a> {
    pub world: &'a World,
    pub mallory: Mallory,
    list: String,
    faults: Vec<String>,
}

impl<'a> Bench<'a> {
    pub fn new(world: &'a World) -> Self {
        Self { world, mallory: Mallory::new(), list: String::new(), faults: Vec::new() }
    }

    /// After `attempt` (which may bring along what it saw refused), `expected` must be part of what somebody is told, and
    /// nothing that is sealed since opens with keys of his. An envelope of his own making is not sealed to him by us.
    pub async fn attempt(
        &mut self,
        name: &str,
        expected: &str,
        attempt: impl AsyncFnOnce(&World, &Mallory) -> Vec<String>,
    ) {
        let world = self.world;
        let mut told = attempt(world, &self.mallory).await;
        let refused_at_once = told.len();
        let mut tx = world.app.store.read().await.expect("a transaction");
        if let Err(e) = world.app.roster(&mut tx).await {
            told.push(format!("the running server: {e}"));
        }
        drop(tx);
        let read = world.told_on_reading().await;
        let verified = world.verified(&world.kept).await;
        told.extend(read.iter().cloned());
        told.extend(verified.iter().map(|v| format!("verify: {v}")));
        let before = sealed(world).await;
        let filed = file(world).await;
        let answered = answer(world, 2).await;
        let since: Vec<_> = sealed(world).await.into_iter().filter(|s| !before.contains(s)).collect();
        let own = opened(&self.mallory.keys.identity(), &since);
        if own > 0 {
            self.faults.push(format!("{name}: {own} of {} envelopes open with his keys", since.len()));
        }
        // Those who were vouched for open what is theirs: otherwise nothing opening would prove nothing.
        let theirs: usize = world.advisers.iter().map(|(_, keys)| opened(&keys.identity(), &since)).sum();
        if filed.is_ok() && theirs == 0 {
            self.faults.push(format!("{name}: nobody opens any of {} sealed things", since.len()));
        }
        // What is only refused, nobody hears of.
        if expected == HARMLESS {
            assert!(told.iter().all(|t| t.starts_with("refused: ")), "{name}: {told:#?}");
        } else if !told.iter().any(|t| t.contains(expected) && !t.starts_with("refused: ")) {
            self.faults.push(format!("{name}: expected {expected:?}, told {told:#?}"));
        }
        let outcome = |r: &Result<(), String>| {
            r.as_ref().map_or_else(|e| format!("refused ({e})"), |()| "ok".to_owned())
        };
        let _ = writeln!(
            self.list,
            "{name}\n    sealed since: {} envelopes, his keys open {own}; filing {}, answering {}\n    seen by: {}",
            since.len(),
            outcome(&filed),
            outcome(&answered),
            seen_by(refused_at_once, &told)
        );
        world.restore().await;
    }

    pub fn end(self, engine: Engine) {
        print!("{engine}:\n{}", self.list);
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}

fn seen_by(refused: usize, told: &[String]) -> String {
    let verified = told.iter().find(|t| t.starts_with("verify: "));
    let first = told.first().filter(|t| refused > 0 || !t.starts_with("verify: "));
    let both: Vec<&str> = first.into_iter().chain(verified).map(String::as_str).collect();
    if both.is_empty() { "NOBODY".to_owned() } else { both.join("; ") }
}

/// The roster's statements, and where the next one would stand.
pub async fn next_place(world: &World) -> (i64, [u8; 32]) {
    let texts = world.sql.texts("SELECT statement FROM roster ORDER BY seq", &[]).await;
    let (count, head) = Roster::verify(&texts, &world.root().public()).head();
    (count + 1, head)
}

pub fn on<F: Future>(future: F) -> F::Output {
    run(future)
}

//! Somebody who left with all he could take: a copy of the database, of the sealed files and of the key files, and his old
//! passphrase. Everything that he opens with them is opened; then all of it is tried on the store as it is later.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use balss::crypto::envelope;
use balss::crypto::hybrid::HybridIdentity;
use balss::domain::id::CaseId;
use balss::store::cases::GrantRow;
use balss::store::records::CardRow;
use balss::store::{Store, Tx};
use balss::vault::access::{self, Opener};
use balss::vault::argon::Lane;
use balss::vault::compartment::{Compartment, DESK, THREAD};
use balss::vault::grants;
use balss::vault::keys::KeyFiles;
use balss::vault::staff::{self, StaffKeys};
use sha2::{Digest, Sha256};

use crate::support::server::{Staff, files_below};

/// Name in the checkpoints of the story's installation.
const ORIGIN: &str = "life.example";
/// Cases of a store are fetched at once: the story has a few.
const ALL: i64 = 1000;

/// A sealed thing and what else its row says.
enum Sealed {
    /// One envelope: of a grant, an epoch record, a record or an account's keys.
    Envelope(Vec<u8>),
    /// A quick cell, of a case's epoch.
    Quick(CaseId, u32, GrantRow),
    Card(CaseId, u8, CardRow),
    File(PathBuf),
}

/// Something sealed: its kind, its case, what tells it from all others.
struct Thing {
    kind: &'static str,
    case: Option<CaseId>,
    hash: [u8; 32],
    sealed: Sealed,
}

impl Thing {
    fn new(kind: &'static str, case: Option<CaseId>, bytes: &[u8], sealed: Sealed) -> Self {
        Self { kind, case, hash: Sha256::digest(bytes).into(), sealed }
    }

    fn envelope(kind: &'static str, case: Option<CaseId>, bytes: &[u8]) -> Self {
        Self::new(kind, case, bytes, Sealed::Envelope(bytes.to_vec()))
    }
}

/// How many things of each kind there were, and how many of them opened.
pub type Count = BTreeMap<&'static str, (usize, usize)>;

/// What he has.
pub struct Leaver {
    keys: StaffKeys,
    /// Every compartment that he could open, and the identity of each.
    seeds: Vec<(Compartment, HybridIdentity)>,
    /// Everything that was sealed when he copied it.
    before: Vec<Thing>,
    /// The cases that he could read.
    pub held: BTreeSet<CaseId>,
}

async fn store(url: &str, files: &KeyFiles) -> Store {
    Store::open(url, files.notary(ORIGIN).expect("a notary")).await.expect("a store")
}

/// Everything sealed that a database and its folder of files hold.
async fn all(store: &Store, blobs: &Path) -> Vec<Thing> {
    let mut tx = store.read().await.expect("a transaction");
    let mut things = Vec::new();
    for row in tx.cases_by_id(CaseId([0; 16]), ALL).await.expect("cases") {
        of_case(&mut tx, row.id, row.epoch, &mut things).await;
    }
    for row in tx.all_staff().await.expect("accounts") {
        for bundle in [&row.bundle, &row.next_bundle].into_iter().filter(|b| !b.is_empty()) {
            things.push(Thing::envelope("bundle", None, bundle));
        }
    }
    for path in files_below(blobs) {
        let bytes = std::fs::read(&path).expect("a file");
        things.push(Thing::new("file", None, &bytes, Sealed::File(path)));
    }
    things
}

async fn of_case(tx: &mut Tx, case: CaseId, newest: u32, things: &mut Vec<Thing>) {
    let at = Some(case);
    for epoch in 0..=newest {
        for grant in tx.grants_of(case, epoch).await.expect("grants") {
            things.push(Thing::envelope("grant", at, &grant.sealed));
            let quick = grant.quick.clone();
            things.push(Thing::new("quick cell", at, &quick, Sealed::Quick(case, epoch, grant)));
        }
        let record = tx.epoch(case, epoch).await.expect("a row").expect("an epoch");
        things.push(Thing::envelope("epoch record", at, &record.sealed));
    }
    for record in tx.records(case).await.expect("records") {
        things.push(Thing::envelope("record", at, &record.sealed));
    }
    for which in [THREAD, DESK] {
        let Some(card) = tx.card(case, which).await.expect("a row") else { continue };
        let sealed = card.sealed.clone();
        things.push(Thing::new("card", at, &sealed, Sealed::Card(case, which, card)));
    }
}

impl Leaver {
    /// Opens his account in the copied database with his passphrase and the copied pepper, and with it all he may read.
    pub async fn with(url: &str, blobs: &Path, keys: &Path, who: &Staff) -> Self {
        let files = KeyFiles::load(keys).expect("key files");
        let store = store(url, &files).await;
        let mut tx = store.read().await.expect("a transaction");
        let row = tx.staff_by_username(&who.username).await.expect("a row").expect("an account");
        let ring = staff::open(Some(&row), &who.username, &who.passphrase, &files, &Lane::staff(1)).await;
        let keys = ring.unwrap_or_else(|e| panic!("his passphrase opens his keys: {e}")).keys;
        let (mut seeds, mut held) = (Vec::new(), BTreeSet::new());
        for case in tx.cases_by_id(CaseId([0; 16]), ALL).await.expect("cases") {
            let who = Opener::Staff(row.account.id, &keys);
            let Some(opened) = access::open(&mut tx, &files, who, case.id).await.expect("whole") else {
                continue;
            };
            held.insert(case.id);
            seeds.extend(opened.epochs.into_iter().flat_map(|e| [Some(e.thread), e.desk]).flatten());
        }
        drop(tx);
        let before = all(&store, blobs).await;
        store.close().await;
        let seeds = seeds.into_iter().map(|seed| (seed.clone(), seed.identity())).collect();
        Self { keys, seeds, before, held }
    }

    /// Tries one thing with his identity and every seed.
    fn opens(&self, thing: &Thing) -> bool {
        let own = self.keys.identity();
        let mut identities = std::iter::once(&own).chain(self.seeds.iter().map(|(_, identity)| identity));
        match &thing.sealed {
            Sealed::Envelope(bytes) => identities.any(|with| envelope::open(with, bytes).is_ok()),
            Sealed::Quick(case, epoch, grant) => {
                let key = &self.keys.symmetric;
                grants::open_quick(key, &grant.tag, &grant.quick, *case, *epoch).is_ok()
                    || grants::has_trace(key, &grant.tag, &grant.quick)
            }
            // The place of a card is part of its seal: each seed is put in the place of the right one.
            Sealed::Card(case, which, card) => self.seeds.iter().any(|(seed, _)| {
                let there = Compartment::new(*case, *which, card.epoch, seed.seed().clone());
                there.open_card(card).is_ok()
            }),
            Sealed::File(path) => identities.any(|with| {
                let file = File::open(path).expect("a file");
                let opened = envelope::open_stream(with, file).ok();
                opened.is_some_and(|mut plain| plain.read_to_end(&mut Vec::new()).is_ok())
            }),
        }
    }

    fn count<'a>(&self, things: impl IntoIterator<Item = &'a Thing>) -> Count {
        let mut count = Count::new();
        for thing in things {
            let (there, opened) = count.entry(thing.kind).or_default();
            *there += 1;
            *opened += usize::from(self.opens(thing));
        }
        count
    }

    /// What he opens of what he copied: of the cases that he read, and of others.
    pub fn copied(&self) -> (Count, Count) {
        let held = |t: &&Thing| t.case.is_some_and(|c| self.held.contains(&c));
        let of_files = |t: &&Thing| t.kind == "file";
        (
            self.count(self.before.iter().filter(|t| held(t) || of_files(t))),
            self.count(self.before.iter().filter(|t| !held(t) && !of_files(t))),
        )
    }

    /// What he opens of the later store: of what was there before, and of what was not.
    pub async fn later(&self, url: &str, blobs: &Path, keys: &Path) -> (Count, Count) {
        let files = KeyFiles::load(keys).expect("key files");
        let store = store(url, &files).await;
        let now = all(&store, blobs).await;
        store.close().await;
        let known: BTreeSet<[u8; 32]> = self.before.iter().map(|t| t.hash).collect();
        let (old, new): (Vec<_>, Vec<_>) = now.iter().partition(|t| known.contains(&t.hash));
        (self.count(old), self.count(new))
    }
}

/// One line of figures.
pub fn told(count: &Count) -> String {
    let parts = count.iter().map(|(kind, (there, opened))| format!("{kind} {opened} of {there}"));
    parts.collect::<Vec<_>>().join(", ")
}

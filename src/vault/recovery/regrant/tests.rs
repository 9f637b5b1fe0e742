//! What comes back to an adviser, and what does not.

use data_encoding::BASE64;

use super::super::super::epoch::Reader;
use super::super::carry::{For, Sealed};
use super::Regrant;
use crate::crypto::envelope;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::kdf::Secret;
use crate::crypto::sign::Signer;
use crate::domain::day::Day;
use crate::domain::id::{CaseId, PersonId, StaffId};
use crate::vault::compartment::{Compartment, DESK, THREAD};
use crate::vault::epoch::Making;
use crate::vault::keys::KeyFiles;
use crate::vault::roster::{RecoveryKey, Roster, StaffKey, Statement};
use crate::vault::staff::StaffKeys;

/// Whether the ceremony gives a case back to the adviser who held it until `until`.
fn given_back(until: Option<Day>) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("keys");
    KeyFiles::create(&folder).unwrap();
    let files = KeyFiles::load(&folder).unwrap();
    let (root, recovery, keys) = (Signer::generate(), HybridIdentity::generate(), StaffKeys::generate(false));
    let staff = StaffId([3; 16]);
    let mut texts = Vec::new();
    for statement in [
        Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient: recovery.recipient() })),
        Statement::Vouch(Box::new(StaffKey {
            staff,
            person: PersonId([3; 16]),
            name: "Adviser 3".to_owned(),
            institution: "nbs".to_owned(),
            outside: false,
            recipient: keys.identity().recipient(),
            verifier: keys.signer().public(),
        })),
    ] {
        let (count, head) = Roster::verify(&texts, &root.public()).head();
        texts.push(statement.signed_by_root(count + 1, &head, &root));
    }
    let roster = Roster::verify(&texts, &root.public());
    let adviser = roster.known(staff).unwrap();
    let case = CaseId([1; 16]);
    let of = |which| Compartment::new(case, which, 0, Secret::new([which; 32]));
    let (thread, desk) = (of(THREAD), of(DESK));
    let making = Making {
        thread: &thread,
        to_thread: &thread.recipient(),
        desk: &desk,
        readers: &[Reader { key: adviser, until, reading: false }],
        left: &[],
        to_reporter: &HybridIdentity::generate().recipient(),
        excluded: &[],
        someone_else: false,
        first: "",
        own: "",
        before: &[],
        roster: &roster,
        grant_rows: 4,
    };
    let (record, grants) = making.seal(&files, &thread.epoch_key()).unwrap();
    let grant = grants.iter().find(|g| envelope::open(&recovery, &g.sealed).is_ok()).unwrap();
    let (record, grant) = (BASE64.encode(&record.sealed), BASE64.encode(&grant.sealed));
    let entry = Sealed { case, epoch: 0, record, grant };
    let to_recovery = HybridIdentity::generate().recipient();
    let outcome = Regrant { adviser, with: &recovery, to_recovery: &to_recovery }.run(&[entry]).unwrap();
    assert!(outcome.damage.is_empty());
    let sealed = outcome.grants.iter().find(|g| g.holder == For::Staff).unwrap();
    envelope::open(&keys.identity(), &BASE64.decode(sealed.sealed.as_bytes()).unwrap()).is_ok()
}

#[test]
fn who_held_a_case_for_a_time_gets_nothing_back() {
    assert!(given_back(None));
    assert!(!given_back(Some(Day(20_000))), "the last day is long over");
    assert!(!given_back(Some(Day(90_000))), "nor does the ceremony believe a clock");
}

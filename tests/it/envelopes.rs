//! Every kind of sealed thing: it opens where it belongs, and with a bit flipped, or taken elsewhere, nowhere.
//!
//! `crypto::envelope`, `crypto::frame` and `crypto::aead` have the same properties for arbitrary contents; here stands
//! that each kind is really bound to all of its place.

use balss::crypto::frame::Purpose;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::kdf::Secret;
use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::id::{CaseId, PersonId, StaffId};
use balss::domain::report::URGENT;
use balss::domain::staff::{Account, Role};
use balss::store::cases::GrantRow;
use balss::store::records::{CardRow, RecordRow};
use balss::store::staff::StaffRow;
use balss::vault::argon::Lane;
use balss::vault::compartment::{Compartment, DESK, THREAD};
use balss::vault::grants::{self, Holder};
use balss::vault::keys::KeyFiles;
use balss::vault::staff::{self, Ring, StaffKeys};
use balss::vault::thread::ThreadCard;
use balss::vault::visit::{Draft, Token, Visit};
use libtest_mimic::Trial;
use serde_json::Value;

use super::support::services::trial;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("envelopes::records_of_every_purpose", &[], records),
        trial("envelopes::epochs", &[], epochs),
        trial("envelopes::grants_and_quick_cells", &[], grants),
        trial("envelopes::cards_and_seeds", &[], cards),
        trial("envelopes::sessions_and_visits", &[], cookies),
        trial("envelopes::bundles", &[], bundles),
    ]
}

const CASE: CaseId = CaseId([3; 16]);
const DAY: Day = Day(20_500);

fn seed(n: u8) -> Secret {
    Secret::new([n; 32])
}

fn compartment() -> Compartment {
    Compartment::new(CASE, THREAD, 2, seed(5))
}

/// The compartments next door: each differs from [`compartment`] in one thing.
fn neighbours() -> [(&'static str, Compartment); 4] {
    [
        ("another case", Compartment::new(CaseId([4; 16]), THREAD, 2, seed(5))),
        ("another compartment", Compartment::new(CASE, DESK, 2, seed(5))),
        ("another epoch", Compartment::new(CASE, THREAD, 3, seed(5))),
        ("another seed", Compartment::new(CASE, THREAD, 2, seed(6))),
    ]
}

/// `opens` must refuse `sealed` cut, with more behind it, and with a bit flipped: every bit of short values and of both
/// ends, of long ones a bit of each `step`th byte between.
fn refused_when_touched(what: &str, sealed: &[u8], step: usize, opens: impl Fn(&[u8]) -> bool) {
    assert!(opens(sealed), "{what} as it was sealed");
    for other in [&sealed[..sealed.len() - 1], &sealed[1..], &[sealed, b"\0"].concat(), b""] {
        assert!(!opens(other), "{what} of another length");
    }
    let mut touched = sealed.to_vec();
    for at in 0..sealed.len() {
        let end = at < 32 || at + 32 >= sealed.len();
        let bits = if sealed.len() <= 256 || (end && step < 64) {
            0..8
        } else if end || at % step == 0 {
            at % 8..at % 8 + 1
        } else {
            0..0
        };
        for bit in bits {
            touched[at] ^= 1 << bit;
            assert!(!opens(&touched), "{what} with bit {bit} of byte {at} of {} flipped", sealed.len());
            touched[at] ^= 1 << bit;
        }
    }
}

fn keys() -> KeyFiles {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = folder.path().join("keys");
    KeyFiles::create(&keys).expect("key files");
    KeyFiles::load(&keys).expect("key files")
}

fn records() {
    let own = compartment();
    let identity = own.identity();
    for purpose in Purpose::ALL {
        let row = own.seal(&own.recipient(), purpose, b"{}", DAY).expect("sealed");
        let (read, body) = own.open(&identity, &row).expect("it opens where it belongs");
        assert_eq!((read, &body[..]), (purpose, &b"{}"[..]));
        refused_when_touched(&format!("{purpose:?}"), &row.sealed, 24, |sealed| {
            own.open(&identity, &RecordRow { sealed: sealed.to_vec(), ..row.clone() }).is_ok()
        });
        for (which, other) in neighbours() {
            assert!(other.open(&other.identity(), &row).is_err(), "{purpose:?} in {which}");
            // Whoever has the identity lacks the place or the key still.
            assert!(
                other.open(&identity, &row).is_err(),
                "{purpose:?} in {which}, opened with its own identity"
            );
        }
        for (which, moved) in [
            ("number", RecordRow { id: row.id ^ 1, ..row.clone() }),
            ("day", RecordRow { day: DAY.plus(1), ..row.clone() }),
        ] {
            assert!(own.open(&identity, &moved).is_err(), "{purpose:?} under another {which}");
        }
        assert!(own.open_epoch::<Value>(&row.sealed).is_err(), "{purpose:?} as an epoch");
    }
}

fn epochs() {
    let own = compartment();
    let sealed = own.seal_epoch(&own.recipient(), b"{}").expect("sealed");
    refused_when_touched("an epoch", &sealed, 8, |sealed| own.open_epoch::<Value>(sealed).is_ok());
    for (which, other) in neighbours() {
        let moved = other.seal_epoch(&own.recipient(), b"{}").expect("sealed");
        assert!(own.open_epoch::<Value>(&moved).is_err(), "an epoch of {which}");
    }
    let (id, size_class) = (0, 0);
    let row = RecordRow { id, compartment: THREAD, epoch: 2, day: DAY, size_class, sealed };
    assert!(own.open(&own.identity(), &row).is_err(), "an epoch as a record");
}

fn grants() {
    let (keys, other_keys) = (keys(), keys());
    let (thread, desk) = (compartment(), Compartment::new(CASE, DESK, 2, seed(7)));
    let to = HybridIdentity::from_seed(&seed(8));
    let holder = Holder::Staff(StaffId([1; 16]));
    let row = grants::seal(&keys, holder, &to.recipient(), &thread, Some(&desk)).expect("sealed");
    let opened = grants::open(&keys, &to, &row, CASE, 2).expect("it opens where it belongs");
    assert_eq!(opened.thread.seed()[..], thread.seed()[..]);
    assert_eq!(opened.desk.as_ref().expect("a desk").seed()[..], desk.seed()[..]);
    refused_when_touched("a grant", &row.sealed, 4, |sealed| {
        let row = GrantRow { tag: row.tag, quick: row.quick.clone(), sealed: sealed.to_vec() };
        grants::open(&keys, &to, &row, CASE, 2).is_ok()
    });
    let refused = |keys: &KeyFiles, to: &HybridIdentity, case: CaseId, epoch: u32| {
        assert!(grants::open(keys, to, &row, case, epoch).is_err());
    };
    refused(&keys, &to, CaseId([4; 16]), 2);
    refused(&keys, &to, CASE, 3);
    refused(&keys, &HybridIdentity::from_seed(&seed(9)), CASE, 2);
    refused(&other_keys, &to, CASE, 2);

    let key = seed(10);
    let quick = grants::quick(&key, &row.tag, &opened);
    assert_eq!(quick.len(), row.quick.len());
    refused_when_touched("a quick cell", &quick, 1, |cell| {
        grants::open_quick(&key, &row.tag, cell, CASE, 2).is_ok()
    });
    for (case, epoch) in [(CaseId([4; 16]), 2), (CASE, 3)] {
        let tag = grants::tag(&keys, holder, case, epoch);
        assert!(grants::open_quick(&key, &tag, &quick, case, epoch).is_err(), "a quick cell in another row");
    }
    assert!(grants::open_quick(&seed(11), &row.tag, &quick, CASE, 2).is_err());
    assert!(grants::open_quick(&key, &row.tag, &row.quick, CASE, 2).is_err(), "random bytes");
    let trace = grants::trace(&key, &row.tag);
    assert!(grants::has_trace(&key, &row.tag, &trace));
    assert!(grants::open_quick(&key, &row.tag, &trace, CASE, 2).is_err(), "a trace is no grant");
}

fn cards() {
    let own = compartment();
    for length in [0, 1, 510] {
        let body = vec![b'x'; length];
        let card = own.seal_card(&body, 7).expect("sealed");
        assert_eq!(own.open_card(&card).expect("it opens where it belongs"), body);
    }
    assert!(own.seal_card(&[0; 511], 7).is_err());
    let day = Some(Day(2_000_000));
    let most = ThreadCard {
        status: Status::Acknowledged,
        institution: "i".repeat(32),
        lang: "lv".to_owned(),
        n: u64::MAX,
        messages: u32::MAX,
        files: u32::MAX,
        reporter_n: u64::MAX,
        due: Day(2_000_000),
        until: day,
        urgent: true,
        told: URGENT.into_iter().map(|(word, _)| word.to_owned()).collect(),
        child: true,
        taken_back: u64::MAX,
        said: day,
        closed: day,
        waiting: day,
    };
    own.seal_card(&serde_json::to_vec(&most).expect("JSON"), 7).expect("the largest card of a thread fits");
    let card = own.seal_card(b"{}", 7).expect("sealed");
    refused_when_touched("a card", &card.sealed, 1, |sealed| {
        own.open_card(&CardRow { sealed: sealed.to_vec(), ..card.clone() }).is_ok()
    });
    assert!(own.open_card(&CardRow { version: 6, ..card.clone() }).is_err());
    let earlier = Compartment::new(CASE, THREAD, 1, seed(9));
    let seeds = own.seal_seeds(&[&earlier]);
    let read = own.open_seeds(&seeds).expect("it opens where it belongs");
    assert_eq!((read.len(), read[0].0, &read[0].1[..]), (1, 1, &earlier.seed()[..]));
    refused_when_touched("seeds", &seeds, 1, |sealed| own.open_seeds(sealed).is_ok());
    assert!(own.open_seeds(&own.seal_seeds(&[&own])).is_err(), "seeds of no earlier epoch");
    assert!(own.open_seeds(&own.seal_card(b"", 0).expect("sealed").sealed).is_err(), "a card as seeds");
    for (which, other) in neighbours() {
        assert!(other.open_card(&card).is_err(), "a card in {which}");
        assert!(other.open_seeds(&seeds).is_err(), "seeds in {which}");
    }
}

fn cookies() {
    let (own, other) = (Token::generate(), Token::generate());
    let (keys, staff) = (StaffKeys::generate(true), StaffId([1; 16]));
    let one = Ring::of(keys.clone()).seal_session(&own, staff, 5);
    let two = Ring { keys, next: Some(StaffKeys::generate(true)) }.seal_session(&own, staff, 5);
    for session in [&one, &two] {
        refused_when_touched("a session", session, 1, |sealed| {
            Ring::open_session(&own, staff, 5, sealed).is_ok()
        });
        assert!(Ring::open_session(&other, staff, 5, session).is_err());
        assert!(Ring::open_session(&own, StaffId([2; 16]), 5, session).is_err());
        assert!(Visit::open(&own, session).is_err(), "a session as a visit");
    }
    let visit = Visit { ends: 5, draft: Some(Draft::new()), ..Visit::default() };
    let sealed = visit.seal(&own).expect("sealed");
    refused_when_touched("a visit", &sealed, 1, |sealed| Visit::open(&own, sealed).is_ok());
    assert!(Visit::open(&other, &sealed).is_err());
    assert!(Ring::open_session(&own, staff, 5, &sealed).is_err(), "a visit as a session");
}

fn bundles() {
    const PASSPHRASE: &str = "four made up words here";
    let (keys, lane) = (keys(), Lane::staff(1));
    let account = |n: u8| Account {
        id: StaffId([n; 16]),
        username: format!("adviser{n}"),
        role: Role::Adviser,
        person: PersonId([n; 16]),
        institution: "nbs".to_owned(),
        name: format!("Adviser {n}"),
        lang: "lv".to_owned(),
        mail: String::new(),
        active: true,
        outside: false,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let made = |n| {
        let new = StaffKeys::generate(true);
        runtime.block_on(staff::create(account(n), PASSPHRASE, &new, &keys, &lane)).expect("an account")
    };
    let open = |row: &StaffRow, passphrase: &str| {
        let row = staff::stamped(&keys, row.clone());
        runtime.block_on(staff::open(Some(&row), "adviser1", passphrase, &keys, &lane))
    };
    let (first, other) = (made(1), made(2));
    let ring = open(&first, PASSPHRASE).expect("it opens where it belongs");
    let new = (PASSPHRASE, &[9; 20]);
    let own = runtime.block_on(staff::renew(&first, ring, true, new, &keys, &lane)).expect("new keys");
    assert!(open(&own, PASSPHRASE).is_ok() && open(&own, "another made up phrase").is_err());
    // A bit in some places of each: every try costs an Argon2 run.
    for at in (0..own.bundle.len()).step_by(own.bundle.len() / 12) {
        let mut touched = own.clone();
        touched.bundle[at] ^= 1 << (at % 8);
        assert!(open(&touched, PASSPHRASE).is_err(), "a bundle with byte {at} touched");
    }
    for at in (0..own.next_bundle.len()).step_by(own.next_bundle.len() / 6) {
        let mut touched = own.clone();
        touched.next_bundle[at] ^= 1 << (at % 8);
        assert!(open(&touched, PASSPHRASE).is_err(), "the next bundle with byte {at} touched");
    }
    // The same passphrase and bundle under another account's id, another account's bundle, and one from before.
    let mut renamed = own.clone();
    renamed.account.id = StaffId([2; 16]);
    let foreign = StaffRow { bundle: other.bundle.clone(), ..own.clone() };
    let earlier = StaffRow { bundle: first.bundle.clone(), ..own.clone() };
    for row in [renamed, foreign, earlier] {
        assert!(open(&row, PASSPHRASE).is_err());
    }
}

//! What each change of keys keeps, and what it ends.

use super::super::{StaffKeys, StaffRow, VaultError, genuine, invited, open, stamped};
use super::{Ring, enrol, put_in, renew, reseal, taken_up};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Account, Role};
use crate::vault::argon::Lane;
use crate::vault::keys::KeyFiles;
use crate::vault::visit::Token;

struct Desk {
    keys: KeyFiles,
    lane: Lane,
    row: StaffRow,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("keys");
        KeyFiles::create(&folder).unwrap();
        let keys = KeyFiles::load(&folder).unwrap();
        let account = Account {
            id: StaffId([1; 16]),
            username: "ilze".to_owned(),
            role: Role::Adviser,
            person: PersonId([2; 16]),
            institution: "nbs".to_owned(),
            name: "Ilze".to_owned(),
            lang: "lv".to_owned(),
            mail: String::new(),
            active: true,
            outside: false,
        };
        let row = invited(account, &keys);
        // The cost of receipts: what is tested here is what opens, not how slowly.
        Self { keys, lane: Lane::receipts(1), row }
    }

    async fn open(&self, row: &StaffRow, passphrase: &str) -> Result<Ring, VaultError> {
        open(Some(row), "ilze", passphrase, &self.keys, &self.lane).await
    }

    async fn enrolled(&self) -> StaffRow {
        enrol(&self.row, "first", &[7; 20], &self.keys, &self.lane).await.unwrap()
    }
}

fn same(a: &StaffKeys, b: &StaffKeys) -> bool {
    a.identity_seed == b.identity_seed && a.signing_seed == b.signing_seed && a.symmetric == b.symmetric
}

#[tokio::test]
async fn nobody_enters_before_enrolment_and_only_with_the_passphrase_after() {
    let desk = Desk::new();
    assert!(desk.open(&desk.row, "").await.is_err() && desk.open(&desk.row, "first").await.is_err());
    let row = desk.enrolled().await;
    let ring = desk.open(&row, "first").await.unwrap();
    assert!(ring.next.is_none() && desk.open(&row, "second").await.is_err());
    assert_eq!(**ring.keys.totp.as_ref().unwrap(), [7; 20]);
    assert_eq!(row.recipient, ring.keys.identity().recipient().to_string());
    assert_eq!(row.verify_key, ring.keys.signer().public());
    assert!(genuine(&desk.keys, &row));
    let again = desk.enrolled().await;
    let other = desk.open(&again, "first").await.unwrap();
    assert!(!same(&ring.keys, &other.keys), "a second enrolment shares nothing with the first");
}

#[tokio::test]
async fn an_ordinary_change_keeps_the_keys_and_ends_the_old_passphrase() {
    let desk = Desk::new();
    let row = desk.enrolled().await;
    let ring = desk.open(&row, "first").await.unwrap();
    let changed = reseal(&row, &ring, "second", &desk.keys, &desk.lane).await.unwrap();
    assert!(desk.open(&changed, "first").await.is_err());
    assert!(same(&desk.open(&changed, "second").await.unwrap().keys, &ring.keys));
    assert_ne!(changed.salt, row.salt);
    assert_eq!((&changed.recipient, &changed.verify_key), (&row.recipient, &row.verify_key));
}

#[tokio::test]
async fn replaced_keys_wait_beside_the_present_ones_and_are_then_taken_up() {
    let desk = Desk::new();
    let row = desk.enrolled().await;
    let old = desk.open(&row, "first").await.unwrap();
    assert!(taken_up(&desk.keys, row.clone()).is_none());
    let new = ("second", &[9; 20]);
    let waiting = renew(&row, old.clone(), true, new, &desk.keys, &desk.lane).await.unwrap();
    assert!(desk.open(&waiting, "first").await.is_err());
    let ring = desk.open(&waiting, "second").await.unwrap();
    let next = ring.next.clone().unwrap();
    assert!(same(&ring.keys, &old.keys) && !same(&next, &old.keys));
    assert!([&ring.keys, &next].iter().all(|k| **k.totp.as_ref().unwrap() == [9; 20]));
    assert_eq!(waiting.recipient, next.identity().recipient().to_string());

    // A change of passphrase meanwhile carries both along.
    let changed = reseal(&waiting, &ring, "third", &desk.keys, &desk.lane).await.unwrap();
    let both = desk.open(&changed, "third").await.unwrap();
    assert!(same(&both.keys, &old.keys) && same(both.next.as_ref().unwrap(), &next));

    let token = Token::generate();
    let session = both.seal_session(&token, row.account.id, 5);
    let mut touched = changed.clone();
    std::mem::swap(&mut touched.bundle, &mut touched.next_bundle);
    assert!(taken_up(&desk.keys, touched.clone()).is_none(), "SQL wrote that");
    assert!(desk.open(&touched, "second").await.is_err());
    let replaced = taken_up(&desk.keys, changed.clone()).unwrap();
    assert!(genuine(&desk.keys, &replaced));
    let after = desk.open(&replaced, "third").await.unwrap();
    assert!(after.next.is_none() && same(&after.keys, &next));
    let reopened = || Ring::open_session(&token, row.account.id, 5, &session).unwrap();
    assert!(same(&reopened().settled(&changed).keys, &old.keys), "not before");
    assert!(same(&reopened().settled(&replaced).keys, &next), "an open session goes on with them");

    let at_once = renew(&row, old.clone(), false, new, &desk.keys, &desk.lane).await.unwrap();
    let ring = desk.open(&at_once, "second").await.unwrap();
    assert!(ring.next.is_none() && !same(&ring.keys, &old.keys));
}

#[tokio::test]
async fn a_change_meets_the_row_as_it_stands() {
    let desk = Desk::new();
    let row = desk.enrolled().await;
    let ring = desk.open(&row, "first").await.unwrap();
    let new = reseal(&row, &ring, "second", &desk.keys, &desk.lane).await.unwrap();
    let mut renamed = row.clone();
    renamed.account.name = "Ilze Jaunā".to_owned();
    assert!(put_in(&desk.keys, renamed.clone(), &row, new.clone()).is_none(), "SQL wrote that");
    let renamed = stamped(&desk.keys, renamed);
    let put = put_in(&desk.keys, renamed, &row, new.clone()).unwrap();
    assert_eq!(put.account.name, "Ilze Jaunā");
    assert!(genuine(&desk.keys, &put) && desk.open(&put, "second").await.is_ok());
    let mut closed = row.clone();
    closed.account.active = false;
    let closed = stamped(&desk.keys, closed);
    assert!(put_in(&desk.keys, closed, &row, new.clone()).is_none());
    let meanwhile = reseal(&row, &ring, "third", &desk.keys, &desk.lane).await.unwrap();
    assert!(put_in(&desk.keys, meanwhile, &row, new).is_none());
}

#[test]
fn a_session_opens_with_its_cookie_and_for_its_account_only() {
    let ring = Ring::of(StaffKeys::generate(true));
    let token = Token::generate();
    let (own, other) = (StaffId([1; 16]), StaffId([2; 16]));
    let sealed = ring.seal_session(&token, own, 5);
    let again = Ring::open_session(&token, own, 5, &sealed).unwrap();
    assert!(same(&again.keys, &ring.keys) && again.next.is_none());
    assert!(Ring::open_session(&Token::generate(), own, 5, &sealed).is_err());
    // Whoever can write to the table moves a session to a colleague, and would learn which cases that one holds.
    assert!(Ring::open_session(&token, other, 5, &sealed).is_err());
    assert!(Ring::open_session(&token, own, 6, &sealed).is_err(), "a session does not begin anew");
}

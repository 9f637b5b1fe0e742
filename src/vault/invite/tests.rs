//! What an invitation opens, and that nothing else does.

use super::{Kind, LASTS, check, issue};
use crate::crypto::kdf::TAGS;
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Account, Role};
use crate::store::staff::StaffRow;
use crate::vault::keys::KeyFiles;
use crate::vault::staff::{self, stamped};

fn keys() -> KeyFiles {
    let folder = tempfile::tempdir().unwrap();
    KeyFiles::create(&folder.path().join("keys")).unwrap();
    KeyFiles::load(&folder.path().join("keys")).unwrap()
}

fn row(keys: &KeyFiles, n: u8) -> StaffRow {
    let account = Account {
        id: StaffId([n; 16]),
        username: format!("person{n}"),
        role: Role::Adviser,
        person: PersonId([n; 16]),
        institution: "nbs".to_owned(),
        name: "Ilze".to_owned(),
        lang: "lv".to_owned(),
        mail: String::new(),
        active: true,
        outside: false,
    };
    let row = staff::invited(account, keys);
    stamped(keys, StaffRow { verifier: vec![n; 32], bundle: vec![n; 9], ..row })
}

#[test]
fn a_code_opens_its_account_and_kind_until_it_ends() {
    let keys = keys();
    let (of, second) = (row(&keys, 1), row(&keys, 2));
    for kind in Kind::ALL {
        let (code, invite) = issue(&keys, &of, kind, 1000);
        let (groups, other) = (code.groups(), crate::vault::receipt::generate().groups());
        let check = |of, invite, typed: &str, now| check(&keys, of, invite, typed, now);
        assert_eq!(check(Some(&of), Some(&invite), &groups, 1000), Some(kind));
        assert_eq!(check(Some(&of), Some(&invite), &groups.to_lowercase(), 999 + LASTS), Some(kind));
        assert_eq!(check(Some(&of), Some(&invite), &groups, 1000 + LASTS), None, "over");
        assert_eq!(check(Some(&of), Some(&invite), &other, 1000), None, "another code");
        assert_eq!(check(Some(&of), Some(&invite), "", 1000), None, "no code");
        assert_eq!(check(Some(&second), Some(&invite), &groups, 1000), None, "another account");
        assert_eq!(check(Some(&of), None, &groups, 1000), None, "no invitation");
        assert_eq!(check(None, None, &groups, 1000), None, "no account");
    }
}

#[test]
fn whatever_is_missing_or_wrong_is_found_out_by_the_same_work() {
    let keys = keys();
    let of = row(&keys, 1);
    let (code, invite) = issue(&keys, &of, Kind::Enrol, 1000);
    let (code, other) = (code.groups(), crate::vault::receipt::generate().groups());
    let mut closed = of.clone();
    closed.account.active = false;
    let closed = stamped(&keys, closed);
    let tags = |of, invite, typed: &str| {
        let before = TAGS.get();
        let found = check(&keys, of, invite, typed, 1000);
        (found.is_some(), TAGS.get() - before)
    };
    let (good, work) = tags(Some(&of), Some(&invite), &code);
    assert!(good && work == 3);
    let all = [
        (None, None, &code[..]),
        (None, Some(&invite), &code),
        (Some(&of), None, &code),
        (Some(&of), Some(&invite), &other),
        (Some(&of), Some(&invite), "no code"),
        (Some(&closed), Some(&invite), &code),
    ];
    for (of, invite, typed) in all {
        assert_eq!(tags(of, invite, typed), (false, work));
    }
}

#[test]
fn a_row_that_was_touched_or_put_back_opens_nothing() {
    let keys = keys();
    let of = row(&keys, 1);
    let (code, invite) = issue(&keys, &of, Kind::Factor, 1000);
    let code = code.groups();
    let mut touched = vec![invite.clone(), invite.clone(), invite.clone()];
    touched[0].ends += 1;
    touched[1].kind = "enrol".to_owned();
    touched[2].mac = vec![0; 32];
    for invite in &touched {
        assert_eq!(check(&keys, Some(&of), Some(invite), &code, 1000), None);
    }
    // Another account's row under this id's invitation, with an id of its own choosing.
    let mut moved = invite.clone();
    moved.staff = StaffId([2; 16]);
    assert_eq!(check(&keys, Some(&row(&keys, 2)), Some(&moved), &code, 1000), None);
    // Used: what opens the account is no longer what it was.
    let used = stamped(&keys, StaffRow { bundle: vec![7; 9], ..of.clone() });
    assert_eq!(check(&keys, Some(&used), Some(&invite), &code, 1000), None);
    // Closed, and touched.
    let mut closed = of.clone();
    closed.account.active = false;
    assert_eq!(check(&keys, Some(&stamped(&keys, closed)), Some(&invite), &code, 1000), None);
    let mut touched = of;
    touched.account.role = Role::Administrator;
    assert_eq!(check(&keys, Some(&touched), Some(&invite), &code, 1000), None);
}

#[test]
fn a_second_factor_is_not_reset_where_nobody_has_enrolled() {
    let keys = keys();
    let of = staff::invited(row(&keys, 1).account, &keys);
    let (code, invite) = issue(&keys, &of, Kind::Factor, 1000);
    assert_eq!(check(&keys, Some(&of), Some(&invite), &code.groups(), 1000), None);
    let (code, invite) = issue(&keys, &of, Kind::Enrol, 1000);
    assert_eq!(check(&keys, Some(&of), Some(&invite), &code.groups(), 1000), Some(Kind::Enrol));
}

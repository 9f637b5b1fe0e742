//! The text form: what is written reads back, and nothing else does.

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::{By, Parts, RecoveryKey, StaffKey, Statement, fingerprint, lines_of, signatures};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::sign::Signer;
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::Leaving;

fn key() -> StaffKey {
    StaffKey {
        staff: StaffId([1; 16]),
        person: PersonId([2; 16]),
        name: "Ilze Piemēre".to_owned(),
        institution: "nbs".to_owned(),
        outside: false,
        recipient: HybridIdentity::from_seed(&[7; 32]).recipient(),
        verifier: Signer::from_seed(&[8; 32]).public(),
    }
}

#[test]
fn the_fingerprint_is_pinned_and_moves_with_every_line() {
    let pinned = key();
    assert_eq!(fingerprint(&pinned), "FNQB-YXSP-E040-CSQN");
    // The same from the signed text, by another base-32 coder.
    let body = Statement::Vouch(Box::new(pinned.clone())).body(4, &[6; 32]);
    let lines = &body[body.find("staff ").unwrap()..body.len() - 1];
    let hash = Sha256::new().chain_update("balss/v1/fingerprint").chain_update(lines).finalize();
    let mut coder = data_encoding::Specification::new();
    coder.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    let symbols = coder.encoding().unwrap().encode(&hash[..10]);
    assert_eq!(fingerprint(&pinned).replace('-', ""), symbols);
    let changed = [
        StaffKey { staff: StaffId([3; 16]), ..key() },
        StaffKey { person: PersonId([3; 16]), ..key() },
        StaffKey { name: "Ilze Piemere".to_owned(), ..key() },
        StaffKey { institution: "vp".to_owned(), ..key() },
        StaffKey { outside: true, ..key() },
        StaffKey { recipient: HybridIdentity::from_seed(&[9; 32]).recipient(), ..key() },
        StaffKey { verifier: Signer::from_seed(&[9; 32]).public(), ..key() },
    ];
    for other in &changed {
        assert_ne!(fingerprint(other), fingerprint(&pinned));
        assert_eq!(fingerprint(other).len(), 19);
    }
}

#[test]
fn a_name_cannot_hold_a_line_or_hide_what_it_is() {
    let mut bad: Vec<String> =
        ["", " Ilze", "Ilze ", "Ilze\n", "Ilze\ninstitution vp", "Il\u{202e}ze", "Il\u{200b}ze", "Il\0ze"]
            .map(str::to_owned)
            .to_vec();
    bad.push("ā".repeat(201));
    for name in bad {
        for statement in
            [StaffKey { name: name.clone(), ..key() }, StaffKey { institution: name.clone(), ..key() }]
        {
            let body = Statement::Vouch(Box::new(statement)).body(1, &[0; 32]);
            assert!(Statement::parse(&body).is_none(), "{name:?}");
        }
    }
}

#[test]
fn signatures_have_one_form() {
    let lines = lines_of(&[(By::Root, [1; 64]), (By::Staff(StaffId([1; 16])), [2; 64])]);
    assert_eq!(signatures(&lines).unwrap().len(), 2);
    for bad in ["", "\n", "root\n", "root AAAA\n", "staff:x AAAA\n", lines.trim_end()] {
        assert!(signatures(bad).is_none(), "{bad:?}");
    }
    assert!(signatures(&lines.replace("root", "boot")).is_none());
}

fn statement() -> impl Strategy<Value = Statement> {
    let vouch = (any::<[u8; 16]>(), any::<[u8; 16]>(), "[a-zā-ž][a-zā-ž -]{0,40}[a-zā-ž]", any::<bool>())
        .prop_map(|(staff, person, name, outside)| {
            let (staff, person) = (StaffId(staff), PersonId(person));
            Statement::Vouch(Box::new(StaffKey { staff, person, name, outside, ..key() }))
        });
    let revoke =
        (any::<[u8; 16]>(), 0..4_usize).prop_map(|(s, w)| Statement::Revoke(StaffId(s), Leaving::ALL[w]));
    let recovery = any::<u64>().prop_map(|version| {
        Statement::Recovery(Box::new(RecoveryKey { version, recipient: key().recipient }))
    });
    prop_oneof![vouch, revoke, recovery]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(s in statement(), number: i64, previous: [u8; 32]) {
        let body = s.body(number, &previous);
        let read = Statement::parse(&body);
        prop_assert!(read == Some((number, previous, s)));
    }

    #[test]
    fn one_changed_byte_is_another_statement_or_none(s in statement(), at: prop::sample::Index, to: u8) {
        let body = s.body(3, &[5; 32]);
        let mut bytes = body.clone().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != to);
        bytes[at] = to;
        if let Ok(text) = String::from_utf8(bytes) {
            prop_assert!(Statement::parse(&text) != Some((3, [5; 32], s)));
        }
    }

    #[test]
    fn reading_never_panics(text in "(?s).{0,300}", kind in "(vouch|revoke|recovery)") {
        let _ = Parts::of(&text);
        let head = format!("balss-roster/v1\nnumber 1\nprevious {}\nkind {kind}\n", "00".repeat(32));
        let _ = Parts::of(&[&head[..], &text].concat());
        let _ = signatures(&text);
    }
}

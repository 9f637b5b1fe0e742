//! The roster: statements as text, and chains of them whose signatures are right as often as the input wants.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::vault::carry::{RosterRequest, RosterSigned};
use balss::vault::recovery::carry::{Public, RecoveryRequest, RecoveryResult};
use balss::vault::roster::Roster;
use balss::vault::statement::{self, Parts, StaffKey, Statement, fingerprint};
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// Keys of four people, and of the root at 0.
static KEYS: LazyLock<Vec<(String, Signer)>> = LazyLock::new(|| {
    let keys = |n: u8| {
        let recipient = HybridIdentity::from_seed(&[n; 32].into()).recipient().to_string();
        (recipient, Signer::from_seed(&[n; 32]))
    };
    (0..5).map(keys).collect()
});

/// What no chain may lead to, whatever it says and whoever signs.
fn sound(roster: &Roster) {
    let advisers: Vec<_> = roster.advisers().collect();
    let different = |names: BTreeSet<Vec<u8>>| assert_eq!(names.len(), advisers.len());
    different(advisers.iter().map(|a| a.staff.0.to_vec()).collect());
    different(advisers.iter().map(|a| a.person.0.to_vec()).collect());
    different(advisers.iter().map(|a| a.verifier.to_vec()).collect());
    different(advisers.iter().map(|a| a.recipient.to_string().into_bytes()).collect());
    assert!(advisers.iter().all(|a| a.verifier != KEYS[0].1.public()));
}

fn id(n: u8) -> String {
    HEXLOWER.encode(&[n % 5; 16])
}

/// A chain of at most 16 statements, eight bytes each: kind, account, person, recipient, verifier, institution and outside,
/// who signs (bit 0 the root, then the people), damage. What does not count is left out, and the next one tried.
pub fn roster(data: &[u8]) {
    let root = KEYS[0].1.public();
    let (mut chain, mut before) = (Vec::new(), Roster::verify(&[], &root));
    for step in data.as_chunks::<8>().0.iter().take(16) {
        let [kind, staff, person, recipient, verifier, place, signers, damage] = *step;
        let (count, head) = before.head();
        let mut body =
            format!("balss-roster/v1\nnumber {}\nprevious {}\nkind ", count + 1, HEXLOWER.encode(&head));
        let _ = match kind % 4 {
            0 => write!(body, "revoke\nstaff {}\nreason left\n", id(staff)),
            1 => write!(
                body,
                "recovery\nversion {}\nrecipient {}\n",
                person % 8,
                KEYS[usize::from(recipient % 5)].0
            ),
            _ => write!(
                body,
                "vouch\nstaff {}\nperson {}\nname Somebody\ninstitution i{}\noutside {}\nrecipient {}\nverifier {}\n",
                id(staff),
                id(person),
                place % 3,
                if place & 16 == 0 { "no" } else { "yes" },
                KEYS[usize::from(recipient % 5)].0,
                HEXLOWER.encode(&KEYS[usize::from(verifier % 5)].1.public()),
            ),
        };
        body.push('\n');
        let mut text = body.clone();
        for n in (0..5_u8).filter(|n| signers & 1 << n != 0) {
            let signature = BASE64.encode(&KEYS[usize::from(n)].1.sign(body.as_bytes()));
            let _ = match n {
                0 => writeln!(text, "root {signature}"),
                _ => writeln!(text, "staff:{} {signature}", id(n)),
            };
        }
        let mut bytes = text.into_bytes();
        if damage > 127 {
            let at = usize::from(damage) * 7919 % bytes.len();
            bytes[at] ^= 1;
        }
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if let Ok(after) = before.then(&text) {
            sound(&after);
            assert_eq!(after.head(), (count + 1, Sha256::digest(&text).into()));
            assert!(damage <= 127 && signers & 31 != 0);
            // Neither nobody nor one colleague is enough, and recovery is the root's alone.
            assert!(signers & 1 == 1 || (signers & 30).count_ones() >= 2 && kind % 4 != 1);
            // Nor do colleagues bring back who was revoked, or give an account to somebody else under other details.
            if let Some(Statement::Vouch(key)) = Parts::of(&text).map(|p| p.statement).filter(|_| signers & 1 == 0) {
                let (now, stood) = (before.known(key.staff), before.stood(key.staff));
                assert_eq!(now.is_some(), stood.is_some());
                let keys = |k: &StaffKey| (k.recipient.to_string(), k.verifier);
                let details = |k: &StaffKey| (k.institution.clone(), k.outside);
                assert!(now.is_none_or(|n| keys(n) == keys(&key) || details(n) == details(&key)));
            }
            before = after;
            chain.push(text);
        }
    }
    let whole = Roster::verify(&chain, &root);
    assert_eq!((whole.head(), whole.fault()), (before.head(), None));
}

/// Statements as text, one after a form feed: nothing counts that the root has not signed.
pub fn statements(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let statements: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    let roster = Roster::verify(&statements, &[1; 32]);
    assert_eq!((roster.head().0, roster.fault()), (0, Some(1)));
}

/// Files carried between the server and the root's machine: what is read is written and read again as the same, and nothing
/// in it counts without the root. Signed parts and lines of signatures are written as they were read.
pub fn carry(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(request) = RosterRequest::parse(text) {
        assert_eq!(RosterRequest::parse(&request.text()).as_ref(), Ok(&request));
        let root = HEXLOWER.decode(request.root.as_bytes()).ok().and_then(|r| r.try_into().ok());
        sound(&Roster::verify(&request.roster, &root.unwrap_or([1; 32])));
        for proposal in &request.proposals {
            signed_part(proposal);
        }
    }
    if let Ok(signed) = RosterSigned::parse(text) {
        assert_eq!(RosterSigned::parse(&signed.text()).as_ref(), Ok(&signed));
        assert!(signed.following(&Roster::verify(&[], &[1; 32]), &[]).is_err());
    }
    if let Ok((public, root, roster)) = Public::parse(text) {
        assert_eq!(Public::parse(&public.text()).unwrap().1, root);
        sound(&roster);
    }
    if let Ok(request) = RecoveryRequest::parse(text) {
        assert_eq!(RecoveryRequest::parse(&request.text()), Ok(request));
    }
    assert!(RecoveryResult::parse(text, &KEYS[0].1.public()).is_err(), "the root has signed none");
    signed_part(text);
    if let Some(all) = statement::signatures(text) {
        assert_eq!(statement::signatures(&statement::lines_of(&all)), Some(all));
    }
}

fn signed_part(body: &str) {
    if let Some((number, previous, what)) = Statement::parse(body) {
        assert_eq!(what.body(number, &previous), body);
        if let Statement::Vouch(key) = what {
            assert_eq!(fingerprint(&key).len(), 19);
        }
    }
}

//! Chains: who may sign what, what follows, what is left of one that was touched.

use proptest::prelude::*;

use super::{By, RecoveryKey, Refusal, Roster, StaffKey, Statement};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::sign::Signer;
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::Leaving;

const fn id(n: u8) -> StaffId {
    StaffId([n; 16])
}

fn signer(n: u8) -> Signer {
    Signer::from_seed(&[n; 32])
}

/// The key of account and person `n`, whose keys follow from `n`.
fn key(n: u8, institution: &str, outside: bool) -> StaffKey {
    StaffKey {
        staff: id(n),
        person: PersonId([n; 16]),
        name: format!("Adviser {n}"),
        institution: institution.to_owned(),
        outside,
        recipient: HybridIdentity::from_seed(&[n; 32]).recipient(),
        verifier: signer(n).public(),
    }
}

fn vouch(key: StaffKey) -> Statement {
    Statement::Vouch(Box::new(key))
}

fn revoke(n: u8) -> Statement {
    Statement::Revoke(id(n), Leaving::Left)
}

fn recovery(version: u64) -> Statement {
    let recipient = HybridIdentity::generate().recipient();
    Statement::Recovery(Box::new(RecoveryKey { version, recipient }))
}

struct Chain {
    root: Signer,
    texts: Vec<String>,
}

impl Chain {
    /// Two advisers of one institution, one of another, one outside adviser of a third.
    fn new() -> Self {
        let mut chain = Self { root: signer(200), texts: Vec::new() };
        for (n, institution, outside) in
            [(1, "nbs", false), (2, "nbs", false), (3, "vp", false), (4, "aim", true)]
        {
            chain.root(&vouch(key(n, institution, outside))).unwrap();
        }
        chain
    }

    fn roster(&self) -> Roster {
        Roster::verify(&self.texts, &self.root.public())
    }

    fn add(&mut self, text: String) -> Result<(), Refusal> {
        let next = self.roster().then(&text);
        self.texts.push(text);
        assert_eq!(self.roster().fault().is_none(), next.is_ok(), "one rule for one and for all");
        if next.is_err() {
            self.texts.pop();
        }
        next.map(drop)
    }

    fn root(&mut self, statement: &Statement) -> Result<(), Refusal> {
        let (count, head) = self.roster().head();
        let text = statement.signed_by_root(count + 1, &head, &self.root);
        self.add(text)
    }

    fn staff(&mut self, statement: &Statement, signers: &[u8]) -> Result<(), Refusal> {
        let (count, head) = self.roster().head();
        let keys: Vec<(StaffId, Signer)> = signers.iter().map(|n| (id(*n), signer(*n))).collect();
        let keys: Vec<(StaffId, &Signer)> = keys.iter().map(|(id, s)| (*id, s)).collect();
        let text = statement.signed_by_staff(count + 1, &head, &keys);
        self.add(text)
    }
}

#[test]
fn the_root_or_two_institutions_vouch_and_nobody_else() {
    let newcomer = vouch(key(9, "vp", false));
    for (signers, outcome) in [
        (&[1, 3][..], Ok(())),
        (&[1, 4], Ok(())),
        (&[1, 2, 3], Ok(())),
        (&[1, 2], Err(Refusal::Signers)),
        (&[1], Err(Refusal::Signers)),
        (&[1, 1], Err(Refusal::Signature)),
        (&[9, 1], Err(Refusal::Signature)),
        (&[8, 1], Err(Refusal::Signature)),
        (&[], Err(Refusal::Form)),
    ] {
        let mut chain = Chain::new();
        assert_eq!(chain.staff(&newcomer, signers), outcome, "{signers:?}");
        assert_eq!(chain.roster().adviser(id(9)).is_some(), outcome.is_ok());
    }
    // A right name with another's key.
    let mut chain = Chain::new();
    let (count, head) = chain.roster().head();
    let text = newcomer.signed_by_staff(count + 1, &head, &[(id(1), &signer(2)), (id(3), &signer(3))]);
    assert_eq!(chain.add(text), Err(Refusal::Signature));
}

#[test]
fn nobody_vouches_for_more_than_they_have() {
    let mut chain = Chain::new();
    assert_eq!(chain.staff(&vouch(key(9, "iem", false)), &[1, 3]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&vouch(key(9, "vp", true)), &[1, 3]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&vouch(key(9, "iem", true)), &[1, 4]), Ok(()));
    assert_eq!(chain.staff(&vouch(key(10, "iem", false)), &[1, 4]), Ok(()));
    // Who is outside does not make oneself so anew: the key would be another's.
    let own = StaffKey { recipient: HybridIdentity::generate().recipient(), ..key(4, "aim", true) };
    assert_eq!(chain.staff(&vouch(own.clone()), &[4, 1]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&vouch(own), &[9, 1]), Ok(()));
}

#[test]
fn nobody_signs_about_oneself_under_any_account() {
    let mut chain = Chain::new();
    let again = StaffKey { name: "Another".to_owned(), ..key(3, "vp", false) };
    assert_eq!(chain.staff(&vouch(again), &[3, 1]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&revoke(3), &[3, 1]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&revoke(3), &[4, 1]), Ok(()));
}

#[test]
fn an_account_stays_one_persons_and_a_person_has_one_account() {
    let mut chain = Chain::new();
    let other = StaffKey { person: PersonId([77; 16]), ..key(3, "vp", false) };
    assert_eq!(chain.root(&vouch(other.clone())), Err(Refusal::Person));
    let second = StaffKey { person: PersonId([3; 16]), ..key(30, "vp", false) };
    assert_eq!(chain.root(&vouch(second.clone())), Err(Refusal::TwoAccounts));
    assert_eq!(chain.root(&revoke(3)), Ok(()));
    assert_eq!(chain.root(&vouch(other)), Err(Refusal::Person), "also after it was revoked");
    assert_eq!(chain.root(&vouch(second)), Ok(()));
}

#[test]
fn a_key_that_was_replaced_or_revoked_never_comes_back() {
    let mut chain = Chain::new();
    let fresh = StaffKey {
        recipient: HybridIdentity::from_seed(&[50; 32]).recipient(),
        verifier: signer(50).public(),
        ..key(3, "vp", false)
    };
    assert_eq!(chain.staff(&vouch(fresh), &[1, 4]), Ok(()));
    assert_eq!(chain.staff(&vouch(key(3, "vp", false)), &[1, 4]), Err(Refusal::Keys));
    // Each half alone, under another account too.
    let old = key(3, "vp", false);
    for half in [
        StaffKey { recipient: old.recipient.clone(), ..key(9, "vp", false) },
        StaffKey { verifier: old.verifier, ..key(9, "vp", false) },
        StaffKey { recipient: key(1, "", false).recipient, ..key(9, "vp", false) },
        StaffKey { verifier: key(1, "", false).verifier, ..key(9, "vp", false) },
        StaffKey { verifier: chain.root.public(), ..key(9, "vp", false) },
    ] {
        assert_eq!(chain.root(&vouch(half)), Err(Refusal::Keys));
    }
    assert_eq!(chain.staff(&revoke(1), &[2, 4]), Ok(()));
    assert_eq!(chain.root(&vouch(key(1, "nbs", false))), Err(Refusal::Keys));
    // Details change under the same keys.
    let named = StaffKey { name: "A New Name".to_owned(), ..key(2, "nbs", false) };
    assert_eq!(chain.root(&vouch(named)), Ok(()));
}

/// Fresh keys, from `seed`, for the account and details of `of`.
fn rekeyed(of: StaffKey, seed: u8) -> StaffKey {
    let recipient = HybridIdentity::from_seed(&[seed; 32]).recipient();
    StaffKey { recipient, verifier: signer(seed).public(), ..of }
}

#[test]
fn a_revoked_account_stands_again_by_the_root_only() {
    // An adviser leaves. Under a new name, with keys of somebody else, the account would take over every case that still
    // has it as a holder; so it would under its own.
    for back in [
        StaffKey { name: "Zane".to_owned(), ..rekeyed(key(3, "vp", false), 60) },
        rekeyed(key(3, "vp", false), 60),
    ] {
        let mut chain = Chain::new();
        chain.root(&revoke(3)).unwrap();
        assert!(chain.roster().needs_root(&vouch(back.clone())));
        assert_eq!(chain.staff(&vouch(back.clone()), &[1, 4]), Err(Refusal::Signers));
        assert_eq!(chain.staff(&vouch(back.clone()), &[1, 2, 4]), Err(Refusal::Signers));
        assert_eq!(chain.roster().stood(id(3)).map(|k| k.name.as_str()), Some("Adviser 3"));
        // Who comes back under a new account needs what a newcomer needs.
        let anew = StaffKey { staff: id(33), ..back.clone() };
        assert_eq!(chain.roster().former(anew.person).map(|k| k.staff), Some(id(3)));
        let mut other = Chain { root: signer(200), texts: chain.texts.clone() };
        assert_eq!(other.staff(&vouch(anew), &[1, 4]), Ok(()));
        assert_eq!(chain.root(&vouch(back)), Ok(()));
        assert!(chain.roster().former(PersonId([3; 16])).is_none());
    }
}

#[test]
fn two_advisers_change_keys_or_details_but_not_both() {
    let renamed = |k: StaffKey| StaffKey { name: "Zane".to_owned(), ..k };
    let stands = || key(3, "vp", false);
    for (next, outcome) in [
        (rekeyed(stands(), 60), Ok(())),
        (renamed(stands()), Ok(())),
        (StaffKey { outside: true, ..stands() }, Ok(())),
        (StaffKey { institution: "aim".to_owned(), ..stands() }, Ok(())),
        (renamed(rekeyed(stands(), 60)), Err(Refusal::Signers)),
        (StaffKey { outside: true, ..rekeyed(stands(), 60) }, Err(Refusal::Signers)),
        (StaffKey { institution: "aim".to_owned(), ..rekeyed(stands(), 60) }, Err(Refusal::Signers)),
        // One half of the keys is the keys.
        (StaffKey { verifier: signer(60).public(), ..renamed(stands()) }, Err(Refusal::Signers)),
        (StaffKey { recipient: rekeyed(stands(), 60).recipient, ..renamed(stands()) }, Err(Refusal::Signers)),
    ] {
        let mut chain = Chain::new();
        assert_eq!(chain.roster().needs_root(&vouch(next.clone())), outcome.is_err());
        assert_eq!(chain.staff(&vouch(next.clone()), &[1, 4]), outcome, "{next:?}");
        if outcome.is_err() {
            assert_eq!(chain.root(&vouch(next)), Ok(()));
        }
    }
}

#[test]
fn who_changes_an_entry_has_what_it_was_and_what_it_becomes() {
    let mut chain = Chain::new();
    chain.root(&vouch(key(5, "zs", false))).unwrap();
    // Advisers of vp and zs take over an account of nbs: they have what it would become, not what it is.
    let moved = |to: &str| vouch(StaffKey { institution: to.to_owned(), ..key(1, "nbs", false) });
    assert_eq!(chain.staff(&moved("vp"), &[3, 5]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&vouch(rekeyed(key(1, "nbs", false), 60)), &[3, 5]), Err(Refusal::Signers));
    let named = StaffKey { name: "Another".to_owned(), ..key(1, "nbs", false) };
    assert_eq!(chain.staff(&vouch(named), &[3, 5]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&moved("zs"), &[2, 3]), Err(Refusal::Signers), "nor the other way round");
    assert_eq!(chain.staff(&moved("vp"), &[2, 3]), Ok(()), "with both they do");
    // What an outside adviser is, only another one may change.
    let inside = vouch(StaffKey { institution: "vp".to_owned(), ..key(4, "aim", false) });
    assert_eq!(chain.staff(&inside, &[3, 5]), Err(Refusal::Signers));
    assert_eq!(chain.staff(&vouch(rekeyed(key(4, "aim", true), 61)), &[3, 5]), Err(Refusal::Signers));
    chain.root(&vouch(key(6, "nbs", true))).unwrap();
    assert_eq!(chain.staff(&inside, &[3, 6]), Ok(()));
}

#[test]
fn signatures_of_a_key_count_only_up_to_its_revocation() {
    let mut chain = Chain::new();
    assert_eq!(chain.staff(&vouch(key(9, "vp", false)), &[3, 1]), Ok(()));
    assert_eq!(chain.root(&revoke(3)), Ok(()));
    assert_eq!(chain.staff(&vouch(key(10, "vp", false)), &[3, 1]), Err(Refusal::Signature));
    let roster = chain.roster();
    assert!(roster.adviser(id(9)).is_some(), "what it signed before stands");
    assert!(roster.adviser(id(3)).is_none());
    assert_eq!(roster.since(id(9)), Some(5));
    assert_eq!(chain.root(&revoke(3)), Err(Refusal::NotStanding));
}

#[test]
fn recovery_takes_the_root_and_a_higher_version() {
    let mut chain = Chain::new();
    assert_eq!(chain.staff(&recovery(1), &[1, 3, 4]), Err(Refusal::Signers));
    assert_eq!(chain.root(&recovery(2)), Ok(()));
    assert_eq!(chain.root(&recovery(2)), Err(Refusal::Version));
    assert_eq!(chain.root(&recovery(3)), Ok(()));
}

#[test]
fn a_touched_chain_leaves_recovery_and_outside_advisers_only() {
    let mut chain = Chain { root: signer(200), texts: Vec::new() };
    chain.root(&recovery(1)).unwrap();
    chain.root(&vouch(key(1, "nbs", false))).unwrap();
    chain.root(&vouch(key(2, "vp", true))).unwrap();
    chain.root(&revoke(1)).unwrap();
    let whole = chain.roster();
    assert_eq!((whole.fault(), whole.advisers().count()), (None, 1));
    let spoil: [fn(&mut Vec<String>); 6] = [
        |t| t[3] = t[3].replace("number 4", "number 5"),
        |t| t.swap(2, 3),
        |t| drop(t.remove(2)),
        |t| t[2] = t[2].replace("Adviser 2", "Adviser 1"),
        |t| t[3].push_str("root AAAA\n"),
        |t| t[3] = t[3].replace("reason left", "reason keys"),
    ];
    for f in spoil {
        let mut texts = chain.texts.clone();
        f(&mut texts);
        let roster = Roster::verify(&texts, &chain.root.public());
        assert!(roster.fault().is_some());
        assert!(roster.recovery().is_some());
        assert!(roster.advisers().all(|a| a.outside));
        assert_eq!(roster.then(&chain.texts[0]).err(), Some(Refusal::Place), "nothing follows it");
    }
    // A signature line twice is another text of the same statement.
    let line = chain.texts[3].lines().last().unwrap().to_owned();
    let mut texts = chain.texts.clone();
    texts[3] = [&texts[3][..], &line, "\n"].concat();
    assert_eq!(Roster::verify(&texts, &chain.root.public()).fault(), Some(4));
    // Another root signed none of it.
    assert_eq!(Roster::verify(&chain.texts, &Signer::generate().public()).fault(), Some(1));
}

/// One try: what is said of whom, and who signs.
#[derive(Debug, Clone)]
enum Try {
    Vouch { n: u8, keys: u8, institution: u8, outside: bool },
    Revoke(u8),
}

fn tries() -> impl Strategy<Value = Vec<(Try, Vec<u8>)>> {
    let vouch = (1..6_u8, 1..9_u8, 0..3_u8, any::<bool>())
        .prop_map(|(n, keys, institution, outside)| Try::Vouch { n, keys, institution, outside });
    let one = prop_oneof![3 => vouch, 1 => (1..6_u8).prop_map(Try::Revoke)];
    let signers = prop::collection::vec(prop_oneof![1 => Just(200_u8), 5 => 1..9_u8], 1..4);
    prop::collection::vec((one, signers), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is tried in whatever order, what got in holds the rules, and what is refused changes nothing.
    #[test]
    fn whatever_is_tried_the_rules_hold(all in tries()) {
        let mut chain = Chain::new();
        let mut gone: Vec<[u8; 32]> = Vec::new();
        for (what, by) in all {
            let before = chain.roster();
            let statement = match what {
                Try::Vouch { n, keys, institution, outside } => {
                    let place = ["nbs", "vp", "aim"][usize::from(institution)];
                    vouch(StaffKey { staff: id(n), person: PersonId([n; 16]), ..key(keys, place, outside) })
                }
                Try::Revoke(n) => revoke(n),
            };
            let (count, head) = before.head();
            // Each signs with the key the roster has for the account, or with a stranger's.
            let of = |n: u8| (1..9).find(|s| before.known(id(n)).is_some_and(|a| a.verifier == signer(*s).public()));
            let by_root = by.contains(&200);
            let keys: Vec<(StaffId, Signer)> = by.iter().map(|n| (id(*n), signer(of(*n).unwrap_or(99)))).collect();
            let keys: Vec<(StaffId, &Signer)> = keys.iter().map(|(i, s)| (*i, s)).collect();
            let text = if by_root {
                statement.signed_by_root(count + 1, &head, &chain.root)
            } else {
                statement.signed_by_staff(count + 1, &head, &keys)
            };
            let done = chain.add(text);
            let after = chain.roster();
            prop_assert!(after.fault().is_none());
            if done.is_err() {
                prop_assert_eq!(after.head(), before.head());
                continue;
            }
            let signed: Vec<_> = by.iter().filter_map(|n| before.known(id(*n))).collect();
            if !by_root {
                let about = match &statement {
                    Statement::Vouch(k) => k.staff,
                    Statement::Revoke(s, _) => *s,
                    Statement::Recovery(_) => unreachable!(),
                };
                let others: Vec<_> = signed.iter().filter(|a| a.staff != about).collect();
                prop_assert!(others.iter().any(|a| others.iter().any(|b| a.institution != b.institution)));
                if let Statement::Vouch(k) = &statement {
                    let outside = others.iter().any(|a| a.outside);
                    let now = before.known(about);
                    for k in [Some(&**k), now.map(|n| &**n)].into_iter().flatten() {
                        let have = !k.outside && others.iter().any(|a| a.institution == k.institution);
                        prop_assert!(outside || have);
                    }
                    prop_assert!(now.is_some() || before.stood(about).is_none(), "revoked, and back");
                    let keys = now.is_some_and(|n| (&n.recipient, n.verifier) != (&k.recipient, k.verifier));
                    let details = now.is_some_and(|n| (&n.institution, n.outside, &n.name) != (&k.institution, k.outside, &k.name));
                    prop_assert!(!(keys && details), "another person");
                }
            }
            for old in before.standing() {
                if after.known(old.staff).is_none_or(|now| now.verifier != old.verifier) {
                    gone.push(old.verifier);
                }
            }
            let standing: Vec<_> = after.standing().collect();
            for (n, a) in standing.iter().enumerate() {
                prop_assert!(!gone.contains(&a.verifier), "a key came back");
                prop_assert!(standing[..n].iter().all(|b| a.staff != b.staff && a.person != b.person && a.verifier != b.verifier));
            }
        }
    }

    /// One touched byte of any statement, or one left out, cuts the chain there at the latest.
    #[test]
    fn one_touched_byte_cuts_the_chain(which in 0..4_usize, at: prop::sample::Index, bit in 0..8_u8) {
        let chain = Chain::new();
        let mut texts = chain.texts.clone();
        let mut bytes = texts[which].clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
        texts[which] = text;
        let fault = Roster::verify(&texts, &chain.root.public()).fault();
        prop_assert_eq!(fault, Some(i64::try_from(which).unwrap() + 1));
    }
}

#[test]
fn enough_is_asked_of_valid_signers_only() {
    let roster = Chain::new().roster();
    let newcomer = vouch(key(9, "nbs", false));
    assert!(roster.enough(&newcomer, &[By::Root]));
    assert!(roster.enough(&newcomer, &[By::Staff(id(1)), By::Staff(id(3))]));
    assert!(!roster.enough(&newcomer, &[By::Staff(id(1)), By::Staff(id(70))]));
}

//! The roster [format]: who may receive. A hash-linked list of signed statements ([`super::statement`]), rooted in an
//! offline key whose public half stands in the configuration file. [`Verified`] has one constructor, here; sealing takes
//! nothing else.
//!
//! What a statement needs, beside its place in the chain and valid signatures:
//! - the root, or two advisers of different institutions, both different persons from each other and from the one spoken
//!   of; they vouch only for what they have: the institution is one of theirs, unless one of them reads for others
//!   (outside), and only such a one makes another outside. Of an account that stands they need this for what is signed of
//!   it and for what they sign: new keys take over every case the account holds;
//! - two advisers change either the keys of an account that stands or its details, never both at once, and do not bring
//!   back an account that was revoked: cases keep it as a holder, and whoever could hand it to somebody else under a
//!   plain new name would hand over those. The root may do both;
//! - an account stays one person's for ever, and a person has one standing account: the old one is revoked first;
//! - a key, once replaced or revoked, never comes back, and no two accounts share one: who got hold of an old key signs
//!   and receives nothing again, and no adviser counts twice;
//! - revoking speaks of an account that stands; recovery takes the root and a higher version.
//!
//! A signature counts as the roster stood before its statement: so those of a key count only up to its revocation.
//!
//! When the chain does not verify from some statement on, nothing after it counts, and of what stands before it only
//! the recovery recipient and outside advisers still receive ([`Roster::advisers`]): a revocation may have been cut off.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sha2::{Digest, Sha256};

pub use super::statement::{By, Parts, RecoveryKey, StaffKey, Statement, fingerprint, hash};
use crate::domain::conflict::Candidate;
use crate::domain::id::{PersonId, StaffId};
use crate::store::staff::StaffRow;

/// Something whose place in the signed roster was checked.
#[derive(Clone)]
pub struct Verified<T>(T);

impl<T> std::ops::Deref for Verified<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A checked roster.
#[derive(Clone, Default)]
pub struct Roster {
    advisers: Vec<Verified<StaffKey>>,
    /// Number of the statement by which each adviser stands.
    since: BTreeMap<StaffId, i64>,
    /// What was last signed of each account that ever stood.
    stood: BTreeMap<StaffId, StaffKey>,
    /// The keys with which each of them signed, oldest first.
    signing: BTreeMap<StaffId, Vec<[u8; 32]>>,
    /// Hashes of the keys that were replaced or revoked, also of recovery recipients.
    spent: BTreeSet<[u8; 32]>,
    recovery: Option<Verified<RecoveryKey>>,
    root: [u8; 32],
    count: i64,
    head: [u8; 32],
    fault: Option<i64>,
    /// Hash of the newest statement that was read, whether or not it verified.
    read_to: Option<[u8; 32]>,
}

/// Why a statement does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is not a statement.
    Form,
    /// It does not follow the newest one.
    Place,
    /// A signature is wrong, stands twice, or is of somebody who does not stand.
    Signature,
    /// Not enough have signed, or they vouch for more than they have.
    Signers,
    /// The account is another person's.
    Person,
    /// The person has another account that stands.
    TwoAccounts,
    /// A key is another account's, or was replaced or revoked before.
    Keys,
    /// The account does not stand.
    NotStanding,
    /// The recovery version is not higher.
    Version,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Form,
        Self::Place,
        Self::Signature,
        Self::Signers,
        Self::Person,
        Self::TwoAccounts,
        Self::Keys,
        Self::NotStanding,
        Self::Version,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Place => "place",
            Self::Signature => "signature",
            Self::Signers => "signers",
            Self::Person => "person",
            Self::TwoAccounts => "two_accounts",
            Self::Keys => "keys",
            Self::NotStanding => "not_standing",
            Self::Version => "version",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "it is not a statement",
            Self::Place => "it does not follow the newest statement",
            Self::Signature => "a signature is wrong, stands twice, or is of somebody who does not stand",
            Self::Signers => "not enough have signed, or they vouch for more than they have",
            Self::Person => "the account is another person's",
            Self::TwoAccounts => "the person has another account that stands",
            Self::Keys => "a key is another account's, or was replaced or revoked before",
            Self::NotStanding => "the account does not stand in the roster",
            Self::Version => "the recovery version is not higher",
        })
    }
}

impl std::error::Error for Refusal {}

fn spent_name(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

/// The keys of an account, as [`Roster::spent`] names them.
fn names(key: &StaffKey) -> [[u8; 32]; 2] {
    [spent_name(&key.recipient.to_string()), Sha256::digest(key.verifier).into()]
}

impl Roster {
    /// Checks `statements` from the first on against the root's public key.
    #[must_use]
    pub fn verify(statements: &[String], root: &[u8; 32]) -> Self {
        let mut roster = Self { head: Sha256::digest(root).into(), root: *root, ..Self::default() };
        roster.read_to = statements.last().map(|text| hash(text));
        for text in statements {
            if roster.extend(text).is_err() {
                roster.fault = Some(roster.count + 1);
                break;
            }
        }
        roster
    }

    /// The roster with one more statement.
    ///
    /// # Errors
    /// [`Refusal`]; [`Refusal::Place`] also when the roster itself does not verify.
    pub fn then(&self, text: &str) -> Result<Self, Refusal> {
        if self.fault.is_some() {
            return Err(Refusal::Place);
        }
        let mut next = self.clone();
        next.extend(text)?;
        next.read_to = Some(next.head);
        Ok(next)
    }

    fn extend(&mut self, text: &str) -> Result<(), Refusal> {
        let parts = Parts::of(text).ok_or(Refusal::Form)?;
        if parts.number != self.count + 1 || parts.previous != self.head {
            return Err(Refusal::Place);
        }
        let signers = self.signers(&parts)?;
        self.allows(&parts.statement)?;
        if !self.enough(&parts.statement, &signers) {
            return Err(Refusal::Signers);
        }
        match parts.statement {
            Statement::Vouch(key) => {
                self.leave(key.staff, Some(&key));
                self.stood.insert(key.staff, (*key).clone());
                let signing = self.signing.entry(key.staff).or_default();
                if !signing.contains(&key.verifier) {
                    signing.push(key.verifier);
                }
                self.since.insert(key.staff, parts.number);
                self.advisers.push(Verified(*key));
            }
            Statement::Revoke(staff, _) => self.leave(staff, None),
            Statement::Recovery(key) => {
                let old = self.recovery.replace(Verified(*key));
                self.spent.extend(old.map(|old| spent_name(&old.recipient.to_string())));
            }
        }
        self.count = parts.number;
        self.head = hash(text);
        Ok(())
    }

    /// Takes an account out; keys that `stays` does not have are spent.
    fn leave(&mut self, staff: StaffId, stays: Option<&StaffKey>) {
        let kept = stays.map(names);
        for old in self.advisers.iter().filter(|a| a.staff == staff) {
            self.spent.extend(names(old).into_iter().filter(|n| kept.is_none_or(|k| !k.contains(n))));
        }
        self.advisers.retain(|a| a.staff != staff);
        self.since.remove(&staff);
    }

    /// Who signed. Every signature must be valid and stand once: another text of the same statement would have another
    /// hash.
    fn signers(&self, parts: &Parts<'_>) -> Result<Vec<By>, Refusal> {
        let mut signers: Vec<By> = Vec::new();
        for (by, signature) in &parts.signatures {
            let public = match by {
                By::Root => Some(self.root),
                By::Staff(id) => self.known(*id).map(|a| a.verifier),
            };
            let good = public.is_some_and(|public| parts.signed_with(&public, signature));
            if !good || signers.contains(by) {
                return Err(Refusal::Signature);
            }
            signers.push(*by);
        }
        Ok(signers)
    }

    /// Whether a statement could follow now, whoever signs it.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn allows(&self, statement: &Statement) -> Result<(), Refusal> {
        match statement {
            Statement::Vouch(key) => self.allows_key(key),
            Statement::Revoke(staff, _) => self.known(*staff).map(drop).ok_or(Refusal::NotStanding),
            Statement::Recovery(key) => {
                let newer = self.recovery.as_ref().is_none_or(|old| key.version > old.version);
                if newer { Ok(()) } else { Err(Refusal::Version) }
            }
        }
    }

    fn allows_key(&self, key: &StaffKey) -> Result<(), Refusal> {
        if self.stood.get(&key.staff).is_some_and(|before| before.person != key.person) {
            return Err(Refusal::Person);
        }
        let mut others = self.advisers.iter().filter(|a| a.staff != key.staff);
        if others.clone().any(|a| a.person == key.person) {
            return Err(Refusal::TwoAccounts);
        }
        let shared = others.any(|a| a.recipient == key.recipient || a.verifier == key.verifier);
        let spent = names(key).iter().any(|n| self.spent.contains(n));
        let recovery = self.recovery.as_ref().is_some_and(|r| r.recipient == key.recipient);
        if shared || spent || recovery || key.verifier == self.root {
            return Err(Refusal::Keys);
        }
        Ok(())
    }

    /// Whether only the root can sign this: advisers, however many, cannot.
    #[must_use]
    pub fn needs_root(&self, statement: &Statement) -> bool {
        match statement {
            Statement::Vouch(key) => match self.known(key.staff) {
                Some(now) => {
                    let keys = now.recipient != key.recipient || now.verifier != key.verifier;
                    let details = |k: &StaffKey| (k.name.clone(), k.institution.clone(), k.outside);
                    keys && details(now) != details(key)
                }
                None => self.stood.contains_key(&key.staff),
            },
            Statement::Revoke(..) => false,
            Statement::Recovery(_) => true,
        }
    }

    /// Whether these signers, whose signatures are valid, are enough for a statement.
    #[must_use]
    pub fn enough(&self, statement: &Statement, signers: &[By]) -> bool {
        if signers.contains(&By::Root) {
            return true;
        }
        if self.needs_root(statement) {
            return false;
        }
        let (about, person) = match statement {
            Statement::Vouch(key) => (key.staff, Some(key.person)),
            Statement::Revoke(staff, _) => (*staff, self.stood.get(staff).map(|k| k.person)),
            Statement::Recovery(_) => return false,
        };
        let theirs = |a: &&Verified<StaffKey>| {
            a.staff != about && Some(a.person) != person && signers.contains(&By::Staff(a.staff))
        };
        let signed: Vec<_> = self.advisers.iter().filter(theirs).collect();
        let two = signed
            .iter()
            .any(|a| signed.iter().any(|b| a.institution != b.institution && a.person != b.person));
        let outside = signed.iter().any(|a| a.outside);
        let have = |key: &StaffKey| {
            outside || (!key.outside && signed.iter().any(|a| a.institution == key.institution))
        };
        let all = match statement {
            Statement::Vouch(key) => have(key) && self.known(key.staff).is_none_or(|now| have(now)),
            _ => true,
        };
        two && all
    }

    /// Number of the statement by which an adviser stands.
    #[must_use]
    pub fn since(&self, staff: StaffId) -> Option<i64> {
        self.since.get(&staff).copied()
    }

    /// Everybody the signed part names as an adviser, whether or not they may receive.
    pub fn standing(&self) -> impl Iterator<Item = &Verified<StaffKey>> {
        self.advisers.iter()
    }

    /// Advisers who may receive.
    pub fn advisers(&self) -> impl Iterator<Item = &Verified<StaffKey>> {
        self.advisers.iter().filter(|a| self.fault.is_none() || a.outside)
    }

    /// One adviser who may receive.
    #[must_use]
    pub fn adviser(&self, staff: StaffId) -> Option<&Verified<StaffKey>> {
        self.advisers().find(|a| a.staff == staff)
    }

    /// Whether it vouches for the very keys that an account offers: where somebody has enrolled anew, or waits with new
    /// keys, the earlier ones stand here still.
    #[must_use]
    pub fn vouches(&self, row: &StaffRow) -> bool {
        self.adviser(row.account.id).is_some_and(|key| {
            key.recipient.to_string() == row.recipient && key.verifier[..] == row.verify_key
        })
    }

    /// What the signed part says of an account, whether or not it may receive: names and persons are taken from here,
    /// never from the accounts, which anyone who can write to the database can rename.
    #[must_use]
    pub fn known(&self, staff: StaffId) -> Option<&Verified<StaffKey>> {
        self.advisers.iter().find(|a| a.staff == staff)
    }

    /// The same for a person.
    #[must_use]
    pub fn known_person(&self, person: PersonId) -> Option<&Verified<StaffKey>> {
        self.advisers.iter().find(|a| a.person == person)
    }

    /// Whether this recipient was replaced or revoked, an adviser's or that of recovery.
    #[must_use]
    pub fn had(&self, recipient: &str) -> bool {
        self.spent.contains(&spent_name(recipient))
    }

    /// What was last signed of an account that stood once, whether or not it stands.
    #[must_use]
    pub fn stood(&self, staff: StaffId) -> Option<&StaffKey> {
        self.stood.get(&staff)
    }

    /// The public keys with which an account may have signed something, oldest first.
    pub fn keys_of(&self, staff: StaffId) -> impl Iterator<Item = &[u8; 32]> {
        self.signing.get(&staff).into_iter().flatten()
    }

    /// What was last signed of an account that a person had and that does not stand any more.
    #[must_use]
    pub fn former(&self, person: PersonId) -> Option<&StaffKey> {
        self.stood.values().find(|k| k.person == person && self.known(k.staff).is_none())
    }

    /// The recovery recipient.
    #[must_use]
    pub fn recovery(&self) -> Option<&Verified<RecoveryKey>> {
        self.recovery.as_ref()
    }

    /// Number of the first statement that does not verify.
    #[must_use]
    pub fn fault(&self) -> Option<i64> {
        self.fault
    }

    /// The place of the next statement: how many verified, and the hash of the last, which it names.
    #[must_use]
    pub fn head(&self) -> (i64, [u8; 32]) {
        (self.count, self.head)
    }

    /// Whether the store's newest statement is the one this roster was read to, verified or not: who was chosen by it is who
    /// would be chosen now.
    #[must_use]
    pub fn was_read_to(&self, newest: Option<&(i64, String)>) -> bool {
        self.read_to == newest.map(|(_, text)| hash(text))
    }

    /// Whether all up to the store's newest statement verified: another can follow.
    #[must_use]
    pub fn is_whole_to(&self, newest: Option<&(i64, String)>) -> bool {
        let number = newest.map_or(0, |(number, _)| *number);
        self.fault.is_none() && number == self.count && self.was_read_to(newest)
    }

    /// Who of the advisers reads a report, by the rules of conflict.
    #[must_use]
    pub fn readers(
        &self,
        institution: &str,
        excluded: &[PersonId],
        someone_else: bool,
    ) -> Vec<&Verified<StaffKey>> {
        let advisers: Vec<_> = self.advisers().collect();
        let candidates: Vec<_> = advisers
            .iter()
            .map(|a| Candidate { person: a.person, institution: &a.institution, outside: a.outside })
            .collect();
        crate::domain::conflict::readers(&candidates, institution, excluded, someone_else)
            .into_iter()
            .filter_map(|i| advisers.get(i).copied())
            .collect()
    }
}

#[cfg(test)]
mod tests;

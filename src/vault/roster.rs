//! The roster [format]: who may receive. A hash-linked list of signed statements, rooted in an offline key whose public
//! half stands in the configuration file. [`Verified`] has one constructor, here; sealing takes nothing else.
//!
//! A statement is text: lines `name value`, an empty line, then one line per signature (`root BASE64` or
//! `staff:ID BASE64`) over everything up to and including the empty line. `previous` is the SHA-256 of the statement
//! before it, signatures included; of the root's public key for the first.
//!
//! When the chain does not verify from some statement on, nothing after it counts, and of what stands before it only
//! the recovery recipient and outside advisers still receive ([`Roster::advisers`]): a revocation may have been cut off.

use std::fmt::Write as _;

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::sign::{self, Signer};
use crate::domain::conflict::Candidate;
use crate::domain::id::{PersonId, StaffId};

/// Something whose place in the signed roster was checked.
#[derive(Clone)]
pub struct Verified<T>(T);

impl<T> std::ops::Deref for Verified<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// An adviser's keys, as vouched for.
#[derive(Clone)]
pub struct StaffKey {
    /// The account.
    pub staff: StaffId,
    /// The person.
    pub person: PersonId,
    /// Name shown to reporters: signed, so that nobody can swap names under an exclusion.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
    /// Reads for other institutions when their own advisers must not.
    pub outside: bool,
    /// Seals grants.
    pub recipient: HybridRecipient,
    /// Checks the adviser's signatures.
    pub verifier: [u8; 32],
}

/// The recovery recipient of a version.
#[derive(Clone)]
pub struct RecoveryKey {
    /// Rises with each new identity.
    pub version: u64,
    /// Seals grants.
    pub recipient: HybridRecipient,
}

/// What a statement says.
pub enum Statement {
    /// This adviser exists with these keys.
    Vouch(Box<StaffKey>),
    /// This account receives nothing from here on.
    Revoke(StaffId),
    /// Recovery uses these keys from here on.
    Recovery(Box<RecoveryKey>),
}

/// A checked roster.
#[derive(Clone, Default)]
pub struct Roster {
    advisers: Vec<Verified<StaffKey>>,
    recovery: Option<Verified<RecoveryKey>>,
    count: i64,
    head: [u8; 32],
    fault: Option<i64>,
    read: Option<[u8; 32]>,
}

const FIRST_LINE: &str = "balss-roster/v1";

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

impl Statement {
    /// The signed part of statement `number` after `previous`.
    #[must_use]
    pub fn body(&self, number: i64, previous: &[u8; 32]) -> String {
        let mut t = format!("{FIRST_LINE}\nnumber {number}\nprevious {}\n", HEXLOWER.encode(previous));
        let _ = match self {
            Self::Vouch(k) => write!(
                t,
                "kind vouch\nstaff {}\nperson {}\nname {}\ninstitution {}\noutside {}\nrecipient {}\nverifier {}\n",
                k.staff,
                k.person,
                k.name,
                k.institution,
                if k.outside { "yes" } else { "no" },
                k.recipient,
                HEXLOWER.encode(&k.verifier)
            ),
            Self::Revoke(staff) => write!(t, "kind revoke\nstaff {staff}\n"),
            Self::Recovery(k) => {
                write!(t, "kind recovery\nversion {}\nrecipient {}\n", k.version, k.recipient)
            }
        };
        t.push('\n');
        t
    }

    /// The whole statement, signed by the root.
    #[must_use]
    pub fn signed_by_root(&self, number: i64, previous: &[u8; 32], root: &Signer) -> String {
        let body = self.body(number, previous);
        let signature = BASE64.encode(&root.sign(body.as_bytes()));
        format!("{body}root {signature}\n")
    }

    /// The whole statement, signed by advisers.
    #[must_use]
    pub fn signed_by_staff(
        &self,
        number: i64,
        previous: &[u8; 32],
        signers: &[(StaffId, &Signer)],
    ) -> String {
        let mut text = self.body(number, previous);
        let body = text.clone();
        for (id, signer) in signers {
            let _ = writeln!(text, "staff:{id} {}", BASE64.encode(&signer.sign(body.as_bytes())));
        }
        text
    }

    fn parse(body: &str) -> Option<(i64, [u8; 32], Self)> {
        let mut lines = body.strip_suffix("\n\n")?.split('\n');
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let number = value("number")?.parse().ok()?;
        let previous = HEXLOWER.decode(value("previous")?.as_bytes()).ok()?.try_into().ok()?;
        let statement = match value("kind")? {
            "vouch" => Self::Vouch(Box::new(StaffKey {
                staff: StaffId::parse(value("staff")?)?,
                person: PersonId::parse(value("person")?)?,
                name: value("name")?.to_owned(),
                institution: value("institution")?.to_owned(),
                outside: match value("outside")? {
                    "yes" => true,
                    "no" => false,
                    _ => return None,
                },
                recipient: value("recipient")?.parse().ok()?,
                verifier: HEXLOWER.decode(value("verifier")?.as_bytes()).ok()?.try_into().ok()?,
            })),
            "revoke" => Self::Revoke(StaffId::parse(value("staff")?)?),
            "recovery" => Self::Recovery(Box::new(RecoveryKey {
                version: value("version")?.parse().ok()?,
                recipient: value("recipient")?.parse().ok()?,
            })),
            _ => return None,
        };
        // Nothing may follow, and what was read must be exactly what was signed.
        (lines.next().is_none() && Self::body(&statement, number, &previous) == body)
            .then_some((number, previous, statement))
    }
}

/// The most bytes one statement can have; a recipient is about 2 KiB.
const MAX_STATEMENT: usize = 8 << 10;

impl Roster {
    /// Checks `statements` from the first on against the root's public key.
    #[must_use]
    pub fn verify(statements: &[String], root: &[u8; 32]) -> Self {
        let mut roster = Self { head: Sha256::digest(root).into(), ..Self::default() };
        roster.read = statements.last().map(|text| hash(text));
        for text in statements {
            if roster.extend(text, root).is_none() {
                roster.fault = Some(roster.count + 1);
                break;
            }
        }
        roster
    }

    fn extend(&mut self, text: &str, root: &[u8; 32]) -> Option<()> {
        if text.len() > MAX_STATEMENT {
            return None;
        }
        let end = text.find("\n\n")? + 2;
        let (body, signatures) = text.split_at(end);
        let (number, previous, statement) = Statement::parse(body)?;
        if number != self.count + 1 || previous != self.head {
            return None;
        }
        let signers = self.signers(body, signatures, root)?;
        let by_root = signers.contains(&None);
        match statement {
            Statement::Vouch(key) => {
                if !by_root {
                    self.two_institutions(&signers, key.staff)?;
                }
                self.advisers.retain(|a| a.staff != key.staff);
                self.advisers.push(Verified(*key));
            }
            Statement::Revoke(staff) => {
                if !by_root {
                    self.two_institutions(&signers, staff)?;
                }
                self.advisers.retain(|a| a.staff != staff);
            }
            Statement::Recovery(key) => {
                let newer = self.recovery.as_ref().is_none_or(|old| key.version > old.version);
                if !by_root || !newer {
                    return None;
                }
                self.recovery = Some(Verified(*key));
            }
        }
        self.count = number;
        self.head = hash(text);
        Some(())
    }

    /// Who signed: `None` for the root. Every signature line must be valid.
    fn signers(&self, body: &str, lines: &str, root: &[u8; 32]) -> Option<Vec<Option<StaffId>>> {
        let mut signers = Vec::new();
        for line in lines.strip_suffix('\n')?.split('\n') {
            let (who, signature) = line.split_once(' ')?;
            let signature: [u8; 64] = BASE64.decode(signature.as_bytes()).ok()?.try_into().ok()?;
            let (id, public) = match who.strip_prefix("staff:") {
                None if who == "root" => (None, *root),
                None => return None,
                Some(id) => {
                    let id = StaffId::parse(id)?;
                    (Some(id), self.advisers.iter().find(|a| a.staff == id)?.verifier)
                }
            };
            if !sign::verify(&public, body.as_bytes(), &signature) {
                return None;
            }
            signers.push(id);
        }
        Some(signers)
    }

    /// Two advisers of different institutions and different persons, neither of whom is the one spoken of.
    fn two_institutions(&self, signers: &[Option<StaffId>], about: StaffId) -> Option<()> {
        let keys: Vec<_> =
            self.advisers.iter().filter(|a| a.staff != about && signers.contains(&Some(a.staff))).collect();
        keys.iter()
            .any(|a| keys.iter().any(|b| a.institution != b.institution && a.person != b.person))
            .then_some(())
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

    /// How many statements verified, and the hash of the last.
    #[must_use]
    pub fn head(&self) -> (i64, [u8; 32]) {
        (self.count, self.head)
    }

    /// Whether the store's newest statement is the one this roster ends in.
    #[must_use]
    pub fn ends_in(&self, newest: Option<&(i64, String)>) -> bool {
        match newest {
            None => self.count == 0 && self.fault.is_none(),
            Some((number, text)) => self.fault.is_none() && *number == self.count && hash(text) == self.head,
        }
    }

    /// Whether the store's newest statement is the one that stood there when this roster was read, faulty or not.
    #[must_use]
    pub fn same_head(&self, newest: Option<&(i64, String)>) -> bool {
        match newest {
            None => self.read.is_none(),
            Some((_, text)) => self.read == Some(hash(text)),
        }
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
mod tests {
    use super::{RecoveryKey, Roster, StaffKey, Statement};
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::sign::Signer;
    use crate::domain::id::{PersonId, StaffId};

    fn key(n: u8, institution: &str, outside: bool, signer: &Signer) -> StaffKey {
        StaffKey {
            staff: StaffId([n; 16]),
            person: PersonId([n; 16]),
            name: format!("Adviser {n}"),
            institution: institution.to_owned(),
            outside,
            recipient: HybridIdentity::generate().recipient(),
            verifier: signer.public(),
        }
    }

    struct Chain {
        root: Signer,
        texts: Vec<String>,
    }

    impl Chain {
        fn new() -> Self {
            Self { root: Signer::generate(), texts: Vec::new() }
        }
        fn roster(&self) -> Roster {
            Roster::verify(&self.texts, &self.root.public())
        }
        fn by_root(&mut self, statement: &Statement) {
            let (count, head) = self.roster().head();
            self.texts.push(statement.signed_by_root(count + 1, &head, &self.root));
        }
        fn by_staff(&mut self, statement: &Statement, signers: &[(StaffId, &Signer)]) {
            let (count, head) = self.roster().head();
            self.texts.push(statement.signed_by_staff(count + 1, &head, signers));
        }
    }

    #[test]
    fn the_root_or_two_institutions_vouch_and_nobody_else() {
        let (a, b, c, d) = (Signer::generate(), Signer::generate(), Signer::generate(), Signer::generate());
        let mut chain = Chain::new();
        chain.by_root(&Statement::Vouch(Box::new(key(1, "nbs", false, &a))));
        chain.by_root(&Statement::Vouch(Box::new(key(2, "nbs", false, &b))));
        chain.by_root(&Statement::Vouch(Box::new(key(3, "vp", true, &c))));
        let newcomer = Statement::Vouch(Box::new(key(4, "vp", false, &d)));
        let id = |n| StaffId([n; 16]);
        for (signers, good) in [
            (vec![(id(1), &a), (id(3), &c)], true),
            (vec![(id(1), &a), (id(2), &b)], false),
            (vec![(id(1), &a)], false),
            (vec![(id(1), &b), (id(3), &c)], false),
            (vec![(id(4), &d), (id(1), &a)], false),
            (vec![], false),
        ] {
            let before = chain.texts.len();
            chain.by_staff(&newcomer, &signers);
            let roster = chain.roster();
            assert_eq!(roster.fault().is_none(), good);
            assert_eq!(roster.adviser(id(4)).is_some(), good);
            chain.texts.truncate(before);
        }
    }

    #[test]
    fn a_touched_chain_leaves_recovery_and_outside_advisers_only() {
        let signer = Signer::generate();
        let mut chain = Chain::new();
        let recovery = RecoveryKey { version: 1, recipient: HybridIdentity::generate().recipient() };
        chain.by_root(&Statement::Recovery(Box::new(recovery)));
        chain.by_root(&Statement::Vouch(Box::new(key(1, "nbs", false, &signer))));
        chain.by_root(&Statement::Vouch(Box::new(key(2, "vp", true, &signer))));
        chain.by_root(&Statement::Revoke(StaffId([1; 16])));
        let whole = chain.roster();
        assert_eq!((whole.fault(), whole.advisers().count()), (None, 1));
        let spoil: [fn(&mut Vec<String>); 5] = [
            |t| t[3] = t[3].replace("number 4", "number 5"),
            |t| t.swap(2, 3),
            |t| drop(t.remove(2)),
            |t| t[2] = t[2].replace("Adviser 2", "Adviser 1"),
            |t| t[3].push_str("root AAAA\n"),
        ];
        for f in spoil {
            let mut texts = chain.texts.clone();
            f(&mut texts);
            let roster = Roster::verify(&texts, &chain.root.public());
            assert!(roster.fault().is_some());
            assert!(roster.recovery().is_some());
            assert!(roster.advisers().all(|a| a.outside));
        }
        // Another root signed none of it.
        assert_eq!(Roster::verify(&chain.texts, &Signer::generate().public()).fault(), Some(1));
    }

    #[test]
    fn an_older_recovery_version_is_refused() {
        let mut chain = Chain::new();
        for version in [2, 2] {
            let recipient = HybridIdentity::generate().recipient();
            chain.by_root(&Statement::Recovery(Box::new(RecoveryKey { version, recipient })));
        }
        assert_eq!(chain.roster().fault(), Some(2));
    }
}

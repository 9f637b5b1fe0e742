//! One statement of the roster [format]: what it says, as text, and who signed it.
//!
//! Lines `name value`, an empty line, then one line for each signature (`root BASE64` or `staff:ID BASE64`) over
//! everything up to and including the empty line. `previous` is the SHA-256 of the statement before it, signatures
//! included; of the root's public key for the first. Whether a statement counts is the business of [`super::roster`].

use std::fmt::Write as _;

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::sign::{self, Signer};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::receipt::ALPHABET;
use crate::domain::staff::Leaving;

/// An adviser's keys, as vouched for or offered for it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Checks the adviser's signatures (Ed25519).
    pub verifier: [u8; 32],
}

impl StaffKey {
    /// The lines of a vouch that speak of the account: what people compare the fingerprint of.
    fn lines(&self) -> String {
        format!(
            "staff {}\nperson {}\nname {}\ninstitution {}\noutside {}\nrecipient {}\nverifier {}\n",
            self.staff,
            self.person,
            self.name,
            self.institution,
            if self.outside { "yes" } else { "no" },
            self.recipient,
            HEXLOWER.encode(&self.verifier)
        )
    }
}

/// What two people compare before one vouches for the other [format]: the first 80 bits of
/// `SHA-256("balss/v1/fingerprint" ‖ the lines staff to verifier of the vouch)` in Crockford's Base32, four groups of
/// four. Name, institution and keys are all under it.
#[must_use]
pub fn fingerprint(key: &StaffKey) -> String {
    let hash = Sha256::new().chain_update("balss/v1/fingerprint").chain_update(key.lines()).finalize();
    let bits = hash.iter().take(10).fold(0_u128, |n, byte| n << 8 | u128::from(*byte));
    let mut text = String::with_capacity(19);
    for n in 0..16_u32 {
        if n > 0 && n % 4 == 0 {
            text.push('-');
        }
        let symbol = usize::try_from(bits >> (75 - 5 * n) & 31).unwrap_or(0);
        text.push(char::from(ALPHABET[symbol]));
    }
    text
}

/// The recovery recipient of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryKey {
    /// Rises with each new identity.
    pub version: u64,
    /// Seals grants.
    pub recipient: HybridRecipient,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// This adviser exists with these keys.
    Vouch(Box<StaffKey>),
    /// This account receives nothing from here on.
    Revoke(StaffId, Leaving),
    /// Recovery uses these keys from here on.
    Recovery(Box<RecoveryKey>),
}

/// Who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The offline root.
    Root,
    /// An adviser.
    Staff(StaffId),
}

/// A statement taken apart. Nothing of it is checked but its form.
pub struct Parts<'a> {
    /// Its place in the roster, from 1.
    pub number: i64,
    /// Hash of the statement before it.
    pub previous: [u8; 32],
    /// What it says.
    pub statement: Statement,
    /// The signed part.
    pub body: &'a str,
    /// Who is said to have signed it, and the signatures.
    pub signatures: Vec<(By, [u8; 64])>,
}

const FIRST_LINE: &str = "balss-roster/v1";

/// The most bytes one statement can have; a recipient is about 2 KiB.
pub const MOST: usize = 8 << 10;

/// The hash by which the next statement names this one.
#[must_use]
pub fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Whether a name or code fills its line and shows as what it is: nothing in it ends a line, is unseen or turns the
/// direction of writing. Nobody can be vouched for under a name that is not so.
#[must_use]
pub fn plain(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    !text.is_empty() && text.len() <= 400 && text.trim() == text && !text.contains(unseen)
}

impl Statement {
    /// The signed part of statement `number` after `previous`.
    #[must_use]
    pub fn body(&self, number: i64, previous: &[u8; 32]) -> String {
        let mut t = format!("{FIRST_LINE}\nnumber {number}\nprevious {}\n", HEXLOWER.encode(previous));
        let _ = match self {
            Self::Vouch(k) => write!(t, "kind vouch\n{}", k.lines()),
            Self::Revoke(staff, why) => write!(t, "kind revoke\nstaff {staff}\nreason {}\n", why.word()),
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
        let signature = root.sign(body.as_bytes());
        with_signatures(&body, &[(By::Root, signature)])
    }

    /// The whole statement, signed by advisers.
    #[must_use]
    pub fn signed_by_staff(
        &self,
        number: i64,
        previous: &[u8; 32],
        signers: &[(StaffId, &Signer)],
    ) -> String {
        let body = self.body(number, previous);
        let sign = |(id, signer): &(StaffId, &Signer)| (By::Staff(*id), signer.sign(body.as_bytes()));
        let signatures: Vec<_> = signers.iter().map(sign).collect();
        with_signatures(&body, &signatures)
    }

    /// Reads a signed part: number, hash of the statement before, and what it says. `None` for anything that is not
    /// exactly what [`Self::body`] writes.
    #[must_use]
    pub fn parse(body: &str) -> Option<(i64, [u8; 32], Self)> {
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
                name: value("name").filter(|n| plain(n))?.to_owned(),
                institution: value("institution").filter(|n| plain(n))?.to_owned(),
                outside: match value("outside")? {
                    "yes" => true,
                    "no" => false,
                    _ => return None,
                },
                recipient: value("recipient")?.parse().ok()?,
                verifier: HEXLOWER.decode(value("verifier")?.as_bytes()).ok()?.try_into().ok()?,
            })),
            "revoke" => Self::Revoke(StaffId::parse(value("staff")?)?, Leaving::parse(value("reason")?)?),
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

impl<'a> Parts<'a> {
    /// Takes a whole statement apart.
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        if text.len() > MOST {
            return None;
        }
        let (body, lines) = text.split_at(text.find("\n\n")? + 2);
        let (number, previous, statement) = Statement::parse(body)?;
        Some(Self { number, previous, statement, body, signatures: signatures(lines)? })
    }

    /// Whether `signature` over the signed part is that of `public`.
    #[must_use]
    pub fn signed_with(&self, public: &[u8; 32], signature: &[u8; 64]) -> bool {
        sign::verify(public, self.body.as_bytes(), signature)
    }
}

/// Lines of signatures, each ended by a line break; `None` if one is not of their form.
#[must_use]
pub fn signatures(lines: &str) -> Option<Vec<(By, [u8; 64])>> {
    let line = |line: &str| {
        let (who, signature) = line.split_once(' ')?;
        let by = match who.strip_prefix("staff:") {
            Some(id) => By::Staff(StaffId::parse(id)?),
            None => (who == "root").then_some(By::Root)?,
        };
        Some((by, BASE64.decode(signature.as_bytes()).ok()?.try_into().ok()?))
    };
    lines.strip_suffix('\n')?.split('\n').map(line).collect()
}

/// The lines of `signatures`, each ended by a line break.
#[must_use]
pub fn lines_of(signatures: &[(By, [u8; 64])]) -> String {
    signatures.iter().fold(String::new(), |mut text, (by, signature)| {
        let signature = BASE64.encode(signature);
        let _ = match by {
            By::Root => writeln!(text, "root {signature}"),
            By::Staff(id) => writeln!(text, "staff:{id} {signature}"),
        };
        text
    })
}

/// A whole statement of its signed part and signatures.
#[must_use]
pub fn with_signatures(body: &str, signatures: &[(By, [u8; 64])]) -> String {
    [body, &lines_of(signatures)].concat()
}

#[cfg(test)]
mod tests;

//! Staff passphrases, identity bundles and sessions [format].
//!
//! `Argon2id(passphrase, salt, pepper; 64 MiB, t = 3, p = 1)`, then HKDF into a verifier (stored as its SHA-256) and an
//! unlock identity; the bundle (identity seed, signing seed, symmetric key, second-factor secret) is an envelope to that
//! identity. One Argon2 run serves both. Keys that were replaced because another may know the passphrase stay in use until
//! the roster vouches for the new ones, which wait in a second bundle under the same passphrase. A [`Ring`] holds both; a
//! session is the ring sealed under the cookie's token.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Builder};
use zeroize::Zeroizing;

use super::argon::Lane;
use super::keys::KeyFiles;
use super::{Result, VaultError};
use crate::crypto::envelope;
use crate::crypto::frame::{self, Place, Purpose};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::crypto::sign::Signer;
use crate::domain::id::StaffId;
use crate::domain::staff::Account;
use crate::store::staff::StaffRow;

mod ring;

pub use ring::{Ring, enrol, opens_alike, put_in, renew, reseal, taken_up};

/// Length of a second factor's secret, in bytes.
pub const FACTOR: usize = 20;

/// What an account's bundle holds.
#[derive(Clone)]
pub struct StaffKeys {
    identity_seed: Secret,
    signing_seed: Secret,
    /// Seals the quick column.
    pub symmetric: Secret,
    /// Secret of the second factor (20 bytes), if there is one.
    pub totp: Option<Zeroizing<[u8; FACTOR]>>,
}

const BUNDLE: usize = 32 * 3 + 1 + FACTOR;

/// A one-time code's step, in seconds (RFC 6238).
pub const STEP: i64 = 30;

impl StaffKeys {
    /// Fresh keys, with or without a second factor.
    #[must_use]
    pub fn generate(second_factor: bool) -> Self {
        Self {
            identity_seed: Secret::new(random::bytes()),
            signing_seed: Secret::new(random::bytes()),
            symmetric: Secret::new(random::bytes()),
            totp: second_factor.then(|| Zeroizing::new(random::bytes())),
        }
    }

    /// The same keys with `factor` as second factor.
    #[must_use]
    pub fn with_factor(mut self, factor: &[u8; FACTOR]) -> Self {
        self.totp = Some(Zeroizing::new(*factor));
        self
    }

    /// Opens grants.
    #[must_use]
    pub fn identity(&self) -> HybridIdentity {
        HybridIdentity::from_seed(&self.identity_seed)
    }

    /// Signs roster statements.
    #[must_use]
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.signing_seed)
    }

    fn to_bytes(&self) -> Zeroizing<[u8; BUNDLE]> {
        let mut b = Zeroizing::new([0; BUNDLE]);
        b[..32].copy_from_slice(&self.identity_seed[..]);
        b[32..64].copy_from_slice(&self.signing_seed[..]);
        b[64..96].copy_from_slice(&self.symmetric[..]);
        if let Some(totp) = &self.totp {
            b[96] = 1;
            b[97..].copy_from_slice(&totp[..]);
        }
        b
    }

    fn from_bytes(b: &[u8]) -> Result<Self> {
        let b: &[u8; BUNDLE] = b.try_into().map_err(|_| VaultError::Refused)?;
        let secret = |r: std::ops::Range<usize>| -> Result<Secret> {
            Ok(Secret::new(b[r].try_into().map_err(|_| VaultError::Refused)?))
        };
        let totp = match b[96] {
            0 => None,
            1 => Some(Zeroizing::new(b[97..].try_into().map_err(|_| VaultError::Refused)?)),
            _ => return Err(VaultError::Refused),
        };
        Ok(Self {
            identity_seed: secret(0..32)?,
            signing_seed: secret(32..64)?,
            symmetric: secret(64..96)?,
            totp,
        })
    }

    /// The step whose code this is, within one step of `now`; `None` for a wrong code. `Some(0)` where the account has
    /// no second factor and no code was given.
    #[must_use]
    pub fn check_code(&self, code: &str, now: i64) -> Option<i64> {
        self.totp.as_ref().map_or(Some(0), |secret| step_of(secret, code, now))
    }

    /// The second factor's secret as people type it into their device.
    #[must_use]
    pub fn totp_text(&self) -> Option<String> {
        self.totp.as_ref().map(|t| factor_text(t))
    }
}

/// The step whose code under `factor` this is, within one step of `now`.
#[must_use]
pub fn step_of(factor: &[u8; FACTOR], code: &str, now: i64) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    [0, -1, 1].into_iter().map(|d| now / STEP + d).find(|step| {
        let right = u64::try_from(step * STEP).ok().and_then(|time| code_at(factor, time));
        right.is_some_and(|right| right.as_bytes().ct_eq(code.as_bytes()).into())
    })
}

/// A second factor's secret as people type it into their device: Base32 (RFC 4648) without padding.
#[must_use]
pub fn factor_text(factor: &[u8; FACTOR]) -> String {
    data_encoding::BASE32_NOPAD.encode(factor)
}

/// The six-digit code of a second (RFC 6238, SHA-1, steps of 30 seconds).
#[must_use]
pub fn code_at(secret: &[u8; FACTOR], second: u64) -> Option<String> {
    let totp =
        Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_secret(*secret).build().ok()?;
    Some(totp.generate(second).to_string())
}

struct Unlock {
    verifier: [u8; 32],
    identity: HybridIdentity,
    write: Secret,
}

async fn unlock(passphrase: &str, salt: &[u8], keys: &KeyFiles, lane: &Lane) -> Result<Unlock> {
    let input = Zeroizing::new(passphrase.as_bytes().to_vec());
    let root = lane.run(input, salt.to_vec(), &keys.pepper).await?;
    let verifier = kdf::derive(&root[..], "balss/v1/staff/verifier");
    Ok(Unlock {
        verifier: Sha256::digest(&verifier[..]).into(),
        identity: HybridIdentity::from_seed(&kdf::derive(&root[..], "balss/v1/staff/unlock")),
        write: kdf::derive(&root[..], "balss/v1/staff/bundle"),
    })
}

fn seal_bundle(unlock: &Unlock, id: StaffId, keys: &StaffKeys) -> Result<Vec<u8>> {
    let plain = frame::wrap(&place(id), &keys.to_bytes()[..], &unlock.write).ok_or(VaultError::TooLong)?;
    envelope::seal(&unlock.identity.recipient(), &plain).map_err(|_| VaultError::Refused)
}

fn open_bundle(unlock: &Unlock, id: StaffId, bundle: &[u8]) -> Result<StaffKeys> {
    let plain = envelope::open(&unlock.identity, bundle)?;
    StaffKeys::from_bytes(&frame::unwrap(&place(id), &unlock.write, &plain)?)
}

/// Both bundles of an account have the same place: the next one becomes the present one byte for byte, in a session that
/// does not know the passphrase.
fn place(id: StaffId) -> Place {
    Place { purpose: Purpose::Bundle, compartment: 0, epoch: 0, case: id.0, record: 0 }
}

/// The tag of everything in a row that decides what an account is and which keys it offers: whoever can write to the
/// database, but has no key file, makes nobody an administrator, offers no key in another's name, and does not put other
/// bundles in the place of those that its person sealed.
#[must_use]
pub fn row_mac(keys: &KeyFiles, row: &StaffRow) -> [u8; 32] {
    let a = &row.account;
    kdf::tag(
        &kdf::derive(&keys.index[..], "balss/v1/staff/row"),
        &[
            &a.id.0,
            a.username.as_bytes(),
            a.role.word().as_bytes(),
            &a.person.0,
            a.institution.as_bytes(),
            a.name.as_bytes(),
            a.lang.as_bytes(),
            a.mail.as_bytes(),
            &[u8::from(a.active), u8::from(a.outside)],
            row.recipient.as_bytes(),
            &row.verify_key,
            &row.salt,
            &row.verifier,
            &row.bundle,
            &row.next_bundle,
        ],
    )
}

/// The row with its tag, ready to be written.
#[must_use]
pub fn stamped(keys: &KeyFiles, mut row: StaffRow) -> StaffRow {
    row.mac = row_mac(keys, &row).to_vec();
    row
}

/// Whether this server wrote the row. The log names the account that was touched by its id.
#[must_use]
pub fn genuine(keys: &KeyFiles, row: &StaffRow) -> bool {
    let same: bool = row_mac(keys, row)[..].ct_eq(&row.mac).into();
    if !same {
        tracing::error!(account = %row.account.id, "an account's row is not as this server wrote it");
    }
    same
}

/// A random id for an account, a person or a job.
#[must_use]
pub fn fresh_id() -> [u8; 16] {
    random::bytes()
}

/// The row of an account whose person has yet to enrol: nobody can sign in with it.
#[must_use]
pub fn invited(account: Account, keys: &KeyFiles) -> StaffRow {
    let row = StaffRow {
        account,
        salt: Vec::new(),
        verifier: Vec::new(),
        bundle: Vec::new(),
        next_bundle: Vec::new(),
        recipient: String::new(),
        verify_key: Vec::new(),
        code_step: 0,
        mac: Vec::new(),
    };
    stamped(keys, row)
}

/// The row of a new account under `passphrase`, which offers the public halves of its keys.
///
/// # Errors
/// [`VaultError`].
pub async fn create(
    account: Account,
    passphrase: &str,
    new: &StaffKeys,
    keys: &KeyFiles,
    lane: &Lane,
) -> Result<StaffRow> {
    let row = ring::offering(invited(account, keys), new);
    reseal(&row, &Ring::of(new.clone()), passphrase, keys, lane).await
}

/// Opens an account's keys with its passphrase. Without an account, with one that nobody has enrolled, and with one that
/// was touched, the same work is done in vain.
///
/// # Errors
/// [`VaultError::Refused`] for a wrong name or passphrase alike.
pub async fn open(
    row: Option<&StaffRow>,
    username: &str,
    passphrase: &str,
    keys: &KeyFiles,
    lane: &Lane,
) -> Result<Ring> {
    let dummy = kdf::tag(&keys.index, &[b"balss/v1/staff/no-such-name", username.as_bytes()]);
    let row = row.filter(|r| r.enrolled() && genuine(keys, r));
    let salt = row.map_or(&dummy[..16], |r| &r.salt[..]);
    let unlock = unlock(passphrase, salt, keys, lane).await?;
    let expected = row.map_or(&dummy[..], |r| &r.verifier[..]);
    let same: bool = unlock.verifier.ct_eq(expected).into();
    match row {
        Some(row) if same => {
            let keys = open_bundle(&unlock, row.account.id, &row.bundle)?;
            let next = (!row.next_bundle.is_empty())
                .then(|| open_bundle(&unlock, row.account.id, &row.next_bundle))
                .transpose()?;
            Ok(Ring { keys, next })
        }
        _ => Err(VaultError::Refused),
    }
}

#[cfg(test)]
mod tests {
    use super::{STEP, StaffKeys};
    use zeroize::Zeroizing;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let mut keys = StaffKeys::generate(true);
        keys.totp = Some(Zeroizing::new(*b"12345678901234567890"));
        // RFC 6238 appendix B gives 8 digits; the last six are those of a six-digit code.
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(keys.check_code(code, time), Some(time / STEP));
            assert_eq!(keys.check_code(code, time + STEP), Some(time / STEP));
            assert_eq!(keys.check_code(code, time + 3 * STEP), None);
            assert_eq!(keys.check_code("", time), None);
        }
    }
}

//! One case as the tables know it, sealed so that only a release opens it.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::plan::Plan;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::{envelope, kdf, sign};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::statistics::{Coded, Period, Table};
use crate::store::Tx;
use crate::vault::keys::KeyFiles;
use crate::vault::roster::Roster;
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError};

/// Bytes in the envelope of a record, whatever it says.
pub const SIZE: usize = 1024;

const SIGNED: &[u8] = b"balss/v1/statistic";

/// What leads from a case to its rows and tags, and back from none.
#[derive(Clone, Copy)]
pub struct Seed([u8; 32]);

impl Seed {
    /// Of a case, for who has the key files.
    #[must_use]
    pub fn of(keys: &KeyFiles, case: CaseId) -> Self {
        Self(kdf::tag(&kdf::derive(&keys.index[..], "balss/v1/statistic"), &[&case.0]))
    }

    /// The name of the record of a period.
    #[must_use]
    pub fn row(&self, period: Period) -> [u8; 32] {
        kdf::tag(&self.0, &[b"row", &period.number().to_be_bytes()])
    }

    /// What says that the case has entered a table.
    #[must_use]
    pub fn drawn(&self, table: Table) -> [u8; 32] {
        kdf::tag(&self.0, &[b"drawn", table.word().as_bytes()])
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// Hexadecimal.
    seed: String,
    staff: StaffId,
    coded: Coded,
}

/// An opened record.
pub(super) struct Opened {
    pub(super) seed: Seed,
    pub(super) coded: Coded,
}

/// What an author signs: a record is one of its period and plan only.
fn signed(plan: &Plan, period: Period, json: &[u8]) -> Vec<u8> {
    let of = format!("\n{period}\n{}\n", super::plan::digest(&plan.body));
    [SIGNED, of.as_bytes(), json].concat()
}

/// Seals a record; its author is whoever writes in the case.
///
/// # Errors
/// [`VaultError::TooLong`] for codes that no taxonomy has.
pub fn seal(
    seed: Seed,
    (plan, period): (&Plan, Period),
    coded: Coded,
    (staff, keys): (StaffId, &StaffKeys),
) -> Result<Vec<u8>> {
    let seed = data_encoding::HEXLOWER.encode(&seed.0);
    let json = serde_json::to_vec(&Body { seed, staff, coded }).map_err(|_| VaultError::Refused)?;
    let signature = keys.signer().sign(&signed(plan, period, &json));
    let mut framed = Zeroizing::new([&signature[..], &json].concat());
    if framed.len() > SIZE {
        return Err(VaultError::TooLong);
    }
    framed.resize(SIZE, b' ');
    let recipient = plan.recipient(period).ok_or(VaultError::Refused)?;
    envelope::seal(recipient, &framed).map_err(|_| VaultError::Refused)
}

/// Opens a record that stands under `name`, if an adviser of the roster wrote it for that place.
pub(super) fn open(
    identity: &HybridIdentity,
    roster: &Roster,
    plan: &Plan,
    (name, period): (&[u8; 32], Period),
    sealed: &[u8],
) -> Option<Opened> {
    let framed = envelope::open(identity, sealed).ok()?;
    let (signature, padded) = framed.split_first_chunk::<64>()?;
    let json = padded.trim_ascii_end();
    let body: Body = serde_json::from_slice(json).ok()?;
    let seed = Seed(data_encoding::HEXLOWER.decode(body.seed.as_bytes()).ok()?.try_into().ok()?);
    let signed = signed(plan, period, json);
    let genuine = seed.row(period) == *name
        && roster.keys_of(body.staff).any(|key| sign::verify(key, &signed, signature));
    genuine.then_some(Opened { seed, coded: body.coded })
}

/// Takes every record of a case away that has not been released: its reporter is no longer counted, or it is deleted.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn forget(tx: &mut Tx, keys: &KeyFiles, case: CaseId) -> Result<()> {
    let seed = Seed::of(keys, case);
    for (year, _) in tx.statistic_plans().await? {
        let Ok(year) = i16::try_from(year) else { continue };
        for period in Period::all_of(year) {
            tx.forget_statistic(&seed.row(period)).await?;
        }
    }
    Ok(())
}

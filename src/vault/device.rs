//! Devices: browsers in which somebody signed in to an account before. They prove nothing and open nothing; their attempts
//! to sign in do not wait behind those of strangers (threat A9).
//!
//! The row's name is `TAG(HKDF(index key, "device"), HKDF(cookie), account)`: whoever can write to the table but does not
//! have the key files can neither make a device nor give one account's device to another.

use super::Result;
use super::keys::KeyFiles;
use super::visit::Token;
use crate::crypto::kdf;
use crate::domain::id::StaffId;
use crate::store::Tx;

/// How long a device is remembered after it was last used, in seconds.
pub const DEVICE_SECONDS: i64 = 180 * 24 * 3600;
/// The most devices of an account; beyond it the one that was not used for the longest time is forgotten.
pub const MOST_DEVICES: usize = 10;

fn row_id(keys: &KeyFiles, token: &Token, staff: StaffId) -> [u8; 32] {
    let key = kdf::derive(&keys.index[..], "balss/v1/device");
    kdf::tag(&key, &[&token.device_id()[..], &staff.0])
}

/// Whether this is a device of the account. Without an account the same work is done in vain.
///
/// # Errors
/// [`VaultError`](super::VaultError) of the store.
pub async fn known(
    tx: &mut Tx,
    keys: &KeyFiles,
    token: &Token,
    staff: Option<StaffId>,
    now: i64,
) -> Result<bool> {
    let nobody = StaffId([0; 16]);
    let owner = staff.unwrap_or(nobody);
    let seen = tx.device_seen(&row_id(keys, token, owner), owner).await?;
    Ok(staff.is_some() && seen.is_some_and(|seen| now - seen < DEVICE_SECONDS))
}

/// Remembers a device after a full sign-in.
///
/// # Errors
/// [`VaultError`](super::VaultError) of the store.
pub async fn keep(tx: &mut Tx, keys: &KeyFiles, token: &Token, staff: StaffId, now: i64) -> Result<()> {
    tx.keep_device(&row_id(keys, token, staff), staff, now).await?;
    for id in tx.devices_of(staff).await?.iter().skip(MOST_DEVICES) {
        tx.forget_device(id).await?;
    }
    Ok(())
}

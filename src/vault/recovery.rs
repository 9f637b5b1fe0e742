//! The recovery recipient: every case grants to it from the first report on. Its identity is made and kept offline; this
//! server only ever seals to it.

use super::Result;
use super::compartment::Compartment;
use super::grants::{self, Holder};
use super::keys::KeyFiles;
use super::roster::{RecoveryKey, Verified};
use crate::store::cases::GrantRow;

/// The recovery grant of an epoch.
///
/// # Errors
/// [`VaultError`](super::VaultError).
pub fn grant(
    keys: &KeyFiles,
    to: &Verified<RecoveryKey>,
    thread: &Compartment,
    desk: &Compartment,
) -> Result<GrantRow> {
    grants::seal(keys, Holder::Recovery, &to.recipient, thread, Some(desk))
}

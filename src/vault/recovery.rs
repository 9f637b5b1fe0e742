//! The recovery recipient: every case grants to it from the first report on. Its identity is made and kept offline; this
//! server only ever seals to it.
//!
//! An adviser whose passphrase is lost enrols anew and is vouched for anew. Then [`request`] writes down, for all epochs
//! of all cases alike, the record and recovery's envelope; [`regrant`] opens them on the offline machine, where the
//! shares are joined, and seals each again, to a new recovery identity and, where the record names the adviser as a holder
//! and not as excluded, to the adviser; [`apply`] puts the envelopes in their places. What is carried ([`carry`]) has the
//! same form for every case, so that whoever carries it does not learn who reads which.

pub mod apply;
pub mod carry;
mod put;
pub mod regrant;
pub mod request;
#[cfg(test)]
mod tests;

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

//! Who can open what: the only place that joins cryptography and store.
//!
//! A case has two compartments, `thread` (reporter and advisers) and `desk` (advisers only), each a random seed per
//! epoch. A [`grants`] row hands seeds to one holder; [`roster`] says who may be one; [`deposit`] seals a whole report;
//! [`thread`] reads and writes the conversation. No key rests in memory between requests.

pub mod absence;
pub mod access;
pub mod argon;
pub mod aside;
pub mod backup;
pub mod bundle;
pub mod capability;
pub mod carry;
pub mod compartment;
pub mod consent;
pub mod deposit;
pub mod desk;
pub mod device;
pub mod epoch;
pub mod evidence;
pub mod files;
pub mod grants;
pub mod invite;
pub mod kept;
pub mod keys;
pub mod margin;
pub mod original;
pub mod passing;
pub mod pending;
pub mod proposal;
pub mod receipt;
pub mod recovery;
pub mod retention;
pub mod roster;
pub mod rotate;
pub mod search;
pub mod shred;
pub mod spare;
pub mod staff;
pub mod state;
pub mod statement;
pub mod statistics;
pub mod thread;
pub mod visit;

use std::fmt;

use crate::crypto::Refused;
use crate::store::StoreError;
use crate::store::blobs::BlobError;

/// Why the vault could not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultError {
    /// Something does not open: no grant, a wrong key, or bytes that were touched.
    Refused,
    /// The roster names no recovery recipient, so nothing may be sealed.
    NoRecovery,
    /// Nobody may read this report.
    NoReaders,
    /// What is written is larger than the largest record.
    TooLong,
    /// Somebody else wrote meanwhile.
    Conflict,
    /// The store's own trouble.
    Store(StoreError),
    /// The file store's own trouble.
    Blob(BlobError),
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => f.write_str("does not open"),
            Self::NoRecovery => f.write_str("the roster names no recovery recipient"),
            Self::NoReaders => f.write_str("nobody may read it"),
            Self::TooLong => f.write_str("larger than the largest record"),
            Self::Conflict => f.write_str("changed meanwhile"),
            Self::Store(e) => e.fmt(f),
            Self::Blob(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for VaultError {}

impl From<Refused> for VaultError {
    fn from(_: Refused) -> Self {
        Self::Refused
    }
}

impl From<StoreError> for VaultError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

impl From<BlobError> for VaultError {
    fn from(e: BlobError) -> Self {
        Self::Blob(e)
    }
}

/// The result of every call to the vault.
pub type Result<T> = std::result::Result<T, VaultError>;

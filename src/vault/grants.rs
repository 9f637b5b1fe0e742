//! Grants [format]: one envelope to one holder with the seeds that holder may have.
//!
//! A grant's row is found by `HMAC(index key, holder ‖ case ‖ epoch)`. Each case has the same number of rows; the rest
//! are sealed to a key that nobody keeps. The quick column holds random bytes of the right length until its holder first
//! opens the envelope, so that neither an envelope nor an empty cell tells who holds a grant and who was left out.

use std::sync::OnceLock;

use zeroize::Zeroizing;

use super::compartment::{Compartment, DESK, THREAD};
use super::keys::KeyFiles;
use super::{Result, VaultError};
use crate::crypto::aead::{self, Cell};
use crate::crypto::envelope;
use crate::crypto::frame::{self, Place, Purpose};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::domain::id::{CaseId, StaffId};
use crate::store::cases::GrantRow;

/// Who holds a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An adviser's account: thread and desk.
    Staff(StaffId),
    /// The recovery recipient: thread and desk.
    Recovery,
    /// The reporter: thread only.
    Reporter,
    /// An adviser's account that holds nothing here: a filler at a place that its session finds, so that it can leave
    /// the same trace in every case, whether it may open it or not.
    Nobody(StaffId),
}

/// The opened compartments of one epoch of a case.
#[derive(Clone)]
pub struct Opened {
    /// Reporter and advisers.
    pub thread: Compartment,
    /// Advisers only.
    pub desk: Option<Compartment>,
}

/// Seeds of both compartments; the desk's is zero for a reporter.
const BODY: usize = 65;
/// Stored length of a quick cell: nonce, body, tag.
const QUICK: usize = 24 + BODY + 16;

/// Where the grant of `holder` stands.
#[must_use]
pub fn tag(keys: &KeyFiles, holder: Holder, case: CaseId, epoch: u32) -> [u8; 32] {
    let name = match holder {
        Holder::Staff(id) => [b"staff:".as_slice(), &id.0].concat(),
        Holder::Recovery => b"recovery".to_vec(),
        Holder::Reporter => b"reporter".to_vec(),
        Holder::Nobody(id) => [b"nobody:".as_slice(), &id.0].concat(),
    };
    kdf::tag(&keys.index, &[b"balss/v1/grant", &name, &case.0, &epoch.to_be_bytes()])
}

/// Only a server that has the key files writes grants that open.
fn write_key(keys: &KeyFiles) -> Secret {
    kdf::derive(&keys.index[..], "balss/v1/grant/write")
}

fn place(case: CaseId, epoch: u32) -> Place {
    Place { purpose: Purpose::Grant, compartment: 0, epoch, case: case.0, record: 0 }
}

/// Seals a grant.
///
/// # Errors
/// [`VaultError`].
pub fn seal(
    keys: &KeyFiles,
    holder: Holder,
    to: &HybridRecipient,
    thread: &Compartment,
    desk: Option<&Compartment>,
) -> Result<GrantRow> {
    let mut body = Zeroizing::new([0; BODY]);
    body[1..33].copy_from_slice(&thread.seed()[..]);
    if let Some(desk) = desk {
        body[0] = 1;
        body[33..].copy_from_slice(&desk.seed()[..]);
    }
    let (case, epoch) = (thread.case, thread.epoch);
    let plain = frame::wrap(&place(case, epoch), &body[..], &write_key(keys)).ok_or(VaultError::TooLong)?;
    let sealed = envelope::seal(to, &plain).map_err(|_| VaultError::Refused)?;
    Ok(GrantRow { tag: tag(keys, holder, case, epoch), sealed, quick: no_quick() })
}

/// A row that nobody can open, alike in every way that a thief could see. It stands where `holder` looks, or at random.
///
/// # Errors
/// [`VaultError`].
pub fn filler(keys: &KeyFiles, holder: Option<Holder>, case: CaseId, epoch: u32) -> Result<GrantRow> {
    static NOBODY: OnceLock<HybridRecipient> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| HybridIdentity::generate().recipient());
    let plain = frame::wrap(&place(case, epoch), &random::bytes::<BODY>(), &write_key(keys));
    let sealed =
        envelope::seal(nobody, &plain.ok_or(VaultError::TooLong)?).map_err(|_| VaultError::Refused)?;
    let tag = holder.map_or_else(random::bytes, |h| tag(keys, h, case, epoch));
    Ok(GrantRow { tag, sealed, quick: no_quick() })
}

/// A quick cell that nobody has written yet: random bytes of the length that all have.
#[must_use]
pub fn no_quick() -> Vec<u8> {
    random::bytes::<QUICK>().to_vec()
}

/// The seeds in the frame of a grant, on a machine that does not have the key files: the frame goes on to another
/// envelope as it is, and its new holder's session finds out whether this server wrote it.
///
/// # Errors
/// [`VaultError::Refused`] for a frame of another place.
pub fn unproven(frame: &[u8], case: CaseId, epoch: u32) -> Result<Opened> {
    opened(&frame::unproven(&place(case, epoch), frame)?, case, epoch)
}

fn opened(body: &[u8], case: CaseId, epoch: u32) -> Result<Opened> {
    let body: &[u8; BODY] = body.try_into().map_err(|_| VaultError::Refused)?;
    let seed = |bytes: &[u8]| -> Result<Secret> {
        Ok(Secret::new(bytes.try_into().map_err(|_| VaultError::Refused)?))
    };
    let thread = Compartment::new(case, THREAD, epoch, seed(&body[1..33])?);
    let desk = match body[0] {
        0 => None,
        1 => Some(Compartment::new(case, DESK, epoch, seed(&body[33..])?)),
        _ => return Err(VaultError::Refused),
    };
    Ok(Opened { thread, desk })
}

/// Opens a grant's envelope.
///
/// # Errors
/// [`VaultError::Refused`].
pub fn open(
    keys: &KeyFiles,
    with: &HybridIdentity,
    row: &GrantRow,
    case: CaseId,
    epoch: u32,
) -> Result<Opened> {
    let plain = envelope::open(with, &row.sealed)?;
    let body = frame::unwrap(&place(case, epoch), &write_key(keys), &plain)?;
    opened(&body, case, epoch)
}

/// Opens the quick cell, which is a few microseconds instead of a hybrid decapsulation.
///
/// # Errors
/// [`VaultError::Refused`] while the holder has not opened the envelope, or when the cell was touched.
pub fn open_quick(key: &Secret, tag: &[u8; 32], quick: &[u8], case: CaseId, epoch: u32) -> Result<Opened> {
    let cell = Cell { table: "access_grant", row: tag, column: "quick" };
    opened(&aead::open_cell(key, cell, quick)?, case, epoch)
}

/// The quick cell of opened seeds under the holder's own symmetric key.
#[must_use]
pub fn quick(key: &Secret, tag: &[u8; 32], opened: &Opened) -> Vec<u8> {
    let mut body = Zeroizing::new([0; BODY]);
    body[1..33].copy_from_slice(&opened.thread.seed()[..]);
    if let Some(desk) = &opened.desk {
        body[0] = 1;
        body[33..].copy_from_slice(&desk.seed()[..]);
    }
    aead::seal_cell(key, Cell { table: "access_grant", row: tag, column: "quick" }, &body[..])
}

/// The quick cell of a row that is nobody's: what an adviser's session leaves where it holds nothing, so that its first
/// look at the list changes one row of every case.
#[must_use]
pub fn trace(key: &Secret, tag: &[u8; 32]) -> Vec<u8> {
    aead::seal_cell(key, Cell { table: "access_grant", row: tag, column: "quick" }, &[u8::MAX; BODY])
}

/// Whether this adviser's session has left its trace here before.
#[must_use]
pub fn has_trace(key: &Secret, tag: &[u8; 32], cell: &[u8]) -> bool {
    aead::open_cell(key, Cell { table: "access_grant", row: tag, column: "quick" }, cell).is_ok()
}

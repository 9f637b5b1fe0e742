//! Originals of photographs [format]. A photograph tells more than it shows: place, time, device. Its cleaned copy goes to
//! the thread like any file; the file as it was sent is sealed to its reporter alone, and can be handed over later.
//!
//! Each case has a random key of its own for that. It lies in the sealed draft, then in every epoch record, sealed under a
//! key that derives from the receipt: advisers, recovery and server carry it and cannot open it. From it and the name of
//! the object derives the seed of an identity for that one original, so that handing over one opens no other.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::files::{FileRecord, Identity};
use super::grants::Opened;
use super::receipt::ReceiptKeys;
use super::visit::{decode, encode};
use super::{Result, VaultError};
use crate::crypto::aead::{self, Cell};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::domain::id::{BlobId, CaseId};

/// The file as it was sent. Stands in the record of its cleaned copy, which advisers read: it names the object and opens
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// Object that holds it.
    pub blob: BlobId,
    /// Bytes of the file itself.
    pub length: u64,
    /// SHA-256 of the file itself, hexadecimal: known from the first day on, it shows later that nothing was changed.
    pub sha256: String,
    /// SHA-256 of the stored object, hexadecimal.
    pub sealed_sha256: String,
}

/// The key of a case that opens its originals.
#[derive(Clone)]
pub struct Own(Secret);

impl Own {
    /// A fresh key.
    #[must_use]
    pub fn generate() -> Self {
        Self(Secret::new(random::bytes()))
    }

    /// As text inside a sealed row.
    #[must_use]
    pub fn text(&self) -> String {
        encode(&self.0)
    }

    /// The key of such a text; `None` for a draft of before there were originals.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn parse(text: &str) -> Result<Option<Self>> {
        if text.is_empty() { Ok(None) } else { decode(text).map(|key| Some(Self(key))) }
    }

    /// Sealed for the holder of this receipt, base64.
    #[must_use]
    pub fn wrap(&self, receipt: &ReceiptKeys, case: CaseId) -> String {
        BASE64.encode(&aead::seal_cell(&receipt.own_key(), cell(&case), &self.0[..]))
    }

    /// Opened with a receipt. `None` for a case without one, and where an adviser who made the epoch with a program of
    /// their own put something else in its place: the conversation still opens then.
    #[must_use]
    pub fn unwrap(receipt: &ReceiptKeys, case: CaseId, wrapped: &str) -> Option<Self> {
        let sealed = BASE64.decode(wrapped.as_bytes()).ok()?;
        let plain = aead::open_cell(&receipt.own_key(), cell(&case), &sealed).ok()?;
        Some(Self(Secret::new(plain.as_slice().try_into().ok()?)))
    }

    /// The same key for another receipt; what does not open stays as it is.
    #[must_use]
    pub fn rewrap(wrapped: &str, case: CaseId, old: &ReceiptKeys, new: &ReceiptKeys) -> String {
        Self::unwrap(old, case, wrapped).map_or_else(|| wrapped.to_owned(), |own| own.wrap(new, case))
    }

    fn seed(&self, blob: BlobId) -> Secret {
        kdf::derive(&self.0[..], &format!("balss/v1/own/file/{blob}"))
    }

    /// Seals the original that this object holds.
    #[must_use]
    pub fn recipient(&self, blob: BlobId) -> HybridRecipient {
        HybridIdentity::from_seed(&self.seed(blob)).recipient()
    }
}

fn cell(case: &CaseId) -> Cell<'_> {
    Cell { table: "epoch", row: &case.0, column: "own" }
}

impl From<&FileRecord> for Original {
    fn from(of: &FileRecord) -> Self {
        Self {
            blob: of.blob,
            length: of.length,
            sha256: of.sha256.clone(),
            sealed_sha256: of.sealed_sha256.clone(),
        }
    }
}

impl FileRecord {
    /// Whether its reporter alone holds it: a photograph of which no cleaned copy could be made.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.original.as_ref().is_some_and(|o| o.blob == self.blob)
    }

    /// Whether it is an original that was handed over.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.key.is_some()
    }

    /// Bytes and SHA-256 of the file as the reporter's device sent it.
    #[must_use]
    pub fn as_sent(&self) -> (u64, &str) {
        let of_copy = (self.length, self.sha256.as_str());
        self.original.as_ref().map_or(of_copy, |o| (o.length, o.sha256.as_str()))
    }

    /// The objects that came with it and their SHA-256. Those of an original that was handed over came before.
    pub fn objects(&self) -> impl Iterator<Item = (BlobId, &str)> {
        let own = (!self.is_given()).then_some((self.blob, self.sealed_sha256.as_str()));
        let original = self.original.as_ref().filter(|_| !self.is_held());
        own.into_iter().chain(original.map(|o| (o.blob, o.sealed_sha256.as_str())))
    }

    /// The record that hands its original over to whoever reads the thread.
    #[must_use]
    pub fn given(&self, own: &Own) -> Option<Self> {
        let original = self.original.as_ref()?;
        Some(Self {
            blob: original.blob,
            name: self.name.clone(),
            media: self.media.clone(),
            length: original.length,
            sha256: original.sha256.clone(),
            sealed_sha256: original.sealed_sha256.clone(),
            n: 0,
            epoch: self.epoch,
            original: None,
            key: Some(encode(&own.seed(original.blob))),
        })
    }

    /// Whether `given` is this file's original and nothing else.
    #[must_use]
    pub fn was_given_as(&self, given: &Self) -> bool {
        let same = |o: &Original| (o.blob, &o.sha256) == (given.blob, &given.sha256);
        given.is_given() && self.original.as_ref().is_some_and(same)
    }

    /// What opens it for a holder of these epochs; `None` while its reporter alone does.
    ///
    /// # Errors
    /// [`VaultError::Refused`] without its epoch, or with a key that is none.
    pub fn identity(&self, epochs: &[Opened]) -> Result<Option<Identity>> {
        if let Some(key) = &self.key {
            return Ok(Some(HybridIdentity::from_seed(&*decode(key)?)));
        }
        if self.is_held() {
            return Ok(None);
        }
        let of = epochs.iter().find(|e| e.thread.epoch == self.epoch).ok_or(VaultError::Refused)?;
        Ok(Some(of.thread.identity()))
    }
}

#[cfg(test)]
mod tests;

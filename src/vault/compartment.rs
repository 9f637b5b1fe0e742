//! What a compartment's seed gives [format]: an identity for records and files, a key for cards, and the key with which
//! writers prove that they hold the seed.

use crate::crypto::aead::{self, Cell};
use crate::crypto::envelope;
use crate::crypto::frame::{self, Place, Purpose};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::domain::day::Day;
use crate::domain::id::CaseId;
use crate::store::records::{CardRow, RecordRow};

use super::{Result, VaultError};

/// Reporter and advisers.
pub const THREAD: u8 = crate::store::records::THREAD;
/// Advisers only.
pub const DESK: u8 = 2;
/// No compartment of its own: the cell beside the cards, under the thread's key.
pub const MARGIN: u8 = 3;
/// No compartment of its own: the thread's words for searching, under a key of its seed of their own.
pub const SEARCH: u8 = 4;

/// Plaintext bytes of a card, by what it is: all of a kind are of one size. A list reads two for each case.
const fn room(which: u8) -> usize {
    match which {
        MARGIN => 4 << 10,
        DESK => 640,
        _ => 512,
    }
}

/// One compartment in one epoch, opened.
#[derive(Clone)]
pub struct Compartment {
    /// Whose.
    pub case: CaseId,
    /// [`THREAD`] or [`DESK`].
    pub which: u8,
    /// Which epoch.
    pub epoch: u32,
    seed: Secret,
}

impl Compartment {
    /// The compartment behind `seed`.
    #[must_use]
    pub fn new(case: CaseId, which: u8, epoch: u32, seed: Secret) -> Self {
        Self { case, which, epoch, seed }
    }

    /// The seed itself, for a grant.
    #[must_use]
    pub fn seed(&self) -> &Secret {
        &self.seed
    }

    /// What seals the cell beside this thread's card: the same key, bound to another place.
    #[must_use]
    pub fn margin(&self) -> Self {
        Self { which: MARGIN, ..self.clone() }
    }

    /// Opens records and files.
    #[must_use]
    pub fn identity(&self) -> HybridIdentity {
        HybridIdentity::from_seed(&kdf::derive(&self.seed[..], "balss/v1/compartment/identity"))
    }

    /// Seals records and files.
    #[must_use]
    pub fn recipient(&self) -> HybridRecipient {
        self.identity().recipient()
    }

    /// The key of an epoch record's successor: holders of this epoch vouch for the next with it.
    #[must_use]
    pub fn epoch_key(&self) -> Secret {
        kdf::derive(&self.seed[..], "balss/v1/compartment/epoch")
    }

    fn write_key(&self) -> Secret {
        kdf::derive(&self.seed[..], "balss/v1/compartment/write")
    }

    fn card_key(&self) -> Secret {
        kdf::derive(&self.seed[..], "balss/v1/compartment/card")
    }

    fn search_key(&self) -> Secret {
        kdf::derive(&self.seed[..], "balss/v1/compartment/search")
    }

    fn place(&self, purpose: Purpose, record: i64) -> Place {
        Place { purpose, compartment: self.which, epoch: self.epoch, case: self.case.0, record }
    }

    /// Seals `body` as a record of `purpose` under a fresh random number. The frame's body is the day (i64, big endian)
    /// and then `body`, so that the row's plain day is the one it was written on.
    ///
    /// # Errors
    /// [`VaultError::TooLong`] above the largest size class.
    pub fn seal(&self, to: &HybridRecipient, purpose: Purpose, body: &[u8], day: Day) -> Result<RecordRow> {
        let id = random::nonneg_i63();
        let dated = zeroize::Zeroizing::new([&day.0.to_be_bytes()[..], body].concat());
        let plain =
            frame::wrap(&self.place(purpose, id), &dated, &self.write_key()).ok_or(VaultError::TooLong)?;
        let size_class = i64::try_from(plain.len()).map_err(|_| VaultError::TooLong)?;
        let sealed = envelope::seal(to, &plain).map_err(|_| VaultError::Refused)?;
        Ok(RecordRow { id, compartment: self.which, epoch: self.epoch, day, size_class, sealed })
    }

    /// Seals an epoch record: it stands in a table of its own, so it has no number.
    ///
    /// # Errors
    /// [`VaultError::TooLong`].
    pub fn seal_epoch(&self, to: &HybridRecipient, body: &[u8]) -> Result<Vec<u8>> {
        let plain = frame::wrap(&self.place(Purpose::Epoch, 0), body, &self.write_key());
        envelope::seal(to, &plain.ok_or(VaultError::TooLong)?).map_err(|_| VaultError::Refused)
    }

    /// Opens an epoch record.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open_epoch<T: serde::de::DeserializeOwned>(&self, sealed: &[u8]) -> Result<T> {
        let plain = envelope::open(&self.identity(), sealed)?;
        let body = frame::unwrap(&self.place(Purpose::Epoch, 0), &self.write_key(), &plain)?;
        serde_json::from_slice(&body).map_err(|_| VaultError::Refused)
    }

    /// Opens a record: its purpose and body. Only a holder of the seed can have written what opens, on the day it says.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open(
        &self,
        with: &HybridIdentity,
        row: &RecordRow,
    ) -> Result<(Purpose, zeroize::Zeroizing<Vec<u8>>)> {
        let plain = envelope::open(with, &row.sealed)?;
        let purpose = frame::purpose_of(&plain)?;
        let dated = frame::unwrap(&self.place(purpose, row.id), &self.write_key(), &plain)?;
        let body = dated.strip_prefix(&row.day.0.to_be_bytes()).ok_or(VaultError::Refused)?;
        Ok((purpose, zeroize::Zeroizing::new(body.to_vec())))
    }

    /// Seals the seeds of earlier compartments of the same kind under this one's card key: epoch (u32) and seed each.
    #[must_use]
    pub fn seal_seeds(&self, of: &[&Compartment]) -> Vec<u8> {
        let mut plain = zeroize::Zeroizing::new(Vec::with_capacity(of.len() * 36));
        for c in of {
            plain.extend_from_slice(&c.epoch.to_be_bytes());
            plain.extend_from_slice(&c.seed[..]);
        }
        let row = self.card_row(0);
        aead::seal_cell(&self.card_key(), Cell { table: "epoch", row: &row, column: "desks" }, &plain)
    }

    /// Opens them.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open_seeds(&self, sealed: &[u8]) -> Result<Vec<(u32, Secret)>> {
        let row = self.card_row(0);
        let cell = Cell { table: "epoch", row: &row, column: "desks" };
        let plain = aead::open_cell(&self.card_key(), cell, sealed)?;
        let (whole, rest) = plain.as_chunks::<36>();
        if !rest.is_empty() {
            return Err(VaultError::Refused);
        }
        let one = |c: &[u8; 36]| {
            let (epoch, seed) = c.split_at(4);
            let epoch = u32::from_be_bytes(epoch.try_into().map_err(|_| VaultError::Refused)?);
            let seed = Secret::new(seed.try_into().map_err(|_| VaultError::Refused)?);
            if epoch < self.epoch { Ok((epoch, seed)) } else { Err(VaultError::Refused) }
        };
        whole.iter().map(one).collect()
    }

    /// Seals a card of at most 510 bytes, or a margin of at most 4,094, as version `version`.
    ///
    /// # Errors
    /// [`VaultError::TooLong`].
    pub fn seal_card(&self, body: &[u8], version: i64) -> Result<CardRow> {
        let length = u16::try_from(body.len()).map_err(|_| VaultError::TooLong)?;
        let size = room(self.which);
        if body.len() > size - 2 {
            return Err(VaultError::TooLong);
        }
        let mut plain = zeroize::Zeroizing::new(vec![0; size]);
        plain[..2].copy_from_slice(&length.to_be_bytes());
        plain[2..2 + body.len()].copy_from_slice(body);
        let row = self.card_row(version);
        let cell = Cell { table: "card", row: &row, column: "sealed" };
        let sealed = aead::seal_cell(&self.card_key(), cell, &plain);
        Ok(CardRow { epoch: self.epoch, version, sealed })
    }

    /// Opens a card.
    ///
    /// # Errors
    /// [`VaultError::Refused`], also when it is of another version than its row says.
    pub fn open_card(&self, card: &CardRow) -> Result<Vec<u8>> {
        let row = self.card_row(card.version);
        let cell = Cell { table: "card", row: &row, column: "sealed" };
        let plain = aead::open_cell(&self.card_key(), cell, &card.sealed)?;
        let (length, rest) = plain.split_at_checked(2).ok_or(VaultError::Refused)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        Ok(rest.get(..length).ok_or(VaultError::Refused)?.to_vec())
    }

    /// Seals the thread's words for searching as version `version`.
    #[must_use]
    pub fn seal_search(&self, plain: &[u8], version: i64) -> CardRow {
        let row = Self { which: SEARCH, ..self.clone() }.card_row(version);
        let cell = Cell { table: "card", row: &row, column: "sealed" };
        let sealed = aead::seal_cell(&self.search_key(), cell, plain);
        CardRow { epoch: self.epoch, version, sealed }
    }

    /// Opens them.
    ///
    /// # Errors
    /// [`VaultError::Refused`], also when they are of another version than their row says.
    pub fn open_search(&self, card: &CardRow) -> Result<zeroize::Zeroizing<Vec<u8>>> {
        let row = Self { which: SEARCH, ..self.clone() }.card_row(card.version);
        let cell = Cell { table: "card", row: &row, column: "sealed" };
        Ok(aead::open_cell(&self.search_key(), cell, &card.sealed)?)
    }

    fn card_row(&self, version: i64) -> Vec<u8> {
        let mut row = self.case.0.to_vec();
        row.push(self.which);
        row.extend_from_slice(&self.epoch.to_be_bytes());
        row.extend_from_slice(&version.to_be_bytes());
        row
    }
}

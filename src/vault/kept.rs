//! A private record: what a reporter keeps for themselves. It is the draft itself, sealed under the receipt alone: no
//! adviser, no recovery grant, no key of the server opens it, and whoever loses the code has lost it.
//!
//! **Proof of its day.** The log takes a commitment, `SHA-256("balss/v1/proof" || nonce || length of the words, big endian,
//! 8 bytes || words || SHA-256 of each file)`, with 32 random bytes of nonce that lie sealed in the record. Who shows
//! words, nonce and hashes later shows that they existed on the day of the log's entry; the entry alone tells nothing.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::files::FileRecord;
use super::receipt::ReceiptKeys;
use super::visit::Draft;
use super::{Result, VaultError};
use crate::crypto::aead::{self, Cell};
use crate::crypto::pad::{TEXT_SIZES, text_size};
use crate::crypto::random;
use crate::domain::day::Day;
use crate::store::Tx;
use crate::store::audit::{name_kept, name_kept_ended};
use crate::store::kept::KeptRow;

/// Beyond the size classes of text, rows grow in steps of the largest.
const LARGEST: usize = TEXT_SIZES[TEXT_SIZES.len() - 1];

/// What a private record holds.
#[derive(Clone, Serialize, Deserialize)]
pub struct Private {
    /// The draft, which can be taken up again.
    pub draft: Draft,
    /// Day on which it was written as it stands.
    pub day: Day,
    /// Nonce of its commitment, hexadecimal.
    pub nonce: String,
    /// Language of the form.
    pub lang: String,
}

/// A record that was opened, with the version to compare on saving.
pub struct Opened {
    /// What it holds.
    pub private: Private,
    /// The row.
    pub row: KeptRow,
}

impl Private {
    /// A draft as it is kept from `day` on.
    #[must_use]
    pub fn new(draft: Draft, day: Day, lang: &str) -> Self {
        Self { draft, day, nonce: HEXLOWER.encode(&random::bytes::<32>()), lang: lang.to_owned() }
    }

    /// The commitment to its words and files, hexadecimal; of photographs the originals count, which the person has.
    #[must_use]
    pub fn commitment(&self) -> String {
        let files: Vec<&str> = self.draft.files.iter().map(|f| f.as_sent().1).collect();
        commitment(&self.nonce, &self.draft.answers.statement, &files)
    }

    fn seal(&self, keys: &ReceiptKeys, version: i64, clean_day: Day) -> Result<KeptRow> {
        let mut plain = Zeroizing::new(serde_json::to_vec(self).map_err(|_| VaultError::Refused)?);
        let padded = text_size(plain.len()).unwrap_or_else(|| plain.len().next_multiple_of(LARGEST));
        plain.resize(padded, b' ');
        let id = keys.kept_id().to_be_bytes();
        Ok(KeptRow { version, sealed: aead::seal_cell(&keys.kept_key(), cell(&id), &plain), clean_day })
    }
}

/// The commitment to words and files under a nonce: hashes and nonce are hexadecimal, and so is the answer.
#[must_use]
pub fn commitment(nonce: &str, words: &str, files: &[&str]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"balss/v1/proof");
    hash.update(HEXLOWER.decode(nonce.as_bytes()).unwrap_or_default());
    hash.update((words.len() as u64).to_be_bytes());
    hash.update(words.as_bytes());
    for file in files {
        hash.update(HEXLOWER.decode(file.as_bytes()).unwrap_or_default());
    }
    HEXLOWER.encode(&hash.finalize())
}

/// The last day on which a record is kept that was visited on `today`: the end of a month, so that the row does not tell
/// the day of the visit.
#[must_use]
pub fn last_day(today: Date, days: u16) -> Date {
    today.checked_add(jiff::Span::new().days(i64::from(days))).unwrap_or(today).last_of_month()
}

/// The record of a receipt; `None` when there is none.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn open(tx: &mut Tx, keys: &ReceiptKeys, today: Day) -> Result<Option<Opened>> {
    let id = keys.kept_id();
    let Some(row) = tx.kept(id).await?.filter(|row| row.clean_day >= today) else { return Ok(None) };
    // A row that does not open was not made with this receipt: as good as none.
    let Ok(plain) = aead::open_cell(&keys.kept_key(), cell(&id.to_be_bytes()), &row.sealed) else {
        return Ok(None);
    };
    let private = serde_json::from_slice(&plain).map_err(|_| VaultError::Refused)?;
    Ok(Some(Opened { private, row }))
}

/// A record that is to be written in one transaction.
pub struct Keeping {
    id: i64,
    row: KeptRow,
    private: Private,
}

impl Keeping {
    /// Seals `private` to be kept until `last`, in place of `before`.
    ///
    /// # Errors
    /// [`VaultError::Refused`] if it cannot be written down.
    pub fn seal(keys: &ReceiptKeys, private: Private, before: Option<&KeptRow>, last: Day) -> Result<Self> {
        let row = private.seal(keys, before.map_or(1, |b| b.version + 1), last)?;
        Ok(Self { id: keys.kept_id(), row, private })
    }

    /// Writes row and files; what the log must say.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when another tab was faster, or a file was swept meanwhile.
    pub async fn write(&self, tx: &mut Tx) -> Result<BTreeMap<String, String>> {
        if !tx.put_kept(self.id, &self.row).await? {
            return Err(VaultError::Conflict);
        }
        for (blob, _) in self.private.draft.files.iter().flat_map(FileRecord::objects) {
            if !tx.keep_blob_until(blob, self.row.clean_day).await? {
                return Err(VaultError::Conflict);
            }
        }
        let promise = (format!("p:{}", self.private.commitment()), String::new());
        Ok(BTreeMap::from([name_kept(self.id, &self.row), promise]))
    }
}

/// Ends a record: its reporter erased it, or it becomes a report. Files that are not among `stay` go with it. What the log
/// must say.
///
/// # Errors
/// [`VaultError::Conflict`] when another tab was faster.
pub async fn end(
    tx: &mut Tx,
    keys: &ReceiptKeys,
    opened: &Opened,
    stay: &Draft,
) -> Result<BTreeMap<String, String>> {
    let (id, version) = (keys.kept_id(), opened.row.version);
    if !tx.end_kept(id, version).await? {
        return Err(VaultError::Conflict);
    }
    for file in &opened.private.draft.files {
        if !stay.files.iter().any(|f| f.blob == file.blob) {
            for (blob, _) in file.objects() {
                tx.discard_blob(blob).await?;
            }
        }
    }
    Ok(BTreeMap::from([name_kept_ended(id, version)]))
}

fn cell(id: &[u8]) -> Cell<'_> {
    Cell { table: "kept", row: id, column: "sealed" }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Day, Draft, Private, commitment, last_day};

    #[test]
    fn a_commitment_holds_words_files_and_nonce_apart() {
        let (nonce, file) = ("00".repeat(32), "11".repeat(32));
        let all = [
            commitment(&nonce, "a", &[]),
            commitment(&"01".repeat(32), "a", &[]),
            commitment(&nonce, "b", &[]),
            commitment(&nonce, "a", &[&file]),
            commitment(&nonce, "a", &[&file, &file]),
        ];
        for (n, one) in all.iter().enumerate() {
            assert!(!all[..n].contains(one));
        }
        let private = Private::new(Draft::new(), Day(0), "lv");
        assert_eq!(private.commitment(), commitment(&private.nonce, "", &[]));
        assert_ne!(private.nonce, Private::new(Draft::new(), Day(0), "lv").nonce);
    }

    #[test]
    fn a_record_is_kept_to_the_end_of_a_month() {
        assert_eq!(last_day(date(2026, 11, 24), 365), date(2027, 11, 30));
        assert_eq!(last_day(date(2027, 11, 1), 365), date(2028, 10, 31));
    }
}

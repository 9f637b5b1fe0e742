//! Names of sealed things, with the SHA-256 of their bytes and of what stands in the clear beside them: what a leaf says of
//! them, and what the store holds of a case under the same names, so that `audit verify` can compare the two.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::domain::day::Day;
use crate::domain::id::CaseId;
use crate::store::beside;
use crate::store::capabilities::CapabilityRow;
use crate::store::cases::EpochRow;
use crate::store::kept::KeptRow;
use crate::store::records::{CardRow, RecordRow, THREAD};
use crate::store::staff::StaffRow;
use crate::store::{Result, StoreError, Tx};

impl Tx {
    /// Everything sealed that the log should know, as `(name, SHA-256 in hexadecimal)`: records, cards, epoch records,
    /// grants of each epoch, receipts, and files of sent reports.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sealed_of(&mut self, case: CaseId) -> Result<Vec<(String, String)>> {
        let mut all: Vec<_> = self.records(case).await?.iter().map(name_record).collect();
        let days = self.case(case).await?.map(|c| (c.filed_day, c.next_due));
        for (compartment, card) in self.cards_of(case).await? {
            all.push(name_card(case, compartment, &card, days.filter(|_| compartment == THREAD)));
        }
        let sql = "SELECT number FROM epoch WHERE case_id = $1 ORDER BY number";
        for (number,) in rows!(self, fetch_all, (i64,), sql, &case.0[..])? {
            let number = u32::try_from(number).map_err(|_| StoreError::Damaged("epoch"))?;
            if let Some(row) = self.epoch(case, number).await? {
                all.push(name_epoch(case, number, &row));
            }
            let grants = self.grants_of(case, number).await?;
            let pairs: Vec<_> = grants.iter().map(|g| (&g.tag, &g.sealed[..])).collect();
            all.push(name_grants(case, number, &pairs));
        }
        let sql = "SELECT locator FROM receipt WHERE case_id = $1 ORDER BY locator";
        for (locator,) in rows!(self, fetch_all, (Vec<u8>,), sql, &case.0[..])? {
            all.push(name_receipt(case, &locator));
        }
        let sql = "SELECT id, digest FROM blob WHERE case_id = $1 AND clean_day = 0 ORDER BY id";
        for (id, digest) in rows!(self, fetch_all, (Vec<u8>, Vec<u8>), sql, &case.0[..])? {
            all.push((format!("b:{}", HEXLOWER.encode(&id)), HEXLOWER.encode(&digest)));
        }
        Ok(all)
    }

    /// Every case id that any table of sealed content names, in order, after `after`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn case_ids_after(&mut self, after: &[u8], limit: i64) -> Result<Vec<Vec<u8>>> {
        let sql = "SELECT id FROM (SELECT id FROM cases UNION SELECT case_id AS id FROM record \
                   UNION SELECT case_id AS id FROM card UNION SELECT case_id AS id FROM side_card UNION SELECT case_id AS id FROM epoch \
                   UNION SELECT case_id AS id FROM access_grant UNION SELECT case_id AS id FROM receipt \
                   UNION SELECT case_id AS id FROM blob WHERE clean_day = 0) AS every_id WHERE id > $1 ORDER BY id LIMIT $2";
        Ok(rows!(self, fetch_all, (Vec<u8>,), sql, after, limit)?.into_iter().map(|(id,)| id).collect())
    }
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Name and hash of a fact of the installation.
#[must_use]
pub fn name_fact(name: &str, value: &[u8]) -> (String, String) {
    (format!("i:{name}"), sha256(value))
}

/// Name and hash of an account: everything of it but the newest used code.
#[must_use]
pub fn name_staff(row: &StaffRow) -> (String, String) {
    let a = &row.account;
    let active: &[u8] = if a.active { b"active" } else { b"closed" };
    let outside: &[u8] = if a.outside { b"outside" } else { b"" };
    let hash = sha256_of(&[
        a.username.as_bytes(),
        a.role.word().as_bytes(),
        &a.person.0,
        a.institution.as_bytes(),
        a.name.as_bytes(),
        a.lang.as_bytes(),
        a.mail.as_bytes(),
        active,
        outside,
        &row.salt,
        &row.verifier,
        &row.bundle,
        &row.next_bundle,
        row.recipient.as_bytes(),
        &row.verify_key,
        &row.mac,
    ]);
    (format!("s:{}", a.id), hash)
}

/// The name under which the log knows a statement of the roster, with its hash.
#[must_use]
pub fn name_statement(number: i64, text: &str) -> (String, String) {
    (format!("o:{number}"), sha256(text.as_bytes()))
}

/// Name and hash of an adviser's record of training and duties.
#[must_use]
pub fn name_capability(row: &CapabilityRow) -> (String, String) {
    (format!("q:{}", row.staff), sha256(row.body.as_bytes()))
}

/// Hash of several parts, each with its length.
fn sha256_of(parts: &[&[u8]]) -> String {
    let mut all = Vec::new();
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_be_bytes());
        all.extend_from_slice(part);
    }
    sha256(&all)
}

/// Name and hash of a record, with all its columns.
#[must_use]
pub fn name_record(row: &RecordRow) -> (String, String) {
    let plain = [i64::from(row.compartment), i64::from(row.epoch), row.day.0, row.size_class];
    let [compartment, epoch, day, size] = plain.map(i64::to_be_bytes);
    (format!("r:{}", row.id), sha256_of(&[&compartment, &epoch, &day, &size, &row.sealed]))
}

/// Name and hash of a card. The card of the thread, which every word of reporter and advisers replaces, speaks for the
/// plain days of its case too: when it was filed and when it is due next.
#[must_use]
pub fn name_card(case: CaseId, compartment: u8, row: &CardRow, days: Option<(Day, Day)>) -> (String, String) {
    let days = days.map_or_else(Vec::new, |(filed, due)| [filed.0, due.0].map(i64::to_be_bytes).concat());
    let hash = sha256_of(&[&i64::from(row.epoch).to_be_bytes(), &row.sealed, &days]);
    (format!("c:{case}:{compartment}:{}", row.version), hash)
}

/// Name and hash of an epoch record, with the tag that binds it to what was before. The server's own tag is left out:
/// `audit verify` makes it anew.
#[must_use]
pub fn name_epoch(case: CaseId, number: u32, row: &EpochRow) -> (String, String) {
    (format!("e:{case}:{number}"), sha256_of(&[&row.sealed, &row.mac]))
}

/// Name and hash of a private record.
#[must_use]
pub fn name_kept(id: i64, row: &KeptRow) -> (String, String) {
    (format!("k:{id}:{}", row.version), sha256_of(&[&row.clean_day.0.to_be_bytes(), &row.sealed]))
}

/// What the log says where a private record of this version ended.
#[must_use]
pub fn name_kept_ended(id: i64, version: i64) -> (String, String) {
    (format!("k:{id}:{}", version + 1), beside::NONE.to_owned())
}

/// Name and hash of the locator that a case's receipt leads to.
#[must_use]
pub fn name_receipt(case: CaseId, locator: &[u8]) -> (String, String) {
    (format!("l:{case}"), sha256(locator))
}

/// The same, of the receipt that took its place with an epoch.
#[must_use]
pub fn name_new_receipt(case: CaseId, epoch: u32, locator: &[u8]) -> (String, String) {
    (format!("l:{case}:{epoch}"), sha256(locator))
}

/// Name and hash of all grants of an epoch, which must come sorted by tag.
#[must_use]
pub fn name_grants(case: CaseId, epoch: u32, sorted: &[(&[u8; 32], &[u8])]) -> (String, String) {
    let mut hash = Sha256::new();
    for (tag, sealed) in sorted {
        hash.update(tag);
        hash.update(Sha256::digest(sealed));
    }
    (format!("g:{case}:{epoch}"), HEXLOWER.encode(&hash.finalize()))
}

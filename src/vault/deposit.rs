//! Seals a whole report: records, cards, epoch 0, and the grants of everybody who may read it.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::access::{epoch_mac, server_mac};
use super::compartment::{Compartment, DESK, THREAD};
use super::files::FileRecord;
use super::grants::{self, Holder};
use super::keys::KeyFiles;
use super::receipt::ReceiptKeys;
use super::roster::{Roster, StaffKey, Verified};
use super::thread::{DeskCard, Report, ThreadCard, body};
use super::{Result, VaultError};
use crate::crypto::frame::Purpose;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::kdf::Secret;
use crate::crypto::random;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{BlobId, CaseId, PersonId, StaffId};
use crate::domain::report::Answers;
use crate::store::Tx;
use crate::store::audit::{name_card, name_epoch, name_grants, name_receipt, name_record};
use crate::store::cases::{CaseRow, EpochRow, GrantRow};
use crate::store::records::{CardRow, RecordRow};

/// What an epoch record says. Holders and exclusions are persons; it is sealed to the thread of its epoch.
#[derive(Serialize, Deserialize)]
pub struct EpochBody {
    /// Which epoch.
    pub number: u32,
    /// SHA-256 of the thread's recipient.
    pub thread: String,
    /// SHA-256 of the desk's recipient.
    pub desk: String,
    /// Accounts that hold grants, with their persons.
    pub holders: Vec<(StaffId, PersonId)>,
    /// Version of the recovery recipient that holds one.
    pub recovery: u64,
    /// The reporter's recipient, so that a later epoch can be granted to it.
    pub reporter: String,
    /// Persons who must never hold one.
    pub excluded: Vec<PersonId>,
    /// Somebody was excluded who is not on any list.
    pub someone_else: bool,
}

/// What is filed.
pub struct Filing<'a> {
    /// The case, named when the draft began.
    pub case: CaseId,
    /// Its thread's seed, of the same age.
    pub thread_seed: Secret,
    /// Keys of the receipt.
    pub receipt: &'a ReceiptKeys,
    /// The report.
    pub report: Report,
    /// Files that arrived with it.
    pub files: &'a [FileRecord],
    /// The day.
    pub day: Day,
    /// Checked roster.
    pub roster: &'a Roster,
    /// Rows of grants that every case has.
    pub grant_rows: usize,
}

/// Sealed rows of a new case.
pub struct Deposit {
    case: CaseRow,
    locator: [u8; 32],
    epoch: EpochRow,
    grants: Vec<GrantRow>,
    records: Vec<RecordRow>,
    thread_card: CardRow,
    desk_card: CardRow,
    files: Vec<(BlobId, String)>,
}

/// Persons that the reporter left out.
#[must_use]
pub fn excluded(answers: &Answers) -> (Vec<PersonId>, bool) {
    let persons = answers.excluded.iter().filter_map(|p| PersonId::parse(p)).collect();
    (persons, !answers.excluded_text.trim().is_empty())
}

/// The compartments of a new case and those it is sealed to. A recipient costs an expansion of keys, so each is made once.
struct Parties<'a> {
    thread: Compartment,
    desk: Compartment,
    to_thread: HybridRecipient,
    to_desk: HybridRecipient,
    to_reporter: HybridRecipient,
    readers: Vec<&'a Verified<StaffKey>>,
    excluded: Vec<PersonId>,
    someone_else: bool,
}

impl Filing<'_> {
    /// Seals everything. Pure computation; takes milliseconds.
    ///
    /// # Errors
    /// [`VaultError::NoReaders`], [`VaultError::NoRecovery`], [`VaultError::TooLong`].
    pub fn seal(self, keys: &KeyFiles) -> Result<Deposit> {
        let parties = self.parties()?;
        let (thread, desk, to) = (&parties.thread, &parties.desk, &parties.to_thread);
        let mut records = vec![thread.seal(to, Purpose::Answers, &body(&self.report)?, self.day)?];
        let mut files = Vec::new();
        for file in self.files {
            records.push(thread.seal(to, Purpose::File, &body(file)?, self.day)?);
            files.push((file.blob, file.sealed_sha256.clone()));
        }
        let card = ThreadCard {
            status: Status::New,
            institution: self.report.answers.institution.clone(),
            lang: self.report.lang.clone(),
            n: 1,
            messages: 0,
            files: u32::try_from(files.len()).map_err(|_| VaultError::TooLong)?,
            reporter_n: 1,
            due: self.day.plus(1),
        };
        let grants = self.grants(keys, &parties)?;
        let epoch = self.epoch(keys, &parties, &grants)?;
        Ok(Deposit {
            case: CaseRow { id: self.case, filed_day: self.day, next_due: self.day.plus(1), epoch: 0 },
            locator: self.receipt.locator(),
            epoch,
            grants,
            records,
            thread_card: thread.seal_card(&body(&card)?, 1)?,
            desk_card: desk.seal_card(&body(&DeskCard::default())?, 1)?,
            files,
        })
    }

    fn parties(&self) -> Result<Parties<'_>> {
        let thread = Compartment::new(self.case, THREAD, 0, self.thread_seed.clone());
        let desk = Compartment::new(self.case, DESK, 0, Secret::new(random::bytes()));
        let (excluded, someone_else) = excluded(&self.report.answers);
        let readers = self.roster.readers(&self.report.answers.institution, &excluded, someone_else);
        if readers.is_empty() {
            return Err(VaultError::NoReaders);
        }
        Ok(Parties {
            to_thread: thread.recipient(),
            to_desk: desk.recipient(),
            to_reporter: self.receipt.recipient(),
            thread,
            desk,
            readers,
            excluded,
            someone_else,
        })
    }

    fn grants(&self, keys: &KeyFiles, parties: &Parties<'_>) -> Result<Vec<GrantRow>> {
        let (thread, desk) = (&parties.thread, &parties.desk);
        let recovery = self.roster.recovery().ok_or(VaultError::NoRecovery)?;
        let mut grants = vec![
            super::recovery::grant(keys, recovery, thread, desk)?,
            grants::seal(keys, Holder::Reporter, &parties.to_reporter, thread, None)?,
        ];
        for reader in &parties.readers {
            let holder = Holder::Staff(reader.staff);
            grants.push(grants::seal(keys, holder, &reader.recipient, thread, Some(desk))?);
        }
        // Every adviser of the roster has a row, whoever may read: neither their number nor what their sessions later
        // write to the rows tells who was left out.
        for adviser in self.roster.advisers() {
            if !parties.readers.iter().any(|r| r.staff == adviser.staff) {
                grants.push(grants::filler(keys, Some(Holder::Nobody(adviser.staff)), self.case, 0)?);
            }
        }
        let rows = grants.len().next_multiple_of(self.grant_rows.max(1));
        while grants.len() < rows {
            grants.push(grants::filler(keys, None, self.case, 0)?);
        }
        // Tags are as good as random: sorted by them, position tells nothing.
        grants.sort_unstable_by_key(|g| g.tag);
        Ok(grants)
    }

    fn epoch(&self, keys: &KeyFiles, parties: &Parties<'_>, grants: &[GrantRow]) -> Result<EpochRow> {
        let fingerprint = |to: &HybridRecipient| HEXLOWER.encode(&Sha256::digest(to.to_string().as_bytes()));
        let record = EpochBody {
            number: 0,
            thread: fingerprint(&parties.to_thread),
            desk: fingerprint(&parties.to_desk),
            holders: parties.readers.iter().map(|r| (r.staff, r.person)).collect(),
            recovery: self.roster.recovery().map_or(0, |r| r.version),
            reporter: parties.to_reporter.to_string(),
            excluded: parties.excluded.clone(),
            someone_else: parties.someone_else,
        };
        let row = parties.thread.seal_epoch(&parties.to_thread, &body(&record)?)?;
        let mac = epoch_mac(&self.receipt.epoch_key(), self.case, 0, &row);
        let server_mac = server_mac(keys, self.case, 0, &row, &mac, grants);
        Ok(EpochRow { sealed: row, mac, server_mac })
    }
}

impl Deposit {
    /// Writes everything; what the filing leaf must commit to.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when a file was swept meanwhile or the case exists.
    pub async fn write(&self, tx: &mut Tx) -> Result<BTreeMap<String, String>> {
        let id = self.case.id;
        if !tx.add_case(&self.case).await? {
            return Err(VaultError::Conflict);
        }
        tx.add_receipt(&self.locator, id).await?;
        tx.add_epoch(id, 0, &self.epoch).await?;
        tx.add_grants(id, 0, &self.grants).await?;
        tx.add_card(id, THREAD, &self.thread_card).await?;
        tx.add_card(id, DESK, &self.desk_card).await?;
        let sorted: Vec<_> = self.grants.iter().map(|g| (&g.tag, &g.sealed[..])).collect();
        let mut sealed = BTreeMap::from([
            name_epoch(id, 0, &self.epoch.sealed),
            name_grants(id, 0, &sorted),
            name_receipt(id, &self.locator),
            name_card(id, i64::from(THREAD), 1, &self.thread_card.sealed),
            name_card(id, i64::from(DESK), 1, &self.desk_card.sealed),
        ]);
        for row in &self.records {
            tx.add_record(id, row).await?;
            sealed.extend([name_record(row.id, &row.sealed)]);
        }
        for (blob, digest) in &self.files {
            if !tx.keep_blob(*blob, id, self.case.filed_day).await? {
                return Err(VaultError::Conflict);
            }
            sealed.insert(format!("b:{blob}"), digest.clone());
        }
        Ok(sealed)
    }
}

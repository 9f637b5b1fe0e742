//! Epochs [format]: who holds which seeds of a case from some moment on. An epoch record says it, sealed to the thread of
//! its epoch and bound to the one before; the grants of the epoch hand the seeds out.
//!
//! A record carries the seeds of all earlier threads, so that whoever may read now reads what was said before; seeds of
//! earlier desks it carries under the new desk's key, as far as the one who made the epoch knew them.

use data_encoding::{BASE64, HEXLOWER};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::access::{epoch_mac, server_mac};
use super::compartment::{Compartment, DESK, THREAD};
use super::grants::{self, Holder, Opened};
use super::keys::KeyFiles;
use super::roster::{Roster, StaffKey, Verified};
use super::thread::body;
use super::{Result, VaultError};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::kdf::Secret;
use crate::domain::day::Day;
use crate::domain::id::{CaseId, PersonId, StaffId};
use crate::domain::sharing::Why;
use crate::store::cases::{EpochRow, GrantRow};

/// Somebody who was taken out of the readers of a case, by whomever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The next ordinal of the conversation at that moment: what was agreed to before it is spent.
    pub n: u64,
    /// The account.
    pub staff: StaffId,
    /// The person.
    pub person: PersonId,
    /// Name at that time.
    pub name: String,
    /// Name of who did it; empty for the reporter.
    pub by: String,
    /// When.
    pub day: Day,
    /// Why.
    pub why: Why,
}

/// What an epoch record says. Holders and exclusions are persons; it is sealed to the thread of its epoch.
#[derive(Clone, Serialize, Deserialize)]
pub struct EpochBody {
    /// Which epoch.
    pub number: u32,
    /// SHA-256 of the thread's recipient.
    pub thread: String,
    /// SHA-256 of the desk's recipient.
    pub desk: String,
    /// Accounts that hold grants, with their persons.
    pub holders: Vec<(StaffId, PersonId)>,
    /// Holders for a time only, with the last day.
    #[serde(default)]
    pub until: Vec<(StaffId, Day)>,
    /// Holders who were let in to read only. Their seeds are those of all holders: that they write nothing is kept by every
    /// page of the console, not by a key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reading: Vec<StaffId>,
    /// Who read it once and was taken out, oldest first: nobody of them comes back but by the reporter's word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// Version of the recovery recipient that holds one.
    pub recovery: u64,
    /// The reporter's recipient, so that a later epoch can be granted to it.
    pub reporter: String,
    /// Persons who must never hold one.
    pub excluded: Vec<PersonId>,
    /// Somebody was excluded who is not on any list.
    pub someone_else: bool,
    /// Hash of the newest statement of the roster by which the holders were chosen, hexadecimal.
    #[serde(default)]
    pub roster: String,
    /// Where another receipt took the place of the first: its tag on the first epoch's record, hexadecimal, in place of
    /// the one that stands there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first: String,
    /// The key of the case's originals, sealed to the receipt: [`Own`](super::original::Own). Handed on as it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub own: String,
    /// Seeds of the earlier threads, oldest first, base64.
    #[serde(default)]
    before: Vec<String>,
    /// Seeds of earlier desks under the key of this epoch's desk, base64; empty if none were known.
    #[serde(default)]
    desks_before: String,
}

impl Drop for EpochBody {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.before);
    }
}

impl EpochBody {
    /// Whether this account of this person holds a grant.
    #[must_use]
    pub fn holds(&self, staff: StaffId, person: PersonId) -> bool {
        self.holders.contains(&(staff, person)) && !self.excludes(person)
    }

    /// Whether this person must never hold one.
    #[must_use]
    pub fn excludes(&self, person: PersonId) -> bool {
        self.excluded.contains(&person)
    }

    /// Whether an adviser could read the case at all, if its reporter agreed: nobody who is left out, and, where somebody was
    /// left out whom no list names, nobody of the institution it was filed to, since any of its advisers might be the one.
    #[must_use]
    pub fn is_open_to(&self, key: &StaffKey, filed_to: &str) -> bool {
        !self.excludes(key.person) && (key.institution != filed_to || !self.someone_else)
    }

    /// Whether somebody stepped back from the case or was taken out of it, and not by the reporter: then nothing that was
    /// open before lets them in again. An adviser can ask for them anew.
    #[must_use]
    pub fn is_over_for(&self, person: PersonId) -> bool {
        let last = self.left.iter().rev().find(|l| l.person == person);
        last.is_some_and(|l| l.why != Why::TakenBack)
    }

    /// Whether a holder may read and write nothing.
    #[must_use]
    pub fn reads_only(&self, staff: StaffId) -> bool {
        self.reading.contains(&staff)
    }

    /// Persons who are excluded because they said themselves that they are too close to the case.
    pub fn stepped_back(&self) -> impl Iterator<Item = &Left> {
        self.left.iter().filter(|l| l.why == Why::Conflict)
    }

    /// The last day of a holder for a time only.
    #[must_use]
    pub fn until(&self, staff: StaffId) -> Option<Day> {
        self.until.iter().find(|(s, _)| *s == staff).map(|(_, day)| *day)
    }

    /// The earlier threads of `case`, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Refused`] unless there is one for each earlier epoch.
    pub fn threads_before(&self, case: CaseId) -> Result<Vec<Compartment>> {
        let threads: Option<Vec<Compartment>> = (0..self.number)
            .zip(&self.before)
            .map(|(epoch, text)| {
                let seed = Zeroizing::new(BASE64.decode(text.as_bytes()).ok()?);
                let seed = Secret::new(seed.as_slice().try_into().ok()?);
                Some(Compartment::new(case, THREAD, epoch, seed))
            })
            .collect();
        let whole = usize::try_from(self.number) == Ok(self.before.len());
        threads.filter(|_| whole).ok_or(VaultError::Refused)
    }

    /// The earlier desks that the maker of this epoch knew.
    ///
    /// # Errors
    /// [`VaultError::Refused`] when they do not open with the desk of this epoch.
    pub fn desks_before(&self, desk: &Compartment) -> Result<Vec<Compartment>> {
        if self.desks_before.is_empty() {
            return Ok(Vec::new());
        }
        let sealed = BASE64.decode(self.desks_before.as_bytes()).map_err(|_| VaultError::Refused)?;
        let seeds = desk.open_seeds(&sealed)?;
        Ok(seeds.into_iter().map(|(epoch, seed)| Compartment::new(desk.case, DESK, epoch, seed)).collect())
    }
}

/// A reader of an epoch.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Who.
    pub key: &'a Verified<StaffKey>,
    /// The last day, if only for a time.
    pub until: Option<Day>,
    /// Whether to read only.
    pub reading: bool,
}

impl<'a> Reader<'a> {
    /// Somebody who works on the case, for good.
    #[must_use]
    pub const fn working(key: &'a Verified<StaffKey>) -> Self {
        Self { key, until: None, reading: false }
    }
}

/// An epoch that is being made.
pub struct Making<'a> {
    /// Fresh, of the new epoch.
    pub thread: &'a Compartment,
    /// The thread's recipient: an expansion of keys, made once.
    pub to_thread: &'a HybridRecipient,
    /// Fresh, of the new epoch.
    pub desk: &'a Compartment,
    /// Who reads.
    pub readers: &'a [Reader<'a>],
    /// Who was taken out so far.
    pub left: &'a [Left],
    /// The reporter.
    pub to_reporter: &'a HybridRecipient,
    /// Who must never read.
    pub excluded: &'a [PersonId],
    /// Somebody else must not, who is on no list.
    pub someone_else: bool,
    /// The tag of a replaced receipt on the first epoch's record; empty if none was.
    pub first: &'a str,
    /// The key of the originals, sealed to the receipt; empty if there is none.
    pub own: &'a str,
    /// The epochs before, oldest first.
    pub before: &'a [Opened],
    /// The roster by which readers were chosen.
    pub roster: &'a Roster,
    /// Rows of grants of each epoch are a multiple of this.
    pub grant_rows: usize,
}

/// The hexadecimal hash of the roster's newest statement.
#[must_use]
pub fn roster_name(roster: &Roster) -> String {
    HEXLOWER.encode(&roster.head().1)
}

impl Making<'_> {
    /// Seals record and grants; `bind` is the receipt's key for epoch 0, later the key of the thread before.
    ///
    /// # Errors
    /// [`VaultError::NoRecovery`], [`VaultError::TooLong`].
    pub fn seal(&self, keys: &KeyFiles, bind: &Secret) -> Result<(EpochRow, Vec<GrantRow>)> {
        let (case, number) = (self.thread.case, self.thread.epoch);
        let grants = self.grants(keys)?;
        let record = self.thread.seal_epoch(self.to_thread, &body(&self.record()?)?)?;
        let mac = epoch_mac(bind, case, number, &record);
        let server_mac = server_mac(keys, case, number, &record, &mac, &grants);
        Ok((EpochRow { sealed: record, mac, server_mac }, grants))
    }

    fn record(&self) -> Result<EpochBody> {
        let fingerprint = |to: &HybridRecipient| HEXLOWER.encode(&Sha256::digest(to.to_string().as_bytes()));
        let desks: Vec<&Compartment> = self.before.iter().filter_map(|o| o.desk.as_ref()).collect();
        let desks_before = match &desks[..] {
            [] => String::new(),
            known => BASE64.encode(&self.desk.seal_seeds(known)),
        };
        Ok(EpochBody {
            number: self.thread.epoch,
            thread: fingerprint(self.to_thread),
            desk: fingerprint(&self.desk.recipient()),
            holders: self.readers.iter().map(|r| (r.key.staff, r.key.person)).collect(),
            until: self.readers.iter().filter_map(|r| Some((r.key.staff, r.until?))).collect(),
            reading: self.readers.iter().filter(|r| r.reading).map(|r| r.key.staff).collect(),
            left: self.left.to_vec(),
            recovery: self.roster.recovery().ok_or(VaultError::NoRecovery)?.version,
            reporter: self.to_reporter.to_string(),
            excluded: self.excluded.to_vec(),
            someone_else: self.someone_else,
            roster: roster_name(self.roster),
            first: self.first.to_owned(),
            own: self.own.to_owned(),
            before: self.before.iter().map(|o| BASE64.encode(&o.thread.seed()[..])).collect(),
            desks_before,
        })
    }

    fn grants(&self, keys: &KeyFiles) -> Result<Vec<GrantRow>> {
        let (thread, desk) = (self.thread, self.desk);
        let recovery = self.roster.recovery().ok_or(VaultError::NoRecovery)?;
        let mut grants = vec![
            super::recovery::grant(keys, recovery, thread, desk)?,
            grants::seal(keys, Holder::Reporter, self.to_reporter, thread, None)?,
        ];
        for Reader { key: reader, .. } in self.readers {
            let holder = Holder::Staff(reader.staff);
            grants.push(grants::seal(keys, holder, &reader.recipient, thread, Some(desk))?);
        }
        // Every adviser of the roster has a row, whoever may read: neither their number nor what their sessions later
        // write to the rows tells who was left out.
        for adviser in self.roster.standing() {
            if !self.readers.iter().any(|r| r.key.staff == adviser.staff) {
                let holder = Some(Holder::Nobody(adviser.staff));
                grants.push(grants::filler(keys, holder, thread.case, thread.epoch)?);
            }
        }
        let rows = grants.len().next_multiple_of(self.grant_rows.max(1));
        while grants.len() < rows {
            grants.push(grants::filler(keys, None, thread.case, thread.epoch)?);
        }
        // Tags are as good as random: sorted by them, position tells nothing.
        grants.sort_unstable_by_key(|g| g.tag);
        Ok(grants)
    }
}

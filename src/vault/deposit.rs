//! Seals a whole report: records, cards, epoch 0, and the grants of everybody who may read it.

use std::collections::BTreeMap;

use super::compartment::{Compartment, DESK, MARGIN, SEARCH, THREAD};
use super::desk::DeskCard;
use super::epoch::{Making, Reader};
use super::files::FileRecord;
use super::keys::KeyFiles;
use super::margin::Margin;
use super::original::Own;
use super::passing::Busy;
use super::receipt::ReceiptKeys;
use super::roster::{Roster, StaffKey, Verified};
use super::thread::{Report, ThreadCard, body};
use super::{Result, VaultError, search};
use crate::crypto::frame::Purpose;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::kdf::Secret;
use crate::crypto::random;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{BlobId, CaseId, PersonId};
use crate::domain::report::{AGE, Answers, OUTSIDE};
use crate::store::Tx;
use crate::store::audit::{name_card, name_epoch, name_grants, name_receipt, name_record};
use crate::store::cases::{CaseRow, EpochRow, GrantRow};
use crate::store::records::{CardRow, RecordRow};

/// What is filed.
pub struct Filing<'a> {
    /// The case, named when the draft began.
    pub case: CaseId,
    /// Its thread's seed, of the same age.
    pub thread_seed: Secret,
    /// Key of its originals.
    pub own: Option<Own>,
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
    /// Who of its advisers takes no new reports while others do.
    pub busy: &'a Busy,
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
    margin: CardRow,
    search: CardRow,
    files: Vec<(BlobId, String)>,
}

/// Persons that the reporter left out, and whether also somebody whom no list names. A person who cannot be told counts as
/// such: left out is left out. So does the wish that the outside adviser reads: nobody of the own institution may join
/// later either.
#[must_use]
pub fn excluded(answers: &Answers) -> (Vec<PersonId>, bool) {
    let persons: Vec<_> = answers.excluded.iter().filter_map(|p| PersonId::parse(p)).collect();
    let unknown = persons.len() < answers.excluded.len();
    let outside = answers.reads == OUTSIDE;
    (persons, unknown || outside || !answers.excluded_text.trim().is_empty())
}

/// The compartments of a new case and those it is sealed to. A recipient costs an expansion of keys, so each is made once.
struct Parties<'a> {
    thread: Compartment,
    desk: Compartment,
    to_thread: HybridRecipient,
    readers: Vec<&'a Verified<StaffKey>>,
    excluded: Vec<PersonId>,
    someone_else: bool,
}

impl Filing<'_> {
    /// Seals everything. Pure computation; takes milliseconds.
    ///
    /// # Errors
    /// [`VaultError::NoReaders`], [`VaultError::NoRecovery`], [`VaultError::TooLong`].
    pub fn seal(mut self, keys: &KeyFiles) -> Result<Deposit> {
        // How its reporter can be reached stands where it can be erased, not among the answers.
        let contact = std::mem::take(&mut self.report.answers.contact);
        let margin = Margin { contact, opened: Vec::new() };
        let parties = self.parties()?;
        let (thread, desk, to) = (&parties.thread, &parties.desk, &parties.to_thread);
        let mut records = vec![thread.seal(to, Purpose::Answers, &body(&self.report)?, self.day)?];
        let mut files = Vec::new();
        for file in self.files {
            records.push(thread.seal(to, Purpose::File, &body(file)?, self.day)?);
            files.extend(file.objects().map(|(blob, digest)| (blob, digest.to_owned())));
        }
        let card = ThreadCard {
            status: Status::New,
            institution: self.report.answers.institution.clone(),
            lang: self.report.lang.clone(),
            n: 1,
            messages: 0,
            files: u32::try_from(self.files.len()).map_err(|_| VaultError::TooLong)?,
            reporter_n: 1,
            due: self.day.plus(1),
            until: None,
            urgent: self.report.answers.is_urgent(),
            told: self.report.answers.urgent().map(|(word, _)| word.to_owned()).collect(),
            child: self.report.answers.age == AGE[0],
            taken_back: 0,
            said: Some(self.day),
            closed: None,
            waiting: Some(self.day),
        };
        let readers: Vec<Reader<'_>> = parties.readers.iter().map(|r| Reader::working(r)).collect();
        let making = Making {
            thread,
            to_thread: to,
            desk,
            readers: &readers,
            left: &[],
            to_reporter: &self.receipt.recipient(),
            excluded: &parties.excluded,
            someone_else: parties.someone_else,
            first: "",
            own: &self.own.as_ref().map_or_else(String::new, |own| own.wrap(self.receipt, self.case)),
            before: &[],
            roster: self.roster,
            grant_rows: self.grant_rows,
        };
        let (epoch, grants) = making.seal(keys, &self.receipt.epoch_key())?;
        Ok(Deposit {
            case: CaseRow { id: self.case, filed_day: self.day, next_due: self.day.plus(1), epoch: 0 },
            locator: self.receipt.locator(),
            epoch,
            grants,
            records,
            thread_card: thread.seal_card(&body(&card)?, 1)?,
            desk_card: desk.seal_card(&body(&DeskCard::default())?, 1)?,
            margin: margin.seal(thread, 1)?,
            search: search::first(thread, &self.report)?,
            files,
        })
    }

    fn parties(&self) -> Result<Parties<'_>> {
        let thread = Compartment::new(self.case, THREAD, 0, self.thread_seed.clone());
        let desk = Compartment::new(self.case, DESK, 0, Secret::new(random::bytes()));
        let (excluded, someone_else) = excluded(&self.report.answers);
        let readers = self.roster.readers(&self.report.answers.institution, &excluded, someone_else);
        let readers = self.busy.take(readers);
        if readers.is_empty() {
            return Err(VaultError::NoReaders);
        }
        Ok(Parties { to_thread: thread.recipient(), thread, desk, readers, excluded, someone_else })
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
        let (thread, desk) = (&self.thread_card, &self.desk_card);
        let cards = [(THREAD, thread), (DESK, desk), (MARGIN, &self.margin), (SEARCH, &self.search)];
        tx.add_cards(id, &cards).await?;
        let sorted: Vec<_> = self.grants.iter().map(|g| (&g.tag, &g.sealed[..])).collect();
        let mut sealed = BTreeMap::from([
            name_epoch(id, 0, &self.epoch),
            name_grants(id, 0, &sorted),
            name_receipt(id, &self.locator),
            name_card(id, THREAD, &self.thread_card, Some((self.case.filed_day, self.case.next_due))),
            name_card(id, DESK, &self.desk_card, None),
            name_card(id, MARGIN, &self.margin, None),
            name_card(id, SEARCH, &self.search, None),
        ]);
        for row in &self.records {
            tx.add_record(id, row).await?;
            sealed.extend([name_record(row)]);
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

#[cfg(test)]
mod tests {
    use super::{Answers, PersonId, excluded};

    #[test]
    fn somebody_left_out_who_cannot_be_told_is_left_out() {
        let person = PersonId([7; 16]);
        let of = |persons: &[&str], words: &str| {
            excluded(&Answers {
                excluded: persons.iter().map(|p| (*p).to_owned()).collect(),
                excluded_text: words.to_owned(),
                ..Answers::default()
            })
        };
        let known = person.to_string();
        assert_eq!(of(&[&known], " "), (vec![person], false));
        assert_eq!(of(&[], "my manager"), (vec![], true));
        for unknown in ["", "junk", &known[1..]] {
            assert_eq!(of(&[&known, unknown], ""), (vec![person], true), "{unknown:?}");
        }
        let outside = Answers { reads: "outside".to_owned(), ..Answers::default() };
        assert_eq!(excluded(&outside), (vec![], true));
    }
}

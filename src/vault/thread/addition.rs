//! How something is added to a conversation: sealed outside, written in one transaction.

use std::collections::BTreeMap;

use super::super::compartment::{DESK, THREAD};
use super::super::consent::{Proposal, Said, Wish};
use super::super::desk::{self, Author, DeskCard, Signed};
use super::super::files::FileRecord;
use super::super::grants::Opened;
use super::super::margin::{self, Margin};
use super::super::{Result, VaultError, search};
use super::{Agreement, Conversation, Dated, Message, Side, Step, body};
use crate::crypto::frame::Purpose;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{BlobId, CaseId, StaffId};
use crate::store::Tx;
use crate::store::audit::{name_card, name_record};
use crate::store::records::{CardRow, RecordRow};

/// Sealed rows that are to be added to a case in one transaction.
pub struct Addition {
    case: CaseId,
    records: Vec<RecordRow>,
    card: Option<CardRow>,
    desk: Option<CardRow>,
    margin: Option<CardRow>,
    search: Option<CardRow>,
    files: Vec<(BlobId, String)>,
    /// When the case was filed and is due next, as its card says.
    days: Option<(Day, Day)>,
}

/// What to add.
#[derive(Default)]
pub struct Words<'a> {
    /// A message: its ordinal is given here.
    pub message: Option<Message>,
    /// A new status and who set it (empty: it follows from the reporter's message).
    pub status: Option<(Status, String)>,
    /// Readers whom the reporter agreed to: the ordinal is given here.
    pub agreements: Vec<Agreement>,
    /// A step that an adviser proposes.
    pub proposal: Option<Proposal>,
    /// What the reporter wants.
    pub wishes: Vec<Wish>,
    /// What is to stand beside the conversation.
    pub margin: Option<Margin>,
    /// Files that come with the message.
    pub files: Vec<FileRecord>,
    /// When somebody should look at the case next, if that changes.
    pub due: Option<Day>,
    /// What an adviser notes at the desk, and who it is.
    pub noted: Option<(Vec<desk::Act>, Author<'a>)>,
}

impl Addition {
    /// Seals `words` for the newest epoch of a case read before.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn seal(with: &Opened, read: &Conversation, words: Words<'_>, day: Day) -> Result<Self> {
        let thread = &with.thread;
        let to = thread.recipient();
        let mut card = read.card.clone();
        let mut records = Vec::new();
        let mut blobs = Vec::new();
        // Written with whatever is said, or a copy of the tables would tell a word from a wish.
        let search = search::again(thread, read, &words)?;
        if let Some(message) = words.message {
            let message = Message { n: card.n, ..message };
            records.push(thread.seal(&to, Purpose::Message, &body(&message)?, day)?);
            for mut file in words.files {
                file.n = card.n;
                blobs.extend(file.objects().map(|(blob, digest)| (blob, digest.to_owned())));
                records.push(thread.seal(&to, Purpose::File, &body(&file)?, day)?);
                card.files += 1;
            }
            match message.from {
                Side::Reporter => {
                    card.reporter_n = card.n;
                    card.waiting.get_or_insert(day);
                }
                Side::Adviser => card.waiting = None,
            }
            card.messages += 1;
            card.n += 1;
            card.said = Some(day);
        }
        if let Some((status, name)) = words.status
            && status != card.status
        {
            let again = name.is_empty() || card.status == Status::Closed;
            let step = Step { n: card.n, from: card.status, to: status, name };
            match status {
                Status::Closed => card.waiting = None,
                Status::Withdrawn => {}
                _ if again => _ = card.waiting.get_or_insert(day),
                _ => {}
            }
            records.push(thread.seal(&to, Purpose::Status, &body(&step)?, day)?);
            card.status = status;
            card.closed = (status == Status::Closed).then_some(day);
            card.n += 1;
        }
        for mut agreement in words.agreements {
            agreement.n = card.n;
            records.push(thread.seal(&to, Purpose::Agreement, &body(&agreement)?, day)?);
            card.waiting.get_or_insert(day);
            card.n += 1;
        }
        if let Some(proposal) = words.proposal {
            let proposal = Proposal { n: card.n, ..proposal };
            records.push(thread.seal(&to, Purpose::Proposal, &body(&proposal)?, day)?);
            card.n += 1;
        }
        for wish in words.wishes {
            if read.takes_back(&wish) {
                card.taken_back = card.n;
            }
            records.push(thread.seal(&to, Purpose::Wish, &body(&Said { n: card.n, wish })?, day)?);
            card.reporter_n = card.n;
            card.waiting.get_or_insert(day);
            card.n += 1;
        }
        let margin = match (words.margin, &read.margin) {
            (Some(margin), Some((_, version))) => Some(margin.seal(thread, version + 1)?),
            _ => None,
        };
        let desk = match words.noted {
            Some((acts, author)) => Some(note(with, read, (acts, &author), &mut records, day)?),
            None => None,
        };
        card.due = words.due.unwrap_or(card.due);
        let days = Some((read.report.day, card.due));
        let card = thread.seal_card(&body(&card)?, read.card_version + 1)?;
        let (card, search) = (Some(card), Some(search));
        Ok(Self { case: thread.case, records, card, desk, margin, search, files: blobs, days })
    }

    /// Seals only that this adviser has opened the case on this day, and seen everything of the reporter's and the no to the own
    /// proposal to delete it; `None` when all was so before.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn seen(with: &Opened, read: &Conversation, by: StaffId, day: Day) -> Result<Option<Self>> {
        let desk = match (&with.desk, &read.desk) {
            (Some(desk), Some((card, version)))
                if card.seen < read.card.reporter_n || card.declined == Some(by) =>
            {
                let declined = card.declined.filter(|who| *who != by);
                let seen = card.seen.max(read.card.reporter_n);
                let card = DeskCard { seen, declined, ..card.clone() };
                Some(desk.seal_card(&body(&card)?, version + 1)?)
            }
            _ => None,
        };
        let mut margin = None;
        if let Some((before, version)) = &read.margin {
            let mut noted = before.clone();
            if noted.note(day) {
                margin = Some(noted.seal(&with.thread, version + 1)?);
            }
        }
        if desk.is_none() && margin.is_none() {
            return Ok(None);
        }
        let case = with.thread.case;
        let (records, files) = (vec![], vec![]);
        Ok(Some(Self { case, records, card: None, desk, margin, search: None, files, days: None }))
    }

    /// Writes everything; what the audit log must commit to.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when somebody else wrote since the case was read.
    pub async fn write(&self, tx: &mut Tx, day: Day) -> Result<BTreeMap<String, String>> {
        let mut sealed = BTreeMap::new();
        for (which, card) in [(THREAD, &self.card), (DESK, &self.desk)] {
            if let Some(card) = card {
                if !tx.replace_card(self.case, which, card).await? {
                    return Err(VaultError::Conflict);
                }
                sealed.extend([name_card(self.case, which, card, self.days.filter(|_| which == THREAD))]);
            }
        }
        if let Some(row) = &self.margin {
            sealed.extend([margin::write(tx, self.case, row).await?]);
        }
        if let Some(row) = &self.search {
            sealed.extend([search::write(tx, self.case, row).await?]);
        }
        if let Some((_, due)) = self.days
            && !tx.set_next_due(self.case, due).await?
        {
            return Err(VaultError::Conflict);
        }
        for (blob, digest) in &self.files {
            if !tx.keep_blob(*blob, self.case, day).await? {
                return Err(VaultError::Conflict);
            }
            sealed.insert(format!("b:{blob}"), digest.clone());
        }
        for row in &self.records {
            tx.add_record(self.case, row).await?;
            sealed.extend([name_record(row)]);
        }
        Ok(sealed)
    }
}

/// Seals entries of the desk into `records`; the card that follows from them.
fn note(
    with: &Opened,
    read: &Conversation,
    (acts, author): (Vec<desk::Act>, &Author<'_>),
    records: &mut Vec<RecordRow>,
    day: Day,
) -> Result<CardRow> {
    let (Some(compartment), Some((card, version))) = (&with.desk, &read.desk) else {
        return Err(VaultError::Refused);
    };
    let declined = card.declined_after(&read.entries, &acts, author.staff);
    let mut entries = read.entries.clone();
    let written = card.n + acts.len() as u64;
    for act in acts {
        let n = entries.iter().map(|e| e.what.entry.n).max().unwrap_or(0).saturating_add(1);
        let (what, row) = Signed::seal(compartment, author, n, act, day)?;
        entries.push(Dated { day, what });
        records.push(row);
    }
    let of = DeskCard::of(
        card.seen,
        (card.from, written),
        &read.report.what.answers,
        &entries,
        &read.told_of_child(),
    );
    let card = DeskCard { declined, ..of };
    compartment.seal_card(&body(&card)?, version + 1)
}

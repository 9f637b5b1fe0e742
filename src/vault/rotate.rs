//! A case goes to a new epoch: fresh seeds, granted to those who may read from now on [format].
//!
//! It does so before the next word is written whenever the roster is another than the one by which the epoch's readers
//! were chosen: in every case alike, whoever came or went, so that it tells nothing of who reads which case. And when a
//! holder's time is over, when the reporter agreed to another reader or took that back, and when an adviser gives a case
//! away or ends a colleague's reading. And when a reporter's session, which holds no desk, made the epoch before: somebody
//! who held the earlier desks hands them on to who came since.
//!
//! A roster that does not verify takes no case to a new epoch, with one exception: a last day counts all the same, or one
//! line that somebody puts into the table would let a deputy read on. The other holders stay, as far as the part that
//! verifies knows them, since they read the epoch before as well; nobody joins.
//!
//! Nobody becomes a reader here but by the reporter's agreement, with one exception: when none of the holders who may work
//! on the case is left, the outside advisers are, as the reporter was told when filing; but for those who had it and were
//! taken out.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;

use super::access::{OpenedCase, epoch_mac};
use super::compartment::{Compartment, DESK, THREAD};
use super::desk::DeskCard;
use super::epoch::{EpochBody, Left, Making, Reader, roster_name};
use super::grants::Opened;
use super::keys::KeyFiles;
use super::margin;
use super::original::Own;
use super::receipt::ReceiptKeys;
use super::roster::{Roster, StaffKey, Verified};
use super::thread::{Conversation, ThreadCard, Words, body};
use super::{Result, VaultError, search};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::kdf::Secret;
use crate::crypto::random;
use crate::domain::day::Day;
use crate::domain::event::Leaf;
use crate::domain::id::{CaseId, PersonId, StaffId};
use crate::domain::sharing::Why;
use crate::store::audit::{name_card, name_epoch, name_grants, name_new_receipt};
use crate::store::cases::{EpochRow, GrantRow};
use crate::store::records::CardRow;
use crate::store::{Audit, Store, Tx};

/// Somebody who is to read from now on, as the reporter agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The account.
    pub staff: StaffId,
    /// The last day, if only for a time.
    pub until: Option<Day>,
    /// Whether to read only.
    pub reading: bool,
}

/// Who comes and who goes with an epoch, beside those whom roster and calendar end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Who comes.
    pub joining: Vec<Joining>,
    /// Who goes.
    pub leaving: Vec<Left>,
}

impl Change {
    /// These come.
    #[must_use]
    pub fn joining(joining: Vec<Joining>) -> Self {
        Self { joining, leaving: Vec::new() }
    }

    /// This one goes.
    #[must_use]
    pub fn leaving(left: Left) -> Self {
        Self { joining: Vec::new(), leaving: vec![left] }
    }

    fn is_empty(&self) -> bool {
        self.joining.is_empty() && self.leaving.is_empty()
    }

    /// Persons who must never hold a grant from now on: those of before, and who says to be too close.
    fn excluded(&self, of: &EpochBody) -> Vec<PersonId> {
        let mut all = of.excluded.clone();
        let close = self.leaving.iter().filter(|l| l.why == Why::Conflict).map(|l| l.person);
        for person in close {
            if !all.contains(&person) {
                all.push(person);
            }
        }
        all
    }

    /// Everybody who was taken out so far.
    fn left(&self, of: &EpochBody) -> Vec<Left> {
        of.left.iter().chain(&self.leaving).cloned().collect()
    }
}

/// Whether a case must go to a new epoch before anything is written to it. A roster that does not verify ends nobody's
/// reading but by the last day: who was revoked by a statement that was cut off cannot be told from who was not.
#[must_use]
pub fn due(of: &EpochBody, roster: &Roster, today: Day) -> bool {
    let over = of.until.iter().any(|(_, last)| *last < today);
    over || (roster.fault().is_none() && of.roster != roster_name(roster))
}

/// A holder of an epoch who may read in it today: vouched for as the same person, not excluded, the time not over. None of
/// it waits for the epoch that will end their grant.
#[must_use]
pub fn holder<'r>(
    of: &EpochBody,
    staff: StaffId,
    roster: &'r Roster,
    today: Day,
) -> Option<&'r Verified<StaffKey>> {
    let in_time = of.until(staff).is_none_or(|last| last >= today);
    roster.known(staff).filter(|key| in_time && of.holds(staff, key.person))
}

/// Who reads in the next epoch: the holders who are still vouched for, whose time is not over and who do not go, and who
/// joins. Where nobody of them may work on the case, the outside advisers may, less who was taken out of it.
///
/// # Errors
/// [`VaultError::Refused`] when somebody is to join who is excluded, by name or as one of the institution, or not vouched
/// for, or anybody while the roster does not verify.
pub fn readers<'r>(
    of: &EpochBody,
    institution: &str,
    roster: &'r Roster,
    change: &Change,
    today: Day,
) -> Result<Vec<Reader<'r>>> {
    if !change.joining.is_empty() && roster.fault().is_some() {
        return Err(VaultError::Refused);
    }
    let excluded = change.excluded(of);
    let goes = |key: &StaffKey| change.leaving.iter().any(|l| l.person == key.person);
    let holders = of.holders.iter().filter_map(|(staff, _)| holder(of, *staff, roster, today));
    let reader = |key: &'r Verified<StaffKey>| {
        let (until, reading) = (of.until(key.staff), of.reads_only(key.staff));
        Reader { key, until, reading }
    };
    let mut readers: Vec<Reader<'r>> = holders.filter(|key| !goes(key)).map(reader).collect();
    for Joining { staff, until, reading } in &change.joining {
        // Where somebody was left out whom no list names, any adviser of the institution might be the one.
        let meant = |key: &StaffKey| of.someone_else && key.institution == institution;
        let key = roster.adviser(*staff).filter(|key| !excluded.contains(&key.person) && !meant(key));
        let key = key.ok_or(VaultError::Refused)?;
        let (until, reading) = (*until, *reading);
        match readers.iter_mut().find(|reader| reader.key.staff == *staff) {
            Some(known) => {
                // For the longer time: without a last day where one of both has none.
                known.until = known.until.zip(until).map(|(before, now)| before.max(now));
                known.reading &= reading;
            }
            None => readers.push(Reader { key, until, reading }),
        }
    }
    if readers.iter().all(|reader| reader.reading) {
        let left = change.left(of);
        let had = |key: &StaffKey| left.iter().any(|l| l.person == key.person);
        let outside = roster.readers(institution, &excluded, true);
        for key in outside.into_iter().filter(|key| !had(key)) {
            readers.retain(|reader| reader.key.staff != key.staff);
            readers.push(Reader::working(key));
        }
    }
    Ok(readers)
}

/// Sealed rows of a new epoch, and of the cards that move to it.
struct Turn {
    case: CaseId,
    /// When it was filed and is due next, which stays.
    days: (Day, Day),
    number: u32,
    row: EpochRow,
    grants: Vec<GrantRow>,
    thread_card: CardRow,
    desk_card: Option<CardRow>,
    margin: Option<CardRow>,
    search: CardRow,
}

/// What a turn is made with.
pub struct Turning<'a> {
    /// Rows.
    pub store: &'a Store,
    /// Key files.
    pub keys: &'a KeyFiles,
    /// Checked roster.
    pub roster: &'a Roster,
    /// The day.
    pub today: Day,
    /// Rows of grants of each epoch are a multiple of this.
    pub grant_rows: usize,
}

impl Turning<'_> {
    /// Takes a case to a new epoch if one is due, or somebody comes or goes; whether it did. The case must be read again
    /// then.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when the case, or the roster, changed since it was read.
    pub async fn renew(
        &self,
        of: &OpenedCase,
        read: &Conversation,
        change: &Change,
        leaf: impl FnOnce(BTreeMap<String, String>) -> Leaf,
    ) -> Result<bool> {
        if change.is_empty() && !due(&of.body, self.roster, self.today) && !of.knows_more()? {
            return Ok(false);
        }
        let to_reporter = of.body.reporter.parse().map_err(|_| VaultError::Refused)?;
        let turn = self.turn(of, read, change, (&to_reporter, &of.body.first, &of.body.own))?;
        let mut tx = self.store.write().await?;
        let sealed = turn.write(&mut tx, self.roster).await?;
        tx.commit(Audit::of(vec![leaf(sealed)])).await?;
        Ok(true)
    }

    /// Takes a case to a new epoch that another receipt opens, and no longer the present one.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when the case, the roster or the receipt changed since it was read.
    pub async fn replace_receipt(
        &self,
        of: &OpenedCase,
        read: &Conversation,
        (old, new): (&ReceiptKeys, &ReceiptKeys),
        leaf: impl FnOnce(BTreeMap<String, String>) -> Leaf,
    ) -> Result<()> {
        let case = of.row.id;
        let first = self.store.read().await?.epoch(case, 0).await?.ok_or(VaultError::Refused)?;
        let first = HEXLOWER.encode(&epoch_mac(&new.epoch_key(), case, 0, &first.sealed));
        let own = Own::rewrap(&of.body.own, case, old, new);
        let turn = self.turn(of, read, &Change::default(), (&new.recipient(), &first, &own))?;
        let mut tx = self.store.write().await?;
        let mut sealed = turn.write(&mut tx, self.roster).await?;
        if !tx.replace_receipt(&old.locator(), &new.locator(), turn.case).await? {
            return Err(VaultError::Conflict);
        }
        sealed.extend([name_new_receipt(turn.case, turn.number, &new.locator())]);
        Ok(tx.commit(Audit::of(vec![leaf(sealed)])).await?)
    }

    /// Seals the next epoch of a case. Pure computation; takes milliseconds.
    fn turn(
        &self,
        of: &OpenedCase,
        read: &Conversation,
        change: &Change,
        (to_reporter, first, own): (&HybridRecipient, &str, &str),
    ) -> Result<Turn> {
        let before: &Opened = of.newest()?;
        let (case, number) = (of.row.id, of.row.epoch.checked_add(1).ok_or(VaultError::TooLong)?);
        let fresh = |which| Compartment::new(case, which, number, Secret::new(random::bytes()));
        let (thread, desk) = (fresh(THREAD), fresh(DESK));
        let readers = readers(&of.body, &read.card.institution, self.roster, change, self.today)?;
        let making = Making {
            thread: &thread,
            to_thread: &thread.recipient(),
            desk: &desk,
            readers: &readers,
            left: &change.left(&of.body),
            to_reporter,
            first,
            own,
            excluded: &change.excluded(&of.body),
            someone_else: of.body.someone_else,
            before: &of.epochs,
            roster: self.roster,
            grant_rows: self.grant_rows,
        };
        let (row, grants) = making.seal(self.keys, &before.thread.epoch_key())?;
        let until = readers.iter().filter_map(|reader| reader.until).min();
        let card = ThreadCard { until, ..read.card.clone() };
        let thread_card = thread.seal_card(&body(&card)?, read.card_version + 1)?;
        // A reporter holds no desk: its card stays in the epoch where its holders find it.
        let desk_card = match (&before.desk, &read.desk) {
            // Whoever began it anew held no key to the desks before, which are handed on now.
            (Some(_), Some((card, version))) if of.desks_since() < card.from => {
                let since = of.desks_since();
                let before =
                    read.entries.iter().filter(|e| (since..card.from).contains(&e.what.epoch)).count();
                let written = card.n + before as u64;
                let anew = DeskCard::of(
                    card.seen,
                    (since, written),
                    &read.report.what.answers,
                    &read.entries,
                    &read.told_of_child(),
                );
                let card = DeskCard { declined: card.declined, ..anew };
                Some(desk.seal_card(&body(&card)?, version + 1)?)
            }
            (Some(_), Some((card, version))) => Some(desk.seal_card(&body(card)?, version + 1)?),
            _ => None,
        };
        let margin = match &read.margin {
            Some((margin, version)) => Some(margin.seal(&thread, version + 1)?),
            None => None,
        };
        let search = search::again(&thread, read, &Words::default())?;
        let days = (read.report.day, read.card.due);
        Ok(Turn { case, days, number, row, grants, thread_card, desk_card, margin, search })
    }
}

impl Turn {
    /// Writes everything; what the audit log must commit to.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when the case, or the roster, changed since it was read.
    async fn write(&self, tx: &mut Tx, roster: &Roster) -> Result<BTreeMap<String, String>> {
        if !roster.was_read_to(tx.roster_head().await?.as_ref()) {
            return Err(VaultError::Conflict);
        }
        let mut sealed = BTreeMap::new();
        let cards = [(THREAD, Some(&self.thread_card)), (DESK, self.desk_card.as_ref())];
        for (which, card) in cards.into_iter().filter_map(|(which, card)| Some((which, card?))) {
            if !tx.replace_card(self.case, which, card).await? {
                return Err(VaultError::Conflict);
            }
            sealed.extend([name_card(self.case, which, card, Some(self.days).filter(|_| which == THREAD))]);
        }
        if let Some(row) = &self.margin {
            sealed.extend([margin::write(tx, self.case, row).await?]);
        }
        sealed.extend([search::write(tx, self.case, &self.search).await?]);
        if !tx.next_epoch(self.case, self.number).await? {
            return Err(VaultError::Conflict);
        }
        tx.add_epoch(self.case, self.number, &self.row).await?;
        tx.add_grants(self.case, self.number, &self.grants).await?;
        let sorted: Vec<_> = self.grants.iter().map(|g| (&g.tag, &g.sealed[..])).collect();
        sealed.extend([
            name_epoch(self.case, self.number, &self.row),
            name_grants(self.case, self.number, &sorted),
        ]);
        Ok(sealed)
    }
}

//! A case goes to a new epoch: fresh seeds, granted to those who may read from now on [format].
//!
//! It does so before the next word is written whenever the roster is another than the one by which the epoch's readers
//! were chosen: in every case alike, whoever came or went, so that it tells nothing of who reads which case. And when a
//! holder's time is over, and when the reporter agreed to another reader.
//!
//! A roster that does not verify takes no case to a new epoch, with one exception: a last day counts all the same, or one
//! line that somebody puts into the table would let a deputy read on. The other holders stay, as far as the part that
//! verifies knows them, since they read the epoch before as well; nobody joins.
//!
//! Nobody becomes a reader here but by the reporter's agreement, with one exception: when none of the holders is left,
//! the outside advisers are, as the reporter was told when filing.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;

use super::access::{OpenedCase, epoch_mac};
use super::compartment::{Compartment, DESK, THREAD};
use super::epoch::{EpochBody, Making, Reader, roster_name};
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
use crate::domain::id::{CaseId, StaffId};
use crate::store::audit::{name_card, name_epoch, name_grants, name_new_receipt};
use crate::store::cases::{EpochRow, GrantRow};
use crate::store::records::CardRow;
use crate::store::{Audit, Store, Tx};

/// Somebody who is to read from now on, as the reporter agreed, and the last day if only for a time.
pub type Joining = (StaffId, Option<Day>);

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

/// Who reads in the next epoch: the holders who are still vouched for and whose time is not over, and who joins.
///
/// # Errors
/// [`VaultError::Refused`] when somebody is to join who is excluded or not vouched for, or anybody while the roster does
/// not verify.
pub fn readers<'r>(
    of: &EpochBody,
    institution: &str,
    roster: &'r Roster,
    joining: &[Joining],
    today: Day,
) -> Result<Vec<Reader<'r>>> {
    if !joining.is_empty() && roster.fault().is_some() {
        return Err(VaultError::Refused);
    }
    let holders = of.holders.iter().filter_map(|(staff, _)| holder(of, *staff, roster, today));
    let mut readers: Vec<Reader<'r>> = holders.map(|key| (key, of.until(key.staff))).collect();
    for (staff, until) in joining {
        let key = roster.adviser(*staff).filter(|key| !of.excludes(key.person)).ok_or(VaultError::Refused)?;
        match readers.iter_mut().find(|(reader, _)| reader.staff == *staff) {
            Some(known) => known.1 = known.1.and(*until),
            None => readers.push((key, *until)),
        }
    }
    if readers.is_empty() {
        let outside = roster.readers(institution, &of.excluded, true);
        readers.extend(outside.into_iter().map(|key| (key, None)));
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
    /// Takes a case to a new epoch if one is due or somebody joins; whether it did. The case must be read again then.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when the case, or the roster, changed since it was read.
    pub async fn renew(
        &self,
        of: &OpenedCase,
        read: &Conversation,
        joining: &[Joining],
        leaf: impl FnOnce(BTreeMap<String, String>) -> Leaf,
    ) -> Result<bool> {
        if joining.is_empty() && !due(&of.body, self.roster, self.today) {
            return Ok(false);
        }
        let to_reporter = of.body.reporter.parse().map_err(|_| VaultError::Refused)?;
        let turn = self.turn(of, read, joining, (&to_reporter, &of.body.first, &of.body.own))?;
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
        let turn = self.turn(of, read, &[], (&new.recipient(), &first, &own))?;
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
        joining: &[Joining],
        (to_reporter, first, own): (&HybridRecipient, &str, &str),
    ) -> Result<Turn> {
        let before: &Opened = of.newest()?;
        let (case, number) = (of.row.id, of.row.epoch.checked_add(1).ok_or(VaultError::TooLong)?);
        let fresh = |which| Compartment::new(case, which, number, Secret::new(random::bytes()));
        let (thread, desk) = (fresh(THREAD), fresh(DESK));
        let readers = readers(&of.body, &read.card.institution, self.roster, joining, self.today)?;
        let making = Making {
            thread: &thread,
            to_thread: &thread.recipient(),
            desk: &desk,
            readers: &readers,
            to_reporter,
            first,
            own,
            excluded: &of.body.excluded,
            someone_else: of.body.someone_else,
            before: &of.epochs,
            roster: self.roster,
            grant_rows: self.grant_rows,
        };
        let (row, grants) = making.seal(self.keys, &before.thread.epoch_key())?;
        let until = readers.iter().filter_map(|(_, until)| *until).min();
        let card = ThreadCard { until, ..read.card.clone() };
        let thread_card = thread.seal_card(&body(&card)?, read.card_version + 1)?;
        // A reporter holds no desk: its card stays in the epoch where its holders find it.
        let desk_card = match (&before.desk, &read.desk) {
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

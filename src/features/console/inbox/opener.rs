//! Opening what a list has read of some hundred cases: away from the thread that reads the next ones, and each to its end.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::Listed;
use super::order::Asking;
use crate::app::Shared;
use crate::domain::case::Status;
use crate::domain::id::StaffId;
use crate::store::cases::{CaseRow, GrantRow};
use crate::store::listing::{Asked, Found};
use crate::vault::access::{Envelopes, QuickChange};
use crate::vault::desk::DeskCard;
use crate::vault::grants::{self, Holder, Opened};
use crate::vault::staff::StaffKeys;
use crate::vault::thread::ThreadCard;
use crate::vault::{Result, VaultError, aside};

/// Whose list it is.
pub struct Opener {
    pub app: Shared,
    pub staff: StaffId,
    pub keys: StaffKeys,
    /// What is asked for, where the thread's card can tell that a case is not: its desk's stays closed then.
    pub asking: Option<Asking>,
}

/// What became of some hundred cases.
#[derive(Default)]
pub struct Opening {
    /// The adviser's own.
    pub listed: Vec<Listed>,
    /// Own, but what is stored of them does not open.
    pub damaged: usize,
    /// Own, with a quick cell that does not open: never opened before, or touched.
    pub closed: Vec<(CaseRow, [u8; 32], Found)>,
    /// Cells that spare the work the next time, and traces where the adviser holds nothing.
    pub quick: Vec<QuickChange>,
}

impl Opener {
    /// Cases with the two places of each.
    pub fn asking_for(&self, rows: Vec<CaseRow>) -> (Vec<CaseRow>, Vec<Asked>) {
        let tag = |holder, row: &CaseRow| grants::tag(&self.app.keys, holder, row.id, row.epoch);
        let one = |row: &CaseRow| Asked {
            case: row.id,
            epoch: row.epoch,
            own: tag(Holder::Staff(self.staff), row),
            nobody: tag(Holder::Nobody(self.staff), row),
        };
        let asked = rows.iter().map(one).collect();
        (rows, asked)
    }

    /// Opens what was found of `rows`.
    ///
    /// # Errors
    /// [`VaultError::Refused`](crate::vault::VaultError::Refused) when the work was broken off.
    pub async fn open(
        self: &Arc<Self>,
        rows: Vec<CaseRow>,
        asked: Vec<Asked>,
        found: Vec<Found>,
    ) -> Result<Opening> {
        let opener = self.clone();
        aside::run(move || Ok(opener.open_now(&rows, &asked, found))).await
    }

    fn open_now(&self, rows: &[CaseRow], asked: &[Asked], found: Vec<Found>) -> Opening {
        let (key, mut all) = (&self.keys.symmetric, Opening::default());
        for found in found {
            let Some((row, places)) = rows.get(found.of).zip(asked.get(found.of)) else { continue };
            if found.own {
                match grants::open_quick(key, &places.own, &found.quick, row.id, row.epoch) {
                    Ok(opened) => all.take(self.listed(row, opened, &found)),
                    Err(_) => all.closed.push((*row, places.own, found)),
                }
            } else if !grants::has_trace(key, &places.nobody, &found.quick) {
                // Where this adviser holds nothing, its session changes a row all the same: otherwise the rows that it
                // changes, by their place and time in the store, would tell who was left out.
                let trace = grants::trace(key, &places.nobody);
                all.quick.push((places.nobody, found.quick, trace));
            }
        }
        all
    }

    /// Opens the envelopes of those whose quick cell did not open.
    ///
    /// # Errors
    /// [`VaultError::Refused`](crate::vault::VaultError::Refused) when the work was broken off.
    pub async fn unseal(self: &Arc<Self>, mut of: Opening, grants: Vec<GrantRow>) -> Result<Opening> {
        let opener = self.clone();
        let work = move || {
            let mut envelopes = Envelopes::new(&opener.app.keys, &opener.keys);
            let grants: HashMap<[u8; 32], GrantRow> = grants.into_iter().map(|g| (g.tag, g)).collect();
            for (row, tag, found) in std::mem::take(&mut of.closed) {
                let Some(grant) = grants.get(&tag) else { continue };
                let seeds = envelopes.open(grant, row.id, row.epoch);
                of.take(seeds.and_then(|seeds| opener.listed(&row, seeds, &found)));
            }
            of.quick.append(&mut envelopes.quick);
            Ok(of)
        };
        aside::run(work).await
    }

    /// The line of a case; none when it is not asked for.
    fn listed(&self, row: &CaseRow, opened: Opened, found: &Found) -> Result<Option<Listed>> {
        let thread = found.thread.as_ref().ok_or(VaultError::Refused)?;
        let (card, card_version) = (ThreadCard::open(&opened.thread, thread)?, thread.version);
        // A date that was put off in the table alone is damage, not a date.
        if card.due != row.next_due {
            return Err(VaultError::Refused);
        }
        // What a withdrawn one still needs is done whatever is asked.
        let asked = self.asking.as_ref().is_none_or(|asking| asking.may_want(&card));
        if !asked && card.status != Status::Withdrawn {
            return Ok(None);
        }
        // Where a reporter's session made the newest epoch, the desk card still stands in an earlier one.
        let cell = found.desk.as_ref().ok_or(VaultError::Refused)?;
        let desk = match cell.epoch.cmp(&row.epoch) {
            // And who holds no key to an earlier one began the card anew: it lacks what was noted there.
            Ordering::Equal => {
                let desk = opened.desk.ok_or(VaultError::Refused)?;
                Some(DeskCard::open(&desk, cell)?).filter(|card| card.from == 0)
            }
            Ordering::Less => None,
            Ordering::Greater => return Err(VaultError::Refused),
        };
        Ok(Some(Listed {
            row: *row,
            card,
            card_version,
            desk,
            unhanded: false,
            task: None,
            deletion: false,
            declined: false,
            thread: opened.thread,
        }))
    }
}

impl Opening {
    fn take(&mut self, listed: Result<Option<Listed>>) {
        match listed {
            Ok(listed) => self.listed.extend(listed),
            Err(_) => self.damaged += 1,
        }
    }
}

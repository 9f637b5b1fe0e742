//! The list of cases an adviser holds a grant for, next due first. Cases are walked in chunks; the adviser's tags are
//! computed and looked up; what has no grant leaves no trace, not even a number.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::held;
use crate::app::{App, Shared};
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{CaseId, StaffId};
use crate::store::cases::{CaseRow, GrantRow};
use crate::store::records::CardRow;
use crate::store::{Audit, Tx};
use crate::vault::access::{Envelopes, QuickChange};
use crate::vault::compartment::{DESK, THREAD};
use crate::vault::desk::DeskCard;
use crate::vault::grants::{self, Holder, Opened};
use crate::vault::shred;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::ThreadCard;
use crate::vault::{Result, VaultError};

/// One case of the list.
pub struct Listed {
    /// Plain row.
    pub row: CaseRow,
    /// Thread card.
    pub card: ThreadCard,
    /// Version of the thread card.
    pub card_version: i64,
    /// Desk card, where the adviser has the key to it.
    pub desk: Option<DeskCard>,
    /// Whether the reporter wrote something no adviser has opened.
    pub fresh: bool,
}

/// A page of the list.
#[derive(Default)]
pub struct Page {
    /// Cases.
    pub cases: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub after: Option<(Day, CaseId)>,
    /// Own cases whose card does not open.
    pub damaged: usize,
    /// Own cases on the way that their reporters have withdrawn.
    pub withdrawn: Vec<CaseId>,
}

/// Cases on a page.
const PAGE: usize = 50;
/// Cases walked at once: first as many as fill a page when most are the adviser's, then more.
const CHUNKS: [i64; 2] = [100, 400];

/// The page after `after`, of cases in `status` if one is given.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn list(
    app: &Shared,
    staff: StaffId,
    keys: &StaffKeys,
    after: Option<(Day, CaseId)>,
    status: Option<Status>,
) -> Result<Page> {
    let mut page = Page::default();
    let mut opener = Opener { keys, envelopes: Envelopes::new(&app.keys, keys) };
    let mut at = after.unwrap_or((Day(i64::MIN), CaseId([0; 16])));
    let mut tx = app.store.read().await?;
    let withdrawn = shred::known_again(&mut tx, &app.state).await?;
    let mut chunk = CHUNKS[0];
    loop {
        let rows = tx.cases_after(at.0, at.1, chunk).await?;
        let Some(last) = rows.last() else { break };
        at = (last.next_due, last.id);
        let tagged: Vec<([u8; 32], &CaseRow)> =
            rows.iter().map(|r| (grants::tag(&app.keys, Holder::Staff(staff), r.id, r.epoch), r)).collect();
        let chunk_of = opener.fetch(&mut tx, tagged).await?;
        opener.leave_traces(&mut tx, staff, &rows).await?;
        for (row, seeds) in chunk_of.seeds {
            let Some(mut listed) = opener.open(row, seeds, &chunk_of.cards) else {
                page.damaged += 1;
                continue;
            };
            // Only where somebody's time is over the epoch's record is asked whose.
            if listed.card.until.is_some_and(|last| last < app.clock.today()) {
                match held::open(app, &mut tx, staff, keys, row.id).await {
                    Ok(Some(_)) => {}
                    Ok(None) => continue,
                    Err(VaultError::Refused) => {
                        page.damaged += 1;
                        continue;
                    }
                    Err(e) => return Err(e),
                }
            }
            // The card of an older store may not say it yet.
            if withdrawn.contains(&shred::withdrawn_tag(&app.keys, row.id)) {
                listed.card.status = Status::Withdrawn;
            }
            if listed.card.status == Status::Withdrawn {
                listed.fresh = false;
                page.withdrawn.push(row.id);
            }
            if status.is_some_and(|s| s != listed.card.status) {
                continue;
            }
            // What is read is opened to its end: where a page is full must not show in which rows were touched.
            if page.cases.len() < PAGE {
                page.cases.push(listed);
            } else if page.after.is_none() {
                page.after = page.cases.last().map(|l| (l.row.next_due, l.row.id));
            }
        }
        if page.after.is_some() {
            break;
        }
        if i64::try_from(rows.len()).is_ok_and(|n| n < chunk) {
            break;
        }
        chunk = CHUNKS[1];
    }
    drop(tx);
    // By tag, which is as good as by chance: not own cases first.
    opener.envelopes.quick.sort_unstable();
    let quick = opener.envelopes.quick;
    if !quick.is_empty() {
        // Not before the answer: how long a write takes would tell that a case of others had come.
        let kept = app.clone();
        app.tasks.spawn(async move {
            if let Err(e) = keep(&kept, &quick).await {
                tracing::warn!(cause = %e, "quick cells wait for the next list");
            }
        });
    }
    Ok(page)
}

/// Opens grants and cards of a list.
struct Opener<'a> {
    keys: &'a StaffKeys,
    envelopes: Envelopes<'a>,
}

/// How a grant of the adviser's stands.
enum Seeds {
    /// Its quick cell opened.
    Open(Opened),
    /// Its envelope was never opened, or the quick cell was touched.
    Sealed(GrantRow),
}

/// The adviser's own among the cases walked at once.
struct Chunk<'r> {
    seeds: Vec<(&'r CaseRow, Seeds)>,
    cards: HashMap<(CaseId, u8), CardRow>,
}

impl Opener<'_> {
    /// What stands under the tags: quick cells of all, envelopes only of those whose cell does not open.
    async fn fetch<'r>(&self, tx: &mut Tx, tagged: Vec<([u8; 32], &'r CaseRow)>) -> Result<Chunk<'r>> {
        let tags: Vec<[u8; 32]> = tagged.iter().map(|(tag, _)| *tag).collect();
        let cells: HashMap<[u8; 32], Vec<u8>> = tx.quick_tagged(&tags).await?.into_iter().collect();
        let own: Vec<_> = tagged.into_iter().filter(|(tag, _)| cells.contains_key(tag)).collect();
        let mut opened: HashMap<[u8; 32], Opened> = HashMap::new();
        for (tag, row) in &own {
            let cell = cells.get(tag).map_or(&[][..], Vec::as_slice);
            if let Ok(seeds) = grants::open_quick(&self.keys.symmetric, tag, cell, row.id, row.epoch) {
                opened.insert(*tag, seeds);
            }
        }
        let closed: Vec<[u8; 32]> =
            own.iter().map(|(tag, _)| *tag).filter(|tag| !opened.contains_key(tag)).collect();
        let mut sealed: HashMap<[u8; 32], GrantRow> =
            tx.grants_tagged(&closed).await?.into_iter().map(|g| (g.tag, g)).collect();
        let ids: Vec<CaseId> = own.iter().map(|(_, row)| row.id).collect();
        let cards = tx.cards(&ids).await?.into_iter().map(|(id, which, card)| ((id, which), card)).collect();
        let seeds = own.into_iter().filter_map(|(tag, row)| {
            let open = opened.remove(&tag).map(Seeds::Open);
            Some((row, open.or_else(|| sealed.remove(&tag).map(Seeds::Sealed))?))
        });
        Ok(Chunk { seeds: seeds.collect(), cards })
    }

    fn open(
        &mut self,
        row: &CaseRow,
        seeds: Seeds,
        cards: &HashMap<(CaseId, u8), CardRow>,
    ) -> Option<Listed> {
        let opened = match seeds {
            Seeds::Open(opened) => opened,
            Seeds::Sealed(grant) => self.envelopes.open(&grant, row.id, row.epoch).ok()?,
        };
        let thread = cards.get(&(row.id, THREAD))?;
        let (card, card_version) = (ThreadCard::open(&opened.thread, thread).ok()?, thread.version);
        let desk = cards.get(&(row.id, DESK))?;
        // Where a reporter's session made the newest epoch, the desk card still stands in an earlier one: what the
        // reporter wrote since is unseen.
        let desk = match desk.epoch.cmp(&row.epoch) {
            Ordering::Equal => Some(DeskCard::open(&opened.desk?, desk).ok()?),
            Ordering::Less => None,
            Ordering::Greater => return None,
        };
        // A date that was put off in the table alone is damage, not a date.
        if card.due != row.next_due {
            return None;
        }
        let fresh = desk.as_ref().map_or(0, |d| d.seen) < card.reporter_n;
        Some(Listed { row: *row, card, card_version, desk, fresh })
    }

    /// Where this adviser holds nothing, its session changes a row all the same: otherwise the rows that it changes,
    /// by their place and time in the store, would tell who was left out.
    async fn leave_traces(&mut self, tx: &mut Tx, staff: StaffId, rows: &[CaseRow]) -> Result<()> {
        let tags: Vec<[u8; 32]> = rows
            .iter()
            .map(|r| grants::tag(self.envelopes.keys(), Holder::Nobody(staff), r.id, r.epoch))
            .collect();
        for (tag, cell) in tx.quick_tagged(&tags).await? {
            if !grants::has_trace(&self.keys.symmetric, &tag, &cell) {
                self.envelopes.quick.push((tag, cell, grants::trace(&self.keys.symmetric, &tag)));
            }
        }
        Ok(())
    }
}

/// Quick cells written in one transaction: whoever files meanwhile does not wait for thousands.
const AT_ONCE: usize = 200;

/// Keeps quick cells of grants that were opened, and of rows that were looked at, for the first time.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn keep(app: &App, quick: &[QuickChange]) -> Result<()> {
    for part in quick.chunks(AT_ONCE) {
        let mut tx = app.store.write().await?;
        for (tag, old, new) in part {
            tx.set_quick(tag, old, new).await?;
        }
        tx.commit(Audit::none("a faster form of what was there")).await?;
    }
    Ok(())
}

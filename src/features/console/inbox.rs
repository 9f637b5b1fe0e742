//! The list of cases an adviser holds a grant for, next due first. Cases are walked in chunks; the adviser's tags are
//! computed and looked up; what has no grant leaves no trace, not even a number.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::id::{CaseId, StaffId};
use crate::store::Audit;
use crate::store::cases::{CaseRow, GrantRow};
use crate::store::records::CardRow;
use crate::vault::compartment::{DESK, THREAD};
use crate::vault::grants::{self, Holder};
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{DeskCard, ThreadCard};
use crate::vault::{Result, access};

/// One case of the list.
pub struct Listed {
    /// Plain row.
    pub row: CaseRow,
    /// Thread card.
    pub card: ThreadCard,
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
}

/// Cases on a page.
const PAGE: usize = 50;
/// Cases walked at once.
const CHUNK: i64 = 400;

/// The page after `after`, of cases in `status` if one is given.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn list(
    app: &App,
    staff: StaffId,
    keys: &StaffKeys,
    after: Option<(Day, CaseId)>,
    status: Option<Status>,
) -> Result<Page> {
    let mut page = Page::default();
    let mut quick = Vec::new();
    let mut at = after.unwrap_or((Day(i64::MIN), CaseId([0; 16])));
    let mut tx = app.store.read().await?;
    'walk: loop {
        let rows = tx.cases_after(at.0, at.1, CHUNK).await?;
        let Some(last) = rows.last() else { break };
        at = (last.next_due, last.id);
        let tags: Vec<[u8; 32]> =
            rows.iter().map(|r| grants::tag(&app.keys, Holder::Staff(staff), r.id, r.epoch)).collect();
        let granted: HashMap<[u8; 32], GrantRow> =
            tx.grants_tagged(&tags).await?.into_iter().map(|g| (g.tag, g)).collect();
        let own: Vec<(&CaseRow, &GrantRow)> =
            rows.iter().zip(&tags).filter_map(|(r, t)| granted.get(t).map(|g| (r, g))).collect();
        let ids: Vec<CaseId> = own.iter().map(|(r, _)| r.id).collect();
        let cards: HashMap<(CaseId, u8), CardRow> =
            tx.cards(&ids).await?.into_iter().map(|(id, which, card)| ((id, which), card)).collect();
        for (row, grant) in own {
            let Some(listed) = open(app, keys, row, grant, &cards, &mut quick) else {
                page.damaged += 1;
                continue;
            };
            if status.is_some_and(|s| s != listed.card.status) {
                continue;
            }
            if page.cases.len() == PAGE {
                page.after = page.cases.last().map(|l| (l.row.next_due, l.row.id));
                break 'walk;
            }
            page.cases.push(listed);
        }
        if i64::try_from(rows.len()).is_ok_and(|n| n < CHUNK) {
            break;
        }
    }
    drop(tx);
    keep(app, &quick).await?;
    Ok(page)
}

fn open(
    app: &App,
    keys: &StaffKeys,
    row: &CaseRow,
    grant: &GrantRow,
    cards: &HashMap<(CaseId, u8), CardRow>,
    quick: &mut Vec<Quick>,
) -> Option<Listed> {
    let opened = access::open_listed(&app.keys, keys, grant, row, quick).ok()?;
    let card = ThreadCard::open(&opened.thread, cards.get(&(row.id, THREAD))?).ok()?;
    let desk = DeskCard::open(&opened.desk?, cards.get(&(row.id, DESK))?).ok()?;
    // A date that was put off in the table alone is damage, not a date.
    if card.due != row.next_due {
        return None;
    }
    let fresh = desk.seen < card.reporter_n;
    Some(Listed { row: *row, card, fresh })
}

type Quick = ([u8; 32], Vec<u8>, Vec<u8>);

/// Keeps quick cells of grants that were opened for the first time.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn keep(app: &App, quick: &[Quick]) -> Result<()> {
    if quick.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    for (tag, old, new) in quick {
        tx.set_quick(tag, old, new).await?;
    }
    Ok(tx.commit(Audit::none("a faster form of what was there")).await?)
}

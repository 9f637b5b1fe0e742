//! Which of the adviser's own cases hold the words that are looked for. Some dozen cells are held at a time: one can have
//! 256 KiB.

use std::collections::HashMap;
use std::sync::Arc;

use super::Listed;
use super::opener::Opener;
use crate::domain::case::Status;
use crate::domain::id::CaseId;
use crate::features::console::held;
use crate::store::Tx;
use crate::store::records::CardRow;
use crate::vault::compartment::SEARCH;
use crate::vault::search::{self, Sought};
use crate::vault::{Result, VaultError, aside};

/// Cells that are read at once.
const AT_ONCE: usize = 50;

/// What one look at some cells gave.
#[derive(Default)]
struct Looked {
    found: Vec<Listed>,
    /// Filed before there were such cells.
    bare: Vec<Listed>,
    damaged: usize,
}

/// Those of `own` in which every word stands, in their order, and how many have a cell that does not open. Of a withdrawn
/// case nothing is searched.
pub(super) async fn among(
    opener: &Arc<Opener>,
    tx: &mut Tx,
    sought: &Arc<Sought>,
    own: Vec<Listed>,
) -> Result<(Vec<Listed>, usize)> {
    let mut own = own.into_iter().filter(|l| l.card.status != Status::Withdrawn);
    let mut all = Looked::default();
    let (mut at_hand, mut cells) = (Vec::new(), Vec::new());
    loop {
        let next: Vec<Listed> = own.by_ref().take(AT_ONCE).collect();
        let ids: Vec<CaseId> = next.iter().map(|l| l.row.id).collect();
        // The next cells are read while those at hand are opened.
        let (looked, read) = tokio::join!(look(sought, at_hand, cells), tx.side_cards(SEARCH, &ids));
        let mut looked = looked?;
        all.found.append(&mut looked.found);
        all.bare.append(&mut looked.bare);
        all.damaged += looked.damaged;
        if next.is_empty() {
            break;
        }
        (at_hand, cells) = (next, read?);
    }
    for listed in all.bare {
        let id = listed.row.id;
        match held::open(&opener.app, tx, opener.staff, &opener.keys, id).await {
            Ok(Some(held)) if search::finds(sought, id, &held.read) => all.found.push(listed),
            Ok(_) => {}
            Err(VaultError::Refused) => all.damaged += 1,
            Err(e) => return Err(e),
        }
    }
    all.found.sort_unstable_by_key(|l| (l.row.next_due, l.row.id));
    Ok((all.found, all.damaged))
}

async fn look(sought: &Arc<Sought>, own: Vec<Listed>, cells: Vec<(CaseId, CardRow)>) -> Result<Looked> {
    if own.is_empty() {
        return Ok(Looked::default());
    }
    let sought = sought.clone();
    let work = move || {
        let cells: HashMap<CaseId, CardRow> = cells.into_iter().collect();
        let mut looked = Looked::default();
        for listed in own {
            let Some(cell) = cells.get(&listed.row.id) else {
                looked.bare.push(listed);
                continue;
            };
            match search::open(&listed.thread, cell) {
                Ok(text) if sought.is_in(listed.row.id, &text) => looked.found.push(listed),
                Ok(_) => {}
                Err(_) => looked.damaged += 1,
            }
        }
        Ok(looked)
    };
    aside::run(work).await
}

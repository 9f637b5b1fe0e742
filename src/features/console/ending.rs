//! Withdrawn cases: an adviser sees that one was withdrawn, and nothing else of it. The worker holds no key and deletes
//! nothing; when the days in which a reporter may come back are over, the next session of a holder reads the sealed day
//! and destroys the case.

use super::held::{self, Held};
use crate::app::{App, Shared};
use crate::domain::case::{DAYS_WITHDRAWN, Status};
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Audit;
use crate::vault::rotate::Change;
use crate::vault::shred::Only;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{Addition, Words};
use crate::vault::{Result, VaultError, shred};

/// Whether this adviser holds a case that is withdrawn.
///
/// # Errors
/// [`VaultError`].
pub async fn is_withdrawn(app: &App, staff: StaffId, keys: &StaffKeys, id: CaseId) -> Result<bool> {
    let mut tx = app.store.read().await?;
    Ok(held::open(app, &mut tx, staff, keys, id).await?.is_some_and(|h| h.withdrawn))
}

/// Destroys those of `cases` whose days are over. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn end(app: &Shared, staff: StaffId, keys: &StaffKeys, cases: Vec<CaseId>) -> Result<()> {
    if cases.is_empty() {
        return Ok(());
    }
    let (app, keys) = (app.clone(), keys.clone());
    let tasks = app.tasks.clone();
    let work = async move {
        // One that is held up holds up none after it.
        let mut ended = Ok(());
        for case in cases {
            match end_one(&app, staff, &keys, case).await {
                // The reporter came back at this moment: the next list looks again.
                Ok(()) | Err(VaultError::Conflict) => {}
                Err(e) => ended = Err(e),
            }
        }
        ended
    };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn end_one(app: &App, staff: StaffId, keys: &StaffKeys, id: CaseId) -> Result<()> {
    let today = app.clock.today();
    let mut tx = app.store.read().await?;
    let held = held::open(app, &mut tx, staff, keys, id).await?;
    let Some(Held { case, read, withdrawn, roster, .. }) = held else { return Ok(()) };
    drop(tx);
    match shred::withdrawn_on(&read) {
        Some(day) if day.plus(DAYS_WITHDRAWN) < today => {
            let leaf = Leaf::staff(Event::CaseShredded, app.clock.now(), Some(staff));
            shred::shred(
                &app.store,
                &app.blobs,
                &app.keys,
                &app.state,
                (id, Only::Withdrawn(read.card_version)),
                leaf,
            )
            .await
        }
        Some(_) => Ok(()),
        None if !withdrawn => Ok(()),
        // Only the state folder knows, since the store is older than the withdrawal: its days begin anew.
        None => {
            // As before every word: who left opens nothing of it. The next list then finds the case as it is now.
            let turned = |sealed| {
                Leaf::staff(Event::ReadersChanged, app.clock.now(), Some(staff)).about(id).sealing(sealed)
            };
            if app.turning(&roster).renew(&case, &read, &Change::default(), turned).await? {
                return Ok(());
            }
            let words = Words { status: Some((Status::Withdrawn, String::new())), ..Words::default() };
            let addition = Addition::seal(case.newest()?, &read, words, today)?;
            let mut tx = app.store.write().await?;
            let sealed = addition.write(&mut tx, today).await?;
            let leaf = Leaf::staff(Event::StatusChanged, app.clock.now(), Some(staff)).about(id);
            Ok(tx.commit(Audit::of(vec![leaf.sealing(sealed)])).await?)
        }
    }
}

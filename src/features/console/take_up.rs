//! New keys in place of old ones, once colleagues or the root vouch for them: the adviser's own session takes every case it
//! holds to a new epoch, which is sealed to the new key, and then the new keys are the present ones.

use crate::app::{App, Shared};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Audit;
use crate::store::audit::name_staff;
use crate::vault::access::{self, Opener};
use crate::vault::desk::weigh;
use crate::vault::roster::{Roster, StaffKey};
use crate::vault::rotate::Change;
use crate::vault::staff::{StaffKeys, taken_up};
use crate::vault::{Result, VaultError, thread};

/// Cases walked at once.
const CHUNK: i64 = 200;

/// Takes `next` up if the roster names it; whether it did. Runs to its end even when the client leaves; what was cut off
/// goes on at the next look, since only cases that are still in an earlier epoch have anything left to do.
///
/// # Errors
/// [`VaultError`].
pub async fn take_up(app: &Shared, staff: StaffId, keys: &StaffKeys, next: &StaffKeys) -> Result<bool> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let named = roster.adviser(staff).filter(|key| key.verifier == next.signer().public());
    let Some(named) = named.filter(|key| key.recipient == next.identity().recipient()).cloned() else {
        return Ok(false);
    };
    let (app, keys) = (app.clone(), keys.clone());
    let tasks = app.tasks.clone();
    let work = async move {
        turn_all(&app, staff, &keys, &roster).await?;
        settle(&app, &named).await
    };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn turn_all(app: &App, staff: StaffId, keys: &StaffKeys, roster: &Roster) -> Result<()> {
    let mut at = (Day(i64::MIN), CaseId([0; 16]));
    loop {
        let rows = app.store.read().await?.cases_after(at.0, at.1, CHUNK).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        at = (last.next_due, last.id);
        for row in &rows {
            match turn(app, staff, keys, roster, row.id).await {
                // Refused: sealed to the new key before, by somebody else's session, or touched; its reader is told.
                Ok(()) | Err(VaultError::Refused) => {}
                Err(e) => return Err(e),
            }
        }
    }
}

async fn turn(app: &App, staff: StaffId, keys: &StaffKeys, roster: &Roster, id: CaseId) -> Result<()> {
    for _ in 0..16 {
        let mut tx = app.store.read().await?;
        let opener = Opener::Staff(staff, keys);
        let Some(case) = access::open(&mut tx, &app.keys, opener, id).await? else { return Ok(()) };
        let mut read = thread::read(&mut tx, id, &case.epochs).await?;
        weigh::weigh(&mut tx, &case, roster, &mut read).await?;
        drop(tx);
        let leaf = |sealed| {
            Leaf::staff(Event::ReadersChanged, app.clock.now(), Some(staff)).about(id).sealing(sealed)
        };
        match app.turning(roster).renew(&case, &read, &Change::default(), leaf).await {
            Err(VaultError::Conflict) => {}
            other => return other.map(drop),
        }
    }
    Err(VaultError::Conflict)
}

/// The new keys are the present ones, if those that wait are still the ones that the roster names and every case was taken
/// to: others would open none of them, and take the place of those that do.
async fn settle(app: &App, named: &StaffKey) -> Result<bool> {
    let staff = named.staff;
    let mut tx = app.store.write().await?;
    let locked = tx.lock_staff(staff).await?.ok_or(VaultError::Conflict)?;
    let same = locked.recipient == named.recipient.to_string() && locked.verify_key == named.verifier;
    let Some(row) = Some(locked).filter(|_| same).and_then(|row| taken_up(&app.keys, row)) else {
        return Ok(false);
    };
    tx.set_staff(&row).await?;
    let leaf = Leaf::staff(Event::KeysReplaced, app.clock.now(), Some(staff));
    tx.commit(Audit::of(vec![leaf.sealing([name_staff(&row)].into())])).await?;
    Ok(true)
}

//! Passing new reports to colleagues, for whoever has more open cases than one person can do justice to.

use crate::app::App;
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::store::Audit;
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError, passing, proposal};

/// Since when an adviser passes new reports, if so.
///
/// # Errors
/// [`VaultError`].
pub async fn since(app: &App, of: StaffId) -> Result<Option<Day>> {
    let mut tx = app.store.look().await?;
    let (roster, rows) = (app.roster(&mut tx).await?, tx.passing().await?);
    Ok(passing::genuine(&rows, &roster).into_iter().find(|(staff, _)| *staff == of).map(|(_, since)| since))
}

/// Whether so many open cases are more than this house thinks right.
#[must_use]
pub fn too_many(app: &App, open: usize) -> bool {
    let most = app.config.inbox.open_cases;
    most > 0 && open > most
}

/// Begins, signed with those of the session's keys that the roster names.
///
/// # Errors
/// [`VaultError`].
pub async fn begin(app: &App, of: StaffId, own: (&StaffKeys, Option<&StaffKeys>)) -> Result<()> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let own = proposal::in_force(&roster, of, own).ok_or(VaultError::Refused)?;
    let mut tx = app.store.write().await?;
    tx.set_passing(&passing::sign(own, of, app.clock.today())).await?;
    told(app, tx, of).await
}

/// Ends it.
///
/// # Errors
/// [`VaultError`].
pub async fn end(app: &App, of: StaffId) -> Result<()> {
    let mut tx = app.store.write().await?;
    if tx.end_passing(of).await? { told(app, tx, of).await } else { Ok(()) }
}

async fn told(app: &App, tx: crate::store::Tx, of: StaffId) -> Result<()> {
    let leaf = Leaf::staff(Event::NewReportsPassed, app.clock.now(), Some(of));
    Ok(tx.commit(Audit::of(vec![leaf])).await?)
}

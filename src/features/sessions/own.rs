//! The sessions of one's own account.

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::store::sessions::SessionLine;
use crate::store::{Audit, Result};

/// The sessions of an account, the one that began last first.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn list(app: &App, who: StaffId) -> Result<Vec<SessionLine>> {
    app.store.look().await?.sessions_of(who).await
}

/// Ends one of them; false when the account has no such session.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn end(app: &App, who: StaffId, id: &[u8; 32]) -> Result<bool> {
    let mut tx = app.store.write().await?;
    if !tx.end_session_of(who, id).await? {
        return Ok(false);
    }
    tx.commit(Audit::of(vec![Leaf::staff(Event::SignedOut, app.clock.now(), Some(who))])).await?;
    Ok(true)
}

/// Signs out everywhere: ends every session of the account and forgets its devices.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn end_all(app: &App, who: StaffId) -> Result<()> {
    let mut tx = app.store.write().await?;
    let ended = tx.end_sessions_of(who).await?;
    tx.forget_devices_of(who).await?;
    let leaf = Leaf::staff(Event::SessionsEnded, app.clock.now(), Some(who)).counting(ended);
    tx.commit(Audit::of(vec![leaf])).await
}

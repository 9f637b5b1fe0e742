//! A new access code for an opened case. It is shown, and can be written down, before it counts: whatever breaks off, one of
//! the two codes opens the case. Taking it takes the case to a new epoch, so that nobody with the old code reads on.

use super::held;
use crate::app::{App, Shared};
use crate::domain::event::{Event, Leaf};
use crate::domain::receipt::Receipt;
use crate::vault::receipt::{self, ReceiptKeys};
use crate::vault::visit::{self, Returning, Token};
use crate::vault::{Result, VaultError};

/// The code that waits to take the place of the present one, made now if there is none; `None` when the visit is over.
///
/// # Errors
/// [`VaultError`].
pub async fn offered(app: &App, token: &Token) -> Result<Option<String>> {
    let (now, clean) = (app.clock.now(), app.clock.today().plus(1));
    let fresh = receipt::generate().groups();
    let offered = visit::change(&app.store, token, now, clean, |v| {
        v.returning.as_ref()?;
        Some(v.new_code.get_or_insert_with(|| fresh.clone()).clone())
    });
    Ok(offered.await?.flatten())
}

/// Lets the offered code take the place of the present one; false when the visit is over or nothing was offered. Runs to
/// its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn take(app: &Shared, token: &Token) -> Result<bool> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { replace(&app, &token).await }).await.map_err(|_| VaultError::Refused)?
}

async fn replace(app: &App, token: &Token) -> Result<bool> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let loaded = visit::load(&mut app.store.look().await?, token, now).await?;
    // Both of one look: after another press of the button the visit holds the new keys as the present ones.
    let Some((code, Some(Returning { case, root }))) =
        loaded.and_then(|l| Some((l.visit.new_code?, l.visit.returning)))
    else {
        return Ok(false);
    };
    let old = ReceiptKeys::from_root(visit::decode(&root)?);
    let code = Receipt::parse(&code).map_err(|_| VaultError::Refused)?;
    let new = ReceiptKeys::derive(&code, &app.salt, &app.keys, &app.return_lane).await?;
    for _ in 0..16 {
        // A second press finds the old code gone and the new one in its place.
        let there = app.store.read().await?.case_of_receipt(&new.locator()).await?;
        if there == Some(case) {
            break;
        }
        let Some((opened, read)) = held::opened(app, case, &old).await? else { return Ok(false) };
        let roster = app.roster(&mut app.store.look().await?).await?;
        let leaf = |sealed| Leaf::reporter(Event::ReporterWrote, today, case, sealed);
        match app.turning(&roster).replace_receipt(&opened, &read, (&old, &new), leaf).await {
            Ok(()) => break,
            Err(VaultError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    // After the commit: a code that is dead here while the store still knows no other would lock its reporter out.
    if let Err(e) = app.state.replaced(old.replaced_tag(&app.keys)) {
        tracing::warn!(cause = %e, "a replaced receipt is known to the store alone");
    }
    let returning = Returning { case, root: visit::encode(new.root()) };
    let held = visit::change(&app.store, token, now, today.plus(1), |v| {
        v.returning = Some(returning.clone());
        v.new_code = None;
    });
    Ok(held.await?.is_some())
}

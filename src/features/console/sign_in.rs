//! The door. Unknown name, wrong passphrase, wrong code and a closed account cost the same and get the same answer.

use std::sync::atomic::Ordering;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::staff::Role;
use crate::store::Audit;
use crate::store::staff::SessionRow;
use crate::vault::staff;
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError};

/// What an attempt leads to.
pub enum Attempt {
    /// A session, under this cookie, for this role.
    In(Token, Role),
    /// Not so.
    Wrong,
    /// Too many attempts for now.
    Busy,
}

/// Tries to sign in.
///
/// # Errors
/// [`VaultError`].
pub async fn sign_in(app: &App, username: &str, passphrase: &str, code: &str) -> Result<Attempt> {
    if app.staff_attempts.as_ref().is_some_and(|a| a.check(Some(username.as_bytes())).is_err()) {
        return Ok(Attempt::Busy);
    }
    let row = app.store.read().await?.staff_by_username(username).await?;
    let opened = staff::open(row.as_ref(), username, passphrase, &app.keys, &app.staff_lane).await;
    let now = app.clock.now();
    let keys = match opened {
        Ok(keys) => keys,
        Err(VaultError::Refused) => return Ok(wrong(app)),
        Err(e) => return Err(e),
    };
    let (Some(row), Some(step)) = (row.filter(|r| r.account.active), keys.check_code(code, now)) else {
        return Ok(wrong(app));
    };
    let token = Token::generate();
    let staff = row.account.id;
    let session =
        SessionRow { staff, sealed: keys.seal_session(&token, staff), created: now, last_seen: now };
    let mut tx = app.store.write().await?;
    // A code that was seen over a shoulder does not open twice.
    if keys.totp.is_some() && !tx.use_code(row.account.id, step).await? {
        return Ok(wrong(app));
    }
    tx.add_session(&token.session_id(), &session).await?;
    let leaf = Leaf::staff(Event::SignedIn, now, Some(row.account.id));
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(Attempt::In(token, row.account.role))
}

fn wrong(app: &App) -> Attempt {
    app.failed_sign_ins.fetch_add(1, Ordering::Relaxed);
    Attempt::Wrong
}

/// Ends a session.
///
/// # Errors
/// [`VaultError`].
pub async fn sign_out(app: &App, token: &Token, who: crate::domain::id::StaffId) -> Result<()> {
    let mut tx = app.store.write().await?;
    if tx.end_session(&token.session_id()).await? {
        tx.commit(Audit::of(vec![Leaf::staff(Event::SignedOut, app.clock.now(), Some(who))])).await?;
    }
    Ok(())
}

/// Writes down how many attempts failed since this was last called; without names, which could be mistyped passphrases.
///
/// # Errors
/// [`VaultError`].
pub async fn log_failures(app: &App) -> Result<()> {
    let count = app.failed_sign_ins.swap(0, Ordering::Relaxed);
    if count == 0 {
        return Ok(());
    }
    let leaf = Leaf::staff(Event::SignInFailed, app.clock.now(), None).counting(count);
    let commit = async {
        let tx = app.store.write().await?;
        tx.commit(Audit::of(vec![leaf])).await
    };
    commit.await.inspect_err(|_| {
        app.failed_sign_ins.fetch_add(count, Ordering::Relaxed);
    })?;
    Ok(())
}

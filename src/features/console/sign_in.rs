//! The door. Unknown name, wrong passphrase, wrong code and a closed account cost the same and get the same answer.
//!
//! An attempt takes one of two ways. From a *known device* of the account (the browser has signed in to it before) it is
//! checked at once, on the lane of staff, so that nobody who knows names can keep people from their own browsers. From
//! anywhere else it waits in the room of strangers for a turn drawn by lot.

use std::sync::atomic::Ordering;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::store::staff::{SessionRow, StaffRow};
use crate::store::{Audit, Tx};
use crate::vault::staff::{self, Ring};
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError, device, spare};

/// The most sessions of an account at a time; the oldest ends for a new one.
pub const MOST_SESSIONS: usize = 5;

/// What somebody typed, and what their browser brought along.
#[derive(Clone, Copy)]
pub struct Try<'a> {
    /// User name, in the form in which names are stored (lower case, trimmed).
    pub username: &'a str,
    /// Passphrase.
    pub passphrase: &'a str,
    /// Code of the second factor.
    pub code: &'a str,
    /// The browser's device token.
    pub device: Option<&'a Token>,
    /// The browser's visit, which waits once however often it asks; None at a terminal.
    pub visit: Option<&'a Token>,
}

/// Somebody whose passphrase and code were right. The code is not used up yet: [`Proved::use_code`].
pub struct Proved {
    /// The account as stored.
    pub row: StaffRow,
    /// Its keys.
    pub ring: Ring,
    factor: Factor,
}

/// What stood in for the second factor.
enum Factor {
    /// The account has none.
    None,
    /// The code of this step.
    Step(i64),
    /// The spare code with this tag.
    Spare([u8; 32]),
}

/// What checking leads to.
pub enum Check {
    /// Passphrase and code are right, the account is open.
    Right(Box<Proved>),
    /// Not so.
    Wrong,
    /// Too many attempts for now.
    Busy,
}

/// Somebody who is in.
pub struct Entered {
    /// The cookie of the session.
    pub session: Token,
    /// The cookie of the device.
    pub device: Token,
    /// What the account is for.
    pub role: Role,
}

/// What an attempt leads to.
pub enum Attempt {
    /// A session.
    In(Entered),
    /// Not so.
    Wrong,
    /// Too many attempts for now.
    Busy,
}

impl Proved {
    /// Uses the code up in `tx`: what the log has to say of it, or `None` when it was used before, or
    /// the account is not opened as it was when this was proved. A code that was seen
    /// over a shoulder does not open twice.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn use_code(&self, tx: &mut Tx, now: i64) -> Result<Option<Vec<Leaf>>> {
        let staff = self.row.account.id;
        // What was proved took a second, in which the account may have been closed or its passphrase changed.
        let now_there = tx.lock_staff(staff).await?;
        if !now_there.is_some_and(|row| staff::opens_alike(&row, &self.row)) {
            return Ok(None);
        }
        let (fresh, leaves) = match &self.factor {
            Factor::None => (true, Vec::new()),
            Factor::Step(step) => (tx.use_code(staff, *step).await?, Vec::new()),
            Factor::Spare(tag) => {
                let leaf = Leaf::staff(Event::SpareCodeUsed, now, Some(staff));
                (tx.use_spare_code(staff, tag).await?, vec![leaf])
            }
        };
        Ok(fresh.then_some(leaves))
    }
}

fn factor(app: &App, row: &StaffRow, ring: &Ring, code: &str) -> Option<Factor> {
    let Some(secret) = &ring.keys.totp else { return Some(Factor::None) };
    let step = staff::step_of(secret, code, app.clock.now()).map(Factor::Step);
    step.or_else(|| spare::tag(&app.keys, row.account.id, secret, code).map(Factor::Spare))
}

/// Checks what was typed, under the limits of the door; a failure is counted for the log.
///
/// # Errors
/// [`VaultError`].
pub async fn check(app: &App, of: Try<'_>) -> Result<Check> {
    let known = match of.device {
        None => None,
        Some(token) => {
            let mut tx = app.store.read().await?;
            let owner = tx.staff_by_username(of.username).await?.map(|r| r.account.id);
            device::known(&mut tx, &app.keys, token, owner, app.clock.now()).await?.then_some(token)
        }
    };
    let lane = if let Some(token) = known {
        if app.device_attempts.as_ref().is_some_and(|a| a.check(Some(&token.device_id())).is_err()) {
            failed(app);
            return Ok(Check::Busy);
        }
        app.staff_lane.clone()
    } else {
        let visit = of.visit.map(Token::session_id);
        let visit = visit.as_ref().map(|v| &v[..]);
        let Ok(turn) = app.stranger_room.turn(of.username.as_bytes(), visit).await else {
            failed(app);
            return Ok(Check::Busy);
        };
        app.stranger_lane.holding(turn)
    };
    // Read after the wait, in which the account may have been closed or changed.
    let row = app.store.read().await?.staff_by_username(of.username).await?;
    let ring = match staff::open(row.as_ref(), of.username, of.passphrase, &app.keys, &lane).await {
        Ok(ring) => ring,
        Err(VaultError::Refused) => return Ok(wrong(app)),
        Err(e) => return Err(e),
    };
    let Some(row) = row.filter(|r| r.account.active) else { return Ok(wrong(app)) };
    let Some(factor) = factor(app, &row, &ring, of.code) else { return Ok(wrong(app)) };
    Ok(Check::Right(Box::new(Proved { row, ring, factor })))
}

fn wrong(app: &App) -> Check {
    failed(app);
    Check::Wrong
}

/// Tries to sign in. `before` is the session that the browser still holds: it ends with a new one.
///
/// # Errors
/// [`VaultError`].
pub async fn sign_in(app: &App, of: Try<'_>, before: Option<&Token>) -> Result<Attempt> {
    let proved = match check(app, of).await? {
        Check::Right(proved) => proved,
        Check::Wrong => return Ok(Attempt::Wrong),
        Check::Busy => return Ok(Attempt::Busy),
    };
    let (now, account) = (app.clock.now(), &proved.row.account);
    let session = Token::generate();
    // The same browser may serve several people, one after the other: its token stays, each account has a row of it.
    let device = of.device.cloned().unwrap_or_else(Token::generate);
    let sealed = proved.ring.seal_session(&session, account.id, now);
    let row = SessionRow { staff: account.id, sealed, created: now, last_seen: now };
    let mut tx = app.store.write().await?;
    let Some(mut leaves) = proved.use_code(&mut tx, now).await? else {
        failed(app);
        return Ok(Attempt::Wrong);
    };
    leaves.push(Leaf::staff(Event::SignedIn, now, Some(account.id)));
    if let Some(before) = before.map(Token::session_id)
        && let Some(old) = tx.session(&before).await?
    {
        tx.end_session(&before).await?;
        leaves.insert(0, Leaf::staff(Event::SignedOut, now, Some(old.staff)));
    }
    tx.add_session(&session.session_id(), &row).await?;
    make_room(&mut tx, account.id, &session).await?;
    device::keep(&mut tx, &app.keys, &device, account.id, now).await?;
    tx.commit(Audit::of(leaves)).await?;
    Ok(Attempt::In(Entered { session, device, role: account.role }))
}

/// Ends the oldest sessions beside `new` beyond [`MOST_SESSIONS`].
async fn make_room(tx: &mut Tx, staff: StaffId, new: &Token) -> Result<()> {
    let new = new.session_id();
    let all = tx.sessions_of(staff).await?;
    for old in all.iter().filter(|s| s.id != new).skip(MOST_SESSIONS - 1) {
        tx.end_session(&old.id).await?;
    }
    Ok(())
}

fn failed(app: &App) {
    app.failed_sign_ins.fetch_add(1, Ordering::Relaxed);
}

/// Ends a session.
///
/// # Errors
/// [`VaultError`].
pub async fn sign_out(app: &App, token: &Token, who: StaffId) -> Result<()> {
    let mut tx = app.store.write().await?;
    if tx.end_session(&token.session_id()).await? {
        tx.commit(Audit::of(vec![Leaf::staff(Event::SignedOut, app.clock.now(), Some(who))])).await?;
    }
    Ok(())
}

/// Which failures are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Those of the hour before, once `now` (Unix seconds) lies in another.
    Hour(i64),
    /// All: the process ends at this second.
    End(i64),
}

/// Writes down how many attempts failed in an hour in which any did; without names, which could be mistyped passphrases.
/// Attempts that were turned away because of too many others count as well. A process counts its own.
///
/// # Errors
/// [`VaultError`].
pub async fn log_failures(app: &App, until: Until) -> Result<()> {
    let now = match until {
        Until::Hour(now) if app.failures_hour.swap(now / 3600, Ordering::Relaxed) == now / 3600 => {
            return Ok(());
        }
        Until::Hour(now) | Until::End(now) => now,
    };
    let count = app.failed_sign_ins.swap(0, Ordering::Relaxed);
    if count == 0 {
        return Ok(());
    }
    let leaf = Leaf::staff(Event::SignInFailed, now, None).counting(count);
    let commit = async {
        let tx = app.store.write().await?;
        tx.commit(Audit::of(vec![leaf])).await
    };
    commit.await.inspect_err(|_| {
        // Counted on, and written with the next hour.
        app.failed_sign_ins.fetch_add(count, Ordering::Relaxed);
    })?;
    Ok(())
}

//! Changes that a signed-in person makes to their own account. Who signs in here has typed the passphrase again before
//! (`web::grave`); every change ends other sessions, since one of them may be the reason for it.

use zeroize::Zeroizing;

use super::choose::{self, Chosen, Fault};
use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::store::audit::name_staff;
use crate::store::staff::StaffRow;
use crate::store::{Audit, Tx};
use crate::vault::pending::{self, Pending};
use crate::vault::proposal;
use crate::vault::roster::StaffKey;
use crate::vault::staff::{self, FACTOR, Ring};
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError, spare};

/// Whose session it is.
pub struct Own<'a> {
    /// The account.
    pub account: &'a Account,
    /// Its keys.
    pub ring: Ring,
    /// The session's token.
    pub session: &'a Token,
}

/// What the account's page tells beside the account itself.
pub struct State {
    /// Spare codes that were not used yet.
    pub codes_left: i64,
    /// Whether there is a second factor.
    pub factor: bool,
    /// Whether new keys wait for colleagues to vouch for them.
    pub waiting: bool,
    /// Whether the roster names keys of this account, so that they are in use until then.
    pub in_force: bool,
}

/// The state of one's account.
///
/// # Errors
/// [`VaultError`].
pub async fn state(app: &App, own: &Own<'_>) -> Result<State> {
    let mut tx = app.store.look().await?;
    let codes_left = tx.spare_codes_left(own.account.id).await?;
    let roster = app.roster(&mut tx).await?;
    let keys = (&own.ring.keys, own.ring.next.as_ref());
    let in_force = proposal::in_force(&roster, own.account.id, keys).is_some();
    let (factor, waiting) = (own.ring.keys.totp.is_some(), own.ring.next.is_some());
    Ok(State { codes_left, factor, waiting, in_force })
}

async fn row(app: &App, id: StaffId) -> Result<StaffRow> {
    let row = app.store.look().await?.staff(id).await?;
    row.filter(|r| r.account.active && staff::genuine(&app.keys, r)).ok_or(VaultError::Conflict)
}

/// An ordinary change of passphrase: the keys stay, other sessions end. Gives what is wrong, or nothing.
///
/// # Errors
/// [`VaultError`].
pub async fn change(app: &App, own: Own<'_>, chosen: Chosen<'_>) -> Result<Vec<Fault>> {
    let faults = choose::faults(app, own.account, chosen).await?;
    if !faults.is_empty() {
        return Ok(faults);
    }
    let id = own.account.id;
    let seen = row(app, id).await?;
    let new = staff::reseal(&seen, &own.ring, chosen.passphrase, &app.keys, &app.staff_lane).await?;
    let mut tx = app.store.write().await?;
    let locked = tx.lock_staff(id).await?.ok_or(VaultError::Conflict)?;
    let Some(row) = staff::put_in(&app.keys, locked, &seen, new) else {
        drop(tx);
        // Somebody else changed the account at this moment, or the first click of a double one did just this.
        return if opens(app, own.account, chosen.passphrase).await? {
            Ok(Vec::new())
        } else {
            Err(VaultError::Conflict)
        };
    };
    tx.set_staff(&row).await?;
    tx.end_sessions_but(id, &own.session.session_id()).await?;
    let leaf = Leaf::staff(Event::PassphraseChanged, app.clock.now(), Some(id));
    tx.commit(Audit::of(vec![leaf.sealing([name_staff(&row)].into())])).await?;
    Ok(Vec::new())
}

/// Whether a passphrase is the one in force.
///
/// # Errors
/// [`VaultError`].
pub async fn opens(app: &App, account: &Account, passphrase: &str) -> Result<bool> {
    let row = row(app, account.id).await?;
    match staff::open(Some(&row), &account.username, passphrase, &app.keys, &app.staff_lane).await {
        Ok(_) => Ok(true),
        Err(VaultError::Refused) => Ok(false),
        Err(e) => Err(e),
    }
}

/// New spare codes in place of the old ones, to be shown once in this session.
///
/// # Errors
/// [`VaultError`].
pub async fn spare(app: &App, own: &Own<'_>) -> Result<bool> {
    let Some(factor) = &own.ring.keys.totp else { return Ok(false) };
    let (id, now) = (own.account.id, app.clock.now());
    let issued = spare::issue(&app.keys, id, factor);
    let mut tx = app.store.write().await?;
    tx.set_spare_codes(id, &issued.tags).await?;
    tx.commit(Audit::of(vec![Leaf::staff(Event::SpareCodesMade, now, Some(id))])).await?;
    show(app, own.session, id, issued.codes).await?;
    Ok(true)
}

async fn show(app: &App, cookie: &Token, id: StaffId, codes: Vec<String>) -> Result<()> {
    let showing = Pending::showing(id, codes, app.clock.now());
    pending::put(&app.store, cookie, &showing, app.clock.today().plus(1)).await
}

/// The codes that wait to be shown in this session.
///
/// # Errors
/// [`VaultError`].
pub async fn codes(app: &App, own: &Own<'_>) -> Result<Option<Vec<String>>> {
    let waiting = pending::load(&mut app.store.look().await?, own.session, app.clock.now()).await?;
    Ok(waiting.filter(|w| w.staff == own.account.id && !w.spare.is_empty()).map(|w| w.spare.clone()))
}

/// Ends what waits in this session: the codes were kept.
///
/// # Errors
/// [`VaultError`].
pub async fn kept(app: &App, own: &Own<'_>) -> Result<()> {
    pending::end(&app.store, own.session).await
}

/// The second factor that is about to replace the present one: the one that waits in this session, or a fresh one if
/// `fresh`.
///
/// # Errors
/// [`VaultError`].
pub async fn next_factor(app: &App, own: &Own<'_>, fresh: bool) -> Result<Option<Zeroizing<[u8; FACTOR]>>> {
    let now = app.clock.now();
    let waiting = pending::load(&mut app.store.look().await?, own.session, now).await?;
    let known = waiting.filter(|w| w.staff == own.account.id).and_then(|w| w.factor());
    if known.is_some() || !fresh {
        return Ok(known);
    }
    let pending = Pending::setting_up(own.account.id, "", now);
    pending::put(&app.store, own.session, &pending, app.clock.today().plus(1)).await?;
    Ok(pending.factor())
}

/// What is typed to replace one's keys.
#[derive(Clone, Copy)]
pub struct Renewal<'a> {
    /// The new passphrase.
    pub chosen: Chosen<'a>,
    /// A code of the present second factor, or a spare one.
    pub code: &'a str,
    /// A code of the new second factor.
    pub new_code: &'a str,
    /// The visit under which the spare codes are then shown: the session ends.
    pub then: &'a Token,
}

/// "Someone else may know the passphrase": another passphrase, another second factor, other keys. Every session ends,
/// every device is forgotten. An adviser's present keys stay in use until colleagues vouch for the new ones. Gives what
/// is wrong.
///
/// # Errors
/// [`VaultError`].
pub async fn renew(app: &App, own: Own<'_>, typed: Renewal<'_>) -> Result<Vec<Fault>> {
    let (id, now) = (own.account.id, app.clock.now());
    let seen = row(app, id).await?;
    if waiting_are_named(app, &mut app.store.look().await?, &seen).await? {
        return Ok(vec![Fault::Vouched]);
    }
    // The page lay open for too long, or another one of this session took its place: a fresh factor is shown.
    let Some(factor) = next_factor(app, &own, false).await? else { return Ok(vec![Fault::NewCode]) };
    let present = present(app, &own, typed.code);
    let step = choose::step(app, &factor, typed.new_code);
    let mut faults = choose::faults(app, own.account, typed.chosen).await?;
    faults.extend(present.is_none().then_some(Fault::Code));
    faults.extend(step.is_none().then_some(Fault::NewCode));
    let (Some(present), Some(step), []) = (present, step, &faults[..]) else { return Ok(faults) };
    let keep = own.account.role == Role::Adviser;
    let new = (typed.chosen.passphrase, &*factor);
    let new = staff::renew(&seen, own.ring.clone(), keep, new, &app.keys, &app.staff_lane).await?;
    let issued = spare::issue(&app.keys, id, &factor);

    let mut tx = app.store.write().await?;
    let locked = tx.lock_staff(id).await?.ok_or(VaultError::Conflict)?;
    if waiting_are_named(app, &mut tx, &locked).await? {
        return Ok(vec![Fault::Vouched]);
    }
    let row = staff::put_in(&app.keys, locked, &seen, new).ok_or(VaultError::Conflict)?;
    let fresh = match present {
        Present::None => true,
        Present::Step(step) => tx.use_code(id, step).await?,
        Present::Spare(tag) => tx.use_spare_code(id, &tag).await?,
    };
    if !fresh {
        return Ok(vec![Fault::Code]);
    }
    tx.set_staff(&row).await?;
    tx.end_sessions_of(id).await?;
    tx.forget_devices_of(id).await?;
    tx.set_spare_codes(id, &issued.tags).await?;
    tx.begin_codes(id, step).await?;
    let leaf = Leaf::staff(Event::KeysReplaced, now, Some(id)).sealing([name_staff(&row)].into());
    tx.commit(Audit::of(vec![leaf])).await?;
    kept(app, &own).await?;
    show(app, typed.then, id, issued.codes).await?;
    Ok(Vec::new())
}

/// Whether the roster names the keys that wait in this row: cases may be sealed to them by now, so that they must be taken
/// up (`/console`) before others take their place.
async fn waiting_are_named(app: &App, tx: &mut Tx, row: &StaffRow) -> Result<bool> {
    if row.next_bundle.is_empty() {
        return Ok(false);
    }
    let roster = app.roster(tx).await?;
    let named = |key: &StaffKey| row.recipient == key.recipient.to_string() || row.verify_key == key.verifier;
    Ok(roster.known(row.account.id).is_some_and(|key| named(key)))
}

enum Present {
    None,
    Step(i64),
    Spare([u8; 32]),
}

fn present(app: &App, own: &Own<'_>, code: &str) -> Option<Present> {
    let Some(secret) = &own.ring.keys.totp else { return Some(Present::None) };
    let step = choose::step(app, secret, code).map(Present::Step);
    let found = step.or_else(|| spare::tag(&app.keys, own.account.id, secret, code).map(Present::Spare));
    if found.is_none() {
        choose::failed(app);
    }
    found
}

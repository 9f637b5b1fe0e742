//! Enrolling with an invitation: first the code, then passphrase and second factor, then codes that are shown once.
//!
//! An unknown user name, a wrong code, one that is over and one that was used get the same answer after the same work. The
//! invitation ends in the transaction that uses it.

use super::choose::{self, Chosen, Fault};
use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::store::audit::name_staff;
use crate::store::invites::InviteRow;
use crate::store::staff::StaffRow;
use crate::store::{Audit, Tx};
use crate::vault::invite::{self, Kind};
use crate::vault::pending::{self, Pending};
use crate::vault::staff::{self, FACTOR};
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError, spare};

/// What a code leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knock {
    /// On to the choice of passphrase and second factor.
    Come,
    /// Not so.
    Wrong,
    /// Too many attempts for now.
    Busy,
}

/// What the visitor's page shows.
pub enum View {
    /// The fields for user name and code.
    Door,
    /// Passphrase and second factor.
    Setup(Box<Setup>),
    /// The spare codes, and what the page after them tells of.
    Codes(Vec<String>, After),
}

/// Of what the last page of enrolment tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Of an adviser for whose keys nobody has vouched yet.
    New,
    /// Of an adviser whose new keys wait.
    Keys,
    /// Of an adviser who goes on as before.
    Adviser,
    /// Of anybody else.
    Other,
}

impl After {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::New, Self::Keys, Self::Adviser, Self::Other];

    /// The word in the form and in the address. It says nothing that could not be asked for by hand.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Keys => "keys",
            Self::Adviser => "adviser",
            Self::Other => "1",
        }
    }

    /// The one of a word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|a| a.word() == word).unwrap_or(Self::Other)
    }

    /// What follows for an account.
    async fn of(app: &App, tx: &mut Tx, staff: StaffId) -> Result<Self> {
        let Some(row) = tx.staff(staff).await?.filter(|r| r.account.role == Role::Adviser) else {
            return Ok(Self::Other);
        };
        let vouched = app.roster(tx).await?.vouches(&row);
        Ok(match (vouched, row.next_bundle.is_empty()) {
            (true, _) => Self::Adviser,
            (false, true) => Self::New,
            (false, false) => Self::Keys,
        })
    }
}

/// Somebody who holds a valid invitation.
pub struct Setup {
    /// Their account.
    pub account: Account,
    /// Whether only the second factor is set anew, and the passphrase stays.
    pub factor_only: bool,
    /// The second factor that is being set up.
    pub factor: zeroize::Zeroizing<[u8; FACTOR]>,
}

/// What finishing leads to.
pub enum Done {
    /// The account is ready, the spare codes wait to be shown.
    Yes,
    /// Something has to be put right.
    Faults(Vec<Fault>),
    /// The invitation is over, or its account changed meanwhile.
    Over,
}

struct Invited {
    row: StaffRow,
    invite: InviteRow,
    kind: Kind,
}

/// Tries a code, under the visitor's `cookie`. What it leads to waits under `then`: a fresh token, since whoever knew the
/// visitor's would see the second factor and the spare codes.
///
/// # Errors
/// [`VaultError`].
pub async fn knock(app: &App, cookie: &Token, then: &Token, username: &str, code: &str) -> Result<Knock> {
    // The same room as sign-in, under a key of its own: knocking here keeps nobody from signing in.
    let key = [b"enrol/".as_slice(), username.as_bytes()].concat();
    let Ok(_turn) = app.stranger_room.turn(&key, Some(&cookie.session_id())).await else {
        choose::failed(app);
        return Ok(Knock::Busy);
    };
    let now = app.clock.now();
    let mut tx = app.store.read().await?;
    let row = tx.staff_by_username(username).await?;
    let id = row.as_ref().map_or(StaffId([0; 16]), |r| r.account.id);
    let invite = tx.invite(id).await?;
    drop(tx);
    let kind = invite::check(&app.keys, row.as_ref(), invite.as_ref(), code, now);
    let (Some(row), Some(_)) = (row, kind) else {
        choose::failed(app);
        return Ok(Knock::Wrong);
    };
    let pending = Pending::setting_up(row.account.id, code, now);
    pending::put(&app.store, then, &pending, app.clock.today().plus(1)).await?;
    Ok(Knock::Come)
}

async fn invited(app: &App, pending: &Pending) -> Result<Option<Invited>> {
    let mut tx = app.store.look().await?;
    let row = tx.staff(pending.staff).await?;
    let invite = tx.invite(pending.staff).await?;
    let kind = invite::check(&app.keys, row.as_ref(), invite.as_ref(), &pending.invitation, app.clock.now());
    Ok(match (row, invite, kind) {
        (Some(row), Some(invite), Some(kind)) => Some(Invited { row, invite, kind }),
        _ => None,
    })
}

/// What waits under a cookie.
///
/// # Errors
/// [`VaultError`].
pub async fn view(app: &App, cookie: &Token) -> Result<View> {
    let mut tx = app.store.look().await?;
    let waiting = pending::load(&mut tx, cookie, app.clock.now()).await?;
    let Some(waiting) = waiting else { return Ok(View::Door) };
    if !waiting.spare.is_empty() {
        let after = After::of(app, &mut tx, waiting.staff).await?;
        return Ok(View::Codes(waiting.spare.clone(), after));
    }
    drop(tx);
    let (Some(invited), Some(factor)) = (invited(app, &waiting).await?, waiting.factor()) else {
        return Ok(View::Door);
    };
    let factor_only = invited.kind == Kind::Factor;
    Ok(View::Setup(Box::new(Setup { account: invited.row.account, factor_only, factor })))
}

/// Sets passphrase and second factor, or the second factor alone, and makes spare codes. Every session of the account
/// ends, every device is forgotten.
///
/// # Errors
/// [`VaultError`].
pub async fn finish(app: &App, cookie: &Token, chosen: Chosen<'_>, code: &str) -> Result<Done> {
    let now = app.clock.now();
    let waiting = pending::load(&mut app.store.look().await?, cookie, now).await?;
    let Some(waiting) = waiting else { return Ok(Done::Over) };
    let (Some(invited), Some(factor)) = (invited(app, &waiting).await?, waiting.factor()) else {
        return Ok(Done::Over);
    };
    let (row, step) = (&invited.row, choose::step(app, &factor, code));
    let mut faults = match invited.kind {
        Kind::Enrol => choose::faults(app, &row.account, chosen).await?,
        Kind::Factor => Vec::new(),
    };
    faults.extend(step.is_none().then_some(Fault::NewCode));
    let (Some(step), []) = (step, &faults[..]) else { return Ok(Done::Faults(faults)) };
    let new = match remade(app, &invited, chosen.passphrase, &factor).await? {
        Ok(new) => new,
        Err(fault) => return Ok(Done::Faults(vec![fault])),
    };
    let issued = spare::issue(&app.keys, row.account.id, &factor);
    if !put(app, &invited, new, &issued.tags, step, now).await? {
        return Ok(Done::Over);
    }
    let showing = Pending::showing(row.account.id, issued.codes, now);
    pending::put(&app.store, cookie, &showing, app.clock.today().plus(1)).await?;
    Ok(Done::Yes)
}

/// The account's row with what the invitation allows to make anew.
async fn remade(
    app: &App,
    invited: &Invited,
    passphrase: &str,
    factor: &[u8; FACTOR],
) -> Result<std::result::Result<StaffRow, Fault>> {
    let row = &invited.row;
    if invited.kind == Kind::Enrol {
        return Ok(Ok(staff::enrol(row, passphrase, factor, &app.keys, &app.staff_lane).await?));
    }
    // Whoever took the code from its owner must not guess at the passphrase with it.
    if app.grave_attempts.as_ref().is_some_and(|a| a.check(Some(&row.account.id.0)).is_err()) {
        choose::failed(app);
        return Ok(Err(Fault::Busy));
    }
    let name = &row.account.username;
    match staff::open(Some(row), name, passphrase, &app.keys, &app.staff_lane).await {
        Ok(ring) => {
            app.grave_attempts.iter().for_each(|a| a.was_right(&row.account.id.0));
            let ring = ring.with_factor(factor);
            Ok(Ok(staff::reseal(row, &ring, passphrase, &app.keys, &app.staff_lane).await?))
        }
        Err(VaultError::Refused) => {
            choose::failed(app);
            Ok(Err(Fault::Passphrase))
        }
        Err(e) => Err(e),
    }
}

async fn put(
    app: &App,
    invited: &Invited,
    new: StaffRow,
    spare: &[[u8; 32]],
    step: i64,
    now: i64,
) -> Result<bool> {
    let id = invited.row.account.id;
    let mut tx = app.store.write().await?;
    let Some(locked) = tx.lock_staff(id).await? else { return Ok(false) };
    let Some(row) = staff::put_in(&app.keys, locked, &invited.row, new) else { return Ok(false) };
    if !tx.end_invite(&invited.invite).await? || !tx.set_staff(&row).await? {
        return Ok(false);
    }
    tx.end_sessions_of(id).await?;
    tx.forget_devices_of(id).await?;
    tx.set_spare_codes(id, spare).await?;
    // The code was shown on this page already: it does not open the door as well.
    tx.begin_codes(id, step).await?;
    let event = if invited.kind == Kind::Enrol { Event::StaffEnrolled } else { Event::FactorSet };
    let leaf = Leaf::staff(event, now, Some(id)).sealing([name_staff(&row)].into());
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(true)
}

/// Ends what waits under a cookie: the codes were kept.
///
/// # Errors
/// [`VaultError`].
pub async fn kept(app: &App, cookie: &Token) -> Result<()> {
    pending::end(&app.store, cookie).await
}

//! Who works here: the administrator invites, closes and opens accounts, changes what they say of their person and lets a
//! lost passphrase or second factor be set anew. None of it lets anybody read a report: that takes colleagues who vouch.
//!
//! Each act is one transaction in which the administrator's account and the other one are locked, in the order of their
//! ids. The administrator must be active still and cannot act on the own account, so that one always stays.

pub mod capability;
pub mod details;
pub mod handlers;
pub mod pages;
pub mod show;

use self::details::{Details, Fault};
use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::receipt::Receipt;
use crate::domain::staff::{Account, Role};
use crate::store::audit::name_staff;
use crate::store::staff::StaffRow;
use crate::store::{Audit, StoreError, Tx};
use crate::vault::invite::{self, Kind};
use crate::vault::keys::KeyFiles;
use crate::vault::proposal;
use crate::vault::roster::Roster;
use crate::vault::staff::{fresh_id, genuine, invited, stamped};

/// The kind of job that tells a person that the second factor of the account can be set anew.
pub const FACTOR_MAIL: &str = "factor_reset";
/// The kind of job that tells a person that everything secret of the account can be set anew, by whoever has the code.
pub const ENROL_MAIL: &str = "enrol_again";

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no such account, or whoever asks is no administrator (any more).
    NotThere,
    /// It is the own account.
    Own,
    /// Somebody wrote to the account's row with SQL; nothing signs that.
    Touched,
    /// The account is closed.
    Closed,
    /// The account is open already.
    Open,
    /// Nobody has enrolled yet: there is no second factor to set anew.
    NotEnrolled,
    /// The person has another open account.
    SecondAccount,
    /// What was typed cannot be.
    Typed(Vec<Fault>),
    /// The store's own trouble.
    Store(StoreError),
}

impl From<StoreError> for Refused {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

/// A code that was made, to be shown once.
pub struct Issued {
    /// Whose account.
    pub account: Account,
    /// The code.
    pub code: Receipt,
    /// What it is for.
    pub kind: Kind,
    /// The second it ends at.
    pub ends: i64,
    /// Whether a mail tells the person of it; `None` for a new account, whose person has nothing to lose yet.
    pub told: Option<bool>,
}

impl Issued {
    /// Whether an adviser enrols anew: then colleagues vouch for new keys, and a recovery gives the cases back.
    #[must_use]
    pub fn adviser_again(&self) -> bool {
        self.kind == Kind::Enrol && self.told.is_some() && self.account.role == Role::Adviser
    }
}

/// What the signed list says of an adviser's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// It vouches for these keys and details.
    Now,
    /// For these keys, with details as they were: the new ones wait.
    Details,
    /// For earlier keys: the new ones wait.
    Earlier,
    /// Nothing, so far.
    Never,
    /// That it was revoked.
    Revoked,
}

impl Vouched {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Now, Self::Details, Self::Earlier, Self::Never, Self::Revoked];

    /// What it says of the account in this row.
    #[must_use]
    pub fn of(keys: &KeyFiles, roster: &Roster, row: &StaffRow) -> Self {
        let id = row.account.id;
        let Some(key) = roster.adviser(id) else {
            return if roster.stood(id).is_some() && roster.known(id).is_none() {
                Self::Revoked
            } else {
                Self::Never
            };
        };
        if !roster.vouches(row) {
            return Self::Earlier;
        }
        let same = proposal::offered(keys, row).is_none_or(|offered| offered == **key);
        if same { Self::Now } else { Self::Details }
    }

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Now => "yes",
            Self::Details => "details",
            Self::Earlier => "earlier",
            Self::Never => "no",
            Self::Revoked => "revoked",
        }
    }

    /// Id of the word people read.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Now => "admin-staff-vouched-yes",
            Self::Details => "admin-staff-vouched-details",
            Self::Earlier => "admin-staff-vouched-earlier",
            Self::Never => "admin-staff-vouched-no",
            Self::Revoked => "admin-staff-vouched-revoked",
        }
    }
}

/// Two accounts, locked: the administrator's and the other one.
async fn locked(app: &App, tx: &mut Tx, who: StaffId, id: StaffId) -> Result<StaffRow, Refused> {
    if who == id {
        administrator(app, tx, who).await?;
        return Err(Refused::Own);
    }
    let row = if who < id {
        administrator(app, tx, who).await?;
        tx.lock_staff(id).await?
    } else {
        let row = tx.lock_staff(id).await?;
        administrator(app, tx, who).await?;
        row
    };
    let row = row.ok_or(Refused::NotThere)?;
    if genuine(&app.keys, &row) { Ok(row) } else { Err(Refused::Touched) }
}

/// Whoever acts must be an administrator at this moment, not only when the page was asked for.
pub(super) async fn administrator(app: &App, tx: &mut Tx, who: StaffId) -> Result<(), Refused> {
    let row = tx.lock_staff(who).await?.filter(|r| genuine(&app.keys, r)).map(|r| r.account);
    let may = row.is_some_and(|a| a.active && a.role == Role::Administrator);
    if may { Ok(()) } else { Err(Refused::NotThere) }
}

async fn others(app: &App, tx: &mut Tx, than: Option<StaffId>) -> Result<Vec<Account>, Refused> {
    let all = tx.all_staff().await?.into_iter().filter(|r| genuine(&app.keys, r));
    Ok(all.map(|r| r.account).filter(|a| Some(a.id) != than).collect())
}

/// A new account and the code to enrol it. `replaces` is a closed account of the same person and role.
///
/// # Errors
/// [`Refused`].
pub async fn invite(
    app: &App,
    who: StaffId,
    role: Role,
    typed: &Details,
    replaces: Option<StaffId>,
) -> Result<Issued, Refused> {
    let typed = details::tidy(typed, role);
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    administrator(app, &mut tx, who).await?;
    let others = others(app, &mut tx, None).await?;
    let person = person_of(&others, role, replaces);
    let mut faults = details::faults(&typed, role, person, &others, &app.pack.codes(), app.texts.all());
    let Some(person) = person else {
        faults.push(Fault::Replaces);
        return Err(Refused::Typed(faults));
    };
    if !faults.is_empty() {
        return Err(Refused::Typed(faults));
    }
    let row = invited(typed.account(StaffId(fresh_id()), person, role), &app.keys);
    let (code, invite) = invite::issue(&app.keys, &row, Kind::Enrol, now);
    if !tx.add_staff(&row).await? {
        return Err(Refused::Typed(vec![Fault::UsernameTaken]));
    }
    tx.set_invite(&invite).await?;
    let leaf = Leaf::staff(Event::StaffInvited, now, Some(who)).sealing([name_staff(&row)].into());
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(Issued { account: row.account, code, kind: Kind::Enrol, ends: invite.ends, told: None })
}

/// What is wrong with what was typed of somebody to invite, without inviting them.
///
/// # Errors
/// [`Refused`], of the store alone.
pub async fn invite_faults(
    app: &App,
    role: Role,
    typed: &Details,
    replaces: Option<StaffId>,
) -> Result<Vec<Fault>, Refused> {
    let typed = details::tidy(typed, role);
    let others = others(app, &mut app.store.read().await?, None).await?;
    let person = person_of(&others, role, replaces);
    let mut faults = details::faults(&typed, role, person, &others, &app.pack.codes(), app.texts.all());
    faults.extend(person.is_none().then_some(Fault::Replaces));
    Ok(faults)
}

/// The person a new account belongs to: a new one, or that of the closed account it replaces, unless the person has
/// another open one.
fn person_of(others: &[Account], role: Role, replaces: Option<StaffId>) -> Option<PersonId> {
    let person = match replaces {
        None => Some(PersonId(fresh_id())),
        Some(old) => others.iter().find(|a| a.id == old && !a.active && a.role == role).map(|a| a.person),
    };
    person.filter(|p| !others.iter().any(|a| a.active && a.person == *p))
}

/// A code for an account that is there: to enrol it (again), or to set its second factor anew. Whoever still uses it is
/// out at once; an earlier code is worth nothing any more.
///
/// # Errors
/// [`Refused`].
pub async fn invite_again(app: &App, who: StaffId, id: StaffId, kind: Kind) -> Result<Issued, Refused> {
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    let row = locked(app, &mut tx, who, id).await?;
    if !row.account.active {
        return Err(Refused::Closed);
    }
    if kind == Kind::Factor && !row.enrolled() {
        return Err(Refused::NotEnrolled);
    }
    end_uses(&mut tx, id).await?;
    let (code, invite) = invite::issue(&app.keys, &row, kind, now);
    tx.set_invite(&invite).await?;
    // Whoever has the code takes the account over: its person hears of it without the administrator.
    let told = row.enrolled().then(|| app.mailer.is_some() && !row.account.mail.is_empty());
    if told == Some(true) {
        let mail = match kind {
            Kind::Enrol => ENROL_MAIL,
            Kind::Factor => FACTOR_MAIL,
        };
        tx.add_job(&fresh_id(), mail, id, now, now).await?;
    }
    let event = match kind {
        Kind::Enrol => Event::StaffInvitedAgain,
        Kind::Factor => Event::FactorReset,
    };
    let leaf = Leaf::staff(event, now, Some(who)).sealing([name_staff(&row)].into());
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(Issued { account: row.account, code, kind, ends: invite.ends, told })
}

async fn end_uses(tx: &mut Tx, id: StaffId) -> Result<(), StoreError> {
    tx.end_sessions_of(id).await?;
    tx.forget_devices_of(id).await?;
    Ok(())
}

/// Closes an account: its sessions end with this transaction and no code opens it. Nothing of it is deleted.
///
/// # Errors
/// [`Refused`].
pub async fn disable(app: &App, who: StaffId, id: StaffId) -> Result<(), Refused> {
    let mut tx = app.store.write().await?;
    let mut row = locked(app, &mut tx, who, id).await?;
    if !row.account.active {
        return Err(Refused::Closed);
    }
    row.account.active = false;
    end_uses(&mut tx, id).await?;
    tx.drop_invite_of(id).await?;
    write(app, tx, row, Event::StaffDisabled, who).await
}

/// Opens a closed account again, unless its person has another one by now.
///
/// # Errors
/// [`Refused`].
pub async fn enable(app: &App, who: StaffId, id: StaffId) -> Result<(), Refused> {
    let mut tx = app.store.write().await?;
    let mut row = locked(app, &mut tx, who, id).await?;
    if row.account.active {
        return Err(Refused::Open);
    }
    let others = others(app, &mut tx, Some(id)).await?;
    let same = |a: &Account| a.person == row.account.person || details::same_mail(&a.mail, &row.account.mail);
    if others.iter().any(|a| a.active && same(a)) {
        return Err(Refused::SecondAccount);
    }
    row.account.active = true;
    write(app, tx, row, Event::StaffEnabled, who).await
}

/// Changes what an account says of its person. Role and person stay: another role is another account.
///
/// # Errors
/// [`Refused`].
pub async fn change(app: &App, who: StaffId, id: StaffId, typed: &Details) -> Result<(), Refused> {
    let mut tx = app.store.write().await?;
    let mut row = locked(app, &mut tx, who, id).await?;
    let (role, person) = (row.account.role, row.account.person);
    let typed = details::tidy(typed, role);
    let others = others(app, &mut tx, Some(id)).await?;
    let faults = details::faults(&typed, role, Some(person), &others, &app.pack.codes(), app.texts.all());
    if !faults.is_empty() {
        return Err(Refused::Typed(faults));
    }
    row.account = Account { active: row.account.active, ..typed.account(id, person, role) };
    write(app, tx, row, Event::StaffChanged, who).await
}

async fn write(app: &App, mut tx: Tx, row: StaffRow, event: Event, who: StaffId) -> Result<(), Refused> {
    let row = stamped(&app.keys, row);
    if !tx.set_staff(&row).await? {
        return Err(Refused::Typed(vec![Fault::UsernameTaken]));
    }
    let leaf = Leaf::staff(event, app.clock.now(), Some(who)).sealing([name_staff(&row)].into());
    Ok(tx.commit(Audit::of(vec![leaf])).await?)
}

/// An account as its page shows it.
pub struct Person {
    /// The account.
    pub account: Account,
    /// Whether somebody has set its passphrase.
    pub enrolled: bool,
    /// What the signed list says of it.
    pub vouched: Vouched,
    /// Whether the roster names the account, with these keys or with earlier ones: what is new is sealed to them.
    pub named: bool,
    /// Until when a code can be used, if one is out (Unix seconds).
    pub invited_until: Option<i64>,
}

/// One account; one whose row was touched is not there.
///
/// # Errors
/// [`StoreError`].
pub async fn person(app: &App, id: StaffId) -> Result<Option<Person>, StoreError> {
    let mut tx = app.store.read().await?;
    let Some(row) = tx.staff(id).await?.filter(|r| genuine(&app.keys, r)) else { return Ok(None) };
    let (roster, now) = (app.roster(&mut tx).await?, app.clock.now());
    let invite = tx.invite(id).await?.filter(|i| i.ends > now);
    Ok(Some(Person {
        enrolled: row.enrolled(),
        vouched: Vouched::of(&app.keys, &roster, &row),
        named: roster.known(id).is_some(),
        invited_until: invite.map(|i| i.ends),
        account: row.account,
    }))
}

/// Closed accounts, for "a new account of the same person".
///
/// # Errors
/// [`StoreError`].
pub async fn closed(app: &App) -> Result<Vec<Account>, StoreError> {
    let all = app.store.read().await?.all_staff().await?.into_iter();
    Ok(all.filter(|r| !r.account.active && genuine(&app.keys, r)).map(|r| r.account).collect())
}

/// The account of a user name, for the command line.
///
/// # Errors
/// [`StoreError`].
pub async fn by_username(app: &App, username: &str) -> Result<Option<StaffId>, StoreError> {
    let row = app.store.read().await?.staff_by_username(&details::username(username)).await?;
    Ok(row.map(|r| r.account.id))
}

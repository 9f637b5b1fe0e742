//! Planning a year and releasing a period: two advisers of different institutions, one after the other. No number of a
//! record, of records, or of bytes leaves this file but by way of a release.

mod asking;
mod drawing;
mod earlier;
mod holders;
mod standing;

use super::menu::{self, Odd};
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period};
use crate::store::statistics::SignedRow;
use crate::store::{Audit, Tx};
use crate::vault::VaultError;
use crate::vault::staff::StaffKeys;
use crate::vault::statistics::plan::{self, Plan};
use crate::vault::statistics::release;
use crate::vault::statistics::standing::Standing;

pub use crate::vault::statistics::standing::Stage;
pub use asking::{Asked, ask};
pub use earlier::{Earlier, before, too_many};
pub use holders::holders;
use standing::may;
pub use standing::{Desk, Year, desk};

/// What a publisher does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Makes the plan of a year.
    Prepare,
    /// Signs it as the second.
    Confirm,
    /// Approves a period.
    Approve,
    /// Takes the own approval back.
    TakeBack,
    /// Releases a period that another approved.
    Release,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Prepare, Self::Confirm, Self::Approve, Self::TakeBack, Self::Release];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Confirm => "confirm",
            Self::Approve => "approve",
            Self::TakeBack => "take-back",
            Self::Release => "release",
        }
    }

    /// Reads an act and what it is about, such as `release:2026-Q3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Self, Period)> {
        let (word, of) = text.split_once(':')?;
        Some((Self::ALL.into_iter().find(|act| act.word() == word)?, Period::parse(of)?))
    }
}

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The roster does not name the account.
    NotStanding,
    /// There are no advisers of two institutions.
    NotEnough,
    /// The menu has a fault.
    Menu(Odd),
    /// The year is neither this one nor the next.
    Year,
    /// The year has a plan that two signed: who made it, and who signed it.
    Planned(StaffId, StaffId),
    /// The year has no plan that two signed.
    NotPlanned,
    /// The plan that was shown is not the one that waits.
    Anew,
    /// This colleague's plan waits for a signature, and whoever acts was not shown it.
    PlanWaits(StaffId),
    /// As the period stands, this cannot be done.
    Stage(Period, Stage),
    /// Whoever approved the period took that back.
    Unapproved(Period, StaffId),
    /// Only who approved can take it back.
    NotTheirs(StaffId),
    /// The store was taken back to an older copy: what was planned or released before is not known.
    TakenBack,
    /// No release of this installation, or another than the one that stands.
    File,
    /// Whoever signs second is of the same institution, or the same person, as the first.
    NotAnother,
    /// This account holds no share of the year's identity.
    NoShare,
    /// The log, or what has entered tables before, is not what this server wrote.
    Altered,
    /// Something in the way: the store, or a share that does not open.
    Fault(VaultError),
}

impl<E: Into<VaultError>> From<E> for Refused {
    fn from(e: E) -> Self {
        Self::Fault(e.into())
    }
}

/// Whoever acts.
#[derive(Clone)]
pub struct By {
    /// The account.
    pub staff: StaffId,
    /// Its keys in force.
    pub keys: StaffKeys,
}

type Done<T = ()> = std::result::Result<T, Refused>;

fn leaf(app: &App, event: Event, by: &By) -> Leaf {
    Leaf::staff(event, app.clock.now(), Some(by.staff))
}

/// Whether the plan that waits, if one does, is the one that was shown; one that two signed stands.
fn may_replace(plans: &[Plan], year: i16, seen: &str) -> Done {
    if let Some((plan, second)) = plan::of_year(plans, year).and_then(|plan| Some((plan, plan.second?))) {
        return Err(Refused::Planned(plan.first, second));
    }
    let waits = plans.iter().find(|plan| plan.menu.year == year && plan.second.is_none());
    match waits.filter(|waits| plan::digest(&waits.body) != seen) {
        Some(waits) => Err(Refused::PlanWaits(waits.first)),
        None => Ok(()),
    }
}

/// Whether a plan can be made now. `seen` is the digest of the waiting plan that was shown, whose place it takes; empty
/// where none was.
fn may_prepare(app: &App, read: &Standing, staff: StaffId, year: i16, seen: &str) -> Done<Menu> {
    read.roster.adviser(staff).ok_or(Refused::NotStanding)?;
    let this = date(app.clock.today()).year();
    if ![this, this + 1].contains(&year) {
        return Err(Refused::Year);
    }
    // Whether there was a plan of this year before is not known, and what it released.
    if read.taken_back.is_some() {
        return Err(Refused::TakenBack);
    }
    if !read.plans_stand {
        return Err(Refused::Altered);
    }
    may_replace(&read.plans, year, seen)?;
    if plan::publishers(&read.roster).len() < 2 {
        return Err(Refused::NotEnough);
    }
    menu::of(app, year, &read.plans).map_err(Refused::Menu)
}

/// Makes the plan of a year; it stands once another has signed it. `seen` is the digest of the plan that waits and was
/// shown, or empty: of two who make one at once, the second does not silently replace the first.
///
/// # Errors
/// [`Refused`].
pub async fn prepare(app: &App, by: &By, year: i16, seen: &str) -> Done {
    let read = standing::read(app, &mut app.store.read().await?).await?;
    let menu = may_prepare(app, &read, by.staff, year, seen)?;
    let (roster, keys, staff) = (read.roster.clone(), by.keys.clone(), by.staff);
    let made = crate::vault::aside::run(move || plan::make(&roster, &menu, staff, &keys)).await;
    let made = made.map_err(|e| if e == VaultError::NoReaders { Refused::NotEnough } else { e.into() })?;
    let mut tx = app.store.write().await?;
    may_replace(&plan::all(&mut tx, &read.roster).await?, year, seen)?;
    if !tx.put_statistic_plan(i64::from(year), &made.row).await? {
        return Err(Refused::Year);
    }
    for (period, shares) in &made.shares {
        tx.set_statistic_shares(*period, false, shares).await?;
    }
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsPlanned, by)])).await?)
}

/// The plan that can be signed now.
fn may_confirm(read: &Standing, staff: StaffId, year: i16) -> Done<&Plan> {
    let me = read.roster.adviser(staff).ok_or(Refused::NotStanding)?;
    let plan = read.waiting(year).ok_or(Refused::Anew)?;
    if !read.roster.stood(plan.first).is_some_and(|first| plan::are_two(first, me)) {
        return Err(Refused::NotAnother);
    }
    if !read.plans_stand {
        return Err(Refused::Altered);
    }
    if read.taken_back.is_some() { Err(Refused::TakenBack) } else { Ok(plan) }
}

/// Signs the plan of a year as the second: records are sealed from now on. `seen` is the digest of the plan that was shown.
///
/// # Errors
/// [`Refused`].
pub async fn confirm(app: &App, by: &By, year: i16, seen: &str) -> Done {
    let read = standing::read(app, &mut app.store.read().await?).await?;
    let plan = may_confirm(&read, by.staff, year)?;
    if plan::digest(&plan.body) != seen {
        return Err(Refused::Anew);
    }
    let mut tx = app.store.write().await?;
    // Held against every plan that was signed by now: two can be made at once.
    menu::sound(&plan.menu, &plan::all(&mut tx, &read.roster).await?).map_err(Refused::Menu)?;
    let signature = plan::sign(&by.keys, &plan.body);
    // Of a period that is over nothing can be counted any more: nobody can ever release it.
    for period in Period::all_of(year).into_iter().filter(|period| period.is_over(read.today)) {
        tx.end_statistic_shares(period).await?;
    }
    let rows = tx.statistic_plans().await?;
    let row = rows.into_iter().find(|(of, row)| *of == i64::from(year) && row.body == plan.body);
    let row = row.map(|(_, row)| row).filter(|row| plan::genuine(&read.roster, row).is_some());
    let signed = SignedRow { second: Some((by.staff, signature)), ..row.ok_or(Refused::Anew)? };
    if !tx.sign_statistic_plan(i64::from(year), &signed).await? {
        return Err(Refused::Anew);
    }
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsPlanned, by)])).await?)
}

/// Does what was asked; `seen` is the mark of what was shown.
///
/// # Errors
/// [`Refused`].
pub async fn act(app: &Shared, by: &By, act: Act, period: Period, seen: &str) -> Done {
    match act {
        Act::Prepare => prepare(app, by, period.year, seen).await,
        Act::Confirm => confirm(app, by, period.year, seen).await,
        Act::Approve => approve(app, by, period).await,
        Act::TakeBack => take_back(app, by, period).await,
        Act::Release => release(app, by, period).await,
    }
}

/// Approves the release of a period.
///
/// # Errors
/// [`Refused`].
pub async fn approve(app: &App, by: &By, period: Period) -> Done {
    let mut tx = app.store.read().await?;
    let read = standing::read(app, &mut tx).await?;
    let plan = may(&read, Act::Approve, period, by.staff)?.clone();
    let me = read.roster.adviser(by.staff).ok_or(Refused::NotStanding)?.clone();
    let share = share(tx.statistic_shares(period, false).await?, by.staff)?;
    let before = approval_of(&mut tx, period).await?;
    drop(tx);
    let (roster, keys) = (read.roster.clone(), by.keys.clone());
    let work = move || release::approve(&roster, &plan, period, &share, (&me, &keys));
    let made = crate::vault::aside::run(work).await?;
    let mut tx = app.store.write().await?;
    if tx.is_released(period).await? || approval_of(&mut tx, period).await? != before {
        drop(tx);
        // Two at once: the second hears how it stands now.
        may(&standing::read(app, &mut app.store.read().await?).await?, Act::Approve, period, by.staff)?;
        return Err(Refused::Stage(period, Stage::Ready));
    }
    tx.set_statistic_approval(period, by.staff, &made.signature).await?;
    tx.set_statistic_shares(period, true, &made.shares).await?;
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsApproved, by)])).await?)
}

/// Who approved a period, as the row stands.
async fn approval_of(tx: &mut Tx, period: Period) -> Done<Option<StaffId>> {
    Ok(tx.statistic_approvals().await?.into_iter().find(|(of, ..)| *of == period).map(|(_, by, _)| by))
}

/// Takes an approval back.
///
/// # Errors
/// [`Refused`].
pub async fn take_back(app: &App, by: &By, period: Period) -> Done {
    let read = standing::read(app, &mut app.store.read().await?).await?;
    may(&read, Act::TakeBack, period, by.staff)?;
    let mut tx = app.store.write().await?;
    let mine = tx.statistic_approvals().await?.iter().any(|(of, who, _)| *of == period && *who == by.staff);
    if !mine {
        let stage = if tx.is_released(period).await? { Stage::Released } else { Stage::Ready };
        return Err(Refused::Stage(period, stage));
    }
    if !tx.end_statistic_approval(period).await? {
        // A trigger kept it.
        return Err(Refused::Altered);
    }
    tx.set_statistic_shares(period, true, &[]).await?;
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsApprovalTakenBack, by)])).await?)
}

fn share(all: Vec<(StaffId, Vec<u8>)>, staff: StaffId) -> Done<Vec<u8>> {
    all.into_iter().find(|(of, _)| *of == staff).map(|(_, sealed)| sealed).ok_or(Refused::NoShare)
}

/// Draws a period that another approved, and releases it: whole or never. Runs to its end even when the client leaves.
///
/// # Errors
/// [`Refused`].
pub async fn release(app: &Shared, by: &By, period: Period) -> Done {
    let (of, by) = (app.clone(), by.clone());
    let work = async move { Box::pin(drawing::release_now(&of, &by, period)).await };
    let done = app.tasks.spawn(work).await.map_err(|_| Refused::Fault(VaultError::Refused))?;
    if matches!(done, Err(Refused::Fault(_))) && app.store.look().await?.is_released(period).await? {
        // The engine refused the second of two at once.
        return Err(Refused::Stage(period, Stage::Released));
    }
    done
}

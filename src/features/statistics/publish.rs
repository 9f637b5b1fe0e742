//! Planning a year and releasing a period: two advisers of different institutions, one after the other. No number of a
//! record, of records, or of bytes leaves this file but by way of a release.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::menu::{self, Odd};
use crate::app::{App, Shared};
use crate::clock::date;
use crate::crypto::random;
use crate::disclosure::budget::Epsilon;
use crate::disclosure::noise::Bytes;
use crate::disclosure::table;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period, Released, ReleasedTable};
use crate::store::heard::Heard;
use crate::store::statistics::SignedRow;
use crate::store::{Audit, StoreError, Tx};
use crate::vault::roster::Roster;
use crate::vault::staff::StaffKeys;
use crate::vault::state::StateError;
use crate::vault::statistics::entered::Entered;
use crate::vault::statistics::plan::{self, Plan};
use crate::vault::statistics::release::{self, Open};
use crate::vault::{Result, VaultError};

/// Where a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is not over.
    Running,
    /// The store was taken back to an older copy after it was over, or lacks a release of which the log tells: it was, or may
    /// have been, drawn before.
    Closed,
    /// The quarters of the year come first.
    Quarters,
    /// Nobody has approved it.
    Ready,
    /// Somebody approved it, and whoever looks can release it.
    Approved(StaffId),
    /// Somebody approved it; it takes an adviser of another institution.
    Waits(StaffId),
    /// It was released.
    Released,
}

/// A year, as whoever looks sees it.
pub struct Year {
    /// Its plan.
    pub plan: Plan,
    /// Whether whoever looks can sign it as the second.
    pub signs: bool,
    /// Whether whoever looks holds a share of its identity.
    pub holds: bool,
    /// Its quarters and the year; empty while the plan waits for its second signature.
    pub periods: Vec<(Period, Stage)>,
}

/// All that the page of publishers shows.
pub struct Desk {
    /// Years that are planned.
    pub years: Vec<Year>,
    /// Years that could be planned now, with their menus or why there is none.
    pub next: Vec<(i16, std::result::Result<Menu, Odd>)>,
    /// Whether there are advisers of two institutions.
    pub enough: bool,
    /// The roster it was read by.
    pub roster: Arc<Roster>,
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
    /// The year is neither this one nor the next, or has a plan that two signed.
    Year,
    /// Where it stands now, this cannot be done, or what was shown is not what stands.
    Stage,
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

struct Read {
    roster: Arc<Roster>,
    plans: Vec<Plan>,
    releases: Vec<Period>,
    heard: Heard,
    approvals: Vec<(Period, StaffId, [u8; 64])>,
}

async fn read(app: &App, tx: &mut Tx) -> Result<Read> {
    let roster = app.roster(tx).await?;
    let plans = plan::all(tx, &roster).await?;
    let releases: Vec<Period> = tx.releases().await?.into_iter().map(|(period, _)| period).collect();
    let heard = tx.heard().await?;
    let approvals = tx.statistic_approvals().await?;
    Ok(Read { roster, plans, releases, heard, approvals })
}

impl Read {
    fn stage(&self, app: &App, plan: &Plan, period: Period, me: StaffId) -> Stage {
        if self.releases.contains(&period) {
            return Stage::Released;
        }
        if !period.is_over(date(app.clock.today())) {
            return Stage::Running;
        }
        let was_over = |at: i64| period.is_over(app.clock.local(at).date());
        if self.heard.tells_of(period) || self.heard.taken_back().is_some_and(was_over) {
            return Stage::Closed;
        }
        let quarters = Period::all_of(period.year).into_iter().filter(|p| p.quarter > 0);
        if period.quarter == 0 && !quarters.into_iter().all(|q| self.releases.contains(&q)) {
            return Stage::Quarters;
        }
        match self.approval(plan, period) {
            None => Stage::Ready,
            Some((by, _)) => {
                let two = self.roster.adviser(by).zip(self.roster.adviser(me));
                if two.is_some_and(|(a, b)| plan::are_two(a, b)) {
                    Stage::Approved(by)
                } else {
                    Stage::Waits(by)
                }
            }
        }
    }

    fn approval(&self, plan: &Plan, period: Period) -> Option<(StaffId, [u8; 64])> {
        let found = self.approvals.iter().find(|(of, ..)| *of == period)?;
        let genuine = release::approves(&self.roster, plan, period, found.1, &found.2);
        genuine.then_some((found.1, found.2))
    }
}

/// What the page of publishers shows to an account.
///
/// # Errors
/// [`VaultError`].
pub async fn desk(app: &App, me: StaffId) -> Result<Desk> {
    let mut tx = app.store.read().await?;
    let read = read(app, &mut tx).await?;
    let mut years = Vec::new();
    for plan in &read.plans {
        let mut shares = Vec::new();
        for period in Period::all_of(plan.menu.year) {
            shares.extend(tx.statistic_shares(period, false).await?);
        }
        let two = read.roster.stood(plan.first).zip(read.roster.adviser(me));
        let signs = plan.second.is_none() && two.is_some_and(|(a, b)| plan::are_two(a, b));
        let periods = Period::all_of(plan.menu.year).into_iter().filter(|_| plan.second.is_some());
        years.push(Year {
            signs,
            holds: shares.iter().any(|(staff, _)| *staff == me),
            periods: periods.map(|p| (p, read.stage(app, plan, p, me))).collect(),
            plan: plan.clone(),
        });
    }
    let this = date(app.clock.today()).year();
    let next = [this, this + 1].into_iter().filter(|year| plan::of_year(&read.plans, *year).is_none());
    let next = next.map(|year| (year, menu::of(app, year, &read.plans))).collect();
    let enough = plan::publishers(&read.roster).len() >= 2;
    Ok(Desk { years, next, enough, roster: read.roster })
}

fn leaf(app: &App, event: Event, by: &By) -> Leaf {
    Leaf::staff(event, app.clock.now(), Some(by.staff))
}

/// Makes the plan of a year; it stands once another has signed it.
///
/// # Errors
/// [`Refused`].
pub async fn prepare(app: &App, by: &By, year: i16) -> Done {
    let read = read(app, &mut app.store.look().await?).await?;
    read.roster.adviser(by.staff).ok_or(Refused::NotStanding)?;
    let this = date(app.clock.today()).year();
    if ![this, this + 1].contains(&year) || plan::of_year(&read.plans, year).is_some() {
        return Err(Refused::Year);
    }
    // Whether there was a plan of this year before is not known, and what it released.
    if read.heard.taken_back().is_some() {
        return Err(Refused::Stage);
    }
    let menu = menu::of(app, year, &read.plans).map_err(Refused::Menu)?;
    let (roster, keys, staff) = (read.roster.clone(), by.keys.clone(), by.staff);
    let made = crate::vault::aside::run(move || plan::make(&roster, &menu, staff, &keys)).await;
    let made = made.map_err(|e| if e == VaultError::NoReaders { Refused::NotEnough } else { e.into() })?;
    let mut tx = app.store.write().await?;
    if !tx.put_statistic_plan(i64::from(year), &made.row).await? {
        return Err(Refused::Year);
    }
    for (period, shares) in &made.shares {
        tx.set_statistic_shares(*period, false, shares).await?;
    }
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsPlanned, by)])).await?)
}

/// Signs the plan of a year as the second: records are sealed from now on. `seen` is the digest of the plan that was shown.
///
/// # Errors
/// [`Refused`].
pub async fn confirm(app: &App, by: &By, year: i16, seen: &str) -> Done {
    let read = read(app, &mut app.store.look().await?).await?;
    let me = read.roster.adviser(by.staff).ok_or(Refused::NotStanding)?;
    let plan = read.plans.iter().find(|plan| plan.menu.year == year && plan.second.is_none());
    let plan = plan.filter(|plan| plan::digest(&plan.body) == seen).ok_or(Refused::Stage)?;
    if !read.roster.stood(plan.first).is_some_and(|first| plan::are_two(first, me)) {
        return Err(Refused::NotAnother);
    }
    if read.heard.taken_back().is_some() {
        return Err(Refused::Stage);
    }
    let mut tx = app.store.write().await?;
    // Held against every plan that was signed by now: two can be made at once.
    menu::sound(&plan.menu, &plan::all(&mut tx, &read.roster).await?).map_err(Refused::Menu)?;
    let signature = plan::sign(&by.keys, &plan.body);
    if !tx.sign_statistic_plan(i64::from(year), &plan.body, by.staff, &signature).await? {
        return Err(Refused::Stage);
    }
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsPlanned, by)])).await?)
}

/// Approves the release of a period.
///
/// # Errors
/// [`Refused`].
pub async fn approve(app: &App, by: &By, period: Period) -> Done {
    let mut tx = app.store.look().await?;
    let read = read(app, &mut tx).await?;
    let me = read.roster.adviser(by.staff).ok_or(Refused::NotStanding)?.clone();
    let plan = plan::of_year(&read.plans, period.year).ok_or(Refused::Stage)?.clone();
    if !read.heard.is_whole() {
        return Err(Refused::Altered);
    }
    if !matches!(read.stage(app, &plan, period, by.staff), Stage::Ready | Stage::Waits(_)) {
        return Err(Refused::Stage);
    }
    let share = share(tx.statistic_shares(period, false).await?, by.staff)?;
    drop(tx);
    let (roster, keys) = (read.roster.clone(), by.keys.clone());
    let work = move || release::approve(&roster, &plan, period, &share, (&me, &keys));
    let made = crate::vault::aside::run(work).await?;
    let mut tx = app.store.write().await?;
    if tx.is_released(period).await? {
        return Err(Refused::Stage);
    }
    tx.set_statistic_approval(period, by.staff, &made.signature).await?;
    tx.set_statistic_shares(period, true, &made.shares).await?;
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsApproved, by)])).await?)
}

/// Takes an approval back.
///
/// # Errors
/// [`Refused`].
pub async fn take_back(app: &App, by: &By, period: Period) -> Done {
    let mut tx = app.store.write().await?;
    let mine = tx.statistic_approvals().await?.iter().any(|(of, who, _)| *of == period && *who == by.staff);
    if !mine {
        return Err(Refused::Stage);
    }
    tx.end_statistic_approval(period).await?;
    tx.set_statistic_shares(period, true, &[]).await?;
    Ok(tx.commit(Audit::of(vec![leaf(app, Event::StatisticsApproved, by)])).await?)
}

fn share(all: Vec<(StaffId, Vec<u8>)>, staff: StaffId) -> Done<Vec<u8>> {
    all.into_iter().find(|(of, _)| *of == staff).map(|(_, sealed)| sealed).ok_or(Refused::NoShare)
}

/// Draws a period that another approved, and releases it: whole or never. Runs to its end even when the client leaves.
///
/// # Errors
/// [`Refused`].
pub async fn release(app: &Shared, by: &By, period: Period) -> Done {
    let (app, by) = (app.clone(), by.clone());
    let tasks = app.tasks.clone();
    let work = async move { Box::pin(release_now(&app, &by, period)).await };
    tasks.spawn(work).await.map_err(|_| Refused::Fault(VaultError::Refused))?
}

/// How long a batch of draws takes, whatever it draws: the time of a draw grows with its size.
const BATCH: Duration = Duration::from_millis(500);

async fn release_now(app: &App, by: &By, period: Period) -> Done {
    // Also a store that was taken back whole, with its log, since it was looked at last. Where others look all the time, they see.
    match app.look().await {
        Ok(()) | Err(StateError::Store(StoreError::Busy)) => {}
        Err(StateError::Older(_) | StateError::Touched(_)) => return Err(Refused::Altered),
        Err(e) => return Err(VaultError::from(e).into()),
    }
    let mut tx = app.store.read().await?;
    let read = read(app, &mut tx).await?;
    read.roster.adviser(by.staff).ok_or(Refused::NotStanding)?;
    let plan = plan::of_year(&read.plans, period.year).ok_or(Refused::Stage)?;
    if !matches!(read.stage(app, plan, period, by.staff), Stage::Approved(_)) {
        return Err(Refused::Stage);
    }
    let approved = read.approval(plan, period).ok_or(Refused::Stage)?;
    menu::sound(&plan.menu, &read.plans).map_err(Refused::Menu)?;
    let entered = Entered::read(&mut tx, &read.heard).await?.ok_or(Refused::Altered)?;
    let own = share(tx.statistic_shares(period, false).await?, by.staff)?;
    let handed = share(tx.statistic_shares(period, true).await?, by.staff)?;
    let open = release::open(&mut tx, &read.roster, plan, period, (&own, &handed, &by.keys), entered).await?;
    drop(tx);
    // Before the first draw: when the log hears of it tells nothing of what came out.
    let told = leaf(app, Event::StatisticsReleased, by);
    let row = drawn(app, plan, period, &open, approved, by).await?;
    let mut tx = app.store.write().await?;
    // What the log tells by now, and until the commit: other periods are released meanwhile, and somebody may take tags away.
    tx.hold_log().await?;
    let heard = tx.heard().await?;
    let before = Entered::read(&mut tx, &heard).await?.ok_or(Refused::Altered)?;
    if heard.tells_of(period) {
        return Err(Refused::Stage);
    }
    // An approval that was taken back meanwhile is none.
    let stands = |(of, who, by): &(Period, StaffId, [u8; 64])| *of == period && (*who, *by) == approved;
    if !tx.statistic_approvals().await?.iter().any(stands)
        || !tx.add_release(period, &release::sealed(&app.keys, period, &row)).await?
    {
        return Err(Refused::Stage);
    }
    open.end(&mut tx, period, &before).await?;
    tx.end_statistic_approval(period).await?;
    tx.end_statistic_shares(period).await?;
    // What opened the records is gone from the store's own files too.
    tx.add_purge(StaffId(random::bytes())).await?;
    Ok(tx.commit(Audit::of(vec![told])).await?)
}

async fn drawn(
    app: &App,
    plan: &Plan,
    period: Period,
    open: &Open,
    approved: (StaffId, [u8; 64]),
    by: &By,
) -> Done<SignedRow> {
    let begin = Instant::now();
    let mut coin = Bytes(random::fill);
    let mut tables = Vec::new();
    for of in plan.menu.tables.iter().filter(|of| of.table.is_of(period)) {
        let epsilon = Epsilon::parse(&of.epsilon).map_err(|_| Refused::Menu(Odd::Epsilon(of.table)))?;
        let counts = table::count(of.cells.len(), open.entering(of.table));
        let released = table::release(&counts, epsilon, &mut coin);
        let cells = of.cells.iter().cloned().zip(released).collect();
        tables.push(ReleasedTable { table: of.table, epsilon: of.epsilon.clone(), cells });
    }
    let drawn_on = date(app.clock.today()).to_string();
    let menu = plan::digest(&plan.body);
    let released = Released { version: 1, period: period.to_string(), drawn_on, menu, tables };
    let body = serde_json::to_string(&released).map_err(|_| Refused::Fault(VaultError::Refused))?;
    let row = release::row(body, approved, by.staff, &by.keys);
    tokio::time::sleep_until((begin + BATCH).into()).await;
    Ok(row)
}

//! Where plans and periods stand, for whoever looks. It depends on configuration, clock, roster and log alone: nothing here
//! reads a record.

use std::sync::Arc;

use super::{Act, Refused};
use crate::app::App;
use crate::clock::{date, day};
use crate::domain::day::Day;
use crate::domain::event::{At, Event};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period};
use crate::features::statistics::menu::{self, Odd};
use crate::store::Tx;
use crate::vault::Result;
use crate::vault::roster::Roster;
use crate::vault::statistics::plan::{self, Plan};
use crate::vault::statistics::release;

/// Where a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is not over.
    Running,
    /// It was over before this day, on which the plan of its year was signed: no record can be of it, and a release would
    /// be noise alone.
    Uncounted(Day),
    /// The store was taken back to an older copy after it was over, or lacks a release of which the log tells: it was, or may
    /// have been, drawn before.
    Closed,
    /// The quarters of the year come first.
    Quarters,
    /// Nobody has approved it.
    Ready,
    /// Somebody approved it, and whoever looks can release it.
    Approved(StaffId),
    /// Whoever looks approved it; it takes an adviser of another institution.
    Own,
    /// A colleague of the same institution approved it; it takes an adviser of another.
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
    /// Everybody who holds one.
    pub holders: Vec<StaffId>,
    /// Its quarters and the year; empty while the plan waits for its second signature.
    pub periods: Vec<(Period, Stage)>,
}

/// All that the page of publishers shows.
pub struct Desk {
    /// Whoever looks.
    pub me: StaffId,
    /// Years that are planned.
    pub years: Vec<Year>,
    /// Years that could be planned now, with their menus or why there is none.
    pub next: Vec<(i16, std::result::Result<Menu, Odd>)>,
    /// Whether there are advisers of two institutions.
    pub enough: bool,
    /// The roster it was read by.
    pub roster: Arc<Roster>,
}

impl Desk {
    /// The year of a period, if it is planned.
    #[must_use]
    pub fn year(&self, of: i16) -> Option<&Year> {
        self.years.iter().find(|year| year.plan.menu.year == of)
    }

    /// Who can do the step after that of `first`: sign its plan, or release what was approved.
    #[must_use]
    pub fn after(&self, year: &Year, first: StaffId) -> Vec<StaffId> {
        if year.plan.second.is_some() {
            return others(&self.roster, year.holders.iter().copied(), first);
        }
        others(&self.roster, self.roster.advisers().map(|key| key.staff), first)
    }

    /// Where a period of a signed plan stands.
    #[must_use]
    pub fn stage(&self, period: Period) -> Option<Stage> {
        let mut all = self.year(period.year)?.periods.iter();
        all.find(|(of, _)| *of == period).map(|(_, stage)| *stage)
    }
}

/// Those among advisers who can act together with `first`.
fn others(roster: &Roster, among: impl Iterator<Item = StaffId>, first: StaffId) -> Vec<StaffId> {
    let Some(first) = roster.stood(first) else { return Vec::new() };
    among.filter(|staff| roster.adviser(*staff).is_some_and(|other| plan::are_two(first, other))).collect()
}

/// An approval of which the log tells as it stands: one that was taken back, and that somebody put into the store again, is
/// none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Approval {
    pub(super) period: Period,
    pub(super) by: StaffId,
    pub(super) signature: [u8; 64],
    pub(super) on: Day,
}

/// What stands when an act is to be decided.
pub(super) struct Read {
    pub(super) roster: Arc<Roster>,
    pub(super) plans: Vec<Plan>,
    /// The day on which the log first told of each plan as it stands: of one that was signed, that of the second signature.
    signed: Vec<(i16, Day)>,
    releases: Vec<Period>,
    /// Periods of which the log tells a release that the store lacks.
    lost: Vec<Period>,
    approvals: Vec<Approval>,
    /// Periods that were over by then are closed.
    pub(super) taken_back: Option<i64>,
    today: Day,
}

const fn second(at: At) -> i64 {
    match at {
        At::Second(second) => second,
        At::Day(day) => day.0 * 86_400,
    }
}

pub(super) async fn read(app: &App, tx: &mut Tx) -> Result<Read> {
    let roster = app.roster(tx).await?;
    let plans = plan::all(tx, &roster).await?;
    let releases: Vec<Period> = tx.releases().await?.into_iter().map(|(period, _)| period).collect();
    let today = app.clock.today();
    let (mut lost, mut signed) = (Vec::new(), Vec::new());
    for plan in plans.iter().filter(|plan| plan.second.is_some()) {
        if let Some(at) = tx.plan_told(plan.menu.year.into()).await? {
            signed.push((plan.menu.year, day(app.clock.local(second(at)).date())));
        }
    }
    for period in plans.iter().flat_map(|plan| Period::all_of(plan.menu.year)) {
        if period.is_over(date(today)) && !releases.contains(&period) && tx.was_released(period).await? {
            lost.push(period);
        }
    }
    let mut approvals = Vec::new();
    for (period, by, signature) in tx.statistic_approvals().await? {
        if let Some(at) = tx.approval_told(period).await? {
            let on = day(app.clock.local(second(at)).date());
            approvals.push(Approval { period, by, signature, on });
        }
    }
    let back = tx.newest_of(Event::Restored).await?.max(tx.newest_of(Event::RollbackAccepted).await?);
    let known = tx.newest_of(Event::ReleaseImported).await?;
    let taken_back = match back.filter(|back| known < Some(*back)) {
        None => None,
        Some(seq) => tx.leaf_at(seq).await?.map(|leaf| second(leaf.at)),
    };
    Ok(Read { roster, plans, signed, releases, lost, approvals, taken_back, today })
}

impl Read {
    pub(super) fn stage(&self, app: &App, plan: &Plan, period: Period, me: StaffId) -> Stage {
        if self.releases.contains(&period) {
            return Stage::Released;
        }
        if !period.is_over(date(self.today)) {
            return Stage::Running;
        }
        let was_over = |at: i64| period.is_over(app.clock.local(at).date());
        // A plan that the log does not tell of as it stands: nobody knows since when it has stood.
        let Some(since) = self.signed_on(period.year) else { return Stage::Closed };
        if period.is_over(date(since)) {
            return Stage::Uncounted(since);
        }
        if self.lost.contains(&period) || self.taken_back.is_some_and(was_over) {
            return Stage::Closed;
        }
        let quarters = Period::all_of(period.year).into_iter().filter(|p| p.quarter > 0);
        let done = |q: Period| self.releases.contains(&q) || q.is_over(date(since));
        if period.quarter == 0 && !quarters.into_iter().all(done) {
            return Stage::Quarters;
        }
        match self.approval(plan, period) {
            None => Stage::Ready,
            Some(Approval { by, .. }) if by == me => Stage::Own,
            Some(Approval { by, .. }) => {
                let two = self.roster.adviser(by).zip(self.roster.adviser(me));
                let another = two.is_some_and(|(a, b)| plan::are_two(a, b));
                if another { Stage::Approved(by) } else { Stage::Waits(by) }
            }
        }
    }

    pub(super) fn approval(&self, plan: &Plan, period: Period) -> Option<Approval> {
        let found = *self.approvals.iter().find(|of| of.period == period)?;
        release::approves(&self.roster, plan, period, found.by, &found.signature).then_some(found)
    }

    /// As [`Desk::after`].
    pub(super) fn others(&self, among: impl Iterator<Item = StaffId>, first: StaffId) -> Vec<StaffId> {
        others(&self.roster, among, first)
    }

    fn signed_on(&self, year: i16) -> Option<Day> {
        self.signed.iter().find(|(of, _)| *of == year).map(|(_, day)| *day)
    }

    /// The day from which records of a period could be sealed, where that is not its first.
    pub(super) fn counted_from(&self, period: Period) -> Option<Day> {
        self.signed_on(period.year).filter(|since| *since > day(period.first_day()))
    }

    /// The plan of a year that waits for its second signature, unless the year is over: nothing could be counted any more.
    pub(super) fn waiting(&self, year: i16) -> Option<&Plan> {
        let of = self.plans.iter().find(|plan| plan.menu.year == year && plan.second.is_none());
        of.filter(|_| !Period { year, quarter: 0 }.is_over(date(self.today)))
    }

    /// The plan under which an act on a period can be done now, as the period stands.
    pub(super) fn may(
        &self,
        app: &App,
        act: Act,
        period: Period,
        me: StaffId,
    ) -> std::result::Result<&Plan, Refused> {
        self.roster.adviser(me).ok_or(Refused::NotStanding)?;
        let plan = plan::of_year(&self.plans, period.year).ok_or(Refused::NotPlanned)?;
        match (act, self.stage(app, plan, period, me)) {
            (Act::Approve, Stage::Ready)
            | (Act::Release, Stage::Approved(_))
            | (Act::TakeBack, Stage::Own) => Ok(plan),
            (Act::TakeBack, Stage::Approved(by) | Stage::Waits(by)) => Err(Refused::NotTheirs(by)),
            (_, stage) => Err(Refused::Stage(period, stage)),
        }
    }
}

/// What the page of publishers shows to an account.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn desk(app: &App, me: StaffId) -> Result<Desk> {
    let mut tx = app.store.read().await?;
    let read = read(app, &mut tx).await?;
    let mut years = Vec::new();
    let shown = |plan: &&Plan| plan.second.is_some() || read.waiting(plan.menu.year).is_some();
    for plan in read.plans.iter().filter(shown) {
        let mut holders = Vec::new();
        for period in Period::all_of(plan.menu.year) {
            holders.extend(tx.statistic_shares(period, false).await?.into_iter().map(|(staff, _)| staff));
        }
        holders.sort_unstable();
        holders.dedup();
        let two = read.roster.stood(plan.first).zip(read.roster.adviser(me));
        let signs = plan.second.is_none() && two.is_some_and(|(a, b)| plan::are_two(a, b));
        let periods = Period::all_of(plan.menu.year).into_iter().filter(|_| plan.second.is_some());
        years.push(Year {
            signs,
            holds: holders.contains(&me),
            holders,
            periods: periods.map(|p| (p, read.stage(app, plan, p, me))).collect(),
            plan: plan.clone(),
        });
    }
    let this = date(read.today).year();
    let next = [this, this + 1].into_iter().filter(|year| plan::of_year(&read.plans, *year).is_none());
    let next = next.map(|year| (year, menu::of(app, year, &read.plans))).collect();
    let enough = plan::publishers(&read.roster).len() >= 2;
    Ok(Desk { me, years, next, enough, roster: read.roster })
}

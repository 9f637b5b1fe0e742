//! Where everything stands, as the page of publishers shows it, and what can be done.

use std::sync::Arc;

use jiff::civil::Date;

use super::earlier::{Earlier, earlier};
use super::holders::holders;
use super::{Act, Done, Refused};
use crate::app::App;
use crate::clock::date;
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period, Released};
use crate::features::statistics::menu::{self, Odd};
use crate::features::statistics::read::{published, shown};
use crate::store::Tx;
use crate::store::statistics::SignedRow;
use crate::vault::Result;
use crate::vault::roster::Roster;
use crate::vault::statistics::plan::{self, Plan};
use crate::vault::statistics::standing::{Stage, Standing};

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
    /// What was released of it: for when, on which day it was drawn, who approved and who released it.
    pub released: Vec<(Period, Date, [StaffId; 2])>,
    /// Its quarters and the year; empty while the plan waits for its second signature.
    pub periods: Vec<(Period, Stage)>,
}

/// All that the page of publishers shows.
pub struct Desk {
    /// Whoever looks.
    pub me: StaffId,
    /// The day on which they do.
    pub today: Date,
    /// Years that are planned.
    pub years: Vec<Year>,
    /// Years that could be planned now, with their menus or why there is none.
    pub next: Vec<(i16, std::result::Result<Menu, Odd>)>,
    /// What earlier years came to.
    pub came: Vec<Earlier>,
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

    /// Who would hold a part of the key of a plan that is made now: institutions, each with how many.
    #[must_use]
    pub fn would_hold(&self) -> Vec<(String, usize)> {
        holders(&self.roster, self.roster.advisers().map(|key| key.staff))
    }

    /// Who holds a part of the key of a year, while it has one.
    #[must_use]
    pub fn hold(&self, year: &Year) -> Vec<(String, usize)> {
        holders(&self.roster, year.holders.iter().copied())
    }

    /// Who can do the step after that of `first`: sign its plan, or release what was approved.
    #[must_use]
    pub fn after(&self, year: &Year, first: StaffId) -> Vec<StaffId> {
        if year.plan.second.is_some() {
            return others(&self.roster, year.holders.iter().copied(), first);
        }
        others(&self.roster, self.roster.advisers().map(|key| key.staff), first)
    }

    /// When a period was drawn, who approved and who released it.
    #[must_use]
    pub fn released(&self, period: Period) -> Option<(Date, [StaffId; 2])> {
        let mut all = self.year(period.year)?.released.iter();
        all.find(|(of, ..)| *of == period).map(|(_, on, by)| (*on, *by))
    }

    /// Where a period of a signed plan stands.
    #[must_use]
    pub fn stage(&self, period: Period) -> Option<Stage> {
        let mut all = self.year(period.year)?.periods.iter();
        all.find(|(of, _)| *of == period).map(|(_, stage)| *stage)
    }
}

/// Those among advisers who can act together with `first`.
pub(super) fn others(roster: &Roster, among: impl Iterator<Item = StaffId>, first: StaffId) -> Vec<StaffId> {
    let Some(first) = roster.stood(first) else { return Vec::new() };
    among.filter(|staff| roster.adviser(*staff).is_some_and(|other| plan::are_two(first, other))).collect()
}

pub(super) async fn read(app: &App, tx: &mut Tx) -> Result<Standing> {
    let roster = app.roster(tx).await?;
    let mut known = app.state.drawn()?;
    known.extend(app.state.shown()?.into_keys());
    Standing::read(tx, roster, date(app.clock.today()), |second| app.clock.local(second).date(), known).await
}

/// The plan under which an act on a period can be done now, as the period stands.
pub(super) fn may(read: &Standing, act: Act, period: Period, me: StaffId) -> Done<&Plan> {
    read.roster.adviser(me).ok_or(Refused::NotStanding)?;
    let plan = plan::of_year(&read.plans, period.year).ok_or(Refused::NotPlanned)?;
    if act != Act::TakeBack && !read.is_whole() {
        return Err(Refused::Altered);
    }
    match (act, read.stage(plan, period, me)) {
        (Act::Approve, Stage::Ready) | (Act::Release, Stage::Approved(_)) | (Act::TakeBack, Stage::Own) => {
            Ok(plan)
        }
        (Act::TakeBack, Stage::Approved(by) | Stage::Waits(by)) => Err(Refused::NotTheirs(by)),
        (Act::Release, Stage::Ready) => {
            let by = read.heard.unapproved(period);
            Err(by.map_or(Refused::Stage(period, Stage::Ready), |by| Refused::Unapproved(period, by)))
        }
        (_, stage) => Err(Refused::Stage(period, stage)),
    }
}

fn drawn((period, row): (Period, SignedRow)) -> Option<(Period, Date, [StaffId; 2])> {
    let released: Released = serde_json::from_str(&row.body).ok()?;
    Some((period, released.drawn_on.parse().ok()?, [row.first, row.second?.0]))
}

/// What the page of publishers shows to an account.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn desk(app: &App, me: StaffId) -> Result<Desk> {
    let came = earlier(&published(app).await?);
    let mut tx = app.store.read().await?;
    let read = read(app, &mut tx).await?;
    let released: Vec<_> = shown(app, &mut tx).await?.into_iter().filter_map(drawn).collect();
    let mut years = Vec::new();
    let shown = |plan: &&Plan| plan.second.is_some() || read.waiting(plan.menu.year).is_some();
    for plan in read.plans.iter().filter(shown) {
        let mut holders = Vec::new();
        for period in Period::all_of(plan.menu.year) {
            holders.extend(tx.statistic_shares(period, false).await?.into_iter().map(|(staff, _)| staff));
        }
        holders.sort_unstable();
        holders.dedup();
        let periods = Period::all_of(plan.menu.year).into_iter().filter(|_| plan.second.is_some());
        years.push(Year {
            signs: read.signs(plan, me),
            holds: holders.contains(&me),
            holders,
            released: released.iter().filter(|(of, ..)| of.year == plan.menu.year).copied().collect(),
            periods: periods.map(|p| (p, read.stage(plan, p, me))).collect(),
            plan: plan.clone(),
        });
    }
    let this = read.today.year();
    let next = [this, this + 1].into_iter().filter(|year| plan::of_year(&read.plans, *year).is_none());
    let next = next.map(|year| (year, menu::of(app, year, &read.plans))).collect();
    let enough = plan::publishers(&read.roster).len() >= 2;
    Ok(Desk { me, today: read.today, years, next, came, enough, roster: read.roster })
}

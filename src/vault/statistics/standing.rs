//! Where plans and periods stand: the gate that page and command go through alike. It depends on days, roster and log alone;
//! nothing here reads a record.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::plan::{self, Plan};
use super::release;
use crate::domain::id::StaffId;
use crate::domain::statistics::Period;
use crate::store::Tx;
use crate::store::heard::Heard;
use crate::store::statistics::SignedRow;
use crate::vault::Result;
use crate::vault::roster::Roster;

/// Where a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is not over.
    Running,
    /// It was over before this day, on which the plan of its year was signed: no record can be of it, and a release would
    /// be noise alone.
    Uncounted(Date),
    /// The store was taken back to an older copy after it was over, or lacks a release of which the log or the state folder
    /// tells: it was, or may have been, drawn before.
    Closed,
    /// Nobody holds a share of its identity, such as after a store from before its plan came back: it can never be released.
    Keyless,
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

/// An approval of which the log tells as it stands: one that was taken back, and that somebody put into the store again, is
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// Of what.
    pub period: Period,
    /// Who approved.
    pub by: StaffId,
    /// The signature.
    pub signature: [u8; 64],
    /// The day.
    pub on: Date,
}

/// What stands when an act is to be decided.
pub struct Standing {
    /// The roster it was read by.
    pub roster: Arc<Roster>,
    /// Every genuine plan.
    pub plans: Vec<Plan>,
    /// Today.
    pub today: Date,
    /// What the log tells.
    pub heard: Heard,
    /// The day on which the store was taken back, while what was published is not taken in again: periods that were over by
    /// then are closed.
    pub taken_back: Option<Date>,
    /// The day on which each plan was signed by its second, as the log tells.
    signed: Vec<(i16, Date)>,
    /// Whether plans stand as the log tells, which is whole.
    pub plans_stand: bool,
    releases: Vec<Period>,
    releases_stand: bool,
    known: BTreeSet<Period>,
    keyless: BTreeSet<Period>,
    approvals: Vec<Approval>,
}

impl Standing {
    /// Reads it; `on` gives the local day of a second, `known` are the periods of which the state folder knows a release that was
    /// shown, or about to be committed.
    ///
    /// # Errors
    /// [`VaultError::Store`](crate::vault::VaultError::Store).
    pub async fn read(
        tx: &mut Tx,
        roster: Arc<Roster>,
        today: Date,
        on: impl Fn(i64) -> Date,
        known: BTreeSet<Period>,
    ) -> Result<Self> {
        let plans = plan::all(tx, &roster).await?;
        let rows = tx.releases().await?;
        let heard = tx.heard().await?;
        // A row that somebody made up must not pass for a release: the period would never be drawn.
        let told = |(period, row): &(Period, SignedRow)| !heard.is_whole() || heard.tells(*period, row);
        let releases: Vec<Period> = rows.iter().filter(|row| told(row)).map(|(period, _)| *period).collect();
        let releases_stand = releases.len() == tx.count_releases().await?;
        let (mut signed, mut approvals, mut keyless) = (Vec::new(), Vec::new(), BTreeSet::new());
        for plan in plans.iter().filter(|plan| plan.second.is_some()) {
            if let Some(at) = tx.plan_told(&heard, plan.menu.year.into()).await? {
                signed.push((plan.menu.year, on(at)));
            }
            for period in Period::all_of(plan.menu.year) {
                if !releases.contains(&period) && tx.statistic_shares(period, false).await?.is_empty() {
                    keyless.insert(period);
                }
            }
        }
        for (period, by, signature) in tx.statistic_approvals().await? {
            if let Some(at) = tx.approval_told(&heard, period).await? {
                approvals.push(Approval { period, by, signature, on: on(at) });
            }
        }
        let plans_stand = tx.plans_as_told(&heard).await?;
        let taken_back = heard.taken_back().map(&on);
        Ok(Self {
            roster,
            plans,
            today,
            heard,
            taken_back,
            signed,
            plans_stand,
            releases,
            releases_stand,
            known,
            keyless,
            approvals,
        })
    }

    /// Whether the log is whole and every release is one that it tells of: nothing is approved or drawn otherwise.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.heard.is_whole() && self.releases_stand
    }

    /// Where a period stands for `me`.
    #[must_use]
    pub fn stage(&self, plan: &Plan, period: Period, me: StaffId) -> Stage {
        if self.releases.contains(&period) {
            return Stage::Released;
        }
        if !period.is_over(self.today) {
            return if self.keyless.contains(&period) { Stage::Keyless } else { Stage::Running };
        }
        // A plan that the log does not tell of as it stands: nobody knows since when it has stood.
        let Some(since) = self.signed_on(period.year) else { return Stage::Closed };
        if period.is_over(since) {
            return Stage::Uncounted(since);
        }
        let known = self.heard.tells_of(period) || self.known.contains(&period);
        if known || self.taken_back.is_some_and(|back| period.is_over(back)) {
            return Stage::Closed;
        }
        if self.keyless.contains(&period) {
            return Stage::Keyless;
        }
        let quarters = Period::all_of(period.year).into_iter().filter(|p| p.quarter > 0);
        let done = |q: Period| self.releases.contains(&q) || q.is_over(since) || self.keyless.contains(&q);
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

    /// The approval of a period that stands.
    #[must_use]
    pub fn approval(&self, plan: &Plan, period: Period) -> Option<Approval> {
        let found = *self.approvals.iter().find(|of| of.period == period)?;
        release::approves(&self.roster, plan, period, found.by, &found.signature).then_some(found)
    }

    fn signed_on(&self, year: i16) -> Option<Date> {
        self.signed.iter().find(|(of, _)| *of == year).map(|(_, day)| *day)
    }

    /// The day from which records of a period could be sealed, where that is not its first.
    #[must_use]
    pub fn counted_from(&self, period: Period) -> Option<Date> {
        self.signed_on(period.year).filter(|since| *since > period.first_day())
    }

    /// The plan of a year that waits for its second signature, unless the year is over: nothing could be counted any more.
    #[must_use]
    pub fn waiting(&self, year: i16) -> Option<&Plan> {
        let of = self.plans.iter().find(|plan| plan.menu.year == year && plan.second.is_none());
        of.filter(|_| !Period { year, quarter: 0 }.is_over(self.today))
    }

    /// Whether `me` can sign a plan that waits.
    #[must_use]
    pub fn signs(&self, plan: &Plan, me: StaffId) -> bool {
        let two = self.roster.stood(plan.first).zip(self.roster.adviser(me));
        plan.second.is_none() && two.is_some_and(|(a, b)| plan::are_two(a, b))
    }
}

/// Whether the running year has no plan, a plan waits for the signature of `me`, or a period for the approval or release: a word for every look at the
/// list of cases. It reads a few short tables and never the log, which is long; who acts on it goes through [`Standing`].
///
/// # Errors
/// [`VaultError::Store`](crate::vault::VaultError::Store).
pub async fn awaits(tx: &mut Tx, roster: &Roster, me: StaffId, today: Date) -> Result<bool> {
    let released: Vec<Period> = tx.releases().await?.into_iter().map(|(period, _)| period).collect();
    let approvals = tx.statistic_approvals().await?;
    let another =
        |first| roster.stood(first).zip(roster.adviser(me)).is_some_and(|(a, b)| plan::are_two(a, b));
    let plans = plan::all(tx, roster).await?;
    // Each day of a year without a plan is lost: whoever could make one is told.
    let can = roster.adviser(me).is_some() && plan::publishers(roster).len() >= 2;
    if can && !plans.iter().any(|plan| plan.menu.year == today.year()) {
        return Ok(true);
    }
    for plan in plans {
        let year = plan.menu.year;
        if plan.second.is_none() {
            if another(plan.first) && !(Period { year, quarter: 0 }).is_over(today) {
                return Ok(true);
            }
            continue;
        }
        let mut quarters = false;
        let open = |period: &Period| period.is_over(today) && !released.contains(period);
        for period in Period::all_of(year).into_iter().filter(open) {
            let shares = tx.statistic_shares(period, false).await?;
            // Nobody can release what was over before the plan was signed.
            if shares.is_empty() || (period.quarter == 0 && quarters) {
                continue;
            }
            quarters |= period.quarter > 0;
            let found = approvals.iter().find(|(of, ..)| *of == period);
            let stands = found.filter(|(_, by, sign)| release::approves(roster, &plan, period, *by, sign));
            if stands.is_none_or(|(_, by, _)| another(*by)) && shares.iter().any(|(staff, _)| *staff == me) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

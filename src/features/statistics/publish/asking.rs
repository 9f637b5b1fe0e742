//! What an act would do, before it is done: refused with the same words as the act itself.

use jiff::civil::Date;

use super::earlier::{Earlier, earlier};
use super::holders::holders;
use super::standing::{self, may, others};
use super::{Act, By, Done, may_confirm, may_prepare, share};
use crate::app::App;
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period};
use crate::features::statistics::read::published;
use crate::store::Tx;
use crate::vault::statistics::plan;
use crate::vault::statistics::standing::Standing;

/// An act that can be done now.
#[derive(Default)]
pub struct Asked {
    /// The tables of the plan that would be made or signed.
    pub menu: Option<Menu>,
    /// What earlier years came to, where a plan would be made or signed.
    pub came: Vec<Earlier>,
    /// Who would hold, or holds, a part of its key: institutions, each with how many.
    pub holders: Vec<(String, usize)>,
    /// The digest of the waiting plan that is shown, or empty: the act does it to no other.
    pub seen: String,
    /// Who made that plan.
    pub first: Option<StaffId>,
    /// Who approved the period, and when.
    pub approved: Option<(StaffId, Date)>,
    /// The day from which the period was counted, where that is not its first.
    pub counted_from: Option<Date>,
    /// Whether a quarter of the year that is planned is over: nothing of it is ever counted.
    pub over: bool,
    /// Whether the year that is planned has not begun: until then nothing of it can be counted either.
    pub ahead: bool,
    /// Who can do the step after this one.
    pub next: Vec<StaffId>,
}

/// What an act on a period, or on the plan of its year, would do.
///
/// # Errors
/// [`Refused`](super::Refused), where the act would be.
pub async fn ask(app: &App, by: &By, act: Act, period: Period) -> Done<Asked> {
    let of_plan = matches!(act, Act::Prepare | Act::Confirm);
    let came = if of_plan { earlier(&published(app).await?) } else { Vec::new() };
    let mut tx = app.store.read().await?;
    let read = standing::read(app, &mut tx).await?;
    let year = period.year;
    let over = Period { year, quarter: 1 }.is_over(read.today);
    let ahead = read.today.year() < year;
    match act {
        Act::Prepare => {
            let waits = read.waiting(year);
            let seen = waits.map(|plan| plan::digest(&plan.body)).unwrap_or_default();
            let menu = Some(may_prepare(app, &read, by.staff, year, &seen)?);
            let next = others(&read.roster, read.roster.advisers().map(|key| key.staff), by.staff);
            let first = waits.map(|plan| plan.first);
            let holders = holders(&read.roster, read.roster.advisers().map(|key| key.staff));
            Ok(Asked { menu, came, holders, seen, first, over, ahead, next, ..Asked::default() })
        }
        Act::Confirm => {
            let plan = may_confirm(&read, by.staff, year)?;
            let (menu, first) = (Some(plan.menu.clone()), Some(plan.first));
            let shares = tx.statistic_shares(period, false).await?;
            let holders = holders(&read.roster, shares.into_iter().map(|(staff, _)| staff));
            Ok(Asked {
                menu,
                came,
                holders,
                first,
                seen: plan::digest(&plan.body),
                over,
                ahead,
                ..Asked::default()
            })
        }
        Act::Approve | Act::TakeBack | Act::Release => of_period(&mut tx, &read, by, act, period).await,
    }
}

async fn of_period(tx: &mut Tx, read: &Standing, by: &By, act: Act, period: Period) -> Done<Asked> {
    let plan = may(read, act, period, by.staff)?;
    let shares = tx.statistic_shares(period, false).await?;
    // Once it is taken back, anybody can approve.
    let among = shares.iter().map(|(staff, _)| *staff).filter(|_| act != Act::TakeBack);
    let next = others(&read.roster, among, by.staff);
    if act != Act::TakeBack {
        share(shares, by.staff)?;
    }
    let approved = read.approval(plan, period).map(|of| (of.by, of.on));
    Ok(Asked { approved, next, counted_from: read.counted_from(period), ..Asked::default() })
}

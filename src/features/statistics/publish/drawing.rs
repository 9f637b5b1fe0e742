//! The draw of a period, whole or never: opened, tabulated, drawn, noted outside the store, committed.

use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::standing::{self, may};
use super::{Act, By, Done, Refused, leaf, share};
use crate::app::App;
use crate::clock::date;
use crate::crypto::random;
use crate::disclosure::budget::Epsilon;
use crate::disclosure::noise::Bytes;
use crate::disclosure::table;
use crate::domain::event::Event;
use crate::domain::id::StaffId;
use crate::domain::statistics::{Period, Released, ReleasedTable};
use crate::features::statistics::menu::{self, Odd};
use crate::store::statistics::SignedRow;
use crate::store::{Audit, StoreError};
use crate::vault::VaultError;
use crate::vault::state::StateError;
use crate::vault::statistics::entered::Entered;
use crate::vault::statistics::plan::{self, Plan};
use crate::vault::statistics::release::{self, Open};
use crate::vault::statistics::standing::Stage;

/// How long a batch of draws takes, whatever it draws: the time of a draw grows with its size.
const BATCH: Duration = Duration::from_millis(500);

pub(super) async fn release_now(app: &App, by: &By, period: Period) -> Done {
    // Also a store that was taken back whole, with its log, since it was looked at last. Where others look all the time, they see.
    match app.look().await {
        Ok(()) | Err(StateError::Store(StoreError::Busy)) => {}
        Err(StateError::Older(_) | StateError::Touched(_)) => return Err(Refused::Altered),
        Err(e) => return Err(VaultError::from(e).into()),
    }
    let mut tx = app.store.read().await?;
    let read = standing::read(app, &mut tx).await?;
    let plan = may(&read, Act::Release, period, by.staff)?;
    let approval = read.approval(plan, period).ok_or(Refused::Stage(period, Stage::Ready))?;
    let approved = (approval.by, approval.signature);
    menu::sound(&plan.menu, &read.plans).map_err(Refused::Menu)?;
    let entered = Entered::read(&mut tx, &app.keys, &read.heard).await?.ok_or(Refused::Altered)?;
    let own = share(tx.statistic_shares(period, false).await?, by.staff)?;
    let handed = share(tx.statistic_shares(period, true).await?, by.staff)?;
    let open = release::open(&mut tx, &read.roster, plan, period, (&own, &handed, &by.keys), entered).await?;
    let open = open.ok_or(Refused::Altered)?;
    drop(tx);
    // Before the first draw: when the log hears of it tells nothing of what came out.
    let told = leaf(app, Event::StatisticsReleased, by);
    let counted_from = read.counted_from(period);
    let row = drawn(app, plan, (period, counted_from), &open, approved, by).await?;
    let mut tx = app.store.write().await?;
    // What the log tells by now, and until the commit: other periods are released meanwhile, and somebody may take tags away.
    tx.hold_log().await?;
    let heard = tx.heard().await?;
    let before = Entered::read(&mut tx, &app.keys, &heard).await?.ok_or(Refused::Altered)?;
    if heard.tells_of(period) {
        return Err(Refused::Stage(period, Stage::Released));
    }
    // An approval that was taken back meanwhile is none.
    let stands = |(of, who, by): &(Period, StaffId, [u8; 64])| *of == period && (*who, *by) == approved;
    if !tx.statistic_approvals().await?.iter().any(stands)
        || !tx.add_release(period, &release::sealed(&app.keys, period, &row)).await?
    {
        let by = heard.unapproved(period);
        return Err(by.map_or(Refused::Stage(period, Stage::Ready), |by| Refused::Unapproved(period, by)));
    }
    open.end(&mut tx, &app.keys, period, &before).await?;
    tx.end_statistic_approval(period).await?;
    tx.end_statistic_shares(period).await?;
    // What opened the records is gone from the store's own files too.
    tx.add_purge(StaffId(random::bytes())).await?;
    // Known outside the store before it stands in it: a store that is put back at once is not drawn from again.
    let noted = [period].into();
    if !app.state.draw(&noted).map_err(VaultError::from)? {
        return Err(Refused::Stage(period, Stage::Closed));
    }
    let done = tx.commit(Audit::of(vec![told])).await;
    // Where the store did not answer, it may stand in it.
    if done.as_ref().is_err_and(|e| *e != StoreError::Unavailable) {
        app.state.undraw(&noted).map_err(VaultError::from)?;
    }
    Ok(done?)
}

async fn drawn(
    app: &App,
    plan: &Plan,
    (period, counted_from): (Period, Option<Date>),
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
    let counted_from = counted_from.map(|day| day.to_string());
    let released = Released { version: 1, period: period.to_string(), drawn_on, counted_from, menu, tables };
    let body = serde_json::to_string(&released).map_err(|_| Refused::Fault(VaultError::Refused))?;
    let row = release::row(body, approved, by.staff, &by.keys);
    tokio::time::sleep_until((begin + BATCH).into()).await;
    Ok(row)
}

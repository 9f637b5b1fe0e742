//! The installation's state, without any number that comes from a case.

use std::collections::BTreeSet;

use crate::app::App;
use crate::domain::event::{Event, Leaf, Log};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::store::jobs::Job;
use crate::store::{Audit, Result};

/// What there is.
pub struct State {
    /// Accounts, each with whether the roster vouches for it (advisers need that).
    pub staff: Vec<(Account, bool)>,
    /// Latest mail jobs.
    pub jobs: Vec<Job>,
    /// Name of a check and whether all is well.
    pub health: Vec<(&'static str, bool)>,
}

/// Looks.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn look(app: &App) -> Result<State> {
    let mut tx = app.store.read().await?;
    let accounts = tx.accounts().await?;
    let roster = app.roster(&mut tx).await?;
    let jobs = tx.recent_jobs(50).await?;
    let mut sound = true;
    for log in Log::ALL {
        sound &= tx.head(log).await?.genuine;
    }
    let advisers: Vec<_> = roster.advisers().collect();
    let institutions: BTreeSet<_> = advisers.iter().map(|a| &a.institution).collect();
    let staffed = advisers.iter().any(|a| a.outside)
        && institutions.iter().all(|i| advisers.iter().filter(|a| a.institution == **i).count() >= 2);
    let mut health = vec![
        ("store", true),
        ("blobs", app.room_for_files() > 0),
        ("mail", app.mailer.is_some() && jobs.iter().all(|j| j.state != "dead")),
        ("roster", roster.fault().is_none() && roster.recovery().is_some()),
        ("audit", sound),
        ("staffing", staffed),
    ];
    health.sort_by_key(|(_, ok)| *ok);
    let vouched = |a: &Account| a.role != Role::Adviser || roster.adviser(a.id).is_some();
    let staff = accounts.into_iter().map(|a| (vouched(&a), a)).map(|(v, a)| (a, v)).collect();
    Ok(State { staff, jobs, health })
}

/// Brings a dead notice back; false when it is not dead.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn retry(app: &App, who: StaffId, job: &[u8]) -> Result<bool> {
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    if !tx.revive_job(job, now).await? {
        return Ok(false);
    }
    tx.commit(Audit::of(vec![Leaf::staff(Event::MailRetried, now, Some(who))])).await?;
    Ok(true)
}

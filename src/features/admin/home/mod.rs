//! The installation's state, without any number that comes from a case.

pub mod handlers;
pub mod pages;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::health::{Check, Level, files, host, mail, pack, people, preparation, roster, rows};
use crate::store::jobs::Job;
use crate::store::staff::StaffRow;
use crate::store::{Audit, Result};

/// What there is.
pub struct State {
    /// Accounts, each with whether the roster vouches for its keys (advisers need that).
    pub staff: Vec<(Account, bool)>,
    /// Latest mail jobs.
    pub jobs: Vec<Job>,
    /// Name of a check and how it stands.
    pub health: Vec<(&'static str, Level)>,
}

/// Looks.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn look(app: &App) -> Result<State> {
    let mut health = vec![Check::ok("store", ""), files::blobs(&app.config), mailer(app)];
    health.extend(files::keys(&app.config));
    health.extend(files::state(&app.config));
    let today = app.clock.local(app.clock.now()).date();
    health.extend(pack::required(&app.lacks(), app.calendar.until, today, app.config.demo));
    let mut tx = app.store.read().await?;
    let accounts = tx.all_staff().await?;
    let roster = app.roster(&mut tx).await?;
    let jobs = tx.recent_jobs(50).await?;
    health.push(rows::audit(&mut tx).await?);
    health.push(host::clock(&app.clock, None, rows::newest(&mut tx).await?));
    health.extend(roster::roster(&app.config, &roster));
    health.extend(people::accounts(&app.keys, &roster, &accounts));
    health.extend(people::staffing(&roster, &accounts, &app.institutions, app.config.demo));
    let (records, day) = (tx.capabilities().await?, app.clock.today());
    health.extend(preparation::records(&app.keys, &accounts, &records, day, app.config.demo));
    health.push(mail::notices(&jobs));
    let vouched = |r: &StaffRow| r.account.role != Role::Adviser || roster.vouches(r);
    let staff = accounts.into_iter().map(|r| (vouched(&r), r.account)).map(|(v, a)| (a, v)).collect();
    Ok(State { staff, jobs, health: worst(&health) })
}

/// Whether mail is set up; the page does not connect to the server.
fn mailer(app: &App) -> Check {
    if app.mailer.is_some() { Check::ok("mail", "") } else { Check::warn("mail", "") }
}

/// The worst answer under each name, faults first. Sentences stay with `balss doctor`.
fn worst(checks: &[Check]) -> Vec<(&'static str, Level)> {
    let mut all: Vec<(&'static str, Level)> = Vec::new();
    for check in checks {
        match all.iter_mut().find(|(name, _)| *name == check.name) {
            Some((_, level)) => *level = check.level.max(*level),
            None => all.push((check.name, check.level)),
        }
    }
    all.sort_by_key(|(_, level)| std::cmp::Reverse(*level));
    all
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

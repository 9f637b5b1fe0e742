//! The installation's state, without any number that comes from a case.

pub mod handlers;
pub mod pages;

use crate::app::App;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::features::admin::people::Vouched;
use crate::health::{Check, Level, Told, files, host, mail, pack, people, preparation, roster, rows};
use crate::store::jobs::Job;
use crate::store::staff::StaffRow;
use crate::store::{Audit, Result};

/// What there is.
pub struct State {
    /// Accounts.
    pub staff: Vec<Member>,
    /// Latest mail jobs.
    pub jobs: Vec<Job>,
    /// What was checked.
    pub health: Vec<Health>,
}

/// An account of the list.
pub struct Member {
    /// The account.
    pub account: Account,
    /// Whether somebody has set its passphrase.
    pub enrolled: bool,
    /// What the roster says of it, for advisers.
    pub vouched: Option<Vouched>,
}

/// The worst answer of all checks of one name.
pub struct Health {
    /// The name.
    pub name: &'static str,
    /// How it stands.
    pub level: Level,
    /// What the page says of it.
    pub why: Vec<Told>,
}

/// Looks.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn look(app: &App) -> Result<State> {
    let mut health = vec![Check::ok("store", ""), files::blobs(&app.config), mail::configured(&app.config)];
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
    let member = |row: StaffRow| Member {
        enrolled: row.enrolled(),
        vouched: (row.account.role == Role::Adviser).then(|| Vouched::of(&app.keys, &roster, &row)),
        account: row.account,
    };
    Ok(State { staff: accounts.into_iter().map(member).collect(), jobs, health: worst(health) })
}

/// The worst answer under each name, faults first, with what the page says of it. All sentences has `balss doctor`.
fn worst(checks: Vec<Check>) -> Vec<Health> {
    let mut all: Vec<Health> = Vec::new();
    for Check { name, level, told, .. } in checks {
        match all.iter_mut().find(|h| h.name == name) {
            Some(known) => {
                known.level = level.max(known.level);
                known.why.extend(told);
            }
            None => all.push(Health { name, level, why: told.into_iter().collect() }),
        }
    }
    all.sort_by_key(|h| std::cmp::Reverse(h.level));
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

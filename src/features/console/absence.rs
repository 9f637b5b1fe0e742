//! Days on which an adviser is away, and who stands in. Nothing is handed on by it: each reporter is asked, by name, and
//! silence is not agreement.

use super::held::{self, Held};
use super::inbox::order::Asking;
use super::inbox::{self, At};
use crate::app::{App, Shared};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Audit;
use crate::vault::roster::Roster;
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError};
use crate::vault::{absence, proposal, rotate};

/// Days an absence lasts at most.
const LONGEST: i64 = 366;

/// Somebody who can stand in.
pub struct Colleague {
    /// The account.
    pub staff: StaffId,
    /// Name in the signed roster.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
}

/// What is known of an adviser's own absence.
pub struct Standing {
    /// Deputy, first and last day; `None` while nothing is planned.
    pub planned: Option<(String, Day, Day)>,
    /// In whose absences one stands in, with first and last day.
    pub stands_in: Vec<(String, Day, Day)>,
    /// Who can stand in.
    pub colleagues: Vec<Colleague>,
}

/// What was wrong with an absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The first day.
    First,
    /// The last day: before the first, past, or too far away.
    Last,
    /// The deputy: nobody, oneself, or not vouched for.
    Deputy,
}

fn colleagues(roster: &Roster, of: StaffId) -> Vec<Colleague> {
    let person = roster.adviser(of).map(|key| key.person);
    let others = roster.advisers().filter(|key| key.staff != of && Some(key.person) != person);
    others
        .map(|key| Colleague {
            staff: key.staff,
            name: key.name.clone(),
            institution: key.institution.clone(),
        })
        .collect()
}

/// Looks.
///
/// # Errors
/// [`VaultError`].
pub async fn look(app: &App, of: StaffId) -> Result<Standing> {
    let mut tx = app.store.look().await?;
    let (roster, rows) = (app.roster(&mut tx).await?, tx.absences().await?);
    let all = absence::genuine(&rows, &roster, app.clock.today());
    let own = all.iter().find(|a| a.away.staff == of);
    let planned = own.map(|a| (a.deputy.name.clone(), a.first, a.last));
    let others = all.iter().filter(|a| a.deputy.staff == of);
    let stands_in = others.map(|a| (a.away.name.clone(), a.first, a.last)).collect();
    Ok(Standing { planned, stands_in, colleagues: colleagues(&roster, of) })
}

/// Own open cases in which the deputy of a planned absence may not act, whatever their reporters say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Uncovered {
    /// The cases, in the order of the list.
    pub cases: Vec<CaseId>,
    /// Whether there are own cases that could not be opened.
    pub damaged: bool,
}

/// Looks for them; nothing while no absence is planned. A case that the adviser only reads needs nobody in their place.
///
/// # Errors
/// [`VaultError`].
pub async fn uncovered(app: &Shared, of: StaffId, keys: &StaffKeys) -> Result<Option<Uncovered>> {
    let mut tx = app.store.look().await?;
    let (roster, rows) = (app.roster(&mut tx).await?, tx.absences().await?);
    drop(tx);
    let own = absence::genuine(&rows, &roster, app.clock.today()).into_iter().find(|a| a.away.staff == of);
    let Some(deputy) = own.map(|a| a.deputy.staff) else { return Ok(None) };
    let mut all = Uncovered::default();
    let (mut at, mut open) = (Some(At::START), Vec::new());
    while let Some(from) = at {
        let page = inbox::list(app, of, keys, from, &Asking::default()).await?;
        all.damaged |= page.damaged > 0;
        open.extend(page.cases.iter().filter(|l| !l.card.status.is_over()).map(|l| l.row.id));
        at = page.after;
    }
    let mut tx = app.store.read().await?;
    for id in open {
        match held::open(app, &mut tx, of, keys, id).await {
            Ok(held) => {
                let held = held.filter(|h| !h.withdrawn && h.writes);
                all.cases.extend(held.filter(|h| !may_act(h, deputy, app.clock.today())).map(|_| id));
            }
            Err(VaultError::Refused) => all.damaged = true,
            Err(e) => return Err(e),
        }
    }
    Ok(Some(all))
}

/// Whether somebody works on a case, or would if its reporter agreed.
fn may_act(held: &Held, staff: StaffId, today: Day) -> bool {
    let (body, roster) = (&held.case.body, &held.roster);
    if rotate::holder(body, staff, roster, today).is_some() {
        return !body.reads_only(staff);
    }
    let key = roster.adviser(staff).filter(|_| roster.fault().is_none());
    key.is_some_and(|k| body.is_open_to(k, &held.read.card.institution) && !body.is_over_for(k.person))
}

/// Sets or replaces an absence, signed with those of the session's keys (the present ones and those that are about to
/// replace them) that the roster names.
///
/// # Errors
/// [`VaultError`]; what was wrong with the absence itself comes back as [`Wrong`].
pub async fn set(
    app: &App,
    of: StaffId,
    own: (&StaffKeys, Option<&StaffKeys>),
    days: (Option<Day>, Option<Day>),
    deputy: Option<StaffId>,
) -> Result<std::result::Result<(), Wrong>> {
    let today = app.clock.today();
    let Some(first) = days.0 else { return Ok(Err(Wrong::First)) };
    let fits = |last: &Day| *last >= first && *last >= today && last.0 - today.0 <= LONGEST;
    let Some(last) = days.1.filter(fits) else { return Ok(Err(Wrong::Last)) };
    let roster = app.roster(&mut app.store.look().await?).await?;
    let vouched = |id: &StaffId| colleagues(&roster, of).iter().any(|c| c.staff == *id);
    let Some(deputy) = deputy.filter(vouched) else { return Ok(Err(Wrong::Deputy)) };
    let own = proposal::in_force(&roster, of, own).ok_or(VaultError::Refused)?;
    let row = absence::sign(own, of, deputy, first, last);
    let mut tx = app.store.write().await?;
    tx.set_absence(&row).await?;
    tx.commit(Audit::of(vec![Leaf::staff(Event::AbsenceSet, app.clock.now(), Some(of))])).await?;
    Ok(Ok(()))
}

/// Takes an absence back, or ends it early.
///
/// # Errors
/// [`VaultError`].
pub async fn end(app: &App, of: StaffId) -> Result<()> {
    let mut tx = app.store.write().await?;
    if tx.end_absence(of).await? {
        tx.commit(Audit::of(vec![Leaf::staff(Event::AbsenceSet, app.clock.now(), Some(of))])).await?;
    }
    Ok::<(), VaultError>(())
}

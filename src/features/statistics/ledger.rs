//! Releases outside the store: handed out with what verifies them, checked, and taken in again after a store was lost.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::publish::{By, Refused};
use super::read;
use crate::app::App;
use crate::crypto::random;
use crate::disclosure::budget::{Epsilon, fits};
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::statistics::{Period, Released, Table};
use crate::store::statistics::SignedRow;
use crate::store::{Audit, Tx};
use crate::vault::statistics::entered::Entered;
use crate::vault::statistics::plan::{self, Plan};
use crate::vault::statistics::record::Seed;
use crate::vault::statistics::release::{self, Stored};
use crate::vault::{Result, VaultError};

/// A release with the plan it was drawn under, both as they were signed [format].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bundle {
    /// `release/v1`.
    balss: String,
    plan: Twice,
    release: Twice,
}

/// A text and its two signatures, hexadecimal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Twice {
    body: String,
    first: StaffId,
    first_signature: String,
    second: StaffId,
    second_signature: String,
}

const KIND: &str = "release/v1";

impl Twice {
    fn of(row: &SignedRow) -> Option<Self> {
        let (second, by) = row.second?;
        let hex = |signature: &[u8; 64]| data_encoding::HEXLOWER.encode(signature);
        Some(Self {
            body: row.body.clone(),
            first: row.first,
            first_signature: hex(&row.first_signature),
            second,
            second_signature: hex(&by),
        })
    }

    fn row(self) -> Option<SignedRow> {
        let bytes = |hex: &str| data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok();
        let first_signature = bytes(&self.first_signature)?;
        let second = Some((self.second, bytes(&self.second_signature)?));
        Some(SignedRow { body: self.body, first: self.first, first_signature, second })
    }
}

/// A release for a file; none where there is none.
///
/// # Errors
/// [`VaultError`].
pub async fn bundle(app: &App, period: Period) -> Result<Option<String>> {
    let mut tx = app.store.read().await?;
    let plans = tx.statistic_plans().await?;
    let plan =
        plans.iter().find(|(year, _)| *year == i64::from(period.year)).and_then(|(_, row)| Twice::of(row));
    let releases = read::shown(app, &mut tx).await?;
    let found = releases.iter().find(|(of, _)| *of == period).and_then(|(_, row)| Twice::of(row));
    let bundle = plan.zip(found).map(|(plan, release)| Bundle { balss: KIND.to_owned(), plan, release });
    Ok(bundle.and_then(|bundle| serde_json::to_string_pretty(&bundle).ok()))
}

/// A file that is a release of this installation: signed by two who could.
struct Genuine {
    period: Period,
    plan_row: SignedRow,
    plan: Plan,
    row: SignedRow,
}

async fn genuine(app: &App, text: &str) -> Result<Option<Genuine>> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let read = || {
        let bundle: Bundle = serde_json::from_str(text).ok().filter(|b: &Bundle| b.balss == KIND)?;
        let (plan_row, row) = (bundle.plan.row()?, bundle.release.row()?);
        let plan = plan::genuine(&roster, &plan_row)?;
        let released: Released = serde_json::from_str(&row.body).ok()?;
        let period = Period::parse(&released.period).filter(|p| p.year == plan.menu.year)?;
        let fits =
            released.menu == plan::digest(&plan.body) && release::genuine(&roster, &plan, period, &row);
        fits.then_some(Genuine { period, plan_row, plan, row })
    };
    Ok(read())
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Nothing that two advisers of this installation signed.
    Nothing,
    /// The release of a period that is shown, or one of which this installation shows none.
    Release(Period),
    /// Signed by two, but another draw of a period than the one that is shown.
    Another(Period),
}

/// Checks a file.
///
/// # Errors
/// [`VaultError`].
pub async fn verify(app: &App, text: &str) -> Result<Checked> {
    let shown = read::shown(app, &mut app.store.read().await?).await?;
    let Some(found) = genuine(app, text).await? else { return Ok(Checked::Nothing) };
    // Also where its row was taken out of the store: another is about.
    let hash = release::sealed(&app.keys, found.period, &found.row).hash();
    if app.state.shown()?.get(&found.period).is_some_and(|first| *first != hash) {
        return Ok(Checked::Another(found.period));
    }
    let stands = shown.iter().find(|(period, _)| *period == found.period);
    let stands = stands.is_none_or(|(_, row)| row.body == found.row.body);
    Ok(if stands { Checked::Release(found.period) } else { Checked::Another(found.period) })
}

/// Takes published releases in again: all that there are, since afterwards what is not among them can be drawn. None at all
/// only where neither store, log nor state folder knows of one.
///
/// # Errors
/// [`Refused::File`] when one is no release of this installation, or another than the one that stands, or when there is none
/// and should be; [`Refused::Altered`].
pub async fn import(app: &App, by: &By, texts: &[String]) -> std::result::Result<Vec<Period>, Refused> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    roster.adviser(by.staff).ok_or(Refused::NotStanding)?;
    let mut all = Vec::new();
    for text in texts {
        all.push(genuine(app, text).await?.ok_or(Refused::File)?);
    }
    let mut tx = app.store.write().await?;
    // What is told of anew must not be what somebody altered.
    tx.hold_log().await?;
    let heard = tx.heard().await?;
    let before = Entered::read(&mut tx, &app.keys, &heard).await?.ok_or(Refused::Altered)?;
    let mut new: Option<BTreeSet<[u8; 32]>> = None;
    let stand = release::all(&mut tx, &app.keys).await?;
    let shown = app.state.shown().map_err(VaultError::from)?;
    if texts.is_empty() && (heard.tells_of_any() || !stand.is_empty() || !shown.is_empty()) {
        return Err(Refused::File);
    }
    let plans = tx.statistic_plans().await?;
    for found in &all {
        let year = i64::from(found.plan.menu.year);
        match plans.iter().find(|(of, _)| *of == year) {
            Some((_, row)) if row.body != found.plan_row.body => return Err(Refused::File),
            Some((_, row)) if row.second.is_some() => {}
            // It waited for its second signature when the copy was made.
            Some(_) if tx.sign_statistic_plan(year, &found.plan_row).await? => {}
            None if tx.put_statistic_plan(year, &found.plan_row).await? => {}
            _ => return Err(Refused::Altered),
        }
        let row = release::sealed(&app.keys, found.period, &found.row);
        if shown.get(&found.period).is_some_and(|hash| *hash != row.hash()) {
            return Err(Refused::File);
        }
        match stand.iter().find(|of| of.period == found.period) {
            Some(of) if of.open.as_ref().is_none_or(|row| row.body != found.row.body) => {
                return Err(Refused::File);
            }
            Some(_) => {}
            None => {
                tx.add_release(found.period, &row).await?;
                // What would have been counted in it is over, and so is its identity, and whatever waits to release it.
                // Which cases entered it is not known here: none that stands in the store enters its tables again.
                tx.end_statistics(found.period).await?;
                tx.end_statistic_approval(found.period).await?;
                tx.end_statistic_shares(found.period).await?;
                entered(app, &mut tx, found.period, new.get_or_insert_default()).await?;
            }
        }
    }
    if let Some(new) = new {
        // As many as there are cases, whichever have entered before: their number would tell how many those are.
        let tag = |tag: [u8; 32]| if before.has(&tag) { random::bytes() } else { tag };
        before.add(&mut tx, &app.keys, new.into_iter().map(tag).collect()).await?;
    }
    let leaf = Leaf::staff(Event::ReleaseImported, app.clock.now(), Some(by.staff));
    // Draws that were noted and stand nowhere: there were none. While the log is held, so that none is noted meanwhile.
    let mut noted = app.state.drawn().map_err(VaultError::from)?;
    noted.retain(|period| !heard.tells_of(*period) && !stand.iter().any(|of| of.period == *period));
    app.state.undraw(&noted).map_err(VaultError::from)?;
    if let Err(e) = tx.commit(Audit::of(vec![leaf])).await {
        app.state.draw(&noted).map_err(VaultError::from)?;
        return Err(e.into());
    }
    Ok(all.into_iter().map(|found| found.period).collect())
}

/// The tags of every case of the store in the tables of a period.
async fn entered(app: &App, tx: &mut Tx, period: Period, all: &mut BTreeSet<[u8; 32]>) -> Result<()> {
    let mut after = CaseId([0; 16]);
    loop {
        let cases = tx.cases_by_id(after, 500).await?;
        let Some(last) = cases.last() else { return Ok(()) };
        after = last.id;
        for case in &cases {
            let seed = Seed::of(&app.keys, case.id);
            all.extend(Table::ALL.into_iter().filter(|t| t.is_of(period)).map(|table| seed.drawn(table)));
        }
    }
}

/// How many plans and releases stand in the store.
///
/// # Errors
/// [`VaultError`].
pub async fn held(app: &App) -> Result<(usize, usize)> {
    let mut tx = app.store.look().await?;
    let plans = tx.statistic_plans().await?.len();
    Ok((plans, release::all(&mut tx, &app.keys).await?.len()))
}

/// What stands in the store, checked: a line for each fault.
///
/// # Errors
/// [`VaultError`].
pub async fn check(app: &App) -> Result<Vec<String>> {
    let mut tx = app.store.read().await?;
    let roster = app.roster(&mut tx).await?;
    let plans = plan::all(&mut tx, &roster).await?;
    let mut faults = Vec::new();
    for (year, row) in tx.statistic_plans().await? {
        if plan::genuine(&roster, &row).is_none_or(|plan| i64::from(plan.menu.year) != year) {
            faults.push(format!("plan {year}: not what two advisers signed"));
        }
    }
    for plan in &plans {
        let each: Vec<_> = plan.menu.tables.iter().map(|t| Epsilon::parse(&t.epsilon)).collect();
        if !each.iter().all(std::result::Result::is_ok)
            || !fits(&each.into_iter().flatten().collect::<Vec<_>>())
        {
            faults.push(format!("plan {}: its tables may spend more than 2", plan.menu.year));
        }
        let others = plans.iter().flat_map(|other| &other.menu.tables);
        let differs = |t: &&crate::domain::statistics::MenuTable| {
            plan.menu.of(t.table).is_some_and(|own| own.epsilon != t.epsilon)
        };
        if others.into_iter().any(|t| differs(&t)) {
            faults.push(format!("plan {}: another plan has other epsilons", plan.menu.year));
        }
    }
    let heard = tx.heard().await?;
    if !heard.is_whole() {
        faults.push("log of staff: its entries are not those of its signed head".to_owned());
    } else if Entered::read(&mut tx, &app.keys, &heard).await?.is_none() {
        faults.push("what has entered tables: not what the log tells".to_owned());
    }
    faults.extend(heard.twice().map(|period| format!("release {period}: the log tells of more than one")));
    if tx.count_releases().await? != tx.releases().await?.len() {
        faults.push("releases: a row that cannot be read".to_owned());
    }
    let first = app.state.shown()?;
    for Stored { period, row: sealed, open } in release::all(&mut tx, &app.keys).await? {
        if heard.is_whole() && !heard.tells(period, &sealed) {
            faults.push(format!("release {period}: not the one that the log tells of"));
        }
        if first.get(&period).is_some_and(|hash| *hash != sealed.hash()) {
            faults.push(format!("release {period}: not the one that was shown first"));
        }
        let plan = plan::of_year(&plans, period.year);
        let Some(row) = open else {
            faults.push(format!("release {period}: not what this installation sealed"));
            continue;
        };
        let released: Option<Released> = serde_json::from_str(&row.body).ok();
        let fits = plan.zip(released).is_some_and(|(plan, released)| {
            let spent = |t: &crate::domain::statistics::ReleasedTable| {
                let of = plan.menu.of(t.table);
                of.is_some_and(|of| of.epsilon == t.epsilon && of.table.is_of(period))
            };
            released.period == period.to_string()
                && released.menu == plan::digest(&plan.body)
                && released.tables.iter().all(spent)
                && release::genuine(&roster, plan, period, &row)
        });
        if !fits {
            faults.push(format!("release {period}: not what two advisers signed under their plan"));
        }
    }
    Ok(faults)
}

//! What the tables of statistics may know of a case, sealed anew whenever an adviser writes in it: also where it is not
//! counted, so that no row tells which cases are.

use super::view::View;
use crate::app::App;
use crate::clock::{date, day};
use crate::domain::case::Status;
use crate::domain::coding::NOT_GBV;
use crate::domain::day::Day;
use crate::domain::id::StaffId;
use crate::domain::promise::Promise;
use crate::domain::statistics::{Coded, KEPT, Period, RETALIATION};
use crate::vault::compartment::{DESK, THREAD};
use crate::vault::desk::{self, Act};
use crate::vault::staff::StaffKeys;
use crate::vault::statistics::{plan, record};
use crate::vault::{Result, aside};

/// The act that is one for itself: the flag of retaliation.
const FLAGGED: &str = "retaliation";

/// Whether anything could be counted: a case need not be read once more where nothing is.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn is_planned(app: &App) -> Result<bool> {
    Ok(!app.store.look().await?.statistic_plans().await?.is_empty())
}

/// Seals the records of a case for the running quarter and year, and for those that are over and not released yet.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn renew(app: &App, view: &View, staff: StaffId, keys: &StaffKeys) -> Result<()> {
    let today = app.clock.today();
    let seed = record::Seed::of(&app.keys, view.case.row.id);
    // Who does not read the whole desk does not know how the case is coded.
    if !view.is_whole() {
        return Ok(());
    }
    let mut wanted = Vec::new();
    let mut tx = app.store.look().await?;
    let plans = plan::all(&mut tx, &view.roster).await?;
    let released: Vec<Period> = tx.releases().await?.into_iter().map(|(period, _)| period).collect();
    for made in plans.iter().filter(|plan| plan.second.is_some()) {
        for period in Period::all_of(made.menu.year) {
            let runs = [Period::year_of(date(today)), Period::quarter_of(date(today))].contains(&period);
            let id = seed.row(period);
            if released.contains(&period) || !(runs || tx.has_statistic(&id).await?) {
                continue;
            }
            let coded = coded(view, &view.promises(app), today.min(last_day(period)));
            wanted.push((id, period, made.clone(), coded));
        }
    }
    drop(tx);
    if wanted.is_empty() {
        return Ok(());
    }
    let keys = keys.clone();
    let rows = aside::run(move || {
        let one = |(id, period, plan, coded)| {
            Ok((id, period, record::seal(seed, (&plan, period), coded, (staff, &keys))?))
        };
        wanted.into_iter().map(one).collect::<Result<Vec<_>>>()
    })
    .await?;
    let mut tx = app.store.write().await?;
    // As it was read, or not at all: its reporter may have said no meanwhile, or it may be gone.
    let cards = tx.cards_of(view.case.row.id).await?;
    let stands =
        |which: u8, version: i64| cards.iter().any(|(of, card)| (*of, card.version) == (which, version));
    let desk = view.read.desk.as_ref().is_some_and(|(_, version)| stands(DESK, *version));
    if !desk || !stands(THREAD, view.read.card_version) {
        return Ok(());
    }
    for (id, period, sealed) in &rows {
        // One that was released meanwhile is over.
        if !tx.is_released(*period).await? {
            tx.put_statistic(id, *period, sealed).await?;
        }
    }
    Ok(tx.commit(crate::store::Audit::none("follows from what the log was told of the case")).await?)
}

fn last_day(period: Period) -> Day {
    let months = if period.quarter == 0 { 12 } else { period.quarter * 3 };
    day(jiff::civil::date(period.year, months, 1).last_of_month())
}

/// What a case counts as, as it stood at the end of a day; nothing where it is not counted.
fn coded(view: &View, promises: &[Promise; 3], on: Day) -> Coded {
    let read = &view.read;
    let mut entries = read.entries.iter().filter(|e| e.day <= on);
    let coding = entries.rfind(|e| matches!(e.what.entry.what, Act::Coding(_)));
    let Some(Act::Coding(coding)) = coding.map(|e| &e.what.entry.what) else { return Coded::nothing() };
    let counts =
        read.report.what.answers.is_own() && read.may_count() && read.card.status != Status::Withdrawn;
    if !counts || coding.kind == NOT_GBV || coding.is_counted_elsewhere() {
        return Coded::nothing();
    }
    let closed = read.card.closed.filter(|closed| *closed <= on);
    let kept = |word: &str| {
        let promise = promises.iter().find(|(is, ..)| *is == word);
        promise.map_or("", |(_, last, kept)| match kept.filter(|kept| kept <= last) {
            Some(kept) if kept <= on => KEPT[0],
            None if *last < on => KEPT[1],
            _ => "", // Not known by then.
        })
    };
    Coded {
        institution: read.report.what.answers.institution.clone(),
        act: coding.kind.clone(),
        relation: coding.relation.clone(),
        sex: coding.sex.clone(),
        delay: coding.delay.clone(),
        retaliation: RETALIATION[usize::from(coding.act == FLAGGED)].to_owned(),
        outcome: closed.and(desk::outcome(&read.entries)).unwrap_or_default().to_owned(),
        acknowledged: kept("acknowledge").to_owned(),
        feedback: kept("feedback").to_owned(),
    }
}

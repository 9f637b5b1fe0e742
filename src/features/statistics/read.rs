//! What was released, as two publishers signed it. Nothing else of statistics is ever read for a page.

use jiff::civil::Date;

use crate::app::App;
use crate::domain::statistics::{Menu, Period, Released, Table};
use crate::store::Tx;
use crate::store::statistics::SignedRow;
use crate::vault::Result;
use crate::vault::statistics::plan;
use crate::vault::statistics::release::{self, Stored};

/// One release.
#[derive(Debug, Clone)]
pub struct Published {
    /// For when.
    pub period: Period,
    /// What was drawn.
    pub released: Released,
    /// The menu of its year.
    pub menu: Menu,
}

impl Published {
    /// The day from which it was counted, where that is not the first of its period.
    #[must_use]
    pub fn counted_from(&self) -> Option<Date> {
        self.released.counted_from.as_deref()?.parse().ok()
    }
}

/// The day from which a year was counted, where its plan was signed when some of it had passed.
#[must_use]
pub fn counted_from(all: &[Published], year: i16) -> Option<Date> {
    all.iter().filter(|p| p.period.year == year).find_map(Published::counted_from)
}

/// How often a table of a year is drawn: quarters that were over before anything was counted never are.
#[must_use]
pub fn draws(all: &[Published], year: i16, table: Table) -> usize {
    let since = counted_from(all, year);
    let counted = |of: &Period| table.is_of(*of) && since.is_none_or(|since| !of.is_over(since));
    Period::all_of(year).iter().filter(|of| counted(of)).count()
}

/// Every release that the log tells of and its signatures bear out, by year, quarters before the year.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn published(app: &App) -> Result<Vec<Published>> {
    let mut tx = app.store.read().await?;
    let roster = app.roster(&mut tx).await?;
    let plans = plan::all(&mut tx, &roster).await?;
    let stored = shown(app, &mut tx).await?;
    let one = |(period, row): (Period, SignedRow)| {
        let plan = plan::of_year(&plans, period.year)?;
        let released: Released = serde_json::from_str(&row.body).ok()?;
        let fits = released.period == period.to_string() && released.menu == plan::digest(&plan.body);
        (fits && release::genuine(&roster, plan, period, &row)).then(|| Published {
            period,
            released,
            menu: plan.menu.clone(),
        })
    };
    let mut all: Vec<Published> = stored.into_iter().filter_map(one).collect();
    all.sort_by_key(|p| (p.period.year, p.period.quarter == 0, p.period.quarter));
    Ok(all)
}

/// Releases as they are shown: those of which the log tells, and of each period the one that was shown first. A draw that was
/// made and never committed, put there afterwards, is none. The log is read once for each row that this process has not seen.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn shown(app: &App, tx: &mut Tx) -> Result<Vec<(Period, SignedRow)>> {
    let all = release::all(tx, &app.keys).await?;
    if all.iter().any(|of| !app.told.knows(&of.row.hash())) && app.told.may_look() {
        let heard = tx.heard().await?;
        for Stored { period, row, .. } in all.iter().filter(|of| heard.tells(of.period, &of.row)) {
            let hash = row.hash();
            if app.state.show(*period, &hash)? {
                app.told.learn([hash]);
            }
        }
        if all.iter().any(|of| !app.told.knows(&of.row.hash())) {
            app.told.looked_in_vain();
        }
    }
    let told = all.into_iter().filter(|of| app.told.knows(&of.row.hash()));
    Ok(told.filter_map(|of| Some((of.period, of.open?))).collect())
}

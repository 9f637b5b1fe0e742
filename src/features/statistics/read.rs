//! What was released, as two publishers signed it. Nothing else of statistics is ever read for a page.

use crate::app::App;
use crate::domain::statistics::{Menu, Period, Released};
use crate::vault::Result;
use crate::vault::statistics::{plan, release};

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

/// Every release that its signatures bear out, by year, quarters before the year.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn published(app: &App) -> Result<Vec<Published>> {
    let mut tx = app.store.look().await?;
    let roster = app.roster(&mut tx).await?;
    let plans = plan::all(&mut tx, &roster).await?;
    let one = |(period, row): (Period, crate::store::statistics::SignedRow)| {
        let plan = plan::of_year(&plans, period.year)?;
        let released: Released = serde_json::from_str(&row.body).ok()?;
        let fits = released.period == period.to_string() && released.menu == plan::digest(&plan.body);
        (fits && release::genuine(&roster, plan, period, &row)).then(|| Published {
            period,
            released,
            menu: plan.menu.clone(),
        })
    };
    let mut all: Vec<Published> = tx.releases().await?.into_iter().filter_map(one).collect();
    all.sort_by_key(|p| (p.period.year, p.period.quarter == 0, p.period.quarter));
    Ok(all)
}

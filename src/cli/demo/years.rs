//! Years that have passed, made up, planned and released by two advisers as real ones are: what leadership sees of a
//! demonstration. Each year is worked through by an app of its own, whose clock stands in that year.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Member, fault, sample};
use crate::app::{App, Shared, StartError};
use crate::clock::date;
use crate::config::Config;
use crate::crypto::random;
use crate::domain::id::CaseId;
use crate::domain::staff::Role;
use crate::domain::statistics::{Coded, Menu, Period, Table};
use crate::features::statistics::publish::{self, By, Refused};
use crate::pack::Files;
use crate::store::Audit;
use crate::vault::aside;
use crate::vault::statistics::{plan, record};

/// Made-up reports of the newest year; fewer by a fifth of that in each year before.
const REPORTS: u16 = 110;

/// Where the made-up reports of a table fall, in hundredths; what is left falls into the last.
fn shares(table: Table) -> &'static [(&'static str, u64)] {
    match table {
        Table::Institution => &[
            ("nbs", 38),
            ("vp", 24),
            ("vugd", 10),
            ("vrs", 9),
            ("iem", 5),
            ("aim", 5),
            ("other", 2),
            ("unknown", 7),
        ],
        Table::Act => &[
            ("psychological_abuse", 48),
            ("sexual_assault", 17),
            ("denial_of_resources", 14),
            ("physical_assault", 14),
            ("rape", 3),
            ("unknown", 4),
        ],
        Table::Relation => &[
            ("superior", 36),
            ("peer", 30),
            ("instructor", 9),
            ("several", 9),
            ("partner", 6),
            ("unknown", 10),
        ],
        Table::Sex => &[("woman", 66), ("man", 26), ("unknown", 8)],
        Table::Delay => {
            &[("over_month", 44), ("d15_30", 15), ("d6_14", 13), ("d0_3", 12), ("d4_5", 5), ("unknown", 11)]
        }
        Table::Retaliation => &[("yes", 9), ("no", 91)],
        Table::Outcome => &[
            ("measures_taken", 24),
            ("advice_given", 28),
            ("services_given", 18),
            ("formal_step", 9),
            ("no_contact", 13),
            ("referred_on", 8),
        ],
        Table::Acknowledged => &[("late", 8), ("in_time", 92)],
        Table::Feedback => &[("late", 17), ("in_time", 83)],
    }
}

fn coded(menu: &Menu, chance: impl Fn(u64) -> u64) -> Coded {
    let code = |table: Table| {
        let mut left = chance(table as u64) % 100;
        let all = shares(table);
        let found = all.iter().find(|(_, share)| {
            let here = left < *share;
            left = left.saturating_sub(*share);
            here
        });
        // A pack may have other lists; what it does not have falls into its first cell.
        let cells = menu.of(table).map_or(&[][..], |t| &t.cells);
        let known =
            found.filter(|(code, _)| cells.iter().any(|c| c == code)).map(|(code, _)| (*code).to_owned());
        known.or_else(|| cells.first().cloned()).unwrap_or_default()
    };
    Coded {
        institution: code(Table::Institution),
        act: code(Table::Act),
        relation: code(Table::Relation),
        sex: code(Table::Sex),
        delay: code(Table::Delay),
        retaliation: code(Table::Retaliation),
        outcome: code(Table::Outcome),
        acknowledged: code(Table::Acknowledged),
        feedback: code(Table::Feedback),
    }
}

/// A year to make up.
#[derive(Clone, Copy)]
struct Made {
    year: i16,
    /// Its last quarter that has reports; nothing where the year is over and all of it is released.
    to_be_released: Option<i8>,
    reports: u16,
    seed: u64,
}

/// Makes up the year of the newest quarter that is over, and releases the `count` years before it; of that year itself all
/// but that quarter, which waits for two advisers: whoever tries the demonstration has something to release on any day.
pub(super) async fn fill(
    (config, files): (&Config, &Files),
    members: &[Member],
    count: u8,
    seed: u64,
) -> Result<(), StartError> {
    let advisers: Vec<&Member> = members.iter().filter(|m| m.account.role == Role::Adviser).collect();
    let first = advisers.first().copied();
    let second =
        advisers.iter().find(|m| first.is_some_and(|f| f.account.institution != m.account.institution));
    let Some((first, second)) = first.zip(second.copied()).filter(|_| count > 0) else { return Ok(()) };
    let by = |m: &Member| By { staff: m.account.id, keys: m.keys.clone() };
    let mut working = tokio::task::JoinSet::new();
    for back in 0..=i16::from(count) {
        let app = App::open_with(config.clone(), files).await?;
        let newest = Period::quarter_of(date(app.clock.today()).saturating_sub(3.months()));
        let year = newest.year - back;
        let reports = REPORTS.saturating_sub(22 * (back.unsigned_abs().saturating_sub(1)));
        let made = Made { year, to_be_released: (back == 0).then_some(newest.quarter), reports, seed };
        let two = (by(first), by(second));
        working.spawn(async move {
            let done = release(&app, made, &two).await;
            app.store.close().await;
            done.map_err(|e| StartError(format!("made-up year {year}: {e:?}")))
        });
    }
    while let Some(done) = working.join_next().await {
        done.map_err(|e| fault("made-up years")(&e))??;
    }
    Ok(())
}

fn stand(app: &App, on: DateTime) {
    let zone = TimeZone::get(&app.config.time_zone).unwrap_or(TimeZone::UTC);
    app.clock.stand_at(zone.to_timestamp(on).unwrap_or_default().as_second());
}

type Done = Result<(), Refused>;

async fn release(app: &Shared, made: Made, (a, b): &(By, By)) -> Done {
    let year = made.year;
    // Before its year begins, so that all of the year is counted.
    stand(app, Date::constant(year - 1, 12, 8).at(10, 0, 0, 0));
    publish::prepare(app, a, year, "").await?;
    let mut tx = app.store.look().await?;
    let roster = app.roster(&mut tx).await?;
    let plans = plan::all(&mut tx, &roster).await?;
    drop(tx);
    let planned = plans.iter().find(|p| p.menu.year == year).ok_or(Refused::Year)?;
    publish::confirm(app, b, year, &plan::digest(&planned.body)).await?;
    seal(app, planned.clone(), a.clone(), made).await?;
    let before = made.to_be_released;
    let on = before.map_or(Date::constant(year + 1, 1, 11), |q| Date::constant(year, q * 3 - 1, 11));
    stand(app, on.at(10, 0, 0, 0));
    let quarters: Vec<Period> = (1..before.unwrap_or(5)).map(|quarter| Period { year, quarter }).collect();
    for period in &quarters {
        publish::approve(app, a, *period).await?;
    }
    // Each takes its fixed time: all at once.
    let all = quarters.into_iter().map(|period| publish::release(app, b, period));
    futures_util::future::join_all(all).await.into_iter().collect::<Result<Vec<()>, Refused>>()?;
    if before.is_some() {
        return Ok(());
    }
    let whole = Period { year, quarter: 0 };
    publish::approve(app, a, whole).await?;
    publish::release(app, b, whole).await
}

/// Seals coded records of a year, as if an adviser had written in that many cases.
async fn seal(app: &Shared, planned: plan::Plan, by: By, made: Made) -> Done {
    let shared = app.clone();
    let rows = aside::run(move || {
        let (year, seed) = (made.year, made.seed);
        let mut rows = Vec::new();
        for n in 0..u64::from(made.reports) {
            let own = n + 100_000 * u64::from(year.unsigned_abs());
            let chance = |what: u64| sample::mix(seed ^ sample::mix(own + 1000 * what));
            let quarter = i8::try_from(1 + chance(99) % 4).unwrap_or(1);
            if made.to_be_released.is_some_and(|last| last < quarter) {
                continue;
            }
            let coded = coded(&planned.menu, chance);
            let case = record::Seed::of(&shared.keys, CaseId(random::bytes()));
            for period in [Period { year, quarter }, Period { year, quarter: 0 }] {
                let sealed = record::seal(case, (&planned, period), coded.clone(), (by.staff, &by.keys))?;
                rows.push((case.row(period), period, sealed));
            }
        }
        Ok(rows)
    })
    .await?;
    let mut tx = app.store.write().await?;
    for (id, period, sealed) in &rows {
        tx.put_statistic(id, *period, sealed).await?;
    }
    Ok(tx.commit(Audit::none("made-up records of a demonstration")).await?)
}

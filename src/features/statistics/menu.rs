//! The menu of a year, out of configuration and country pack.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::app::App;
use crate::disclosure::budget::{Epsilon, fits};
use crate::disclosure::error::Noise;
use crate::domain::coding::NOT_GBV;
use crate::domain::statistics::{Menu, MenuTable, Table};
use crate::vault::statistics::plan::Plan;

/// Why there is no menu: depends on configuration and earlier plans only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    /// The ε of a table is no fraction above 0 and at most 2.
    Epsilon(Table),
    /// All ε together are more than 2.
    Budget,
    /// The ε of a table is another than in an earlier plan.
    Changed(Table),
    /// No report, or more than a million, is expected.
    Expected,
}

/// The cell of what no list names.
const UNKNOWN: &str = "unknown";

fn cells(app: &App, table: Table) -> Vec<String> {
    match table {
        Table::Institution => app.institutions.clone(),
        Table::Act => {
            let types = app.pack.taxonomy.asked().filter(|code| *code != NOT_GBV);
            types.chain([UNKNOWN]).map(str::to_owned).collect()
        }
        _ => table.fixed_cells().iter().map(|cell| (*cell).to_owned()).collect(),
    }
}

/// The menu of a year.
///
/// # Errors
/// [`Odd`].
pub fn of(app: &App, year: i16, plans: &[Plan]) -> Result<Menu, Odd> {
    let config = &app.config.statistics;
    if !(1..=1_000_000).contains(&config.expected) {
        return Err(Odd::Expected);
    }
    // What is written wrongly is told before what is not written at all.
    let wrong = |(_, written): &(&Table, &String)| Epsilon::parse(written).is_err();
    if let Some((table, _)) = config.epsilon.iter().find(wrong) {
        return Err(Odd::Epsilon(*table));
    }
    let mut tables = Vec::new();
    for table in Table::ALL {
        let written = config.epsilon.get(&table).map_or("", String::as_str);
        let epsilon = Epsilon::parse(written).map_err(|_| Odd::Epsilon(table))?;
        tables.push(MenuTable { table, epsilon: epsilon.to_string(), cells: cells(app, table) });
    }
    let menu = Menu { year, expected: config.expected, taxonomy: app.pack.taxonomy.version, tables };
    sound(&menu, plans).map(|()| menu)
}

/// The part of all draws that an interval holds.
const PART: f64 = 0.95;

/// How far the sum of `draws` draws of one ε is from its count in 95 of 100 cases. A property of the noise alone, and known
/// from the second time on: sums of many draws take milliseconds, and whoever asks need not be signed in.
#[must_use]
pub fn within(epsilon: Epsilon, draws: usize) -> i64 {
    static KNOWN: Mutex<BTreeMap<(u32, u32, usize), i64>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (epsilon.num(), epsilon.den(), draws);
    *known.entry(key).or_insert_with(|| Noise::of_sum(&vec![epsilon; draws]).within(PART))
}

/// Whether a menu may be drawn beside these plans: all its ε fit together, and are those of every plan that two signed. What
/// stands in a plan is what whoever made it wrote; so it is looked at before a second signs it, and before each draw.
///
/// # Errors
/// [`Odd`].
pub fn sound(menu: &Menu, plans: &[Plan]) -> Result<(), Odd> {
    let mut all = Vec::new();
    for table in &menu.tables {
        let epsilon = Epsilon::parse(&table.epsilon).map_err(|_| Odd::Epsilon(table.table))?;
        let mut others =
            plans.iter().filter(|plan| plan.second.is_some()).filter_map(|plan| plan.menu.of(table.table));
        if others.any(|other| Epsilon::parse(&other.epsilon) != Ok(epsilon)) {
            return Err(Odd::Changed(table.table));
        }
        all.push(epsilon);
    }
    if fits(&all) { Ok(()) } else { Err(Odd::Budget) }
}

/// Whether a table is shown as sums of three years: the 95 % interval of its yearly total reaches further than half of what
/// is expected. Known before anything is drawn.
#[must_use]
pub fn in_threes(menu: &Menu, table: &MenuTable) -> bool {
    let draws = table.cells.len() * table.table.draws();
    let Ok(epsilon) = Epsilon::parse(&table.epsilon) else { return true };
    2 * within(epsilon, draws) > i64::from(menu.expected)
}

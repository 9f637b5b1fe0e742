//! A statistician who keeps every release, knows the method, and knows every report but whether one is there.

use balss::disclosure::budget::{Epsilon, fits};
use balss::disclosure::noise::{Bytes, Coin};
use balss::disclosure::table;
use balss::domain::desk::OUTCOME;
use balss::domain::id::CaseId;
use balss::domain::statistics::{Coded, KEPT, Menu, MenuTable, Period, Table};
use balss::features::statistics::ledger::Checked;
use jiff::civil::date;

use super::{cases::entering, coded, on, period, planned, release, seal, stand};
use crate::support::shelf::{Engine, run};

fn fill(buffer: &mut [u8]) {
    getrandom::fill(buffer).expect("randomness");
}

/// One report, over ten years and fifty releases, coded anew, closed, reopened, revoked and agreed to anew in every year: it
/// enters each table once, so that what all releases tell of it is what the ledger says.
pub fn ten_years() {
    run(async {
        let world = on(Engine::Sqlite, "", date(2027, 1, 5)).await;
        let case = CaseId([42; 16]);
        let mut entered: Vec<(Table, usize)> = Table::ALL.map(|table| (table, 0)).to_vec();
        for year in 2027..2037 {
            stand(&world, date(year, 1, 5));
            planned(&world, year).await;
            for (n, quarter) in (1..=4).enumerate() {
                let of = format!("{year}-Q{quarter}");
                stand(&world, date(year, i8::try_from(3 * n + 2).expect("a month"), 10));
                let institution = if n % 2 == 0 { "nbs" } else { "vp" };
                let mut record = coded(institution);
                // Closed in the third year, reopened and closed otherwise in later ones.
                if year >= 2029 {
                    OUTCOME[usize::from(year.unsigned_abs()) % OUTCOME.len()].clone_into(&mut record.outcome);
                    KEPT[n % 2].clone_into(&mut record.acknowledged);
                }
                if year >= 2031 {
                    KEPT[n % 2].clone_into(&mut record.feedback);
                }
                // Revoked in one quarter of each year, and agreed to again.
                let shown = if n == 1 { Coded::nothing() } else { record };
                seal(&world, case, &of, &shown).await;
            }
            stand(&world, date(year + 1, 1, 2));
            for of in Period::all_of(year) {
                for (table, cells) in entering(&world, of).await {
                    assert!(cells.len() <= 1);
                    entered.iter_mut().find(|(t, _)| *t == table).expect("a table").1 += cells.len();
                }
                release(&world, &of.to_string()).await.expect("released");
            }
        }
        assert!(entered.iter().all(|(_, n)| *n == 1), "{entered:?}");
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM release", &[]).await, [50]);
        // The ledger: what the plans say of each table, once.
        let plan = super::desk(&world, 0).await.years.remove(0).plan;
        let each: Vec<Epsilon> =
            plan.menu.tables.iter().map(|t| Epsilon::parse(&t.epsilon).expect("a fraction")).collect();
        let sum: f64 = each.iter().map(|e| e.value()).sum();
        assert!(fits(&each) && (sum - 2.0).abs() < 1e-12, "{sum}");
        let faults = balss::features::statistics::ledger::check(&world.app).await.expect("read");
        assert_eq!(faults, Vec::<String>::new());
        // What was handed out is taken for what it is, and nothing else is.
        let bundle = balss::features::statistics::ledger::bundle(&world.app, period("2030")).await;
        let bundle = bundle.expect("read").expect("a release");
        let verify = async |text: &str| {
            balss::features::statistics::ledger::verify(&world.app, text).await.expect("read")
        };
        assert_eq!(verify(&bundle).await, Checked::Release(period("2030")));
        assert_eq!(verify(&bundle.replacen("2030", "2031", 1)).await, Checked::Nothing);
    });
}

fn menu() -> Menu {
    let words = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let cells = |table: Table| match table {
        Table::Institution => words(&["nbs", "aim", "vp", "vugd", "vrs", "iem", "other", "unknown"]),
        Table::Act => words(&["rape", "sexual_assault", "psychological_abuse", "unknown"]),
        other => words(other.fixed_cells()),
    };
    let epsilon = |table: Table| if table == Table::Institution { "1" } else { "1/8" }.to_owned();
    let tables = Table::ALL.map(|table| MenuTable { table, epsilon: epsilon(table), cells: cells(table) });
    Menu { year: 2026, expected: 60, taxonomy: 1, tables: tables.to_vec() }
}

/// A made-up report, with every table's code.
fn report(menu: &Menu, coin: &mut impl Coin) -> Coded {
    let mut of = |table: Table| {
        let cells = &menu.of(table).expect("a table").cells;
        let at = usize::try_from(coin.below(cells.len() as u64)).expect("small");
        cells[at].clone()
    };
    Coded {
        institution: of(Table::Institution),
        act: of(Table::Act),
        relation: of(Table::Relation),
        sex: of(Table::Sex),
        delay: of(Table::Delay),
        retaliation: of(Table::Retaliation),
        outcome: of(Table::Outcome),
        acknowledged: of(Table::Acknowledged),
        feedback: of(Table::Feedback),
    }
}

/// By how much a release of everything speaks for the report that may be there: the logarithm of the likelihood ratio, which
/// by Neyman and Pearson is the best that anybody can go by. `scale` is what the noise is drawn with.
fn speaks(menu: &Menu, reports: &[Coded], one: &Coded, there: bool, scale: u32, coin: &mut impl Coin) -> f64 {
    let mut told = 0.0;
    for table in &menu.tables {
        let epsilon = Epsilon::parse(&table.epsilon).expect("a fraction");
        let drawn = Epsilon::new(epsilon.num() * scale, epsilon.den()).expect("a fraction");
        let known = table::count(table.cells.len(), reports.iter().filter_map(|r| r.cell(table)));
        let cell = one.cell(table).expect("a cell");
        let all = reports.iter().chain(there.then_some(one)).filter_map(|r| r.cell(table));
        let released = table::release(&table::count(table.cells.len(), all), drawn, coin);
        let noise = i32::try_from(released[cell] - known[cell]).expect("small");
        told += epsilon.value() * (f64::from(noise.abs()) - f64::from((noise - 1).abs()));
    }
    told
}

/// How often the best guess is right, over 1,000 pairs of made-up years that differ in one report.
fn right(scale: u32) -> (u32, u32) {
    let (menu, mut coin) = (menu(), Bytes(fill));
    let (mut right, mut all) = (0, 0);
    for _ in 0..1000 {
        let reports: Vec<Coded> = (0..20).map(|_| report(&menu, &mut coin)).collect();
        let one = report(&menu, &mut coin);
        for there in [true, false].repeat(20) {
            let says = speaks(&menu, &reports, &one, there, scale, &mut coin);
            let guess = if says == 0.0 { coin.below(2) == 1 } else { says > 0.0 };
            right += u32::from(guess == there);
            all += 1;
        }
    }
    (right, all)
}

/// By how much a release of everything speaks for `one` rather than `other`, for who knows that one of them is counted.
fn prefers(
    menu: &Menu,
    reports: &[Coded],
    (one, other): (&Coded, &Coded),
    scale: u32,
    coin: &mut impl Coin,
) -> f64 {
    let mut told = 0.0;
    for table in &menu.tables {
        let epsilon = Epsilon::parse(&table.epsilon).expect("a fraction");
        let drawn = Epsilon::new(epsilon.num() * scale, epsilon.den()).expect("a fraction");
        let known = table::count(table.cells.len(), reports.iter().filter_map(|r| r.cell(table)));
        let all = reports.iter().chain([one]).filter_map(|r| r.cell(table));
        let released = table::release(&table::count(table.cells.len(), all), drawn, coin);
        // In the cell of either report one was added or not.
        let said = |of: &Coded| {
            let cell = of.cell(table).expect("a cell");
            let noise = i32::try_from(released[cell] - known[cell]).expect("small");
            f64::from(noise.abs()) - f64::from((noise - 1).abs())
        };
        if one.cell(table) != other.cell(table) {
            told += epsilon.value() * (said(one) - said(other));
        }
    }
    told
}

/// How often the best guess which of two reports is counted is right, over 1,000 made-up years; they differ in every table.
fn told_apart(scale: u32) -> f64 {
    let (menu, mut coin) = (menu(), Bytes(fill));
    let apart = |a: &Coded, b: &Coded| menu.tables.iter().all(|of| a.cell(of) != b.cell(of));
    let mut right = 0;
    for _ in 0..1000 {
        let reports: Vec<Coded> = (0..20).map(|_| report(&menu, &mut coin)).collect();
        let one = report(&menu, &mut coin);
        let other = std::iter::repeat_with(|| report(&menu, &mut coin)).find(|other| apart(&one, other));
        let other = other.expect("endless");
        for _ in 0..40 {
            let says = prefers(&menu, &reports, (&one, &other), scale, &mut coin);
            right += u32::from(if says == 0.0 { coin.below(2) == 1 } else { says > 0.0 });
        }
    }
    f64::from(right) / 40_000.0
}

/// Which of two reports is counted: with odds that change by at most e⁴, nobody is right more often than in e⁴/(1 + e⁴) of all
/// cases. Noise of half the width is found out.
pub fn contents() {
    let promise = |power: f64| power.exp() / (1.0 + power.exp());
    let blur = 4.0 * (0.25_f64 / 40_000.0).sqrt();
    let found = told_apart(1);
    println!("  which of two is right in {found:.4} of all cases; promised: at most {:.4}", promise(4.0));
    assert!(found <= promise(4.0) + blur, "{found}");
    let wrong = told_apart(2);
    assert!(wrong > found + blur, "noise of half the width was not found out: {wrong} beside {found}");
}

/// With odds that change by at most e², nobody is right more often than in e²/(1 + e²) of all cases; with the nine tables of
/// a menu the best guess comes to less. Noise of half the width is found out.
pub fn guesses() {
    let promise = 2_f64.exp() / (1.0 + 2_f64.exp());
    let share = |(right, all): (u32, u32)| f64::from(right) / f64::from(all);
    // Four standard deviations of 40,000 guesses.
    let blur = 4.0 * (0.25_f64 / 40_000.0).sqrt();
    let found = share(right(1));
    println!("  the best guess is right in {found:.4} of all cases; promised: at most {promise:.4}");
    assert!(found <= promise + blur, "{found}");
    // What nine independent tables of these epsilons come to, exactly: the guess of one is right with q/(1+q) and so on.
    let expected = exact();
    assert!((found - expected).abs() < blur, "{found} beside {expected}");
    let wrong = share(right(2));
    assert!((wrong - expected).abs() > blur, "noise of half the width was not found out: {wrong}");
}

/// The chance that the best guess is right, by enumeration of what each table can say: +ε, −ε, nothing between.
fn exact() -> f64 {
    // A table says +ε where the noise beside "there" is at most 0 … : the sign of x − 1/2 decides, so there are two answers.
    let mut says: std::collections::BTreeMap<i32, (f64, f64)> = [(0, (1.0, 1.0))].into();
    for table in &menu().tables {
        let epsilon = Epsilon::parse(&table.epsilon).expect("a fraction");
        let q = (-epsilon.value()).exp();
        // "There" adds one: the released figure is above what is known with this chance, else not above.
        let (above_there, above_not) = (1.0 / (1.0 + q), q / (1.0 + q));
        let eighths = i32::try_from(epsilon.num() * 8 / epsilon.den()).expect("small");
        let mut next = std::collections::BTreeMap::new();
        for (sum, (there, not)) in says {
            for (sign, a, b) in [(1, above_there, above_not), (-1, 1.0 - above_there, 1.0 - above_not)] {
                let at: &mut (f64, f64) = next.entry(sum + sign * eighths).or_default();
                at.0 += there * a;
                at.1 += not * b;
            }
        }
        says = next;
    }
    says.iter()
        .map(|(sum, (there, not))| match sum {
            1.. => there / 2.0,
            0 => (there + not) / 4.0,
            _ => not / 2.0,
        })
        .sum()
}

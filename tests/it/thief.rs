//! Somebody who has every table, again and again, and no key: whom a report left out shows nowhere in them, nor, but for
//! the physical traces that SECURITY.md names, which of a day's reports came first.

pub mod dump;
mod shape;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use libtest_mimic::Trial;
use sqlx::{PgPool, SqlitePool};

use crate::support::adviser::Adviser;
use crate::support::database::Database;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Options, Staff, files_below};
use crate::support::shelf::{Engine, Sql, on_both, run};
use crate::support::unique;
use dump::{Cell, Dump, Key, Kind};

pub fn trials() -> Vec<Trial> {
    on_both("thief", "who_was_left_out_and_who_came_first_is_not_told", |engine| run(nothing_is_told(engine)))
}

/// Whom a report leaves out: nobody, or one of the two advisers of its institution.
const KINDS: [Option<usize>; 3] = [None, Some(0), Some(1)];
const OF_EACH: usize = 4;
/// Of twelve rows without order one run in some millions has a rank correlation of this much.
const IN_ORDER: f64 = 0.97;

/// A report that was filed, and the rows that came with it.
struct Filing {
    left_out: Option<usize>,
    case: Cell,
    rows: BTreeMap<String, Vec<Key>>,
}

async fn nothing_is_told(engine: Engine) {
    let database = (engine == Engine::Postgres).then(Database::create);
    let demo =
        Demo::start(&Options { database: database.as_ref().map(|d| d.url.clone()), ..Options::default() });
    let sql = if let Some(database) = &database {
        Sql::Postgres(PgPool::connect(&database.url).await.expect("a connection"))
    } else {
        let url = format!("sqlite:{}?mode=ro", demo.data.join("balss.db").display());
        Sql::Sqlite(SqlitePool::connect(&url).await.expect("a connection"))
    };
    let (filings, filed) = file_all(&demo, &sql).await;
    alike_by_rows(&filings, &filed);
    files_are_alike(&demo, filings.len());
    order_is_not_told(&filings, &filed, engine);
    let (first, second, _) = demo.advisers();
    let own = |who: &Staff| [first, second].iter().position(|a| a.username == who.username);
    for who in demo.with_role("adviser") {
        walk(&demo, &sql, &filings, who, own(who)).await;
    }
    let walked = dump::take(&sql).await;
    alike_by_rows(&filings, &walked);
    alike_by_case(&filings, &walked);
    if engine == Engine::Postgres {
        transactions_are_alike(&filings, &walked, demo.with_role("adviser").len());
    }
}

/// Files reports of every kind in an order drawn by chance, one after the other, with a dump after each.
async fn file_all(demo: &Demo, sql: &Sql) -> (Vec<Filing>, Dump) {
    let mut before = dump::take(sql).await;
    let (first, second, _) = demo.advisers();
    let persons = [first, second].map(|who| person(&before, who));
    let mut kinds: Vec<(String, Option<usize>)> =
        KINDS.into_iter().flat_map(|kind| (0..OF_EACH).map(move |_| (unique(""), kind))).collect();
    kinds.sort();
    let mut filings = Vec::new();
    for (_, left_out) in kinds {
        let told = Told {
            institution: first.institution.clone(),
            without: left_out.map(|i| persons[i].clone()).into_iter().collect(),
            files: vec![Upload::bytes("a file.txt", "text/plain", vec![b'#'; 1000])],
            ..Told::words(&unique("a statement "))
        };
        Reporter::new(demo.visitor("en")).file(&told).expect("a receipt");
        let now = dump::take(sql).await;
        let rows: BTreeMap<String, Vec<Key>> =
            now.iter().map(|(name, table)| (name.clone(), table.new_since(&before[name]))).collect();
        let [case] = &rows["cases"][..] else { panic!("one case: {:?}", rows["cases"]) };
        filings.push(Filing { left_out, case: case[0].clone(), rows });
        before = now;
    }
    (filings, before)
}

/// The person of an account, as the checkboxes of the readers page name it.
fn person(dump: &Dump, who: &Staff) -> String {
    let table = &dump["staff"];
    let named =
        |row: &&dump::Row| *table.cell(row, "username") == Cell::Bytes(who.username.clone().into_bytes());
    hex(table.cell(table.rows.values().find(named).expect("an account"), "person"))
}

fn hex(cell: &Cell) -> String {
    let Cell::Bytes(bytes) = cell else { panic!("an id is bytes") };
    data_encoding::HEXLOWER.encode(bytes)
}

/// The rows that came with each report, and everything plain in them, are the same for all.
fn alike_by_rows(filings: &[Filing], dump: &Dump) {
    // Its one row of the day comes with the first report, whichever that is.
    for (name, table) in dump.iter().filter(|(name, _)| *name != "pending_head") {
        let shapes = |filing: &Filing| {
            let mut all: Vec<_> = filing.rows[name]
                .iter()
                .map(|key| table.rows.get(key).map(|row| shape::row(name, table, row)))
                // Once a day, by the worker: at any moment after the start, whoever files.
                .filter(|row| !row.iter().flatten().any(|cell| cell == "kind=daily_notice"))
                .collect();
            all.sort();
            all
        };
        for filing in &filings[1..] {
            assert_eq!(shapes(filing), shapes(&filings[0]), "new rows of {name}");
        }
    }
    for name in [
        "cases",
        "receipt",
        "epoch",
        "access_grant",
        "record",
        "card",
        "side_card",
        "blob",
        "pending",
        "visit",
    ] {
        assert!(filings.iter().all(|f| !f.rows[name].is_empty()), "{name}: nothing was looked at");
    }
    let grants = &dump["access_grant"];
    let cells = |column: &str| -> BTreeSet<String> {
        let cell = |row| match grants.cell(row, column) {
            Cell::Bytes(bytes) => shape::sealed(bytes),
            Cell::Int(n) => n.to_string(),
        };
        grants.rows.values().map(cell).collect()
    };
    for column in ["sealed", "quick"] {
        assert_eq!(cells(column).len(), 1, "every grant is of one size: {:?}", cells(column));
    }
}

/// Every sealed file is of one size but for the grease.
fn files_are_alike(demo: &Demo, reports: usize) {
    let files = files_below(&demo.data).into_iter().map(|file| std::fs::read(file).unwrap_or_default());
    let sealed: Vec<String> =
        files.map(|bytes| shape::sealed(&bytes)).filter(|shape| shape.starts_with("age ")).collect();
    assert_eq!(sealed.len(), reports, "one file came with each report");
    assert!(sealed.iter().all(|shape| *shape == sealed[0]), "{sealed:?}");
}

/// As many rows of the same kind belong to every case, also those that came later.
fn alike_by_case(filings: &[Filing], dump: &Dump) {
    for (name, table) in dump {
        let shapes = |filing: &Filing| {
            let rows = table.of_case(name, &filing.case);
            let mut all: Vec<_> = rows.into_iter().map(|row| shape::row(name, table, row)).collect();
            all.sort();
            all
        };
        for filing in &filings[1..] {
            assert_eq!(shapes(filing), shapes(&filings[0]), "rows of {name} by case");
        }
    }
}

/// An adviser's first look changes one grant of every case, the second nothing, whatever the adviser may read.
async fn walk(demo: &Demo, sql: &Sql, filings: &[Filing], who: &Staff, own: Option<usize>) {
    let before = dump::take(sql).await;
    // Signing in leads to the list.
    let mut adviser = Adviser::sign_in_anew(demo, who);
    let listed: BTreeSet<String> = adviser.inbox().into_iter().collect();
    // What the look leaves behind is written after its answer, in one piece.
    let changed = |now: &Dump| now["access_grant"].changed_since(&before["access_grant"]).len();
    let mut after = dump::take(sql).await;
    for _ in 0..200 {
        if changed(&after) > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        after = dump::take(sql).await;
    }
    let may_read = |f: &&Filing| own.is_some() && f.left_out != own;
    let expected: BTreeSet<String> = filings.iter().filter(may_read).map(|f| hex(&f.case)).collect();
    assert_eq!(listed, expected, "{} reads what left somebody else out", who.username);

    let grants = &after["access_grant"];
    let mut touched: BTreeMap<&Cell, usize> = BTreeMap::new();
    for (key, columns) in grants.changed_since(&before["access_grant"]) {
        assert_eq!(columns, ["quick"], "{}", who.username);
        *touched.entry(grants.cell(&grants.rows[&key], "case_id")).or_default() += 1;
    }
    let one_each: BTreeMap<&Cell, usize> = filings.iter().map(|f| (&f.case, 1)).collect();
    assert_eq!(touched, one_each, "grants changed by the first look of {}", who.username);

    adviser.inbox();
    let again = dump::take(sql).await;
    assert!(again["access_grant"].changed_since(grants).is_empty(), "the second look of {}", who.username);
    for name in ["cases", "receipt", "epoch", "record", "card", "side_card", "blob", "pending"] {
        let changed = again[name].changed_since(&before[name]);
        assert!(changed.is_empty(), "{} changed {name} by looking: {changed:?}", who.username);
    }
}

/// Which transactions wrote the grants of a case, how many rows each, and the order within one: the same for every case,
/// and that of the tags.
fn transactions_are_alike(filings: &[Filing], dump: &Dump, advisers: usize) {
    let grants = &dump["access_grant"];
    let by_transaction = |filing: &Filing| {
        let mut count: BTreeMap<&Cell, usize> = BTreeMap::new();
        for row in grants.of_case("access_grant", &filing.case) {
            *count.entry(grants.cell(row, "xmin")).or_default() += 1;
        }
        count
    };
    let later = |filing: &Filing| {
        let mut count = by_transaction(filing);
        assert_eq!(count.len(), advisers + 1, "the report's transaction and one of every adviser");
        // The one that filed the report is its own, and wrote the rest of the rows.
        let first = count.keys().next().copied().cloned().expect("a transaction");
        let filed = count.remove(&first);
        (filed, count.into_iter().map(|(xmin, n)| (xmin.clone(), n)).collect::<Vec<_>>())
    };
    for filing in &filings[1..] {
        assert_eq!(later(filing), later(&filings[0]), "transactions of a case's grants");
    }
    for (xmin, _) in later(&filings[0]).1 {
        let mut written: Vec<(&Cell, &Key)> = (grants.rows.iter())
            .filter(|(_, row)| *grants.cell(row, "xmin") == xmin)
            .map(|(key, row)| (grants.cell(row, "cmin"), key))
            .collect();
        written.sort();
        assert_eq!(written.len(), filings.len());
        assert!(
            written.is_sorted_by_key(|(_, key)| *key),
            "rows of one look are written in the order of tags"
        );
    }
}

/// No order of keys and no column rises or falls with the order of filing.
fn order_is_not_told(filings: &[Filing], dump: &Dump, engine: Engine) {
    for (name, table) in dump.iter().filter(|(name, _)| filings.iter().all(|f| !f.rows[*name].is_empty())) {
        let place = |key: &Key| filings.iter().position(|f| f.rows[name].contains(key));
        let mut orders = vec![("key", table.rows.keys().filter_map(place).collect::<Vec<_>>())];
        // What PostgreSQL gives without an order is the order of writing: ctid.
        if engine == Engine::Sqlite {
            orders.push(("plain", table.plain.iter().filter_map(place).collect()));
        }
        for (what, mut order) in orders {
            let mut met = BTreeSet::new();
            order.retain(|i| met.insert(*i));
            let places: Vec<_> = (0..filings.len()).map(|i| order.iter().position(|o| *o == i)).collect();
            let told = correlation(&places);
            assert!(told.abs() < IN_ORDER, "{name}: the {what} order is that of filing: {order:?}");
        }
        for (column, (called, kind)) in table.columns.iter().enumerate() {
            let cells: Vec<&Cell> = filings.iter().map(|f| &table.rows[&f.rows[name][0]][column]).collect();
            if *kind != Kind::Physical && cells.iter().any(|c| *c != cells[0]) {
                let told = correlation(&cells);
                assert!(told.abs() < IN_ORDER, "{name}.{called} goes with the order of filing: {told}");
            }
        }
    }
}

/// Spearman's rank correlation of values with their places; equal values share a rank.
#[expect(clippy::cast_precision_loss, reason = "a dozen values")]
fn correlation<T: Ord>(values: &[T]) -> f64 {
    let rank = |v: &T| {
        let below = values.iter().filter(|o| *o < v).count() as f64;
        below + (values.iter().filter(|o| *o == v).count() as f64 - 1.0) / 2.0
    };
    let middle = (values.len() as f64 - 1.0) / 2.0;
    let pairs: Vec<(f64, f64)> =
        values.iter().enumerate().map(|(i, v)| (i as f64 - middle, rank(v) - middle)).collect();
    let sum = |f: fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
    sum(|(a, b)| a * b) / (sum(|(a, _)| a * a) * sum(|(_, b)| b * b)).sqrt()
}

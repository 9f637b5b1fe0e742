//! The budgets of the design, measured on a real server process over real HTTP with durability on.
//!
//! ```text
//! cargo bench                      every row
//! cargo bench -- inbox evidence    rows whose name contains one of the words
//! BENCH_MIB=256 cargo bench        smaller evidence than 1 GiB
//! BENCH_SETTLE=60 cargo bench      seconds to wait before memory is read after load (default: no such row)
//! ```
//!
//! Nothing here fails for being slow: a row says what was measured, what the budget is, and whether it is kept. What a
//! row is compared with is measured in the same run, because machines differ and so does one machine from hour to hour.
#![expect(clippy::expect_used, reason = "a benchmark that cannot go on has nothing to say")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "measured times and sizes are far below 2^52"
)]

mod audit;
mod browser;
mod crowd;
mod evidence;
mod fill;
mod inbox;
mod primitives;
mod process;
mod report;
mod start;
mod statistics;
mod table;
mod walk;

#[expect(dead_code, reason = "the tests' kit; only its client, pages and services are used here")]
#[path = "../../tests/it/support/mod.rs"]
mod support;

use table::Table;

/// A group of rows that share a server.
type Group = (&'static str, fn(&mut Table));

const GROUPS: [Group; 7] = [
    ("report", report::run),
    ("crowd", crowd::run),
    ("inbox", inbox::run),
    ("evidence", evidence::run),
    ("start", start::run),
    ("audit", audit::run),
    ("statistics", statistics::run),
];

fn main() {
    // cargo itself adds `--bench`
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let mut table = Table::default();
    for (name, run) in GROUPS {
        if wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str())) {
            eprintln!("measuring: {name}");
            run(&mut table);
        }
    }
    fill::remove();
    println!("{table}");
}

//! The audit log read once more: the tree alone, and everything that `balss audit verify` does.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use balss::domain::event::{Event, Leaf};
use balss::domain::id::{CaseId, StaffId};
use balss::tlog::replay::Replay;

use crate::fill;
use crate::process;
use crate::table::{Budget, Table};

/// Entries of the made-up log.
const ENTRIES: u32 = 1_000_000;

pub fn run(table: &mut Table) {
    let begin = process::thread_cpu();
    let mut replay = Replay::new(vec![u64::from(ENTRIES)]);
    let mut body = Vec::new();
    for n in 0..ENTRIES {
        // The commonest entry, each another one.
        let mut who = [0; 16];
        who[..4].copy_from_slice(&n.to_be_bytes());
        let leaf = Leaf::staff(Event::CaseOpened, i64::from(n), Some(StaffId(who))).about(CaseId(who));
        body.clear();
        serde_json::to_writer(&mut body, &leaf).expect("a leaf");
        replay.push(&body);
    }
    let (size, _, roots) = replay.finish();
    let rate = f64::from(ENTRIES) / (process::thread_cpu() - begin);
    assert_eq!((size, roots.len()), (u64::from(ENTRIES), 1));
    let beside = format!("{ENTRIES} entries made and replayed");
    table.row("audit: replay of a log", rate, "/s", Budget::Least(200_000.0), &beside);

    let folder = process::folder();
    let one = folder.path().join("data");
    process::Server::demo(&one, &["--cases", "1"]).stop();
    let (_, small) = verify(&one);
    let (took, large) = verify(&fill::large());
    let rate = fill::CASES as f64 / took;
    let beside = format!("{took:.2} s for {} cases with 17 sealed things each", fill::CASES);
    table.row("audit verify: entries with their case", rate, "/s", Budget::None, &beside);
    let beside = format!("peak {large:.1} MiB; {small:.1} with one case");
    table.row("audit verify: growth over 10,000 cases", large - small, "MiB", Budget::None, &beside);
}

/// Runs `balss audit verify`: seconds and peak memory in MiB.
fn verify(data: &std::path::Path) -> (f64, f64) {
    let begin = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_balss"));
    command.args(["audit", "verify", "--config"]).arg(data.join("balss.toml")).stdout(Stdio::null());
    let mut child = command.spawn().expect("the balss binary");
    let mut peak = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        peak = process::peak(child.id()).unwrap_or(peak);
        std::thread::sleep(Duration::from_millis(2));
    };
    let took = begin.elapsed().as_secs_f64();
    assert!(status.success(), "the log and the store do not agree");
    (took, peak)
}

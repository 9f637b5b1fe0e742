//! How soon a server answers, and how much memory it holds before and after work.

use std::time::Duration;

use crate::crowd;
use crate::process::{self, Server};
use crate::table::{Budget, Table};
use crate::walk::Way;

const TIMES: usize = 5;

pub fn run(table: &mut Table) {
    let mut took = Vec::new();
    for _ in 0..3 {
        let folder = process::folder();
        took.push(Server::demo(&folder.path().join("data"), &["--cases", "24"]).started_in.as_secs_f64());
    }
    took.sort_by(f64::total_cmp);
    let beside = format!("median of 3, {:.2} to {:.2}", took[0], took[2]);
    table.row("demo with 24 cases", took[1], "s", Budget::Most(3.0), &beside);

    let folder = process::folder();
    let data = folder.path().join("data");
    Server::demo(&data, &["--cases", "0"]).stop();
    let mut took: Vec<f64> =
        (0..TIMES).map(|_| Server::serve(&data).started_in.as_secs_f64() * 1e3).collect();
    took.sort_by(f64::total_cmp);
    let beside = format!("median of {TIMES}, {:.0} to {:.0}", took[0], took[TIMES - 1]);
    table.row("serve to first answer", took[TIMES / 2], "ms", Budget::Most(200.0), &beside);

    let server = Server::serve(&data);
    std::thread::sleep(Duration::from_secs(1));
    let beside =
        format!("{:.1} MiB of its own, the rest is the program's file in memory", server.own_memory());
    table.row("memory after start", server.memory(), "MiB", Budget::Most(20.0), &beside);
    let Some(settle) = std::env::var("BENCH_SETTLE").ok().and_then(|s| s.parse().ok()) else {
        return table.left_out("memory after load", "BENCH_SETTLE is not set");
    };
    let crowd = crowd::file(server.addr, Way::Whole, Duration::from_secs(15));
    let loaded = server.memory();
    std::thread::sleep(Duration::from_secs(settle));
    let beside = format!("{loaded:.1} MiB at the end of {} reports", crowd.each.len());
    let name = format!("memory {settle} s after load");
    table.row(&name, server.memory(), "MiB", Budget::Most(48.0), &beside);
}

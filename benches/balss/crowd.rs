//! Eight people who file at once, again and again, on the cores the server has too.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::process::{self, Server};
use crate::support::database::Database;
use crate::support::services::Need;
use crate::table::{Budget, Table};
use crate::walk::{self, Way};

const CLIENTS: usize = 8;
const LASTS: Duration = Duration::from_secs(15);

/// What a crowd did.
pub struct Crowd {
    /// Reports a second.
    pub rate: f64,
    /// Milliseconds of each report, sorted.
    pub each: Vec<f64>,
    /// What went wrong.
    pub errors: Vec<String>,
}

impl Crowd {
    /// The time within which this share of the reports was done.
    pub fn within(&self, share: f64) -> f64 {
        let at = ((self.each.len() as f64 * share).ceil() as usize).clamp(1, self.each.len().max(1)) - 1;
        self.each.get(at).copied().unwrap_or(f64::INFINITY)
    }
}

/// Files with eight clients for `lasts`, each report by a new visitor.
pub fn file(addr: SocketAddr, way: Way, lasts: Duration) -> Crowd {
    let begin = Instant::now();
    let one = move || {
        let (mut each, mut errors) = (Vec::new(), Vec::new());
        while begin.elapsed() < lasts {
            let start = Instant::now();
            match walk::file(&mut Browser::new(addr), way) {
                Ok(_) => each.push(start.elapsed().as_secs_f64() * 1e3),
                Err(e) => errors.push(e),
            }
        }
        (each, errors)
    };
    let clients: Vec<_> = (0..CLIENTS).map(|_| std::thread::spawn(one)).collect();
    let mut crowd = Crowd { rate: 0.0, each: Vec::new(), errors: Vec::new() };
    for client in clients {
        let (each, errors) = client.join().expect("a client");
        crowd.each.extend(each);
        crowd.errors.extend(errors);
    }
    crowd.rate = crowd.each.len() as f64 / begin.elapsed().as_secs_f64();
    crowd.each.sort_by(f64::total_cmp);
    crowd
}

pub fn run(table: &mut Table) {
    let folder = process::folder();
    let server = Server::demo(&folder.path().join("data"), &["--cases", "0"]);
    on(table, "SQLite", &server, 80.0);
    drop(server);
    if let Some(lack) = Need::Postgres.lack() {
        return table.left_out("8 clients, PostgreSQL", &lack);
    }
    let (folder, database) = (process::folder(), Database::create());
    let server = Server::demo(&folder.path().join("data"), &["--cases", "0", "--database", &database.url]);
    on(table, "PostgreSQL", &server, 60.0);
    drop(server);
}

fn on(table: &mut Table, engine: &str, server: &Server, least: f64) {
    file(server.addr, Way::Whole, Duration::from_secs(2));
    for (name, way, budgets) in [
        ("every page", Way::Whole, [Budget::Least(least), Budget::Most(500.0), Budget::Most(0.0)]),
        ("shortest way", Way::Short, [Budget::None, Budget::None, Budget::Most(0.0)]),
    ] {
        let cpu = server.cpu();
        let crowd = file(server.addr, way, LASTS);
        let cpu = (server.cpu() - cpu) * 1e3 / crowd.each.len() as f64;
        let name = format!("8 clients, {engine}, {name}");
        let beside = format!("server CPU {cpu:.1} ms each, cores {}", cores());
        table.row(&format!("{name}: rate"), crowd.rate, "/s", budgets[0], &beside);
        let beside = format!("p50 {:.0} ms", crowd.within(0.5));
        table.row(&format!("{name}: p99"), crowd.within(0.99), "ms", budgets[1], &beside);
        let beside = crowd.errors.first().cloned().unwrap_or_default();
        table.row(&format!("{name}: errors"), crowd.errors.len() as f64, "", budgets[2], &beside);
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

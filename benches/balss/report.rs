//! CPU of one whole report, all its requests, beside the primitives it is made of.

use crate::browser::Browser;
use crate::primitives::Primitives;
use crate::process::{self, Server};
use crate::table::{Budget, Table};
use crate::walk::{self, Way};

/// Reports over which the clock of the kernel is averaged.
const REPORTS: u32 = 200;
/// Rows of grants a case has, unless configured otherwise.
const GRANTS: f64 = 12.0;

pub fn run(table: &mut Table) {
    let folder = process::folder();
    let server = Server::demo(&folder.path().join("data"), &["--cases", "0"]);
    for (name, way, budgets) in [
        ("report, every page", Way::Whole, [Budget::Most(1.7), Budget::Most(6.0)]),
        ("report, shortest way", Way::Short, [Budget::None, Budget::None]),
    ] {
        for _ in 0..20 {
            walk::file(&mut Browser::new(server.addr), way).expect("a receipt");
        }
        // before and after: a shared machine is not equally fast all the time
        let first = Primitives::measure();
        let (begin, mut requests) = (server.cpu(), 0);
        for _ in 0..REPORTS {
            let mut browser = Browser::new(server.addr);
            walk::file(&mut browser, way).expect("a receipt");
            requests = browser.requests;
        }
        let each = (server.cpu() - begin) * 1e3 / f64::from(REPORTS);
        let second = Primitives::measure();
        let posts = (requests as f64 - 1.0) / 2.0;
        let of = |p: &Primitives| p.of_report(posts, posts, GRANTS);
        let primitives = f64::midpoint(of(&first), of(&second));
        let argon = f64::midpoint(first.argon, second.argon);
        let beside = format!(
            "CPU {each:.1} ms in {requests} requests; primitives {primitives:.1} ms, of which Argon2 {argon:.1}"
        );
        table.row(&format!("{name}: CPU to primitives"), each / primitives, "x", budgets[0], &beside);
        let p = &second;
        let beside = format!(
            "primitives without Argon2 {:.2} ms; expand {:.3}, grant {:.3} x {GRANTS}, text {:.3} x 2, visit {:.3}",
            primitives - argon,
            p.expand,
            p.grant,
            p.text,
            p.visit
        );
        table.row(&format!("{name}: CPU without Argon2"), each - argon, "ms", budgets[1], &beside);
    }
}

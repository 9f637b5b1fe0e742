//! The release of a year with a hundred thousand coded records.

use std::time::Instant;

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::domain::id::{CaseId, PersonId, StaffId};
use balss::domain::statistics::{Coded, Period};
use balss::features::statistics::publish::{self, By};
use balss::store::Audit;
use balss::vault::keys::KeyFiles;
use balss::vault::roster::{RecoveryKey, Roster, StaffKey, Statement};
use balss::vault::staff::StaffKeys;
use balss::vault::statistics::{plan, record};

use crate::process;
use crate::table::{Budget, Table};

const RECORDS: usize = 100_000;
const AT_ONCE: usize = 500;

pub fn run(table: &mut Table) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure(table));
}

async fn measure(table: &mut Table) {
    let folder = process::folder();
    let (app, advisers) = found(folder.path()).await;
    let by = |n: usize| By { staff: advisers[n].0, keys: advisers[n].1.clone() };
    stand(&app, 2026, 2);
    publish::prepare(&app, &by(0), 2026, "").await.expect("a plan");
    let desk = publish::desk(&app, advisers[1].0).await.expect("a page");
    let digest = plan::digest(&desk.years[0].plan.body);
    publish::confirm(&app, &by(1), 2026, &digest).await.expect("signed");
    eprintln!("  sealing {RECORDS} coded records");
    fill(&app, &advisers[0]).await;
    stand(&app, 2027, 1);
    for quarter in ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] {
        released(&app, &by(0), &by(1), quarter).await;
    }
    let (before, cpu) = (memory("VmRSS:"), used());
    std::fs::write("/proc/self/clear_refs", "5").expect("the peak begins anew");
    let spent = released(&app, &by(0), &by(1), "2026").await;
    let beside = format!("CPU {:.1} s", used() - cpu);
    table.row(
        &format!("statistics: a year of {RECORDS} records is released"),
        spent,
        "s",
        Budget::Most(60.0),
        &beside,
    );
    let grown = memory("VmHWM:") - before;
    table.row("statistics: memory that takes", grown, "MiB", Budget::None, &format!("from {before:.1} MiB"));
}

/// Approves and releases a period; seconds.
async fn released(app: &Shared, one: &By, two: &By, of: &str) -> f64 {
    let (period, begin) = (Period::parse(of).expect("a period"), Instant::now());
    publish::approve(app, one, period).await.expect("approved");
    publish::release(app, two, period).await.expect("released");
    begin.elapsed().as_secs_f64()
}

fn stand(app: &Shared, year: i16, month: i8) {
    let noon = jiff::civil::date(year, month, 3).at(12, 0, 0, 0).in_tz("Europe/Riga").expect("a moment");
    app.clock.stand_at(noon.timestamp().as_second());
}

/// An installation with two advisers of different institutions.
async fn found(folder: &std::path::Path) -> (Shared, Vec<(StaffId, StaffKeys)>) {
    KeyFiles::create(&folder.join("keys")).expect("key files");
    let root = Signer::generate();
    let path = |name: &str| folder.join(name).display().to_string();
    let config = format!(
        "public_address = \"http://127.0.0.1\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"sqlite:{}\"\nblobs = \"{}\"\n\
         keys = \"{}\"\nstate = \"{}\"\ntime_zone = \"Europe/Riga\"\norigin = \"bench.example\"\nroot_key = \"{}\"\n\
         exit_to = \"https://example.lv/\"\n",
        path("balss.db"),
        path("blobs"),
        path("keys"),
        path("state"),
        data_encoding::HEXLOWER.encode(&root.public()),
    );
    let app = App::start(Config::parse(&config).expect("a configuration")).await.expect("an installation");
    let advisers: Vec<_> = (1..=2).map(|n| (StaffId([n; 16]), StaffKeys::generate(false))).collect();
    let mut statements: Vec<String> = Vec::new();
    let mut sign = |statement: Statement| {
        let (count, head) = Roster::verify(&statements, &root.public()).head();
        statements.push(statement.signed_by_root(count + 1, &head, &root));
    };
    let recipient = HybridIdentity::generate().recipient();
    sign(Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient })));
    for ((id, keys), institution) in advisers.iter().zip(["nbs", "vp"]) {
        sign(Statement::Vouch(Box::new(StaffKey {
            staff: *id,
            person: PersonId(id.0),
            name: format!("Adviser {}", id.0[0]),
            institution: institution.to_owned(),
            outside: false,
            recipient: keys.identity().recipient(),
            verifier: keys.signer().public(),
        })));
    }
    let mut tx = app.store.write().await.expect("a transaction");
    for (statement, number) in statements.iter().zip(1..) {
        assert_eq!(tx.append_roster(number, statement).await, Ok(true));
    }
    tx.commit(Audit::none("a benchmark")).await.expect("a commit");
    (app, advisers)
}

/// Records of the year, sealed as an adviser's are.
async fn fill(app: &Shared, adviser: &(StaffId, StaffKeys)) {
    let mut tx = app.store.read().await.expect("a store");
    let roster = app.roster(&mut tx).await.expect("a roster");
    let plan = plan::all(&mut tx, &roster).await.expect("plans").remove(0);
    drop(tx);
    let period = Period::parse("2026").expect("a period");
    let coded = Coded {
        institution: "nbs".to_owned(),
        act: "rape".to_owned(),
        relation: "peer".to_owned(),
        sex: "woman".to_owned(),
        delay: "d0_3".to_owned(),
        retaliation: "no".to_owned(),
        outcome: "advice_given".to_owned(),
        acknowledged: "in_time".to_owned(),
        feedback: "late".to_owned(),
    };
    for part in (0..RECORDS).collect::<Vec<_>>().chunks(AT_ONCE) {
        let mut tx = app.store.write().await.expect("a transaction");
        for n in part {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&n.to_be_bytes());
            let seed = record::Seed::of(&app.keys, CaseId(id));
            let sealed =
                record::seal(seed, (&plan, period), coded.clone(), (adviser.0, &adviser.1)).expect("sealed");
            tx.put_statistic(&seed.row(period), period, &sealed).await.expect("put");
        }
        tx.commit(Audit::none("a benchmark")).await.expect("a commit");
    }
}

/// MiB, as the kernel says of this process.
fn memory(what: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("/proc");
    let line = status.lines().find_map(|l| l.strip_prefix(what)).expect("a line");
    line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
}

/// CPU seconds of this process so far.
fn used() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("/proc");
    let fields = stat.rsplit_once(") ").expect("the name in parentheses").1.split(' ');
    fields.skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

//! Ten thousand cases, sealed and stored exactly as filed ones are, many to a transaction and without Argon2.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::kdf::Secret;
use balss::crypto::random;
use balss::domain::event::{Event, Leaf};
use balss::domain::report::Answers;
use balss::store::Audit;
use balss::vault::deposit::{Deposit, Filing};
use balss::vault::passing::Busy;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::roster::Roster;
use balss::vault::thread::Report;
use balss::vault::visit::Draft;
use tempfile::TempDir;

use crate::process::{self, Server};

/// Cases of the large installation.
pub const CASES: usize = 10_000;
const AT_ONCE: usize = 200;

static LARGE: Mutex<Option<TempDir>> = Mutex::new(None);

/// The data folder of an installation with [`CASES`] cases, made once in a run.
pub fn large() -> PathBuf {
    let mut slot = LARGE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = slot.get_or_insert_with(|| {
        let folder = process::folder();
        made(&folder.path().join("data"), CASES, &[]);
        folder
    });
    folder.path().join("data")
}

/// Makes an installation with so many cases in a new data folder; `more` says where its rows stand.
pub fn made(data: &Path, cases: usize, more: &[&str]) {
    Server::demo(data, &[&["--cases", "0"], more].concat()).stop();
    eprintln!("  sealing {cases} cases");
    tokio::runtime::Runtime::new().expect("a runtime").block_on(fill(data, cases));
}

/// Removes it: a static is never dropped.
pub fn remove() {
    drop(LARGE.lock().unwrap_or_else(PoisonError::into_inner).take());
}

async fn fill(data: &Path, cases: usize) {
    let config = Config::load(&data.join("balss.toml")).expect("the configuration of the demo");
    let app = App::start(config).await.expect("an installation");
    let roster = app.roster(&mut app.store.read().await.expect("a store")).await.expect("a roster");
    let (mut done, at_once) = (0, AT_ONCE.min(cases));
    while done < cases {
        let halves = [0, 1].map(|_| {
            let (app, roster) = (app.clone(), roster.clone());
            tokio::task::spawn_blocking(move || -> Vec<_> {
                (0..at_once / 2).map(|_| sealed(&app, &roster)).collect()
            })
        });
        let mut tx = app.store.write().await.expect("a transaction");
        let mut leaves = Vec::new();
        for half in halves {
            for (draft, deposit) in half.await.expect("sealed cases") {
                let rows = deposit.write(&mut tx).await.expect("rows");
                leaves.push(Leaf::reporter(Event::CaseFiled, app.clock.today(), draft.case, rows));
                done += 1;
            }
        }
        tx.commit(Audit::of(leaves)).await.expect("a commit");
    }
    app.store.close().await;
}

fn sealed(app: &Shared, roster: &Roster) -> (Draft, Deposit) {
    let draft = Draft::new();
    let answers = Answers {
        statement: "Words of a made-up report. ".repeat(20),
        institution: "nbs".to_owned(),
        ..Answers::default()
    };
    let filing = Filing {
        case: draft.case,
        thread_seed: draft.seed().expect("a seed"),
        own: draft.own().expect("a draft"),
        receipt: &ReceiptKeys::from_root(Secret::new(random::bytes())),
        report: Report { lang: "lv".to_owned(), answers, readers: Vec::new() },
        files: &[],
        day: app.clock.today(),
        roster,
        busy: &Busy::default(),
        grant_rows: app.config.grant_rows,
    };
    let deposit = filing.seal(&app.keys).expect("a sealed case");
    (draft, deposit)
}

//! A copy that is made while people file opens elsewhere, on either engine; what was destroyed does not come back.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use balss::store::dump::{Kind, LEFT_OUT, TABLES};
use libtest_mimic::Trial;

use crate::state::{Place, file, opens, shred_only_case};
use crate::support::command::{balss, typed};
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, files_below};
use crate::support::services::{Need, trial};
use crate::support::shelf::{Engine, Shelf, on_both, run};
use crate::support::{unique, wait_until};
use crate::thief::dump;

pub fn trials() -> Vec<Trial> {
    use Engine::{Postgres, Sqlite};
    let mut all = vec![
        trial("backup::sqlite::made_while_four_file_opens_elsewhere", &[], || elsewhere(Sqlite, Sqlite)),
        trial("backup::sqlite_to_postgres::made_while_four_file_opens_elsewhere", &[Need::Postgres], || {
            elsewhere(Sqlite, Postgres);
        }),
        trial("backup::postgres_to_sqlite::made_while_four_file_opens_elsewhere", &[Need::Postgres], || {
            elsewhere(Postgres, Sqlite);
        }),
    ];
    all.extend(on_both("backup", "what_was_destroyed_does_not_come_back", destroyed));
    all.extend(on_both("backup", "every_table_is_in_a_copy_or_left_out_on_purpose", tables));
    all
}

/// A key for copies; its file and the public part.
pub fn key(folder: &Path) -> (String, String) {
    let path = folder.join("backup-key.txt").display().to_string();
    let said = balss(&["backup", "--new-key", &path], "").well();
    let public = said.split('"').nth(1).expect("a recipient").to_owned();
    assert!(
        balss(&["backup", "--new-key", &path], "").refused().contains("exists"),
        "it is not written over"
    );
    (path, public)
}

/// An empty place with the key files of another, and what it takes to restore there.
pub fn empty_like(from: &Place, engine: Engine, with_state: bool) -> Place {
    let to = Place::new(engine);
    std::fs::create_dir(to.data()).expect("a folder");
    let private = |path: &Path| {
        std::fs::create_dir(path).expect("a folder");
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("a mode");
    };
    private(&to.keys());
    for name in ["pepper", "index", "checkpoint", "demo-staff.json"] {
        std::fs::copy(from.keys().join(name), to.keys().join(name)).expect("a key file");
    }
    if with_state {
        private(&to.keys().join("state"));
        for name in ["heads", "tombstones"] {
            std::fs::copy(from.keys().join("state").join(name), to.keys().join("state").join(name))
                .expect("a copy");
        }
    }
    let text = std::fs::read_to_string(from.config()).expect("a configuration");
    let text = text.replace(&from.url(), &to.url());
    let text =
        text.replace(&from.folder.path().display().to_string(), &to.folder.path().display().to_string());
    std::fs::write(to.config(), text).expect("a file");
    to
}

fn elsewhere(from: Engine, to: Engine) {
    let place = Place::new(from);
    let mut demo = place.start();
    let (key, public) = key(place.folder.path());
    let copy = place.folder.path().join("copy.age");
    let name = copy.display().to_string();
    let (filed, stop) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let mut before = Vec::new();
    std::thread::scope(|scope| {
        for n in 0..4 {
            let (demo, filed, stop) = (&demo, &filed, &stop);
            scope.spawn(move || while_not(stop, || filed.lock().expect("a lock").push(report(demo, n))));
        }
        let count = || filed.lock().expect("a lock").len();
        wait_until("some reports", Duration::from_mins(2), || (count() >= 8).then_some(()));
        before.clone_from(&filed.lock().expect("a lock"));
        let made = balss(&["backup", &name, "--to", &public, "--config", &place.config()], "");
        // The others go on before anything is said of it.
        let at_end = count();
        wait_until("more reports", Duration::from_mins(2), || (count() > at_end).then_some(()));
        stop.store(true, Ordering::Relaxed);
        assert!(made.well().contains("files copied"));
    });
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&copy).expect("a copy")) & 0o777;
    assert_eq!(mode, 0o600);
    let again = balss(&["backup", &name, "--to", &public, "--config", &place.config()], "").refused();
    assert!(again.contains("exists"), "{again}");
    let bytes = std::fs::read(&copy).expect("a copy");
    assert!(!bytes.windows(14).any(|w| w == b"while it lasts"), "sealed");
    let auditor = demo.with_role("auditor")[0].clone();
    demo.stop();

    let there = empty_like(&place, to, false);
    let restore = |copy: &str| balss(&["restore", copy, "--identity", &key, "--config", &there.config()], "");
    // A copy that was cut or touched leaves nothing behind, and one of other keys is refused.
    let broken = there.folder.path().join("broken.age").display().to_string();
    std::fs::write(&broken, &bytes[..bytes.len() - 1]).expect("a file");
    assert!(restore(&broken).refused().contains("not whole"));
    let mut touched = bytes.clone();
    touched[bytes.len() / 2] ^= 1;
    std::fs::write(&broken, touched).expect("a file");
    assert!(restore(&broken).refused().contains("damaged"));
    assert_eq!(objects(&there), Vec::<PathBuf>::new(), "nothing is left of what broke off");
    let stranger = Place::new(Engine::Sqlite);
    stranger.start().stop();
    let config = stranger.config();
    let said = balss(&["restore", &name, "--identity", &key, "--config", &config], "").refused();
    assert!(said.contains("is not empty") || said.contains("other key files"), "{said}");

    let said = restore(&name).well();
    assert!(said.contains("an auditor must say so"), "{said}");
    assert!(restore(&name).code == Some(1), "only into an empty installation");
    let accept = ["audit", "accept", "--reason", "folder", "--config", &there.config()];
    balss(&accept, &typed(&auditor)).well();
    balss(&["audit", "verify", "--config", &there.config()], "").well();
    let demo = there.start();
    assert!(before.len() >= 8);
    for (words, receipt, photo) in &before {
        let page = Reporter::new(demo.visitor("en")).return_with(receipt);
        assert!(page.text().contains(words.as_str()), "{receipt} opens another case");
        assert_eq!(page.text().contains("photo.png"), *photo, "{words}");
    }
    let after = file(&demo, "afterwards");
    assert!(opens(&demo, &after));
}

fn while_not(stop: &AtomicBool, mut act: impl FnMut()) {
    while !stop.load(Ordering::Relaxed) {
        act();
    }
}

/// Words, receipt, and whether a photo came with them.
fn report(demo: &Demo, n: usize) -> (String, String, bool) {
    let mut told = Told::words(&unique("while it lasts "));
    let photo = n.is_multiple_of(2);
    if photo {
        told.files = vec![Upload::bytes("photo.png", "image/png", png(40))];
    }
    let receipt = Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    (told.statement, receipt, photo)
}

fn objects(place: &Place) -> Vec<PathBuf> {
    files_below(&place.data().join("blobs"))
}

fn destroyed(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let gone = report(&demo, 0).1;
    demo.stop();
    let (key, public) = key(place.folder.path());
    let config = place.config();
    let copy = |name: &str| {
        let name = place.folder.path().join(name).display().to_string();
        let text = std::fs::read_to_string(&config).expect("a configuration");
        std::fs::write(&config, format!("backup_recipient = \"{public}\"\n{text}")).expect("a file");
        balss(&["backup", &name, "--config", &config], "").well();
        name
    };
    let early = copy("early.age");
    assert_eq!(objects(&place).len(), 2, "copy and original");
    run(shred_only_case(&place));
    assert_eq!(objects(&place), Vec::<PathBuf>::new(), "its file is gone");
    balss(&["audit", "verify", "--config", &config], "").well();
    let kept = file(&place.start(), "kept");
    let late = copy("late.age");

    // The older copy, where the state folder stands: the case stays out, and somebody must accept what is lost.
    let there = empty_like(&place, engine, true);
    let said = balss(&["restore", &early, "--identity", &key, "--config", &there.config()], "").well();
    assert!(said.contains("1 destroyed cases were kept out") && said.contains("must say so"), "{said}");
    assert_eq!(objects(&there), Vec::<PathBuf>::new());
    let demo = there.start_after_accepting("restore");
    assert!(!opens(&demo, &gone));
    drop(demo);
    balss(&["audit", "verify", "--config", &there.config()], "").well();

    // The newest copy continues what was known: nobody needs to accept anything.
    let there = empty_like(&place, engine, true);
    let said = balss(&["restore", &late, "--identity", &key, "--config", &there.config()], "").well();
    assert!(said.contains("the service can start"), "{said}");
    let demo = there.start();
    assert!(opens(&demo, &kept) && !opens(&demo, &gone));
}

impl Place {
    pub fn start_after_accepting(&self, reason: &str) -> Demo {
        let staff = std::fs::read(self.keys().join("demo-staff.json")).expect("staff");
        let staff: Vec<crate::support::server::Staff> = serde_json::from_slice(&staff).expect("staff");
        let auditor = staff.iter().find(|s| s.role == "auditor").expect("an auditor");
        let accept = ["audit", "accept", "--reason", reason, "--config", &self.config()];
        balss(&accept, &typed(auditor)).well();
        self.start()
    }
}

/// Columns and keys as the engine has them, against what a copy holds.
fn tables(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let _store = shelf.store().await;
        let found = dump::take(&shelf.sql().await).await;
        let ours = |name: &&String| !name.starts_with('_') && !name.starts_with("sqlite_");
        for (name, table) in found.iter().filter(|(name, _)| ours(name)) {
            if LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            let copied =
                TABLES.iter().find(|t| t.name == name).unwrap_or_else(|| panic!("{name} is in no copy"));
            let mut there: Vec<(String, dump::Kind)> =
                table.columns.iter().filter(|(_, kind)| *kind != dump::Kind::Physical).cloned().collect();
            let mut here: Vec<(String, dump::Kind)> = copied
                .columns
                .iter()
                .map(|(column, kind)| {
                    let kind = match kind {
                        Kind::Int => dump::Kind::Int,
                        Kind::Text => dump::Kind::Text,
                        Kind::Bytes => dump::Kind::Bytes,
                    };
                    ((*column).to_owned(), kind)
                })
                .collect();
            here.sort_by(|a, b| a.0.cmp(&b.0));
            there.sort_by(|a, b| a.0.cmp(&b.0));
            assert_eq!(here, there, "{name}");
        }
        for table in TABLES {
            assert!(found.contains_key(table.name), "{} is no table", table.name);
        }
    });
}

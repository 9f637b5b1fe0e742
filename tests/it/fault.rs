//! The store goes away, the disk fills up: nothing is acknowledged that is not kept, and nothing typed is lost.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::database::Database;
use crate::support::http::Answer;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told, filled, receipt_of};
use crate::support::server::{Demo, Options};
use crate::support::services::{Need, trial};
use crate::support::{unique, wait_until};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("fault::database_away_keeps_the_words_and_comes_back", &[Need::Postgres], database_away),
        trial("fault::full_disk_acknowledges_no_file", &[Need::Mount], full_disk),
    ]
}

/// A TCP port in front of the database's unix socket that can be cut and mended.
struct Cable {
    port: u16,
    cut: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<(TcpStream, UnixStream)>>>,
}

impl Cable {
    fn to(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let cable = Self { port, cut: Arc::default(), open: Arc::default() };
        let (cut, open) = (Arc::clone(&cable.cut), Arc::clone(&cable.open));
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                if cut.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(far) = UnixStream::connect(&socket) else { continue };
                let (Ok(near2), Ok(far2)) = (near.try_clone(), far.try_clone()) else { continue };
                let (Ok(near3), Ok(far3)) = (near.try_clone(), far.try_clone()) else { continue };
                open.lock().unwrap_or_else(PoisonError::into_inner).push((near3, far3));
                std::thread::spawn(move || io::copy(&mut &near, &mut &far));
                std::thread::spawn(move || io::copy(&mut &far2, &mut &near2));
            }
        });
        cable
    }

    fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
        for (near, far) in self.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            drop(near.shutdown(std::net::Shutdown::Both));
            drop(far.shutdown(std::net::Shutdown::Both));
        }
    }

    fn mend(&self) {
        self.cut.store(false, Ordering::SeqCst);
    }
}

fn database_away() {
    let database = Database::create();
    let cable = Cable::to(database.socket());
    let demo = Demo::start(&Options { database: Some(database.through(cable.port)), ..Options::default() });
    let status = |path: &str| demo.visitor("lv").get(path).expect("an answer").status;
    assert_eq!((status("/healthz"), status("/readyz")), (200, 200));

    let words = unique("typed while the store was away ");
    let told = Told::words(&words);
    let mut reporter = Reporter::new(demo.visitor("lv"));
    reporter.walk_to(&told, "words").expect("the page for the words");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");

    cable.cut();
    wait_until("/readyz turns", Duration::from_secs(30), || (status("/readyz") == 503).then_some(()));
    assert_eq!(status("/healthz"), 200, "the process itself lives");
    let away = reporter.client.submit(&form, &filled(&form, &told, false), &[]).expect("an answer");
    assert_eq!(away.status, 503, "{}", away.page().text());
    assert!(away.text().contains("lang=\"lv\""), "in the reporter's language");
    assert_eq!(kept(&away), words, "nothing typed is lost: {}", away.page().text());
    assert_no_detail(&away);

    cable.mend();
    wait_until("/readyz recovers by itself", Duration::from_mins(1), || {
        (status("/readyz") == 200).then_some(())
    });
    // what stands on that page can be sent as it is
    let again = away.page().form_with("statement").expect("the form on the error page");
    let fields = filled(&again, &told, false);
    let on = reporter.client.submit(&again, &fields, &[]).expect("an answer");
    assert_eq!(on.status, 200, "{}", on.page().text());

    // the last step of all: the store goes away between "check" and "send"
    let check = reporter.walk_to(&told, "check").expect("the last page");
    let form = check.step_form().expect("a form");
    cable.cut();
    let lost = reporter.client.submit(&form, &filled(&form, &told, false), &[]).expect("an answer");
    assert_eq!(lost.status, 503);
    assert!(receipt_of(&lost.page()).is_none(), "no receipt for what is not stored");
    cable.mend();
    wait_until("/readyz recovers again", Duration::from_mins(1), || (status("/readyz") == 200).then_some(()));
    // every connection is ended from the server's side as well: the next request opens new ones
    database.run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    let receipt = wait_until("a receipt at last", Duration::from_secs(30), || reporter.file(&told).ok());
    Adviser::sign_in(&demo, demo.advisers().0).find(&words);
    Reporter::new(demo.visitor("lv")).return_with(&receipt);
}

fn kept(answer: &Answer) -> String {
    let form = answer.page().form_with("statement");
    let field = form.and_then(|f| f.fields.into_iter().find(|f| f.name == "statement"));
    field.map(|f| f.value).unwrap_or_default()
}

/// An error page says what a person can do, not what broke.
fn assert_no_detail(answer: &Answer) {
    let text = answer.text().to_lowercase();
    for word in ["sqlx", "postgres", "sqlite", "panicked", ".rs:", "connection refused", "os error"] {
        assert!(!text.contains(word), "an error page that speaks of {word}");
    }
}

/// A small file system in memory, mounted while this lives.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path, mebibytes: u32) -> Option<Self> {
        std::fs::create_dir_all(folder).expect("a folder");
        let size = format!("size={mebibytes}m,mode=0700");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).status();
        done.is_ok_and(|s| s.success()).then(|| Self(folder.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(&self.0).status());
    }
}

fn full_disk() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(disk) = SmallDisk::mount(&folder.path().join("small"), 96) else {
        panic!("the right to mount is there, and mounting fails");
    };
    let demo = Demo::start(&Options { data: Some(disk.0.join("data")), ..Options::default() });
    let words = unique("kept on a full disk ");
    let told = Told::words(&words);
    let mut reporter = Reporter::new(demo.visitor("lv"));
    reporter.walk_to(&told, "check").expect("the page for files");
    let form = reporter.client.get("/start").expect("an answer").page().step_form().expect("a form");

    let huge = Upload::pattern("nepietiek-vietas.bin", 150 << 20);
    match reporter.client.submit(&form, &filled(&form, &told, true), &[huge]) {
        Ok(answer) => {
            assert!([200, 413, 503, 507].contains(&answer.status), "{}", answer.status);
            let named = answer.status >= 400 || !answer.page().errors().is_empty();
            assert!(named, "an error is named: {}", answer.page().text());
            assert!(answer.text().contains("lang=\"lv\""), "in the reporter's language");
            assert_no_detail(&answer);
        }
        // the server may close while the rest is still being sent
        Err(error) => {
            assert!(matches!(error.kind(), io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof));
        }
    }
    let page = reporter.client.get("/start").expect("an answer").page();
    assert_eq!(page.step_form().and_then(|f| f.step).as_deref(), Some("check"), "{}", page.text());
    assert!(!page.text().contains("nepietiek-vietas"), "not acknowledged: {}", page.text());

    // what the broken file took is given back, and the words go out
    let receipt =
        wait_until("a receipt in spite of it", Duration::from_mins(1), || reporter.file(&told).ok());
    Adviser::sign_in(&demo, demo.advisers().0).find(&words);
    Reporter::new(demo.visitor("lv")).return_with(&receipt);
    assert_eq!(demo.visitor("lv").get("/readyz").expect("an answer").status, 200);
}

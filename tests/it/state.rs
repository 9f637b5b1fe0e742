//! A store that was put back to an earlier state is refused, by what the state folder knows, until an auditor accepts.

use std::path::{Path, PathBuf};

use balss::app::App;
use balss::config::Config;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::CaseId;
use balss::vault::shred::{self, Only};
use balss::vault::state::StateError;
use libtest_mimic::Trial;

use crate::support::command::{balss, typed};
use crate::support::database::Database;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Options};
use crate::support::shelf::{Engine, Sql, on_both, run};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("state", "an_older_store_is_refused_until_an_auditor_accepts", older_store);
    all.extend(on_both("state", "a_roster_that_was_cut_back_stops_sealing", cut_roster));
    all.extend(on_both("state", "a_case_that_could_not_be_destroyed_leaves_no_tombstone", not_destroyed));
    all.extend(on_both("state", "several_processes_share_one_folder_or_have_their_own", several));
    all
}

/// A demo on an engine whose database can be put back.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub database: Option<Database>,
}

impl Place {
    pub fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, database: (engine == Engine::Postgres).then(Database::create) }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("data.keys")
    }

    pub fn config(&self) -> String {
        self.data().join("balss.toml").display().to_string()
    }

    pub fn url(&self) -> String {
        let file = || format!("sqlite:{}", self.data().join("balss.db").display());
        self.database.as_ref().map_or_else(file, |d| d.url.clone())
    }

    pub fn start(&self) -> Demo {
        Demo::start(&Options {
            data: Some(self.data()),
            database: self.database.as_ref().map(|d| d.url.clone()),
            ..Options::default()
        })
    }

    pub async fn sql(&self) -> Sql {
        match &self.database {
            Some(d) => Sql::Postgres(sqlx::PgPool::connect(&d.url).await.expect("a connection")),
            None => Sql::Sqlite(sqlx::SqlitePool::connect(&self.url()).await.expect("a connection")),
        }
    }

    /// The installation as the library sees it, for what no page does yet.
    pub async fn app(&self) -> balss::app::Shared {
        let config = Config::load(Path::new(&self.config())).expect("a configuration");
        App::start(config).await.expect("an installation")
    }

    /// Keeps the database as it is now; nobody may be connected.
    fn keep(&self) {
        match &self.database {
            Some(d) => d.keep(),
            None => self.copy("balss.db", "kept.db"),
        }
    }

    fn put_back(&self) {
        if let Some(database) = &self.database {
            return database.put_back();
        }
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(self.data().join(format!("balss.db{end}")));
        }
        self.copy("kept.db", "balss.db");
    }

    fn copy(&self, from: &str, to: &str) {
        std::fs::copy(self.data().join(from), self.data().join(to)).expect("a copy");
    }
}

/// Files a report of these words; its receipt.
pub fn file(demo: &Demo, words: &str) -> String {
    Reporter::new(demo.visitor("lv")).file(&Told::words(words)).expect("a receipt")
}

/// Whether a receipt opens a conversation.
pub fn opens(demo: &Demo, receipt: &str) -> bool {
    let answer = Reporter::new(demo.visitor("en")).enter(receipt).expect("an answer");
    !answer.page().with_attr("data-thread").is_empty()
}

/// A case that could not be destroyed leaves no tombstone: its reporter may take it back, and no restore may end it then.
fn not_destroyed(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let receipt = file(&demo, &unique("still there "));
    demo.stop();
    run(async {
        let app = place.app().await;
        let sql = place.sql().await;
        let id = CaseId::from_slice(&sql.bytes("SELECT id FROM cases", &[]).await[0]).expect("an id");
        sql.run("UPDATE tree SET size = size - 1 WHERE log = 'staff'", &[]).await;
        let leaf = Leaf::staff(Event::CaseShredded, app.clock.now(), None);
        let with = (&app.store, &app.blobs, &app.keys, &app.state);
        let ended = shred::shred(with.0, with.1, with.2, with.3, (id, Only::Buried), leaf).await;
        assert!(ended.is_err(), "the log cannot tell of it");
        assert!(app.state.tombstones().expect("a list").shredded.is_empty());
        sql.run("UPDATE tree SET size = size + 1 WHERE log = 'staff'", &[]).await;
        app.store.close().await;
    });
    assert!(opens(&place.start(), &receipt));
}

/// Destroys the one case there is.
pub async fn shred_only_case(place: &Place) -> CaseId {
    let app = place.app().await;
    let id = place.sql().await.bytes("SELECT id FROM cases", &[]).await;
    assert_eq!(id.len(), 1);
    let case = CaseId::from_slice(&id[0]).expect("an id");
    let leaf = Leaf::staff(Event::CaseShredded, app.clock.now(), None);
    shred::shred(&app.store, &app.blobs, &app.keys, &app.state, (case, Only::Buried), leaf)
        .await
        .expect("destroyed");
    app.look().await.expect("a store that continues");
    app.store.close().await;
    case
}

fn older_store(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let gone = file(&demo, &unique("destroyed later "));
    demo.stop();
    place.keep();
    run(shred_only_case(&place));
    let mut demo = place.start();
    assert!(!opens(&demo, &gone));
    let lost = file(&demo, &unique("after the copy "));
    assert!(opens(&demo, &lost));
    let auditor = demo.with_role("auditor")[0].clone();
    let adviser = demo.with_role("adviser")[0].clone();
    demo.stop();
    let config = place.config();
    balss(&["audit", "verify", "--config", &config], "").well();
    let nothing = balss(&["audit", "accept", "--reason", "restore", "--config", &config], "").refused();
    assert!(nothing.contains("nothing to accept"), "{nothing}");

    place.put_back();
    for command in ["serve", "worker"] {
        let said = balss(&[command, "--config", &config], "").refused();
        assert!(said.contains("does not continue what was known of it"), "{command}: {said}");
    }
    let verified = balss(&["audit", "verify", "--config", &config], "");
    assert!(
        verified.code == Some(1) && verified.out.contains("FAULT the store does not continue"),
        "{verified:?}"
    );
    let accept = ["audit", "accept", "--reason", "restore", "--config", &config];
    let said = balss(&accept, &typed(&adviser)).refused();
    assert!(said.contains("needs an auditor"), "{said}");
    assert!(balss(&["serve", "--config", &config], "").code == Some(1), "an adviser's word is not enough");
    let said = balss(&accept, &typed(&auditor)).well();
    assert!(said.contains("known here:") && said.contains("accepted"), "{said}");

    let said = balss(&["audit", "verify", "--config", &config], "").well();
    assert!(said.contains("the audit log and the store agree"), "{said}");
    run(async {
        let sql = place.sql().await;
        let told = sql.texts("SELECT body FROM leaf WHERE body LIKE '%rollback_accepted%'", &[]).await;
        assert!(told.len() == 1 && told[0].contains("\"known:restore\""), "{told:?}");
        assert_eq!(sql.ints("SELECT CAST(COUNT(*) AS BIGINT) FROM cases", &[]).await, [0]);
    });
    let mut demo = place.start();
    assert!(!opens(&demo, &gone), "what was destroyed does not come back with an older store");
    assert!(!opens(&demo, &lost));
    let new = file(&demo, &unique("after the acceptance "));
    assert!(opens(&demo, &new));
    demo.stop();

    // A folder that was lost knows nothing, and nothing is not continued by something.
    std::fs::rename(place.keys().join("state"), place.folder.path().join("lost")).expect("a folder");
    let said = balss(&["serve", "--config", &config], "").refused();
    assert!(said.contains("the state folder knows nothing of it"), "{said}");
    // An edited file is not taken for what was seen.
    let state = place.keys().join("state");
    let heads = std::fs::read_to_string(place.folder.path().join("lost/heads")).expect("heads");
    std::fs::write(state.join("heads"), heads.replacen("\"statements\": ", "\"statements\": 1", 1))
        .expect("a file");
    let said = balss(&["serve", "--config", &config], "").refused();
    assert!(said.contains("the file heads was touched"), "{said}");
    std::fs::write(state.join("heads"), heads).expect("a file");
    let _back = place.start();
}

fn cut_roster(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let mut reporter = Reporter::new(demo.visitor("en"));
    assert!(opens(&demo, &reporter.file(&Told::words("before")).expect("a receipt")));
    run(async {
        let sql = place.sql().await;
        let last = sql.ints("SELECT seq FROM roster ORDER BY seq DESC LIMIT 1", &[]).await[0];
        let text = sql.texts("SELECT statement FROM roster WHERE seq = $1", &[last.into()]).await.remove(0);
        sql.one("DELETE FROM roster WHERE seq = $1", &[last.into()]).await;
        let refused = Reporter::new(demo.visitor("en")).file(&Told::words("meanwhile"));
        let Err(crate::support::reporter::Trouble::Said(status, page)) = refused else {
            panic!("sealed to a roster that lacks a statement: {refused:?}")
        };
        assert_eq!(status, 503, "{page}");
        sql.one("INSERT INTO roster (seq, statement) VALUES ($1, $2)", &[last.into(), text[..].into()]).await;
    });
    assert!(opens(&demo, &file(&demo, "afterwards")));
    // A log's head that was touched is named, and reports come in all the same: the roster is the one that is known.
    run(async {
        let sql = place.sql().await;
        sql.one("UPDATE tree SET size = size + 1 WHERE log = 'staff'", &[]).await;
        let app = place.app().await;
        assert!(matches!(app.look().await, Err(StateError::Touched(_))));
        assert_eq!(app.state.stopped(), None);
        app.store.close().await;
    });
    assert!(opens(&demo, &file(&demo, "with a log that was touched")));
    assert!(String::from_utf8_lossy(&demo.output()).contains("the roster does not continue"));
}

fn several(engine: Engine) {
    let place = Place::new(engine);
    let mut demo = place.start();
    let receipt = file(&demo, "one");
    demo.stop();
    // One folder: each look of one is known to the other.
    run(async {
        let (first, second) = (place.app().await, place.app().await);
        for n in 0..20 {
            let (one, other) = if n % 2 == 0 { (&first, &second) } else { (&second, &first) };
            let leaf = Leaf::staff(Event::LogViewed, one.clock.now(), None);
            let tx = one.store.write().await.expect("a transaction");
            tx.commit(balss::store::Audit::of(vec![leaf])).await.expect("a commit");
            let both = tokio::join!(one.look(), other.look());
            assert_eq!(both, (Ok(()), Ok(())));
        }
        first.store.close().await;
        second.store.close().await;
    });
    // Folders of their own: the second learns from a copy of what the first knows, and each goes on by itself.
    let own = place.folder.path().join("own-state");
    std::fs::create_dir(&own).expect("a folder");
    std::fs::set_permissions(&own, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("a mode");
    std::fs::copy(place.keys().join("state/heads"), own.join("heads")).expect("a copy");
    let mut demo = place.start();
    let config = std::fs::read_to_string(place.config()).expect("a configuration");
    let line = config.lines().find(|l| l.starts_with("state = ")).expect("a line").to_owned();
    let config = config.replace(&line, &format!("state = {:?}", own.display().to_string()));
    run(async {
        let app = App::start(Config::parse(&config).expect("a configuration")).await.expect("a start");
        let before = std::fs::read(own.join("heads")).expect("heads");
        let more = file(&demo, "two");
        assert_eq!(app.look().await, Ok(()));
        assert_ne!(
            std::fs::read(own.join("heads")).expect("heads"),
            before,
            "an open day has one entry more"
        );
        assert!(opens(&demo, &receipt) && opens(&demo, &more));
        app.store.close().await;
    });
    demo.stop();
    let mode =
        |path: &Path| std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(path).expect("a file")) & 0o777;
    assert_eq!(mode(&place.keys().join("state")), 0o700);
    assert_eq!(mode(&place.keys().join("state/heads")), 0o600);
    std::fs::set_permissions(&own, std::os::unix::fs::PermissionsExt::from_mode(0o750)).expect("a mode");
    let started = run(async { App::start(Config::parse(&config).expect("a configuration")).await.err() });
    assert!(started.is_some_and(|e| e.to_string().contains("mode 0700")));
}

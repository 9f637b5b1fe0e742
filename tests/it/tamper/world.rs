//! A small real installation: made with the library alone, then attacked with SQL alone.

use std::path::PathBuf;

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf, Log};
use balss::domain::id::{CaseId, PersonId, StaffId};
use balss::domain::staff::{Account, Role};
use balss::features::audit::verify::verify;
use balss::store::Audit;
use balss::store::audit::{name_fact, name_staff, name_statement};
use balss::store::installation::RECEIPT_SALT;
use balss::store::staff::StaffRow;
use balss::vault::access::{self, OpenedCase, Opener};
use balss::vault::evidence::{Arrival, Place};
use balss::vault::files::{self, FileRecord};
use balss::vault::keys::KeyFiles;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::roster::{RecoveryKey, Roster, StaffKey, Statement};
use balss::vault::staff::{self, StaffKeys};
use balss::vault::thread::{self, Addition, Conversation, Message, Side, Words};
use balss::vault::visit::Draft;

use crate::support::deposit;
use crate::support::shelf::{Engine, Shelf, Sql};

/// Every table whose rows an attack may touch.
const TABLES: [&str; 24] = [
    "invite",
    "spare_code",
    "device",
    "session",
    "absence",
    "passing",
    "capability",
    "withdrawn",
    "installation",
    "staff",
    "roster",
    "proposal",
    "cases",
    "receipt",
    "epoch",
    "access_grant",
    "record",
    "card",
    "side_card",
    "blob",
    "tree",
    "leaf",
    "pending",
    "pending_head",
];

pub struct Case {
    pub id: CaseId,
    pub receipt: ReceiptKeys,
    pub files: Vec<FileRecord>,
}

pub struct World {
    pub app: Shared,
    pub sql: Sql,
    pub today: Day,
    pub advisers: Vec<(StaffId, StaffKeys)>,
    pub cases: Vec<Case>,
    /// Checkpoints of both logs, kept elsewhere.
    pub kept: Vec<String>,
    /// The staff log's head before its last entries, as somebody who copied the database has it.
    pub old_head: (i64, Vec<u8>, String),
    /// Thread card and desk card of the first case as they were filed.
    first_cards: Vec<Vec<u8>>,
    objects: Vec<(PathBuf, Vec<u8>)>,
    root: Signer,
    recovery: HybridIdentity,
    shelf: Shelf,
}

impl World {
    pub async fn build(engine: Engine) -> Self {
        Self::on(Shelf::new(engine), "").await
    }

    /// The same in a place of its own, with more in its configuration.
    pub async fn on(shelf: Shelf, more: &str) -> Self {
        let keys = shelf.folder.path().join("keys");
        KeyFiles::create(&keys).expect("key files");
        let root = Signer::generate();
        let path = |name: &str| shelf.folder.path().join(name).display().to_string();
        let config = format!(
            "public_address = \"http://127.0.0.1\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"{}\"\nblobs = \"{}\"\n\
             keys = \"{}\"\nstate = \"{}\"\ntime_zone = \"Europe/Riga\"\norigin = \"test.example\"\nroot_key = \"{}\"\n\
             exit_to = \"https://example.lv/\"\n{more}",
            shelf.url,
            path("blobs"),
            path("keys"),
            path("state"),
            data_encoding::HEXLOWER.encode(&root.public()),
        );
        let app =
            App::start(Config::parse(&config).expect("a configuration")).await.expect("an installation");
        let sql = shelf.sql().await;
        let mut world = Self {
            today: app.clock.today(),
            advisers: (1..=3).map(|n| (StaffId([n; 16]), StaffKeys::generate(false))).collect(),
            cases: Vec::new(),
            kept: Vec::new(),
            old_head: (0, Vec::new(), String::new()),
            first_cards: Vec::new(),
            objects: Vec::new(),
            root,
            recovery: HybridIdentity::generate(),
            app,
            sql,
            shelf,
        };
        world.found().await;
        world.live().await;
        world.remember().await;
        world
    }

    /// Recovery, two advisers of one institution and one of another, each vouched for by the root.
    async fn found(&self) {
        let root = &self.root;
        let mut statements: Vec<String> = Vec::new();
        let mut sign = |statement: Statement| {
            let (count, head) = Roster::verify(&statements, &root.public()).head();
            statements.push(statement.signed_by_root(count + 1, &head, root));
        };
        sign(Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient: self.recovery.recipient() })));
        for ((id, keys), institution) in self.advisers.iter().zip(["nbs", "nbs", "vp"]) {
            sign(Statement::Vouch(Box::new(StaffKey {
                staff: *id,
                person: PersonId(id.0),
                name: format!("Adviser {}", id.0[0]),
                institution: institution.to_owned(),
                outside: institution == "vp",
                recipient: keys.identity().recipient(),
                verifier: keys.signer().public(),
            })));
        }
        let now = self.app.clock.now();
        let salt = name_fact(RECEIPT_SALT, &self.app.salt);
        let mut leaves = vec![Leaf::staff(Event::Installed, now, None).sealing([salt].into())];
        let mut tx = self.app.store.write().await.expect("a transaction");
        let account = Account {
            id: self.advisers[0].0,
            username: "adviser".to_owned(),
            role: Role::Adviser,
            person: PersonId([1; 16]),
            institution: "nbs".to_owned(),
            name: "Adviser 1".to_owned(),
            lang: "lv".to_owned(),
            mail: String::new(),
            active: true,
            outside: false,
        };
        let row = staff::stamped(
            &self.app.keys,
            StaffRow {
                salt: vec![1; 16],
                verifier: vec![2; 32],
                bundle: vec![3; 64],
                ..staff::invited(account, &self.app.keys)
            },
        );
        assert_eq!(tx.add_staff(&row).await, Ok(true));
        let staff = [name_staff(&row)].into();
        leaves.push(Leaf::staff(Event::StaffAdded, now, Some(row.account.id)).sealing(staff));
        for (statement, number) in statements.iter().zip(1..) {
            assert_eq!(tx.append_roster(number, statement).await, Ok(true));
            let sealed = [name_statement(number, statement)].into();
            leaves.push(Leaf::staff(Event::RosterSigned, now, None).sealing(sealed));
        }
        tx.commit(Audit::of(leaves)).await.expect("a commit");
    }

    /// Four reports, answers, a closed day and an open one.
    async fn live(&mut self) {
        let (before, today) = (self.today.plus(-1), self.today);
        self.file(before, &[], 2).await;
        self.first_cards = self.sql.bytes("SELECT sealed FROM card ORDER BY compartment", &[]).await;
        self.file(before, &[PersonId([2; 16])], 0).await;
        self.file(before, &[], 1).await;
        self.say(0, Side::Adviser, "We have read it.", Some(Status::Acknowledged)).await;
        self.say(0, Side::Reporter, "Thank you.", None).await;
        let mut tx = self.app.store.write().await.expect("a transaction");
        assert_eq!(tx.close_days(today).await, Ok(4));
        tx.commit(Audit::none("the log tells itself")).await.expect("a commit");
        let size = self.sql.ints("SELECT size FROM tree WHERE log = 'staff'", &[]).await.remove(0);
        let frontier = self.sql.bytes("SELECT frontier FROM tree WHERE log = 'staff'", &[]).await.remove(0);
        let note = self.sql.texts("SELECT note FROM tree WHERE log = 'staff'", &[]).await.remove(0);
        self.old_head = (size, frontier, note);
        self.say(2, Side::Adviser, "We have read it as well.", Some(Status::Acknowledged)).await;
        self.see(0).await;
        self.file(today, &[], 0).await;
        self.file(today, &[], 0).await;
    }

    async fn file(&mut self, day: Day, excluded: &[PersonId], count: usize) {
        let app = &self.app;
        let draft = Draft::new();
        let mut files = Vec::new();
        for n in 0..count {
            let to = draft.thread_recipient().expect("a draft");
            let (store, blobs, clean) = (&app.store, &app.blobs, day.plus(2));
            let at = Place { store, blobs, to: &to, case: draft.case, today: day, clean };
            let mut arrival = Arrival::begin(at).await.expect("a file");
            arrival.push(&vec![u8::try_from(n).expect("few"); 100_000]).await.expect("room");
            files.push(arrival.finish("photo.jpg", "image/jpeg").await.expect("a file"));
        }
        let receipt = deposit::file(app, &draft, excluded, &files, day).await;
        self.cases.push(Case { id: draft.case, receipt, files });
    }

    async fn say(&self, case: usize, from: Side, text: &str, status: Option<Status>) {
        let day = self.today.plus(-1);
        let id = self.cases[case].id;
        let who = if from == Side::Adviser { self.adviser(0) } else { self.reporter(case) };
        let (opened, read) = self.read(who, id).await.expect("readable").expect("held");
        let words = Words {
            message: Some(Message::new(from, "Adviser 1".to_owned(), text.to_owned(), None)),
            status: status.map(|s| (s, "Adviser 1".to_owned())),
            ..Words::default()
        };
        let addition = Addition::seal(opened.newest().expect("an epoch"), &read, words, day).expect("sealed");
        self.add(&addition, from, id, day).await;
    }

    async fn see(&self, case: usize) {
        let id = self.cases[case].id;
        let (opened, read) = self.read(self.adviser(0), id).await.expect("readable").expect("held");
        let (newest, by) = (opened.newest().expect("an epoch"), self.advisers[0].0);
        let seen = Addition::seen(newest, &read, by, self.today).expect("sealed");
        self.add(&seen.expect("something new"), Side::Adviser, id, self.today).await;
    }

    async fn add(&self, addition: &Addition, from: Side, id: CaseId, day: Day) {
        let mut tx = self.app.store.write().await.expect("a transaction");
        let sealed = addition.write(&mut tx, day).await.expect("written");
        let now = self.app.clock.now();
        let leaf = match from {
            Side::Reporter => Leaf::reporter(Event::ReporterWrote, day, id, sealed),
            Side::Adviser => {
                Leaf::staff(Event::CaseAnswered, now, Some(self.advisers[0].0)).about(id).sealing(sealed)
            }
        };
        tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
    }

    /// The offline root, which no attacker has.
    pub fn root(&self) -> &Signer {
        &self.root
    }

    /// The recovery identity, which lies on paper.
    pub fn recovery(&self) -> &HybridIdentity {
        &self.recovery
    }

    pub fn adviser(&self, n: usize) -> Opener<'_> {
        Opener::Staff(self.advisers[n].0, &self.advisers[n].1)
    }

    pub fn reporter(&self, case: usize) -> Opener<'_> {
        Opener::Reporter(&self.cases[case].receipt)
    }

    pub async fn read(
        &self,
        who: Opener<'_>,
        id: CaseId,
    ) -> balss::vault::Result<Option<(OpenedCase, Conversation)>> {
        let mut tx = self.app.store.read().await?;
        let Some(opened) = access::open(&mut tx, &self.app.keys, who, id).await? else { return Ok(None) };
        let read = thread::read(&mut tx, id, &opened.epochs).await?;
        Ok(Some((opened, read)))
    }

    /// What a holder is told on the next visit to each case, where it is not what it was.
    pub async fn told_on_reading(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (n, case) in self.cases.iter().enumerate() {
            for (name, who) in [("adviser", self.adviser(0)), ("reporter", self.reporter(n))] {
                match self.read(who, case.id).await {
                    Err(e) => told.push(format!("{name}: {e}")),
                    Ok(None) => told.push(format!("{name}: no such case")),
                    Ok(Some((_, read))) if read.damaged > 0 => {
                        told.push(format!("{name}: {} records damaged", read.damaged));
                    }
                    Ok(Some((opened, read))) => {
                        for file in read.files {
                            let with = opened.epochs[0].thread.identity();
                            if let Err(e) = self.whole(with, file.what).await {
                                told.push(format!("{name}: file: {e}"));
                            }
                        }
                    }
                }
            }
            // The locator is what a typed code becomes.
            let mut tx = self.app.store.read().await.expect("a transaction");
            if tx.case_of_receipt(&case.receipt.locator()).await != Ok(Some(case.id)) {
                told.push("reporter: the code opens nothing or another case".to_owned());
            }
        }
        let mut tx = self.app.store.read().await.expect("a transaction");
        if let Err(e) = self.app.roster(&mut tx).await {
            told.push(format!("roster: {e}"));
        }
        if let Some(n) = Roster::verify(&tx.roster().await.expect("a roster"), &self.root.public()).fault() {
            told.push(format!("roster: statement {n} does not verify"));
        }
        told
    }

    async fn whole(&self, with: HybridIdentity, file: FileRecord) -> Result<(), String> {
        use futures_util::StreamExt;
        let stream = files::stream(&self.app.blobs, file, with).await.map_err(|e| e.to_string())?;
        let mut stream = std::pin::pin!(stream);
        while let Some(part) = stream.next().await {
            part.map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    /// What `balss audit verify` says, with checkpoints kept elsewhere or without.
    pub async fn verified(&self, kept: &[String]) -> Vec<String> {
        verify(&self.app, kept).await.expect("a report").faults
    }

    /// Copies everything, so that each attack begins at the same state.
    async fn remember(&mut self) {
        for table in TABLES {
            self.sql.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}"), &[]).await;
        }
        let folder = self.shelf.folder.path().join("blobs");
        for path in crate::support::server::files_below(&folder) {
            let bytes = std::fs::read(&path).expect("an object");
            self.objects.push((path, bytes));
        }
        assert_eq!(self.objects.len(), 3);
        let mut tx = self.app.store.read().await.expect("a transaction");
        for log in Log::ALL {
            self.kept.push(tx.head(log).await.expect("a head").note);
        }
    }

    pub async fn restore(&self) {
        for table in TABLES {
            self.sql.run(&format!("DELETE FROM {table}"), &[]).await;
            self.sql.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}"), &[]).await;
        }
        for (path, bytes) in &self.objects {
            std::fs::write(path, bytes).expect("an object");
        }
    }

    /// A card of the first case as it was filed: 1 is the thread's, 2 the desk's.
    pub fn first_card(&self, compartment: usize) -> &[u8] {
        &self.first_cards[compartment - 1]
    }

    /// Where the object of a file stands.
    pub fn object(&self, file: &FileRecord) -> PathBuf {
        let name = file.blob.to_string();
        let at = self.objects.iter().find(|(path, _)| path.ends_with(&name));
        at.map(|(path, _)| path.clone()).expect("an object")
    }
}

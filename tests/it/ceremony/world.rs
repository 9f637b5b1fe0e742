//! An installation whose root is that of a ceremony held by the binary.

use std::collections::BTreeMap;

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::envelope;
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::kdf::Secret;
use balss::crypto::shares::{Kind, Share, join};
use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::{CaseId, PersonId, StaffId};
use balss::domain::staff::{Account, Role};
use balss::features::audit::verify::verify;
use balss::store::Audit;
use balss::store::audit::{name_fact, name_staff, name_statement};
use balss::store::installation::RECEIPT_SALT;
use balss::vault::access::{self, Opener};
use balss::vault::carry::{RosterRequest, RosterSigned};
use balss::vault::grants;
use balss::vault::keys::KeyFiles;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::recovery::carry::{For, RecoveryResult};
use balss::vault::roster::{Roster, StaffKey, Statement};
use balss::vault::rotate::Change;
use balss::vault::staff::{self, StaffKeys, code_at};
use balss::vault::thread;
use balss::vault::visit::Draft;
use data_encoding::BASE64;
use tempfile::TempDir;

use super::{Said, balss, share};
use crate::support::ceremony::{Ceremony, with};
use crate::support::deposit;
use crate::support::shelf::{Engine, Shelf, Sql};

const PASSPHRASE: &str = "wherever the river bends twice";
const ADMINISTRATOR: &str = "administrator";

/// The grants of an epoch: tag to envelope and quick cell.
pub type Grants = BTreeMap<[u8; 32], (Vec<u8>, Vec<u8>)>;
/// Those of every epoch.
pub type Rows = BTreeMap<(CaseId, u32), Grants>;

pub struct World {
    pub app: Shared,
    pub ceremony: Ceremony,
    pub advisers: Vec<(StaffId, StaffKeys)>,
    administrator: StaffKeys,
    config: String,
    day: Day,
    sql: Sql,
    receipts: BTreeMap<CaseId, ReceiptKeys>,
    _home: TempDir,
    _shelf: Shelf,
}

fn key(n: usize, id: StaffId, keys: &StaffKeys) -> StaffKey {
    StaffKey {
        staff: id,
        person: PersonId(id.0),
        name: format!("Adviser {n}"),
        institution: ["nbs", "nbs", "vp"][n].to_owned(),
        outside: n == 2,
        recipient: keys.identity().recipient(),
        verifier: keys.signer().public(),
    }
}

/// The proposal of somebody who follows a roster.
pub fn proposal(root: &[u8; 32], roster: &[String]) -> String {
    let (count, head) = Roster::verify(roster, root).head();
    let key = key(0, StaffId([1; 16]), &StaffKeys::generate(false));
    Statement::Vouch(Box::new(key)).body(count + 1, &head)
}

impl World {
    pub async fn build(engine: Engine) -> Self {
        let home = TempDir::new().expect("a folder");
        let ceremony = Ceremony::hold(home.path());
        let shelf = Shelf::new(engine);
        KeyFiles::create(&home.path().join("keys")).expect("key files");
        let config = format!(
            "public_address = \"http://127.0.0.1\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"{}\"\nblobs = \"{}\"\n\
             keys = \"{}\"\nstate = \"{}\"\ntime_zone = \"Europe/Riga\"\norigin = \"test.example\"\nroot_key = \"{}\"\n\
             exit_to = \"https://example.lv/\"\n",
            shelf.url,
            ceremony.path("blobs"),
            ceremony.path("keys"),
            ceremony.path("state"),
            ceremony.root(),
        );
        let file = ceremony.path("balss.toml");
        std::fs::write(&file, &config).expect("a file");
        let app =
            App::start(Config::parse(&config).expect("a configuration")).await.expect("an installation");
        let mut world = Self {
            day: app.clock.today(),
            advisers: (1..=3).map(|n| (StaffId([n; 16]), StaffKeys::generate(false))).collect(),
            administrator: StaffKeys::generate(true),
            sql: shelf.sql().await,
            receipts: BTreeMap::new(),
            config: file,
            ceremony,
            app,
            _home: home,
            _shelf: shelf,
        };
        world.found().await;
        world.vouch(&[0, 1, 2]).await;
        world
    }

    pub fn root(&self) -> [u8; 32] {
        self.app.config.root().expect("a root")
    }

    async fn append(&self, statements: &[String]) {
        let mut tx = self.app.store.write().await.expect("a transaction");
        let mut leaves = Vec::new();
        for text in statements {
            let number = tx.roster_head().await.expect("a head").map_or(1, |(n, _)| n + 1);
            assert_eq!(tx.append_roster(number, text).await, Ok(true));
            let sealed = [name_statement(number, text)].into();
            leaves.push(Leaf::staff(Event::RosterSigned, self.app.clock.now(), None).sealing(sealed));
        }
        tx.commit(Audit::of(leaves)).await.expect("a commit");
    }

    /// The recovery statement of the ceremony, accounts of an administrator and the advisers.
    async fn found(&mut self) {
        let public = std::fs::read_to_string(self.ceremony.public()).expect("public parts");
        let public: serde_json::Value = serde_json::from_str(&public).expect("JSON");
        let statements: Vec<String> =
            serde_json::from_value(public["statements"].clone()).expect("statements");
        self.append(&statements).await;
        let now = self.app.clock.now();
        let salt = name_fact(RECEIPT_SALT, &self.app.salt);
        let mut leaves = vec![Leaf::staff(Event::Installed, now, None).sealing([salt].into())];
        let mut rows = Vec::new();
        let everybody = self.advisers.iter().map(|(id, keys)| (*id, keys, Role::Adviser));
        let administrator = (StaffId([9; 16]), &self.administrator, Role::Administrator);
        for (id, keys, role) in everybody.chain([administrator]) {
            let adviser = role == Role::Adviser;
            let username = if adviser { format!("adviser{}", id.0[0]) } else { ADMINISTRATOR.to_owned() };
            let account = Account {
                id,
                name: username.clone(),
                username,
                role,
                person: PersonId(id.0),
                institution: "nbs".to_owned(),
                lang: "lv".to_owned(),
                mail: String::new(),
                active: true,
                outside: false,
            };
            let row = staff::create(account, PASSPHRASE, keys, &self.app.keys, &self.app.staff_lane).await;
            rows.push(row.expect("a row"));
        }
        let mut tx = self.app.store.write().await.expect("a transaction");
        for row in &rows {
            assert_eq!(tx.add_staff(row).await, Ok(true));
            let sealed = [name_staff(row)].into();
            leaves.push(Leaf::staff(Event::StaffAdded, now, Some(row.account.id)).sealing(sealed));
        }
        tx.commit(Audit::of(leaves)).await.expect("a commit");
    }

    /// Somebody whose passphrase was lost has enrolled anew: the same account, other keys.
    pub async fn enrol_anew(&mut self, n: usize) {
        let (app, keys, id) = (&self.app, StaffKeys::generate(false), self.advisers[n].0);
        let mut tx = app.store.write().await.expect("a transaction");
        let mut row = tx.lock_staff(id).await.expect("a query").expect("an account");
        row.recipient = keys.identity().recipient().to_string();
        row.verify_key = keys.signer().public().to_vec();
        let row = staff::stamped(&app.keys, row);
        assert_eq!(tx.set_staff(&row).await, Ok(true));
        let leaf = Leaf::staff(Event::StaffEnrolled, app.clock.now(), Some(id));
        tx.commit(Audit::of(vec![leaf.sealing([name_staff(&row)].into())])).await.expect("a commit");
        self.advisers[n].1 = keys;
    }

    /// The root vouches for the present keys of some advisers, by the binary.
    pub async fn vouch(&self, who: &[usize]) {
        let texts = self.app.store.read().await.expect("a transaction").roster().await.expect("a roster");
        let (count, head) = Roster::verify(&texts, &self.root()).head();
        let body = |n: &usize| {
            let (id, keys) = &self.advisers[*n];
            Statement::Vouch(Box::new(key(*n, *id, keys))).body(count + 1, &head)
        };
        let (request, out) = (self.ceremony.path("carried.json"), self.ceremony.path("signed.json"));
        let bodies = who.iter().map(body).collect();
        let expected: Vec<String> = who
            .iter()
            .map(|n| balss::vault::roster::fingerprint(&key(*n, self.advisers[*n].0, &self.advisers[*n].1)))
            .collect();
        std::fs::write(&request, RosterRequest::new(&self.root(), texts, bodies).text()).expect("a file");
        let public = self.ceremony.public();
        let fixed = ["ceremony", "sign", &request, "--public", &public, "--out", &out];
        let said = balss(&with(&fixed, &self.ceremony.sheets(&[1, 3, 5])), &"yes\n".repeat(who.len()));
        for fingerprint in expected {
            assert!(said.err.contains(&fingerprint), "{}", said.err);
        }
        said.well();
        let signed = RosterSigned::parse(&std::fs::read_to_string(&out).expect("a file")).expect("signed");
        std::fs::remove_file(out).expect("a file");
        assert_eq!(signed.statements.len(), who.len());
        self.append(&signed.statements).await;
    }

    /// A report of somebody at "nbs".
    pub async fn file(&mut self, excluded: &[PersonId]) -> CaseId {
        let app = &self.app;
        let draft = Draft::new();
        let receipt = deposit::file(app, &draft, excluded, &[], self.day).await;
        self.receipts.insert(draft.case, receipt);
        draft.case
    }

    /// Takes a case to its next epoch, as a writing session does when the roster has changed.
    pub async fn rotate(&self, case: CaseId) {
        self.vouch(&[1]).await;
        let app = &self.app;
        let who = Opener::Reporter(&self.receipts[&case]);
        let mut tx = app.store.read().await.expect("a transaction");
        let roster = app.roster(&mut tx).await.expect("a roster");
        let opened = access::open(&mut tx, &app.keys, who, case).await.expect("readable").expect("held");
        let read = thread::read(&mut tx, case, &opened.epochs).await.expect("readable");
        drop(tx);
        let leaf = |sealed| Leaf::reporter(Event::ReporterWrote, self.day, case, sealed);
        let turned = app.turning(&roster).renew(&opened, &read, &Change::default(), leaf).await;
        assert_eq!(turned, Ok(true));
    }

    /// Whether an adviser reads a case, whole.
    pub async fn reads(&self, adviser: usize, case: CaseId) -> bool {
        let (id, keys) = &self.advisers[adviser];
        let mut tx = self.app.store.read().await.expect("a transaction");
        match access::open(&mut tx, &self.app.keys, Opener::Staff(*id, keys), case).await {
            Ok(Some(opened)) => {
                let read = thread::read(&mut tx, case, &opened.epochs).await.expect("whole");
                assert_eq!(read.report.what.answers.statement, "It happened again.");
                assert_eq!(read.damaged, 0);
                true
            }
            Ok(None) | Err(_) => false,
        }
    }

    /// What the administrator types. A code works once; here its step is forgotten, so that nothing waits for the next.
    async fn sign_in(&self) -> String {
        self.sql.run("UPDATE staff SET code_step = 0", &[]).await;
        let secret = self.administrator.totp.as_ref().expect("a second factor");
        let second = u64::try_from(self.app.clock.now()).expect("after 1970");
        format!("{ADMINISTRATOR}\n{PASSPHRASE}\n{}\n", code_at(secret, second).expect("a code"))
    }

    pub async fn prepare(&self, name: &str) -> String {
        let out = self.ceremony.path(name);
        self.asked(&out, "administrator\nwrong\n000000\n").fails("is wrong");
        assert!(!std::path::Path::new(&out).exists());
        self.prepared(name).await.well();
        out
    }

    /// What the command says to an administrator who signs in.
    pub async fn prepared(&self, name: &str) -> Said {
        self.asked(&self.ceremony.path(name), &self.sign_in().await)
    }

    fn asked(&self, out: &str, typed: &str) -> Said {
        let arguments =
            ["recovery", "prepare", "--staff", "Adviser1", "--out", out, "--config", &self.config];
        balss(&arguments, typed)
    }

    pub async fn apply(&self, result: &str) -> Said {
        balss(&["recovery", "apply", result, "--config", &self.config], &self.sign_in().await)
    }

    pub async fn faults(&self) -> Vec<String> {
        verify(&self.app, &[]).await.expect("a report").faults
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.sql.ints(sql, &[]).await.remove(0)
    }

    /// All rows of grants.
    pub async fn rows(&self) -> Rows {
        let mut tx = self.app.store.read().await.expect("a transaction");
        let mut all = Rows::new();
        for row in tx.cases_by_id(CaseId([0; 16]), 100).await.expect("cases") {
            for epoch in 0..=row.epoch {
                let grants = tx.grants_of(row.id, epoch).await.expect("grants");
                let rows = grants.into_iter().map(|g| (g.tag, (g.sealed, g.quick))).collect();
                all.insert((row.id, epoch), rows);
            }
        }
        all
    }

    /// As if the taking in had been cut off before this case.
    pub async fn put_back(&self, case: CaseId, before: &Rows) {
        let mut tx = self.app.store.write().await.expect("a transaction");
        for ((_, epoch), rows) in before.iter().filter(|((of, _), _)| *of == case) {
            let now = tx.grants_of(case, *epoch).await.expect("grants");
            for row in &now {
                let (sealed, quick) = &rows[&row.tag];
                tx.replace_grant(row, sealed, quick).await.expect("a row");
            }
            let record = tx.epoch(case, *epoch).await.expect("a record").expect("a record");
            let then = tx.grants_of(case, *epoch).await.expect("grants");
            let mac = access::server_mac(&self.app.keys, case, *epoch, &record.sealed, &record.mac, &then);
            let put = tx.replace_server_mac(case, *epoch, &record.server_mac, &mac).await;
            assert_eq!(put, Ok(true));
        }
        tx.commit(Audit::none("a test cuts off")).await.expect("a commit");
    }

    /// The recovery identity of a version, from its sheets.
    fn recovery(&self, version: u64) -> HybridIdentity {
        let sheet = |n: u8| match version {
            1 => (self.ceremony.sheet(n), 1),
            v => (self.ceremony.path(&format!("result.json-sheets/balss-sheet-{v}-{n}.txt")), 0),
        };
        let shares: Vec<Share> = [5, 2, 1]
            .into_iter()
            .map(|n| {
                let (path, which) = sheet(n);
                Share::parse(&share(&path, which)).expect("a share")
            })
            .collect();
        let seed: Secret = join(&shares, Kind::Recovery).expect("a key");
        HybridIdentity::from_seed(&seed)
    }

    /// How many epochs the recovery identity of a version opens.
    pub async fn recovery_opens(&self, version: u64) -> usize {
        let with = self.recovery(version);
        let rows = self.rows().await;
        let opens = |((case, epoch), rows): (&(CaseId, u32), &Grants)| {
            rows.values().filter_map(|(sealed, _)| envelope::open(&with, sealed).ok()).any(|frame| {
                let opened = grants::unproven(&frame, *case, *epoch);
                opened.is_ok_and(|o| o.desk.is_some())
            })
        };
        rows.iter().filter(|epoch| opens(*epoch)).count()
    }

    /// Whether an adviser's keys open any envelope of a result that is said to be of a case.
    pub fn opens_any(&self, adviser: usize, result: &RecoveryResult, case: CaseId) -> bool {
        let with = self.advisers[adviser].1.identity();
        let own = result.grants.iter().filter(|g| g.case == case && g.holder == For::Staff);
        own.map(|g| BASE64.decode(g.sealed.as_bytes()).expect("base64"))
            .any(|sealed| envelope::open(&with, &sealed).is_ok())
    }
}

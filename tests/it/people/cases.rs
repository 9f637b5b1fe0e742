//! The use cases.

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::sign::Signer;
use balss::domain::capability::Capability;
use balss::domain::event::{Event, Leaf, Log};
use balss::domain::id::{PersonId, StaffId};
use balss::domain::staff::{Account, Role};
use balss::features::admin::people::details::{Details, Fault};
use balss::features::admin::people::{self, Refused, capability, details};
use balss::features::audit::verify::verify;
use balss::store::audit::{name_fact, name_staff};
use balss::store::installation::RECEIPT_SALT;
use balss::store::staff::{SessionRow, StaffRow};
use balss::store::{Audit, Tx};
use balss::vault::invite::{self, Kind};
use balss::vault::keys::KeyFiles;
use balss::vault::staff::{genuine, invited as empty_row, stamped};

use crate::support::shelf::{Engine, Shelf, run};

const ADMIN: StaffId = StaffId([7; 16]);
const OTHER: StaffId = StaffId([3; 16]);

/// An installation with two administrators.
struct Office {
    app: Shared,
    shelf: Shelf,
}

fn person(n: u8, username: &str, role: Role) -> Account {
    Account {
        id: StaffId([n; 16]),
        username: username.to_owned(),
        role,
        person: PersonId([n; 16]),
        institution: "aim".to_owned(),
        name: format!("Person {n}"),
        lang: "lv".to_owned(),
        mail: format!("{username}@example.lv"),
        active: true,
        outside: false,
    }
}

impl Office {
    async fn open(engine: Engine) -> Self {
        let shelf = Shelf::new(engine);
        let path = |name: &str| shelf.folder.path().join(name).display().to_string();
        KeyFiles::create(&shelf.folder.path().join("keys")).expect("key files");
        let config = format!(
            "public_address = \"http://127.0.0.1\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"{}\"\nblobs = \"{}\"\n\
             keys = \"{}\"\nstate = \"{}\"\ntime_zone = \"Europe/Riga\"\norigin = \"test.example\"\nroot_key = \"{}\"\n\
             exit_to = \"https://example.lv/\"\n[mail]\nhour = 8\n\
             [mail.server]\nurl = \"file:{}\"\nfrom = \"balss@example.lv\"\nstarttls = \"required\"\n",
            shelf.url,
            path("blobs"),
            path("keys"),
            path("state"),
            data_encoding::HEXLOWER.encode(&Signer::generate().public()),
            path("mail"),
        );
        let app =
            App::start(Config::parse(&config).expect("a configuration")).await.expect("an installation");
        let mut tx = app.store.write().await.expect("a transaction");
        let now = app.clock.now();
        let salt = [name_fact(RECEIPT_SALT, &app.salt)].into();
        let mut leaves = vec![Leaf::staff(Event::Installed, now, None).sealing(salt)];
        for (n, name) in [(ADMIN.0[0], "andris"), (OTHER.0[0], "otrs")] {
            let row = enrolled(&app, person(n, name, Role::Administrator));
            assert_eq!(tx.add_staff(&row).await, Ok(true));
            leaves.push(Leaf::staff(Event::StaffAdded, now, None).sealing([name_staff(&row)].into()));
        }
        tx.commit(Audit::of(leaves)).await.expect("a commit");
        Self { app, shelf }
    }

    async fn row(&self, id: StaffId) -> StaffRow {
        self.read().await.staff(id).await.expect("a query").expect("an account")
    }

    async fn read(&self) -> Tx {
        self.app.store.read().await.expect("a transaction")
    }

    async fn add(&self, role: Role, details: &Details) -> people::Issued {
        people::invite(&self.app, ADMIN, role, details, None).await.unwrap_or_else(|e| panic!("{e:?}"))
    }

    /// Somebody has enrolled meanwhile: as if by the page.
    async fn enrol(&self, id: StaffId) {
        let mut tx = self.app.store.write().await.expect("a transaction");
        let row = tx.lock_staff(id).await.expect("a query").expect("an account");
        let row = enrolled(&self.app, row.account);
        assert_eq!(tx.set_staff(&row).await, Ok(true));
        let session = SessionRow { staff: id, sealed: vec![1], created: 1, last_seen: 1 };
        tx.add_session(&[id.0[0]; 32], &session).await.expect("a session");
        tx.keep_device(&[id.0[0]; 32], id, 1).await.expect("a device");
        let leaf = Leaf::staff(Event::StaffEnrolled, 1, Some(id)).sealing([name_staff(&row)].into());
        tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
    }

    async fn uses(&self, id: StaffId) -> (usize, usize) {
        let mut tx = self.read().await;
        let sessions = tx.sessions_of(id).await.expect("a query").len();
        (sessions, tx.devices_of(id).await.expect("a query").len())
    }

    /// What the log tells of, newest first.
    async fn events(&self) -> Vec<(Event, Option<StaffId>)> {
        let leaves = self.read().await.leaves_before(Log::Staff, i64::MAX, 100).await.expect("a query");
        let leaf = |(_, body): (i64, String)| serde_json::from_str::<Leaf>(&body).expect("a leaf");
        leaves.into_iter().map(leaf).map(|l| (l.event, l.who)).collect()
    }

    async fn agrees(&self) {
        let faults = verify(&self.app, &[]).await.expect("a report").faults;
        assert_eq!(faults, Vec::<String>::new());
    }
}

fn enrolled(app: &App, account: Account) -> StaffRow {
    let n = account.id.0[0];
    let row = StaffRow { verifier: vec![n; 32], bundle: vec![n; 40], ..empty_row(account, &app.keys) };
    stamped(&app.keys, row)
}

fn ilze() -> Details {
    Details {
        username: " Ilze ".to_owned(),
        name: "Ilze Piemēre".to_owned(),
        institution: "nbs".to_owned(),
        lang: "lv".to_owned(),
        mail: "ilze@example.lv".to_owned(),
        outside: true,
    }
}

pub fn invited(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let issued = office.add(Role::Adviser, &ilze()).await;
        let row = office.row(issued.account.id).await;
        assert_eq!(row.account, issued.account);
        assert!(!row.enrolled() && genuine(&office.app.keys, &row) && row.account.outside);
        assert_eq!(row.account.username, "ilze");
        let stored = office.read().await.invite(row.account.id).await.expect("a query").expect("a code");
        let code = issued.code.groups();
        let now = office.app.clock.now();
        let check = |row: &StaffRow, at| invite::check(&office.app.keys, Some(row), Some(&stored), &code, at);
        assert_eq!(check(&row, now), Some(Kind::Enrol));
        assert_eq!(check(&row, now + 73 * 3600), None);
        assert_eq!(office.events().await[0], (Event::StaffInvited, Some(ADMIN)));
        let again = people::invite(&office.app, ADMIN, Role::Adviser, &ilze(), None).await;
        assert!(matches!(again, Err(Refused::Typed(f)) if f == [Fault::UsernameTaken, Fault::MailTaken]));
        office.agrees().await;
    });
}

pub fn one_role(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let app = &office.app;
        let first = office.add(Role::Adviser, &ilze()).await.account;
        let second = Details { username: "ilze2".to_owned(), ..ilze() };
        let replace = async |role, old| people::invite(app, ADMIN, role, &second, old).await;
        let refused = |r: Result<people::Issued, Refused>| match r {
            Err(Refused::Typed(faults)) => faults,
            _ => panic!("not refused for what was typed"),
        };
        assert_eq!(refused(replace(Role::Auditor, None).await), [Fault::MailTaken]);
        let open = refused(replace(Role::Adviser, Some(first.id)).await);
        assert!(open.contains(&Fault::Replaces), "the old account is open: {open:?}");
        people::disable(app, ADMIN, first.id).await.expect("closed");
        assert!(
            refused(replace(Role::Auditor, Some(first.id)).await).contains(&Fault::Replaces),
            "another role"
        );
        let new = replace(Role::Adviser, Some(first.id)).await.unwrap_or_else(|e| panic!("{e:?}")).account;
        assert_eq!(
            (new.person, new.id == first.id),
            (first.person, false),
            "what was excluded stays excluded"
        );
        assert_eq!(people::enable(app, ADMIN, first.id).await, Err(Refused::SecondAccount));
        let third = Details { username: "ilze3".to_owned(), ..ilze() };
        let third = people::invite(app, ADMIN, Role::Adviser, &third, Some(first.id)).await;
        assert!(refused(third).contains(&Fault::Replaces), "the person has a new account");
        // A change takes nobody's name or address, and neither role nor person moves.
        let taken = Details { username: "otrs".to_owned(), mail: "OTRS@example.lv".to_owned(), ..ilze() };
        let typed = people::change(app, ADMIN, new.id, &taken).await;
        assert_eq!(typed, Err(Refused::Typed(vec![Fault::UsernameTaken, Fault::MailTaken])));
        let moved = Details { name: "Ilze Cita".to_owned(), ..Details::of(&new) };
        people::change(app, ADMIN, new.id, &moved).await.expect("changed");
        let now = office.row(new.id).await.account;
        assert_eq!((now.name.as_str(), now.role, now.person), ("Ilze Cita", Role::Adviser, first.person));
        assert_eq!(office.events().await[0].0, Event::StaffChanged);
        office.agrees().await;
    });
}

pub fn closed(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let id = office.add(Role::Adviser, &ilze()).await.account.id;
        office.enrol(id).await;
        assert_eq!(office.uses(id).await, (1, 1));
        people::disable(&office.app, ADMIN, id).await.expect("closed");
        assert_eq!(office.uses(id).await, (0, 0), "out at once");
        let row = office.row(id).await;
        assert!(!row.account.active && row.enrolled(), "closed is not deleted");
        assert!(office.read().await.invite(id).await.expect("a query").is_none(), "no code opens it");
        assert_eq!(people::disable(&office.app, ADMIN, id).await, Err(Refused::Closed));
        let code = people::invite_again(&office.app, ADMIN, id, Kind::Enrol).await;
        assert!(matches!(code, Err(Refused::Closed)));
        people::enable(&office.app, ADMIN, id).await.expect("open");
        assert_eq!(people::enable(&office.app, ADMIN, id).await, Err(Refused::Open));
        assert!(office.row(id).await.account.active);
        let events: Vec<_> = office.events().await.into_iter().take(2).map(|e| e.0).collect();
        assert_eq!(events, [Event::StaffEnabled, Event::StaffDisabled]);
        office.agrees().await;
    });
}

pub fn again(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let (app, first) = (&office.app, office.add(Role::Adviser, &ilze()).await);
        let id = first.account.id;
        let early = people::invite_again(app, ADMIN, id, Kind::Factor).await;
        assert!(matches!(early, Err(Refused::NotEnrolled)));
        office.enrol(id).await;
        let jobs = async || office.read().await.recent_jobs(9).await.expect("a query").len();
        let issued =
            people::invite_again(app, ADMIN, id, Kind::Factor).await.unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!(office.uses(id).await, (0, 0));
        assert_eq!(office.events().await[0], (Event::FactorReset, Some(ADMIN)), "the auditor sees it");
        assert!(issued.told == Some(true) && jobs().await == 1, "the person is told");
        let row = office.row(id).await;
        let works = async |code: &str, kind| {
            let stored = office.read().await.invite(id).await.expect("a query");
            let found = invite::check(&app.keys, Some(&row), stored.as_ref(), code, app.clock.now());
            found == Some(kind)
        };
        let code = issued.code.groups();
        assert!(works(&code, Kind::Factor).await && !works(&first.code.groups(), Kind::Enrol).await);
        let lost =
            people::invite_again(app, ADMIN, id, Kind::Enrol).await.unwrap_or_else(|e| panic!("{e:?}"));
        assert!(works(&lost.code.groups(), Kind::Enrol).await && !works(&code, Kind::Factor).await);
        assert!(lost.told == Some(true) && jobs().await == 2, "whoever has this code takes the account over");
        assert_eq!(first.told, None, "nobody had enrolled");
        assert_eq!(office.events().await[0].0, Event::StaffInvitedAgain);
        office.agrees().await;
    });
}

pub fn own(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let app = &office.app;
        let id = office.add(Role::Adviser, &ilze()).await.account.id;
        assert_eq!(people::disable(app, ADMIN, ADMIN).await, Err(Refused::Own));
        assert_eq!(people::change(app, ADMIN, ADMIN, &ilze()).await, Err(Refused::Own));
        for kind in Kind::ALL {
            assert!(matches!(people::invite_again(app, ADMIN, ADMIN, kind).await, Err(Refused::Own)));
        }
        // Whoever is closed while a page of theirs is open can do nothing more: one administrator always stays.
        people::disable(app, OTHER, ADMIN).await.expect("closed");
        for who in [ADMIN, id, StaffId([99; 16])] {
            assert_eq!(people::disable(app, who, OTHER).await, Err(Refused::NotThere));
            let done = people::invite(app, who, Role::Auditor, &ilze(), None).await;
            assert!(matches!(done, Err(Refused::NotThere)));
            let done = capability::save(app, who, id, &Capability::default()).await;
            assert_eq!(done, Err(Refused::NotThere));
        }
        assert_eq!(people::disable(app, OTHER, StaffId([99; 16])).await, Err(Refused::NotThere));
        assert!(office.row(OTHER).await.account.active);
        office.agrees().await;
    });
}

pub fn touched(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let app = &office.app;
        let id = office.add(Role::Adviser, &ilze()).await.account.id;
        let sql = office.shelf.sql().await;
        sql.one("UPDATE staff SET role = 'administrator' WHERE id = $1", &[id.0[..].into()]).await;
        assert_eq!(
            people::disable(app, id, OTHER).await,
            Err(Refused::NotThere),
            "SQL makes no administrator"
        );
        // Nothing that an administrator does signs what SQL wrote.
        assert_eq!(people::disable(app, ADMIN, id).await, Err(Refused::Touched));
        assert_eq!(people::change(app, ADMIN, id, &ilze()).await, Err(Refused::Touched));
        let code = people::invite_again(app, ADMIN, id, Kind::Enrol).await;
        assert!(matches!(code, Err(Refused::Touched)));
        assert!(people::person(app, id).await.expect("a query").is_none());
        let faults = verify(app, &[]).await.expect("a report").faults;
        assert!(faults.iter().any(|f| f.contains(&id.to_string())), "{faults:?}");
    });
}

pub fn records(engine: Engine) {
    run(async {
        let office = Office::open(engine).await;
        let app = &office.app;
        let id = office.add(Role::Adviser, &ilze()).await.account.id;
        assert_eq!(capability::load(app, id).await, Ok(Capability::default()));
        let record = Capability { trained_by: "a school".to_owned(), ..Capability::default() };
        assert_eq!(capability::save(app, ADMIN, id, &record).await, Ok(()));
        assert_eq!(capability::load(app, id).await, Ok(record.clone()));
        assert_eq!(capability::save(app, ADMIN, id, &Capability::default()).await, Ok(()));
        assert_eq!(capability::save(app, ADMIN, id, &record).await, Ok(()));
        assert_eq!(capability::save(app, ADMIN, OTHER, &record).await, Err(Refused::NotThere), "no adviser");
        office.agrees().await;
        let sql = office.shelf.sql().await;
        sql.one("UPDATE capability SET body = REPLACE(body, 'a school', 'nobody')", &[]).await;
        assert_eq!(
            capability::load(app, id).await,
            Ok(Capability::default()),
            "what was touched counts for nothing"
        );
        let faults = verify(app, &[]).await.expect("a report").faults;
        assert!(faults.iter().any(|f| f.contains("record of training and duties")), "{faults:?}");
        assert_eq!(details::username(" Ā.b "), "ā.b");
    });
}

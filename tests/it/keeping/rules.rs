//! What lets a case be deleted and what does not, whatever the pages offer: by the use cases alone.

use balss::clock::day;
use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::{PersonId, StaffId};
use balss::domain::retention::Nearness;
use balss::domain::staff::{Account, Role};
use balss::features::console::case::{self, Act, Done};
use balss::features::console::keeping::{self, Keeping, Said};
use balss::features::console::sharing;
use balss::features::console::view;
use balss::store::Audit;
use balss::vault::access::OpenedCase;
use balss::vault::desk::{self, Author, Signed};
use balss::vault::retention::Refusal;
use balss::vault::rotate::{Change, Joining};
use balss::vault::staff::StaffKeys;
use balss::vault::thread::{Addition, Message, Side, Words};
use balss::vault::{VaultError, shred};
use balss::worker;

use crate::readers::{revoke, vouch_for};
use crate::support::shelf::{Engine, run};
use crate::tamper::world::World;

pub fn account(staff: StaffId) -> Account {
    Account {
        id: staff,
        username: format!("adviser{}", staff.0[0]),
        role: Role::Adviser,
        person: PersonId(staff.0),
        institution: "nbs".to_owned(),
        name: format!("Adviser {}", staff.0[0]),
        lang: "en".to_owned(),
        mail: String::new(),
        active: true,
        outside: false,
    }
}

/// The first case of a world, and the two who hold it.
struct Desk {
    world: World,
}

impl Desk {
    async fn new(engine: Engine) -> Self {
        Self { world: World::build(engine).await }
    }

    fn by(&self, n: usize) -> (Account, StaffKeys) {
        let (id, keys) = &self.world.advisers[n];
        (account(*id), keys.clone())
    }

    async fn seen(&self) -> i64 {
        let case = &self.world.cases[0];
        let (_, read) = self.world.read(self.world.reporter(0), case.id).await.expect("whole").expect("held");
        read.card_version
    }

    async fn act(&self, n: usize, act: Act) -> Done {
        let (account, keys) = self.by(n);
        let seen = self.seen().await;
        case::act(&self.world.app, &account, &keys, self.world.cases[0].id, seen, act)
            .await
            .expect("an answer")
    }

    async fn propose(&self, n: usize, reason: &str) -> Said {
        self.explain(n, reason, "").await
    }

    async fn explain(&self, n: usize, reason: &str, note: &str) -> Said {
        let (account, keys) = self.by(n);
        let (id, seen) = (self.world.cases[0].id, self.seen().await);
        keeping::propose(&self.world.app, (&account, &keys), id, seen, (reason, note))
            .await
            .expect("an answer")
    }

    async fn confirm(&self, n: usize) -> Result<Said, VaultError> {
        let (account, keys) = self.by(n);
        let (id, seen) = (self.world.cases[0].id, self.seen().await);
        keeping::confirm(&self.world.app, (&account, &keys), id, seen).await
    }

    async fn hold(&self, n: usize, until: Option<Day>) -> Said {
        let (account, keys) = self.by(n);
        let (id, seen) = (self.world.cases[0].id, self.seen().await);
        keeping::hold(&self.world.app, (&account, &keys), id, seen, ("proceedings", until, ""))
            .await
            .expect("an answer")
    }

    async fn end_hold(&self, n: usize) -> Said {
        let (account, keys) = self.by(n);
        let (id, seen) = (self.world.cases[0].id, self.seen().await);
        let holds = self.standing(n).await.expect("a case").holds;
        let of = holds.iter().find(|(_, stands)| *stands).expect("a hold").0.id.clone();
        keeping::end_hold(&self.world.app, (&account, &keys), id, seen, &of).await.expect("an answer")
    }

    async fn standing(&self, n: usize) -> Option<Keeping> {
        let (account, keys) = self.by(n);
        let view = view::again(&self.world.app, &account, &keys, self.world.cases[0].id).await;
        view.expect("an answer").map(|view| keeping::standing(&self.world.app, &view, account.id))
    }

    /// Somebody comes who may read and write nothing.
    async fn lets_read(&self, n: usize) {
        let (world, app) = (&self.world, &self.world.app);
        let (opened, read) =
            world.read(world.adviser(0), world.cases[0].id).await.expect("whole").expect("held");
        let roster = app.roster(&mut app.store.read().await.expect("a transaction")).await.expect("a roster");
        let joining = Joining { staff: world.advisers[n].0, until: None, reading: true };
        let leaf = |sealed| {
            let leaf = Leaf::staff(Event::ReadersChanged, app.clock.now(), None);
            leaf.about(world.cases[0].id).sealing(sealed)
        };
        let turned = app.turning(&roster).renew(&opened, &read, &Change::joining(vec![joining]), leaf).await;
        assert_eq!(turned, Ok(true));
    }

    /// An entry under the name of `staff`, signed by `signer`, sealed with what `opened` holds, that no log tells of.
    async fn put(&self, staff: usize, signer: usize, opened: &OpenedCase, (n, what): (u64, desk::Act)) {
        let (staff, keys) = (self.world.advisers[staff].0, &self.world.advisers[signer].1);
        let name = format!("Adviser {}", staff.0[0]);
        let author = Author { staff, name, keys, now: self.world.app.clock.now() };
        let newest = opened.newest().expect("an epoch");
        let sealing = Signed::seal(newest.desk.as_ref().expect("a desk"), &author, n, what, self.world.today);
        let (_, row) = sealing.expect("sealed");
        let mut tx = self.world.app.store.write().await.expect("a transaction");
        tx.add_record(self.world.cases[0].id, &row).await.expect("a record");
        tx.commit(Audit::none("as SQL would put it there")).await.expect("a commit");
    }

    /// Somebody gives the case away.
    async fn leaves(&self, n: usize) {
        let (account, keys) = self.by(n);
        let id = self.world.cases[0].id;
        let gone = sharing::leave(&self.world.app, &account, &keys, id, sharing::Leave::CannotTake).await;
        assert_eq!(gone, Ok(sharing::Gone::Yes));
    }

    /// The reporter writes.
    async fn said(&self) {
        let (world, id) = (&self.world, self.world.cases[0].id);
        let (opened, read) = world.read(world.reporter(0), id).await.expect("whole").expect("held");
        let today = world.app.clock.today();
        let message = Message::new(Side::Reporter, String::new(), "Wait.".to_owned(), None);
        let words = Words { message: Some(message), ..Words::default() };
        let addition =
            Addition::seal(opened.newest().expect("an epoch"), &read, words, today).expect("sealed");
        let mut tx = world.app.store.write().await.expect("a transaction");
        let sealed = addition.write(&mut tx, today).await.expect("written");
        let leaf = Leaf::reporter(Event::ReporterWrote, today, id, sealed);
        tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
    }

    async fn due(&self) -> Day {
        let mut tx = self.world.app.store.read().await.expect("a transaction");
        tx.case(self.world.cases[0].id).await.expect("a row").expect("a case").next_due
    }

    /// Noon of a day.
    fn go_to(&self, on: Day) {
        let clock = &self.world.app.clock;
        clock.stand_at(on.0 * 86_400 + 12 * 3_600);
        assert_eq!(clock.today(), on);
    }
}

pub fn refused(engine: Engine) {
    run(async move {
        let desk = Desk::new(engine).await;
        let refused = |why| Said::Refused(why);
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::NotProposed)));
        for reason in ["retention_over", "other"] {
            assert_eq!(desk.propose(0, reason).await, refused(Refusal::Open), "{reason}");
        }
        assert_eq!(desk.propose(0, "because").await, refused(Refusal::NotProposed));
        assert_eq!(desk.act(0, Act::Status(Status::InProgress)).await, Done::Yes);
        assert_eq!(desk.act(0, Act::Close("advice_given".to_owned())).await, Done::Yes);
        assert_eq!(desk.propose(0, "retention_over").await, refused(Refusal::Early));
        // Whoever does not hold the case: as if there were none.
        assert_eq!(desk.propose(2, "other").await, Said::NotTheirs);
        // Whatever is another reason is written in a note with the proposal.
        let note = desk::Act::Note { text: "Not mine.".to_owned(), source: String::new() };
        assert_eq!(desk.act(1, Act::Desk(vec![note])).await, Done::Yes);
        assert_eq!(desk.propose(0, "other").await, refused(Refusal::Unsaid));
        // A note of one's own on something else explains nothing either.
        let note = desk::Act::Note { text: "Rang.".to_owned(), source: String::new() };
        assert_eq!(desk.act(0, Act::Desk(vec![note])).await, Done::Yes);
        assert_eq!(desk.propose(0, "other").await, refused(Refusal::Unsaid));
        assert_eq!(desk.explain(0, "other", "It is a training case.").await, Said::Yes);
        let waits = desk.standing(1).await.expect("a case");
        assert_eq!(waits.refusal, None);
        assert_eq!(waits.proposed.expect("a proposal").note, "It is a training case.");
        assert_eq!(desk.propose(0, "other").await, Said::Yes, "a double click is one proposal");
        assert_eq!(desk.propose(1, "court_order").await, Said::Changed, "one at a time");
        assert_eq!(desk.confirm(2).await, Ok(Said::NotTheirs));
        assert_eq!(desk.confirm(0).await, Ok(refused(Refusal::Own)));
        // Somebody writes: the reporter, a colleague in the conversation, one at the desk, who holds it.
        desk.said().await;
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::Written)));
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes);
        desk.act(1, Act::Answer("We wait.".to_owned(), desk.world.today.plus(9), false)).await;
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::Written)));
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes);
        let note = desk::Act::Note { text: "A call.".to_owned(), source: String::new() };
        desk.act(1, Act::Desk(vec![note])).await;
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::NotProposed)));
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes);
        assert_eq!(desk.hold(1, Some(desk.world.today)).await, Said::Yes);
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::NotProposed)));
        assert_eq!(desk.propose(0, "court_order").await, refused(Refusal::Held));
        assert_eq!(desk.end_hold(0).await, Said::Yes);
        // Taken back by whoever reads it.
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes);
        let (account, keys) = desk.by(1);
        let (id, seen) = (desk.world.cases[0].id, desk.seen().await);
        let back = keeping::take_back(&desk.world.app, (&account, &keys), id, seen).await;
        assert_eq!(back, Ok(Said::Yes));
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::NotProposed)));
        // A page that was opened before.
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes);
        let stale = keeping::confirm(&desk.world.app, (&account, &keys), id, seen).await;
        assert_eq!(stale, Ok(Said::Changed));
        // A new epoch is no word, and who comes to read only decides nothing.
        desk.lets_read(2).await;
        assert_eq!(desk.confirm(2).await, Ok(Said::NotTheirs));
        assert_eq!(desk.standing(1).await.expect("a case").refusal, None);
        // Other keys, or none, for whoever proposed it.
        vouch_for(&desk.world, 1, "nbs", &StaffKeys::generate(false)).await;
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::Gone)));
        revoke(&desk.world, 0).await;
        assert_eq!(desk.confirm(1).await, Ok(refused(Refusal::Gone)));
        let alone = desk.standing(1).await.expect("a case");
        assert!(alone.alone && alone.proposed.is_some());
        assert_eq!(desk.world.verified(&desk.world.kept).await, Vec::<String>::new());
    });
}

/// Somebody with SQL keeps a case as it stood with a proposal, and puts it back after that was taken back.
pub fn replayed(engine: Engine) {
    run(async move {
        let desk = Desk::new(engine).await;
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes);
        let of = [desk.world.cases[0].id.0[..].into()];
        for table in ["card", "side_card", "record", "cases"] {
            let column = if table == "cases" { "id" } else { "case_id" };
            let keep = format!("CREATE TABLE before_{table} AS SELECT * FROM {table}");
            desk.world.sql.run(&keep, &[]).await;
            assert_ne!(
                desk.world.sql.run(&format!("DELETE FROM before_{table} WHERE {column} <> $1"), &of).await,
                0
            );
        }
        assert_eq!(desk.hold(1, None).await, Said::Yes);
        for table in ["card", "side_card", "record", "cases"] {
            let column = if table == "cases" { "id" } else { "case_id" };
            desk.world.sql.run(&format!("DELETE FROM {table} WHERE {column} = $1"), &of).await;
            desk.world.sql.run(&format!("INSERT INTO {table} SELECT * FROM before_{table}"), &[]).await;
        }
        assert!(desk.standing(1).await.expect("a case").refusal.is_none(), "so it stood then");
        assert_eq!(desk.confirm(1).await, Err(VaultError::Refused), "the log knows a newer desk");
        assert!(desk.standing(1).await.is_some());
    });
}

/// Whoever holds a desk, or held it, seals entries of it into the store; only who could end a hold ends one.
pub fn forged(engine: Engine) {
    run(async move {
        let desk = Desk::new(engine).await;
        let world = &desk.world;
        let id = world.cases[0].id;
        assert_eq!(desk.act(0, Act::Desk(vec![note("A call.")])).await, Done::Yes);
        assert_eq!(desk.hold(0, None).await, Said::Yes);
        let (opened, _) = world.read(world.adviser(1), id).await.expect("whole").expect("held");
        let held = async || desk.standing(0).await.expect("a case").holds.len();
        let of = desk.standing(0).await.expect("a case").holds[0].0.id.clone();
        let ends = || desk::Act::HoldEnded { of: of.clone() };
        // Under a colleague's name, with other keys.
        desk.put(0, 1, &opened, (90, ends())).await;
        assert_eq!(held().await, 1, "not signed by whom it names");
        // Somebody who only reads.
        desk.lets_read(2).await;
        let (later, _) = world.read(world.adviser(2), id).await.expect("whole").expect("held");
        desk.put(2, 2, &later, (91, ends())).await;
        assert_eq!(held().await, 1, "who only reads ends none");
        // Somebody whose reading ended before the hold was set, into the desk that they held.
        assert_eq!(desk.end_hold(0).await, Said::Yes);
        assert_eq!(held().await, 0, "who works on it does");
        desk.leaves(1).await;
        assert_eq!(desk.hold(0, None).await, Said::Yes);
        let of = desk.standing(0).await.expect("a case").holds[0].0.id.clone();
        desk.put(1, 1, &opened, (92, desk::Act::HoldEnded { of })).await;
        assert_eq!(held().await, 1, "in an epoch before it");
    });
}

/// Rows that SQL put in the place of others, so that nothing is missing by number, let nothing be deleted.
pub fn swapped(engine: Engine) {
    run(async move {
        let desk = Desk::new(engine).await;
        let (world, id) = (&desk.world, desk.world.cases[0].id);
        assert_eq!(desk.act(0, Act::Desk(vec![note("A call.")])).await, Done::Yes);
        let told = world.sql.ints("SELECT id FROM record WHERE compartment = 2", &[]).await;
        assert_eq!(desk.hold(1, None).await, Said::Yes);
        let of = desk.standing(0).await.expect("a case").holds[0].0.id.clone();
        let (opened, _) = world.read(world.adviser(1), id).await.expect("whole").expect("held");
        // By one of the two alone, in place of the note, under the own name.
        desk.put(1, 1, &opened, (1, desk::Act::HoldEnded { of })).await;
        assert_eq!(world.sql.run("DELETE FROM record WHERE id = $1", &[told[0].into()]).await, 1);
        assert_eq!(desk.propose(0, "court_order").await, Said::Yes, "nothing is missing");
        assert_eq!(desk.confirm(1).await, Err(VaultError::Refused), "the log knows no such entry");
        assert!(desk.standing(0).await.is_some());
    });
}

fn note(text: &str) -> desk::Act {
    desk::Act::Note { text: text.to_owned(), source: String::new() }
}

/// Years pass: the system proposes and deletes nothing; two decide.
pub fn over(engine: Engine) {
    run(async move {
        let desk = Desk::new(engine).await;
        let app = &desk.world.app;
        let first = day(app.clock.local(app.clock.now()).date());
        assert_eq!(desk.act(0, Act::Status(Status::InProgress)).await, Done::Yes);
        assert_eq!(desk.act(0, Act::Close("advice_given".to_owned())).await, Done::Yes);
        let filed = first.plus(-1);
        assert_eq!(desk.due().await, filed.plus(30), "somebody asks how its reporter fares");
        // A word in a closed case promises a day, like every other; closing anew ends that.
        let closed = filed.plus(181);
        desk.go_to(closed);
        let how = Act::Answer("How are you?".to_owned(), closed.plus(7), false);
        assert_eq!(desk.act(1, how).await, Done::Yes);
        assert_eq!(desk.due().await, closed.plus(7));
        assert_eq!(desk.act(1, Act::Status(Status::InProgress)).await, Done::Yes);
        assert_eq!(desk.act(0, Act::Close("advice_given".to_owned())).await, Done::Yes);
        let last = closed.plus(730);
        assert_eq!(desk.due().await, last.plus(1));
        for (on, near) in
            [(-31, Nearness::Far), (-30, Nearness::Soon), (0, Nearness::Soon), (1, Nearness::Over)]
        {
            desk.go_to(last.plus(on));
            assert_eq!(desk.standing(0).await.expect("a case").near, near, "{on}");
        }
        // Held to a day, then without one: it comes up when that is over, and once a year.
        assert_eq!(desk.hold(0, Some(last.plus(100))).await, Said::Yes);
        assert_eq!(desk.due().await, last.plus(101));
        desk.go_to(last.plus(101));
        assert_eq!(desk.hold(1, None).await, Said::Yes);
        assert_eq!(desk.due().await, last.plus(101 + 365).plus(1));
        desk.go_to(last.plus(101 + 366));
        assert_eq!(desk.propose(0, "retention_over").await, Said::Refused(Refusal::Held));
        assert_eq!(desk.end_hold(0).await, Said::Yes);
        // The first has ended by itself, and stands there until somebody ends it.
        assert_eq!(desk.standing(0).await.expect("a case").holds.len(), 1);
        for _ in 0..3 {
            worker::tidy(app).await.expect("tidied");
        }
        assert!(desk.standing(0).await.is_some(), "whoever holds no key deletes nothing");
        assert_eq!(desk.propose(0, "retention_over").await, Said::Yes);
        desk.go_to(last.plus(101 + 367));
        assert_eq!(desk.confirm(0).await, Ok(Said::Refused(Refusal::Own)));
        assert_eq!(desk.confirm(1).await, Ok(Said::Yes));
        assert!(desk.standing(0).await.is_none());
        shred::purge(&app.store, app.clock.now()).await.expect("purged");
        let waits =
            desk.world.sql.ints("SELECT CAST(COUNT(*) AS BIGINT) FROM job WHERE state <> 'done'", &[]);
        assert_eq!(waits.await, [0]);
        assert_eq!(desk.world.verified(&desk.world.kept).await, Vec::<String>::new());
    });
}

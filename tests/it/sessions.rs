//! Sessions of one's own, devices, the count of failures, and the passphrase again.

use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::Request;
use balss::app::{App, Shared};
use balss::config::Config;
use balss::domain::event::{Event, Log};
use balss::domain::fields::Fields;
use balss::domain::id::{PersonId, StaffId};
use balss::domain::staff::{Account, Role};
use balss::features::console::sign_in::{self, Attempt, Check, Entered, MOST_SESSIONS, Try, Until};
use balss::features::sessions::own;
use balss::store::Audit;
use balss::store::staff::StaffRow;
use balss::vault::device::{self, MOST_DEVICES};
use balss::vault::keys::KeyFiles;
use balss::vault::staff::{self, StaffKeys};
use balss::vault::visit::Token;
use balss::web::grave;
use balss::web::session;
use balss::web::staff::signed;
use libtest_mimic::Trial;

use crate::support::adviser::{Adviser, try_sign_in};
use crate::support::html::{Form, Page};
use crate::support::reporter::{press, set};
use crate::support::server::{Demo, Staff};
use crate::support::services::trial;
use crate::support::shelf::{Engine, Shelf, Sql, on_both, run};

const PASSPHRASE: &str = "a passphrase of somebody in a test";

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("sessions", "at_most_five_and_one_browser_has_one", |e| run(sessions(e)));
    all.extend(on_both("sessions", "a_device_is_its_accounts_and_forgotten_when_asked", |e| run(devices(e))));
    all.extend(on_both("sessions", "failures_are_counted_by_the_hour_without_names", |e| run(failures(e))));
    all.extend(on_both("sessions", "a_sign_in_does_not_outlive_a_change_meanwhile", |e| run(raced(e))));
    all.extend(on_both("sessions", "a_touched_pool_keeps_nothing_from_being_swept", |e| run(swept(e))));
    all.push(trial("sessions::grave_acts_ask_for_the_passphrase_again", &[], || run(grave_acts())));
    all.push(trial("sessions::the_own_list_ends_one_or_all", &[], own_list));
    all.push(trial("sessions::what_was_typed_outlives_a_session_that_ended", &[], typed_stays));
    all
}

struct House {
    app: Shared,
    people: [Account; 2],
    shelf: Shelf,
}

impl House {
    /// An installation with two people who have no second factor, so that a test need not wait for codes.
    async fn new(engine: Engine) -> Self {
        let shelf = Shelf::new(engine);
        let path = |name: &str| shelf.folder.path().join(name).display().to_string();
        KeyFiles::create(&shelf.folder.path().join("keys")).expect("key files");
        let config = format!(
            "public_address = \"http://127.0.0.1\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"{}\"\nblobs = \"{}\"\n\
             keys = \"{}\"\nstate = \"{}\"\ntime_zone = \"Europe/Riga\"\norigin = \"test.example\"\n\
             root_key = \"{}\"\nexit_to = \"https://example.lv/\"\n",
            shelf.url,
            path("blobs"),
            path("keys"),
            path("state"),
            "01".repeat(32),
        );
        let app =
            App::start(Config::parse(&config).expect("a configuration")).await.expect("an installation");
        let person = |n: u8| Account {
            id: StaffId([n; 16]),
            username: format!("person{n}"),
            role: Role::Auditor,
            person: PersonId([n; 16]),
            institution: "nbs".to_owned(),
            name: format!("Person {n}"),
            lang: "lv".to_owned(),
            mail: String::new(),
            active: true,
            outside: false,
        };
        let people = [person(1), person(2)];
        for account in &people {
            let keys = StaffKeys::generate(false);
            let row = staff::create(account.clone(), PASSPHRASE, &keys, &app.keys, &app.staff_lane).await;
            let mut tx = app.store.write().await.expect("a transaction");
            assert!(tx.add_staff(&row.expect("a row")).await.expect("added"));
            tx.commit(Audit::none("a test's own account")).await.expect("committed");
        }
        Self { app, people, shelf }
    }

    async fn attempt(
        &self,
        n: usize,
        passphrase: &str,
        device: Option<&Token>,
        before: Option<&Token>,
    ) -> Attempt {
        let of = Try { username: &self.people[n].username, passphrase, code: "", device, visit: None };
        sign_in::sign_in(&self.app, of, before).await.expect("an answer")
    }

    async fn enter(&self, n: usize, device: Option<&Token>, before: Option<&Token>) -> Entered {
        match self.attempt(n, PASSPHRASE, device, before).await {
            Attempt::In(entered) => entered,
            Attempt::Wrong => panic!("wrong"),
            Attempt::Busy => panic!("busy"),
        }
    }

    async fn live(&self, n: usize) -> Vec<[u8; 32]> {
        let list = own::list(&self.app, self.people[n].id).await.expect("a list");
        list.into_iter().map(|s| s.id).collect()
    }

    async fn is_known(&self, token: &Token, n: usize) -> bool {
        let mut tx = self.app.store.look().await.expect("a look");
        let now = self.app.clock.now();
        device::known(&mut tx, &self.app.keys, token, Some(self.people[n].id), now).await.expect("an answer")
    }

    /// Bodies of the staff log, oldest first.
    async fn log(&self) -> Vec<String> {
        let mut tx = self.app.store.read().await.expect("a look");
        let leaves = tx.leaves(Log::Staff, 0, 1000).await.expect("leaves");
        leaves.into_iter().map(|(_, body)| body).collect()
    }

    async fn of(&self, event: Event) -> Vec<String> {
        let word = format!("\"event\":\"{}\"", event.word());
        self.log().await.into_iter().filter(|body| body.contains(&word)).collect()
    }
}

async fn sessions(engine: Engine) {
    let house = House::new(engine).await;
    let other = house.enter(1, None, None).await;
    let mut tokens = Vec::new();
    for _ in 0..=MOST_SESSIONS {
        tokens.push(house.enter(0, None, None).await.session);
    }
    let live = house.live(0).await;
    assert_eq!(live.len(), MOST_SESSIONS);
    assert!(live.contains(&tokens[MOST_SESSIONS].session_id()), "the new one lives");
    assert_eq!(house.live(1).await, [other.session.session_id()], "others are left alone");

    // The browser of another's session signs in: that session ends, and the log says whose.
    let entered = house.enter(0, None, Some(&other.session)).await;
    assert!(house.live(1).await.is_empty());
    let out = house.of(Event::SignedOut).await;
    assert!(out.len() == 1 && out[0].contains(&house.people[1].id.to_string()), "{out:?}");

    // One's own are ended by their name; a colleague's name of a session ends nothing.
    let id = entered.session.session_id();
    assert!(!own::end(&house.app, house.people[1].id, &id).await.expect("an answer"));
    assert!(own::end(&house.app, house.people[0].id, &id).await.expect("an answer"));
    assert!(!house.live(0).await.contains(&id));
    own::end_all(&house.app, house.people[0].id).await.expect("done");
    assert!(house.live(0).await.is_empty());
    assert_eq!(house.of(Event::SessionsEnded).await.len(), 1);
}

/// Argon2 takes a while, in which the account may be closed, or its passphrase changed by somebody who fears that another
/// knows it: what was right when it was asked opens nothing after that.
async fn raced(engine: Engine) {
    let house = House::new(engine).await;
    let app = &house.app;
    let right = async || {
        let username = &house.people[0].username;
        let of = Try { username, passphrase: PASSPHRASE, code: "", device: None, visit: None };
        match sign_in::check(app, of).await.expect("an answer") {
            Check::Right(proved) => proved,
            Check::Wrong | Check::Busy => panic!("refused"),
        }
    };
    let row = app.store.look().await.expect("a look").staff(house.people[0].id).await.expect("a query");
    let row = row.expect("an account");
    let keys = StaffKeys::generate(false);
    let another =
        staff::create(row.account.clone(), "another passphrase of theirs", &keys, &app.keys, &app.staff_lane);
    let mut closed = row.clone();
    closed.account.active = false;
    for meanwhile in [another.await.expect("a row"), staff::stamped(&app.keys, closed)] {
        let (proved, now) = (right().await, app.clock.now());
        let mut tx = app.store.write().await.expect("a transaction");
        assert!(proved.use_code(&mut tx, now).await.expect("an answer").is_some(), "as it was");
        drop(tx);
        let set = async |row: &StaffRow| {
            let mut tx = app.store.write().await.expect("a transaction");
            assert_eq!(tx.set_staff(row).await, Ok(true));
            tx.commit(Audit::none("a test")).await.expect("committed");
        };
        set(&meanwhile).await;
        let mut tx = app.store.write().await.expect("a transaction");
        assert!(proved.use_code(&mut tx, now).await.expect("an answer").is_none());
        drop(tx);
        set(&row).await;
    }
}

/// The pool of a past day that somebody touched stays as evidence; what is over is swept all the same.
async fn swept(engine: Engine) {
    let house = House::new(engine).await;
    house.enter(0, None, None).await;
    let sql = house.shelf.sql().await;
    sql.run("UPDATE session SET last_seen = 1, created = 1", &[]).await;
    let mac = [0_u8; 32];
    let put = "INSERT INTO pending (id, day, body, mac) VALUES ($1, 1, 'x', $1)";
    sql.run(put, &[mac[..].into()]).await;
    sql.run("INSERT INTO pending_head (day, size, mac) VALUES (1, 1, $1)", &[mac[..].into()]).await;
    assert!(balss::worker::tidy(&house.app).await.is_err(), "the pool is told");
    assert_eq!(house.live(0).await.len(), 0);
    assert_eq!(house.of(Event::Expired).await.len(), 1);
}

async fn devices(engine: Engine) {
    let house = House::new(engine).await;
    let first = house.enter(0, None, None).await.device;
    assert!(house.is_known(&first, 0).await && !house.is_known(&first, 1).await);
    assert!(!house.is_known(&Token::generate(), 0).await);
    // The same browser serves a second person: both know it from then on, and the cookie stays.
    let again = house.enter(1, Some(&first), None).await.device;
    assert_eq!(again.device_id(), first.device_id());
    assert!(house.is_known(&first, 0).await && house.is_known(&first, 1).await);

    // While strangers keep their room busy under this name, the device is not kept waiting, whatever they do.
    let turn = house.app.stranger_room.turn(b"somebody", None).await.expect("a turn");
    house.enter(0, Some(&first), None).await;
    assert!(matches!(house.attempt(0, "wrong", Some(&first), None).await, Attempt::Wrong));
    drop(turn);

    // A device is throttled by itself and not for good; strangers are not throttled with it.
    let mut busy = 0;
    for _ in 0..12 {
        busy += usize::from(matches!(house.attempt(0, "wrong", Some(&first), None).await, Attempt::Busy));
    }
    assert!(busy >= 2, "{busy}");
    house.enter(0, None, None).await;

    for _ in 0..MOST_DEVICES {
        house.enter(1, None, None).await;
    }
    let mut tx = house.app.store.look().await.expect("a look");
    assert_eq!(tx.devices_of(house.people[1].id).await.expect("a list").len(), MOST_DEVICES);
    drop(tx);
    own::end_all(&house.app, house.people[0].id).await.expect("done");
    assert!(!house.is_known(&first, 0).await, "forgotten");
}

async fn failures(engine: Engine) {
    let house = House::new(engine).await;
    let hour = house.app.failures_hour.load(Ordering::Relaxed);
    let typed = "my-mistyped-passphrase-as-a-name";
    for username in [typed, "person1"] {
        let of = Try { username, passphrase: "wrong", code: "", device: None, visit: None };
        let answer = sign_in::sign_in(&house.app, of, None).await.expect("an answer");
        assert!(matches!(answer, Attempt::Wrong));
    }
    let write = |until| sign_in::log_failures(&house.app, until);
    write(Until::Hour(hour * 3600 + 3599)).await.expect("nothing to do");
    assert!(house.of(Event::SignInFailed).await.is_empty(), "the hour is not over");
    let next = (hour + 1) * 3600 + 5;
    write(Until::Hour(next)).await.expect("written");
    write(Until::Hour(next + 3600)).await.expect("an hour without any");
    let found = house.of(Event::SignInFailed).await;
    assert!(found.len() == 1 && found[0].contains("\"count\":2") && !found[0].contains("who"), "{found:?}");
    assert!(house.log().await.iter().all(|body| !body.contains(typed)));
    house.attempt(0, "wrong", None, None).await;
    write(Until::End(next + 3700)).await.expect("written");
    assert_eq!(house.of(Event::SignInFailed).await.len(), 2, "what is left is written at the end");
}

async fn grave_acts() {
    let house = House::new(Engine::Sqlite).await;
    let entered = house.enter(0, None, None).await;
    let cookie = format!("session={}", *entered.session.cookie());
    let request = Request::builder().header("cookie", cookie).body(Body::empty()).expect("a request");
    let visitor = session::visitor_of(&house.app, &request);
    let signed = signed(&house.app, &visitor).await.expect("an answer").expect("a session");
    let confirm = async |typed: &str| {
        let fields = Fields(vec![(grave::FIELD.to_owned(), typed.to_owned())]);
        grave::confirm(&house.app, &signed, &fields).await
    };
    for _ in 0..7 {
        assert!(confirm(PASSPHRASE).await.is_ok(), "a right one costs nothing");
    }
    for _ in 0..5 {
        assert!(matches!(confirm("").await, Err(grave::Fault::Wrong)));
    }
    let last = confirm(PASSPHRASE).await;
    assert!(matches!(last, Err(grave::Fault::Busy)), "five wrong ones at once, and then none: {last:?}");
    assert_eq!(house.app.failed_sign_ins.load(Ordering::Relaxed), 6);
    assert!(house.live(0).await.contains(&entered.session.session_id()), "the session goes on");
}

fn own_list() {
    let demo = Demo::empty();
    let (who, _, _) = demo.advisers();
    let mut first = Adviser::sign_in_anew(&demo, who);
    let mut second = Adviser::sign_in_anew(&demo, who);
    let device = first.client.cookies.get("device").cloned().expect("the cookie of a device");
    let page = first.page("/account/sessions");
    assert_eq!(page.with_attr("data-session").len(), 2);
    assert_eq!(page.with_attr("data-this").len(), 1);
    assert!(!page.text().contains("127.0.0.1"), "no address");

    // End the other one.
    let forms: Vec<_> =
        page.forms().into_iter().filter(|f| f.defaults().iter().any(|(n, _)| n == "session")).collect();
    let rows = page.with_attr("data-session");
    let other = rows.iter().position(|r| r.attr("data-this").is_none()).expect("the other one");
    let answer = first.client.submit(&forms[other], &forms[other].defaults(), &[]).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    assert_eq!(answer.page().with_attr("data-session").len(), 1);
    assert!(
        second.client.get("/console").expect("an answer").page().form_with("passphrase").is_some(),
        "out"
    );
    // Without the token nothing ends.
    let forged = first.client.post("/account/sessions/end-all", &[]).expect("an answer");
    assert_eq!(forged.status, 403);

    // Out everywhere, the cookie of the device too.
    let page = first.page("/account/sessions");
    let all = page.forms().into_iter().find(|f| f.action.as_deref() == Some("/account/sessions/end-all"));
    let all = all.expect("the button");
    let mut fields = all.defaults();
    press(&mut fields, all.buttons().next());
    let answer = first.client.submit(&all, &fields, &[]).expect("an answer");
    assert!(answer.page().form_with("passphrase").is_some(), "at the door");
    assert!(!first.client.cookies.contains_key("device") && !first.client.cookies.contains_key("session"));
    // The browser that kept its cookie of a device is a stranger again: refused as one, with the name kept.
    let mut again = demo.visitor("en");
    again.cookies.insert("device".to_owned(), device);
    let without_code = Staff { totp_secret: None, ..who.clone() };
    let answer = try_sign_in(&mut again, &without_code, "wrong");
    assert_eq!(answer.status, 422);
    let fields = answer.page().form_with("username").expect("the form").defaults();
    assert!(fields.iter().any(|(n, v)| n == "username" && *v == who.username), "the name is kept");
}

/// The page of an ended session gives back what was typed, and after signing in in another tab it can be sent.
fn typed_stays() {
    let demo = Demo::empty();
    let (who, _, _) = demo.advisers();
    let mut adviser = Adviser::sign_in_anew(&demo, who);
    let page = adviser.page("/console/absence");
    let today = page.with_attr("min")[0].attr("min").expect("today").to_owned();
    let form = page.form_with("deputy").expect("the form");
    let choices = form.fields.iter().find(|f| f.name == "deputy").expect("the field").options.clone();
    let deputy = choices.into_iter().find(|id| !id.is_empty()).expect("somebody");
    let mut fields = form.defaults();
    for (name, value) in [("first", &today), ("last", &today), ("deputy", &deputy)] {
        set(&mut fields, name, value);
    }
    press(&mut fields, form.buttons().next());
    let ended = run(async {
        let url = format!("sqlite:{}", demo.data.join("balss.db").display());
        let pool = sqlx::SqlitePool::connect(&url).await.expect("a connection");
        Sql::Sqlite(pool).ints("DELETE FROM session RETURNING 1", &[]).await.len()
    });
    assert_eq!(ended, 1);
    let answer = adviser.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(answer.status, 401);
    let door = answer.page().links().iter().any(|a| {
        a.attr("href") == Some("/sign-in")
            && a.attr("target") == Some("_blank")
            && a.attr("rel") == Some("noopener")
    });
    assert!(door, "a way to sign in that leaves the words where they are");
    assert!(
        answer.page().links().iter().all(|a| a.attr("href") != Some("/leave")),
        "the reporters' frame around a page of the staff"
    );
    let kept = |page: &Page| page.form_with("deputy").unwrap_or_else(|| panic!("lost: {}", page.text()));
    let retry = kept(&answer.page());

    let again = try_sign_in(&mut adviser.client, who, &who.passphrase);
    assert_eq!(again.status, 200, "{}", again.page().text());
    // The page knew the session before; the next one knows this one.
    let answer = adviser.client.submit(&retry, &retry.defaults(), &[]).expect("an answer");
    assert_eq!(answer.status, 403);
    let retry = kept(&answer.page());
    let answer = adviser.client.submit(&retry, &retry.defaults(), &[]).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    let planned = |f: &Form| f.buttons().any(|b| b.value == "end");
    assert!(answer.page().forms().iter().any(planned), "{}", answer.page().text());
}

//! Advisers vouch for advisers, the administrator carries, and whoever writes to the database gains nothing by it.

mod root;

use balss::app::{App, Shared};
use balss::config::Config;
use balss::crypto::random;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::{PersonId, StaffId};
use balss::domain::staff::{Account, Role};
use balss::features::admin::people::{self, Vouched as Listed};
use balss::features::admin::roster;
use balss::features::console::colleagues::{self, Before, Deed, Signed, Vouched};
use balss::store::Audit;
use balss::store::audit::name_staff;
use balss::store::staff::StaffRow;
use balss::vault::carry::RosterSigned;
use balss::vault::roster::{Roster, Statement, fingerprint};
use balss::vault::staff::{self, StaffKeys};
use balss::vault::{carry, proposal};
use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::desk::{fingerprint_on, revoke, vouch, vouching};
use crate::support::http::Body;
use crate::support::reporter::{Reporter, Told, set};
use crate::support::server::{Demo, Staff};
use crate::support::services::trial;
use crate::support::shelf::{Engine, on_both, run};
use crate::support::unique;
use crate::tamper::world::World;

pub fn trials() -> Vec<Trial> {
    let mut all = vec![trial("vouch::two_of_two_institutions_vouch_a_third", &[], journey)];
    all.push(trial(
        "vouch::the_command_line_carries_and_takes_nothing_of_another_root",
        &[],
        root::command_line,
    ));
    all.push(trial("vouch::a_signed_file_is_taken_in_with_the_passphrase", &[], root::at_the_page));
    all.extend(on_both("vouch", "the_root_signs_what_is_carried", root::carried));
    all.extend(on_both("vouch", "a_row_touched_before_vouching_offers_nothing_or_shows", touched_rows));
    all.extend(on_both("vouch", "a_reused_account_takes_over_nothing", reused));
    all.extend(on_both("vouch", "a_proposal_is_worth_its_signatures", proposals));
    all
}

/// An account whose person has enrolled and whom nobody vouches for.
pub async fn enrolled(app: &App, name: &str, institution: &str, outside: bool) -> (Account, StaffKeys) {
    let account = Account {
        id: StaffId(random::bytes()),
        username: name.to_lowercase(),
        role: Role::Adviser,
        person: PersonId(random::bytes()),
        institution: institution.to_owned(),
        name: name.to_owned(),
        lang: "lv".to_owned(),
        mail: String::new(),
        active: true,
        outside,
    };
    let keys = StaffKeys::generate(false);
    let row = staff::create(account.clone(), PASSPHRASE, &keys, &app.keys, &app.staff_lane).await;
    add(app, &row.expect("a row")).await;
    (account, keys)
}

pub const PASSPHRASE: &str = "wherever the river bends twice";

async fn add(app: &App, row: &StaffRow) {
    let mut tx = app.store.write().await.expect("a transaction");
    assert_eq!(tx.add_staff(row).await, Ok(true));
    let leaf = Leaf::staff(Event::StaffAdded, app.clock.now(), Some(row.account.id));
    tx.commit(Audit::of(vec![leaf.sealing([name_staff(row)].into())])).await.expect("a commit");
}

/// A field of the form, what it is set to, and the answer.
const FAULTY: [(&str, &str, u16); 5] = [
    ("compared", "", 422),
    ("asked", "", 422),
    ("passphrase", "wrong", 422),
    ("seen", "00", 409),
    ("act", "else", 409),
];

fn journey() {
    let demo = Demo::empty();
    let (first, second, outside) = demo.advisers();
    let app: Shared = run(async {
        let config = Config::load(&demo.data.join("balss.toml")).expect("a configuration");
        App::start(config).await.expect("the same installation")
    });
    let institution = first.institution.clone().expect("an institution");
    let (account, keys) = run(enrolled(&app, "Newcomer", &institution, false));
    let newcomer = Staff {
        role: "adviser".to_owned(),
        username: account.username.clone(),
        passphrase: PASSPHRASE.to_owned(),
        totp_secret: None,
        institution: first.institution.clone(),
    };
    let path = format!("/console/colleagues/{}", account.id);

    // Whom nobody vouches for sees the own fingerprint and nothing else, wherever.
    let mut new = Adviser::sign_in_anew(&demo, &newcomer);
    let own = fingerprint_on(&new.page("/console"));
    for page in ["/console", "/console/colleagues", &path] {
        let page = new.page(page);
        assert_eq!(fingerprint_on(&page), own);
        assert!(page.with_attr("data-case-id").is_empty() && page.form_with("passphrase").is_none());
    }

    let mut one = Adviser::sign_in(&demo, first);
    let listed = one.page("/console/colleagues");
    assert_eq!(listed.with_attr("data-waiting").len(), 1);
    assert_eq!(listed.with_attr("data-standing").len(), 4);
    let page = one.page(&path);
    assert_eq!(fingerprint_on(&page), own, "what both read to each other");
    let (form, good) = vouching(&page, &first.passphrase).expect("a form");
    // Without the comparison, with a wrong passphrase, for another text than the one that was shown: nothing.
    for (field, value, status) in FAULTY {
        let mut fields = good.clone();
        set(&mut fields, field, value);
        let answer = one.client.submit(&form, &fields, &[]).expect("an answer");
        assert_eq!(answer.status, status, "{field}: {}", answer.page().text());
        assert!(!answer.text().contains(&first.passphrase), "the passphrase is not shown again");
    }
    assert!(one.page(&path).form_with("compared").is_some(), "still to be signed");
    // Signed once, and the same form once more: one adviser is one.
    for _ in 0..2 {
        assert_eq!(one.client.submit(&form, &good, &[]).expect("an answer").status, 200);
    }
    let page = one.page(&path);
    assert!(page.form_with("compared").is_none() && page.with_attr("data-vouch").len() == 1);
    // A colleague of the same institution does not suffice.
    let mut same = Adviser::sign_in(&demo, second);
    assert_eq!(vouch(&mut same, &path, &second.passphrase).status, 200);
    assert_eq!(fingerprint_on(&new.page("/console")), own, "still nobody");
    // Who is not in the roster signs nothing; nor do other roles, even with the address.
    let mut theirs = good.clone();
    let csrf = new.page("/console").forms()[0].defaults();
    set(&mut theirs, "csrf", &csrf.iter().find(|(n, _)| n == "csrf").expect("a token").1);
    set(&mut theirs, "passphrase", PASSPHRASE);
    assert_eq!(new.client.post(&path, &theirs).expect("an answer").status, 404);
    for role in ["administrator", "auditor", "leadership"] {
        let who = demo.with_role(role)[0].clone();
        let mut other = Adviser::sign_in(&demo, &who);
        let home = other.client.get("/sign-in").expect("an answer").page();
        let token = home.forms()[0].defaults().into_iter().find(|(n, _)| n == "csrf").expect("a token");
        let mut theirs = good.clone();
        set(&mut theirs, "csrf", &token.1);
        set(&mut theirs, "passphrase", &who.passphrase);
        assert_eq!(other.client.post(&path, &theirs).expect("an answer").status, 404, "{role}");
        let seen = other.client.request("GET", &path, &[], &Body::Nothing).expect("an answer");
        assert_eq!(seen.status, 404, "{role}");
    }

    // An adviser of another institution does.
    let mut third = Adviser::sign_in(&demo, outside);
    let answer = vouch(&mut third, &path, &outside.passphrase);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.page().with_attr("data-standing").len(), 5);
    assert!(new.page("/console").with_attr("data-fingerprint").is_empty(), "the inbox");
    // For the keys, not for the account: whoever enrols it anew is nobody's colleague before they are vouched for.
    let anew = StaffKeys::generate(false);
    let vouched = |now, next| run(colleagues::vouched(&app, account.id, now, next)).expect("an answer");
    assert_eq!([vouched(&keys, None), vouched(&anew, Some(&keys))], [Vouched::Now; 2]);
    assert_eq!(vouched(&anew, None), Vouched::Before);
    let words = unique("told ");
    let told = Told { institution: first.institution.clone(), ..Told::words(&words) };
    Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    let (case, _) = new.find(&words);

    // Who keeps keys until new ones are vouched for hears so; who has none to keep hears what changes at once.
    let of = |desk: &mut Adviser| desk.page("/account/keys").text();
    assert!(of(&mut one).contains("Until then you work with the earlier ones"));
    let (waits, _) = run(enrolled(&app, "Waits", &institution, false));
    let waits = Staff { username: waits.username, ..newcomer.clone() };
    let said = of(&mut Adviser::sign_in_anew(&demo, &waits));
    assert!(said.contains("read the new one") && !said.contains("Until then"), "{said}");

    // Revoked by two: what is told afterwards goes to others.
    for (adviser, who) in [(&mut one, first), (&mut third, outside)] {
        assert_eq!(revoke(adviser, &path, "left", &who.passphrase).status, 200);
    }
    assert_eq!(one.page("/console/colleagues").with_attr("data-standing").len(), 4);
    assert_eq!(new.page("/console").with_attr("data-fingerprint").len(), 1);
    assert_eq!(vouched(&keys, None), Vouched::Revoked);
    assert!(new.page("/console").text().contains("was revoked"));
    assert_eq!(new.client.get(&format!("/console/cases/{case}")).expect("an answer").status, 404);

    // The administrator reads it in words, and the log tells of it.
    let who = demo.with_role("administrator")[0].clone();
    let page = Adviser::sign_in(&demo, &who).page("/admin/roster");
    let kinds = page.with_attr("data-statement");
    assert_eq!(
        kinds.last().and_then(|k| k.attr("data-statement").map(str::to_owned)).as_deref(),
        Some("leave")
    );
    let report = run(balss::features::audit::verify::verify(&app, &[])).expect("a report");
    assert_eq!(report.faults, [""; 0]);
}

fn touched_rows(engine: Engine) {
    run(async {
        let world = World::build(engine).await;
        let app = &world.app;
        let (anna, keys) = enrolled(app, "Anna", "vp", false).await;
        let me = world.advisers[0].0;
        let offered = async || {
            let list = colleagues::list(app, me).await.expect("a list");
            list.waiting.into_iter().filter(|w| w.key.name.starts_with("Anna")).collect::<Vec<_>>()
        };
        let honest = offered().await.remove(0);
        assert_eq!(honest.fingerprint, colleagues::own_fingerprint(&anna, &keys, None));

        // Another recipient, signature key, name, institution or role with SQL: the account offers nothing any more.
        let other = StaffKeys::generate(false);
        let id = || anna.id.0[..].into();
        let verify_key = other.signer().public();
        for (column, value) in [
            ("recipient", other.identity().recipient().to_string()[..].into()),
            ("verify_key", verify_key[..].into()),
            ("name", "Anna Cita"[..].into()),
            ("institution", "nbs"[..].into()),
        ] {
            world.sql.run("CREATE TABLE before AS SELECT * FROM staff", &[]).await;
            world.sql.one(&format!("UPDATE staff SET {column} = $2 WHERE id = $1"), &[id(), value]).await;
            assert!(offered().await.is_empty(), "{column}");
            let said = world.verified(&world.kept).await;
            assert!(said.iter().any(|s| s.contains("is not what the log knows")), "{column}: {said:?}");
            world.sql.run("DELETE FROM staff", &[]).await;
            world.sql.run("INSERT INTO staff SELECT * FROM before", &[]).await;
            world.sql.run("DROP TABLE before", &[]).await;
        }

        // A whole genuine row of older keys put back: what colleagues see is not what the person reads to them.
        let newer = StaffKeys::generate(false);
        let row =
            staff::create(anna.clone(), PASSPHRASE, &newer, &app.keys, &app.staff_lane).await.expect("a row");
        let mut tx = app.store.write().await.expect("a transaction");
        assert_eq!(tx.set_staff(&row).await, Ok(true));
        tx.commit(Audit::none("a test")).await.expect("a commit");
        assert_eq!(offered().await[0].fingerprint, colleagues::own_fingerprint(&anna, &newer, None));
        assert_ne!(honest.fingerprint, colleagues::own_fingerprint(&anna, &newer, None));

        // Signing what was shown before the exchange signs nothing.
        let (mine, own) = (account_of(&world, 0), &world.advisers[0].1);
        let done = colleagues::sign(app, &mine, (own, None), anna.id, Deed::Vouch, &honest.seen).await;
        assert_eq!(done, Ok(Signed::Changed));
        assert_eq!(world.sql.ints("SELECT day FROM proposal", &[]).await, [0_i64; 0]);
    });
}

/// An adviser of the world, as signed in.
fn account_of(world: &World, n: usize) -> Account {
    let id = world.advisers[n].0;
    Account {
        id,
        username: format!("adviser-{n}"),
        role: Role::Adviser,
        person: PersonId(id.0),
        institution: ["nbs", "nbs", "vp"][n].to_owned(),
        name: format!("Adviser {}", n + 1),
        lang: "lv".to_owned(),
        mail: String::new(),
        active: true,
        outside: n == 2,
    }
}

/// The administrator, who can write what an account says of its person and invite again, makes an account that stood
/// somebody else's: two advisers who compare and sign what they see bring none of its cases to that one.
fn reused(engine: Engine) {
    run(async {
        let world = World::build(engine).await;
        let app = &world.app;
        let about = async |n: usize, id: StaffId| {
            let one = colleagues::one(app, world.advisers[n].0, id).await.expect("a page").expect("somebody");
            one.vouch.expect("waits")
        };
        let sign = async |n: usize, id: StaffId| {
            let seen = about(n, id).await.seen;
            let (account, keys) = (account_of(&world, n), &world.advisers[n].1);
            colleagues::sign(app, &account, (keys, None), id, Deed::Vouch, &seen).await
        };
        let (anna, anna_keys) = enrolled(app, "Anna", "nbs", false).await;
        // What the list of cases counts, and what the administrator sees.
        let mine = async |n: usize| colleagues::waiting(app, world.advisers[n].0).await.expect("a number");
        let seen_as =
            async || people::person(app, anna.id).await.expect("an answer").expect("an account").vouched;
        assert_eq!((mine(0).await, mine(2).await, seen_as().await), (1, 1, Listed::Never));
        assert!(matches!(about(0, anna.id).await.before, Before::Nothing));
        assert_eq!(sign(0, anna.id).await, Ok(Signed::Waits));
        assert_eq!((mine(0).await, mine(2).await), (0, 1), "signed already; still to be signed");
        assert_eq!(sign(2, anna.id).await, Ok(Signed::Stands));
        assert_eq!((mine(0).await, mine(2).await, seen_as().await), (0, 0, Listed::Now));

        // While she stands: another name and other keys.
        let accomplice = StaffKeys::generate(false);
        let put = async |account: &Account, keys: &StaffKeys| {
            let row = staff::create(account.clone(), PASSPHRASE, keys, &app.keys, &app.staff_lane).await;
            let row = row.expect("a row");
            let mut tx = app.store.write().await.expect("a transaction");
            assert_eq!(tx.set_staff(&row).await, Ok(true));
            let leaf = Leaf::staff(Event::StaffChanged, app.clock.now(), None);
            tx.commit(Audit::of(vec![leaf.sealing([name_staff(&row)].into())])).await.expect("a commit");
        };
        let zane = Account { name: "Zane".to_owned(), ..anna.clone() };
        put(&zane, &anna_keys).await;
        assert_eq!((mine(0).await, seen_as().await), (1, Listed::Details));
        put(&anna, &accomplice).await;
        assert_eq!((mine(0).await, seen_as().await), (1, Listed::Earlier));
        put(&zane, &accomplice).await;
        assert_eq!((mine(0).await, seen_as().await), (0, Listed::Earlier), "the root's alone");
        let page = about(0, anna.id).await;
        let mut tx = app.store.write().await.expect("a transaction");
        assert_eq!(proposal::still_offered(&mut tx, &app.keys, &page.key).await, Ok(true));
        let gone = page.before.entry().expect("an entry");
        assert_eq!(
            proposal::still_offered(&mut tx, &app.keys, gone).await,
            Ok(false),
            "nobody has these keys"
        );
        drop(tx);
        assert!(page.root_only && page.new_keys() && page.change());
        assert_eq!(page.before.entry().map(|k| k.name.as_str()), Some("Anna"), "what stood before is shown");
        for n in [0, 2] {
            assert_eq!(sign(n, anna.id).await, Ok(Signed::NotTheirs));
        }

        // Closed and not revoked: colleagues are asked.
        put(&Account { active: false, ..anna.clone() }, &anna_keys).await;
        assert_eq!((mine(0).await, mine(2).await), (1, 1));
        let leave = colleagues::one(app, world.advisers[0].0, anna.id).await.expect("a page");
        let leave = leave.expect("somebody").leave.remove(0);
        let (account, keys) = (account_of(&world, 0), &world.advisers[0].1);
        let done =
            colleagues::sign(app, &account, (keys, None), anna.id, Deed::Leave(leave.0), &leave.1.seen).await;
        assert_eq!(done, Ok(Signed::Waits));
        assert_eq!((mine(0).await, mine(2).await), (0, 1));

        // After she left: under any name.
        let revoke = Statement::Revoke(anna.id, balss::domain::staff::Leaving::Left);
        let texts = app.store.read().await.expect("a transaction").roster().await.expect("a roster");
        let (count, head) = Roster::verify(&texts, &world.root().public()).head();
        let file = RosterSigned::new(vec![revoke.signed_by_root(count + 1, &head, world.root())]).text();
        assert_eq!(roster::take(app, StaffId([50; 16]), &file).await.expect("an answer"), Ok(1));
        for account in [&zane, &anna] {
            put(account, &StaffKeys::generate(false)).await;
            assert_eq!((mine(0).await, seen_as().await), (0, Listed::Revoked));
            let page = about(0, anna.id).await;
            assert!(page.root_only && matches!(page.before, Before::Revoked(_)));
            for n in [0, 2] {
                assert_eq!(sign(n, anna.id).await, Ok(Signed::NotTheirs));
            }
        }
        // The same person under a new account: that one they can vouch for, and see who it was.
        let again = Account { id: StaffId([77; 16]), username: "anna2".to_owned(), ..anna.clone() };
        let keys = StaffKeys::generate(false);
        let row = staff::create(again.clone(), PASSPHRASE, &keys, &app.keys, &app.staff_lane).await;
        add(app, &row.expect("a row")).await;
        let page = about(0, again.id).await;
        assert!(!page.root_only);
        assert!(matches!(page.before, Before::Account(k) if k.staff == anna.id && k.name == "Anna"));
        assert_eq!(sign(0, again.id).await, Ok(Signed::Waits));
        assert_eq!(sign(2, again.id).await, Ok(Signed::Stands));
    });
}

fn proposals(engine: Engine) {
    run(async {
        let world = World::build(engine).await;
        let app = &world.app;
        let (anna, anna_keys) = enrolled(app, "Anna", "nbs", false).await;
        let (berta, _) = enrolled(app, "Berta", "nbs", false).await;
        let seen = async |about: StaffId| {
            let one =
                colleagues::one(app, world.advisers[0].0, about).await.expect("a page").expect("somebody");
            one.vouch.expect("waits").seen
        };
        let sign = async |n: usize, about: StaffId, seen: &str| {
            let (account, keys) = (account_of(&world, n), &world.advisers[n].1);
            colleagues::sign(app, &account, (keys, None), about, Deed::Vouch, seen).await
        };
        assert_eq!(sign(0, anna.id, &seen(anna.id).await).await, Ok(Signed::Waits));
        assert_eq!(sign(2, berta.id, &seen(berta.id).await).await, Ok(Signed::Waits));
        let due = async || {
            let mut tx = app.store.read().await.expect("a transaction");
            let roster = app.roster(&mut tx).await.expect("a roster");
            let rows = tx.proposals().await.expect("rows");
            let staff = tx.all_staff().await.expect("accounts");
            carry::due(&app.keys, &roster, &staff, &rows)
        };
        let signed = async |about: StaffId| {
            let of =
                due().await.into_iter().find(|p| proposal::subject(&p.statement) == Some(subject_of(about)));
            of.map(|p| p.signed).unwrap_or_default()
        };
        assert_eq!(signed(anna.id).await, [world.advisers[0].0]);

        // The signature for one put under the other; the body of one under the other's name.
        let row = "SELECT signatures FROM proposal WHERE id = $1";
        let berta_id = subject_of(berta.id);
        let anna_id = subject_of(anna.id);
        let other = world.sql.texts(row, &[berta_id[..].into()]).await.remove(0);
        let own = world.sql.texts(row, &[anna_id[..].into()]).await.remove(0);
        let both = format!("{own}{other}");
        world
            .sql
            .one("UPDATE proposal SET signatures = $2 WHERE id = $1", &[anna_id[..].into(), both[..].into()])
            .await;
        assert_eq!(signed(anna.id).await, [world.advisers[0].0]);
        // Same institution; the person herself; nobody with another's key.
        assert_eq!(sign(1, anna.id, &seen(anna.id).await).await, Ok(Signed::Waits));
        let herself =
            colleagues::sign(app, &anna, (&anna_keys, None), anna.id, Deed::Vouch, &seen(anna.id).await)
                .await;
        assert_eq!(herself, Ok(Signed::NotTheirs));
        let borrowed = (account_of(&world, 2), &world.advisers[0].1);
        let done = colleagues::sign(
            app,
            &borrowed.0,
            (borrowed.1, None),
            anna.id,
            Deed::Vouch,
            &seen(anna.id).await,
        )
        .await;
        assert_eq!(done, Ok(Signed::NotTheirs));
        assert_eq!(roster::look(app).await.expect("a state").lines.len(), 4);

        world.sql.run("CREATE TABLE replayed AS SELECT * FROM proposal", &[]).await;
        assert_eq!(sign(2, anna.id, &seen(anna.id).await).await, Ok(Signed::Stands));
        // Berta's proposal died with the place it named; so does Anna's, put back with SQL.
        world.sql.run("DELETE FROM proposal", &[]).await;
        world.sql.run("INSERT INTO proposal SELECT * FROM replayed", &[]).await;
        assert_eq!(signed(berta.id).await, [StaffId([0; 16]); 0]);
        assert!(due().await.iter().all(|p| proposal::subject(&p.statement) != Some(anna_id)));
        assert_eq!(sign(0, berta.id, &seen(berta.id).await).await, Ok(Signed::Waits));
        assert_eq!(signed(berta.id).await, [world.advisers[0].0]);
        assert_eq!(sign(2, berta.id, &seen(berta.id).await).await, Ok(Signed::Stands));

        // Keys about to be replaced: the new ones are shown; the roster's are those that sign.
        let (mine, fresh) = (account_of(&world, 0), StaffKeys::generate(false));
        let old = &world.advisers[0].1;
        let of = |keys, next| colleagues::own_fingerprint(&mine, keys, next);
        assert_eq!(of(old, Some(&fresh)), of(&fresh, None));
        let (dora, _) = enrolled(app, "Dora", "nbs", false).await;
        let text = seen(dora.id).await;
        for (keys, done) in [
            ((&fresh, None), Signed::NotTheirs),
            ((&fresh, Some(old)), Signed::Waits),
            ((old, Some(&fresh)), Signed::Waits),
        ] {
            let signed = colleagues::sign(app, &mine, keys, dora.id, Deed::Vouch, &text).await;
            assert_eq!(signed, Ok(done));
        }

        // A broken chain: nobody signs, and the page says so.
        let junk = "INSERT INTO roster (seq, statement) VALUES (7, 'vouch for me')";
        world.sql.one(junk, &[]).await;
        let (carla, _) = enrolled(app, "Carla", "nbs", false).await;
        assert!(colleagues::list(app, world.advisers[0].0).await.expect("a list").broken);
        assert_eq!(colleagues::waiting(app, world.advisers[0].0).await, Ok(0), "nothing can be signed");
        assert_eq!(sign(0, carla.id, &seen(carla.id).await).await, Ok(Signed::NotTheirs));
        assert_eq!(roster::look(app).await.expect("a state").fault, Some(7));
        assert!(roster::request(app).await.is_err());
    });
}

fn subject_of(staff: StaffId) -> [u8; 16] {
    let key = balss::vault::roster::StaffKey {
        staff,
        person: PersonId([0; 16]),
        name: String::new(),
        institution: String::new(),
        outside: false,
        recipient: balss::crypto::hybrid::HybridIdentity::from_seed(&[1; 32]).recipient(),
        verifier: [0; 32],
    };
    assert_eq!(fingerprint(&key).len(), 19);
    proposal::subject(&Statement::Vouch(Box::new(key))).expect("a name")
}

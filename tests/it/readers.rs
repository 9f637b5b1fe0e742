//! Who reads a case over the years: an adviser leaves, another comes, a deputy stands in. Nobody reads what is written
//! after leaving, nobody comes to read but by the reporter's word, and a new epoch tells nothing of who reads which case.

mod property;

use std::collections::BTreeSet;
use std::time::Duration;

use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::{PersonId, StaffId};
use balss::domain::staff::{Account, Leaving, Role};
use balss::features::account::choose::{Chosen, Fault};
use balss::features::account::own::{self, Own, Renewal};
use balss::features::console::case::{self, Act, Done};
use balss::features::console::inbox::At;
use balss::features::console::inbox::order::Asking;
use balss::features::console::sharing::{self, Gone, Leave};
use balss::features::console::view;
use balss::features::console::{absence, ending, files, inbox, take_up};
use balss::features::follow_up::readers::{self, Agreed, Reading};
use balss::features::follow_up::talk;
use balss::features::follow_up::withdraw;
use balss::store::Audit;
use balss::store::audit::{name_staff, name_statement};
use balss::store::staff::StaffRow;
use balss::vault::access::Opener;
use balss::vault::grants::{self, Holder};
use balss::vault::roster::{Roster, StaffKey};
use balss::vault::rotate::{Change, Joining, Turning};
use balss::vault::staff::{self, Ring, StaffKeys};
use balss::vault::statement::Statement;
use balss::vault::thread::{Addition, Conversation, Words};
use balss::vault::visit::{self, Returning, Token, Visit};
use libtest_mimic::Trial;

use crate::support::services::trial;
use crate::support::shelf::{Engine, on_both, run};
use crate::tamper::world::World;
use crate::vouch::PASSPHRASE;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("readers", "who_left_reads_nothing_written_later", left);
    all.extend(on_both("readers", "a_new_adviser_reads_by_agreement_only", came));
    all.extend(on_both("readers", "where_nobody_opens_it_the_outside_adviser_is_offered", unopened));
    all.extend(on_both("readers", "a_deputy_reads_until_the_last_day", deputy));
    all.extend(on_both("readers", "where_a_deputy_may_not_act_is_listed", uncovered));
    all.extend(on_both("readers", "a_deputy_reads_nothing_the_day_after", day_after));
    all.extend(on_both("readers", "who_no_longer_reads_ends_no_withdrawn_case", withdrawn_page));
    all.extend(on_both("readers", "a_roster_that_does_not_verify_keeps_readers_and_adds_none", faulty));
    all.extend(on_both("readers", "an_absence_is_signed_with_the_keys_that_stand", absent_between));
    all.extend(on_both("readers", "a_longer_agreement_is_said_anew", agreed_for_good));
    all.extend(on_both("readers", "keys_that_colleagues_vouch_for_are_not_thrown_away", renewed));
    all.extend(on_both("readers", "new_keys_take_the_place_of_old_ones", replaced));
    all.extend(on_both("readers", "a_reminder_takes_no_case_down_the_list", reminded));
    all.push(trial(
        "readers::sqlite::nobody_reads_but_by_filing_or_the_reporters_word",
        &[],
        property::holds,
    ));
    all.extend(on_both("readers", "with_no_reader_left_the_outside_adviser_steps_in", nobody));
    all
}

/// Who is away is told in which cases nobody can stand in, before a reporter is asked for nothing.
fn uncovered(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (away, days) = (&world.advisers[0], (Some(world.today), Some(world.today.plus(9))));
        let case = |n: usize| world.cases[n].id;
        let listed = async |deputy: usize| {
            let deputy = Some(world.advisers[deputy].0);
            let set = absence::set(&world.app, away.0, (&away.1, None), days, deputy).await;
            assert_eq!(set, Ok(Ok(())));
            let found = absence::uncovered(&world.app, away.0, &away.1).await.expect("readable");
            let found = found.expect("an absence");
            assert!(!found.damaged);
            found.cases.into_iter().collect::<BTreeSet<_>>()
        };
        assert_eq!(absence::uncovered(&world.app, away.0, &away.1).await, Ok(None));
        // The one colleague reads all but the case that leaves that colleague out.
        assert_eq!(listed(1).await, BTreeSet::from([case(1)]));
        assert_eq!(listed(2).await, BTreeSet::new(), "each reporter can be asked");
        let view = view::again(&world.app, &account(away.0), &away.1, case(1)).await.expect("readable");
        assert_eq!(view.expect("held").away, Some((world.today, world.today.plus(9))));
        // Who stepped back is asked for no more.
        let (id, keys) = &world.advisers[1];
        let gone = sharing::leave(&world.app, &account(*id), keys, case(0), Leave::CannotTake).await;
        assert_eq!(gone, Ok(Gone::Yes));
        assert_eq!(listed(1).await, BTreeSet::from([case(0), case(1)]));
        // A withdrawn case needs nobody.
        let token = returning(&world, 1).await;
        assert_eq!(withdraw::withdraw(&world.app, &token).await, Ok(true));
        assert_eq!(listed(1).await, BTreeSet::from([case(0)]));
        absence::end(&world.app, away.0).await.expect("ended");
        let view = view::again(&world.app, &account(away.0), &away.1, case(0)).await.expect("readable");
        assert_eq!(view.expect("held").away, None);
    });
}

/// The day on which a case is to be looked at orders the inbox.
fn reminded(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let due = async || {
            let read = world.read(world.reporter(0), world.cases[0].id).await.expect("readable");
            read.expect("held").1.card.due
        };
        set_due(&world, 0, world.today.plus(7)).await;
        say(&world, 0, "news before the promised day").await;
        assert_eq!(due().await, world.today.plus(1));
        set_due(&world, 0, world.today.plus(-3)).await;
        say(&world, 0, "a reminder after it").await;
        assert_eq!(due().await, world.today.plus(-3));
        let token = returning(&world, 0).await;
        assert_eq!(withdraw::withdraw(&world.app, &token).await, Ok(true));
        assert_eq!(due().await, world.today.plus(-3), "the day does not show which word it was");
    });
}

async fn set_due(world: &World, case: usize, due: Day) {
    let id = world.cases[case].id;
    let (opened, read) = world.read(world.reporter(case), id).await.expect("readable").expect("held");
    let words = Words { due: Some(due), ..Words::default() };
    let addition =
        Addition::seal(opened.newest().expect("an epoch"), &read, words, world.today).expect("sealed");
    let mut tx = world.app.store.write().await.expect("a transaction");
    let sealed = addition.write(&mut tx, world.today).await.expect("written");
    let leaf = Leaf::reporter(Event::ReporterWrote, world.today, id, sealed);
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
}

fn replaced(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (id, old) = &world.advisers[0];
        let new = StaffKeys::generate(false);
        let mut held = Vec::new();
        for case in 0..world.cases.len() {
            held.push(reads(&world, &world.advisers[0], case).await);
        }
        assert_eq!(take_up::take_up(&world.app, *id, old, &new).await, Ok(false), "nobody vouches for them");
        // What the account's page would have kept: keys that wait for a voucher.
        let mut tx = world.app.store.write().await.expect("a transaction");
        let row = tx.lock_staff(*id).await.expect("a row").expect("an account");
        drop(tx);
        let put = async |keys: &StaffKeys, bundle: u8| {
            let row = StaffRow {
                next_bundle: vec![bundle; 64],
                recipient: keys.identity().recipient().to_string(),
                verify_key: keys.signer().public().to_vec(),
                ..row.clone()
            };
            let row = staff::stamped(&world.app.keys, row);
            let mut tx = world.app.store.write().await.expect("a transaction");
            assert_eq!(tx.set_staff(&row).await, Ok(true));
            let leaf = Leaf::staff(Event::KeysReplaced, world.app.clock.now(), Some(*id));
            tx.commit(Audit::of(vec![leaf.sealing([name_staff(&row)].into())])).await.expect("a commit");
        };
        put(&new, 7).await;
        vouch_for(&world, id.0[0], "nbs", &new).await;
        // Between the signature and the next look somebody writes: that epoch is the new key's already.
        say(&world, 0, "In between.").await;
        // Other keys wait there by now, in whatever way: they do not take the place of those that open the cases.
        put(&StaffKeys::generate(false), 8).await;
        assert_eq!(take_up::take_up(&world.app, *id, old, &new).await, Ok(false));
        let mut tx = world.app.store.read().await.expect("a transaction");
        let kept = tx.staff(*id).await.expect("a row").expect("an account");
        assert_eq!((kept.bundle, kept.next_bundle), (vec![3; 64], vec![8; 64]));
        drop(tx);
        put(&new, 7).await;
        assert_eq!(take_up::take_up(&world.app, *id, old, &new).await, Ok(true));
        let both = (*id, new);
        for (case, before) in held.iter().enumerate() {
            let now = reads(&world, &both, case).await;
            assert_eq!(now.as_ref().map(|w| &w[..before.as_ref().map_or(0, Vec::len)]), before.as_deref());
        }
        assert_eq!(
            reads(&world, &both, 0).await.expect("held").last().map_or("", String::as_str),
            "In between."
        );
        let mut tx = world.app.store.read().await.expect("a transaction");
        for case in &world.cases {
            let newest = tx.case(case.id).await.expect("a row").expect("a case").epoch;
            assert_eq!(newest, 1);
            for grant in tx.grants_of(case.id, newest).await.expect("grants") {
                assert!(grants::open(&world.app.keys, &old.identity(), &grant, case.id, newest).is_err());
            }
        }
        let row = tx.staff(*id).await.expect("a row").expect("an account");
        assert_eq!((row.bundle, row.next_bundle), (vec![7; 64], Vec::new()));
        drop(tx);
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

/// Adds a statement signed by the root.
pub async fn state(world: &World, statement: &Statement) {
    let mut tx = world.app.store.write().await.expect("a transaction");
    let roster = Roster::verify(&tx.roster().await.expect("a roster"), &world.root().public());
    let (count, head) = roster.head();
    let text = statement.signed_by_root(count + 1, &head, world.root());
    assert_eq!(tx.append_roster(count + 1, &text).await, Ok(true));
    let leaf = Leaf::staff(Event::RosterSigned, world.app.clock.now(), None);
    let leaf = leaf.sealing([name_statement(count + 1, &text)].into());
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
}

pub async fn vouch(world: &World, n: u8, institution: &str) -> (StaffId, StaffKeys) {
    let keys = StaffKeys::generate(false);
    vouch_for(world, n, institution, &keys).await;
    (StaffId([n; 16]), keys)
}

pub async fn vouch_for(world: &World, n: u8, institution: &str, keys: &StaffKeys) {
    let id = StaffId([n; 16]);
    let key = StaffKey {
        staff: id,
        person: PersonId([n; 16]),
        name: format!("Adviser {n}"),
        institution: institution.to_owned(),
        outside: false,
        recipient: keys.identity().recipient(),
        verifier: keys.signer().public(),
    };
    state(world, &Statement::Vouch(Box::new(key))).await;
}

pub async fn revoke(world: &World, n: usize) {
    state(world, &Statement::Revoke(world.advisers[n].0, Leaving::Left)).await;
}

/// A visit that has opened the case with its receipt.
pub async fn returning(world: &World, case: usize) -> Token {
    let token = Token::generate();
    let of = &world.cases[case];
    let returning = Some(Returning { case: of.id, root: visit::encode(of.receipt.root()) });
    let visit = Visit { ends: world.app.clock.now() + 3600, returning, ..Visit::default() };
    visit::begin(&world.app.store, &token, &visit, world.today.plus(1)).await.expect("a visit");
    token
}

pub async fn say(world: &World, case: usize, text: &str) {
    let token = returning(world, case).await;
    assert_eq!(
        talk::say(&world.app, &token, talk::Sent { text: text.to_owned(), ..talk::Sent::default() }).await,
        Ok(true)
    );
}

async fn look(world: &World, case: usize) -> (Conversation, Reading) {
    let token = returning(world, case).await;
    talk::read(&world.app, &token).await.expect("readable").expect("a conversation")
}

pub fn account(id: StaffId) -> Account {
    Account {
        id,
        username: format!("adviser{}", id.0[0]),
        role: Role::Adviser,
        person: PersonId(id.0),
        institution: "nbs".to_owned(),
        name: format!("Adviser {}", id.0[0]),
        lang: "lv".to_owned(),
        mail: String::new(),
        active: true,
        outside: false,
    }
}

/// What an adviser reads: all words of the conversation, or nothing.
async fn reads(world: &World, (id, keys): &(StaffId, StaffKeys), case: usize) -> Option<Vec<String>> {
    let who = Opener::Staff(*id, keys);
    let (_, read) = world.read(who, world.cases[case].id).await.expect("what a server wrote")?;
    assert_eq!(read.damaged, 0);
    let mut words = vec![read.report.what.answers.statement];
    words.extend(read.messages.into_iter().map(|m| m.what.text));
    Some(words)
}

async fn answer(world: &World, (id, keys): &(StaffId, StaffKeys), case: usize, text: &str) -> Done {
    let id_of_case = world.cases[case].id;
    let (_, read) = world.read(Opener::Staff(*id, keys), id_of_case).await.expect("readable").expect("held");
    let act = Act::Answer(text.to_owned(), world.today.plus(7), false);
    case::act(&world.app, &account(*id), keys, id_of_case, read.card_version, act).await.expect("an answer")
}

async fn epochs(world: &World) -> Vec<u32> {
    let mut tx = world.app.store.read().await.expect("a transaction");
    let mut all = Vec::new();
    for case in &world.cases {
        all.push(tx.case(case.id).await.expect("a row").expect("a case").epoch);
    }
    all
}

/// Tries every sealed thing of a case with the identity and every seed that a leaver could have kept.
async fn opens_nothing_new(world: &World, leaver: &(StaffId, StaffKeys), case: usize, kept: usize) {
    let id = world.cases[case].id;
    let identity = leaver.1.identity();
    let mut tx = world.app.store.read().await.expect("a transaction");
    let newest = tx.case(id).await.expect("a row").expect("a case").epoch;
    assert!(newest > 0);
    for grant in tx.grants_of(id, newest).await.expect("grants") {
        assert!(grants::open(&world.app.keys, &identity, &grant, id, newest).is_err());
        assert!(
            grants::open_quick(&leaver.1.symmetric, &grant.tag, &grant.quick, id, newest).is_err(),
            "a quick cell"
        );
    }
    let old = grants::tag(&world.app.keys, Holder::Staff(leaver.0), id, 0);
    let grants_before = tx.grants_of(id, 0).await.expect("grants");
    let own = grants_before.iter().find(|g| g.tag == old).expect("the grant of the time before");
    let seeds = grants::open(&world.app.keys, &identity, own, id, 0).expect("what was read before");
    let mut opened = 0;
    for row in tx.records(id).await.expect("records") {
        for with in [Some(&seeds.thread), seeds.desk.as_ref()].into_iter().flatten() {
            opened += usize::from(with.open(&with.identity(), &row).is_ok());
        }
    }
    assert_eq!(opened, kept, "records of the time before, and no other");
    let record = tx.epoch(id, newest).await.expect("a row").expect("an epoch");
    assert!(seeds.thread.open_epoch::<serde_json::Value>(&record.sealed).is_err());
}

async fn records(world: &World, case: usize) -> usize {
    let mut tx = world.app.store.read().await.expect("a transaction");
    tx.records(world.cases[case].id).await.expect("records").len()
}

fn left(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let leaver = &world.advisers[0];
        // Lists once, so that the quick cells of the time before are there: they are written after the answer.
        let cells = async || world.sql.bytes("SELECT quick FROM access_grant ORDER BY tag", &[]).await;
        let fresh = cells().await;
        inbox::list(&world.app, leaver.0, &leaver.1, At::START, &Asking::default()).await.expect("a list");
        let written = async {
            while cells().await == fresh {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), written).await.expect("quick cells");
        let before = reads(&world, leaver, 0).await.expect("held");
        let kept = [records(&world, 0).await, records(&world, 1).await];
        revoke(&world, 0).await;
        // Case 0 by its reporter, cases 1 and 2 by a colleague: all go to a new epoch, held by the leaver or not.
        say(&world, 0, "After he left.").await;
        say(&world, 1, "To the one he held alone.").await;
        assert_eq!(answer(&world, &world.advisers[1], 2, "We go on.").await, Done::Yes);
        assert_eq!(epochs(&world).await, [1, 1, 1, 0, 0]);
        opens_nothing_new(&world, leaver, 0, kept[0]).await;
        opens_nothing_new(&world, leaver, 1, kept[1]).await;
        assert_eq!(reads(&world, leaver, 0).await, None);
        // The one who stays reads all of it, and so does the reporter.
        let all = reads(&world, &world.advisers[1], 0).await.expect("held");
        assert_eq!(all[..before.len()], before[..]);
        assert_eq!(all.last().map(String::as_str), Some("After he left."));
        let (read, reading) = look(&world, 0).await;
        assert_eq!((read.messages.len() + 1, read.damaged), (all.len(), 0));
        assert_eq!(reading.now, [("Adviser 2".to_owned(), None, false)]);
        // That somebody has now read the report of another case is written too, and not for him.
        let (id, keys) = &world.advisers[1];
        let view = view::open(&world.app, &account(*id), keys, world.cases[3].id).await.expect("whole");
        assert!(view.is_some_and(|v| v.case.row.epoch == 1));
        opens_nothing_new(&world, leaver, 3, records(&world, 3).await).await;
        // A second word stays in the epoch: it is made once.
        say(&world, 0, "And again.").await;
        assert_eq!(epochs(&world).await[0], 1);
        // Rows of grants are as many as in any other epoch.
        let mut tx = world.app.store.read().await.expect("a transaction");
        for case in &world.cases[..3] {
            let rows = tx.grants_of(case.id, 1).await.expect("grants").len();
            assert_eq!(rows % world.app.config.grant_rows, 0);
        }
        drop(tx);
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
        // The list of the one who stays is whole.
        let (id, keys) = &world.advisers[1];
        for _ in 0..2 {
            let page =
                inbox::list(&world.app, *id, keys, At::START, &Asking::default()).await.expect("a list");
            assert_eq!((page.cases.len(), page.damaged), (4, 0));
        }
    });
}

fn came(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let new = vouch(&world, 9, "nbs").await;
        say(&world, 0, "Is anybody there?").await;
        assert_eq!(reads(&world, &new, 0).await, None, "vouched for, and not agreed to");
        let (_, reading) = look(&world, 0).await;
        let offered: Vec<_> = reading.offers.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(offered, ["Adviser 9"]);
        // Who was left out is never offered, nor joins when somebody asks for it all the same.
        let (_, reading) = look(&world, 1).await;
        assert!(reading.offers.iter().all(|o| o.name != "Adviser 2"));
        let token = returning(&world, 1).await;
        let excluded = vec![StaffId([2; 16])];
        assert_eq!(readers::agree(&world.app, &token, excluded).await, Ok(Agreed::Nobody));
        assert_eq!(reads(&world, &world.advisers[1], 1).await, None);
        let token = returning(&world, 0).await;
        assert_eq!(readers::agree(&world.app, &token, vec![new.0]).await, Ok(Agreed::Yes));
        let all = reads(&world, &new, 0).await.expect("agreed to");
        assert_eq!(all.first().map(String::as_str), Some("It happened again."));
        assert_eq!(all.last().map(String::as_str), Some("Is anybody there?"));
        let (read, reading) = look(&world, 0).await;
        assert_eq!(read.agreements.len(), 1);
        assert_eq!(
            (read.agreements[0].what.name.as_str(), read.agreements[0].day),
            ("Adviser 9", world.today)
        );
        assert!(reading.offers.is_empty());
        // A second press of the button adds nobody twice.
        assert_eq!(readers::agree(&world.app, &token, vec![new.0]).await, Ok(Agreed::Nobody));
        assert_eq!(answer(&world, &new, 0, "I am.").await, Done::Yes);
        assert_eq!(
            reads(&world, &world.advisers[0], 0).await.expect("held").last().map_or("", String::as_str),
            "I am."
        );
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

fn unopened(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let offered = async || {
            let (_, reading) = look(&world, 3).await;
            let outside = reading.offers.iter().filter(|o| o.outside).map(|o| o.name.clone());
            (reading.unopened, outside.collect::<Vec<_>>())
        };
        assert_eq!(offered().await, (false, vec![]), "filed today");
        // Whatever days of rest there are, two working days are over after three weeks.
        world.app.clock.pass(21 * 86_400);
        assert_eq!(offered().await, (true, vec!["Adviser 3".to_owned()]));
        let (id, keys) = &world.advisers[0];
        let view = view::open(&world.app, &account(*id), keys, world.cases[3].id).await.expect("readable");
        assert!(view.is_some());
        assert_eq!(offered().await, (false, vec![]), "opened");
    });
}

fn deputy(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (away, today) = (&world.advisers[0], world.today);
        let days = |first: i64, last: i64| (Some(today.plus(first)), Some(today.plus(last)));
        let of = |days: (Option<Day>, Option<Day>)| {
            absence::set(&world.app, away.0, (&away.1, None), days, Some(world.advisers[2].0))
        };
        assert_eq!(of(days(3, 2)).await, Ok(Err(absence::Wrong::Last)));
        assert_eq!(of(days(0, 0)).await, Ok(Ok(())));
        // Both see it on the list of cases, and nobody else.
        let seen = async |n: usize| absence::look(&world.app, world.advisers[n].0).await.expect("known");
        assert_eq!(seen(2).await.stands_in, [("Adviser 1".to_owned(), today, today)]);
        assert!(seen(0).await.planned.is_some() && seen(0).await.stands_in.is_empty());
        assert!(seen(1).await.planned.is_none() && seen(1).await.stands_in.is_empty());
        let (_, reading) = look(&world, 0).await;
        assert_eq!(reading.away, [("Adviser 1".to_owned(), today, today)]);
        let offer = &reading.offers[0];
        assert_eq!((offer.stands_in.as_deref(), offer.until), (Some("Adviser 1"), Some(today)));
        let token = returning(&world, 0).await;
        assert_eq!(readers::agree(&world.app, &token, vec![world.advisers[2].0]).await, Ok(Agreed::Yes));
        assert!(reads(&world, &world.advisers[2], 0).await.is_some());
        let (_, reading) = look(&world, 0).await;
        assert!(reading.now.contains(&("Adviser 3".to_owned(), Some(today), false)));
        // An absence that somebody else wrote counts for nothing.
        world.sql.run("UPDATE absence SET last_day = last_day + 5", &[]).await;
        assert!(look(&world, 0).await.1.away.is_empty());
        // The day after, the next word goes to an epoch without the deputy.
        let id = world.cases[0].id;
        let (opened, _) = world.read(world.reporter(0), id).await.expect("readable").expect("held");
        let mut tx = world.app.store.read().await.expect("a transaction");
        let roster = world.app.roster(&mut tx).await.expect("a roster");
        drop(tx);
        assert!(!balss::vault::rotate::due(&opened.body, &roster, today));
        assert!(balss::vault::rotate::due(&opened.body, &roster, today.plus(1)));
        let next =
            balss::vault::rotate::readers(&opened.body, "nbs", &roster, &Change::default(), today.plus(1));
        let names: Vec<_> = next.expect("readers").iter().map(|r| r.key.name.clone()).collect();
        assert_eq!(names, ["Adviser 1", "Adviser 2"]);
    });
}

/// Puts a line into the roster that is no statement.
async fn junk(world: &World) {
    let next = world.sql.ints("SELECT MAX(seq) + 1 FROM roster", &[]).await.remove(0);
    let put = "INSERT INTO roster (seq, statement) VALUES ($1, 'vouch for me')";
    world.sql.one(put, &[next.into()]).await;
}

/// Lets adviser 3 read a case until `last`, as agreed to some days ago.
async fn let_read(world: &World, case: usize, last: Day) {
    let (app, id) = (&world.app, world.cases[case].id);
    let (opened, read) = world.read(world.reporter(case), id).await.expect("readable").expect("held");
    let roster = app.roster(&mut app.store.read().await.expect("a transaction")).await.expect("a roster");
    let turning = Turning { today: last, ..app.turning(&roster) };
    let leaf = |sealed| Leaf::reporter(Event::ReporterWrote, world.today, id, sealed);
    let joining = Joining { staff: world.advisers[2].0, until: Some(last), reading: false };
    let joining = Change::joining(vec![joining]);
    assert_eq!(turning.renew(&opened, &read, &joining, leaf).await, Ok(true));
}

fn day_after(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (app, (id, keys)) = (&world.app, &world.advisers[2]);
        let (yesterday, deputy) = (world.today.plus(-1), account(*id));
        let_read(&world, 0, yesterday).await;
        let_read(&world, 3, world.today).await;
        let listed = async |who: &(StaffId, StaffKeys)| {
            let page = inbox::list(app, who.0, &who.1, At::START, &Asking::default()).await.expect("a list");
            assert_eq!(page.damaged, 0);
            page.cases.iter().map(|l| l.row.id).collect::<Vec<_>>()
        };
        let (over, still) = (world.cases[0].id, world.cases[3].id);
        for verifies in [true, false] {
            // The last day itself is a day of reading.
            assert!(view::open(app, &deputy, keys, still).await.expect("an answer").is_some());
            // The day after, the grant stands and opens; no page shows anything of it, in whatever state the roster is.
            assert!(reads(&world, &world.advisers[2], 0).await.is_some());
            assert!(view::open(app, &deputy, keys, over).await.expect("an answer").is_none());
            assert!(view::again(app, &deputy, keys, over).await.expect("an answer").is_none());
            let file = world.cases[0].files[0].blob;
            assert!(files::find(app, &deputy, keys, over, file).await.expect("an answer").is_none());
            assert_eq!(answer(&world, &world.advisers[2], 0, "Still here.").await, Done::NotTheirs);
            assert_eq!(ending::is_withdrawn(app, *id, keys, over).await, Ok(false));
            assert_eq!(listed(&world.advisers[2]).await, [still]);
            // To the others the list and the page are as before, and say that nobody else reads.
            assert!(listed(&world.advisers[0]).await.contains(&over));
            let (first, own) = &world.advisers[0];
            let view = view::again(app, &account(*first), own, over).await.expect("an answer").expect("held");
            assert_eq!(view.readers.len(), 2);
            if verifies {
                junk(&world).await;
            }
        }
        // The next word ends the grant as well, though the roster does not verify; the others keep theirs.
        say(&world, 0, "After the last day.").await;
        assert!(reads(&world, &world.advisers[2], 0).await.is_none());
        for n in [0, 1] {
            let all = reads(&world, &world.advisers[n], 0).await.expect("held");
            assert_eq!(all.last().map(String::as_str), Some("After the last day."));
        }
        let before = epochs(&world).await[0];
        say(&world, 0, "Once is enough.").await;
        assert_eq!(epochs(&world).await[0], before);
    });
}

/// A withdrawn case is neither told of nor destroyed by a session of somebody who no longer reads it.
async fn withdrawn_and_over(world: &World) {
    let (app, (id, keys)) = (&world.app, &world.advisers[2]);
    let of = &world.cases[3];
    let (opened, read) = world.read(world.reporter(3), of.id).await.expect("readable").expect("held");
    let day = world.today.plus(-30);
    let words = Words { status: Some((Status::Withdrawn, String::new())), ..Words::default() };
    let addition = Addition::seal(opened.newest().expect("an epoch"), &read, words, day).expect("sealed");
    let mut tx = app.store.write().await.expect("a transaction");
    let sealed = addition.write(&mut tx, day).await.expect("written");
    let leaf = Leaf::reporter(Event::ReporterWrote, world.today, of.id, sealed);
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
    assert_eq!(ending::is_withdrawn(app, *id, keys, of.id).await, Ok(false));
    ending::end(app, *id, keys, vec![of.id]).await.expect("an answer");
    let (own, keys) = &world.advisers[0];
    assert_eq!(
        ending::is_withdrawn(app, *own, keys, of.id).await,
        Ok(true),
        "it stands, and a holder is told"
    );
    ending::end(app, *own, keys, vec![of.id]).await.expect("an answer");
    assert_eq!(ending::is_withdrawn(app, *own, keys, of.id).await, Ok(false), "ended by a holder");
}

fn withdrawn_page(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let_read(&world, 3, world.today.plus(-1)).await;
        withdrawn_and_over(&world).await;
        let world = World::build(engine).await;
        let_read(&world, 3, world.today).await;
        revoke(&world, 2).await;
        withdrawn_and_over(&world).await;
    });
}

fn faulty(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let keys = StaffKeys::generate(false);
        let key = StaffKey {
            staff: StaffId([9; 16]),
            person: PersonId([9; 16]),
            name: "Adviser 9".to_owned(),
            institution: "nbs".to_owned(),
            outside: true,
            recipient: keys.identity().recipient(),
            verifier: keys.signer().public(),
        };
        state(&world, &Statement::Vouch(Box::new(key))).await;
        assert_eq!(look(&world, 0).await.1.offers.len(), 1);
        junk(&world).await;
        let (_, reading) = look(&world, 0).await;
        assert_eq!(reading.offers, []);
        let names: Vec<_> = reading.now.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, ["Adviser 1", "Adviser 2"]);
        let token = returning(&world, 0).await;
        assert_eq!(readers::agree(&world.app, &token, vec![StaffId([9; 16])]).await, Ok(Agreed::Nobody));
        let (opened, _) =
            world.read(world.reporter(0), world.cases[0].id).await.expect("readable").expect("held");
        let roster = world.app.roster(&mut world.app.store.read().await.expect("a transaction")).await;
        let joining = Joining { staff: StaffId([9; 16]), until: None, reading: false };
        let (roster, joining) = (roster.expect("a roster"), Change::joining(vec![joining]));
        let joined = balss::vault::rotate::readers(&opened.body, "nbs", &roster, &joining, world.today);
        assert!(joined.is_err(), "nor however else");
        say(&world, 0, "Whoever read, reads.").await;
        assert_eq!(epochs(&world).await[0], 0);
        for n in [0, 1] {
            let all = reads(&world, &world.advisers[n], 0).await.expect("held");
            assert_eq!(all.last().map(String::as_str), Some("Whoever read, reads."));
        }
    });
}

fn absent_between(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (id, old) = &world.advisers[0];
        let new = StaffKeys::generate(false);
        let days = (Some(world.today), Some(world.today.plus(3)));
        let set = |own| absence::set(&world.app, *id, own, days, Some(world.advisers[2].0));
        let away = async || look(&world, 0).await.1.away.len();
        // Keys that wait sign nothing yet.
        assert_eq!(set((old, Some(&new))).await, Ok(Ok(())));
        assert_eq!(away().await, 1);
        absence::end(&world.app, *id).await.expect("ended");
        // Vouched for, and not taken up: the session still has both.
        vouch_for(&world, id.0[0], "nbs", &new).await;
        assert_eq!(set((old, Some(&new))).await, Ok(Ok(())));
        assert_eq!(away().await, 1, "it counts");
        assert!(set((old, None)).await.is_err(), "keys that do not stand sign nothing that would not count");
    });
}

fn agreed_for_good(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (away, deputy) = (&world.advisers[0], world.advisers[2].0);
        let days = (Some(world.today), Some(world.today));
        let set = absence::set(&world.app, away.0, (&away.1, None), days, Some(deputy)).await;
        assert_eq!(set, Ok(Ok(())));
        let agree = async || {
            let token = returning(&world, 0).await;
            assert_eq!(readers::agree(&world.app, &token, vec![deputy]).await, Ok(Agreed::Yes));
        };
        agree().await;
        // The deputy goes, and comes back on the same day, as an adviser of the institution who would stay.
        revoke(&world, 2).await;
        say(&world, 0, "In between.").await;
        absence::end(&world.app, away.0).await.expect("ended");
        vouch_for(&world, deputy.0[0], "nbs", &StaffKeys::generate(false)).await;
        agree().await;
        let (read, reading) = look(&world, 0).await;
        assert!(reading.now.contains(&("Adviser 3".to_owned(), None, false)));
        let until: Vec<_> = read.agreements.iter().map(|a| a.what.until).collect();
        assert_eq!(until, [Some(world.today), None], "both stand in the conversation");
    });
}

fn renewed(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (app, (id, old)) = (&world.app, &world.advisers[0]);
        let account = account(*id);
        let row = async || {
            let mut tx = app.store.read().await.expect("a transaction");
            tx.staff(*id).await.expect("a row").expect("an account")
        };
        // "Someone may know it", in a session that holds `ring`.
        let renew = async |ring: Ring| {
            let (session, then) = (Token::generate(), Token::generate());
            let own = || Own { account: &account, ring: ring.clone(), session: &session };
            let factor = own::next_factor(app, &own(), true).await.expect("an answer").expect("a factor");
            let code = |f: &[u8; staff::FACTOR], later: u64| {
                let now = u64::try_from(app.clock.now()).expect("after 1970");
                staff::code_at(f, now + later).expect("a code")
            };
            // Each step once: that of the factor's first code is used.
            let new_code = code(&factor, 0);
            let code = ring.keys.totp.as_ref().map(|f| code(f, 30)).unwrap_or_default();
            let chosen = Chosen { passphrase: PASSPHRASE, again: PASSPHRASE };
            own::renew(app, own(), Renewal { chosen, code: &code, new_code: &new_code, then: &then }).await
        };
        let open = async || {
            let row = row().await;
            staff::open(Some(&row), &row.account.username, PASSPHRASE, &app.keys, &app.staff_lane).await
        };
        // Nobody vouches for them: others may take their place.
        assert_eq!(renew(Ring::of(old.clone())).await, Ok(Vec::new()));
        let first = open().await.expect("a ring");
        let ring = Ring { keys: first.keys.clone(), next: first.next.clone() };
        assert_eq!(renew(ring).await, Ok(Vec::new()));
        let second = open().await.expect("a ring");
        let next = second.next.clone().expect("keys that wait");
        assert!(next.signer().public() != first.next.expect("keys that wait").signer().public());
        // From the vouch on they stay until they are taken up: the next word is sealed to them.
        vouch_for(&world, id.0[0], "nbs", &next).await;
        say(&world, 0, "In between.").await;
        let before = name_staff(&row().await);
        let ring = Ring { keys: second.keys.clone(), next: Some(next.clone()) };
        assert_eq!(renew(ring.clone()).await, Ok(vec![Fault::Vouched]));
        assert_eq!(name_staff(&row().await), before);
        assert_eq!(take_up::take_up(app, *id, &second.keys, &next).await, Ok(true));
        let all = reads(&world, &(*id, next.clone()), 0).await.expect("held");
        assert_eq!(all.last().map(String::as_str), Some("In between."));
        assert_eq!(renew(Ring::of(next)).await, Ok(Vec::new()));
    });
}

fn nobody(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        revoke(&world, 0).await;
        revoke(&world, 1).await;
        say(&world, 0, "To whoever is left.").await;
        let all = reads(&world, &world.advisers[2], 0).await.expect("the outside adviser");
        assert_eq!(all.last().map(String::as_str), Some("To whoever is left."));
        let (_, reading) = look(&world, 0).await;
        assert_eq!(reading.now, [("Adviser 3".to_owned(), None, false)]);
        // When the outside adviser goes as well, what is written is sealed to recovery and the reporter, and waits.
        revoke(&world, 2).await;
        say(&world, 0, "Nobody reads this.").await;
        let (read, reading) = look(&world, 0).await;
        assert_eq!(read.messages.last().map(|m| m.what.text.as_str()), Some("Nobody reads this."));
        assert!(reading.now.is_empty());
        for gone in &world.advisers {
            assert_eq!(reads(&world, gone, 0).await, None);
        }
        // Whoever comes reads it, once the reporter agrees.
        let new = vouch(&world, 9, "nbs").await;
        assert_eq!(reads(&world, &new, 0).await, None);
        let token = returning(&world, 0).await;
        assert_eq!(readers::agree(&world.app, &token, vec![new.0]).await, Ok(Agreed::Yes));
        assert_eq!(
            reads(&world, &new, 0).await.expect("agreed to").last().map_or("", String::as_str),
            "Nobody reads this."
        );
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

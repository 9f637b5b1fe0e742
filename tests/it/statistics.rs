//! What is published: planned and released by two, drawn once, each report in each table once.

mod attack;
mod cases;
mod owner;

use balss::domain::event::{Event, Leaf};
use balss::domain::id::{CaseId, StaffId};
use balss::domain::statistics::{Coded, Period, Table};
use balss::features::statistics::publish::{self, By, Refused, Stage};
use balss::features::statistics::read;
use balss::store::heard::periods_of;
use balss::store::statistics::SignedRow;
use balss::vault::VaultError;
use balss::vault::statistics::entered::Entered;
use balss::vault::statistics::release::{self as vault, Stored};
use balss::vault::statistics::{plan, record};
use jiff::civil::date;
use libtest_mimic::Trial;

use crate::support::services::trial;
use crate::support::shelf::{Engine, Shelf, Value, on_both, run};
use crate::tamper::world::World;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("statistics", "two_plan_and_release_and_nobody_else", by_two);
    all.extend(on_both("statistics", "a_year_planned_part_way_is_released_from_then_on", part_way));
    all.extend(on_both("statistics", "a_plan_that_waits_is_not_replaced_unseen", planned_twice));
    all.extend(on_both("statistics", "who_acts_beside_a_colleague_hears_of_no_tampering", beside));
    all.extend(on_both("statistics", "a_report_enters_a_table_once", once));
    all.extend(on_both("statistics", "two_releases_at_once_are_one", at_once));
    all.extend(on_both("statistics", "what_was_taken_back_is_not_drawn_again", taken_back));
    all.extend(on_both("statistics", "what_others_put_there_is_not_counted", forged));
    all.extend(on_both("statistics", "published_releases_are_taken_in_and_nothing_counts_twice", imported));
    all.extend(on_both("statistics", "what_changes_before_the_commit_stops_it", changed));
    all.extend(on_both("statistics", "what_was_released_is_not_drawn_again_from_what_was_kept", put_back));
    all.extend(on_both("statistics", "nothing_is_drawn_behind_a_log_that_is_not_whole", hidden));
    all.extend(on_both("statistics", "whoever_has_seen_one_draw_sees_no_other", undone));
    all.extend(on_both("statistics", "tags_taken_away_while_it_is_drawn_are_missed", meanwhile));
    all.extend(on_both("statistics", "a_draw_that_was_never_committed_is_none", uncommitted));
    all.extend(on_both("statistics", "odd_menus_are_refused_with_a_word", odd));
    all.extend(on_both(
        "statistics",
        "nothing_stands_there_to_hold_a_guess_against",
        owner::nothing_to_hold_a_guess_against,
    ));
    all.extend(on_both("statistics", "what_is_put_back_at_once_is_not_drawn_again", owner::put_back_at_once));
    all.extend(on_both("statistics", "one_record_many_times_is_not_counted", owner::one_record_many_times));
    all.extend(on_both(
        "statistics",
        "two_quarters_at_once_count_a_report_once",
        owner::two_quarters_at_once,
    ));
    all.extend(on_both(
        "statistics",
        "an_old_approval_in_place_of_a_new_is_none",
        owner::an_old_approval_in_place_of_a_new,
    ));
    all.extend(on_both(
        "statistics",
        "an_approval_that_cannot_be_taken_back_is_said",
        owner::an_approval_that_cannot_be_taken_back,
    ));
    all.extend(on_both("statistics", "a_made_up_release_is_none", owner::a_made_up_release));
    all.extend(on_both(
        "statistics",
        "what_is_taken_in_tells_nothing",
        owner::what_is_taken_in_tells_nothing,
    ));
    all.extend(on_both(
        "statistics",
        "a_plan_comes_back_with_its_release",
        owner::a_plan_comes_back_with_its_release,
    ));
    all.extend(on_both("statistics", "a_file_of_another_draw_is_told_apart", owner::a_file_of_another_draw));
    all.extend(on_both("statistics", "a_case_is_counted_as_it_stands", cases::counted));
    all.extend(on_both("statistics", "who_is_counted_no_more_is_gone", cases::revoked));
    all.push(trial("statistics::a_right_passphrase_costs_no_attempt", &[], cases::passphrases));
    all.push(trial("statistics::ten_years_tell_of_one_report_what_the_ledger_says", &[], attack::ten_years));
    all.push(trial("statistics::the_best_guess_stays_within_the_promise", &[], attack::guesses));
    all.push(trial(
        "statistics::the_best_guess_of_which_report_stays_within_the_promise",
        &[],
        attack::contents,
    ));
    all
}

/// A world in which it is this day.
async fn on(engine: Engine, more: &str, day: jiff::civil::Date) -> World {
    let world = World::on(Shelf::new(engine), more).await;
    stand(&world, day);
    world
}

fn stand(world: &World, day: jiff::civil::Date) {
    let noon = day.at(12, 0, 0, 0).in_tz("Europe/Riga").expect("a moment").timestamp().as_second();
    world.app.clock.stand_at(noon);
}

fn by(world: &World, n: usize) -> By {
    let (staff, keys) = &world.advisers[n];
    By { staff: *staff, keys: keys.clone() }
}

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

/// Of two advisers of one institution and one of another: the first makes the plan, the third signs it.
async fn planned(world: &World, year: i16) {
    publish::prepare(&world.app, &by(world, 0), year, "").await.expect("a plan");
    let digest = plan::digest(&desk(world, 2).await.years.last().expect("a year").plan.body);
    publish::confirm(&world.app, &by(world, 2), year, &digest).await.expect("signed");
}

async fn desk(world: &World, n: usize) -> publish::Desk {
    publish::desk(&world.app, world.advisers[n].0).await.expect("a page")
}

async fn stage(world: &World, n: usize, of: &str) -> Stage {
    let all = desk(world, n).await.years;
    let periods = all.iter().flat_map(|year| &year.periods);
    periods.into_iter().find(|(p, _)| *p == period(of)).expect("a period").1
}

fn coded(institution: &str) -> Coded {
    Coded {
        institution: institution.to_owned(),
        act: "rape".to_owned(),
        relation: "superior".to_owned(),
        sex: "woman".to_owned(),
        delay: "d0_3".to_owned(),
        retaliation: "no".to_owned(),
        ..Coded::nothing()
    }
}

/// Seals a record of a case for a quarter and its year, as an adviser who writes in it does.
async fn seal(world: &World, case: CaseId, quarter: &str, coded: &Coded) {
    let (staff, keys) = &world.advisers[0];
    let seed = record::Seed::of(&world.app.keys, case);
    let mut tx = world.app.store.write().await.expect("a transaction");
    let roster = world.app.roster(&mut tx).await.expect("a roster");
    let plans = plan::all(&mut tx, &roster).await.expect("plans");
    let quarter = period(quarter);
    for of in [quarter, Period { quarter: 0, ..quarter }] {
        let plan = plan::of_year(&plans, of.year).expect("a plan");
        let sealed = record::seal(seed, (plan, of), coded.clone(), (*staff, keys)).expect("sealed");
        tx.put_statistic(&seed.row(of), of, &sealed).await.expect("put");
    }
    tx.commit(balss::store::Audit::none("a test")).await.expect("a commit");
}

fn cases(n: u8) -> Vec<CaseId> {
    (0..n).map(|i| CaseId([200, i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7])).collect()
}

/// The figure of one cell.
async fn figure(world: &World, of: &str, table: Table, cell: &str) -> i64 {
    let all = read::published(&world.app).await.expect("releases");
    let one = all.iter().find(|p| p.period == period(of)).expect("a release");
    let table = one.released.tables.iter().find(|t| t.table == table).expect("a table");
    table.cells.iter().find(|(code, _)| code == cell).expect("a cell").1
}

async fn release(world: &World, of: &str) -> Result<(), Refused> {
    publish::approve(&world.app, &by(world, 0), period(of)).await?;
    publish::release(&world.app, &by(world, 2), period(of)).await
}

/// Noise of ε = 1 beyond this comes once in e³⁰ draws; of ε = 1/8 beyond eight times as much.
const FAR: i64 = 30;

fn by_two(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        let app = &world.app;
        assert!(desk(&world, 0).await.years.is_empty());
        let stranger = By { staff: StaffId([9; 16]), keys: world.advisers[0].1.clone() };
        assert_eq!(publish::prepare(app, &stranger, 2026, "").await, Err(Refused::NotStanding));
        assert_eq!(publish::prepare(app, &by(&world, 0), 2025, "").await, Err(Refused::Year));
        assert_eq!(publish::prepare(app, &by(&world, 0), 2028, "").await, Err(Refused::Year));
        publish::prepare(app, &by(&world, 0), 2026, "").await.expect("a plan");
        let digest = plan::digest(&desk(&world, 0).await.years[0].plan.body);
        for n in [0, 1] {
            assert!(!desk(&world, n).await.years[0].signs);
            assert_eq!(publish::confirm(app, &by(&world, n), 2026, &digest).await, Err(Refused::NotAnother));
        }
        assert_eq!(publish::confirm(app, &by(&world, 2), 2026, "another").await, Err(Refused::Anew));
        publish::confirm(app, &by(&world, 2), 2026, &digest).await.expect("signed");
        assert_eq!(
            publish::prepare(app, &by(&world, 0), 2026, "").await,
            Err(Refused::Planned(world.advisers[0].0, world.advisers[2].0)),
            "fixed within the year"
        );
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Running);
        let quarter = period("2026-Q1");
        let stands = |stage: Stage| Err(Refused::Stage(quarter, stage));
        assert_eq!(publish::approve(app, &by(&world, 0), quarter).await, stands(Stage::Running));
        let unplanned = publish::approve(app, &by(&world, 0), period("2027-Q1")).await;
        assert_eq!(unplanned, Err(Refused::NotPlanned));

        for case in cases(100) {
            seal(&world, case, "2026-Q1", &coded("vugd")).await;
        }
        stand(&world, date(2026, 4, 1));
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Ready);
        assert_eq!(publish::release(app, &by(&world, 2), quarter).await, stands(Stage::Ready));
        publish::approve(app, &by(&world, 0), quarter).await.expect("approved");
        let first = world.advisers[0].0;
        // Each hears what stands in the way.
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Own);
        assert_eq!(publish::approve(app, &by(&world, 0), quarter).await, stands(Stage::Own));
        assert_eq!(publish::approve(app, &by(&world, 1), quarter).await, stands(Stage::Waits(first)));
        assert_eq!(publish::approve(app, &by(&world, 2), quarter).await, stands(Stage::Approved(first)));
        for n in [1, 2] {
            let another = publish::take_back(app, &by(&world, n), quarter).await;
            assert_eq!(another, Err(Refused::NotTheirs(first)));
        }
        assert_eq!(stage(&world, 1, "2026-Q1").await, Stage::Waits(first));
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Approved(first));
        for (n, stage) in [(0, Stage::Own), (1, Stage::Waits(first))] {
            assert_eq!(publish::release(app, &by(&world, n), quarter).await, stands(stage));
        }
        world.sql.run("CREATE TABLE kept_approval AS SELECT * FROM statistic_approval", &[]).await;
        publish::take_back(app, &by(&world, 0), quarter).await.expect("taken back");
        let gone = Err(Refused::Unapproved(quarter, first));
        let told = "SELECT body FROM leaf WHERE body LIKE '%\"statistics_approval_taken_back\"%'";
        let told = world.sql.texts(told, &[]).await;
        let leaf: Leaf = serde_json::from_str(&told[0]).expect("an entry");
        assert_eq!((told.len(), periods_of(&leaf)), (1, [quarter].into()), "another word than approving");
        assert_eq!(publish::take_back(app, &by(&world, 0), quarter).await, stands(Stage::Ready));
        assert_eq!(publish::release(app, &by(&world, 2), quarter).await, gone);
        // Somebody who can write to the tables puts it back: of that the log tells nothing.
        world.sql.run("INSERT INTO statistic_approval SELECT * FROM kept_approval", &[]).await;
        assert_eq!(publish::release(app, &by(&world, 2), quarter).await, gone);
        release(&world, "2026-Q1").await.expect("released");
        let near = |figure: i64, count: i64| (figure - count).abs() < FAR;
        assert!(near(figure(&world, "2026-Q1", Table::Institution, "vugd").await, 100));
        assert!(near(figure(&world, "2026-Q1", Table::Institution, "vp").await, 0));
        let of = desk(&world, 1).await.released(quarter);
        assert_eq!(of, Some((date(2026, 4, 1), [first, world.advisers[2].0])), "when and by whom");
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Released);
        assert_eq!(release(&world, "2026-Q1").await, stands(Stage::Released), "drawn once");
        let rows = "SELECT COUNT(*) FROM statistic WHERE period = 20261";
        assert_eq!(world.sql.ints(rows, &[]).await, [0], "its records are gone");

        // The year comes after its quarters, and takes its identity with it.
        stand(&world, date(2027, 1, 1));
        assert_eq!(stage(&world, 0, "2026").await, Stage::Quarters);
        for quarter in ["2026-Q2", "2026-Q3", "2026-Q4"] {
            release(&world, quarter).await.expect("released");
        }
        release(&world, "2026").await.expect("released");
        assert!((figure(&world, "2026", Table::Act, "rape").await - 100).abs() < 8 * FAR);
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM statistic", &[]).await, [0]);
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM statistic_share", &[]).await, [0]);
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
        // A clock that is set back opens nothing.
        stand(&world, date(2026, 2, 10));
        assert_eq!(release(&world, "2026").await, Err(Refused::Stage(period("2026"), Stage::Released)));
    });
}

/// A year that was planned when some of it had passed.
fn part_way(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 5, 10)).await;
        planned(&world, 2026).await;
        stand(&world, date(2026, 7, 2));
        let nothing = Stage::Uncounted(date(2026, 5, 10));
        assert_eq!(stage(&world, 0, "2026-Q1").await, nothing);
        let shares = "SELECT COUNT(*) FROM statistic_share WHERE period = 20261";
        assert_eq!(world.sql.ints(shares, &[]).await, [0], "nobody can open it at all");
        let first = period("2026-Q1");
        for done in [
            publish::approve(&world.app, &by(&world, 0), first).await,
            publish::release(&world.app, &by(&world, 2), first).await,
        ] {
            assert_eq!(done, Err(Refused::Stage(first, nothing)), "it would be noise alone");
        }
        release(&world, "2026-Q2").await.expect("released");
        stand(&world, date(2027, 1, 2));
        assert_eq!(stage(&world, 0, "2026").await, Stage::Quarters);
        // Two periods at once are no hindrance to each other.
        let (third, fourth) = tokio::join!(release(&world, "2026-Q3"), release(&world, "2026-Q4"));
        assert_eq!((third, fourth), (Ok(()), Ok(())));
        release(&world, "2026").await.expect("released");
        let all = read::published(&world.app).await.expect("releases");
        let from: Vec<_> = all.iter().map(|p| p.released.counted_from.as_deref()).collect();
        assert_eq!(from, [Some("2026-05-10"), None, None, Some("2026-05-10")]);
    });
}

/// Two make the plan of one year, and the second hears of the first.
fn planned_twice(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        let app = &world.app;
        publish::prepare(app, &by(&world, 0), 2026, "").await.expect("a plan");
        let (first, digest) = {
            let plan = &desk(&world, 2).await.years[0].plan;
            (plan.first, plan::digest(&plan.body))
        };
        let second = publish::prepare(app, &by(&world, 2), 2026, "").await;
        assert_eq!(second, Err(Refused::PlanWaits(first)));
        assert_eq!(desk(&world, 0).await.years[0].plan.first, world.advisers[0].0, "it stands");
        publish::prepare(app, &by(&world, 2), 2026, &digest).await.expect("in the place of what was shown");
        let again = publish::prepare(app, &by(&world, 0), 2026, &digest).await;
        assert_eq!(again, Err(Refused::PlanWaits(world.advisers[2].0)));
        // Signed when its year is over, it would count nothing.
        let digest = plan::digest(&desk(&world, 0).await.years[0].plan.body);
        stand(&world, date(2027, 1, 2));
        assert_eq!(publish::confirm(app, &by(&world, 0), 2026, &digest).await, Err(Refused::Anew));
    });
}

/// Two make the plans of two years, again and again, each in the place of their own: what one commits while the other reads
/// looks like nothing that somebody altered.
fn beside(engine: Engine) {
    run(async {
        let world = on(engine, "", date(2026, 5, 20)).await;
        let again = |n: usize, year: i16| {
            let (app, by) = (world.app.clone(), by(&world, n));
            tokio::spawn(async move {
                let mut seen = String::new();
                for _ in 0..40 {
                    publish::prepare(&app, &by, year, &seen).await?;
                    let desk = publish::desk(&app, by.staff).await?;
                    seen = desk.year(year).map(|year| plan::digest(&year.plan.body)).unwrap_or_default();
                }
                Ok::<(), Refused>(())
            })
        };
        let (one, other) = tokio::join!(again(0, 2026), again(2, 2027));
        assert_eq!((one.expect("ended"), other.expect("ended")), (Ok(()), Ok(())));
    });
}

fn once(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        for case in cases(120) {
            seal(&world, case, "2026-Q1", &coded("nbs")).await;
        }
        stand(&world, date(2026, 5, 1));
        release(&world, "2026-Q1").await.expect("released");
        // Reopened, coded anew, agreed to anew: the same reports once more, now of another institution.
        for case in cases(120) {
            seal(&world, case, "2026-Q2", &coded("vp")).await;
        }
        // What counts nothing leaves as many tags.
        for case in (0..10).map(|i| CaseId([i, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8])) {
            seal(&world, case, "2026-Q2", &Coded::nothing()).await;
        }
        stand(&world, date(2026, 7, 1));
        release(&world, "2026-Q2").await.expect("released");
        assert!(figure(&world, "2026-Q1", Table::Institution, "nbs").await > 120 - FAR);
        for cell in ["nbs", "vp"] {
            assert!(figure(&world, "2026-Q2", Table::Institution, cell).await.abs() < FAR, "{cell}");
        }
        assert_eq!(
            world
                .sql
                .ints("SELECT DISTINCT CAST(LENGTH(sealed) AS BIGINT) FROM statistic_entered", &[])
                .await
                .len(),
            1,
            "how many entered is not told"
        );
        // A report that is no longer counted, or deleted, is gone before the draw.
        let mut tx = world.app.store.write().await.expect("a transaction");
        for case in cases(120) {
            record::forget(&mut tx, &world.app.keys, case).await.expect("gone");
        }
        tx.commit(balss::store::Audit::none("a test")).await.expect("a commit");
        stand(&world, date(2027, 1, 1));
        for of in ["2026-Q3", "2026-Q4", "2026"] {
            release(&world, of).await.expect("released");
        }
        assert!(figure(&world, "2026", Table::Act, "rape").await.abs() < 8 * FAR);
    });
}

fn at_once(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        seal(&world, cases(1)[0], "2026-Q1", &coded("nbs")).await;
        stand(&world, date(2026, 4, 2));
        publish::approve(&world.app, &by(&world, 0), period("2026-Q1")).await.expect("approved");
        let (one, two) = (by(&world, 2), by(&world, 2));
        let (a, b) = tokio::join!(
            publish::release(&world.app, &one, period("2026-Q1")),
            publish::release(&world.app, &two, period("2026-Q1")),
        );
        let mut done = [a, b];
        done.sort_by_key(Result::is_err);
        let released = Err(Refused::Stage(period("2026-Q1"), Stage::Released));
        assert_eq!(done, [Ok(()), released], "the second hears that it was released");
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM release", &[]).await, [1]);
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM statistic_entered", &[]).await, [1]);
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}

fn taken_back(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2030, 2, 10)).await;
        planned(&world, 2030).await;
        stand(&world, date(2030, 4, 20));
        let back = Leaf::staff(Event::RollbackAccepted, world.app.clock.now(), None);
        let tx = world.app.store.write().await.expect("a transaction");
        tx.commit(balss::store::Audit::of(vec![back])).await.expect("a commit");
        assert_eq!(stage(&world, 0, "2030-Q1").await, Stage::Closed);
        let closed = Err(Refused::Stage(period("2030-Q1"), Stage::Closed));
        assert_eq!(release(&world, "2030-Q1").await, closed);
        // Also where the clock was set back for it.
        let tx = world.app.store.write().await.expect("a transaction");
        let early = Leaf::staff(Event::RollbackAccepted, world.app.clock.now() - 40 * 86_400, None);
        tx.commit(balss::store::Audit::of(vec![early])).await.expect("a commit");
        assert_eq!(stage(&world, 0, "2030-Q1").await, Stage::Closed);
        stand(&world, date(2030, 7, 20));
        assert_eq!(stage(&world, 0, "2030-Q2").await, Stage::Ready, "it was not over then");
    });
}

fn imported(engine: Engine) {
    use balss::features::statistics::ledger;
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        let case = world.cases[0].id;
        seal(&world, case, "2026-Q1", &coded("nbs")).await;
        stand(&world, date(2026, 4, 2));
        release(&world, "2026-Q1").await.expect("released");
        let quarter = period("2026-Q1");
        let file = ledger::bundle(&world.app, quarter).await.expect("read").expect("a release");
        // The store as it was before: neither release nor tags, and the log says so.
        world.sql.run("DELETE FROM release", &[]).await;
        world.sql.run("DELETE FROM statistic_entered", &[]).await;
        let back = Leaf::staff(Event::Restored, world.app.clock.now(), None);
        let mut tx = world.app.store.write().await.expect("a transaction");
        // The log of then told of the tags of then.
        Entered::default().add(&mut tx, &world.app.keys, vec![[0; 32]]).await.expect("noted");
        tx.commit(balss::store::Audit::of(vec![back])).await.expect("a commit");
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Closed);
        assert_eq!(publish::prepare(&world.app, &by(&world, 0), 2027, "").await, Err(Refused::TakenBack));

        let stranger = By { staff: StaffId([9; 16]), keys: world.advisers[0].1.clone() };
        let import = async |who: &By, files: &[String]| ledger::import(&world.app, who, files).await;
        assert_eq!(import(&stranger, std::slice::from_ref(&file)).await, Err(Refused::NotStanding));
        assert_eq!(import(&by(&world, 0), &[]).await, Err(Refused::File));
        let other = file.replacen("\\\"nbs\\\",", "\\\"nbs\\\",1", 1);
        assert_ne!(other, file);
        assert_eq!(import(&by(&world, 0), &[other]).await, Err(Refused::File));
        assert_eq!(import(&by(&world, 0), &[file.clone(), file]).await, Ok(vec![quarter, quarter]));
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Released);
        stand(&world, date(2026, 7, 20));
        assert_eq!(stage(&world, 0, "2026-Q2").await, Stage::Ready, "what was not published can be drawn");
        // Whatever is written in the case now, it has entered this table.
        stand(&world, date(2026, 5, 2));
        seal(&world, case, "2026-Q2", &coded("nbs")).await;
        assert!(cases::entering(&world, period("2026-Q2")).await.remove(0).1.is_empty());
        assert_eq!(cases::entering(&world, period("2026")).await.remove(0).1, [0], "and no other");
    });
}

fn changed(engine: Engine) {
    use balss::vault::statistics::release;
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        let quarter = period("2026-Q1");
        for case in cases(3) {
            seal(&world, case, "2026-Q1", &coded("nbs")).await;
        }
        let mut tx = world.app.store.read().await.expect("a transaction");
        let roster = world.app.roster(&mut tx).await.expect("a roster");
        let plans = plan::all(&mut tx, &roster).await.expect("plans");
        let plan = plan::of_year(&plans, 2026).expect("a plan");
        let mut shares = Vec::new();
        for (of, n) in [(quarter, 0), (quarter, 2), (period("2026"), 2)] {
            let all = tx.statistic_shares(of, false).await.expect("shares");
            let own = all.into_iter().find(|(staff, _)| *staff == world.advisers[n].0).expect("a share").1;
            let me = roster.adviser(world.advisers[n].0).expect("stands");
            let handed =
                release::approve(&roster, plan, of, &own, (me, &world.advisers[n].1)).expect("approved");
            shares.push((own, handed.shares));
        }
        let to_first = |n: usize| {
            let all: &Vec<(StaffId, Vec<u8>)> = &shares[n].1;
            &all.iter().find(|(staff, _)| *staff == world.advisers[0].0).expect("handed").1
        };
        let keys = &world.advisers[0].1;
        let mut open = async |handed: &[u8]| {
            let before = Entered::default();
            release::open(&mut tx, &roster, plan, quarter, (&shares[0].0, handed, keys), before).await
        };
        assert!(open(to_first(2)).await.is_err(), "a share of another period");
        let read = open(to_first(1)).await.expect("opens").expect("no record twice");
        drop(tx);
        let end = async || {
            let mut tx = world.app.store.write().await.expect("a transaction");
            read.end(&mut tx, &world.app.keys, quarter, &Entered::default()).await
        };
        assert_eq!(end().await, Ok(()), "as it was read; nothing is kept of it here");
        // One is coded anew: as many as before.
        seal(&world, cases(1)[0], "2026-Q1", &coded("vp")).await;
        assert_eq!(end().await, Err(VaultError::Conflict));
    });
}

fn forged(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        let mut tx = world.app.store.write().await.expect("a transaction");
        let roster = world.app.roster(&mut tx).await.expect("a roster");
        let plans = plan::all(&mut tx, &roster).await.expect("plans");
        let (plan, quarter) = (plan::of_year(&plans, 2026).expect("a plan"), period("2026-Q1"));
        let stranger = balss::vault::staff::StaffKeys::generate(false);
        for case in cases(100) {
            let seed = record::Seed::of(&world.app.keys, case);
            // Somebody who can write to the tables, with keys of the own.
            let sealed = record::seal(seed, (plan, quarter), coded("vp"), (world.advisers[0].0, &stranger))
                .expect("sealed");
            tx.put_statistic(&seed.row(quarter), quarter, &sealed).await.expect("put");
        }
        // One record under many names.
        let (staff, keys) = &world.advisers[0];
        let seed = record::Seed::of(&world.app.keys, CaseId([77; 16]));
        let sealed = record::seal(seed, (plan, quarter), coded("vugd"), (*staff, keys)).expect("sealed");
        for n in 0..100 {
            tx.put_statistic(&[n; 32], quarter, &sealed).await.expect("put");
        }
        tx.commit(balss::store::Audit::none("a test")).await.expect("a commit");
        stand(&world, date(2026, 4, 2));
        release(&world, "2026-Q1").await.expect("released");
        for cell in ["vp", "vugd"] {
            assert!(figure(&world, "2026-Q1", Table::Institution, cell).await.abs() < FAR, "{cell}");
        }
        // A plan, or a release, that somebody edited is none.
        world.sql.run("UPDATE release SET body = REPLACE(body, 'A', 'B')", &[]).await;
        assert!(read::published(&world.app).await.expect("releases").is_empty());
        world.sql.run("UPDATE statistic_plan SET body = REPLACE(body, '1/8', '2')", &[]).await;
        assert!(desk(&world, 0).await.years.is_empty());
        let anew = publish::prepare(&world.app, &by(&world, 0), 2026, "").await;
        assert_eq!(anew, Err(Refused::Altered), "the log tells of another plan of the year");
        let faults = world.verified(&world.kept).await.join("\n");
        assert!(
            faults.contains("release of statistics") && faults.contains("plan of statistics"),
            "{faults}"
        );
    });
}

/// Every table that a draw changes, and those of the log.
const OF_A_DRAW: [&str; 7] =
    ["statistic", "statistic_share", "statistic_approval", "statistic_entered", "release", "leaf", "tree"];

/// Copies tables, as somebody does who can read them.
async fn copied(world: &World, tables: &[&str]) {
    for table in tables {
        world.sql.run(&format!("CREATE TABLE copy_of_{table} AS SELECT * FROM {table}"), &[]).await;
    }
}

/// Puts them back, as somebody does who can write to them.
async fn as_copied(world: &World, tables: &[&str]) {
    for table in tables {
        world.sql.run(&format!("DELETE FROM {table}"), &[]).await;
        world.sql.run(&format!("INSERT INTO {table} SELECT * FROM copy_of_{table}"), &[]).await;
    }
}

/// Who approved what waits, and the signature.
async fn approval(world: &World) -> (StaffId, [u8; 64]) {
    let mut tx = world.app.store.look().await.expect("a look");
    let (_, by, signature) = tx.statistic_approvals().await.expect("read").remove(0);
    (by, signature)
}

/// The one release of the store.
async fn stored(world: &World) -> Stored {
    let mut tx = world.app.store.look().await.expect("a look");
    vault::all(&mut tx, &world.app.keys).await.expect("read").remove(0)
}

/// Another draw of the period of the one release, with every signature that it needs, as the store would hold it.
async fn another(world: &World, of: Period, approved: (StaffId, [u8; 64])) -> SignedRow {
    let first = stored(world).await.open.expect("opens").body;
    let body = first.replacen("\"drawn_on\":\"2026-04-02\"", "\"drawn_on\":\"2026-04-03\"", 1);
    assert_ne!(body, first);
    let (staff, keys) = &world.advisers[2];
    vault::sealed(&world.app.keys, of, &vault::row(body, approved, *staff, keys))
}

/// A release that is put into the store and told in the log.
async fn told_of(world: &World, of: Period, row: &SignedRow) {
    let mut tx = world.app.store.write().await.expect("a transaction");
    assert_eq!(tx.add_release(of, row).await, Ok(true));
    let leaf = Leaf::staff(Event::StatisticsReleased, world.app.clock.now(), None);
    tx.commit(balss::store::Audit::of(vec![leaf])).await.expect("a commit");
}

/// Somebody who can write to the tables puts back what was there before a release.
fn put_back(engine: Engine) {
    use balss::features::statistics::ledger;
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        for case in cases(3) {
            seal(&world, case, "2026-Q1", &coded("nbs")).await;
        }
        stand(&world, date(2026, 4, 2));
        publish::approve(&world.app, &by(&world, 0), period("2026-Q1")).await.expect("approved");
        let kept = ["statistic", "statistic_share", "statistic_approval"];
        copied(&world, &kept).await;
        publish::release(&world.app, &by(&world, 2), period("2026-Q1")).await.expect("released");
        let file = ledger::bundle(&world.app, period("2026-Q1")).await.expect("read").expect("a release");
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM statistic_entered", &[]).await, [1]);
        world.sql.run("DELETE FROM release", &[]).await;
        as_copied(&world, &kept).await;
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Closed, "the log tells of a release");
        let second = publish::release(&world.app, &by(&world, 2), period("2026-Q1")).await;
        assert_eq!(second, Err(Refused::Stage(period("2026-Q1"), Stage::Closed)));
        let one = by(&world, 0);
        let import = || ledger::import(&world.app, &one, std::slice::from_ref(&file));
        assert_eq!(import().await, Ok(vec![period("2026-Q1")]));
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Released);
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
        assert_eq!(ledger::check(&world.app).await.expect("read"), Vec::<String>::new());

        // A tag less, and a report could enter its table again.
        seal(&world, cases(1)[0], "2026-Q2", &coded("vp")).await;
        let less = "DELETE FROM statistic_entered WHERE id = (SELECT id FROM statistic_entered LIMIT 1)";
        world.sql.run(less, &[]).await;
        stand(&world, date(2026, 7, 2));
        assert_eq!(release(&world, "2026-Q2").await, Err(Refused::Altered));
        assert_eq!(import().await, Err(Refused::Altered), "nor is it told of as if it had been so");
        let faults = world.verified(&world.kept).await.join("\n");
        assert!(faults.contains("what has entered tables of statistics"), "{faults}");
    });
}

/// Somebody hides the one entry that tells of a release, and puts back what was there before it.
fn hidden(engine: Engine) {
    use balss::features::statistics::ledger;
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        seal(&world, cases(1)[0], "2026-Q1", &coded("nbs")).await;
        stand(&world, date(2026, 4, 2));
        publish::approve(&world.app, &by(&world, 0), period("2026-Q1")).await.expect("approved");
        let kept = ["statistic", "statistic_share", "statistic_approval", "statistic_entered"];
        copied(&world, &kept).await;
        publish::release(&world.app, &by(&world, 2), period("2026-Q1")).await.expect("released");
        // What the state folder has noted since is no defence: the head is as it was.
        world.app.look().await.expect("as known");
        let told = "FROM leaf WHERE log = 'staff' AND body LIKE '%\"z:%'";
        world.sql.run(&format!("CREATE TABLE kept_telling AS SELECT * {told}"), &[]).await;
        world.sql.run(&format!("DELETE {told}"), &[]).await;
        world.sql.run("DELETE FROM release", &[]).await;
        as_copied(&world, &kept).await;
        let again = publish::release(&world.app, &by(&world, 2), period("2026-Q1")).await;
        assert_eq!(again, Err(Refused::Altered));
        assert_eq!(
            publish::approve(&world.app, &by(&world, 2), period("2026-Q1")).await,
            Err(Refused::Altered)
        );
        let faults = ledger::check(&world.app).await.expect("read").join("\n");
        assert!(faults.contains("its entries are not those of its signed head"), "{faults}");
        world.sql.run("INSERT INTO leaf SELECT * FROM kept_telling", &[]).await;
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Closed, "the log tells of it again");
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM release", &[]).await, [0]);
    });
}

/// Somebody puts the whole store back, its signed head too, before the state folder has noted what came since: whoever has seen
/// one draw sees no other.
fn undone(engine: Engine) {
    use balss::features::statistics::ledger;
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        seal(&world, cases(1)[0], "2026-Q1", &coded("nbs")).await;
        stand(&world, date(2026, 4, 2));
        publish::approve(&world.app, &by(&world, 0), period("2026-Q1")).await.expect("approved");
        copied(&world, &OF_A_DRAW).await;
        let approved = approval(&world).await;
        publish::release(&world.app, &by(&world, 2), period("2026-Q1")).await.expect("released");
        assert_eq!(read::published(&world.app).await.expect("read").len(), 1);
        let other = another(&world, period("2026-Q1"), approved).await;
        as_copied(&world, &OF_A_DRAW).await;
        assert!(read::published(&world.app).await.expect("read").is_empty());
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Closed, "it was shown");
        let again = publish::release(&world.app, &by(&world, 2), period("2026-Q1")).await;
        assert_eq!(again, Err(Refused::Stage(period("2026-Q1"), Stage::Closed)));
        // What was drawn all the same, with every signature, and is told in the log: it is not shown in place of the first.
        told_of(&world, period("2026-Q1"), &other).await;
        assert!(read::published(&world.app).await.expect("read").is_empty());
        let faults = ledger::check(&world.app).await.expect("read").join("\n");
        assert!(faults.contains("not the one that was shown first"), "{faults}");
    });
}

/// Somebody takes every tag away between reading and committing: the log hears of what was read.
fn meanwhile(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        seal(&world, cases(1)[0], "2026-Q1", &coded("nbs")).await;
        stand(&world, date(2026, 4, 2));
        release(&world, "2026-Q1").await.expect("released");
        let mut tx = world.app.store.read().await.expect("a look");
        let heard = tx.heard().await.expect("heard");
        let read = Entered::read(&mut tx, &world.app.keys, &heard).await.expect("read").expect("as told");
        drop(tx);
        world.sql.run("DELETE FROM statistic_entered", &[]).await;
        let mut tx = world.app.store.write().await.expect("a transaction");
        read.add(&mut tx, &world.app.keys, vec![[1; 32]]).await.expect("added");
        let leaf = Leaf::staff(Event::StatisticsReleased, world.app.clock.now(), None);
        tx.commit(balss::store::Audit::of(vec![leaf])).await.expect("a commit");
        let faults = world.verified(&world.kept).await.join("\n");
        assert!(faults.contains("what has entered tables of statistics"), "{faults}");
        seal(&world, cases(1)[0], "2026-Q2", &coded("nbs")).await;
        stand(&world, date(2026, 7, 2));
        assert_eq!(release(&world, "2026-Q2").await, Err(Refused::Altered));
    });
}

/// A row of a draw that was rolled back, as a trigger or the store's files show it: it can be neither read nor shown.
fn uncommitted(engine: Engine) {
    use balss::features::statistics::ledger;
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        stand(&world, date(2026, 4, 2));
        let quarter = period("2026-Q1");
        publish::approve(&world.app, &by(&world, 0), quarter).await.expect("approved");
        let approved = approval(&world).await;
        publish::release(&world.app, &by(&world, 2), quarter).await.expect("released");
        assert_eq!(read::published(&world.app).await.expect("read").len(), 1);
        let stored = stored(&world).await;
        let plain = stored.open.expect("opens");
        assert!(plain.body.contains("\"nbs\"") && !stored.row.body.contains("nbs"), "sealed");
        let longer = SignedRow { body: format!("{}123", plain.body), ..plain.clone() };
        let longer = vault::sealed(&world.app.keys, quarter, &longer);
        assert_eq!(longer.body.len(), stored.row.body.len(), "its length tells no digits");
        let other = another(&world, quarter, approved).await;
        // With SQL alone: the log does not tell of it.
        world
            .sql
            .run(
                "UPDATE release SET body = $1, second_signature = $2",
                &[Value::Text(other.body.clone()), Value::Bytes(other.second.expect("signed").1.to_vec())],
            )
            .await;
        assert!(read::published(&world.app).await.expect("read").is_empty());
        // Told of as another release of the same period: that shows.
        world.sql.run("DELETE FROM release", &[]).await;
        told_of(&world, quarter, &other).await;
        for faults in [world.verified(&world.kept).await, ledger::check(&world.app).await.expect("read")] {
            assert!(faults.iter().any(|fault| fault.contains("more than one")), "{faults:?}");
        }
    });
}

fn odd(engine: Engine) {
    use balss::features::statistics::menu::Odd;
    run(async move {
        let all = |of: &str, rest: &str| {
            let words = Table::ALL
                .map(|t| format!("{} = \"{}\"\n", t.word(), if t == Table::Sex { of } else { rest }));
            format!("[statistics.epsilon]\n{}", words.concat())
        };
        for (more, why) in [
            (all("-1", "1/8"), Odd::Epsilon(Table::Sex)),
            (all("0", "1/8"), Odd::Epsilon(Table::Sex)),
            (all("1e9", "1/8"), Odd::Epsilon(Table::Sex)),
            (all("2", "1/8"), Odd::Budget),
            ("[statistics]\nexpected = 0\n".to_owned(), Odd::Expected),
            ("[statistics.epsilon]\nsex = \"1/8\"\n".to_owned(), Odd::Epsilon(Table::Institution)),
        ] {
            let world = on(engine, &more, date(2026, 2, 10)).await;
            assert_eq!(
                publish::prepare(&world.app, &by(&world, 0), 2026, "").await,
                Err(Refused::Menu(why)),
                "{more}"
            );
        }
    });
}

//! What whoever owns the database tries: keys of tables taken away, triggers, rows put back at once, guesses held against what
//! stands in the clear.

use balss::domain::statistics::{Coded, Table};
use balss::features::statistics::ledger::{self, Checked};
use balss::features::statistics::publish::{self, Act, By, Refused, Stage};
use balss::features::statistics::read;
use balss::vault::statistics::entered::Entered;
use balss::vault::statistics::record::Seed;
use jiff::civil::date;

use super::{
    FAR, OF_A_DRAW, another, approval, as_copied, by, cases, coded, copied, figure, on, period, planned,
    release, seal, stage, stand, stored,
};
use crate::support::shelf::{Engine, Value, run};
use crate::tamper::world::World;

/// A year that is planned, one record of its first quarter, which is over and approved.
async fn approved(engine: Engine) -> World {
    let world = on(engine, "", date(2026, 2, 10)).await;
    planned(&world, 2026).await;
    seal(&world, cases(1)[0], "2026-Q1", &coded("nbs")).await;
    stand(&world, date(2026, 4, 2));
    publish::approve(&world.app, &by(&world, 0), period("2026-Q1")).await.expect("approved");
    world
}

async fn released(world: &World) -> Result<(), Refused> {
    publish::release(&world.app, &by(world, 2), period("2026-Q1")).await
}

/// A draw is a few small numbers: a signature over it in the clear would tell whoever guesses that the guess is right. And what
/// entered would tell how many did, by what two attempts have in common.
pub fn nothing_to_hold_a_guess_against(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        released(&world).await.expect("released");
        let stored = stored(&world).await;
        let open = stored.open.expect("opens");
        let clear =
            |row: &balss::store::statistics::SignedRow| (row.first_signature, row.second.expect("signed").1);
        assert_eq!(clear(&stored.row), ([0; 64], [0; 64]));
        assert!(clear(&open).0 != [0; 64] && clear(&open).1 != [0; 64]);
        let tag = Seed::of(&world.app.keys, cases(1)[0]).drawn(Table::Institution);
        let mut tx = world.app.store.read().await.expect("a transaction");
        let heard = tx.heard().await.expect("heard");
        let read = Entered::read(&mut tx, &world.app.keys, &heard).await.expect("read").expect("as told");
        assert!(read.has(&tag), "it has entered");
        let blocks = tx.entered(&[]).await.expect("blocks");
        assert!(!blocks.is_empty());
        assert!(blocks.iter().all(|(_, sealed)| !sealed.windows(32).any(|part| part == tag)));
    });
}

/// The store is put back whole at once, before anybody shows a page or looks at the heads: what was drawn is not drawn again,
/// until an adviser vouches that nothing was published.
pub fn put_back_at_once(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        copied(&world, &OF_A_DRAW).await;
        released(&world).await.expect("released");
        as_copied(&world, &OF_A_DRAW).await;
        let closed = Err(Refused::Stage(period("2026-Q1"), Stage::Closed));
        assert_eq!(released(&world).await, closed, "the state folder knows of it");
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Closed);
        let one = by(&world, 0);
        assert_eq!(ledger::import(&world.app, &one, &[]).await, Ok(vec![]));
        released(&world).await.expect("released, since nothing was published");
        assert_eq!(read::published(&world.app).await.expect("read").len(), 1);
        let again = ledger::import(&world.app, &one, &[]).await;
        assert_eq!(again, Err(Refused::File), "something was published");
    });
}

async fn without_key(world: &World, engine: Engine, table: &str) {
    if engine == Engine::Postgres {
        world.sql.run(&format!("ALTER TABLE {table} DROP CONSTRAINT {table}_pkey"), &[]).await;
    } else {
        world.sql.run(&format!("ALTER TABLE {table} RENAME TO with_key"), &[]).await;
        world.sql.run(&format!("CREATE TABLE {table} AS SELECT * FROM with_key"), &[]).await;
    }
}

/// One sealed record, many times under its own name, in a table that no longer has a key.
pub fn one_record_many_times(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        without_key(&world, engine, "statistic").await;
        for _ in 0..6 {
            world.sql.run("INSERT INTO statistic SELECT * FROM statistic", &[]).await;
        }
        assert_eq!(released(&world).await, Err(Refused::Altered));
        assert!(read::published(&world.app).await.expect("read").is_empty());
    });
}

/// Two quarters that hold records of the same reports are released at once.
pub fn two_quarters_at_once(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        for case in cases(120) {
            seal(&world, case, "2026-Q1", &coded("nbs")).await;
            seal(&world, case, "2026-Q2", &Coded { institution: "nbs".to_owned(), ..Coded::nothing() }).await;
        }
        stand(&world, date(2026, 7, 2));
        for of in ["2026-Q1", "2026-Q2"] {
            publish::approve(&world.app, &by(&world, 0), period(of)).await.expect("approved");
        }
        let (one, other) = (by(&world, 2), by(&world, 2));
        let done = tokio::join!(
            publish::release(&world.app, &one, period("2026-Q1")),
            publish::release(&world.app, &other, period("2026-Q2")),
        );
        assert!(done.0.is_ok() != done.1.is_ok(), "{done:?}");
        let late = if done.0.is_ok() { "2026-Q2" } else { "2026-Q1" };
        publish::release(&world.app, &one, period(late)).await.expect("now by itself");
        let mut sum = 0;
        for of in ["2026-Q1", "2026-Q2"] {
            sum += figure(&world, of, Table::Institution, "nbs").await;
        }
        assert!((sum - 120).abs() < 2 * FAR, "each once: {sum}");
    });
}

/// A trigger puts an approval that was taken back in the place of a new one: one publisher alone would release.
pub fn an_old_approval_in_place_of_a_new(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        let (old, signature) = approval(&world).await;
        let kept = ["statistic_share"];
        copied(&world, &kept).await;
        publish::take_back(&world.app, &by(&world, 0), period("2026-Q1")).await.expect("taken back");
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let (staff, by_old) = (hex(&old.0), hex(&signature));
        if engine == Engine::Postgres {
            let body = format!(
                "CREATE FUNCTION swap() RETURNS trigger AS $$ BEGIN NEW.staff := '\\x{staff}'; \
                 NEW.signature := '\\x{by_old}'; RETURN NEW; END $$ LANGUAGE plpgsql"
            );
            world.sql.run(&body, &[]).await;
            let sql = "CREATE TRIGGER swap BEFORE INSERT ON statistic_approval FOR EACH ROW EXECUTE FUNCTION swap()";
            world.sql.run(sql, &[]).await;
        } else {
            let sql = format!(
                "CREATE TRIGGER swap AFTER INSERT ON statistic_approval BEGIN UPDATE statistic_approval SET \
                 staff = x'{staff}', signature = x'{by_old}'; END"
            );
            world.sql.run(&sql, &[]).await;
        }
        publish::approve(&world.app, &by(&world, 2), period("2026-Q1")).await.expect("approved");
        as_copied(&world, &kept).await;
        assert_eq!(approval(&world).await.0, old, "the trigger works");
        assert_eq!(stage(&world, 2, "2026-Q1").await, Stage::Ready, "the log tells of another");
        let refused = released(&world).await;
        assert_eq!(refused, Err(Refused::Stage(period("2026-Q1"), Stage::Ready)));
    });
}

/// A trigger keeps an approval that is taken back: whoever takes it back hears of it.
pub fn an_approval_that_cannot_be_taken_back(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        if engine == Engine::Postgres {
            let body =
                "CREATE FUNCTION keep() RETURNS trigger AS $$ BEGIN RETURN NULL; END $$ LANGUAGE plpgsql";
            world.sql.run(body, &[]).await;
            let sql = "CREATE TRIGGER keep BEFORE DELETE ON statistic_approval FOR EACH ROW EXECUTE FUNCTION keep()";
            world.sql.run(sql, &[]).await;
        } else {
            let sql =
                "CREATE TRIGGER keep BEFORE DELETE ON statistic_approval BEGIN SELECT RAISE(IGNORE); END";
            world.sql.run(sql, &[]).await;
        }
        let one: By = by(&world, 0);
        assert_eq!(
            publish::act(&world.app, &one, Act::TakeBack, period("2026-Q1"), "").await,
            Err(Refused::Altered)
        );
    });
}

/// A row that somebody made up is no release, and does not close the period in silence.
pub fn a_made_up_release(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        let blob = if engine == Engine::Postgres { "'\\x00'::bytea" } else { "x'00'" };
        let id = blob.replace("00", &"00".repeat(16));
        let by_both = blob.replace("00", &"00".repeat(64));
        let sql = format!(
            "INSERT INTO release (period, body, first, first_signature, second, second_signature) \
             VALUES ({}, 'x', {id}, {by_both}, {id}, {by_both})",
            period("2026-Q1").number()
        );
        world.sql.run(&sql, &[]).await;
        assert_ne!(stage(&world, 2, "2026-Q1").await, Stage::Released);
        assert_eq!(released(&world).await, Err(Refused::Altered));
        // Nor is one that cannot even be read.
        let sql = format!(
            "UPDATE release SET first = {blob}, first_signature = {blob}, second = {none}, second_signature = {none}",
            none = blob.replace("00", "")
        );
        world.sql.run(&sql, &[]).await;
        assert_eq!(released(&world).await, Err(Refused::Altered));
        let faults = ledger::check(&world.app).await.expect("read").join("\n");
        assert!(faults.contains("cannot be read"), "{faults}");
    });
}

/// Releases are taken in again: how much that writes does not tell which cases had entered, and what was noted of draws that
/// stand is kept.
pub fn what_is_taken_in_tells_nothing(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        planned(&world, 2026).await;
        for case in &world.cases {
            seal(&world, case.id, "2026-Q1", &coded("nbs")).await;
        }
        stand(&world, date(2026, 4, 2));
        release(&world, "2026-Q1").await.expect("released");
        let quarter = period("2026-Q1");
        let file = ledger::bundle(&world.app, quarter).await.expect("read").expect("a release");
        world.sql.run("DELETE FROM release", &[]).await;
        let import =
            || async { ledger::import(&world.app, &by(&world, 0), std::slice::from_ref(&file)).await };
        assert_eq!(import().await, Ok(vec![quarter]));
        let blocks = "SELECT COUNT(*) FROM statistic_entered";
        assert_eq!(world.sql.ints(blocks, &[]).await, [2], "every case had entered, and it is not told");
        assert_eq!(import().await, Ok(vec![quarter]));
        assert!(world.app.state.drawn().expect("a folder").contains(&quarter), "it stands");
    });
}

/// The store is taken back to when a plan waited for its second signature, or was not made yet, and what was released under it
/// is taken in.
pub fn a_plan_comes_back_with_its_release(engine: Engine) {
    run(async move {
        let world = on(engine, "", date(2026, 2, 10)).await;
        let tables = [&OF_A_DRAW[..], &["statistic_plan"]].concat();
        copied(&world, &tables).await;
        planned(&world, 2026).await;
        seal(&world, cases(1)[0], "2026-Q1", &coded("nbs")).await;
        stand(&world, date(2026, 4, 2));
        release(&world, "2026-Q1").await.expect("released");
        let quarter = period("2026-Q1");
        let file = ledger::bundle(&world.app, quarter).await.expect("read").expect("a release");
        let waits = "UPDATE statistic_plan SET second = $1, second_signature = $1";
        let signed = world.sql.texts("SELECT body FROM statistic_plan", &[]).await;
        as_copied(&world, &tables[..tables.len() - 1]).await;
        world.sql.run(waits, &[Value::Bytes(Vec::new())]).await;
        let import =
            || async { ledger::import(&world.app, &by(&world, 0), std::slice::from_ref(&file)).await };
        assert_eq!(import().await, Ok(vec![quarter]));
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Released, "its plan is signed again");
        // Of a plan that was not there at all, the shares are gone: it is said, and not found out when they are wanted.
        as_copied(&world, &tables).await;
        assert_eq!(import().await, Ok(vec![quarter]));
        assert_eq!(world.sql.texts("SELECT body FROM statistic_plan", &[]).await, signed);
        assert_eq!(stage(&world, 0, "2026-Q1").await, Stage::Released);
        assert_eq!(stage(&world, 0, "2026-Q2").await, Stage::Keyless);
    });
}

/// A file of another draw that two signed is told apart from one that nobody did.
pub fn a_file_of_another_draw(engine: Engine) {
    run(async move {
        let world = approved(engine).await;
        let (of, approved) = (period("2026-Q1"), approval(&world).await);
        released(&world).await.expect("released");
        let file = ledger::bundle(&world.app, of).await.expect("read").expect("a release");
        let other = another(&world, of, approved).await;
        let put = "UPDATE release SET body = $1";
        let before = stored(&world).await.row;
        world.sql.run(put, &[Value::Text(other.body)]).await;
        let open = stored(&world).await.open.expect("opens");
        world.sql.run(put, &[Value::Text(before.body)]).await;
        let mut json: serde_json::Value = serde_json::from_str(&file).expect("JSON");
        let signature = data_encoding::HEXLOWER.encode(&open.second.expect("signed").1);
        json["release"]["body"] = open.body.into();
        json["release"]["second_signature"] = signature.into();
        let verify = async |text: &str| ledger::verify(&world.app, text).await.expect("read");
        assert_eq!(verify(&file).await, Checked::Release(of));
        assert_eq!(verify(&json.to_string()).await, Checked::Another(of));
        assert_eq!(verify(&file.replacen('1', "2", 9)).await, Checked::Nothing);
        assert_eq!(release(&world, "2026-Q1").await, Err(Refused::Stage(of, Stage::Released)));
        // Also while the one that was shown is not in the store: it alone can come back.
        world.sql.run("DELETE FROM release", &[]).await;
        let other = json.to_string();
        assert_eq!(verify(&other).await, Checked::Another(of));
        assert_eq!(ledger::import(&world.app, &by(&world, 0), &[other]).await, Err(Refused::File));
        assert_eq!(ledger::import(&world.app, &by(&world, 0), &[file]).await, Ok(vec![of]));
    });
}

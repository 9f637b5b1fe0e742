//! Somebody who was vouched for and no longer is, with SQL, his old keys, and the seeds of every epoch he could open.

use balss::crypto::kdf::Secret;
use balss::crypto::random;
use balss::domain::event::{Event, Leaf};
use balss::domain::staff::Leaving;
use balss::store::Audit;
use balss::store::audit::name_statement;
use balss::vault::compartment::{Compartment, DESK, THREAD};
use balss::vault::epoch::Making;
use balss::vault::roster::Statement;

use super::{Mallory, answer, file, next_place, on, opened, sealed};
use crate::support::shelf::{Engine, Value};
use crate::tamper::world::World;

const ROWS: [&str; 5] = ["epoch", "access_grant", "record", "card", "side_card"];

/// Keeps the rows of the first case, as somebody who copied the database yesterday has them.
async fn keep(world: &World) {
    for table in ["cases", "epoch", "access_grant", "record", "card", "side_card"] {
        world.sql.run(&format!("CREATE TABLE yesterday_{table} AS SELECT * FROM {table}"), &[]).await;
    }
}

async fn put_back(world: &World) {
    for table in ROWS {
        world.sql.run(&format!("DELETE FROM {table} WHERE case_id = $1"), &[world.case(0)]).await;
        let put = format!("INSERT INTO {table} SELECT * FROM yesterday_{table} WHERE case_id = $1");
        world.sql.run(&put, &[world.case(0)]).await;
    }
    let set = "UPDATE cases SET epoch = 0, next_due = (SELECT next_due FROM yesterday_cases WHERE id = $1) WHERE id = $1";
    world.sql.one(set, &[world.case(0)]).await;
}

/// The root says that the second adviser has left.
async fn revoked(world: &World) {
    let (number, head) = next_place(world).await;
    let text =
        Statement::Revoke(world.advisers[1].0, Leaving::Left).signed_by_root(number, &head, world.root());
    let mut tx = world.app.store.write().await.expect("a transaction");
    assert_eq!(tx.append_roster(number, &text).await, Ok(true));
    let leaf = Leaf::staff(Event::RosterSigned, world.app.clock.now(), None);
    let leaf = leaf.sealing([name_statement(number, &text)].into());
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
}

#[expect(clippy::too_many_lines, reason = "one story")]
pub fn former_holder(engine: Engine) {
    on(async {
        let world = World::build(engine).await;
        let sql = &world.sql;
        // While he stands he opens the case, and keeps what he finds.
        let (his, _) =
            world.read(world.adviser(1), world.cases[0].id).await.expect("readable").expect("held");
        let identity = world.advisers[1].1.identity();
        assert!(opened(&identity, &sealed(&world).await) > 0, "his own grants open");
        keep(&world).await;
        revoked(&world).await;
        let before = sealed(&world).await;
        answer(&world, 0).await.expect("answered");
        file(&world).await.expect("filed");
        let since = async |before: &[(&'static str, Vec<u8>)]| {
            sealed(&world).await.into_iter().filter(|s| !before.contains(s)).collect::<Vec<_>>()
        };
        let old_threads: Vec<_> = his.epochs.iter().map(|e| e.thread.identity()).collect();
        let gains = |new: &[(&'static str, Vec<u8>)]| {
            opened(&identity, new) + old_threads.iter().map(|t| opened(t, new)).sum::<usize>()
        };
        let new = since(&before).await;
        assert!(new.len() > 8 && gains(&new) == 0, "{} new envelopes, he opens {}", new.len(), gains(&new));
        assert_eq!(
            sql.ints("SELECT CAST(epoch AS BIGINT) FROM cases WHERE id = $1", &[world.case(0)]).await,
            [1]
        );
        for table in ["cases", "epoch", "access_grant", "record", "card", "side_card"] {
            sql.run(&format!("CREATE TABLE now_{table} AS SELECT * FROM {table}"), &[]).await;
        }
        let heal = async || {
            for table in ["cases", "epoch", "access_grant", "record", "card", "side_card"] {
                sql.run(&format!("DELETE FROM {table}"), &[]).await;
                sql.run(&format!("INSERT INTO {table} SELECT * FROM now_{table}"), &[]).await;
            }
        };
        let told = async || {
            let mut told = world.told_on_reading().await;
            told.extend(world.verified(&world.kept).await);
            told
        };
        let heard =
            |told: &[String], part: &str| assert!(told.iter().any(|t| t.contains(part)), "{part}: {told:#?}");
        assert_eq!(told().await, [""; 0], "so far all is well");

        // The number of the epoch set back: refused at the next reading, nothing written.
        sql.one("UPDATE cases SET epoch = 0 WHERE id = $1", &[world.case(0)]).await;
        let said = told().await;
        heard(&said, "adviser: ");
        heard(&said, "its row says epoch 0, of 2 that stand there");
        let before = sealed(&world).await;
        assert!(answer(&world, 0).await.is_err());
        assert_eq!(gains(&since(&before).await), 0);
        heal().await;

        // Every row of the case as it was yesterday: it reads, but what is written next goes to a new epoch without him.
        put_back(&world).await;
        heard(&told().await, "known to the log, missing in the store");
        let before = sealed(&world).await;
        answer(&world, 0).await.expect("answered");
        let new = since(&before).await;
        assert!(new.len() > 8 && gains(&new) == 0, "{} new envelopes, he opens {}", new.len(), gains(&new));
        heal().await;

        // An epoch of his own making: rightly bound to the one whose seeds he knows, granted to himself.
        let mallory = Mallory::new();
        let roster = world
            .app
            .roster(&mut world.app.store.read().await.expect("a transaction"))
            .await
            .expect("a roster");
        for (number, bind) in [(1, &his.epochs[0]), (2, &his.epochs[0])] {
            let fresh =
                |which| Compartment::new(world.cases[0].id, which, number, Secret::new(random::bytes()));
            let (thread, desk) = (fresh(THREAD), fresh(DESK));
            let making = Making {
                thread: &thread,
                to_thread: &thread.recipient(),
                desk: &desk,
                readers: &[],
                left: &[],
                to_reporter: &identity.recipient(),
                excluded: &[],
                someone_else: false,
                first: "",
                own: "",
                before: &his.epochs,
                roster: &roster,
                grant_rows: 4,
            };
            let (row, grants) = making.seal(&mallory.files, &bind.thread.epoch_key()).expect("sealed");
            let at: [Value; 2] = [world.case(0), i64::from(number).into()];
            let tags = sql.bytes("SELECT tag FROM access_grant WHERE case_id = $1 AND epoch = $2", &at).await;
            sql.run("DELETE FROM epoch WHERE case_id = $1 AND number = $2", &at).await;
            sql.run("DELETE FROM access_grant WHERE case_id = $1 AND epoch = $2", &at).await;
            let put =
                "INSERT INTO epoch (case_id, number, sealed, mac, server_mac) VALUES ($1, $2, $3, $4, $5)";
            let cells = [row.sealed[..].into(), row.mac[..].into(), row.server_mac[..].into()];
            sql.one(put, &[&at[..], &cells].concat()).await;
            for (n, grant) in grants.iter().enumerate() {
                let put = "INSERT INTO access_grant (tag, case_id, epoch, quick, sealed) VALUES ($3, $1, $2, $4, $5)";
                // Under the tags of those who hold the real ones, where they stand.
                let tag = tags.get(n).map_or(&grant.tag[..], |t| &t[..]);
                let cells = [tag.into(), grant.quick[..].into(), grant.sealed[..].into()];
                sql.one(put, &[&at[..], &cells].concat()).await;
            }
            sql.one("UPDATE cases SET epoch = $2 WHERE id = $1", &at).await;
            let said = told().await;
            assert!(said.iter().any(|t| t.starts_with("adviser: ")), "{said:#?}");
            heard(&said, "log");
            let before = sealed(&world).await;
            assert!(
                answer(&world, 0).await.is_err(),
                "nothing is written to an epoch that the server did not make"
            );
            assert_eq!(gains(&since(&before).await), 0);
            heal().await;
        }

        // The statement that revoked him cut off: the running server seals nothing at all.
        sql.one("DELETE FROM roster WHERE seq = 5", &[]).await;
        heard(&told().await, "the store is not the one that was known");
        assert!(file(&world).await.is_err() && answer(&world, 0).await.is_err());
    });
}

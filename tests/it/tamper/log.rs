//! Attacks on the log, the pool of the day and the roster.

use balss::crypto::hybrid::HybridIdentity;

use balss::domain::staff::Leaving;
use balss::vault::roster::{Roster, Statement};

use super::Bench;
use super::hands::flipped;

#[expect(clippy::too_many_lines, reason = "a list")]
pub async fn log(bench: &mut Bench<'_>) {
    const DROP: &str = "DELETE FROM leaf WHERE log = $1 AND seq = $2";
    const ADD: &str = "INSERT INTO leaf (log, seq, body) VALUES ($1, $2, $3)";
    const SET: &str = "UPDATE leaf SET body = $3 WHERE log = $1 AND seq = $2";
    for log in ["staff", "reporter"] {
        let signed = format!(
            "{log} log: its first {} entries are not those that were signed",
            bench.world.size(log).await
        );
        bench
            .attack(&format!("{log} log: flip a byte of an entry"), &[&signed], async |w| {
                let changed = w.leaf(log, 1).await.replacen("\"at\":{\"", "\"at\":{ \"", 1);
                w.sql.one(SET, &[log.into(), 1.into(), changed[..].into()]).await;
            })
            .await;
        bench
            .attack(&format!("{log} log: remove an entry"), &["entry 1 is missing"], async |w| {
                w.sql.one(DROP, &[log.into(), 1.into()]).await;
            })
            .await;
        bench
            .attack(&format!("{log} log: remove an entry and close the gap"), &["were signed"], async |w| {
                w.sql.one(DROP, &[log.into(), 1.into()]).await;
                w.shift(log, 2, -1).await;
            })
            .await;
        bench
            .attack(&format!("{log} log: put an entry in between"), &[&signed], async |w| {
                w.shift(log, 2, 1).await;
                let body = w.leaf(log, 1).await;
                w.sql.one(ADD, &[log.into(), 2.into(), body[..].into()]).await;
            })
            .await;
        bench
            .attack(
                &format!("{log} log: add an entry at the end"),
                &["1 entries follow the signed head"],
                async |w| {
                    let (size, body) = (w.size(log).await, w.leaf(log, 0).await);
                    w.sql.one(ADD, &[log.into(), size.into(), body[..].into()]).await;
                },
            )
            .await;
        bench
            .attack(&format!("{log} log: swap two entries"), &[&signed], async |w| {
                let (last, first) = (w.size(log).await - 1, w.leaf(log, 0).await);
                let body = w.leaf(log, last).await;
                w.sql.one(SET, &[log.into(), 0.into(), body[..].into()]).await;
                w.sql.one(SET, &[log.into(), last.into(), first[..].into()]).await;
            })
            .await;
        bench
            .attack(&format!("{log} log: cut the last entry off"), &["were signed"], async |w| {
                w.sql.one(DROP, &[log.into(), (w.size(log).await - 1).into()]).await;
            })
            .await;
        bench
            .attack(
                &format!("{log} log: cut the last entry off and lower the size"),
                &["the head row was touched"],
                async |w| {
                    w.sql.one(DROP, &[log.into(), (w.size(log).await - 1).into()]).await;
                    w.sql.one("UPDATE tree SET size = size - 1 WHERE log = $1", &[log.into()]).await;
                },
            )
            .await;
        bench
            .attack(
                &format!("{log} log: flip a byte of the head"),
                &["the head row was touched"],
                async |w| {
                    let head = w
                        .sql
                        .bytes("SELECT frontier FROM tree WHERE log = $1", &[log.into()])
                        .await
                        .remove(0);
                    w.sql
                        .one("UPDATE tree SET frontier = $2 WHERE log = $1", &[log.into(), flipped(&head, 9)])
                        .await;
                },
            )
            .await;
        bench
            .attack(&format!("{log} log: delete the head"), &[&format!("{log} log: audit tree")], async |w| {
                w.sql.one("DELETE FROM tree WHERE log = $1", &[log.into()]).await;
            })
            .await;
    }
    bench
        .attack(
            "staff log: put the older signed note back",
            &["the head and its signature differ"],
            async |w| {
                w.sql.one("UPDATE tree SET note = $1 WHERE log = 'staff'", &[w.old_head.2[..].into()]).await;
            },
        )
        .await;
    bench
        .attack("staff log: put an older head back whole, with its entries", &["entries, but"], async |w| {
            let (size, frontier, note) = &w.old_head;
            w.sql.run("DELETE FROM leaf WHERE log = 'staff' AND seq >= $1", &[(*size).into()]).await;
            let sql = "UPDATE tree SET size = $1, frontier = $2, note = $3 WHERE log = 'staff'";
            w.sql.one(sql, &[(*size).into(), frontier[..].into(), note[..].into()]).await;
        })
        .await;
}

pub async fn pool(bench: &mut Bench<'_>) {
    const FIRST: &str = "(SELECT id FROM pending ORDER BY id LIMIT 1)";
    for (name, expected, sql) in [
        (
            "flip a byte of an entry",
            "an entry was touched",
            format!("UPDATE pending SET body = REPLACE(body, '{{\"day\"', '{{ \"day\"') WHERE id = {FIRST}"),
        ),
        (
            "remove an entry",
            "1 entries, but 2 were written",
            format!("DELETE FROM pending WHERE id = {FIRST}"),
        ),
        (
            "copy an entry",
            "3 entries, but 2 were written",
            format!("INSERT INTO pending SELECT mac, day, body, mac FROM pending WHERE id = {FIRST}"),
        ),
        (
            "move an entry to another day",
            "an entry was touched",
            format!("UPDATE pending SET day = day - 1 WHERE id = {FIRST}"),
        ),
        (
            "change the count",
            "the count of the day's entries was touched",
            "UPDATE pending_head SET size = size - 1".to_owned(),
        ),
        (
            "delete the count",
            "the count of the day's entries was touched",
            "DELETE FROM pending_head".to_owned(),
        ),
    ] {
        bench.attack(&format!("pool: {name}"), &[expected], async |w| w.sql.one(&sql, &[]).await).await;
    }
    bench
        .attack("pool: delete all of it", &["is unknown to the log"], async |w| {
            w.sql.run("DELETE FROM pending", &[]).await;
            w.sql.run("DELETE FROM pending_head", &[]).await;
        })
        .await;
}

pub async fn roster(bench: &mut Bench<'_>) {
    bench
        .attack(
            "roster: put another recipient into a statement",
            &["roster: statement 3 does not verify"],
            async |w| {
                let text = w.sql.texts("SELECT statement FROM roster WHERE seq = 3", &[]).await.remove(0);
                let old = text.lines().find(|l| l.starts_with("recipient ")).expect("a recipient").to_owned();
                let new =
                    text.replace(&old, &format!("recipient {}", HybridIdentity::generate().recipient()));
                w.sql.one("UPDATE roster SET statement = $1 WHERE seq = 3", &[new[..].into()]).await;
            },
        )
        .await;
    bench
        .attack("roster: remove a statement", &["roster: statement 3 does not verify"], async |w| {
            w.sql.one("DELETE FROM roster WHERE seq = 3", &[]).await;
        })
        .await;
    bench
        .attack(
            "roster: cut the last statement off",
            &[
                "roster: 3 statements, but the log tells of 4",
                "roster: the store is not the one that was known",
            ],
            async |w| {
                w.sql.one("DELETE FROM roster WHERE seq = 4", &[]).await;
            },
        )
        .await;
    bench
        .attack(
            "roster: delete all of it",
            &[
                "roster: 0 statements, but the log tells of 4",
                "roster: the store is not the one that was known",
            ],
            async |w| {
                w.sql.run("DELETE FROM roster", &[]).await;
            },
        )
        .await;
    bench
        .attack("roster: swap two statements", &["roster: statement 2 does not verify"], async |w| {
            for (from, to) in [(2, 9), (3, 2), (9, 3)] {
                w.sql.one("UPDATE roster SET seq = $2 WHERE seq = $1", &[from.into(), to.into()]).await;
            }
        })
        .await;
    bench
        .attack(
            "roster: add a statement that nobody may sign",
            &["roster: statement 5 does not verify"],
            async |w| {
                w.sql
                    .one(
                        "INSERT INTO roster (seq, statement) SELECT 5, statement FROM roster WHERE seq = 4",
                        &[],
                    )
                    .await;
            },
        )
        .await;
    let unsigned = "roster: statement 5 does not verify";
    for (name, signers) in [
        ("one adviser twice", &[(0, 0), (0, 0)][..]),
        ("two advisers of one institution", &[(0, 0), (1, 1)]),
        ("one adviser and another's name", &[(0, 0), (2, 0)]),
    ] {
        bench
            .attack(&format!("roster: vouch for a stranger, signed by {name}"), &[unsigned], async |w| {
                let text = w.stranger_vouched(signers).await;
                w.append(5, &text).await;
            })
            .await;
    }
    bench
        .attack(
            "roster: put another statement that the root once signed in place of the newest",
            &["roster statement 4 is not what the log knows"],
            async |w| {
                let first: Vec<String> =
                    w.sql.texts("SELECT statement FROM roster WHERE seq < 4 ORDER BY seq", &[]).await;
                let (count, head) = Roster::verify(&first, &w.root().public()).head();
                let leaves = Statement::Revoke(w.advisers[0].0, Leaving::Left);
                let text = leaves.signed_by_root(count + 1, &head, w.root());
                w.sql.one("UPDATE roster SET statement = $1 WHERE seq = 4", &[text[..].into()]).await;
            },
        )
        .await;
    bench
        .attack("proposals: put in what nobody signed", &["that waits is unknown to the log"], async |w| {
            let sql = "INSERT INTO proposal (id, body, signatures, day) VALUES ($1, 'x', 'y', 1)";
            w.sql.one(sql, &[[1_u8; 16][..].into()]).await;
        })
        .await;
}

/// Last of all: from then on the state folder knows of the statement, and a store without it is an older one.
pub async fn past_the_log(bench: &mut Bench<'_>) {
    bench
        .attack(
            "roster: append a statement of the root past the log",
            &["roster: 5 statements, but the log tells of 4"],
            async |w| {
                let texts = w.sql.texts("SELECT statement FROM roster ORDER BY seq", &[]).await;
                let (count, head) = Roster::verify(&texts, &w.root().public()).head();
                let leaves = Statement::Revoke(w.advisers[0].0, Leaving::Left);
                w.append(5, &leaves.signed_by_root(count + 1, &head, w.root())).await;
            },
        )
        .await;
}

//! Attacks on who can open what: cases, grants, epoch records, receipts.

use balss::crypto::random;
use balss::vault::staff::genuine;

use super::Bench;
use super::hands::flipped;

#[expect(clippy::too_many_lines, reason = "a list")]
pub async fn cases(bench: &mut Bench<'_>) {
    const GRANT: &str = "UPDATE access_grant SET sealed = $2 WHERE tag = $1";
    const SEALED: &str = "SELECT sealed FROM access_grant WHERE tag = $1";
    let refused = "does not open";
    bench
        .attack("case: delete its row", &["no such case", "its row is missing"], async |w| {
            w.sql.one("DELETE FROM cases WHERE id = $1", &[w.case(0)]).await;
        })
        .await;
    bench
        .attack("case: delete it from every table", &["known to the log, missing in the store"], async |w| {
            w.sql.one("DELETE FROM cases WHERE id = $1", &[w.case(0)]).await;
            for table in ["receipt", "epoch", "access_grant", "record", "card", "side_card", "blob"] {
                w.sql.run(&format!("DELETE FROM {table} WHERE case_id = $1"), &[w.case(0)]).await;
            }
        })
        .await;
    bench
        .attack(
            "case: say that it is in a later epoch",
            &["no such case", "its row says epoch 1"],
            async |w| {
                w.sql.one("UPDATE cases SET epoch = 1 WHERE id = $1", &[w.case(0)]).await;
            },
        )
        .await;
    bench
        .attack("case: put its next date off", &["1 records damaged"], async |w| {
            w.sql.one("UPDATE cases SET next_due = next_due + 30 WHERE id = $1", &[w.case(0)]).await;
        })
        .await;
    bench
        .attack("case: another day of filing", &["1 records damaged"], async |w| {
            w.sql.one("UPDATE cases SET filed_day = filed_day - 30 WHERE id = $1", &[w.case(0)]).await;
        })
        .await;
    // Rows that cannot be read stop nobody who needs the others.
    for (table, put, named) in [
        (
            "absence",
            "INSERT INTO absence (staff, deputy, first_day, last_day, signature) VALUES ($1, $1, 1, 2, $1)",
            "absence of account 070707 is unknown to the log",
        ),
        (
            "passing",
            "INSERT INTO passing (staff, since_day, signature) VALUES ($1, 1, $1)",
            "passing of new reports by account 070707 is unknown to the log",
        ),
        (
            "proposal",
            "INSERT INTO proposal (id, body, signatures, day) VALUES ($1, 'x', 'y', 1)",
            "roster statement 070707 that waits is unknown to the log",
        ),
    ] {
        bench
            .attack(&format!("{table}: a row with a name of three bytes"), &[named], async |w| {
                w.sql.one(put, &[[7_u8; 3][..].into()]).await;
                let mut tx = w.app.store.read().await.expect("a transaction");
                assert_eq!(tx.absences().await.map(|all| all.len()), Ok(0), "{table}");
                assert_eq!(tx.passing().await.map(|all| all.len()), Ok(0), "{table}");
                assert_eq!(tx.proposals().await.map(|all| all.len()), Ok(0), "{table}");
            })
            .await;
    }
    bench
        .attack("account: one more, with a role that is none", &["cannot be read"], async |w| {
            let put = "INSERT INTO staff (id, username, role, person, institution, name, lang, mail, active, salt, \
                       verifier, bundle, code_step, recipient, verify_key, next_bundle, outside, mac) \
                       SELECT $1, 'x', 'king', $1, institution, name, lang, mail, active, salt, verifier, bundle, \
                       0, recipient, verify_key, next_bundle, outside, mac FROM staff WHERE id = $2";
            w.sql.one(put, &[[7_u8; 16][..].into(), w.advisers[0].0.0[..].into()]).await;
            let mut tx = w.app.store.read().await.expect("a transaction");
            assert_eq!(tx.all_staff().await.map(|all| all.len()), Ok(1));
        })
        .await;
    bench
        .attack("account: another role", &["is not what the log knows"], async |w| {
            w.sql
                .one("UPDATE staff SET role = 'auditor' WHERE id = $1", &[w.advisers[0].0.0[..].into()])
                .await;
        })
        .await;
    bench
        .attack("account: another recipient to be vouched for", &["is not what the log knows"], async |w| {
            let set = "UPDATE staff SET recipient = 'age1pq1other' WHERE id = $1";
            w.sql.one(set, &[w.advisers[0].0.0[..].into()]).await;
            let mut tx = w.app.store.read().await.expect("a transaction");
            let row = tx.staff(w.advisers[0].0).await.expect("a query").expect("an account");
            assert!(!genuine(&w.app.keys, &row), "nobody is asked to vouch for it");
        })
        .await;
    bench
        .attack("account: another passphrase", &["is not what the log knows"], async |w| {
            let id = w.advisers[0].0.0;
            w.sql
                .one("UPDATE staff SET verifier = $2 WHERE id = $1", &[id[..].into(), [7_u8; 32][..].into()])
                .await;
        })
        .await;
    bench
        .attack("account: delete it", &["account", "missing in the store"], async |w| {
            w.sql.one("DELETE FROM staff WHERE id = $1", &[w.advisers[0].0.0[..].into()]).await;
        })
        .await;
    bench
        .attack("salt of the receipts: another one", &["receipt salt is not what the log knows"], async |w| {
            w.sql
                .one(
                    "UPDATE installation SET value = $1 WHERE name = 'receipt salt'",
                    &[[7_u8; 32][..].into()],
                )
                .await;
        })
        .await;
    bench
        .attack("grants: swap two of a case", &[refused, "is not what the log knows"], async |w| {
            let other = w
                .sql
                .bytes(
                    "SELECT tag FROM access_grant WHERE case_id = $1 AND tag <> $2",
                    &[w.case(0), w.tag(0)],
                )
                .await
                .remove(0);
            let (own, theirs) =
                (w.sql.bytes(SEALED, &[w.tag(0)]).await, w.sql.bytes(SEALED, &[other[..].into()]).await);
            w.sql.one(GRANT, &[w.tag(0), theirs[0][..].into()]).await;
            w.sql.one(GRANT, &[other[..].into(), own[0][..].into()]).await;
        })
        .await;
    bench
        .attack("grants: put one from another case in", &[refused, "is not what the log knows"], async |w| {
            let theirs = w.sql.bytes(SEALED, &[w.tag(2)]).await.remove(0);
            w.sql.one(GRANT, &[w.tag(0), theirs[..].into()]).await;
        })
        .await;
    bench
        .attack(
            "grants: move one to another case",
            &["no such case", refused, "is not what the log knows"],
            async |w| {
                w.sql
                    .one("UPDATE access_grant SET case_id = $2 WHERE tag = $1", &[w.tag(2), w.case(0)])
                    .await;
            },
        )
        .await;
    bench
        .attack("grants: flip a byte", &[refused, "is not what the log knows"], async |w| {
            let own = w.sql.bytes(SEALED, &[w.tag(0)]).await.remove(0);
            w.sql.one(GRANT, &[w.tag(0), flipped(&own, own.len() / 2)]).await;
        })
        .await;
    bench
        .attack("grants: delete one", &["no such case", refused, "is not what the log knows"], async |w| {
            w.sql.one("DELETE FROM access_grant WHERE tag = $1", &[w.tag(0)]).await;
        })
        .await;
    bench
        .attack("grants: add one", &[refused, "is not what the log knows"], async |w| {
            let sql = "INSERT INTO access_grant (tag, case_id, epoch, sealed, quick) SELECT $1, case_id, epoch, sealed, quick FROM access_grant WHERE tag = $2";
            w.sql.one(sql, &[random::bytes::<32>()[..].into(), w.tag(0)]).await;
        })
        .await;
    bench
        .harmless("grants: spoil a quick cell, which costs its holder time only", async |w| {
            w.sql
                .one("UPDATE access_grant SET quick = $2 WHERE tag = $1", &[w.tag(0), [0; 105][..].into()])
                .await;
        })
        .await;
    bench
        .attack("epoch record: put another case's in", &[refused, "is not what the log knows"], async |w| {
            w.sql.one("DELETE FROM epoch WHERE case_id = $1", &[w.case(0)]).await;
            let sql =
                "INSERT INTO epoch SELECT $1, number, sealed, mac, server_mac FROM epoch WHERE case_id = $2";
            w.sql.one(sql, &[w.case(0), w.case(2)]).await;
        })
        .await;
    // One that reads well for whoever has the index key only.
    bench
        .attack(
            "epoch record: its tag copied from the server's",
            &[refused, "is not what the log knows"],
            async |w| {
                w.sql.one("UPDATE epoch SET mac = server_mac WHERE case_id = $1", &[w.case(0)]).await;
            },
        )
        .await;
    for column in ["sealed", "mac", "server_mac"] {
        bench
            .attack(&format!("epoch record: flip a byte of {column}"), &[refused], async |w| {
                let bytes = w
                    .sql
                    .bytes(&format!("SELECT {column} FROM epoch WHERE case_id = $1"), &[w.case(0)])
                    .await
                    .remove(0);
                let sql = format!("UPDATE epoch SET {column} = $2 WHERE case_id = $1");
                w.sql.one(&sql, &[w.case(0), flipped(&bytes, bytes.len() - 1)]).await;
            })
            .await;
    }
    bench
        .attack(
            "epoch record: delete it",
            &["no such case", "known to the log, missing in the store"],
            async |w| {
                w.sql.one("DELETE FROM epoch WHERE case_id = $1", &[w.case(0)]).await;
            },
        )
        .await;
}

pub async fn receipts(bench: &mut Bench<'_>) {
    bench
        .attack(
            "receipt: lead it to another case",
            &["opens nothing or another case", "receipt of case"],
            async |w| {
                w.sql
                    .one("UPDATE receipt SET case_id = $2 WHERE case_id = $1", &[w.case(0), w.case(2)])
                    .await;
            },
        )
        .await;
    bench
        .attack(
            "receipt: swap those of two cases",
            &["opens nothing or another case", "receipt of case"],
            async |w| {
                for (from, to) in [(0, [9; 16][..].into()), (2, w.case(0))] {
                    w.sql
                        .one("UPDATE receipt SET case_id = $2 WHERE case_id = $1", &[w.case(from), to])
                        .await;
                }
                w.sql
                    .one(
                        "UPDATE receipt SET case_id = $2 WHERE case_id = $1",
                        &[[9; 16][..].into(), w.case(2)],
                    )
                    .await;
            },
        )
        .await;
    bench
        .attack("receipt: delete it", &["receipt of case"], async |w| {
            w.sql.one("DELETE FROM receipt WHERE case_id = $1", &[w.case(0)]).await;
        })
        .await;
    bench
        .attack("receipt: put a locator in that opens nothing", &["receipt of case"], async |w| {
            w.sql
                .one("UPDATE receipt SET locator = $2 WHERE case_id = $1", &[w.case(0), [9; 32][..].into()])
                .await;
        })
        .await;
    bench
        .attack("receipt: add one of the attacker's", &["receipt of case"], async |w| {
            w.sql
                .one(
                    "INSERT INTO receipt (locator, case_id) VALUES ($2, $1)",
                    &[w.case(0), [9; 32][..].into()],
                )
                .await;
        })
        .await;
}

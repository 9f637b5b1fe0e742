//! Attacks on what was written: records, cards, files.

use balss::crypto::frame::{self, Place, Purpose};
use balss::crypto::{envelope, random};
use balss::vault::compartment::THREAD;
use balss::vault::thread::{Message, Side, body};

use super::Bench;
use super::hands::flipped;
use crate::support::shelf::Value;

pub async fn records(bench: &mut Bench<'_>) {
    const COPY: &str = "INSERT INTO record SELECT $2, case_id, compartment, epoch, day, size_class, sealed FROM record WHERE id = $1";
    let (damaged, unknown) = ("1 records damaged", "is unknown to the log");
    bench
        .attack("record: a message sealed to the thread by somebody without its write key", &[damaged, unknown], async |w| {
            let (opened, _) = w.read(w.adviser(0), w.cases[0].id).await.expect("readable").expect("held");
            let id = random::nonneg_i63();
            let place = Place { purpose: Purpose::Message, compartment: THREAD, epoch: 0, case: w.cases[0].id.0, record: id };
            let text = Message { n: 9, ..Message::new(Side::Adviser, "Adviser 1".to_owned(), "Withdraw it.".to_owned(), None) };
            let plain = frame::wrap(&place, &body(&text).expect("JSON"), &random::bytes()).expect("it fits");
            let sealed = envelope::seal(&opened.epochs[0].thread.recipient(), &plain).expect("sealed");
            let sql = "INSERT INTO record (id, case_id, compartment, epoch, day, size_class, sealed) VALUES ($1, $2, 1, 0, $3, $4, $5)";
            let size = i64::try_from(plain.len()).expect("small");
            w.sql.one(sql, &[id.into(), w.case(0), w.today.0.into(), size.into(), sealed[..].into()]).await;
        })
        .await;
    bench
        .attack("record: copy one under another number", &[damaged, unknown], async |w| {
            w.sql.one(COPY, &[w.record(0, 0).await.into(), random::nonneg_i63().into()]).await;
        })
        .await;
    bench
        .attack("record: another day", &["adviser: "], async |w| {
            w.sql.one("UPDATE record SET day = day - 3 WHERE id = $1", &[w.record(0, 3).await.into()]).await;
        })
        .await;
    bench
        .attack("record: delete a report", &["does not open", "missing in the store"], async |w| {
            w.sql.run("DELETE FROM record WHERE case_id = $1", &[w.case(1)]).await;
        })
        .await;
    // A report, two files, two messages and a step of the status.
    for nth in 0..6 {
        bench
            .attack(
                &format!("record: delete the {}. of six", nth + 1),
                &["adviser: ", "reporter: ", "missing in the store"],
                async |w| {
                    w.sql.one("DELETE FROM record WHERE id = $1", &[w.record(0, nth).await.into()]).await;
                },
            )
            .await;
        bench
            .attack(
                &format!("record: flip a byte of the {}. of six", nth + 1),
                &["adviser: ", "reporter: ", "is not what the log knows"],
                async |w| {
                    let id = w.record(0, nth).await.into();
                    let bytes = w
                        .sql
                        .bytes("SELECT sealed FROM record WHERE id = $1", std::slice::from_ref(&id))
                        .await
                        .remove(0);
                    w.sql
                        .one("UPDATE record SET sealed = $2 WHERE id = $1", &[id, flipped(&bytes, 1_500)])
                        .await;
                },
            )
            .await;
    }
    bench
        .attack("record: swap the contents of two", &["adviser: ", "is not what the log knows"], async |w| {
            let ids = [w.record(0, 0).await, w.record(0, 1).await];
            let sealed = w
                .sql
                .bytes("SELECT sealed FROM record WHERE id IN ($1, $2) ORDER BY id", &ids.map(Value::from))
                .await;
            for (id, sealed) in ids.iter().zip(sealed.iter().rev()) {
                w.sql
                    .one("UPDATE record SET sealed = $2 WHERE id = $1", &[(*id).into(), sealed[..].into()])
                    .await;
            }
        })
        .await;
    bench
        .attack("record: move one to another case", &[damaged, "belongs to case"], async |w| {
            w.sql
                .one(
                    "UPDATE record SET case_id = $2 WHERE id = $1",
                    &[w.record(0, 0).await.into(), w.case(2)],
                )
                .await;
        })
        .await;
    bench
        .attack("record: move one to the desk", &["adviser: "], async |w| {
            w.sql
                .one("UPDATE record SET compartment = 2 WHERE id = $1", &[w.record(2, 0).await.into()])
                .await;
        })
        .await;
}

pub async fn cards(bench: &mut Bench<'_>) {
    bench
        .attack("card: flip a byte of the words' for searching", &["is not what the log knows"], async |w| {
            let sql = "SELECT sealed FROM side_card WHERE case_id = $1 AND compartment = 4";
            let bytes = w.sql.bytes(sql, &[w.case(0)]).await.remove(0);
            let sql = "UPDATE side_card SET sealed = $2 WHERE case_id = $1 AND compartment = 4";
            w.sql.one(sql, &[w.case(0), flipped(&bytes, 99)]).await;
        })
        .await;
    // The cards as they were filed stand in the log only; an older version is made by writing once more.
    for (which, name, told) in [(1_u8, "thread", "records damaged"), (2, "desk", "")] {
        bench
            .attack(
                &format!("card: flip a byte of the {name}'s"),
                &["does not open", "is not what the log knows"],
                async |w| {
                    let sql = "SELECT sealed FROM card WHERE case_id = $1 AND compartment = $2";
                    let bytes = w.sql.bytes(sql, &[w.case(0), i64::from(which).into()]).await.remove(0);
                    let sql = "UPDATE card SET sealed = $3 WHERE case_id = $1 AND compartment = $2";
                    w.sql.one(sql, &[w.case(0), i64::from(which).into(), flipped(&bytes, 99)]).await;
                },
            )
            .await;
        bench
            .attack(&format!("card: delete the {name}'s"), &["missing in the store"], async |w| {
                w.sql
                    .one(
                        "DELETE FROM card WHERE case_id = $1 AND compartment = $2",
                        &[w.case(0), i64::from(which).into()],
                    )
                    .await;
            })
            .await;
        bench
            .attack(
                &format!("card: roll the {name}'s back to its first version"),
                &["is version 1, the log knows", told],
                async |w| {
                    let sealed = w.first_card(usize::from(which));
                    let sql =
                        "UPDATE card SET sealed = $3, version = 1 WHERE case_id = $1 AND compartment = $2";
                    w.sql.one(sql, &[w.case(0), i64::from(which).into(), sealed[..].into()]).await;
                },
            )
            .await;
        bench
            .attack(
                &format!("card: roll the {name}'s back, under the new number"),
                &["does not open", "is not what the log knows"],
                async |w| {
                    let sealed = w.first_card(usize::from(which));
                    let sql = "UPDATE card SET sealed = $3 WHERE case_id = $1 AND compartment = $2";
                    w.sql.one(sql, &[w.case(0), i64::from(which).into(), sealed[..].into()]).await;
                },
            )
            .await;
    }
    bench
        .attack("card: put the thread's in the desk's place", &["does not open", "is not what the log knows"], async |w| {
            let sql = "UPDATE card SET sealed = (SELECT sealed FROM card WHERE case_id = $1 AND compartment = 1) WHERE case_id = $1 AND compartment = 2";
            w.sql.one(sql, &[w.case(0)]).await;
        })
        .await;
}

pub async fn files(bench: &mut Bench<'_>) {
    bench
        .attack(
            "file: flip a byte of its object",
            &["adviser: file", "reporter: file", "is not what its row says"],
            async |w| {
                let path = w.object(&w.cases[0].files[0]);
                let mut bytes = std::fs::read(&path).expect("an object");
                let at = bytes.len() / 2;
                bytes[at] ^= 1;
                std::fs::write(&path, bytes).expect("an object");
            },
        )
        .await;
    bench
        .attack("file: cut its object short", &["adviser: file", "is not what its row says"], async |w| {
            let path = w.object(&w.cases[0].files[0]);
            let bytes = std::fs::read(&path).expect("an object");
            std::fs::write(&path, &bytes[..70_000]).expect("an object");
        })
        .await;
    bench
        .attack("file: delete its object", &["adviser: file", "its object is missing"], async |w| {
            std::fs::remove_file(w.object(&w.cases[0].files[0])).expect("an object");
        })
        .await;
    bench
        .attack("file: swap two objects", &["adviser: file", "is not what its row says"], async |w| {
            let [a, b] = [0, 1].map(|n| w.object(&w.cases[0].files[n]));
            let [of_a, of_b] = [&a, &b].map(|path| std::fs::read(path).expect("an object"));
            std::fs::write(a, of_b).expect("an object");
            std::fs::write(b, of_a).expect("an object");
        })
        .await;
    bench
        .attack(
            "file: swap object and digest together",
            &["adviser: file", "is not what the log knows"],
            async |w| {
                let [a, b] = [0, 1].map(|n| &w.cases[0].files[n]);
                std::fs::copy(w.object(b), w.object(a)).expect("an object");
                let sql = "UPDATE blob SET digest = (SELECT digest FROM blob WHERE id = $2) WHERE id = $1";
                w.sql.one(sql, &[a.blob.0[..].into(), b.blob.0[..].into()]).await;
            },
        )
        .await;
    for (name, sql) in [
        ("delete its row", "DELETE FROM blob WHERE id = $1"),
        ("leave it to the sweeper", "UPDATE blob SET clean_day = 1 WHERE id = $1"),
    ] {
        bench
            .attack(&format!("file: {name}"), &["known to the log, missing in the store"], async |w| {
                w.sql.one(sql, &[w.cases[0].files[0].blob.0[..].into()]).await;
            })
            .await;
    }
    bench
        .attack("file: say that it is another case's", &["belongs to case"], async |w| {
            let sql = "UPDATE blob SET case_id = $2 WHERE id = $1";
            w.sql.one(sql, &[w.cases[0].files[0].blob.0[..].into(), w.case(1)]).await;
        })
        .await;
}

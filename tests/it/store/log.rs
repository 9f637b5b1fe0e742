//! The audit log's rows: what a commit appends, what is refused once SQL has touched it, how a day ends.

use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf, Log};
use balss::domain::id::{BlobId, CaseId, StaffId};
use balss::store::audit::{name_card, name_epoch, name_grants, name_receipt, name_record};
use balss::store::cases::{CaseRow, EpochRow, GrantRow};
use balss::store::records::{BlobRow, CardRow, RecordRow};
use balss::store::{Audit, Store, StoreError};
use balss::tlog::{Replay, leaf_hash};

use super::{keep, read, write};
use crate::support::shelf::{Engine, Shelf, run};

fn staff(second: i64) -> Leaf {
    Leaf::staff(Event::SignedIn, second, Some(StaffId([1; 16])))
}

fn filed(day: i64, n: u8) -> Leaf {
    Leaf::reporter(Event::CaseFiled, Day(day), CaseId([n; 16]), [].into())
}

async fn tell(store: &Store, leaves: Vec<Leaf>) -> Result<(), StoreError> {
    write(store).await.commit(Audit::of(leaves)).await
}

/// Every leaf of a log, and that its signed head is the head of just these.
async fn checked(store: &Store, log: Log) -> Vec<Leaf> {
    let mut tx = read(store).await;
    let head = tx.head(log).await.expect("a head");
    let leaves = tx.leaves(log, 0, 10_000).await.expect("leaves");
    let mut replay = Replay::new(vec![]);
    for (i, (seq, body)) in leaves.iter().enumerate() {
        assert_eq!(usize::try_from(*seq), Ok(i));
        replay.push(body.as_bytes());
    }
    let (size, root, _) = replay.finish();
    let origin = store.notary().origin(log);
    let note = store.notary().verifier().verify_origin(&head.note, &origin).expect("our note");
    assert_eq!((head.genuine, head.size, head.root), (true, size, root));
    assert_eq!((note.size, note.root), (size, root));
    leaves.iter().map(|(_, body)| serde_json::from_str(body).expect("a leaf")).collect()
}

pub fn commit(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        for log in Log::ALL {
            assert_eq!(checked(&store, log).await, [], "a new tree is empty and signed");
        }
        tell(&store, vec![staff(1), staff(2)]).await.expect("a commit");
        tell(&store, vec![staff(3)]).await.expect("a commit");
        assert_eq!(checked(&store, Log::Staff).await, [staff(1), staff(2), staff(3)]);
        assert_eq!(read(&store).await.leaves(Log::Staff, 1, 1).await.map(|l| l[0].0), Ok(1));
        // Opened again, with the same keys, it goes on where it was.
        store.close().await;
        let store = shelf.store().await;
        tell(&store, vec![staff(4)]).await.expect("a commit");
        assert_eq!(checked(&store, Log::Staff).await.len(), 4);
        // What is dropped is not told.
        let mut tx = write(&store).await;
        tx.set_fact_once("x", b"x").await.expect("a fact");
        drop(tx);
        assert_eq!(checked(&store, Log::Staff).await.len(), 4);
        // Reporters' acts wait for the end of their day.
        tell(&store, vec![filed(10, 1), staff(5)]).await.expect("a commit");
        assert_eq!(checked(&store, Log::Reporter).await, []);
        assert_eq!(checked(&store, Log::Staff).await.len(), 5);
        let pending = read(&store).await.pending(Day(10)).await.expect("a pool");
        assert_eq!(serde_json::from_str::<Leaf>(&pending[0].body).ok(), Some(filed(10, 1)));
        assert_eq!(pending[0].mac, store.notary().pending_mac(Day(10), &pending[0].body));
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![(Day(10), Some(1))]));
        assert_eq!(read(&store).await.pending(Day(11)).await.map(|p| p.len()), Ok(0));
    });
}

pub fn wrong_kind(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let minute = Leaf::staff(Event::CaseFiled, 1_700_000_000, None);
        let day = Leaf::reporter(Event::SignedIn, Day(1), CaseId([1; 16]), [].into());
        for leaf in [minute, day] {
            let mut tx = write(&store).await;
            tx.set_fact_once("x", b"x").await.expect("a fact");
            assert_eq!(tx.commit(Audit::of(vec![staff(1), leaf])).await, Err(StoreError::Damaged("event")));
        }
        assert_eq!(read(&store).await.fact("x").await, Ok(None));
        assert_eq!(checked(&store, Log::Staff).await, []);
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![]));
    });
}

pub fn touched_head(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let sql = shelf.sql().await;
        tell(&store, vec![staff(1), staff(2), staff(3)]).await.expect("a commit");
        let kept = sql.bytes("SELECT frontier FROM tree WHERE log = 'staff'", &[]).await.remove(0);
        let mut spoiled: Vec<Vec<u8>> = (0..kept.len())
            .step_by(13)
            .map(|at| {
                let mut bytes = kept.clone();
                bytes[at] ^= 1;
                bytes
            })
            .collect();
        spoiled.extend([vec![], kept[..31].to_vec(), kept[1..].to_vec()]);
        // The other tree's frontier is ours too, but it is no frontier of this one.
        spoiled.extend(sql.bytes("SELECT frontier FROM tree WHERE log = 'reporter'", &[]).await);
        for bytes in spoiled {
            sql.one("UPDATE tree SET frontier = $1 WHERE log = 'staff'", &[bytes[..].into()]).await;
            assert!(!read(&store).await.head(Log::Staff).await.expect("a head").genuine);
            let mut tx = write(&store).await;
            tx.set_fact_once("x", b"x").await.expect("a fact");
            assert_eq!(tx.commit(Audit::of(vec![staff(9)])).await, Err(StoreError::Damaged("audit tree")));
            assert_eq!(read(&store).await.fact("x").await, Ok(None), "nothing of it stands");
        }
        // A report is let in meanwhile.
        assert_eq!(tell(&store, vec![filed(10, 1)]).await, Ok(()));
        sql.one("UPDATE tree SET frontier = $1 WHERE log = 'staff'", &[kept[..].into()]).await;
        sql.one("UPDATE tree SET size = 2 WHERE log = 'staff'", &[]).await;
        assert_eq!(tell(&store, vec![staff(9)]).await, Err(StoreError::Damaged("audit tree")));
        sql.one("UPDATE tree SET size = 3 WHERE log = 'staff'", &[]).await;
        assert_eq!(tell(&store, vec![staff(4)]).await, Ok(()), "put back, it goes on");
        assert_eq!(checked(&store, Log::Staff).await.len(), 4);
        sql.one("DELETE FROM tree WHERE log = 'staff'", &[]).await;
        assert!(tell(&store, vec![staff(9)]).await.is_err());
        assert!(matches!(read(&store).await.head(Log::Staff).await, Err(StoreError::Damaged(_))));
    });
}

pub fn touched_count(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let sql = shelf.sql().await;
        for n in 1..=3 {
            tell(&store, vec![filed(10, n)]).await.expect("a commit");
        }
        // An entry vanishes and the count with it: by hand, without the key, or by a forged tag.
        let id = sql.bytes("SELECT id FROM pending ORDER BY id LIMIT 1", &[]).await.remove(0);
        sql.one("DELETE FROM pending WHERE id = $1", &[id[..].into()]).await;
        sql.one("UPDATE pending_head SET size = 2", &[]).await;
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![(Day(10), None)]));
        // Reports go on, and the count does not heal by it.
        tell(&store, vec![filed(10, 4)]).await.expect("intake goes on");
        tell(&store, vec![filed(10, 5)]).await.expect("intake goes on");
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![(Day(10), None)]));
        assert_eq!(read(&store).await.pending(Day(10)).await.map(|p| p.len()), Ok(4));
        // Another day is not touched by it.
        tell(&store, vec![filed(11, 6)]).await.expect("intake goes on");
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![(Day(10), None), (Day(11), Some(1))]));
        // A head that is gone while entries stand is told as well.
        sql.one("DELETE FROM pending_head WHERE day = 11", &[]).await;
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![(Day(10), None), (Day(11), None)]));
    });
}

pub fn touched_pool(engine: Engine) {
    const FAULT: StoreError = StoreError::Damaged("pool of the day's events");
    run(async {
        for attack in [
            "DELETE FROM pending WHERE id = (SELECT MIN(id) FROM pending)",
            "UPDATE pending SET body = REPLACE(body, 'case_filed', 'reporter_wrote') WHERE id = (SELECT MIN(id) FROM pending)",
            "UPDATE pending SET day = 9 WHERE id = (SELECT MIN(id) FROM pending)",
            "INSERT INTO pending SELECT mac, day, body, mac FROM pending WHERE id = (SELECT MIN(id) FROM pending)",
            "UPDATE pending_head SET size = size - 1",
            "UPDATE pending_head SET day = 9",
        ] {
            // MIN has no meaning for bytes in PostgreSQL.
            let attack =
                attack.replace("SELECT MIN(id) FROM pending", "SELECT id FROM pending ORDER BY id LIMIT 1");
            let shelf = Shelf::new(engine);
            let store = shelf.store().await;
            let sql = shelf.sql().await;
            for n in 1..=3 {
                tell(&store, vec![filed(10, n)]).await.expect("a commit");
            }
            sql.one(&attack, &[]).await;
            let before = sql.texts("SELECT body FROM pending ORDER BY id", &[]).await;
            assert_eq!(write(&store).await.close_days(Day(11)).await, Err(FAULT), "{attack}");
            assert_eq!(sql.texts("SELECT body FROM pending ORDER BY id", &[]).await, before, "{attack}");
            assert_eq!(checked(&store, Log::Reporter).await, [], "{attack}");
        }
    });
}

pub fn close_days(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let close = async |today| {
            let mut tx = write(&store).await;
            let moved = tx.close_days(Day(today)).await.expect("closed");
            keep(tx).await;
            moved
        };
        assert_eq!(close(10).await, 0);
        assert_eq!(read(&store).await.checkpoints(Log::Reporter, 9).await, Ok(vec![]));
        tell(&store, vec![staff(1)]).await.expect("a commit");
        for n in 1..=20 {
            tell(&store, vec![filed(if n % 3 == 0 { 11 } else { 10 }, n)]).await.expect("a commit");
        }
        tell(&store, vec![filed(12, 21)]).await.expect("a commit");
        assert_eq!(close(12).await, 20, "today goes on");
        let leaves = checked(&store, Log::Reporter).await;
        assert_eq!(leaves.len(), 20);
        let hash = |leaf: &Leaf| leaf_hash(serde_json::to_string(leaf).expect("JSON").as_bytes());
        let key: Vec<_> = leaves.iter().map(|leaf| (leaf.at == filed(11, 0).at, hash(leaf))).collect();
        assert!(key.is_sorted(), "by day, then by hash: no order of arrival");
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![(Day(12), Some(1))]));
        // A checkpoint of both trees is kept, and stays true of them.
        for (log, size) in [(Log::Staff, 1), (Log::Reporter, 20)] {
            let notes = read(&store).await.checkpoints(log, 9).await.expect("notes");
            assert_eq!(notes.len(), 1);
            let note = store.notary().verifier().verify_origin(&notes[0], &store.notary().origin(log));
            assert_eq!(note.expect("our note").size, size);
        }
        assert_eq!(close(12).await, 0, "once");
        // A report that was on its way at midnight is told in its own day after all.
        tell(&store, vec![filed(11, 99)]).await.expect("a late one");
        assert_eq!(close(13).await, 2);
        assert_eq!(checked(&store, Log::Reporter).await.len(), 22);
        let newest = read(&store).await.checkpoints(Log::Reporter, 1).await.expect("notes");
        assert_eq!(store.notary().verifier().verify(&newest[0]).expect("our note").size, 22);
        assert_eq!(read(&store).await.checkpoints(Log::Reporter, 9).await.map(|n| n.len()), Ok(2));
    });
}

pub fn sealed_of(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        let id = CaseId([5; 16]);
        let row = CaseRow { id, filed_day: Day(1), next_due: Day(2), epoch: 0 };
        tx.add_case(&row).await.expect("a case");
        tx.add_epoch(id, 0, &EpochRow { sealed: vec![1], mac: [0; 32], server_mac: [0; 32] })
            .await
            .expect("an epoch");
        let grants = [[2; 32], [1; 32]].map(|tag| GrantRow { tag, sealed: tag.to_vec(), quick: vec![] });
        tx.add_grants(id, 0, &grants).await.expect("grants");
        let record =
            |n| RecordRow { id: n, compartment: 1, epoch: 0, day: Day(1), size_class: 1, sealed: vec![3] };
        tx.add_record(id, &record(77)).await.expect("a record");
        tx.add_receipt(&[8; 32], id).await.expect("a receipt");
        tx.add_cards(id, &[(2, &CardRow { epoch: 0, version: 1, sealed: vec![4] })]).await.expect("a card");
        for (n, clean_day) in [(1, 0), (2, 9)] {
            let row = BlobRow {
                id: BlobId([n; 16]),
                case: id,
                size: 1,
                day: Day(1),
                clean_day: Day(clean_day),
                digest: [n; 32],
            };
            tx.add_blob(&row).await.expect("a file");
        }
        let sorted: Vec<_> = grants.iter().rev().map(|g| (&g.tag, &g.sealed[..])).collect();
        let names = [
            name_record(&record(77)),
            name_card(id, 2, &CardRow { epoch: 0, version: 1, sealed: vec![4] }, None),
            name_epoch(id, 0, &EpochRow { sealed: vec![1], mac: [0; 32], server_mac: [0; 32] }),
            name_grants(id, 0, &sorted),
            name_receipt(id, &[8; 32]),
            (format!("b:{}", "01".repeat(16)), "01".repeat(32)),
        ];
        assert_eq!(tx.sealed_of(id).await, Ok(names.to_vec()), "the file of a draft is not among them");
        assert_eq!(tx.sealed_of(CaseId([6; 16])).await, Ok(vec![]));
        // Rows without a case are found too.
        tx.add_record(CaseId([3; 16]), &record(78)).await.expect("a record");
        let draft = BlobRow {
            id: BlobId([3; 16]),
            case: CaseId([9; 16]),
            size: 1,
            day: Day(1),
            clean_day: Day(9),
            digest: [0; 32],
        };
        tx.add_blob(&draft).await.expect("a file");
        assert_eq!(tx.case_ids_after(&[], 9).await, Ok(vec![vec![3; 16], vec![5; 16]]));
        assert_eq!(tx.case_ids_after(&[3; 16], 9).await, Ok(vec![vec![5; 16]]));
        assert_eq!(tx.case_ids_after(&[], 1).await, Ok(vec![vec![3; 16]]));
    });
}

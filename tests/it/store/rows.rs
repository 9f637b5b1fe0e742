//! Rows: what was put in comes out, what must be unique is, and whoever compares and swaps too late loses.

use balss::domain::day::Day;
use balss::domain::id::{BlobId, CaseId, PersonId, StaffId};
use balss::domain::staff::{Account, Role};
use balss::store::cases::{CaseRow, EpochRow, GrantRow};
use balss::store::dump::{Cell, Table};
use balss::store::records::{BlobRow, CardRow, RecordRow};
use balss::store::staff::{SessionRow, StaffRow};

use super::{keep, read, write};
use crate::support::shelf::{Engine, Shelf, run};

pub fn facts(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        assert_eq!(store.engine(), engine.to_string());
        let mut tx = write(&store).await;
        assert_eq!(tx.fact("salt").await, Ok(None));
        assert_eq!(tx.set_fact_once("salt", b"one").await, Ok(true));
        assert_eq!(tx.set_fact_once("salt", b"two").await, Ok(false));
        keep(tx).await;
        assert_eq!(read(&store).await.fact("salt").await, Ok(Some(b"one".to_vec())));
        // Opened again, nothing is begun anew.
        store.close().await;
        let again = shelf.store().await;
        assert_eq!(read(&again).await.fact("salt").await, Ok(Some(b"one".to_vec())));
    });
}

fn account(n: u8, username: &str) -> Account {
    Account {
        id: StaffId([n; 16]),
        username: username.to_owned(),
        role: Role::Adviser,
        person: PersonId([n + 100; 16]),
        institution: "nbs".to_owned(),
        name: format!("Zane Bērziņa {}", 9 - n),
        lang: "lv".to_owned(),
        mail: "zane@example.lv".to_owned(),
        active: n != 2,
        outside: n == 1,
    }
}

fn staff(n: u8, username: &str) -> StaffRow {
    let (salt, verifier, bundle) = (vec![n; 16], vec![n; 32], vec![0, n, 255]);
    StaffRow {
        account: account(n, username),
        salt,
        verifier,
        bundle,
        next_bundle: vec![n, 1],
        recipient: "age1pq1".to_owned(),
        verify_key: vec![n; 32],
        code_step: 0,
        mac: vec![0, n],
    }
}

fn everything(row: &StaffRow) -> [&[u8]; 7] {
    let recipient = row.recipient.as_bytes();
    [&row.salt, &row.verifier, &row.bundle, &row.next_bundle, recipient, &row.verify_key, &row.mac]
}

pub fn accounts(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        assert_eq!(tx.add_staff(&staff(1, "zane")).await, Ok(true));
        assert_eq!(tx.add_staff(&staff(2, "ilze")).await, Ok(true));
        assert_eq!(tx.add_staff(&staff(3, "zane")).await, Ok(false), "the name is taken");
        assert_eq!(tx.add_staff(&staff(1, "anna")).await, Ok(false), "the id is taken");
        keep(tx).await;
        let mut tx = write(&store).await;
        // By name: the second account's name comes first.
        assert_eq!(tx.accounts().await, Ok(vec![account(2, "ilze"), account(1, "zane")]));
        let found = tx.staff(StaffId([1; 16])).await.expect("a query").expect("an account");
        assert_eq!(found.account, account(1, "zane"));
        assert!(tx.staff(StaffId([3; 16])).await.expect("a query").is_none());
        let row = tx.staff_by_username("zane").await.expect("a query").expect("an account");
        let first = staff(1, "zane");
        assert_eq!(row.account, first.account);
        assert_eq!(everything(&row), everything(&first));
        assert!(tx.staff_by_username("ZANE").await.expect("a query").is_none());
        // A one-time code works once, and an older one not after it.
        let id = StaffId([1; 16]);
        assert_eq!(tx.use_code(id, 10).await, Ok(true));
        assert_eq!(tx.use_code(id, 10).await, Ok(false));
        assert_eq!(tx.use_code(id, 9).await, Ok(false));
        assert_eq!(tx.use_code(id, 11).await, Ok(true));
        assert_eq!(tx.use_code(StaffId([9; 16]), 11).await, Ok(false));
        // A changed row keeps the newest used code, and takes nobody's name.
        let mut row = tx.lock_staff(id).await.expect("a query").expect("an account");
        let changed = StaffRow { account: account(1, "zane"), code_step: 3, ..staff(4, "") };
        row.clone_from(&changed);
        assert_eq!(tx.set_staff(&row).await, Ok(true));
        let back = tx.staff(id).await.expect("a query").expect("an account");
        assert_eq!(everything(&back), everything(&changed));
        "ilze".clone_into(&mut row.account.username);
        assert_eq!(tx.set_staff(&row).await, Ok(false), "the name is taken");
        row.account.id = StaffId([9; 16]);
        "anna".clone_into(&mut row.account.username);
        assert_eq!(tx.set_staff(&row).await, Ok(false), "there is no such account");
        assert!(tx.lock_staff(StaffId([9; 16])).await.expect("a query").is_none());
        assert_eq!(tx.staff_by_username("zane").await.expect("a query").map(|r| r.code_step), Some(11));
    });
}

pub fn sessions(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        for (id, created, last_seen) in [(1, 100, 500), (2, 100, 200), (3, 10, 500)] {
            let row = SessionRow { staff: StaffId([7; 16]), sealed: vec![id, 0], created, last_seen };
            tx.add_session(&[id; 32], &row).await.expect("a session");
        }
        let row = tx.session(&[1; 32]).await.expect("a query").expect("a session");
        assert_eq!(
            (row.staff, row.sealed, row.created, row.last_seen),
            (StaffId([7; 16]), vec![1, 0], 100, 500)
        );
        assert!(tx.session(&[9; 32]).await.expect("a query").is_none());
        for (now, seen) in [(600, 600), (550, 600)] {
            tx.touch_session(&[1; 32], now).await.expect("a touch");
            assert_eq!(tx.session(&[1; 32]).await.expect("a query").map(|s| s.last_seen), Some(seen));
        }
        // One was not used since 300, one began before 50.
        tx.sweep_sessions(300, 50).await.expect("swept");
        assert_eq!(tx.sessions_of(StaffId([7; 16])).await.expect("a query").len(), 1);
        assert_eq!(tx.end_session(&[1; 32]).await, Ok(true));
        assert_eq!(tx.end_session(&[1; 32]).await, Ok(false));
        assert!(tx.session(&[1; 32]).await.expect("a query").is_none());
        keep(tx).await;
        let row = SessionRow { staff: StaffId([7; 16]), sealed: vec![], created: 1, last_seen: 1 };
        let mut tx = write(&store).await;
        tx.add_session(&[5; 32], &row).await.expect("a session");
        assert!(tx.add_session(&[5; 32], &row).await.is_err(), "one session a cookie");
    });
}

pub fn roster(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        assert_eq!(tx.roster_head().await, Ok(None));
        assert_eq!(tx.append_roster(2, "second\nšķīrējs\n").await, Ok(true));
        assert_eq!(tx.append_roster(1, "first").await, Ok(true));
        assert_eq!(tx.append_roster(2, "another").await, Ok(false));
        assert_eq!(tx.roster().await, Ok(vec!["first".to_owned(), "second\nšķīrējs\n".to_owned()]));
        assert_eq!(tx.roster_head().await, Ok(Some((2, "second\nšķīrējs\n".to_owned()))));
    });
}

pub fn visits(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        assert_eq!(tx.add_visit(i64::MAX, b"a", Day(10)).await, Ok(true));
        assert_eq!(tx.add_visit(i64::MAX, b"b", Day(10)).await, Ok(false));
        assert_eq!(tx.replace_visit(i64::MAX, 1, b"c", Day(11)).await, Ok(true));
        assert_eq!(tx.replace_visit(i64::MAX, 1, b"d", Day(11)).await, Ok(false), "another tab was faster");
        assert_eq!(tx.replace_visit(5, 1, b"d", Day(11)).await, Ok(false), "there is none");
        let row = tx.visit(i64::MAX).await.expect("a query").expect("a visit");
        assert_eq!((row.version, row.sealed), (2, b"c".to_vec()));
        assert_eq!(tx.add_visit(5, b"e", Day(10)).await, Ok(true));
        assert_eq!(tx.sweep_visits(Day(10)).await, Ok(0), "the clean-up day itself is not over");
        assert_eq!(tx.sweep_visits(Day(11)).await, Ok(1));
        assert!(tx.visit(5).await.expect("a query").is_none());
        tx.end_visit(i64::MAX).await.expect("an end");
        tx.end_visit(i64::MAX).await.expect("an end of nothing");
        assert!(tx.visit(i64::MAX).await.expect("a query").is_none());
    });
}

fn case(n: u8, due: i64) -> CaseRow {
    CaseRow { id: CaseId([n; 16]), filed_day: Day(20_000), next_due: Day(due), epoch: u32::from(n) }
}

pub fn cases(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        let all = [case(3, 1), case(200, 1), case(1, 2), case(2, 3)];
        for row in all.iter().rev() {
            assert_eq!(tx.add_case(row).await, Ok(true));
        }
        assert_eq!(tx.add_case(&case(3, 9)).await, Ok(false), "the id is taken");
        assert_eq!(tx.case(all[0].id).await, Ok(Some(all[0])));
        assert_eq!(tx.case(CaseId([9; 16])).await, Ok(None));
        // Bytes above 127 come after those below on both engines; a page ends where the next begins.
        let zero = CaseId([0; 16]);
        assert_eq!(tx.cases_after(Day(0), zero, 3).await, Ok(all[..3].to_vec()));
        assert_eq!(tx.cases_after(all[0].next_due, all[0].id, 2).await, Ok(all[1..3].to_vec()));
        assert_eq!(tx.cases_after(all[2].next_due, all[2].id, 9).await, Ok(all[3..].to_vec()));
        let mut by_id = all.to_vec();
        by_id.sort_unstable_by_key(|row| row.id);
        assert_eq!(tx.cases_by_id(zero, 2).await, Ok(by_id[..2].to_vec()));
        assert_eq!(tx.cases_by_id(by_id[1].id, 9).await, Ok(by_id[2..].to_vec()));
        assert_eq!(tx.set_next_due(all[3].id, Day(0)).await, Ok(true));
        assert_eq!(tx.set_next_due(CaseId([9; 16]), Day(0)).await, Ok(false));
        let first = CaseRow { next_due: Day(0), ..all[3] };
        assert_eq!(tx.cases_after(Day(-1), zero, 1).await, Ok(vec![first]));

        tx.add_receipt(&[1; 32], all[0].id).await.expect("a receipt");
        assert_eq!(tx.case_of_receipt(&[1; 32]).await, Ok(Some(all[0].id)));
        assert_eq!(tx.case_of_receipt(&[2; 32]).await, Ok(None));
        assert!(tx.add_receipt(&[1; 32], all[1].id).await.is_err(), "a receipt opens one case");
    });
}

pub fn epochs_and_grants(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        let id = CaseId([1; 16]);
        let row = EpochRow { sealed: vec![1, 2, 0], mac: [3; 32], server_mac: [4; 32] };
        tx.add_epoch(id, 0, &row).await.expect("an epoch");
        let back = tx.epoch(id, 0).await.expect("a query").expect("an epoch");
        assert_eq!((back.sealed, back.mac, back.server_mac), (row.sealed, row.mac, row.server_mac));
        assert!(tx.epoch(id, 1).await.expect("a query").is_none());
        let grant = |n: u8| GrantRow { tag: [n; 32], sealed: vec![n; 3], quick: vec![n, n] };
        tx.add_grants(id, 0, &[grant(9), grant(1), grant(200)]).await.expect("grants");
        tx.add_grants(id, 1, &[grant(5)]).await.expect("grants");
        let tags = |rows: Vec<GrantRow>| rows.into_iter().map(|g| g.tag[0]).collect::<Vec<_>>();
        assert_eq!(tags(tx.grants_of(id, 0).await.expect("a query")), [1, 9, 200]);
        assert_eq!(tags(tx.grants_of(CaseId([2; 16]), 0).await.expect("a query")), [0; 0]);
        let mut some = tags(tx.grants_tagged(&[[5; 32], [77; 32], [200; 32]]).await.expect("a query"));
        some.sort_unstable();
        assert_eq!(some, [5, 200]);
        assert!(tx.grants_tagged(&[]).await.expect("no query").is_empty());
        assert_eq!(tx.set_quick(&[9; 32], &[9, 9], b"mine").await, Ok(true));
        assert_eq!(tx.set_quick(&[9; 32], &[9, 9], b"late").await, Ok(false), "another session was faster");
        let kept = tx.grants_tagged(&[[9; 32]]).await.expect("a query");
        assert_eq!((&kept[0].quick[..], &kept[0].sealed[..]), (&b"mine"[..], &[9, 9, 9][..]));
        keep(tx).await;
        assert!(write(&store).await.add_grants(id, 2, &[grant(9)]).await.is_err(), "a tag stands once");
        assert!(write(&store).await.add_epoch(id, 0, &row_again()).await.is_err(), "an epoch stands once");
    });
}

fn row_again() -> EpochRow {
    EpochRow { sealed: vec![], mac: [0; 32], server_mac: [0; 32] }
}

pub fn records_and_cards(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        let (id, other) = (CaseId([1; 16]), CaseId([2; 16]));
        let record = |id: i64, day: i64| RecordRow {
            id,
            compartment: 2,
            epoch: u32::MAX,
            day: Day(day),
            size_class: 4096,
            sealed: vec![0, 255],
        };
        for (n, day) in [(i64::MAX, 5), (3, 6), (7, 5)] {
            tx.add_record(id, &record(n, day)).await.expect("a record");
        }
        tx.add_record(other, &record(8, 1)).await.expect("a record");
        let rows = tx.records(id).await.expect("a query");
        assert_eq!(rows.iter().map(|r| r.id).collect::<Vec<_>>(), [7, i64::MAX, 3]);
        let r = &rows[0];
        assert_eq!(
            (r.compartment, r.epoch, r.day, r.size_class, &r.sealed[..]),
            (2, u32::MAX, Day(5), 4096, &[0, 255][..])
        );

        let card = |version: i64| CardRow { epoch: 1, version, sealed: version.to_be_bytes().to_vec() };
        for (case, compartment) in [(id, 1), (id, 2), (id, 3), (other, 1)] {
            tx.add_cards(case, &[(compartment, &card(1))]).await.expect("a card");
        }
        assert_eq!(tx.replace_card(id, 1, &card(2)).await, Ok(true));
        assert_eq!(tx.replace_card(id, 1, &card(2)).await, Ok(false), "another writer was faster");
        assert_eq!(tx.replace_card(id, 1, &card(4)).await, Ok(false), "a version was left out");
        assert_eq!(tx.replace_card(other, 2, &card(2)).await, Ok(false), "there is none");
        let back = tx.card(id, 1).await.expect("a query").expect("a card");
        assert_eq!((back.epoch, back.version, back.sealed), (1, 2, 2_i64.to_be_bytes().to_vec()));
        assert!(tx.card(other, 2).await.expect("a query").is_none());
        // The long ones stand beside, also those of a copy that names them among the cards.
        assert_eq!(tx.replace_card(id, 3, &card(2)).await, Ok(true));
        let sent = Table::named("card").expect("a table").select();
        assert!(sent.contains("compartment <= 2"), "a long one is not copied twice");
        let copied =
            [Cell::Bytes(id.0.to_vec()), Cell::Int(4), Cell::Int(1), Cell::Int(1), Cell::Bytes(vec![7])];
        tx.put(Table::named("card").expect("a table"), &copied).await.expect("a row");
        let all = tx.cards_of(id).await.expect("a query");
        let seen: Vec<_> = all.iter().map(|(which, card)| (*which, card.version)).collect();
        assert_eq!(seen, [(1, 2), (2, 1), (3, 2), (4, 1)]);
        let beside = tx.side_cards(4, &[id, other]).await.expect("a query");
        assert_eq!(
            beside.iter().map(|(case, card)| (*case, card.sealed.clone())).collect::<Vec<_>>(),
            [(id, vec![7])]
        );
        assert!(tx.cards_of(CaseId([9; 16])).await.expect("a query").is_empty());
        keep(tx).await;
        assert!(write(&store).await.add_record(other, &record(3, 1)).await.is_err(), "a number stands once");
        assert!(write(&store).await.add_cards(id, &[(1, &card(1))]).await.is_err(), "one card a compartment");
    });
}

pub fn files(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        let (case, id) = (CaseId([1; 16]), |n: u8| BlobId([n; 16]));
        for n in 1..=3 {
            let row = BlobRow { id: id(n), case, size: 0, day: Day(10), clean_day: Day(11), digest: [0; 32] };
            tx.add_blob(&row).await.expect("a file");
        }
        assert_eq!(tx.keep_blob(id(1), case, Day(12)).await, Ok(false), "it has not arrived");
        assert_eq!(tx.blob_arrived(id(1), 70_000, &[5; 32]).await, Ok(true));
        assert_eq!(tx.blob_arrived(id(1), 70_001, &[6; 32]).await, Ok(false), "it arrived before");
        assert_eq!(tx.blob_arrived(id(9), 1, &[6; 32]).await, Ok(false), "there is none");
        assert_eq!(tx.keep_blob(id(1), CaseId([2; 16]), Day(12)).await, Ok(false), "it is another case's");
        assert_eq!(tx.keep_blob(id(1), case, Day(12)).await, Ok(true));
        assert_eq!(tx.keep_blob(id(1), case, Day(12)).await, Ok(false), "it is kept already");
        let row = tx.blob(id(1)).await.expect("a query").expect("a file");
        assert_eq!(
            (row.case, row.size, row.day, row.clean_day, row.digest),
            (case, 70_000, Day(12), Day(0), [5; 32])
        );
        assert!(tx.blob(id(9)).await.expect("a query").is_none());
        // What was sent is never swept; a draft's file when its day is over, or at once when given up.
        assert_eq!(tx.discard_blob(id(1)).await, Ok(false));
        assert_eq!(tx.blobs_to_sweep(Day(11), 9).await, Ok(vec![]));
        assert_eq!(tx.discard_blob(id(2)).await, Ok(true));
        assert_eq!(tx.blobs_to_sweep(Day(11), 9).await, Ok(vec![id(2)]));
        assert_eq!(tx.blobs_to_sweep(Day(12), 9).await.map(|l| l.len()), Ok(2));
        assert_eq!(tx.blobs_to_sweep(Day(12), 1).await.map(|l| l.len()), Ok(1));
        for n in [1, 2] {
            tx.forget_blob(id(n)).await.expect("a sweep");
        }
        assert!(tx.blob(id(1)).await.expect("a query").is_some());
        assert!(tx.blob(id(2)).await.expect("a query").is_none());
    });
}

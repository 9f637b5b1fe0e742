//! Many at once: nobody gets an error, nothing is lost or told twice.

use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf, Log};
use balss::domain::id::{CaseId, StaffId};
use balss::store::cases::CaseRow;
use balss::store::records::{CardRow, RecordRow};
use balss::store::{Audit, Store, StoreError};
use tokio::task::JoinSet;

use super::{keep, read, write};
use crate::support::shelf::{Engine, Shelf, run};

async fn file(store: Store, n: u8, day: i64) -> Result<(), StoreError> {
    let id = CaseId([n; 16]);
    let mut tx = store.write().await?;
    assert!(tx.add_case(&CaseRow { id, filed_day: Day(day), next_due: Day(day + 1), epoch: 0 }).await?);
    tx.add_receipt(&[n; 32], id).await?;
    let sealed = vec![n; 5_000];
    let row =
        RecordRow { id: i64::from(n), compartment: 1, epoch: 0, day: Day(day), size_class: 4096, sealed };
    tx.add_record(id, &row).await?;
    tx.commit(Audit::of(vec![Leaf::reporter(Event::CaseFiled, Day(day), id, [].into())])).await
}

async fn look(store: Store, n: u8) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    tx.add_job(&[n; 16], "notice", StaffId([n; 16]), 0, 0).await?;
    let leaf = Leaf::staff(Event::CaseOpened, i64::from(n), Some(StaffId([n; 16])));
    tx.commit(Audit::of(vec![leaf])).await
}

async fn all_went_well(mut tasks: JoinSet<Result<(), StoreError>>) {
    while let Some(end) = tasks.join_next().await {
        end.expect("a task").expect("no error for anybody");
    }
}

/// Case ids of every leaf of the reporters' tree, sorted.
async fn told(store: &Store) -> Vec<Option<CaseId>> {
    let leaves = read(store).await.leaves(Log::Reporter, 0, 10_000).await.expect("leaves");
    let case = |body: &str| serde_json::from_str::<Leaf>(body).expect("a leaf").case;
    let mut cases: Vec<_> = leaves.iter().map(|(_, body)| case(body)).collect();
    cases.sort();
    cases
}

pub fn many_file(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tasks = JoinSet::new();
        for n in 0..100 {
            tasks.spawn(file(store.clone(), n, 10));
            tasks.spawn(look(store.clone(), n));
        }
        all_went_well(tasks).await;
        let mut tx = read(&store).await;
        assert_eq!(tx.pending_days().await, Ok(vec![(Day(10), Some(100))]));
        let head = tx.head(Log::Staff).await.expect("a head");
        assert_eq!((head.size, head.genuine), (100, true));
        let leaves = tx.leaves(Log::Staff, 0, 1_000).await.expect("leaves");
        assert_eq!(leaves.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), (0..100).collect::<Vec<_>>());
        assert_eq!(tx.cases_after(Day(0), CaseId([0; 16]), 1_000).await.map(|c| c.len()), Ok(100));
        drop(tx);
        let mut tx = write(&store).await;
        assert_eq!(tx.close_days(Day(11)).await, Ok(100));
        keep(tx).await;
        assert_eq!(told(&store).await, (0..100).map(|n| Some(CaseId([n; 16]))).collect::<Vec<_>>());
    });
}

/// Reports that were begun before midnight arrive while the workers of two processes close the day.
pub fn file_while_closing(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tasks = JoinSet::new();
        for lane in 0..8 {
            let store = store.clone();
            tasks.spawn(async move {
                for n in 0..25 {
                    file(store.clone(), lane * 25 + n, 10).await?;
                }
                Ok(())
            });
        }
        for _ in 0..2 {
            let store = store.clone();
            tasks.spawn(async move {
                for _ in 0..40 {
                    let mut tx = store.write().await?;
                    tx.close_days(Day(11)).await?;
                    tx.commit(Audit::none("the log tells itself")).await?;
                }
                Ok(())
            });
        }
        all_went_well(tasks).await;
        let mut tx = write(&store).await;
        tx.close_days(Day(11)).await.expect("closed");
        keep(tx).await;
        assert_eq!(told(&store).await, (0..200).map(|n| Some(CaseId([n; 16]))).collect::<Vec<_>>());
        assert_eq!(read(&store).await.pending_days().await, Ok(vec![]));
        assert!(read(&store).await.head(Log::Reporter).await.expect("a head").genuine);
    });
}

pub fn one_wins(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let id = CaseId([1; 16]);
        let mut tx = write(&store).await;
        tx.add_cards(id, &[(1, &CardRow { epoch: 0, version: 1, sealed: vec![] })]).await.expect("a card");
        tx.add_visit(1, b"", Day(1)).await.expect("a visit");
        tx.add_job(&[1; 16], "notice", StaffId([1; 16]), 0, 0).await.expect("a job");
        keep(tx).await;
        let mut tasks = JoinSet::new();
        for n in 0..12_u8 {
            let store = store.clone();
            tasks.spawn(async move {
                let mut tx = write(&store).await;
                let card = tx.replace_card(id, 1, &CardRow { epoch: 0, version: 2, sealed: vec![n] }).await;
                let visit = tx.replace_visit(1, 1, &[n], Day(1)).await;
                let job = tx.lease_job(&[1; 16], 10, 20).await;
                let fact = tx.set_fact_once("salt", &[n]).await;
                let statement = tx.append_roster(1, "one").await;
                let won = [card, visit, job, fact, statement].map(|r| r.expect("no error"));
                keep(tx).await;
                won
            });
        }
        let mut wins = [0; 5];
        while let Some(won) = tasks.join_next().await {
            for (sum, won) in wins.iter_mut().zip(won.expect("a task")) {
                *sum += u32::from(won);
            }
        }
        assert_eq!(wins, [1; 5]);
    });
}

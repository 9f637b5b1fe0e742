//! Jobs, and what a transaction keeps or forgets.

use balss::domain::id::StaffId;

use super::{keep, read, write};
use crate::support::shelf::{Engine, Shelf, run};

pub fn jobs(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        let who = StaffId([7; 16]);
        assert_eq!(tx.add_job(&[1; 16], "notice", who, 20, 100).await, Ok(true));
        assert_eq!(tx.add_job(&[2; 16], "notice", who, 20, 100).await, Ok(false), "the same work");
        assert_eq!(tx.add_job(&[1; 16], "other", who, 20, 100).await, Ok(false), "the same id");
        assert_eq!(tx.add_job(&[2; 16], "notice", who, 21, 90).await, Ok(true));
        assert_eq!(tx.due_jobs(89, 9).await.map(|j| j.len()), Ok(0));
        let due = tx.due_jobs(100, 9).await.expect("a query");
        assert_eq!(due.iter().map(|j| j.id[0]).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((&due[1].kind[..], due[1].subject, due[1].slot, due[1].attempts), ("notice", who, 20, 0));
        assert_eq!((&due[1].state[..], &due[1].fault[..]), ("waiting", ""));
        assert_eq!(tx.due_jobs(100, 1).await.map(|j| j.len()), Ok(1));
        // A lease keeps others away until it ends.
        assert_eq!(tx.lease_job(&[1; 16], 100, 160).await, Ok(true));
        assert_eq!(tx.lease_job(&[1; 16], 101, 161).await, Ok(false));
        assert_eq!(tx.due_jobs(159, 9).await.map(|j| j.len()), Ok(1));
        assert_eq!(tx.due_jobs(160, 9).await.map(|j| j.len()), Ok(2));
        assert_eq!(tx.lease_job(&[1; 16], 160, 200).await, Ok(true), "its holder died");
        // A failure is tried again later, then given up, then brought back by hand.
        tx.fail_job(&[1; 16], false, 300, "connect").await.expect("a failure");
        assert_eq!(tx.due_jobs(299, 9).await.map(|j| j.len()), Ok(1));
        let again = tx.due_jobs(300, 9).await.expect("a query");
        assert_eq!((again[1].attempts, &again[1].fault[..]), (1, "connect"));
        assert_eq!(tx.revive_job(&[1; 16], 400).await, Ok(false), "it is not dead");
        tx.fail_job(&[1; 16], true, 300, "550").await.expect("a failure");
        assert_eq!(tx.due_jobs(999, 9).await.map(|j| j.len()), Ok(1));
        assert_eq!(tx.lease_job(&[1; 16], 999, 1_000).await, Ok(false));
        tx.finish_job(&[2; 16]).await.expect("an end");
        let recent = tx.recent_jobs(9).await.expect("a query");
        let states: Vec<_> = recent.iter().map(|j| (j.id[0], &j.state[..], j.attempts)).collect();
        assert_eq!(states, [(1, "dead", 2), (2, "done", 0)]);
        assert_eq!(tx.recent_jobs(1).await.map(|j| j.len()), Ok(1));
        assert_eq!(tx.revive_job(&[1; 16], 400).await, Ok(true));
        let revived = tx.due_jobs(400, 9).await.expect("a query");
        assert_eq!(revived.iter().map(|j| (j.id[0], j.attempts)).collect::<Vec<_>>(), [(1, 0)]);
        assert_eq!(tx.sweep_jobs(90).await, Ok(0));
        assert_eq!(tx.sweep_jobs(1_000).await, Ok(1), "only what ended well");
        assert_eq!(tx.recent_jobs(9).await.map(|j| j.len()), Ok(1));
    });
}

pub fn transactions(engine: Engine) {
    run(async {
        let shelf = Shelf::new(engine);
        let store = shelf.store().await;
        let mut tx = write(&store).await;
        assert_eq!(tx.set_fact_once("gone", b"x").await, Ok(true));
        drop(tx);
        assert_eq!(read(&store).await.fact("gone").await, Ok(None));
        // Whoever reads sees one moment and changes nothing.
        let mut reader = read(&store).await;
        assert_eq!(reader.fact("kept").await, Ok(None));
        let mut tx = write(&store).await;
        assert_eq!(tx.set_fact_once("kept", b"x").await, Ok(true));
        keep(tx).await;
        assert_eq!(reader.fact("kept").await, Ok(None));
        assert!(reader.set_fact_once("by a reader", b"x").await.is_err());
        drop(reader);
        assert_eq!(read(&store).await.fact("kept").await, Ok(Some(b"x".to_vec())));
        assert_eq!(read(&store).await.fact("by a reader").await, Ok(None));
    });
}

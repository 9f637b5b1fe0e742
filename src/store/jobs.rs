//! Work to be done once: unique by kind, subject and time slot, leased while it runs, retried with a growing pause,
//! visible when given up.

use super::{Result, StoreError, Tx};
use crate::domain::id::StaffId;

/// Taking what was deleted out of the store's own files: no mail, and nobody's.
const PURGE: &str = "purge";
/// Seconds for which such work belongs to one process.
pub const LEASE_PURGE: i64 = 900;

/// A job that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Random id.
    pub id: Vec<u8>,
    /// What kind of work.
    pub kind: String,
    /// For whom.
    pub subject: StaffId,
    /// For which slot (a day, or a number of seconds in a demo).
    pub slot: i64,
    /// How often it was tried before.
    pub attempts: i64,
    /// waiting, done or dead.
    pub state: String,
    /// Class and code of the last failure; never an address or a server's words.
    pub fault: String,
}

type JobColumns = (Vec<u8>, String, Vec<u8>, i64, i64, String, String);

fn job((id, kind, subject, slot, attempts, state, fault): JobColumns) -> Result<Job> {
    let subject = StaffId::from_slice(&subject).ok_or(StoreError::Damaged("job"))?;
    Ok(Job { id, kind, subject, slot, attempts, state, fault })
}

impl Tx {
    /// Adds a job unless the same one exists; whether it was added.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_job(
        &mut self,
        id: &[u8],
        kind: &str,
        subject: StaffId,
        slot: i64,
        due: i64,
    ) -> Result<bool> {
        let sql = "INSERT INTO job (id, kind, subject, slot, state, attempts, due, leased_until, fault) \
                   VALUES ($1, $2, $3, $4, 'waiting', 0, $5, 0, '') ON CONFLICT DO NOTHING";
        Ok(run!(self, sql, id, kind, &subject.0[..], slot, due)? == 1)
    }

    /// Notes that deleted rows are to be taken out of the store's own files, once this is committed. `name` is random:
    /// each note waits for a purge that begins after it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_purge(&mut self, name: StaffId) -> Result<()> {
        self.add_job(&name.0, PURGE, name, 0, 0).await.map(drop)
    }

    /// Such notes that are due and leased by nobody.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn due_purges(&mut self, now: i64) -> Result<Vec<Vec<u8>>> {
        let sql = "SELECT id FROM job WHERE kind = $1 AND state = 'waiting' AND due <= $2 AND leased_until <= $2 ORDER BY id";
        let all = rows!(self, fetch_all, (Vec<u8>,), sql, PURGE, now)?;
        Ok(all.into_iter().map(|(id,)| id).collect())
    }

    /// Up to `limit` mails that are due and leased by nobody.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn due_jobs(&mut self, now: i64, limit: i64) -> Result<Vec<Job>> {
        let sql = "SELECT id, kind, subject, slot, attempts, state, fault FROM job \
                   WHERE kind <> $3 AND state = 'waiting' AND due <= $1 AND leased_until <= $1 ORDER BY due, id LIMIT $2";
        rows!(self, fetch_all, JobColumns, sql, now, limit, PURGE)?.into_iter().map(job).collect()
    }

    /// Takes a job until `until`; false when another process was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lease_job(&mut self, id: &[u8], now: i64, until: i64) -> Result<bool> {
        let sql =
            "UPDATE job SET leased_until = $3 WHERE id = $1 AND state = 'waiting' AND leased_until <= $2";
        Ok(run!(self, sql, id, now, until)? == 1)
    }

    /// Ends a job well.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish_job(&mut self, id: &[u8]) -> Result<()> {
        let sql = "UPDATE job SET state = 'done', leased_until = 0, fault = '' WHERE id = $1";
        run!(self, sql, id).map(drop)
    }

    /// Notes a failure: tried again at `due`, or given up (`dead`).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn fail_job(&mut self, id: &[u8], dead: bool, due: i64, fault: &str) -> Result<()> {
        let sql = "UPDATE job SET state = $2, attempts = attempts + 1, due = $3, leased_until = 0, fault = $4 WHERE id = $1";
        run!(self, sql, id, if dead { "dead" } else { "waiting" }, due, fault).map(drop)
    }

    /// Brings a dead job back; false when it is not dead.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn revive_job(&mut self, id: &[u8], now: i64) -> Result<bool> {
        let sql = "UPDATE job SET state = 'waiting', attempts = 0, due = $2 WHERE id = $1 AND state = 'dead'";
        Ok(run!(self, sql, id, now)? == 1)
    }

    /// The newest mails, dead ones first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn recent_jobs(&mut self, limit: i64) -> Result<Vec<Job>> {
        let sql = "SELECT id, kind, subject, slot, attempts, state, fault FROM job WHERE kind <> $2 \
                   ORDER BY CASE state WHEN 'dead' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, slot DESC, id LIMIT $1";
        rows!(self, fetch_all, JobColumns, sql, limit, PURGE)?.into_iter().map(job).collect()
    }

    /// Sweeps jobs that ended well before `before`; how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sweep_jobs(&mut self, before: i64) -> Result<u64> {
        run!(self, "DELETE FROM job WHERE state = 'done' AND due < $1", before)
    }
}

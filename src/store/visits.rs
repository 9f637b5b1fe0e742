//! Visits of reporters: one sealed row each, opened only by the cookie. The plain columns are a random number, a version
//! for compare-and-swap, and the day after which the row is swept.

use super::{Result, Tx};
use crate::domain::day::Day;

/// A visit as stored.
pub struct VisitRow {
    /// Rises by one with each change.
    pub version: i64,
    /// The sealed state.
    pub sealed: Vec<u8>,
}

impl Tx {
    /// The visit of a cookie.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn visit(&mut self, id: i64) -> Result<Option<VisitRow>> {
        let sql = "SELECT version, sealed FROM visit WHERE id = $1";
        let row = rows!(self, fetch_optional, (i64, Vec<u8>), sql, id)?;
        Ok(row.map(|(version, sealed)| VisitRow { version, sealed }))
    }

    /// A new visit; false when one stands there already.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn add_visit(&mut self, id: i64, sealed: &[u8], clean: Day) -> Result<bool> {
        let sql = "INSERT INTO visit (id, version, sealed, clean_day) VALUES ($1, 1, $2, $3) ON CONFLICT DO NOTHING";
        Ok(run!(self, sql, id, sealed, clean.0)? == 1)
    }

    /// Replaces the state if it is still at `version`; false when another tab was faster or the visit is gone.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn replace_visit(&mut self, id: i64, version: i64, sealed: &[u8], clean: Day) -> Result<bool> {
        let sql = "UPDATE visit SET version = version + 1, sealed = $3, clean_day = $4 WHERE id = $1 AND version = $2";
        Ok(run!(self, sql, id, version, sealed, clean.0)? == 1)
    }

    /// Ends a visit.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn end_visit(&mut self, id: i64) -> Result<()> {
        run!(self, "DELETE FROM visit WHERE id = $1", id).map(drop)
    }

    /// Sweeps visits whose clean-up day has passed; how many.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn sweep_visits(&mut self, today: Day) -> Result<u64> {
        run!(self, "DELETE FROM visit WHERE clean_day < $1", today.0)
    }
}

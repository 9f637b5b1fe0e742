//! Private records: one sealed row each, found and opened by the receipt alone. The plain columns are a number that follows
//! from the receipt, a version for compare-and-swap, and the end of the month after which the row goes.

use super::{Result, Tx};
use crate::domain::day::Day;
use crate::domain::id::BlobId;

/// A private record as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// Rises by one with each change.
    pub version: i64,
    /// The sealed state.
    pub sealed: Vec<u8>,
    /// The last day on which it is kept.
    pub clean_day: Day,
}

impl Tx {
    /// The private record of a receipt.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn kept(&mut self, id: i64) -> Result<Option<KeptRow>> {
        let sql = "SELECT version, sealed, clean_day FROM kept WHERE id = $1";
        let row = rows!(self, fetch_optional, (i64, Vec<u8>, i64), sql, id)?;
        Ok(row.map(|(version, sealed, day)| KeptRow { version, sealed, clean_day: Day(day) }))
    }

    /// Puts a record of version 1, or one in place of the version before; false when another tab was faster.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn put_kept(&mut self, id: i64, row: &KeptRow) -> Result<bool> {
        let done = if row.version == 1 {
            let sql = "INSERT INTO kept (id, version, sealed, clean_day) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
            run!(self, sql, id, row.version, &row.sealed, row.clean_day.0)?
        } else {
            let sql = "UPDATE kept SET version = $2, sealed = $3, clean_day = $4 WHERE id = $1 AND version = $2 - 1";
            run!(self, sql, id, row.version, &row.sealed, row.clean_day.0)?
        };
        Ok(done == 1)
    }

    /// Ends a record of this version; false when another tab was faster.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn end_kept(&mut self, id: i64, version: i64) -> Result<bool> {
        Ok(run!(self, "DELETE FROM kept WHERE id = $1 AND version = $2", id, version)? == 1)
    }

    /// Up to `limit` records whose time is over, with their versions.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn kept_too_long(&mut self, today: Day, limit: i64) -> Result<Vec<(i64, i64)>> {
        let sql = "SELECT id, version FROM kept WHERE clean_day < $1 ORDER BY id LIMIT $2";
        rows!(self, fetch_all, (i64, i64), sql, today.0, limit)
    }

    /// Up to `limit` records by number, after `after`.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn kept_after(&mut self, after: i64, limit: i64) -> Result<Vec<(i64, KeptRow)>> {
        let sql = "SELECT id, version, sealed, clean_day FROM kept WHERE id > $1 ORDER BY id LIMIT $2";
        let all = rows!(self, fetch_all, (i64, i64, Vec<u8>, i64), sql, after, limit)?;
        let row = |(id, version, sealed, day)| (id, KeptRow { version, sealed, clean_day: Day(day) });
        Ok(all.into_iter().map(row).collect())
    }

    /// Lets a file that arrived whole stay until the last day of its record; false when it was swept. Its row forgets of
    /// which case it may become a part: two copies of the tables would tell which reports were private records before.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn keep_blob_until(&mut self, id: BlobId, last: Day) -> Result<bool> {
        let sql =
            "UPDATE blob SET clean_day = $2, case_id = $3 WHERE id = $1 AND clean_day <> 0 AND size > 0";
        Ok(run!(self, sql, &id.0[..], -last.0, &[0_u8; 16][..])? == 1)
    }
}

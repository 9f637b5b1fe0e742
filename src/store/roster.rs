//! The roster: signed statements, only ever appended. What they mean is `vault::roster`'s business.

use super::{Result, Tx};

impl Tx {
    /// All statements in order.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn roster(&mut self) -> Result<Vec<String>> {
        let all = rows!(self, fetch_all, (String,), "SELECT statement FROM roster ORDER BY seq")?;
        Ok(all.into_iter().map(|(s,)| s).collect())
    }

    /// Number and text of the newest statement: cheap to compare with what was verified before.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn roster_head(&mut self) -> Result<Option<(i64, String)>> {
        let sql = "SELECT seq, statement FROM roster ORDER BY seq DESC LIMIT 1";
        rows!(self, fetch_optional, (i64, String), sql)
    }

    /// Appends `statement` as number `seq`; false when that number is taken.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn append_roster(&mut self, seq: i64, statement: &str) -> Result<bool> {
        let sql = "INSERT INTO roster (seq, statement) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        Ok(run!(self, sql, seq, statement)? == 1)
    }
}

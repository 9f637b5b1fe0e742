//! Cases that their reporters have withdrawn, as tags, and the end of a case.

use super::{Result, StoreError, Tx, exact, readable};
use crate::domain::id::{BlobId, CaseId};

impl Tx {
    /// Every tag of a withdrawn case, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn withdrawn(&mut self) -> Result<Vec<[u8; 32]>> {
        let all = rows!(self, fetch_all, (Vec<u8>,), "SELECT tag FROM withdrawn ORDER BY tag")?;
        Ok(readable("withdrawn", all.into_iter().map(|(tag,)| exact(&tag, "withdrawal"))))
    }

    /// Those of `tags` that are withdrawn, in no order; at most a few hundred at once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn withdrawn_among(&mut self, tags: &[[u8; 32]]) -> Result<Vec<[u8; 32]>> {
        self.tags_among("SELECT tag FROM withdrawn WHERE tag IN (", tags).await
    }

    /// Marks a case as withdrawn; false when it was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_withdrawn(&mut self, tag: &[u8; 32]) -> Result<bool> {
        let sql = "INSERT INTO withdrawn (tag) VALUES ($1) ON CONFLICT DO NOTHING";
        Ok(run!(self, sql, &tag[..])? == 1)
    }

    /// Takes the mark back; false when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_withdrawn(&mut self, tag: &[u8; 32]) -> Result<bool> {
        Ok(run!(self, "DELETE FROM withdrawn WHERE tag = $1", &tag[..])? == 1)
    }

    /// Deletes every row of a case. Rows of its files stay, to be swept with their objects; their ids are returned.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn erase_case(&mut self, case: CaseId) -> Result<Vec<BlobId>> {
        let id = &case.0[..];
        let sql = "UPDATE blob SET clean_day = 1 WHERE case_id = $1 RETURNING id";
        let files = rows!(self, fetch_all, (Vec<u8>,), sql, id)?;
        // What opens it first.
        run!(self, "DELETE FROM access_grant WHERE case_id = $1", id)?;
        run!(self, "DELETE FROM receipt WHERE case_id = $1", id)?;
        run!(self, "DELETE FROM card WHERE case_id = $1", id)?;
        run!(self, "DELETE FROM side_card WHERE case_id = $1", id)?;
        run!(self, "DELETE FROM epoch WHERE case_id = $1", id)?;
        run!(self, "DELETE FROM record WHERE case_id = $1", id)?;
        run!(self, "DELETE FROM cases WHERE id = $1", id)?;
        let blob = |(id,): (Vec<u8>,)| BlobId::from_slice(&id).ok_or(StoreError::Damaged("file id"));
        files.into_iter().map(blob).collect()
    }
}

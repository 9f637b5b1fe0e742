//! Roster statements that wait for signatures. What they mean is `vault::proposal`'s business, which trusts no row.

use super::beside::Beside;
use super::{Result, StoreError, Tx, readable};
use crate::domain::day::Day;

/// A statement that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Name of what it is about: each has one row at most.
    pub id: [u8; 16],
    /// The signed part.
    pub body: String,
    /// Lines of signatures, as in a statement.
    pub signatures: String,
    /// Day of the first signature.
    pub day: Day,
}

type Columns = (Vec<u8>, String, String, i64);

fn row((id, body, signatures, day): Columns) -> Result<ProposalRow> {
    let id = id.try_into().map_err(|_| StoreError::Damaged("proposal id"))?;
    Ok(ProposalRow { id, body, signatures, day: Day(day) })
}

impl Tx {
    /// Every statement that waits, in no order that says anything.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn proposals(&mut self) -> Result<Vec<ProposalRow>> {
        let sql = "SELECT id, body, signatures, day FROM proposal ORDER BY id";
        Ok(readable("proposal", rows!(self, fetch_all, Columns, sql)?.into_iter().map(row)))
    }

    /// Writes `new` in place of `old`, or as the first of its id; false when another writer was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_proposal(&mut self, old: Option<&ProposalRow>, new: &ProposalRow) -> Result<bool> {
        self.touch(Beside::Proposal, &new.id);
        let changed = if let Some(old) = old {
            let sql = "UPDATE proposal SET body = $2, signatures = $3, day = $4 \
                       WHERE id = $1 AND body = $5 AND signatures = $6";
            let new = (&new.id[..], &new.body, &new.signatures, new.day.0);
            run!(self, sql, new.0, new.1, new.2, new.3, &old.body, &old.signatures)?
        } else {
            let sql = "INSERT INTO proposal (id, body, signatures, day) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT DO NOTHING";
            run!(self, sql, &new.id[..], &new.body, &new.signatures, new.day.0)?
        };
        Ok(changed == 1)
    }

    /// Forgets what waited about `id`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_proposal(&mut self, id: &[u8; 16]) -> Result<()> {
        self.touch(Beside::Proposal, id);
        run!(self, "DELETE FROM proposal WHERE id = $1", &id[..]).map(drop)
    }
}

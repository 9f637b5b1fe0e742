//! Cases, receipts, epoch records and grants.

use std::fmt::Write as _;

use super::{Conn, Result, StoreError, Tx, exact, in_list};
use crate::domain::day::Day;
use crate::domain::id::CaseId;

/// The plain columns of a case: all that a thief of the tables learns of it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// When it was filed.
    pub filed_day: Day,
    /// When somebody should look at it next, for whatever reason.
    pub next_due: Day,
    /// Newest epoch.
    pub epoch: u32,
}

/// An epoch record.
pub struct EpochRow {
    /// The record, sealed to the thread compartment of this epoch.
    pub sealed: Vec<u8>,
    /// HMAC under the receipt (epoch 0) or the previous epoch.
    pub mac: [u8; 32],
    /// HMAC under the key files over this row and all grants of the epoch.
    pub server_mac: [u8; 32],
}

/// A grant: one holder's envelope. Which holder, only the index key tells.
#[derive(Clone)]
pub struct GrantRow {
    /// HMAC(index key, holder ‖ case ‖ epoch), or random for a filler.
    pub tag: [u8; 32],
    /// The envelope.
    pub sealed: Vec<u8>,
    /// The same seeds under the holder's own symmetric key once they were opened; random bytes before.
    pub quick: Vec<u8>,
}

type CaseColumns = (Vec<u8>, i64, i64, i64);

fn case((id, filed_day, next_due, epoch): CaseColumns) -> Result<CaseRow> {
    Ok(CaseRow {
        id: CaseId::from_slice(&id).ok_or(StoreError::Damaged("case id"))?,
        filed_day: Day(filed_day),
        next_due: Day(next_due),
        epoch: u32::try_from(epoch).map_err(|_| StoreError::Damaged("epoch"))?,
    })
}

fn grant((tag, sealed, quick): (Vec<u8>, Vec<u8>, Vec<u8>)) -> Result<GrantRow> {
    Ok(GrantRow { tag: exact(&tag, "grant tag")?, sealed, quick })
}

impl Tx {
    /// A new case; false when the id is taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_case(&mut self, row: &CaseRow) -> Result<bool> {
        let sql = "INSERT INTO cases (id, filed_day, next_due, epoch) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        let epoch = i64::from(row.epoch);
        Ok(run!(self, sql, &row.id.0[..], row.filed_day.0, row.next_due.0, epoch)? == 1)
    }

    /// One case.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn case(&mut self, id: CaseId) -> Result<Option<CaseRow>> {
        let sql = "SELECT id, filed_day, next_due, epoch FROM cases WHERE id = $1";
        rows!(self, fetch_optional, CaseColumns, sql, &id.0[..])?.map(case).transpose()
    }

    /// Up to `limit` cases after `(due, id)`, those due first first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn cases_after(&mut self, due: Day, id: CaseId, limit: i64) -> Result<Vec<CaseRow>> {
        let sql = "SELECT id, filed_day, next_due, epoch FROM cases \
                   WHERE (next_due, id) > ($1, $2) ORDER BY next_due, id LIMIT $3";
        rows!(self, fetch_all, CaseColumns, sql, due.0, &id.0[..], limit)?.into_iter().map(case).collect()
    }

    /// Takes a case to epoch `number`; false unless it stands in the one before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next_epoch(&mut self, id: CaseId, number: u32) -> Result<bool> {
        let sql = "UPDATE cases SET epoch = $2 WHERE id = $1 AND epoch = $2 - 1";
        Ok(run!(self, sql, &id.0[..], i64::from(number))? == 1)
    }

    /// Sets the day on which somebody should look at the case next; false when the case is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_next_due(&mut self, id: CaseId, due: Day) -> Result<bool> {
        Ok(run!(self, "UPDATE cases SET next_due = $2 WHERE id = $1", &id.0[..], due.0)? == 1)
    }

    /// Binds a receipt's locator to a case.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_receipt(&mut self, locator: &[u8; 32], case: CaseId) -> Result<()> {
        let sql = "INSERT INTO receipt (locator, case_id) VALUES ($1, $2)";
        run!(self, sql, &locator[..], &case.0[..]).map(drop)
    }

    /// Lets another receipt lead to a case instead of the present one; false when the present one does not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace_receipt(&mut self, old: &[u8; 32], new: &[u8; 32], case: CaseId) -> Result<bool> {
        if run!(self, "DELETE FROM receipt WHERE locator = $1 AND case_id = $2", &old[..], &case.0[..])? != 1
        {
            return Ok(false);
        }
        self.add_receipt(new, case).await?;
        Ok(true)
    }

    /// The case of a receipt's locator.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn case_of_receipt(&mut self, locator: &[u8; 32]) -> Result<Option<CaseId>> {
        let sql = "SELECT case_id FROM receipt WHERE locator = $1";
        let row = rows!(self, fetch_optional, (Vec<u8>,), sql, &locator[..])?;
        row.map(|(id,)| CaseId::from_slice(&id).ok_or(StoreError::Damaged("case id"))).transpose()
    }

    /// Writes an epoch record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_epoch(&mut self, case: CaseId, number: u32, row: &EpochRow) -> Result<()> {
        let sql = "INSERT INTO epoch (case_id, number, sealed, mac, server_mac) VALUES ($1, $2, $3, $4, $5)";
        let number = i64::from(number);
        run!(self, sql, &case.0[..], number, &row.sealed, &row.mac[..], &row.server_mac[..]).map(drop)
    }

    /// An epoch record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn epoch(&mut self, case: CaseId, number: u32) -> Result<Option<EpochRow>> {
        let sql = "SELECT sealed, mac, server_mac FROM epoch WHERE case_id = $1 AND number = $2";
        let row =
            rows!(self, fetch_optional, (Vec<u8>, Vec<u8>, Vec<u8>), sql, &case.0[..], i64::from(number))?;
        row.map(|(sealed, mac, server_mac)| {
            Ok(EpochRow { sealed, mac: exact(&mac, "epoch")?, server_mac: exact(&server_mac, "epoch")? })
        })
        .transpose()
    }

    /// Writes the grants of an epoch.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_grants(&mut self, case: CaseId, epoch: u32, grants: &[GrantRow]) -> Result<()> {
        if grants.is_empty() {
            return Ok(());
        }
        // One statement for all: each costs two changes of thread or a round trip, and a case has many rows.
        let mut sql =
            "INSERT INTO access_grant (tag, case_id, epoch, sealed, quick) VALUES ($1, $2, $3, $4, $5)"
                .to_owned();
        for n in (5..grants.len() * 5).step_by(5) {
            let _ = write!(sql, ", (${}, ${}, ${}, ${}, ${})", n + 1, n + 2, n + 3, n + 4, n + 5);
        }
        macro_rules! insert {
            ($c:expr) => {{
                let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
                for g in grants {
                    query = query.bind(&g.tag[..]).bind(&case.0[..]).bind(i64::from(epoch));
                    query = query.bind(&g.sealed).bind(&g.quick);
                }
                query.execute(&mut **$c).await.map(drop)
            }};
        }
        match &mut self.conn {
            Conn::Sqlite(c) => insert!(c),
            Conn::Postgres(c) => insert!(c),
        }
        .map_err(StoreError::from)
    }

    /// All grants of an epoch, by tag.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn grants_of(&mut self, case: CaseId, epoch: u32) -> Result<Vec<GrantRow>> {
        let sql =
            "SELECT tag, sealed, quick FROM access_grant WHERE case_id = $1 AND epoch = $2 ORDER BY tag";
        let all = rows!(self, fetch_all, (Vec<u8>, Vec<u8>, Vec<u8>), sql, &case.0[..], i64::from(epoch))?;
        all.into_iter().map(grant).collect()
    }

    /// The quick columns alone that stand under `tags`, in no order; at most a few hundred tags at once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn quick_tagged(&mut self, tags: &[[u8; 32]]) -> Result<Vec<([u8; 32], Vec<u8>)>> {
        const SQL: &str = "SELECT tag, quick FROM access_grant WHERE tag IN (";
        if tags.is_empty() {
            return Ok(Vec::new());
        }
        let tags = tags.iter().map(|t| &t[..]);
        let all: Vec<(Vec<u8>, Vec<u8>)> = match &mut self.conn {
            Conn::Sqlite(c) => in_list(SQL, tags).build_query_as().fetch_all(&mut **c).await?,
            Conn::Postgres(c) => in_list(SQL, tags).build_query_as().fetch_all(&mut **c).await?,
        };
        all.into_iter().map(|(tag, quick)| Ok((exact(&tag, "grant tag")?, quick))).collect()
    }

    /// The quick columns and envelopes that stand under `tags`, in no order; at most a few hundred tags at once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn grants_tagged(&mut self, tags: &[[u8; 32]]) -> Result<Vec<GrantRow>> {
        const SQL: &str = "SELECT tag, sealed, quick FROM access_grant WHERE tag IN (";
        if tags.is_empty() {
            return Ok(Vec::new());
        }
        let tags = tags.iter().map(|t| &t[..]);
        let all: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> = match &mut self.conn {
            Conn::Sqlite(c) => in_list(SQL, tags).build_query_as().fetch_all(&mut **c).await?,
            Conn::Postgres(c) => in_list(SQL, tags).build_query_as().fetch_all(&mut **c).await?,
        };
        all.into_iter().map(grant).collect()
    }

    /// Replaces a quick column that still holds `old`; false when another session was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_quick(&mut self, tag: &[u8; 32], old: &[u8], new: &[u8]) -> Result<bool> {
        let sql = "UPDATE access_grant SET quick = $3 WHERE tag = $1 AND quick = $2";
        Ok(run!(self, sql, &tag[..], old, new)? == 1)
    }

    /// Up to `limit` cases after `id`, by id: an order that tells nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn cases_by_id(&mut self, after: CaseId, limit: i64) -> Result<Vec<CaseRow>> {
        let sql = "SELECT id, filed_day, next_due, epoch FROM cases WHERE id > $1 ORDER BY id LIMIT $2";
        rows!(self, fetch_all, CaseColumns, sql, &after.0[..], limit)?.into_iter().map(case).collect()
    }

    /// Puts another envelope in the place of `old`, with a quick cell that nobody has written; false when something
    /// else stands there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace_grant(&mut self, old: &GrantRow, sealed: &[u8], quick: &[u8]) -> Result<bool> {
        let sql = "UPDATE access_grant SET sealed = $3, quick = $4 WHERE tag = $1 AND sealed = $2";
        Ok(run!(self, sql, &old.tag[..], &old.sealed, sealed, quick)? == 1)
    }

    /// Replaces the server's tag of an epoch; false when another stands there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace_server_mac(
        &mut self,
        case: CaseId,
        number: u32,
        old: &[u8; 32],
        new: &[u8; 32],
    ) -> Result<bool> {
        let sql = "UPDATE epoch SET server_mac = $4 WHERE case_id = $1 AND number = $2 AND server_mac = $3";
        Ok(run!(self, sql, &case.0[..], i64::from(number), &old[..], &new[..])? == 1)
    }
}

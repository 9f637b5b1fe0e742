//! What is on record about advisers beside their accounts. `vault::capability` stamps and checks the rows.

use super::{Result, StoreError, Tx};
use crate::domain::id::StaffId;

/// A record as stored.
pub struct CapabilityRow {
    /// The account.
    pub staff: StaffId,
    /// JSON.
    pub body: String,
    /// The server's tag.
    pub mac: Vec<u8>,
}

impl Tx {
    /// Writes the record of an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_capability(&mut self, row: &CapabilityRow) -> Result<()> {
        let sql = "INSERT INTO capability (staff, body, mac) VALUES ($1, $2, $3) \
                   ON CONFLICT (staff) DO UPDATE SET body = excluded.body, mac = excluded.mac";
        run!(self, sql, &row.staff.0[..], &row.body, &row.mac).map(drop)
    }

    /// The record of an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn capability(&mut self, staff: StaffId) -> Result<Option<CapabilityRow>> {
        let sql = "SELECT body, mac FROM capability WHERE staff = $1";
        let row = rows!(self, fetch_optional, (String, Vec<u8>), sql, &staff.0[..])?;
        Ok(row.map(|(body, mac)| CapabilityRow { staff, body, mac }))
    }

    /// Every record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn capabilities(&mut self) -> Result<Vec<CapabilityRow>> {
        let sql = "SELECT staff, body, mac FROM capability ORDER BY staff";
        let all = rows!(self, fetch_all, (Vec<u8>, String, Vec<u8>), sql)?;
        all.into_iter()
            .map(|(staff, body, mac)| {
                let staff = StaffId::from_slice(&staff).ok_or(StoreError::Damaged("staff id"))?;
                Ok(CapabilityRow { staff, body, mac })
            })
            .collect()
    }
}

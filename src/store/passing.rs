//! Who passes new reports to colleagues. Rows are signed by the adviser: what they mean is `vault::passing`'s business.

use super::beside::Beside;
use super::{Result, StoreError, Tx, exact, readable};
use crate::domain::day::Day;
use crate::domain::id::StaffId;

/// One adviser who does; an account has one row at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassingRow {
    /// Who passes them.
    pub staff: StaffId,
    /// Since when.
    pub since: Day,
    /// The adviser's Ed25519 signature.
    pub signature: [u8; 64],
}

type Columns = (Vec<u8>, i64, Vec<u8>);

impl Tx {
    /// All of them, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn passing(&mut self) -> Result<Vec<PassingRow>> {
        let sql = "SELECT staff, since_day, signature FROM passing";
        let row = |(staff, since, signature): Columns| {
            Ok(PassingRow {
                staff: StaffId::from_slice(&staff).ok_or(StoreError::Damaged("staff id"))?,
                since: Day(since),
                signature: exact(&signature, "signature")?,
            })
        };
        Ok(readable("passing", rows!(self, fetch_all, Columns, sql)?.into_iter().map(row)))
    }

    /// Lets an adviser pass new reports.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_passing(&mut self, row: &PassingRow) -> Result<()> {
        let sql = "INSERT INTO passing (staff, since_day, signature) VALUES ($1, $2, $3) \
                   ON CONFLICT (staff) DO UPDATE SET since_day = excluded.since_day, signature = excluded.signature";
        self.touch(Beside::Passing, &row.staff.0);
        run!(self, sql, &row.staff.0[..], row.since.0, &row.signature[..]).map(drop)
    }

    /// Ends that; false when there was nothing to end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_passing(&mut self, staff: StaffId) -> Result<bool> {
        self.touch(Beside::Passing, &staff.0);
        Ok(run!(self, "DELETE FROM passing WHERE staff = $1", &staff.0[..])? == 1)
    }
}

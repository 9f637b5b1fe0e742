//! When advisers are away and who stands in. Rows are signed by the adviser: what they mean is `vault::absence`'s business.

use super::beside::Beside;
use super::{Result, StoreError, Tx, exact, readable};
use crate::domain::day::Day;
use crate::domain::id::StaffId;

/// One absence; an account has one at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceRow {
    /// Who is away.
    pub staff: StaffId,
    /// Who stands in.
    pub deputy: StaffId,
    /// First day away.
    pub first: Day,
    /// Last day away.
    pub last: Day,
    /// Ed25519 signature of the one who is away.
    pub signature: [u8; 64],
}

type Columns = (Vec<u8>, Vec<u8>, i64, i64, Vec<u8>);

impl Tx {
    /// All absences, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn absences(&mut self) -> Result<Vec<AbsenceRow>> {
        let sql = "SELECT staff, deputy, first_day, last_day, signature FROM absence";
        let row = |(staff, deputy, first, last, signature): Columns| {
            Ok(AbsenceRow {
                staff: StaffId::from_slice(&staff).ok_or(StoreError::Damaged("staff id"))?,
                deputy: StaffId::from_slice(&deputy).ok_or(StoreError::Damaged("staff id"))?,
                first: Day(first),
                last: Day(last),
                signature: exact(&signature, "signature")?,
            })
        };
        Ok(readable("absence", rows!(self, fetch_all, Columns, sql)?.into_iter().map(row)))
    }

    /// Sets or replaces an absence.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_absence(&mut self, row: &AbsenceRow) -> Result<()> {
        let sql = "INSERT INTO absence (staff, deputy, first_day, last_day, signature) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (staff) DO UPDATE SET deputy = excluded.deputy, first_day = excluded.first_day, \
                   last_day = excluded.last_day, signature = excluded.signature";
        let (first, last) = (row.first.0, row.last.0);
        self.touch(Beside::Absence, &row.staff.0);
        run!(self, sql, &row.staff.0[..], &row.deputy.0[..], first, last, &row.signature[..]).map(drop)
    }

    /// Takes an absence back; false when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_absence(&mut self, staff: StaffId) -> Result<bool> {
        self.touch(Beside::Absence, &staff.0);
        Ok(run!(self, "DELETE FROM absence WHERE staff = $1", &staff.0[..])? == 1)
    }
}

//! The second factor's codes. Spare ones in place of it are tags that `vault::spare` makes. A used one is deleted.

use super::beside::Beside;
use super::{Result, Tx};
use crate::domain::id::StaffId;

impl Tx {
    /// Puts these codes in place of all that an account has.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn set_spare_codes(&mut self, staff: StaffId, tags: &[[u8; 32]]) -> Result<()> {
        self.drop_spare_codes_of(staff).await?;
        let sql = "INSERT INTO spare_code (staff, code) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        for tag in tags {
            run!(self, sql, &staff.0[..], &tag[..])?;
        }
        Ok(())
    }

    /// Begins the count of used one-time codes anew, for a fresh second factor whose first code was that of `step`.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn begin_codes(&mut self, staff: StaffId, step: i64) -> Result<()> {
        self.touch(Beside::Factor, &staff.0);
        run!(self, "UPDATE staff SET code_step = $2 WHERE id = $1", &staff.0[..], step).map(drop)
    }

    /// Uses a code up; false when the account has no such code.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn use_spare_code(&mut self, staff: StaffId, tag: &[u8; 32]) -> Result<bool> {
        self.touch(Beside::Factor, &staff.0);
        Ok(run!(self, "DELETE FROM spare_code WHERE staff = $1 AND code = $2", &staff.0[..], &tag[..])? == 1)
    }

    /// How many codes an account has left.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn spare_codes_left(&mut self, staff: StaffId) -> Result<i64> {
        let sql = "SELECT COUNT(*) AS n FROM spare_code WHERE staff = $1";
        Ok(rows!(self, fetch_one, (i64,), sql, &staff.0[..])?.0)
    }
}

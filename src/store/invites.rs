//! Codes that let somebody enrol or set a second factor anew. What is stored are tags; `vault::invite` makes them.

use super::beside::Beside;
use super::{Result, Tx};
use crate::domain::id::StaffId;

/// An invitation as stored.
#[derive(Clone)]
pub struct InviteRow {
    /// The account.
    pub staff: StaffId,
    /// Machine word of its kind.
    pub kind: String,
    /// Tag of the code.
    pub code: Vec<u8>,
    /// The second it ends at (Unix time).
    pub ends: i64,
    /// The server's tag over the row.
    pub mac: Vec<u8>,
}

impl Tx {
    /// Writes the one invitation of an account; an earlier one is worth nothing from here on.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn set_invite(&mut self, row: &InviteRow) -> Result<()> {
        let sql = "INSERT INTO invite (staff, kind, code, ends, mac) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (staff) \
                   DO UPDATE SET kind = excluded.kind, code = excluded.code, ends = excluded.ends, mac = excluded.mac";
        self.touch(Beside::Invite, &row.staff.0);
        run!(self, sql, &row.staff.0[..], &row.kind, &row.code, row.ends, &row.mac).map(drop)
    }

    /// The invitation of an account.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn invite(&mut self, staff: StaffId) -> Result<Option<InviteRow>> {
        let sql = "SELECT kind, code, ends, mac FROM invite WHERE staff = $1";
        let row = rows!(self, fetch_optional, (String, Vec<u8>, i64, Vec<u8>), sql, &staff.0[..])?;
        Ok(row.map(|(kind, code, ends, mac)| InviteRow { staff, kind, code, ends, mac }))
    }

    /// Takes an invitation away, as it was seen: false when it was used or replaced meanwhile.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn end_invite(&mut self, seen: &InviteRow) -> Result<bool> {
        let sql = "DELETE FROM invite WHERE staff = $1 AND mac = $2";
        self.touch(Beside::Invite, &seen.staff.0);
        Ok(run!(self, sql, &seen.staff.0[..], &seen.mac)? == 1)
    }

    /// Takes whatever invitation an account has away.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn drop_invite_of(&mut self, staff: StaffId) -> Result<u64> {
        self.touch(Beside::Invite, &staff.0);
        run!(self, "DELETE FROM invite WHERE staff = $1", &staff.0[..])
    }

    /// Sweeps invitations that ended before `now`.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn sweep_invites(&mut self, now: i64) -> Result<()> {
        let sql = "DELETE FROM invite WHERE ends < $1 RETURNING staff";
        for (staff,) in rows!(self, fetch_all, (Vec<u8>,), sql, now)? {
            self.touch(Beside::Invite, &staff);
        }
        Ok(())
    }
}

//! Sessions of an account as its person sees them, and the browsers (devices) in which somebody signed in before.

use super::beside::Beside;
use super::{Result, Tx, exact};
use crate::domain::id::StaffId;

/// A session in its person's own list: neither address nor browser is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// The hash of its cookie, under which it is stored.
    pub id: [u8; 32],
    /// When it began (Unix seconds).
    pub created: i64,
    /// When it was last used (Unix seconds, at most a minute old).
    pub last_seen: i64,
}

impl Tx {
    /// Ends every session of an account but one; how many there were.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn end_sessions_but(&mut self, staff: StaffId, kept: &[u8; 32]) -> Result<u64> {
        self.touch(Beside::Sessions, &staff.0);
        run!(self, "DELETE FROM session WHERE staff = $1 AND id <> $2", &staff.0[..], &kept[..])
    }

    /// The sessions of an account, the one that began last first.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn sessions_of(&mut self, staff: StaffId) -> Result<Vec<SessionLine>> {
        let sql = "SELECT id, created, last_seen FROM session WHERE staff = $1 ORDER BY created DESC, last_seen DESC, id";
        let rows = rows!(self, fetch_all, (Vec<u8>, i64, i64), sql, &staff.0[..])?;
        rows.into_iter()
            .map(|(id, created, last_seen)| {
                Ok(SessionLine { id: exact(&id, "session id")?, created, last_seen })
            })
            .collect()
    }

    /// Ends one session of an account; false when the account has no such session.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn end_session_of(&mut self, staff: StaffId, id: &[u8; 32]) -> Result<bool> {
        self.touch(Beside::Sessions, &staff.0);
        Ok(run!(self, "DELETE FROM session WHERE id = $1 AND staff = $2", &id[..], &staff.0[..])? == 1)
    }

    /// When somebody last signed in to this account with this device; `None` for one that is not known.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn device_seen(&mut self, id: &[u8; 32], staff: StaffId) -> Result<Option<i64>> {
        let sql = "SELECT last_seen FROM device WHERE id = $1 AND staff = $2";
        Ok(rows!(self, fetch_optional, (i64,), sql, &id[..], &staff.0[..])?.map(|(seen,)| seen))
    }

    /// Remembers a device, or that it was used again.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn keep_device(&mut self, id: &[u8; 32], staff: StaffId, now: i64) -> Result<()> {
        let sql = "INSERT INTO device (id, staff, last_seen) VALUES ($1, $2, $3) \
                   ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen";
        self.touch(Beside::Devices, &staff.0);
        run!(self, sql, &id[..], &staff.0[..], now).map(drop)
    }

    /// The devices of an account, the one used last first.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn devices_of(&mut self, staff: StaffId) -> Result<Vec<[u8; 32]>> {
        let sql = "SELECT id FROM device WHERE staff = $1 ORDER BY last_seen DESC, id";
        let rows = rows!(self, fetch_all, (Vec<u8>,), sql, &staff.0[..])?;
        rows.into_iter().map(|(id,)| exact(&id, "device id")).collect()
    }

    /// Forgets one device.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn forget_device(&mut self, id: &[u8; 32]) -> Result<()> {
        let sql = "DELETE FROM device WHERE id = $1 RETURNING staff";
        for (staff,) in rows!(self, fetch_all, (Vec<u8>,), sql, &id[..])? {
            self.touch(Beside::Devices, &staff);
        }
        Ok(())
    }

    /// Sweeps devices that were last used before `before`.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn sweep_devices(&mut self, before: i64) -> Result<()> {
        let sql = "DELETE FROM device WHERE last_seen < $1 RETURNING staff";
        for (staff,) in rows!(self, fetch_all, (Vec<u8>,), sql, before)? {
            self.touch(Beside::Devices, &staff);
        }
        Ok(())
    }
}

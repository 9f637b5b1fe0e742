//! Staff accounts and their sessions.

use super::beside::Beside;
use super::{Result, StoreError, Tx, readable};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Account, Role};

/// An account with what signing in needs. `vault::staff` stamps and checks `mac`.
#[derive(Clone)]
pub struct StaffRow {
    /// The account.
    pub account: Account,
    /// Salt of the passphrase (16 bytes); empty until somebody has enrolled.
    pub salt: Vec<u8>,
    /// SHA-256 of the verifier; empty until somebody has enrolled.
    pub verifier: Vec<u8>,
    /// Identity bundle, sealed to the passphrase's unlock identity; empty until somebody has enrolled.
    pub bundle: Vec<u8>,
    /// Bundle of the keys that follow once the roster vouches for them; empty if there are none.
    pub next_bundle: Vec<u8>,
    /// Recipient offered for vouching (`age1pq1…`), or empty.
    pub recipient: String,
    /// Signature key offered for vouching (Ed25519, 32 bytes), or empty.
    pub verify_key: Vec<u8>,
    /// Newest one-time-code step that was used; a code works once.
    pub code_step: i64,
    /// The server's tag over everything that decides what the account is and which keys it offers.
    pub mac: Vec<u8>,
}

impl StaffRow {
    /// Whether somebody has set a passphrase: an invited account without one lets nobody in.
    #[must_use]
    pub fn enrolled(&self) -> bool {
        !self.verifier.is_empty()
    }
}

/// A session as stored.
pub struct SessionRow {
    /// Whose it is.
    pub staff: StaffId,
    /// The bundle sealed under the cookie.
    pub sealed: Vec<u8>,
    /// When it began (Unix seconds).
    pub created: i64,
    /// When it was last used (Unix seconds, at most a minute old).
    pub last_seen: i64,
}

/// Runs a statement whose first 17 parameters are what an account says, in the order of the table; others follow.
macro_rules! of_row {
    ($tx:expr, $sql:expr, $row:expr $(, $more:expr)*) => {{
        let a = &$row.account;
        run!(
            $tx,
            $sql,
            &a.id.0[..],
            &a.username,
            a.role.word(),
            &a.person.0[..],
            &a.institution,
            &a.name,
            &a.lang,
            &a.mail,
            i64::from(a.active),
            i64::from(a.outside),
            &$row.salt,
            &$row.verifier,
            &$row.bundle,
            &$row.next_bundle,
            &$row.recipient,
            &$row.verify_key,
            &$row.mac
            $(, $more)*
        )
    }};
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: Vec<u8>,
    username: String,
    role: String,
    person: Vec<u8>,
    institution: String,
    name: String,
    lang: String,
    mail: String,
    active: i64,
    outside: i64,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    bundle: Vec<u8>,
    next_bundle: Vec<u8>,
    recipient: String,
    verify_key: Vec<u8>,
    code_step: i64,
    mac: Vec<u8>,
}

fn row(c: Columns) -> Result<StaffRow> {
    Ok(StaffRow {
        account: Account {
            id: StaffId::from_slice(&c.id).ok_or(StoreError::Damaged("staff id"))?,
            username: c.username,
            role: Role::parse(&c.role).ok_or(StoreError::Damaged("role"))?,
            person: PersonId::from_slice(&c.person).ok_or(StoreError::Damaged("person id"))?,
            institution: c.institution,
            name: c.name,
            lang: c.lang,
            mail: c.mail,
            active: c.active == 1,
            outside: c.outside == 1,
        },
        salt: c.salt,
        verifier: c.verifier,
        bundle: c.bundle,
        next_bundle: c.next_bundle,
        recipient: c.recipient,
        verify_key: c.verify_key,
        code_step: c.code_step,
        mac: c.mac,
    })
}

impl Tx {
    /// Every account as stored, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all_staff(&mut self) -> Result<Vec<StaffRow>> {
        let sql = "SELECT id, username, role, person, institution, name, lang, mail, active, outside, salt, verifier, \
                   bundle, next_bundle, recipient, verify_key, code_step, mac FROM staff ORDER BY name, id";
        Ok(readable("staff", rows!(self, fetch_all, Columns, sql)?.into_iter().map(row)))
    }

    /// How many rows of accounts there are, also those that cannot be read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn staff_rows(&mut self) -> Result<i64> {
        Ok(rows!(self, fetch_one, (i64,), "SELECT COUNT(*) AS n FROM staff")?.0)
    }

    /// What every account says of itself, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn accounts(&mut self) -> Result<Vec<Account>> {
        Ok(self.all_staff().await?.into_iter().map(|r| r.account).collect())
    }

    /// One account as stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn staff(&mut self, id: StaffId) -> Result<Option<StaffRow>> {
        let sql = "SELECT id, username, role, person, institution, name, lang, mail, active, outside, salt, verifier, \
                   bundle, next_bundle, recipient, verify_key, code_step, mac FROM staff WHERE id = $1";
        rows!(self, fetch_optional, Columns, sql, &id.0[..])?.map(row).transpose()
    }

    /// What signing in as `username` needs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn staff_by_username(&mut self, username: &str) -> Result<Option<StaffRow>> {
        let sql = "SELECT id, username, role, person, institution, name, lang, mail, active, outside, salt, verifier, \
                   bundle, next_bundle, recipient, verify_key, code_step, mac FROM staff WHERE username = $1";
        rows!(self, fetch_optional, Columns, sql, username)?.map(row).transpose()
    }

    /// One account as stored, which nobody else can change before this transaction ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lock_staff(&mut self, id: StaffId) -> Result<Option<StaffRow>> {
        // The same on both engines: an update locks the row, also one that changes nothing.
        run!(self, "UPDATE staff SET code_step = code_step WHERE id = $1", &id.0[..])?;
        self.staff(id).await
    }

    /// Writes everything of an account but the newest used code; false when there is none, or another has the user
    /// name. The row comes from [`Tx::lock_staff`] of the same transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_staff(&mut self, row: &StaffRow) -> Result<bool> {
        let sql = "UPDATE staff SET username = $2, role = $3, person = $4, institution = $5, name = $6, lang = $7, \
                   mail = $8, active = $9, outside = $10, salt = $11, verifier = $12, bundle = $13, \
                   next_bundle = $14, recipient = $15, verify_key = $16, mac = $17 WHERE id = $1 \
                   AND NOT EXISTS (SELECT 1 FROM staff AS other WHERE other.username = $2 AND other.id <> $1)";
        let changed = of_row!(self, sql, row)?;
        Ok(changed == 1)
    }

    /// A new account; false when the user name is taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_staff(&mut self, row: &StaffRow) -> Result<bool> {
        let sql = "INSERT INTO staff (id, username, role, person, institution, name, lang, mail, active, outside, salt, \
                   verifier, bundle, next_bundle, recipient, verify_key, mac, code_step) VALUES ($1, $2, $3, $4, $5, \
                   $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING";
        let added = of_row!(self, sql, row, row.code_step)?;
        Ok(added == 1)
    }

    /// Marks a one-time code as used; false when it, or a later one, was used before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn use_code(&mut self, id: StaffId, step: i64) -> Result<bool> {
        let sql = "UPDATE staff SET code_step = $2 WHERE id = $1 AND code_step < $2";
        self.touch(Beside::Factor, &id.0);
        Ok(run!(self, sql, &id.0[..], step)? == 1)
    }

    /// Begins a session under the hash of its cookie.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_session(&mut self, id: &[u8; 32], row: &SessionRow) -> Result<()> {
        let sql = "INSERT INTO session (id, staff, sealed, created, last_seen) VALUES ($1, $2, $3, $4, $5)";
        self.touch(Beside::Sessions, &row.staff.0);
        run!(self, sql, &id[..], &row.staff.0[..], &row.sealed, row.created, row.last_seen).map(drop)
    }

    /// The session of a cookie.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn session(&mut self, id: &[u8; 32]) -> Result<Option<SessionRow>> {
        let sql = "SELECT staff, sealed, created, last_seen FROM session WHERE id = $1";
        let Some((staff, sealed, created, last_seen)) =
            rows!(self, fetch_optional, (Vec<u8>, Vec<u8>, i64, i64), sql, &id[..])?
        else {
            return Ok(None);
        };
        let staff = StaffId::from_slice(&staff).ok_or(StoreError::Damaged("staff id"))?;
        Ok(Some(SessionRow { staff, sealed, created, last_seen }))
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn touch_session(&mut self, id: &[u8; 32], now: i64) -> Result<()> {
        run!(self, "UPDATE session SET last_seen = $2 WHERE id = $1 AND last_seen < $2", &id[..], now)
            .map(drop)
    }

    /// Ends a session; false when it was over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_session(&mut self, id: &[u8; 32]) -> Result<bool> {
        let sql = "DELETE FROM session WHERE id = $1 RETURNING staff";
        let owner = rows!(self, fetch_optional, (Vec<u8>,), sql, &id[..])?;
        if let Some((staff,)) = &owner {
            self.touch(Beside::Sessions, staff);
        }
        Ok(owner.is_some())
    }

    /// Ends every session of an account; how many there were.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_sessions_of(&mut self, staff: StaffId) -> Result<u64> {
        self.touch(Beside::Sessions, &staff.0);
        run!(self, "DELETE FROM session WHERE staff = $1", &staff.0[..])
    }

    /// Forgets every browser in which an account was used.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_devices_of(&mut self, staff: StaffId) -> Result<u64> {
        self.touch(Beside::Devices, &staff.0);
        run!(self, "DELETE FROM device WHERE staff = $1", &staff.0[..])
    }

    /// Takes every spare code of an account away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn drop_spare_codes_of(&mut self, staff: StaffId) -> Result<u64> {
        self.touch(Beside::Factor, &staff.0);
        run!(self, "DELETE FROM spare_code WHERE staff = $1", &staff.0[..])
    }

    /// Sweeps sessions unused since `idle_before` or begun before `created_before`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sweep_sessions(&mut self, idle_before: i64, created_before: i64) -> Result<()> {
        let sql = "DELETE FROM session WHERE last_seen < $1 OR created < $2 RETURNING staff";
        for (staff,) in rows!(self, fetch_all, (Vec<u8>,), sql, idle_before, created_before)? {
            self.touch(Beside::Sessions, &staff);
        }
        Ok(())
    }
}

//! Staff accounts and their sessions.

use super::{Result, StoreError, Tx};
use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Account, Role};

/// An account with what signing in needs.
pub struct StaffRow {
    /// The account.
    pub account: Account,
    /// Salt of the passphrase (16 bytes).
    pub salt: Vec<u8>,
    /// SHA-256 of the verifier.
    pub verifier: Vec<u8>,
    /// Identity bundle, sealed to the passphrase's unlock identity.
    pub bundle: Vec<u8>,
    /// Newest one-time-code step that was used; a code works once.
    pub code_step: i64,
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

type AccountColumns = (Vec<u8>, String, String, Vec<u8>, String, String, String, String, i64);

fn account(c: AccountColumns) -> Result<Account> {
    let (id, username, role, person, institution, name, lang, mail, active) = c;
    Ok(Account {
        id: StaffId::from_slice(&id).ok_or(StoreError::Damaged("staff id"))?,
        username,
        role: Role::parse(&role).ok_or(StoreError::Damaged("role"))?,
        person: PersonId::from_slice(&person).ok_or(StoreError::Damaged("person id"))?,
        institution,
        name,
        lang,
        mail,
        active: active == 1,
    })
}

impl Tx {
    /// Every account, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn accounts(&mut self) -> Result<Vec<Account>> {
        let sql = "SELECT id, username, role, person, institution, name, lang, mail, active FROM staff ORDER BY name, id";
        rows!(self, fetch_all, AccountColumns, sql)?.into_iter().map(account).collect()
    }

    /// One account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn account(&mut self, id: StaffId) -> Result<Option<Account>> {
        let sql = "SELECT id, username, role, person, institution, name, lang, mail, active FROM staff WHERE id = $1";
        rows!(self, fetch_optional, AccountColumns, sql, &id.0[..])?.map(account).transpose()
    }

    /// What signing in as `username` needs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn staff_by_username(&mut self, username: &str) -> Result<Option<StaffRow>> {
        let sql = "SELECT id, username, role, person, institution, name, lang, mail, active FROM staff WHERE username = $1";
        let Some(columns) = rows!(self, fetch_optional, AccountColumns, sql, username)? else {
            return Ok(None);
        };
        let account = account(columns)?;
        let sql = "SELECT salt, verifier, bundle, code_step FROM staff WHERE id = $1";
        let row = rows!(self, fetch_one, (Vec<u8>, Vec<u8>, Vec<u8>, i64), sql, &account.id.0[..])?;
        let (salt, verifier, bundle, code_step) = row;
        Ok(Some(StaffRow { account, salt, verifier, bundle, code_step }))
    }

    /// A new account; false when the user name is taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_staff(&mut self, row: &StaffRow) -> Result<bool> {
        let a = &row.account;
        let sql = "INSERT INTO staff (id, username, role, person, institution, name, lang, mail, active, salt, verifier, bundle, code_step) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
        let added = run!(
            self,
            sql,
            &a.id.0[..],
            &a.username,
            a.role.word(),
            &a.person.0[..],
            &a.institution,
            &a.name,
            &a.lang,
            &a.mail,
            i64::from(a.active),
            &row.salt,
            &row.verifier,
            &row.bundle,
            row.code_step,
        )?;
        Ok(added == 1)
    }

    /// Marks a one-time code as used; false when it, or a later one, was used before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn use_code(&mut self, id: StaffId, step: i64) -> Result<bool> {
        let sql = "UPDATE staff SET code_step = $2 WHERE id = $1 AND code_step < $2";
        Ok(run!(self, sql, &id.0[..], step)? == 1)
    }

    /// Begins a session under the hash of its cookie.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_session(&mut self, id: &[u8; 32], row: &SessionRow) -> Result<()> {
        let sql = "INSERT INTO session (id, staff, sealed, created, last_seen) VALUES ($1, $2, $3, $4, $5)";
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
        Ok(run!(self, "DELETE FROM session WHERE id = $1", &id[..])? == 1)
    }

    /// Sweeps sessions unused since `idle_before` or begun before `created_before`; how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sweep_sessions(&mut self, idle_before: i64, created_before: i64) -> Result<u64> {
        run!(self, "DELETE FROM session WHERE last_seen < $1 OR created < $2", idle_before, created_before)
    }
}

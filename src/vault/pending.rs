//! What waits between two pages while somebody sets up an account or new keys: a second factor that no code has confirmed
//! yet, or codes that are shown once. One row among the visits, of the same size, sealed under a token of its own beside
//! the visit's or the session's, so that a report somebody writes in the same browser is left alone.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::staff::FACTOR;
use super::visit::Token;
use super::{Result, VaultError};
use crate::crypto::aead::{self, Cell};
use crate::crypto::random;
use crate::domain::day::Day;
use crate::domain::id::StaffId;
use crate::store::{Audit, Store, Tx};

/// How long it waits, in seconds.
pub const WAITS: i64 = 3600;
/// How long codes are shown, in seconds.
pub const SHOWS: i64 = 15 * 60;
/// The row is as large as the smallest visit.
const SIZE: usize = 4 << 10;

/// The state between two pages.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    /// When it ends (Unix seconds).
    pub ends: i64,
    /// The account.
    pub staff: StaffId,
    /// The invitation's code, as typed; empty where somebody is signed in.
    pub invitation: String,
    /// Secret of the second factor that is being set up, base64; empty if none is.
    factor: String,
    /// Spare codes to be shown.
    pub spare: Vec<String>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.invitation.zeroize();
        self.factor.zeroize();
        self.spare.zeroize();
    }
}

impl Pending {
    /// A fresh second factor, for an account whose invitation's code is `invitation`.
    #[must_use]
    pub fn setting_up(staff: StaffId, invitation: &str, now: i64) -> Self {
        let factor = BASE64.encode(&Zeroizing::new(random::bytes::<FACTOR>())[..]);
        Self { ends: now + WAITS, staff, invitation: invitation.to_owned(), factor, spare: Vec::new() }
    }

    /// Codes to show.
    #[must_use]
    pub fn showing(staff: StaffId, spare: Vec<String>, now: i64) -> Self {
        Self { ends: now + SHOWS, staff, invitation: String::new(), factor: String::new(), spare }
    }

    /// The secret that is being set up.
    #[must_use]
    pub fn factor(&self) -> Option<Zeroizing<[u8; FACTOR]>> {
        let bytes = Zeroizing::new(BASE64.decode(self.factor.as_bytes()).ok()?);
        Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
    }
}

/// What waits under a cookie; `None` when nothing does, or its time is over.
///
/// # Errors
/// [`VaultError`].
pub async fn load(tx: &mut Tx, cookie: &Token, now: i64) -> Result<Option<Pending>> {
    let token = cookie.beside();
    let Some(row) = tx.visit(token.visit_id()).await? else { return Ok(None) };
    let id = token.visit_id().to_be_bytes();
    // A row that does not open was not made with this cookie: as good as none.
    let Ok(plain) = aead::open_cell(&token.key(), cell(&id), &row.sealed) else { return Ok(None) };
    let pending: Pending = serde_json::from_slice(&plain).map_err(|_| VaultError::Refused)?;
    Ok((pending.ends > now).then_some(pending))
}

/// Lets `pending` wait under a cookie in place of what waited there.
///
/// # Errors
/// [`VaultError`].
pub async fn put(store: &Store, cookie: &Token, pending: &Pending, clean: Day) -> Result<()> {
    let token = cookie.beside();
    let mut plain = Zeroizing::new(Vec::with_capacity(SIZE));
    serde_json::to_writer(&mut *plain, pending).map_err(|_| VaultError::Refused)?;
    let padded = plain.len().next_multiple_of(SIZE);
    plain.resize(padded, b' ');
    let id = token.visit_id().to_be_bytes();
    let sealed = aead::seal_cell(&token.key(), cell(&id), &plain);
    let mut tx = store.write_draft().await?;
    tx.end_visit(token.visit_id()).await?;
    if !tx.add_visit(token.visit_id(), &sealed, clean).await? {
        return Err(VaultError::Conflict);
    }
    Ok(tx.commit(Audit::none("what waits between two pages is no act")).await?)
}

/// Ends what waits under a cookie.
///
/// # Errors
/// [`VaultError`].
pub async fn end(store: &Store, cookie: &Token) -> Result<()> {
    let mut tx = store.write_draft().await?;
    tx.end_visit(cookie.beside().visit_id()).await?;
    Ok(tx.commit(Audit::none("what waits between two pages is no act")).await?)
}

fn cell(id: &[u8]) -> Cell<'_> {
    Cell { table: "visit", row: id, column: "pending" }
}

//! Facts of the installation that are neither secret nor configuration, such as its salt.

use super::{Result, Tx};

/// The fact that is the salt of every receipt.
pub const RECEIPT_SALT: &str = "receipt salt";

impl Tx {
    /// The value kept under `name`.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn fact(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT value FROM installation WHERE name = $1";
        Ok(rows!(self, fetch_optional, (Vec<u8>,), sql, name)?.map(|(v,)| v))
    }

    /// Keeps `value` under `name` if nothing stands there yet; whether it was kept.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError).
    pub async fn set_fact_once(&mut self, name: &str, value: &[u8]) -> Result<bool> {
        let sql = "INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        Ok(run!(self, sql, name, value)? == 1)
    }
}

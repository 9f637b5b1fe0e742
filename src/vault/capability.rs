//! The record of what an adviser is prepared for and bound by [format]: JSON with the server's tag,
//! `TAG(HKDF(index key, "balss/v1/capability"), account ‖ body)`. Reporters are told of duties: nobody rewrites them with SQL.

use subtle::ConstantTimeEq;

use super::keys::KeyFiles;
use super::{Result, VaultError};
use crate::crypto::kdf;
use crate::domain::capability::Capability;
use crate::domain::id::StaffId;
use crate::store::capabilities::CapabilityRow;

fn mac(keys: &KeyFiles, staff: StaffId, body: &str) -> [u8; 32] {
    kdf::tag(&kdf::derive(&keys.index[..], "balss/v1/capability"), &[&staff.0, body.as_bytes()])
}

/// The row of a record.
///
/// # Errors
/// [`VaultError::TooLong`] if it cannot be written down, which no record is.
pub fn stamped(keys: &KeyFiles, staff: StaffId, record: &Capability) -> Result<CapabilityRow> {
    let body = serde_json::to_string(record).map_err(|_| VaultError::TooLong)?;
    let mac = mac(keys, staff, &body).to_vec();
    Ok(CapabilityRow { staff, body, mac })
}

/// The record of a row; one that was touched is none, and the log says so.
#[must_use]
pub fn read(keys: &KeyFiles, row: &CapabilityRow) -> Option<Capability> {
    let same: bool = mac(keys, row.staff, &row.body)[..].ct_eq(&row.mac).into();
    let record = same.then(|| serde_json::from_str(&row.body).ok()).flatten();
    if record.is_none() {
        tracing::error!(account = %row.staff, "an adviser's record is not as this server wrote it");
    }
    record
}

#[cfg(test)]
mod tests {
    use super::{Capability, CapabilityRow, KeyFiles, StaffId, read, stamped};

    #[test]
    fn a_record_is_its_accounts_and_as_written() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("keys");
        KeyFiles::create(&place).unwrap();
        let keys = KeyFiles::load(&place).unwrap();
        let record = Capability { trained_by: "a school".to_owned(), ..Capability::default() };
        let row = stamped(&keys, StaffId([1; 16]), &record).unwrap();
        assert_eq!(read(&keys, &row), Some(record));
        let (body, mac) = (row.body.clone(), row.mac.clone());
        assert_eq!(read(&keys, &CapabilityRow { staff: StaffId([2; 16]), ..row }), None);
        let body = body.replace("a school", "nobody");
        assert_eq!(read(&keys, &CapabilityRow { staff: StaffId([1; 16]), body, mac }), None);
    }
}

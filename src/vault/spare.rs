//! Spare codes [format]: ten codes of ten Crockford symbols (50 bits) in two groups of five, each good for one sign-in in
//! place of the second factor, never of the passphrase.
//!
//! Stored is `TAG(HKDF(index key, "balss/v1/spare"), account ‖ second factor's secret ‖ symbols)`: the tables alone allow
//! no guessing, a row moved to another account opens nothing, and the codes end with the second factor they stand in for.

use zeroize::Zeroizing;

use super::keys::KeyFiles;
use super::staff::FACTOR;
use crate::crypto::kdf;
use crate::crypto::random;
use crate::domain::id::StaffId;
use crate::domain::receipt::{ALPHABET, separates, value};

/// How many codes are made at a time.
pub const COUNT: usize = 10;
const SYMBOLS: usize = 10;

/// Codes to show once, and the tags to store.
pub struct Issued {
    /// As they are shown.
    pub codes: Vec<String>,
    /// What the store keeps.
    pub tags: Vec<[u8; 32]>,
}

/// Fresh codes that stand in for `factor` of an account.
#[must_use]
pub fn issue(keys: &KeyFiles, staff: StaffId, factor: &[u8; FACTOR]) -> Issued {
    let mut issued = Issued { codes: Vec::with_capacity(COUNT), tags: Vec::with_capacity(COUNT) };
    for _ in 0..COUNT {
        let values = Zeroizing::new(random::bytes::<SYMBOLS>().map(|b| b & 31));
        issued.tags.push(tag_of(keys, staff, factor, &values));
        let shown = values.iter().map(|v| char::from(ALPHABET[usize::from(*v)]));
        let mut code: String = shown.collect();
        code.insert(SYMBOLS / 2, '-');
        issued.codes.push(code);
    }
    issued
}

/// The tag of what somebody typed; `None` when it cannot be a spare code.
#[must_use]
pub fn tag(keys: &KeyFiles, staff: StaffId, factor: &[u8; FACTOR], typed: &str) -> Option<[u8; 32]> {
    let mut values = Zeroizing::new([0; SYMBOLS]);
    let mut n = 0;
    for c in typed.chars().filter(|c| !separates(*c)) {
        *values.get_mut(n)? = value(c)?;
        n += 1;
    }
    (n == SYMBOLS).then(|| tag_of(keys, staff, factor, &values))
}

fn tag_of(keys: &KeyFiles, staff: StaffId, factor: &[u8; FACTOR], values: &[u8; SYMBOLS]) -> [u8; 32] {
    let key = kdf::derive(&keys.index[..], "balss/v1/spare");
    kdf::tag(&key, &[&staff.0, factor, values])
}

#[cfg(test)]
mod tests {
    use super::{COUNT, issue, tag};
    use crate::domain::id::StaffId;
    use crate::vault::keys::KeyFiles;

    #[test]
    fn a_code_fits_its_account_and_factor_however_it_is_typed() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("keys");
        KeyFiles::create(&folder).unwrap();
        let keys = KeyFiles::load(&folder).unwrap();
        let (own, other) = (StaffId([1; 16]), StaffId([2; 16]));
        let issued = issue(&keys, own, &[7; 20]);
        assert_eq!((issued.codes.len(), issued.tags.len()), (COUNT, COUNT));
        for (code, stored) in issued.codes.iter().zip(&issued.tags) {
            assert_eq!((code.len(), code.find('-')), (11, Some(5)));
            let sloppy = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            for typed in [code, &sloppy] {
                assert_eq!(tag(&keys, own, &[7; 20], typed).as_ref(), Some(stored));
            }
            assert_ne!(tag(&keys, other, &[7; 20], code).as_ref(), Some(stored));
            assert_ne!(tag(&keys, own, &[8; 20], code).as_ref(), Some(stored));
        }
        let mut different = issued.codes.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), COUNT);
        for typed in ["", "123456", "K7QM2-F9XABC", "K7QM2-F9XAB", "K7QM2-F9XAU"] {
            assert_eq!(tag(&keys, own, &[7; 20], typed).is_some(), typed == "K7QM2-F9XAB", "{typed}");
        }
    }
}

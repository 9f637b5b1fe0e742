//! Randomness of the operating system, the only source of keys, nonces, ids and tokens.

use hpke::rand_core::{CryptoRng, Error, RngCore};
use zeroize::Zeroizing;

/// Fills `buffer` with random bytes.
///
/// Ends the process if the operating system has none to give: a caller that went on would seal with a guessable
/// key, and no caller can do anything better.
pub fn fill(buffer: &mut [u8]) {
    if let Err(error) = getrandom::fill(buffer) {
        eprintln!("the operating system gives no randomness: {error}");
        std::process::abort();
    }
}

/// `N` random bytes. For keys use [`secret`], which wipes itself.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    fill(&mut out);
    out
}

/// A random 256-bit key.
#[must_use]
pub fn secret() -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    fill(&mut *out);
    out
}

/// A random integer of 63 bits, never negative: a row id that keeps no order of insertion.
#[must_use]
pub fn nonneg_i63() -> i64 {
    i64::from_be_bytes(bytes()) & i64::MAX
}

/// The same source in the shape that the `hpke` crate asks for.
pub(super) struct Os;

impl RngCore for Os {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(bytes())
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(bytes())
    }

    fn fill_bytes(&mut self, buffer: &mut [u8]) {
        fill(buffer);
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<(), Error> {
        fill(buffer);
        Ok(())
    }
}

impl CryptoRng for Os {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_differ_and_ids_are_not_negative() {
        assert_ne!(bytes::<32>(), bytes::<32>());
        assert_ne!(secret(), secret());
        let ids: std::collections::HashSet<i64> = (0..1000).map(|_| nonneg_i63()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| *id >= 0) && ids.iter().any(|id| *id > i64::MAX / 2));
    }
}

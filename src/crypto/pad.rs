//! Size classes: what the length of a sealed record may tell.

/// Attachments are never shown smaller than this, in bytes.
pub const FILE_FLOOR: u64 = 64 * 1024;

/// The four lengths of a text record's plaintext, in bytes.
pub const TEXT_SIZES: [usize; 4] = [4 * 1024, 16 * 1024, 64 * 1024, 256 * 1024];

/// The smallest text class that holds `len` bytes; `None` above 256 KiB.
#[must_use]
pub fn text_size(len: usize) -> Option<usize> {
    TEXT_SIZES.into_iter().find(|size| len <= *size)
}

/// The length to which a file of `len` bytes is padded: Padmé (Nikitin et al., "Reducing Metadata Leakage from
/// Encrypted Files and Communication with PURBs", PETS 2019, algorithm 1), at least `floor`.
///
/// It rounds up to a number whose mantissa is no longer than its exponent, which reveals O(log log len) bits and
/// costs at most 12 %, less for larger files. Never below `len`.
#[must_use]
pub fn padme(len: u64, floor: u64) -> u64 {
    if len < 2 {
        return len.max(floor);
    }
    let exponent = len.ilog2();
    let mantissa = exponent.ilog2() + 1;
    let mask = (1 << (exponent - mantissa.min(exponent))) - 1;
    // Only lengths that no disk holds overflow.
    len.checked_add(mask).map_or(u64::MAX, |sum| sum & !mask).max(floor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_has_four_sizes() {
        let sizes = [0, 4096, 4097, 16_384, 16_385, 65_536, 65_537, 262_144].map(text_size);
        assert_eq!(sizes, [4096, 4096, 16_384, 16_384, 65_536, 65_536, 262_144, 262_144].map(Some));
        assert_eq!(text_size(262_145), None);
    }

    #[test]
    fn padme_matches_numbers_worked_by_hand() {
        // 9 = 0b1001: exponent 3, mantissa 2, so the last bit is rounded away. 1000: 9, 4, so five bits.
        for (len, padded) in
            [(0, 0), (1, 1), (2, 2), (3, 3), (8, 8), (9, 10), (1000, 1024), (100_001, 100_352)]
        {
            assert_eq!(padme(len, 0), padded, "{len}");
        }
        assert_eq!(padme(10, FILE_FLOOR), 65_536);
        assert_eq!(padme(u64::MAX, 0), u64::MAX);
    }

    proptest! {
        #[test]
        fn padme_holds_its_promises(len: u64) {
            let padded = padme(len, 0);
            prop_assert!(padded >= len);
            prop_assert!(padded - len <= len / 8);
            prop_assert_eq!(padme(padded, 0), padded);
        }
    }
}

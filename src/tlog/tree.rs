//! The right edge of a growing Merkle tree: all that is needed to append and to compute the root.

use super::leaf::{Hash, empty_root, node_hash};

/// Tree sizes above this are refused when read: the store keeps sizes as signed 64-bit integers.
const MAX_SIZE: u64 = i64::MAX as u64;

/// A tree reduced to its complete subtrees ("peaks"), left to right, of strictly falling height.
///
/// Invariant: one peak for each set bit of the size, so at most 63 hashes however long the log is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an entry by its leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut subtree = leaf;
        // Each trailing one of the size is a peak as high as the subtree in hand: the two become one.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                subtree = node_hash(&left, &subtree);
            }
        }
        self.peaks.push(subtree);
        self.size += 1;
    }

    /// The number of entries.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root, RFC 6962 section 2.1; of the empty tree SHA-256 of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(&lowest) = peaks.next() else { return empty_root() };
        peaks.fold(lowest, |right, left| node_hash(left, &right))
    }

    /// The stored form: the size as 8 bytes big-endian, then the peaks from left to right.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.peaks.iter().flatten());
        bytes
    }

    /// Reads the stored form; `None` unless it is exactly as long as its size demands.
    ///
    /// The hashes cannot be checked here: a changed frontier is a frontier of another log. Compare
    /// [`Frontier::root`] with a signed checkpoint before trusting it.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (size, rest) = bytes.split_first_chunk::<8>()?;
        let size = u64::from_be_bytes(*size);
        let (peaks, odd) = rest.as_chunks::<32>();
        let whole = odd.is_empty() && peaks.len() == size.count_ones() as usize;
        (whole && size <= MAX_SIZE).then(|| Self { size, peaks: peaks.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    use super::*;
    use crate::tlog::leaf_hash;

    /// The eight entries of the Certificate Transparency reference tests.
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];

    /// The published roots of the trees over the first 0 to 8 of them.
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    /// The definition of RFC 6962 section 2.1, word for word and slow.
    fn naive(bodies: &[Vec<u8>]) -> Hash {
        match bodies.len() {
            0 => empty_root(),
            1 => leaf_hash(&bodies[0]),
            n => {
                let k = n.next_power_of_two() / 2;
                node_hash(&naive(&bodies[..k]), &naive(&bodies[k..]))
            }
        }
    }

    fn over(bodies: &[Vec<u8>]) -> Frontier {
        let mut tree = Frontier::new();
        for body in bodies {
            tree.push(leaf_hash(body));
        }
        tree
    }

    #[test]
    fn reference_roots() {
        let mut tree = Frontier::new();
        assert_eq!(HEXLOWER.encode(&tree.root()), ROOTS[0]);
        for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
            tree.push(leaf_hash(leaf));
            assert_eq!(HEXLOWER.encode(&tree.root()), *root, "{} leaves", tree.size());
        }
    }

    #[test]
    fn stored_form_is_strict() {
        for size in 0..=LEAVES.len() {
            let tree = over(&LEAVES[..size].iter().map(|leaf| leaf.to_vec()).collect::<Vec<_>>());
            let bytes = tree.to_bytes();
            assert_eq!(Frontier::from_bytes(&bytes), Some(tree));
            for cut in 0..bytes.len() {
                assert_eq!(Frontier::from_bytes(&bytes[..cut]), None, "size {size} cut at {cut}");
            }
            assert_eq!(Frontier::from_bytes(&[&bytes[..], &[0]].concat()), None);
            assert_eq!(Frontier::from_bytes(&[&bytes[..], &[0; 32]].concat()), None);
        }
        let huge = [&(MAX_SIZE + 1).to_be_bytes()[..], &[0; 32]].concat();
        assert_eq!(Frontier::from_bytes(&huge), None);
    }

    proptest! {
        #[test]
        fn equals_the_definition(bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..200)) {
            prop_assert_eq!(over(&bodies).root(), naive(&bodies));
        }

        #[test]
        fn goes_on_after_storage(
            bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..8), 1..100),
            at in any::<prop::sample::Index>(),
        ) {
            let (before, after) = bodies.split_at(at.index(bodies.len()));
            let mut tree = Frontier::from_bytes(&over(before).to_bytes()).unwrap();
            for body in after {
                tree.push(leaf_hash(body));
            }
            prop_assert_eq!(tree, over(&bodies));
        }

        #[test]
        fn any_change_shows_in_the_root(
            bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..20), 2..60),
            at in any::<prop::sample::Index>(),
            bit in 0..8_u32,
        ) {
            let at = at.index(bodies.len());
            let root = over(&bodies).root();
            let mut flipped = bodies.clone();
            flipped[at][0] ^= 1_u8 << bit;
            prop_assert_ne!(over(&flipped).root(), root);
            let mut removed = bodies.clone();
            removed.remove(at);
            prop_assert_ne!(over(&removed).root(), root);
            let mut doubled = bodies.clone();
            doubled.insert(at, bodies[at].clone());
            prop_assert_ne!(over(&doubled).root(), root);
            let next = (at + 1) % bodies.len();
            if bodies[at] != bodies[next] {
                let mut swapped = bodies.clone();
                swapped.swap(at, next);
                prop_assert_ne!(over(&swapped).root(), root);
            }
        }
    }
}

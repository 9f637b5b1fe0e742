//! The hashes of a Merkle tree, RFC 6962 section 2.1.

use sha2::{Digest, Sha256};

/// A SHA-256 value: of a leaf, an inner node or a root.
pub type Hash = [u8; 32];

/// The hash of one entry: SHA-256 of `0x00` and the body.
#[must_use]
pub fn leaf_hash(body: &[u8]) -> Hash {
    Sha256::new_with_prefix([0x00]).chain_update(body).finalize().into()
}

/// The hash of two subtrees: SHA-256 of `0x01`, left, right.
///
/// The prefixes differ so that nobody can present an inner node as an entry (second preimage).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without entries: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

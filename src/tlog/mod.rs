//! A tamper-evident log: RFC 6962 Merkle trees and C2SP signed checkpoints. Holds no secrets but the signing key.
//!
//! - [`leaf`]: the two hash functions
//! - [`tree`]: the right edge of a growing tree, enough to append and to know the root
//! - [`note`]: checkpoints as signed notes, readable by any tool of that format
//! - [`replay`]: the whole log read once more, with the roots it had at earlier sizes

pub mod leaf;
pub mod note;
pub mod replay;
pub mod tree;

pub use leaf::{Hash, leaf_hash, node_hash};
pub use note::{Checkpoint, NoteError, NoteSigner, NoteVerifier};
pub use replay::Replay;
pub use tree::Frontier;

//! Bytes in, bytes out: everything Balss seals, opens, signs or derives. Knows no case, no person, no database.
//!
//! | file | what for | source |
//! |---|---|---|
//! | `random` | the operating system's randomness, the only source | getrandom(2) |
//! | `kdf` | derived keys, tags, passphrases and receipts | RFC 5869, RFC 2104, RFC 9106 |
//! | `aead` | one sealed cell of a table | draft-irtf-cfrg-xchacha-03 |
//! | `hybrid` | the post-quantum recipient of every envelope | c2sp.org/age |
//! | `kem` | its key encapsulation | draft-ietf-hpke-pq |
//! | `guard` | bounds on a header before the parser sees it | |
//! | `envelope` | one age file to one recipient, whole or as a stream | c2sp.org/age |
//! | `outward` | a key that somebody pastes, for what leaves | c2sp.org/age |
//! | `pad` | size classes | Nikitin et al., PURBs, 2019 |
//! | `frame` | what stands inside a text envelope, with its place and writer | |
//! | `paper` | secrets that are printed and typed | Crockford, Base 32 |
//! | `shares` | a secret split k-of-n | Shamir, 1979 |
//! | `sign` | checkpoints and roster statements | RFC 8032 |
//! | `stack` | wipes what keys left on a thread's stack | |

pub mod aead;
pub mod envelope;
pub mod frame;
pub mod guard;
pub mod hybrid;
pub mod kdf;
mod kem;
pub mod outward;
pub mod pad;
pub mod paper;
pub mod random;
pub mod shares;
pub mod sign;
pub mod stack;
#[cfg(test)]
mod vectors;

/// Something does not open. It never says why: wrong key, wrong place and damage must look alike, so that no
/// answer of ours tells an attacker how far a forged record came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("does not open")
    }
}

impl std::error::Error for Refused {}

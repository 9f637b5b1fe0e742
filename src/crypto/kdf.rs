//! Keys from keys (HKDF-SHA256), tags (HMAC-SHA256) and keys from what a person knows (Argon2id).

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// A 256-bit key that is wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// HKDF-SHA256 (RFC 5869) of `secret` without salt; `info` is the domain label that keeps keys of different use
/// apart.
#[must_use]
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "refuses only more than 255 hashes; this is one"
)]
pub fn derive(secret: &[u8], info: &str) -> Secret {
    let mut out = Secret::default();
    Hkdf::<Sha256>::new(None, secret).expand(info.as_bytes(), &mut *out).expect("32 bytes are one hash");
    out
}

/// HMAC-SHA256 (RFC 2104) over `parts`, each with its length (u64, big endian) in front, so that no two different
/// lists of parts are the same input.
#[must_use]
pub fn tag(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    #[cfg(test)]
    TAGS.set(TAGS.get() + 1);
    let mut mac = hmac(key);
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
std::thread_local! {
    /// How many tags this thread has made: two answers after the same work make as many.
    pub(crate) static TAGS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Whether `expected` is the [`tag`] of `parts`, compared in constant time.
#[must_use]
pub fn tag_matches(key: &[u8; 32], parts: &[&[u8]], expected: &[u8; 32]) -> bool {
    tag(key, parts).ct_eq(expected).into()
}

/// HMAC-SHA256 under a 32-byte key. RFC 2104 fills a short key with zeros to the hash's block of 64 bytes; doing
/// that here leaves nothing that can fail.
pub(super) fn hmac(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as hmac::digest::KeyInit>::new((&*block).into())
}

/// What one Argon2id run costs; the number of lanes is always one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Cost {
    /// For receipts: they carry 95 random bits, so that this only slows a thief of pepper and tables further.
    pub const RECEIPT: Cost = Cost { memory_kib: 8 * 1024, passes: 1 };
    /// For staff passphrases, which people choose (RFC 9106, second recommended option, one lane).
    pub const STAFF: Cost = Cost { memory_kib: 64 * 1024, passes: 3 };
}

/// Working memory of [`argon2id`], used again from run to run; wiped after every run, freed with [`Memory::release`].
#[derive(Default)]
pub struct Memory(Vec<Block>);

impl Memory {
    /// No memory yet: the first run takes what its cost asks for.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the memory back to the system, for when no run is expected soon.
    pub fn release(&mut self) {
        self.0 = Vec::new();
    }

    /// How much is held, in bytes.
    #[must_use]
    pub fn held(&self) -> usize {
        self.0.capacity() * Block::SIZE
    }
}

/// Why [`argon2id`] cannot run. Both are faults of the installation, none depends on whether an input is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KdfError {
    /// The salt has fewer than 8 bytes.
    Salt,
    /// Cost or input are outside of what RFC 9106 allows.
    Parameters,
}

impl fmt::Display for KdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KdfError::Salt => "the salt is too short for Argon2id",
            KdfError::Parameters => "cost or input are outside of what Argon2id allows",
        })
    }
}

impl std::error::Error for KdfError {}

impl From<argon2::Error> for KdfError {
    fn from(error: argon2::Error) -> Self {
        match error {
            argon2::Error::SaltTooShort => KdfError::Salt,
            _ => KdfError::Parameters,
        }
    }
}

/// Argon2id version 1.3 (RFC 9106) with `pepper` as its secret value: without the key files a stolen table cannot
/// be guessed against.
///
/// # Errors
/// See [`KdfError`].
pub fn argon2id(
    cost: Cost,
    input: &[u8],
    salt: &[u8],
    pepper: &[u8; 32],
    buffers: &mut Memory,
) -> Result<Secret, KdfError> {
    hash(Params::new(cost.memory_kib, cost.passes, 1, Some(32))?, input, salt, pepper, buffers)
}

fn hash(
    params: Params,
    input: &[u8],
    salt: &[u8],
    pepper: &[u8],
    buffers: &mut Memory,
) -> Result<Secret, KdfError> {
    let blocks = params.block_count();
    if buffers.0.len() < blocks {
        buffers.0.resize(blocks, Block::new());
    }
    let used = &mut buffers.0[..blocks];
    let mut out = Secret::default();
    let result = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params)
        .and_then(|argon2| argon2.hash_password_into_with_memory(input, salt, &mut *out, &mut *used));
    used.iter_mut().for_each(Zeroize::zeroize);
    Ok(result.map(|()| out)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    #[test]
    fn argon2id_is_that_of_rfc_9106_and_wipes_its_memory() {
        let mut builder = argon2::ParamsBuilder::new();
        builder.m_cost(32).t_cost(3).p_cost(4).data(argon2::AssociatedData::new(&[4; 12]).unwrap());
        let mut memory = Memory::new();
        let out = hash(builder.build().unwrap(), &[1; 32], &[2; 16], &[3; 8], &mut memory).unwrap();
        let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
        assert_eq!(HEXLOWER.encode(&*out), expected);
        assert!(memory.held() >= 32 * 1024);
        assert!(memory.0.iter().all(|block| block.as_ref().iter().all(|word| *word == 0)));
        memory.release();
        assert_eq!(memory.held(), 0);
    }

    #[test]
    fn argon2id_depends_on_everything_it_is_given() {
        let (small, mut memory) = (Cost { memory_kib: 64, passes: 1 }, Memory::new());
        let mut run =
            |cost, input: &[u8], salt: &[u8], pepper| argon2id(cost, input, salt, pepper, &mut memory);
        let first = run(small, b"code", b"8 bytes!", &[7; 32]).unwrap();
        assert_eq!(run(small, b"code", b"8 bytes!", &[7; 32]).unwrap(), first);
        for other in [
            run(small, b"Code", b"8 bytes!", &[7; 32]),
            run(small, b"code", b"8 bytes?", &[7; 32]),
            run(small, b"code", b"8 bytes!", &[8; 32]),
            run(Cost { memory_kib: 64, passes: 2 }, b"code", b"8 bytes!", &[7; 32]),
            run(Cost { memory_kib: 128, passes: 1 }, b"code", b"8 bytes!", &[7; 32]),
        ] {
            assert_ne!(other.unwrap(), first);
        }
        assert_eq!(run(small, b"code", b"7 bytes", &[7; 32]), Err(KdfError::Salt));
        assert_eq!(
            run(Cost { memory_kib: 1, passes: 1 }, b"", b"8 bytes!", &[0; 32]),
            Err(KdfError::Parameters)
        );
        assert_ne!(run(Cost::RECEIPT, b"code", b"8 bytes!", &[7; 32]).unwrap(), first);
    }

    #[test]
    fn hmac_and_hkdf_are_those_of_their_documents() {
        // RFC 4231, test case 4 has 25 key bytes; a zero-filled key is the same key (RFC 2104, section 2).
        let mut key = [0; 32];
        key[..25].copy_from_slice(
            &HEXLOWER.decode(b"0102030405060708090a0b0c0d0e0f10111213141516171819").unwrap(),
        );
        let mac = hmac(&key).chain_update([0xcd; 50]).finalize().into_bytes();
        let expected = "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b";
        assert_eq!(HEXLOWER.encode(&mac), expected);
        // RFC 5869, test case 3: no salt, no info, its first 32 bytes.
        let expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d";
        assert_eq!(HEXLOWER.encode(&*derive(&[0x0b; 22], "")), expected);
    }

    #[test]
    fn parts_of_a_tag_do_not_run_together() {
        let key = [9; 32];
        let whole = tag(&key, &[b"ab", b"c"]);
        for parts in [&[&b"a"[..], b"bc"][..], &[b"abc"], &[b"ab", b"c", b""]] {
            assert!(!tag_matches(&key, parts, &whole));
        }
        assert!(tag_matches(&key, &[b"ab", b"c"], &whole));
    }
}

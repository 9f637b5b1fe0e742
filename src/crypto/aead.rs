//! One sealed cell of a table: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), the nonce in front.
//!
//! The cell is associated data, so that whoever may write to the database cannot move a sealed value to another
//! row or column. Random nonces of 24 bytes never repeat in practice.
//!
//! | offset | length | |
//! |---|---|---|
//! | 0 | 24 | nonce |
//! | 24 | n | ciphertext |
//! | 24 + n | 16 | Poly1305 tag |

use chacha20poly1305::{AeadInPlace, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{Refused, kdf, random};

/// Bytes that sealing adds to a cell.
pub const OVERHEAD: usize = NONCE + 16;
const NONCE: usize = 24;

/// Where a sealed value stands.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Table.
    pub table: &'a str,
    /// Primary key of the row, as bytes.
    pub row: &'a [u8],
    /// Column.
    pub column: &'a str,
}

impl Cell<'_> {
    /// The parts, each with its length (u64, big endian) in front.
    fn associated_data(&self) -> Vec<u8> {
        let parts = [self.table.as_bytes(), self.row, self.column.as_bytes()];
        parts.iter().flat_map(|part| [&(part.len() as u64).to_be_bytes(), *part].concat()).collect()
    }
}

/// Seals `plaintext` for `cell`; the result is [`OVERHEAD`] bytes longer.
#[must_use]
pub fn seal_cell(key: &[u8; 32], cell: Cell<'_>, plaintext: &[u8]) -> Vec<u8> {
    seal_under(key, random::bytes(), cell, plaintext)
}

/// The same with a nonce that follows from cell and text, under a key of its own (the idea of RFC 5297): the same text in the
/// same cell gives the same bytes, and nothing but that is told.
#[must_use]
pub fn seal_cell_alike(key: &[u8; 32], cell: Cell<'_>, plaintext: &[u8]) -> Vec<u8> {
    let by = kdf::derive(key, "balss/v1/nonce");
    let tag = kdf::tag(&by, &[&cell.associated_data(), plaintext]);
    let mut nonce = [0; NONCE];
    nonce.copy_from_slice(&tag[..NONCE]);
    seal_under(key, nonce, cell, plaintext)
}

#[expect(clippy::expect_used, reason = "refuses only texts above 256 GiB")]
fn seal_under(key: &[u8; 32], nonce: [u8; NONCE], cell: Cell<'_>, plaintext: &[u8]) -> Vec<u8> {
    // Room for all at once: growing would leave plaintext behind in the old place.
    let mut out = Vec::with_capacity(plaintext.len() + OVERHEAD);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plaintext);
    let tag = XChaCha20Poly1305::new(key.into())
        .encrypt_in_place_detached(&nonce.into(), &cell.associated_data(), &mut out[NONCE..])
        .expect("a cell is far below 256 GiB");
    out.extend_from_slice(&tag);
    out
}

/// Opens what [`seal_cell`] made for the same key and cell.
///
/// # Errors
/// [`Refused`] for another key, another cell or any change.
pub fn open_cell(key: &[u8; 32], cell: Cell<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(Refused)?;
    let (ciphertext, tag) = rest.split_at_checked(rest.len().wrapping_sub(16)).ok_or(Refused)?;
    let mut out = Zeroizing::new(ciphertext.to_vec());
    XChaCha20Poly1305::new(key.into())
        .decrypt_in_place_detached(
            XNonce::from_slice(nonce),
            &cell.associated_data(),
            &mut out,
            Tag::from_slice(tag),
        )
        .map_err(|_| Refused)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    const CELL: Cell<'_> = Cell { table: "cards", row: &[1, 2], column: "thread" };

    #[test]
    fn the_cipher_is_that_of_the_draft() {
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|i| 0x40 + u8::try_from(i).unwrap());
        let data = HEXLOWER.decode(b"50515253c0c1c2c3c4c5c6c7").unwrap();
        let mut text =
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
            future, sunscreen would be it."
                .to_vec();
        let cipher = XChaCha20Poly1305::new(&key.into());
        let tag = cipher.encrypt_in_place_detached(&nonce.into(), &data, &mut text).unwrap();
        let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f\
            4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
            21f9664c97637da9768812f615c68b13b52e";
        assert_eq!(HEXLOWER.encode(&text), expected);
        assert_eq!(HEXLOWER.encode(&tag), "c0875924c1c7987947deafd8780acf49");
    }

    #[test]
    fn opens_only_in_its_own_cell_and_under_its_own_key() {
        let sealed = seal_cell(&[5; 32], CELL, b"text");
        assert_eq!(sealed.len(), 4 + OVERHEAD);
        assert_eq!(open_cell(&[5; 32], CELL, &sealed).unwrap().as_slice(), b"text");
        assert_eq!(open_cell(&[6; 32], CELL, &sealed), Err(Refused));
        for cell in [
            Cell { table: "card", ..CELL },
            Cell { row: &[1, 3], ..CELL },
            Cell { column: "desk", ..CELL },
            Cell { table: "cardst", column: "hread", ..CELL },
        ] {
            assert_eq!(open_cell(&[5; 32], cell, &sealed), Err(Refused));
        }
        assert_ne!(seal_cell(&[5; 32], CELL, b"text"), sealed);
    }

    proptest! {
        #[test]
        fn every_flipped_bit_is_refused(text: Vec<u8>, key: [u8; 32], place: prop::sample::Index) {
            let mut sealed = seal_cell(&key, CELL, &text);
            prop_assert_eq!(&*open_cell(&key, CELL, &sealed).unwrap(), &text);
            let bit = place.index(sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(open_cell(&key, CELL, &sealed), Err(Refused));
        }

        #[test]
        fn arbitrary_bytes_are_refused(bytes: Vec<u8>) {
            prop_assert_eq!(open_cell(&[0; 32], CELL, &bytes), Err(Refused));
        }
    }
}

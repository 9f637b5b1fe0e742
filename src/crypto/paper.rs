//! Secrets on paper: bytes as Crockford Base32 in groups of four, with a checksum that finds the group that was misread.
//!
//! The text is `bytes ‖ first bytes of SHA-256(label ‖ bytes)`, at least four of them, as many as make whole groups
//! of eight symbols. Read back forgivingly: case, spaces and hyphens do not matter, `O` is `0`, `I` and `L` are `1`.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::kdf::Secret;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols between two hyphens.
const GROUP: usize = 4;
/// The least bytes of a checksum: one misread text in four thousand million passes.
const CHECKSUM: usize = 4;

const KEY_LABEL: &str = "balss/v1/paper";
const KEY_VERSION: u8 = 1;

/// Why a typed text is not what was printed. Groups count from 1, as people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistyped {
    /// A character that no such text has, in this group.
    Character {
        /// Which group.
        group: usize,
    },
    /// Too short or too long.
    Length {
        /// Symbols that were read.
        found: usize,
        /// Symbols that there should be.
        expected: usize,
    },
    /// The checksum does not fit.
    Checksum {
        /// The group in which one other symbol, or two symbols swapped, would make it fit.
        group: Option<usize>,
    },
    /// Well typed, but of another kind or version.
    Other,
}

impl fmt::Display for Mistyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { group } => {
                write!(f, "mistyped: group {group} has a character that cannot be there")
            }
            Self::Length { found, expected } => {
                write!(f, "mistyped: {found} characters where there should be {expected}")
            }
            Self::Checksum { group: Some(group) } => write!(f, "mistyped: look at group {group} again"),
            Self::Other => f.write_str("well typed, but a line of something else"),
            Self::Checksum { group: None } => f.write_str("mistyped: more than one character is wrong"),
        }
    }
}

impl std::error::Error for Mistyped {}

fn checksum_len(bytes: usize) -> usize {
    (bytes + CHECKSUM).next_multiple_of(5) - bytes
}

fn checksum(label: &str, bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(label).chain_update(bytes).finalize().into()
}

/// How many symbols the text of `bytes` bytes has, hyphens not counted.
#[must_use]
pub fn symbols(bytes: usize) -> usize {
    (bytes + checksum_len(bytes)) / 5 * 8
}

/// The text of `bytes`; `label` keeps texts of different use apart.
#[must_use]
pub fn write(label: &str, bytes: &[u8]) -> Zeroizing<String> {
    let length = symbols(bytes.len());
    let mut text = Zeroizing::new(String::with_capacity(length + length / GROUP));
    let sum = checksum(label, bytes);
    let (mut held, mut bits, mut n) = (0_u32, 0, 0);
    for byte in bytes.iter().chain(&sum[..checksum_len(bytes.len())]) {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            if n > 0 && n % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[(held >> bits & 31) as usize]));
            n += 1;
        }
        held &= 31;
    }
    text
}

/// Reads a text of `length` bytes that [`write`] made with the same label.
///
/// # Errors
/// [`Mistyped`].
pub fn read(label: &str, length: usize, typed: &str) -> Result<Zeroizing<Vec<u8>>, Mistyped> {
    let expected = symbols(length);
    let mut values = Zeroizing::new(Vec::with_capacity(expected));
    let mut found = 0;
    for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.')) {
        let value = value(c).ok_or(Mistyped::Character { group: found / GROUP + 1 })?;
        if found < expected {
            values.push(value);
        }
        found += 1;
    }
    if found != expected {
        return Err(Mistyped::Length { found, expected });
    }
    bytes_of(label, length, &values)
        .ok_or_else(|| Mistyped::Checksum { group: suspect(label, length, values) })
}

/// The line of a 32-byte key [format]: version (1), kind, key, in sixteen groups.
#[must_use]
pub fn line(kind: u8, secret: &Secret) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; 34]);
    bytes[..2].copy_from_slice(&[KEY_VERSION, kind]);
    bytes[2..].copy_from_slice(&secret[..]);
    write(KEY_LABEL, &bytes[..])
}

/// Kind and key of a typed line.
///
/// # Errors
/// [`Mistyped`].
pub fn parse(typed: &str) -> Result<(u8, Secret), Mistyped> {
    let bytes = read(KEY_LABEL, 34, typed)?;
    if bytes[0] != KEY_VERSION {
        return Err(Mistyped::Other);
    }
    let mut secret = Secret::default();
    secret.copy_from_slice(&bytes[2..]);
    Ok((bytes[1], secret))
}

fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    ALPHABET.iter().position(|a| char::from(*a) == c).and_then(|n| u8::try_from(n).ok())
}

/// The bytes of symbols whose checksum fits.
fn bytes_of(label: &str, length: usize, values: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(values.len() / 8 * 5));
    let (mut held, mut bits) = (0_u32, 0);
    for value in values {
        held = held << 5 | u32::from(*value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            let [.., byte] = (held >> bits).to_be_bytes();
            bytes.push(byte);
            held &= (1 << bits) - 1;
        }
    }
    let fits = bytes[length..] == checksum(label, &bytes[..length])[..checksum_len(length)];
    bytes.truncate(length);
    fits.then_some(bytes)
}

/// The only group in which one changed symbol, or a swap with the next symbol, makes the checksum fit.
fn suspect(label: &str, length: usize, mut values: Zeroizing<Vec<u8>>) -> Option<usize> {
    for at in 0..values.len() {
        let typed = values[at];
        for other in 0..32 {
            values[at] = other;
            if bytes_of(label, length, &values).is_some() {
                return Some(at / GROUP + 1);
            }
        }
        values[at] = typed;
        if at + 1 < values.len() {
            values.swap(at, at + 1);
            if bytes_of(label, length, &values).is_some() {
                return Some(at / GROUP + 1);
            }
            values.swap(at, at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_text_is_pinned() {
        let text = write("test", &[0, 1, 2, 253, 254, 255]);
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [4; 4]);
        assert!(text.starts_with("000G-5ZFY-"), "{}", *text);
        assert_eq!(*read("test", 6, &text).unwrap(), [0, 1, 2, 253, 254, 255]);
        assert!(matches!(read("other", 6, &text), Err(Mistyped::Checksum { .. })));
    }

    #[test]
    fn the_line_of_a_key_is_pinned_and_what_is_wrong_is_named() {
        let text = line(1, &Secret::new([0; 32]));
        assert!(text.starts_with("040G-0000-0000-"), "{}", *text);
        assert_eq!((text.len(), parse(&text)), (79, Ok((1, Secret::new([0; 32])))));
        assert_eq!(parse(&text[..78]), Err(Mistyped::Length { found: 63, expected: 64 }));
        assert_eq!(parse(&format!("{}0", *text)), Err(Mistyped::Length { found: 65, expected: 64 }));
        assert_eq!(parse(&text.replacen('0', "U", 1)), Err(Mistyped::Character { group: 1 }));
        let later = write(KEY_LABEL, &[2; 34]);
        assert_eq!(parse(&later), Err(Mistyped::Other));
    }

    proptest! {
        #[test]
        fn round_trip_however_it_is_typed(bytes in prop::collection::vec(any::<u8>(), 1..60), hyphen: bool) {
            let text = write("l", &bytes);
            prop_assert_eq!(text.chars().filter(|c| *c != '-').count(), symbols(bytes.len()));
            let typed = text.to_lowercase().replace('0', "o").replace('1', "l");
            let typed = if hyphen { typed.replace('-', "  ") } else { typed.replace('-', "") };
            prop_assert_eq!(&*read("l", bytes.len(), &typed).unwrap(), &bytes);
        }

        #[test]
        fn one_wrong_symbol_and_one_swap_name_their_group(bytes: [u8; 41], at in 0_usize..72, by in 1_u8..32) {
            let text: Vec<char> = write("l", &bytes).chars().filter(|c| *c != '-').collect();
            let mut wrong = text.clone();
            let was = value(wrong[at]).unwrap();
            wrong[at] = char::from(ALPHABET[usize::from((was + by) % 32)]);
            let wrong: String = wrong.into_iter().collect();
            prop_assert_eq!(read("l", 41, &wrong), Err(Mistyped::Checksum { group: Some(at / 4 + 1) }));
            let mut swapped = text.clone();
            if at + 1 < 72 && swapped[at] != swapped[at + 1] {
                swapped.swap(at, at + 1);
                let swapped: String = swapped.into_iter().collect();
                prop_assert_eq!(read("l", 41, &swapped), Err(Mistyped::Checksum { group: Some(at / 4 + 1) }));
            }
        }

        #[test]
        fn whatever_is_typed_is_read_or_named(typed: String) {
            let _ = read("l", 41, &typed).map_err(|e| e.to_string());
        }
    }
}

//! 32 secret bytes as a line of text for paper [format]: 64 symbols of Crockford's Base32 in sixteen groups of four,
//! for version (1), kind, the secret, and the first six bytes of SHA-256 over a label and all before. Read back
//! forgivingly, like a receipt: case, spaces and hyphens do not matter, `O` is `0`, `I` and `L` are `1`.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::kdf::Secret;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LABEL: &[u8] = b"balss/v1/paper";
const VERSION: u8 = 1;
const BYTES: usize = 40;
const SYMBOLS: usize = 64;

/// Why a typed line is none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistyped {
    /// So many symbols were typed instead of 64.
    Length(usize),
    /// A symbol that the alphabet does not have.
    Symbol(char),
    /// The checksum does not fit: a symbol is wrong, or the line is of something else.
    Checksum,
}

impl std::fmt::Display for Mistyped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Length(n) => write!(f, "{n} symbols, and a line has 64: sixteen groups of four"),
            Self::Symbol(c) => write!(f, "the symbol {c:?} does not occur in such a line"),
            Self::Checksum => f.write_str("mistyped somewhere, or not a line of this kind"),
        }
    }
}

impl std::error::Error for Mistyped {}

fn checksum(bytes: &[u8]) -> [u8; 6] {
    let hash = Sha256::new().chain_update(LABEL).chain_update(bytes).finalize();
    std::array::from_fn(|i| hash[i])
}

/// The line of `secret`, which is of this kind.
#[must_use]
pub fn line(kind: u8, secret: &Secret) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0_u8; BYTES]);
    (bytes[0], bytes[1]) = (VERSION, kind);
    bytes[2..34].copy_from_slice(&secret[..]);
    let sum = checksum(&bytes[..34]);
    bytes[34..].copy_from_slice(&sum);
    // Five bytes are eight symbols: two groups.
    let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + SYMBOLS / 4));
    for five in bytes.chunks(5) {
        let number = five.iter().fold(0_u64, |n, b| (n << 8) | u64::from(*b));
        for place in (0..8).rev() {
            if place % 4 == 3 && !text.is_empty() {
                text.push('-');
            }
            let symbol = usize::try_from((number >> (5 * place)) & 31).unwrap_or_default();
            text.push(char::from(ALPHABET[symbol]));
        }
    }
    text
}

/// Kind and secret of a typed line.
///
/// # Errors
/// [`Mistyped`].
pub fn parse(typed: &str) -> Result<(u8, Secret), Mistyped> {
    let mut bytes = Zeroizing::new([0_u8; BYTES]);
    let (mut number, mut count) = (Zeroizing::new(0_u64), 0);
    for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.')) {
        let known = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = ALPHABET.iter().position(|a| char::from(*a) == known).ok_or(Mistyped::Symbol(c))?;
        *number = (*number << 5) | value as u64;
        count += 1;
        if count % 8 == 0
            && let Some(five) = bytes.get_mut((count / 8 - 1) * 5..count / 8 * 5)
        {
            five.copy_from_slice(&number.to_be_bytes()[3..]);
            *number = 0;
        }
    }
    if count != SYMBOLS {
        return Err(Mistyped::Length(count));
    }
    if bytes[0] != VERSION || bytes[34..] != checksum(&bytes[..34]) {
        return Err(Mistyped::Checksum);
    }
    let mut secret = Secret::new([0; 32]);
    secret.copy_from_slice(&bytes[2..34]);
    Ok((bytes[1], secret))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ALPHABET, Mistyped, Secret, line, parse};

    proptest! {
        #[test]
        fn a_printed_line_reads_back_however_it_is_typed(kind: u8, secret: [u8; 32]) {
            let text = line(kind, &Secret::new(secret));
            prop_assert_eq!(text.len(), 79);
            prop_assert!(text.split('-').all(|group| group.len() == 4));
            let sloppy = text.to_lowercase().replace('-', "  ").replace('0', "o").replace('1', "l");
            for typed in [text.as_str(), &sloppy] {
                let (k, s) = parse(typed).unwrap();
                prop_assert_eq!((k, *s), (kind, secret));
            }
        }

        #[test]
        fn a_wrong_symbol_is_noticed(secret: [u8; 32], at in 0..79_usize, to in 0..32_usize) {
            let mut text = line(1, &Secret::new(secret)).as_bytes().to_vec();
            prop_assume!(text[at] != b'-' && text[at] != ALPHABET[to]);
            text[at] = ALPHABET[to];
            prop_assert_eq!(parse(std::str::from_utf8(&text).unwrap()).err(), Some(Mistyped::Checksum));
        }

        #[test]
        fn parsing_never_panics(text: String) {
            let _ = parse(&text);
        }
    }

    #[test]
    fn the_form_is_pinned_and_what_is_wrong_is_named() {
        let text = line(1, &Secret::new([0; 32]));
        assert!(text.starts_with("040G-0000-0000-"), "{}", *text);
        assert_eq!(parse(&text[..78]).err(), Some(Mistyped::Length(63)));
        assert_eq!(parse(&format!("{}0", *text)).err(), Some(Mistyped::Length(65)));
        assert_eq!(parse(&text.replacen('0', "U", 1)).err(), Some(Mistyped::Symbol('U')));
    }
}

//! The receipt code [format]: 19 random symbols of Crockford's Base32 (95 bits) and a check symbol, in five groups of
//! four.
//!
//! The check symbol is the weighted sum of the others modulo 31, from the same alphabet (so it is never `Z`): each
//! single wrong symbol that changes the sum and each swap of neighbours is noticed before any costly work is done.
//! Read back forgivingly: case, spaces and hyphens do not matter, `O` is `0`, `I` and `L` are `1`.

/// Crockford's Base32: no letter of it is mistaken for a digit.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random symbols of a code.
pub const RANDOM: usize = 19;
const LENGTH: usize = RANDOM + 1;

/// Why a typed code cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistyped {
    /// Not 20 symbols, or a symbol outside the alphabet.
    Shape,
    /// The check symbol does not fit: something is mistyped.
    Check,
}

/// A well-formed receipt code. Its `Debug` form does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt([u8; LENGTH]);

impl Receipt {
    /// The code of 19 random bytes, of each of which the low five bits are used.
    #[must_use]
    pub fn from_random(random: &[u8; RANDOM]) -> Self {
        let mut symbols = [0; LENGTH];
        for (symbol, byte) in symbols.iter_mut().zip(random) {
            *symbol = byte & 31;
        }
        symbols[RANDOM] = check(&symbols[..RANDOM]);
        Self(symbols.map(|s| ALPHABET[usize::from(s)]))
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`Mistyped`] when it cannot be a code.
    pub fn parse(typed: &str) -> Result<Self, Mistyped> {
        let mut symbols = [0_u8; LENGTH];
        let mut n = 0;
        for c in typed.chars().filter(|c| !separates(*c)) {
            *symbols.get_mut(n).ok_or(Mistyped::Shape)? = value(c).ok_or(Mistyped::Shape)?;
            n += 1;
        }
        if n != LENGTH {
            return Err(Mistyped::Shape);
        }
        if symbols[RANDOM] != check(&symbols[..RANDOM]) {
            return Err(Mistyped::Check);
        }
        Ok(Self(symbols.map(|s| ALPHABET[usize::from(s)])))
    }

    /// The 20 symbols without separators: what keys derive from.
    #[must_use]
    pub fn symbols(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The five groups of four, as shown.
    #[must_use]
    pub fn groups(&self) -> String {
        let groups: Vec<String> =
            self.0.chunks(4).map(|g| g.iter().map(|b| char::from(*b)).collect()).collect();
        groups.join("-")
    }
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt(…)")
    }
}

impl Drop for Receipt {
    fn drop(&mut self) {
        // Best effort without a dependency here; freed heap memory is zeroed by the allocator.
        self.0 = std::hint::black_box([0; LENGTH]);
    }
}

/// Whether a typed character only parts groups.
#[must_use]
pub fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.')
}

/// The five bits of a typed symbol.
#[must_use]
pub fn value(typed: char) -> Option<u8> {
    let c = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    ALPHABET.iter().position(|a| char::from(*a) == c).and_then(|at| u8::try_from(at).ok())
}

fn check(symbols: &[u8]) -> u8 {
    // Weights 1..=19 are distinct and non-zero modulo the prime 31.
    let sum: u32 = symbols.iter().zip(1_u32..).map(|(s, w)| u32::from(*s) * w).sum();
    u8::try_from(sum % 31).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ALPHABET, Mistyped, RANDOM, Receipt};

    proptest! {
        #[test]
        fn a_shown_code_reads_back_however_it_is_typed(random: [u8; RANDOM]) {
            let code = Receipt::from_random(&random);
            let shown = code.groups();
            prop_assert_eq!(shown.len(), 24);
            prop_assert_eq!(Receipt::parse(&shown), Ok(code.clone()));
            let sloppy = shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(Receipt::parse(&sloppy), Ok(code));
        }

        #[test]
        fn a_single_wrong_symbol_or_swap_is_noticed(random: [u8; RANDOM], at in 0..RANDOM, to in 0..32_usize) {
            let code = Receipt::from_random(&random);
            let mut text: Vec<u8> = code.symbols().to_vec();
            let value = |b: u8| ALPHABET.iter().position(|a| *a == b).unwrap();
            let mut swapped = text.clone();
            swapped.swap(at, at + 1);
            // 0 and Z (31) are the one pair that the modulus cannot tell apart.
            let same = |a: u8, b: u8| value(a) % 31 == value(b) % 31;
            if at + 1 < RANDOM && !same(text[at], text[at + 1]) {
                prop_assert_eq!(Receipt::parse(std::str::from_utf8(&swapped).unwrap()), Err(Mistyped::Check));
            }
            if !same(text[at], ALPHABET[to]) {
                text[at] = ALPHABET[to];
                prop_assert_eq!(Receipt::parse(std::str::from_utf8(&text).unwrap()), Err(Mistyped::Check));
            }
        }

        #[test]
        fn parsing_never_panics(text: String) {
            let _ = Receipt::parse(&text);
        }
    }

    #[test]
    fn wrong_length_and_foreign_symbols_are_told_apart_from_a_slip() {
        assert_eq!(Receipt::parse(""), Err(Mistyped::Shape));
        assert_eq!(Receipt::parse(&"0".repeat(21)), Err(Mistyped::Shape));
        assert_eq!(Receipt::parse(&"ā".repeat(20)), Err(Mistyped::Shape));
        assert_eq!(format!("{:?}", Receipt::from_random(&[7; RANDOM])), "Receipt(…)");
    }
}

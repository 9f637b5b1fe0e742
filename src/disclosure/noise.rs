//! Exact draws of the discrete Laplace distribution: P(x) = (1 − e^−ε) / (1 + e^−ε) · e^(−ε·|x|) over all integers, by whole
//! numbers alone. Floating point would leave gaps in what can come out, and gaps tell what was there (Mironov 2012).

use super::budget::Epsilon;

/// Fair chances.
pub trait Coin {
    /// A number below `n`, which is not 0, each equally likely.
    fn below(&mut self, n: u64) -> u64;

    /// True with probability `num / den`; `num <= den`.
    fn happens(&mut self, num: u64, den: u64) -> bool {
        self.below(den) < num
    }

    /// True with probability e^(−num/den); `num <= den` (algorithm 1 for γ of at most 1).
    fn decays(&mut self, num: u64, den: u64) -> bool {
        let mut k = 1;
        while self.happens(num, den * k) {
            k += 1;
        }
        k % 2 == 1
    }
}

/// Chances out of random bytes.
pub struct Bytes<F>(pub F);

impl<F: FnMut(&mut [u8])> Coin for Bytes<F> {
    fn below(&mut self, n: u64) -> u64 {
        // Every number above the last whole multiple of `n` is thrown away.
        let most = u64::MAX - u64::MAX % n;
        loop {
            let mut bytes = [0; 8];
            self.0(&mut bytes);
            let drawn = u64::from_le_bytes(bytes);
            if drawn < most {
                return drawn % n;
            }
        }
    }
}

/// One draw (algorithm 2, with s/t = ε).
pub fn draw(epsilon: Epsilon, coin: &mut impl Coin) -> i64 {
    loop {
        if let Some(drawn) = attempt(epsilon, coin) {
            return drawn;
        }
    }
}

/// One of its tries: nothing where it has to begin anew.
fn attempt(epsilon: Epsilon, coin: &mut impl Coin) -> Option<i64> {
    let (s, t) = (u64::from(epsilon.num()), u64::from(epsilon.den()));
    let below = coin.below(t);
    if !coin.decays(below, t) {
        return None;
    }
    let mut whole = 0;
    while coin.decays(1, 1) {
        whole += 1;
    }
    // More than 2⁶³ needs more turns of that loop than there is time for.
    let size = i64::try_from((below + t * whole) / s).unwrap_or(i64::MAX);
    match (coin.below(2) == 1, size) {
        (true, 0) => None, // Zero would come twice as often.
        (true, _) => Some(-size),
        (false, _) => Some(size),
    }
}

#[cfg(test)]
mod tests;

//! How much all releases together may tell of one record.

use std::fmt;

/// The most that all tables together may spend, for the life of an installation: the odds that a record is counted change by
/// at most e² = 7.4, and those of what it says, for whoever knows that it is counted, by at most e⁴ = 54.6.
pub const MOST: Epsilon = Epsilon { num: 2, den: 1 };

/// The largest numerator and denominator. Sums of a dozen stay far below what their integers hold.
const LARGEST: u32 = 1000;

/// A privacy parameter ε > 0, an exact rational in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epsilon {
    num: u32,
    den: u32,
}

impl Epsilon {
    /// `num / den`, both from 1 to 1000 in lowest terms, at most 2.
    ///
    /// # Errors
    /// [`Absurd`].
    pub const fn new(num: u32, den: u32) -> Result<Self, Absurd> {
        if num == 0 || den == 0 || num > LARGEST || den > LARGEST {
            return Err(Absurd);
        }
        let by = gcd(num, den);
        let lowest = Self { num: num / by, den: den / by };
        if lowest.num > 2 * lowest.den { Err(Absurd) } else { Ok(lowest) }
    }

    /// Reads `1`, `1/8`; no sign, no space, no decimal point.
    ///
    /// # Errors
    /// [`Absurd`].
    pub fn parse(text: &str) -> Result<Self, Absurd> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
            if plain { digits.parse::<u32>().map_err(|_| Absurd) } else { Err(Absurd) }
        };
        Self::new(number(num)?, number(den)?)
    }

    /// The numerator.
    #[must_use]
    pub const fn num(self) -> u32 {
        self.num
    }

    /// The denominator.
    #[must_use]
    pub const fn den(self) -> u32 {
        self.den
    }

    /// As near as a float comes.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.num) / f64::from(self.den)
    }
}

impl fmt::Display for Epsilon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 { write!(f, "{}", self.num) } else { write!(f, "{}/{}", self.num, self.den) }
    }
}

/// No number above 0 and at most 2 that has a numerator and a denominator of up to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absurd;

impl fmt::Display for Absurd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an epsilon is a fraction such as 1/8, above 0 and at most 2, of whole numbers up to 1000",
        )
    }
}

impl std::error::Error for Absurd {}

/// What these spend on one record together, exactly and in lowest terms; nothing where 128 bits do not hold it.
#[must_use]
pub fn sum(each: &[Epsilon]) -> Option<(u128, u128)> {
    // Of numbers up to 1000 in lowest terms a common denominator can be large: 128 bits hold it for the tables of a menu.
    let mut sum = (0_u128, 1_u128);
    for epsilon in each {
        let (num, den) = (u128::from(epsilon.num), u128::from(epsilon.den));
        let top = sum.0.checked_mul(den)?.checked_add(num.checked_mul(sum.1)?)?;
        let bottom = sum.1.checked_mul(den)?;
        let by = gcd128(top, bottom);
        sum = (top / by, bottom / by);
    }
    Some(sum)
}

/// By how much at most the odds change that one record is among those counted: a record more changes one count of each table.
#[must_use]
pub fn presence(each: &[Epsilon]) -> f64 {
    each.iter().map(|e| e.value()).sum::<f64>().exp()
}

/// By how much at most the odds change of what a record says, for whoever knows that it is counted: in another cell it
/// changes two counts of each table, the one that it leaves and the one that it enters.
#[must_use]
pub fn content(each: &[Epsilon]) -> f64 {
    presence(each).powi(2)
}

/// Whether these may be spent on one record together: their exact sum is known, and at most [`MOST`].
#[must_use]
pub fn fits(each: &[Epsilon]) -> bool {
    let most = |sum: (u128, u128)| sum.1.checked_mul(u128::from(MOST.num)).map(|most| sum.0 <= most);
    sum(each).and_then(most).unwrap_or(false)
}

const fn gcd(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

const fn gcd128(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::{Absurd, Epsilon, content, fits, presence, sum};

    fn e(text: &str) -> Epsilon {
        Epsilon::parse(text).expect("a fraction")
    }

    #[test]
    fn fractions_are_read_in_lowest_terms() {
        assert_eq!(e("2/16"), e("1/8"));
        assert_eq!(e("1/8").to_string(), "1/8");
        assert_eq!(e("2").to_string(), "2");
        assert_eq!(e("1000/500").to_string(), "2");
    }

    #[test]
    fn absurd_ones_are_refused() {
        for text in [
            "", "0", "0/1", "1/0", "-1", "-1/2", "+1", "3", "5/2", "1.0", " 1", "1/", "/1", "1/1001", "1e3",
            "١",
        ] {
            assert_eq!(Epsilon::parse(text), Err(Absurd), "{text:?}");
        }
    }

    #[test]
    fn a_budget_is_kept_exactly() {
        let eighths = [e("1/8"); 8];
        assert!(fits(&[&[e("1")][..], &eighths].concat()));
        assert!(!fits(&[&[e("1")][..], &eighths, &[e("1/1000")]].concat()));
        assert!(fits(&[e("2/3"), e("2/3"), e("2/3")]));
        assert!(!fits(&[e("2/3"), e("2/3"), e("667/1000")]));
        assert!(fits(&[]));
        assert_eq!(sum(&[e("1"), e("1/8"), e("3/8")]), Some((3, 2)));
    }

    #[test]
    fn odds_follow_from_the_sum_and_those_of_the_content_from_twice_the_sum() {
        let all = [&[e("1")][..], &[e("1/8"); 8]].concat();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(presence(&all), 2_f64.exp()) && near(content(&all), 4_f64.exp()));
        assert!(near(content(&[e("1/8")]), 0.25_f64.exp()));
        assert!(near(presence(&[]), 1.0));
    }

    #[test]
    fn a_sum_too_fine_to_be_exact_is_refused() {
        let primes = [997, 991, 983, 977, 971, 967, 953, 947, 941, 937, 929, 919, 911, 907];
        let fine: Vec<Epsilon> = primes.iter().map(|p| Epsilon::new(1, *p).expect("a fraction")).collect();
        assert!(!fits(&fine));
    }
}

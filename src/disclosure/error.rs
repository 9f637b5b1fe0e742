//! How far released figures may be from the counts: properties of the noise alone, which everybody may know.

use super::budget::Epsilon;

/// Noise of a sum of draws: the chances of 0, 1, 2, … in either direction.
#[derive(Debug, Clone)]
pub struct Noise {
    /// `at[i]` is the chance of `i - (at.len() - 1) / 2`.
    at: Vec<f64>,
}

/// What is left out at both ends together: far less than anything told of it.
const LEFT_OUT: f64 = 1e-9;

impl Noise {
    /// Of the sum of independent draws of each of these ε.
    #[must_use]
    pub fn of_sum(draws: &[Epsilon]) -> Self {
        let each = draws.iter().map(|epsilon| Self::of(*epsilon));
        each.reduce(|a, b| a.and(&b)).unwrap_or_else(|| Self { at: vec![1.0] })
    }

    /// Of one draw.
    #[must_use]
    pub fn of(epsilon: Epsilon) -> Self {
        let q = (-epsilon.value()).exp();
        let zero = (1.0 - q) / (1.0 + q);
        let mut side = vec![zero];
        let mut last = zero * q;
        while last / (1.0 - q) > LEFT_OUT {
            side.push(last);
            last *= q;
        }
        Self { at: side.iter().skip(1).rev().chain(&side).copied().collect() }
    }

    fn and(&self, other: &Self) -> Self {
        let mut at = vec![0.0; self.at.len() + other.at.len() - 1];
        for (i, a) in self.at.iter().enumerate() {
            for (j, b) in other.at.iter().enumerate() {
                at[i + j] += a * b;
            }
        }
        // The ends weigh nothing: cut, so that a long sum does not grow without end.
        let mut cut = 0;
        let mut gone = 0.0;
        while at.len() > 2 * cut + 1 && gone + at[cut] < LEFT_OUT {
            gone += at[cut];
            cut += 1;
        }
        Self { at: at[cut..at.len() - cut].to_vec() }
    }

    /// The smallest `m` with a chance of at least `part` that the noise is not further than `m` from 0.
    #[must_use]
    pub fn within(&self, part: f64) -> i64 {
        let middle = self.at.len() / 2;
        let mut sum = self.at[middle];
        let mut m = 0;
        while sum < part && m < middle {
            m += 1;
            sum += self.at[middle - m] + self.at[middle + m];
        }
        i64::try_from(m).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Noise;
    use crate::disclosure::budget::Epsilon;

    fn e(text: &str) -> Epsilon {
        Epsilon::parse(text).expect("a fraction")
    }

    #[test]
    fn one_draw_has_the_known_tail() {
        // P(|X| > m) = 2 q^(m+1) / (1 + q)
        for text in ["1", "1/8", "2/3"] {
            let q = (-e(text).value()).exp();
            let tail = |m: i64| 2.0 * q.powi(i32::try_from(m).expect("small") + 1) / (1.0 + q);
            for part in [0.5, 0.95, 0.99] {
                let m = Noise::of(e(text)).within(part);
                assert!(tail(m) <= 1.0 - part + 1e-9, "{text} {part}: {m} is too small");
                assert!(m == 0 || tail(m - 1) > 1.0 - part - 1e-9, "{text} {part}: {m} is too large");
            }
        }
        assert_eq!(Noise::of(e("1")).within(0.95), 3);
        assert_eq!(Noise::of(e("1/8")).within(0.95), 24);
    }

    #[test]
    fn a_sum_spreads_as_its_variance_says() {
        let draws = [e("1/8"); 10];
        let sum = Noise::of_sum(&draws);
        // Variance of one: 2q/(1−q)². A sum of ten is near to normal.
        let q = (-0.125_f64).exp();
        let sd = (10.0 * 2.0 * q / (1.0 - q).powi(2)).sqrt();
        let m = f64::from(i32::try_from(sum.within(0.95)).expect("small"));
        assert!((m - 1.96 * sd).abs() < 0.04 * sd + 1.0, "{m} beside {}", 1.96 * sd);
        assert!((sum.at.iter().sum::<f64>() - 1.0).abs() < 1e-6);
        assert_eq!(Noise::of_sum(&[]).within(0.95), 0);
    }
}

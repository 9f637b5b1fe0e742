//! Records become counts of a fixed list of cells.

use super::budget::Epsilon;
use super::noise::{Coin, draw};

/// How many records fall into each of `cells` cells. A record names exactly one; one that names none that exists is in none,
/// so that no record can count twice.
#[must_use]
pub fn count(cells: usize, records: impl IntoIterator<Item = usize>) -> Vec<i64> {
    let mut counts = vec![0; cells];
    for cell in records {
        if let Some(count) = counts.get_mut(cell) {
            *count += 1;
        }
    }
    counts
}

/// The same with a draw of noise on every cell.
pub fn release(counts: &[i64], epsilon: Epsilon, coin: &mut impl Coin) -> Vec<i64> {
    counts.iter().map(|count| count.saturating_add(draw(epsilon, coin))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{count, release};
    use crate::disclosure::budget::Epsilon;
    use crate::disclosure::noise::Coin;

    /// A coin that says nothing about its records: the same draws for every set of them.
    struct Same(u64);

    impl Coin for Same {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }
    }

    proptest! {
        /// One record more changes one count by one, and with the same draws one figure by one.
        #[test]
        fn the_sensitivity_is_one(records in prop::collection::vec(0_usize..6, 0..60), more in 0_usize..6) {
            let before = count(6, records.iter().copied());
            let after = count(6, records.iter().copied().chain([more]));
            let apart: i64 = before.iter().zip(&after).map(|(a, b)| (a - b).abs()).sum();
            prop_assert_eq!(apart, 1);
            let epsilon = Epsilon::new(1, 8).expect("a fraction");
            let (a, b) = (release(&before, epsilon, &mut Same(3)), release(&after, epsilon, &mut Same(3)));
            prop_assert_eq!(a.iter().zip(&b).map(|(a, b)| (a - b).abs()).sum::<i64>(), 1);
        }

        /// Every cell is there, and drawn, whatever the records are.
        #[test]
        fn the_domain_is_fixed(records in prop::collection::vec(0_usize..9, 0..40)) {
            let counts = count(6, records.iter().copied());
            prop_assert_eq!(counts.len(), 6);
            let sum = usize::try_from(counts.iter().sum::<i64>()).expect("not negative");
            prop_assert_eq!(sum, records.iter().filter(|r| **r < 6).count());
        }
    }
}

use std::collections::BTreeMap;

use super::{Bytes, Coin, attempt, draw};
use crate::disclosure::budget::{Epsilon, content, presence};

/// Exact for all that these tests count.
fn float(n: u64) -> f64 {
    f64::from(u32::try_from(n).expect("a small number"))
}

/// Leads a draw down one way of all that it can go, and notes where it parts next.
struct Way<'a> {
    turns: &'a [u64],
    at: usize,
    /// Chances of what can happen where the turns end.
    parts: Option<Vec<f64>>,
}

/// Ends a draw that went beyond its turns.
struct Unknown;

impl Way<'_> {
    fn take(&mut self, chances: Vec<f64>) -> u64 {
        let Some(turn) = self.turns.get(self.at).copied() else {
            self.parts = Some(chances);
            std::panic::resume_unwind(Box::new(Unknown));
        };
        self.at += 1;
        turn
    }
}

impl Way<'_> {
    fn yes(&mut self, chance: f64) -> bool {
        if chance <= 0.0 || chance >= 1.0 {
            chance >= 1.0
        } else {
            self.take(vec![1.0 - chance, chance]) == 1
        }
    }
}

/// By `happens` alone: the decay is what is looked at.
struct Steps<'a>(Way<'a>);

impl Coin for Steps<'_> {
    fn below(&mut self, _: u64) -> u64 {
        unreachable!("a decay asks whether something happens")
    }

    fn happens(&mut self, num: u64, den: u64) -> bool {
        self.0.yes(float(num) / float(den))
    }
}

/// With the chance of a decay that [`a_decay_has_its_chance`] finds.
impl Coin for Way<'_> {
    fn below(&mut self, n: u64) -> u64 {
        self.take(vec![1.0 / float(n); usize::try_from(n).expect("few")])
    }

    fn decays(&mut self, num: u64, den: u64) -> bool {
        self.yes((-float(num) / float(den)).exp())
    }
}

/// What `go` can give with which chance, over every way whose own chance is at least `least`; and the chance of all that is
/// left.
fn enumerate<T: Ord>(
    least: f64,
    go: impl Fn(Way<'_>) -> (Option<T>, Option<Vec<f64>>),
) -> (BTreeMap<T, f64>, f64) {
    let (mut found, mut left) = (BTreeMap::new(), 0.0);
    let mut open: Vec<(Vec<u64>, f64)> = vec![(Vec::new(), 1.0)];
    while let Some((turns, chance)) = open.pop() {
        if chance < least {
            left += chance;
            continue;
        }
        match go(Way { turns: &turns, at: 0, parts: None }) {
            (Some(x), _) => *found.entry(x).or_default() += chance,
            (None, parts) => {
                for (turn, part) in (0..).zip(parts.expect("where it parts")) {
                    open.push(([&turns[..], &[turn]].concat(), chance * part));
                }
            }
        }
    }
    (found, left)
}

/// Runs `draw`, which may go beyond the turns that are known.
fn run<T>(draw: impl FnOnce() -> T) -> Option<T> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(draw)) {
        Ok(drawn) => Some(drawn),
        Err(e) if e.is::<Unknown>() => None,
        Err(e) => std::panic::resume_unwind(e),
    }
}

/// The chances of what one draw gives: of what a try gives, among the tries that give something.
fn draws(epsilon: Epsilon) -> BTreeMap<i64, f64> {
    let (found, left) = enumerate(1e-14, |mut way| (run(|| attempt(epsilon, &mut way)), way.parts));
    assert!(left < 1e-11, "{epsilon}: {left} was not followed");
    let given = 1.0 - found[&None] - left;
    found.into_iter().filter_map(|(x, chance)| Some((x?, chance / given))).collect()
}

#[test]
fn a_decay_has_its_chance() {
    for (num, den) in [(0, 1), (1, 1), (1, 2), (7, 8), (2, 3), (1, 1000)] {
        let (found, left) = enumerate(1e-13, |way| {
            let mut steps = Steps(way);
            (run(|| steps.decays(num, den)), steps.0.parts)
        });
        let (got, want) = (found[&true], (-float(num) / float(den)).exp());
        assert!(left < 1e-11 && (got - want).abs() < 1e-11, "{num}/{den}: {got}, not {want}");
    }
}

fn chance(epsilon: f64, x: i64) -> f64 {
    let q = (-epsilon).exp();
    (1.0 - q) / (1.0 + q) * q.powi(i32::try_from(x.abs()).expect("small"))
}

#[test]
fn enumerated_chances_are_those_of_the_distribution() {
    for (num, den) in [(1, 1), (1, 2), (1, 8), (2, 3), (2, 1), (3, 25)] {
        let epsilon = Epsilon::new(num, den).expect("a fraction");
        let found = draws(epsilon);
        for x in -12_i64..=12 {
            let (got, want) = (found[&x], chance(epsilon.value(), x));
            assert!((got - want).abs() < 1e-9, "{epsilon}: P({x}) is {got}, not {want}");
        }
    }
}

#[test]
fn one_record_more_changes_no_chance_by_more_than_the_ratio() {
    for (num, den) in [(1, 1), (1, 8), (2, 3)] {
        let epsilon = Epsilon::new(num, den).expect("a fraction");
        let found = draws(epsilon);
        // The same figure comes out of a count and of one more: noise of x and of x − 1.
        for x in -10_i64..=11 {
            let apart = (found[&x] / found[&(x - 1)]).ln().abs();
            assert!((apart - epsilon.value()).abs() < 1e-6, "{epsilon} at {x}: {apart}");
        }
    }
}

#[test]
fn a_record_in_another_cell_changes_two_figures_and_so_chances_by_twice_the_ratio() {
    for (num, den) in [(1, 1), (1, 8), (2, 3)] {
        let epsilon = Epsilon::new(num, den).expect("a fraction");
        let found = draws(epsilon);
        let mut furthest: f64 = 0.0;
        // The same two figures come out of counts (1, 0) and (0, 1): noise of x − 1 and y, or of x and y − 1.
        for (x, y) in (-10_i64..=11).flat_map(|x| (-10_i64..=11).map(move |y| (x, y))) {
            let one = found[&(x - 1)] * found[&y];
            let other = found[&x] * found[&(y - 1)];
            furthest = furthest.max((one / other).ln().abs());
        }
        assert!(furthest <= content(&[epsilon]).ln() + 1e-6, "{epsilon}: {furthest}");
        // No closer bound would hold: what one record more may change is not what one elsewhere may.
        assert!(furthest > 1.9 * presence(&[epsilon]).ln(), "{epsilon}: {furthest}");
    }
}

/// A source of bytes that is the same at each run.
fn bytes(mut state: u64) -> Bytes<impl FnMut(&mut [u8])> {
    Bytes(move |buffer: &mut [u8]| {
        for byte in buffer {
            // SplitMix64 (Steele, Lea, Flood 2014).
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = u8::try_from((z ^ (z >> 31)) & 0xff).expect("a byte");
        }
    })
}

/// Chi-square over the values from −`edge` to `edge` and the two tails.
fn distance(epsilon: Epsilon, against: f64, draws: u32, edge: i64) -> f64 {
    let mut coin = bytes(7);
    let mut seen: BTreeMap<i64, u32> = BTreeMap::new();
    for _ in 0..draws {
        *seen.entry(draw(epsilon, &mut coin).clamp(-edge, edge)).or_default() += 1;
    }
    let tail = |x: i64| {
        if x.abs() < edge { chance(against, x) } else { chance(against, x) / (1.0 - (-against).exp()) }
    };
    (-edge..=edge)
        .map(|x| {
            let want = tail(x) * f64::from(draws);
            (f64::from(seen.get(&x).copied().unwrap_or(0)) - want).powi(2) / want
        })
        .sum()
}

#[test]
fn frequencies_agree_and_tell_a_wrong_scale() {
    for (num, den, edge) in [(1, 1, 5), (1, 8, 20), (2, 3, 8)] {
        let epsilon = Epsilon::new(num, den).expect("a fraction");
        // The 99.99 % point for `df` degrees of freedom (Wilson and Hilferty).
        let df = 2.0 * f64::from(edge);
        let most = df * (1.0 - 2.0 / (9.0 * df) + 3.719 * (2.0 / (9.0 * df)).sqrt()).powi(3);
        let right = distance(epsilon, epsilon.value(), 200_000, i64::from(edge));
        assert!(right < most, "{epsilon}: {right:.0} above {most:.0}");
        for wrong in [0.95, 1.05] {
            let far = distance(epsilon, epsilon.value() * wrong, 200_000, i64::from(edge));
            assert!(far > most, "{epsilon} of {wrong}: {far:.0} below {most:.0}");
        }
    }
}

#[test]
fn numbers_below_n_are_equally_likely_at_the_edge_too() {
    // A source that first gives what must be thrown away.
    let mut given = [u64::MAX, 5].into_iter();
    let mut coin = Bytes(move |b: &mut [u8]| b.copy_from_slice(&given.next().expect("two").to_le_bytes()));
    assert_eq!(coin.below(3), 2);
}

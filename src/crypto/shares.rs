//! A 32-byte secret split into `n` shares of which any `k` give it back and fewer tell nothing (Shamir over GF(256),
//! byte by byte, by vsss-rs >= 6.0.1; its older versions and the `sharks` crate draw biased coefficients).
//!
//! A share on paper is [`paper`] text of 41 bytes [format]:
//!
//! | offset | length | |
//! |---|---|---|
//! | 0 | 1 | version, 1 |
//! | 1 | 1 | kind: 1 root, 2 recovery, 3 statistics (never on paper) |
//! | 2 | 4 | set: random, the same for all shares of one splitting |
//! | 6 | 1 | k, from 2 |
//! | 7 | 1 | n, at most 16 |
//! | 8 | 1 | index, from 1 to n: the point at which the polynomials were evaluated |
//! | 9 | 32 | their values |
//!
//! The shares alone do not tell whether the joined secret is the right one: the caller compares what it opens or signs
//! with the public parts.

use std::convert::Infallible;
use std::fmt;

use data_encoding::HEXUPPER;
use rand_core::{TryCryptoRng, TryRng};
use subtle::ConstantTimeEq;
use vsss_rs::{Gf256, IdentifierGf256};
use zeroize::Zeroizing;

use super::kdf::Secret;
use super::paper::{self, Mistyped};
use super::random;

const LABEL: &str = "balss/v1/share";
const VERSION: u8 = 1;
const BYTES: usize = 41;
/// The most shares of a set.
pub const MOST: u8 = 16;

/// What the joined secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The seed of the offline root that signs the roster.
    Root = 1,
    /// The seed of the recovery identity.
    Recovery = 2,
    /// The seed of a year's statistics identity.
    Statistics = 3,
}

impl Kind {
    /// The word for people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Recovery => "recovery",
            Self::Statistics => "statistics",
        }
    }
}

/// Names one splitting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set(pub [u8; 4]);

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXUPPER.encode(&self.0))
    }
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// One share, wiped when dropped; its `Debug` form does not show the values.
#[derive(Clone)]
pub struct Share {
    /// What it is a share of.
    pub kind: Kind,
    /// Which splitting it belongs to.
    pub set: Set,
    /// How many shares give the secret back.
    pub threshold: u8,
    /// How many there are.
    pub total: u8,
    /// Which one this is, from 1.
    pub index: u8,
    values: Secret,
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share({} {} {}/{}, ..)", self.kind.word(), self.set, self.index, self.total)
    }
}

/// Why shares cannot be made, read or joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// Not 2 <= k <= n <= 16.
    Numbers,
    /// Mistyped.
    Mistyped(Mistyped),
    /// Well typed, but no share that this version knows.
    Unknown,
    /// A share of something else.
    OtherKind {
        /// Its index.
        index: u8,
        /// What it is a share of.
        kind: Kind,
        /// What is wanted.
        wanted: Kind,
    },
    /// A share of another splitting.
    OtherSet {
        /// Its index.
        index: u8,
        /// Its set.
        set: Set,
        /// The set of the others.
        wanted: Set,
    },
    /// The same share twice.
    Twice {
        /// Its index.
        index: u8,
    },
    /// Fewer than the secret needs.
    TooFew {
        /// How many there are.
        found: usize,
        /// How many it takes.
        needed: u8,
    },
    /// More than enough shares that contradict each other: one of them is not genuine.
    Contradict,
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbers => write!(f, "a secret needs at least 2 shares and has at most {MOST}"),
            Self::Mistyped(how) => how.fmt(f),
            Self::Unknown => f.write_str("well typed, but no share that this version knows"),
            Self::OtherKind { index, kind, wanted } => {
                write!(f, "share {index} is of the {} key, not of the {} key", kind.word(), wanted.word())
            }
            Self::OtherSet { index, set, wanted } => {
                write!(f, "share {index} belongs to another set ({set}, not {wanted})")
            }
            Self::Twice { index } => write!(f, "share {index} was given twice"),
            Self::TooFew { found, needed } => {
                write!(f, "too few shares: {found} of the {needed} that it takes")
            }
            Self::Contradict => f.write_str("the shares contradict each other: one of them is not genuine"),
        }
    }
}

impl std::error::Error for ShareError {}

impl From<Mistyped> for ShareError {
    fn from(how: Mistyped) -> Self {
        Self::Mistyped(how)
    }
}

impl Share {
    /// The line that is printed.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        bytes[..2].copy_from_slice(&[VERSION, self.kind as u8]);
        bytes[2..6].copy_from_slice(&self.set.0);
        bytes[6..9].copy_from_slice(&[self.threshold, self.total, self.index]);
        bytes[9..].copy_from_slice(&self.values[..]);
        paper::write(LABEL, &bytes[..])
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`ShareError::Mistyped`], [`ShareError::Unknown`].
    pub fn parse(typed: &str) -> Result<Self, ShareError> {
        let bytes = paper::read(LABEL, BYTES, typed)?;
        let kind = match bytes[1] {
            1 => Kind::Root,
            2 => Kind::Recovery,
            3 => Kind::Statistics,
            _ => return Err(ShareError::Unknown),
        };
        let (threshold, total, index) = (bytes[6], bytes[7], bytes[8]);
        if bytes[0] != VERSION || !numbers(threshold, total) || index == 0 || index > total {
            return Err(ShareError::Unknown);
        }
        let mut share = Self { kind, set: Set([0; 4]), threshold, total, index, values: Secret::default() };
        share.set.0.copy_from_slice(&bytes[2..6]);
        share.values.copy_from_slice(&bytes[9..]);
        Ok(share)
    }
}

const fn numbers(threshold: u8, total: u8) -> bool {
    2 <= threshold && threshold <= total && total <= MOST
}

/// Splits `secret` into `total` shares of a new set, of which any `threshold` give it back.
///
/// # Errors
/// [`ShareError::Numbers`] unless 2 <= threshold <= total <= 16.
pub fn split(secret: &Secret, kind: Kind, threshold: u8, total: u8) -> Result<Vec<Share>, ShareError> {
    if !numbers(threshold, total) {
        return Err(ShareError::Numbers);
    }
    let points = (1..=total).map(|x| IdentifierGf256(Gf256(x)));
    let (k, n) = (usize::from(threshold), usize::from(total));
    let made = Gf256::split_bytes_with_participant_ids_iter(k, n, &secret[..], Os, points)
        .map_err(|_| ShareError::Numbers)?;
    let set = Set(random::bytes());
    let mut shares = Vec::with_capacity(n);
    for (made, index) in made.into_iter().map(Zeroizing::new).zip(1..) {
        // The secret itself stands at point 0: a share of it would be the secret.
        let values = made.strip_prefix(&[index]).ok_or(ShareError::Numbers)?;
        let values = Secret::new(values.try_into().map_err(|_| ShareError::Numbers)?);
        shares.push(Share { kind, set, threshold, total, index, values });
    }
    Ok(shares)
}

/// Checks that `shares` are different shares of one set of `wanted`, and enough of them.
///
/// # Errors
/// Names the first that does not belong to the others.
pub fn check(shares: &[Share], wanted: Kind) -> Result<(), ShareError> {
    let Some(first) = shares.first() else {
        return Err(ShareError::TooFew { found: 0, needed: 2 });
    };
    for (n, share) in shares.iter().enumerate() {
        let index = share.index;
        if share.kind != wanted {
            return Err(ShareError::OtherKind { index, kind: share.kind, wanted });
        }
        if (share.set, share.threshold, share.total) != (first.set, first.threshold, first.total) {
            return Err(ShareError::OtherSet { index, set: share.set, wanted: first.set });
        }
        if shares[..n].iter().any(|s| s.index == index) {
            return Err(ShareError::Twice { index });
        }
    }
    if shares.len() < usize::from(first.threshold) {
        return Err(ShareError::TooFew { found: shares.len(), needed: first.threshold });
    }
    Ok(())
}

/// Joins the shares of `wanted`. More than enough are all used, and must agree.
///
/// # Errors
/// Those of [`check`], and [`ShareError::Contradict`].
pub fn join(shares: &[Share], wanted: Kind) -> Result<Secret, ShareError> {
    check(shares, wanted)?;
    let needed = shares.first().map_or(0, |s| usize::from(s.threshold));
    let secret = combine(&shares[..needed])?;
    // k shares are any polynomial's; every further one must lie on it.
    for further in &shares[needed..] {
        let other = [&shares[1..needed], std::slice::from_ref(further)].concat();
        if !bool::from(combine(&other)?.ct_eq(&secret[..])) {
            return Err(ShareError::Contradict);
        }
    }
    Ok(secret)
}

fn combine(shares: &[Share]) -> Result<Secret, ShareError> {
    let raw: Vec<Vec<u8>> = shares.iter().map(|s| [&[s.index][..], &s.values[..]].concat()).collect();
    let raw = Zeroizing::new(raw);
    // vsss-rs itself refuses the point 0 and equal points, which `Share::parse` and `check` keep away from it.
    let joined = Zeroizing::new(Gf256::combine_bytes(&*raw).map_err(|_| ShareError::Contradict)?);
    Ok(Secret::new(joined.as_slice().try_into().map_err(|_| ShareError::Contradict)?))
}

/// The operating system's randomness in the shape that vsss-rs asks for.
struct Os;

impl TryRng for Os {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(random::bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(random::bytes()))
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<(), Infallible> {
        random::fill(buffer);
        Ok(())
    }
}

impl TryCryptoRng for Os {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn subsets(shares: &[Share], size: u32) -> Vec<Vec<Share>> {
        let all = 0_u32..1 << shares.len();
        let chosen = all.filter(|bits| bits.count_ones() == size);
        let pick = |bits| shares.iter().enumerate().filter(move |(n, _)| bits >> n & 1 == 1);
        chosen.map(|bits| pick(bits).map(|(_, s)| s.clone()).collect()).collect()
    }

    #[test]
    fn any_three_of_five_recover_and_any_two_do_not() {
        for _ in 0..20 {
            let secret = random::secret();
            let shares = split(&secret, Kind::Root, 3, 5).unwrap();
            for enough in [3, 4, 5] {
                for some in subsets(&shares, enough) {
                    assert_eq!(join(&some, Kind::Root).unwrap(), secret);
                }
            }
            assert_eq!(subsets(&shares, 2).len(), 10);
            for two in subsets(&shares, 2) {
                assert_eq!(join(&two, Kind::Root), Err(ShareError::TooFew { found: 2, needed: 3 }));
                // Nor does the mathematics beneath the check give anything.
                assert_ne!(combine(&two).unwrap(), secret);
            }
            for one in &shares {
                assert_ne!(one.values, secret);
            }
        }
    }

    #[test]
    fn two_shares_of_three_fit_every_secret() {
        // For each value that the first byte of the secret could have there is a third share that gives it: the two
        // say nothing. A split that never drew some coefficient would miss some.
        let shares = split(&random::secret(), Kind::Root, 3, 5).unwrap();
        let mut third = shares[2].clone();
        let reached: HashSet<u8> = (0..=255)
            .map(|value| {
                third.values[0] = value;
                combine(&[shares[0].clone(), shares[1].clone(), third.clone()]).unwrap()[0]
            })
            .collect();
        assert_eq!(reached.len(), 256);
    }

    #[test]
    fn values_are_drawn_from_the_whole_field() {
        let secret = Secret::new([7; 32]);
        let mut seen = HashSet::new();
        for _ in 0..200 {
            for share in split(&secret, Kind::Root, 2, 2).unwrap() {
                assert_ne!(share.index, 0);
                seen.extend(share.values.iter().copied());
            }
        }
        // Among them the secret's own byte: a coefficient of zero must be as likely as any other.
        assert_eq!(seen.len(), 256);
    }

    #[test]
    fn foreign_shares_are_named_before_anything_is_joined() {
        let (secret, other) = (random::secret(), random::secret());
        let shares = split(&secret, Kind::Root, 3, 5).unwrap();
        let foreign = split(&other, Kind::Root, 3, 5).unwrap();
        let recovery = split(&secret, Kind::Recovery, 3, 5).unwrap();
        let with = |s: &Share| [shares[0].clone(), shares[1].clone(), s.clone()];
        let (set, wanted) = (foreign[3].set, shares[0].set);
        assert_eq!(join(&with(&foreign[3]), Kind::Root), Err(ShareError::OtherSet { index: 4, set, wanted }));
        let named = ShareError::OtherKind { index: 3, kind: Kind::Recovery, wanted: Kind::Root };
        assert_eq!(join(&with(&recovery[2]), Kind::Root), Err(named));
        assert_eq!(join(&with(&shares[1]), Kind::Root), Err(ShareError::Twice { index: 2 }));
        assert_eq!(join(&[], Kind::Root), Err(ShareError::TooFew { found: 0, needed: 2 }));
        // A forged share that claims to be of the set shows as soon as there is one more than enough.
        let mut forged = shares[4].clone();
        forged.values[0] ^= 1;
        let four = [shares[0].clone(), shares[1].clone(), shares[2].clone(), forged];
        assert_eq!(join(&four, Kind::Root), Err(ShareError::Contradict));
    }

    #[test]
    fn only_sensible_numbers_split() {
        let secret = random::secret();
        for (k, n) in [(0, 0), (1, 1), (1, 5), (6, 5), (2, 17), (0, 5)] {
            assert_eq!(split(&secret, Kind::Root, k, n).unwrap_err(), ShareError::Numbers);
        }
        for (k, n) in [(2, 2), (16, 16), (2, 16)] {
            let shares = split(&secret, Kind::Root, k, n).unwrap();
            assert_eq!(shares.iter().map(|s| s.index).collect::<Vec<_>>(), (1..=n).collect::<Vec<_>>());
            assert_eq!(join(&shares, Kind::Root).unwrap(), secret);
        }
    }

    #[test]
    fn the_line_is_pinned() {
        let set = Set([0xA1, 0xB2, 0xC3, 0xD4]);
        let values = Secret::new(std::array::from_fn(|n| u8::try_from(n).unwrap()));
        let share = Share { kind: Kind::Recovery, set, threshold: 3, total: 5, index: 4, values };
        let text = share.to_text();
        assert_eq!(text.split('-').count(), 18);
        assert!(text.starts_with("041A-3CP3-TG1G-A100-"), "{}", *text);
        assert!(!format!("{share:?}").contains("values"));
        // Well typed and yet none: version, kind, numbers, index.
        for (at, byte) in [(0, 2), (1, 4), (6, 1), (6, 6), (7, 17), (8, 0), (8, 6)] {
            let mut bytes = paper::read(LABEL, BYTES, &text).unwrap();
            bytes[at] = byte;
            assert_eq!(Share::parse(&paper::write(LABEL, &bytes)).unwrap_err(), ShareError::Unknown);
        }
    }

    proptest! {
        #[test]
        fn text_round_trips(secret: [u8; 32], k in 2_u8..=16, more in 0_u8..=14) {
            let n = (k + more).min(MOST);
            let secret = Secret::new(secret);
            let shares = split(&secret, Kind::Recovery, k, n).unwrap();
            let typed: Vec<Share> = shares.iter().rev().take(usize::from(k))
                .map(|s| Share::parse(&s.to_text().to_lowercase()).unwrap()).collect();
            prop_assert_eq!(join(&typed, Kind::Recovery).unwrap(), secret);
        }

        #[test]
        fn arbitrary_text_is_no_share_or_named(typed: String) {
            let _ = Share::parse(&typed).map_err(|e| e.to_string());
        }
    }
}

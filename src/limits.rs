//! How often: reports in all, and guesses at passphrases and receipts.
//!
//! Every process counts for itself and forgets at a restart. Nothing here locks out for good: the longest wait is
//! the time in which a bucket fills by one.

pub mod admission;
pub mod drafts;
pub mod gate;
pub mod room;

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock, Reference},
    state::{InMemoryState, NotKeyed},
};

/// A bucket that holds `burst` tokens at most and gains `refill` of them in each `per`.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Tokens of a full bucket; at least one.
    pub burst: u32,
    /// Tokens gained in each `per`; at least one.
    pub refill: u32,
    /// The time in which `refill` tokens are gained.
    pub per: Duration,
}

impl Rate {
    /// The default for filing: 60 reports an hour, 300 at once, of each bucket.
    pub const REPORTS: Self = Self { burst: 300, refill: 60, per: Duration::from_hours(1) };

    /// Time for one token; never zero.
    fn every(&self) -> Duration {
        (self.per / self.refill.max(1)).max(Duration::from_nanos(1))
    }

    fn quota(&self) -> Quota {
        let burst = NonZeroU32::new(self.burst).unwrap_or(NonZeroU32::MIN);
        // with_period refuses only zero, which `every` never is.
        Quota::with_period(self.every()).unwrap_or(Quota::per_hour(burst)).allow_burst(burst)
    }
}

type Bucket<C> =
    RateLimiter<NotKeyed, InMemoryState, C, governor::middleware::NoOpMiddleware<<C as Clock>::Instant>>;

/// How often something may be guessed: by one key (an account, an address behind a trusted proxy), and by all.
#[derive(Clone, Copy, Debug)]
pub struct Guesses {
    /// One key.
    pub key: Rate,
    /// All keys together: bounds the processor time that guessing costs us.
    pub all: Rate,
    /// Keys remembered. While that many are throttled, unknown keys share one more bucket of the `key` rate.
    pub keys: usize,
}

impl Guesses {
    /// Signing in from a known device, by device: ten at once, then one in ten seconds.
    pub const DEVICE: Self = Self {
        key: Rate { burst: 10, refill: 6, per: Duration::from_mins(1) },
        all: Rate { burst: 120, refill: 120, per: Duration::from_mins(1) },
        keys: 1_000,
    };

    /// The passphrase again within a session, by account: five wrong ones at once, then one in twenty seconds.
    pub const GRAVE: Self = Self {
        key: Rate { burst: 5, refill: 3, per: Duration::from_mins(1) },
        all: Rate { burst: 120, refill: 120, per: Duration::from_mins(1) },
        keys: 1_000,
    };
}

/// Throttle for guesses in bounded memory.
pub struct Attempts<C: Clock = DefaultClock> {
    clock: C,
    start: C::Instant,
    limits: Guesses,
    all: Bucket<C>,
    // Keys are hashed under a random key of this process: names are not kept, collisions cannot be aimed at.
    hasher: RandomState,
    known: Mutex<Known>,
}

/// Per key the moment, since the start, at which its bucket is full again (GCRA's theoretical arrival time).
#[derive(Default)]
struct Known {
    full_at: HashMap<u64, Duration>,
    overflow: Duration,
    purged: Duration,
}

impl Attempts {
    /// Throttles by `limits`.
    #[must_use]
    pub fn new(limits: Guesses) -> Self {
        Self::with_clock(limits, DefaultClock::default())
    }
}

impl<C: Clock + Clone> Attempts<C> {
    /// The same over another clock.
    pub fn with_clock(limits: Guesses, clock: C) -> Self {
        let all = RateLimiter::direct_with_clock(limits.all.quota(), clock.clone());
        let start = clock.now();
        Self { clock, start, limits, all, hasher: RandomState::new(), known: Mutex::default() }
    }

    /// Counts one guess by `key`, or by nobody in particular (only the common bucket). The key comes first, so one
    /// stubborn guesser does not use up what all share.
    ///
    /// # Errors
    /// The time after which trying again makes sense.
    pub fn check(&self, key: Option<&[u8]>) -> Result<(), Duration> {
        if let Some(key) = key {
            self.check_key(key)?;
        }
        let all = self.all.check().map_err(|not| not.wait_time_from(self.clock.now()));
        if let (Err(_), Some(key)) = (&all, key) {
            // Nothing is tried: it costs nothing of its own.
            self.was_right(key);
        }
        all
    }

    /// Gives the token of a guess back to `key`, once the guess proved right: only wrong ones use up what it has. It was
    /// taken before anything was computed, so that no more are computed at once than a bucket holds.
    pub fn was_right(&self, key: &[u8]) {
        let hash = self.hasher.hash_one(key);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.give_back(hash, self.limits.key);
    }

    fn check_key(&self, key: &[u8]) -> Result<(), Duration> {
        let now: Duration = self.clock.now().duration_since(self.start).into();
        let hash = self.hasher.hash_one(key);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.take(hash, now, self.limits.key, self.limits.keys)
    }
}

impl Known {
    /// Takes a token of a key's bucket; else the time until it has one.
    fn take(&mut self, hash: u64, now: Duration, rate: Rate, cap: usize) -> Result<(), Duration> {
        let wait = self.wait(hash, now, rate, cap);
        if !wait.is_zero() {
            return Err(wait);
        }
        let slot = self.slot(hash, cap);
        *slot = (*slot).max(now) + rate.every();
        Ok(())
    }

    /// Fills a key's own bucket by one. What was taken from the common one of unknown keys is not given back: it stands for
    /// guesses of others too.
    fn give_back(&mut self, hash: u64, rate: Rate) {
        if let Some(full_at) = self.full_at.get_mut(&hash) {
            *full_at = full_at.saturating_sub(rate.every());
        }
    }

    /// The time until a key's bucket has a token.
    fn wait(&mut self, hash: u64, now: Duration, rate: Rate, cap: usize) -> Duration {
        self.purge(now, cap);
        let full = self.full_at.len() >= cap;
        let full_at = match self.full_at.get(&hash) {
            Some(full_at) => *full_at,
            None if full => self.overflow,
            None => Duration::ZERO,
        };
        let room = rate.every().saturating_mul(rate.burst.max(1) - 1);
        full_at.saturating_sub(now).saturating_sub(room)
    }

    /// A full table is searched for refilled buckets once a second at most, whatever arrives.
    fn purge(&mut self, now: Duration, cap: usize) {
        if self.full_at.len() >= cap && now >= self.purged + Duration::from_secs(1) {
            self.full_at.retain(|_, full_at| *full_at > now);
            self.purged = now;
        }
    }

    fn slot(&mut self, hash: u64, cap: usize) -> &mut Duration {
        if self.full_at.len() >= cap && !self.full_at.contains_key(&hash) {
            return &mut self.overflow;
        }
        self.full_at.entry(hash).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    const FEW: Guesses = Guesses {
        key: Rate { burst: 3, refill: 1, per: Duration::from_secs(10) },
        all: Rate { burst: 100, refill: 100, per: Duration::from_secs(10) },
        keys: 5,
    };

    fn passed(attempts: &Attempts<FakeRelativeClock>, key: Option<&[u8]>, tries: u32) -> usize {
        (0..tries).filter(|_| attempts.check(key).is_ok()).count()
    }

    #[test]
    fn a_key_is_throttled_but_never_locked_out() {
        let clock = FakeRelativeClock::default();
        let attempts = Attempts::with_clock(FEW, clock.clone());
        assert_eq!(passed(&attempts, Some(b"a"), 500), 3);
        assert_eq!(attempts.check(Some(b"a")), Err(Duration::from_secs(10)));
        assert_eq!(passed(&attempts, Some(b"b"), 500), 3, "another key has its own bucket");
        assert_eq!(passed(&attempts, None, 500), 94, "refused guesses cost the others nothing");
        clock.advance(Duration::from_secs(10));
        assert_eq!(passed(&attempts, Some(b"a"), 10), 1, "hammering did not push the end away");
        clock.advance(Duration::from_hours(1));
        assert_eq!(passed(&attempts, Some(b"a"), 10), 3);
    }

    #[test]
    fn right_guesses_use_nothing_up_and_wrong_ones_what_they_did() {
        let clock = FakeRelativeClock::default();
        let attempts = Attempts::with_clock(FEW, clock.clone());
        let right = || {
            let free = attempts.check(Some(b"a")).is_ok();
            if free {
                attempts.was_right(b"a");
            }
            free
        };
        assert!((0..20).all(|_| right()));
        assert_eq!(passed(&attempts, Some(b"a"), 2), 2, "two wrong ones");
        assert!((0..20).all(|_| right()), "the last token comes back each time");
        assert_eq!(passed(&attempts, Some(b"a"), 10), 1, "nothing was won: three wrong ones in all");
        assert!(!right());
        // What is given back twice, or to nobody, fills no bucket above its rim.
        clock.advance(Duration::from_hours(1));
        (0..9).for_each(|_| attempts.was_right(b"a"));
        attempts.was_right(b"b");
        assert_eq!([passed(&attempts, Some(b"a"), 10), passed(&attempts, Some(b"b"), 10)], [3, 3]);
    }

    #[test]
    fn many_keys_take_bounded_memory_and_leave_known_ones_alone() {
        let clock = FakeRelativeClock::default();
        let attempts = Attempts::with_clock(FEW, clock.clone());
        assert_eq!(passed(&attempts, Some(b"guessed"), 10), 3);
        let flood = |name: u32| passed(&attempts, Some(&name.to_be_bytes()), 1);
        assert_eq!((0..1000).map(flood).sum::<usize>(), 4 + 3, "four of their own, three in common");
        assert_eq!(attempts.known.lock().unwrap().full_at.len(), 5);
        assert_eq!(passed(&attempts, Some(b"guessed"), 10), 0, "a flood does not wipe a throttled key");
        clock.advance(Duration::from_hours(1));
        assert_eq!((0..4).map(flood).sum::<usize>(), 4, "refilled keys make room");
        assert!(attempts.known.lock().unwrap().full_at.len() <= 5);
    }
}

//! Which reports are let in when more come than advisers can read (threat A9). All reporters share one bucket, since they
//! have no addresses; what tells a person from a flood is time: nobody reads the pages and writes a story in seconds.
//!
//! A part of the bucket is therefore kept for drafts of a certain age, and when it is empty those who wait are let in by
//! the age of their drafts. Nobody is turned away: a draft that waits stands as it is and asks again. A flood that has the
//! patience of a person, with many drafts, still takes turns from people: then the wait is the bucket's refill.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock, Reference};

use super::Rate;

/// Which share of a full bucket is kept from drafts that are younger than this, in quarters.
const KEPT: [(Duration, u32); 2] = [(Duration::from_mins(1), 2), (Duration::from_mins(3), 1)];
/// A draft that has not asked for this long waits no more.
const FORGOTTEN: Duration = Duration::from_mins(3);
/// Drafts that are remembered as waiting. While there are more, the youngest are not.
const REMEMBERED: usize = 10_000;
/// How soon a draft that waits asks again, at the earliest and at the latest.
const AGAIN: [Duration; 2] = [Duration::from_secs(5), Duration::from_mins(1)];

/// Admission of new reports.
pub struct Admission<C: Clock = DefaultClock> {
    rate: Option<Rate>,
    clock: C,
    start: C::Instant,
    hasher: RandomState,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// When the bucket is full again, since the start (GCRA's theoretical arrival time).
    full_at: Duration,
    /// Of each draft that waits: its age when it last asked, and when that was.
    waiting: HashMap<u64, (Duration, Duration)>,
}

impl Admission {
    /// Admits at `rate`; None admits everything (benchmarks).
    #[must_use]
    pub fn new(rate: Option<Rate>) -> Self {
        Self::with_clock(rate, DefaultClock::default())
    }
}

impl<C: Clock + Clone> Admission<C> {
    /// The same over another clock.
    pub fn with_clock(rate: Option<Rate>, clock: C) -> Self {
        let start = clock.now();
        Self { rate, clock, start, hasher: RandomState::new(), state: Mutex::default() }
    }

    /// Admits a report whose draft was begun `age` ago.
    ///
    /// # Errors
    /// The time after which asking again makes sense, between five seconds and a minute.
    pub fn admit(&self, draft: i64, age: Duration) -> Result<(), Duration> {
        let Some(rate) = self.rate else { return Ok(()) };
        let now: Duration = self.clock.now().duration_since(self.start).into();
        let id = self.hasher.hash_one(draft);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.waiting.retain(|_, (_, asked)| *asked + FORGOTTEN > now);
        // Ages grow alike, so those of now are compared.
        let older = |(of, (then, asked)): (&u64, &(Duration, Duration))| {
            *of != id && *then + now.saturating_sub(*asked) > age
        };
        let ahead = u32::try_from(state.waiting.iter().filter(|w| older(*w)).count()).unwrap_or(u32::MAX);
        let kept =
            KEPT.iter().find(|(young, _)| age < *young).map_or(0, |(_, quarters)| rate.burst / 4 * quarters);
        let missing = kept.saturating_add(ahead).saturating_add(1).saturating_sub(state.level(rate, now));
        if missing == 0 {
            state.full_at = state.full_at.max(now) + rate.every();
            state.waiting.remove(&id);
            return Ok(());
        }
        if state.waiting.len() < REMEMBERED || state.waiting.contains_key(&id) {
            state.waiting.insert(id, (age, now));
        }
        Err(rate.every().saturating_mul(missing).clamp(AGAIN[0], AGAIN[1]))
    }
}

impl State {
    /// Tokens in the bucket.
    fn level(&self, rate: Rate, now: Duration) -> u32 {
        let owed = self.full_at.saturating_sub(now).as_nanos().div_ceil(rate.every().as_nanos());
        rate.burst.saturating_sub(u32::try_from(owed).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::{Admission, Duration, Rate};

    const OLD: Duration = Duration::from_mins(10);

    fn admitted(to: &Admission<FakeRelativeClock>, ids: std::ops::Range<i64>, age: Duration) -> usize {
        ids.filter(|id| to.admit(*id, age).is_ok()).count()
    }

    #[test]
    fn reports_are_admitted_by_burst_and_rate() {
        let clock = FakeRelativeClock::default();
        let to = Admission::with_clock(Some(Rate::REPORTS), clock.clone());
        assert_eq!(admitted(&to, 0..1000, OLD), 300);
        clock.advance(Duration::from_hours(1));
        assert_eq!(admitted(&to, 1000..2000, OLD), 60);
        clock.advance(Duration::from_hours(100));
        assert_eq!(admitted(&to, 2000..3000, OLD), 300);
    }

    #[test]
    fn a_flood_of_fresh_drafts_leaves_room_for_people() {
        let clock = FakeRelativeClock::default();
        let to = Admission::with_clock(Some(Rate::REPORTS), clock.clone());
        assert_eq!(admitted(&to, 0..9_000, Duration::from_secs(2)), 150);
        clock.advance(Duration::from_secs(1));
        assert_eq!(
            admitted(&to, 10_000..10_200, Duration::from_secs(100)),
            75,
            "a minute and a half of writing"
        );
        assert_eq!(admitted(&to, 20_000..20_075, OLD), 75);
        assert!(to.admit(1, OLD).is_err());
    }

    #[test]
    fn those_who_wait_go_by_the_age_of_their_drafts() {
        let clock = FakeRelativeClock::default();
        let to = Admission::with_clock(Some(Rate::REPORTS), clock.clone());
        assert_eq!(admitted(&to, 0..300, OLD), 300);
        let minute = Duration::from_mins(1);
        for (id, age) in [(1, 4), (2, 30), (3, 5)] {
            assert!(to.admit(id, minute * age).is_err());
        }
        clock.advance(minute);
        assert!(to.admit(1, minute * 5).is_err() && to.admit(3, minute * 6).is_err());
        assert!(to.admit(2, minute * 31).is_ok());
        clock.advance(minute);
        assert!(to.admit(1, minute * 6).is_err());
        assert!(to.admit(3, minute * 7).is_ok());
        // Whoever gave up is waited for no longer.
        assert!(to.admit(4, minute * 60).is_err());
        clock.advance(minute * 4);
        assert!(to.admit(1, minute * 10).is_ok());
    }

    #[test]
    fn the_wait_is_short_enough_to_be_waited() {
        let clock = FakeRelativeClock::default();
        let to = Admission::with_clock(Some(Rate::REPORTS), clock);
        admitted(&to, 0..300, OLD);
        for id in 0..2_000 {
            let wait = to.admit(id, OLD).unwrap_err();
            assert!((Duration::from_secs(5)..=Duration::from_mins(1)).contains(&wait));
        }
    }

    #[test]
    fn no_limit_means_none() {
        let to = Admission::new(None);
        assert!((0..100_000).all(|id| to.admit(id, Duration::ZERO).is_ok()));
    }
}

//! Which reports are let in when more come than advisers can read (threat A9). All reporters share buckets, since they
//! have no addresses; what tells a person from a flood is time: nobody reads the pages and writes a story in seconds.
//!
//! Drafts of different age therefore have a bucket each, and where it is empty those who wait are let in by the age of
//! their drafts. Nobody is turned away: a draft that waits stands as it is and asks again. A flood that has the patience of
//! a person, with many drafts, still takes turns from people: then the wait is the bucket's refill.
//!
//! What a bucket still holds tells how many others took from it (A8). So what can be filed in seconds says nothing of what
//! people file, who take minutes; and private records, of which no adviser hears, have an [`Admission`] of their own: to
//! learn anything of reports takes as many reports, old ones, that every adviser sees.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock, Reference};

use super::Rate;

/// The buckets: up to which age of a draft, and how much they hold at once, in quarters of the rate's.
const BUCKETS: [(Duration, u32); 3] =
    [(Duration::from_mins(1), 2), (Duration::from_mins(3), 1), (Duration::MAX, 4)];
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
    /// When each bucket is full again, since the start (GCRA's theoretical arrival time).
    full_at: [Duration; BUCKETS.len()],
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
        let mine = bucket(age);
        // Ages grow alike, so those of now are compared.
        let ahead = |(of, (then, asked)): (&u64, &(Duration, Duration))| {
            let other = *then + now.saturating_sub(*asked);
            *of != id && other > age && bucket(other) == mine
        };
        let ahead = u32::try_from(state.waiting.iter().filter(|w| ahead(*w)).count()).unwrap_or(u32::MAX);
        let missing = ahead.saturating_add(1).saturating_sub(state.level(rate, mine, now));
        if missing == 0 {
            state.full_at[mine] = state.full_at[mine].max(now) + rate.every();
            state.waiting.remove(&id);
            return Ok(());
        }
        if state.waiting.len() < REMEMBERED || state.waiting.contains_key(&id) {
            state.waiting.insert(id, (age, now));
        }
        Err(rate.every().saturating_mul(missing).clamp(AGAIN[0], AGAIN[1]))
    }
}

/// The bucket of a draft of this age.
fn bucket(age: Duration) -> usize {
    BUCKETS.iter().position(|(young, _)| age < *young).unwrap_or(BUCKETS.len() - 1)
}

impl State {
    /// Tokens in a bucket.
    fn level(&self, rate: Rate, bucket: usize, now: Duration) -> u32 {
        let owed = self.full_at[bucket].saturating_sub(now).as_nanos().div_ceil(rate.every().as_nanos());
        let holds = (u64::from(rate.burst) * u64::from(BUCKETS[bucket].1) / 4).max(1);
        u32::try_from(holds).unwrap_or(u32::MAX).saturating_sub(u32::try_from(owed).unwrap_or(u32::MAX))
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
        assert_eq!(admitted(&to, 20_000..20_400, OLD), 300, "nothing of what people can file");
        assert!(to.admit(1, OLD).is_err());
        // Those who have waited long enough are old themselves, and behind those who came before.
        clock.advance(Duration::from_mins(2));
        assert!(to.admit(10_100, Duration::from_secs(219)).is_err());
    }

    #[test]
    fn what_is_filed_in_seconds_tells_nothing_of_what_people_file() {
        let clock = FakeRelativeClock::default();
        let probe = |people: usize| {
            let to = Admission::with_clock(Some(Rate::REPORTS), clock.clone());
            let filed = admitted(&to, 0..i64::try_from(people).unwrap(), OLD);
            assert_eq!(filed, people);
            let young = admitted(&to, 10_000..11_000, Duration::from_secs(5));
            (young, admitted(&to, 20_000..21_000, Duration::from_secs(90)))
        };
        assert_eq!(probe(0), probe(7));
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

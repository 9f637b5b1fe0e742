//! A waiting room with fair turns, for work that strangers may ask for and that is dear to us (Argon2; threat A9).
//!
//! Whoever comes takes a place and waits, the connection open, until a turn is free. Turns are drawn by lot: first among
//! the keys that wait (user names), then among those who wait under that key. So a flood of one name does not delay
//! another, and somebody who came late has the same chance as the flood's oldest attempt. A browser waits once, however
//! often it asks, so that many attempts take many visits. A key that was drawn often rests until its bucket refills; its attempts
//! go on waiting, and one of them is drawn then. Nobody is locked out, names that exist and names that do not wait alike
//! (nothing here knows which is which), and memory is bounded by the places and the keys remembered.
//!
//! A full room throws out by lot one of those who wait under the most frequent key.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tokio::time::timeout;

use super::{Known, Rate};
use crate::crypto::random;

/// What a room may hold.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// How many may wait. Far fewer than the server's connections, which pages of people at work need as well.
    pub waiting: usize,
    /// How many have a turn at a time.
    pub turns: usize,
    /// The longest wait.
    pub patience: Duration,
    /// How often one key may have a turn; None for no limit.
    pub key: Option<Rate>,
    /// Keys remembered; while that many rest, unknown keys share one more bucket.
    pub keys: usize,
}

impl Places {
    /// Signing in from an unknown browser. Ten turns of a name at once, then one in three seconds: 28,800 guesses a day,
    /// each of which needs the passphrase and, at the same moment, the code of the second factor.
    pub const SIGN_IN: Self = Self {
        waiting: 64,
        turns: 1,
        patience: Duration::from_secs(20),
        key: Some(Rate { burst: 10, refill: 20, per: Duration::from_mins(1) }),
        keys: 10_000,
    };

    /// Receipts, by nothing: they cannot be guessed (95 bits), so this only bounds the work.
    pub const RECEIPT: Self =
        Self { waiting: 128, turns: 1, patience: Duration::from_secs(20), key: None, keys: 0 };

    /// The same without a limit on one key.
    #[must_use]
    pub const fn unlimited(mut self) -> Self {
        self.key = None;
        self
    }
}

/// How often those who wait look whether a bucket has refilled: time wakes nobody by itself.
const LOOK: Duration = Duration::from_millis(200);

/// A waiting room.
pub struct Room {
    // Keys are hashed under a random key of this process: names are not kept, collisions cannot be aimed at.
    hasher: RandomState,
    inner: Arc<Inner>,
}

struct Inner {
    places: Places,
    start: Instant,
    state: Mutex<State>,
}

struct State {
    free: usize,
    waiting: Vec<Waiting>,
    known: Known,
}

struct Waiting {
    key: u64,
    visitor: Option<u64>,
    call: oneshot::Sender<Turn>,
}

/// A turn; the next one is called when it is dropped.
pub struct Turn(Option<Arc<Inner>>);

/// No turn: the room was full, or patience ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

impl Room {
    /// An empty room.
    #[must_use]
    pub fn new(places: Places) -> Self {
        let state = State { free: places.turns.max(1), waiting: Vec::new(), known: Known::default() };
        let inner = Inner { places, start: Instant::now(), state: Mutex::new(state) };
        Self { hasher: RandomState::new(), inner: Arc::new(inner) }
    }

    /// Waits for a turn under `key`. One `visitor` waits once: an attempt that was left behind makes place for the next.
    ///
    /// # Errors
    /// [`Full`].
    pub async fn turn(&self, key: &[u8], visitor: Option<&[u8]>) -> Result<Turn, Full> {
        let (call, mut called) = oneshot::channel();
        let key = self.hasher.hash_one(key);
        let visitor = visitor.map(|v| self.hasher.hash_one(v));
        let came = Instant::now();
        self.inner.come(Waiting { key, visitor, call });
        loop {
            let left = self.inner.places.patience.saturating_sub(came.elapsed());
            if left.is_zero() {
                // A turn that was called at the last moment is passed on as it is dropped.
                return called.try_recv().map_err(|_| Full);
            }
            match timeout(left.min(LOOK), &mut called).await {
                Ok(turn) => return turn.map_err(|_| Full),
                Err(_) => self.inner.call(),
            }
        }
    }

    /// How many wait, and how many keys are remembered.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let state = self.inner.lock();
        let waiting = state.waiting.iter().filter(|w| !w.call.is_closed()).count();
        (waiting, state.known.full_at.len())
    }
}

impl Inner {
    fn come(self: &Arc<Self>, who: Waiting) {
        let mut state = self.lock();
        let again = |w: &Waiting| who.visitor.is_some() && w.visitor == who.visitor;
        state.waiting.retain(|w| !w.call.is_closed() && !again(w));
        state.waiting.push(who);
        if state.waiting.len() > self.places.waiting.max(1) {
            state.throw_out();
        }
        state.deal(self);
    }

    fn call(self: &Arc<Self>) {
        self.lock().deal(self);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A number below `n`, by lot.
fn lot(n: usize) -> usize {
    let n = u64::try_from(n.max(1)).unwrap_or(u64::MAX);
    usize::try_from(u64::from_be_bytes(random::bytes()) % n).unwrap_or_default()
}

impl State {
    /// Calls as many as there are free turns, by lot.
    fn deal(&mut self, inner: &Arc<Inner>) {
        let now = inner.start.elapsed();
        self.waiting.retain(|w| !w.call.is_closed());
        while self.free > 0 {
            let Some(at) = self.draw(&inner.places, now) else { return };
            let Waiting { key, call, .. } = self.waiting.swap_remove(at);
            match call.send(Turn(Some(inner.clone()))) {
                Ok(()) => {
                    self.free -= 1;
                    if let Some(rate) = inner.places.key {
                        // The draw has seen that there is room.
                        let _ = self.known.take(key, now, rate, inner.places.keys);
                    }
                }
                // Left meanwhile. The turn was never given, so its end must call nobody.
                Err(mut turn) => turn.0 = None,
            }
        }
    }

    /// The place of whoever is next.
    fn draw(&mut self, places: &Places, now: Duration) -> Option<usize> {
        let mut keys: Vec<u64> = self.waiting.iter().map(|w| w.key).collect();
        keys.sort_unstable();
        keys.dedup();
        if let Some(rate) = places.key {
            keys.retain(|key| self.known.wait(*key, now, rate, places.keys).is_zero());
        }
        let key = *keys.get(lot(keys.len()))?;
        let own: Vec<usize> = (0..self.waiting.len()).filter(|i| self.waiting[*i].key == key).collect();
        own.get(lot(own.len())).copied()
    }

    /// Makes one place free at the cost of the key that takes up most of them.
    fn throw_out(&mut self) {
        let count = |key: u64| self.waiting.iter().filter(|w| w.key == key).count();
        let most = self.waiting.iter().map(|w| count(w.key)).max().unwrap_or_default();
        let candidates: Vec<usize> =
            (0..self.waiting.len()).filter(|i| count(self.waiting[*i].key) == most).collect();
        if let Some(at) = candidates.get(lot(candidates.len())) {
            self.waiting.swap_remove(*at);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(inner) = self.0.take() {
            let mut state = inner.lock();
            state.free += 1;
            state.deal(&inner);
        }
    }
}

#[cfg(test)]
mod tests;

//! How many drafts there may be, and how much text in them (threat A9). Rows of drafts tell no time, so every process
//! remembers those it began: when they were last touched, and whether anything was written.
//!
//! When there are too many, those in which nobody has written anything for the longest time make room; somebody who is
//! still reading then finds the draft over, with what they typed kept on the page, and goes on. Where every draft holds
//! words, new ones have to wait. How many fit is drawn ([`Gate`]), and so is how many make room together ([`Batch`]); text is
//! counted in steps: who fills the room learns neither how many others write, nor how much, nor when one of them begins.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::gate::{Batch, Gate};

/// What drafts may take.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Drafts at a time.
    pub drafts: usize,
    /// Bytes of text in all of them.
    pub bytes: u64,
    /// Seconds after which a draft that nobody touched is over.
    pub seconds: i64,
}

/// Seconds for which a draft without words is left alone.
const READING: i64 = 60;
/// Bytes of a draft that are not the reporter's.
const AROUND: u64 = 4 << 10;
/// Drafts are counted in steps of so many bytes.
const STEP: u64 = 16 << 10;

/// Drafts of this process, by the numbers of their visits.
pub struct Drafts {
    room: Room,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    drafts: HashMap<i64, Draft>,
    bytes: u64,
    places: Gate,
    idle: Batch,
    text: Gate,
}

struct Draft {
    touched: i64,
    bytes: u64,
    words: bool,
}

impl Drafts {
    /// None yet.
    #[must_use]
    pub fn new(room: Room) -> Self {
        Self { room, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a new draft; `Ok` names those whose rows have to go for it.
    ///
    /// # Errors
    /// There is no room now.
    pub fn begin(&self, id: i64, now: i64) -> Result<Vec<i64>, Full> {
        let mut known = self.known();
        let known = &mut *known;
        if known.drafts.contains_key(&id) {
            known.put(id, Draft { touched: now, bytes: stepped(0), words: false });
            return Ok(Vec::new());
        }
        let idle = || known.drafts.iter().filter(|(_, d)| !d.words && d.touched + READING <= now);
        let many = known.drafts.len() >= self.room.drafts / 2;
        let used = if many { known.drafts.len() - idle().count() } else { known.drafts.len() };
        if known.text.is_full(known.bytes, self.room.bytes)
            || known.places.is_full(used as u64, self.room.drafts as u64)
        {
            return Err(Full);
        }
        // What is idle takes no place, so some of it can go where all are taken.
        let mut out = Vec::new();
        if let Some(most) = known.idle.out(known.drafts.len(), self.room.drafts) {
            let mut oldest: Vec<(i64, i64)> = idle().map(|(id, d)| (d.touched, *id)).collect();
            oldest.sort_unstable();
            out.extend(oldest.into_iter().take(most).map(|(_, id)| id));
        }
        for id in &out {
            known.forget(*id);
        }
        known.put(id, Draft { touched: now, bytes: stepped(0), words: false });
        Ok(out)
    }

    /// Counts a draft that stands in the store as it will be: `typed` bytes of it are the reporter's. What is not there
    /// must not be counted, or requests that store nothing would take the room of people.
    ///
    /// # Errors
    /// It would be more than fits.
    pub fn write(&self, id: i64, typed: u64, now: i64) -> Result<(), Full> {
        let mut known = self.known();
        let had = known.drafts.get(&id).map_or(0, |d| d.bytes);
        let bytes = stepped(typed);
        let will_be = known.bytes + bytes.saturating_sub(had);
        if bytes > had && known.text.is_full(will_be, self.room.bytes) {
            return Err(Full);
        }
        known.put(id, Draft { touched: now, bytes, words: typed > 0 });
        Ok(())
    }

    /// Somebody is still at a draft, on a page without words.
    pub fn touch(&self, id: i64, now: i64) {
        if let Some(draft) = self.known().drafts.get_mut(&id) {
            draft.touched = now;
        }
    }

    /// A draft is over.
    pub fn end(&self, id: i64) {
        self.known().forget(id);
    }

    /// Drafts whose time is over, at most `most`: they are forgotten here, and their rows can go.
    #[must_use]
    pub fn expired(&self, now: i64, most: usize) -> Vec<i64> {
        let mut known = self.known();
        let over = known.drafts.iter().filter(|(_, d)| d.touched + self.room.seconds <= now);
        let over: Vec<i64> = over.map(|(id, _)| *id).take(most).collect();
        for id in &over {
            known.forget(*id);
        }
        over
    }
}

impl Known {
    fn put(&mut self, id: i64, draft: Draft) {
        self.forget(id);
        self.bytes += draft.bytes;
        self.drafts.insert(id, draft);
    }

    fn forget(&mut self, id: i64) {
        if let Some(draft) = self.drafts.remove(&id) {
            self.bytes -= draft.bytes;
        }
    }
}

fn stepped(typed: u64) -> u64 {
    (typed + AROUND).next_multiple_of(STEP)
}

/// No room for a draft or its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

#[cfg(test)]
mod tests {
    use super::{Drafts, Full, Room};

    fn few() -> Drafts {
        Drafts::new(Room { drafts: 3, bytes: 100_000, seconds: 7_200 })
    }

    #[test]
    fn who_has_written_nothing_for_longest_makes_room() {
        let drafts = few();
        for (id, at) in [(1, 0), (2, 10), (3, 20)] {
            assert_eq!(drafts.begin(id, at), Ok(vec![]));
        }
        drafts.write(1, 5_000, 30).unwrap();
        assert_eq!(drafts.begin(4, 40), Err(Full), "people are left a minute to read");
        assert_eq!(drafts.begin(4, 71), Ok(vec![2]));
        assert_eq!(drafts.begin(4, 72), Ok(vec![]), "a second press is the same draft");
        for id in [3, 4] {
            drafts.write(id, 1_000, 80).unwrap();
        }
        assert_eq!(drafts.begin(5, 1_000), Err(Full), "words are never thrown out");
        drafts.end(3);
        assert_eq!(drafts.begin(5, 1_000), Ok(vec![]));
    }

    /// A flood that begins drafts a minute apart, where `others` have begun before it: how many of its own there are when one
    /// of them goes, and how many go.
    fn flooded(others: i64) -> (i64, usize) {
        let drafts = Drafts::new(Room { drafts: 4_000, bytes: 1 << 40, seconds: 1 << 40 });
        for id in 0..others {
            drafts.begin(id, 0).unwrap();
        }
        for own in 0.. {
            let out = drafts.begin(1_000 + own, 100 + own).unwrap();
            let went = out.iter().filter(|id| **id >= 1_000).count();
            if went > 0 {
                return (own, went);
            }
        }
        unreachable!("the room is finite")
    }

    #[test]
    fn what_makes_room_does_not_tell_how_many_others_there_are() {
        let all: Vec<(i64, usize)> = (0..24).map(|n| flooded(n % 3)).collect();
        let (own, went): (Vec<i64>, Vec<usize>) = all.into_iter().unzip();
        assert!(own.iter().max().unwrap() - own.iter().min().unwrap() > 100, "{own:?}");
        assert!(went.iter().max().unwrap() - went.iter().min().unwrap() > 60, "{went:?}");
        // One more that begins drives out no single one.
        assert!(went.iter().min() >= Some(&95), "{went:?}");
    }

    #[test]
    fn bytes_are_counted_once_and_given_back() {
        let drafts = few();
        drafts.begin(1, 0).unwrap();
        for _ in 0..50 {
            drafts.write(1, 50_000, 0).unwrap();
        }
        drafts.begin(2, 0).unwrap();
        assert_eq!(drafts.write(2, 50_000, 0), Err(Full));
        assert_eq!(drafts.expired(7_200, 10).len(), 2);
        assert_eq!(drafts.known().bytes, 0);
        assert!(drafts.known().drafts.is_empty());
        drafts.begin(2, 8_000).unwrap();
        drafts.write(2, 50_000, 8_000).unwrap();
        assert!(drafts.expired(8_001, 10).is_empty());
        drafts.touch(2, 15_000);
        assert!(drafts.expired(15_300, 10).is_empty(), "somebody is still there");
        drafts.touch(3, 15_000);
        assert_eq!(drafts.expired(30_000, 10), [2], "what is not there is not counted");
    }

    #[test]
    fn a_few_words_are_words_and_none_are_none() {
        let drafts = few();
        for id in 1..=3 {
            drafts.begin(id, 0).unwrap();
        }
        drafts.write(1, 7, 0).unwrap();
        drafts.write(2, 0, 10).unwrap();
        assert_eq!(drafts.begin(4, 1_000), Ok(vec![3]));
        assert_eq!(drafts.begin(5, 1_000), Ok(vec![2]));
        assert_eq!(drafts.begin(6, 1_000), Err(Full));
    }
}

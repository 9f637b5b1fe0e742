//! A cap whose place nobody knows. Who fills what all share, and counts how much of it was their own, learns how much was
//! others' (threat A8); so the cap is drawn, and drawn anew only after much has been given back: to come near it again and
//! again, which would tell what it is on average, takes as much each time.

use crate::crypto::random;

/// The most of a room that a cap may lie below it, in parts of the room.
const BELOW: u64 = 10;
/// The least of a room that has to be given back before a gate opens, in parts of the room.
const BACK: u64 = 40;

/// Whether there is room.
#[derive(Default)]
pub struct Gate {
    /// The cap; none was drawn yet.
    cap: Option<u64>,
    /// Closed, until less than this is used.
    until: Option<u64>,
}

impl Gate {
    /// Whether nothing more fits where `used` would be used of `room`.
    pub fn is_full(&mut self, used: u64, room: u64) -> bool {
        if self.until.is_some_and(|until| used < until) {
            *self = Self::default();
        }
        let cap = *self.cap.get_or_insert_with(|| room - up_to(room / BELOW));
        if self.until.is_none() && used >= cap {
            let (least, most) = (room / BACK, room / BELOW);
            self.until = Some(cap.saturating_sub(least + up_to(most - least)));
        }
        self.until.is_some()
    }
}

/// How many of what is shared make room for something new: many at once, at a number that nobody knows, both drawn anew each
/// time. One at an exact number would tell each time that somebody came.
#[derive(Default)]
pub struct Batch {
    /// At how many; none was drawn yet.
    cap: Option<u64>,
}

impl Batch {
    /// How many have to go where there are `used` and `room` would fit; none while there is room.
    pub fn out(&mut self, used: usize, room: usize) -> Option<usize> {
        let (used, room) = (used as u64, room as u64);
        let cap = *self.cap.get_or_insert_with(|| room - up_to(room / BELOW));
        if used < cap {
            return None;
        }
        self.cap = None;
        let (least, most) = (room / BACK, room / BELOW);
        usize::try_from((least + up_to(most - least)).max(1)).ok()
    }
}

/// A number from 0 to `most`.
fn up_to(most: u64) -> u64 {
    u64::from_le_bytes(random::bytes()) % (most + 1)
}

#[cfg(test)]
mod tests {
    use super::Gate;

    const ROOM: u64 = 20_000;

    /// How many places a flood gets beside `others`, and how many it has to give back until it gets one more.
    fn filled(others: u64) -> (u64, u64) {
        let mut gate = Gate::default();
        let own = (0..=ROOM).find(|own| gate.is_full(others + own, ROOM)).unwrap();
        let given = (1..=own).find(|given| !gate.is_full(others + own - given, ROOM)).unwrap();
        (own, given)
    }

    #[test]
    fn how_much_fits_does_not_tell_how_much_others_take() {
        let all: Vec<(u64, u64)> = (0..200).map(|n| filled(n % 4)).collect();
        let (own, given): (Vec<u64>, Vec<u64>) = all.into_iter().unzip();
        for (many, least, most) in [(own, ROOM - ROOM / 10 - 3, ROOM), (given, ROOM / 40, ROOM / 5 + 1)] {
            assert!(many.iter().all(|n| (least..=most).contains(n)));
            let (low, high) = (many.iter().min().unwrap(), many.iter().max().unwrap());
            assert!(high - low > ROOM / 20, "{low} to {high}: drawn each time");
        }
    }

    #[test]
    fn a_gate_that_closed_says_the_same_until_enough_is_given_back() {
        let mut gate = Gate::default();
        let full = (0..=ROOM).find(|used| gate.is_full(*used, ROOM)).unwrap();
        for used in full - ROOM / 40..full {
            assert!(gate.is_full(used, ROOM), "one who leaves is not seen to leave");
        }
        assert!(!gate.is_full(full - ROOM / 5, ROOM));
    }
}

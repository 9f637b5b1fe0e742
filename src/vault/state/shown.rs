//! The release of each period that was shown first: one line each, its number and the hash of its row. Whoever writes to the
//! database can show a server one store now and another a moment later, each with a head that it signed: of a draw that was
//! rolled back, or of one before the store was put back within the half minute of a look. What they cannot do is have two draws
//! of one period shown.
//!
//! And each period of which a release was about to be committed: a store that was put back after it, before anybody looked, must
//! not be drawn from again. It is struck out when the commit is known to have failed, and when an adviser takes the published
//! files in again, and so vouches that there were no others, while neither store nor log has one of it.

use std::collections::{BTreeMap, BTreeSet};
use std::{fs, io};

use super::{State, StateError};
use crate::domain::statistics::Period;

const SHOWN: &str = "shown";
const DRAWN: &str = "drawn";

impl State {
    /// Whether this release of a period may be shown: it is the one that was shown first, or the first.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn show(&self, period: Period, hash: &str) -> Result<bool, StateError> {
        let _turn = self.turn()?;
        let mut all = self.shown()?;
        let before = all.insert(period, hash.to_owned());
        if let Some(before) = before {
            return Ok(before == hash);
        }
        let line = |(period, hash): (&Period, &String)| format!("{} {hash}\n", period.number());
        self.put(SHOWN, all.iter().map(line).collect::<String>().as_bytes())?;
        Ok(true)
    }

    /// What was shown, by period.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn shown(&self) -> Result<BTreeMap<Period, String>, StateError> {
        self.lines(SHOWN, |line| {
            let (number, hash) = line.split_once(' ')?;
            Some((Period::of_number(number.parse().ok()?)?, hash.to_owned()))
        })
    }

    /// Notes that releases of these periods are about to be committed; false where all were noted before.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn draw(&self, periods: &BTreeSet<Period>) -> Result<bool, StateError> {
        self.change_drawn(|all| all.extend(periods))
    }

    /// Takes that back: the store is known to hold none, or somebody vouches that none was published.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn undraw(&self, periods: &BTreeSet<Period>) -> Result<(), StateError> {
        self.change_drawn(|all| all.retain(|period| !periods.contains(period))).map(drop)
    }

    /// Periods of which a release was about to be committed.
    ///
    /// # Errors
    /// [`StateError::Folder`].
    pub fn drawn(&self) -> Result<BTreeSet<Period>, StateError> {
        self.lines(DRAWN, |line| Period::of_number(line.parse().ok()?))
    }

    fn change_drawn(&self, f: impl FnOnce(&mut BTreeSet<Period>)) -> Result<bool, StateError> {
        let _turn = self.turn()?;
        let mut all = self.drawn()?;
        let before = all.len();
        f(&mut all);
        let changed = all.len() != before;
        if changed {
            let lines = all.iter().map(|period| period.number().to_string());
            self.put(DRAWN, lines.collect::<Vec<_>>().join("\n").as_bytes())?;
        }
        Ok(changed)
    }

    /// The lines of a file, none of one that is not there.
    fn lines<T, C: Default + FromIterator<T>>(
        &self,
        name: &str,
        one: impl Fn(&str) -> Option<T>,
    ) -> Result<C, StateError> {
        let text = match fs::read_to_string(self.folder.join(name)) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(C::default()),
            Err(e) => return Err(e.into()),
        };
        let all: Option<C> = text.lines().map(one).collect();
        all.ok_or_else(|| StateError::Folder(format!("the file {name} was touched")))
    }
}

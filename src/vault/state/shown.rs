//! The release of each period that was shown first: one line each, its number and the hash of its row. Whoever writes to the
//! database can show a server one store now and another a moment later, each with a head that it signed: of a draw that was
//! rolled back, or of one before the store was put back within the half minute of a look. What they cannot do is have two draws
//! of one period shown.

use std::collections::BTreeMap;
use std::{fs, io};

use super::{State, StateError};
use crate::domain::statistics::Period;

const SHOWN: &str = "shown";

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
        let text = match fs::read_to_string(self.folder.join(SHOWN)) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(e) => return Err(e.into()),
        };
        let line = |line: &str| {
            let (number, hash) = line.split_once(' ')?;
            Some((Period::of_number(number.parse().ok()?)?, hash.to_owned()))
        };
        let all: Option<BTreeMap<_, _>> = text.lines().map(line).collect();
        all.ok_or_else(|| StateError::Folder("the file shown was touched".to_owned()))
    }
}

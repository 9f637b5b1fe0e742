//! What stands beside a conversation and is written over instead of added to [format]: how its reporter can be reached,
//! which can be erased so, and on which days advisers opened it, which the reporter may see.
//!
//! A third cell of each case, under the thread's key and of one size, whether or not anything is in it.

use super::compartment::{Compartment, MARGIN};
use super::{Result, VaultError};
use crate::domain::day::Day;
use crate::domain::id::CaseId;
use crate::store::Tx;
use crate::store::audit::name_card;
use crate::store::records::CardRow;

/// Days of opening that are kept: the newest.
const DAYS: usize = 200;

/// The cell's content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Margin {
    /// How the reporter can be reached safely, in own words; empty where that is not wanted.
    pub contact: String,
    /// Days on which an adviser opened the case, oldest first. Not who: the page names a team.
    pub opened: Vec<Day>,
}

impl Drop for Margin {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.contact);
    }
}

impl Margin {
    /// Notes that an adviser opened the case; false when that day is noted already.
    pub fn note(&mut self, day: Day) -> bool {
        if self.opened.last().is_some_and(|last| *last >= day) {
            return false;
        }
        self.opened.push(day);
        let over = self.opened.len().saturating_sub(DAYS);
        self.opened.drain(..over);
        true
    }

    /// Seals it as version `version`, beside the card of the thread: the days as numbers with spaces between, a line feed,
    /// the words.
    ///
    /// # Errors
    /// [`VaultError::TooLong`].
    pub fn seal(&self, thread: &Compartment, version: i64) -> Result<CardRow> {
        let days: Vec<String> = self.opened.iter().map(|d| d.0.to_string()).collect();
        let plain = zeroize::Zeroizing::new(format!("{}\n{}", days.join(" "), self.contact));
        thread.margin().seal_card(plain.as_bytes(), version)
    }

    /// Opens a stored cell.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open(thread: &Compartment, row: &CardRow) -> Result<Self> {
        let plain = zeroize::Zeroizing::new(thread.margin().open_card(row)?);
        let text = std::str::from_utf8(&plain).map_err(|_| VaultError::Refused)?;
        let (days, contact) = text.split_once('\n').ok_or(VaultError::Refused)?;
        let opened: std::result::Result<_, _> = days.split_whitespace().map(|d| d.parse().map(Day)).collect();
        Ok(Self { contact: contact.to_owned(), opened: opened.map_err(|_| VaultError::Refused)? })
    }
}

/// Puts a sealed margin in the place of the one before; what the audit log must commit to.
///
/// # Errors
/// [`VaultError::Conflict`] when somebody else wrote since it was read.
pub async fn write(tx: &mut Tx, case: CaseId, row: &CardRow) -> Result<(String, String)> {
    if !tx.replace_card(case, MARGIN, row).await? {
        return Err(VaultError::Conflict);
    }
    Ok(name_card(case, MARGIN, row, None))
}

#[cfg(test)]
mod tests {
    use super::{DAYS, Margin};
    use crate::crypto::kdf::Secret;
    use crate::domain::day::Day;
    use crate::domain::id::CaseId;
    use crate::domain::report::MAX_SHORT;
    use crate::vault::compartment::{Compartment, THREAD};

    #[test]
    fn each_day_is_noted_once_and_the_cell_stays_of_one_size() {
        let thread = Compartment::new(CaseId([1; 16]), THREAD, 0, Secret::new([2; 32]));
        let mut margin = Margin::default();
        let empty = margin.seal(&thread, 1).unwrap();
        assert!(margin.note(Day(20_000)) && !margin.note(Day(20_000)) && !margin.note(Day(19_999)));
        margin.contact = "line\n".repeat(MAX_SHORT / 5);
        for day in 0..2_000 {
            margin.note(Day(20_001 + day));
        }
        assert_eq!((margin.opened.len(), margin.opened.last()), (DAYS, Some(&Day(22_000))));
        let full = margin.seal(&thread, 2).unwrap();
        assert_eq!(full.sealed.len(), empty.sealed.len());
        assert_eq!(Margin::open(&thread, &full).unwrap(), margin);
        assert_eq!(Margin::open(&thread, &empty).unwrap(), Margin::default());
        let card = thread.open_card(&full);
        assert!(card.is_err(), "a margin is no card");
    }
}

//! Advisers who have too much to do and pass new reports to colleagues until they say otherwise [format]. The server cannot
//! count the cases that somebody reads; so it is the adviser who says so, and signs it: nobody else can say so, though
//! whoever writes to the store can put back what was taken back (SECURITY.md). The signed text is `balss-passing/v1`, then lines `staff` and `since` (days since 1970-01-01).

use super::roster::{Roster, StaffKey, Verified};
use super::staff::StaffKeys;
use super::{Result, absence};
use crate::crypto::sign;
use crate::domain::day::Day;
use crate::domain::id::StaffId;
use crate::store::Tx;
use crate::store::passing::PassingRow;

fn text(staff: StaffId, since: Day) -> String {
    format!("balss-passing/v1\nstaff {staff}\nsince {}\n", since.0)
}

/// Signs that new reports go to colleagues.
#[must_use]
pub fn sign(keys: &StaffKeys, staff: StaffId, since: Day) -> PassingRow {
    PassingRow { staff, since, signature: keys.signer().sign(text(staff, since).as_bytes()) }
}

/// Those of `rows` that an adviser of the roster signed, with the day.
#[must_use]
pub fn genuine(rows: &[PassingRow], roster: &Roster) -> Vec<(StaffId, Day)> {
    let signed = |row: &&PassingRow| {
        let key = roster.adviser(row.staff);
        key.is_some_and(|k| sign::verify(&k.verifier, text(row.staff, row.since).as_bytes(), &row.signature))
    };
    rows.iter().filter(signed).map(|row| (row.staff, row.since)).collect()
}

/// Who passes new reports, and who is away and cannot take them.
#[derive(Debug, Clone, Default)]
pub struct Busy {
    /// Pass them to colleagues.
    pub passing: Vec<StaffId>,
    /// Are away today.
    pub away: Vec<StaffId>,
}

impl Busy {
    /// As the store says today.
    ///
    /// # Errors
    /// [`VaultError`](super::VaultError).
    pub async fn read(tx: &mut Tx, roster: &Roster, today: Day) -> Result<Self> {
        let passing = genuine(&tx.passing().await?, roster).into_iter().map(|(staff, _)| staff).collect();
        let away = absence::genuine(&tx.absences().await?, roster, today);
        let away = away.iter().filter(|a| a.first <= today).map(|a| a.away.staff).collect();
        Ok(Self { passing, away })
    }

    /// Those of the readers of a new report to whom it is sealed: without who passes it, as long as somebody is there who
    /// takes it. A report is never without a reader because all have too much to do.
    #[must_use]
    pub fn take<'r>(&self, mut readers: Vec<&'r Verified<StaffKey>>) -> Vec<&'r Verified<StaffKey>> {
        let takes = |staff: &StaffId| !self.passing.contains(staff) && !self.away.contains(staff);
        if readers.iter().any(|r| takes(&r.staff)) {
            readers.retain(|r| !self.passing.contains(&r.staff));
        }
        readers
    }
}

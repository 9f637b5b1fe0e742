//! Absences that count: signed by the adviser who is away, so that nobody else can name a deputy to reporters [format].
//! The signed text is `balss-absence/v1`, then lines `staff`, `deputy`, `first` and `last` (days since 1970-01-01).

use super::roster::{Roster, StaffKey, Verified};
use super::staff::StaffKeys;
use crate::crypto::sign;
use crate::domain::day::Day;
use crate::domain::id::StaffId;
use crate::store::absences::AbsenceRow;

/// A signed absence of an adviser, with a deputy who is vouched for.
pub struct Absence<'r> {
    /// Who is away.
    pub away: &'r Verified<StaffKey>,
    /// Who stands in.
    pub deputy: &'r Verified<StaffKey>,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

fn text(staff: StaffId, deputy: StaffId, first: Day, last: Day) -> String {
    format!("balss-absence/v1\nstaff {staff}\ndeputy {deputy}\nfirst {}\nlast {}\n", first.0, last.0)
}

/// Signs an absence.
#[must_use]
pub fn sign(keys: &StaffKeys, staff: StaffId, deputy: StaffId, first: Day, last: Day) -> AbsenceRow {
    let signature = keys.signer().sign(text(staff, deputy, first, last).as_bytes());
    AbsenceRow { staff, deputy, first, last, signature }
}

/// Those of `rows` that are signed by an adviser of the roster, name another as deputy, and are not over.
#[must_use]
pub fn genuine<'r>(rows: &[AbsenceRow], roster: &'r Roster, today: Day) -> Vec<Absence<'r>> {
    let one = |row: &AbsenceRow| {
        let (away, deputy) = (roster.adviser(row.staff)?, roster.adviser(row.deputy)?);
        let text = text(row.staff, row.deputy, row.first, row.last);
        let signed = sign::verify(&away.verifier, text.as_bytes(), &row.signature);
        let counts = signed && away.person != deputy.person && row.first <= row.last && row.last >= today;
        counts.then_some(Absence { away, deputy, first: row.first, last: row.last })
    };
    rows.iter().filter_map(one).collect()
}

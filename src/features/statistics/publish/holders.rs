//! Who can release what a plan counts: how many advisers of each institution hold a part of its key.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::StaffId;
use crate::vault::roster::Roster;

/// Institutions, each with how many persons of it hold a part and are still advisers.
#[must_use]
pub fn holders(roster: &Roster, among: impl Iterator<Item = StaffId>) -> Vec<(String, usize)> {
    let mut all: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for key in among.filter_map(|staff| roster.adviser(staff)) {
        all.entry(&key.institution).or_default().insert(key.person);
    }
    all.into_iter().map(|(institution, persons)| (institution.to_owned(), persons.len())).collect()
}

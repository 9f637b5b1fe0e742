//! What an adviser's keys open in the raw store: every cell of every table and every file, tried with the account's
//! identity and with every compartment that it leads to.

use std::collections::{BTreeMap, BTreeSet};

use balss::app::App;
use balss::crypto::envelope;
use balss::crypto::hybrid::HybridIdentity;
use balss::domain::day::Day;
use balss::domain::id::CaseId;
use balss::vault::compartment::Compartment;
use balss::vault::grants;
use balss::vault::staff::StaffKeys;

use crate::state::Place;
use crate::support::server::files_below;
use crate::thief::dump::{self, Cell};

/// Something that opened, and where it stood.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opened {
    pub place: String,
    bytes: Vec<u8>,
}

pub struct All {
    pub what: BTreeSet<Opened>,
    /// Rows that are nobody's and hold the adviser's own trace, by case: what it seals is always the same.
    pub traces: BTreeMap<CaseId, usize>,
}

pub async fn opened(app: &App, place: &Place, keys: &StaffKeys) -> All {
    let mut what = BTreeSet::new();
    let mut put = |place: &str, bytes: &[u8]| {
        what.insert(Opened { place: place.to_owned(), bytes: bytes.to_vec() });
    };
    let mut traces = BTreeMap::new();
    let mut compartments: Vec<Compartment> = Vec::new();
    let own = keys.identity();
    let mut tx = app.store.read().await.expect("a store");
    let cases = tx.cases_after(Day(i64::MIN), CaseId([0; 16]), 1000).await.expect("cases");
    for case in &cases {
        for epoch in 0..=case.epoch {
            for row in tx.grants_of(case.id, epoch).await.expect("grants") {
                let quick = grants::open_quick(&keys.symmetric, &row.tag, &row.quick, case.id, epoch);
                let envelope = grants::open(&app.keys, &own, &row, case.id, epoch);
                if quick.is_err() && grants::has_trace(&keys.symmetric, &row.tag, &row.quick) {
                    *traces.entry(case.id).or_insert(0) += 1;
                }
                for (kind, found) in [("quick", quick), ("grant", envelope)] {
                    let Ok(found) = found else { continue };
                    for with in [Some(found.thread), found.desk].into_iter().flatten() {
                        put(&format!("{kind} of {} {epoch}", case.id), &with.seed()[..]);
                        compartments.push(with);
                    }
                }
            }
        }
    }
    for id in cases.iter().map(|c| c.id) {
        for (which, card) in tx.cards_of(id).await.expect("cards") {
            for with in &compartments {
                if let Ok(body) = with.open_card(&card) {
                    put(&format!("card {which} of {id}"), &body);
                }
                if let Ok(words) = with.open_search(&card) {
                    put(&format!("words {which} of {id}"), &words);
                }
            }
        }
    }
    drop(tx);
    let mut seeds = BTreeSet::new();
    compartments.retain(|c| seeds.insert(c.seed()[..].to_vec()));
    let mut identities: Vec<HybridIdentity> = compartments.iter().map(Compartment::identity).collect();
    identities.push(own);
    let mut tried = 0;
    let mut try_all = |place: &str, sealed: &[u8]| {
        if sealed.starts_with(b"age-encryption.org/v1\n") {
            tried += 1;
            for identity in &identities {
                if let Ok(plain) = envelope::open(identity, sealed) {
                    put(place, &plain);
                }
            }
        }
    };
    for (name, table) in dump::take(&place.sql().await).await {
        for row in table.rows.values() {
            for ((column, _), cell) in table.columns.iter().zip(row) {
                if let Cell::Bytes(bytes) = cell {
                    try_all(&format!("{name}.{column}"), bytes);
                }
            }
        }
    }
    for file in files_below(&place.data()) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        try_all("a file", &bytes);
    }
    assert!(tried > 50 && what.len() > 10, "{} of {tried} opened", what.len());
    All { what, traces }
}

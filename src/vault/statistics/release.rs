//! The one moment in which coded records are open.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::plan::{self, Plan};
use super::record;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::{random, shares, sign};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Period, Table};
use crate::store::Tx;
use crate::store::statistics::SignedRow;
use crate::vault::roster::{Roster, StaffKey, Verified};
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError, aside};

fn approval(period: Period, plan: &Plan) -> String {
    format!("balss-statistics-approval/v1\nperiod {period}\nplan {}\n", plan::digest(&plan.body))
}

fn signed(body: &str) -> Vec<u8> {
    ["balss-statistics-release/v1\n", body].concat().into_bytes()
}

/// An approval: the signature, and the approver's share for those with whom the release can be made.
pub struct Approval {
    /// The signature.
    pub signature: [u8; 64],
    /// The share, each time sealed to one of them.
    pub shares: Vec<(StaffId, Vec<u8>)>,
}

/// Approves a period: hands the own share on to the advisers of other institutions.
///
/// # Errors
/// [`VaultError::Refused`] when the share does not open.
pub fn approve(
    roster: &Roster,
    plan: &Plan,
    period: Period,
    own: &[u8],
    (me, keys): (&Verified<StaffKey>, &StaffKeys),
) -> Result<Approval> {
    let share = plan::take(own, keys)?;
    let others = roster.advisers().filter(|other| plan::are_two(me, other));
    let shares: Result<Vec<_>> =
        others.map(|other| Ok((other.staff, plan::hand(&share, &other.recipient)?))).collect();
    Ok(Approval { signature: keys.signer().sign(approval(period, plan).as_bytes()), shares: shares? })
}

/// Whether this is the approval of somebody who stands.
#[must_use]
pub fn approves(roster: &Roster, plan: &Plan, period: Period, by: StaffId, signature: &[u8; 64]) -> bool {
    let key = roster.adviser(by);
    key.is_some_and(|k| sign::verify(&k.verifier, approval(period, plan).as_bytes(), signature))
}

/// Coded records of a period: cells alone, and nothing of which case each is of.
pub struct Open {
    records: Vec<Counted>,
    /// SHA-256 over the rows that were walked, names and envelopes.
    rows: [u8; 32],
    tables: Vec<Table>,
}

struct Counted {
    seed: record::Seed,
    /// The cell of each table of the period that it enters now.
    cells: Box<[Option<u16>]>,
}

/// Tags of a release are filled up with random ones to a multiple of this: they stay for ever, and their number would tell
/// how many records there were.
const FILLED_TO: usize = 1024;
/// Records, and tags, in one statement.
const AT_ONCE: usize = 400;
const LIMIT: i64 = 400;

/// Joins two shares and opens the records of a period.
///
/// # Errors
/// [`VaultError::Refused`] when the shares do not give the identity of the plan.
pub async fn open(
    tx: &mut Tx,
    roster: &Roster,
    plan: &Plan,
    period: Period,
    (own, handed, keys): (&[u8], &[u8], &StaffKeys),
) -> Result<Open> {
    let (own, handed, keys) = (own.to_vec(), handed.to_vec(), keys.clone());
    let recipient = plan.recipient(period).ok_or(VaultError::Refused)?.clone();
    let identity = aside::run(move || {
        let both = [plan::take(&own, &keys)?, plan::take(&handed, &keys)?];
        let seed = shares::join(&both, shares::Kind::Statistics).map_err(|_| VaultError::Refused)?;
        let identity = HybridIdentity::from_seed(&seed);
        if identity.recipient() == recipient { Ok(identity) } else { Err(VaultError::Refused) }
    })
    .await?;
    let shared = Arc::new((identity, roster.clone(), plan.clone()));
    let tables = tables_of(period);
    let (mut records, mut rows, mut after) = (Vec::new(), Sha256::new(), Vec::new());
    loop {
        let sealed = tx.statistics_after(period, &after, LIMIT).await?;
        let Some((last, _)) = sealed.last() else { break };
        after = last.to_vec();
        walked(&mut rows, &sealed);
        let (shared, of_period) = (shared.clone(), tables.clone());
        let opened = aside::run(move || {
            let (identity, roster, plan) = &*shared;
            let of = |opened: record::Opened| {
                let cell = |table: &Table| {
                    plan.menu
                        .of(*table)
                        .and_then(|of| opened.coded.cell(of))
                        .and_then(|n| u16::try_from(n).ok())
                };
                Counted { seed: opened.seed, cells: of_period.iter().map(cell).collect() }
            };
            let each = sealed.iter();
            Ok(each
                .filter_map(|(id, row)| record::open(identity, roster, plan, (id, period), row).map(of))
                .collect())
        });
        records.append(&mut without_entered(tx, opened.await?, &tables).await?);
    }
    Ok(Open { records, rows: rows.finalize().into(), tables })
}

fn walked(hash: &mut Sha256, rows: &[([u8; 32], Vec<u8>)]) {
    for (id, sealed) in rows {
        hash.update(id);
        hash.update(Sha256::digest(sealed));
    }
}

fn tables_of(period: Period) -> Vec<Table> {
    Table::ALL.into_iter().filter(|table| table.is_of(period)).collect()
}

/// Takes the cells of tables away that a record has entered in an earlier period.
async fn without_entered(tx: &mut Tx, mut records: Vec<Counted>, tables: &[Table]) -> Result<Vec<Counted>> {
    let tags = |r: &Counted| tables.iter().map(|table| r.seed.drawn(*table)).collect::<Vec<_>>();
    let all: Vec<[u8; 32]> = records.iter().flat_map(tags).collect();
    let mut before = BTreeSet::new();
    for some in all.chunks(AT_ONCE) {
        before.extend(tx.drawn_among(some).await?);
    }
    for (record, tags) in records.iter_mut().zip(all.chunks(tables.len())) {
        for (cell, tag) in record.cells.iter_mut().zip(tags) {
            *cell = cell.filter(|_| !before.contains(tag));
        }
    }
    Ok(records)
}

impl Open {
    /// The cells of the records that enter a table now.
    pub fn entering(&self, table: Table) -> impl Iterator<Item = usize> {
        let at = self.tables.iter().position(|t| *t == table);
        self.records.iter().filter_map(move |r| r.cells.get(at?).copied().flatten().map(usize::from))
    }

    /// Writes that these records have entered their tables, and destroys them. Of one that enters none, a random tag takes
    /// the place: how many there are tells nothing.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when a record came, went or changed since they were read, or entered meanwhile.
    pub async fn end(&self, tx: &mut Tx, period: Period) -> Result<()> {
        let (mut now, mut after) = (Sha256::new(), Vec::new());
        loop {
            let rows = tx.statistics_after(period, &after, LIMIT).await?;
            let Some((last, _)) = rows.last() else { break };
            after = last.to_vec();
            walked(&mut now, &rows);
        }
        if now.finalize()[..] != self.rows {
            return Err(VaultError::Conflict);
        }
        let of = |r: &Counted| {
            let each = self.tables.iter().zip(&r.cells);
            let tag = |(table, cell): (&Table, &Option<u16>)| {
                if cell.is_some() { r.seed.drawn(*table) } else { random::bytes() }
            };
            each.map(tag).collect::<Vec<[u8; 32]>>()
        };
        let mut tags: Vec<[u8; 32]> = self.records.iter().flat_map(of).collect();
        tags.resize_with((tags.len() + 1).next_multiple_of(FILLED_TO), random::bytes);
        // In the order of chance, not of records.
        tags.sort_unstable();
        for some in tags.chunks(AT_ONCE) {
            if !tx.add_drawn(some).await? {
                return Err(VaultError::Conflict);
            }
        }
        Ok(tx.end_statistics(period).await?)
    }
}

/// The row of a release.
#[must_use]
pub fn row(body: String, approved: (StaffId, [u8; 64]), staff: StaffId, keys: &StaffKeys) -> SignedRow {
    let second = keys.signer().sign(&signed(&body));
    SignedRow { body, first: approved.0, first_signature: approved.1, second: Some((staff, second)) }
}

/// Whether a release was approved and signed by two who could, under this plan.
#[must_use]
pub fn genuine(roster: &Roster, plan: &Plan, period: Period, row: &SignedRow) -> bool {
    let Some((second, signature)) = &row.second else { return false };
    let by = |staff: StaffId, text: &[u8], signature: &[u8; 64]| {
        roster.keys_of(staff).any(|key| sign::verify(key, text, signature))
    };
    let (Some(a), Some(b)) = (roster.stood(row.first), roster.stood(*second)) else { return false };
    plan::are_two(a, b)
        && by(row.first, approval(period, plan).as_bytes(), &row.first_signature)
        && by(*second, &signed(&row.body), signature)
}

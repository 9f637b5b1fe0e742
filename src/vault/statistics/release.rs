//! The one moment in which coded records are open.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::entered::Entered;
use super::plan::{self, Plan};
use super::record;
use crate::crypto::aead::{self, Cell};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::{kdf, random, shares, sign};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Period, Table};
use crate::store::Tx;
use crate::store::statistics::SignedRow;
use crate::vault::keys::KeyFiles;
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

/// Records in one statement.
const LIMIT: i64 = 400;

/// Joins two shares and opens the records of a period; nothing where a record stands there twice, which only a store without
/// its own keys holds: it would count as often.
///
/// # Errors
/// [`VaultError::Refused`] when the shares do not give the identity of the plan.
pub async fn open(
    tx: &mut Tx,
    roster: &Roster,
    plan: &Plan,
    period: Period,
    (own, handed, keys): (&[u8], &[u8], &StaffKeys),
    entered: Entered,
) -> Result<Option<Open>> {
    let (own, handed, keys) = (own.to_vec(), handed.to_vec(), keys.clone());
    let recipient = plan.recipient(period).ok_or(VaultError::Refused)?.clone();
    let identity = aside::run(move || {
        let both = [plan::take(&own, &keys)?, plan::take(&handed, &keys)?];
        let seed = shares::join(&both, shares::Kind::Statistics).map_err(|_| VaultError::Refused)?;
        let identity = HybridIdentity::from_seed(&seed);
        if identity.recipient() == recipient { Ok(identity) } else { Err(VaultError::Refused) }
    })
    .await?;
    let entered = Arc::new(entered);
    let shared = Arc::new((identity, roster.clone(), plan.clone()));
    let tables = tables_of(period);
    let (mut records, mut rows, mut after) = (Vec::new(), Sha256::new(), Vec::new());
    loop {
        let sealed = tx.statistics_after(period, &after, LIMIT).await?;
        let Some((last, _)) = sealed.last() else { break };
        if !in_order(&after, &sealed) {
            return Ok(None);
        }
        after = last.to_vec();
        walked(&mut rows, &sealed);
        let (shared, of_period, before) = (shared.clone(), tables.clone(), entered.clone());
        let opened = aside::run(move || {
            let (identity, roster, plan) = &*shared;
            let of = |opened: record::Opened| {
                let cell = |table: &Table| {
                    plan.menu
                        .of(*table)
                        .and_then(|of| opened.coded.cell(of))
                        .and_then(|n| u16::try_from(n).ok())
                        // Not what it has entered in an earlier period.
                        .filter(|_| !before.has(&opened.seed.drawn(*table)))
                };
                Counted { seed: opened.seed, cells: of_period.iter().map(cell).collect() }
            };
            let each = sealed.iter();
            Ok(each
                .filter_map(|(id, row)| record::open(identity, roster, plan, (id, period), row).map(of))
                .collect::<Vec<Counted>>())
        });
        records.extend(opened.await?);
    }
    Ok(Some(Open { records, rows: rows.finalize().into(), tables }))
}

/// Whether rows come after those before and each after the other: what the engine says of its own order is not believed, since
/// a record that came twice would be told from one that is not counted.
fn in_order(after: &[u8], rows: &[([u8; 32], Vec<u8>)]) -> bool {
    rows.first().is_none_or(|(first, _)| &first[..] > after)
        && rows.is_sorted_by(|(one, _), (next, _)| one < next)
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

impl Open {
    /// The cells of the records that enter a table now.
    pub fn entering(&self, table: Table) -> impl Iterator<Item = usize> {
        let at = self.tables.iter().position(|t| *t == table);
        self.records.iter().filter_map(move |r| r.cells.get(at?).copied().flatten().map(usize::from))
    }

    /// Writes that these records have entered their tables, beside what had entered `before`, and destroys them. Of one that
    /// enters none, a random tag takes the place: how many there are tells nothing.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when a record came, went or changed since they were read, or entered meanwhile.
    pub async fn end(&self, tx: &mut Tx, keys: &KeyFiles, period: Period, before: &Entered) -> Result<()> {
        let (mut now, mut after) = (Sha256::new(), Vec::new());
        loop {
            let rows = tx.statistics_after(period, &after, LIMIT).await?;
            let Some((last, _)) = rows.last() else { break };
            if !in_order(&after, &rows) {
                return Err(VaultError::Conflict);
            }
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
        before.add(tx, keys, self.records.iter().flat_map(of).collect()).await?;
        Ok(tx.end_statistics(period).await?)
    }
}

/// Sealed bodies are filled up to a multiple of this: the digits of a draw would show in its length.
const SEALED_TO: usize = 4096;

fn cell(number: &[u8; 8]) -> Cell<'_> {
    Cell { table: "release", row: number, column: "body" }
}

/// The row as the store holds it, sealed under the key files with both signatures: a signature checks whoever guesses what
/// was signed, and a draw is a few small numbers. What is written may be rolled back, and whoever reads the store's files, or
/// runs a trigger in it, would see a draw that nobody published, and then another of the same records. The same release is the
/// same row, also when it is taken in again.
#[must_use]
pub fn sealed(keys: &KeyFiles, period: Period, row: &SignedRow) -> SignedRow {
    let second = row.second.map_or([0; 64], |(_, signature)| signature);
    let mut plain = [&row.first_signature[..], &second, row.body.as_bytes()].concat();
    plain.resize(plain.len().next_multiple_of(SEALED_TO), b' ');
    let key = kdf::derive(&keys.index[..], "balss/v1/release");
    let sealed = aead::seal_cell_alike(&key, cell(&period.number().to_be_bytes()), &plain);
    let second = row.second.map(|(staff, _)| (staff, [0; 64]));
    SignedRow {
        body: data_encoding::BASE64.encode(&sealed),
        first: row.first,
        first_signature: [0; 64],
        second,
    }
}

fn opened(keys: &KeyFiles, period: Period, row: &SignedRow) -> Option<SignedRow> {
    let sealed = data_encoding::BASE64.decode(row.body.as_bytes()).ok()?;
    let key = kdf::derive(&keys.index[..], "balss/v1/release");
    let plain = aead::open_cell(&key, cell(&period.number().to_be_bytes()), &sealed).ok()?;
    let (first_signature, rest) = plain.split_first_chunk::<64>()?;
    let (second, body) = rest.split_first_chunk::<64>()?;
    Some(SignedRow {
        body: std::str::from_utf8(body.trim_ascii_end()).ok()?.to_owned(),
        first: row.first,
        first_signature: *first_signature,
        second: row.second.map(|(staff, _)| (staff, *second)),
    })
}

/// A release as the store holds it.
pub struct Stored {
    /// For when.
    pub period: Period,
    /// The row, sealed.
    pub row: SignedRow,
    /// The same, opened; none where it is not what this installation sealed.
    pub open: Option<SignedRow>,
}

/// Every release of the store.
///
/// # Errors
/// [`VaultError`].
pub async fn all(tx: &mut Tx, keys: &KeyFiles) -> Result<Vec<Stored>> {
    let one = |(period, row): (Period, SignedRow)| Stored { period, open: opened(keys, period, &row), row };
    Ok(tx.releases().await?.into_iter().map(one).collect())
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

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn rows_that_come_twice_are_out_of_order_also_in_the_next_chunk() {
        let rows = |ids: &[u8]| ids.iter().map(|id| ([*id; 32], Vec::new())).collect::<Vec<_>>();
        assert!(
            in_order(&[], &rows(&[1, 2, 9])) && in_order(&[9; 32], &rows(&[10])) && in_order(&[9; 32], &[])
        );
        assert!(!in_order(&[], &rows(&[1, 1])) && !in_order(&[], &rows(&[2, 1])));
        assert!(!in_order(&[9; 32], &rows(&[9])) && !in_order(&[9; 32], &rows(&[3, 10])));
    }
}

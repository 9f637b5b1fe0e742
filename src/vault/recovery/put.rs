//! One case of a recovery's result: which of the new envelopes take the place of stored ones.
//!
//! Two kinds of epochs are left alone and named. One whose tag is not this server's: to tag it anew would hide what SQL
//! did to it. And one for which the file has only envelopes that were made of something else than what is stored: whoever
//! carried the request changed it, and would have a true envelope replaced by one of their own seeds, or by none.
//!
//! What the adviser gets of a case was decided by all its epochs together. So where one of them is left alone, or was made
//! up beyond the newest, the adviser's rows of that case stay as they are, and only recovery's change.

use std::collections::BTreeMap;

use data_encoding::BASE64;

use super::super::access::server_mac;
use super::super::grants::{self, Holder};
use super::super::keys::KeyFiles;
use super::super::{Result, VaultError};
use super::apply::Applied;
use super::carry::{For, Regranted, made_of};
use crate::domain::id::{CaseId, StaffId};
use crate::store::Tx;
use crate::store::audit::name_grants;
use crate::store::cases::{CaseRow, EpochRow, GrantRow};

/// Puts envelopes in their places.
pub(super) struct Putting<'a> {
    pub(super) keys: &'a KeyFiles,
    /// Who gets cases back.
    pub(super) staff: StaffId,
}

/// What an epoch is found to be.
enum Found {
    /// Not as this server wrote it.
    Touched,
    /// What came for it was made of something else.
    Foreign,
    /// The new envelopes stand already.
    Stands,
    /// It is what the new envelopes were made of.
    Fits(Box<Fits>),
}

/// An epoch, and what may take the place of its envelopes.
struct Fits {
    epoch: u32,
    record: EpochRow,
    grants: Vec<GrantRow>,
    new: BTreeMap<For, Vec<u8>>,
}

impl Putting<'_> {
    /// Goes through the epochs of a case; the grants that changed, as the log names them.
    pub(super) async fn case(
        &self,
        tx: &mut Tx,
        row: &CaseRow,
        brought: Option<&BTreeMap<u32, Vec<&Regranted>>>,
        applied: &mut Applied,
    ) -> Result<BTreeMap<String, String>> {
        let of = |epoch| brought.and_then(|b| b.get(&epoch));
        let beyond = brought.into_iter().flat_map(|b| b.keys().filter(|epoch| **epoch > row.epoch));
        let left: Vec<_> = beyond.map(|epoch| (row.id, *epoch)).collect();
        let mut whole = left.is_empty();
        applied.foreign.extend(left);
        let mut fits = Vec::new();
        for epoch in 0..=row.epoch {
            let Some(envelopes) = of(epoch) else {
                applied.without += 1;
                continue;
            };
            match self.look(tx, row.id, epoch, envelopes).await? {
                Found::Touched => {
                    whole = false;
                    applied.touched.push((row.id, epoch));
                }
                Found::Foreign => {
                    whole = false;
                    applied.foreign.push((row.id, epoch));
                }
                Found::Stands => applied.epochs += 1,
                Found::Fits(it) => fits.push(it),
            }
        }
        let mut names = BTreeMap::new();
        for mut it in fits {
            if !whole {
                it.new.remove(&For::Staff);
            }
            names.extend([self.put(tx, row.id, *it).await?]);
            applied.epochs += 1;
        }
        Ok(names)
    }

    fn at(&self, grants: &[GrantRow], case: CaseId, epoch: u32, places: &[Holder]) -> Option<usize> {
        let tags: Vec<_> = places.iter().map(|h| grants::tag(self.keys, *h, case, epoch)).collect();
        grants.iter().position(|g| tags.contains(&g.tag))
    }

    async fn look(&self, tx: &mut Tx, case: CaseId, epoch: u32, brought: &[&Regranted]) -> Result<Found> {
        let Some(record) = tx.epoch(case, epoch).await? else { return Ok(Found::Touched) };
        let grants = tx.grants_of(case, epoch).await?;
        if server_mac(self.keys, case, epoch, &record.sealed, &record.mac, &grants) != record.server_mac {
            return Ok(Found::Touched);
        }
        let Some(recovery) = self.at(&grants, case, epoch, &[Holder::Recovery]) else {
            return Ok(Found::Touched);
        };
        let stored = &grants[recovery].sealed;
        let of = made_of(&record.sealed, stored);
        let mut new = BTreeMap::new();
        for grant in brought {
            let sealed = BASE64.decode(grant.sealed.as_bytes()).map_err(|_| VaultError::Refused)?;
            // Rows of a case change in one transaction: where recovery's is the new one, all was done.
            if grant.holder == For::Recovery && sealed == *stored {
                return Ok(Found::Stands);
            }
            if grant.of == of {
                new.entry(grant.holder).or_insert(sealed);
            }
        }
        Ok(if new.contains_key(&For::Recovery) {
            Found::Fits(Box::new(Fits { epoch, record, grants, new }))
        } else {
            Found::Foreign
        })
    }

    async fn put(&self, tx: &mut Tx, case: CaseId, it: Fits) -> Result<(String, String)> {
        let Fits { epoch, record, mut grants, new } = it;
        let mut changes = Vec::new();
        for (holder, sealed) in new {
            let places = match holder {
                For::Recovery => &[Holder::Recovery][..],
                For::Staff => &[Holder::Staff(self.staff), Holder::Nobody(self.staff)],
            };
            // An epoch older than the adviser has no row of the adviser's.
            let Some(at) = self.at(&grants, case, epoch, places) else { continue };
            changes.push((grants[at].clone(), sealed.clone()));
            grants[at].sealed = sealed;
        }
        let mac = server_mac(self.keys, case, epoch, &record.sealed, &record.mac, &grants);
        // First: whoever else changes grants of this epoch changes its tag too, and waits here or is noticed.
        if !tx.replace_server_mac(case, epoch, &record.server_mac, &mac).await? {
            return Err(VaultError::Conflict);
        }
        for (old, sealed) in changes {
            if !tx.replace_grant(&old, &sealed, &grants::no_quick()).await? {
                return Err(VaultError::Conflict);
            }
        }
        let sorted: Vec<_> = grants.iter().map(|g| (&g.tag, &g.sealed[..])).collect();
        Ok(name_grants(case, epoch, &sorted))
    }
}

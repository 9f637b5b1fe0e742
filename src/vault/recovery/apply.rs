//! On the server: the result of a recovery ceremony is taken in.
//!
//! First the statement: from then on new reports are sealed to the new identity, whose shares were handed out before the
//! result was written. Then envelopes, some hundred cases in a transaction, by case id. Whatever is cut off between the
//! two, or in the middle, is continued by taking the same file again; what stands already is passed over.
//!
//! In every epoch of every case the same two rows change: recovery's, and the adviser's or, where the adviser reads
//! nothing, the row that stands in its place ([`Holder::Nobody`]); only recovery's where the epoch is older than the
//! adviser. So neither tables nor log tell what came back.
//!
//! What of a case may be put where is decided in `put`.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::super::keys::KeyFiles;
use super::super::proposal;
use super::super::roster::{Refusal, Roster, Statement};
use super::super::statement::Parts;
use super::super::{Result, VaultError};
use super::carry::{RecoveryResult, Regranted};
use super::put::Putting;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::store::{Audit, Store};

/// Cases of one transaction.
const CHUNK: i64 = 200;
/// How often a chunk is tried against sessions that write at the same time.
const TRIES: u32 = 5;

/// Why a result is not taken, or the store's own trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplyError {
    /// Its statement does not follow the roster, and does not stand in it: something else was signed meanwhile.
    Statement(Refusal),
    /// Its statement stands, but a later recovery identity too.
    Superseded,
    /// The adviser does not stand in the roster, or has other keys by now.
    Adviser,
    /// The vault's own trouble.
    Vault(VaultError),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Statement(why) => {
                write!(
                    f,
                    "the new recovery identity cannot follow the roster ({why}): prepare and recover again"
                )
            }
            Self::Superseded => f.write_str("a later ceremony made another recovery identity"),
            Self::Adviser => {
                f.write_str("the adviser has other keys by now, or none: prepare and recover again")
            }
            Self::Vault(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for ApplyError {}

impl<E: Into<VaultError>> From<E> for ApplyError {
    fn from(e: E) -> Self {
        Self::Vault(e.into())
    }
}

/// Who takes it in, where.
pub struct Applying<'a> {
    /// Rows.
    pub store: &'a Store,
    /// Key files.
    pub keys: &'a KeyFiles,
    /// The root that this installation obeys.
    pub root: &'a [u8; 32],
    /// The administrator.
    pub who: StaffId,
    /// Unix seconds.
    pub now: i64,
}

/// What came of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Epochs whose envelopes are those of the ceremony.
    pub epochs: u64,
    /// Epochs that the ceremony did not have: sealed to an earlier recovery identity, or after it to the new one.
    pub without: u64,
    /// Epochs left alone because they are not as this server wrote them.
    pub touched: Vec<(CaseId, u32)>,
    /// Epochs left alone because the envelopes for them were made of something else than what is stored.
    pub foreign: Vec<(CaseId, u32)>,
}

/// New envelopes by case and epoch.
type Envelopes<'a> = HashMap<CaseId, BTreeMap<u32, Vec<&'a Regranted>>>;

impl Applying<'_> {
    /// Takes in a result, which must be signed by the root. Can be repeated.
    ///
    /// # Errors
    /// [`ApplyError`]; what was committed before it stays, and the same file continues it.
    pub async fn run(&self, result: &RecoveryResult) -> std::result::Result<Applied, ApplyError> {
        self.statement(result).await?;
        let mut envelopes: Envelopes<'_> = HashMap::new();
        for grant in &result.grants {
            envelopes.entry(grant.case).or_default().entry(grant.epoch).or_default().push(grant);
        }
        let mut applied = Applied::default();
        let mut after = CaseId([0; 16]);
        loop {
            let mut tries = 0;
            let (last, chunk) = loop {
                tries += 1;
                match self.chunk(after, result.staff, &envelopes).await {
                    Err(VaultError::Conflict) if tries < TRIES => {}
                    other => break other?,
                }
            };
            applied.epochs += chunk.epochs;
            applied.without += chunk.without;
            applied.touched.extend(chunk.touched);
            applied.foreign.extend(chunk.foreign);
            let Some(last) = last else { return Ok(applied) };
            after = last;
        }
    }

    /// Appends the statement unless it stands; the adviser's keys must still be those that the ceremony sealed to.
    async fn statement(&self, result: &RecoveryResult) -> std::result::Result<(), ApplyError> {
        let [statement] = &result.statements[..] else { return Err(VaultError::Refused.into()) };
        let Some(Statement::Recovery(new)) = Parts::of(statement).map(|p| p.statement) else {
            return Err(ApplyError::Statement(Refusal::Form));
        };
        let mut tx = self.store.write().await?;
        let texts = tx.roster().await?;
        let roster = Roster::verify(&texts, self.root);
        let known = texts.iter().position(|t| t == statement);
        // A chain that is cut off or touched refuses every further statement.
        if known.is_some() && roster.fault().is_some() {
            return Err(ApplyError::Statement(Refusal::Place));
        }
        let then = match known {
            None => roster.then(statement).map_err(ApplyError::Statement)?,
            Some(at) => Roster::verify(&texts[..=at], self.root),
        };
        let sealed_to = then.adviser(result.staff).ok_or(ApplyError::Adviser)?;
        if roster.adviser(result.staff).is_none_or(|now| now.recipient != sealed_to.recipient) {
            return Err(ApplyError::Adviser);
        }
        if known.is_some() {
            let stands = roster.recovery().is_some_and(|r| r.version == new.version);
            return if stands { Ok(()) } else { Err(ApplyError::Superseded) };
        }
        let names = proposal::append(&mut tx, &roster, std::slice::from_ref(statement)).await?;
        let leaf =
            Leaf::staff(Event::RosterSigned, self.now, Some(self.who)).sealing(names.into_iter().collect());
        tx.commit(Audit::of(vec![leaf])).await?;
        Ok(())
    }

    /// Cases after `after`: the last of them, and what was done.
    async fn chunk(
        &self,
        after: CaseId,
        staff: StaffId,
        envelopes: &Envelopes<'_>,
    ) -> Result<(Option<CaseId>, Applied)> {
        let (mut leaves, mut applied) = (Vec::new(), Applied::default());
        let mut tx = self.store.write().await?;
        let rows = tx.cases_by_id(after, CHUNK).await?;
        let putting = Putting { keys: self.keys, staff };
        for row in &rows {
            let brought = envelopes.get(&row.id);
            let names = putting.case(&mut tx, row, brought, &mut applied).await?;
            if !names.is_empty() {
                let leaf = Leaf::staff(Event::RecoveryUsed, self.now, Some(self.who));
                leaves.push(leaf.about(row.id).sealing(names));
            }
        }
        if !leaves.is_empty() {
            tx.commit(Audit::of(leaves)).await?;
        }
        Ok((rows.last().map(|r| r.id), applied))
    }
}

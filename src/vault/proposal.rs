//! Statements on their way into the roster: who waits to be vouched for, who is to leave, who has signed so far.
//!
//! A row of the store is only a place to keep signatures. What is signed is built anew each time from the roster and the
//! keys an account offers, shown, and signed if it is still the same: a row edited with SQL changes nothing but which
//! signatures are there, and those that do not verify are not. The signed part names the statement before it, so a
//! proposal dies when another statement is appended first; its signatures then start anew.

use sha2::{Digest, Sha256};

use super::keys::KeyFiles;
use super::roster::Roster;
use super::staff::{self, StaffKeys};
use super::statement::{By, MOST, Parts, StaffKey, Statement, lines_of, with_signatures};
use super::{Result, VaultError};
use crate::crypto::sign;
use crate::domain::day::Day;
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Leaving, Role};
use crate::store::Tx;
use crate::store::audit::name_statement;
use crate::store::proposals::ProposalRow;
use crate::store::staff::StaffRow;

/// The keys that an enrolled adviser's account offers for vouching; `None` for every other account, and for a row that
/// this server did not write.
#[must_use]
pub fn offered(keys: &KeyFiles, row: &StaffRow) -> Option<StaffKey> {
    let a = &row.account;
    if a.role != Role::Adviser || !a.active || !row.enrolled() || !staff::genuine(keys, row) {
        return None;
    }
    let key = StaffKey {
        staff: a.id,
        person: a.person,
        name: a.name.clone(),
        institution: a.institution.clone(),
        outside: a.outside,
        recipient: row.recipient.parse().ok()?,
        verifier: row.verify_key.as_slice().try_into().ok()?,
    };
    Statement::parse(&Statement::Vouch(Box::new(key.clone())).body(1, &[0; 32])).map(|_| key)
}

/// What a person's own keys offer, from the keys themselves: what they compare is not what a row of the store says.
#[must_use]
pub fn own(account: &Account, keys: &StaffKeys) -> StaffKey {
    StaffKey {
        staff: account.id,
        person: account.person,
        name: account.name.clone(),
        institution: account.institution.clone(),
        outside: account.outside,
        recipient: keys.identity().recipient(),
        verifier: keys.signer().public(),
    }
}

/// Everybody whose offered keys or details the roster does not say yet, by name.
#[must_use]
pub fn waiting(keys: &KeyFiles, roster: &Roster, rows: &[StaffRow]) -> Vec<StaffKey> {
    let new = |key: &StaffKey| roster.known(key.staff).is_none_or(|stands| **stands != *key);
    rows.iter().filter_map(|row| offered(keys, row)).filter(new).collect()
}

/// The name of what a statement is about; `None` for recovery, which nobody proposes.
#[must_use]
pub fn subject(statement: &Statement) -> Option<[u8; 16]> {
    let (kind, staff) = match statement {
        Statement::Vouch(key) => ("vouch", key.staff),
        Statement::Revoke(staff, _) => ("revoke", *staff),
        Statement::Recovery(_) => return None,
    };
    let hash = Sha256::new().chain_update("balss/v1/proposal").chain_update(kind).chain_update(staff.0);
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    Some(id)
}

/// A statement that waits, as it would be appended now.
#[derive(Clone)]
pub struct Pending {
    /// What it says.
    pub statement: Statement,
    /// The signed part, at the place it would have now.
    pub body: String,
    /// Who signed this very text.
    pub signed: Vec<StaffId>,
    /// Whether there were signatures that no longer count, because the roster or the offered keys have changed.
    pub stale: bool,
    signatures: Signatures,
    row: Option<ProposalRow>,
}

/// Who signed, each with the signature.
type Signatures = Vec<(By, [u8; 64])>;

/// A stored row with at least one valid signature of somebody who stands; signatures that do not verify are dropped.
fn genuine(roster: &Roster, row: &ProposalRow) -> Option<(Statement, Signatures)> {
    if row.body.len() + row.signatures.len() > MOST {
        return None;
    }
    let text = [&row.body[..], &row.signatures].concat();
    let parts = Parts::of(&text).filter(|p| p.body == row.body)?;
    let mut valid: Signatures = Vec::new();
    for (by, signature) in &parts.signatures {
        let By::Staff(id) = by else { continue };
        let public = roster.known(*id).map(|a| a.verifier);
        let good = public.is_some_and(|p| sign::verify(&p, row.body.as_bytes(), signature));
        if good && valid.iter().all(|(known, _)| known != by) {
            valid.push((*by, *signature));
        }
    }
    (!valid.is_empty() && subject(&parts.statement) == Some(row.id)).then_some((parts.statement, valid))
}

impl Pending {
    /// `statement` at its present place, with the signatures that `rows` has for exactly that.
    #[must_use]
    pub fn of(roster: &Roster, statement: Statement, rows: &[ProposalRow]) -> Self {
        let (count, head) = roster.head();
        let body = statement.body(count + 1, &head);
        let row = rows.iter().find(|r| Some(r.id) == subject(&statement)).cloned();
        let valid = row.as_ref().and_then(|r| genuine(roster, r)).map(|(_, signatures)| signatures);
        let same = row.as_ref().is_some_and(|r| r.body == body);
        let stale = valid.is_some() && !same;
        let signatures = valid.filter(|_| same).unwrap_or_default();
        let who = |(by, _): &(By, [u8; 64])| match by {
            By::Staff(id) => Some(*id),
            By::Root => None,
        };
        let signed = signatures.iter().filter_map(who).collect();
        Self { statement, body, signed, stale, signatures, row }
    }

    /// What names this very text, for a form to bring back: what is signed is what was shown.
    #[must_use]
    pub fn seen(&self) -> String {
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.body.as_bytes()))
    }

    /// Adds an adviser's signature.
    #[must_use]
    pub fn sign(&self, roster: &Roster, who: StaffId, keys: &StaffKeys, today: Day) -> Step {
        let by = By::Staff(who);
        let mut signatures = self.signatures.clone();
        signatures.retain(|(known, _)| *known != by);
        signatures.push((by, keys.signer().sign(self.body.as_bytes())));
        let signers: Vec<By> = signatures.iter().map(|(by, _)| *by).collect();
        if roster.enough(&self.statement, &signers) {
            return Step::Complete(with_signatures(&self.body, &signatures));
        }
        let day = self.row.as_ref().filter(|_| !self.signatures.is_empty()).map_or(today, |r| r.day);
        let id = subject(&self.statement).unwrap_or_default();
        Step::Waits(ProposalRow { id, body: self.body.clone(), signatures: lines_of(&signatures), day })
    }

    /// Keeps a signature that is not enough yet.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when somebody else signed meanwhile.
    pub async fn keep(&self, tx: &mut Tx, row: &ProposalRow) -> Result<()> {
        if tx.put_proposal(self.row.as_ref(), row).await? { Ok(()) } else { Err(VaultError::Conflict) }
    }
}

/// What a signature leads to.
pub enum Step {
    /// The whole statement, ready to be appended.
    Complete(String),
    /// It waits for another.
    Waits(ProposalRow),
}

/// Who is to leave, as proposed with a valid signature of somebody who stands.
#[must_use]
pub fn leaving(roster: &Roster, rows: &[ProposalRow]) -> Vec<(StaffId, Leaving)> {
    let revoked = |row| match genuine(roster, row)?.0 {
        Statement::Revoke(staff, why) => roster.known(staff).map(|_| (staff, why)),
        _ => None,
    };
    rows.iter().filter_map(revoked).collect()
}

/// Whether an account still offers just these keys and details. Its row stays locked to the end of the transaction: keys
/// that nobody has any more are not vouched for.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn still_offered(tx: &mut Tx, keys: &KeyFiles, key: &StaffKey) -> Result<bool> {
    let row = tx.lock_staff(key.staff).await?;
    Ok(row.and_then(|row| offered(keys, &row)).as_ref() == Some(key))
}

/// Those of a session's keys, the present ones and those about to replace them, that the roster names: only they sign.
#[must_use]
pub fn in_force<'k>(
    roster: &Roster,
    staff: StaffId,
    (keys, next): (&'k StaffKeys, Option<&'k StaffKeys>),
) -> Option<&'k StaffKeys> {
    let named = roster.known(staff)?.verifier;
    [Some(keys), next].into_iter().flatten().find(|k| k.signer().public() == named)
}

/// Appends statements that follow `roster`, each checked by [`Roster::then`] before; the names their leaves seal, in order.
///
/// # Errors
/// [`VaultError::Conflict`] when the roster has another head by now; [`VaultError::Refused`] for a statement that does not
/// verify.
pub async fn append(tx: &mut Tx, roster: &Roster, texts: &[String]) -> Result<Vec<(String, String)>> {
    if !roster.is_whole_to(tx.roster_head().await?.as_ref()) {
        return Err(VaultError::Conflict);
    }
    let mut roster = roster.clone();
    let mut names = Vec::with_capacity(texts.len());
    for text in texts {
        roster = roster.then(text).map_err(|_| VaultError::Refused)?;
        let (number, _) = roster.head();
        if !tx.append_roster(number, text).await? {
            return Err(VaultError::Conflict);
        }
        names.push(name_statement(number, text));
        if let Some(id) = Parts::of(text).and_then(|p| subject(&p.statement)) {
            tx.end_proposal(&id).await?;
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests;

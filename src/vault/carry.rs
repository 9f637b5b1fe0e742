//! Files that are carried between the server and the offline machine of the root: JSON, no secrets in them. Nothing is
//! believed because it stands in one: statements are checked against the chain and the root wherever they arrive.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::proposal::{self, Pending};
use super::roster::{Refusal, Roster};
use super::statement::Statement;
use crate::domain::staff::Leaving;
use crate::store::proposals::ProposalRow;
use crate::store::staff::StaffRow;
use crate::vault::keys::KeyFiles;

const REQUEST: &str = "roster-request/1";
const SIGNED: &str = "roster-signed/1";
/// The most bytes of a file that is read.
pub const MOST: usize = 4 << 20;

/// What the root is asked to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterRequest {
    balss: String,
    /// The root's public key (hexadecimal).
    pub root: String,
    /// Every statement so far.
    pub roster: Vec<String>,
    /// Signed parts, each as the next statement; whoever signs more than one numbers them anew.
    pub proposals: Vec<String>,
}

/// What the root signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterSigned {
    balss: String,
    /// Whole statements that follow the roster of the request.
    pub statements: Vec<String>,
}

/// Why a carried file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarryFault {
    /// Not a file of this kind.
    Form,
    /// The request, which the root has not signed.
    Request,
    /// It brings nothing.
    Empty,
    /// Everything that it brings stands in the roster already.
    Known,
    /// The statement with this number does not count.
    Statement(i64, Refusal),
}

impl fmt::Display for CarryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("not a file of this kind"),
            Self::Request => f.write_str(
                "this is the request; what comes back is the file that balss ceremony sign wrote from it",
            ),
            Self::Empty => f.write_str("it holds no statement"),
            Self::Known => f.write_str("it holds no new statement; all of it stands in the roster already"),
            Self::Statement(number, why) => write!(f, "statement {number}: {why}"),
        }
    }
}

impl std::error::Error for CarryFault {}

fn read<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, CarryFault> {
    if text.len() > MOST {
        return Err(CarryFault::Form);
    }
    serde_json::from_str(text.trim()).map_err(|_| CarryFault::Form)
}

impl RosterRequest {
    /// A request to sign `proposals` after `roster`.
    #[must_use]
    pub fn new(root: &[u8; 32], roster: Vec<String>, proposals: Vec<String>) -> Self {
        Self { balss: REQUEST.to_owned(), root: HEXLOWER.encode(root), roster, proposals }
    }

    /// Reads a request.
    ///
    /// # Errors
    /// [`CarryFault::Form`].
    pub fn parse(text: &str) -> Result<Self, CarryFault> {
        read(text).and_then(|r: Self| if r.balss == REQUEST { Ok(r) } else { Err(CarryFault::Form) })
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl RosterSigned {
    /// What was signed.
    #[must_use]
    pub fn new(statements: Vec<String>) -> Self {
        Self { balss: SIGNED.to_owned(), statements }
    }

    /// Reads what was signed.
    ///
    /// # Errors
    /// [`CarryFault::Form`]; [`CarryFault::Request`] for the other file that is carried.
    pub fn parse(text: &str) -> Result<Self, CarryFault> {
        match read(text) {
            Ok(signed @ Self { .. }) if signed.balss == SIGNED => Ok(signed),
            _ if RosterRequest::parse(text).is_ok() => Err(CarryFault::Request),
            _ => Err(CarryFault::Form),
        }
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// What follows `roster`, once every statement is checked. Statements that stand there already are passed over, so
    /// that a file can be taken twice.
    ///
    /// # Errors
    /// [`CarryFault`].
    pub fn following(&self, roster: &Roster, known: &[String]) -> Result<Vec<String>, CarryFault> {
        let new: Vec<String> = self.statements.iter().filter(|s| !known.contains(s)).cloned().collect();
        if new.is_empty() {
            return Err(if self.statements.is_empty() { CarryFault::Empty } else { CarryFault::Known });
        }
        let mut after = roster.clone();
        for text in &new {
            let number = after.head().0 + 1;
            after = after.then(text).map_err(|why| CarryFault::Statement(number, why))?;
        }
        Ok(new)
    }
}

/// What there is for the root to sign: everybody who waits, everybody whose leaving an adviser proposed, and everybody
/// who stands and whose account is closed.
#[must_use]
pub fn due(keys: &KeyFiles, roster: &Roster, rows: &[StaffRow], waiting: &[ProposalRow]) -> Vec<Pending> {
    let mut leaving = proposal::leaving(roster, waiting);
    let closed = rows.iter().filter(|r| !r.account.active && super::staff::genuine(keys, r));
    for id in closed.map(|r| r.account.id).filter(|id| roster.known(*id).is_some()) {
        if leaving.iter().all(|(known, _)| *known != id) {
            leaving.push((id, Leaving::Left));
        }
    }
    let revoke = leaving.into_iter().map(|(id, why)| Statement::Revoke(id, why));
    let vouch = proposal::waiting(keys, roster, rows).into_iter().map(|k| Statement::Vouch(Box::new(k)));
    // Leaving first: a person's new account can be vouched for once the old one is revoked.
    revoke.chain(vouch).map(|s| Pending::of(roster, s, waiting)).collect()
}

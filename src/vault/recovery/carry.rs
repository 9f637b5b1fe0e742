//! What is carried between the server and the offline machine for a ceremony: JSON, no secrets, nothing believed because
//! it stands there.

use std::fmt;

use data_encoding::{BASE64, HEXLOWER, HEXLOWER_PERMISSIVE};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::carry::CarryFault;
use super::super::roster::Roster;
use crate::crypto::sign::{self, Signer};
use crate::domain::id::{CaseId, StaffId};

const PUBLIC: &str = "public/1";
const REQUEST: &str = "recovery-request/1";
const RESULT: &str = "recovery-result/1";
/// What the root's signature over a result begins with: no statement of the roster does.
const LABEL: &str = "balss/v1/recovery-result";
/// The most bytes of a file that is read: some 90,000 epochs.
pub const MOST: usize = 1 << 30;

/// The public parts of a ceremony: `public.json`, for `balss init` and for later ceremonies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Public {
    balss: String,
    /// The root's public key (hexadecimal).
    root: String,
    /// The roster so far; the newest recovery statement in it names the recovery identity.
    pub statements: Vec<String>,
}

/// Why public parts are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicFault {
    /// Not a file of this kind.
    Form,
    /// A statement does not count.
    Statement,
    /// No statement names the recovery identity.
    NoRecovery,
}

impl fmt::Display for PublicFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not the public parts of a ceremony",
            Self::Statement => "a statement is not signed by the root of this file",
            Self::NoRecovery => "no statement names the recovery recipient",
        })
    }
}

impl std::error::Error for PublicFault {}

/// What a recovery needs of the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryRequest {
    balss: String,
    /// The root that the server obeys (hexadecimal).
    pub root: String,
    /// Every statement so far.
    pub roster: Vec<String>,
    /// Who is to get cases back.
    pub staff: StaffId,
    /// Every epoch of every case, whoever reads it.
    pub cases: Vec<Sealed>,
}

/// One epoch of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The case.
    pub case: CaseId,
    /// The epoch.
    pub epoch: u32,
    /// The epoch's record (base64).
    pub record: String,
    /// The envelope of recovery's grant (base64).
    pub grant: String,
}

/// Whose grant an envelope replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum For {
    /// The adviser's. Where the adviser holds nothing it opens for nobody.
    Staff,
    /// Recovery's.
    Recovery,
}

/// A new envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regranted {
    /// The case.
    pub case: CaseId,
    /// The epoch.
    pub epoch: u32,
    /// [`made_of`] what was carried (hexadecimal): the server takes it for what it stores itself and for nothing else.
    pub of: String,
    /// Whose.
    pub holder: For,
    /// The envelope (base64).
    pub sealed: String,
}

/// What a recovery ceremony gives the server, signed by the root as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryResult {
    balss: String,
    /// Who gets cases back.
    pub staff: StaffId,
    /// One statement: the new recovery identity.
    pub statements: Vec<String>,
    /// New envelopes.
    pub grants: Vec<Regranted>,
    /// The root's (base64) over all before.
    signature: String,
}

/// Names an epoch as it was carried [format]: hexadecimal SHA-256 of the SHA-256 of its record and the SHA-256 of the
/// envelope of recovery's grant.
#[must_use]
pub fn made_of(record: &[u8], grant: &[u8]) -> String {
    let parts = Sha256::new().chain_update(Sha256::digest(record)).chain_update(Sha256::digest(grant));
    HEXLOWER.encode(&parts.finalize())
}

fn read<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, CarryFault> {
    if text.len() > MOST {
        return Err(CarryFault::Form);
    }
    serde_json::from_str(text.trim()).map_err(|_| CarryFault::Form)
}

fn key(text: &str) -> Option<[u8; 32]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}

fn text<T: Serialize>(what: &T) -> String {
    serde_json::to_string(what).unwrap_or_default()
}

impl Public {
    /// Public parts.
    #[must_use]
    pub fn new(root: &[u8; 32], statements: Vec<String>) -> Self {
        Self { balss: PUBLIC.to_owned(), root: HEXLOWER.encode(root), statements }
    }

    /// Reads and checks public parts: every statement counts, and one names the recovery identity.
    ///
    /// # Errors
    /// [`PublicFault`].
    pub fn parse(text: &str) -> Result<(Self, [u8; 32], Roster), PublicFault> {
        let public: Self = read(text).map_err(|_| PublicFault::Form)?;
        let root = key(&public.root).filter(|_| public.balss == PUBLIC).ok_or(PublicFault::Form)?;
        let roster = Roster::verify(&public.statements, &root);
        if roster.fault().is_some() {
            return Err(PublicFault::Statement);
        }
        if roster.recovery().is_none() {
            return Err(PublicFault::NoRecovery);
        }
        Ok((public, root, roster))
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl RecoveryRequest {
    /// A request.
    #[must_use]
    pub fn new(root: &[u8; 32], roster: Vec<String>, staff: StaffId, cases: Vec<Sealed>) -> Self {
        Self { balss: REQUEST.to_owned(), root: HEXLOWER.encode(root), roster, staff, cases }
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
        text(self)
    }
}

impl RecoveryResult {
    /// A result, signed.
    #[must_use]
    pub fn new(staff: StaffId, statement: String, grants: Vec<Regranted>, root: &Signer) -> Self {
        let mut result = Self {
            balss: RESULT.to_owned(),
            staff,
            statements: vec![statement],
            grants,
            signature: String::new(),
        };
        result.signature = BASE64.encode(&root.sign(&result.message()));
        result
    }

    /// What the root signs: a label, and the hash of the file without the signature.
    fn message(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(text(&(&self.balss, self.staff, &self.statements)));
        for grant in &self.grants {
            hash.update(text(grant));
        }
        [LABEL.as_bytes(), &hash.finalize()].concat()
    }

    /// Reads a result that `root` signed.
    ///
    /// # Errors
    /// [`CarryFault::Form`].
    pub fn parse(file: &str, root: &[u8; 32]) -> Result<Self, CarryFault> {
        let result: Self = read(file)?;
        let signature = BASE64.decode(result.signature.as_bytes()).ok().and_then(|s| s.try_into().ok());
        let signed = signature.is_some_and(|s| sign::verify(root, &result.message(), &s));
        if signed && result.balss == RESULT && result.statements.len() == 1 {
            Ok(result)
        } else {
            Err(CarryFault::Form)
        }
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        text(self)
    }
}

//! A reporter's visit: one row, sealed under a key that only the cookie holds. It carries the growing draft, or the keys
//! of a case that was opened with its receipt. Exit, expiry or the sweep ends it.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::files::FileRecord;
use super::{Result, VaultError};
use crate::crypto::aead::{self, Cell};
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::domain::id::CaseId;
use crate::domain::receipt::Receipt;
use crate::domain::report::Answers;

/// A visit or a session lives in a cookie with 256 random bits; everything else derives from them.
#[derive(Clone)]
pub struct Token(Secret);

impl Token {
    /// A fresh token.
    #[must_use]
    pub fn generate() -> Self {
        Self(Secret::new(random::bytes()))
    }

    /// The token of a cookie's value.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(value.as_bytes()).ok()?);
        Some(Self(Secret::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The cookie's value.
    #[must_use]
    pub fn cookie(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64URL_NOPAD.encode(&self.0[..]))
    }

    /// The number under which a visit is stored: 63 bits.
    #[must_use]
    pub fn visit_id(&self) -> i64 {
        let bytes = kdf::derive(&self.0[..], "balss/v1/visit/id");
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[..8]);
        i64::from_be_bytes(eight) & i64::MAX
    }

    /// The hash under which a staff session is stored.
    #[must_use]
    pub fn session_id(&self) -> [u8; 32] {
        *kdf::derive(&self.0[..], "balss/v1/session/id")
    }

    /// Seals what the cookie's row holds.
    #[must_use]
    pub fn key(&self) -> Secret {
        kdf::derive(&self.0[..], "balss/v1/cookie/key")
    }

    /// What every form of this cookie's pages must send back.
    #[must_use]
    pub fn csrf(&self) -> String {
        BASE64URL_NOPAD.encode(&kdf::derive(&self.0[..], "balss/v1/cookie/csrf")[..16])
    }
}

/// A report that is being written, or was just sent.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The case it will be.
    pub case: CaseId,
    /// Its receipt code.
    pub receipt: String,
    /// Seed of the thread, base64: evidence is sealed to it while it arrives.
    pub thread_seed: String,
    /// What was answered so far.
    pub answers: Answers,
    /// Files that arrived whole.
    pub files: Vec<FileRecord>,
    /// Whether it was sent.
    pub sent: bool,
}

/// A case opened with its receipt.
#[derive(Clone, Serialize, Deserialize)]
pub struct Returning {
    /// The case.
    pub case: CaseId,
    /// Root of the receipt's keys, base64.
    pub root: String,
}

/// What the row holds.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Visit {
    /// When it ends (Unix seconds).
    pub ends: i64,
    /// The draft.
    pub draft: Option<Draft>,
    /// The opened case.
    pub returning: Option<Returning>,
}

impl Draft {
    /// A new draft: case id, receipt and thread seed are born here.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case: CaseId(random::bytes()),
            receipt: super::receipt::generate().groups(),
            thread_seed: encode(&Secret::new(random::bytes())),
            answers: Answers::default(),
            files: Vec::new(),
            sent: false,
        }
    }

    /// The thread's seed.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for a damaged draft.
    pub fn seed(&self) -> Result<Secret> {
        decode(&self.thread_seed)
    }

    /// The receipt.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for a damaged draft.
    pub fn code(&self) -> Result<Receipt> {
        Receipt::parse(&self.receipt).map_err(|_| VaultError::Refused)
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.receipt.zeroize();
        self.thread_seed.zeroize();
        self.answers.statement.zeroize();
    }
}

/// A secret as text inside a sealed row.
#[must_use]
pub fn encode(secret: &Secret) -> String {
    BASE64URL_NOPAD.encode(&secret[..])
}

/// The secret of such a text.
///
/// # Errors
/// [`VaultError::Refused`].
pub fn decode(text: &str) -> Result<Secret> {
    let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| VaultError::Refused)?);
    Ok(Secret::new(bytes.as_slice().try_into().map_err(|_| VaultError::Refused)?))
}

impl Visit {
    /// The sealed row. The length is rounded up to 4 KiB so that it does not follow each key stroke.
    ///
    /// # Errors
    /// [`VaultError::Refused`] if it cannot be written down.
    pub fn seal(&self, token: &Token) -> Result<Vec<u8>> {
        let mut plain = Zeroizing::new(serde_json::to_vec(self).map_err(|_| VaultError::Refused)?);
        let padded = plain.len().next_multiple_of(4 << 10);
        plain.resize(padded, b' ');
        Ok(aead::seal_cell(&token.key(), cell(&token.visit_id().to_be_bytes()), &plain))
    }

    /// Opens a row.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn open(token: &Token, sealed: &[u8]) -> Result<Self> {
        let plain = aead::open_cell(&token.key(), cell(&token.visit_id().to_be_bytes()), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| VaultError::Refused)
    }
}

fn cell(id: &[u8]) -> Cell<'_> {
    Cell { table: "visit", row: id, column: "sealed" }
}

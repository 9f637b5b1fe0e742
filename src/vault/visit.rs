//! A reporter's visit: one row, sealed under a key that only the cookie holds. It carries the growing draft, or the keys
//! of a case that was opened with its receipt. Exit, expiry or the sweep ends it.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::compartment::{Compartment, THREAD};
use super::evidence::Recipient;
use super::files::FileRecord;
use super::original::Own;
use super::search::MAX_SEARCH;
use super::{Result, VaultError};
use crate::crypto::aead::{self, Cell};
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::domain::day::Day;
use crate::domain::id::CaseId;
use crate::domain::receipt::Receipt;
use crate::domain::report::Answers;
use crate::store::{Audit, Store, Tx};

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

    /// A token of its own that only this one's holder has: another sealed row beside the visit.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self(kdf::derive(&self.0[..], "balss/v1/cookie/beside"))
    }

    /// What a device's row is named after.
    #[must_use]
    pub fn device_id(&self) -> [u8; 32] {
        *kdf::derive(&self.0[..], "balss/v1/device/id")
    }

    /// Seals what the cookie's row holds.
    #[must_use]
    pub fn key(&self) -> Secret {
        kdf::derive(&self.0[..], "balss/v1/cookie/key")
    }

    /// Words that were searched for, as an address may name them: sealed under the session, so that neither the browser's
    /// history nor a proxy's log tells them, and all of one length.
    #[must_use]
    pub fn seal_search(&self, words: &str) -> Option<String> {
        let mut plain = Zeroizing::new([0; 2 + MAX_SEARCH]);
        plain[..2].copy_from_slice(&u16::try_from(words.len()).ok()?.to_be_bytes());
        plain.get_mut(2..2 + words.len())?.copy_from_slice(words.as_bytes());
        let row = self.session_id();
        let cell = Cell { table: "session", row: &row, column: "find" };
        Some(BASE64URL_NOPAD.encode(&aead::seal_cell(&self.find_key(), cell, &plain[..])))
    }

    /// The words; `None` where another session sealed them.
    #[must_use]
    pub fn open_search(&self, sealed: &str) -> Option<Zeroizing<String>> {
        let row = self.session_id();
        let cell = Cell { table: "session", row: &row, column: "find" };
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let plain = aead::open_cell(&self.find_key(), cell, &sealed).ok()?;
        let (length, rest) = plain.split_first_chunk::<2>()?;
        let words = rest.get(..usize::from(u16::from_be_bytes(*length)))?;
        Some(Zeroizing::new(std::str::from_utf8(words).ok()?.to_owned()))
    }

    fn find_key(&self) -> Secret {
        kdf::derive(&self.0[..], "balss/v1/cookie/find")
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
    /// Key of the originals of its photographs ([`Own`]); empty in drafts of before there were any.
    #[serde(default)]
    pub own: String,
    /// What was answered so far.
    pub answers: Answers,
    /// Files that arrived whole.
    pub files: Vec<FileRecord>,
    /// Page of the form that is shown.
    pub step: String,
    /// Whether it was sent.
    pub sent: bool,
    /// When it was begun (Unix seconds).
    #[serde(default)]
    pub begun: i64,
    /// Whether it was to be sent and waits until it is let in.
    #[serde(default)]
    pub waiting: bool,
    /// Whether a private record of it stands in the store.
    #[serde(default)]
    pub kept: bool,
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
    /// Root of the receipt's keys of an opened private record, base64.
    #[serde(default)]
    pub private: Option<String>,
    /// The code that is to take the place of the opened case's.
    #[serde(default)]
    pub new_code: Option<String>,
    /// What was just done, as a word, until a page says it.
    #[serde(default)]
    pub said: Option<String>,
    /// The page beside the opened case that is shown; empty for the conversation itself.
    #[serde(default)]
    pub aside: String,
    /// What was typed there and not sent.
    #[serde(default)]
    pub typed: String,
}

impl Draft {
    /// A new draft: case id, receipt and thread seed are born here.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case: CaseId(random::bytes()),
            receipt: super::receipt::generate().groups(),
            thread_seed: encode(&Secret::new(random::bytes())),
            own: Own::generate().text(),
            answers: Answers::default(),
            files: Vec::new(),
            step: "about".to_owned(),
            sent: false,
            begun: 0,
            waiting: false,
            kept: false,
        }
    }

    /// What stays of a draft that was sent: its receipt.
    #[must_use]
    pub fn receipt_only(&self) -> Self {
        Self {
            case: self.case,
            receipt: self.receipt.clone(),
            thread_seed: String::new(),
            own: String::new(),
            answers: Answers::default(),
            files: Vec::new(),
            step: "receipt".to_owned(),
            sent: true,
            begun: 0,
            waiting: false,
            kept: false,
        }
    }

    /// To whom evidence of this draft is sealed.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for a damaged draft.
    pub fn thread_recipient(&self) -> Result<Recipient> {
        Ok(Recipient::of(&Compartment::new(self.case, THREAD, 0, self.seed()?)).with(self.own()?))
    }

    /// The key of its originals.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for a damaged draft.
    pub fn own(&self) -> Result<Option<Own>> {
        Own::parse(&self.own)
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
        self.own.zeroize();
        self.answers.statement.zeroize();
        self.answers.names.zeroize();
        self.answers.contact.zeroize();
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

/// A visit as it was loaded, with the version to compare on saving.
#[derive(Clone)]
pub struct Loaded {
    /// The state.
    pub visit: Visit,
    version: i64,
}

/// The visit of a cookie; `None` when there is none or its time is over.
///
/// # Errors
/// [`VaultError`].
pub async fn load(tx: &mut Tx, token: &Token, now: i64) -> Result<Option<Loaded>> {
    let Some(row) = tx.visit(token.visit_id()).await? else { return Ok(None) };
    // A row that does not open was not made with this cookie: as good as none.
    let Ok(visit) = Visit::open(token, &row.sealed) else { return Ok(None) };
    Ok((visit.ends > now).then_some(Loaded { visit, version: row.version }))
}

/// Puts a new visit in place of whatever the cookie had.
///
/// # Errors
/// [`VaultError`].
pub async fn begin(store: &Store, token: &Token, visit: &Visit, clean: Day) -> Result<()> {
    let sealed = visit.seal(token)?;
    let mut tx = store.write_draft().await?;
    tx.end_visit(token.visit_id()).await?;
    if !tx.add_visit(token.visit_id(), &sealed, clean).await? {
        return Err(VaultError::Conflict);
    }
    Ok(tx.commit(Audit::none("a visit is no act on a case")).await?)
}

/// Replaces a loaded visit inside `tx`; false when another tab was faster.
///
/// # Errors
/// [`VaultError`].
pub async fn replace(tx: &mut Tx, token: &Token, loaded: &Loaded, visit: &Visit, clean: Day) -> Result<bool> {
    let sealed = visit.seal(token)?;
    Ok(tx.replace_visit(token.visit_id(), loaded.version, &sealed, clean).await?)
}

/// Applies `change` to the newest state of a visit, again from the start when another tab was faster: two tabs merge by
/// what each of them changed. `None` when the visit is over.
///
/// # Errors
/// [`VaultError`].
pub async fn change<T>(
    store: &Store,
    token: &Token,
    now: i64,
    clean: Day,
    mut change: impl FnMut(&mut Visit) -> T,
) -> Result<Option<T>> {
    for _ in 0..16 {
        let loaded = load(&mut store.look().await?, token, now).await?;
        let Some(loaded) = loaded else { return Ok(None) };
        let mut visit = loaded.visit.clone();
        let out = change(&mut visit);
        let sealed = visit.seal(token)?;
        let mut tx = store.write_draft().await?;
        if tx.replace_visit(token.visit_id(), loaded.version, &sealed, clean).await? {
            tx.commit(Audit::none("a draft is no report")).await?;
            return Ok(Some(out));
        }
    }
    Err(VaultError::Conflict)
}

/// Lets what waits under one cookie wait under another from now on: the draft, or the opened case. What waited beside it is
/// over.
///
/// # Errors
/// [`VaultError`].
pub async fn take_along(store: &Store, from: &Token, to: &Token, now: i64, clean: Day) -> Result<()> {
    for _ in 0..16 {
        let loaded = load(&mut store.look().await?, from, now).await?;
        let sealed = match &loaded {
            Some(loaded) => Some((loaded.version, loaded.visit.seal(to)?)),
            None => None,
        };
        let mut tx = store.write_draft().await?;
        if let Some((version, sealed)) = sealed {
            // Only of the version that was read: another tab may have written meanwhile.
            if !tx.replace_visit(from.visit_id(), version, &sealed, clean).await? {
                continue;
            }
            if !tx.add_visit(to.visit_id(), &sealed, clean).await? {
                return Err(VaultError::Conflict);
            }
        }
        tx.end_visit(from.visit_id()).await?;
        tx.end_visit(from.beside().visit_id()).await?;
        return Ok(tx.commit(Audit::none("a visit is no act on a case")).await?);
    }
    Err(VaultError::Conflict)
}

/// Ends a visit.
///
/// # Errors
/// [`VaultError`].
pub async fn end(store: &Store, token: &Token) -> Result<()> {
    let mut tx = store.write_draft().await?;
    tx.end_visit(token.visit_id()).await?;
    Ok(tx.commit(Audit::none("a visit is no act on a case")).await?)
}

/// Ends visits by the numbers under which they are stored.
///
/// # Errors
/// [`VaultError`].
pub async fn end_all(store: &Store, ids: &[i64]) -> Result<()> {
    let mut tx = store.write_draft().await?;
    for id in ids {
        tx.end_visit(*id).await?;
    }
    Ok(tx.commit(Audit::none("a visit is no act on a case")).await?)
}

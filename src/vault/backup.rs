//! A copy of the installation [format]: one age envelope to one recipient, whose identity lies elsewhere, and in it a
//! line `balss-backup/1`, then items: a kind (1 byte), a length (u32), that many bytes.
//!
//! | kind | bytes |
//! |---|---|
//! | `H` | 32 random ones and their tag under the key files: a copy of another installation is refused at once |
//! | `T` | JSON: a table and its columns; its rows follow in the order of their keys |
//! | `R` | a row: of each column a number (i64), or a length (u32) and that many bytes |
//! | `O`, `D`…, `E` | a sealed file: its id, its bytes in parts, its end |
//! | `Z` | the tag of SHA-256 of everything before: whoever has the public recipient can seal, only we can end a copy |
//!
//! Rows are those of one moment; the files they name are read after them. Sessions, visits, known browsers, jobs and the
//! files of drafts are not in it. What it holds of a case opens with the same keys as in the store, and no others.

mod items;

use std::fmt;
use std::io::{Read, Write};

use futures_util::StreamExt;
use sha2::{Digest, Sha256};

#[cfg(any(test, fuzzing))]
pub use self::items::understood;
use self::items::{In, Item, Out};
use super::keys::KeyFiles;
use super::shred;
use super::state::{State, StateError};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::domain::event::{Event, Leaf};
use crate::domain::id::BlobId;
use crate::store::blobs::{BlobError, Blobs, Incoming};
use crate::store::dump::{TABLES, Table};
use crate::store::{Audit, Store, StoreError, Tx};

/// Why a copy could not be made or taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupError {
    /// The file cannot be read or written.
    File(String),
    /// It does not open, is not whole, or is none of this installation.
    Refused(&'static str),
    /// The vault's, the store's or the files' own trouble.
    Vault(super::VaultError),
    /// The state folder's.
    State(StateError),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(e) => f.write_str(e),
            Self::Refused(why) => f.write_str(why),
            Self::Vault(e) => e.fmt(f),
            Self::State(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<std::io::Error> for BackupError {
    fn from(e: std::io::Error) -> Self {
        Self::File(e.to_string())
    }
}

impl From<super::VaultError> for BackupError {
    fn from(e: super::VaultError) -> Self {
        Self::Vault(e)
    }
}

impl From<StoreError> for BackupError {
    fn from(e: StoreError) -> Self {
        Self::Vault(e.into())
    }
}

impl From<BlobError> for BackupError {
    fn from(e: BlobError) -> Self {
        Self::Vault(e.into())
    }
}

impl From<StateError> for BackupError {
    fn from(e: StateError) -> Self {
        Self::State(e)
    }
}

/// What went into a copy, or came out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Rows.
    pub rows: u64,
    /// Sealed files.
    pub files: u64,
    /// Cases that a tombstone kept out.
    pub kept_out: u64,
    /// Files that are missing or damaged, each as one line for people.
    pub faults: Vec<String>,
}

/// Writes a copy of what stands now, while everything goes on. `told` hears of each row and file.
///
/// # Errors
/// [`BackupError`]; what was written then is worth nothing.
pub async fn write(
    (store, blobs, keys): (&Store, &Blobs, &KeyFiles),
    to: &HybridRecipient,
    file: impl Write,
    mut told: impl FnMut(&Count),
) -> Result<Count, BackupError> {
    let mut out = Out::begin(file, to, keys)?;
    let mut count = Count::default();
    let mut tx = store.read().await?;
    for table in TABLES {
        out.table(table)?;
        tx.walk::<BackupError>(table, |row| {
            count.rows += 1;
            told(&count);
            out.row(&row)
        })
        .await?;
    }
    let mut after = Vec::new();
    loop {
        let rows = tx.sent_blobs_after(&after, 200).await?;
        let Some(last) = rows.last() else { break };
        after = last.id.0.to_vec();
        for row in rows {
            match object(blobs, row.id, &mut out).await? {
                Some(digest) if digest == row.digest => count.files += 1,
                Some(_) => count.faults.push(format!("file {}: its object was touched", row.id)),
                // A case that was destroyed since the rows were read has rightly none.
                None if store.look().await?.blob(row.id).await?.is_none_or(|now| now.clean_day.0 > 0) => {}
                None => count.faults.push(format!("file {}: its object is missing", row.id)),
            }
            told(&count);
        }
    }
    out.end(keys)?;
    Ok(count)
}

/// Copies an object, if it is there; the SHA-256 of what was copied.
async fn object(
    blobs: &Blobs,
    id: BlobId,
    out: &mut Out<impl Write>,
) -> Result<Option<[u8; 32]>, BackupError> {
    let mut stream = match blobs.get(id).await {
        Err(BlobError::Missing) => return Ok(None),
        other => other?,
    };
    out.item(b'O', &id.0)?;
    let mut hash = Sha256::new();
    while let Some(part) = stream.next().await {
        let part = part.map_err(BlobError::from)?;
        hash.update(&part);
        for part in part.chunks(items::PART) {
            out.item(b'D', part)?;
        }
    }
    out.item(b'E', &[])?;
    Ok(Some(hash.finalize().into()))
}

/// Takes a copy into an empty installation that has the key files of the one it was made of. All or nothing: rows stand
/// only when the copy was read to its true end. Cases of the state folder's tombstones do not come back.
///
/// # Errors
/// [`BackupError`]; then nothing has changed.
pub async fn read(
    (store, blobs, keys, state): (&Store, &Blobs, &KeyFiles, &State),
    with: &HybridIdentity,
    file: impl Read,
    now: i64,
    mut told: impl FnMut(&Count),
) -> Result<Count, BackupError> {
    let mut made = Vec::new();
    let done = take((store, blobs, keys, state), with, file, now, &mut made, &mut told).await;
    if done.is_err() {
        for id in made {
            // The folder was empty before: whatever is left there is named by the next attempt.
            let _ = blobs.delete(id).await;
        }
    }
    done
}

/// One transaction around all of it, files included: whoever takes in a copy is alone with an empty store, and half of
/// a copy must never be taken for all of it.
async fn take(
    (store, blobs, keys, state): (&Store, &Blobs, &KeyFiles, &State),
    with: &HybridIdentity,
    file: impl Read,
    now: i64,
    made: &mut Vec<BlobId>,
    told: &mut impl FnMut(&Count),
) -> Result<Count, BackupError> {
    const ORDER: BackupError = BackupError::Refused("the copy is not in order");
    let mut from = In::begin(file, with, keys)?;
    let mut tx = store.write().await?;
    if !tx.is_new().await? {
        return Err(BackupError::Refused("the database is not empty"));
    }
    tx.unfound().await?;
    let (mut count, mut leaves) = (Count::default(), Vec::new());
    let mut table: Option<&'static Table> = None;
    let mut arriving: Option<(BlobId, Option<Incoming>, Sha256)> = None;
    let mut rows_end = false;
    loop {
        match from.next(table)? {
            Item::Table(next) if !rows_end => table = Some(next),
            Item::Row(row) if !rows_end => {
                tx.put(table.ok_or(ORDER)?, &row).await?;
                count.rows += 1;
            }
            Item::File(id) if arriving.is_none() => {
                if !rows_end {
                    leaves = keep_out(&mut tx, keys, state, now).await?;
                    rows_end = true;
                }
                // A file whose row a tombstone has kept out stays out too.
                let mut incoming = None;
                if tx.blob(id).await?.is_some() {
                    made.push(id);
                    incoming = Some(blobs.put(id).await?);
                }
                arriving = Some((id, incoming, Sha256::new()));
            }
            Item::Part(part) => {
                let (_, incoming, hash) = arriving.as_mut().ok_or(ORDER)?;
                hash.update(&part);
                if let Some(incoming) = incoming {
                    incoming.write(&part).await?;
                }
            }
            Item::FileEnd => {
                let (id, incoming, hash) = arriving.take().ok_or(ORDER)?;
                if let Some(incoming) = incoming {
                    incoming.finish().await?;
                    count.files += 1;
                    let row = tx.blob(id).await?.ok_or(ORDER)?;
                    if row.digest != hash.finalize()[..] {
                        count.faults.push(format!("file {id}: its object was touched"));
                    }
                }
            }
            Item::End if arriving.is_none() => break,
            _ => return Err(ORDER),
        }
        told(&count);
    }
    if !rows_end {
        leaves = keep_out(&mut tx, keys, state, now).await?;
    }
    count.kept_out = leaves.len() as u64;
    tx.touch_left_out().await?;
    leaves.push(Leaf::staff(Event::Restored, now, None));
    tx.commit(Audit::of(leaves)).await?;
    Ok(count)
}

/// Applies the tombstones to rows that just came; what the log must say of it.
async fn keep_out(tx: &mut Tx, keys: &KeyFiles, state: &State, now: i64) -> Result<Vec<Leaf>, BackupError> {
    let tombstones = state.tombstones()?;
    let mut leaves = Vec::new();
    for case in tombstones.shredded {
        if tx.case(case).await?.is_some() {
            for file in shred::erase(tx, keys, case).await? {
                tx.forget_blob(file).await?;
            }
            leaves.push(Leaf::staff(Event::CaseShredded, now, None).about(case));
        }
    }
    for tag in state.withdrawn_again()? {
        tx.add_withdrawn(&tag).await?;
    }
    Ok(leaves)
}

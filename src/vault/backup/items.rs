//! The items of a copy, sealed as they are written and checked as they are read, in flat memory.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::BackupError;
use crate::crypto::envelope::{self, SealError, SealStream};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::{kdf, random};
use crate::domain::id::BlobId;
use crate::store::dump::{Cell, Kind, Table};
use crate::vault::keys::KeyFiles;

const FIRST_LINE: &[u8] = b"balss-backup/1\n";
/// Bytes of a file in one item.
pub(super) const PART: usize = 1 << 20;
/// Bytes of the largest item that is read: more than any row has.
const MAX: usize = 16 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    columns: Vec<String>,
}

fn named(table: &Table) -> Named {
    let columns = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    Named { name: table.name.to_owned(), columns }
}

fn first_tag(keys: &KeyFiles, random: &[u8]) -> [u8; 32] {
    kdf::tag(&keys.backup_key(), &[b"first", random])
}

fn last_tag(keys: &KeyFiles, digest: &[u8]) -> [u8; 32] {
    kdf::tag(&keys.backup_key(), &[b"last", digest])
}

impl From<SealError> for BackupError {
    fn from(_: SealError) -> Self {
        Self::Refused("it cannot be sealed to this recipient")
    }
}

/// A copy that is being written.
pub(super) struct Out<W> {
    file: W,
    seal: SealStream,
    hash: Sha256,
}

impl<W: Write> Out<W> {
    pub(super) fn begin(file: W, to: &HybridRecipient, keys: &KeyFiles) -> Result<Self, BackupError> {
        let mut out = Self { file, seal: SealStream::new(to)?, hash: Sha256::new() };
        out.bytes(FIRST_LINE)?;
        let random = random::bytes::<32>();
        out.item(b'H', &[random, first_tag(keys, &random)].concat())?;
        Ok(out)
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.hash.update(bytes);
        Ok(self.file.write_all(&self.seal.push(bytes)?)?)
    }

    pub(super) fn item(&mut self, kind: u8, bytes: &[u8]) -> Result<(), BackupError> {
        let length = u32::try_from(bytes.len()).map_err(|_| BackupError::Refused("a row is too large"))?;
        self.bytes(&[&[kind][..], &length.to_be_bytes()].concat())?;
        self.bytes(bytes)
    }

    pub(super) fn table(&mut self, table: &Table) -> Result<(), BackupError> {
        let json = serde_json::to_vec(&named(table)).map_err(|e| BackupError::File(e.to_string()))?;
        self.item(b'T', &json)
    }

    pub(super) fn row(&mut self, row: &[Cell]) -> Result<(), BackupError> {
        let mut all = Vec::new();
        for cell in row {
            let bytes = match cell {
                Cell::Int(n) => {
                    all.extend_from_slice(&n.to_be_bytes());
                    continue;
                }
                Cell::Text(text) => text.as_bytes(),
                Cell::Bytes(bytes) => bytes,
            };
            let length =
                u32::try_from(bytes.len()).map_err(|_| BackupError::Refused("a row is too large"))?;
            all.extend_from_slice(&length.to_be_bytes());
            all.extend_from_slice(bytes);
        }
        self.item(b'R', &all)
    }

    pub(super) fn end(mut self, keys: &KeyFiles) -> Result<(), BackupError> {
        let tag = last_tag(keys, &self.hash.clone().finalize());
        self.item(b'Z', &tag)?;
        self.file.write_all(&self.seal.finish()?)?;
        Ok(self.file.flush()?)
    }
}

/// What comes out of a copy.
pub(super) enum Item {
    Table(&'static Table),
    Row(Vec<Cell>),
    File(BlobId),
    Part(Vec<u8>),
    FileEnd,
    /// The copy is whole, and ours.
    End,
}

/// A copy that is being read.
pub(super) struct In<'k, R> {
    from: R,
    hash: Sha256,
    keys: &'k KeyFiles,
}

/// Begins to read; a copy of another installation or for another identity is refused here.
impl<'k> In<'k, ()> {
    pub(super) fn begin<F: Read>(
        file: F,
        with: &HybridIdentity,
        keys: &'k KeyFiles,
    ) -> Result<In<'k, impl Read + use<F>>, BackupError> {
        let from = envelope::open_stream(with, file)
            .map_err(|_| BackupError::Refused("it does not open with this identity"))?;
        In::start(from, keys)
    }
}

impl<'k, R: Read> In<'k, R> {
    /// The same on what the envelope holds.
    fn start(from: R, keys: &'k KeyFiles) -> Result<Self, BackupError> {
        let mut all = In { from, hash: Sha256::new(), keys };
        if all.bytes(FIRST_LINE.len())? != FIRST_LINE {
            return Err(BackupError::Refused("this is no copy that this version of Balss made"));
        }
        let (kind, first) = all.raw()?;
        let ours = first.split_at_checked(32).is_some_and(|(random, tag)| tag == first_tag(keys, random));
        if kind == b'H' && ours {
            Ok(all)
        } else {
            Err(BackupError::Refused("it was made with other key files"))
        }
    }
}

/// Reads `rest` as what follows the first items of a copy; how many items were understood before the first that was not,
/// and whether the copy ended. For fuzzing: past the envelope and the tag, where only a holder of the key files comes.
#[cfg(any(test, fuzzing))]
#[must_use]
pub fn understood(keys: &KeyFiles, rest: &[u8]) -> (usize, bool) {
    let (mut table, mut count) = (None, 0);
    let random = [7; 32];
    let plain = [FIRST_LINE, b"H\0\0\0\x40", &random, &first_tag(keys, &random), rest].concat();
    let Ok(mut all) = In::start(&plain[..], keys) else { return (0, false) };
    loop {
        match all.next(table) {
            Ok(Item::End) => return (count + 1, true),
            Ok(Item::Table(t)) => table = Some(t),
            Ok(_) => {}
            Err(_) => return (count, false),
        }
        count += 1;
    }
}

const BROKEN: BackupError = BackupError::Refused("the copy is damaged or not whole");

impl<R: Read> In<'_, R> {
    fn bytes(&mut self, length: usize) -> Result<Vec<u8>, BackupError> {
        let mut bytes = vec![0; length];
        self.from.read_exact(&mut bytes).map_err(|_| BROKEN)?;
        self.hash.update(&bytes);
        Ok(bytes)
    }

    fn raw(&mut self) -> Result<(u8, Vec<u8>), BackupError> {
        let head = self.bytes(5)?;
        let (kind, length) = head.split_first().ok_or(BROKEN)?;
        let length = u32::from_be_bytes(length.try_into().map_err(|_| BROKEN)?) as usize;
        if length > MAX {
            return Err(BROKEN);
        }
        Ok((*kind, self.bytes(length)?))
    }

    /// The next item; `table` is the one whose rows come now.
    pub(super) fn next(&mut self, table: Option<&'static Table>) -> Result<Item, BackupError> {
        let before = self.hash.clone();
        let (kind, bytes) = self.raw()?;
        match kind {
            b'T' => {
                let found: Named = serde_json::from_slice(&bytes).map_err(|_| BROKEN)?;
                let table = Table::named(&found.name).filter(|t| named(t).columns == found.columns);
                let why = "it was made by another version of Balss: restore it with that one";
                table.map(Item::Table).ok_or(BackupError::Refused(why))
            }
            b'R' => cells(table.ok_or(BROKEN)?, &bytes).map(Item::Row).ok_or(BROKEN),
            b'O' => BlobId::from_slice(&bytes).map(Item::File).ok_or(BROKEN),
            b'D' => Ok(Item::Part(bytes)),
            b'E' if bytes.is_empty() => Ok(Item::FileEnd),
            // Nothing may follow, and only the end of the envelope says that nothing is missing.
            b'Z' if bytes == last_tag(self.keys, &before.finalize()) && self.at_end() => Ok(Item::End),
            _ => Err(BROKEN),
        }
    }

    fn at_end(&mut self) -> bool {
        matches!(self.from.read(&mut [0]), Ok(0))
    }
}

fn cells(table: &Table, mut bytes: &[u8]) -> Option<Vec<Cell>> {
    let mut all = Vec::with_capacity(table.columns.len());
    for (_, kind) in table.columns {
        if *kind == Kind::Int {
            let (number, rest) = bytes.split_first_chunk::<8>()?;
            all.push(Cell::Int(i64::from_be_bytes(*number)));
            bytes = rest;
            continue;
        }
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (value, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        all.push(match kind {
            Kind::Text => Cell::Text(String::from_utf8(value.to_vec()).ok()?),
            _ => Cell::Bytes(value.to_vec()),
        });
        bytes = rest;
    }
    bytes.is_empty().then_some(all)
}

#[cfg(test)]
mod tests;

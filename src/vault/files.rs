//! Evidence: sealed once, while it arrives, to the thread of its case; opened as a stream. Memory stays bounded.
//!
//! The plaintext is the file's bytes and zeros up to the Padmé length (at least 64 KiB), so that the stored size tells
//! little. Length, SHA-256, name and media type live in a sealed file record.

use std::io::Read;

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::original::Original;
use super::{Result, VaultError, aside};
use crate::crypto::envelope::{self, SealStream};
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::pad;
use crate::domain::id::BlobId;
use crate::store::blobs::Blobs;

/// What is known of a file once it has arrived. Kept sealed, in the draft and in the file record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Object that holds it.
    pub blob: BlobId,
    /// Name the reporter's device gave it.
    pub name: String,
    /// Media type the reporter's device claimed.
    pub media: String,
    /// Bytes of the file itself.
    pub length: u64,
    /// SHA-256 of the file itself, hexadecimal.
    pub sha256: String,
    /// SHA-256 of the stored object, hexadecimal.
    pub sealed_sha256: String,
    /// Number of the message it came with; 0 for the report itself.
    #[serde(default)]
    pub n: u64,
    /// Epoch of the thread that it is sealed to: while it arrived, the case may have gone to a later one.
    #[serde(default)]
    pub epoch: u32,
    /// Of a photograph: the file as it was sent, sealed to the reporter alone. Where no copy could be cleaned, this is the
    /// same object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    /// Of an original that was handed over: the seed that opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// Seals one file as it arrives.
pub struct FileSealer {
    stream: SealStream,
    plain: Sha256,
    sealed: Sha256,
    length: u64,
    stored: u64,
}

/// A file that was sealed whole.
pub struct SealedFile {
    /// The last sealed bytes.
    pub rest: Vec<u8>,
    /// Bytes of the file.
    pub length: u64,
    /// Bytes of the object.
    pub stored: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// SHA-256 of the object.
    pub sealed_sha256: [u8; 32],
}

impl FileSealer {
    /// Begins.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn new(to: &HybridRecipient) -> Result<Self> {
        let stream = SealStream::new(to).map_err(|_| VaultError::Refused)?;
        Ok(Self { stream, plain: Sha256::new(), sealed: Sha256::new(), length: 0, stored: 0 })
    }

    /// Bytes of the file so far.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    fn out(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        self.sealed.update(&bytes);
        self.stored += bytes.len() as u64;
        bytes
    }

    /// Takes bytes of the file, gives sealed bytes to store.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<u8>> {
        self.plain.update(bytes);
        self.length += bytes.len() as u64;
        let out = self.stream.push(bytes).map_err(|_| VaultError::Refused)?;
        Ok(self.out(out))
    }

    /// Pads by up to 64 KiB at a time; `None` once the padding is complete.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn pad(&mut self, padded: &mut u64) -> Result<Option<Vec<u8>>> {
        static ZEROS: [u8; 64 << 10] = [0; 64 << 10];
        let missing = pad::padme(self.length, pad::FILE_FLOOR) - self.length - *padded;
        if missing == 0 {
            return Ok(None);
        }
        let n = usize::try_from(missing).unwrap_or(usize::MAX).min(ZEROS.len());
        *padded += n as u64;
        let out = self.stream.push(&ZEROS[..n]).map_err(|_| VaultError::Refused)?;
        Ok(Some(self.out(out)))
    }

    /// Ends the file after its padding.
    ///
    /// # Errors
    /// [`VaultError::Refused`].
    pub fn finish(self) -> Result<SealedFile> {
        let Self { stream, plain, mut sealed, length, stored } = self;
        let rest = stream.finish().map_err(|_| VaultError::Refused)?;
        sealed.update(&rest);
        let stored = stored + rest.len() as u64;
        Ok(SealedFile {
            rest,
            length,
            stored,
            sha256: plain.finalize().into(),
            sealed_sha256: sealed.finalize().into(),
        })
    }
}

/// Opens files of a thread.
pub type Identity = HybridIdentity;

/// A stored object as a stream of its file's bytes. It is opened on a thread of its own, a few chunks ahead of the
/// reader; memory stays bounded. The last item is an error when the file is not the one recorded.
///
/// # Errors
/// [`VaultError::Blob`].
pub async fn stream(
    blobs: &Blobs,
    record: FileRecord,
    with: Identity,
) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Send + 'static> {
    let object = blobs.get(record.blob).await?;
    let object = tokio_util::io::StreamReader::new(object.map_err(std::io::Error::other));
    let object = tokio_util::io::SyncIoBridge::new(Box::pin(object));
    let (send, receive) = tokio::sync::mpsc::channel(4);
    // It ends by itself, when the file or its reader does.
    drop(aside::start(move || {
        let object = std::io::BufReader::with_capacity(256 << 10, object);
        let Ok(mut file) = open(&with, &record, object) else {
            let _ = send.blocking_send(Err(std::io::ErrorKind::InvalidData.into()));
            return;
        };
        loop {
            let mut chunk = vec![0; 64 << 10];
            let item = match file.read(&mut chunk) {
                Ok(0) => return,
                Ok(n) => {
                    chunk.truncate(n);
                    Ok(Bytes::from(chunk))
                }
                Err(e) => Err(e),
            };
            let end = item.is_err();
            // A reader that left ends the work.
            if send.blocking_send(item).is_err() || end {
                return;
            }
        }
    }));
    Ok(futures_util::stream::unfold(receive, |mut r| async move { r.recv().await.map(|item| (item, r)) }))
}

/// The first `most` bytes of a file, or all of it, checked, where it has no more.
///
/// # Errors
/// [`VaultError::Refused`] when it does not open.
pub async fn begins(
    blobs: &Blobs,
    record: FileRecord,
    with: Identity,
    most: usize,
) -> Result<zeroize::Zeroizing<Vec<u8>>> {
    let most = usize::try_from(record.length).unwrap_or(usize::MAX).min(most);
    let mut stream = Box::pin(stream(blobs, record, with).await?);
    let mut begins = zeroize::Zeroizing::new(Vec::with_capacity(most));
    while begins.len() < most {
        let chunk = stream.try_next().await.map_err(|_| VaultError::Refused)?.ok_or(VaultError::Refused)?;
        let missing = most - begins.len();
        begins.extend_from_slice(&chunk[..chunk.len().min(missing)]);
    }
    Ok(begins)
}

/// Opens a stored object: gives the file's bytes without their padding and, at their end, fails unless their hash is
/// the one in the sealed record.
pub struct FileOpener<R> {
    inner: R,
    left: u64,
    hash: Sha256,
    expected: Vec<u8>,
}

/// Opens `object` of `record` with the thread's identity.
///
/// # Errors
/// [`VaultError::Refused`].
pub fn open<R: Read>(
    with: &HybridIdentity,
    record: &FileRecord,
    object: R,
) -> Result<FileOpener<impl Read + use<R>>> {
    let inner = envelope::open_stream(with, object)?;
    let expected =
        data_encoding::HEXLOWER.decode(record.sha256.as_bytes()).map_err(|_| VaultError::Refused)?;
    Ok(FileOpener { inner, left: record.length, hash: Sha256::new(), expected })
}

impl<R: Read> Read for FileOpener<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 || buf.is_empty() {
            return Ok(0);
        }
        let want = usize::try_from(self.left).unwrap_or(usize::MAX).min(buf.len());
        let n = self.inner.read(&mut buf[..want])?;
        if n == 0 {
            return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the file is cut short"));
        }
        self.hash.update(&buf[..n]);
        self.left -= n as u64;
        if self.left == 0 && self.hash.clone().finalize()[..] != self.expected[..] {
            return Err(std::io::Error::new(
                std::io::ErrorKind::InvalidData,
                "the file is not the one recorded",
            ));
        }
        Ok(n)
    }
}

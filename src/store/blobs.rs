//! Sealed files: objects named by a random id in a local folder, written with fsync before anything refers to them.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use tokio::task::JoinHandle;

use crate::domain::id::BlobId;

/// Where sealed files stand.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

/// Why a file could not be kept or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobError {
    /// No space left.
    Full,
    /// Not there.
    Missing,
    /// Cannot be reached now.
    Unavailable,
}

impl std::fmt::Display for BlobError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Full => "no space left for files",
            Self::Missing => "the file is not there",
            Self::Unavailable => "files cannot be reached",
        })
    }
}

impl std::error::Error for BlobError {}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        if let object_store::Error::NotFound { .. } = error {
            return Self::Missing;
        }
        let mut source: Option<&dyn std::error::Error> = Some(&error);
        while let Some(e) = source {
            if let Some(io) = e.downcast_ref::<std::io::Error>()
                && matches!(io.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
            {
                return Self::Full;
            }
            source = e.source();
        }
        Self::Unavailable
    }
}

fn path(id: BlobId) -> ObjectPath {
    let name = id.to_string();
    ObjectPath::from(format!("{}/{name}", &name[..2]))
}

/// A file that is arriving. Dropped without [`Incoming::finish`], what came so far is removed.
pub struct Incoming {
    upload: Option<Box<dyn MultipartUpload>>,
    part: Vec<u8>,
    // The part before, on its way to the disk while this one fills.
    writing: Option<JoinHandle<object_store::Result<()>>>,
}

/// Sealed bytes are handed on in parts of this size; two are held at most.
const PART: usize = 4 << 20;
/// What one write may add to a part that is almost full, without its place in memory growing.
const MORE: usize = 512 << 10;

impl Blobs {
    /// The folder `root`, made if missing.
    ///
    /// # Errors
    /// [`BlobError::Unavailable`] when it cannot be made or read.
    pub fn open(root: &Path) -> Result<Self, BlobError> {
        std::fs::create_dir_all(root).map_err(|_| BlobError::Unavailable)?;
        let store = LocalFileSystem::new_with_prefix(root)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Begins to write the object of `id`, whose row must stand already.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn put(&self, id: BlobId) -> Result<Incoming, BlobError> {
        let upload = self.store.put_multipart(&path(id)).await?;
        Ok(Incoming { upload: Some(upload), part: Vec::new(), writing: None })
    }

    /// The object of `id` as a stream.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn get(
        &self,
        id: BlobId,
    ) -> Result<BoxStream<'static, object_store::Result<Bytes>>, BlobError> {
        Ok(self.store.get(&path(id)).await?.into_stream())
    }

    /// Size of the object of `id` in bytes.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn size(&self, id: BlobId) -> Result<u64, BlobError> {
        Ok(self.store.head(&path(id)).await?.size)
    }

    /// Removes the object of `id`; one that is not there is fine.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn delete(&self, id: BlobId) -> Result<(), BlobError> {
        match self.store.delete(&path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(e.into()),
        }
    }
}

impl Incoming {
    /// Takes the next sealed bytes.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        self.part.extend_from_slice(bytes);
        if self.part.len() >= PART { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<(), BlobError> {
        self.written().await?;
        let part = std::mem::replace(&mut self.part, Vec::with_capacity(PART + MORE));
        let upload = self.upload.as_mut().ok_or(BlobError::Unavailable)?;
        self.writing = Some(tokio::spawn(upload.put_part(PutPayload::from(part))));
        Ok(())
    }

    /// Waits for the part that is on its way.
    async fn written(&mut self) -> Result<(), BlobError> {
        match self.writing.take() {
            None => Ok(()),
            Some(writing) => Ok(writing.await.map_err(|_| BlobError::Unavailable)??),
        }
    }

    /// The object is whole and on disk when this returns well.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn finish(mut self) -> Result<(), BlobError> {
        if !self.part.is_empty() {
            self.flush().await?;
        }
        self.written().await?;
        let mut upload = self.upload.take().ok_or(BlobError::Unavailable)?;
        upload.complete().await?;
        Ok(())
    }

    /// Removes what came so far.
    pub async fn abort(mut self) {
        let _ = self.written().await;
        if let Some(mut upload) = self.upload.take() {
            // What cannot be removed now is swept by its row.
            let _ = upload.abort().await;
        }
    }
}

/// Free bytes on the disk that holds `folder`; everything when the system does not tell.
#[must_use]
pub fn free_space(folder: &Path) -> u64 {
    rustix::fs::statvfs(folder).map_or(u64::MAX, |s| s.f_bavail.saturating_mul(s.f_frsize))
}

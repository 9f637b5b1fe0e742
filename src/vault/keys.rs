//! The key files [format]: a folder of its own (0700), apart from data and backups, with three files (0600) of 32 raw
//! bytes each, made once: `pepper` (secret parameter of Argon2), `index` (grant tags and server tags), `checkpoint`
//! (Ed25519 seed). Without the pepper nothing opens; without the others the log and the grants cannot be continued.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::store::Notary;
use crate::tlog::note::NoteError;

/// The keys of the installation.
pub struct KeyFiles {
    /// Secret parameter of Argon2.
    pub pepper: Secret,
    /// Finds grants.
    pub index: Secret,
    checkpoint: Secret,
}

impl std::fmt::Debug for KeyFiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyFiles(…)")
    }
}

impl KeyFiles {
    /// Makes the folder and its files. Refuses a folder that holds any of them.
    ///
    /// # Errors
    /// Any error of the file system, and `AlreadyExists`.
    pub fn create(folder: &Path) -> io::Result<()> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        for name in ["pepper", "index", "checkpoint"] {
            let mut file =
                fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(name))?;
            let secret = Secret::new(random::bytes::<32>());
            file.write_all(&secret[..])?;
            file.sync_all()?;
        }
        fs::File::open(folder)?.sync_all()
    }

    /// Reads the files. Refuses files that others than their owner can read.
    ///
    /// # Errors
    /// Any error of the file system; `PermissionDenied` for loose permissions, `InvalidData` for a wrong length.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let read = |name: &str| -> io::Result<Secret> {
            let path = folder.join(name);
            let mode = fs::metadata(&path)?.mode();
            if mode & 0o077 != 0 {
                let text = format!("key file {name} must be readable by its owner only (mode 0600)");
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, text));
            }
            let bytes = zeroize::Zeroizing::new(fs::read(&path)?);
            let array: [u8; 32] = bytes.as_slice().try_into().map_err(|_| {
                io::Error::new(io::ErrorKind::InvalidData, format!("key file {name} is not 32 bytes long"))
            })?;
            Ok(Secret::new(array))
        };
        Ok(Self { pepper: read("pepper")?, index: read("index")?, checkpoint: read("checkpoint")? })
    }

    /// Recognises the heads file of the state folder.
    #[must_use]
    pub fn heads_key(&self) -> Secret {
        kdf::derive(&self.checkpoint[..], "balss/v1/heads")
    }

    /// Recognises backups of this installation.
    #[must_use]
    pub fn backup_key(&self) -> Secret {
        kdf::derive(&self.checkpoint[..], "balss/v1/backup")
    }

    /// What signs the audit log of the installation called `origin`.
    ///
    /// # Errors
    /// [`NoteError`] when the name cannot stand in a signed note.
    pub fn notary(&self, origin: &str) -> Result<Notary, NoteError> {
        Notary::new(origin, &self.checkpoint, kdf::derive(&self.checkpoint[..], "balss/v1/audit-mac"))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::KeyFiles;

    #[test]
    fn files_are_private_made_once_and_refused_when_loose_or_short() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("keys");
        KeyFiles::create(&folder).unwrap();
        let first = KeyFiles::load(&folder).unwrap();
        assert!(KeyFiles::create(&folder).is_err());
        assert_eq!(*KeyFiles::load(&folder).unwrap().pepper, *first.pepper);
        assert_ne!(*first.pepper, *first.index);
        std::fs::set_permissions(folder.join("index"), std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(KeyFiles::load(&folder).is_err());
        std::fs::set_permissions(folder.join("index"), std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(folder.join("pepper"), b"short").unwrap();
        assert!(KeyFiles::load(&folder).is_err());
    }
}

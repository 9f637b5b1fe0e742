//! The key files [format]: a folder of its own (0700), apart from data and backups, with three files (0600) of 32 raw
//! bytes each, made once: `pepper` (secret parameter of Argon2), `index` (grant tags and server tags), `checkpoint`
//! (Ed25519 seed). Without the pepper nothing opens; without the others the log and the grants cannot be continued.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::Path;

use zeroize::Zeroizing;

use crate::crypto::kdf::{self, Secret};
pub use crate::crypto::paper::Mistyped;
use crate::crypto::{paper, random};
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

/// Names of the files.
const NAMES: [&str; 3] = ["pepper", "index", "checkpoint"];
/// Kind bytes of their lines on paper [format].
const KINDS: [u8; 3] = [0x11, 0x12, 0x13];

/// One key as read from paper.
pub struct PaperKey {
    /// Name of its file.
    pub name: &'static str,
    secret: Secret,
}

impl PaperKey {
    /// Reads a typed line.
    ///
    /// # Errors
    /// [`Mistyped`], also for a line that is of no key file.
    pub fn parse(typed: &str) -> Result<Self, Mistyped> {
        let (kind, secret) = paper::parse(typed)?;
        let place = KINDS.iter().position(|k| *k == kind).ok_or(Mistyped::Other)?;
        Ok(Self { name: NAMES[place], secret })
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// One file, whole or not at all, never in the place of another.
fn put(folder: &Path, name: &str, secret: &Secret) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&secret[..])?;
    file.as_file().sync_all()?;
    file.persist_noclobber(folder.join(name))?;
    Ok(())
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
        if Self::present(folder) > 0 {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Self::complete(folder)
    }

    /// How many of the three files the folder holds.
    #[must_use]
    pub fn present(folder: &Path) -> usize {
        NAMES.iter().filter(|name| folder.join(name).exists()).count()
    }

    /// Makes what is missing of the folder and its files: only for an installation that holds nothing yet, since new
    /// keys open nothing that older ones sealed.
    ///
    /// # Errors
    /// Any error of the file system.
    pub fn complete(folder: &Path) -> io::Result<()> {
        make_folder(folder)?;
        for name in NAMES.into_iter().filter(|name| !folder.join(name).exists()) {
            put(folder, name, &Secret::new(random::bytes::<32>()))?;
        }
        fs::File::open(folder)?.sync_all()
    }

    /// The three keys as lines for paper, each with its name.
    #[must_use]
    pub fn paper(&self) -> [(&'static str, Zeroizing<String>); 3] {
        let all = [&self.pepper, &self.index, &self.checkpoint];
        std::array::from_fn(|i| (NAMES[i], paper::line(KINDS[i], all[i])))
    }

    /// Makes the folder and its files from the lines of a paper, in any order. Refuses a folder that holds any of them.
    ///
    /// # Errors
    /// Any error of the file system, `AlreadyExists`, and `InvalidData` when a key is missing or there twice.
    pub fn restore(folder: &Path, lines: &[PaperKey]) -> io::Result<()> {
        if Self::present(folder) > 0 {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let of = |name: &str| -> io::Result<&Secret> {
            let mut found = lines.iter().filter(|l| l.name == name);
            match (found.next(), found.next()) {
                (Some(line), None) => Ok(&line.secret),
                _ => Err(io::Error::new(io::ErrorKind::InvalidData, format!("the {name} is needed once"))),
            }
        };
        let secrets = [of(NAMES[0])?, of(NAMES[1])?, of(NAMES[2])?];
        make_folder(folder)?;
        for (name, secret) in NAMES.into_iter().zip(secrets) {
            put(folder, name, secret)?;
        }
        fs::File::open(folder)?.sync_all()
    }

    /// Reads the files. Refuses a folder that others than its owner can use, and files that others can read.
    ///
    /// # Errors
    /// Any error of the file system; `PermissionDenied` for loose permissions, `InvalidData` for a wrong length.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let own = |path: &Path, text: &str| -> io::Result<()> {
            if fs::metadata(path)?.mode() & 0o077 != 0 {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, text));
            }
            Ok(())
        };
        own(folder, "the folder of key files must be usable by its owner only (chmod 0700)")?;
        let read = |name: &str| -> io::Result<Secret> {
            let path = folder.join(name);
            own(&path, &format!("key file {name} must be readable by its owner only (chmod 0600)"))?;
            let bytes = Zeroizing::new(fs::read(&path)?);
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

    use super::{KeyFiles, PaperKey};

    #[test]
    fn paper_gives_back_the_same_keys_and_no_other_number_of_them() {
        let home = tempfile::tempdir().unwrap();
        KeyFiles::create(&home.path().join("keys")).unwrap();
        let keys = KeyFiles::load(&home.path().join("keys")).unwrap();
        let mut lines: Vec<_> =
            keys.paper().iter().map(|(name, line)| (*name, PaperKey::parse(line).unwrap())).collect();
        assert!(lines.iter().all(|(name, key)| *name == key.name));
        lines.reverse();
        let mut read: Vec<PaperKey> = lines.into_iter().map(|(_, key)| key).collect();
        let again = home.path().join("again");
        KeyFiles::restore(&again, &read).unwrap();
        let restored = KeyFiles::load(&again).unwrap();
        assert_eq!((*restored.pepper, *restored.index), (*keys.pepper, *keys.index));
        assert_eq!(*restored.checkpoint, *keys.checkpoint);
        assert!(KeyFiles::restore(&again, &read).is_err());
        read[0] = PaperKey::parse(&keys.paper()[1].1).unwrap();
        assert!(KeyFiles::restore(&home.path().join("third"), &read).is_err());
    }

    #[test]
    fn what_is_missing_is_made_and_what_is_there_stays() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("keys");
        KeyFiles::create(&folder).unwrap();
        let before = KeyFiles::load(&folder).unwrap();
        std::fs::remove_file(folder.join("checkpoint")).unwrap();
        assert_eq!(KeyFiles::present(&folder), 2);
        KeyFiles::complete(&folder).unwrap();
        let after = KeyFiles::load(&folder).unwrap();
        assert_eq!(*after.pepper, *before.pepper);
        assert_ne!(*after.checkpoint, *before.checkpoint);
    }

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
        assert!(KeyFiles::load(&folder).is_ok());
        // Whoever writes to the folder puts other keys in their place; whoever reads it learns when they were made.
        for loose in [0o701, 0o750, 0o755, 0o730] {
            std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(loose)).unwrap();
            let error = KeyFiles::load(&folder).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied);
            assert!(error.to_string().contains("the folder"), "{error}");
        }
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::write(folder.join("pepper"), b"short").unwrap();
        assert!(KeyFiles::load(&folder).is_err());
    }
}

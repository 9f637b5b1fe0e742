//! What leaves an installation as one file [format]: a tar archive (POSIX ustar) sealed to a key that somebody pasted, with
//! a list of its members under the exporter's signature. Stock tools open and check it.
//!
//! | member | |
//! |---|---|
//! | what the caller gives | texts lie in memory, files come from the shelf while the bundle leaves |
//! | `exporter.pem` | the public key that signed, as `openssl` reads it |
//! | `manifest.json` | SHA-256 and length of each member before, and whatever the caller says of the whole |
//! | `manifest.sig` | the Ed25519 signature of the bytes of `manifest.json`, 64 bytes |
//!
//! The manifest begins with `{"format":"balss/v1/export"`: nothing else that this key signs begins so. A file that is not
//! the one recorded ends the stream with an error, and what arrived does not open to its end.

use std::io;

use bytes::Bytes;
use data_encoding::{BASE64, HEXLOWER};
use futures_util::{Stream, StreamExt};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{self, Sender};

use super::files::{self, FileRecord, Identity};
use super::staff::StaffKeys;
use super::{Result, VaultError};
use crate::crypto::envelope::SealStream;
pub use crate::crypto::outward::{Outward, Unfit, fingerprint, is_secret};
use crate::store::blobs::Blobs;

/// The first field of every manifest.
const FORMAT: &str = "balss/v1/export";
/// A block of an archive.
const BLOCK: usize = 512;
/// Before an Ed25519 key in its `SubjectPublicKeyInfo` (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

/// One member of an archive.
pub struct Member {
    name: String,
    length: u64,
    sha256: String,
    from: From,
}

enum From {
    Memory(Vec<u8>),
    Shelf(Box<(FileRecord, Identity)>),
}

impl Member {
    /// One that lies in memory.
    #[must_use]
    pub fn text(name: &str, bytes: Vec<u8>) -> Self {
        let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
        Self { name: name.to_owned(), length: bytes.len() as u64, sha256, from: From::Memory(bytes) }
    }

    /// One that lies on the shelf.
    #[must_use]
    pub fn file(name: &str, record: FileRecord, with: Identity) -> Self {
        let (length, sha256) = (record.length, record.sha256.clone());
        Self { name: name.to_owned(), length, sha256, from: From::Shelf(Box::new((record, with))) }
    }
}

#[derive(Serialize)]
struct Manifest<'a, T> {
    format: &'a str,
    #[serde(flatten)]
    about: T,
    members: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    length: u64,
    sha256: &'a str,
}

/// The members with the exporter's key, the manifest and its signature behind them; and the SHA-256 of the manifest, by
/// which the case remembers what left.
///
/// # Errors
/// [`VaultError::Refused`] if `about` cannot be written down.
pub fn signed(
    mut members: Vec<Member>,
    about: impl Serialize,
    keys: &StaffKeys,
) -> Result<(Vec<Member>, String)> {
    let signer = keys.signer();
    members.push(Member::text("exporter.pem", pem(&signer.public()).into_bytes()));
    let listed =
        members.iter().map(|m| Listed { name: &m.name, length: m.length, sha256: &m.sha256 }).collect();
    let manifest = serde_json::to_vec(&Manifest { format: FORMAT, about, members: listed });
    let manifest = manifest.map_err(|_| VaultError::Refused)?;
    let signature = signer.sign(&manifest);
    let manifest = Member::text("manifest.json", manifest);
    let sha256 = manifest.sha256.clone();
    members.extend([manifest, Member::text("manifest.sig", signature.to_vec())]);
    Ok((members, sha256))
}

/// A public key as stock tools read it (RFC 7468).
fn pem(key: &[u8; 32]) -> String {
    let body = BASE64.encode(&[&SPKI[..], key].concat());
    format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n")
}

/// The sealed archive as it leaves, in bounded memory. Work ends with whoever reads it.
///
/// # Errors
/// [`VaultError::Refused`] when nothing can be sealed to this key.
pub fn stream(
    blobs: &Blobs,
    members: Vec<Member>,
    to: &Outward,
) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + use<>> {
    let sealer = SealStream::outward(to).map_err(|_| VaultError::Refused)?;
    let (send, receive) = mpsc::channel(4);
    let out = Out { sealer, send };
    let blobs = blobs.clone();
    tokio::spawn(async move {
        let send = out.send.clone();
        if let Err(error) = pack(&blobs, members, out).await {
            // Nobody listens to one who left.
            let _ = send.send(Err(error)).await;
        }
    });
    Ok(futures_util::stream::unfold(receive, |mut r| async move { r.recv().await.map(|item| (item, r)) }))
}

struct Out {
    sealer: SealStream,
    send: Sender<io::Result<Bytes>>,
}

impl Out {
    async fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let sealed = self.sealer.push(bytes).map_err(io::Error::other)?;
        self.give(sealed).await
    }

    async fn give(&self, sealed: Vec<u8>) -> io::Result<()> {
        if sealed.is_empty() {
            return Ok(());
        }
        self.send.send(Ok(sealed.into())).await.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

async fn pack(blobs: &Blobs, members: Vec<Member>, mut out: Out) -> io::Result<()> {
    for member in members {
        out.put(&header(&member)?).await?;
        let padding = usize::try_from(member.length.next_multiple_of(BLOCK as u64) - member.length);
        match member.from {
            From::Memory(bytes) => out.put(&bytes).await?,
            From::Shelf(of) => {
                let (record, with) = *of;
                let file = files::stream(blobs, record, with).await.map_err(io::Error::other)?;
                let (mut file, mut left) = (Box::pin(file), member.length);
                while let Some(chunk) = file.next().await {
                    let chunk = chunk?;
                    left = left.checked_sub(chunk.len() as u64).ok_or(io::ErrorKind::InvalidData)?;
                    out.put(&chunk).await?;
                }
                if left > 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
        out.put(&[0; BLOCK][..padding.unwrap_or(0)]).await?;
    }
    out.put(&[0; 2 * BLOCK]).await?;
    let Out { sealer, send } = out;
    let rest = sealer.finish().map_err(io::Error::other)?;
    send.send(Ok(rest.into())).await.map_err(|_| io::ErrorKind::BrokenPipe.into())
}

/// A member's header (POSIX.1-2017, pax, ustar interchange format): readable by its owner, of no time and nobody, since
/// those would tell of this server.
fn header(member: &Member) -> io::Result<[u8; BLOCK]> {
    let mut h = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| h[at..at + bytes.len()].copy_from_slice(bytes);
    // Eleven octal digits; a report's files are far below.
    if member.name.len() > 100 || member.length >= 1 << 33 {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    put(0, member.name.as_bytes());
    put(100, b"0000600\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{:011o}\0", member.length).as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        0");
    put(257, b"ustar\x0000");
    let sum: u32 = h.iter().map(|b| u32::from(*b)).sum();
    h[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Ok(h)
}

#[cfg(test)]
mod tests {
    use super::{FORMAT, Member, header, pem, signed};
    use crate::crypto::sign;
    use crate::vault::staff::StaffKeys;

    #[test]
    fn a_header_is_that_of_the_standard() {
        let h = header(&Member::text("case.html", vec![7; 4000])).unwrap();
        assert_eq!(
            (&h[..9], h[9], &h[124..136], h[156], &h[257..265]),
            (&b"case.html"[..], 0, &b"00000007640\0"[..], b'0', &b"ustar\x0000"[..])
        );
        let sum: u32 =
            h.iter().enumerate().map(|(n, b)| if (148..156).contains(&n) { 32 } else { u32::from(*b) }).sum();
        assert_eq!(&h[148..156], format!("{sum:06o}\0 ").as_bytes());
        assert!(header(&Member::text(&"x".repeat(101), vec![])).is_err());
    }

    #[test]
    fn the_manifest_names_every_member_and_is_signed() {
        let keys = StaffKeys::generate(false);
        let about = serde_json::json!({ "reason": "court" });
        let (members, sha256) = signed(vec![Member::text("a", b"abc".to_vec())], about, &keys).unwrap();
        let bytes = |n: usize| match &members[n].from {
            super::From::Memory(bytes) => bytes.clone(),
            super::From::Shelf(_) => panic!("a text"),
        };
        let names: Vec<&str> = members.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, ["a", "exporter.pem", "manifest.json", "manifest.sig"]);
        let manifest: serde_json::Value = serde_json::from_slice(&bytes(2)).unwrap();
        assert_eq!((&manifest["format"], &manifest["reason"]), (&FORMAT.into(), &"court".into()));
        assert_eq!(manifest["members"].as_array().unwrap().len(), 2);
        assert_eq!(
            manifest["members"][0]["sha256"],
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(members[2].sha256, sha256);
        let public = keys.signer().public();
        assert!(sign::verify(&public, &bytes(2), bytes(3).as_slice().try_into().unwrap()));
        assert_eq!(bytes(1), pem(&public).as_bytes());
    }
}

//! Checkpoints as signed notes: what a log says of itself, in a form that others can keep and check.
//!
//! Sources: C2SP `signed-note` (Ed25519, signature type 0x01) and C2SP `tlog-checkpoint`.

use std::fmt;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::leaf::Hash;

/// The signature type of plain Ed25519 in key ids and verifier keys.
const ED25519: u8 = 0x01;
/// How a signature line begins: em dash, space.
const LINE_START: &str = "\u{2014} ";
/// Notes above this are refused unread. 16 signatures, post-quantum ones of 5 kB included, fit.
const MAX_NOTE_BYTES: usize = 128 * 1024;
/// Notes with more signatures are refused: bounds the number of curve operations.
const MAX_SIGNATURES: usize = 64;

/// The head of a log at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log this is: one non-empty line, by custom an address without a scheme.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
}

/// Why a note or a name was not accepted. Says nothing of the note's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteError {
    /// A key name is empty or has spaces, control characters or a plus sign; or an origin is empty or not one line.
    Name,
    /// The public key is no point of the curve or has a small order.
    Key,
    /// Longer, or with more signatures, than any real note.
    TooLarge,
    /// Not the text form of a signed note.
    Syntax,
    /// No signature is from the known key.
    Unsigned,
    /// A signature bears the known key's name and id but does not verify.
    Signature,
    /// Signed by the known key, but not the text form of a checkpoint.
    Checkpoint,
    /// A valid checkpoint, but of another log.
    Origin,
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the name cannot stand in a signed note",
            Self::Key => "the public key is not a usable Ed25519 key",
            Self::TooLarge => "the note is too large",
            Self::Syntax => "the text is not a signed note",
            Self::Unsigned => "the note is not signed by the expected key",
            Self::Signature => "the signature does not verify",
            Self::Checkpoint => "the signed text is not a checkpoint",
            Self::Origin => "the checkpoint is of another log",
        })
    }
}

impl std::error::Error for NoteError {}

impl Checkpoint {
    fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(&self.root))
    }

    /// Exactly three lines: extension lines are allowed by the format but never written by us.
    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let checkpoint = Self {
            origin: origin.to_owned(),
            size: size.parse().ok()?,
            root: BASE64.decode(root.as_bytes()).ok()?.try_into().ok()?,
        };
        // Written anew it must be the same text: no sign, no leading zero, no fourth line.
        (!origin.is_empty() && checkpoint.to_text() == text).then_some(checkpoint)
    }
}

/// Signs checkpoints. Key material is wiped on drop and never shown by `Debug`.
pub struct NoteSigner {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoteSigner").field("name", &self.name).finish_non_exhaustive()
    }
}

impl NoteSigner {
    /// `name`: the key's name, by custom the origin of the log; `seed`: the Ed25519 secret, 32 bytes.
    ///
    /// # Errors
    /// [`NoteError::Name`].
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        checked_name(name)?;
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) })
    }

    /// The signed note of a checkpoint.
    ///
    /// # Errors
    /// [`NoteError::Name`] if the origin is empty or not one line: it could otherwise smuggle other lines in.
    pub fn sign(&self, checkpoint: &Checkpoint) -> Result<String, NoteError> {
        if checkpoint.origin.is_empty() || checkpoint.origin.chars().any(is_control) {
            return Err(NoteError::Name);
        }
        Ok(self.sign_text(&checkpoint.to_text()))
    }

    /// The verifier that accepts what this signer signs.
    #[must_use]
    pub fn verifier(&self) -> NoteVerifier {
        let key = self.key.verifying_key();
        NoteVerifier { name: self.name.clone(), id: key_id(&self.name, &key), key }
    }

    fn sign_text(&self, text: &str) -> String {
        let id = key_id(&self.name, &self.key.verifying_key());
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        format!("{text}\n{LINE_START}{} {}\n", self.name, BASE64.encode(&[&id[..], &signature].concat()))
    }
}

/// Checks checkpoints against one known key.
#[derive(Debug, Clone)]
pub struct NoteVerifier {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl NoteVerifier {
    /// `name`: the key's name; `public`: the Ed25519 public key, 32 bytes.
    ///
    /// # Errors
    /// [`NoteError::Name`], [`NoteError::Key`].
    pub fn new(name: &str, public: [u8; 32]) -> Result<Self, NoteError> {
        checked_name(name)?;
        let key = VerifyingKey::from_bytes(&public).map_err(|_| NoteError::Key)?;
        if key.is_weak() {
            return Err(NoteError::Key);
        }
        Ok(Self { name: name.to_owned(), id: key_id(name, &key), key })
    }

    /// The public form other tools take: name, key id in hex, base64 of type and key, joined by `+`.
    #[must_use]
    pub fn verifier_key(&self) -> String {
        let material = [&[ED25519][..], self.key.as_bytes()].concat();
        format!("{}+{}+{}", self.name, HEXLOWER.encode(&self.id), BASE64.encode(&material))
    }

    /// The checkpoint in a note that the known key signed. Signatures of other keys are ignored.
    ///
    /// One key may sign for several logs, so compare the origin, or use [`Self::verify_origin`].
    ///
    /// # Errors
    /// Every [`NoteError`] but `Name`, `Key`, `Origin`.
    pub fn verify(&self, note: &str) -> Result<Checkpoint, NoteError> {
        Checkpoint::from_text(self.open(note)?).ok_or(NoteError::Checkpoint)
    }

    /// As [`Self::verify`], of the log with this origin only.
    ///
    /// # Errors
    /// As [`Self::verify`], and [`NoteError::Origin`].
    pub fn verify_origin(&self, note: &str, origin: &str) -> Result<Checkpoint, NoteError> {
        let checkpoint = self.verify(note)?;
        if checkpoint.origin == origin { Ok(checkpoint) } else { Err(NoteError::Origin) }
    }

    /// The signed text of a note, its last newline included.
    fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteError> {
        if note.len() > MAX_NOTE_BYTES {
            return Err(NoteError::TooLarge);
        }
        if note.chars().any(|c| c != '\n' && is_control(c)) {
            return Err(NoteError::Syntax);
        }
        let gap = note.rfind("\n\n").ok_or(NoteError::Syntax)?;
        let (text, lines) = (&note[..=gap], &note[gap + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Syntax)?;
        let mut known = Vec::new();
        for (count, line) in lines.split('\n').enumerate() {
            if count == MAX_SIGNATURES {
                return Err(NoteError::TooLarge);
            }
            let (name, id, signature) = parse_line(line).ok_or(NoteError::Syntax)?;
            if name == self.name && id == self.id {
                known.push(signature);
            }
        }
        if known.is_empty() {
            return Err(NoteError::Unsigned);
        }
        for signature in known {
            let signature = Signature::from_slice(&signature).map_err(|_| NoteError::Signature)?;
            // Strict: refuses low-order points, with which one signature would fit many texts.
            self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| NoteError::Signature)?;
        }
        Ok(text)
    }
}

/// Name, key id and signature bytes of one signature line.
fn parse_line(line: &str) -> Option<(&str, [u8; 4], Vec<u8>)> {
    let (name, encoded) = line.strip_prefix(LINE_START)?.split_once(' ')?;
    checked_name(name).ok()?;
    let bytes = BASE64.decode(encoded.as_bytes()).ok()?;
    let (id, signature) = bytes.split_first_chunk::<4>()?;
    (!signature.is_empty()).then(|| (name, *id, signature.to_vec()))
}

/// The first four bytes of SHA-256 over name, newline, signature type, public key.
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash =
        Sha256::new_with_prefix(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes()).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

fn checked_name(name: &str) -> Result<(), NoteError> {
    let forbidden = |c: char| c == '+' || c.is_whitespace() || is_control(c);
    if name.is_empty() || name.contains(forbidden) { Err(NoteError::Name) } else { Ok(()) }
}

/// The control characters that no note may have, save newline between lines.
const fn is_control(c: char) -> bool {
    c < ' '
}

#[cfg(test)]
mod tests;

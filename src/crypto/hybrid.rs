//! The hybrid recipient of age, `mlkem768x25519`: `age1pq1…` recipients, `AGE-SECRET-KEY-PQ-1…` identities.
//!
//! A file key is sealed with HPKE base mode (RFC 9180): KEM MLKEM768-X25519 (file `kem`), HKDF-SHA256,
//! ChaCha20-Poly1305, no associated data; source c2sp.org/age. It holds as long as one of ML-KEM-768 and X25519
//! does. The `age` crate 0.12 has no such type; the day it has, this file and `kem` go.

use std::{collections::HashSet, fmt, str::FromStr};

use age::{DecryptError, EncryptError};
use age_core::format::{FileKey, Stanza};
use age_core::primitives::{bech32_decode, bech32_encode, bech32_encode_to_fmt, hpke_open, hpke_seal};
use age_core::secrecy::ExposeSecret;
use bech32::Hrp;
use data_encoding::BASE64_NOPAD;
use hpke::{Deserializable, HpkeError, Serializable};
use zeroize::Zeroizing;

use super::kem::{Hybrid, Private, Public, Share};
use super::{Refused, random};

/// First argument of the stanza.
pub const STANZA: &str = "mlkem768x25519";
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
/// age refuses to mix recipients whose labels differ: a classical one beside ours would undo it.
const LABEL: &str = "postquantum";
const RECIPIENT: &str = "age1pq";
const IDENTITY: &str = "age-secret-key-pq-";
/// The length of a recipient as text. Key and checksum at five bits a character, human-readable part and separator: longer texts are not looked at.
pub const RECIPIENT_TEXT: usize = RECIPIENT.len() + 1 + (1216usize * 8).div_ceil(5) + 6;
const FILE_KEY: usize = 16;

/// To whom something is sealed. Holds parsed and validated keys, so that sealing cannot fail.
#[derive(Clone, PartialEq, Eq)]
pub struct HybridRecipient(Public);

/// Who opens it. Holds the expanded keys, so that opening costs no expansion; wiped when dropped.
pub struct HybridIdentity(Box<Private>);

impl HybridIdentity {
    /// The identity of a 32-byte seed; expands the keys.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Box::new(Private::expand(seed)))
    }

    /// A new random identity.
    #[must_use]
    pub fn generate() -> Self {
        Self::from_seed(&random::secret())
    }

    /// The seed, to be sealed into a grant or bundle.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        self.0.seed().clone()
    }

    /// To whom one seals so that this identity opens.
    #[must_use]
    pub fn recipient(&self) -> HybridRecipient {
        HybridRecipient(self.0.public())
    }

    /// `AGE-SECRET-KEY-PQ-1…`, as stock age reads it.
    #[must_use]
    pub fn to_secret_string(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(bech32_encode(Hrp::parse_unchecked(IDENTITY), &**self.0.seed()));
        text.make_ascii_uppercase();
        text
    }
}

impl fmt::Debug for HybridIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HybridIdentity(..)")
    }
}

impl FromStr for HybridIdentity {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let mut seed = Zeroizing::new([0; 32]);
        decode(text, &IDENTITY.to_ascii_uppercase(), &mut *seed)?;
        Ok(Self::from_seed(&seed))
    }
}

impl fmt::Display for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bech32_encode_to_fmt(f, Hrp::parse_unchecked(RECIPIENT), &self.0.to_bytes())
    }
}

impl fmt::Debug for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HybridRecipient(..)")
    }
}

impl FromStr for HybridRecipient {
    type Err = Refused;

    /// Accepts only keys that every sealing succeeds with: of the right length, ML-KEM coefficients below the
    /// modulus (FIPS 203, section 7.2), the X25519 key not of low order.
    fn from_str(text: &str) -> Result<Self, Refused> {
        let mut bytes = [0; 1216];
        decode(text, RECIPIENT, &mut bytes)?;
        Public::from_bytes(&bytes).map(Self).map_err(|_| Refused)
    }
}

/// Decodes Bech32 with the given human-readable part, in its case, into exactly `out`.
pub(super) fn decode(text: &str, prefix: &str, out: &mut [u8]) -> Result<(), Refused> {
    // The separator belongs to the check: `age1pq` must not match another type that only begins so.
    if text.len() > RECIPIENT_TEXT || !text.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('1')) {
        return Err(Refused);
    }
    bech32_decode(
        text,
        |_| Refused,
        |found| (found == Hrp::parse_unchecked(prefix)).then_some(()).ok_or(Refused),
        |_, mut data| {
            let filled = out.iter_mut().all(|byte| {
                data.next().is_some_and(|next| {
                    *byte = next;
                    true
                })
            });
            if filled && data.next().is_none() { Ok(()) } else { Err(Refused) }
        },
    )
}

impl age::Recipient for HybridRecipient {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        // Panics only where encapsulation fails, which `Public` rules out.
        let (share, body) = hpke_seal::<Hybrid, _>(&self.0, INFO, file_key.expose_secret(), &mut random::Os);
        let args = vec![BASE64_NOPAD.encode(&share.to_bytes())];
        Ok((vec![Stanza { tag: STANZA.to_owned(), args, body }], HashSet::from([LABEL.to_owned()])))
    }
}

impl age::Identity for HybridIdentity {
    /// `None` if the stanza is of another type or to another recipient, an error if it is malformed.
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        if stanza.tag != STANZA {
            return None;
        }
        let share = match &stanza.args[..] {
            [share] => {
                BASE64_NOPAD.decode(share.as_bytes()).ok().and_then(|share| Share::from_bytes(&share).ok())
            }
            _ => None,
        };
        // The body's length is checked before opening (partitioning oracles, c2sp.org/age).
        let Some(share) = share.filter(|_| stanza.body.len() == FILE_KEY + 16) else {
            return Some(Err(DecryptError::InvalidHeader));
        };
        match hpke_open::<Hybrid>(&share, &self.0, INFO, &stanza.body).map(Zeroizing::new) {
            Ok(key) => Some(FileKey::try_init_with_mut(|out| {
                out.copy_from_slice(key.get(..FILE_KEY).ok_or(DecryptError::InvalidHeader)?);
                Ok(())
            })),
            Err(HpkeError::OpenError) => None,
            Err(_) => Some(Err(DecryptError::InvalidHeader)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_come_back_and_are_strict() {
        let identity = HybridIdentity::from_seed(&[7; 32]);
        let (secret, public) = (identity.to_secret_string(), identity.recipient().to_string());
        assert!(secret.starts_with("AGE-SECRET-KEY-PQ-1") && public.starts_with("age1pq1"));
        assert_eq!((public.len(), RECIPIENT_TEXT), (1959, 1959));
        assert_eq!(*secret.parse::<HybridIdentity>().unwrap().seed(), [7; 32]);
        assert_eq!(public.parse::<HybridRecipient>().unwrap(), identity.recipient());
        assert!(!format!("{identity:?}").contains(&secret[19..30]));
        for text in [&public.to_uppercase(), &public[..1958], &format!("{public}q"), "age1pq1", "", &secret] {
            assert_eq!(text.parse::<HybridRecipient>(), Err(Refused));
        }
        for text in [&secret.to_lowercase(), &secret[..secret.len() - 1], "AGE-SECRET-KEY-PQ-1", "", &public]
        {
            assert!(text.parse::<HybridIdentity>().is_err());
        }
    }

    #[test]
    fn the_seed_expands_as_the_specification_says() {
        // The example of c2sp.org/age.
        let text = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR";
        let identity: HybridIdentity = text.parse().unwrap();
        let recipient = identity.recipient().to_string();
        assert!(recipient.starts_with("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5"));
        assert!(recipient.ends_with("ze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k"));
        assert_eq!(*identity.to_secret_string(), text);
    }

    #[test]
    fn recipients_that_sealing_would_trip_over_are_not_parsed() {
        let good = HybridIdentity::from_seed(&[7; 32]).recipient().0.to_bytes().to_vec();
        let parses = |bytes: &[u8]| {
            let text = bech32_encode(Hrp::parse_unchecked(RECIPIENT), bytes);
            text.parse::<HybridRecipient>().is_ok()
        };
        assert!(parses(&good));
        // 3329, the modulus itself, as the first coefficient of twelve bits.
        let mut unreduced = good.clone();
        (unreduced[0], unreduced[1]) = (0x01, (unreduced[1] & 0xf0) | 0x0d);
        let mut low_order = good.clone();
        low_order[1184..].fill(0);
        let mut low_order_one = low_order.clone();
        low_order_one[1184] = 1;
        for bad in [unreduced, low_order, low_order_one, good[1..].to_vec()] {
            assert!(!parses(&bad));
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in "(age1pq1|AGE-SECRET-KEY-PQ-1)?[a-zA-Z0-9]{0,90}", bytes: Vec<u8>) {
            let (_, _) = (text.parse::<HybridRecipient>(), text.parse::<HybridIdentity>());
            prop_assert!(Public::from_bytes(&bytes).is_err());
            prop_assert!(Share::from_bytes(&bytes).is_err());
        }
    }
}

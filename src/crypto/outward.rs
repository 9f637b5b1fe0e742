//! To whom something leaves an installation: a key that somebody pastes, of either kind that stock `age` makes.
//!
//! Whoever holds the identity opens it with `age`; a quantum computer later opens what is sealed to the classical kind.

use std::collections::HashSet;
use std::str::FromStr;

use age::EncryptError;
use age_core::format::{FileKey, Stanza};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};

use super::hybrid::{self, HybridRecipient};
use super::random;

/// Texts longer than this, white space aside, are no key.
const LONGEST: usize = hybrid::RECIPIENT_TEXT;

/// A recipient of either kind.
#[derive(Clone, PartialEq, Eq)]
pub struct Outward {
    kind: Kind,
    text: String,
}

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Classical(age::x25519::Recipient),
    Hybrid(Box<HybridRecipient>),
}

/// Why a text is no recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing is there.
    Empty,
    /// It is a secret key, or holds one: whoever pasted it has to make a new one.
    Secret,
    /// It is a key of a kind that is not sealed to.
    Kind,
    /// It is not whole, or mistyped.
    Broken,
    /// Anybody could open what is sealed to it.
    Weak,
}

impl FromStr for Outward {
    type Err = Unfit;

    /// White space is left out: a long key is pasted in lines.
    fn from_str(pasted: &str) -> Result<Self, Unfit> {
        if is_secret(pasted) {
            return Err(Unfit::Secret);
        }
        let text: String = pasted.chars().filter(|c| !c.is_whitespace()).take(LONGEST + 1).collect();
        if text.is_empty() {
            return Err(Unfit::Empty);
        }
        if text.matches("age1").count() > 1 {
            return Err(Unfit::Broken);
        }
        let kind = if text.starts_with("age1pq1") {
            Kind::Hybrid(Box::new(text.parse().map_err(|_| Unfit::Broken)?))
        } else if text.strip_prefix("age1").is_some_and(|rest| !rest.contains('1')) {
            Kind::Classical(classical(&text)?)
        } else {
            return Err(Unfit::Kind);
        };
        Ok(Self { kind, text })
    }
}

/// Whether a text holds a secret key of age, PGP or SSH.
#[must_use]
pub fn is_secret(pasted: &str) -> bool {
    // Letters of full width too, as some keyboards write them.
    let plain = pasted.chars().filter_map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c => Some(c),
    });
    let text: String = plain.filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    ["AGESECRETKEY", "AGEPLUGIN", "PRIVATEKEY"].iter().any(|mark| text.contains(mark))
}

/// The key of a text whose shared secret is never the same for everybody: the crate panics where it would be.
fn classical(text: &str) -> Result<age::x25519::Recipient, Unfit> {
    let mut bytes = [0; 32];
    hybrid::decode(text, "age", &mut bytes).map_err(|_| Unfit::Broken)?;
    let probe = StaticSecret::from(*random::secret());
    // A clamped scalar is a multiple of the cofactor: a key of low order gives zero with every one.
    if !probe.diffie_hellman(&PublicKey::from(bytes)).was_contributory() {
        return Err(Unfit::Weak);
    }
    text.parse().map_err(|_| Unfit::Broken)
}

impl Outward {
    /// The key as text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it holds against a quantum computer too.
    #[must_use]
    pub fn is_hybrid(&self) -> bool {
        matches!(self.kind, Kind::Hybrid(_))
    }

    /// What two people compare: the first 80 bits of the SHA-256 of its text, in hexadecimal groups of four. Stock tools
    /// make the same: `printf %s KEY | sha256sum`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(self.text.as_bytes())
    }
}

/// The first 80 bits of SHA-256, in hexadecimal groups of four.
#[must_use]
pub fn fingerprint(of: &[u8]) -> String {
    let groups: Vec<String> = Sha256::digest(of).chunks(2).take(5).map(|two| HEXLOWER.encode(two)).collect();
    groups.join(" ")
}

impl age::Recipient for Outward {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        match &self.kind {
            Kind::Classical(to) => to.wrap_file_key(file_key),
            Kind::Hybrid(to) => to.wrap_file_key(file_key),
        }
    }
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret;
    use age_core::primitives::bech32_encode;
    use bech32::Hrp;
    use proptest::prelude::*;

    use super::{Outward, Unfit, is_secret};
    use crate::crypto::hybrid::HybridIdentity;

    const KEY: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

    #[test]
    fn both_kinds_are_read_as_they_are_pasted() {
        let classical: Outward = format!("  {KEY}\n").parse().unwrap();
        assert!(classical.text() == KEY && !classical.is_hybrid());
        let hybrid = HybridIdentity::generate().recipient().to_string();
        let wrapped: Vec<&str> =
            hybrid.as_bytes().chunks(76).map(|l| std::str::from_utf8(l).unwrap()).collect();
        let read: Outward = wrapped.join("\r\n").parse().unwrap();
        assert!(read.text() == hybrid && read.is_hybrid());
        // printf %s KEY | sha256sum
        assert_eq!(classical.fingerprint().len(), 24);
    }

    #[test]
    fn what_is_no_recipient_says_why() {
        let secret = age::x25519::Identity::generate().to_string().expose_secret().to_owned();
        let pq = HybridIdentity::generate().to_secret_string();
        for (text, why) in [
            ("", Unfit::Empty),
            (" \n", Unfit::Empty),
            (&secret[..], Unfit::Secret),
            (&secret.to_lowercase(), Unfit::Secret),
            (&format!("# public key: {KEY}\n{secret}"), Unfit::Secret),
            (&secret[..30], Unfit::Secret),
            (&pq, Unfit::Secret),
            ("-----BEGIN OPENSSH PRIVATE KEY-----", Unfit::Secret),
            ("ＡＧＥ－ＳＥＣＲＥＴ－ＫＥＹ－１ＱＱＱ", Unfit::Secret),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA", Unfit::Kind),
            ("age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t", Unfit::Kind),
            ("hello", Unfit::Kind),
            (&KEY[..60], Unfit::Broken),
            (&KEY.replace('7', "8"), Unfit::Broken),
            (&format!("{KEY}{KEY}"), Unfit::Broken),
            ("age1pq1qqqq", Unfit::Broken),
        ] {
            assert_eq!(text.parse::<Outward>().err(), Some(why), "{text}");
        }
    }

    #[test]
    fn a_key_to_which_everybody_knows_the_secret_is_weak() {
        let mut one = [0; 32];
        one[0] = 1;
        // The point of order 8 of RFC 7748's curve, and p - 1.
        let eight = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800";
        let eight: [u8; 32] = data_encoding::HEXLOWER.decode(eight.as_bytes()).unwrap().try_into().unwrap();
        let mut minus = [0xFF; 32];
        (minus[0], minus[31]) = (0xEC, 0x7F);
        for bytes in [[0; 32], one, eight, minus] {
            let text = bech32_encode(Hrp::parse_unchecked("age"), &bytes);
            assert_eq!(text.parse::<Outward>().err(), Some(Unfit::Weak), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "(age1|AGE-SECRET-KEY-1| )?\\PC{0,90}") {
            let read = text.parse::<Outward>();
            prop_assert!(!is_secret(&text) || read.err() == Some(Unfit::Secret));
        }
    }
}

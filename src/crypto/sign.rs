//! Ed25519 (RFC 8032) for checkpoints and roster statements. Not post-quantum: SECURITY.md says so.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use super::random;

/// A signing key, wiped when dropped.
pub struct Signer(SigningKey);

impl Signer {
    /// The key of a 32-byte seed (RFC 8032, section 5.1.5: the private key).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// A new random key.
    #[must_use]
    pub fn generate() -> Self {
        Self::from_seed(&random::secret())
    }

    /// The seed, to be sealed into a bundle or written to a key file.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The signature of `message`.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// Whether `signature` is that of `message` under `public`. Strict: weak keys and non-canonical signatures are
/// refused, so that one statement cannot stand under two signatures or two keys.
#[must_use]
pub fn verify(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    #[test]
    fn signs_as_rfc_8032_says() {
        let hex = |text: &str| HEXLOWER.decode(text.as_bytes()).unwrap();
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let signer = Signer::from_seed(seed.as_slice().try_into().unwrap());
        let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assert_eq!(signer.public(), *public);
        assert_eq!(*signer.seed(), *seed);
        let expected = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(HEXLOWER.encode(&signer.sign(&[0x72])), expected);
    }

    #[test]
    fn refuses_other_messages_keys_and_weak_keys() {
        let (signer, other) = (Signer::generate(), Signer::generate());
        let signature = signer.sign(b"vouch");
        assert!(verify(&signer.public(), b"vouch", &signature));
        assert!(!verify(&signer.public(), b"Vouch", &signature));
        assert!(!verify(&other.public(), b"vouch", &signature));
        // Under the identity point as a key, the signature (identity, 0) holds for every message if one is lax.
        let mut weak = [0; 32];
        weak[0] = 1;
        let mut forged = [0; 64];
        forged[0] = 1;
        assert!(!verify(&weak, b"vouch", &forged));
        for bit in 0..512 {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!verify(&signer.public(), b"vouch", &changed));
        }
    }
}

//! What a receipt code opens [format]: `Argon2id(code, installation salt, pepper; 8 MiB, t = 1)`, then HKDF into the
//! locator (finds the case), the identity (opens the reporter's grant) and the key that binds the first epoch.

use zeroize::Zeroizing;

use super::Result;
use super::argon::Lane;
use super::keys::KeyFiles;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::kdf::{self, Secret};
use crate::crypto::random;
use crate::domain::receipt::{RANDOM, Receipt};

/// A fresh code.
#[must_use]
pub fn generate() -> Receipt {
    Receipt::from_random(&random::bytes::<RANDOM>())
}

/// The keys behind a code. `root` is what a visit keeps sealed, so that the code itself is typed once.
#[derive(Clone)]
pub struct ReceiptKeys {
    root: Secret,
}

impl ReceiptKeys {
    /// Derives the keys of a code; waits for a place in `lane`.
    ///
    /// # Errors
    /// [`VaultError::Refused`](super::VaultError::Refused) if the runtime is ending.
    pub async fn derive(code: &Receipt, salt: &[u8; 32], keys: &KeyFiles, lane: &Lane) -> Result<Self> {
        let input = Zeroizing::new(code.symbols().to_vec());
        Ok(Self { root: lane.run(input, salt.to_vec(), &keys.pepper).await? })
    }

    /// The keys of a kept root.
    #[must_use]
    pub fn from_root(root: Secret) -> Self {
        Self { root }
    }

    /// The root, to be kept sealed.
    #[must_use]
    pub fn root(&self) -> &Secret {
        &self.root
    }

    /// Finds the case.
    #[must_use]
    pub fn locator(&self) -> [u8; 32] {
        *kdf::derive(&self.root[..], "balss/v1/receipt/locator")
    }

    /// Opens the reporter's grant.
    #[must_use]
    pub fn identity(&self) -> HybridIdentity {
        HybridIdentity::from_seed(&kdf::derive(&self.root[..], "balss/v1/receipt/identity"))
    }

    /// Seals the reporter's grant.
    #[must_use]
    pub fn recipient(&self) -> HybridRecipient {
        self.identity().recipient()
    }

    /// Finds the private record: 63 bits.
    #[must_use]
    pub fn kept_id(&self) -> i64 {
        let bytes = kdf::derive(&self.root[..], "balss/v1/receipt/kept/id");
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[..8]);
        i64::from_be_bytes(eight) & i64::MAX
    }

    /// Seals the private record.
    #[must_use]
    pub fn kept_key(&self) -> Secret {
        kdf::derive(&self.root[..], "balss/v1/receipt/kept/key")
    }

    /// Names the receipt, once another one took its place, to who has the key files.
    #[must_use]
    pub fn replaced_tag(&self, keys: &KeyFiles) -> [u8; 32] {
        kdf::tag(&kdf::derive(&keys.index[..], "balss/v1/replaced"), &[&self.locator()])
    }

    /// Seals the key that opens originals.
    #[must_use]
    pub fn own_key(&self) -> Secret {
        kdf::derive(&self.root[..], "balss/v1/receipt/own")
    }

    /// Binds epoch 0.
    #[must_use]
    pub fn epoch_key(&self) -> Secret {
        kdf::derive(&self.root[..], "balss/v1/receipt/epoch")
    }
}

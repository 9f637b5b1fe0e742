//! MLKEM768-X25519 as a KEM of HPKE (draft-ietf-hpke-pq, id 0x647a; the construction is X-Wing's), in the shape
//! that the `hpke` crate asks for.
//!
//! | | bytes |
//! |---|---|
//! | identity | 32: seed; SHAKE256 makes 32 + 32 for ML-KEM (d, z) and 32 for X25519 of it |
//! | recipient | 1184 ML-KEM-768 key, 32 X25519 key |
//! | encapsulated key | 1088 ML-KEM-768 ciphertext, 32 X25519 share |

use hpke::kem::SharedSecret;
use hpke::rand_core::{CryptoRng, RngCore};
use hpke::{Deserializable, HpkeError, Serializable};
use kem::Decapsulate;
use ml_kem::array::typenum::{Sum, U32};
use ml_kem::{B32, Ciphertext, EncapsulateDeterministic, Encoded, EncodedSizeUser, KemCore, MlKem768};
use sha3::digest::{ExtendableOutput, Update, XofReader};
use sha3::{Digest, Sha3_256, Shake256};
use subtle::ConstantTimeEq;
use x25519_dalek::{PublicKey as XPublic, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

type MlKey = <MlKem768 as KemCore>::DecapsulationKey;
type MlPublic = <MlKem768 as KemCore>::EncapsulationKey;
type MlPublicSize = <MlPublic as EncodedSizeUser>::EncodedSize;
type MlCiphertextSize = <MlKem768 as KemCore>::CiphertextSize;

/// The KEM. Only `hybrid` uses it.
pub(super) struct Hybrid;

/// A public key, checked when parsed, so that encapsulation to it succeeds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Public {
    ml: MlPublic,
    x: XPublic,
}

impl Eq for Public {}

/// A private key with what its seed expands to; every part wipes itself when dropped.
#[derive(Clone)]
pub(super) struct Private {
    seed: Zeroizing<[u8; 32]>,
    ml: MlKey,
    x: StaticSecret,
    x_public: XPublic,
}

impl Private {
    pub(super) fn expand(seed: &[u8; 32]) -> Self {
        let (mut d, mut z, mut x) = (B32::default(), B32::default(), Zeroizing::new([0; 32]));
        let mut xof = Shake256::default().chain(seed).finalize_xof();
        xof.read(&mut d);
        xof.read(&mut z);
        xof.read(&mut *x);
        let (ml, _) = MlKem768::generate_deterministic(&d, &z);
        d.zeroize();
        z.zeroize();
        let x = StaticSecret::from(*x);
        Self { seed: Zeroizing::new(*seed), ml, x_public: XPublic::from(&x), x }
    }

    pub(super) fn seed(&self) -> &Zeroizing<[u8; 32]> {
        &self.seed
    }

    pub(super) fn public(&self) -> Public {
        Public { ml: self.ml.encapsulation_key().clone(), x: self.x_public }
    }
}

impl PartialEq for Private {
    fn eq(&self, other: &Self) -> bool {
        self.seed.ct_eq(&*other.seed).into()
    }
}

impl Eq for Private {}

/// An encapsulated key.
#[derive(Clone)]
pub(super) struct Share {
    ml: Ciphertext<MlKem768>,
    x: XPublic,
}

impl Serializable for Public {
    type OutputSize = Sum<MlPublicSize, U32>;

    fn write_exact(&self, out: &mut [u8]) {
        let ml = self.ml.as_bytes();
        out[..ml.len()].copy_from_slice(&ml);
        out[ml.len()..].copy_from_slice(self.x.as_bytes());
    }
}

impl Deserializable for Public {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let (ml_bytes, x) = split::<1184>(bytes)?;
        let encoded = Encoded::<MlPublic>::try_from(ml_bytes).map_err(|_| HpkeError::ValidationError)?;
        let (ml, x) = (MlPublic::from_bytes(&encoded), XPublic::from(x));
        // Decoding reduces coefficients, so a key outside of the modulus does not come back as it was. Any
        // clamped scalar is a multiple of the cofactor, so a key of low order gives zero with this one too.
        let probe = StaticSecret::from([1; 32]).diffie_hellman(&x);
        if ml.as_bytes() == encoded && probe.was_contributory() {
            Ok(Self { ml, x })
        } else {
            Err(HpkeError::ValidationError)
        }
    }
}

impl Serializable for Private {
    type OutputSize = U32;

    fn write_exact(&self, out: &mut [u8]) {
        out.copy_from_slice(&*self.seed);
    }
}

impl Deserializable for Private {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let seed = bytes.try_into().map_err(|_| HpkeError::IncorrectInputLength(32, bytes.len()))?;
        Ok(Self::expand(seed))
    }
}

impl Serializable for Share {
    type OutputSize = Sum<MlCiphertextSize, U32>;

    fn write_exact(&self, out: &mut [u8]) {
        out[..self.ml.len()].copy_from_slice(&self.ml);
        out[self.ml.len()..].copy_from_slice(self.x.as_bytes());
    }
}

impl Deserializable for Share {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let (ml, x) = split::<1088>(bytes)?;
        let ml = Ciphertext::<MlKem768>::try_from(ml).map_err(|_| HpkeError::ValidationError)?;
        Ok(Self { ml, x: XPublic::from(x) })
    }
}

/// `bytes` as `N` for ML-KEM and 32 for X25519, and no more.
fn split<const N: usize>(bytes: &[u8]) -> Result<(&[u8], [u8; 32]), HpkeError> {
    let wrong = || HpkeError::IncorrectInputLength(N + 32, bytes.len());
    let (ml, x) = bytes.split_at_checked(N).ok_or_else(wrong)?;
    Ok((ml, x.try_into().map_err(|_| wrong())?))
}

/// X-Wing's combiner: binds both secrets and the X25519 transcript; ML-KEM binds its own ciphertext.
fn combine(ml: &[u8], x: &[u8], share: &XPublic, public: &XPublic) -> SharedSecret<Hybrid> {
    let hash = Sha3_256::new().chain_update(ml).chain_update(x).chain_update(share).chain_update(public);
    SharedSecret(hash.chain_update(br"\.//^\").finalize())
}

impl hpke::Kem for Hybrid {
    type PublicKey = Public;
    type PrivateKey = Private;
    type EncappedKey = Share;
    type NSecret = U32;

    const KEM_ID: u16 = 0x647a;

    fn sk_to_pk(private: &Private) -> Public {
        private.public()
    }

    /// `SHAKE256.LabeledDerive(ikm, "DeriveKeyPair", "", 32)` of the draft. The trait wants it; age never derives a
    /// pair so, its identities are the seed itself.
    fn derive_keypair(ikm: &[u8]) -> (Private, Public) {
        let mut seed = Zeroizing::new([0; 32]);
        let labelled = Shake256::default().chain(ikm).chain(b"HPKE-v1KEM").chain(Self::KEM_ID.to_be_bytes());
        labelled.chain(b"\x00\x0dDeriveKeyPair\x00\x20").finalize_xof_into(&mut *seed);
        let private = Private::expand(&seed);
        let public = private.public();
        (private, public)
    }

    fn encap<R: CryptoRng + RngCore>(
        to: &Public,
        sender: Option<(&Private, &Public)>,
        rng: &mut R,
    ) -> Result<(SharedSecret<Self>, Share), HpkeError> {
        let mut message = B32::default();
        let mut x = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut message);
        rng.fill_bytes(&mut *x);
        let x = StaticSecret::from(*x);
        let (ml, mut ml_secret) =
            to.ml.encapsulate_deterministic(&message).map_err(|()| HpkeError::EncapError)?;
        message.zeroize();
        let share = Share { ml, x: XPublic::from(&x) };
        let x_secret = x.diffie_hellman(&to.x);
        // The KEM has no authenticated mode.
        if sender.is_some() || !x_secret.was_contributory() {
            return Err(HpkeError::EncapError);
        }
        let secret = combine(&ml_secret, x_secret.as_bytes(), &share.x, &to.x);
        ml_secret.zeroize();
        Ok((secret, share))
    }

    fn decap(
        private: &Private,
        sender: Option<&Public>,
        share: &Share,
    ) -> Result<SharedSecret<Self>, HpkeError> {
        let x_secret = private.x.diffie_hellman(&share.x);
        if sender.is_some() || !x_secret.was_contributory() {
            return Err(HpkeError::DecapError);
        }
        let mut ml_secret = private.ml.decapsulate(&share.ml).map_err(|()| HpkeError::DecapError)?;
        let secret = combine(&ml_secret, x_secret.as_bytes(), &share.x, &private.x_public);
        ml_secret.zeroize();
        Ok(secret)
    }
}

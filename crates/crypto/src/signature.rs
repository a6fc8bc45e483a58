//! Signing and verifying with the suite's signature: SM2 with SM3, or Ed25519.

use crate::{Error, Result, Suite, kdf, secret::Secret};
use ed25519_dalek::Signer as _;
use sm2::{dsa::signature::Verifier as _, elliptic_curve::sec1::ToSec1Point as _};

/// The signer's identity that GM/T 0009 uses where nothing else was agreed.
pub(crate) const SM2_IDENTITY: &str = "1234567812345678";

/// The bytes of a signature: `r ‖ s` for SM2, RFC 8032 for Ed25519.
pub(crate) const SIGNATURE_BYTES: usize = 64;

/// The order of SM2's curve minus one: as a private key it could never sign, since 1 + d has no inverse.
const SM2_ORDER_MINUS_ONE: [u8; 32] = [
    0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x72,
    0x03, 0xdf, 0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x22,
];

/// A private key. Only its 32 bytes are kept (and erased); the algorithm's own form is made for each signature.
pub(crate) struct SigningKey {
    pub(crate) secret: Secret,
    verifying: VerifyingKey,
}

impl SigningKey {
    pub(crate) fn new(suite: Suite, secret: Secret) -> Result<Self> {
        let verifying = match suite {
            Suite::Gm => VerifyingKey::Gm(sm2_key(&secret)?.verifying_key().clone()),
            Suite::International => VerifyingKey::International(
                ed25519_dalek::SigningKey::from_bytes(secret.bytes()).verifying_key(),
            ),
        };
        Ok(Self { secret, verifying })
    }

    /// Derives a key, passing over the candidates outside SM2's range (one in 2^32).
    pub(crate) fn derive(suite: Suite, from: &Secret, label: &str) -> Result<Self> {
        (0..8_u8)
            .find_map(|attempt| {
                Self::new(suite, Secret::new(*kdf::derive(suite, from, label, &[attempt]))).ok()
            })
            .ok_or(Error::Seed)
    }

    pub(crate) fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying
    }

    /// Signs without randomness: the nonce comes from key and message (RFC 6979 for SM2, RFC 8032 for Ed25519).
    pub(crate) fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE_BYTES]> {
        match self.verifying {
            VerifyingKey::Gm(_) => {
                let signature = sm2_key(&self.secret)?.try_sign(message).map_err(|_| Error::Signature)?;
                Ok(signature.to_bytes().into())
            }
            VerifyingKey::International(_) => {
                Ok(ed25519_dalek::SigningKey::from_bytes(self.secret.bytes()).sign(message).to_bytes())
            }
        }
    }
}

fn sm2_key(secret: &Secret) -> Result<sm2::dsa::SigningKey> {
    if *secret.bytes() == SM2_ORDER_MINUS_ONE {
        return Err(unusable());
    }
    sm2::dsa::SigningKey::from_slice(SM2_IDENTITY, secret.bytes()).map_err(|_| unusable())
}

fn unusable() -> Error {
    Error::KeyRecord("not a key of this suite's signature".to_owned())
}

/// A public key.
#[derive(Clone)]
pub(crate) enum VerifyingKey {
    Gm(sm2::dsa::VerifyingKey),
    International(ed25519_dalek::VerifyingKey),
}

impl VerifyingKey {
    /// Reads what [`Self::to_bytes`] wrote; small-order Ed25519 keys and compressed SM2 points are refused.
    pub(crate) fn from_bytes(suite: Suite, bytes: &[u8]) -> Result<Self> {
        match suite {
            Suite::Gm if bytes.len() == 65 => {
                let key = sm2::dsa::VerifyingKey::from_sec1_bytes(SM2_IDENTITY, bytes);
                key.map(Self::Gm).map_err(|_| unusable())
            }
            Suite::Gm => Err(unusable()),
            Suite::International => {
                let key = ed25519_dalek::VerifyingKey::try_from(bytes).map_err(|_| unusable())?;
                if key.is_weak() { Err(unusable()) } else { Ok(Self::International(key)) }
            }
        }
    }

    /// The uncompressed point `04 ‖ x ‖ y` for SM2, 32 bytes for Ed25519.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Gm(key) => key.as_affine().to_sec1_point(false).as_bytes().to_vec(),
            Self::International(key) => key.to_bytes().to_vec(),
        }
    }

    pub(crate) fn suite(&self) -> Suite {
        match self {
            Self::Gm(_) => Suite::Gm,
            Self::International(_) => Suite::International,
        }
    }

    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<()> {
        let verified = match self {
            Self::Gm(key) => sm2::dsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::International(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
        };
        if verified { Ok(()) } else { Err(Error::Signature) }
    }
}

//! The cipher of the vault, where personal data lives.
//!
//! A sealed record describes itself: version (1 byte), suite (1), key id (4, big-endian), nonce (12), cipher text, tag (16).

use crate::{Error, Result, Suite, kdf, secret::Secret};
use aes_gcm::{
    Aes256Gcm, AesGcm,
    aead::{AeadInOut, Buffer, KeyInit, consts::U12},
};
use core::fmt;
use sm4::Sm4;
use zeroize::Zeroizing;

/// The most that one record may hold, in bytes: 16 MiB.
pub const MAX_PLAIN: usize = 16 << 20;
/// The bytes of the nonce that [`Vault::seal`] takes.
pub const NONCE_BYTES: usize = 12;

const VERSION: u8 = 1;
const HEADER_BYTES: usize = 6;
const TAG_BYTES: usize = 16;

type Sm4Gcm = AesGcm<Sm4, U12>;

/// The keys of the vault: the newest seals, all of them open. Each key has its suite, so that a vault can move from
/// one suite to the other and back while its old records stay readable (SEC-29).
#[derive(Debug)]
pub struct Vault {
    newest: VaultKey,
    older: Vec<VaultKey>,
}

impl Vault {
    pub(crate) fn new(newest: VaultKey) -> Self {
        Self { newest, older: Vec::new() }
    }

    /// The key that seals; a record naming another one ([`sealing_key_id`]) is due for sealing anew.
    #[must_use]
    pub fn newest(&self) -> &VaultKey {
        &self.newest
    }

    /// All keys, oldest first.
    pub fn keys(&self) -> impl Iterator<Item = &VaultKey> {
        self.older.iter().chain([&self.newest])
    }

    /// Puts a key above the others. Its id must be greater than theirs.
    pub(crate) fn add(&mut self, key: VaultKey) -> Result<()> {
        if key.id <= self.newest.id {
            return Err(Error::KeyRecord("vault key ids must rise".to_owned()));
        }
        self.older.push(core::mem::replace(&mut self.newest, key));
        Ok(())
    }

    /// Seals with the newest key; see [`VaultKey::seal`].
    ///
    /// # Errors
    /// [`Error::TooLong`] beyond [`MAX_PLAIN`].
    pub fn seal(&self, nonce: [u8; NONCE_BYTES], context: &str, plain: &[u8]) -> Result<Vec<u8>> {
        self.newest.seal(nonce, context, plain)
    }

    /// Opens with the key that the record names; see [`VaultKey::open`].
    ///
    /// # Errors
    /// [`Error::Sealed`] for bytes of another shape, [`Error::UnknownKey`] for a key not held, [`Error::Altered`]
    /// where the bytes or the context are not those of sealing.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let id = sealing_key_id(sealed)?;
        let key = self.keys().find(|key| key.id == id).ok_or(Error::UnknownKey { id })?;
        key.open(context, sealed)
    }
}

/// One key of the vault.
pub struct VaultKey {
    pub(crate) id: u32,
    pub(crate) suite: Suite,
    pub(crate) secret: Secret,
}

impl VaultKey {
    /// The id that a sealed record names.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The suite of this key.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// Encrypts and authenticates a record under a key derived for its context alone.
    ///
    /// `context` names table and record (`party/<id>/3`): a record moved elsewhere does not open. `nonce` is random;
    /// it must differ between two texts of one context only, as no two contexts share a key.
    ///
    /// # Errors
    /// [`Error::TooLong`] beyond [`MAX_PLAIN`].
    pub fn seal(&self, nonce: [u8; NONCE_BYTES], context: &str, plain: &[u8]) -> Result<Vec<u8>> {
        if plain.len() > MAX_PLAIN {
            return Err(Error::TooLong { limit: MAX_PLAIN });
        }
        let header = self.header();
        let mut body = Vec::with_capacity(plain.len() + TAG_BYTES);
        body.extend_from_slice(plain);
        let associated = associated(&header, context);
        match self.suite {
            Suite::Gm => {
                encrypt(
                    &Sm4Gcm::new((&*self.record_key::<16>(context)).into()),
                    nonce,
                    &associated,
                    &mut body,
                )?;
            }
            Suite::International => {
                encrypt(
                    &Aes256Gcm::new((&*self.record_key::<32>(context)).into()),
                    nonce,
                    &associated,
                    &mut body,
                )?;
            }
        }
        Ok([&header, nonce.as_slice(), &body].concat())
    }

    /// Gives back what was sealed; the text is erased when dropped.
    ///
    /// # Errors
    /// [`Error::Sealed`] for bytes of another shape, [`Error::UnknownKey`] for a record of another key,
    /// [`Error::Altered`] where the bytes or the context are not those of sealing.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let id = sealing_key_id(sealed)?;
        if id != self.id {
            return Err(Error::UnknownKey { id });
        }
        let (header, rest) = sealed.split_first_chunk::<HEADER_BYTES>().ok_or(Error::Sealed)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(Error::Sealed)?;
        let mut body = Zeroizing::new(body.to_vec());
        let associated = associated(header, context);
        match self.suite {
            Suite::Gm => {
                decrypt(
                    &Sm4Gcm::new((&*self.record_key::<16>(context)).into()),
                    *nonce,
                    &associated,
                    &mut *body,
                )?;
            }
            Suite::International => {
                decrypt(
                    &Aes256Gcm::new((&*self.record_key::<32>(context)).into()),
                    *nonce,
                    &associated,
                    &mut *body,
                )?;
            }
        }
        Ok(body)
    }

    fn header(&self) -> [u8; HEADER_BYTES] {
        let [a, b, c, d] = self.id.to_be_bytes();
        [VERSION, self.suite.code(), a, b, c, d]
    }

    fn record_key<const N: usize>(&self, context: &str) -> Zeroizing<[u8; N]> {
        kdf::derive(self.suite, &self.secret, "daowei/vault-record/1", context.as_bytes())
    }
}

impl fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VaultKey").field("id", &self.id).field("suite", &self.suite).finish_non_exhaustive()
    }
}

/// The id of the key with which a record was sealed, read from its header. The header is authenticated on opening only.
///
/// # Errors
/// [`Error::Sealed`] for bytes that are no sealed record.
pub fn sealing_key_id(sealed: &[u8]) -> Result<u32> {
    let shortest = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;
    if !(shortest..=shortest + MAX_PLAIN).contains(&sealed.len()) {
        return Err(Error::Sealed);
    }
    match sealed.first_chunk::<HEADER_BYTES>() {
        Some([VERSION, suite, a, b, c, d]) if Suite::from_code(*suite).is_ok() => {
            Ok(u32::from_be_bytes([*a, *b, *c, *d]))
        }
        _ => Err(Error::Sealed),
    }
}

/// What the tag covers besides the text. The header has a fixed length, so that nothing needs a prefix.
fn associated(header: &[u8; HEADER_BYTES], context: &str) -> Vec<u8> {
    [header.as_slice(), context.as_bytes()].concat()
}

fn encrypt(
    cipher: &impl AeadInOut<NonceSize = U12>,
    nonce: [u8; NONCE_BYTES],
    associated: &[u8],
    body: &mut dyn Buffer,
) -> Result<()> {
    cipher.encrypt_in_place(&nonce.into(), associated, body).map_err(|_| Error::TooLong { limit: MAX_PLAIN })
}

fn decrypt(
    cipher: &impl AeadInOut<NonceSize = U12>,
    nonce: [u8; NONCE_BYTES],
    associated: &[u8],
    body: &mut dyn Buffer,
) -> Result<()> {
    cipher.decrypt_in_place(&nonce.into(), associated, body).map_err(|_| Error::Altered)
}

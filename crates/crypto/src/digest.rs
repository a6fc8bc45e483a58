//! Digests and commitments.

use crate::{Error, Result, Suite};
use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};
use sha2::{Sha256, digest::consts::U32};
use sm3::Sm3;

/// A digest of 256 bits: SM3 or SHA-256, keyed or not. Which suite made it is stored beside it.
///
/// Equality takes a time that depends on the bytes; where the expected value is a secret, compare through
/// [`crate::equal_in_constant_time`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// Takes bytes that were stored as a digest.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = Error;

    fn from_str(hex: &str) -> Result<Self> {
        decode_hex(hex).map(Self)
    }
}

impl TryFrom<String> for Digest {
    type Error = Error;

    fn try_from(hex: String) -> Result<Self> {
        hex.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// Exactly `N` bytes from lower-case hexadecimal, in constant time since keys come this way too.
pub(crate) fn decode_hex<const N: usize>(hex: &str) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    match base16ct::lower::decode(hex, &mut bytes) {
        Ok(decoded) if decoded.len() == N => Ok(bytes),
        _ => Err(Error::Hex { expected: N }),
    }
}

/// The plain digest of the parts one after another.
///
/// A file's digest therefore equals what any other program prints for it (`openssl dgst -sm3`). The borders between
/// parts leave no trace; where they have a meaning, use [`crate::EvidenceKey::link`] or digest a framed text.
#[must_use]
pub fn digest(suite: Suite, parts: &[&[u8]]) -> Digest {
    fn of<D: sha2::Digest<OutputSize = U32>>(parts: &[&[u8]]) -> Digest {
        Digest(parts.iter().fold(D::new(), D::chain_update).finalize().into())
    }
    match suite {
        Suite::Gm => of::<Sm3>(parts),
        Suite::International => of::<Sha256>(parts),
    }
}

/// The digests of a file that comes in pieces, by both families: whoever holds the file compares with the tool that he has
/// (`openssl dgst -sm3`, `sha256sum`).
#[derive(Clone, Default)]
pub struct FileDigest {
    sm3: Sm3,
    sha256: Sha256,
}

impl FileDigest {
    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        sha2::Digest::update(&mut self.sm3, piece);
        sha2::Digest::update(&mut self.sha256, piece);
    }

    /// SM3 and SHA-256 of everything.
    #[must_use]
    pub fn finish(self) -> (Digest, Digest) {
        let sm3 = Digest(sha2::Digest::finalize(self.sm3).into());
        (sm3, Digest(sha2::Digest::finalize(self.sha256).into()))
    }
}

impl fmt::Debug for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileDigest").finish_non_exhaustive()
    }
}

/// A commitment to personal data: an event carries it in place of the text.
///
/// Binding through the suite's digest, hiding through the salt: once the row with text and salt has been deleted
/// (PIPL art. 47), the commitment tells nobody anything, and the log still verifies. A salt serves one text.
#[must_use]
pub fn commit(suite: Suite, salt: &[u8; 16], text: &[u8]) -> Digest {
    digest(suite, &[b"daowei/commitment/1\0", salt, text])
}

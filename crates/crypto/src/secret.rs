//! Thirty-two bytes that nobody may see.

use crate::digest::decode_hex;
use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use zeroize::Zeroizing;

/// A secret of 256 bits: erased when dropped, never printed, hexadecimal in the key file only.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut hex = Zeroizing::new([0; 64]);
        let hex =
            base16ct::lower::encode_str(self.bytes(), hex.as_mut_slice()).map_err(ser::Error::custom)?;
        serializer.serialize_str(hex)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(HexVisitor)
    }
}

/// Reads from the borrowed text, so that no copy of the key's hexadecimal stays behind.
struct HexVisitor;

impl de::Visitor<'_> for HexVisitor {
    type Value = Secret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("32 bytes in lower-case hexadecimal")
    }

    fn visit_str<E: de::Error>(self, hex: &str) -> Result<Secret, E> {
        // The message names the expectation only: serde would quote the value, which is a key.
        decode_hex(hex).map(Secret::new).map_err(E::custom)
    }
}

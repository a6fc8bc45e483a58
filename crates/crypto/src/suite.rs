//! The two families of algorithms.

use crate::{Error, Result};
use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

/// A family of algorithms, named beside every digest, cipher text and signature so that one installation can
/// move to another family and still read what it wrote before (SEC-29).
///
/// An id never changes its meaning: other algorithms get another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Suite {
    /// 国密: SM3 (GB/T 32905), HMAC-SM3, SM4-GCM (GB/T 32907, GB/T 17964), SM2 (GB/T 32918).
    Gm,
    /// SHA-256 (FIPS 180-4), HMAC-SHA-256, AES-256-GCM (SP 800-38D), Ed25519 (RFC 8032).
    International,
}

impl Suite {
    /// Every suite, the default of the product first.
    pub const ALL: [Self; 2] = [Self::Gm, Self::International];

    /// The stable id that is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Gm => "gm",
            Self::International => "international",
        }
    }

    /// The id as one byte, for binary records.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Gm => 1,
            Self::International => 2,
        }
    }

    pub(crate) fn from_code(code: u8) -> Result<Self> {
        Self::ALL.into_iter().find(|suite| suite.code() == code).ok_or(Error::UnknownSuite)
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Suite {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|suite| suite.id() == id).ok_or(Error::UnknownSuite)
    }
}

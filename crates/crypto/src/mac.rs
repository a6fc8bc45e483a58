//! HMAC on the suite's digest.

use crate::{Digest, Suite, secret::Secret};
use hmac::{Hmac, KeyInit, Mac as _};
use sha2::Sha256;
use sm3::Sm3;

/// A keyed digest under way. A fresh one holds both padded key blocks already digested: cloning it costs a copy and
/// no compression, and nothing here allocates.
#[derive(Clone)]
pub(crate) enum Mac {
    Gm(Hmac<Sm3>),
    International(Hmac<Sha256>),
}

impl Mac {
    pub(crate) fn new(suite: Suite, key: &Secret) -> Self {
        let mut block = hmac::digest::common::Key::<Hmac<Sm3>>::default();
        block.iter_mut().zip(key.bytes()).for_each(|(to, from)| *to = *from);
        let mac = match suite {
            Suite::Gm => Self::Gm(Hmac::new(&block)),
            Suite::International => Self::International(Hmac::new(&block)),
        };
        zeroize::Zeroize::zeroize(block.as_mut_slice());
        mac
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Gm(mac) => mac.update(bytes),
            Self::International(mac) => mac.update(bytes),
        }
    }

    pub(crate) fn finish(self) -> Digest {
        Digest::from_bytes(match self {
            Self::Gm(mac) => mac.finalize().into_bytes().into(),
            Self::International(mac) => mac.finalize().into_bytes().into(),
        })
    }
}

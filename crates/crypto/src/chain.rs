//! The keyed chain that binds each event to its predecessor.

use crate::{Digest, Suite, equal_in_constant_time, frame, mac::Mac, secret::Secret};
use core::fmt;

/// The key of the event chain. It lives outside the database: who can write rows but does not hold the key cannot
/// make a chain that verifies (REL-08).
pub struct EvidenceKey {
    pub(crate) secret: Secret,
    suite: Suite,
    fresh: Mac,
}

impl EvidenceKey {
    pub(crate) fn new(suite: Suite, secret: Secret) -> Self {
        Self { fresh: Mac::new(suite, &secret), suite, secret }
    }

    /// The suite of every link, to be stored beside it.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The keyed digest of an event: HMAC over its predecessor's link and its fields, each behind its length.
    ///
    /// `previous` is `None` for a stream's first event. Name the stream, the sequence and the suite among the fields:
    /// the chain says what came before, the fields say where it stands. Allocates nothing.
    #[must_use]
    pub fn link(&self, previous: Option<&Digest>, fields: &[&[u8]]) -> Digest {
        let mut mac = self.fresh.clone();
        match previous {
            None => mac.update(&[0]),
            Some(link) => {
                mac.update(&[1]);
                mac.update(link.as_bytes());
            }
        }
        for field in fields {
            mac.update(&frame::prefix(field));
            mac.update(field);
        }
        mac.finish()
    }

    /// Whether a stored link is the one that [`Self::link`] makes.
    #[must_use]
    pub fn verify(&self, previous: Option<&Digest>, fields: &[&[u8]], link: &Digest) -> bool {
        equal_in_constant_time(self.link(previous, fields).as_bytes(), link.as_bytes())
    }
}

impl fmt::Debug for EvidenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EvidenceKey").field("suite", &self.suite).finish_non_exhaustive()
    }
}

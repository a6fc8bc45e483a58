//! Codes by which an installation knows again what it wrote itself.

use crate::{Digest, Suite, frame, mac::Mac, secret::Secret};
use core::fmt;

/// The key of everything that only this installation may have made: rows that open something, and archives. It lives
/// outside the database, so that who can write rows cannot make one that is believed.
pub struct AuthenticationKey {
    pub(crate) secret: Secret,
    fresh: Mac,
}

impl AuthenticationKey {
    pub(crate) fn new(suite: Suite, secret: Secret) -> Self {
        Self { fresh: Mac::new(suite, &secret), secret }
    }

    /// The code of these parts for one purpose, each behind its length: no two purposes, and no two lists of parts, share
    /// one.
    #[must_use]
    pub fn code(&self, purpose: &str, parts: &[&[u8]]) -> Digest {
        let mut mac = self.fresh.clone();
        for part in core::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&frame::prefix(part));
            mac.update(part);
        }
        mac.finish()
    }
}

impl fmt::Debug for AuthenticationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthenticationKey").finish_non_exhaustive()
    }
}

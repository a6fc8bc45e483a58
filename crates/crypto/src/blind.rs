//! Finding encrypted data by its exact value.

use crate::{Suite, frame, mac::Mac, secret::Secret};
use core::fmt;

/// The key of the blind index. Without it, nobody can try out values against the stored entries.
pub struct BlindKey {
    pub(crate) secret: Secret,
    fresh: Mac,
}

impl BlindKey {
    pub(crate) fn new(suite: Suite, secret: Secret) -> Self {
        Self { fresh: Mac::new(suite, &secret), secret }
    }

    /// The entry for a value of a field (`id_number`, `name`, `address`): the first 128 bits of a keyed digest.
    ///
    /// Equal values of one field have equal entries, which is what makes look-up work and is all that it reveals; the
    /// same value under two fields has unrelated entries. Normalizing is the caller's.
    #[must_use]
    pub fn index(&self, field: &str, normalized: &str) -> [u8; 16] {
        let mut mac = self.fresh.clone();
        for part in [field.as_bytes(), normalized.as_bytes()] {
            mac.update(&frame::prefix(part));
            mac.update(part);
        }
        let digest = mac.finish();
        let mut entry = [0; 16];
        entry.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        entry
    }
}

impl fmt::Debug for BlindKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlindKey").finish_non_exhaustive()
    }
}

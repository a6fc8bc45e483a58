//! HKDF (RFC 5869) on the suite's digest.

use crate::{Suite, secret::Secret};
use hkdf::Hkdf;
use sha2::Sha256;
use sm3::Sm3;
use zeroize::Zeroizing;

/// Condenses random bytes into a key from which [`derive`] makes others.
pub(crate) fn extract(suite: Suite, salt: &[u8], random: &[u8]) -> Secret {
    Secret::new(match suite {
        Suite::Gm => Hkdf::<Sm3>::extract(Some(salt), random).0.into(),
        Suite::International => Hkdf::<Sha256>::extract(Some(salt), random).0.into(),
    })
}

/// A key for one purpose: HKDF-Expand with `label`, a zero byte and `context` as its info.
///
/// Labels contain no zero byte, so that no label and context read like another pair.
pub(crate) fn derive<const N: usize>(
    suite: Suite,
    from: &Secret,
    label: &str,
    context: &[u8],
) -> Zeroizing<[u8; N]> {
    const { assert!(N <= 32, "one block of output: longer keys have no use here") };
    let info = [label.as_bytes(), b"\0", context];
    let mut key = Zeroizing::new([0; N]);
    let expanded = match suite {
        Suite::Gm => Hkdf::<Sm3>::from_prk(from.bytes())
            .ok()
            .and_then(|hkdf| hkdf.expand_multi_info(&info, &mut *key).ok()),
        Suite::International => Hkdf::<Sha256>::from_prk(from.bytes())
            .ok()
            .and_then(|hkdf| hkdf.expand_multi_info(&info, &mut *key).ok()),
    };
    #[expect(
        clippy::expect_used,
        reason = "a 32-byte key and at most 32 bytes of output are within HKDF's limits"
    )]
    expanded.expect("within HKDF's limits");
    key
}

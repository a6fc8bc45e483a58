//! What the machine gives: bytes that nobody foresees. A program of its own, as cli is.

/// Fresh random bytes.
#[expect(clippy::disallowed_methods, reason = "a program of its own, as cli is: it asks the machine")]
pub(crate) fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}

//! Length prefixes, so that two different lists of fields never feed the same bytes to a digest.

/// The prefix of a field: its length in bytes, eight bytes, big-endian on every machine.
pub(crate) fn prefix(field: &[u8]) -> [u8; 8] {
    // A `usize` fits into 64 bits on every platform that Rust has.
    u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes()
}

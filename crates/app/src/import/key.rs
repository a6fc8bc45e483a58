//! Ids out of row ids: the same row of the same source is the same thing, however often it is imported.

use daowei_crypto::{Suite, digest};

/// The id of a row. `source` keeps the row ids of different sources apart.
pub(super) fn id<T>(source: &str, noun: &str, row: &str, make: impl FnOnce(u64, [u8; 10]) -> T) -> T {
    let parts: [&[u8]; 6] =
        [b"daowei/import/1\0", source.as_bytes(), b"\0", noun.as_bytes(), b"\0", row.as_bytes()];
    let digest = digest(Suite::International, &parts);
    let mut random = [0; 10];
    random.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
    // No instant of making: the row may be older than any database.
    make(0, random)
}

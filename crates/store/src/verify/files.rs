//! Verification of files: each that an event names against the digests in its record, which the event is committed to.

use std::sync::Arc;

use daowei_crypto::Keys;
use daowei_domain::file::FileRef;

use super::FindingKind;
use crate::file::{About, digests, part};
use crate::{Abort, Error, Result, Store, vault};

/// What is wrong with a file; nothing where all its parts are what was taken in. `record` is the row of its record; one that is
/// itself altered is found with the texts, and nothing can be said of the parts by it.
///
/// # Errors
/// What befell the store.
pub(super) fn check(
    store: &Store,
    keys: &Arc<Keys>,
    file: &FileRef,
    record: &vault::Kept,
) -> Result<Option<FindingKind>> {
    let plain = record.plain(keys.vault()).ok();
    let about = plain.and_then(|plain| serde_json::from_slice::<About>(&plain).ok());
    let Some(about) = about else { return Ok(None) };
    let kept = about.sm3.zip(about.sha256);
    let mut missing = false;
    // A part at a time: a file is larger than what one would hold in memory for a page of events.
    let digested = digests(file.size, |number| {
        let (keys, id) = (Arc::clone(keys), file.file.to_string());
        let read = store.read(move |tx| Ok::<_, Abort<Error>>(part(tx, keys.vault(), &id, number)?));
        let read = read.map_err(Abort::into_store)?;
        missing |= read.is_none();
        Ok(read)
    });
    match digested {
        Ok(found) if kept.as_ref() == Some(&found) => Ok(None),
        Err(Error::Damaged { .. }) if missing => Ok(Some(FindingKind::FileMissing)),
        Ok(_) | Err(Error::Damaged { .. } | Error::Crypto(_) | Error::Corrupt { .. }) => {
            Ok(Some(FindingKind::FileAltered))
        }
        Err(error) => Err(error),
    }
}

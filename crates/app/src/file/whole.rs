//! A small file that comes all at once, from whoever has no session: it waits under the name of the screen that it came from.

use daowei_crypto::FileDigest;
use daowei_domain::file::{self, MediaType};
use daowei_ident::FileId;
use daowei_store::file::{self as rows, State};
use jiff::SignedDuration;

use super::{damaged, sealed};
use crate::error::{Error, Result};
use crate::unit::Unit;

/// Keeps it, looked at and whole; it goes like any other unless a case has it by then.
///
/// # Errors
/// `file.size`, `file.pending`; `file.media`, `file.pixels` where it is not of that form.
pub(crate) fn keep(
    unit: &mut Unit<'_, '_>,
    owner: &str,
    name: &str,
    media: MediaType,
    bytes: &[u8],
) -> Result<FileId> {
    let size = u64::try_from(bytes.len()).map_err(|_| damaged())?;
    let pending = rows::pending(unit.tx, owner)?.unsigned_abs();
    file::admit(size, pending, &unit.settings)?;
    file::judge(media, bytes, bytes, size, &unit.settings)?;
    let mut digest = FileDigest::default();
    digest.update(bytes);
    let (sm3, sha256) = digest.finish();
    let id = unit.ids.next(FileId::from_parts);
    let about =
        rows::About { name: name.to_owned(), sm3: Some(sm3.to_string()), sha256: Some(sha256.to_string()) };
    let about = sealed(unit, &id.to_string(), &about)?;
    let kept = SignedDuration::from_hours(24 * i64::from(unit.settings.file_days));
    let file = rows::File {
        id: id.to_string(),
        person: owner.to_owned(),
        state: State::Sending,
        media: media.id().to_owned(),
        size: i64::try_from(size).map_err(|_| damaged())?,
        received: 0,
        about,
        created_at: unit.now.as_microsecond(),
        expires_at: Some(unit.now.checked_add(kept).unwrap_or(unit.now).as_microsecond()),
    };
    rows::add(unit.tx, &file)?;
    let nonce = unit.inner.random();
    if !rows::append(unit.tx, unit.inner.keys.vault(), &file, bytes, nonce)?
        || !rows::complete(unit.tx, &file.id, &file.about)?
    {
        return Err(Error::Store(daowei_store::Error::Conflict));
    }
    Ok(id)
}

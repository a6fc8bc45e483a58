//! A case takes over what its actor has sent, in the unit of work of the act that names it.

use std::collections::{BTreeMap, BTreeSet};

use daowei_domain::file::FileRef;
use daowei_ident::{CaseId, FileId, TextId};
use daowei_store::file::{self as rows, State};
use daowei_store::vault;
use zeroize::Zeroizing;

use super::{damaged, media, opened};
use crate::error::{Error, Result};
use crate::text;
use crate::unit::Unit;

/// The kind of the records that hold names and digests of files.
pub(crate) const ABOUT: &str = "file_about";

/// Those of these files that the caller has sent, whole and of no case yet, as an event will name them. What is known of each lies
/// in the vault then, under the case's stream; where the act is refused, all of that is undone.
pub(crate) fn named(
    unit: &mut Unit<'_, '_>,
    stream: &str,
    files: impl Iterator<Item = FileId>,
) -> Result<BTreeMap<FileId, FileRef>> {
    let ids: BTreeSet<String> = files.map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let (person, now) = (unit.staff()?.person.to_string(), unit.now.as_microsecond());
    let ids: Vec<String> = ids.into_iter().collect();
    let mut taken = Vec::new();
    for file in rows::get_many(unit.tx, &ids)? {
        let theirs = file.person == person && file.state == State::Complete;
        if theirs && file.expires_at.is_none_or(|until| now <= until) {
            let plain = serde_json::to_vec(&opened(unit, &file)?).map(Zeroizing::new);
            let salt: [u8; 16] = unit.inner.random();
            taken.push((file, unit.ids.next(TextId::from_parts), salt, plain.map_err(|_| damaged())?));
        }
    }
    let keys: Vec<String> = taken.iter().map(|(_, record, ..)| record.to_string()).collect();
    let records = taken.iter().zip(&keys).map(|((_, _, salt, plain), id)| vault::NewRecord {
        id,
        stream,
        kind: ABOUT,
        salt,
        nonce: unit.inner.random(),
        plain,
        found_by: &[],
    });
    let records: Vec<_> = records.collect();
    vault::add(unit.tx, unit.inner.keys.vault(), unit.inner.keys.blind(), &records)?;
    let reference = |(file, record, salt, plain): &(rows::File, TextId, [u8; 16], Zeroizing<Vec<u8>>)| {
        let id: FileId = file.id.parse().map_err(|_| damaged())?;
        let record = text::reference(unit.inner, *record, salt, plain);
        Ok((id, FileRef { file: id, media: media(file)?, size: file.size.unsigned_abs(), record }))
    };
    taken.iter().map(reference).collect()
}

/// The case has them from now on.
pub(crate) fn bind(unit: &mut Unit<'_, '_>, case: CaseId, files: &BTreeMap<FileId, FileRef>) -> Result<()> {
    let person = unit.staff()?.person.to_string();
    for id in files.keys() {
        if !rows::bind(unit.tx, &id.to_string(), &person, &case.to_string())? {
            return Err(Error::Store(daowei_store::Error::Conflict));
        }
    }
    Ok(())
}

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

/// Files that an act names, as its events name them, and what is known of each, for the vault.
pub(crate) struct Named {
    /// As events name them.
    pub(crate) references: BTreeMap<FileId, FileRef>,
    records: Vec<About>,
}

impl Named {
    /// Both, for one act.
    pub(crate) fn join(&mut self, other: Named) {
        self.references.extend(other.references);
        self.records.extend(other.records);
    }
}

/// What is known of one file.
struct About {
    file: String,
    /// Under whose name it waits.
    owner: String,
    id: String,
    salt: [u8; 16],
    plain: Zeroizing<Vec<u8>>,
}

/// Those of these files that the caller has sent, whole and of no case yet. Nothing is written before they are bound.
pub(crate) fn named(unit: &mut Unit<'_, '_>, files: impl Iterator<Item = FileId>) -> Result<Named> {
    let person = unit.staff()?.person.to_string();
    of(unit, &person, files)
}

/// Those of these files that wait under that name: of somebody of the staff, or of a screen.
pub(crate) fn of(unit: &mut Unit<'_, '_>, owner: &str, files: impl Iterator<Item = FileId>) -> Result<Named> {
    let mut named = Named { references: BTreeMap::new(), records: Vec::new() };
    let ids: BTreeSet<String> = files.map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(named);
    }
    let now = unit.now.as_microsecond();
    let ids: Vec<String> = ids.into_iter().collect();
    for file in rows::get_many(unit.tx, &ids)? {
        let theirs = file.person == owner && file.state == State::Complete;
        if theirs && file.expires_at.is_none_or(|until| now <= until) {
            let plain = serde_json::to_vec(&opened(unit, &file)?).map(Zeroizing::new);
            let plain = plain.map_err(|_| damaged())?;
            let (record, salt): (TextId, [u8; 16]) = (unit.ids.next(TextId::from_parts), unit.inner.random());
            let id: FileId = file.id.parse().map_err(|_| damaged())?;
            let reference = text::reference(unit.inner, record, &salt, &plain);
            let size = file.size.unsigned_abs();
            named.references.insert(id, FileRef { file: id, media: media(&file)?, size, record: reference });
            let (file, owner) = (file.id, owner.to_owned());
            named.records.push(About { file, owner, id: record.to_string(), salt, plain });
        }
    }
    Ok(named)
}

/// The case has them from now on, and what is known of each lies in the vault under its stream.
pub(crate) fn bind(unit: &mut Unit<'_, '_>, (case, stream): (CaseId, &str), named: &Named) -> Result<()> {
    let records = named.records.iter().map(|about| vault::NewRecord {
        id: &about.id,
        stream,
        kind: ABOUT,
        salt: &about.salt,
        nonce: unit.inner.random(),
        plain: &about.plain,
        found_by: &[],
    });
    let records: Vec<_> = records.collect();
    vault::add(unit.tx, unit.inner.keys.vault(), unit.inner.keys.blind(), &records)?;
    for About { file, owner, .. } in &named.records {
        if !rows::bind(unit.tx, file, owner, &case.to_string())? {
            return Err(Error::Store(daowei_store::Error::Conflict));
        }
    }
    Ok(())
}

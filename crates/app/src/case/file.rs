//! 查看材料文件: a look with a purpose, recorded before a byte is shown; what was promised to the one who looked is kept for a while.

use base64ct::{Base64UrlUnpadded, Encoding};
use daowei_domain::authority::Act;
use daowei_domain::file::MediaType;
use daowei_domain::look;
use daowei_ident::{CaseId, FileId};
use daowei_store::file::About;
use daowei_store::vault;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::reveal::{Reveal, admitted, record};
use crate::App;
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};

/// How long a look lasts, in minutes: as long as one paper is read. A longer one is recorded anew.
const LOOK: SignedDuration = SignedDuration::from_mins(10);

/// A ticket is never longer than this, in characters.
const LONGEST_TICKET: usize = 2_000;

/// A file that somebody is shown.
#[derive(Clone, Debug)]
pub struct FileShown {
    /// Its name at the sender's.
    pub name: String,
    /// Its form.
    pub media: MediaType,
    /// Its bytes.
    pub size: u64,
    /// SM3 in hexadecimal.
    pub sm3: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// With it the one who looked, and nobody else, reads the bytes until the look is over.
    pub ticket: String,
    /// When that is.
    pub until: Timestamp,
}

/// What a ticket is for, sealed inside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileServed {
    /// Its name at the sender's.
    pub name: String,
    /// Its form.
    pub media: MediaType,
    /// Its bytes.
    pub size: u64,
    until: Timestamp,
}

impl App {
    /// Shows what a file of a case is, records that, and lets its bytes be read for a while.
    ///
    /// # Errors
    /// As [`App::reveal`].
    pub async fn reveal_file(
        &self,
        caller: Caller,
        reveal: Reveal<FileId>,
        texts: Texts,
    ) -> Result<FileShown> {
        self.write(caller, move |unit| shown(unit, &reveal, &texts)).await
    }

    /// What the bytes are that a look covers.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without a look of the caller's own at this file, or after it is over.
    pub async fn file_served(
        &self,
        caller: Caller,
        of: (CaseId, FileId),
        ticket: String,
    ) -> Result<FileServed> {
        self.read(caller, move |unit| served(unit, of, &ticket)).await
    }
}

fn shown(unit: &mut Unit<'_, '_>, reveal: &Reveal<FileId>, texts: &Texts) -> Result<FileShown> {
    let (opened, grant) = admitted(unit, reveal, Act::Reveal)?;
    let case = opened.case;
    let missing = || Error::NotFound { what: "file" };
    let kept = case.files.iter().find(|kept| kept.file.file == reveal.what).ok_or_else(missing)?;
    let file = kept.file.clone();
    let purpose = reveal.purpose.reference();
    let look = look::FileShown { case: case.id, file: file.file, purpose };
    record(unit, case.id, grant, look.into(), texts)?;
    let about =
        vault::get(unit.tx, unit.inner.keys.vault(), &file.record.id.to_string())?.ok_or_else(missing)?;
    let about: About = serde_json::from_slice(&about.plain).map_err(|_| damaged())?;
    let until = unit.now.checked_add(LOOK).unwrap_or(unit.now);
    let served = FileServed { name: about.name.clone(), media: file.media, size: file.size, until };
    let ticket = serde_json::to_vec(&served).map_err(|_| damaged())?;
    let context = context(unit, (case.id, file.file))?;
    let ticket =
        unit.inner.keys.vault().seal(unit.inner.random(), &context, &ticket).map_err(|_| damaged())?;
    Ok(FileShown {
        name: about.name,
        media: file.media,
        size: file.size,
        sm3: about.sm3.unwrap_or_default(),
        sha256: about.sha256.unwrap_or_default(),
        ticket: Base64UrlUnpadded::encode_string(&ticket),
        until,
    })
}

fn served(unit: &mut Unit<'_, '_>, of: (CaseId, FileId), ticket: &str) -> Result<FileServed> {
    let refused = || Error::Forbidden { what: "look" };
    if ticket.len() > LONGEST_TICKET {
        return Err(refused());
    }
    let sealed = Base64UrlUnpadded::decode_vec(ticket).map_err(|_| refused())?;
    let plain = unit.inner.keys.vault().open(&context(unit, of)?, &sealed).map_err(|_| refused())?;
    let served: FileServed = serde_json::from_slice(&plain).map_err(|_| refused())?;
    if unit.now <= served.until { Ok(served) } else { Err(refused()) }
}

/// A ticket opens for the one who looked, at that file, of that case.
fn context(unit: &Unit<'_, '_>, (case, file): (CaseId, FileId)) -> Result<String> {
    Ok(format!("file-look/1/{case}/{file}/{}", unit.staff()?.person))
}

fn damaged() -> Error {
    Error::Store(daowei_store::Error::Damaged { what: "file" })
}

//! A file on its way in.

use std::sync::Arc;

use daowei_domain::Refusal;
use daowei_domain::file::{self, MediaType, PART_BYTES, TAIL_BYTES, rules};
use daowei_ident::FileId;
use daowei_store::file::{self as rows, State};
use jiff::SignedDuration;

use super::{Sent, damaged, media, opened, own, sealed, sender, sent};
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::text::one_line;
use crate::unit::{Caller, Unit};

/// Characters of a name: what file systems allow.
const LONGEST_NAME: usize = 255;

/// A file that is about to come.
#[derive(Clone, Debug)]
pub struct Announced {
    /// Its name at the sender's.
    pub name: String,
    /// Its form.
    pub media: MediaType,
    /// Its bytes.
    pub size: u64,
}

/// What the sender knows of the whole file, in hexadecimal.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// SM3.
    pub sm3: Option<String>,
    /// SHA-256.
    pub sha256: Option<String>,
}

/// What is found out of a file whose last part has come.
struct Found {
    file: rows::File,
    sm3: String,
    sha256: String,
}

impl App {
    /// Begins a file.
    ///
    /// # Errors
    /// `file.size`, `file.pending`; [`Error::Input`] for a name that no file has.
    pub async fn begin_file(&self, caller: Caller, announced: Announced) -> Result<Sent> {
        one_line("name", &announced.name, LONGEST_NAME)?;
        if announced.name.trim().is_empty() {
            return Err(Error::input("name", Problem::Empty));
        }
        self.write(caller, move |unit| begin(unit, &announced)).await
    }

    /// Takes a part in. The same part sent again is answered alike.
    ///
    /// # Errors
    /// [`Error::Offset`] where another part is the next one; [`Error::Input`] for one of another length; `file.digest` for other
    /// bytes than came before.
    pub async fn send_part(&self, caller: Caller, id: FileId, offset: u64, bytes: Vec<u8>) -> Result<Sent> {
        let bytes = Arc::new(bytes);
        self.write(caller, move |unit| part(unit, id, offset, &bytes)).await
    }

    /// Looks at a file whose last part has come, and marks it as whole. Reading goes on beside the writers; what was read cannot
    /// have changed meanwhile, as no part is ever written over.
    ///
    /// # Errors
    /// `file.incomplete`, `file.media`, `file.pixels`, `file.digest`.
    pub async fn complete_file(&self, caller: Caller, id: FileId, declared: Declared) -> Result<Sent> {
        let found = self.read(caller.clone(), move |unit| look(unit, id, &declared)).await?;
        self.write(caller, move |unit| {
            let person = sender(unit)?;
            if let Some(Found { file, sm3, sha256 }) = &found {
                let name = opened(unit, file)?.name;
                let about = rows::About { name, sm3: Some(sm3.clone()), sha256: Some(sha256.clone()) };
                let about = sealed(unit, &file.id, &about)?;
                // Whoever was faster has found the same.
                rows::complete(unit.tx, &file.id, &about)?;
            }
            let file = own(unit, person, id)?;
            sent(unit, &file)
        })
        .await
    }
}

fn begin(unit: &mut Unit<'_, '_>, announced: &Announced) -> Result<Sent> {
    let person = sender(unit)?.to_string();
    let pending = rows::pending(unit.tx, &person)?.unsigned_abs();
    file::admit(announced.size, pending, &unit.settings)?;
    let id = unit.ids.next(FileId::from_parts).to_string();
    let about = rows::About { name: announced.name.clone(), sm3: None, sha256: None };
    let about = sealed(unit, &id, &about)?;
    let kept = SignedDuration::from_hours(24 * i64::from(unit.settings.file_days));
    let expires = unit.now.checked_add(kept).unwrap_or(unit.now);
    let file = rows::File {
        id,
        person,
        state: State::Sending,
        media: announced.media.id().to_owned(),
        size: i64::try_from(announced.size).map_err(|_| Error::input("size", Problem::Range))?,
        received: 0,
        about,
        created_at: unit.now.as_microsecond(),
        expires_at: Some(expires.as_microsecond()),
    };
    rows::add(unit.tx, &file)?;
    sent(unit, &file)
}

fn part(unit: &mut Unit<'_, '_>, id: FileId, offset: u64, bytes: &[u8]) -> Result<Sent> {
    let person = sender(unit)?;
    let mut file = own(unit, person, id)?;
    let (size, received) = (file.size.unsigned_abs(), file.received.unsigned_abs());
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if offset > received || !offset.is_multiple_of(PART_BYTES) || (offset == received && received == size) {
        return Err(Error::Offset { wanted: received });
    }
    if length != PART_BYTES.min(size - offset) {
        return Err(Error::input("part", Problem::Range));
    }
    if offset < received {
        let kept = rows::part(unit.tx, unit.inner.keys.vault(), &file.id, offset / PART_BYTES)?;
        let same = kept.is_some_and(|kept| kept.as_slice() == bytes);
        return if same { sent(unit, &file) } else { Err(Refusal::by(&rules::DIGEST).into()) };
    }
    let nonce = unit.inner.random();
    if !rows::append(unit.tx, unit.inner.keys.vault(), &file, bytes, nonce)? {
        return Err(Error::Store(daowei_store::Error::Conflict));
    }
    file.received = i64::try_from(received + length).map_err(|_| damaged())?;
    sent(unit, &file)
}

/// What the whole file is; nothing where that was found before.
fn look(unit: &mut Unit<'_, '_>, id: FileId, declared: &Declared) -> Result<Option<Found>> {
    let person = sender(unit)?;
    let file = own(unit, person, id)?;
    let size = file.size.unsigned_abs();
    file::whole(file.received.unsigned_abs(), size)?;
    if file.state != State::Sending {
        let known = sent(unit, &file)?;
        declares(declared, known.sm3.as_deref(), known.sha256.as_deref())?;
        return Ok(None);
    }
    let keep = usize::try_from(TAIL_BYTES).unwrap_or(usize::MAX);
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let (tx, vault) = (&mut *unit.tx, unit.inner.keys.vault());
    let (sm3, sha256) = rows::digests(size, |number| {
        let piece = rows::part(tx, vault, &file.id, number)?;
        if let Some(piece) = &piece {
            if number == 0 {
                head.extend_from_slice(piece);
            }
            tail.extend_from_slice(piece);
            tail.drain(..tail.len().saturating_sub(keep));
        }
        Ok(piece)
    })?;
    file::judge(media(&file)?, &head, &tail, size, &unit.settings)?;
    declares(declared, Some(&sm3), Some(&sha256))?;
    Ok(Some(Found { file, sm3, sha256 }))
}

/// Holds what was declared against what was found; of a file that a case has, nothing is left to hold it against.
fn declares(declared: &Declared, sm3: Option<&str>, sha256: Option<&str>) -> Result<()> {
    for (declared, found) in [(&declared.sm3, sm3), (&declared.sha256, sha256)] {
        if let Some(found) = found {
            file::same(declared.as_deref(), found)?;
        }
    }
    Ok(())
}

//! 材料文件: sent in parts, resumed where they broke off, whole and looked at before a case takes them over.
//!
//! Until then a file is its sender's alone: for anybody else it is not there. Nothing of it is recorded: nothing has been said to
//! anybody yet. What no case takes over goes after its time.

mod bind;
mod send;

pub(crate) use bind::{Named, bind, named};
pub use send::{Announced, Declared};

use daowei_domain::authority::{Act, Question, Subject, may};
use daowei_domain::file::MediaType;
use daowei_ident::{FileId, PersonId};
use daowei_store::file as rows;
pub use daowei_store::file::State;
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};

/// A file, as its sender sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its id.
    pub id: FileId,
    /// How far it has come.
    pub state: State,
    /// Its name; nothing once a case has it.
    pub name: Option<String>,
    /// Its form.
    pub media: MediaType,
    /// Its bytes.
    pub size: u64,
    /// How many of them have come: where the next part begins.
    pub received: u64,
    /// SM3 in hexadecimal, once it is whole.
    pub sm3: Option<String>,
    /// SHA-256 in hexadecimal, once it is whole.
    pub sha256: Option<String>,
    /// When it began to come.
    pub created_at: Timestamp,
    /// When it goes unless a case has it by then.
    pub expires_at: Option<Timestamp>,
}

impl App {
    /// One's own file.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a file that is not there or somebody else's.
    pub async fn sent_file(&self, caller: Caller, id: FileId) -> Result<Sent> {
        self.read(caller, move |unit| {
            let person = sender(unit)?;
            let file = own(unit, person, id)?;
            sent(unit, &file)
        })
        .await
    }

    /// One's own files that no case has, behind that one, the oldest first, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn sent_files(
        &self,
        caller: Caller,
        after: Option<FileId>,
        limit: u32,
    ) -> Result<(Vec<Sent>, bool)> {
        self.read(caller, move |unit| {
            let person = sender(unit)?.to_string();
            let after = after.map(|id| id.to_string()).unwrap_or_default();
            let mut files = rows::of(unit.tx, &person, &after, limit.saturating_add(1))?;
            let more = files.len() > usize::try_from(limit).unwrap_or(usize::MAX);
            if more {
                files.pop();
            }
            let files = files.iter().map(|file| sent(unit, file)).collect::<Result<_>>()?;
            Ok((files, more))
        })
        .await
    }

    /// Removes one's own file that no case has; it is gone afterwards, whether it was there or not.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a file that is somebody else's, or a case's.
    pub async fn drop_file(&self, caller: Caller, id: FileId) -> Result<()> {
        self.write(caller, move |unit| {
            let person = sender(unit)?;
            own(unit, person, id)?;
            if rows::delete(unit.tx, &id.to_string())? { Ok(()) } else { Err(missing()) }
        })
        .await
    }

    /// A part of a file in clear, for who has been shown the file; nothing behind the last one.
    ///
    /// # Errors
    /// [`daowei_store::Error::Crypto`] where it was altered.
    pub async fn file_part(&self, id: FileId, number: u64) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let id = id.to_string();
        self.read(Caller::Host, move |unit| Ok(rows::part(unit.tx, unit.inner.keys.vault(), &id, number)?))
            .await
    }
}

/// Who sends: somebody at a window, signed in.
fn sender(unit: &Unit<'_, '_>) -> Result<PersonId> {
    let staff = unit.staff()?;
    let question = Question {
        staff,
        act: Act::UploadFile,
        subject: Subject::Nothing,
        now: unit.now,
        confirmation_minutes: unit.settings.confirmation_minutes,
    };
    may(&unit.world.facts, &question)?;
    Ok(staff.person)
}

/// A file of that person: what is another's is not there.
fn own(unit: &mut Unit<'_, '_>, person: PersonId, id: FileId) -> Result<rows::File> {
    let found = rows::get(unit.tx, &id.to_string())?;
    found.filter(|file| file.person == person.to_string()).ok_or_else(missing)
}

fn sent(unit: &Unit<'_, '_>, file: &rows::File) -> Result<Sent> {
    let id: FileId = file.id.parse().map_err(|_| damaged())?;
    let about = match file.state {
        State::Bound => None,
        State::Sending | State::Complete => Some(opened(unit, file)?),
    };
    let (name, sm3, sha256) = match about {
        Some(about) => (Some(about.name), about.sm3, about.sha256),
        None => (None, None, None),
    };
    Ok(Sent {
        id,
        state: file.state,
        name,
        media: media(file)?,
        size: file.size.unsigned_abs(),
        received: file.received.unsigned_abs(),
        sm3,
        sha256,
        created_at: Timestamp::from_microsecond(file.created_at).map_err(|_| damaged())?,
        expires_at: file.expires_at.map(Timestamp::from_microsecond).transpose().map_err(|_| damaged())?,
    })
}

fn media(file: &rows::File) -> Result<MediaType> {
    MediaType::ALL.into_iter().find(|media| media.id() == file.media).ok_or_else(damaged)
}

/// What is known of a file that no case has.
fn opened(unit: &Unit<'_, '_>, file: &rows::File) -> Result<rows::About> {
    let plain = unit.inner.keys.vault().open(&context(&file.id), &file.about).map_err(|_| damaged())?;
    serde_json::from_slice(&plain).map_err(|_| damaged())
}

fn sealed(unit: &Unit<'_, '_>, id: &str, about: &rows::About) -> Result<Vec<u8>> {
    let plain = Zeroizing::new(serde_json::to_vec(about).map_err(|_| damaged())?);
    unit.inner.keys.vault().seal(unit.inner.random(), &context(id), &plain).map_err(|_| damaged())
}

fn context(id: &str) -> String {
    format!("file-about/1/{id}")
}

fn missing() -> Error {
    Error::NotFound { what: "file" }
}

fn damaged() -> Error {
    Error::Store(daowei_store::Error::Damaged { what: "file" })
}

#[cfg(test)]
mod tests;

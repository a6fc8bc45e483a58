//! Files of papers: sealed part by part as they come in, one person's until an event names them.
//!
//! What an event needs of a file it carries itself, and its name and digests then lie in the vault: of a file that a case has,
//! only the parts here count.

use daowei_crypto::{FileDigest, NONCE_BYTES, Vault};
use daowei_domain::file::{FileRef, PART_BYTES};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{Error, Param, Result, Row, Statement, Tx, params};

macro_rules! file_select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, state, media, size, received, about, created_at, expires_at FROM file WHERE ",
            $rest
        )
    };
}

const ADD: Statement = Statement::new(
    "file.add",
    "INSERT INTO file (id, person, state, media, size, received, about, case_id, created_at, expires_at)
     VALUES ($1, $2, 'sending', $3, $4, 0, $5, NULL, $6, $7)",
);
const GET: Statement = Statement::new("file.get", file_select!("id = $1"));
const OF: Statement = Statement::new(
    "file.of",
    file_select!("person = $1 AND case_id IS NULL AND id > $2 ORDER BY id LIMIT $3"),
);
const PENDING: Statement = Statement::new(
    "file.pending",
    "SELECT CAST(COALESCE(SUM(size + 65536), 0) AS BIGINT) FROM file WHERE person = $1 AND case_id IS NULL",
);
const GROW: Statement =
    Statement::new("file.grow", "UPDATE file SET received = $1 WHERE id = $2 AND received = $3");
const COMPLETE: Statement = Statement::new(
    "file.complete",
    "UPDATE file SET state = 'complete', about = $1 WHERE id = $2 AND state = 'sending' AND received = size",
);
const BIND: Statement = Statement::new(
    "file.bind",
    "UPDATE file SET state = 'bound', about = $1, case_id = $2, expires_at = NULL
     WHERE id = $3 AND person = $4 AND state = 'complete' AND case_id IS NULL",
);
const DELETE: Statement = Statement::new("file.delete", "DELETE FROM file WHERE id = $1 AND case_id IS NULL");
const EXPIRED: Statement = Statement::new(
    "file.expired",
    "SELECT id FROM file WHERE expires_at < $1 AND case_id IS NULL ORDER BY expires_at LIMIT $2",
);
const PART_ADD: Statement =
    Statement::new("file_part.add", "INSERT INTO file_part (file, number, sealed) VALUES ($1, $2, $3)");
const PART_GET: Statement =
    Statement::new("file_part.get", "SELECT sealed FROM file_part WHERE file = $1 AND number = $2");
const PART_DELETE: Statement = Statement::new("file_part.delete", "DELETE FROM file_part WHERE file = $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[ADD, GET, OF, PENDING, GROW, COMPLETE, BIND, DELETE, EXPIRED, PART_ADD, PART_GET, PART_DELETE];

/// How far a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Parts are coming in.
    Sending,
    /// It is whole, and what it says to be.
    Complete,
    /// A case has it.
    Bound,
}

/// A file that somebody sends or has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: String,
    /// Who sends it.
    pub person: String,
    /// How far it has come.
    pub state: State,
    /// Its form.
    pub media: String,
    /// Its bytes.
    pub size: i64,
    /// How many of them have come.
    pub received: i64,
    /// [`About`], sealed by the caller; nothing once a case has it.
    pub about: Vec<u8>,
    /// When it began, UTC microseconds.
    pub created_at: i64,
    /// When it goes unless a case has it.
    pub expires_at: Option<i64>,
}

/// What nobody but those who may see the file learns of it. It lies in the vault once a case has the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its name at the sender's.
    pub name: String,
    /// SM3 in hexadecimal, once it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sm3: Option<String>,
    /// SHA-256 in hexadecimal, once it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

impl File {
    fn read(row: &Row<'_>) -> Result<Self> {
        let state = match row.text(2)? {
            "sending" => State::Sending,
            "complete" => State::Complete,
            "bound" => State::Bound,
            _ => return Err(row.corrupt(2, "a state of a file")),
        };
        Ok(Self {
            id: row.string(0)?,
            person: row.string(1)?,
            state,
            media: row.string(3)?,
            size: row.int(4)?,
            received: row.int(5)?,
            about: row.bytes(6)?.to_vec(),
            created_at: row.int(7)?,
            expires_at: row.optional_int(8)?,
        })
    }
}

/// Begins a file.
///
/// # Errors
/// [`Error::Duplicate`] for an id that is there.
pub fn add(tx: &mut Tx<'_>, file: &File) -> Result<()> {
    let File { id, person, media, size, about, created_at, expires_at, .. } = file;
    tx.run(&ADD, params![id, person, media, *size, about, *created_at, *expires_at])?;
    Ok(())
}

/// A file; nothing where there is none.
///
/// # Errors
/// What befell the store.
pub fn get(tx: &mut Tx<'_>, id: &str) -> Result<Option<File>> {
    tx.one(&GET, params![id], File::read)
}

/// Those of these files that are there, in no order.
///
/// # Errors
/// What befell the store.
pub fn get_many(tx: &mut Tx<'_>, ids: &[String]) -> Result<Vec<File>> {
    let groups: Vec<[Param<'_>; 1]> = ids.iter().map(|id| [id.as_str().into()]).collect();
    tx.all_many(&GET, &groups, File::read)
}

/// What a person has sent for no case yet, behind that id, the oldest first.
///
/// # Errors
/// What befell the store.
pub fn of(tx: &mut Tx<'_>, person: &str, after: &str, limit: u32) -> Result<Vec<File>> {
    tx.all(&OF, params![person, after, limit], File::read)
}

/// How many bytes a person has announced for no case yet; each file counts for 64 KiB more, so that their number is bounded too.
///
/// # Errors
/// What befell the store.
pub fn pending(tx: &mut Tx<'_>, person: &str) -> Result<i64> {
    Ok(tx.one(&PENDING, params![person], |row| row.int(0))?.unwrap_or(0))
}

/// Takes the next part in; false where it is not the next one any more.
///
/// # Errors
/// [`Error::Conflict`] where the same part comes twice at this moment; [`Error::Crypto`].
pub fn append(
    tx: &mut Tx<'_>,
    vault: &Vault,
    file: &File,
    plain: &[u8],
    nonce: [u8; NONCE_BYTES],
) -> Result<bool> {
    let grown = i64::try_from(plain.len()).ok().and_then(|bytes| file.received.checked_add(bytes));
    let grown = grown.ok_or(Error::Damaged { what: "file" })?;
    if tx.run(&GROW, params![grown, &file.id, file.received])? != 1 {
        return Ok(false);
    }
    let number = file.received.unsigned_abs() / PART_BYTES;
    let sealed = vault.seal(nonce, &context(&file.id, number), plain).map_err(crypto)?;
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    tx.run(&PART_ADD, params![&file.id, number, &sealed]).map_err(|error| match error {
        Error::Duplicate { .. } => Error::Conflict,
        other => other,
    })?;
    Ok(true)
}

/// Opens a part; nothing where it is not there.
///
/// # Errors
/// [`Error::Crypto`] where it was altered, exchanged or moved.
pub fn part(tx: &mut Tx<'_>, vault: &Vault, file: &str, number: u64) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let row = i64::try_from(number).unwrap_or(i64::MAX);
    let sealed = tx.one(&PART_GET, params![file, row], |row| Ok(row.bytes(0)?.to_vec()))?;
    sealed.map(|sealed| vault.open(&context(file, number), &sealed).map_err(crypto)).transpose()
}

/// How many parts a file of that size has.
#[must_use]
pub fn parts(size: u64) -> u64 {
    size.div_ceil(PART_BYTES)
}

/// Marks a file as whole, with what is now known of it; false where it is so already, or not whole.
///
/// # Errors
/// What befell the store.
pub fn complete(tx: &mut Tx<'_>, id: &str, about: &[u8]) -> Result<bool> {
    Ok(tx.run(&COMPLETE, params![about, id])? == 1)
}

/// Gives a whole file of that person to a case; false where another case has it, or it is not there.
///
/// # Errors
/// What befell the store.
pub fn bind(tx: &mut Tx<'_>, id: &str, person: &str, case: &str) -> Result<bool> {
    Ok(tx.run(&BIND, params![&[], case, id, person])? == 1)
}

/// Deletes a file that no case has; false where there is none.
///
/// # Errors
/// What befell the store.
pub fn delete(tx: &mut Tx<'_>, id: &str) -> Result<bool> {
    let gone = tx.run(&DELETE, params![id])? == 1;
    if gone {
        tx.run(&PART_DELETE, params![id])?;
    }
    Ok(gone)
}

/// Deletes files whose time is over and that no case has; says how many (个人信息保护法 第十九条).
///
/// # Errors
/// What befell the store.
pub fn purge(tx: &mut Tx<'_>, before: i64, limit: u32) -> Result<u64> {
    let over = tx.all(&EXPIRED, params![before, limit], |row| row.string(0))?;
    over.iter().try_fold(0, |gone, id| Ok(gone + u64::from(delete(tx, id)?)))
}

/// Whether the time of a file that no case has is over.
///
/// # Errors
/// What befell the store.
pub fn is_over(tx: &mut Tx<'_>, before: i64) -> Result<bool> {
    Ok(tx.one(&EXPIRED, params![before, 1_u32], |row| row.string(0))?.is_some())
}

/// The digests of a file whose parts are given one by one.
///
/// # Errors
/// What giving one answers; [`Error::Damaged`] where they are not of that size together.
pub fn digests(
    size: u64,
    mut give: impl FnMut(u64) -> Result<Option<Zeroizing<Vec<u8>>>>,
) -> Result<(String, String)> {
    let damaged = || Error::Damaged { what: "file" };
    let (mut digest, mut sum) = (FileDigest::default(), 0_u64);
    for number in 0..parts(size) {
        let piece = give(number)?.ok_or_else(damaged)?;
        sum = u64::try_from(piece.len()).ok().and_then(|bytes| sum.checked_add(bytes)).ok_or_else(damaged)?;
        digest.update(&piece);
    }
    let (sm3, sha256) = digest.finish();
    if sum == size { Ok((sm3.to_string(), sha256.to_string())) } else { Err(damaged()) }
}

/// Calls `found` for each file that an event's body names, wherever it stands.
pub(crate) fn references(value: &Value, found: &mut dyn FnMut(FileRef)) {
    match value {
        Value::Object(fields) if fields.contains_key("record") && fields.contains_key("media") => {
            match serde_json::from_value(value.clone()) {
                Ok(file) => found(file),
                Err(_) => fields.values().for_each(|value| references(value, found)),
            }
        }
        Value::Object(fields) => fields.values().for_each(|value| references(value, found)),
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// What a part is bound to: its file and its place in it.
fn context(file: &str, number: u64) -> String {
    format!("file/1/{file}/{number}")
}

fn crypto(error: daowei_crypto::Error) -> Error {
    Error::Crypto(error.to_string())
}

//! Personal data: encrypted rows of their own, found by exact value only, deletable (PIPL art. 47).
//!
//! An event carries a salted commitment to the text; the salt lies here, in the row that can go.

use std::collections::{BTreeMap, BTreeSet};

use daowei_crypto::{BlindKey, Vault};
use daowei_domain::TextRef;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{Error, Param, Result, Row, Statement, Tx, params};

const ADD: Statement = Statement::new(
    "vault.add",
    "INSERT INTO vault (id, stream, kind, salt, sealed) VALUES ($1, $2, $3, $4, $5)",
);
const GET: Statement =
    Statement::new("vault.get", "SELECT id, stream, kind, salt, sealed FROM vault WHERE id = $1");
const STREAM: Statement = Statement::new("vault.stream", "SELECT stream FROM vault WHERE id = $1");
const OF_STREAM: Statement = Statement::new(
    "vault.of_stream",
    "SELECT id, stream, kind, salt, sealed FROM vault WHERE stream = $1 ORDER BY id",
);
const OF_NOUN: Statement = Statement::new(
    "vault.of_noun",
    "SELECT id, stream, kind, salt, sealed FROM vault WHERE stream > $1 AND stream < $2 AND kind = $3 ORDER BY id",
);
const RESEAL: Statement =
    Statement::new("vault.reseal", "UPDATE vault SET sealed = $1 WHERE id = $2 AND sealed = $3");
const AFTER: Statement = Statement::new(
    "vault.after",
    "SELECT id, stream, kind, salt, sealed FROM vault WHERE id > $1 ORDER BY id LIMIT $2",
);
const DELETE: Statement = Statement::new("vault.delete", "DELETE FROM vault WHERE id = $1");
const BLIND_ADD: Statement =
    Statement::new("blind.add", "INSERT INTO blind (field, entry, record) VALUES ($1, $2, $3)");
const BLIND_FIND: Statement = Statement::new(
    "blind.find",
    "SELECT record FROM blind WHERE field = $1 AND entry = $2 AND record > $3 ORDER BY record LIMIT $4",
);
const BLIND_NEWEST: Statement = Statement::new(
    "blind.newest",
    "SELECT record FROM blind WHERE field = $1 AND entry = $2 ORDER BY record DESC LIMIT $3",
);
const BLIND_DELETE: Statement = Statement::new("blind.delete", "DELETE FROM blind WHERE record = $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[
    ADD,
    GET,
    STREAM,
    OF_STREAM,
    OF_NOUN,
    RESEAL,
    AFTER,
    DELETE,
    BLIND_ADD,
    BLIND_FIND,
    BLIND_NEWEST,
    BLIND_DELETE,
];

/// A record to be sealed. Salt and nonce are fresh random bytes.
pub struct NewRecord<'a> {
    /// Its id; what events and read models refer to.
    pub id: &'a str,
    /// The stream it belongs to.
    pub stream: &'a str,
    /// What it is: party, reason, opinion …
    pub kind: &'a str,
    /// The salt of its commitment.
    pub salt: &'a [u8; 16],
    /// The nonce of its encryption.
    pub nonce: [u8; 12],
    /// Its text.
    pub plain: &'a [u8],
    /// Fields and normalized values it is found by.
    pub found_by: &'a [(&'a str, &'a str)],
}

/// A record in clear. Whoever reads it has recorded the purpose.
pub struct Record {
    /// Its id.
    pub id: String,
    /// The stream it belongs to.
    pub stream: String,
    /// What it is.
    pub kind: String,
    /// The salt of its commitment.
    pub salt: [u8; 16],
    /// Its text, erased when dropped.
    pub plain: Zeroizing<Vec<u8>>,
}

/// A record as it lies in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub(crate) id: String,
    pub(crate) stream: String,
    pub(crate) kind: String,
    pub(crate) salt: [u8; 16],
    pub(crate) sealed: Vec<u8>,
}

impl Kept {
    /// The columns `id, stream, kind, salt, sealed`, in this order.
    pub(crate) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            stream: row.string(1)?,
            kind: row.string(2)?,
            salt: row.array(3)?,
            sealed: row.bytes(4)?.to_vec(),
        })
    }

    /// The text, which opens only as what it was sealed as: this record, of this stream, of this kind.
    pub(crate) fn plain(&self, vault: &Vault) -> Result<Zeroizing<Vec<u8>>> {
        vault.open(&context(&self.id, &self.stream, &self.kind), &self.sealed).map_err(crypto)
    }

    fn open(self, vault: &Vault) -> Result<Record> {
        let plain = self.plain(vault)?;
        Ok(Record { id: self.id, stream: self.stream, kind: self.kind, salt: self.salt, plain })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Seals records. A record is never changed: a new version is a new record.
///
/// # Errors
/// [`Error::Duplicate`] for an id that is there, [`Error::Crypto`] for a text that is too long.
pub fn add(tx: &mut Tx<'_>, vault: &Vault, blind: &BlindKey, records: &[NewRecord<'_>]) -> Result<()> {
    let sealed = records
        .iter()
        .map(|record| {
            let context = context(record.id, record.stream, record.kind);
            vault.seal(record.nonce, &context, record.plain).map_err(crypto)
        })
        .collect::<Result<Vec<_>>>()?;
    let rows: Vec<[Param<'_>; 5]> = records
        .iter()
        .zip(&sealed)
        .map(|(record, sealed)| {
            [
                record.id.into(),
                record.stream.into(),
                record.kind.into(),
                record.salt.into(),
                sealed.as_slice().into(),
            ]
        })
        .collect();
    tx.run_many(&ADD, &rows)?;
    let entries = records.iter().flat_map(|record| {
        record.found_by.iter().map(|(field, value)| (*field, blind.index(field, value), record.id))
    });
    let entries: Vec<(&str, [u8; 16], &str)> = entries.collect();
    let rows: Vec<[Param<'_>; 3]> = entries
        .iter()
        .map(|(field, entry, record)| [(*field).into(), entry.into(), (*record).into()])
        .collect();
    tx.run_many(&BLIND_ADD, &rows)?;
    Ok(())
}

/// Opens a record; nothing where it was deleted or never was.
///
/// # Errors
/// [`Error::Crypto`] where it was altered or its key is not held.
pub fn get(tx: &mut Tx<'_>, vault: &Vault, id: &str) -> Result<Option<Record>> {
    tx.one(&GET, params![id], Kept::read)?.map(|kept| kept.open(vault)).transpose()
}

/// Opens those of these records that are there, in no order.
///
/// # Errors
/// As [`get`].
pub fn get_many<'a>(
    tx: &mut Tx<'_>,
    vault: &Vault,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Record>> {
    let groups: Vec<[Param<'_>; 1]> = ids.into_iter().map(|id| [id.into()]).collect();
    tx.all_many(&GET, &groups, Kept::read)?.into_iter().map(|kept| kept.open(vault)).collect()
}

/// Opens those of these records that are of that kind and of the streams named with them; what is of another stream or kind,
/// or opens no more, is not among them.
///
/// # Errors
/// What befell the store.
pub fn of_kind<'a>(
    tx: &mut Tx<'_>,
    vault: &Vault,
    kind: &str,
    wanted: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<String, Zeroizing<Vec<u8>>>> {
    let streams: BTreeMap<&str, &str> = wanted.into_iter().collect();
    let groups: Vec<[Param<'_>; 1]> = streams.keys().map(|id| [(*id).into()]).collect();
    // The embedded engine lets an intruder put a value of another type there.
    let kept = tx.all_many(&GET, &groups, |row| Ok(Kept::read(row).ok()))?;
    let ours =
        |kept: &Kept| kept.kind == kind && streams.get(kept.id.as_str()) == Some(&kept.stream.as_str());
    let opened = kept.into_iter().flatten().filter(ours);
    Ok(opened.filter_map(|kept| Some((kept.id.clone(), kept.plain(vault).ok()?))).collect())
}

/// The streams that these records belong to, without opening them; nothing for those that were deleted or never were.
///
/// # Errors
/// What befell the store.
pub fn streams_of(tx: &mut Tx<'_>, ids: &[String]) -> Result<BTreeSet<String>> {
    let groups: Vec<[Param<'_>; 1]> = ids.iter().map(|id| [id.as_str().into()]).collect();
    Ok(tx.all_many(&STREAM, &groups, |row| row.string(0))?.into_iter().collect())
}

/// Opens the records of a stream that are of these kinds.
///
/// # Errors
/// As [`get`].
pub fn of_stream(tx: &mut Tx<'_>, vault: &Vault, stream: &str, kinds: &[&str]) -> Result<Vec<Record>> {
    let found = tx.all(&OF_STREAM, params![stream], Kept::read)?;
    let wanted = found.into_iter().filter(|kept| kinds.contains(&kept.kind.as_str()));
    wanted.map(|kept| kept.open(vault)).collect()
}

/// Opens those records of a stream that are of these kinds and that the stream's own events name: a row that somebody else put
/// there is not even opened.
///
/// # Errors
/// As [`get`].
pub fn named_in(
    tx: &mut Tx<'_>,
    vault: &Vault,
    stream: &str,
    kinds: &[&str],
    named: &BTreeSet<String>,
) -> Result<Vec<Record>> {
    let found = tx.all(&OF_STREAM, params![stream], Kept::read)?;
    let wanted =
        found.into_iter().filter(|kept| kinds.contains(&kept.kind.as_str()) && named.contains(&kept.id));
    wanted.map(|kept| kept.open(vault)).collect()
}

/// Calls `found` for each reference to a record in an event's body, wherever it stands.
pub fn references(value: &Value, found: &mut dyn FnMut(TextRef)) {
    match value {
        Value::Object(fields) if fields.contains_key("commitment") => {
            match serde_json::from_value(value.clone()) {
                Ok(text) => found(text),
                Err(_) => fields.values().for_each(|value| references(value, found)),
            }
        }
        Value::Object(fields) => fields.values().for_each(|value| references(value, found)),
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Opens all records of one kind in the streams of a noun, such as the names of staff.
///
/// # Errors
/// As [`get`].
pub fn of_noun(tx: &mut Tx<'_>, vault: &Vault, noun: &str, kind: &str) -> Result<Vec<Record>> {
    // A stream is called `noun-id`; `.` is the character after `-`.
    let found = tx.all(&OF_NOUN, params![&format!("{noun}-"), &format!("{noun}."), kind], Kept::read)?;
    found.into_iter().map(|kept| kept.open(vault)).collect()
}

/// Lets records be found by the exact values of a field, without keeping the values: pairs of normalized value and record.
///
/// # Errors
/// What befell the store.
pub fn find_by(tx: &mut Tx<'_>, blind: &BlindKey, field: &str, pairs: &[(&str, &str)]) -> Result<()> {
    let entries: Vec<[u8; 16]> = pairs.iter().map(|(value, _)| blind.index(field, value)).collect();
    let rows: Vec<[Param<'_>; 3]> = pairs
        .iter()
        .zip(&entries)
        .map(|((_, record), entry)| [field.into(), entry.into(), (*record).into()])
        .collect();
    tx.run_many(&BLIND_ADD, &rows)?;
    Ok(())
}

/// Ids of records whose field has exactly this value, after `after`, in the order of ids.
///
/// # Errors
/// What befell the store.
pub fn find(
    tx: &mut Tx<'_>,
    blind: &BlindKey,
    field: &str,
    normalized: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<String>> {
    let entry = blind.index(field, normalized);
    tx.all(&BLIND_FIND, params![field, &entry, after, limit], |row| row.string(0))
}

/// Ids of the records whose field has exactly this value that were made last, the newest first.
///
/// # Errors
/// What befell the store.
pub fn newest(
    tx: &mut Tx<'_>,
    blind: &BlindKey,
    field: &str,
    normalized: &str,
    limit: u32,
) -> Result<Vec<String>> {
    let entry = blind.index(field, normalized);
    tx.all(&BLIND_NEWEST, params![field, &entry, limit], |row| row.string(0))
}

/// Deletes a record with its salt and everything it is found by; false where it is not there.
///
/// # Errors
/// What befell the store.
pub fn delete(tx: &mut Tx<'_>, id: &str) -> Result<bool> {
    tx.run(&BLIND_DELETE, params![id])?;
    Ok(tx.run(&DELETE, params![id])? == 1)
}

/// Sealed records after an id, for the rotation of keys: those that an older key sealed are opened and sealed anew.
///
/// # Errors
/// What befell the store.
pub fn sealed_after(tx: &mut Tx<'_>, after: &str, limit: u32) -> Result<Vec<Kept>> {
    tx.all(&AFTER, params![after, limit], Kept::read)
}

/// Seals a record anew under the newest key; false where it has changed or gone meanwhile.
///
/// # Errors
/// [`Error::Crypto`] where it cannot be opened.
pub fn reseal(tx: &mut Tx<'_>, vault: &Vault, kept: &Kept, nonce: [u8; 12]) -> Result<bool> {
    let context = context(&kept.id, &kept.stream, &kept.kind);
    let anew = vault.seal(nonce, &context, &kept.plain(vault)?).map_err(crypto)?;
    Ok(tx.run(&RESEAL, params![&anew, &kept.id, &kept.sealed])? == 1)
}

/// What a sealed text is bound to: its id, its stream and its kind. Moved to another row, or its row to another stream, it
/// does not open. Each part stands behind its length, so that no two triples read alike.
fn context(id: &str, stream: &str, kind: &str) -> String {
    format!("vault/2/{}:{id}/{}:{stream}/{}:{kind}", id.len(), stream.len(), kind.len())
}

fn crypto(error: daowei_crypto::Error) -> Error {
    Error::Crypto(error.to_string())
}

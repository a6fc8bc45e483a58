//! The event log: streams of final events, each bound to its predecessor by a keyed digest.

use std::collections::BTreeMap;

use daowei_crypto::{Digest, EvidenceKey, Suite, digest};

use crate::{Error, Param, Result, Row, Statement, Tx, params};

const LOAD: Statement = Statement::new(
    "event.load",
    "SELECT sequence, kind, schema, at, body, digest FROM event WHERE stream = $1 AND sequence > $2 ORDER BY sequence",
);
const HEAD: Statement = Statement::new(
    "event.head",
    "SELECT sequence, digest FROM event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1",
);
const NAMED: Statement = Statement::new(
    "event.named",
    "SELECT sequence, kind, schema, at, body, digest, stream FROM event WHERE stream = $1",
);
const OF_NOUN: Statement = Statement::new(
    "event.of_noun",
    "SELECT sequence, kind, schema, at, body, digest, stream FROM event WHERE stream > $1 AND stream < $2
     ORDER BY stream, sequence",
);
const APPEND: Statement = Statement::new(
    "event.append",
    "INSERT INTO event (stream, sequence, kind, schema, at, suite, body, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
const PENDING: Statement = Statement::new(
    "pending_leaf.add",
    "INSERT INTO pending_leaf (stream, sequence, at, entry) VALUES ($1, $2, $3, $4)",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[LOAD, HEAD, NAMED, OF_NOUN, APPEND, PENDING];

/// An event as it lies in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its number in the stream, from 1.
    pub sequence: i64,
    /// Its kind, such as `case.accepted`.
    pub kind: String,
    /// Version of the kind's body.
    pub schema: i64,
    /// When it was recorded, UTC microseconds.
    pub at: i64,
    /// Its bytes, digested as they are.
    pub body: Vec<u8>,
    /// Its keyed digest.
    pub digest: Digest,
}

impl StoredEvent {
    /// The columns `sequence, kind, schema, at, body, digest`, in this order.
    pub(crate) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            sequence: row.int(0)?,
            kind: row.string(1)?,
            schema: row.int(2)?,
            at: row.int(3)?,
            body: row.bytes(4)?.to_vec(),
            digest: Digest::from_bytes(row.array(5)?),
        })
    }
}

/// An event to be appended.
#[derive(Debug, Clone, Copy)]
pub struct NewEvent<'a> {
    /// Its kind.
    pub kind: &'a str,
    /// Version of the kind's body.
    pub schema: i64,
    /// When it is recorded, UTC microseconds.
    pub at: i64,
    /// Its bytes.
    pub body: &'a [u8],
}

/// Where a stream ends: what the next event is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of the last event; 0 for a stream that is not there yet.
    pub sequence: i64,
    /// Digest of the last event.
    pub digest: Option<Digest>,
}

impl Head {
    /// The head of a stream without events.
    pub const NEW: Self = Self { sequence: 0, digest: None };

    /// The head of a loaded stream.
    #[must_use]
    pub fn of(events: &[StoredEvent]) -> Self {
        events.last().map_or(Self::NEW, |last| Self { sequence: last.sequence, digest: Some(last.digest) })
    }
}

/// All events of a stream.
///
/// # Errors
/// What befell the store.
pub fn load(tx: &mut Tx<'_>, stream: &str) -> Result<Vec<StoredEvent>> {
    load_after(tx, stream, 0)
}

/// The events of a stream after a sequence number.
///
/// # Errors
/// What befell the store.
pub fn load_after(tx: &mut Tx<'_>, stream: &str, sequence: i64) -> Result<Vec<StoredEvent>> {
    tx.all(&LOAD, params![stream, sequence], StoredEvent::read)
}

/// All events of these streams, each stream's in order: one round trip for all of them.
///
/// # Errors
/// What befell the store.
pub fn of_streams(tx: &mut Tx<'_>, streams: &[String]) -> Result<BTreeMap<String, Vec<StoredEvent>>> {
    let groups: Vec<[Param<'_>; 1]> = streams.iter().map(|stream| [stream.as_str().into()]).collect();
    let found = tx.all_many(&NAMED, &groups, |row| Ok((row.string(6)?, StoredEvent::read(row)?)))?;
    let mut all: BTreeMap<String, Vec<StoredEvent>> = BTreeMap::new();
    for (stream, event) in found {
        all.entry(stream).or_default().push(event);
    }
    all.values_mut().for_each(|events| events.sort_by_key(|event| event.sequence));
    Ok(all)
}

/// All events of all streams whose names begin with that noun, stream by stream.
///
/// # Errors
/// What befell the store.
pub fn of_noun(tx: &mut Tx<'_>, noun: &str) -> Result<Vec<(String, StoredEvent)>> {
    // A stream is called `noun-id`; `.` is the character after `-`.
    tx.all(&OF_NOUN, params![&format!("{noun}-"), &format!("{noun}.")], |row| {
        Ok((row.string(6)?, StoredEvent::read(row)?))
    })
}

/// Where a stream ends.
///
/// # Errors
/// What befell the store.
pub fn head(tx: &mut Tx<'_>, stream: &str) -> Result<Head> {
    let head = tx.one(&HEAD, params![stream], |row| {
        Ok(Head { sequence: row.int(0)?, digest: Some(Digest::from_bytes(row.array(1)?)) })
    })?;
    Ok(head.unwrap_or(Head::NEW))
}

/// Appends events behind `head`, which the caller has loaded, and gives the new head.
///
/// # Errors
/// [`Error::Conflict`] where the stream has gone on meanwhile; the unit of work is then run again.
pub fn append(
    tx: &mut Tx<'_>,
    key: &EvidenceKey,
    stream: &str,
    head: Head,
    events: &[NewEvent<'_>],
) -> Result<Head> {
    append_all(tx, key, &[(stream, head, events)]).map(|last| last.unwrap_or(head))
}

/// The same for several streams at once; gives the new head of the last one.
///
/// # Errors
/// As [`append`].
pub fn append_all(
    tx: &mut Tx<'_>,
    key: &EvidenceKey,
    streams: &[(&str, Head, &[NewEvent<'_>])],
) -> Result<Option<Head>> {
    let suite = key.suite();
    let mut links = Vec::new();
    let mut end = None;
    for (stream, head, events) in streams {
        let mut last = *head;
        for event in *events {
            let sequence = last.sequence + 1;
            let content = Content {
                stream,
                sequence,
                kind: event.kind,
                schema: event.schema,
                at: event.at,
                body: event.body,
            };
            let content = content.digest(suite);
            let link = link(key, last.digest.as_ref(), &content);
            links.push((*stream, event, sequence, entry(&content, &link), link));
            last = Head { sequence, digest: Some(link) };
        }
        end = Some(last);
    }
    let rows: Vec<[Param<'_>; 8]> = links
        .iter()
        .map(|(stream, event, sequence, _, link)| {
            [
                (*stream).into(),
                (*sequence).into(),
                event.kind.into(),
                event.schema.into(),
                event.at.into(),
                suite.id().into(),
                event.body.into(),
                link.as_bytes().into(),
            ]
        })
        .collect();
    tx.run_many(&APPEND, &rows).map_err(|error| match error {
        Error::Duplicate { .. } => Error::Conflict,
        other => other,
    })?;
    let rows: Vec<[Param<'_>; 4]> = links
        .iter()
        .map(|(stream, event, sequence, entry, _)| {
            [(*stream).into(), (*sequence).into(), event.at.into(), entry.into()]
        })
        .collect();
    tx.run_many(&PENDING, &rows)?;
    Ok(end)
}

/// What an event says and where it stands.
pub(crate) struct Content<'a> {
    pub(crate) stream: &'a str,
    pub(crate) sequence: i64,
    pub(crate) kind: &'a str,
    pub(crate) schema: i64,
    pub(crate) at: i64,
    pub(crate) body: &'a [u8],
}

impl Content<'_> {
    /// The plain digest over everything, each text behind its length. Anybody can compute it; the long body is
    /// read once, chain and tree go on with these 32 bytes.
    pub(crate) fn digest(&self, suite: Suite) -> Digest {
        digest(
            suite,
            &[
                b"daowei/event/1\0",
                &length(self.stream.as_bytes()),
                self.stream.as_bytes(),
                &self.sequence.to_be_bytes(),
                &length(self.kind.as_bytes()),
                self.kind.as_bytes(),
                &self.schema.to_be_bytes(),
                &self.at.to_be_bytes(),
                &length(self.body),
                self.body,
            ],
        )
    }
}

fn length(text: &[u8]) -> [u8; 8] {
    // No text is longer than 2^64 bytes.
    u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes()
}

/// The keyed digest of an event behind its predecessor's.
pub(crate) fn link(key: &EvidenceKey, previous: Option<&Digest>, content: &Digest) -> Digest {
    key.link(previous, &[content.as_bytes()])
}

/// What the tree's leaf is made of: content, for those without the key, and link.
pub(crate) fn entry(content: &Digest, link: &Digest) -> [u8; 64] {
    let mut entry = [0; 64];
    let halves = content.as_bytes().iter().chain(link.as_bytes());
    entry.iter_mut().zip(halves).for_each(|(to, from)| *to = *from);
    entry
}

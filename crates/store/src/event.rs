//! The event log: streams of final events, each bound to its predecessor by a keyed digest.

use std::collections::BTreeMap;
use std::ops::Deref;

use daowei_crypto::{Digest, EvidenceKey, Suite, digest};

use crate::{Error, Param, Result, Row, Statement, Tx, params};

/// With the last number that index and queue know of the stream: events that were taken away leave it behind.
const LOAD: Statement = Statement::new(
    "event.load",
    "SELECT sequence, kind, schema, at, body, digest, (SELECT MAX(sequence) FROM leaf WHERE leaf.stream = $1),
        (SELECT MAX(sequence) FROM pending_leaf WHERE pending_leaf.stream = $1)
     FROM event WHERE stream = $1 ORDER BY sequence",
);
const RAW: Statement = Statement::new(
    "event.raw",
    "SELECT sequence, kind, schema, at, body, digest FROM event WHERE stream = $1 ORDER BY sequence",
);
const HEAD: Statement = Statement::new(
    "event.head",
    "SELECT sequence, digest, at FROM event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1",
);
const LAST_OF: Statement =
    Statement::new("event.last_of", "SELECT MAX(at) FROM event WHERE stream = $1 AND kind = $2");
const END: Statement = Statement::new(
    "event.end",
    "SELECT sequence, digest, (SELECT MAX(sequence) FROM leaf WHERE leaf.stream = $1),
        (SELECT MAX(sequence) FROM pending_leaf WHERE pending_leaf.stream = $1)
     FROM event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1",
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
const TAKEN: Statement = Statement::new(
    "event.taken",
    "SELECT stream, sequence FROM leaf WHERE stream > $1 AND stream < $2 AND NOT EXISTS
        (SELECT 1 FROM event WHERE event.stream = leaf.stream AND event.sequence = leaf.sequence)
     UNION ALL
     SELECT stream, sequence FROM pending_leaf WHERE stream > $1 AND stream < $2 AND NOT EXISTS
        (SELECT 1 FROM event WHERE event.stream = pending_leaf.stream AND event.sequence = pending_leaf.sequence)",
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
pub(crate) const STATEMENTS: &[Statement] =
    &[LOAD, RAW, HEAD, LAST_OF, END, NAMED, OF_NOUN, TAKEN, APPEND, PENDING];

/// An event as it lies in the log: whether it is what was written, nobody has asked. Nothing is folded from such.
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

/// An event that was written with the installation's key, at this place of its stream, behind these predecessors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven(StoredEvent);

impl Deref for Proven {
    type Target = StoredEvent;

    fn deref(&self) -> &StoredEvent {
        &self.0
    }
}

/// The check of one stream, event by event from its first: the only place that makes an event [`Proven`].
pub(crate) struct Chain<'k> {
    key: &'k EvidenceKey,
    stream: String,
    head: Head,
}

impl<'k> Chain<'k> {
    /// Before the first event of a stream.
    pub(crate) fn new(key: &'k EvidenceKey, stream: &str) -> Self {
        Self { key, stream: stream.to_owned(), head: Head::NEW }
    }

    /// The stream whose events it takes.
    pub(crate) fn stream(&self) -> &str {
        &self.stream
    }

    /// Checks the next event: its number, and its keyed digest over what it says and over its predecessor.
    pub(crate) fn prove(&mut self, event: Result<StoredEvent>) -> Result<Proven> {
        let sequence = self.head.sequence + 1;
        // The embedded engine lets an intruder put a value of another type there.
        let Ok(event) = event else { return Err(self.broken(sequence)) };
        let content = Content {
            stream: &self.stream,
            sequence,
            kind: &event.kind,
            schema: event.schema,
            at: event.at,
            body: &event.body,
        };
        let expected = link(self.key, self.head.digest.as_ref(), &content.digest(self.key.suite()));
        if event.sequence != sequence || event.digest != expected {
            return Err(self.broken(sequence));
        }
        self.head = Head { sequence, digest: Some(expected), at: Some(event.at) };
        Ok(Proven(event))
    }

    fn broken(&self, sequence: i64) -> Error {
        Error::Unproven { stream: self.stream.clone(), sequence }
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

/// By so many microseconds an event may stand earlier than the one before it in its stream. Clocks of servers that NTP keeps
/// differ by milliseconds; five seconds allow for a bad one, and are shorter than anything that a limit is reckoned in.
pub const SKEW: i64 = 5_000_000;

/// Whether time would run backwards in a stream of acts. Sign-ins and looks are none: they are written down as they come, for a
/// clock that was ahead for an hour must not keep everybody out for an hour.
pub(crate) fn went_back(stream: &str, before: i64, at: i64) -> bool {
    let act = !stream.starts_with("account-") && !stream.starts_with("look-");
    act && at < before.saturating_sub(SKEW)
}

/// Where a stream ends: what the next event is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of the last event; 0 for a stream that is not there yet.
    pub sequence: i64,
    /// Digest of the last event.
    pub digest: Option<Digest>,
    /// When the last event was recorded, UTC microseconds.
    pub at: Option<i64>,
}

impl Head {
    /// The head of a stream without events.
    pub const NEW: Self = Self { sequence: 0, digest: None, at: None };

    /// The head of a loaded stream.
    #[must_use]
    pub fn of(events: &[Proven]) -> Self {
        let head =
            |last: &Proven| Self { sequence: last.sequence, digest: Some(last.digest), at: Some(last.at) };
        events.last().map_or(Self::NEW, head)
    }
}

/// All events of a stream, each checked: what is decided is decided on these.
///
/// Not seen are events that were taken away together with everything that names them: that shows against a checkpoint
/// off the host only.
///
/// # Errors
/// [`Error::Unproven`] where an event was changed, inserted, moved or taken away; what befell the store.
pub fn load(tx: &mut Tx<'_>, key: &EvidenceKey, stream: &str) -> Result<Vec<Proven>> {
    let mut chain = Chain::new(key, stream);
    let mut known = 0;
    let events = tx.all(&LOAD, params![stream], |row| {
        let named = |column| row.optional_int(column).map(Option::unwrap_or_default);
        known = named(6)?.max(named(7)?);
        chain.prove(StoredEvent::read(row))
    })?;
    if known == chain.head.sequence {
        Ok(events)
    } else {
        Err(chain.broken(chain.head.sequence.min(known) + 1))
    }
}

/// All events of a stream as they lie there, unchecked: for verification, which tells what is wrong with each.
pub(crate) fn raw(tx: &mut Tx<'_>, stream: &str) -> Result<Vec<StoredEvent>> {
    tx.all(&RAW, params![stream], StoredEvent::read)
}

/// All events of these streams, each stream's in order and each checked: one round trip for all of them.
///
/// # Errors
/// [`Error::Unproven`]; what befell the store.
pub fn of_streams(
    tx: &mut Tx<'_>,
    key: &EvidenceKey,
    streams: &[String],
) -> Result<BTreeMap<String, Vec<Proven>>> {
    let groups: Vec<[Param<'_>; 1]> = streams.iter().map(|stream| [stream.as_str().into()]).collect();
    let found =
        tx.all_many(&NAMED, &groups, |row| Ok((row.string(6)?, row.int(0)?, StoredEvent::read(row)?)))?;
    let mut raw: BTreeMap<String, Vec<(i64, StoredEvent)>> = BTreeMap::new();
    for (stream, sequence, event) in found {
        raw.entry(stream).or_default().push((sequence, event));
    }
    let mut all = BTreeMap::new();
    for (stream, mut events) in raw {
        events.sort_by_key(|(sequence, _)| *sequence);
        let mut chain = Chain::new(key, &stream);
        let proven = events.into_iter().map(|(_, event)| chain.prove(Ok(event))).collect::<Result<_>>()?;
        all.insert(stream, proven);
    }
    Ok(all)
}

/// All events of all streams whose names begin with that noun, stream by stream, each checked.
///
/// # Errors
/// As [`load`].
pub fn of_noun(tx: &mut Tx<'_>, key: &EvidenceKey, noun: &str) -> Result<Vec<(String, Proven)>> {
    let (from, to) = range(noun);
    let mut chain = Chain::new(key, "");
    tx.all(&OF_NOUN, params![&from, &to], |row| {
        let stream = row.text(6)?;
        if stream != chain.stream() {
            chain = Chain::new(key, stream);
        }
        Ok((stream.to_owned(), chain.prove(StoredEvent::read(row))?))
    })
}

/// Refuses where index or queue name an event of these nouns that is not there: the newest of a stream, such as a
/// revocation, leave no gap. One statement for all of them.
///
/// # Errors
/// [`Error::Unproven`]; what befell the store.
pub fn none_taken(tx: &mut Tx<'_>, nouns: &[&str]) -> Result<()> {
    let ranges: Vec<(String, String)> = nouns.iter().map(|noun| range(noun)).collect();
    let ranges: Vec<[Param<'_>; 2]> =
        ranges.iter().map(|(from, to)| [from.as_str().into(), to.as_str().into()]).collect();
    let taken = tx.all_many(&TAKEN, &ranges, |row| Ok((row.string(0)?, row.int(1)?)))?;
    match taken.into_iter().min() {
        Some((stream, sequence)) => Err(Error::Unproven { stream, sequence }),
        None => Ok(()),
    }
}

/// A stream is called `noun-id`; `.` is the character after `-`.
fn range(noun: &str) -> (String, String) {
    (format!("{noun}-"), format!("{noun}."))
}

/// Where a stream ends, for one that is written and never folded: looks, sign-ins.
///
/// # Errors
/// What befell the store.
pub fn head(tx: &mut Tx<'_>, stream: &str) -> Result<Head> {
    let head = tx.one(&HEAD, params![stream], |row| {
        let digest = Digest::from_bytes(row.array(1)?);
        Ok(Head { sequence: row.int(0)?, digest: Some(digest), at: Some(row.int(2)?) })
    })?;
    Ok(head.unwrap_or(Head::NEW))
}

/// When an event of that kind last came into a stream, in microseconds; as its row says it, without proof.
///
/// # Errors
/// What befell the store.
pub fn last_of(tx: &mut Tx<'_>, stream: &str, kind: &str) -> Result<Option<i64>> {
    Ok(tx.one(&LAST_OF, params![stream, kind], |row| row.optional_int(0))?.flatten())
}

/// Whether a stream that was loaded before still ends there, with nothing behind that index or queue would name. Its last
/// digest is keyed and binds all before it: what was folded up to it is what those events say.
///
/// # Errors
/// What befell the store.
pub fn ends(tx: &mut Tx<'_>, stream: &str, head: Head) -> Result<bool> {
    let end = tx.one(&END, params![stream], |row| {
        let named = |column| row.optional_int(column).map(Option::unwrap_or_default);
        let end = || -> Result<_> {
            Ok((row.int(0)?, Digest::from_bytes(row.array(1)?), named(2)?.max(named(3)?)))
        };
        // Of another type than it was written: whoever loads the stream says what is wrong with it.
        Ok(end().ok())
    })?;
    Ok(end.flatten().is_some_and(|(sequence, digest, named)| {
        sequence == head.sequence && named == sequence && Some(digest) == head.digest
    }))
}

/// Appends events behind `head`, which the caller has loaded, and gives the new head.
///
/// # Errors
/// [`Error::Conflict`] where the stream has gone on meanwhile; the unit of work is then run again. [`Error::ClockBack`] where
/// the event would stand earlier than the one before it by more than [`SKEW`]: nothing is written.
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
            if last.at.is_some_and(|before| went_back(stream, before, event.at)) {
                return Err(Error::ClockBack { stream: (*stream).to_owned() });
            }
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
            last = Head { sequence, digest: Some(link), at: Some(event.at) };
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

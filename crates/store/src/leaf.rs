//! The index over committed events: their only global order, their Merkle tree, its checkpoints.
//!
//! A unit of work leaves its events pending, since no number that all units share may slow them down. The
//! indexer gives them positions afterwards; two indexers cannot both succeed, whatever their leases say.

use daowei_crypto::{Checkpoint, Digest, Frontier, Keys, Leaf, SignedCheckpoint, Suite};

use crate::{Error, Param, Result, Statement, Tx, params};

const HEAD: Statement = Statement::new("merkle.head", "SELECT size, frontier FROM merkle WHERE id = 1");
const MAKE_HEAD: Statement =
    Statement::new("merkle.make", "INSERT INTO merkle (id, size, frontier) VALUES (1, $1, $2)");
const MOVE_HEAD: Statement =
    Statement::new("merkle.move", "UPDATE merkle SET size = $1, frontier = $2 WHERE id = 1 AND size = $3");
/// Whether the event is there and has no position yet is asked row by row: a join could be planned over the whole log.
const PENDING: Statement = Statement::new(
    "pending_leaf.list",
    "SELECT stream, sequence, at, entry,
        (SELECT COUNT(*) FROM event
            WHERE event.stream = pending_leaf.stream AND event.sequence = pending_leaf.sequence),
        (SELECT COUNT(*) FROM leaf
            WHERE leaf.stream = pending_leaf.stream AND leaf.sequence = pending_leaf.sequence)
     FROM pending_leaf WHERE (stream, sequence) > ($1, $2) ORDER BY stream, sequence LIMIT $3",
);
const WAITING: Statement =
    Statement::new("pending_leaf.waiting", "SELECT sequence FROM pending_leaf LIMIT 1");
const ADD: Statement = Statement::new(
    "leaf.add",
    "INSERT INTO leaf (position, stream, sequence, leaf_hash) VALUES ($1, $2, $3, $4)",
);
const CLEAR: Statement = Statement::new(
    "pending_leaf.clear",
    // A range of streams, and no range of positions: a server that plans for any parameters takes an open range of
    // positions for a third of all leaves, and goes through them.
    "DELETE FROM pending_leaf WHERE stream >= $1 AND stream <= $2 AND EXISTS (SELECT 1 FROM leaf
        WHERE leaf.stream = pending_leaf.stream AND leaf.sequence = pending_leaf.sequence)",
);
const ADD_CHECKPOINT: Statement =
    Statement::new("checkpoint.add", "INSERT INTO checkpoint (size, at, text) VALUES ($1, $2, $3)");
const NEWEST_CHECKPOINT: Statement =
    Statement::new("checkpoint.newest", "SELECT size, text FROM checkpoint ORDER BY size DESC LIMIT 1");
const CHECKPOINT_OF: Statement =
    Statement::new("checkpoint.of", "SELECT size, text FROM checkpoint WHERE size = $1");
const LAST: Statement =
    Statement::new("leaf.last", "SELECT position FROM leaf ORDER BY position DESC LIMIT 1");
const HASHES: Statement = Statement::new(
    "leaf.hashes",
    "SELECT position, leaf_hash FROM leaf WHERE position >= $1 AND position < $2 ORDER BY position",
);
const CHECKPOINT_BELOW: Statement = Statement::new(
    "checkpoint.below",
    "SELECT size, text FROM checkpoint WHERE size < $1 ORDER BY size DESC LIMIT 1",
);
const AFTER: Statement = Statement::new(
    "leaf.after",
    "SELECT leaf.position, leaf.stream, leaf.sequence, event.kind, event.at FROM leaf
     JOIN event ON event.stream = leaf.stream AND event.sequence = leaf.sequence
     WHERE leaf.position >= $1 ORDER BY leaf.position LIMIT $2",
);

/// Leaves that are read at once.
const PAGE: i64 = 65_536;

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[
    HEAD,
    MAKE_HEAD,
    MOVE_HEAD,
    PENDING,
    WAITING,
    ADD,
    CLEAR,
    ADD_CHECKPOINT,
    NEWEST_CHECKPOINT,
    CHECKPOINT_OF,
    LAST,
    HASHES,
    CHECKPOINT_BELOW,
    AFTER,
];

/// An event at its place in the global order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// Its position, from 0.
    pub position: i64,
    /// Its stream.
    pub stream: String,
    /// Its number in the stream.
    pub sequence: i64,
    /// Its kind.
    pub kind: String,
    /// When it was recorded, UTC microseconds.
    pub at: i64,
}

struct Pending {
    stream: String,
    sequence: i64,
    at: i64,
    leaf: Leaf,
}

/// Gives up to `limit` pending events their positions and says how many it were. Events of one stream keep
/// their order; otherwise the time of recording decides.
///
/// # Errors
/// [`Error::Conflict`] where another indexer was faster.
pub fn index_pending(tx: &mut Tx<'_>, suite: Suite, limit: u32) -> Result<usize> {
    let mut pending = pending(tx, suite, limit)?;
    if pending.is_empty() {
        return Ok(0);
    }
    settle_clock(&mut pending);
    // The rest of a long queue is not gone through for each batch.
    let stream = |event: Option<&Pending>| event.map(|event| event.stream.clone()).unwrap_or_default();
    let (first, last) = (stream(pending.first()), stream(pending.last()));
    pending.sort_by(|a, b| (a.at, &a.stream, a.sequence).cmp(&(b.at, &b.stream, b.sequence)));

    let known = read_frontier(tx)?;
    let mut frontier = known.as_ref().map_or_else(|| Frontier::new(suite), |(_, frontier)| frontier.clone());
    let start = known.as_ref().map_or(0, |(size, _)| *size);
    let mut position = start;
    let mut rows: Vec<[Param<'_>; 4]> = Vec::with_capacity(pending.len());
    for event in &pending {
        frontier.push(&event.leaf).map_err(|error| Error::Crypto(error.to_string()))?;
        rows.push([
            position.into(),
            event.stream.as_str().into(),
            event.sequence.into(),
            event.leaf.digest().as_bytes().into(),
        ]);
        position += 1;
    }
    let bytes = frontier.to_bytes();
    let moved = match known {
        Some((size, _)) => tx.run(&MOVE_HEAD, params![position, &bytes, size])?,
        None => tx.run(&MAKE_HEAD, params![position, &bytes]).map_err(met)?,
    };
    if moved != 1 {
        return Err(Error::Conflict);
    }
    tx.run_many(&ADD, &rows).map_err(met)?;
    tx.run(&CLEAR, params![&first, &last])?;
    Ok(pending.len())
}

/// Up to `limit` events that can get a position, sorted by stream and sequence. A row that names an event with a position, or
/// holds no entry, is passed over: somebody else wrote it, the verification tells of it, and the events behind it must not wait
/// for that. Behind an event that is gone its stream waits: should it come back, its place would be behind theirs for ever.
fn pending(tx: &mut Tx<'_>, suite: Suite, limit: u32) -> Result<Vec<Pending>> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found: Vec<Pending> = Vec::new();
    let mut after = (String::new(), 0);
    let mut gone: Option<String> = None;
    loop {
        let page = tx.all(&PENDING, params![&after.0, after.1, limit], |row| {
            let leaf = row.array::<64>(3).ok().map(|entry| Leaf::of(suite, &entry));
            let (there, placed) = (row.int(4)? == 1, row.int(5)? > 0);
            let stream = row.string(0)?;
            if !there && !placed {
                gone = Some(stream.clone());
            }
            let waits = placed || gone.as_ref() == Some(&stream);
            Ok((stream, row.int(1)?, row.int(2).ok(), leaf.filter(|_| !waits)))
        })?;
        let last = page.len() < wanted;
        if let Some((stream, sequence, ..)) = page.last() {
            after = (stream.clone(), *sequence);
        }
        found.extend(page.into_iter().filter_map(|(stream, sequence, at, leaf)| {
            Some(Pending { stream, sequence, at: at?, leaf: leaf? })
        }));
        if last || found.len() >= wanted {
            found.truncate(wanted);
            return Ok(found);
        }
    }
}

/// Whether events wait for their positions.
///
/// # Errors
/// What befell the store.
pub fn waiting(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.one(&WAITING, &[], |_| Ok(()))?.is_some())
}

/// Number of indexed events and the frontier over them.
///
/// # Errors
/// [`Error::Damaged`] where the stored frontier cannot be read.
pub fn frontier(tx: &mut Tx<'_>, suite: Suite) -> Result<Frontier> {
    Ok(read_frontier(tx)?.map_or_else(|| Frontier::new(suite), |(_, frontier)| frontier))
}

/// Events from a position on, in the global order: server-sent events follow this.
///
/// # Errors
/// What befell the store.
pub fn after(tx: &mut Tx<'_>, position: i64, limit: u32) -> Result<Vec<Indexed>> {
    tx.all(&AFTER, params![position, limit], |row| {
        Ok(Indexed {
            position: row.int(0)?,
            stream: row.string(1)?,
            sequence: row.int(2)?,
            kind: row.string(3)?,
            at: row.int(4)?,
        })
    })
}

/// Signs the tree as it is and keeps the checkpoint; nothing where it has not grown since the last one.
///
/// # Errors
/// [`Error::Crypto`] where signing fails.
pub fn make_checkpoint(tx: &mut Tx<'_>, keys: &Keys, at: i64) -> Result<Option<SignedCheckpoint>> {
    let frontier = frontier(tx, keys.suite())?;
    let size = length(&frontier)?;
    if size == 0 || newest_checkpoint(tx)?.is_some_and(|(newest, _)| newest >= size) {
        return Ok(None);
    }
    let signed = signed(&frontier, keys, at)?;
    tx.run(&ADD_CHECKPOINT, params![size, at, signed.text()]).map_err(met)?;
    Ok(Some(signed))
}

/// Signs the tree as it is and keeps nothing, for whoever may only read: how many events it covers, and the checkpoint.
/// Nothing where no event is indexed.
///
/// # Errors
/// [`Error::Crypto`] where signing fails.
pub fn sign(tx: &mut Tx<'_>, keys: &Keys, at: i64) -> Result<Option<(i64, SignedCheckpoint)>> {
    let frontier = frontier(tx, keys.suite())?;
    let size = length(&frontier)?;
    if size == 0 { Ok(None) } else { Ok(Some((size, signed(&frontier, keys, at)?))) }
}

fn length(frontier: &Frontier) -> Result<i64> {
    i64::try_from(frontier.size()).map_err(|_| Error::Damaged { what: "frontier" })
}

fn signed(frontier: &Frontier, keys: &Keys, at: i64) -> Result<SignedCheckpoint> {
    let origin = keys.installation().to_owned();
    let checkpoint = Checkpoint { origin, size: frontier.size(), root: frontier.root(), at_micros: at };
    checkpoint.sign(keys).map_err(|error| Error::Crypto(error.to_string()))
}

/// The largest kept checkpoint of fewer events: its size and signed text.
///
/// # Errors
/// What befell the store.
pub fn checkpoint_below(tx: &mut Tx<'_>, size: i64) -> Result<Option<(i64, String)>> {
    tx.one(&CHECKPOINT_BELOW, params![size], |row| Ok((row.int(0)?, row.string(1)?)))
}

/// The newest checkpoint that is kept: its size and signed text.
///
/// # Errors
/// What befell the store.
pub fn newest_checkpoint(tx: &mut Tx<'_>) -> Result<Option<(i64, String)>> {
    tx.one(&NEWEST_CHECKPOINT, &[], |row| Ok((row.int(0)?, row.string(1)?)))
}

/// The kept checkpoints of these sizes, with their sizes, in no order.
///
/// # Errors
/// What befell the store.
pub fn checkpoints_of(tx: &mut Tx<'_>, sizes: &[i64]) -> Result<Vec<(i64, String)>> {
    let groups: Vec<[Param<'_>; 1]> = sizes.iter().map(|size| [(*size).into()]).collect();
    tx.all_many(&CHECKPOINT_OF, &groups, |row| Ok((row.int(0)?, row.string(1)?)))
}

/// How many events the index places, by its last position: also where the stored state of the tree is damaged.
///
/// # Errors
/// What befell the store.
pub fn placed(tx: &mut Tx<'_>) -> Result<u64> {
    let last = tx.one(&LAST, &[], |row| row.int(0))?;
    Ok(last.map_or(0, |last| last.saturating_add(1).unsigned_abs()))
}

/// The root over the first `size` leaves as they are kept; none where one of them is missing. Reads all of them.
///
/// # Errors
/// What befell the store.
pub fn root_at(tx: &mut Tx<'_>, suite: Suite, size: u64) -> Result<Option<Digest>> {
    let mut frontier = Frontier::new(suite);
    let end = i64::try_from(size).unwrap_or(i64::MAX);
    let mut from = 0;
    while from < end {
        let to = end.min(from.saturating_add(PAGE));
        let mut whole = true;
        tx.each(&HASHES, params![from, to], |row| {
            let leaf = row.array(1).ok().map(|hash| Leaf::kept(Digest::from_bytes(hash)));
            let follows = u64::try_from(row.int(0)?) == Ok(frontier.size());
            whole &= follows && leaf.is_some_and(|leaf| frontier.push(&leaf).is_ok());
            Ok(())
        })?;
        if !whole {
            return Ok(None);
        }
        from = to;
    }
    Ok((frontier.size() == size).then(|| frontier.root()))
}

fn read_frontier(tx: &mut Tx<'_>) -> Result<Option<(i64, Frontier)>> {
    let head = tx.one(&HEAD, &[], |row| Ok((row.int(0)?, row.bytes(1)?.to_vec())))?;
    head.map(|(size, bytes)| {
        let frontier = Frontier::from_bytes(&bytes).map_err(|_| Error::Damaged { what: "frontier" })?;
        if i64::try_from(frontier.size()) == Ok(size) {
            Ok((size, frontier))
        } else {
            Err(Error::Damaged { what: "frontier" })
        }
    })
    .transpose()
}

/// Where a clock went back, a later event of a stream counts as recorded when the one before was. Rows come
/// sorted by stream and sequence.
fn settle_clock(pending: &mut [Pending]) {
    let mut before: Option<(&str, i64)> = None;
    for event in pending {
        if let Some((stream, at)) = before
            && stream == event.stream
        {
            event.at = event.at.max(at);
        }
        before = Some((&event.stream, event.at));
    }
}

fn met(error: Error) -> Error {
    if matches!(error, Error::Duplicate { .. }) { Error::Conflict } else { error }
}

//! Verification of a database that may be serving meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::channel;

use daowei_crypto::{Checkpoint, Digest, Frontier, Keys, Leaf};

use super::{FindingKind, Findings, Source, State, Verification, Witnesses, covered, reorder, sequence_of};
use crate::event::{Content, entry, link, went_back};
use crate::{Abort, Error, Result, Row, Statement, Store, Tx, leaf, params};

const INDEXED: Statement = Statement::new(
    "verify.indexed",
    "SELECT leaf.stream, leaf.sequence, event.kind, event.schema, event.at, event.suite, event.body, event.digest,
            previous.digest, leaf.leaf_hash, leaf.position, previous.at
     FROM leaf
     LEFT JOIN event ON event.stream = leaf.stream AND event.sequence = leaf.sequence
     LEFT JOIN event AS previous ON previous.stream = leaf.stream AND previous.sequence = leaf.sequence - 1
     WHERE leaf.position >= $1 AND leaf.position < $2 ORDER BY leaf.position",
);
const PENDING: Statement = Statement::new(
    "verify.pending",
    "SELECT pending_leaf.stream, pending_leaf.sequence, event.kind, event.schema, event.at, event.suite, event.body,
            event.digest, previous.digest, pending_leaf.entry, leaf.position, previous.at
     FROM pending_leaf
     LEFT JOIN leaf ON leaf.stream = pending_leaf.stream AND leaf.sequence = pending_leaf.sequence
     LEFT JOIN event ON event.stream = pending_leaf.stream AND event.sequence = pending_leaf.sequence
     LEFT JOIN event AS previous
        ON previous.stream = pending_leaf.stream AND previous.sequence = pending_leaf.sequence - 1
     ORDER BY pending_leaf.stream, pending_leaf.sequence",
);
const COUNT: Statement = Statement::new("verify.count", "SELECT COUNT(*) FROM event");
const EXTENT: Statement = Statement::new("verify.extent", "SELECT MAX(position) FROM leaf");
const INSERTED: Statement = Statement::new(
    "verify.inserted",
    "SELECT stream, sequence FROM event
     WHERE NOT EXISTS (SELECT 1 FROM leaf
        WHERE leaf.stream = event.stream AND leaf.sequence = event.sequence AND leaf.position >= 0)
     AND NOT EXISTS (SELECT 1 FROM pending_leaf
        WHERE pending_leaf.stream = event.stream AND pending_leaf.sequence = event.sequence)",
);

pub(crate) const STATEMENTS: &[Statement] = &[INDEXED, PENDING, COUNT, EXTENT, INSERTED];

/// Positions that one unit of reading looks at.
const CHUNK: i64 = 2_048;
/// Units of reading under way at once: one per core of the smallest machine, leaving readers to those who work.
const UNDER_WAY: i64 = 2;

/// Verifies all evidence in the database against the keys, the newest stored checkpoint and the signed texts in
/// `given`, in constant memory. `progress` hears how many events are done.
///
/// # Errors
/// What befell the store; damage is no error but a finding.
pub fn verify(
    store: &Store,
    keys: &Arc<Keys>,
    given: &[String],
    progress: &mut dyn FnMut(u64),
) -> Result<Verification> {
    let mut findings = Findings::default();
    let (placed, stored) = store
        .snapshot(|tx| Ok::<_, Abort<Error>>((extent(tx)?, leaf::newest_checkpoint(tx)?)))
        .map_err(Abort::into_store)?;
    let witnesses = witnesses(keys, stored, given, &mut findings);
    let mut walk = Walk {
        frontier: Frontier::new(keys.suite()),
        expected: 0,
        state: State::Intact,
        findings,
        witnesses,
    };
    walk.compare();
    let mut check = |stretch| {
        indexed(store, keys, stretch, |chunk| {
            walk.take(chunk);
            progress(walk.frontier.size());
        })
    };
    check((0, placed))?;
    // What got its place meanwhile, too; the little that does so from now on is looked at with all the rest at one instant.
    let later = store.read(|tx| extent(tx).map_err(Abort::<Error>::Store)).map_err(Abort::into_store)?;
    check((placed, later))?;
    walk.finish(store, keys)
}

/// The position behind the last one.
fn extent(tx: &mut Tx<'_>) -> Result<i64> {
    let last = tx.one(&EXTENT, &[], |row| row.optional_int(0))?.flatten();
    Ok(last.map_or(0, |last| last.saturating_add(1)))
}

/// The checkpoints whose signature holds.
fn witnesses(
    keys: &Keys,
    stored: Option<(i64, String)>,
    given: &[String],
    findings: &mut Findings,
) -> Witnesses {
    let public = keys.public();
    let stored = stored.map(|(size, text)| (size, text, Source::Stored));
    let given = given.iter().map(|text| (0, text.clone(), Source::Given));
    let mut valid = Vec::new();
    for (size, text, source) in stored.into_iter().chain(given) {
        match Checkpoint::verify(&public, &text) {
            Ok(checkpoint) if source == Source::Given || sequence_of(checkpoint.size) == size => {
                valid.push((checkpoint, source));
            }
            _ => findings.add("checkpoint", size, FindingKind::CheckpointForged),
        }
    }
    Witnesses::new(valid)
}

/// What one unit of reading found, in the order of positions.
struct Chunk {
    leaves: Vec<(i64, Option<Leaf>)>,
    findings: Findings,
    /// Genuine events at which time ran backwards: no damage of the tree.
    reversed: Findings,
}

/// Reads and checks chunks from one position to another in parallel and hands them over in order.
fn indexed(
    store: &Store,
    keys: &Arc<Keys>,
    (from, extent): (i64, i64),
    mut take: impl FnMut(Chunk),
) -> Result<()> {
    let (done, chunks) = channel();
    let submit = |start: i64| {
        let (keys, done) = (Arc::clone(keys), done.clone());
        store.submit_read(
            move |tx| {
                check_chunk(tx, &keys, start, extent.min(start.saturating_add(CHUNK)))
                    .map_err(Abort::<Error>::Store)
            },
            move |result| {
                // Gone only where another chunk has failed already.
                let _ = done.send((start, result));
            },
        );
    };
    let mut next = from;
    for _ in 0..UNDER_WAY {
        if next < extent {
            submit(next);
            next += CHUNK;
        }
    }
    let mut early = BTreeMap::new();
    let mut wanted = from;
    while wanted < extent {
        let (start, result) = chunks.recv().map_err(|_| Error::Closed)?;
        early.insert(start, result.map_err(Abort::into_store)?);
        while let Some(chunk) = early.remove(&wanted) {
            wanted += CHUNK;
            take(chunk);
            if next < extent {
                submit(next);
                next += CHUNK;
            }
        }
    }
    Ok(())
}

fn check_chunk(tx: &mut Tx<'_>, keys: &Keys, start: i64, end: i64) -> Result<Chunk> {
    let mut chunk =
        Chunk { leaves: Vec::new(), findings: Findings::default(), reversed: Findings::default() };
    tx.each(&INDEXED, params![start, end], |row| {
        let computed = check_event(keys, row, &mut chunk.findings)?;
        let leaf = computed.map(|(entry, genuine)| {
            let leaf = Leaf::of(keys.suite(), &entry);
            (leaf, genuine)
        });
        if let Some((leaf, true)) = &leaf
            && row.bytes(9)? != leaf.digest().as_bytes()
        {
            chunk.findings.add(row.text(0)?, row.int(1)?, FindingKind::LeafChanged);
        }
        check_time(row, &mut chunk.reversed)?;
        chunk.leaves.push((row.int(10)?, leaf.map(|(leaf, _)| leaf)));
        Ok(())
    })?;
    Ok(chunk)
}

/// Checks one joined row. Gives the entry as computed from the event and whether the event is genuine; nothing
/// where the event is missing.
fn check_event(keys: &Keys, row: &Row<'_>, findings: &mut Findings) -> Result<Option<([u8; 64], bool)>> {
    let (stream, sequence) = (row.text(0)?, row.int(1)?);
    let digest = match row.optional_bytes(7) {
        Ok(Some(digest)) => digest,
        Ok(None) => {
            findings.add(stream, sequence, FindingKind::Missing);
            return Ok(None);
        }
        // The embedded engine lets an intruder put a value of another type there.
        Err(_) => &[],
    };
    let Ok(content) = content(row) else {
        findings.add(stream, sequence, FindingKind::Changed);
        return Ok(None);
    };
    let content = content.digest(keys.suite());
    let previous = row.optional_bytes(8).unwrap_or_default();
    if previous.is_none() && sequence > 1 {
        findings.add(stream, sequence.saturating_sub(1), FindingKind::Missing);
    }
    let previous = previous.and_then(|bytes| bytes.try_into().ok()).map(Digest::from_bytes);
    let expected = link(keys.evidence(), previous.as_ref(), &content);
    // Where the predecessor is missing, the digest cannot be recomputed; that finding stands.
    let unknowable = previous.is_none() && sequence > 1;
    let genuine = digest == expected.as_bytes() && row.text(5).is_ok_and(|suite| suite == keys.suite().id());
    if !genuine && !unknowable {
        findings.add(stream, sequence, FindingKind::Changed);
    }
    let stored = digest.try_into().map_or(expected, Digest::from_bytes);
    Ok(Some((entry(&content, &stored), genuine)))
}

/// Whether the event stands earlier than its predecessor by more than clocks may differ.
fn check_time(row: &Row<'_>, findings: &mut Findings) -> Result<()> {
    // What is missing, or holds another type, is told of elsewhere.
    let (at, before) = (row.int(4).ok(), row.optional_int(11).ok().flatten());
    if let (Some(at), Some(before)) = (at, before)
        && went_back(row.text(0)?, before, at)
    {
        findings.add(row.text(0)?, row.int(1)?, FindingKind::TimeReversed);
    }
    Ok(())
}

fn content<'r>(row: &'r Row<'_>) -> Result<Content<'r>> {
    Ok(Content {
        stream: row.text(0)?,
        sequence: row.int(1)?,
        kind: row.text(2)?,
        schema: row.int(3)?,
        at: row.int(4)?,
        body: row.bytes(6)?,
    })
}

/// The way through the tree.
struct Walk {
    frontier: Frontier,
    expected: i64,
    state: State,
    findings: Findings,
    witnesses: Witnesses,
}

impl Walk {
    fn take(&mut self, chunk: Chunk) {
        if chunk.findings.found > 0 && self.state == State::Intact {
            self.state = State::Damaged;
        }
        self.findings.append(chunk.findings);
        self.findings.append(chunk.reversed);
        for (position, leaf) in chunk.leaves {
            if position != self.expected {
                self.findings.add("index", self.expected, FindingKind::LeafMissing);
                self.state = State::Incomplete;
            }
            self.expected = position.saturating_add(1);
            match leaf {
                // A tree of more than 2^56 leaves cannot be in a database.
                Some(leaf) if self.frontier.push(&leaf).is_ok() => {}
                _ => self.state = State::Incomplete,
            }
            self.compare();
        }
    }

    fn compare(&mut self) {
        // Counted by positions, so that a checkpoint is reached even where an event before it is missing.
        let size = u64::try_from(self.expected).unwrap_or(0);
        let frontier = &self.frontier;
        self.witnesses.reach(size, || frontier.root(), self.state, &mut self.findings);
    }

    fn finish(mut self, store: &Store, keys: &Arc<Keys>) -> Result<Verification> {
        let Rest { events, findings, grown, head } = self.rest(store, keys)?;
        self.take(grown);
        self.findings.append(findings);
        if self.state == State::Intact && head.as_ref() != Some(&self.frontier) {
            self.findings.add("index", self.expected, FindingKind::IndexChanged);
        }
        let compared = self.witnesses.finish(&mut self.findings);
        reorder::name(store, keys, &mut self.findings)?;
        Ok(Verification {
            events,
            covered_by_checkpoint: covered(&compared),
            compared,
            findings: self.findings.list,
            found: self.findings.found,
        })
    }

    /// What got its place since, pending events, and events that nothing names, all at one instant.
    fn rest(&self, store: &Store, keys: &Arc<Keys>) -> Result<Rest> {
        let (keys, from) = (Arc::clone(keys), self.expected);
        store
            .snapshot(move |tx| {
                let grown = check_chunk(tx, &keys, from, i64::MAX)?;
                let mut findings = Findings::default();
                tx.each(&PENDING, &[], |row| {
                    // Such a row proves nothing of its event; its leaf has.
                    if row.optional_int(10)?.is_some() {
                        findings.add(row.text(0)?, row.int(1)?, FindingKind::PendingTwice);
                        return Ok(());
                    }
                    check_time(row, &mut findings)?;
                    match check_event(&keys, row, &mut findings)? {
                        Some((entry, true)) if row.bytes(9).ok() != Some(&entry[..]) => {
                            findings.add(row.text(0)?, row.int(1)?, FindingKind::LeafChanged);
                        }
                        Some(_) | None => {}
                    }
                    Ok(())
                })?;
                // Asked always: numbers of rows can be made to fit.
                tx.each(&INSERTED, &[], |row| {
                    findings.add(row.text(0)?, row.int(1)?, FindingKind::Inserted);
                    Ok(())
                })?;
                let events = tx.one(&COUNT, &[], |row| count(row, 0))?.unwrap_or_default();
                let head = match leaf::frontier(tx, keys.suite()) {
                    Ok(head) => Some(head),
                    Err(Error::Damaged { .. }) => None,
                    Err(error) => return Err(error.into()),
                };
                Ok::<_, Abort<Error>>(Rest { events, findings, grown, head })
            })
            .map_err(Abort::into_store)
    }
}

struct Rest {
    events: u64,
    findings: Findings,
    grown: Chunk,
    head: Option<Frontier>,
}

fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    u64::try_from(row.int(column)?).map_err(|_| row.corrupt(column, "a count"))
}

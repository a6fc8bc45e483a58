//! The evidence as a file: JSON lines that anybody can check without the database.
//!
//! The first line is the head, then one line per event in the order of the index, last the signed checkpoint
//! over exactly these events.

use std::collections::HashMap;
use std::io::{BufRead, Read, Write};

use daowei_crypto::{Checkpoint, Digest, EvidenceKey, Frontier, Keys, Leaf, PublicKeys, Suite};
use serde::{Deserialize, Serialize};

use super::{FindingKind, Findings, Source, State, Verification, Witnesses, covered};
use crate::event::{Content, entry, link, went_back};
use crate::{Abort, Error, Result, Statement, Store, leaf, params};

const LINES: Statement = Statement::new(
    "export.lines",
    "SELECT leaf.position, leaf.stream, leaf.sequence, event.kind, event.schema, event.at, event.body, event.digest
     FROM leaf JOIN event ON event.stream = leaf.stream AND event.sequence = leaf.sequence
     WHERE leaf.position >= $1 AND leaf.position < $2 ORDER BY leaf.position",
);

pub(crate) const STATEMENTS: &[Statement] = &[LINES];

const FORMAT: &str = "daowei-evidence/1";
/// Positions read at once.
const CHUNK: i64 = 1_024;
/// Longer lines are not read.
const LONGEST_LINE: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    format: String,
    installation: String,
    suite: Suite,
    /// By what the checkpoint is verified where nothing better is at hand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    public_keys: Option<PublicKeys>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    position: u64,
    stream: String,
    sequence: i64,
    kind: String,
    schema: i64,
    at: i64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    body: Option<String>,
    /// A body that is not text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    body_bytes: Option<Vec<u8>>,
    digest: Digest,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Footer {
    checkpoint: String,
}

/// Writes all events that the newest checkpoint covers, then that checkpoint. Gives the number of events.
///
/// # Errors
/// [`Error::Damaged`] where there is no checkpoint or events of it are missing; what befell the store or the file.
pub fn export(store: &Store, keys: &Keys, out: &mut dyn Write) -> Result<u64> {
    let newest =
        store.read(|tx| Ok::<_, Abort<Error>>(leaf::newest_checkpoint(tx)?)).map_err(Abort::into_store)?;
    let Some((size, checkpoint)) = newest else { return Err(Error::Damaged { what: "list of checkpoints" }) };
    export_covered(store, keys, size, checkpoint, out)
}

/// Writes all events that this signed checkpoint of `size` events covers, kept or not, then the checkpoint.
///
/// # Errors
/// As [`export`].
pub fn export_covered(
    store: &Store,
    keys: &Keys,
    size: i64,
    checkpoint: String,
    out: &mut dyn Write,
) -> Result<u64> {
    let header = Header {
        format: FORMAT.into(),
        installation: keys.installation().to_owned(),
        suite: keys.suite(),
        public_keys: Some(keys.public()),
    };
    write_line(out, &header)?;
    let mut position = 0;
    while position < size {
        let end = size.min(position + CHUNK);
        let lines = store
            .read(move |tx| {
                let mut lines = Vec::new();
                let mut expected = position;
                tx.each(&LINES, params![position, end], |row| {
                    let body = row.bytes(6)?;
                    let text = std::str::from_utf8(body).ok();
                    let line = Line {
                        position: u64::try_from(row.int(0)?).map_err(|_| row.corrupt(0, "a position"))?,
                        stream: row.string(1)?,
                        sequence: row.int(2)?,
                        kind: row.string(3)?,
                        schema: row.int(4)?,
                        at: row.int(5)?,
                        body: text.map(str::to_owned),
                        body_bytes: if text.is_some() { None } else { Some(body.to_vec()) },
                        digest: Digest::from_bytes(row.array(7)?),
                    };
                    if row.int(0)? != expected {
                        return Err(Error::Damaged { what: "index of events" });
                    }
                    expected += 1;
                    write_line(&mut lines, &line)
                })?;
                if expected == end {
                    Ok(lines)
                } else {
                    Err(Abort::<Error>::Store(Error::Damaged { what: "index of events" }))
                }
            })
            .map_err(Abort::into_store)?;
        out.write_all(&lines)?;
        position = end;
    }
    write_line(out, &Footer { checkpoint })?;
    out.flush()?;
    u64::try_from(size).map_err(|_| Error::Damaged { what: "list of checkpoints" })
}

fn write_line(out: &mut dyn Write, line: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(|error| Error::File(error.into()))?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The public keys that an export names itself: as good as the file, no better.
///
/// # Errors
/// [`Error::Damaged`] for a file that is no export or names none.
pub fn public_keys_of(input: &mut dyn BufRead) -> Result<PublicKeys> {
    let header: Header = parse(&next_line(input)?.ok_or(DAMAGED)?)?;
    header.public_keys.filter(|_| header.format == FORMAT).ok_or(DAMAGED)
}

/// Verifies an export offline. Without the evidence key, leaves, root, order and signature are checked; with it, the
/// chain as well. `given` are signed checkpoints from elsewhere. Keeps one digest per stream in memory.
///
/// # Errors
/// [`Error::Damaged`] for a file that is no export; altered evidence is no error but a finding.
pub fn verify_export(
    input: &mut dyn BufRead,
    public: &PublicKeys,
    evidence: Option<&EvidenceKey>,
    given: &[String],
) -> Result<Verification> {
    let header: Header = parse(&next_line(input)?.ok_or(DAMAGED)?)?;
    if header.format != FORMAT
        || header.suite != public.suite()
        || header.installation != public.installation()
    {
        return Err(DAMAGED);
    }
    let mut findings = Findings::default();
    let mut walk = Walk {
        suite: public.suite(),
        evidence,
        frontier: Frontier::new(public.suite()),
        heads: HashMap::new(),
        reversed: Findings::default(),
    };
    let mut roots = Vec::new();
    let mut wanted = Vec::new();
    for text in given {
        match Checkpoint::verify(public, text) {
            Ok(checkpoint) => wanted.push((checkpoint, Source::Given)),
            Err(_) => findings.add("checkpoint", 0, FindingKind::CheckpointForged),
        }
    }
    let mut footer = None;
    while let Some(line) = next_line(input)? {
        if footer.is_some() {
            return Err(DAMAGED);
        }
        if let Ok(last) = serde_json::from_slice::<Footer>(&line) {
            footer = Some(last.checkpoint);
        } else {
            walk.take(parse(&line)?, &mut findings)?;
            let size = walk.frontier.size();
            if wanted.iter().any(|(checkpoint, _)| checkpoint.size == size) {
                roots.push((size, walk.frontier.root()));
            }
        }
    }
    let stored = footer.ok_or(DAMAGED)?;
    match Checkpoint::verify(public, &stored) {
        Ok(checkpoint) => wanted.push((checkpoint, Source::Stored)),
        Err(_) => findings.add("checkpoint", 0, FindingKind::CheckpointForged),
    }
    let events = walk.frontier.size();
    roots.push((0, Frontier::new(public.suite()).root()));
    roots.push((events, walk.frontier.root()));
    roots.sort_by_key(|(size, _)| *size);
    roots.dedup();
    let state = if findings.found == 0 { State::Intact } else { State::Damaged };
    let mut witnesses = Witnesses::new(wanted);
    for (size, root) in roots {
        witnesses.reach(size, || root, state, &mut findings);
    }
    let compared = witnesses.finish(&mut findings);
    findings.append(walk.reversed);
    Ok(Verification {
        events,
        covered_by_checkpoint: covered(&compared),
        compared,
        findings: findings.list,
        found: findings.found,
    })
}

const DAMAGED: Error = Error::Damaged { what: "export" };

struct Walk<'k> {
    suite: Suite,
    evidence: Option<&'k EvidenceKey>,
    frontier: Frontier,
    heads: HashMap<String, (i64, Digest, i64)>,
    /// Events at which time ran backwards: no damage of the tree.
    reversed: Findings,
}

impl Walk<'_> {
    fn take(&mut self, line: Line, findings: &mut Findings) -> Result<()> {
        let body = match (&line.body, &line.body_bytes) {
            (Some(text), None) => text.as_bytes(),
            (None, Some(bytes)) => bytes,
            _ => return Err(DAMAGED),
        };
        let content = Content {
            stream: &line.stream,
            sequence: line.sequence,
            kind: &line.kind,
            schema: line.schema,
            at: line.at,
            body,
        }
        .digest(self.suite);
        if line.position != self.frontier.size() {
            findings.add("index", super::sequence_of(self.frontier.size()), FindingKind::LeafMissing);
        }
        let head = self.heads.get(&line.stream);
        let (before, previous) = head.map_or((0, None), |(sequence, digest, _)| (*sequence, Some(digest)));
        if head.is_some_and(|(.., at)| went_back(&line.stream, *at, line.at)) {
            self.reversed.add(&line.stream, line.sequence, FindingKind::TimeReversed);
        }
        if line.sequence <= before {
            findings.add(&line.stream, line.sequence, FindingKind::Reordered);
        } else if line.sequence != before.saturating_add(1) {
            findings.add(&line.stream, line.sequence.saturating_sub(1), FindingKind::Missing);
        } else if self.evidence.is_some_and(|key| link(key, previous, &content) != line.digest) {
            findings.add(&line.stream, line.sequence, FindingKind::Changed);
        }
        self.frontier.push(&Leaf::of(self.suite, &entry(&content, &line.digest))).map_err(|_| DAMAGED)?;
        self.heads.insert(line.stream, (line.sequence, line.digest, line.at));
        Ok(())
    }
}

fn next_line(input: &mut dyn BufRead) -> Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    input.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        // The file ends in the middle of a line, or the line does not end.
        Some(_) => Err(DAMAGED),
    }
}

fn parse<'l, T: Deserialize<'l>>(line: &'l [u8]) -> Result<T> {
    serde_json::from_slice(line).map_err(|_| DAMAGED)
}

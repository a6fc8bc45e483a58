//! Verification of the evidence: in the database, and offline on an export.
//!
//! What each finding can and cannot say: a change, removal or reordering of events is found through the keyed
//! digests alone. Who holds the evidence key as well, or cuts off the newest events with everything that belongs to
//! them, is found only by comparison with a checkpoint that was kept elsewhere (REL-08); therefore the answer names
//! the checkpoints that it compared.

mod database;
mod export;
mod reorder;
mod texts;

use std::fmt;

pub(crate) use database::STATEMENTS as DATABASE;
pub use database::verify;
pub(crate) use export::STATEMENTS as EXPORT;
pub use export::{export, export_covered, public_keys_of, verify_export};
pub(crate) use texts::STATEMENTS as TEXTS;
pub use texts::{Texts, texts};

/// Findings listed at most; the rest is only counted.
const LISTED: usize = 1_000;

macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $kind:ident = $id:literal,)+) => {
        /// What kind of damage was found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingKind {
            $($(#[doc = $meaning])+ $kind,)+
        }

        impl FindingKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The kind as the command line prints it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)+
                }
            }
        }
    };
}

kinds! {
    /// The event does not fit its keyed digest.
    Changed = "changed",
    /// The event is named by the index or by its successor, but is not there.
    Missing = "missing",
    /// The event is genuine, but stands at another's place in its stream.
    Reordered = "reordered",
    /// The event was never indexed nor left for indexing.
    Inserted = "inserted",
    /// The event is genuine, and stands earlier than the one before it by more than clocks may differ: the clock was set
    /// back.
    TimeReversed = "time_reversed",
    /// A row left for indexing names an event that has its place already: nothing of this program leaves one.
    PendingTwice = "pending_twice",
    /// A record of the vault that this event names is not the one to which the event is committed.
    VaultAltered = "vault_altered",
    /// A record of the vault that this event names is gone: nothing of this program deletes one.
    VaultMissing = "vault_missing",
    /// The act rests on a letter that is not in the log, is another's, or did not hold on that day.
    GrantUnfounded = "grant_unfounded",
    /// The event is genuine, but the index holds another leaf for it.
    LeafChanged = "leaf_changed",
    /// The index has no event at this position (given as the sequence).
    LeafMissing = "leaf_missing",
    /// The stored state of the tree is not that of its leaves.
    IndexChanged = "index_changed",
    /// The log is shorter than a checkpoint kept in this database (its size is given as the sequence).
    Truncated = "truncated",
    /// The log is shorter than a checkpoint kept elsewhere: the end was cut off or an older state was put back.
    RolledBack = "rolled_back",
    /// The events up to this checkpoint are not those that were signed.
    Forked = "forked",
    /// This checkpoint was not signed by this installation.
    CheckpointForged = "checkpoint_forged",
}

impl serde::Serialize for FindingKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One damage. Where it is none of a single event, the stream is `checkpoint` or `index`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The stream.
    pub stream: String,
    /// The event's number in the stream; the size of a checkpoint; the position in the index.
    pub sequence: i64,
    /// What was found.
    pub kind: FindingKind,
}

/// Where a checkpoint came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// From this database (or export).
    Stored,
    /// Handed in from outside.
    Given,
}

/// What the comparison with a checkpoint gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The events are those that were signed.
    Agrees,
    /// They are not.
    Differs,
    /// Events are missing, so that no root could be computed.
    Impossible,
}

/// A checkpoint that was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Compared {
    /// Number of events it covers.
    pub size: u64,
    /// When it was signed, UTC microseconds.
    pub at: i64,
    /// Where it came from.
    pub source: Source,
    /// What came out.
    pub agreement: Agreement,
}

/// The answer of a verification.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    /// Events in the log.
    pub events: u64,
    /// Events up to the largest checkpoint that agrees; those after it are not yet covered.
    pub covered_by_checkpoint: u64,
    /// The checkpoints compared, by size.
    pub compared: Vec<Compared>,
    /// What was found, at most 1,000 of them.
    pub findings: Vec<Finding>,
    /// Number of all findings.
    pub found: u64,
}

impl Verification {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.found == 0
    }
}

/// Findings as they come in, bounded.
#[derive(Debug, Default)]
struct Findings {
    list: Vec<Finding>,
    found: u64,
}

impl Findings {
    fn add(&mut self, stream: &str, sequence: i64, kind: FindingKind) {
        self.push(Finding { stream: stream.to_owned(), sequence, kind });
    }

    /// What is listed is listed once: of a removed event both its place and its successor tell.
    fn push(&mut self, finding: Finding) {
        let full = self.list.len() >= LISTED;
        if !full && self.list.contains(&finding) {
            return;
        }
        self.found += 1;
        if !full {
            self.list.push(finding);
        }
    }

    fn append(&mut self, other: Self) {
        self.found += other.found.saturating_sub(u64::try_from(other.list.len()).unwrap_or(u64::MAX));
        other.list.into_iter().for_each(|finding| self.push(finding));
    }
}

/// Checkpoints that wait until the tree has reached their size.
struct Witnesses {
    waiting: Vec<(daowei_crypto::Checkpoint, Source)>,
    compared: Vec<Compared>,
}

impl Witnesses {
    fn new(mut checkpoints: Vec<(daowei_crypto::Checkpoint, Source)>) -> Self {
        checkpoints.sort_by_key(|(checkpoint, _)| std::cmp::Reverse(checkpoint.size));
        Self { waiting: checkpoints, compared: Vec::new() }
    }

    /// Compares those of this size. `intact` says whether every event so far was there and genuine; where it
    /// was not, another root is a consequence and no finding of its own.
    fn reach(
        &mut self,
        size: u64,
        root: impl Fn() -> daowei_crypto::Digest,
        state: State,
        findings: &mut Findings,
    ) {
        while let Some((checkpoint, source)) = self.waiting.pop_if(|(checkpoint, _)| checkpoint.size <= size)
        {
            let agreement = match state {
                State::Incomplete => Agreement::Impossible,
                // Passed over: the index has no such position.
                _ if checkpoint.size < size => Agreement::Impossible,
                _ if root() == checkpoint.root => Agreement::Agrees,
                _ => Agreement::Differs,
            };
            if agreement == Agreement::Differs && state == State::Intact {
                findings.add("checkpoint", sequence_of(size), FindingKind::Forked);
            }
            self.compared.push(Compared {
                size: checkpoint.size,
                at: checkpoint.at_micros,
                source,
                agreement,
            });
        }
    }

    /// What waits at the end covers more events than there are.
    fn finish(mut self, findings: &mut Findings) -> Vec<Compared> {
        while let Some((checkpoint, source)) = self.waiting.pop() {
            let kind = match source {
                Source::Stored => FindingKind::Truncated,
                Source::Given => FindingKind::RolledBack,
            };
            findings.add("checkpoint", sequence_of(checkpoint.size), kind);
            self.compared.push(Compared {
                size: checkpoint.size,
                at: checkpoint.at_micros,
                source,
                agreement: Agreement::Differs,
            });
        }
        self.compared
    }
}

/// What is known of the events so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Intact,
    Damaged,
    Incomplete,
}

fn covered(compared: &[Compared]) -> u64 {
    let agreeing = compared.iter().filter(|compared| compared.agreement == Agreement::Agrees);
    agreeing.map(|compared| compared.size).max().unwrap_or(0)
}

fn sequence_of(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

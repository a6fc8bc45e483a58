//! The embedded engine's one writer: group commit.

use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, OnceLock};

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use super::checkpoint::{Care, Checkpointer, PASS};
use super::probe::Probes;
use super::queue::Queue;
use super::space::Space;
use super::sqlite::error;
use super::tx::{Link, Tx};
use super::unit::{Unit, Verdict};
use crate::{Error, Result};

/// Units of work that share one commit at most.
const GROUP: usize = 64;
/// The writer thread's belongings.
pub(super) struct Writer {
    connection: Connection,
    checkpointer: Checkpointer,
    queue: Arc<Queue<Box<dyn Unit>>>,
    probes: Probes,
    space: Space,
    /// Set once the disk has failed: writes are refused from then on.
    failed: Arc<OnceLock<String>>,
    /// Pages in the write-ahead log after the last commit.
    log_pages: Arc<AtomicI32>,
}

/// A unit of work in a group, and whether its changes are to stay.
struct Member {
    unit: Box<dyn Unit>,
    kept: bool,
}

/// How the changes of a unit that fails are undone. Nearly all units fail before they write, if at all, so a savepoint
/// for each, for which the engine copies every page that it touches, is paid only once one has left something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Undo {
    /// With the whole transaction; the other members then run again.
    Together,
    /// With a savepoint of its own.
    Alone,
}

/// What a unit left in the transaction beside what is to stay.
enum Left {
    /// Nothing.
    Clean,
    /// Changes that must not stay.
    Traces,
}

impl Writer {
    pub(super) fn new(
        mut connection: Connection,
        checkpointer: Checkpointer,
        queue: Arc<Queue<Box<dyn Unit>>>,
        (probes, space): (Probes, Space),
        failed: Arc<OnceLock<String>>,
    ) -> Result<Self> {
        let log_pages = Arc::new(AtomicI32::new(0));
        let seen = Arc::clone(&log_pages);
        connection
            .wal_hook(Some(move |_: &mut Wal, pages| {
                seen.store(pages, Ordering::Relaxed);
                Ok(())
            }))
            .map_err(|cause| error("open", cause))?;
        Ok(Self { connection, checkpointer, queue, probes, space, failed, log_pages })
    }

    /// Serves until the queue is closed.
    pub(super) fn serve(self) {
        while let Some(unit) = self.queue.next() {
            match self.failed.get() {
                Some(reason) => unit.finish(Err(Error::ReadOnly { reason: reason.clone() })),
                None => self.group(unit),
            }
        }
        self.checkpointer.end();
        // Moves the log into the file, so that what lies on the disk after a stop is one file.
        let _ = self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// Runs the unit and those waiting behind it, commits once, then answers all.
    fn group(&self, first: Box<dyn Unit>) {
        let mut members: Vec<Member> = Vec::with_capacity(8);
        let mut next = Some(first);
        self.space.look(&self.connection);
        let mut outcome = self.execute("BEGIN IMMEDIATE");
        let mut undo = Undo::Together;
        while let Some(unit) = next {
            let mut member = Member { unit, kept: false };
            if outcome.is_ok() {
                outcome = match self.attempt(&mut member, undo) {
                    Ok(Left::Clean) => Ok(()),
                    Ok(Left::Traces) => {
                        undo = Undo::Alone;
                        self.begin_again(&mut members)
                    }
                    Err(error) => Err(error),
                };
            }
            members.push(member);
            next = if outcome.is_ok() && members.len() < GROUP { self.queue.try_next() } else { None };
        }
        let outcome = match outcome {
            Ok(()) if members.iter().any(|member| member.kept) => self.commit(),
            Ok(()) => self.roll_back(),
            Err(error) => {
                // After some failures the engine has rolled back by itself; then this finds nothing to do.
                let _ = self.roll_back();
                Err(self.note(error))
            }
        };
        for member in members {
            member.unit.finish(outcome.as_ref().map_or_else(|error| Err(again(error)), |()| Ok(())));
        }
        self.checkpoint();
    }

    /// Undoes the transaction and runs the members whose changes were to stay once more.
    fn begin_again(&self, members: &mut [Member]) -> Result<()> {
        self.roll_back()?;
        self.execute("BEGIN IMMEDIATE")?;
        for member in members.iter_mut().filter(|member| member.kept) {
            self.attempt(member, Undo::Alone)?;
        }
        Ok(())
    }

    /// One unit of work inside the group's transaction. An error means that the whole group is lost.
    fn attempt(&self, member: &mut Member, undo: Undo) -> Result<Left> {
        if undo == Undo::Alone {
            self.execute("SAVEPOINT unit")?;
        }
        let mut tx =
            Tx::new(Link::Sqlite(&self.connection), true, &self.probes).in_short_space(self.space.is_short());
        let verdict = member.unit.attempt(&mut tx);
        member.kept = verdict == Verdict::Keep;
        if member.kept
            && let Err(error) = tx.operation()
        {
            tx.report(false, 0);
            return Err(error);
        }
        tx.report(member.kept, 0);
        if let Some(reason) = tx.disk_failure() {
            return Err(Error::ReadOnly { reason });
        }
        if self.connection.is_autocommit() {
            // The engine gave up the whole transaction, which it does where no space is left.
            return Err(Error::Full);
        }
        match undo {
            Undo::Together if member.kept || !tx.wrote() => Ok(Left::Clean),
            Undo::Together => Ok(Left::Traces),
            Undo::Alone => {
                if !member.kept {
                    self.execute("ROLLBACK TO unit")?;
                }
                self.execute("RELEASE unit")?;
                Ok(Left::Clean)
            }
        }
    }

    fn commit(&self) -> Result<()> {
        let committed = self.execute("COMMIT");
        match committed {
            Ok(()) => Ok(()),
            // The commit record is the last one written: without space it is not there.
            Err(Error::Full) => {
                let _ = self.roll_back();
                Err(Error::Full)
            }
            Err(error) => {
                let _ = self.roll_back();
                match self.note(error) {
                    Error::ReadOnly { .. } => Err(Error::Unknown),
                    other => Err(other),
                }
            }
        }
    }

    fn roll_back(&self) -> Result<()> {
        if self.connection.is_autocommit() { Ok(()) } else { self.execute("ROLLBACK") }
    }

    /// After a failed write or fsync the page cache cannot be trusted (USENIX ATC 2020): no further writes.
    fn note(&self, error: Error) -> Error {
        if let Error::ReadOnly { reason } = &error {
            let _ = self.failed.set(reason.clone());
        }
        error
    }

    fn checkpoint(&self) {
        match Care::of(self.log_pages.load(Ordering::Relaxed), self.checkpointer.moved()) {
            Care::None => {}
            Care::Beside => self.checkpointer.want(),
            Care::Rest => {
                if let Err(error) = self.execute(PASS) {
                    self.note(error);
                }
            }
        }
    }

    fn execute(&self, text: &'static str) -> Result<()> {
        let failed = |cause| error(text, cause);
        let mut prepared = self.connection.prepare_cached(text).map_err(failed)?;
        let mut rows = prepared.raw_query();
        while rows.next().map_err(failed)?.is_some() {}
        Ok(())
    }
}

/// The same error for another member of the group.
fn again(error: &Error) -> Error {
    match error {
        Error::Full => Error::Full,
        Error::Unknown => Error::Unknown,
        Error::Cut { operation } => Error::Cut { operation: *operation },
        Error::ReadOnly { reason } => Error::ReadOnly { reason: reason.clone() },
        Error::Busy { what } => Error::Busy { what: what.clone() },
        other => Error::Unavailable { what: other.to_string() },
    }
}

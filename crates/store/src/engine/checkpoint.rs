//! Moves the write-ahead log into the database file beside the writer: while pages are copied and the file is synced, nobody who
//! waits for a commit waits for that.

use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;

use super::sqlite::error;
use crate::{Error, Result};

/// A pass moves what lies in the log and waits for nobody: neither for the writer nor for readers.
pub(super) const PASS: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// Pages of the log that wait for their move at most (16 MiB).
const LEFT: i32 = 4_096;
/// Few enough pages for the writer to move them itself.
const FEW: i32 = LEFT / 4;
/// Pages in the log from which on it should begin anew, which only a log does of which nothing is left (64 MiB).
const LONG: i32 = 4 * LEFT;
/// Pages at which the writer moves what it can, however much is left (256 MiB): the thread beside it has fallen behind.
const LONGEST: i32 = 16 * LEFT;

/// What the log needs after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Nothing.
    None,
    /// A pass beside the writer.
    Beside,
    /// A pass of the writer over what came since the last one: then the next commit begins the log anew, unless somebody still reads
    /// the old one. Nobody is waited for: a reader may stay for long.
    Rest,
}

impl Care {
    /// For a log of so many pages, of which so many were moved; where those are more, they were of a log before it.
    pub(super) fn of(pages: i32, moved: i32) -> Self {
        let left = if moved > pages { pages } else { pages.saturating_sub(moved) };
        match (pages, left) {
            (LONGEST.., _) | (LONG.., ..FEW) => Self::Rest,
            (_, LEFT..) => Self::Beside,
            _ => Self::None,
        }
    }
}

/// The thread that moves pages, as the writer sees it.
pub(super) struct Checkpointer {
    wanted: SyncSender<()>,
    moved: Arc<AtomicI32>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts it. `failed` is set once the disk fails under it.
    pub(super) fn start(connection: Connection, failed: Arc<OnceLock<String>>) -> Result<Self> {
        // One wish waits at most: a pass takes all that is there.
        let (wanted, wishes) = sync_channel(1);
        let moved = Arc::new(AtomicI32::new(0));
        let seen = Arc::clone(&moved);
        let thread = Builder::new()
            .name("store-checkpoint".into())
            .spawn(move || serve(&connection, &wishes, &seen, &failed))?;
        Ok(Self { wanted, moved, thread })
    }

    /// Asks for a pass, if none is asked for yet.
    pub(super) fn want(&self) {
        // A thread that has ended leaves the log to the writer.
        let _ = self.wanted.try_send(());
    }

    /// Pages of the log that the last pass left in the file, of a log that may have begun anew since.
    pub(super) fn moved(&self) -> i32 {
        self.moved.load(Ordering::Relaxed)
    }

    /// Ends it and waits for its end.
    pub(super) fn end(self) {
        drop(self.wanted);
        // A thread that died has ended, too.
        let _ = self.thread.join();
    }
}

fn serve(connection: &Connection, wishes: &Receiver<()>, moved: &AtomicI32, failed: &OnceLock<String>) {
    while wishes.recv().is_ok() {
        match pass(connection) {
            Ok(pages) => moved.store(pages, Ordering::Relaxed),
            // After a failed write or fsync the page cache cannot be trusted (USENIX ATC 2020): no further writes.
            Err(Error::ReadOnly { reason }) => {
                let _ = failed.set(reason);
            }
            // A full disk, or a lock: the log keeps everything, and the writer asks again.
            Err(_) => {}
        }
    }
}

fn pass(connection: &Connection) -> Result<i32> {
    let failed = |cause| error(PASS, cause);
    let mut prepared = connection.prepare_cached(PASS).map_err(failed)?;
    // Whether somebody was in the way, pages in the log, pages moved.
    prepared.query_row([], |row| row.get(2)).map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, OnceLock};

    use rusqlite::Connection;

    use super::{Care, Checkpointer, FEW, LEFT, LONG, LONGEST, PASS};
    use crate::engine::sqlite_open;

    #[test]
    fn the_writer_moves_only_what_is_little_or_what_nobody_moved() {
        assert_eq!(Care::of(LEFT - 1, 0), Care::None);
        assert_eq!(Care::of(LEFT, 0), Care::Beside);
        assert_eq!(Care::of(LEFT, LEFT), Care::None);
        assert_eq!(Care::of(LONG, 0), Care::Beside);
        assert_eq!(Care::of(LONG, LONG - FEW), Care::None);
        assert_eq!(Care::of(LONG, LONG - FEW + 1), Care::Rest);
        // A log that began anew: what was moved was of the one before.
        assert_eq!(Care::of(FEW, LONG), Care::None);
        assert_eq!(Care::of(LEFT, LONG), Care::Beside);
        assert_eq!(Care::of(LONGEST - 1, 0), Care::Beside);
        assert_eq!(Care::of(LONGEST, 0), Care::Rest);
    }

    #[test]
    fn a_pass_waits_for_no_reader() {
        let directory = std::env::temp_dir().join(format!("daowei_reader_{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let path = directory.join("daowei.db");
        let mut writer = sqlite_open::writer(&path, 1_024).unwrap();
        writer
            .execute_batch("CREATE TABLE page (filling BLOB); INSERT INTO page VALUES (zeroblob(9))")
            .unwrap();
        let reader = sqlite_open::reader(&path, 1_024).unwrap();
        reader.execute_batch("BEGIN").unwrap();
        let count = |connection: &Connection| -> i64 {
            connection.query_row("SELECT COUNT(*) FROM page", [], |row| row.get(0)).unwrap()
        };
        assert_eq!(count(&reader), 1);
        writer.execute_batch("INSERT INTO page VALUES (zeroblob(9))").unwrap();
        // Never asked what to do while it waits: it does not.
        writer.busy_handler(Some(|_| panic!("waited for a reader"))).unwrap();
        let moved: i32 = writer.query_row(PASS, [], |row| row.get(2)).unwrap();
        assert!(moved > 0);
        assert_eq!((count(&reader), count(&writer)), (1, 2));
        drop((reader, writer));
        std::fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn a_pass_moves_what_was_committed_while_the_writer_goes_on() {
        let directory = std::env::temp_dir().join(format!("daowei_checkpoint_{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let path = directory.join("daowei.db");
        let writer = sqlite_open::writer(&path, 1_024).unwrap();
        writer.execute_batch("CREATE TABLE page (filling BLOB)").unwrap();
        let fill = |connection: &Connection, rows: u32| {
            for _ in 0..rows {
                connection.execute("INSERT INTO page VALUES (zeroblob(3000))", []).unwrap();
            }
        };
        fill(&writer, 50);
        let failed = Arc::new(OnceLock::new());
        let checkpointer =
            Checkpointer::start(sqlite_open::checkpointer(&path).unwrap(), Arc::clone(&failed)).unwrap();
        assert_eq!(checkpointer.moved(), 0);
        // In the middle of a transaction, too.
        writer.execute_batch("BEGIN IMMEDIATE").unwrap();
        fill(&writer, 1);
        checkpointer.want();
        checkpointer.end();
        writer.execute_batch("COMMIT").unwrap();
        assert_eq!(failed.get(), None);
        let file = std::fs::metadata(&path).unwrap().len();
        assert!(file > 50 * 3_000, "the file holds what was committed: {file} bytes");
        let rows: i64 = writer.query_row("SELECT COUNT(*) FROM page", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 51);
        drop(writer);
        std::fs::remove_dir_all(&directory).unwrap();
    }
}

//! How much room the embedded engine has: it stops adding before the disk is full, so that what removes still can.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

/// Bytes of the disk for the log of what is removed: what the file itself has to spare does not help there.
const LOG: u64 = 2 << 20;

/// The disk under the database file.
pub(super) struct Space {
    folder: PathBuf,
    kept: u64,
    short: Arc<AtomicBool>,
}

impl Space {
    /// `kept` bytes are left for removing; `short` says whether there are no more than that.
    pub(super) fn new(database: &Path, kept: u64, short: Arc<AtomicBool>) -> Self {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self { folder: folder.unwrap_or(Path::new(".")).to_owned(), kept, short }
    }

    /// Whether nothing may be added.
    pub(super) fn is_short(&self) -> bool {
        self.short.load(Ordering::Relaxed)
    }

    /// Looks at the disk. Pages that the file has to spare count as room, once there is some for the log.
    pub(super) fn look(&self, connection: &Connection) {
        let short = match free(&self.folder) {
            Some(free) => {
                let spare = || spare(connection).unwrap_or(0);
                free < LOG.min(self.kept) || (free < self.kept && free.saturating_add(spare()) < self.kept)
            }
            // What cannot be asked is found out when it happens.
            None => false,
        };
        self.short.store(short, Ordering::Relaxed);
    }
}

/// Bytes of the file that hold nothing.
fn spare(connection: &Connection) -> rusqlite::Result<u64> {
    let read = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, u32>(0));
    Ok(u64::from(read("PRAGMA freelist_count")?).saturating_mul(read("PRAGMA page_size")?.into()))
}

#[cfg(target_os = "linux")]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(target_os = "linux"))]
fn free(_: &Path) -> Option<u64> {
    None
}

//! Opening a database file: one process, the right engine, durable settings.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::sqlite::error;
use crate::{Error, Result};

/// First release without the write-ahead-log reset race (3.51.3).
const OLDEST_ENGINE: i32 = 3_051_003;
/// Prepared statements kept per connection; more than the registry holds.
const PREPARED: usize = 512;

/// Refuses an engine with the known corruption race.
pub(super) fn check_engine() -> Result<()> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(Error::EngineTooOld { found: rusqlite::version().to_owned() });
    }
    Ok(())
}

/// The lock beside the database file, held as long as the process serves it.
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock or says who has it (REL-24). The operating system frees it when the process ends,
    /// however it ends.
    pub(super) fn take(database: &Path) -> Result<Self> {
        let mut name = database.as_os_str().to_owned();
        name.push(".lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(PathBuf::from(name))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Who it is only helps; that it is held is enough to refuse.
                let _ = file.take(64).read_to_string(&mut holder);
                return Err(Error::InUse { path: database.to_owned(), holder: holder.trim().to_owned() });
            }
            Err(TryLockError::Error(error)) => return Err(Error::File(error)),
        }
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        writeln!(file, "process {}", std::process::id())?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    /// Closing alone is not enough: a child process that is just being started still holds the open file.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// The one connection that writes.
pub(super) fn writer(path: &Path, cache_kib: u32) -> Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    // FULL: no answer before the log is on the disk. No checkpoint inside a COMMIT: where one is made, its
    // failure is seen. FAST secure deletion: deleted cells are overwritten in pages written anyway.
    pragmas(
        &connection,
        &format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
             PRAGMA secure_delete = FAST; PRAGMA cache_size = -{cache_kib};"
        ),
    )?;
    Ok(connection)
}

/// The connection that moves the log into the file.
pub(super) fn checkpointer(path: &Path) -> Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    pragmas(&connection, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;")?;
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn reader(path: &Path, cache_kib: u32) -> Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    pragmas(&connection, &format!("PRAGMA query_only = ON; PRAGMA cache_size = -{cache_kib};"))?;
    Ok(connection)
}

fn open(path: &Path, access: OpenFlags) -> Result<Connection> {
    let failed = |cause| error("open", cause);
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // A plan does not hang on the values bound to it; otherwise statements on tables with a partial index are
    // prepared anew each time they run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
    pragmas(
        &connection,
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;",
    )?;
    Ok(connection)
}

fn pragmas(connection: &Connection, text: &str) -> Result<()> {
    connection.execute_batch(text).map_err(|cause| error("open", cause))
}

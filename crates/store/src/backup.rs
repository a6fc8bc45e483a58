//! A copy of the embedded database while it serves.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::{Error, Result, Store};

/// Copies the database to a new file, as of one instant, without stopping anybody. Gives the number of pages.
///
/// The copy is made in one step under one reading transaction: writers go on in the write-ahead log meanwhile.
///
/// # Errors
/// [`Error::File`] where `target` is there already; [`Error::ReadOnly`] on a server, which has its own tools.
pub fn backup_into(store: &Store, target: &Path) -> Result<u64> {
    let Some(source) = store.file() else {
        return Err(Error::ReadOnly { reason: "a database server is backed up with its own tools".into() });
    };
    // Made here, so that nothing that is there already is overwritten.
    std::fs::OpenOptions::new().write(true).create_new(true).open(target)?;
    let copied = copy(source, target);
    if copied.is_err() {
        let _ = std::fs::remove_file(target);
    }
    copied
}

fn copy(source: &Path, target: &Path) -> Result<u64> {
    let from = Connection::open_with_flags(source, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    let mut to = Connection::open(target).map_err(failed)?;
    let backup = Backup::new(&from, &mut to).map_err(failed)?;
    if backup.step(-1).map_err(failed)? != StepResult::Done {
        return Err(Error::Busy { what: "the database file is locked".into() });
    }
    let pages = backup.progress().pagecount;
    drop(backup);
    let intact: String = to.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if intact != "ok" {
        return Err(Error::Damaged { what: "database file" });
    }
    to.close().map_err(|(_, cause)| failed(cause))?;
    std::fs::File::open(target)?.sync_all()?;
    u64::try_from(pages).map_err(|_| Error::Damaged { what: "database file" })
}

fn failed(cause: rusqlite::Error) -> Error {
    crate::engine::engine_error("backup", cause)
}

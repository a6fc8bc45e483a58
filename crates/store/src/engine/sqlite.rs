//! The embedded engine: statements and their errors.

use rusqlite::{Connection, ErrorCode, ffi, params_from_iter};

use super::statement::Statement;
use super::value::{Cells, Param, Row};
use crate::{Error, Result};

/// Changes rows.
pub(super) fn run(connection: &Connection, statement: &Statement, params: &[Param<'_>]) -> Result<u64> {
    let failed = |cause| error(statement.name, cause);
    let mut prepared = connection.prepare_cached(statement.sql).map_err(failed)?;
    let changed = prepared.execute(params_from_iter(params)).map_err(failed)?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

/// Inserts rows; without a network a statement per row costs nothing.
pub(super) fn run_many<const N: usize>(
    connection: &Connection,
    statement: &Statement,
    rows: &[[Param<'_>; N]],
) -> Result<u64> {
    let failed = |cause| error(statement.name, cause);
    let mut prepared = connection.prepare_cached(statement.sql).map_err(failed)?;
    let mut changed = 0;
    for row in rows {
        changed += prepared.execute(params_from_iter(row)).map_err(failed)?;
    }
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

/// Visits rows.
pub(super) fn each(
    connection: &Connection,
    statement: &Statement,
    params: &[Param<'_>],
    visit: &mut dyn FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let failed = |cause| error(statement.name, cause);
    let mut prepared = connection.prepare_cached(statement.sql).map_err(failed)?;
    let mut rows = prepared.query(params_from_iter(params)).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        visit(&Row { cells: Cells::Sqlite(row), statement: statement.name })?;
    }
    Ok(())
}

/// Names an engine's error.
pub(crate) fn error(statement: &'static str, cause: rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(failure, message) = &cause else {
        return Error::Engine { statement, source: Box::new(cause) };
    };
    match (failure.code, failure.extended_code) {
        (
            ErrorCode::ConstraintViolation,
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
        ) => Error::Duplicate { statement },
        (ErrorCode::ConstraintViolation, _) => {
            Error::Constraint { statement, message: message.clone().unwrap_or_default() }
        }
        // The shared-memory file of the write-ahead log could not grow: the disk is full, too.
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => Error::Full,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => {
            Error::Busy { what: format!("{statement}: the database file is locked") }
        }
        (ErrorCode::SystemIoFailure, _) => Error::ReadOnly { reason: format!("{statement}: {cause}") },
        (ErrorCode::ReadOnly, _) => Error::ReadOnly { reason: "the database file cannot be written".into() },
        _ => Error::Engine { statement, source: Box::new(cause) },
    }
}

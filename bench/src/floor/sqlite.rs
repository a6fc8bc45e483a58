//! The bare embedded engine: one writer, group commit, `synchronous=FULL`.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender};

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};

use super::recipe::Batch;
use super::sample::Reader;
use super::{BEGIN_COUNT, COUNT, Cell};
use crate::error::Result;

/// Commands that share one commit at most, as in the store.
const GROUP: usize = 64;

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Int(value) => ToSqlOutput::Owned(Value::Integer(*value)),
            Self::Bool(value) => ToSqlOutput::Owned(Value::Integer(i64::from(*value))),
            Self::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::Bytes(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
        })
    }
}

/// A database file for reading.
pub(crate) struct Source(Connection);

impl Source {
    /// Opens it beside whoever serves it.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        Ok(Self(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?))
    }
}

impl Reader for Source {
    fn rows(&mut self, sql: &str, params: &[Cell]) -> Result<Vec<Vec<Cell>>> {
        let mut prepared = self.0.prepare(sql)?;
        let width = prepared.column_count();
        let mut rows = prepared.query(params_from_iter(params))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let cells = (0..width).map(|column| {
                Ok::<_, crate::error::Error>(match row.get_ref(column)? {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(value) => Cell::Int(value),
                    ValueRef::Real(_) => Cell::Null,
                    ValueRef::Text(value) => Cell::Text(String::from_utf8_lossy(value).into_owned()),
                    ValueRef::Blob(value) => Cell::Bytes(value.to_vec()),
                })
            });
            found.push(cells.collect::<Result<_>>()?);
        }
        Ok(found)
    }
}

/// A command and the one who waits for it.
pub(super) type Job = (Batch, SyncSender<bool>);

/// Writes commands in groups until nobody sends any more. The file has the product's tables.
pub(super) fn serve(path: &Path, jobs: &Receiver<Job>) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096;
         PRAGMA secure_delete = FAST; PRAGMA cache_size = -32768; PRAGMA foreign_keys = ON;",
    )?;
    while let Ok(first) = jobs.recv() {
        let mut waiting = Vec::with_capacity(GROUP);
        let mut next = Some(first);
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        while let Some((batch, answer)) = next {
            write(&connection, &batch)?;
            waiting.push(answer);
            next = if waiting.len() < GROUP { jobs.try_recv().ok() } else { None };
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        for answer in waiting {
            // Whoever waited may have gone.
            let _ = answer.send(true);
        }
    }
    Ok(())
}

fn write(connection: &Connection, batch: &Batch) -> Result<()> {
    for (table, rows) in &batch.rows {
        let mut prepared = connection.prepare_cached(&table.insert(1))?;
        for row in rows {
            prepared.execute(params_from_iter(row))?;
        }
    }
    if let Some((update, cells)) = &batch.update {
        connection.prepare_cached(update.sql())?.execute(params_from_iter(cells))?;
    }
    for series in &batch.counters {
        if connection.prepare_cached(COUNT)?.execute([series])? == 0 {
            connection.prepare_cached(BEGIN_COUNT)?.execute([series])?;
        }
    }
    Ok(())
}

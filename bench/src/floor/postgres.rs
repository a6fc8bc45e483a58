//! The bare server engine: a connection for each client, many rows in one INSERT, one transaction for each command.

use std::collections::HashMap;
use std::error::Error as Cause;

use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Row, Statement};

use super::recipe::Batch;
use super::sample::Reader;
use super::{BEGIN_COUNT, COUNT, Cell, Table, Update};
use crate::error::{Result, words};

impl ToSql for Cell {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut bytes::BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Cause + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => value.to_sql(ty, out),
            Self::Bool(value) => value.to_sql(ty, out),
            Self::Text(value) => value.to_sql(ty, out),
            Self::Bytes(value) => value.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::BOOL, Type::TEXT, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}

/// A database of its own on a server, gone when this value goes.
pub(crate) struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Makes it.
    pub(crate) fn make(server: &str, what: &str) -> Result<Self> {
        let name = format!("daowei_bench_{what}_{}", std::process::id());
        let database = Self { server: server.to_owned(), name };
        database.drop_it()?;
        connect(server)?.batch_execute(&format!("CREATE DATABASE {}", database.name))?;
        Ok(database)
    }

    /// Where it is found.
    pub(crate) fn url(&self) -> String {
        let (path, settings) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let server = path.rsplit_once('/').map_or(path, |(server, _)| server);
        let mark = if settings.is_empty() { "" } else { "?" };
        format!("{server}/{}{mark}{settings}", self.name)
    }

    fn drop_it(&self) -> Result<()> {
        let text = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        Ok(connect(&self.server)?.batch_execute(&text)?)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Left behind, it is in nobody's way.
        let _ = self.drop_it();
    }
}

fn connect(url: &str) -> Result<Client> {
    Ok(Client::connect(url, NoTls)?)
}

/// The process that all of the server's others come from, where it runs on this machine.
pub(crate) fn postmaster(url: &str) -> Result<Option<u32>> {
    let backend: i32 = connect(url)?.query_one("SELECT pg_backend_pid()", &[])?.get(0);
    Ok(u32::try_from(backend).ok().and_then(crate::machine::parent_of))
}

/// Bytes of a database on disk.
pub(crate) fn bytes(url: &str) -> Result<i64> {
    Ok(connect(url)?.query_one("SELECT pg_database_size(current_database())", &[])?.get(0))
}

/// A connection for reading.
pub(crate) struct Source(Client);

impl Source {
    /// Connects.
    pub(crate) fn open(url: &str) -> Result<Self> {
        Ok(Self(connect(url)?))
    }
}

impl Reader for Source {
    fn rows(&mut self, sql: &str, params: &[Cell]) -> Result<Vec<Vec<Cell>>> {
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|param| -> &(dyn ToSql + Sync) { param }).collect();
        self.0.query(sql, &params)?.iter().map(cells).collect()
    }
}

fn cells(row: &Row) -> Result<Vec<Cell>> {
    let cell = |(at, column): (usize, &postgres::Column)| {
        Ok(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map(Cell::Int),
            Type::BOOL => row.try_get::<_, Option<bool>>(at)?.map(Cell::Bool),
            Type::TEXT => row.try_get::<_, Option<String>>(at)?.map(Cell::Text),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at)?.map(Cell::Bytes),
            ref other => return Err(words(format!("a column of type {other}"))),
        }
        .unwrap_or(Cell::Null))
    };
    row.columns().iter().enumerate().map(cell).collect()
}

/// A connection that writes commands.
pub(super) struct Writer {
    client: Client,
    inserts: HashMap<(Table, usize), Statement>,
    moved: Statement,
    stayed: Statement,
    count: Statement,
    begin_count: Statement,
}

impl Writer {
    /// Connects to a database that has the product's tables.
    pub(super) fn open(url: &str) -> Result<Self> {
        let mut client = connect(url)?;
        let (moved, stayed) = (client.prepare(Update::Moved.sql())?, client.prepare(Update::Stayed.sql())?);
        let count = client.prepare(COUNT)?;
        let begin_count = client.prepare(BEGIN_COUNT)?;
        Ok(Self { client, inserts: HashMap::new(), moved, stayed, count, begin_count })
    }

    /// Begins the series of a batch: once, before anybody is measured.
    pub(super) fn begin_counts(&mut self, batch: &Batch) -> Result<()> {
        for series in &batch.counters {
            if self.client.execute(&self.count, &[series])? == 0 {
                self.client.execute(&self.begin_count, &[series])?;
            }
        }
        Ok(())
    }

    /// Writes one command.
    pub(super) fn write(&mut self, batch: &Batch) -> Result<()> {
        self.client.batch_execute("BEGIN")?;
        for (table, rows) in &batch.rows {
            let key = (*table, rows.len());
            let insert = match self.inserts.get(&key) {
                Some(insert) => insert.clone(),
                None => {
                    let insert = self.client.prepare(&table.insert(rows.len()))?;
                    self.inserts.insert(key, insert.clone());
                    insert
                }
            };
            let params: Vec<&(dyn ToSql + Sync)> =
                rows.iter().flatten().map(|cell| -> &(dyn ToSql + Sync) { cell }).collect();
            self.client.execute(&insert, &params)?;
        }
        if let Some((update, cells)) = &batch.update {
            let params: Vec<&(dyn ToSql + Sync)> =
                cells.iter().map(|cell| -> &(dyn ToSql + Sync) { cell }).collect();
            let statement = match update {
                Update::Moved => &self.moved,
                Update::Stayed => &self.stayed,
            };
            self.client.execute(statement, &params)?;
        }
        // Others wait for these rows until the commit: last, as in the product.
        for series in &batch.counters {
            self.client.execute(&self.count, &[series])?;
        }
        self.client.batch_execute("COMMIT")?;
        Ok(())
    }
}

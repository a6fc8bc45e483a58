//! The server engine: one connection, its prepared statements, and what its errors mean.

use std::collections::HashMap;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Config, NoTls};

use super::statement::{Shape, Statement};
use super::value::{Cells, Param, Row};
use crate::{Error, Result};

/// A connection with its prepared statements.
pub(super) struct Session {
    client: Client,
    prepared: HashMap<(&'static str, Shape), postgres::Statement>,
}

impl Session {
    /// Connects; the settings of the session travel in the configuration.
    pub(super) fn connect(config: &Config) -> std::result::Result<Self, NotConnected> {
        let client = config.connect(NoTls).map_err(|cause| NotConnected {
            waited: if timed_out(&cause) { config.get_connect_timeout().copied() } else { None }
                .unwrap_or_default(),
            error: Error::Unavailable { what: words(&cause) },
        })?;
        Ok(Self { client, prepared: HashMap::new() })
    }

    /// Whether the connection is lost.
    pub(super) fn is_lost(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) fn run(
        &mut self,
        statement: &Statement,
        shape: Shape,
        params: &[Param<'_>],
        trips: &mut u32,
    ) -> Result<u64> {
        let prepared = self.prepared(statement, shape, params.len(), trips)?;
        *trips += 1;
        let failed = |cause| error(statement.name, cause);
        let mut rows = self.client.query_raw(&prepared, params).map_err(failed)?;
        while rows.next().map_err(failed)?.is_some() {}
        Ok(rows.rows_affected().unwrap_or(0))
    }

    pub(super) fn each(
        &mut self,
        statement: &Statement,
        shape: Shape,
        params: &[Param<'_>],
        trips: &mut u32,
        visit: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let prepared = self.prepared(statement, shape, params.len(), trips)?;
        *trips += 1;
        let failed = |cause| error(statement.name, cause);
        let mut rows = self.client.query_raw(&prepared, params).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            visit(&Row { cells: Cells::Postgres(&row), statement: statement.name })?;
        }
        Ok(())
    }

    /// Sends text without parameters.
    pub(super) fn batch(&mut self, name: &'static str, text: &str, trips: &mut u32) -> Result<()> {
        *trips += 1;
        self.client.batch_execute(text).map_err(|cause| error(name, cause))
    }

    /// Commits. What cannot be known is said to be unknown: the connection broke, or the server went away
    /// between taking the COMMIT and answering it.
    pub(super) fn commit(&mut self) -> Result<()> {
        match self.batch("commit", "COMMIT", &mut 0) {
            Err(Error::Unavailable { .. }) => Err(Error::Unknown),
            other => other,
        }
    }

    fn prepared(
        &mut self,
        statement: &Statement,
        shape: Shape,
        params: usize,
        trips: &mut u32,
    ) -> Result<postgres::Statement> {
        if let Some(prepared) = self.prepared.get(&(statement.name, shape)) {
            return Ok(prepared.clone());
        }
        let width = match shape {
            Shape::Rows(count) | Shape::Groups(count) => params.checked_div(count).unwrap_or(params),
            _ => params,
        };
        *trips += 1;
        let prepared = self
            .client
            .prepare(&shape.sql(statement, width))
            .map_err(|cause| error(statement.name, cause))?;
        self.prepared.insert((statement.name, shape), prepared.clone());
        Ok(prepared)
    }
}

/// A connection that could not be made.
pub(super) struct NotConnected {
    pub(super) error: Error,
    /// How long the server kept silent.
    pub(super) waited: Duration,
}

fn timed_out(cause: &postgres::Error) -> bool {
    let source =
        std::error::Error::source(cause).and_then(<dyn std::error::Error>::downcast_ref::<std::io::Error>);
    source.is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
}

/// Names an engine's error.
fn error(statement: &'static str, cause: postgres::Error) -> Error {
    let Some(state) = cause.code() else {
        // No words from the server: the connection is gone, or a parameter could not be sent.
        return if cause.is_closed() || broken(&cause) {
            Error::Unavailable { what: words(&cause) }
        } else {
            Error::Engine { statement, source: Box::new(cause) }
        };
    };
    if *state == SqlState::UNIQUE_VIOLATION {
        Error::Duplicate { statement }
    } else if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(state) {
        Error::Contended
    } else if state.code().starts_with("23") || *state == SqlState::RAISE_EXCEPTION {
        Error::Constraint { statement, message: words(&cause) }
    } else if *state == SqlState::DISK_FULL {
        Error::Full
    } else if [SqlState::QUERY_CANCELED, SqlState::LOCK_NOT_AVAILABLE].contains(state) {
        Error::Busy { what: format!("{statement}: its time limit passed") }
    } else if *state == SqlState::READ_ONLY_SQL_TRANSACTION {
        Error::ReadOnly { reason: "the database server takes no writes".into() }
    } else if ["08", "57", "53"].iter().any(|class| state.code().starts_with(class)) {
        Error::Unavailable { what: words(&cause) }
    } else {
        Error::Engine { statement, source: Box::new(cause) }
    }
}

fn broken(cause: &postgres::Error) -> bool {
    std::error::Error::source(cause).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
}

/// What was said, with the server's own words where it said any.
fn words(cause: &postgres::Error) -> String {
    match (cause.as_db_error(), std::error::Error::source(cause)) {
        (Some(error), _) => error.message().to_owned(),
        (None, Some(source)) => format!("{cause}: {source}"),
        (None, None) => cause.to_string(),
    }
}

//! The inside of a unit of work.

use super::postgres::Session;
use super::probe::{Observed, Probes};
use super::sqlite;
use super::statement::{Shape, Statement};
use super::value::{Param, Row};
use crate::{Error, Result};

/// Rows that one INSERT carries, or groups of values that one SELECT asks for, at most; what is left over goes in one
/// statement of its own size below 16.
const CHUNKS: [usize; 2] = [128, 16];

/// What goes in one statement each.
struct Chunks<'r, const N: usize, P>(&'r [[P; N]]);

impl<'r, const N: usize, P> Iterator for Chunks<'r, N, P> {
    type Item = &'r [[P; N]];

    fn next(&mut self) -> Option<Self::Item> {
        let left = self.0.len();
        let size = CHUNKS.iter().copied().find(|chunk| *chunk <= left).unwrap_or(left);
        let (chunk, rest) = self.0.split_at_checked(size).filter(|(chunk, _)| !chunk.is_empty())?;
        self.0 = rest;
        Some(chunk)
    }
}

/// A unit of work's door to the database. Statements run in order; the first failure spoils the unit of work:
/// whatever it does afterwards, nothing of it stays.
pub struct Tx<'c> {
    link: Link<'c>,
    writing: bool,
    spoiled: bool,
    wrote: bool,
    short: bool,
    disk_failure: Option<String>,
    probes: &'c Probes,
    statements: Vec<&'static str>,
    round_trips: u32,
    operations: u64,
}

/// The connection: the only place of the product that knows which engine runs.
pub(super) enum Link<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut Session),
}

impl<'c> Tx<'c> {
    pub(super) fn new(link: Link<'c>, writing: bool, probes: &'c Probes) -> Self {
        Self {
            link,
            writing,
            spoiled: false,
            wrote: false,
            short: false,
            disk_failure: None,
            probes,
            statements: Vec::new(),
            round_trips: 0,
            operations: 0,
        }
    }

    /// Where room is short nothing is added.
    pub(super) fn in_short_space(mut self, short: bool) -> Self {
        self.short = short;
        self
    }

    /// Runs a statement that changes rows and returns how many it changed.
    ///
    /// # Errors
    /// [`Error::Duplicate`], [`Error::Constraint`] or what befell the engine.
    pub fn run(&mut self, statement: &Statement, params: &[Param<'_>]) -> Result<u64> {
        self.guarded(statement, params, |link, trips| match link {
            Link::Sqlite(connection) => sqlite::run(connection, statement, params),
            Link::Postgres(session) => session.run(statement, Shape::Plain, params, trips),
        })
    }

    /// Inserts rows with a statement that ends in `VALUES ($1, …, $N)`: one round trip for many rows.
    ///
    /// # Errors
    /// As [`Tx::run`].
    pub fn run_many<const N: usize>(
        &mut self,
        statement: &Statement,
        rows: &[[Param<'_>; N]],
    ) -> Result<u64> {
        let mut changed = 0;
        for chunk in Chunks(rows) {
            let size = chunk.len();
            changed += self.guarded(statement, chunk.as_flattened(), |link, trips| match link {
                Link::Sqlite(connection) => sqlite::run_many(connection, statement, chunk),
                Link::Postgres(session) => {
                    let shape = if size == 1 { Shape::Plain } else { Shape::Rows(size) };
                    session.run(statement, shape, chunk.as_flattened(), trips)
                }
            })?;
        }
        Ok(changed)
    }

    /// Calls `visit` for each row, in order.
    ///
    /// # Errors
    /// What `visit` or the engine says.
    pub fn each(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.select(statement, Shape::Plain, params, visit)
    }

    /// All rows, mapped.
    ///
    /// # Errors
    /// What `map` or the engine says.
    pub fn all<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(statement, params, |row| {
            rows.push(map(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// All rows of the same SELECT for each of these groups of values, mapped: one round trip for many groups. Whoever
    /// wants them in an order, or no more than so many, orders and cuts them again: the embedded engine goes through
    /// the groups one by one.
    ///
    /// # Errors
    /// What `map` or the engine says.
    pub fn all_many<const N: usize, T>(
        &mut self,
        statement: &Statement,
        groups: &[[Param<'_>; N]],
        mut map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        let mut visit = |row: &Row<'_>| {
            found.push(map(row)?);
            Ok(())
        };
        for chunk in Chunks(groups) {
            self.guarded(statement, chunk.as_flattened(), |link, trips| match link {
                Link::Sqlite(connection) => {
                    chunk.iter().try_for_each(|group| sqlite::each(connection, statement, group, &mut visit))
                }
                Link::Postgres(session) => {
                    let shape = if chunk.len() == 1 { Shape::Plain } else { Shape::Groups(chunk.len()) };
                    session.each(statement, shape, chunk.as_flattened(), trips, &mut visit)
                }
            })?;
        }
        Ok(found)
    }

    /// The first row, mapped, if there is one.
    ///
    /// # Errors
    /// What `map` or the engine says.
    pub fn one<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.first(statement, Shape::Plain, params, map)
    }

    /// As [`Tx::one`], and nobody else changes the row until this unit of work ends; several may hold it so.
    ///
    /// # Errors
    /// As [`Tx::one`].
    pub fn lock_shared<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.first(statement, Shape::ForShare, params, map)
    }

    /// As [`Tx::one`], and nobody else locks or changes the row until this unit of work ends.
    ///
    /// # Errors
    /// As [`Tx::one`].
    pub fn lock_exclusive<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.first(statement, Shape::ForUpdate, params, map)
    }

    /// Names of the statements so far; empty unless the store is observed.
    #[must_use]
    pub fn trace(&self) -> &[&'static str] {
        &self.statements
    }

    fn first<T>(
        &mut self,
        statement: &Statement,
        shape: Shape,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut first = None;
        self.select(statement, shape, params, |row| {
            if first.is_none() {
                first = Some(map(row)?);
            }
            Ok(())
        })?;
        Ok(first)
    }

    fn select(
        &mut self,
        statement: &Statement,
        shape: Shape,
        params: &[Param<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.guarded(statement, params, |link, trips| match link {
            // The embedded engine's single writer is the lock.
            Link::Sqlite(connection) => sqlite::each(connection, statement, params, &mut visit),
            Link::Postgres(session) => session.each(statement, shape, params, trips, &mut visit),
        })
    }

    /// Runs statements that no registry holds: migrations, and tests that damage a database on purpose.
    pub(crate) fn run_text(&mut self, name: &'static str, sql: &str) -> Result<()> {
        let statement = Statement::new(name, "");
        self.guarded(&statement, &[], |link, trips| match link {
            Link::Sqlite(connection) => {
                connection.execute_batch(sql).map_err(|error| sqlite::error(name, error))
            }
            Link::Postgres(session) => session.batch(name, sql, trips),
        })
    }

    /// Whether the embedded engine runs; for migrations alone.
    pub(crate) fn embedded(&self) -> bool {
        matches!(self.link, Link::Sqlite(_))
    }

    pub(super) fn spoiled(&self) -> bool {
        self.spoiled
    }

    /// Whether a statement that changes rows was sent.
    pub(super) fn wrote(&self) -> bool {
        self.wrote
    }

    /// What the embedded engine said about its disk, if it failed under a statement.
    pub(super) fn disk_failure(&mut self) -> Option<String> {
        self.disk_failure.take()
    }

    /// Counts an operation and cuts it where a test asks for that.
    pub(super) fn operation(&mut self) -> Result<()> {
        self.operations += 1;
        match &self.probes.cut {
            Some(cut) if self.writing && cut.strikes() => Err(Error::Cut { operation: self.operations }),
            _ => Ok(()),
        }
    }

    /// Tells the observer, if any, what this attempt did.
    pub(super) fn report(&self, kept: bool, framing_trips: u32) {
        if let Some(observer) = &self.probes.observer {
            observer(&Observed {
                writing: self.writing,
                kept,
                statements: &self.statements,
                round_trips: match self.link {
                    Link::Sqlite(_) => 0,
                    Link::Postgres(_) => self.round_trips + framing_trips,
                },
            });
        }
    }

    fn guarded<T>(
        &mut self,
        statement: &Statement,
        params: &[Param<'_>],
        send: impl FnOnce(&mut Link<'c>, &mut u32) -> Result<T>,
    ) -> Result<T> {
        let result = self.admit(statement, params).and_then(|()| send(&mut self.link, &mut self.round_trips));
        if let Err(error) = &result {
            self.spoiled = true;
            if let (Error::ReadOnly { reason }, Link::Sqlite(_)) = (error, &self.link) {
                self.disk_failure = Some(reason.clone());
            }
        }
        result
    }

    fn admit(&mut self, statement: &Statement, params: &[Param<'_>]) -> Result<()> {
        if self.spoiled {
            return Err(Error::Spoiled);
        }
        if !self.writing && !statement.reads() {
            return Err(Error::WriteInRead { statement: statement.name });
        }
        if params.iter().any(|param| matches!(param, Param::Text(text) if text.as_bytes().contains(&0))) {
            return Err(Error::Nul { statement: statement.name });
        }
        if self.short && statement.adds() {
            return Err(Error::Full);
        }
        if self.probes.observer.is_some() {
            self.statements.push(statement.name);
        }
        self.operation()?;
        self.wrote |= !statement.reads();
        Ok(())
    }
}

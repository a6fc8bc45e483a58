//! Numbers: counters without gaps or doubles, tallies that everybody adds to, epochs that caches watch.

use crate::{Error, Param, Result, Statement, Tx, params};

const NEXT: Statement =
    Statement::new("counter.next", "UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value");
const START: Statement = Statement::new("counter.start", "INSERT INTO counter (name, value) VALUES ($1, $2)");

const TALLY_ADD: Statement =
    Statement::new("tally.add", "INSERT INTO tally_delta (name, delta) VALUES ($1, $2)");
const TALLY_VALUE: Statement = Statement::new(
    "tally.value",
    "SELECT CAST(COALESCE((SELECT value FROM tally WHERE name = $1), 0)
        + COALESCE((SELECT SUM(delta) FROM tally_delta WHERE name = $1), 0) AS BIGINT)",
);
const TALLY_TAKE: Statement =
    Statement::new("tally.take", "DELETE FROM tally_delta WHERE name = $1 RETURNING delta");
const TALLY_KEEP: Statement =
    Statement::new("tally.keep", "UPDATE tally SET value = value + $1 WHERE name = $2");
const TALLY_START: Statement =
    Statement::new("tally.start", "INSERT INTO tally (name, value) VALUES ($1, $2)");
const TALLY_ANY: Statement = Statement::new("tally.any", "SELECT name FROM tally_delta LIMIT 1");
const TALLY_WAITING: Statement =
    Statement::new("tally.waiting", "SELECT DISTINCT name FROM tally_delta ORDER BY name LIMIT $1");

const EPOCH_READ: Statement = Statement::new("epoch.read", "SELECT value FROM epoch WHERE name = $1");
const EPOCH_BUMP: Statement =
    Statement::new("epoch.bump", "UPDATE epoch SET value = value + 1 WHERE name = $1 RETURNING value");
const EPOCH_START: Statement =
    Statement::new("epoch.start", "INSERT INTO epoch (name, value) VALUES ($1, $2)");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[
    NEXT,
    START,
    TALLY_ADD,
    TALLY_VALUE,
    TALLY_TAKE,
    TALLY_KEEP,
    TALLY_START,
    TALLY_ANY,
    TALLY_WAITING,
    EPOCH_READ,
    EPOCH_BUMP,
    EPOCH_START,
];

/// The next number of a series, from 1. Others who want one wait until this unit of work ends: take it last. A unit of
/// work that is rolled back leaves no gap.
///
/// # Errors
/// [`Error::Conflict`] where the series begins twice at once; the unit of work is run again.
pub fn next(tx: &mut Tx<'_>, name: &str) -> Result<i64> {
    if let Some(value) = tx.one(&NEXT, params![name], |row| row.int(0))? {
        return Ok(value);
    }
    begin(tx, &[(name, 1)])?;
    Ok(1)
}

/// Begins series whose first numbers somebody else has given: for those that bring records along.
///
/// # Errors
/// [`Error::Conflict`] where one of them has begun.
pub fn begin(tx: &mut Tx<'_>, given: &[(&str, i64)]) -> Result<()> {
    let rows: Vec<[Param<'_>; 2]> =
        given.iter().map(|(name, value)| [(*name).into(), (*value).into()]).collect();
    tx.run_many(&START, &rows).map_err(met)?;
    Ok(())
}

/// Adds to tallies without waiting for anybody.
///
/// # Errors
/// What befell the store.
pub fn tally_add(tx: &mut Tx<'_>, deltas: &[(&str, i64)]) -> Result<()> {
    let rows: Vec<[Param<'_>; 2]> =
        deltas.iter().map(|(name, delta)| [(*name).into(), (*delta).into()]).collect();
    tx.run_many(&TALLY_ADD, &rows)?;
    Ok(())
}

/// What a tally has come to.
///
/// # Errors
/// What befell the store.
pub fn tally(tx: &mut Tx<'_>, name: &str) -> Result<i64> {
    Ok(tx.one(&TALLY_VALUE, params![name], |row| row.int(0))?.unwrap_or(0))
}

/// Whether deltas wait to be folded.
///
/// # Errors
/// What befell the store.
pub fn tally_waits(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.one(&TALLY_ANY, &[], |_| Ok(()))?.is_some())
}

/// Folds the deltas of up to `limit` tallies into their sums and says how many tallies it were.
///
/// # Errors
/// [`Error::Conflict`] where a tally begins twice at once; the unit of work is run again.
pub fn tally_fold(tx: &mut Tx<'_>, limit: u32) -> Result<usize> {
    let names = tx.all(&TALLY_WAITING, params![limit], |row| row.string(0))?;
    for name in &names {
        let mut sum: i64 = 0;
        tx.each(&TALLY_TAKE, params![name], |row| {
            sum = sum.checked_add(row.int(0)?).ok_or_else(|| row.corrupt(0, "a tally within 64 bits"))?;
            Ok(())
        })?;
        if tx.run(&TALLY_KEEP, params![sum, name])? == 0 {
            tx.run(&TALLY_START, params![name, sum]).map_err(met)?;
        }
    }
    Ok(names.len())
}

/// The epoch of a body of facts; 0 before its first change. Inside a unit of writing nobody bumps it until that ends.
///
/// # Errors
/// What befell the store.
pub fn epoch(tx: &mut Tx<'_>, name: &str) -> Result<i64> {
    Ok(tx.lock_shared(&EPOCH_READ, params![name], |row| row.int(0))?.unwrap_or(0))
}

/// Begins a new epoch: every cache of the old one is void once this unit of work is committed.
///
/// # Errors
/// [`Error::Conflict`] where the first epoch begins twice at once; the unit of work is run again.
pub fn epoch_bump(tx: &mut Tx<'_>, name: &str) -> Result<i64> {
    if let Some(value) = tx.one(&EPOCH_BUMP, params![name], |row| row.int(0))? {
        return Ok(value);
    }
    tx.run(&EPOCH_START, params![name, 1_i64]).map_err(met)?;
    Ok(1)
}

fn met(error: Error) -> Error {
    if matches!(error, Error::Duplicate { .. }) { Error::Conflict } else { error }
}

//! Wrong passwords for one login, from anywhere, since the last right one. A login is known here by its blind index, and whether
//! somebody has it makes no difference.

use crate::{Error, Result, Row, Statement, Tx, params};

const GET: Statement =
    Statement::new("login_miss.get", "SELECT failed, locked_until, last_at FROM login_miss WHERE login = $1");
const ADD: Statement = Statement::new(
    "login_miss.add",
    "INSERT INTO login_miss (login, failed, locked_until, last_at) VALUES ($1, $2, $3, $4)",
);
const KEEP: Statement = Statement::new(
    "login_miss.keep",
    "UPDATE login_miss SET failed = $1, locked_until = $2, last_at = $3 WHERE login = $4",
);
const FORGET: Statement = Statement::new("login_miss.forget", "DELETE FROM login_miss WHERE login = $1");
const LOCKED: Statement =
    Statement::new("login_miss.locked", "SELECT login, locked_until FROM login_miss WHERE locked_until > $1");
const PURGE: Statement = Statement::new("login_miss.purge", "DELETE FROM login_miss WHERE last_at < $1");

/// The statements of wrong passwords.
pub(crate) const STATEMENTS: &[Statement] = &[GET, ADD, KEEP, FORGET, LOCKED, PURGE];

/// Wrong passwords for a login.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Misses {
    /// How many.
    pub failed: i64,
    /// Until when strangers wait, UTC microseconds.
    pub locked_until: i64,
    /// When the last one was, UTC microseconds.
    pub last_at: i64,
}

fn read(row: &Row<'_>) -> Result<Misses> {
    Ok(Misses { failed: row.int(0)?, locked_until: row.int(1)?, last_at: row.int(2)? })
}

/// Those for a login.
///
/// # Errors
/// What befell the store.
pub fn misses(tx: &mut Tx<'_>, login: &[u8; 16]) -> Result<Option<Misses>> {
    tx.one(&GET, params![login], read)
}

/// Those for a login, held against others until this unit of work ends.
///
/// # Errors
/// What befell the store.
pub fn hold_misses(tx: &mut Tx<'_>, login: &[u8; 16]) -> Result<Option<Misses>> {
    tx.lock_exclusive(&GET, params![login], read)
}

/// Keeps those for a login, of which there were some where `again`.
///
/// # Errors
/// [`Error::Conflict`] where the first two come at once; the unit of work is run again and sees the other.
pub fn keep_misses(tx: &mut Tx<'_>, login: &[u8; 16], misses: Misses, again: bool) -> Result<()> {
    let Misses { failed, locked_until, last_at } = misses;
    if again {
        return tx.run(&KEEP, params![failed, locked_until, last_at, login]).map(|_| ());
    }
    tx.run(&ADD, params![login, failed, locked_until, last_at])
        .map(|_| ())
        .map_err(|error| if matches!(error, Error::Duplicate { .. }) { Error::Conflict } else { error })
}

/// A right password, or another one: the count and its lock are over.
///
/// # Errors
/// What befell the store.
pub fn forget_misses(tx: &mut Tx<'_>, login: &[u8; 16]) -> Result<()> {
    tx.run(&FORGET, params![login]).map(|_| ())
}

/// The logins for which strangers wait, and until when.
///
/// # Errors
/// What befell the store.
pub fn locked(tx: &mut Tx<'_>, now: i64) -> Result<Vec<(Vec<u8>, i64)>> {
    tx.all(&LOCKED, params![now], |row| Ok((row.bytes(0)?.to_vec(), row.int(1)?)))
}

/// Forgets those whose last one was before an instant.
///
/// # Errors
/// What befell the store.
pub fn purge_misses(tx: &mut Tx<'_>, before: i64) -> Result<u64> {
    tx.run(&PURGE, params![before])
}

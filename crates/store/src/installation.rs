//! Whose database this is: one row, held against the key file at every start.

use crate::{Error, Result, Statement, Tx, params};

const READ: Statement = Statement::new(
    "installation.read",
    "SELECT name, public_keys, created_at FROM installation WHERE id = 1",
);
const ADD: Statement = Statement::new(
    "installation.add",
    "INSERT INTO installation (id, name, public_keys, created_at) VALUES (1, $1, $2, $3)",
);
const BEGUN: Statement = Statement::new("installation.begun", "SELECT sequence FROM event LIMIT 1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[READ, ADD, BEGUN];

/// The installation that this database belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Its name, the origin of its checkpoints.
    pub name: String,
    /// What others verify its checkpoints by, as JSON.
    pub public_keys: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

/// The installation; none in a database that nobody has taken into service.
///
/// # Errors
/// What befell the store.
pub fn read(tx: &mut Tx<'_>) -> Result<Option<Installation>> {
    tx.one(&READ, &[], |row| {
        Ok(Installation { name: row.string(0)?, public_keys: row.string(1)?, created_at: row.int(2)? })
    })
}

/// Takes the database into service.
///
/// # Errors
/// [`Error::Conflict`] where another process did so a moment before.
pub fn add(tx: &mut Tx<'_>, installation: &Installation) -> Result<()> {
    let Installation { name, public_keys, created_at } = installation;
    tx.run(&ADD, params![name, public_keys, *created_at]).map_err(|error| match error {
        Error::Duplicate { .. } => Error::Conflict,
        other => other,
    })?;
    Ok(())
}

/// Whether the log holds anything.
///
/// # Errors
/// What befell the store.
pub fn has_begun(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.one(&BEGUN, &[], |_| Ok(()))?.is_some())
}

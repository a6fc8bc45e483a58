//! Names of legal persons that have applied: public, and so searchable. Natural persons are never here.

use crate::{Result, Statement, Tx, params, search};

const KNOWN: Statement =
    Statement::new("legal_person.known", "SELECT name FROM legal_person WHERE name = $1");
const ADD: Statement = Statement::new("legal_person.add", "INSERT INTO legal_person (name) VALUES ($1)");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[KNOWN, ADD];

/// The kind under which legal persons are found.
const SEARCH: &str = "legal_person";

/// Lets a name be found from now on.
///
/// # Errors
/// [`crate::Error::Conflict`] where another one adds it at this moment.
pub fn add(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    if is_known(tx, name)? {
        return Ok(());
    }
    tx.run(&ADD, params![name]).map_err(|error| match error {
        crate::Error::Duplicate { .. } => crate::Error::Conflict,
        other => other,
    })?;
    search::index(tx, SEARCH, name, name)
}

/// Whether a name is found.
pub(super) fn is_known(tx: &mut Tx<'_>, name: &str) -> Result<bool> {
    Ok(tx.one(&KNOWN, params![name], |row| row.string(0))?.is_some())
}

/// Names that hold a query, among the first `limit` that hold its tokens; and whether there were so many.
///
/// # Errors
/// What befell the store.
pub fn find(tx: &mut Tx<'_>, query: &str, limit: u32) -> Result<(Vec<String>, bool)> {
    let mut names = search::matches(tx, SEARCH, query, limit)?;
    let more = names.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    names.retain(|name| search::holds(name, query));
    Ok((names, more))
}

//! Names of legal persons that have applied: public, and so searchable. Natural persons are never here.

use std::collections::BTreeSet;

use crate::{Param, Result, Statement, Tx, params, search};

const KNOWN: Statement =
    Statement::new("legal_person.known", "SELECT name FROM legal_person WHERE name = $1");
const ADD: Statement = Statement::new("legal_person.add", "INSERT INTO legal_person (name) VALUES ($1)");
const REMOVE: Statement = Statement::new("legal_person.remove", "DELETE FROM legal_person WHERE name = $1");
const ALL: Statement = Statement::new("legal_person.all", "SELECT name FROM legal_person ORDER BY name");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[KNOWN, ADD, REMOVE, ALL];

/// The kind under which legal persons are found.
pub(super) const SEARCH: &str = "legal_person";

/// Lets a name be found from now on.
///
/// # Errors
/// [`crate::Error::Conflict`] where another one adds it at this moment.
pub fn add(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    if tx.one(&KNOWN, params![name], |row| row.string(0))?.is_some() {
        return Ok(());
    }
    tx.run(&ADD, params![name]).map_err(|error| match error {
        crate::Error::Duplicate { .. } => crate::Error::Conflict,
        other => other,
    })?;
    search::index(tx, SEARCH, name, name)
}

/// Every name.
pub(super) fn all(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    tx.all(&ALL, &[], |row| row.string(0))
}

/// Those of these names that are there.
pub(super) fn among(tx: &mut Tx<'_>, names: &[String]) -> Result<BTreeSet<String>> {
    let groups: Vec<[Param<'_>; 1]> = names.iter().map(|name| [name.as_str().into()]).collect();
    Ok(tx.all_many(&KNOWN, &groups, |row| row.string(0))?.into_iter().collect())
}

/// Takes a name away with what it is found by.
pub(super) fn remove(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    tx.run(&REMOVE, params![name])?;
    search::remove(tx, SEARCH, name)
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

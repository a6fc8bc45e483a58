//! Drafts: what somebody has typed and not yet sent (UX-09). Sealed by the caller; no part of the evidence.

use crate::{Error, Result, Statement, Tx, params};

const GET: Statement =
    Statement::new("draft.get", "SELECT sealed, at FROM draft WHERE person = $1 AND kind = $2");
const REPLACE: Statement = Statement::new(
    "draft.replace",
    "UPDATE draft SET sealed = $1, at = $2 WHERE person = $3 AND kind = $4 AND at = $5",
);
const ADD: Statement =
    Statement::new("draft.add", "INSERT INTO draft (person, kind, sealed, at) VALUES ($1, $2, $3, $4)");
const DELETE: Statement = Statement::new("draft.delete", "DELETE FROM draft WHERE person = $1 AND kind = $2");
/// The draft that was kept longest ago of those beyond a number: reads what one person has, which that number bounds.
const BEYOND: Statement = Statement::new(
    "draft.beyond",
    "SELECT kind FROM draft WHERE person = $1 ORDER BY at DESC, kind LIMIT 1 OFFSET $2",
);
const PURGE: Statement = Statement::new("draft.purge", "DELETE FROM draft WHERE at < $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[GET, REPLACE, ADD, DELETE, BEYOND, PURGE];

/// The draft of a person, sealed, and when it was kept, UTC microseconds: its revision, too.
///
/// # Errors
/// What befell the store.
pub fn get(tx: &mut Tx<'_>, person: &str, kind: &str) -> Result<Option<(Vec<u8>, i64)>> {
    tx.one(&GET, params![person, kind], |row| Ok((row.bytes(0)?.to_vec(), row.int(1)?)))
}

/// Keeps a draft in the place of the one that was kept at `before`, or as the first of its kind. `at` tells it from every other.
///
/// # Errors
/// [`Error::Conflict`] where another stands there at this moment; the unit of work is run again.
pub fn keep(
    tx: &mut Tx<'_>,
    person: &str,
    kind: &str,
    sealed: &[u8],
    at: i64,
    before: Option<i64>,
) -> Result<()> {
    let Some(before) = before else {
        tx.run(&ADD, params![person, kind, sealed, at]).map_err(|error| match error {
            Error::Duplicate { .. } => Error::Conflict,
            other => other,
        })?;
        return Ok(());
    };
    if tx.run(&REPLACE, params![sealed, at, person, kind, before])? == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Forgets the one kept longest ago where somebody has more than `most`; each that is kept adds one at most.
///
/// # Errors
/// What befell the store.
pub fn bound(tx: &mut Tx<'_>, person: &str, most: i64) -> Result<()> {
    let beyond = tx.one(&BEYOND, params![person, most], |row| Ok(row.text(0)?.to_owned()))?;
    if let Some(kind) = beyond {
        delete(tx, person, &kind)?;
    }
    Ok(())
}

/// Forgets a draft; false where there was none.
///
/// # Errors
/// What befell the store.
pub fn delete(tx: &mut Tx<'_>, person: &str, kind: &str) -> Result<bool> {
    Ok(tx.run(&DELETE, params![person, kind])? == 1)
}

/// Forgets drafts that nobody has touched since an instant (个人信息保护法 第十九条).
///
/// # Errors
/// What befell the store.
pub fn purge(tx: &mut Tx<'_>, before: i64) -> Result<u64> {
    tx.run(&PURGE, params![before])
}

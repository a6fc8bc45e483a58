//! Leased jobs: work that some process does, and another one takes over when it dies.

use crate::lease::furthest;
use crate::{Error, Result, Statement, Tx, params};

const ADD: Statement = Statement::new(
    "job.add",
    "INSERT INTO job (id, kind, payload, run_at, attempts, lease_until) VALUES ($1, $2, $3, $4, 0, 0)",
);
const EXISTS: Statement = Statement::new("job.exists", "SELECT id FROM job WHERE id = $1");
const DUE: Statement = Statement::new(
    "job.due",
    "SELECT id, kind, payload, attempts, lease_until FROM job
     WHERE run_at <= $1 AND (lease_until <= $1 OR lease_until > $2) ORDER BY run_at, id LIMIT 16",
);
const CLAIM: Statement = Statement::new(
    "job.claim",
    "UPDATE job SET holder = $1, lease_until = $2, attempts = attempts + 1 WHERE id = $3 AND lease_until = $4",
);
const RENEW: Statement = Statement::new(
    "job.renew",
    "UPDATE job SET lease_until = $1 WHERE id = $2 AND holder = $3 AND lease_until > $4",
);
const FINISH: Statement = Statement::new("job.finish", "DELETE FROM job WHERE id = $1 AND holder = $2");
const AGAIN: Statement = Statement::new(
    "job.again",
    "UPDATE job SET run_at = $1, last_error = $2, lease_until = 0, holder = NULL WHERE id = $3 AND holder = $4",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[ADD, EXISTS, DUE, CLAIM, RENEW, FINISH, AGAIN];

/// A job under a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its particulars.
    pub payload: Vec<u8>,
    /// Attempts, with this one.
    pub attempts: i64,
}

/// Adds a job, to be run at `run_at` or later. A job whose id is there already is left as it is, so that each
/// process may add the standing ones when it starts.
///
/// # Errors
/// [`Error::Conflict`] where another process adds it at this moment; the unit of work is run again.
pub fn add(tx: &mut Tx<'_>, id: &str, kind: &str, payload: &[u8], run_at: i64) -> Result<()> {
    if tx.one(&EXISTS, params![id], |_| Ok(()))?.is_some() {
        return Ok(());
    }
    tx.run(&ADD, params![id, kind, payload, run_at]).map_err(|error| match error {
        Error::Duplicate { .. } => Error::Conflict,
        other => other,
    })?;
    Ok(())
}

/// Takes the job that has been due longest for `holder` until `until`. A lease that has run out, or lasts longer
/// than one can, counts for nothing: that is how jobs leave a process that died.
///
/// # Errors
/// What befell the store.
pub fn claim(tx: &mut Tx<'_>, holder: &str, now: i64, until: i64) -> Result<Option<Claimed>> {
    let due = tx.all(&DUE, params![now, furthest(now, until)], |row| {
        let job = Claimed {
            id: row.string(0)?,
            kind: row.string(1)?,
            payload: row.bytes(2)?.to_vec(),
            attempts: row.int(3)? + 1,
        };
        Ok((job, row.int(4)?))
    })?;
    for (job, lease) in due {
        if tx.run(&CLAIM, params![holder, until, &job.id, lease])? == 1 {
            return Ok(Some(job));
        }
    }
    Ok(None)
}

/// Prolongs a lease; false where it has run out or been taken over: then the work must stop.
///
/// # Errors
/// What befell the store.
pub fn renew(tx: &mut Tx<'_>, holder: &str, id: &str, now: i64, until: i64) -> Result<bool> {
    Ok(tx.run(&RENEW, params![until, id, holder, now])? == 1)
}

/// Ends a job; false where another process has taken it over.
///
/// # Errors
/// What befell the store.
pub fn finish(tx: &mut Tx<'_>, holder: &str, id: &str) -> Result<bool> {
    Ok(tx.run(&FINISH, params![id, holder])? == 1)
}

/// Gives a job back, to be run again at `run_at`: a standing job, or one that failed with these words.
///
/// # Errors
/// What befell the store.
pub fn again(tx: &mut Tx<'_>, holder: &str, id: &str, run_at: i64, error: Option<&str>) -> Result<bool> {
    Ok(tx.run(&AGAIN, params![run_at, error, id, holder])? == 1)
}

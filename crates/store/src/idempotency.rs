//! Answers already given: a command with an `Idempotency-Key` is carried out at most once (REL-03).
//!
//! The row is written in the transaction that carries the command out. The scope of a key is actor and route; the
//! same key with another request is an error of the caller's. What is stored holds no personal data.

use daowei_crypto::Digest;

use crate::{Error, Result, Statement, Tx, params};

const FIND: Statement = Statement::new(
    "idempotency.find",
    "SELECT request_digest, status, response FROM idempotency WHERE actor = $1 AND route = $2 AND key = $3",
);
const RECORD: Statement = Statement::new(
    "idempotency.record",
    "INSERT INTO idempotency (actor, route, key, request_digest, status, response, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const PURGE: Statement = Statement::new("idempotency.purge", "DELETE FROM idempotency WHERE at < $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[FIND, RECORD, PURGE];

/// A request that carries a key.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Who asks.
    pub actor: &'a str,
    /// What for: method and route.
    pub route: &'a str,
    /// What stands for the caller's key: a keyed digest.
    pub key: &'a str,
    /// Digest of everything that makes the request what it is.
    pub digest: &'a Digest,
}

/// What is known about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Nothing: carry it out.
    Never,
    /// It was carried out; this is the answer to give again.
    Answered {
        /// HTTP status.
        status: i64,
        /// The body, byte for byte.
        response: Vec<u8>,
    },
    /// The key was used for another request.
    OtherRequest,
}

/// Looks a request up.
///
/// # Errors
/// What befell the store.
pub fn find(tx: &mut Tx<'_>, request: &Request<'_>) -> Result<Seen> {
    let found = tx.one(&FIND, params![request.actor, request.route, request.key], |row| {
        if row.bytes(0)? != request.digest.as_bytes() {
            return Ok(Seen::OtherRequest);
        }
        Ok(Seen::Answered { status: row.int(1)?, response: row.bytes(2)?.to_vec() })
    })?;
    Ok(found.unwrap_or(Seen::Never))
}

/// Records the answer in the unit of work that carries the request out.
///
/// # Errors
/// [`Error::Conflict`] where the same key was carried out meanwhile; the unit of work is run again and then finds it.
pub fn record(tx: &mut Tx<'_>, request: &Request<'_>, status: i64, response: &[u8], at: i64) -> Result<()> {
    let digest = request.digest.as_bytes();
    tx.run(&RECORD, params![request.actor, request.route, request.key, digest, status, response, at])
        .map_err(|error| match error {
            Error::Duplicate { .. } => Error::Conflict,
            other => other,
        })?;
    Ok(())
}

/// Forgets answers given before an instant (kept 30 days at least: paper counters send again the next morning).
///
/// # Errors
/// What befell the store.
pub fn purge(tx: &mut Tx<'_>, before: i64) -> Result<u64> {
    tx.run(&PURGE, params![before])
}

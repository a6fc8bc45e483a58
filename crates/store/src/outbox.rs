//! Effects that leave the house: written with the act, sent at least once, in order per case.
//!
//! A message goes out only when those before it under the same order key are done. One that fails for good stays in
//! front, visible, until it is revived or dismissed: order is worth more than haste.

use crate::lease::furthest;
use crate::{Param, Result, Row, Statement, Tx, params};

const ADD: Statement = Statement::new(
    "outbox.add",
    "INSERT INTO outbox (id, topic, order_key, sequence, dedup, payload, not_before, attempts, lease_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
const DUE: Statement = Statement::new(
    "outbox.due",
    "SELECT id, topic, order_key, dedup, payload, attempts, lease_until FROM outbox
     WHERE done_at IS NULL AND not_before <= $1 AND (lease_until <= $1 OR lease_until > $2) AND attempts < $3
     AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.done_at IS NULL
        AND earlier.order_key = outbox.order_key
        AND (earlier.sequence < outbox.sequence OR (earlier.sequence = outbox.sequence AND earlier.id < outbox.id)))
     ORDER BY not_before, id LIMIT $4",
);
const DUE_OF: Statement = Statement::new(
    "outbox.due_of",
    "SELECT id, topic, order_key, dedup, payload, attempts, lease_until FROM outbox
     WHERE done_at IS NULL AND topic = $1 AND not_before <= $2 AND (lease_until <= $2 OR lease_until > $3)
     AND attempts < $4
     AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.done_at IS NULL
        AND earlier.order_key = outbox.order_key
        AND (earlier.sequence < outbox.sequence OR (earlier.sequence = outbox.sequence AND earlier.id < outbox.id)))
     ORDER BY not_before, id LIMIT $5",
);
const CLAIM: Statement = Statement::new(
    "outbox.claim",
    "UPDATE outbox SET holder = $1, lease_until = $2, attempts = attempts + 1
     WHERE id = $3 AND lease_until = $4 AND done_at IS NULL",
);
const DONE: Statement = Statement::new(
    "outbox.done",
    "UPDATE outbox SET done_at = $1, holder = NULL, last_error = NULL WHERE id = $2 AND holder = $3 AND done_at IS NULL",
);
const FAILED: Statement = Statement::new(
    "outbox.failed",
    "UPDATE outbox SET last_error = $1, not_before = $2, lease_until = 0, holder = NULL
     WHERE id = $3 AND holder = $4 AND done_at IS NULL",
);
const DEAD: Statement = Statement::new(
    "outbox.dead",
    "SELECT id, topic, order_key, attempts, last_error FROM outbox
     WHERE done_at IS NULL AND attempts >= $1 AND lease_until <= $2 ORDER BY not_before, id LIMIT $3",
);
const REVIVE: Statement = Statement::new(
    "outbox.revive",
    "UPDATE outbox SET attempts = 0, not_before = $1 WHERE id = $2 AND done_at IS NULL",
);
const DISMISS: Statement = Statement::new(
    "outbox.dismiss",
    "UPDATE outbox SET done_at = $1, holder = NULL, last_error = $2 WHERE id = $3 AND done_at IS NULL",
);
const OLDEST_WAITING: Statement = Statement::new(
    "outbox.oldest_waiting",
    "SELECT MIN(sequence) FROM outbox WHERE done_at IS NULL AND order_key = $1",
);
/// A dismissed message keeps what was said against it; one that was sent keeps nothing.
const SENT: Statement = Statement::new(
    "outbox.sent",
    "SELECT done_at FROM outbox WHERE dedup = $1 AND done_at IS NOT NULL AND last_error IS NULL",
);
const PURGE: Statement =
    Statement::new("outbox.purge", "DELETE FROM outbox WHERE done_at IS NOT NULL AND done_at < $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[ADD, DUE, DUE_OF, CLAIM, DONE, FAILED, DEAD, REVIVE, DISMISS, OLDEST_WAITING, SENT, PURGE];

/// Attempts after which a message waits for a person.
pub const ATTEMPTS: i64 = 20;

/// A message to be written.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it goes, such as `notification.sms`.
    pub topic: &'a str,
    /// What it is in order with: the case's stream.
    pub order_key: &'a str,
    /// Its place in that order: the number of the event that caused it.
    pub sequence: i64,
    /// What the receiver tells repetitions by; unique.
    pub dedup: &'a str,
    /// What is sent; personal data only as references into the vault.
    pub payload: &'a [u8],
    /// Not sent earlier, UTC microseconds.
    pub not_before: i64,
}

/// A message under a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: String,
    /// Where it goes.
    pub topic: String,
    /// What it is in order with.
    pub order_key: String,
    /// What the receiver tells repetitions by.
    pub dedup: String,
    /// What is sent.
    pub payload: Vec<u8>,
    /// Attempts, with this one.
    pub attempts: i64,
}

/// A message that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// Its id.
    pub id: String,
    /// Where it goes.
    pub topic: String,
    /// What it is in order with.
    pub order_key: String,
    /// Attempts so far.
    pub attempts: i64,
    /// What the last one said.
    pub last_error: Option<String>,
}

/// Writes messages in the unit of work that causes them.
///
/// # Errors
/// [`crate::Error::Duplicate`] for a dedup id that was used before.
pub fn add(tx: &mut Tx<'_>, messages: &[Message<'_>]) -> Result<()> {
    let rows: Vec<[Param<'_>; 9]> = messages
        .iter()
        .map(|message| {
            [
                message.id.into(),
                message.topic.into(),
                message.order_key.into(),
                message.sequence.into(),
                message.dedup.into(),
                message.payload.into(),
                message.not_before.into(),
                Param::Int(0),
                Param::Int(0),
            ]
        })
        .collect();
    tx.run_many(&ADD, &rows)?;
    Ok(())
}

/// The place in that order from which on messages wait; nothing where none does.
///
/// # Errors
/// What befell the store.
pub fn oldest_waiting(tx: &mut Tx<'_>, order_key: &str) -> Result<Option<i64>> {
    Ok(tx.one(&OLDEST_WAITING, params![order_key], |row| row.optional_int(0))?.flatten())
}

/// When that message was sent, UTC microseconds; nothing where it was not, or so long ago that it is forgotten.
///
/// # Errors
/// What befell the store.
pub fn sent(tx: &mut Tx<'_>, dedup: &str) -> Result<Option<i64>> {
    tx.one(&SENT, params![dedup], |row| row.int(0))
}

/// Takes up to `limit` due messages for `holder` until `until`; a lease that lasts longer than one can counts as ended.
///
/// # Errors
/// What befell the store.
pub fn claim(tx: &mut Tx<'_>, holder: &str, now: i64, until: i64, limit: u32) -> Result<Vec<Claimed>> {
    let due = tx.all(&DUE, params![now, furthest(now, until), ATTEMPTS, limit], waiting)?;
    take(tx, due, holder, until)
}

/// As [`claim`], of one topic alone.
///
/// # Errors
/// What befell the store.
pub fn claim_of(
    tx: &mut Tx<'_>,
    topic: &str,
    holder: &str,
    now: i64,
    until: i64,
    limit: u32,
) -> Result<Vec<Claimed>> {
    let due = tx.all(&DUE_OF, params![topic, now, furthest(now, until), ATTEMPTS, limit], waiting)?;
    take(tx, due, holder, until)
}

/// Whether a message of that topic is due, to be taken until `until`.
///
/// # Errors
/// What befell the store.
pub fn is_due(tx: &mut Tx<'_>, topic: &str, now: i64, until: i64) -> Result<bool> {
    let due = params![topic, now, furthest(now, until), ATTEMPTS, 1];
    Ok(tx.one(&DUE_OF, due, |_| Ok(()))?.is_some())
}

/// A due message and the lease that it has had.
fn waiting(row: &Row<'_>) -> Result<(Claimed, i64)> {
    let claimed = Claimed {
        id: row.string(0)?,
        topic: row.string(1)?,
        order_key: row.string(2)?,
        dedup: row.string(3)?,
        payload: row.bytes(4)?.to_vec(),
        attempts: row.int(5)? + 1,
    };
    Ok((claimed, row.int(6)?))
}

fn take(tx: &mut Tx<'_>, due: Vec<(Claimed, i64)>, holder: &str, until: i64) -> Result<Vec<Claimed>> {
    let mut taken = Vec::with_capacity(due.len());
    for (message, lease) in due {
        if tx.run(&CLAIM, params![holder, until, &message.id, lease])? == 1 {
            taken.push(message);
        }
    }
    Ok(taken)
}

/// Marks a message as sent; false where the lease was lost meanwhile.
///
/// # Errors
/// What befell the store.
pub fn done(tx: &mut Tx<'_>, holder: &str, id: &str, at: i64) -> Result<bool> {
    Ok(tx.run(&DONE, params![at, id, holder])? == 1)
}

/// Gives a message back with what went wrong, to be tried again at `retry_at`.
///
/// # Errors
/// What befell the store.
pub fn failed(tx: &mut Tx<'_>, holder: &str, id: &str, error: &str, retry_at: i64) -> Result<bool> {
    Ok(tx.run(&FAILED, params![error, retry_at, id, holder])? == 1)
}

/// Messages that were tried often enough and wait for a person.
///
/// # Errors
/// What befell the store.
pub fn dead(tx: &mut Tx<'_>, now: i64, limit: u32) -> Result<Vec<Dead>> {
    tx.all(&DEAD, params![ATTEMPTS, now, limit], |row| {
        Ok(Dead {
            id: row.string(0)?,
            topic: row.string(1)?,
            order_key: row.string(2)?,
            attempts: row.int(3)?,
            last_error: row.optional_text(4)?.map(str::to_owned),
        })
    })
}

/// Tries a dead message anew.
///
/// # Errors
/// What befell the store.
pub fn revive(tx: &mut Tx<'_>, id: &str, now: i64) -> Result<bool> {
    Ok(tx.run(&REVIVE, params![now, id])? == 1)
}

/// Gives a message up for a stated reason; those behind it go on.
///
/// # Errors
/// What befell the store.
pub fn dismiss(tx: &mut Tx<'_>, id: &str, reason: &str, at: i64) -> Result<bool> {
    Ok(tx.run(&DISMISS, params![at, reason, id])? == 1)
}

/// Forgets messages done before an instant.
///
/// # Errors
/// What befell the store.
pub fn purge(tx: &mut Tx<'_>, before: i64) -> Result<u64> {
    tx.run(&PURGE, params![before])
}

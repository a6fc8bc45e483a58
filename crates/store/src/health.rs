//! How the database fares: what `doctor` asks.

use crate::{Result, Row, Statement, Tx, params};

const EMBEDDED: Statement = Statement::new(
    "health.embedded",
    "SELECT sqlite_version(), (SELECT journal_mode FROM pragma_journal_mode),
            (SELECT encoding FROM pragma_encoding), (SELECT group_concat(quick_check, '; ') FROM pragma_quick_check)",
);
const SERVER: Statement = Statement::new(
    "health.server",
    "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'),
            current_setting('full_page_writes'), current_setting('data_checksums'), current_setting('server_encoding')",
);
const EVIDENCE: Statement = Statement::new(
    "health.evidence",
    "SELECT (SELECT COUNT(*) FROM leaf), (SELECT COUNT(*) FROM pending_leaf), (SELECT MIN(at) FROM pending_leaf),
            (SELECT at FROM event JOIN leaf ON leaf.stream = event.stream AND leaf.sequence = event.sequence
             ORDER BY leaf.position DESC LIMIT 1),
            (SELECT at FROM event JOIN leaf ON leaf.stream = event.stream AND leaf.sequence = event.sequence
             WHERE leaf.position >= (SELECT COALESCE(MAX(size), 0) FROM checkpoint)
             ORDER BY leaf.position LIMIT 1)",
);
const CHECKPOINT: Statement =
    Statement::new("health.checkpoint", "SELECT size, at, text FROM checkpoint ORDER BY size DESC LIMIT 1");
const WORK: Statement = Statement::new(
    "health.work",
    "SELECT (SELECT COUNT(*) FROM outbox WHERE done_at IS NULL AND attempts >= $1),
            (SELECT MIN(not_before) FROM outbox WHERE done_at IS NULL AND attempts < $1),
            (SELECT MIN(lapse_at) FROM case_row WHERE lapse_at IS NOT NULL), (SELECT COUNT(*) FROM tally_delta)",
);
const RECORDS: Statement = Statement::new(
    "health.records",
    "SELECT (SELECT COUNT(*) FROM item_row WHERE newest), (SELECT COUNT(*) FROM item_row WHERE newest AND acceptable),
            (SELECT COUNT(*) FROM case_row), (SELECT COUNT(*) FROM case_row WHERE provisional)",
);
const ACCOUNTS: Statement = Statement::new(
    "health.accounts",
    "SELECT (SELECT COUNT(*) FROM account WHERE disabled_at IS NULL),
            (SELECT COUNT(*) FROM account WHERE disabled_at IS NULL AND COALESCE(last_used_at, created_at) < $1),
            (SELECT COUNT(*) FROM account WHERE disabled_at IS NULL AND must_change AND created_at < $2),
            (SELECT COUNT(*) FROM api_token WHERE revoked_at IS NULL AND expires_at < $3)",
);

const LEASES: Statement =
    Statement::new("health.leases", "SELECT name FROM lease WHERE until > $1 ORDER BY name");

/// The statements that mean the same on both engines.
pub(crate) const STATEMENTS: &[Statement] = &[EVIDENCE, CHECKPOINT, WORK, LEASES, RECORDS, ACCOUNTS];

/// What the engine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// SQLite in the data directory.
    Embedded {
        /// Its version.
        version: String,
        /// How it keeps its journal: `wal`.
        journal: String,
        /// How it keeps texts: `UTF-8`.
        encoding: String,
        /// `ok`, or the first damage found.
        intact: String,
    },
    /// A PostgreSQL server.
    Server {
        /// Its version.
        version: String,
        /// `on`: commits are forced to the disk.
        fsync: String,
        /// Anything but `off`: commits are forced before they are answered.
        synchronous_commit: String,
        /// `on`: torn pages are mended after a power cut.
        full_page_writes: String,
        /// `on`: damaged pages are noticed.
        checksums: String,
        /// How it keeps texts: `UTF8`.
        encoding: String,
    },
}

/// Asks the engine.
///
/// # Errors
/// What befell the store.
pub fn engine(tx: &mut Tx<'_>) -> Result<Option<Engine>> {
    if tx.embedded() {
        return tx.one(&EMBEDDED, &[], |row| {
            Ok(Engine::Embedded {
                version: row.string(0)?,
                journal: row.string(1)?,
                encoding: row.string(2)?,
                intact: row.string(3)?,
            })
        });
    }
    tx.one(&SERVER, &[], |row| {
        Ok(Engine::Server {
            version: row.string(0)?,
            fsync: row.string(1)?,
            synchronous_commit: row.string(2)?,
            full_page_writes: row.string(3)?,
            checksums: row.string(4)?,
            encoding: row.string(5)?,
        })
    })
}

/// Where the evidence stands. Instants are UTC microseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Indexed events.
    pub indexed: i64,
    /// Events that wait for their position.
    pub pending: i64,
    /// When the oldest of those was recorded.
    pub pending_since: Option<i64>,
    /// When the newest indexed event was recorded.
    pub newest: Option<i64>,
    /// When the first indexed event that no checkpoint covers was recorded.
    pub uncovered_since: Option<i64>,
    /// The newest checkpoint: its size, instant and signed text.
    pub checkpoint: Option<(i64, i64, String)>,
}

/// Where the evidence stands.
///
/// # Errors
/// What befell the store.
pub fn evidence(tx: &mut Tx<'_>) -> Result<Evidence> {
    let checkpoint = tx.one(&CHECKPOINT, &[], |row| Ok((row.int(0)?, row.int(1)?, row.string(2)?)))?;
    let found = tx.one(&EVIDENCE, &[], |row| {
        Ok((row.int(0)?, row.int(1)?, row.optional_int(2)?, row.optional_int(3)?, row.optional_int(4)?))
    })?;
    let (indexed, pending, pending_since, newest, uncovered_since) = found.unwrap_or_default();
    Ok(Evidence { indexed, pending, pending_since, newest, uncovered_since, checkpoint })
}

/// What waits to be done. Instants are UTC microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Effects that were tried often enough and wait for a person.
    pub dead: i64,
    /// When the oldest effect still to be sent was due.
    pub effect_since: Option<i64>,
    /// When time first has something to say about a case.
    pub lapse_since: Option<i64>,
    /// Deltas not yet folded into their tallies.
    pub deltas: i64,
}

/// What waits to be done.
///
/// # Errors
/// What befell the store.
pub fn work(tx: &mut Tx<'_>) -> Result<Work> {
    let read = |row: &Row<'_>| {
        Ok(Work {
            dead: row.int(0)?,
            effect_since: row.optional_int(1)?,
            lapse_since: row.optional_int(2)?,
            deltas: row.int(3)?,
        })
    };
    Ok(tx.one(&WORK, params![crate::outbox::ATTEMPTS], read)?.unwrap_or_default())
}

/// Names of the leases that end behind an instant, UTC microseconds.
///
/// # Errors
/// What befell the store.
pub fn leases_behind(tx: &mut Tx<'_>, instant: i64) -> Result<Vec<String>> {
    tx.all(&LEASES, params![instant], |row| row.string(0))
}

/// How many records there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Records {
    /// Items.
    pub items: i64,
    /// Items that take applications.
    pub acceptable: i64,
    /// Cases.
    pub cases: i64,
    /// Cases whose due date rests on days that no published calendar covers.
    pub provisional: i64,
}

/// How many records there are.
///
/// # Errors
/// What befell the store.
pub fn records(tx: &mut Tx<'_>) -> Result<Records> {
    let read = |row: &Row<'_>| {
        Ok(Records {
            items: row.int(0)?,
            acceptable: row.int(1)?,
            cases: row.int(2)?,
            provisional: row.int(3)?,
        })
    };
    Ok(tx.one(&RECORDS, &[], read)?.unwrap_or_default())
}

/// How the accounts fare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accounts {
    /// Accounts in use.
    pub enabled: i64,
    /// Accounts that nobody has used since `unused_since`.
    pub unused: i64,
    /// Accounts whose first password is older than `first_since`.
    pub first_password: i64,
    /// Tokens that have run out and were not revoked.
    pub expired_tokens: i64,
}

/// How the accounts fare; instants are UTC microseconds.
///
/// # Errors
/// What befell the store.
pub fn accounts(tx: &mut Tx<'_>, unused_since: i64, first_since: i64, now: i64) -> Result<Accounts> {
    let read = |row: &Row<'_>| {
        Ok(Accounts {
            enabled: row.int(0)?,
            unused: row.int(1)?,
            first_password: row.int(2)?,
            expired_tokens: row.int(3)?,
        })
    };
    Ok(tx.one(&ACCOUNTS, params![unused_since, first_since, now], read)?.unwrap_or_default())
}

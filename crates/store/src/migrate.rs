//! Migrations: one portable tree, forward only.
//!
//! Each file is carried out in one transaction with its line in the ledger, so that an interruption leaves the
//! old version or the new one (REL-10). What no SQL can reckon, the program writes behind the steps. Steps are separated by `-- step`; a step named for one engine is left out
//! on the other. Two tokens stand for what no portable word exists for: `{BYTES}` and `{CLUSTERED}` (rows stored
//! in key order, where the engine offers that).

use daowei_crypto::{Digest, Suite, digest};

use crate::{Abort, Error, Result, Statement, Store, Tx, params};

/// One file of `migrations/`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Number of the file, from 1 without gaps.
    pub version: i64,
    /// Name of the file.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// All migrations of this program, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "evidence", text: include_str!("../migrations/0001_evidence.sql") },
    Migration { version: 2, name: "work", text: include_str!("../migrations/0002_work.sql") },
    Migration {
        version: 3,
        name: "vault_and_search",
        text: include_str!("../migrations/0003_vault_and_search.sql"),
    },
    Migration { version: 4, name: "account", text: include_str!("../migrations/0004_account.sql") },
    Migration { version: 5, name: "view", text: include_str!("../migrations/0005_view.sql") },
    Migration { version: 6, name: "installation", text: include_str!("../migrations/0006_installation.sql") },
    Migration { version: 7, name: "open_cases", text: include_str!("../migrations/0007_open_cases.sql") },
    Migration { version: 8, name: "draft", text: include_str!("../migrations/0008_draft.sql") },
    Migration { version: 9, name: "lists", text: include_str!("../migrations/0009_lists.sql") },
    Migration { version: 10, name: "guide", text: include_str!("../migrations/0010_guide.sql") },
    Migration { version: 11, name: "look", text: include_str!("../migrations/0011_look.sql") },
    Migration { version: 12, name: "file", text: include_str!("../migrations/0012_file.sql") },
    Migration { version: 13, name: "hall", text: include_str!("../migrations/0013_hall.sql") },
    Migration { version: 14, name: "cases", text: include_str!("../migrations/0014_cases.sql") },
    Migration {
        version: 15,
        name: "screen_and_rating",
        text: include_str!("../migrations/0015_screen_and_rating.sql"),
    },
    Migration { version: 16, name: "foreign", text: include_str!("../migrations/0016_foreign.sql") },
    Migration { version: 17, name: "queue", text: include_str!("../migrations/0017_queue.sql") },
    Migration {
        version: 18,
        name: "sorted_lists",
        text: include_str!("../migrations/0018_sorted_lists.sql"),
    },
    Migration {
        version: 19,
        name: "session_seat",
        text: include_str!("../migrations/0019_session_seat.sql"),
    },
    Migration { version: 20, name: "door", text: include_str!("../migrations/0020_door.sql") },
    Migration { version: 21, name: "list_orders", text: include_str!("../migrations/0021_list_orders.sql") },
    Migration {
        version: 22,
        name: "screen_objections",
        text: include_str!("../migrations/0022_screen_objections.sql"),
    },
    Migration {
        version: 23,
        name: "list_changes",
        text: include_str!("../migrations/0023_list_changes.sql"),
    },
];

/// What the program writes behind the steps of a migration, in the same transaction: what no SQL can reckon.
type Fill = fn(&mut Tx<'_>) -> Result<()>;

/// The migrations that have such a thing, by name.
const FILLED: &[(&str, Fill)] = &[("list_orders", |tx| {
    crate::view::item::spell(tx)?;
    crate::view::license::call(tx)
})];

const APPLIED: Statement =
    Statement::new("migration.applied", "SELECT version, name, checksum FROM migration ORDER BY version");
const RECORD: Statement = Statement::new(
    "migration.record",
    "INSERT INTO migration (version, name, checksum, at) VALUES ($1, $2, $3, $4)",
);
/// Held while one migration runs; a second process waits here.
const LOCK: Statement = Statement::new("migration.lock", "SELECT version FROM migration WHERE version = $1");

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[APPLIED, RECORD, LOCK];

pub(crate) const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migration (
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum {BYTES} NOT NULL, at BIGINT NOT NULL)";

/// What a migration run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// Version before; 0 for an empty database.
    pub from: i64,
    /// Version now.
    pub to: i64,
}

/// Brings the database to this program's version. `at` is entered in the ledger.
///
/// # Errors
/// [`Error::Newer`] and [`Error::MigrationChanged`] leave the database as it was.
pub fn migrate(store: &Store, at: i64) -> Result<Migrated> {
    migrate_to(store, MIGRATIONS, at)
}

/// The database's version; 0 where it is empty.
///
/// # Errors
/// What befell the store.
pub fn version(store: &Store) -> Result<i64> {
    let applied = store.read(|tx| Ok::<_, Abort<Error>>(applied(tx)?)).map_err(Abort::into_store);
    match applied {
        Ok(applied) => Ok(applied.last().map_or(0, |last| last.0)),
        // An empty database has no ledger.
        Err(Error::Engine { .. }) => Ok(0),
        Err(error) => Err(error),
    }
}

/// Refuses to serve a database of another version (REL-11).
///
/// # Errors
/// [`Error::Newer`], [`Error::Older`], or what befell the store.
pub fn check(store: &Store) -> Result<()> {
    let program = MIGRATIONS.last().map_or(0, |last| last.version);
    let database = version(store)?;
    match database.cmp(&program) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(Error::Newer { database, program }),
        std::cmp::Ordering::Less => Err(Error::Older { database, program }),
    }
}

pub(crate) fn migrate_to(store: &Store, known: &'static [Migration], at: i64) -> Result<Migrated> {
    // Several processes may meet here for the first time; the ledger's line 0 is what they lock afterwards.
    let unit = move |tx: &mut Tx<'_>| {
        tx.run_text("migration.ledger", &portable(LEDGER, tx.embedded()))?;
        if tx.one(&LOCK, params![0_i64], |row| row.int(0))?.is_none() {
            tx.run(&RECORD, params![0_i64, "ledger", &[], at]).map_err(met)?;
        }
        Ok::<_, Abort<Error>>(())
    };
    let mut made = store.write(unit);
    for _ in 0..3 {
        // Making the same table at the same time is an error of the server's own catalog: look again.
        if !matches!(made, Err(Abort::Store(Error::Duplicate { .. } | Error::Engine { .. }))) {
            break;
        }
        made = store.write(unit);
    }
    made.map_err(Abort::into_store)?;

    let mut from = None;
    loop {
        let step = store.write(move |tx| next(tx, known, at).map_err(Abort::<Error>::Store));
        let (before, after) = step.map_err(Abort::into_store)?;
        let from = *from.get_or_insert(before);
        if before == after {
            return Ok(Migrated { from, to: after });
        }
    }
}

/// Carries out the next migration, if there is one. Gives the versions before and after.
fn next(tx: &mut Tx<'_>, known: &[Migration], at: i64) -> Result<(i64, i64)> {
    tx.lock_exclusive(&LOCK, params![0_i64], |row| row.int(0))?;
    let program = known.last().map_or(0, |last| last.version);
    let mut database = 0;
    for (version, name, checksum) in applied(tx)? {
        database = version;
        let Some(migration) = known.iter().find(|migration| migration.version == version) else {
            continue;
        };
        if checksum != *checksum_of(migration).as_bytes() {
            return Err(Error::MigrationChanged { version, name });
        }
    }
    if database > program {
        return Err(Error::Newer { database, program });
    }
    let Some(migration) = known.iter().find(|migration| migration.version > database) else {
        return Ok((database, database));
    };
    for step in steps(migration.text, tx.embedded()) {
        tx.run_text("migration.step", &portable(step, tx.embedded()))?;
    }
    for (_, fill) in FILLED.iter().filter(|(name, _)| *name == migration.name) {
        fill(tx)?;
    }
    let checksum = checksum_of(migration);
    tx.run(&RECORD, params![migration.version, migration.name, checksum.as_bytes(), at])?;
    Ok((database, migration.version))
}

fn applied(tx: &mut Tx<'_>) -> Result<Vec<(i64, String, Vec<u8>)>> {
    let mut applied =
        tx.all(&APPLIED, &[], |row| Ok((row.int(0)?, row.string(1)?, row.bytes(2)?.to_vec())))?;
    applied.retain(|(version, ..)| *version > 0);
    Ok(applied)
}

/// The steps of a file for one engine.
pub(crate) fn steps(text: &str, embedded: bool) -> impl Iterator<Item = &str> {
    text.split("\n-- step").enumerate().filter_map(move |(number, step)| {
        let (only, sql) = if number == 0 { ("", step) } else { step.split_once('\n')? };
        let wanted = match only.trim() {
            "" => true,
            engine => (engine == "sqlite") == embedded,
        };
        wanted.then_some(sql)
    })
}

/// A text in the words of one engine.
pub(crate) fn portable(text: &str, embedded: bool) -> String {
    let (bytes, clustered) = if embedded { ("BLOB", "WITHOUT ROWID") } else { ("BYTEA", "") };
    text.replace("{BYTES}", bytes).replace("{CLUSTERED}", clustered)
}

fn checksum_of(migration: &Migration) -> Digest {
    digest(Suite::International, &[migration.text.as_bytes()])
}

fn met(error: Error) -> Error {
    if matches!(error, Error::Duplicate { .. }) { Error::Conflict } else { error }
}

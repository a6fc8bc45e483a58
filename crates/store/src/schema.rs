//! What a database holds besides rows, held against what the migrations make: a guard of the event log that was dropped, and a
//! trigger that somebody planted, are seen here and nowhere else.

use std::collections::{BTreeMap, btree_map::Entry};

use serde::Serialize;

use crate::migrate::{self, MIGRATIONS};
use crate::{Error, Result, Row, Statement, Tx};

const EMBEDDED: Statement = Statement::new(
    "health.objects_embedded",
    "SELECT type, name, COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
);
/// Names, and of what a name does not say enough: whether a trigger is at work, and what a function does. What belongs to an
/// extension is the extension's.
const SERVER: Statement = Statement::new(
    "health.objects_server",
    "SELECT CASE WHEN c.relkind = 'i' THEN 'index' ELSE 'table' END, c.relname::text, '' FROM pg_class c
     WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = current_schema()) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i')
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     UNION ALL
     SELECT 'trigger', t.tgname::text, t.tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = current_schema()) AND NOT t.tgisinternal
     UNION ALL
     SELECT 'function', p.proname::text, p.prosrc FROM pg_proc p WHERE p.pronamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = current_schema())
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
     UNION ALL
     SELECT 'rule', r.rulename::text, '' FROM pg_rules r WHERE r.schemaname = current_schema()",
);

/// How an object differs from what the migrations make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is gone.
    Missing,
    /// No migration makes it.
    Foreign,
    /// It is another one, or is switched off.
    Changed,
}

/// An object that is not what the migrations make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// `table`, `index`, `trigger`, `function`, `rule`, `view`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// How it differs.
    pub fault: Fault,
}

/// Kind and name of an object, and what else is compared.
type Objects = BTreeMap<(String, String), String>;

/// What differs, by kind and name; nothing where the database is as this program's migrations make it.
///
/// # Errors
/// What befell the store.
pub fn differences(tx: &mut Tx<'_>) -> Result<Vec<Difference>> {
    let embedded = tx.embedded();
    let read = |row: &Row<'_>| Ok(((row.string(0)?, row.string(1)?), row.string(2)?));
    let found = tx.all(if embedded { &EMBEDDED } else { &SERVER }, &[], read)?;
    let mut expected = if embedded { embedded_objects()? } else { server_objects() };
    let mut differences = Vec::new();
    for ((kind, name), says) in found {
        let fault = match expected.remove(&(kind.clone(), name.clone())) {
            None => Some(Fault::Foreign),
            Some(expected) if expected != says => Some(Fault::Changed),
            Some(_) => None,
        };
        differences.extend(fault.map(|fault| Difference { kind, name, fault }));
    }
    differences.extend(expected.into_keys().map(|(kind, name)| Difference {
        kind,
        name,
        fault: Fault::Missing,
    }));
    differences.sort();
    Ok(differences)
}

/// The texts of all migrations, in order, with the ledger's.
fn texts(embedded: bool) -> impl Iterator<Item = String> {
    let ledger = std::iter::once(migrate::portable(migrate::LEDGER, embedded));
    let steps = MIGRATIONS.iter().flat_map(move |migration| migrate::steps(migration.text, embedded));
    ledger.chain(steps.map(move |step| migrate::portable(step, embedded)))
}

/// The embedded engine makes them once more, in memory, and says what they are.
fn embedded_objects() -> Result<Objects> {
    let wrong = |error| Error::Engine { statement: EMBEDDED.name, source: Box::new(error) };
    let made = rusqlite::Connection::open_in_memory().map_err(wrong)?;
    for text in texts(true) {
        made.execute_batch(&text).map_err(wrong)?;
    }
    let mut statement = made.prepare(EMBEDDED.sql).map_err(wrong)?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)));
    rows.map_err(wrong)?.collect::<std::result::Result<_, _>>().map_err(wrong)
}

/// What the server has to hold, read from the texts: each step makes or drops one object, or only changes columns and rows.
fn server_objects() -> Objects {
    let mut objects = Objects::new();
    for text in texts(false) {
        let sql: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
        let sql = sql.join("\n");
        let noise = ["UNIQUE", "IF", "NOT", "EXISTS"];
        let mut words = sql.split(|c: char| c.is_whitespace() || c == '(').filter(|word| !word.is_empty());
        let (Some(verb), mut words) = (words.next(), words.filter(|word| !noise.contains(word))) else {
            continue;
        };
        if !matches!(verb, "CREATE" | "DROP") {
            continue;
        }
        let (Some(kind), Some(name)) = (words.next(), words.next()) else { continue };
        let (kind, key) = (kind.to_lowercase(), |name: &str| name.to_lowercase());
        let own = (kind.clone(), key(name));
        let primary = ("index".to_owned(), format!("{}_pkey", key(name)));
        if verb == "DROP" {
            objects.remove(&own);
            if kind == "table" {
                objects.remove(&primary);
            }
            continue;
        }
        let says = match kind.as_str() {
            // At work, in ordinary sessions.
            "trigger" => "O".to_owned(),
            "function" => sql.split("$$").nth(1).unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        if kind == "table" && sql.contains("PRIMARY KEY") {
            objects.insert(primary, String::new());
        }
        if let Entry::Vacant(place) = objects.entry(own) {
            place.insert(says);
        }
    }
    objects
}

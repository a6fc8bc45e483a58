//! What a backup carries: every table with every column, but the ledger, leases and sessions.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive;
use crate::migrate::MIGRATIONS;

#[test]
fn no_table_and_no_column_is_left_out() {
    let carried: BTreeMap<&str, BTreeSet<&str>> =
        archive::tables().map(|(name, columns)| (name, columns.into_iter().collect())).collect();
    let steps = || MIGRATIONS.iter().flat_map(|migration| migration.text.split("-- step"));
    let added: Vec<(&str, &str)> = steps()
        .filter_map(|step| step.trim().strip_prefix("ALTER TABLE ")?.split_once(" ADD COLUMN "))
        .filter_map(|(table, column)| Some((table, column.split_whitespace().next()?)))
        .collect();
    let dropped: Vec<(&str, &str)> = steps()
        .filter_map(|step| step.trim().strip_prefix("ALTER TABLE ")?.split_once(" DROP COLUMN "))
        .collect();
    let mut made: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for step in steps() {
        if let Some(dropped) = step.trim().strip_prefix("DROP TABLE ") {
            made.remove(dropped.trim());
        }
        // What is set aside for a moment is dropped again.
        let Some((_, table)) =
            step.split_once("CREATE TABLE ").filter(|(_, table)| !table.contains(" AS SELECT "))
        else {
            continue;
        };
        let (name, columns) = table.split_once('(').expect("a table has columns");
        let name = name.trim();
        if matches!(name, "lease" | "session" | "screen") {
            continue;
        }
        let later = added.iter().filter(|(table, _)| *table == name).map(|(_, column)| *column);
        let columns: BTreeSet<&str> = columns
            .lines()
            .map(str::trim)
            .filter_map(|line| line.split_whitespace().next())
            .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
            .chain(later)
            .filter(|column| !dropped.contains(&(name, *column)))
            .collect();
        made.insert(name, columns);
    }
    for (name, columns) in &made {
        assert_eq!(carried.get(name), Some(columns), "{name}");
    }
    assert_eq!(made.keys().collect::<Vec<_>>(), carried.keys().collect::<Vec<_>>());
}

/// What is no read model: why each of them is kept, and not made again.
const KEPT: [&str; 24] = [
    // The evidence and its order, which verification proves.
    "event",
    "pending_leaf",
    "leaf",
    "merkle",
    "checkpoint",
    // Personal data with what it is found by: no event holds it.
    "vault",
    "blind",
    // Answers for repeated requests, what is being written, files, effects and work on their way.
    "idempotency",
    "draft",
    "file",
    "file_part",
    "outbox",
    "job",
    // Numbers that were given.
    "counter",
    "tally",
    "tally_delta",
    "epoch",
    // Secrets of accounts and tokens.
    "account",
    "api_token",
    // Wrong passwords, also for logins that nobody has: no event tells of those.
    "login_miss",
    // The queue of a day, which is no evidence (decision 0025).
    "queue_ticket",
    "queue_step",
    "queue_case",
    // The installation itself.
    "installation",
];

#[test]
fn every_table_is_made_of_the_log_or_kept_for_a_reason() {
    let carried: BTreeSet<&str> = archive::tables().map(|(name, _)| name).collect();
    let derived = BTreeSet::from(crate::view::rebuild::DERIVED);
    let kept = BTreeSet::from(KEPT);
    assert!(derived.is_disjoint(&kept));
    assert_eq!(carried, derived.union(&kept).copied().collect());
    let rows: BTreeSet<&str> = carried.iter().copied().filter(|name| name.ends_with("_row")).collect();
    assert!(rows.is_subset(&derived), "a row is made of the log");
}

//! What a backup carries: every table with every column, but the ledger, leases and sessions.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive;
use crate::migrate::MIGRATIONS;

#[test]
fn no_table_and_no_column_is_left_out() {
    let carried: BTreeMap<&str, BTreeSet<&str>> =
        archive::tables().map(|(name, columns)| (name, columns.into_iter().collect())).collect();
    let mut made = BTreeSet::new();
    for migration in MIGRATIONS {
        for step in migration.text.split("-- step") {
            let Some((_, table)) = step.split_once("CREATE TABLE ") else { continue };
            let (name, columns) = table.split_once('(').expect("a table has columns");
            let name = name.trim();
            if matches!(name, "lease" | "session") {
                continue;
            }
            let columns: BTreeSet<&str> = columns
                .lines()
                .map(str::trim)
                .filter_map(|line| line.split_whitespace().next())
                .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
                .collect();
            assert_eq!(carried.get(name), Some(&columns), "{name}");
            made.insert(name);
        }
    }
    assert_eq!(made, carried.keys().copied().collect());
}

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
    let mut made = BTreeSet::new();
    for step in steps() {
        let Some((_, table)) = step.split_once("CREATE TABLE ") else { continue };
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
        assert_eq!(carried.get(name), Some(&columns), "{name}");
        made.insert(name);
    }
    assert_eq!(made, carried.keys().copied().collect());
}

//! 备份: everything in one file of JSON lines, the same on both engines, so that a backup of one restores on the other.
//!
//! The first line says whose data it is and by which program; then each table with its rows; the last line counts them,
//! names the root of the evidence and the digest over all lines before, and carries the
//! installation's code over that. Personal data stays sealed as it lies in the
//! vault; the keys are in the archive only where they were asked for.

mod line;
mod read;
mod table;
mod write;

pub use line::{Head, Manifest};
pub use read::{head, restore, verify};
pub use write::{Origin, write};

use std::sync::Arc;

use crate::Statement;

/// Hears how many rows of which table are done.
pub type Progress = Arc<dyn Fn(&str, u64) + Send + Sync>;

/// The statements of this module.
pub(crate) fn statements() -> impl Iterator<Item = Statement> {
    table::TABLES.iter().flat_map(table::Table::statements)
}

/// Names of the tables with their columns, for the test that nothing is left out.
#[cfg(test)]
pub(crate) fn tables() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    table::TABLES.iter().map(|table| (table.name, table.columns.iter().map(|(column, _)| *column).collect()))
}

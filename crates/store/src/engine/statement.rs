//! Statements as constants: one text for both engines.

use std::fmt::Write as _;

/// One SQL statement under a name that traces, errors and caches use.
///
/// The text uses the portable subset (docs/decisions, two-engine facade) with placeholders `$1..$n` whose
/// first occurrences stand in ascending order: the embedded engine numbers them by occurrence.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Unique name, `table.what`.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

impl Statement {
    /// Makes a statement; meant for constants in a module's registry.
    #[must_use]
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sql }
    }

    /// Reading statements begin with SELECT.
    pub(super) fn reads(&self) -> bool {
        self.sql.starts_with("SELECT")
    }

    /// The text for `rows` rows of `width` values: the group after VALUES is repeated with shifted numbers.
    pub(super) fn for_rows(&self, rows: usize, width: usize) -> String {
        let head = self.sql.rfind("VALUES").map_or(self.sql, |at| self.sql.split_at(at).0);
        let mut sql = String::with_capacity(head.len() + 8 + rows * width * 6);
        sql.push_str(head);
        sql.push_str("VALUES ");
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for cell in 0..width {
                let comma = if cell == 0 { "" } else { ", " };
                // Writing to a String cannot fail.
                let _ = write!(sql, "{comma}${}", row * width + cell + 1);
            }
            sql.push(')');
        }
        sql
    }
}

/// How a statement is sent; with the name it is the key of the prepared-statement cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// As written.
    Plain,
    /// An INSERT of so many rows.
    Rows(usize),
    /// A SELECT that locks its row against writers.
    ForShare,
    /// A SELECT that locks its row for itself.
    ForUpdate,
}

impl Shape {
    /// The text to prepare.
    pub(super) fn sql(self, statement: &Statement, width: usize) -> String {
        match self {
            Self::Plain => statement.sql.to_owned(),
            Self::Rows(rows) => statement.for_rows(rows, width),
            Self::ForShare => format!("{} FOR SHARE", statement.sql),
            Self::ForUpdate => format!("{} FOR UPDATE", statement.sql),
        }
    }
}

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

    /// Whether it adds rows, or may: what only changes and removes takes next to no room.
    pub(super) fn adds(&self) -> bool {
        self.sql.starts_with("INSERT")
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

    /// The text for `groups` groups of `width` values: the rows of all of them, ordered and limited as the rows of one.
    pub(super) fn for_groups(&self, groups: usize, width: usize) -> String {
        let tail = self.sql.find("ORDER BY").map_or("", |at| self.sql.split_at(at).1);
        let each: Vec<String> =
            (0..groups).map(|group| format!("({})", shifted(self.sql, group * width))).collect();
        format!("SELECT * FROM ({}) AS every_group {tail}", each.join(" UNION ALL "))
    }
}

/// The text with every placeholder's number raised.
fn shifted(sql: &str, by: usize) -> String {
    let mut parts = sql.split('$');
    let mut text = String::with_capacity(sql.len() + 16);
    text.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let number: usize = number.parse().unwrap_or(0);
        // Writing to a String cannot fail.
        let _ = write!(text, "${}{rest}", number + by);
    }
    text
}

/// How a statement is sent; with the name it is the key of the prepared-statement cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// As written.
    Plain,
    /// An INSERT of so many rows.
    Rows(usize),
    /// A SELECT for so many groups of values.
    Groups(usize),
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
            Self::Groups(groups) => statement.for_groups(groups, width),
            Self::ForShare => format!("{} FOR SHARE", statement.sql),
            Self::ForUpdate => format!("{} FOR UPDATE", statement.sql),
        }
    }
}

//! 体检: what may be wrong with an installation, each with its cure (OPS-05).

mod ask;
mod check;
mod log;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use ask::{Asked, examine, last_backup, note_backup};
pub use check::judge;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As it should be.
    Good,
    /// Worth looking at; work goes on.
    Warning,
    /// To be cured.
    Problem,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Dotted id, for ever the same.
    pub id: &'static str,
    /// How it came out.
    pub status: Status,
    /// What was found, in Chinese.
    pub zh: String,
    /// What was found, in English.
    pub en: String,
    /// What to do, in Chinese; nothing where all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cure_zh: Option<&'static str>,
    /// What to do, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cure_en: Option<&'static str>,
}

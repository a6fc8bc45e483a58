//! 导入: departments, items, calendars and 专网办件 as the real world keeps them. What is odd warns and is kept as written; what
//! cannot be taken is refused with its line and the reason; all rows or none, unless asked otherwise.
//!
//! The same row imported twice is the same thing: ids follow from the source's row ids.

mod calendar;
pub mod code;
mod department;
mod detailed;
mod foreign;
mod item;
mod key;
mod limit;
mod listing;
mod noted;
mod place;
mod plan;
mod report;
mod scheme;
mod table;

use std::io::Read;

pub use report::{Finding, Report};

use crate::App;
use crate::error::Result;
use crate::unit::Unit;

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only say what would happen.
    pub dry_run: bool,
    /// Take the good rows even where others are refused.
    pub partial: bool,
    /// Keeps the row ids of different sources apart; empty for the one source of an installation.
    pub source: String,
    /// For a calendar: the notice that it comes from.
    pub document: String,
}

/// Imports departments (CSV).
///
/// # Errors
/// What befell the store; what is wrong with the file or its rows stands in the report.
pub fn departments(app: &App, file: impl Read, options: &Options) -> Result<Report> {
    match table::read(file, department::NEEDED) {
        Ok(table) => department::import(app, table, options),
        Err(finding) => Ok(Report::whole(finding)),
    }
}

/// Imports items (CSV).
///
/// # Errors
/// As [`departments`].
pub fn items(app: &App, file: impl Read, options: &Options) -> Result<Report> {
    match table::read(file, item::NEEDED) {
        Ok(table) => item::import(app, table, options),
        Err(finding) => Ok(Report::whole(finding)),
    }
}

/// Imports items with papers, limits and procedures (JSON).
///
/// # Errors
/// As [`departments`].
pub fn items_detailed(app: &App, file: impl Read, options: &Options) -> Result<Report> {
    match detailed::read(file) {
        Ok(entries) => detailed::import(app, entries, options),
        Err(finding) => Ok(Report::whole(finding)),
    }
}

/// Imports national calendar days (CSV `date,kind,name`).
///
/// # Errors
/// As [`departments`].
pub fn calendar(app: &App, file: impl Read, options: &Options) -> Result<Report> {
    match table::read(file, calendar::NEEDED) {
        Ok(table) => calendar::import(app, table, options),
        Err(finding) => Ok(Report::whole(finding)),
    }
}

/// Imports and reconciles 专网办件 (CSV), as a system of the state or the province gives them out.
///
/// # Errors
/// As [`departments`].
pub fn foreign(app: &App, file: impl Read, options: &Options) -> Result<Report> {
    match table::read(file, foreign::NEEDED) {
        Ok(table) => foreign::import(app, table, options),
        Err(finding) => Ok(Report::whole(finding)),
    }
}

/// The same within a unit of work, by whoever asks: rows of an organ that is not his are refused.
pub(crate) fn foreign_of(unit: &mut Unit<'_, '_>, file: &[u8], options: &Options) -> Result<Report> {
    match table::read(file, foreign::NEEDED) {
        Ok(table) => foreign::carried_out(unit, &table, options),
        Err(finding) => Ok(Report::whole(finding)),
    }
}

#[cfg(test)]
mod tests;

//! Working days, legal periods and hours of opening, each with an explanation that a person can check day by day.
//!
//! Pure: a [`Calendar`] is compiled from dated, versioned data ([`CalendarData`] of the State Council, [`LocalOverlay`]
//! of the city) and answers by table. The starting day is day 0 (民法典 201); a year without published data counts
//! Monday to Friday, and whatever rests on it is marked provisional.

mod compiled;
mod data;
mod day;
mod error;
mod explain;
mod hours;
mod instant;
mod months;
mod periods;
mod table;

#[cfg(test)]
mod tests;

pub use compiled::{Calendar, Count, Due};
pub use data::{CalendarData, CalendarRow, CsvError, LocalKind, LocalOverlay, LocalRow, RowKind};
pub use day::{Day, DayReason};
pub use error::CalendarError;
pub use explain::{CountExplanation, ExplainedDay, Explanation};
pub use hours::{DueInstant, OpeningHours};
pub use instant::{add_hours, end_of_day, legal_date, local_time, start_of_day};

/// The longest period counted, in its own unit.
pub const MAX_LENGTH: u32 = 10_000;

//! 日历: which published calendars this installation counts by, and since when. One stream for the installation.
//!
//! Amendments happen within a year (2019 and 2020 had one each): each publication is a new version, the old one stays
//! readable, and clocks that ran by it are computed again only by an explicit, recorded act of another office. What has passed
//! stays as it was counted.

mod command;
mod decide;
mod event;
pub mod rules;
mod state;

use daowei_calendar::{CalendarData, LocalOverlay};
use serde::{Deserialize, Serialize};

pub use command::Command;
pub use decide::{decide, missing};
pub use event::{Event, LocalDecreed, Published};

/// What was published so far, put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Almanac {
    /// National data: a later publication takes the place of an earlier one for the years that it covers.
    pub national: CalendarData,
    /// Rest days and workdays that a government decreed for this place.
    pub local: LocalOverlay,
    /// How many national publications there were: each makes a version of its own.
    #[serde(default)]
    pub published: u32,
    /// How many local decrees there were.
    #[serde(default)]
    pub decreed: u32,
}

#[cfg(test)]
mod tests;

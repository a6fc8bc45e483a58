//! What was published.

use daowei_calendar::{CalendarData, LocalOverlay};
use serde::{Deserialize, Serialize};

use crate::record::events;

/// A national calendar was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The days.
    pub data: CalendarData,
    /// The notice that they come from.
    pub document: String,
}

/// This place decreed days of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalDecreed {
    /// The days, all that hold from now on.
    pub overlay: LocalOverlay,
}

events! {
    /// Events of the calendar's stream.
    Event {
        /// National days.
        Published(Published) = "calendar.published",
        /// Local days.
        LocalDecreed(LocalDecreed) = "calendar.local_decreed",
    }
}

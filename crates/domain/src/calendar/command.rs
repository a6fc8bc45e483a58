//! What can be asked of the calendar.

use daowei_calendar::{CalendarData, LocalOverlay};

/// A command to the calendar.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Publish national days.
    Publish {
        /// The days.
        data: CalendarData,
        /// The notice.
        document: String,
    },
    /// Take in what a government decreed for this place: all that holds from now on.
    DecreeLocal(LocalOverlay),
}

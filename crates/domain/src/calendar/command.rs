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
    /// Decree local days: all that hold from now on.
    DecreeLocal(LocalOverlay),
}

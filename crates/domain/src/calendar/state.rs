//! Folding the calendar's stream.

use daowei_calendar::{CalendarData, LocalOverlay};

use super::{Almanac, Event};

impl Almanac {
    /// Before anything was published here: the days that come with the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self { national: CalendarData::national(), local: LocalOverlay::default() }
    }

    /// The state after one more event.
    #[must_use]
    pub fn apply(self, event: &Event) -> Self {
        match event {
            Event::Published(e) => Self { national: self.national.amended_by(&e.data), ..self },
            Event::LocalDecreed(e) => Self { local: e.overlay.clone(), ..self },
        }
    }
}

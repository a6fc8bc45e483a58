//! Folding the calendar's stream.

use daowei_calendar::{CalendarData, LocalOverlay};

use super::{Almanac, Event};

impl Almanac {
    /// Before anything was published here: the days that come with the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self { national: CalendarData::national(), local: LocalOverlay::default(), published: 0, decreed: 0 }
    }

    /// The state after one more event.
    #[must_use]
    pub fn apply(self, event: &Event) -> Self {
        match event {
            Event::Published(e) => Self {
                national: self.national.amended_by(&e.data),
                published: self.published.saturating_add(1),
                ..self
            },
            Event::LocalDecreed(e) => {
                Self { local: e.overlay.clone(), decreed: self.decreed.saturating_add(1), ..self }
            }
        }
    }
}

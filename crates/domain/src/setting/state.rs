//! Folding the settings' stream.

use super::{Event, History};

impl History {
    /// The state after one more event.
    #[must_use]
    pub fn apply(mut self, event: &Event) -> Self {
        match event {
            Event::Changed(change) => self.changes.push(change.clone()),
        }
        self
    }
}

//! Folding an item's stream.

use super::{Event, Item, Version};

impl Item {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::VersionRecorded(e)) => {
                Some(Self { id: e.item, versions: Vec::new(), stopped: None }.with(event))
            }
            (None, _) => None,
            (Some(state), event) => Some(state.with(event)),
        }
    }

    fn with(mut self, event: &Event) -> Self {
        match event {
            Event::VersionRecorded(e) => {
                // A later version takes the place of an earlier one from its first day on.
                for version in &mut self.versions {
                    version.validity = version.validity.ended(e.validity.from);
                }
                self.versions.push(Version {
                    number: e.number,
                    origin: e.origin.clone(),
                    validity: e.validity,
                    content: (*e.content).clone(),
                    ended: None,
                });
            }
            Event::VersionEnded(e) => {
                for version in self.versions.iter_mut().filter(|version| version.number == e.number) {
                    version.validity = version.validity.ended(e.on);
                    version.ended = Some(e.reason);
                }
            }
            Event::StoppedByLaw(e) => self.stopped = Some(e.clone()),
        }
        self
    }
}

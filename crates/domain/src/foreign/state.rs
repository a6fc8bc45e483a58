//! Folding a foreign case's stream.

use super::{Event, ForeignCase, Origin};

impl ForeignCase {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Registered(e)) => Some(Self {
                id: e.id,
                system: e.system.clone(),
                number: e.number.clone(),
                item: e.item,
                item_name: e.item_name.clone(),
                department: e.department,
                applicant: e.applicant.clone(),
                progress: e.progress.clone(),
                origin: e.origin,
                confirmed: e.origin == Origin::Import,
            }),
            (Some(state), Event::Amended(e)) => Some(Self {
                progress: e.after.clone(),
                confirmed: state.confirmed || e.origin == Origin::Import,
                ..state
            }),
            (Some(state), Event::Confirmed(_)) => Some(Self { confirmed: true, ..state }),
            (state, _) => state,
        }
    }
}

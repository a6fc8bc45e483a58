//! Folding a window's stream.

use super::{Event, Window};

impl Window {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Opened(e)) => Some(Self {
                id: e.window,
                number: e.number.clone(),
                kind: e.kind,
                serves: e.serves.clone(),
                proposed: None,
                place: e.place.clone(),
                division: e.division,
                validity: e.validity,
            }),
            (None, _) => None,
            (Some(state), Event::Opened(_)) => Some(state),
            (Some(state), Event::ServedChanged(e)) => {
                Some(Self { serves: e.serves.clone(), proposed: None, ..state })
            }
            (Some(state), Event::ServedProposed(e)) => Some(Self { proposed: Some(e.clone()), ..state }),
            (Some(mut state), Event::ServedAgreed(e)) => {
                state.serves.insert(e.department);
                if state.waiting().next().is_none() {
                    state.proposed = None;
                }
                Some(state)
            }
            (Some(state), Event::Closed(e)) => Some(Self { validity: state.validity.ended(e.on), ..state }),
        }
    }
}

//! Folding a hand-over's stream.

use super::{Event, Handover, Standing};

impl Handover {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Proposed(e)) => Some(Self {
                id: e.handover,
                department: e.department,
                window: e.window,
                giver: e.giver.clone(),
                taker: e.taker,
                on: e.on,
                cases: e.cases.clone(),
                stock: e.stock.clone(),
                remarks: e.remarks.clone(),
                standing: Standing::Proposed,
                reason: None,
            }),
            (None, _) => None,
            (Some(state), Event::Proposed(_)) => Some(state),
            (Some(state), Event::Confirmed(_)) => Some(Self { standing: Standing::Confirmed, ..state }),
            (Some(state), Event::Returned(e)) => {
                Some(Self { standing: Standing::Returned, reason: Some(e.reason.clone()), ..state })
            }
            (Some(state), Event::Withdrawn(_)) => Some(Self { standing: Standing::Withdrawn, ..state }),
        }
    }
}

//! Folding a license's stream.

use super::{Event, License, State};

impl License {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Issued(e)) => Some(Self {
                id: e.license,
                number: e.number.clone(),
                name: e.name.clone(),
                case: e.case,
                item: e.item,
                department: e.department,
                holder: e.holder.clone(),
                valid_from: e.valid_from,
                valid_until: e.valid_until,
                state: State::Valid,
            }),
            (None, Event::Superseded(_) | Event::Revoked(_) | Event::HolderCorrected(_)) => None,
            (Some(state), Event::Issued(_)) => Some(state),
            (Some(state), Event::HolderCorrected(e)) => Some(Self { holder: e.holder.clone(), ..state }),
            (Some(state), Event::Revoked(_)) => Some(Self { state: State::Revoked, ..state }),
            (Some(state), Event::Superseded(_)) => Some(Self { state: State::Superseded, ..state }),
        }
    }
}

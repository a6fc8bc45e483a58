//! Folding a letter's stream.

use super::{Event, Letter};

impl Letter {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Signed(e)) => Some(Self {
                id: e.letter,
                number: e.number.clone(),
                department: e.department,
                signer: e.signer,
                holder: e.holder,
                grants: e.grants.clone(),
                validity: e.validity,
                signed_on: e.signed_on,
                deputy_of: e.deputy_of,
                revoked: None,
            }),
            (None, Event::Revoked(_)) => None,
            (Some(state), Event::Signed(_)) => Some(state),
            (Some(state), Event::Revoked(e)) => Some(Self { revoked: Some(e.revocation.clone()), ..state }),
        }
    }
}

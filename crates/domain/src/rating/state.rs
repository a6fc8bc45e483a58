//! Folding a rating's stream.

use super::{Event, Rating};

impl Rating {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Given(e)) => Some(Self {
                id: e.rating,
                visit: e.visit.clone(),
                level: e.level,
                words: e.words.clone(),
                due: e.due,
                followed_up: Vec::new(),
            }),
            (None, Event::FollowedUp(_)) => None,
            (Some(state), Event::Given(_)) => Some(state),
            (Some(mut state), Event::FollowedUp(e)) => {
                state.followed_up.push(e.clone());
                Some(state)
            }
        }
    }
}

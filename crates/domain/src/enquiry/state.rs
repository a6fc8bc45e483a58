//! Folding an enquiry's stream.

use super::{Enquiry, Event};

impl Enquiry {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Told(e)) => Some(Self {
                id: e.enquiry,
                item: e.item,
                item_version: e.item_version,
                item_name: e.item_name.clone(),
                department: e.department,
                papers: e.papers.clone(),
                situation: e.situation.clone(),
                advice: e.advice.clone(),
                asker: e.asker.clone(),
                phone: e.phone.clone(),
                sheet: None,
            }),
            (None, Event::SheetIssued(_)) => None,
            (Some(state), Event::Told(_)) => Some(state),
            (Some(state), Event::SheetIssued(e)) => Some(Self { sheet: Some(e.sheet.clone()), ..state }),
        }
    }
}

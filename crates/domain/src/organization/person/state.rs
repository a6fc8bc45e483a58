//! Folding a person's stream.

use std::collections::BTreeMap;

use super::{Absence, Changing, Ending, Event, Person, Proposal};

impl Person {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Registered(e)) => Some(Self {
                id: e.person,
                staff_number: e.staff_number.clone(),
                name: e.name.clone(),
                department: e.department,
                employment: e.employment.clone(),
                posts: BTreeMap::new(),
                proposed: BTreeMap::new(),
                ending: BTreeMap::new(),
                changing: None,
                absences: Vec::new(),
            }),
            (None, _) => None,
            (Some(state), event) => Some(state.with(event)),
        }
    }

    fn with(mut self, event: &Event) -> Self {
        match event {
            Event::Registered(_) => {}
            Event::PostProposed(e) => {
                self.proposed.insert(e.post.id, Proposal { post: e.post.clone(), by: e.by });
            }
            Event::Appointed(e) => {
                self.proposed.remove(&e.post.id);
                self.posts.insert(e.post.id, e.post.clone());
            }
            Event::EndProposed(e) => {
                self.ending.insert(e.post, Ending { on: e.on, by: e.by });
            }
            Event::PostEnded(e) => {
                self.proposed.remove(&e.post);
                self.ending.remove(&e.post);
                if let Some(post) = self.posts.get_mut(&e.post) {
                    post.validity = post.validity.ended(e.on);
                }
            }
            Event::EmploymentProposed(e) => {
                self.changing = Some(Changing { employment: e.employment.clone(), by: e.by });
            }
            Event::EmploymentChanged(e) => {
                self.changing = None;
                self.employment = e.employment.clone();
            }
            Event::AbsenceRecorded(e) => {
                self.absences.retain(|absence| absence.validity.from != e.validity.from);
                self.absences.push(Absence { validity: e.validity });
            }
        }
        self
    }
}

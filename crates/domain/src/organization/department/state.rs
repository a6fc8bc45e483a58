//! Folding a department's stream.

use std::collections::BTreeMap;

use super::{Department, Event, Leader, Leadership};

impl Department {
    /// The state after one more event; only the first entry makes something out of nothing.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Established(e)) => Some(Self {
                id: e.department,
                unit: e.unit,
                name: e.name.clone(),
                short_name: e.short_name.clone(),
                credit_code: e.credit_code.clone(),
                division: e.division,
                line: e.line.clone(),
                managed: e.managed,
                review_organ: e.review_organ.clone(),
                court: e.court.clone(),
                consult_phone: e.consult_phone.clone(),
                complaint_phone: e.complaint_phone.clone(),
                validity: e.validity,
                predecessors: e.predecessors.clone(),
                successors: Vec::new(),
                sections: BTreeMap::new(),
                leaders: Vec::new(),
            }),
            (None, _) => None,
            (Some(state), event) => Some(state.with(event)),
        }
    }

    fn with(mut self, event: &Event) -> Self {
        match event {
            Event::Established(_) => {}
            Event::Changed(e) => {
                self.name.clone_from(&e.name);
                self.credit_code.clone_from(&e.credit_code);
                self.line.clone_from(&e.line);
                self.managed = e.managed;
                self.review_organ.clone_from(&e.review_organ);
                self.court.clone_from(&e.court);
                self.consult_phone.clone_from(&e.consult_phone);
                self.complaint_phone.clone_from(&e.complaint_phone);
                self.validity = e.validity;
                self.predecessors.clone_from(&e.predecessors);
            }
            Event::SectionArranged(e) => {
                self.sections.insert(e.section.id, e.section.clone());
            }
            Event::LeaderAppointed(e) => {
                if e.leadership == Leadership::Principal {
                    // An organ has one principal: the new one ends the old one's time.
                    for leader in &mut self.leaders {
                        if leader.leadership == Leadership::Principal {
                            leader.validity = leader.validity.ended(e.validity.from);
                        }
                    }
                }
                self.leaders.push(Leader {
                    person: e.person,
                    leadership: e.leadership,
                    validity: e.validity,
                });
            }
            Event::Succeeded(e) => {
                self.successors.push(e.by);
                self.validity = self.validity.ended(e.on);
            }
        }
        self
    }
}

//! Folding a change's stream.

use std::collections::BTreeSet;

use super::{Event, ListChange, Office, Opinion, Stage};

impl ListChange {
    /// The state after one more event.
    #[must_use]
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Proposed(e)) => Some(Self {
                id: e.change,
                department: e.department,
                division: e.division,
                on: e.hand.since,
                revision: 1,
                proposal: e.proposal.clone(),
                stage: Stage::Staffing,
                hand: Some(e.hand),
                opinions: Vec::new(),
                hands: BTreeSet::from([e.person]),
                document: None,
                effective: None,
                outcomes: Vec::new(),
                ended: None,
            }),
            (None, _) => None,
            (Some(state), event) => Some(state.with(event)),
        }
    }

    fn with(mut self, event: &Event) -> Self {
        match event {
            Event::Proposed(_) => {}
            Event::Revised(e) => {
                self.revision = e.revision;
                self.proposal = e.proposal.clone();
                self.stage = Stage::Staffing;
                self.hand = Some(e.hand);
                self.hands = BTreeSet::from([e.person]);
                self.document = None;
                self.ended = None;
            }
            Event::OpinionGiven(e) => {
                self.opinions.push(Opinion {
                    office: e.office,
                    by: e.person,
                    revision: self.revision,
                    agreed: true,
                    words: e.words.clone(),
                    cleared: e.cleared.clone(),
                    on: e.hand.since,
                });
                self.hands.insert(e.person);
                self.hand = Some(e.hand);
                self.stage = match (e.office, e.to_government) {
                    (Office::Staffing, _) => Stage::Legal,
                    (Office::Legal, true) => Stage::Government,
                    (Office::Legal, false) => Stage::Publication,
                };
            }
            Event::Returned(e) => {
                if let Some(office) = e.office {
                    self.opinions.push(Opinion {
                        office,
                        by: e.person,
                        revision: self.revision,
                        agreed: false,
                        words: e.reason.clone(),
                        cleared: BTreeSet::new(),
                        on: e.hand.since,
                    });
                }
                self.ended = Some(e.reason.clone());
                self.hands.insert(e.person);
                self.hand = Some(e.hand);
                self.stage = Stage::Returned;
            }
            Event::Approved(e) => {
                self.document = Some(e.document.clone());
                self.hands.insert(e.person);
                self.hand = Some(e.hand);
                self.stage = Stage::Publication;
            }
            Event::Refused(e) => self.end(Stage::Refused, Some(e.reason.clone())),
            Event::Withdrawn(e) => self.end(Stage::Withdrawn, Some(e.reason.clone())),
            Event::Published(e) => {
                self.document = Some(e.document.clone());
                self.effective = Some(e.effective);
                self.outcomes.clone_from(&e.outcomes);
                self.end(Stage::Published, None);
            }
        }
        self
    }

    fn end(&mut self, stage: Stage, why: Option<crate::text::TextRef>) {
        self.stage = stage;
        self.hand = None;
        self.ended = why;
    }
}

//! Through whose hands a case went, as authority asks.

use daowei_ident::PersonId;

use super::Case;
use crate::authority::{Act, Subject};
use crate::catalog::CaseDuty;

impl Case {
    /// What authority asks about, of an act in this case. `performed`: [`Case::performed_before`] it.
    #[must_use]
    pub fn subject<'a>(&'a self, performed: &'a [(CaseDuty, PersonId)]) -> Subject<'a> {
        match self.item {
            Some(item) => Subject::Case {
                department: self.department,
                item,
                level: self.level,
                separated: &self.separated,
                performed,
            },
            None => Subject::Department(self.department),
        }
    }

    /// Who performed which duty before that act. Whoever did the very step that waits may examine it again when it was sent
    /// back; for everything else he has examined.
    #[must_use]
    pub fn performed_before(&self, act: Act) -> Vec<(CaseDuty, PersonId)> {
        if act != Act::Examine {
            return self.performed.clone();
        }
        let waiting = self.chart.as_ref().and_then(|chart| chart.step.as_deref());
        let at_another_step = |person| {
            self.steps.iter().any(|done| done.person == person && Some(done.step.as_str()) != waiting)
        };
        let counts =
            |(duty, person): &(CaseDuty, PersonId)| *duty != CaseDuty::Examine || at_another_step(*person);
        self.performed.iter().copied().filter(counts).collect()
    }
}

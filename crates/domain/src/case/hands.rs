//! Through whose hands a case went, as authority asks.

use daowei_ident::PersonId;

use super::Case;
use crate::authority::Subject;
use crate::catalog::CaseDuty;

impl Case {
    /// What authority asks about. `performed`: [`Case::performed_so_far`].
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

    /// Who performed which duty before the step that waits: whoever did this very step may do it again when it was sent back.
    #[must_use]
    pub fn performed_so_far(&self) -> Vec<(CaseDuty, PersonId)> {
        let waiting = self.chart.as_ref().and_then(|chart| chart.step.as_deref());
        let at_another_step = |person| {
            self.steps.iter().any(|done| done.person == person && Some(done.step.as_str()) != waiting)
        };
        let counts =
            |(duty, person): &(CaseDuty, PersonId)| *duty != CaseDuty::Examine || at_another_step(*person);
        self.performed.iter().copied().filter(counts).collect()
    }
}

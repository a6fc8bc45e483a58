//! In whose hands a case and its originals are, and through whose they went.

use daowei_ident::PersonId;

use super::{Case, Event, Holder, Mark, SealKind, Stage};
use crate::authority::{Act, Subject};
use crate::catalog::CaseDuty;
use crate::record::Recorded;

impl Case {
    /// The person who holds it.
    #[must_use]
    pub fn held_by(&self) -> Option<PersonId> {
        match self.holder {
            Holder::Office { person, .. } => person,
            Holder::Applicant | Holder::Nobody => None,
        }
    }

    /// Back to the office: what comes next is another duty's, and nobody's until somebody of that duty takes it up.
    pub(super) fn hold(&mut self) {
        self.holder = Holder::Office { department: self.department, person: None };
        self.assigned = false;
    }

    /// With whoever did this, who does what comes next as well; for an assistant, with the one who answers for what he does. A
    /// window of another department takes papers in for the office: what comes next is not its people's.
    pub(super) fn keep_with(&mut self, record: &Recorded<Event>) {
        let held = self.holder;
        let own = record.by.staff().filter(|staff| staff.department == self.department);
        let person = own.map(|staff| staff.responsible.unwrap_or(staff.person));
        self.holder = Holder::Office { department: self.department, person };
        self.assigned &= held == self.holder;
    }

    /// With whoever was given it, or took it.
    pub(super) fn assign(&mut self, to: PersonId) {
        self.holder = Holder::Office { department: self.department, person: Some(to) };
        self.assigned = true;
    }

    /// Whether a mark was set.
    #[must_use]
    pub fn is_marked(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// The marks that were set, and what is to be seen beside them as the case stands.
    #[must_use]
    pub fn at_a_glance(&self) -> Vec<Mark> {
        let held = self.held_originals().next().map(|_| Mark::OriginalsHeld);
        self.marks.iter().copied().chain(held).collect()
    }

    /// What has to be done next by somebody here: whoever may do it may take the case up.
    #[must_use]
    pub fn next_act(&self) -> Option<Act> {
        let office = || {
            let decided = self.decision().and_then(|decision| self.documents.get(&decision.document));
            decided.is_some_and(|document| document.seal_due == Some(SealKind::Office))
        };
        Some(match self.stage {
            stage if stage.is_intake() => Act::Accept,
            Stage::UnderReview => Act::Examine,
            Stage::AwaitingDecision => Act::Decide,
            Stage::SubmittedUpward => Act::RecordReply,
            Stage::Decided if office() => Act::SealWithOfficeSeal,
            Stage::Decided => Act::Seal,
            Stage::Sealed => Act::Deliver,
            _ => return None,
        })
    }

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

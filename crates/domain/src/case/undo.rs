//! What a notice does once it is served, and what becomes of that once its number is void: it is as if nobody had been told.

use jiff::civil::Date;

use daowei_ident::{DemandId, DocumentId};

use super::fold::overrun;
use super::{Case, Demand, DocumentKind, DocumentVoided, Holder, Mark, Owed, Reissued, Stage};
use crate::limits::{ClockKind, State};

impl Case {
    /// 补正告知 takes effect when it is served: then the five days have been kept, and the applicant is on the clock.
    pub(super) fn told(&mut self, document: DocumentId, on: Date, recorded: Date) {
        let waits = self.stage == Stage::CorrectionRequested;
        let round = self.corrections.last_mut().filter(|round| waits && round.document == document);
        if let Some(round) = round {
            round.told_on = Some(on);
            round.told_on_record = Some(recorded);
            self.end(ClockKind::Notification, on);
            self.holder = Holder::Applicant;
        }
    }

    /// Demands that a later notice repeats, or no longer does.
    pub(super) fn repeat(&mut self, by: &[Demand], repeated: bool) {
        for demand in self.corrections.iter_mut().flat_map(|round| &mut round.demands) {
            if by.iter().any(|later| later.repeats == Some(demand.id)) {
                demand.repeated = repeated;
            }
        }
    }

    /// What is met is met in every notice that asked for it.
    pub(super) fn meet(&mut self, met: &[DemandId]) {
        let mut met = met.to_vec();
        for demand in self.corrections.iter_mut().rev().flat_map(|round| &mut round.demands) {
            if met.contains(&demand.id) {
                demand.met = true;
                met.extend(demand.repeats);
            }
        }
    }

    pub(super) fn voided(&mut self, e: &DocumentVoided) {
        let Some(document) = self.documents.get_mut(&e.document) else { return };
        document.voided = true;
        let (kind, served) = (document.kind, document.served.is_some());
        for (clock, _) in &e.undone {
            let Some(clock) = self.clocks.get_mut(clock) else { continue };
            if kind == DocumentKind::ExtensionNotice {
                clock.extended = 0;
            }
            clock.deductions.retain(|deduction| deduction.notice != e.document);
        }
        for (clock, reckoning) in &e.undone {
            self.reckon(*clock, reckoning);
            self.settle_again(*clock);
        }
        match kind {
            DocumentKind::CorrectionNotice => self.untold(e.document),
            DocumentKind::NonAcceptance
            | DocumentKind::NotRequiredNotice
            | DocumentKind::NotCompetentNotice => self.unanswered(),
            DocumentKind::AcceptanceNotice if self.stage.is_pending() => self.resume(),
            DocumentKind::ExtensionNotice => {
                if let Some(extension) = self.extension.as_mut().filter(|given| given.document == e.document)
                {
                    extension.effective = None;
                }
            }
            DocumentKind::PauseNotice => self.pause_untold(e.document, !e.undone.is_empty()),
            _ => {}
        }
        // A deed that was served has told what was wrong; void and issued anew, it is served again.
        if kind == DocumentKind::CorrectionDeed && !served {
            self.settled(Owed::CorrectionDeed);
        }
        if kind.is_owed() {
            self.owed.push(Owed::VoidedDocument);
        }
    }

    pub(super) fn reissued(&mut self, e: &Reissued) {
        if let Some(void) = self.documents.get_mut(&e.replaces) {
            void.replaced_by = Some(e.document);
        }
        if e.document_kind.is_owed() {
            self.settled(Owed::VoidedDocument);
        }
        if e.document_kind == DocumentKind::CorrectionDeed {
            self.owed.push(Owed::CorrectionDeed);
        }
        if e.document_kind == DocumentKind::AcceptanceNotice {
            self.end(ClockKind::Notification, e.on);
        }
        for pause in self.pauses.iter_mut().filter(|pause| pause.document == e.replaces) {
            pause.document = e.document;
        }
        if let Some(extension) = self.extension.as_mut().filter(|given| given.document == e.replaces) {
            extension.document = e.document;
        }
        for document in self.documents.values_mut() {
            for deed in document.corrected_by.iter_mut().filter(|deed| **deed == e.replaces) {
                *deed = e.document;
            }
        }
    }

    pub(super) fn is_deed(&self, document: DocumentId) -> bool {
        self.documents.get(&document).is_some_and(|paper| paper.kind == DocumentKind::CorrectionDeed)
    }

    /// One thing less is owed.
    pub(super) fn settled(&mut self, what: Owed) {
        if let Some(place) = self.owed.iter().position(|owed| *owed == what) {
            self.owed.remove(place);
        }
    }

    /// The demands go back to where they were: never made, or made and to be repeated.
    fn untold(&mut self, document: DocumentId) {
        let waits = self.stage == Stage::CorrectionRequested;
        let Some(round) = self.corrections.pop_if(|round| waits && round.document == document) else {
            return;
        };
        if round.told_on.is_some() {
            let (told_on, told_on_record) = (None, None);
            let untold = super::CorrectionRound { told_on, told_on_record, dormant: false, ..round };
            self.corrections.push(untold);
        } else {
            self.repeat(&round.demands, false);
        }
        self.marks.retain(|mark| *mark != Mark::DormantCorrection);
        self.unanswered();
    }

    /// Nothing has been said to the applicant, and the five days run on.
    fn unanswered(&mut self) {
        if self.acceptance.is_some() || matches!(self.stage, Stage::Withdrawn | Stage::Terminated) {
            return;
        }
        let handed_in = self.corrections.iter().any(|round| round.handed_in.is_some());
        self.stage = if handed_in { Stage::Resubmitted } else { Stage::Received };
        self.resume();
        if !matches!(self.holder, Holder::Office { .. }) {
            self.hold();
        }
    }

    /// The duty to tell within five days is open again.
    fn resume(&mut self) {
        self.set(ClockKind::Notification, State::Running);
    }

    fn pause_untold(&mut self, document: DocumentId, deducted: bool) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.document == document) {
            pause.told_until = None;
            pause.provisional = false;
            pause.latest.clear();
        }
        if deducted {
            self.mark(Mark::PauseNotDeducted);
        }
    }

    /// Whether an act that ended a clock was in time, by the end that now holds.
    fn settle_again(&mut self, kind: ClockKind) {
        let Some(clock) = self.clocks.get_mut(&kind) else { return };
        let State::Ended { on, .. } = clock.state else { return };
        let in_time = on <= clock.reckoning.due;
        clock.state = State::Ended { on, in_time };
        if !in_time && !clock.overrun {
            clock.overrun = true;
            self.mark(overrun(kind));
        }
    }
}

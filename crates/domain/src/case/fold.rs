//! Folding a case's stream: never fails, never asks, calls no calendar.

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::legal_date;
use jiff::civil::Date;

use super::{
    Acceptance, Case, ChartAt, ConfirmedService, Corrected, CorrectionRound, DatumCorrected,
    DecidedElsewhere, Decision, Document, Event, ExtensionGiven, FileKept, FileOf, Heard, Holder,
    IrregularKind, ItemSet, Mark, Outcome, Owed, PaperIn, Pause, Received, Reply, Stage, StepDone, Upward,
    Verdict,
};
use crate::catalog::{CaseDuty, DecisionLevel};
use crate::file::FileRef;
use crate::limits::{Clock, ClockKind, Reckoning, State};
use crate::record::Recorded;

impl Case {
    /// The state after one more event; only 收件 makes something out of nothing.
    #[must_use]
    pub fn apply(state: Option<Self>, record: &Recorded<Event>) -> Option<Self> {
        match (state, &record.event) {
            (None, Event::Received(e)) => Some(Self::received(e, record)),
            (None, _) => None,
            (Some(mut state), _) => {
                state.revision = state.revision.saturating_add(1);
                state.take(record);
                state.senders.extend(super::SentOn::of(&state, record).map(|sent| sent.by));
                Some(state)
            }
        }
    }

    /// Folds a whole stream.
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Recorded<Event>>) -> Option<Self> {
        records.into_iter().fold(None, Self::apply)
    }

    fn received(e: &Received, record: &Recorded<Event>) -> Self {
        let came_on = legal_date(e.received_at);
        let over = e.parties.iter().filter_map(|party| party.mandate.as_ref());
        let over = over.filter(|mandate| !mandate.holds_on(came_on)).map(|_| Mark::MandateOver).take(1);
        let mut case = Self {
            senders: BTreeSet::new(),
            id: e.case,
            number: e.number,
            item: e.item,
            item_version: e.item_version,
            item_name: e.item_name.clone(),
            matter: e.matter.clone(),
            unlisted: e.unlisted.clone(),
            department: e.department,
            division: e.division,
            window: e.window,
            channel: e.channel,
            stage: Stage::Received,
            received_at: e.received_at,
            received_on: e.received_on,
            separated: Vec::new(),
            level: DecisionLevel::ThisOrgan,
            parties: e.parties.clone(),
            heard: BTreeMap::new(),
            first_records: e.parties.iter().map(|party| (party.id, party.record.clone())).collect(),
            papers: by_line(&e.papers),
            files: Vec::new(),
            returned: BTreeMap::new(),
            services: BTreeMap::new(),
            electronic: e.electronic.clone(),
            corrections: Vec::new(),
            acceptance: None,
            chart: None,
            steps: Vec::new(),
            pauses: Vec::new(),
            extension: None,
            upward: None,
            clocks: e.clock.iter().map(|clock| (clock.kind, clock.clone())).collect(),
            elsewhere: None,
            file: None,
            decisions: Vec::new(),
            documents: BTreeMap::new(),
            owed: Vec::new(),
            performed: Vec::new(),
            holder: Holder::Office { department: e.department, person: None },
            assigned: false,
            marks: e.entered_late.into_iter().chain(over).collect(),
            revision: 1,
        };
        case.filed(&e.papers, record);
        case.keep(&e.unlisted_files, &FileOf::Unlisted, record);
        if let Some(signed) = &e.signature {
            case.keep(std::slice::from_ref(&signed.file), &FileOf::Signature(signed.by), record);
        }
        case.keep_with(record);
        case
    }

    fn take(&mut self, record: &Recorded<Event>) {
        match &record.event {
            Event::Received(_) => {}
            Event::PapersRecorded(e) => self.came(&e.papers, record),
            Event::PaperScanned(e) => self.keep(&e.files, &FileOf::line(e.paper.as_deref()), record),
            Event::SignedScanned(e) => {
                self.keep(std::slice::from_ref(&e.file), &FileOf::Document(e.document), record);
            }
            Event::ProofScanned(e) => self.keep(&e.files, &FileOf::Service(e.document), record),
            Event::OriginalsReturned(e) => {
                self.returned.extend(e.papers.iter().map(|paper| (paper.clone(), e.on)));
            }
            Event::CorrectionRequested(e) => {
                self.stage = Stage::CorrectionRequested;
                self.repeat(&e.demands, true);
                self.corrections.push(CorrectionRound {
                    document: e.document,
                    on: e.on,
                    told_on: None,
                    told_on_record: None,
                    demands: e.demands.clone(),
                    handed_in: None,
                    dormant: false,
                });
                self.keep_with(record);
            }
            Event::PutRight(_) | Event::Telephoned(_) => {}
            Event::MandateRecorded(e) => self.mandated(e),
            Event::AgentAdded(e) => self.joined(&e.agent),
            Event::ItemSet(e) => self.item_set(e, record),
            Event::CorrectionHandedIn(e) => {
                self.stage = Stage::Resubmitted;
                self.came(&e.papers, record);
                if let Some(round) = self.corrections.last_mut() {
                    round.handed_in = Some(e.on);
                    round.dormant = false;
                }
                self.meet(&e.met);
                self.marks.retain(|mark| *mark != Mark::DormantCorrection);
                self.start(e.clock.as_ref());
                self.keep_with(record);
            }
            Event::CorrectionDormant(_) => {
                if let Some(round) = self.corrections.last_mut() {
                    round.dormant = true;
                }
                self.mark(Mark::DormantCorrection);
            }
            Event::NotRequired(e) => self.answered(Stage::NotRequired, e.on),
            Event::NotCompetent(e) => self.answered(Stage::NotCompetent, e.on),
            Event::NotAccepted(e) => self.answered(Stage::NotAccepted, e.on),
            Event::Accepted(e) => {
                self.end(ClockKind::Notification, legal_date(record.at));
                self.accepted(e.on, false, e.item_version, (&e.chart, e.chart_version), &e.clocks);
                self.separated.clone_from(&e.separated);
                self.level = e.level;
                self.perform(CaseDuty::Accept, record);
                if e.list_forgot {
                    self.mark(Mark::ListForgot);
                }
            }
            Event::DeemedAccepted(e) => {
                self.accepted(e.on, true, e.item_version, (&e.chart, e.chart_version), &e.clocks);
                self.separated.clone_from(&e.separated);
                self.level = e.level;
                self.mark(Mark::DeemedAccepted);
                self.owed.push(Owed::AcceptanceNotice);
            }
            Event::OwedNoticeIssued(e) => {
                self.end(ClockKind::Notification, e.on);
                self.owed.retain(|owed| *owed != Owed::AcceptanceNotice);
                self.perform(CaseDuty::Accept, record);
            }
            Event::StepEntered(e) => {
                self.stage = Stage::UnderReview;
                if let Some(at) = &mut self.chart {
                    at.step = Some(e.step.clone());
                }
                self.hold();
            }
            Event::StepCompleted(e) => {
                self.stage = Stage::AwaitingDecision;
                if let Some(at) = &mut self.chart {
                    at.step = None;
                }
                if let Some(staff) = record.by.staff() {
                    self.steps.push(StepDone {
                        step: e.step.clone(),
                        person: staff.person,
                        verdict: e.verdict,
                        at: record.at,
                    });
                }
                self.perform(CaseDuty::Examine, record);
                self.hold();
            }
            Event::SubmittedUpward(e) => {
                self.stage = Stage::SubmittedUpward;
                self.upward = Some(Upward { to: e.to.clone(), organ: e.organ, on: e.on, reply: None });
                self.start(Some(&e.clock));
                self.keep_with(record);
            }
            Event::ReplyRecorded(e) => {
                self.stage = Stage::AwaitingDecision;
                self.keep_with(record);
                self.end(ClockKind::Upward, e.on);
                if let Some(upward) = &mut self.upward {
                    upward.reply = Some(Reply {
                        outcome: e.outcome,
                        number: e.number.clone(),
                        on: e.on,
                        recourse: e.recourse.clone(),
                    });
                }
            }
            Event::PauseStarted(e) => {
                for kind in &e.clocks {
                    self.set(*kind, State::Stopped { since: e.on });
                }
                self.pauses.push(Pause {
                    id: e.pause,
                    ground: e.ground,
                    started_on: e.on,
                    needed_days: e.needed_days,
                    clocks: e.clocks.clone(),
                    document: e.document,
                    told_until: None,
                    provisional: false,
                    latest: Vec::new(),
                    ended_on: None,
                });
            }
            Event::PauseTold(e) => {
                if let Some(pause) = self.pauses.iter_mut().find(|pause| pause.id == e.pause) {
                    pause.told_until = Some(e.until);
                    pause.provisional = e.provisional;
                    pause.latest.clone_from(&e.clocks);
                }
            }
            Event::PauseEnded(e) => {
                if let Some(pause) = self.pauses.iter_mut().find(|pause| pause.id == e.pause) {
                    pause.ended_on = Some(e.on);
                    for kind in pause.clocks.clone() {
                        if self.clocks.get(&kind).is_some_and(Clock::is_stopped) {
                            self.set(kind, State::Running);
                        }
                    }
                }
                for deducted in &e.deducted {
                    if let Some(clock) = self.clocks.get_mut(&deducted.clock) {
                        clock.deductions.push(deducted.deduction.clone());
                    }
                    self.reckon(deducted.clock, &deducted.reckoning);
                }
                if e.deducted.is_empty() {
                    self.mark(Mark::PauseNotDeducted);
                }
            }
            Event::Extended(e) => {
                self.extension = Some(ExtensionGiven { document: e.document, days: e.days, effective: None });
            }
            Event::ExtensionSettled(e) => {
                let days = self.extension.as_ref().map_or(0, |extension| extension.days);
                let effective = !e.clocks.is_empty();
                if let Some(extension) = &mut self.extension {
                    extension.effective = Some(effective);
                }
                for (kind, reckoning) in &e.clocks {
                    if let Some(clock) = self.clocks.get_mut(kind) {
                        clock.extended = days;
                    }
                    self.reckon(*kind, reckoning);
                }
                if !effective {
                    self.mark(Mark::ExtensionVoid);
                }
            }
            Event::Decided(e) => {
                self.stage = Stage::Decided;
                self.finish(&e.ends, e.on);
                self.start(e.clock.as_ref());
                for decision in &mut self.decisions {
                    decision.superseded = true;
                }
                self.decisions.push(Decision {
                    document: e.document,
                    outcome: e.outcome,
                    on: e.on,
                    by: record.by.staff().map(|staff| staff.person),
                    grounds: e.grounds.clone(),
                    license: e.license.as_ref().map(|license| license.license),
                    remedies: e.remedies.clone(),
                    instrument: e.instrument.clone(),
                    superseded: false,
                });
                self.perform(CaseDuty::Decide, record);
                if e.instrument.is_none() && self.is_against_review(e.outcome) {
                    self.mark(Mark::AgainstReview);
                }
                self.keep_with(record);
            }
            Event::DocumentIssued(e) => {
                self.documents.insert(
                    e.document,
                    Document {
                        id: e.document,
                        kind: e.document_kind,
                        number: e.number.clone(),
                        on: e.on,
                        by: record.by.staff().map(|staff| staff.person),
                        text: e.text.clone(),
                        seal_due: e.seal_due,
                        sealed: None,
                        sealed_on: None,
                        served: None,
                        voided: false,
                        replaced_by: None,
                        corrected_by: Vec::new(),
                    },
                );
            }
            Event::Sealed(e) => {
                if let Some(document) = self.documents.get_mut(&e.document) {
                    document.sealed = Some(e.seal);
                    document.sealed_on = Some(legal_date(record.at));
                }
                let decided = self.decision().is_some_and(|decision| decision.document == e.document);
                if decided && self.stage == Stage::Decided {
                    self.stage = Stage::Sealed;
                    // Handing it over is a window's; whoever was given the case for that keeps it.
                    if !self.assigned {
                        self.hold();
                    }
                }
                self.perform(CaseDuty::Seal, record);
            }
            Event::Served(e) => {
                self.handed_over(e.document, (e.on, e.service), &e.files, record);
                self.told(e.document, e.on, legal_date(record.at));
                if self.is_deed(e.document) {
                    self.settled(Owed::CorrectionDeed);
                }
                self.recorded_on(e.on, record);
            }
            Event::Delivered(e) => {
                self.handed_over(e.document, (e.on, e.service), &e.files, record);
                self.end(ClockKind::Delivery, e.on);
                self.close(Stage::Delivered, e.on);
                self.recorded_on(e.on, record);
            }
            Event::ServiceConfirmed(e) => {
                self.services.insert(e.party, e.confirmed());
            }
            Event::ConfirmationSigned(e) => {
                let of = |confirmed: &&mut ConfirmedService| confirmed.document == Some(e.document);
                if let Some(confirmed) = self.services.values_mut().find(of) {
                    confirmed.signed = Some((e.on, e.by));
                }
            }
            Event::InterestedInformed(e) => {
                let decisions = self.decisions.len();
                let heard = Heard { notice: e.document, days: e.days, outcome: None, decisions };
                self.heard.insert(e.party, heard);
            }
            Event::StatementRecorded(e) => {
                if let Some(heard) = self.heard.get_mut(&e.party) {
                    heard.outcome = Some(e.kind);
                }
            }
            Event::Withdrawn(e) => {
                self.keep(&e.files, &FileOf::Withdrawal, record);
                if e.near_end {
                    self.mark(Mark::WithdrawnNearEnd);
                }
                self.close(Stage::Withdrawn, e.on);
            }
            Event::Terminated(e) => self.close(Stage::Terminated, e.on),
            Event::Corrected(e) => {
                if let Some(document) = e.corrects.and_then(|id| self.documents.get_mut(&id)) {
                    document.corrected_by.push(e.document);
                }
                if let Some(party) = &e.party {
                    for known in self.parties.iter_mut().filter(|known| known.id == party.id) {
                        known.clone_from(party);
                    }
                }
                self.corrected(e);
                self.owed.push(Owed::CorrectionDeed);
            }
            Event::DocumentVoided(e) => self.voided(e),
            Event::Reissued(e) => self.reissued(e),
            Event::IrregularRecorded(e) => {
                self.mark(Mark::Irregular);
                if e.backdated {
                    self.mark(Mark::Backdated);
                }
                match (e.what.decision(), e.decider) {
                    (Some(outcome), Some(by)) => {
                        self.elsewhere = Some(DecidedElsewhere { outcome, on: e.on, by });
                    }
                    _ if e.what == IrregularKind::DeliveredElsewhere => self.close(Stage::Delivered, e.on),
                    _ => {}
                }
            }
            Event::Reassigned(e) => self.assign(e.to),
            Event::TakenOver(e) => self.assign(e.to),
            Event::ClockWarned(e) => {
                if let Some(clock) = self.clocks.get_mut(&e.clock) {
                    clock.warned = true;
                }
            }
            Event::ClockOverrun(e) => {
                if let Some(clock) = self.clocks.get_mut(&e.clock) {
                    clock.overrun = true;
                }
                self.mark(overrun(e.clock));
            }
            Event::Recomputed(e) => {
                for (kind, reckoning) in &e.clocks {
                    self.reckon(*kind, reckoning);
                }
            }
            Event::Archived(e) => {
                self.stage = Stage::Archived;
                self.file = Some(e.file.clone());
            }
        }
    }

    /// Papers that came: a line is written over, its files stay; an original that is taken anew is held anew.
    fn came(&mut self, papers: &[PaperIn], record: &Recorded<Event>) {
        for paper in papers {
            self.returned.remove(&paper.paper);
        }
        self.papers.extend(by_line(papers));
        self.filed(papers, record);
    }

    /// The files that papers brought along.
    fn filed(&mut self, papers: &[PaperIn], record: &Recorded<Event>) {
        for paper in papers {
            self.keep(&paper.files, &FileOf::Paper(paper.paper.clone()), record);
        }
    }

    pub(super) fn keep(&mut self, files: &[FileRef], of: &FileOf, record: &Recorded<Event>) {
        let kept = files.iter().map(|file| FileKept { file: file.clone(), of: of.clone(), at: record.at });
        self.files.extend(kept);
    }

    /// A datum of the case that was put right.
    fn corrected(&mut self, e: &Corrected) {
        let reply = self.upward.as_mut().and_then(|upward| upward.reply.as_mut());
        match (e.datum, reply) {
            (Some(DatumCorrected::Channel(channel)), _) => self.channel = channel,
            (Some(DatumCorrected::Matter), _) => self.matter = Some(e.new.clone()),
            (Some(DatumCorrected::File), _) => self.file = Some(e.new.clone()),
            (Some(DatumCorrected::ReplyNumber), Some(reply)) => reply.number = e.new.clone(),
            (Some(DatumCorrected::ReplyDate(on)), Some(reply)) => reply.on = on,
            _ => {}
        }
    }

    fn accepted(&mut self, on: Date, deemed: bool, version: u32, chart: (&str, u32), clocks: &[Clock]) {
        self.acceptance = Some(Acceptance { on, deemed });
        self.item_version = Some(version);
        let (id, number) = chart;
        self.chart = Some(ChartAt { chart: id.to_owned(), version: number, step: None });
        self.stage = Stage::AwaitingDecision;
        for clock in clocks {
            self.start(Some(clock));
        }
        self.hold();
    }

    /// The right item, with the clock that has been running since the papers came.
    fn item_set(&mut self, e: &ItemSet, record: &Recorded<Event>) {
        self.item = Some(e.item);
        self.item_version = Some(e.item_version);
        self.item_name.clone_from(&e.item_name);
        self.department = e.department;
        self.division = e.division;
        self.papers = by_line(&e.papers);
        self.filed(&e.papers, record);
        if e.clock.is_none() {
            self.clocks.remove(&ClockKind::Notification);
        }
        self.start(e.clock.as_ref());
        if self.holder != Holder::Applicant {
            self.keep_with(record);
        }
    }

    /// Whether every step of review came out the other way, each as it was done last.
    fn is_against_review(&self, outcome: Outcome) -> bool {
        let last: BTreeMap<&str, Verdict> =
            self.steps.iter().map(|step| (step.step.as_str(), step.verdict)).collect();
        let against = match outcome {
            Outcome::Grant => Verdict::Oppose,
            Outcome::Refuse => Verdict::Favor,
        };
        !last.is_empty() && last.values().all(|verdict| *verdict == against)
    }

    /// What is recorded later than the day on which it happened is seen to be (C12).
    fn recorded_on(&mut self, happened: Date, record: &Recorded<Event>) {
        if happened < legal_date(record.at) {
            self.mark(Mark::Backdated);
        }
    }

    /// Said once and for all before acceptance.
    pub(super) fn answered(&mut self, stage: Stage, on: Date) {
        self.end(ClockKind::Notification, on);
        self.close(stage, on);
    }

    /// Nothing runs any more.
    pub(super) fn close(&mut self, stage: Stage, on: Date) {
        self.stage = stage;
        let kinds: Vec<ClockKind> = self.clocks.keys().copied().collect();
        for kind in kinds {
            self.end(kind, on);
        }
        self.holder = Holder::Nobody;
    }

    pub(super) fn finish(&mut self, ends: &[(ClockKind, bool)], on: Date) {
        for (kind, in_time) in ends {
            self.set(*kind, State::Ended { on, in_time: *in_time });
        }
    }

    pub(super) fn end(&mut self, kind: ClockKind, on: Date) {
        if let Some(clock) = self.clocks.get_mut(&kind).filter(|clock| !clock.is_ended()) {
            clock.state = State::Ended { on, in_time: on <= clock.reckoning.due };
        }
    }

    pub(super) fn set(&mut self, kind: ClockKind, state: State) {
        if let Some(clock) = self.clocks.get_mut(&kind) {
            clock.state = state;
        }
    }

    /// A new end, which may be missed like the one before it. A mark that was earned stays: it says what stood on record on
    /// that day, and whoever supervises sees it beside the dates that hold now.
    pub(super) fn reckon(&mut self, kind: ClockKind, reckoning: &Reckoning) {
        let Some(clock) = self.clocks.get_mut(&kind) else { return };
        if reckoning.ends_at > clock.reckoning.ends_at {
            clock.warned = false;
            clock.overrun = false;
        }
        clock.reckoning = reckoning.clone();
    }

    pub(super) fn start(&mut self, clock: Option<&Clock>) {
        if let Some(clock) = clock {
            self.clocks.insert(clock.kind, clock.clone());
        }
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    pub(super) fn perform(&mut self, duty: CaseDuty, record: &Recorded<Event>) {
        if let Some(staff) = record.by.staff() {
            let done = (duty, staff.person);
            if !self.performed.contains(&done) {
                self.performed.push(done);
            }
        }
    }
}

fn by_line(papers: &[PaperIn]) -> BTreeMap<String, PaperIn> {
    papers.iter().map(|paper| (paper.paper.clone(), paper.clone())).collect()
}

/// The mark of a clock that was overrun.
pub(super) fn overrun(kind: ClockKind) -> Mark {
    match kind {
        ClockKind::Notification => Mark::NotificationOverrun,
        ClockKind::Promised => Mark::PromiseOverrun,
        ClockKind::Statutory => Mark::StatutoryOverrun,
        ClockKind::Upward => Mark::UpwardOverrun,
        ClockKind::Delivery => Mark::DeliveryOverrun,
    }
}

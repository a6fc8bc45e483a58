//! One case, move by move, through the use cases that everybody uses.

use std::sync::Arc;

use daowei_app::case::{Act, Arrival, Brief, Precondition};
use daowei_app::text::{PartyRecord, Texts};
use daowei_app::{App, Caller};
use daowei_domain::Recorded;
use daowei_domain::Text;
use daowei_domain::case::{
    Case, Channel, Command, Correction, Demanded, DocumentKind, Event, InstrumentGiven, InstrumentKind,
    Irregular, IrregularKind, Late, Outcome, PaperForm, PaperGiven, PartyCorrection, PartyKind, PartyRole,
    Recourse, SealKind, Service, ServiceGiven, TerminationGround,
};
use daowei_domain::catalog::{Content, DecisionLevel, PaperNeed, ProcedureGround};
use daowei_ident::{CaseId, DocumentId, PartyId};
use daowei_store::event;
use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Runtime;

use super::applicant;
use super::chance::Chance;
use super::city::Offer;
use super::phrases::Phrases;
use super::script::Move;
use super::staff::{Desk, Hand, Staff};
use crate::trouble::Trouble;

/// What every case is played with.
pub(super) struct Stagehand<'a> {
    pub(super) app: &'a App,
    pub(super) runtime: &'a Runtime,
    pub(super) phrases: &'a Phrases,
    pub(super) staff: &'a Staff,
}

/// A case that is being played.
pub(super) struct Playing {
    pub(super) desk: Desk,
    pub(super) offer: Offer,
    pub(super) chance: Chance,
    pub(super) case: Option<Brief>,
    applicant: Option<(PartyId, PartyRecord)>,
    /// The reasons of the decision, in which a slip of the pen may be.
    reasons: String,
}

impl Playing {
    pub(super) fn new(desk: Desk, offer: Offer, chance: Chance) -> Self {
        Self { desk, offer, chance, case: None, applicant: None, reasons: String::new() }
    }

    fn content(&self) -> Arc<Content> {
        Arc::clone(&self.offer.content)
    }

    fn case(&self) -> Result<&Brief, Trouble> {
        self.case.as_ref().ok_or_else(|| Trouble::refused("demo: a move before the papers came"))
    }

    /// The name of the applicant, who takes what is handed over.
    fn applicant_name(&self) -> String {
        self.applicant.as_ref().map_or_else(String::new, |(_, record)| record.name.reveal().to_owned())
    }

    /// The last document of these kinds.
    fn document(&self, kinds: &[DocumentKind]) -> Result<DocumentId, Trouble> {
        let documents = &self.case()?.documents;
        let found = documents.iter().rev().find(|document| kinds.contains(&document.kind));
        found.map(|document| document.id).ok_or_else(|| Trouble::refused("demo: a document is missing"))
    }
}

const DECISIONS: [DocumentKind; 3] =
    [DocumentKind::GrantDecision, DocumentKind::RefusalDecision, DocumentKind::OnTheSpotDecision];

/// A case as its stream has made it.
pub(super) fn state(app: &App, id: CaseId) -> Result<Case, Trouble> {
    let stream = format!("case-{id}");
    let keys = Arc::clone(app.keys());
    let stored = app
        .store()
        .read(move |tx| {
            event::load(tx, keys.evidence(), &stream)
                .map_err(daowei_store::Abort::<daowei_store::Error>::from)
        })
        .map_err(daowei_store::Abort::into_store)?;
    let records: Result<Vec<Recorded<Event>>, _> =
        stored.iter().map(|event| serde_json::from_slice(&event.body)).collect();
    let records = records.map_err(Trouble::refused)?;
    Case::fold(&records).ok_or_else(|| Trouble::refused("demo: a case without events"))
}

impl Stagehand<'_> {
    pub(super) fn caller(hand: Hand, responsible: Option<Hand>) -> Caller {
        Caller::InPost {
            person: hand.person,
            post: hand.post,
            responsible: responsible.map(|hand| hand.person),
        }
    }

    /// Plays one move.
    pub(super) fn play(&self, playing: &mut Playing, step: Move, now: Timestamp) -> Result<(), Trouble> {
        let brief = match step {
            Move::Receive
            | Move::ReceiveAcross
            | Move::ReceiveLate
            | Move::ReceiveUnlisted
            | Move::ReceiveIncomplete => self.receive(playing, step, now)?,
            _ => {
                let mut texts = Texts::new(self.app);
                let (hand, command) = self.command(playing, step, now, &mut texts)?;
                let act =
                    Act { case: playing.case()?.id, command, texts, precondition: Precondition::default() };
                let caller = Self::caller(hand, None);
                let played = self.runtime.block_on(self.app.act(caller, act, None));
                played.map_err(|error| self.told(playing, step, &error))?.value
            }
        };
        playing.case = Some(brief);
        Ok(())
    }

    fn told(&self, playing: &Playing, step: Move, error: &daowei_app::Error) -> Trouble {
        let stage = playing.case.as_ref().map(|case| (case.number.to_string(), case.stage));
        Trouble::refused(format!("demo: {} {stage:?} {step:?}: {error}", playing.offer.content.name))
    }

    fn receive(&self, playing: &mut Playing, step: Move, now: Timestamp) -> Result<Brief, Trouble> {
        let mut texts = Texts::new(self.app);
        let content = playing.content();
        let chance = &mut playing.chance;
        let division = playing.desk.department.division.to_string();
        let natural = content.objects.iter().any(|object| object == "natural_person" || object == "自然人");
        let record = if natural && chance.percent(60) {
            applicant::person(self.phrases, chance, &division)?
        } else {
            applicant::firm(self.phrases, chance, &division)?
        };
        let organization = record.kind == PartyKind::Organization;
        let id = PartyId::from_parts(now.as_millisecond().unsigned_abs(), self.app.random());
        let mut parties = vec![texts.party(id, PartyRole::Applicant, &record)?];
        if organization && chance.percent(70) {
            let agent = applicant::person(self.phrases, chance, &division)?;
            let id = PartyId::from_parts(now.as_millisecond().unsigned_abs(), self.app.random());
            parties.push(texts.party(id, PartyRole::Representative, &agent)?);
        }
        playing.applicant = Some((id, record));
        let chance = &mut playing.chance;
        let late = match step {
            Move::ReceiveLate => {
                let reason = self.phrases.say(chance, "irregular");
                let slip = texts.take("slip", "number", format!("应急收件单第{}号", chance.within(1, 90)))?;
                Some(Late { slip: Some(slip), reason: texts.take("reason", "reason", reason)? })
            }
            _ => None,
        };
        let earlier = now.checked_sub(SignedDuration::from_mins(150)).unwrap_or(now);
        let unlisted = step == Move::ReceiveUnlisted;
        let across = step == Move::ReceiveAcross;
        let arrival = Arrival {
            item: (!unlisted).then_some(playing.offer.item),
            matter: unlisted
                .then(|| texts.take("matter", "matter", "清单以外的经营活动备案".to_owned()))
                .transpose()?,
            channel: if across || chance.percent(85) { Channel::Window } else { Channel::Courier },
            received_at: late.is_some().then_some(earlier),
            late,
            parties,
            papers: if unlisted { Vec::new() } else { papers(&content, step == Move::ReceiveIncomplete) },
            unlisted: None,
            unlisted_files: Vec::new(),
            service: None,
            shown: Vec::new(),
            despite_objection: false,
        };
        let caller = match chance.within(0, 9) {
            _ if unlisted || across => Self::caller(playing.desk.clerk, None),
            0..=2 => Self::caller(self.staff.composite, None),
            3 => Self::caller(self.staff.helper, Some(self.staff.composite)),
            _ => Self::caller(playing.desk.clerk, None),
        };
        let received = self.runtime.block_on(self.app.receive(caller, arrival, texts, None));
        Ok(received.map_err(|error| self.told(playing, step, &error))?.value.case)
    }

    /// Who does it, and what.
    fn command(
        &self,
        playing: &mut Playing,
        step: Move,
        now: Timestamp,
        texts: &mut Texts,
    ) -> Result<(Hand, Command), Trouble> {
        let today = daowei_calendar::legal_date(now);
        let desk = Desk { chief: self.staff.chief_on(&playing.desk, today), ..playing.desk.clone() };
        let content = playing.content();
        let mut chance = playing.chance.clone();
        playing.chance.next();
        let mut say = |kind: &str| -> Result<Text, Trouble> {
            Ok(texts.take("text", "reason", self.phrases.say(&mut chance, kind))?)
        };
        Ok(match step {
            Move::Receive
            | Move::ReceiveAcross
            | Move::ReceiveLate
            | Move::ReceiveUnlisted
            | Move::ReceiveIncomplete => {
                return Err(Trouble::refused("demo: papers come by their own door"));
            }
            Move::RequestCorrection | Move::RepeatDemand => {
                let old = playing.case()?.demands.first().copied().filter(|_| step == Move::RepeatDemand);
                if let Some(old) = old {
                    return Ok((desk.clerk, Command::RequestCorrection(vec![Demanded::Again(old)])));
                }
                let paper = content.papers.iter().find(|paper| paper.need == PaperNeed::Required);
                let paper = paper.ok_or_else(|| Trouble::refused("demo: no required paper"))?;
                let words = self.phrases.demand(&mut playing.chance, &paper.id, &paper.name);
                let what = texts.take("demand", "demand", words)?;
                let demand = Demanded::New { paper: paper.id.clone(), what };
                (desk.clerk, Command::RequestCorrection(vec![demand]))
            }
            Move::HandIn { all } => {
                let met = if all { playing.case()?.demands.clone() } else { Vec::new() };
                let papers = if all { papers(&content, false) } else { Vec::new() };
                (desk.clerk, Command::HandInCorrections { met, papers })
            }
            Move::NotRequired => (desk.clerk, Command::NotRequired { reasons: say("not_required")? }),
            Move::NotCompetent => {
                let organ = "资阳市农业农村局".to_owned();
                let words = self.phrases.say(&mut playing.chance, "not_competent").replace("{organ}", &organ);
                (
                    desk.clerk,
                    Command::NotCompetent {
                        organ: texts.take("organ", "organ", organ)?,
                        reasons: texts.take("reasons", "reason", words)?,
                    },
                )
            }
            Move::NotAccept => (desk.clerk, Command::NotAccept { reasons: say("not_accept")? }),
            Move::Accept => (desk.clerk, Command::Accept),
            Move::OnTheSpot => {
                let reasons = say("grant.other_powers.filing")?;
                (
                    desk.chief,
                    Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons, grounds: Vec::new() },
                )
            }
            Move::Examine(verdict) => {
                let step = playing.case()?.step.clone().unwrap_or_default();
                let hand = match step.as_str() {
                    "examine" => desk.first,
                    "verify" => desk.second,
                    _ => desk.deputy,
                };
                let words = match verdict {
                    daowei_domain::case::Verdict::Favor => "examine.agree",
                    _ => "examine.disagree",
                };
                (hand, Command::Examine { step, verdict, opinion: say(words)? })
            }
            Move::SubmitUpward => {
                let to = match content.decision_level {
                    DecisionLevel::MunicipalGovernment => "资阳市人民政府",
                    DecisionLevel::Collective => "本机关集体讨论会议",
                    _ => "四川省主管部门",
                };
                let opinion = say(match content.decision_level {
                    DecisionLevel::MunicipalGovernment => "examine.refer_up.government",
                    DecisionLevel::Collective => "examine.refer_up.collective",
                    _ => "examine.refer_up.superior",
                })?;
                let to = texts.take("to", "organ", to.to_owned())?;
                (desk.chief, Command::SubmitUpward { to, opinion })
            }
            Move::Reply(outcome) => {
                let (year, ordinal) = (today.year(), playing.chance.within(1, 400));
                let number = match content.decision_level {
                    DecisionLevel::MunicipalGovernment => format!("资府批〔{year}〕{ordinal}号"),
                    DecisionLevel::Collective => format!("局务会纪要〔{year}〕{ordinal}号"),
                    _ => format!("川审批〔{year}〕{ordinal}号"),
                };
                let number = texts.take("number", "number", number)?;
                // The government is on record with its own; what the superior organ decides is turned against above it.
                let recourse = (content.decision_level == DecisionLevel::SuperiorOrgan).then(|| Recourse {
                    review_organ: "四川省人民政府".to_owned(),
                    court: "成都市锦江区人民法院".to_owned(),
                });
                (desk.chief, Command::RecordReply { outcome, number, on: today, recourse })
            }
            Move::StartPause => {
                let ground = pausing(&content).ok_or_else(|| Trouble::refused("demo: no procedure"))?;
                (desk.chief, Command::StartPause { ground, needed_days: 15, on: today })
            }
            Move::EndPause { deduct } => {
                let pause = playing.case()?.pause.ok_or_else(|| Trouble::refused("demo: no pause"))?;
                (desk.chief, Command::EndPause { pause, on: today, deduct })
            }
            Move::Extend => {
                let reasons = say("extend.reason")?;
                (desk.deputy, Command::Extend { days: 10, reasons, by_government: false })
            }
            Move::SealNotice(kind) => {
                let document = playing.document(&[kind])?;
                (desk.chief, Command::Seal { document, seal: SealKind::Approval, copies: 2, pages: 1 })
            }
            Move::SealByLeader(kind) => {
                let document = playing.document(&[kind])?;
                (desk.deputy, Command::Seal { document, seal: SealKind::Office, copies: 2, pages: 1 })
            }
            Move::Serve(kind) => {
                let document = playing.document(&[kind])?;
                let given = ServiceGiven {
                    service: Service::Direct,
                    on: today,
                    recipient: Some(texts.take("recipient", "proof", playing.applicant_name())?),
                    authority: None,
                    proof: texts.take("proof", "proof", self.phrases.say(&mut chance, "delivery.direct"))?,
                    elsewhere: None,
                    otherwise: None,
                    files: Vec::new(),
                };
                (desk.clerk, Command::Serve { document, given })
            }
            Move::Decide(outcome) => {
                let words = match outcome {
                    Outcome::Grant => "decide.grant",
                    Outcome::Refuse => "decide.refuse",
                };
                let reasons = say(words)?;
                reasons.words().clone_into(&mut playing.reasons);
                (desk.chief, Command::Decide { outcome, reasons, grounds: Vec::new() })
            }
            Move::Seal => {
                let document = playing.document(&DECISIONS)?;
                let pages = playing.chance.within(1, 4);
                (desk.chief, Command::Seal { document, seal: SealKind::Approval, copies: 2, pages })
            }
            Move::Deliver => {
                let ways = [Service::Direct, Service::Direct, Service::Mail, Service::ByAgent];
                let service = playing.chance.pick(&ways).copied().unwrap_or(Service::Direct);
                let agent = service == Service::ByAgent;
                let proof = match service {
                    Service::Mail => "delivery.mail",
                    Service::ByAgent => "delivery.by_agent",
                    _ => "delivery.direct",
                };
                let taker =
                    if agent { self.phrases.name(&mut playing.chance) } else { playing.applicant_name() };
                let authority = "授权委托书（委托领取办理结果），附代领人身份证复印件".to_owned();
                let given = ServiceGiven {
                    service,
                    on: today,
                    recipient: Some(texts.take("recipient", "proof", taker)?),
                    authority: agent.then(|| texts.take("authority", "proof", authority)).transpose()?,
                    proof: texts.take("proof", "proof", self.phrases.say(&mut chance, proof))?,
                    elsewhere: None,
                    otherwise: None,
                    files: Vec::new(),
                };
                (desk.clerk, Command::Deliver(given))
            }
            Move::Withdraw => {
                (desk.clerk, Command::Withdraw { form: say("withdraw.by_applicant")?, files: Vec::new() })
            }
            Move::Terminate(ground) => {
                let words = match ground {
                    TerminationGround::ApplicantGone => "terminate.applicant_gone",
                    TerminationGround::LawChanged => "terminate.law_changed",
                    _ => "terminate.correction_never_came",
                };
                (desk.chief, Command::Terminate { ground, reasons: say(words)? })
            }
            Move::CorrectDecision => {
                let document = playing.document(&DECISIONS)?;
                let target = Correction::Document { document, written: Vec::new(), slips: Vec::new() };
                let old: String = playing.reasons.chars().take(6).collect();
                let words = ("决定书理由的文字", old.clone(), format!("经审查，{old}"));
                (desk.chief, self.correction(target, words, texts, &mut chance)?)
            }
            Move::CorrectParty => {
                let (id, record) =
                    playing.applicant.take().ok_or_else(|| Trouble::refused("demo: nobody"))?;
                let division = desk.department.division.to_string();
                let moved = applicant::firm(self.phrases, &mut playing.chance, &division)?;
                let line = |record: &PartyRecord| {
                    record.address.as_ref().map_or("无", |address| address.reveal()).to_owned()
                };
                let (old, new) = (line(&record), line(&moved));
                let becomes = PartyRecord { address: moved.address, ..record };
                let given = texts.party(id, PartyRole::Applicant, &becomes)?;
                playing.applicant = Some((id, becomes.clone()));
                let target =
                    Correction::Party(Box::new(PartyCorrection { given, was: None, first: None, becomes }));
                (desk.chief, self.correction(target, ("申请人地址", old, new), texts, &mut chance)?)
            }
            Move::Void(kind) => {
                let document = playing.document(&[kind])?;
                (desk.chief, Command::VoidDocument { document, reasons: say("void_number")? })
            }
            Move::Reissue(kind) => (desk.chief, Command::Reissue { document: playing.document(&[kind])? }),
            Move::Redecide => {
                let reasons = say("redecide")?;
                let number = format!("资府复决〔{}〕{}号", today.year(), playing.chance.within(1, 90));
                let instrument = InstrumentGiven {
                    kind: InstrumentKind::Reconsideration,
                    organ: texts.take("organ", "organ", "资阳市人民政府".to_owned())?,
                    number: texts.take("number", "number", number)?,
                    on: today,
                };
                (
                    desk.leader,
                    Command::Redecide {
                        instrument,
                        reply: None,
                        outcome: Outcome::Grant,
                        reasons,
                        grounds: Vec::new(),
                    },
                )
            }
            Move::Irregular(what) => {
                let on = today.yesterday().unwrap_or(today);
                let words = self.phrases.name(&mut playing.chance);
                let evidence = say("irregular")?;
                let person = texts.take("person", "person", words)?;
                let place = texts.take("place", "place", "部门业务科室（中心以外）".to_owned())?;
                let decider = what.decision().map(|_| desk.chief.person);
                let hand = if decider.is_some() { desk.chief } else { desk.clerk };
                let recipient = match what {
                    IrregularKind::DeliveredElsewhere => {
                        Some(texts.take("recipient", "proof", playing.applicant_name())?)
                    }
                    _ => None,
                };
                let fact = Irregular { what, place, person, decider, recipient, on, evidence };
                (hand, Command::RecordIrregular(fact))
            }
            Move::Reassign => {
                (desk.chief, Command::Reassign { to: desk.second.person, reasons: say("hand_over")? })
            }
            Move::HandOver => {
                (desk.second, Command::HandOver { to: desk.first.person, reasons: say("hand_over")? })
            }
            Move::Archive => {
                let file = format!("演示卷{}-{}", today.year(), playing.case()?.number);
                let file = texts.take("file", "file", file)?;
                let pages = playing.chance.within(6, 60);
                (desk.clerk, Command::Archive { file, pages, retention_years: Some(10) })
            }
        })
    }

    fn correction(
        &self,
        target: Correction,
        (subject, old, new): (&str, String, String),
        texts: &mut Texts,
        chance: &mut Chance,
    ) -> Result<Command, Trouble> {
        let reasons = match target {
            Correction::Document { .. } => "clerical_correction.decision",
            _ => "clerical_correction.party",
        };
        Ok(Command::Correct {
            target,
            subject: texts.take("subject", "subject", subject.to_owned())?,
            old: texts.take("old", "old", old)?,
            new: texts.take("new", "new", new)?,
            reasons: texts.take("reasons", "reason", self.phrases.say(chance, reasons))?,
        })
    }
}

/// The papers that an applicant brings; the first required one may be missing.
fn papers(content: &Content, incomplete: bool) -> Vec<PaperGiven> {
    let needed = content.papers.iter().filter(|paper| paper.need != PaperNeed::Conditional);
    let missing =
        content.papers.iter().find(|paper| paper.need == PaperNeed::Required).filter(|_| incomplete);
    needed
        .filter(|paper| missing.is_none_or(|missing| missing.id != paper.id))
        .map(|paper| PaperGiven {
            files: Vec::new(),
            paper: paper.id.clone(),
            form: if paper.originals > 0 { PaperForm::OriginalTaken } else { PaperForm::Copy },
            copies: paper.originals.max(paper.copies).max(1),
            verified: None,
            ground: None,
        })
        .collect()
}

/// A special procedure of this item that its law calls for (art. 45).
pub(super) fn pausing(content: &Content) -> Option<ProcedureGround> {
    let called = content.procedures.iter().find(|p| p.basis.is_some() && p.ground.is_in_article_45());
    called.map(|procedure| procedure.ground)
}

//! A case from receipt to decision.

use super::Example;
use crate::case::{
    Command, DocumentKind, GroundGiven, InstrumentGiven, InstrumentKind, Irregular, IrregularKind, Late,
    MandateGiven, ObjectionOutcome, Outcome, PaperForm, PaperGiven, PartyRole, Receive, ScreenObjection,
    StatementGiven, Verdict, VerifiedGiven, exportable, rules,
};
use crate::catalog::ProcedureGround;
use crate::fixture::{Matter, Organ, Play, Who, at, day, demand, id, paper, party, reasons, text};
use crate::rule::Refusal;
use daowei_ident::ScreenId;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::STAGE, || withdrawn().act(Who::Chief, reassign()).map(drop)),
    (&rules::EXPORT_TOO_MANY, || exportable(10_001)),
    (&rules::ITEM_MISSING, || {
        let mut play = Play::new(None, "2026-03-02 09:00");
        let command = play.opening();
        play.receive(&play.city.staff(Who::Clerk), command)?;
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::DEPARTMENT_MISSING, || {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        play.city.facts.departments.remove(&Organ::Market.id());
        let command = play.opening();
        play.receive(&play.city.staff(Who::Clerk), command).map(drop)
    }),
    (&rules::RECEIVED_IN_FUTURE, || receive(|command| command.received_at = at("2026-03-02 09:01"))),
    (&rules::LATE_UNEXPLAINED, || receive(|command| command.received_at = at("2026-03-02 08:29"))),
    (&rules::LATE_CONTRACT_STAFF, || {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        let mut command = play.opening();
        command.received_at = at("2026-02-02 09:00");
        command.late = Some(Late { slip: Some(text("应急收件单第7号")), reason: reasons() });
        play.receive(&play.city.staff(Who::Assistant), command).map(drop)
    }),
    (&rules::LATE_BEYOND, || late_by(Who::Clerk, "2026-02-02 09:00")),
    (&rules::LATE_TOO_OLD, || late_by(Who::Chief, "2020-02-03 09:00")),
    (&rules::PARTY_MISSING, || receive(|command| command.parties.push(party(2, PartyRole::Applicant)))),
    (&rules::AGENT_IS_PARTY, || receive(|command| command.agent_is_party = true)),
    (&rules::RECEIVE_OBJECTED, || receive(|command| command.objections.push(objected("2026-03-02 08:50")))),
    (&rules::PARTIES_TOO_MANY, || {
        let (scope, paper) = (text("代为领取文书"), text("授权委托书原件一份"));
        let mut agent = party(99, PartyRole::Agent);
        agent.mandate = Some(MandateGiven { scope, from: day("2026-01-01"), to: None, paper });
        let mut play = received_with(|command| {
            command.parties.extend((2..=20).map(|number| party(number, PartyRole::Interested)));
        });
        play.act(Who::Clerk, Command::AddAgent { agent, known: false }).map(drop)
    }),
    (&rules::PAPER_UNLISTED, || receive(|command| command.papers.push(paper("p9", PaperForm::Copy)))),
    (&rules::PAPER_COPIES, || {
        let given = PaperGiven { copies: 0, ..paper("p2", PaperForm::OriginalTaken) };
        received().act(Who::Clerk, Command::RecordPapers(vec![given])).map(drop)
    }),
    (&rules::MANDATE, || mandated("2026-03-02", "2026-03-01").map(drop)),
    (&rules::MANDATE_HOLDS, || {
        let mut play = mandated("2026-03-02", "2026-03-31")?;
        let (scope, paper) = (text("代为提交申请材料、签收文书"), text("授权委托书原件一份"));
        let given = MandateGiven { scope, from: day("2026-03-02"), to: None, paper };
        let party = party(2, PartyRole::Agent).id;
        play.act(Who::Clerk, Command::RecordMandate { party, given, same: false, reasons: None }).map(drop)
    }),
    (&rules::MANDATE_DAYS, || mandated("1896-03-02", "2026-03-31").map(drop)),
    (&rules::MANDATE_SAME, || {
        let mut play = mandated("2026-03-02", "2026-03-31")?;
        let (scope, paper) = (text("代为提交申请材料"), text("授权委托书原件一份"));
        let given = MandateGiven { scope, from: day("2026-03-02"), to: Some(day("2026-03-31")), paper };
        let (party, reasons) = (party(2, PartyRole::Agent).id, Some(reasons()));
        play.act(Who::Clerk, Command::RecordMandate { party, given, same: true, reasons }).map(drop)
    }),
    (&rules::AGENT_KNOWN, || {
        let (scope, paper) = (text("代为领取文书"), text("授权委托书原件一份"));
        let mut agent = party(3, PartyRole::Agent);
        agent.mandate = Some(MandateGiven { scope, from: day("2026-01-01"), to: None, paper });
        received().act(Who::Clerk, Command::AddAgent { agent, known: true }).map(drop)
    }),
    (&rules::MANDATE_OVER, || {
        let mut play = mandated("2026-01-01", "2026-03-01")?;
        let by = party(2, PartyRole::Agent).id;
        let command =
            Command::PutRight { what: text("申请书第二页漏填的联系电话"), by, paper: None };
        play.act(Who::Clerk, command).map(drop)
    }),
    (&rules::PAPER_VERIFIED, || {
        let verified = Some(VerifiedGiven { by: Some(Who::Assistant.person()), on: None });
        let given = PaperGiven { verified, ..paper("p1", PaperForm::Copy) };
        received().act(Who::Clerk, Command::RecordPapers(vec![given])).map(drop)
    }),
    (&rules::EXEMPT_GROUND, || {
        let given = PaperGiven { ground: None, ..paper("p1", PaperForm::Exempt) };
        received().act(Who::Clerk, Command::RecordPapers(vec![given])).map(drop)
    }),
    (&rules::PAPER_LESS, || {
        let given = paper("p1", PaperForm::Promised);
        accepted().act(Who::Clerk, Command::RecordPapers(vec![given])).map(drop)
    }),
    (&rules::ITEM_SAME, || {
        let (item, papers) = (Matter::License.id(), Vec::new());
        received().act(Who::Clerk, Command::SetItem { item, papers, reasons: reasons() }).map(drop)
    }),
    (&rules::PAPER_WITHOUT_LIST, || {
        let mut play = Play::new(None, "2026-03-02 09:00");
        let mut command = play.opening();
        command.papers.push(paper("身份证复印件", PaperForm::Copy));
        play.receive(&play.city.staff(Who::Clerk), command).map(drop)
    }),
    (&rules::PUT_RIGHT_EMPTY, || put_right(1, " ")),
    (&rules::PUT_RIGHT_BY, || put_right(2, "联系电话补填")),
    (&rules::CORRECTION_UNLISTED, || ask(vec![demand("p9", None)])),
    (&rules::CORRECTION_EMPTY, || ask(Vec::new())),
    (&rules::CORRECTION_NEW_DEMAND, || {
        let mut play = corrected(false);
        play.act(Who::Clerk, Command::RequestCorrection(vec![demand("p2", None)])).map(drop)
    }),
    (&rules::CORRECTION_REPEAT, || {
        let mut play = corrected(true);
        let old = play.case().corrections.first().and_then(|round| round.demands.first()).map(|d| d.id);
        play.act(Who::Clerk, Command::RequestCorrection(vec![demand("p1", old)])).map(drop)
    }),
    (&rules::CORRECTION_AFTER_ACCEPTANCE, || {
        let command = Command::RequestCorrection(vec![demand("p1", None)]);
        accepted().act(Who::Clerk, command).map(drop)
    }),
    (&rules::CORRECTION_NONE, || {
        let command = Command::HandInCorrections { met: Vec::new(), papers: Vec::new() };
        received().act(Who::Clerk, command).map(drop)
    }),
    (&rules::CORRECTION_DEMAND, || {
        let mut play = received();
        play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
        let met = vec![id(daowei_ident::DemandId::from_parts, 99)];
        play.act(Who::Clerk, Command::HandInCorrections { met, papers: Vec::new() }).map(drop)
    }),
    (&rules::REASONS_MISSING, || {
        received().act(Who::Clerk, Command::NotAccept { reasons: text("。。。　。。。。。。。。") }).map(drop)
    }),
    (&rules::REASONS_SHORT, || {
        received().act(Who::Clerk, Command::NotAccept { reasons: text("不　行　　　　　　　") }).map(drop)
    }),
    (&rules::REMEDIES_MISSING, || {
        let mut play = received();
        play.city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ").court = None;
        play.act(Who::Clerk, Command::NotAccept { reasons: reasons() }).map(drop)
    }),
    (&rules::ORGAN_MISSING, || {
        let command = Command::NotCompetent { organ: text(" "), reasons: reasons() };
        received().act(Who::Clerk, command).map(drop)
    }),
    (&rules::ORGAN_OURS, || {
        let command = Command::NotCompetent { organ: text("本机关"), reasons: reasons() };
        received().act(Who::Clerk, command).map(drop)
    }),
    (&rules::ALREADY_ACCEPTED, || accepted().act(Who::Clerk, Command::Accept).map(drop)),
    (&rules::PAPERS_MISSING, || {
        let mut play = received_with(|command| {
            command.papers.retain(|paper| paper.paper != "p1");
        });
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::DEMANDS_OPEN, || corrected(false).act(Who::Clerk, Command::Accept).map(drop)),
    (&rules::INTAKE_ENDED, || {
        let mut play = received();
        play.done(Who::Clerk, Command::NotAccept { reasons: reasons() });
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::NOT_INSTANT, || {
        let command =
            Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons(), grounds: Vec::new() };
        received().act(Who::Chief, command).map(drop)
    }),
    (&rules::EXAMINE_BEFORE_ACCEPTANCE, || {
        received().examine(Who::Reviewer, "examine", Verdict::Favor).map(drop)
    }),
    (&rules::WRONG_STEP, || accepted().examine(Who::Reviewer, "verify", Verdict::Favor).map(drop)),
    (&rules::NOTHING_BEFORE, || accepted().examine(Who::Reviewer, "examine", Verdict::Return).map(drop)),
    (&rules::GROUND_UNLISTED, || {
        let grounds = vec![GroundGiven::Basis(2)];
        let command = Command::Decide { outcome: Outcome::Refuse, reasons: reasons(), grounds };
        Play::examined(Matter::License, "2026-03-02 09:00").act(Who::Chief, command).map(drop)
    }),
    (&rules::LEVEL, || {
        Play::examined(Matter::Government, "2026-03-02 09:00").decide(Who::Chief, Outcome::Grant).map(drop)
    }),
    (&rules::REPLY_AWAITED, || submitted().decide(Who::Chief, Outcome::Grant).map(drop)),
    (&rules::NOT_UPWARD, || examined().act(Who::Chief, upward("市人民政府")).map(drop)),
    (&rules::UPWARD_OURS, || {
        let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
        play.act(Who::Chief, upward("本机关")).map(drop)
    }),
    (&rules::UPWARD_REPLIED, || {
        let mut play = submitted();
        play.done(Who::Chief, reply("资府函〔2026〕8号", "2026-03-02"));
        play.act(Who::Chief, upward("市人民政府")).map(drop)
    }),
    (&rules::REPLY_MISSING, || submitted().act(Who::Chief, reply(" ", "2026-03-02")).map(drop)),
    (&rules::REPLY_DATE, || submitted().act(Who::Chief, reply("资府函〔2026〕8号", "2026-03-01")).map(drop)),
    (&rules::REPLY_RECOURSE, || {
        let (outcome, number, on) = (Outcome::Refuse, text("资府函〔2026〕8号"), day("2026-03-02"));
        let command = Command::RecordReply { outcome, number, on, recourse: None };
        submitted().act(Who::Chief, command).map(drop)
    }),
    (&rules::REPLY_DIFFERS, || {
        let mut play = submitted();
        play.done(Who::Chief, reply("资府函〔2026〕8号", "2026-03-02"));
        play.decide(Who::Chief, Outcome::Refuse).map(drop)
    }),
    (&rules::BEFORE_ACCEPTANCE, || received().decide(Who::Chief, Outcome::Grant).map(drop)),
    (&rules::STEPS_OPEN, || accepted().decide(Who::Chief, Outcome::Grant).map(drop)),
    (&rules::AFTER_WITHDRAWAL, || withdrawn().decide(Who::Chief, Outcome::Grant).map(drop)),
    (&rules::DECIDED_TWICE, || decided().decide(Who::Chief, Outcome::Refuse).map(drop)),
    (&rules::PAUSE_STILL_OPEN, || {
        let mut play = examined();
        let ground = ProcedureGround::SiteSurvey;
        play.done(Who::Chief, Command::StartPause { ground, needed_days: 3, on: day("2026-03-02") });
        play.decide(Who::Chief, Outcome::Grant).map(drop)
    }),
    (&rules::INTERESTED_UNHEARD, || {
        let mut play = concerned();
        play.done(Who::Clerk, Command::Accept);
        examine(&mut play);
        play.decide(Who::Chief, Outcome::Grant).map(drop)
    }),
    (&rules::INTERESTED_ROLE, || {
        let party = id(daowei_ident::PartyId::from_parts, 1);
        concerned().act(Who::Reviewer, Command::InformInterested { party, what: reasons() }).map(drop)
    }),
    (&rules::INTERESTED_UNTOLD, || {
        let mut play = concerned();
        let party = id(daowei_ident::PartyId::from_parts, 2);
        play.done(Who::Reviewer, Command::InformInterested { party, what: reasons() });
        let given = StatementGiven::Stated(reasons());
        play.act(Who::Reviewer, Command::RecordStatement { party, given }).map(drop)
    }),
    (&rules::INTERESTED_NONE, || {
        let party = id(daowei_ident::PartyId::from_parts, 1);
        accepted().act(Who::Reviewer, Command::InformInterested { party, what: reasons() }).map(drop)
    }),
    (&rules::STATEMENT_ROLE, || {
        let mut play = received_with(|command| command.parties.push(party(2, PartyRole::Agent)));
        heard(&mut play, StatementGiven::Stated(reasons()))
    }),
    (&rules::STATEMENT_EMPTY, || heard(&mut told(), StatementGiven::Stated(text("……")))),
    (&rules::WAIVER_FORM, || heard(&mut told(), StatementGiven::Waived(text(" ")))),
    (&rules::STATEMENT_PERIOD, || heard(&mut told(), StatementGiven::Silent)),
    (&rules::STATEMENT_HEARD, || {
        let mut play = told();
        heard(&mut play, StatementGiven::Stated(text("不同意")))?;
        heard(&mut play, StatementGiven::Silent)
    }),
    (&rules::HOLDER_UNHEARD, || {
        let (kind, organ) = (InstrumentKind::SelfCorrection, text("资阳市市场监督管理局"));
        let number = text("资市监纠〔2026〕1号");
        let instrument = InstrumentGiven { kind, organ, number, ..instrument() };
        decided().act(Who::Principal, redecide(instrument)).map(drop)
    }),
    (&rules::PAPERS_FOLLOW, || {
        let mut play = received_with(|command| {
            for paper in command.papers.iter_mut().filter(|paper| paper.paper == "p3") {
                paper.form = PaperForm::Promised;
            }
        });
        play.done(Who::Clerk, Command::Accept);
        examine(&mut play);
        play.decide(Who::Chief, Outcome::Grant).map(drop)
    }),
    (&rules::INSTRUMENT, || again(|instrument| instrument.number = text(" "))),
    (&rules::INSTRUMENT_DATE, || again(|instrument| instrument.on = day("2026-03-01"))),
    (&rules::INSTRUMENT_ORGAN, || again(|instrument| instrument.organ = text("资阳市市场监督管理局"))),
    (&rules::INSTRUMENT_USED, || {
        let mut play = decided();
        play.done(Who::Principal, redecide(instrument()));
        play.act(Who::Principal, redecide(instrument())).map(drop)
    }),
    (&rules::NOT_DECIDED, || examined().act(Who::Principal, redecide(instrument())).map(drop)),
    (&rules::ELSEWHERE_DIFFERS, || {
        let mut play = examined();
        play.done(Who::Chief, elsewhere(Some(Who::Chief)));
        play.decide(Who::Chief, Outcome::Refuse).map(drop)
    }),
    (&rules::IRREGULAR_RECIPIENT, || {
        let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
        let (what, recipient) = (IrregularKind::DeliveredElsewhere, None);
        let Command::RecordIrregular(fact) = elsewhere(None) else { return Ok(()) };
        let fact = Irregular { what, recipient, ..fact };
        play.act(Who::Clerk, Command::RecordIrregular(fact)).map(drop)
    }),
    (&rules::IRREGULAR_DECIDER, || examined().act(Who::Chief, elsewhere(None)).map(drop)),
];

fn late_by(who: Who, received_at: &str) -> Result<(), Refusal> {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.received_at = at(received_at);
    command.late = Some(Late { slip: None, reason: reasons() });
    play.receive(&play.city.staff(who), command).map(drop)
}

pub(super) fn received() -> Play {
    Play::received(Matter::License, "2026-03-02 09:00")
}

pub(super) fn accepted() -> Play {
    Play::accepted(Matter::License, "2026-03-02 09:00")
}

pub(super) fn examined() -> Play {
    Play::examined(Matter::License, "2026-03-02 09:00")
}

pub(super) fn decided() -> Play {
    Play::decided(Matter::License, "2026-03-02 09:00")
}

pub(super) fn withdrawn() -> Play {
    let mut play = received();
    play.done(Who::Clerk, Command::Withdraw { form: text("申请人签名的撤回申请书"), files: Vec::new() });
    play
}

/// An application that concerns a neighbor.
fn concerned() -> Play {
    received_with(|command| command.parties.push(party(2, PartyRole::Interested)))
}

/// The same, and the neighbor was told.
fn told() -> Play {
    let mut play = concerned();
    let party = id(daowei_ident::PartyId::from_parts, 2);
    play.done(Who::Reviewer, Command::InformInterested { party, what: reasons() });
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    play
}

fn heard(play: &mut Play, given: StatementGiven) -> Result<(), Refusal> {
    let party = id(daowei_ident::PartyId::from_parts, 2);
    play.act(Who::Reviewer, Command::RecordStatement { party, given }).map(drop)
}

fn submitted() -> Play {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, upward("市人民政府"));
    play
}

/// A correction that was handed in, the demand met or not.
fn corrected(met: bool) -> Play {
    let mut play = received();
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
    let demands: Vec<_> = play.case().unmet().map(|demand| demand.id).collect();
    let met = if met { demands } else { Vec::new() };
    play.done(Who::Clerk, Command::HandInCorrections { met, papers: Vec::new() });
    play
}

fn examine(play: &mut Play) {
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::Principal, "check")]
    {
        play.examine(who, step, Verdict::Favor).expect("a step of review");
    }
}

/// Said at the screen, and not shown anew since.
fn objected(when: &str) -> ScreenObjection {
    let screen = id(ScreenId::from_parts, 1);
    ScreenObjection { screen, at: at(when), words: None, outcome: ObjectionOutcome::Despite }
}

fn received_with(change: impl FnOnce(&mut Receive)) -> Play {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    change(&mut command);
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play
}

fn receive(change: impl FnOnce(&mut Receive)) -> Result<(), Refusal> {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    change(&mut command);
    play.receive(&play.city.staff(Who::Clerk), command).map(drop)
}

fn ask(demands: Vec<crate::case::Demanded>) -> Result<(), Refusal> {
    received().act(Who::Clerk, Command::RequestCorrection(demands)).map(drop)
}

pub(super) fn reassign() -> Command {
    Command::Reassign { to: Who::Reviewer.person(), reasons: reasons() }
}

fn upward(to: &str) -> Command {
    Command::SubmitUpward { to: text(to), opinion: reasons() }
}

fn reply(number: &str, on: &str) -> Command {
    Command::RecordReply { outcome: Outcome::Grant, number: text(number), on: day(on), recourse: None }
}

/// Put right on the spot by that party; the second one is only interested in the outcome.
fn put_right(by: u8, what: &str) -> Result<(), Refusal> {
    let mut play = received_with(|command| command.parties.push(party(2, PartyRole::Interested)));
    let by = id(daowei_ident::PartyId::from_parts, by);
    play.act(Who::Clerk, Command::PutRight { what: text(what), by, paper: None }).map(drop)
}

fn instrument() -> InstrumentGiven {
    InstrumentGiven {
        kind: InstrumentKind::Reconsideration,
        organ: text("资阳市人民政府"),
        number: text("资府复决〔2026〕3号"),
        on: day("2026-03-02"),
    }
}

fn redecide(instrument: InstrumentGiven) -> Command {
    Command::Redecide {
        instrument,
        reply: None,
        outcome: Outcome::Refuse,
        reasons: reasons(),
        grounds: Vec::new(),
    }
}

/// A second decision by an instrument that one thing is wrong with.
fn again(change: impl Fn(&mut InstrumentGiven)) -> Result<(), Refusal> {
    let mut instrument = instrument();
    change(&mut instrument);
    decided().act(Who::Principal, redecide(instrument)).map(drop)
}

fn elsewhere(decider: Option<Who>) -> Command {
    Command::RecordIrregular(Irregular {
        what: IrregularKind::GrantedElsewhere,
        place: text("局机关"),
        person: text("王某"),
        decider: decider.map(Who::person),
        recipient: None,
        on: day("2026-03-02"),
        evidence: text("纸质决定书"),
    })
}

/// Received of an agent with a mandate of those days.
fn mandated(from: &str, to: &str) -> Result<Play, Refusal> {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut agent = party(2, PartyRole::Agent);
    let (scope, paper) = (text("代为提交申请材料"), text("授权委托书原件一份"));
    agent.mandate = Some(MandateGiven { scope, from: day(from), to: Some(day(to)), paper });
    let mut command = play.opening();
    command.parties.push(agent);
    play.receive(&play.city.staff(Who::Clerk), command)?;
    Ok(play)
}

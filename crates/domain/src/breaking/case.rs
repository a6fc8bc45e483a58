//! A case from receipt to decision.

use super::Example;
use crate::case::{
    Command, InstrumentGiven, InstrumentKind, Outcome, PaperForm, PartyRole, Receive, Verdict, rules,
};
use crate::catalog::ProcedureGround;
use crate::fixture::{Matter, Organ, Play, Who, at, day, demand, id, paper, party, reasons, text};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::STAGE, || withdrawn().act(Who::Chief, reassign()).map(drop)),
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
    (&rules::PARTY_MISSING, || receive(|command| command.parties.push(party(2, PartyRole::Applicant)))),
    (&rules::PAPER_UNLISTED, || receive(|command| command.papers.push(paper("p9", PaperForm::Copy)))),
    (&rules::PAPER_WITHOUT_LIST, || {
        let mut play = Play::new(None, "2026-03-02 09:00");
        let mut command = play.opening();
        command.papers.push(paper("身份证复印件", PaperForm::Copy));
        play.receive(&play.city.staff(Who::Clerk), command).map(drop)
    }),
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
        let command = Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons() };
        received().act(Who::Chief, command).map(drop)
    }),
    (&rules::EXAMINE_BEFORE_ACCEPTANCE, || {
        received().examine(Who::Reviewer, "examine", Verdict::Favor).map(drop)
    }),
    (&rules::WRONG_STEP, || accepted().examine(Who::Reviewer, "verify", Verdict::Favor).map(drop)),
    (&rules::NOTHING_BEFORE, || accepted().examine(Who::Reviewer, "examine", Verdict::Return).map(drop)),
    (&rules::LEVEL, || {
        Play::examined(Matter::Government, "2026-03-02 09:00").decide(Who::Chief, Outcome::Grant).map(drop)
    }),
    (&rules::NOT_UPWARD, || examined().act(Who::Chief, upward("市人民政府")).map(drop)),
    (&rules::REPLY_MISSING, || submitted().act(Who::Chief, reply(" ", "2026-03-02")).map(drop)),
    (&rules::REPLY_DATE, || submitted().act(Who::Chief, reply("资府函〔2026〕8号", "2026-03-01")).map(drop)),
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
    (&rules::INSTRUMENT, || decided().act(Who::Chief, redecide("")).map(drop)),
    (&rules::NOT_DECIDED, || examined().act(Who::Chief, redecide("川复决〔2026〕1号")).map(drop)),
];

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
    play.done(Who::Clerk, Command::Withdraw { form: text("申请人签名的撤回申请书") });
    play
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
    Command::RecordReply { outcome: Outcome::Grant, number: text(number), on: day(on) }
}

fn redecide(number: &str) -> Command {
    let instrument = InstrumentGiven {
        kind: InstrumentKind::Reconsideration,
        organ: text("资阳市人民政府"),
        number: text(number),
        on: day("2026-03-02"),
    };
    Command::Redecide { instrument, outcome: Outcome::Refuse, reasons: reasons() }
}

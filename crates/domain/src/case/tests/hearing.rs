//! 利害关系人: told and heard before anything is decided (行政许可法 art. 36).

use daowei_ident::PartyId;

use crate::authority::Act;
use crate::case::{
    Command, DocumentKind, InstrumentGiven, InstrumentKind, Mark, Outcome, PartyRole, Stage, StatementGiven,
    Verdict, allows, rules,
};
use crate::fixture::{Matter, Play, Who, at, day, id, party, reasons, text};
use crate::rule::Rule;

fn neighbor() -> PartyId {
    id(PartyId::from_parts, 2)
}

fn statement(given: StatementGiven) -> Command {
    Command::RecordStatement { party: neighbor(), given }
}

fn said(words: &str) -> Command {
    statement(StatementGiven::Stated(text(words)))
}

fn refused(play: &mut Play, command: Command) -> Option<&'static Rule> {
    play.act(Who::Reviewer, command).err().map(|refusal| refusal.rule)
}

/// Examined in all steps; it concerns a neighbor.
fn examined() -> Play {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.push(party(2, PartyRole::Interested));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play.done(Who::Clerk, Command::Accept);
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
    {
        play.examine(who, step, Verdict::Favor).expect("a step of review");
    }
    play
}

fn unheard(play: &mut Play) {
    for outcome in [Outcome::Grant, Outcome::Refuse] {
        let refusal = play.decide(Who::Chief, outcome).expect_err("nobody was heard");
        assert_eq!(refusal.rule, &rules::INTERESTED_UNHEARD);
    }
}

#[test]
fn nothing_is_decided_before_the_neighbor_was_told_and_heard() {
    let mut play = examined();
    unheard(&mut play);
    play.done(Who::Reviewer, Command::InformInterested { party: neighbor(), what: reasons() });
    unheard(&mut play);
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    unheard(&mut play);
    play.done(Who::Reviewer, said("不同意"));
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    assert_eq!(play.case().stage, Stage::Decided);
}

#[test]
fn a_void_notice_has_told_nobody() {
    let mut play = examined();
    play.done(Who::Reviewer, Command::InformInterested { party: neighbor(), what: reasons() });
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    play.done(Who::Reviewer, said("不同意"));
    play.void(DocumentKind::InterestedNotice).expect("void");
    unheard(&mut play);
}

/// Told on 2 March 2026: the period runs until 9 March.
fn told() -> Play {
    let mut play = examined();
    play.done(Who::Reviewer, Command::InformInterested { party: neighbor(), what: reasons() });
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    play
}

#[test]
fn a_citizens_words_are_as_few_as_he_likes_and_none_is_no_statement() {
    for words in ["不同意", "否"] {
        let mut play = told();
        assert_eq!(refused(&mut play, said(words)), None, "{words}");
        play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    }
    assert_eq!(refused(&mut told(), said("……")), Some(&rules::STATEMENT_EMPTY));
}

#[test]
fn the_right_is_waived_on_a_signed_form() {
    let waived = |form: &str| statement(StatementGiven::Waived(text(form)));
    assert_eq!(refused(&mut told(), waived(" ")), Some(&rules::WAIVER_FORM));
    assert_eq!(refused(&mut examined(), waived("放弃陈述申辩声明书")), Some(&rules::INTERESTED_UNTOLD));
    let mut play = told();
    assert_eq!(refused(&mut play, waived("放弃陈述申辩声明书")), None);
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
}

#[test]
fn silence_is_recorded_only_when_the_period_is_over_and_blocks_for_ever_no_more() {
    let silent = || statement(StatementGiven::Silent);
    assert_eq!(refused(&mut examined(), silent()), Some(&rules::INTERESTED_UNTOLD));
    let mut play = told();
    for now in ["2026-03-02 10:00", "2026-03-09 17:00"] {
        play.now = at(now);
        assert_eq!(refused(&mut play, silent()), Some(&rules::STATEMENT_PERIOD), "{now}");
        unheard(&mut play);
    }
    play.now = at("2026-03-10 09:00");
    unheard(&mut play);
    assert_eq!(refused(&mut play, silent()), None);
    assert_eq!(refused(&mut play, silent()), Some(&rules::STATEMENT_HEARD));
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
}

#[test]
fn the_applicant_is_heard_too_and_no_agent_in_his_own_name() {
    let applicant = id(PartyId::from_parts, 1);
    let speaks =
        |party, words: &str| Command::RecordStatement { party, given: StatementGiven::Stated(text(words)) };
    let mut play = examined();
    assert_eq!(refused(&mut play, speaks(applicant, "请求尽快办理")), None);
    unheard(&mut play);
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.push(party(3, PartyRole::Agent));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    let agent = id(PartyId::from_parts, 3);
    assert_eq!(refused(&mut play, speaks(agent, "请求尽快办理")), Some(&rules::STATEMENT_ROLE));
    assert!(allows(play.case(), Act::InformInterested).is_err(), "nobody is concerned");
}

#[test]
fn a_grant_tells_whom_it_concerns_where_to_turn() {
    let mut play = told();
    play.done(Who::Reviewer, said("不同意"));
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    let remedies = play.case().decision().and_then(|decision| decision.remedies.as_ref());
    assert!(remedies.is_some());
    let paper = super::forms::paper(&play, DocumentKind::GrantDecision);
    super::forms::says(&paper, &["利害关系人如不服本决定，可以自知道该行政行为之日起60日内"]);
    assert!(!paper.contains("邻居"), "{paper}");
}

#[test]
fn the_holder_is_told_and_heard_before_what_was_granted_is_taken_back() {
    let holder = id(PartyId::from_parts, 1);
    let revoke = || Command::Redecide {
        instrument: InstrumentGiven {
            kind: InstrumentKind::SelfCorrection,
            organ: text("资阳市市场监督管理局"),
            number: text("资市监纠〔2026〕1号"),
            on: day("2026-03-02"),
        },
        reply: None,
        outcome: Outcome::Refuse,
        reasons: reasons(),
        grounds: Vec::new(),
    };
    let inform = || Command::InformInterested { party: holder, what: reasons() };
    let speaks =
        || Command::RecordStatement { party: holder, given: StatementGiven::Stated(text("不同意撤销")) };
    assert_eq!(refused(&mut examined(), inform()), Some(&rules::INTERESTED_ROLE), "nothing is granted");
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let unheard = |play: &mut Play| {
        let refusal = play.act(Who::Principal, revoke()).expect_err("the holder was not heard");
        assert_eq!(refusal.rule, &rules::HOLDER_UNHEARD);
    };
    unheard(&mut play);
    play.done(Who::Reviewer, inform());
    unheard(&mut play);
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    unheard(&mut play);
    play.done(Who::Reviewer, speaks());
    play.done(Who::Principal, revoke());
    assert!(allows(play.case(), Act::RecordStatement).is_err(), "nothing is left to be said");
}

#[test]
fn a_decision_against_all_who_examined_is_seen_to_be() {
    for (verdict, outcome, marked) in [
        (Verdict::Oppose, Outcome::Grant, true),
        (Verdict::Oppose, Outcome::Refuse, false),
        (Verdict::Favor, Outcome::Refuse, true),
        (Verdict::Favor, Outcome::Grant, false),
    ] {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        for (who, step) in
            [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
        {
            play.examine(who, step, verdict).expect("a step of review");
        }
        play.decide(Who::Chief, outcome).expect("a decision");
        assert_eq!(play.case().is_marked(Mark::AgainstReview), marked, "{verdict:?} {outcome:?}");
    }
}

#[test]
fn what_cannot_be_stated_or_issued_anew_is_not_offered() {
    let mut play = examined();
    assert_eq!(
        allows(play.case(), Act::Reissue).map_err(|refusal| refusal.rule.id),
        Err("case.reissue.stands")
    );
    play.void(DocumentKind::AcceptanceNotice).expect("a void number");
    assert!(allows(play.case(), Act::Reissue).is_ok());
    assert!(allows(Play::decided(Matter::License, "2026-03-02 09:00").case(), Act::RecordStatement).is_err());
}

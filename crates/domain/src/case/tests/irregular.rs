//! 不规范情形: recorded as what they are, and never a way round the rules.

use crate::authority::rules as authority_rules;
use crate::case::{
    Command, DocumentKind, Event, Holder, InstrumentGiven, InstrumentKind, Irregular, IrregularKind, Mark,
    Outcome, SealKind, Stage, Verdict, rules,
};
use crate::fixture::{Matter, Play, Who, at, day, reasons, text};
use crate::limits::{ClockKind, State, rules as limit_rules};
use crate::record::{Authentication, Ground};
use crate::rule::Rule;
use IrregularKind::{
    DeliveredElsewhere, GrantedElsewhere, HandledElsewhere, LateExtension, RefusedElsewhere,
};

fn fact(what: IrregularKind, decider: Option<Who>, on: &str) -> Command {
    Command::RecordIrregular(Irregular {
        what,
        place: text("局机关三楼"),
        person: text("王某"),
        decider: decider.map(Who::person),
        recipient: (what == DeliveredElsewhere).then(|| text("申请人张某")),
        on: day(on),
        evidence: text("纸质决定书复印件"),
    })
}

fn told(command: Command) -> Irregular {
    let Command::RecordIrregular(fact) = command else { panic!("a fact") };
    fact
}

fn refused(play: &mut Play, who: Who, command: Command) -> Option<&'static Rule> {
    play.act(who, command).err().map(|refusal| refusal.rule)
}

#[test]
fn a_decision_taken_elsewhere_is_a_record_and_the_case_goes_on_its_way() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-20 09:00");
    play.done(Who::Chief, fact(GrantedElsewhere, Some(Who::Chief), "2026-03-18"));
    let case = play.case();
    assert_eq!((case.stage, case.decisions.len()), (Stage::UnderReview, 0));
    assert!(case.is_marked(Mark::Irregular) && case.is_marked(Mark::Backdated));
    let elsewhere = case.elsewhere.expect("a decision on record");
    assert_eq!(
        (elsewhere.outcome, elsewhere.by, elsewhere.on),
        (Outcome::Grant, Who::Chief.person(), day("2026-03-18"))
    );
    assert!(play.clock(ClockKind::Statutory).is_running(), "a fact stops no clock");
    for step in ["examine", "verify", "check"] {
        play.examine(Who::Reviewer, step, Verdict::Favor).expect("a step");
    }
    let differs = refused(
        &mut play,
        Who::Chief,
        Command::Decide { outcome: Outcome::Refuse, reasons: reasons(), grounds: Vec::new() },
    );
    assert_eq!(differs, Some(&rules::ELSEWHERE_DIFFERS));
    play.decide(Who::Chief, Outcome::Grant).expect("the decision under number and seal");
    let case = play.case();
    let standing = case.decision().expect("a decision");
    assert!(case.documents.contains_key(&standing.document) && standing.license.is_some());
    assert_eq!(play.clock(ClockKind::Statutory).state, State::Ended { on: day("2026-03-20"), in_time: true });
}

/// A clerk, unconfirmed and without a letter, once made a license this way: a fact, and then its correction.
#[test]
fn a_fact_and_its_second_decision_make_no_license() {
    let starts: [fn() -> Play; 4] = [
        || Play::received(Matter::License, "2026-03-02 09:00"),
        || Play::accepted(Matter::License, "2026-03-02 09:00"),
        || {
            let mut play = Play::received(Matter::License, "2026-03-02 09:00");
            play.done(Who::Clerk, Command::Withdraw { form: text("申请人签名的撤回申请书") });
            play
        },
        || {
            let mut play = Play::received(Matter::License, "2026-03-02 09:00");
            play.done(Who::Clerk, Command::NotAccept { reasons: reasons() });
            play
        },
    ];
    for (start, rule) in starts.into_iter().zip([
        &rules::BEFORE_ACCEPTANCE,
        &authority_rules::DUTY,
        &rules::AFTER_WITHDRAWAL,
        &rules::STAGE,
    ]) {
        let mut play = start();
        for what in [GrantedElsewhere, RefusedElsewhere] {
            let command = fact(what, Some(Who::Clerk), "2026-03-02");
            assert_eq!(refused(&mut play, Who::Clerk, command), Some(rule));
        }
        let instrument = InstrumentGiven {
            kind: InstrumentKind::SelfCorrection,
            organ: text("资阳市市场监督管理局"),
            number: text("资市监纠〔1990〕1号"),
            on: day("1990-01-01"),
        };
        let (outcome, reply) = (Outcome::Grant, None);
        let again = Command::Redecide { instrument, reply, outcome, reasons: reasons() };
        assert_eq!(refused(&mut play, Who::Chief, again), Some(&rules::NOT_DECIDED));
    }
}

#[test]
fn only_who_could_decide_on_that_day_has_decided() {
    let record = |decider| fact(GrantedElsewhere, decider, "2026-03-02");
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    for (decider, rule) in [
        (None, &rules::IRREGULAR_DECIDER),
        (Some(Who::Clerk), &authority_rules::LETTER_NONE),
        (Some(Who::Assistant), &authority_rules::CONTRACT_STAFF),
        (Some(Who::Expired), &authority_rules::LETTER_EXPIRED),
        (Some(Who::NotYet), &authority_rules::LETTER_NOT_YET),
        (Some(Who::Revoked), &authority_rules::LETTER_REVOKED),
        (Some(Who::Limited), &authority_rules::LETTER_POWER),
        (Some(Who::Narrow), &authority_rules::LETTER_ITEM),
        (Some(Who::Deputy), &authority_rules::DEPUTY_NOT_CALLED),
        (Some(Who::HousingChief), &authority_rules::LETTER_NONE),
    ] {
        assert_eq!(refused(&mut play, Who::Chief, record(decider)), Some(rule), "{decider:?}");
    }
    for (decider, ground) in [(Who::Chief, Ground::Letter), (Who::Principal, Ground::Leader)] {
        let ruling = play.done(Who::Chief, record(Some(decider)));
        let [Event::IrregularRecorded(recorded)] = ruling.events.as_slice() else { panic!("one fact") };
        assert_eq!(recorded.right.as_ref().map(|right| right.ground), Some(ground));
    }
}

#[test]
fn whoever_examined_here_has_not_decided_elsewhere() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.examine(Who::Chief, "examine", Verdict::Favor).expect("a step");
    let record = |decider| fact(GrantedElsewhere, Some(decider), "2026-03-02");
    assert_eq!(refused(&mut play, Who::Chief, record(Who::Chief)), Some(&authority_rules::SEPARATED));
    play.done(Who::Chief, record(Who::Principal));
}

#[test]
fn a_letter_revoked_later_was_in_force_on_the_day() {
    let mut play = Play::accepted(Matter::License, "2026-01-26 09:00");
    play.now = at("2026-02-03 09:00");
    let command = |on| fact(GrantedElsewhere, Some(Who::Revoked), on);
    assert_eq!(refused(&mut play, Who::Chief, command("2026-02-02")), Some(&authority_rules::LETTER_REVOKED));
    play.done(Who::Chief, command("2026-01-30"));
}

#[test]
fn what_is_decided_above_was_not_decided_here() {
    let mut play = Play::accepted(Matter::Government, "2026-03-02 09:00");
    let command = fact(GrantedElsewhere, Some(Who::Chief), "2026-03-02");
    assert_eq!(refused(&mut play, Who::Chief, command), Some(&rules::LEVEL));
}

#[test]
fn facts_are_recorded_in_a_confirmed_session() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    for (who, command) in [
        (Who::Clerk, fact(HandledElsewhere, None, "2026-03-02")),
        (Who::Chief, fact(GrantedElsewhere, Some(Who::Chief), "2026-03-02")),
    ] {
        let mut staff = play.city.staff(who);
        staff.authentication = Authentication::Session;
        let refusal = play.act_as(&staff, command).expect_err("not confirmed");
        assert_eq!(refusal.rule, &authority_rules::CONFIRMATION);
    }
}

#[test]
fn a_fact_lies_between_the_receipt_and_today() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-04-09 09:00");
    for on in ["2026-01-01", "2026-03-01", "2026-04-10"] {
        for (what, decider) in [(GrantedElsewhere, Some(Who::Chief)), (LateExtension, None)] {
            let rule = refused(&mut play, Who::Chief, fact(what, decider, on));
            assert_eq!(rule, Some(&rules::IRREGULAR_DATE), "{what:?} on {on}");
        }
    }
    // Handling before any receipt is what such a record is for.
    play.done(Who::Clerk, fact(HandledElsewhere, None, "2026-01-01"));
    play.done(Who::Clerk, fact(LateExtension, None, "2026-04-08"));
}

#[test]
fn only_a_limit_that_runs_was_extended_late() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let command = fact(LateExtension, None, "2026-03-02");
    assert_eq!(refused(&mut play, Who::Clerk, command), Some(&rules::STAGE));
    let mut play = Play::accepted(Matter::Confirmation, "2026-03-02 09:00");
    let command = fact(LateExtension, None, "2026-03-02");
    assert_eq!(refused(&mut play, Who::Clerk, command), Some(&limit_rules::EXTENSION_NONE));
}

#[test]
fn a_sealed_result_that_was_handed_out_elsewhere_ends_the_case_and_its_clock() {
    let delivered = |on| fact(DeliveredElsewhere, None, on);
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    assert_eq!(refused(&mut play, Who::Clerk, delivered("2026-03-02")), Some(&rules::NOT_YET_DECIDED));
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    assert_eq!(refused(&mut play, Who::Clerk, delivered("2026-03-02")), Some(&rules::DELIVER_UNSEALED));
    let document = play.document(DocumentKind::GrantDecision);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    play.now = at("2026-03-20 09:00");
    assert_eq!(refused(&mut play, Who::Clerk, delivered("2026-03-01")), Some(&rules::IRREGULAR_DATE));
    let nobody = Command::RecordIrregular(Irregular { recipient: None, ..told(delivered("2026-03-17")) });
    assert_eq!(refused(&mut play, Who::Clerk, nobody), Some(&rules::IRREGULAR_RECIPIENT));
    play.done(Who::Clerk, delivered("2026-03-17"));
    assert_eq!((play.case().stage, play.case().holder), (Stage::Delivered, Holder::Nobody));
    assert_eq!(play.clock(ClockKind::Delivery).state, State::Ended { on: day("2026-03-17"), in_time: false });
}

/// Decided on the 2nd, sealed weeks later: nothing that could be delivered had existed on the day after the decision.
#[test]
fn a_result_was_not_delivered_before_it_bore_its_seal() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-30 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    let delivered = |on| fact(DeliveredElsewhere, None, on);
    for on in ["2026-03-03", "2026-03-29"] {
        assert_eq!(refused(&mut play, Who::Clerk, delivered(on)), Some(&rules::IRREGULAR_DATE), "{on}");
    }
    // What went out before is recorded as what it was, and the clock runs on.
    play.done(Who::Clerk, fact(HandledElsewhere, None, "2026-03-03"));
    assert!(play.clock(ClockKind::Delivery).is_running());
    play.done(Who::Clerk, delivered("2026-03-30"));
    assert_eq!(play.clock(ClockKind::Delivery).state, State::Ended { on: day("2026-03-30"), in_time: false });
}

#[test]
fn one_decision_taken_elsewhere_stands() {
    let record = |what| fact(what, Some(Who::Chief), "2026-03-02");
    for (first, second) in [(GrantedElsewhere, RefusedElsewhere), (RefusedElsewhere, GrantedElsewhere)] {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.done(Who::Chief, record(first));
        assert_eq!(refused(&mut play, Who::Chief, record(second)), Some(&rules::ELSEWHERE_DIFFERS));
        play.done(Who::Chief, record(first));
    }
}

#[test]
fn handling_elsewhere_lies_within_the_years_of_the_setting() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    for on in ["0001-01-01", "2024-03-01"] {
        let rule = refused(&mut play, Who::Clerk, fact(HandledElsewhere, None, on));
        assert_eq!(rule, Some(&rules::IRREGULAR_DATE), "{on}");
    }
    play.done(Who::Clerk, fact(HandledElsewhere, None, "2024-03-02"));
}

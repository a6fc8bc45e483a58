//! 上报 and 批复: what is decided above is submitted, answered, and carried out.

use crate::case::{Command, DocumentKind, Mark, Outcome, Stage, rules};
use crate::fixture::{Matter, Organ, Play, Who, at, day, reasons, recourse, text};
use crate::limits::{ClockKind, State};
use crate::record::Ground;

fn submit() -> Command {
    Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() }
}

fn reply(outcome: Outcome, on: &str) -> Command {
    let number = text("资府函〔2026〕8号");
    Command::RecordReply { outcome, number, on: day(on), recourse: Some(recourse()) }
}

#[test]
fn the_government_decides_and_the_department_carries_it_out() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    let nowhere = Command::SubmitUpward { to: text(" "), opinion: reasons() };
    let refusal = play.act(Who::Chief, nowhere).expect_err("to whom?");
    assert_eq!(refusal.rule, &rules::ORGAN_MISSING);
    let ruling = play.done(Who::Chief, submit());
    assert_eq!(ruling.grant.ground, Ground::Letter);
    assert_eq!(play.case().stage, Stage::SubmittedUpward);
    assert!(play.case().documents.contains_key(&play.document(DocumentKind::UpwardReport)));
    assert_eq!(play.clock(ClockKind::Upward).reckoning.due, day("2026-03-30"));
    let refusal = play.decide(Who::Chief, Outcome::Grant).expect_err("it waits above");
    assert_eq!(refusal.rule, &rules::REPLY_AWAITED);

    play.now = at("2026-03-20 09:00");
    play.done(Who::Chief, reply(Outcome::Refuse, "2026-03-18"));
    assert_eq!(play.case().stage, Stage::AwaitingDecision);
    assert_eq!(play.clock(ClockKind::Upward).state, State::Ended { on: day("2026-03-18"), in_time: true });
    let refusal = play.decide(Who::Chief, Outcome::Grant).expect_err("the government refused");
    assert_eq!(refusal.rule, &rules::REPLY_DIFFERS);
    play.decide(Who::Chief, Outcome::Refuse).expect("as the government replied");
}

#[test]
fn a_late_reply_is_marked() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, submit());
    play.pass("2026-03-31 09:00");
    assert!(play.case().is_marked(Mark::UpwardOverrun));
    play.done(Who::Chief, reply(Outcome::Grant, "2026-03-31"));
    assert_eq!(play.clock(ClockKind::Upward).state, State::Ended { on: day("2026-03-31"), in_time: false });
}

#[test]
fn who_may_only_coordinate_submits_nothing() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    let refusal = play.act(Who::Limited, submit()).expect_err("no power to report");
    assert_eq!(refusal.rule, &crate::authority::rules::LETTER_POWER);
}

#[test]
fn to_whom_and_by_which_number_stand_in_the_vault_alone() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    let to = text("省厅司徒处长");
    play.done(Who::Chief, Command::SubmitUpward { to: to.clone(), opinion: reasons() });
    play.done(Who::Chief, reply(Outcome::Grant, "2026-03-02"));
    let upward = play.case().upward.as_ref().expect("a submission");
    assert_eq!(upward.to, to.reference());
    let events = serde_json::to_string(&play.records).expect("events are written");
    assert!(!events.contains("司徒") && !events.contains("资府函"), "{events}");
}

#[test]
fn a_refusal_from_above_is_turned_against_where_the_organ_above_is() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, submit());
    let number = text("资府函〔2026〕8号");
    let bare =
        Command::RecordReply { outcome: Outcome::Refuse, number, on: day("2026-03-02"), recourse: None };
    let refusal = play.act(Who::Chief, bare).expect_err("the applicant must be told where to turn");
    assert_eq!(refusal.rule, &rules::REPLY_RECOURSE);
    play.done(Who::Chief, reply(Outcome::Refuse, "2026-03-02"));
    play.decide(Who::Chief, Outcome::Refuse).expect("as the government replied");
    let remedies = play.case().decision().and_then(|decision| decision.remedies.clone()).expect("remedies");
    assert_eq!(remedies.review_organ, "四川省人民政府");
    // The department signs what goes out, and so it is the one that is sued (法释〔2018〕1号 art. 19).
    assert_eq!(remedies.court, "资阳市雁江区人民法院");
    assert!(remedies.basis.contains("第十九条"), "{}", remedies.basis);
    assert!(!remedies.basis.contains("第二十四条"), "{}", remedies.basis);
}

#[test]
fn an_organ_above_that_is_on_record_needs_no_typing() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    let above = play.city.facts.departments.get_mut(&Organ::Government.id()).expect("an organ");
    above.review_organ = Some("四川省人民政府".to_owned());
    let to = text(&above.name.clone());
    play.done(Who::Chief, Command::SubmitUpward { to, opinion: reasons() });
    let (outcome, number, on) = (Outcome::Refuse, text("资府函〔2026〕8号"), day("2026-03-02"));
    play.done(Who::Chief, Command::RecordReply { outcome, number, on, recourse: None });
    play.decide(Who::Chief, Outcome::Refuse).expect("as the government replied");
    let remedies = play.case().decision().and_then(|decision| decision.remedies.clone()).expect("remedies");
    assert_eq!(remedies.review_organ, "四川省人民政府");
}

#[test]
fn the_reply_is_asked_for_within_what_the_law_leaves() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.now = at("2026-03-23 09:00");
    play.done(Who::Chief, submit());
    let (law, above) = (play.clock(ClockKind::Statutory), play.clock(ClockKind::Upward));
    assert_eq!((above.reckoning.due, law.reckoning.due), (day("2026-03-30"), day("2026-03-30")));
    let mut late = Play::examined(Matter::Government, "2026-03-02 09:00");
    late.pass("2026-04-01 09:00");
    late.done(Who::Chief, submit());
    assert_eq!(
        late.clock(ClockKind::Upward).reckoning.due,
        day("2026-04-02"),
        "the next day, once it is over"
    );
}

#[test]
fn what_waits_for_a_reply_or_for_minutes_is_said_to_wait_for_them() {
    for (level, named) in [
        (crate::catalog::DecisionLevel::MunicipalGovernment, "本级人民政府"),
        (crate::catalog::DecisionLevel::Collective, "集体讨论"),
    ] {
        let mut play = Play::received(Matter::Government, "2026-03-02 09:00");
        for version in &mut play.city.items.get_mut(&Matter::Government).expect("an item").versions {
            version.content.decision_level = level;
        }
        play.done(Who::Clerk, Command::Accept);
        for (who, step) in
            [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
        {
            play.examine(who, step, crate::case::Verdict::Favor).expect("a step of review");
        }
        play.done(Who::Chief, submit());
        let refusal = play.decide(Who::Chief, Outcome::Grant).expect_err("it waits");
        assert_eq!(refusal.rule, &rules::REPLY_AWAITED);
        let told = refusal.text(crate::rule::Language::Chinese);
        assert!(told.contains(named) && !told.contains("请上报"), "{told}");
    }
}

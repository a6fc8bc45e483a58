//! 上报 and 批复: what is decided above is submitted, answered, and carried out.

use crate::case::{Command, DocumentKind, Mark, Outcome, Stage, rules};
use crate::fixture::{Matter, Play, Who, at, day, reasons, text};
use crate::limits::{ClockKind, State};
use crate::record::Ground;

fn submit() -> Command {
    Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() }
}

fn reply(outcome: Outcome, on: &str) -> Command {
    Command::RecordReply { outcome, number: text("资府函〔2026〕8号"), on: day(on) }
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
    assert_eq!(refusal.rule, &rules::LEVEL);

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

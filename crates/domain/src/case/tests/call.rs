//! 电话记录: a fact beside the case.

use crate::case::{CallGiven, CallOutcome, CallTopic, CallWay, Case, Command, DocumentKind, drafts, rules};
use crate::fixture::{Matter, Play, Who, at, demand, text};
use crate::limits::ClockKind;
use crate::rule::Refusal;

fn call(change: impl FnOnce(&mut CallGiven)) -> Command {
    let mut call = CallGiven {
        way: CallWay::Outgoing,
        at: at("2026-03-02 09:00"),
        with: text("申请人张某"),
        phone: text("13800138000"),
        topic: CallTopic::Corrections,
        said: text("告知申请书未签名，请来窗口补签"),
        outcome: CallOutcome::Spoken,
    };
    change(&mut call);
    Command::RecordCall(call)
}

fn refused(command: Command) -> Option<&'static crate::rule::Rule> {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.act(Who::Clerk, command).err().map(|refusal: Refusal| refusal.rule)
}

#[test]
fn a_call_replaces_no_notice_and_moves_no_clock() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let before = play.case().clone();
    let ruling = play.done(Who::Clerk, call(|_| {}));
    assert!(drafts(&ruling.events).is_empty(), "no paper comes of it");
    assert_eq!(Case { revision: before.revision, ..play.case().clone() }, before);
    // Five working days later silence has accepted it all the same.
    play.pass("2026-03-10 09:00");
    assert!(play.case().acceptance.as_ref().is_some_and(|acceptance| acceptance.deemed));
}

#[test]
fn a_call_about_a_served_demand_leaves_its_dates() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.ask(vec![demand("p1", None)]).expect("a notice");
    let (due, round) = (play.clock(ClockKind::Notification).clone(), play.case().corrections[0].clone());
    play.now = at("2026-03-03 09:00");
    play.done(Who::Chief, call(|call| call.at = at("2026-03-03 08:59")));
    assert_eq!(play.clock(ClockKind::Notification), &due);
    assert_eq!(play.case().corrections, [round], "what was told in writing, and when, stands as it did");
}

#[test]
fn a_call_lies_between_receipt_and_now_and_says_something() {
    assert_eq!(refused(call(|call| call.at = at("2026-03-02 08:59"))), Some(&rules::CALL_TIME));
    assert_eq!(refused(call(|call| call.at = at("2026-03-02 09:01"))), Some(&rules::CALL_TIME));
    for empty in [
        call(|call| call.with = text("　")),
        call(|call| call.phone = text("--")),
        call(|call| call.said = text("。。。")),
    ] {
        assert_eq!(refused(empty), Some(&rules::CALL_EMPTY));
    }
    assert_eq!(refused(call(|_| {})), None);
}

#[test]
fn what_is_archived_takes_no_call_and_contract_staff_record_none() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, call(|_| {}));
    play.deliver(Who::Clerk, crate::fixture::day("2026-03-02")).expect("delivery");
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, crate::fixture::day("2026-03-02"))
        .expect("service");
    let (file, retention_years) = (text("2026-0001"), Some(10));
    play.done(Who::Clerk, Command::Archive { file, pages: 30, retention_years });
    let refusal = play.act(Who::Clerk, call(|_| {})).expect_err("archived");
    assert_eq!(refusal.rule, &rules::ARCHIVED);
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let refusal = play.act(Who::Assistant, call(|_| {})).expect_err("contract staff");
    assert_eq!(refusal.rule.id, "authority.contract_staff");
}

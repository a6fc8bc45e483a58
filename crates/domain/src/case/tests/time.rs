//! 特别程序、延长期限、新日历: what moves a clock, and what does not.

use std::sync::Arc;

use daowei_calendar::{CalendarData, CalendarRow, RowKind};

use crate::authority::Act;
use crate::case::{
    Command, DocumentKind, Mark, Outcome, SealKind, Verdict, allows, due_at, extensible, lapse, may_extend,
};
use crate::catalog::ProcedureGround;
use crate::fixture::{Matter, Play, Who, at, compile, day, reasons};
use crate::limits::{ClockKind, Length, Limit, StartRule, State, Unit, rules};
use crate::rule::Refusal;

/// A pause that began on 2026-03-05 and whose notice was served on that day, or not.
fn paused(ground: ProcedureGround, served: Option<&str>) -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-05 09:00");
    play.done(Who::Chief, Command::StartPause { ground, needed_days: 10, on: day("2026-03-05") });
    if let Some(on) = served {
        play.now = at(&format!("{on} 10:00"));
        play.serve(Who::Clerk, DocumentKind::PauseNotice, day(on)).expect("service");
    }
    play
}

fn end(play: &mut Play, on: &str, deduct: bool) -> Result<(), Refusal> {
    let pause = play.case().open_pause().expect("a pause").id;
    play.act(Who::Chief, Command::EndPause { pause, on: day(on), deduct }).map(drop)
}

fn due(play: &Play, kind: ClockKind) -> String {
    play.clock(kind).reckoning.due.to_string()
}

#[test]
fn a_served_pause_of_article_45_is_left_out_of_both_counts() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    assert!(play.clock(ClockKind::Statutory).is_stopped() && play.clock(ClockKind::Promised).is_stopped());
    assert!(play.pass("2026-03-18 09:00").is_empty(), "what is stopped and told does not run out");
    play.now = at("2026-03-19 09:00");
    end(&mut play, "2026-03-19", true).expect("ten working days are left out");
    assert_eq!(due(&play, ClockKind::Promised), "2026-03-30");
    assert_eq!(due(&play, ClockKind::Statutory), "2026-04-14");
    let deductions = &play.clock(ClockKind::Statutory).deductions;
    assert!(matches!(deductions.as_slice(), [one] if one.days == 10 && one.after == day("2026-03-05")));
    assert!(play.clock(ClockKind::Statutory).is_running());
    assert!(!play.case().is_marked(Mark::PauseNotDeducted));
}

#[test]
fn days_before_the_service_are_not_left_out() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-10"));
    play.now = at("2026-03-19 09:00");
    end(&mut play, "2026-03-19", true).expect("what came after the service");
    assert_eq!(play.clock(ClockKind::Statutory).deducted(), 7);
    assert_eq!(due(&play, ClockKind::Statutory), "2026-04-09");
}

#[test]
fn no_more_is_left_out_than_the_applicant_was_told() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    play.now = at("2026-06-08 09:00");
    let marks = [Mark::PromiseOverrun, Mark::StatutoryOverrun];
    play.lapse();
    assert!(marks.iter().all(|mark| play.case().is_marked(*mark)), "a pause left open hides no lateness");
    end(&mut play, "2026-05-29", true).expect("ten days of sixty");
    play.lapse();
    assert_eq!(play.clock(ClockKind::Statutory).deducted(), 10);
    assert_eq!(
        (due(&play, ClockKind::Promised), due(&play, ClockKind::Statutory)),
        ("2026-03-30".to_owned(), "2026-04-14".to_owned())
    );
    assert!(marks.iter().all(|mark| play.case().is_marked(*mark)));
}

#[test]
fn an_open_pause_runs_out_when_the_days_that_were_told_have_passed() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    play.pass("2026-03-30 23:59");
    assert!(!play.case().is_marked(Mark::PromiseOverrun));
    play.pass("2026-03-31 00:00");
    assert!(play.case().is_marked(Mark::PromiseOverrun) && !play.case().is_marked(Mark::StatutoryOverrun));
    play.pass("2026-04-15 00:00");
    assert!(play.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn an_extension_during_a_pause_moves_its_latest_end_too() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    play.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-03-05")).expect("service");
    play.pass("2026-04-28 23:59");
    assert!(!play.case().is_marked(Mark::StatutoryOverrun));
    play.pass("2026-04-30 00:00");
    assert!(play.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn a_void_pause_notice_gives_its_days_back_to_the_clock() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    play.now = at("2026-03-19 09:00");
    end(&mut play, "2026-03-19", true).expect("ten days");
    play.void(DocumentKind::PauseNotice).expect("void");
    assert_eq!(
        (due(&play, ClockKind::Promised), due(&play, ClockKind::Statutory)),
        ("2026-03-16".to_owned(), "2026-03-30".to_owned())
    );
    assert_eq!(play.clock(ClockKind::Statutory).deducted(), 0);
    assert!(play.case().is_marked(Mark::PauseNotDeducted));
    play.lapse();
    assert!(play.case().is_marked(Mark::PromiseOverrun));
}

#[test]
fn a_void_notice_of_an_open_pause_is_issued_anew_and_counts_from_its_own_service() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    let void = play.void(DocumentKind::PauseNotice).expect("void");
    play.now = at("2026-03-10 09:00");
    play.done(Who::Chief, Command::Reissue { document: void });
    let anew = play.document(DocumentKind::PauseNotice);
    assert_eq!(play.case().documents[&void].replaced_by, Some(anew));
    play.serve(Who::Clerk, DocumentKind::PauseNotice, day("2026-03-10")).expect("service");
    play.now = at("2026-03-19 09:00");
    end(&mut play, "2026-03-19", true).expect("the days after the second notice");
    assert_eq!(play.clock(ClockKind::Statutory).deducted(), 7);
}

#[test]
fn a_void_extension_extends_nothing_and_what_was_decided_by_it_was_late() {
    let extended = || {
        let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
        play.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
        play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-03-02")).expect("service");
        play.now = at("2026-04-10 09:00");
        play
    };
    let mut open = extended();
    let void = open.void(DocumentKind::ExtensionNotice).expect("void");
    assert_eq!(due(&open, ClockKind::Statutory), "2026-03-30");
    assert_eq!(open.case().extension.as_ref().and_then(|extension| extension.effective), None);
    open.lapse();
    assert!(open.case().is_marked(Mark::StatutoryOverrun));
    open.done(Who::Chief, Command::Reissue { document: void });
    open.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-04-10")).expect("too late now");
    assert!(open.case().is_marked(Mark::ExtensionVoid));

    let mut decided = extended();
    decided.decide(Who::Chief, Outcome::Grant).expect("within the extension");
    assert_eq!(
        decided.clock(ClockKind::Statutory).state,
        State::Ended { on: day("2026-04-10"), in_time: true }
    );
    decided.void(DocumentKind::ExtensionNotice).expect("void");
    assert_eq!(
        decided.clock(ClockKind::Statutory).state,
        State::Ended { on: day("2026-04-10"), in_time: false }
    );
    assert!(decided.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn a_site_survey_stops_the_promise_only() {
    let mut play = paused(ProcedureGround::SiteSurvey, Some("2026-03-05"));
    assert!(play.clock(ClockKind::Statutory).is_running());
    play.now = at("2026-03-12 09:00");
    end(&mut play, "2026-03-12", true).expect("five days");
    assert_eq!(due(&play, ClockKind::Promised), "2026-03-23");
    assert_eq!(due(&play, ClockKind::Statutory), "2026-03-30");
}

#[test]
fn an_unserved_pause_deducts_nothing_and_hides_no_lateness() {
    let mut play = paused(ProcedureGround::ExpertReview, None);
    play.pass("2026-03-31 00:00");
    assert!(play.case().is_marked(Mark::StatutoryOverrun) && play.case().is_marked(Mark::PromiseOverrun));
    let refusal = end(&mut play, "2026-03-31", true).expect_err("nobody was told");
    assert_eq!(refusal.rule, &rules::PAUSE_UNSERVED);
    end(&mut play, "2026-03-31", false).expect("ended as a fact");
    assert!(play.case().is_marked(Mark::PauseNotDeducted));
    assert_eq!(due(&play, ClockKind::Statutory), "2026-03-30");
}

#[test]
fn a_voided_notice_tells_nobody_anything() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    let document = play.document(DocumentKind::PauseNotice);
    play.done(Who::Chief, Command::VoidDocument { document, reasons: reasons() });
    let refusal = end(&mut play, "2026-03-05", true).expect_err("the notice is void");
    assert_eq!(refusal.rule, &rules::PAUSE_UNSERVED);
}

#[test]
fn the_five_days_of_notification_are_never_stopped() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let ground = ProcedureGround::ExpertReview;
    let refusal =
        play.act(Who::Chief, Command::StartPause { ground, needed_days: 10, on: day("2026-03-02") });
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&crate::case::rules::STAGE));
}

#[test]
fn a_pause_cannot_begin_before_the_acceptance() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let ground = ProcedureGround::ExpertReview;
    let refusal =
        play.act(Who::Chief, Command::StartPause { ground, needed_days: 10, on: day("2026-03-01") });
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::PAUSE_START));
}

#[test]
fn a_decision_inside_an_ended_pause_is_in_time_by_the_new_end() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    play.now = at("2026-03-19 09:00");
    end(&mut play, "2026-03-19", true).expect("ten days");
    for step in ["examine", "verify", "check"] {
        play.examine(Who::Reviewer, step, Verdict::Favor).expect("a step");
    }
    play.now = at("2026-04-14 20:00");
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    let in_time = State::Ended { on: day("2026-04-14"), in_time: true };
    assert_eq!(play.clock(ClockKind::Statutory).state, in_time);
    assert!(!play.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn an_extension_counts_from_its_service_on() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-27 09:00");
    play.done(Who::DeputyLeader, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    assert_eq!(due(&play, ClockKind::Statutory), "2026-03-30");
    play.now = at("2026-03-30 09:00");
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-03-30")).expect("service");
    assert_eq!(due(&play, ClockKind::Statutory), "2026-04-14");
    assert_eq!(play.case().extension.as_ref().and_then(|extension| extension.effective), Some(true));
    assert_eq!(play.clock(ClockKind::Statutory).extended, 10);
}

#[test]
fn an_extended_limit_warns_again_and_the_promise_stays_what_it_was() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.pass("2026-03-27 09:00");
    assert!(play.clock(ClockKind::Statutory).warned && play.case().is_marked(Mark::PromiseOverrun));
    play.done(Who::Principal, Command::Extend { days: 5, reasons: reasons(), by_government: false });
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-03-27")).expect("service");
    assert_eq!(
        (due(&play, ClockKind::Statutory), due(&play, ClockKind::Promised)),
        ("2026-04-07".to_owned(), "2026-03-16".to_owned())
    );
    assert!(!play.clock(ClockKind::Statutory).warned && play.case().is_marked(Mark::PromiseOverrun));
    let kinds: Vec<_> = play.pass("2026-04-03 09:00").iter().map(|record| record.event.kind()).collect();
    assert_eq!(kinds, ["case.clock_warned"]);
}

#[test]
fn only_the_head_of_the_organ_extends_and_the_government_what_is_the_governments() {
    let extend = |days, by_government| Command::Extend { days, reasons: reasons(), by_government };
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let refusal = play.act(Who::Chief, extend(5, false)).expect_err("never the chief representative");
    assert_eq!(refusal.rule, &crate::authority::rules::LEADER_EXTENDS);
    let refusal = play.act(Who::GovernmentOffice, extend(5, true)).expect_err("the organ's own matter");
    assert_eq!(refusal.rule, &rules::EXTENSION_APPROVER);
    let mut joint = Play::accepted(Matter::Government, "2026-03-02 09:00");
    joint.done(Who::GovernmentOffice, extend(15, true));
    assert_eq!(joint.case().extension.as_ref().map(|extension| extension.days), Some(15));
}

#[test]
fn an_amended_calendar_moves_a_clock_only_by_an_explicit_act() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let national = CalendarData::national();
    let closed =
        CalendarRow { date: day("2026-03-10"), kind: RowKind::Holiday, name: "临时放假".to_owned() };
    let notice = CalendarData {
        version: "cn-2026b".to_owned(),
        covers: std::collections::BTreeSet::new(),
        learned_at: None,
        rows: vec![closed],
    };
    play.city.calendar = Arc::new(compile(&national.amended_by(&notice)));
    assert!(play.lapse().is_empty());
    assert_eq!(due(&play, ClockKind::Statutory), "2026-03-30");
    let refusal = play.act(Who::SystemAdministrator, Command::Recompute).expect_err("who publishes");
    assert_eq!(refusal.rule, &crate::authority::rules::DUTY);
    play.done(Who::LegalOffice, Command::Recompute);
    assert_eq!(due(&play, ClockKind::Statutory), "2026-03-31");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.calendar, "cn-2026b");
    assert_eq!(due(&play, ClockKind::Promised), "2026-03-17");
}

/// Two overdue marks once went away with days that were decreed afterwards.
#[test]
fn a_mark_that_was_earned_stays_whatever_the_calendar_says_later() {
    let mut play = Play::accepted(Matter::License, "2026-12-21 09:00");
    play.pass("2027-02-20 09:00");
    let earned = [Mark::PromiseOverrun, Mark::StatutoryOverrun];
    assert_eq!(play.case().marks, earned);
    let row = |date: &str| CalendarRow { date: day(date), kind: RowKind::Holiday, name: "春节".to_owned() };
    let notice = CalendarData {
        version: "cn-2027".to_owned(),
        covers: std::collections::BTreeSet::from([2027]),
        learned_at: None,
        rows: ["2027-01-11", "2027-01-12", "2027-01-13"].map(row).to_vec(),
    };
    let before = due(&play, ClockKind::Statutory);
    play.city.calendar = Arc::new(compile(&CalendarData::national().amended_by(&notice)));
    play.done(Who::CenterManager, Command::Recompute);
    assert!(due(&play, ClockKind::Statutory) > before, "the dates move");
    play.lapse();
    assert_eq!(play.case().marks, earned);
}

/// Thirty-four days later a clerk once wrote that he had handed the notice over on day 0, and the marks were gone.
#[test]
fn a_notice_whose_service_is_recorded_late_moves_the_dates_and_no_mark() {
    let mut play = paused(ProcedureGround::ExpertReview, None);
    let notice = play.document(DocumentKind::PauseNotice);
    play.seal(Who::Chief, notice, SealKind::Approval).expect("a seal");
    let sealed = daowei_calendar::legal_date(play.now);
    play.pass("2026-05-06 09:00");
    let earned = [Mark::PromiseOverrun, Mark::StatutoryOverrun];
    assert_eq!(play.case().marks, earned);
    play.serve_as_is(Who::Clerk, notice, sealed).expect("service");
    end(&mut play, "2026-04-01", true).expect("the end");
    assert!(due(&play, ClockKind::Statutory).as_str() > "2026-03-30", "the days that were told are left out");
    play.lapse();
    let case = play.case();
    assert!(earned.iter().all(|mark| case.is_marked(*mark)) && case.is_marked(Mark::Backdated));
}

#[test]
fn a_year_without_data_is_marked_provisional_until_it_is_published() {
    let play = Play::accepted(Matter::License, "2026-12-21 09:00");
    assert!(play.clock(ClockKind::Statutory).reckoning.provisional);
    assert!(!play.clock(ClockKind::Notification).reckoning.provisional);
}

#[test]
fn the_worker_is_told_when_to_look_again() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let settings = play.city.settings.clone();
    assert_eq!(due_at(play.case(), &settings), Some(at("2026-03-06 00:00")));
    assert_eq!(play.pass("2026-03-06 00:00").len(), 1);
    assert_eq!(due_at(play.case(), &settings), Some(at("2026-03-10 00:00")));
    assert!(!play.pass("2026-03-10 00:00").is_empty());
    assert!(lapse(play.case(), &play.passing()).is_empty(), "asked again, it says nothing");
}

#[test]
fn each_clock_warns_once_one_working_day_ahead() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    assert!(play.pass("2026-03-12 23:59").is_empty());
    let kinds: Vec<_> = play.pass("2026-03-13 00:00").iter().map(|record| record.event.kind()).collect();
    assert_eq!(kinds, ["case.clock_warned"]);
    assert!(play.pass("2026-03-16 23:59").is_empty());
    assert_eq!(play.case().marks, Vec::<Mark>::new());
    play.pass("2026-03-17 00:00");
    assert_eq!(play.case().marks, [Mark::PromiseOverrun]);
}

#[test]
fn a_limit_in_hours_counts_from_the_papers_however_late_somebody_looks() {
    let due_of = |looked: &str| {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        for version in &mut play.city.items.get_mut(&Matter::License).expect("an item").versions {
            version.content.promised_limit = Some(Limit {
                length: Length::Fixed { amount: 4, unit: Unit::Hours },
                start: StartRule::Receipt,
                basis: "服务承诺".to_owned(),
            });
        }
        let command = play.opening();
        play.receive(&play.city.staff(Who::Clerk), command).expect("a receipt");
        play.pass(looked);
        play.clock(ClockKind::Promised).reckoning.ends_at
    };
    assert_eq!(due_of("2026-03-10 00:00"), due_of("2026-03-20 00:00"));
    assert_eq!(daowei_calendar::legal_date(due_of("2026-03-20 00:00")), day("2026-03-02"));
}

#[test]
fn a_pause_ends_between_its_beginning_and_today() {
    let mut play = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    play.now = at("2026-03-10 09:00");
    for on in ["2026-03-04", "2026-03-11"] {
        let refusal = end(&mut play, on, true).expect_err(on);
        assert_eq!(refusal.rule, &rules::PAUSE_DATE);
    }
    end(&mut play, "2026-03-10", true).expect("today");
}

#[test]
fn a_notice_tells_of_no_more_days_than_the_setting_and_says_where_they_are_provisional() {
    let start = |needed_days| {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        let (ground, on) = (ProcedureGround::ExpertReview, day("2026-03-02"));
        play.act(Who::Chief, Command::StartPause { ground, needed_days, on }).map(|_| play)
    };
    for days in [251, 4_000, 100_000] {
        assert_eq!(start(days).expect_err("absurd").rule, &rules::PAUSE_TOO_LONG);
    }
    for (days, provisional) in [(150, false), (250, true)] {
        let mut play = start(days).expect("a pause");
        play.serve(Who::Clerk, DocumentKind::PauseNotice, day("2026-03-02")).expect("service");
        let pause = play.case().open_pause().expect("a pause");
        assert_eq!(pause.provisional, provisional, "until {:?}", pause.told_until);
    }
}

#[test]
fn a_procedure_is_ended_where_one_is_open_and_begun_where_none_is() {
    let play = Play::accepted(Matter::License, "2026-03-02 09:00");
    assert!(allows(play.case(), Act::StartPause).is_ok());
    let refused = |play: &Play, act| allows(play.case(), act).expect_err("not now").rule;
    assert_eq!(refused(&play, Act::EndPause), &rules::PAUSE_UNKNOWN);
    let open = paused(ProcedureGround::ExpertReview, Some("2026-03-05"));
    assert!(allows(open.case(), Act::EndPause).is_ok());
    assert_eq!(refused(&open, Act::StartPause), &rules::PAUSE_OPEN);
}

#[test]
fn what_an_extension_comes_to_is_told_before_it_is_given_as_long_as_it_can_be() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let item = play.city.item(Matter::License).cloned().expect("an item");
    let content = item.newest().map(|version| &version.content);
    let ends = |play: &Play, today: &str| {
        extensible(play.case(), content, day(today), &play.city.calendar, 1).expect("a calendar")
    };
    let told = ends(&play, "2026-03-30").expect("the last day of the limit");
    assert!(!told.by_government);
    assert_eq!(told.ends.len(), 10);
    assert_eq!(
        may_extend(play.case(), content, true, day("2026-03-30")).expect_err("the organ's").rule,
        &rules::EXTENSION_APPROVER
    );
    assert_eq!(ends(&play, "2026-03-31"), None, "after the limit");
    assert_eq!(
        may_extend(play.case(), content, false, day("2026-03-31")).expect_err("late").rule,
        &rules::EXTENSION_AFTER_LIMIT
    );
    assert_eq!(
        may_extend(play.case(), None, false, day("2026-03-02")).expect_err("no item").rule,
        &rules::EXTENSION_NONE
    );
    play.done(Who::Principal, Command::Extend { days: 3, reasons: reasons(), by_government: false });
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-03-02")).expect("service");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, told.ends[2].due, "as it was told");
    assert_eq!(allows(play.case(), Act::Extend).expect_err("once").rule, &rules::EXTENSION_SECOND);
}

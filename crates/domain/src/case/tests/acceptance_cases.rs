//! Real cases about time limits, from published judgments and review decisions.

use crate::case::{Command, DocumentKind, Event, Irregular, IrregularKind, Mark, Outcome, Stage};
use crate::catalog::{Content, ProcedureGround};
use crate::fixture::{Matter, Play, Who, day, reasons, text};
use crate::limits::{ClockKind, Length, State, Unit, rules};

/// The license with other limits.
fn with_limits(matter: Matter, now: &str, statutory: Length, promised: Length) -> Play {
    let mut play = Play::new(Some(matter), now);
    let item = play.city.items.get_mut(&matter).expect("an item");
    for Content { statutory_limit, promised_limit, .. } in item.versions.iter_mut().map(|v| &mut v.content) {
        statutory_limit.as_mut().expect("a limit").length = statutory.clone();
        promised_limit.as_mut().expect("a limit").length = promised.clone();
    }
    let command = play.opening();
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play
}

fn examined(play: &mut Play) {
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
    {
        play.examine(who, step, crate::case::Verdict::Favor).expect("a step of review");
    }
}

#[test]
fn c3_eighteen_working_days_are_in_time_and_twenty_nine_calendar_days_are_not_counted() {
    let mut play = Play::accepted(Matter::License, "2016-09-26 09:00");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2016-10-27"));
    play.pass("2016-10-25 15:00");
    examined(&mut play);
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    let ended = State::Ended { on: day("2016-10-25"), in_time: true };
    assert_eq!(play.clock(ClockKind::Statutory).state, ended);
    assert!(!play.case().is_marked(Mark::StatutoryOverrun));
    // The promise of ten working days was not kept, and says so.
    assert!(play.case().is_marked(Mark::PromiseOverrun));

    let calendar_days = Length::Fixed { amount: 20, unit: Unit::CalendarDays };
    let mut wrong = with_limits(Matter::License, "2016-09-26 09:00", calendar_days, Length::working_days(10));
    wrong.done(Who::Clerk, Command::Accept);
    wrong.pass("2016-10-25 15:00");
    assert!(wrong.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn c4_promise_and_statute_are_both_the_items_own() {
    let mut play =
        with_limits(Matter::License, "2013-05-08 09:00", Length::working_days(20), Length::working_days(15));
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.clock(ClockKind::Promised).reckoning.due, day("2013-05-29"));
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2013-06-05"));
    assert_eq!(
        play.city.calendar.count_working_days(day("2013-05-08"), day("2013-05-20")).map(|count| count.days),
        Ok(8)
    );
}

#[test]
fn c5_a_pause_without_its_served_notice_leaves_the_case_red() {
    let mut play =
        with_limits(Matter::License, "2024-11-29 09:00", Length::working_days(45), Length::working_days(45));
    play.done(Who::Clerk, Command::Accept);
    // A make-up working Saturday.
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2025-02-08"));
    play.pass("2025-01-06 09:00");
    let ground = ProcedureGround::ExpertReview;
    play.done(Who::Chief, Command::StartPause { ground, needed_days: 30, on: day("2025-01-06") });
    assert!(play.pass("2025-02-08 23:59").iter().all(|record| record.event.kind() == "case.clock_warned"));
    play.pass("2025-02-09 00:00");
    assert!(play.case().is_marked(Mark::StatutoryOverrun));

    play.pass("2025-02-20 09:00");
    let pause = play.case().open_pause().expect("a pause").id;
    let end = |deduct| Command::EndPause { pause, on: day("2025-02-20"), deduct };
    let refusal = play.act(Who::Chief, end(true)).expect_err("nothing was served");
    assert_eq!(refusal.rule, &rules::PAUSE_UNSERVED);
    // Served only now, after the limit: there is nothing left that it could stop.
    play.serve(Who::Clerk, DocumentKind::PauseNotice, day("2025-02-20")).expect("service");
    play.done(Who::Chief, end(true));
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2025-02-08"));
    assert!(play.case().is_marked(Mark::PauseNotDeducted));

    play.pass("2025-03-31 15:00");
    examined(&mut play);
    play.decide(Who::Chief, Outcome::Grant).expect("a late decision is still a decision");
    let late = State::Ended { on: day("2025-03-31"), in_time: false };
    assert_eq!(play.clock(ClockKind::Statutory).state, late);
    assert!(play.case().is_marked(Mark::StatutoryOverrun));
    let working = play.city.calendar.count_working_days(day("2024-11-29"), day("2025-03-31"));
    assert_eq!(working.map(|count| count.days), Ok(81));
}

#[test]
fn c8_silence_of_five_working_days_is_acceptance_dated_back_to_receipt() {
    let mut play = Play::received(Matter::License, "2014-08-15 09:00");
    assert_eq!(play.clock(ClockKind::Notification).reckoning.due, day("2014-08-22"));
    let warned = play.pass("2014-08-22 23:59");
    assert_eq!(warned.len(), 1, "one warning and no more: {warned:?}");
    assert_eq!(play.case().stage, Stage::Received);

    play.pass("2014-08-23 00:00");
    let acceptance = play.case().acceptance.clone().expect("deemed accepted");
    assert_eq!((acceptance.on, acceptance.deemed), (day("2014-08-15"), true));
    assert_eq!(play.case().stage, Stage::UnderReview);
    assert!(play.case().is_marked(Mark::DeemedAccepted) && play.case().is_marked(Mark::NotificationOverrun));
    let statutory = play.clock(ClockKind::Statutory);
    assert_eq!((statutory.start, statutory.reckoning.due), (day("2014-08-15"), day("2014-09-15")));

    // The notice that is owed carries its true date and the day deemed.
    play.pass("2014-08-25 09:00");
    assert_eq!(play.case().owed, vec![crate::case::Owed::AcceptanceNotice]);
    let ruling = play.done(Who::Clerk, Command::Accept);
    let [Event::OwedNoticeIssued(notice)] = ruling.events.as_slice() else {
        panic!("one notice, nothing else: {ruling:?}");
    };
    assert_eq!((notice.on, notice.deemed_on), (day("2014-08-25"), day("2014-08-15")));
    assert!(play.case().owed.is_empty());
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2014-09-15"));
    let told = State::Ended { on: day("2014-08-25"), in_time: false };
    assert_eq!(play.clock(ClockKind::Notification).state, told);
    let again = play.act(Who::Clerk, Command::Accept).expect_err("nothing is owed any more");
    assert_eq!(again.rule, &crate::case::rules::ALREADY_ACCEPTED);
}

#[test]
fn c8_only_licenses_are_deemed_accepted() {
    let mut play = Play::received(Matter::Confirmation, "2014-08-15 09:00");
    assert!(!play.case().clocks.contains_key(&ClockKind::Notification));
    assert!(play.pass("2014-12-31 09:00").is_empty());
    assert_eq!(play.case().stage, Stage::Received);
}

#[test]
fn c8_a_version_that_is_no_license_is_not_deemed_whatever_clock_runs() {
    let mut play = Play::received(Matter::License, "2014-08-15 09:00");
    for version in &mut play.city.items.get_mut(&Matter::License).expect("an item").versions {
        version.content.power = crate::catalog::PowerType::Other;
    }
    play.pass("2014-08-25 09:00");
    assert_eq!((play.case().stage, play.case().acceptance.as_ref()), (Stage::Received, None));
    assert!(play.case().is_marked(Mark::NotificationOverrun));
}

/// The license with a second version, or with a stop by law.
fn changed(play: &mut Play, change: crate::catalog::Command) {
    let item = play.city.items.get(&Matter::License).cloned().expect("an item");
    let events = crate::catalog::decide(&item, change).expect("a change");
    let item = events.iter().fold(Some(item), crate::catalog::Item::apply).expect("an item");
    play.city.items.insert(Matter::License, item);
}

#[test]
fn silence_accepts_no_license_that_the_law_abolished_before_the_five_days_were_over() {
    // The five days end with 2016-08-22.
    for (stopped, deemed) in [("2016-08-01", false), ("2016-08-22", false), ("2016-08-23", true)] {
        let mut play = Play::received(Matter::License, "2016-08-15 09:00");
        changed(
            &mut play,
            crate::catalog::Command::StopByLaw {
                on: day(stopped), document: "国发〔2016〕9号".to_owned()
            },
        );
        play.pass("2016-09-01 09:00");
        assert_eq!(play.case().acceptance.is_some(), deemed, "abolished from {stopped} on");
        assert!(play.case().is_marked(Mark::NotificationOverrun), "an answer is owed all the same");
        if !deemed {
            play.done(Who::Clerk, Command::NotRequired { reasons: reasons() });
            assert_eq!(play.case().stage, Stage::NotRequired);
        }
    }
}

#[test]
fn silence_accepts_what_only_the_list_has_ended_and_by_the_version_of_that_day() {
    let mut play = Play::received(Matter::License, "2014-08-15 09:00");
    changed(
        &mut play,
        crate::catalog::Command::End {
            reason: crate::catalog::EndReason::Canceled,
            on: day("2014-08-18"),
            document: "资府发〔2014〕9号".to_owned(),
        },
    );
    let content = || Box::new(Matter::License.content());
    changed(
        &mut play,
        crate::catalog::Command::RecordVersion {
            origin: crate::catalog::Origin::Founding { document: "资府发〔2014〕10号".to_owned() },
            validity: crate::organization::Validity::since(day("2014-12-01")),
            content: content(),
        },
    );
    play.pass("2014-09-01 09:00");
    assert_eq!(play.case().acceptance.as_ref().map(|acceptance| acceptance.on), Some(day("2014-08-15")));
    assert_eq!(play.case().item_version, Some(1), "not the one that was still to come");
}

#[test]
fn silence_accepts_no_license_that_had_not_begun_when_the_papers_came() {
    let mut play = Play::new(Some(Matter::License), "2014-08-15 09:00");
    for version in &mut play.city.items.get_mut(&Matter::License).expect("an item").versions {
        version.validity = crate::organization::Validity::since(day("2014-08-18"));
    }
    let command = play.opening();
    play.receive(&play.city.staff(Who::Clerk), command).expect("receiving is never refused");
    play.pass("2014-09-01 09:00");
    assert_eq!((play.case().stage, play.case().acceptance.as_ref()), (Stage::Received, None));
}

#[test]
fn c8_somebody_who_looks_late_finds_the_same_dates() {
    let mut late = Play::received(Matter::License, "2014-08-15 09:00");
    late.pass("2015-01-05 09:00");
    assert_eq!(late.clock(ClockKind::Statutory).reckoning.due, day("2014-09-15"));
    assert!(late.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn c9_the_last_of_twenty_working_days_is_in_time() {
    let mut play = Play::accepted(Matter::License, "2008-09-16 09:00");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2008-10-17"));
    play.pass("2008-10-17 23:30");
    examined(&mut play);
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    let ended = State::Ended { on: day("2008-10-17"), in_time: true };
    assert_eq!(play.clock(ClockKind::Statutory).state, ended);
    assert!(!play.case().is_marked(Mark::StatutoryOverrun));
}

#[test]
fn c12_an_extension_served_after_the_limit_does_not_count() {
    let mut play = Play::accepted(Matter::License, "2005-03-10 09:00");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2005-04-07"));
    play.pass("2005-04-01 09:00");
    play.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    // Approved, and not yet in force.
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2005-04-07"));
    play.pass("2005-04-14 09:00");
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2005-04-14")).expect("service");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2005-04-07"));
    assert!(play.case().is_marked(Mark::ExtensionVoid) && play.case().is_marked(Mark::StatutoryOverrun));
    assert_eq!(play.case().extension.as_ref().and_then(|extension| extension.effective), Some(false));
}

#[test]
fn c12_an_extension_cannot_be_made_after_the_limit_and_a_back_dated_paper_is_flagged() {
    let mut play = Play::accepted(Matter::License, "2005-03-10 09:00");
    play.pass("2005-04-14 09:00");
    let extend = Command::Extend { days: 10, reasons: reasons(), by_government: false };
    let refusal = play.act(Who::Principal, extend).expect_err("the limit is over");
    assert_eq!(refusal.rule, &rules::EXTENSION_AFTER_LIMIT);
    play.done(
        Who::Clerk,
        Command::RecordIrregular(Irregular {
            what: IrregularKind::LateExtension,
            place: text("局机关"),
            person: text("王某"),
            decider: None,
            recipient: None,
            on: day("2005-04-01"),
            evidence: text("落款为四月一日的延期通知"),
        }),
    );
    assert!(play.case().is_marked(Mark::Backdated) && play.case().is_marked(Mark::Irregular));
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2005-04-07"));
}

#[test]
fn c12_an_extension_served_on_the_last_day_counts_even_when_it_is_recorded_later() {
    let mut play = Play::accepted(Matter::License, "2005-03-10 09:00");
    play.pass("2005-04-07 09:00");
    play.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    let notice = play.document(DocumentKind::ExtensionNotice);
    play.seal(Who::Chief, notice, crate::case::SealKind::Approval).expect("a seal");
    play.pass("2005-04-08 09:00");
    assert!(play.case().is_marked(Mark::StatutoryOverrun));
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2005-04-07")).expect("service");
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2005-04-21"));
    assert!(!play.clock(ClockKind::Statutory).overrun, "the limit was extended in time");
    // What had passed by the record of that day stays seen, with the reason for which it looks otherwise now.
    assert!(play.case().is_marked(Mark::StatutoryOverrun) && play.case().is_marked(Mark::Backdated));
    // And when the extended limit is over as well, that is said again.
    let said = play.pass("2005-04-22 00:00");
    assert!(said.iter().any(|record| record.event.kind() == "case.clock_overrun"));
}

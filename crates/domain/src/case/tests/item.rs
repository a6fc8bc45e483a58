//! 更正事项: received under the wrong item, or under none; the clock has been running since the papers came.

use crate::case::{Command, DocumentKind, Event, PaperForm, PaperGiven, SealKind, Stage, rules};
use crate::fixture::{Matter, Organ, Play, Who, at, day, demand, paper, reasons, text};
use crate::limits::ClockKind;

fn all() -> Vec<PaperGiven> {
    ["p1", "p3", "p4"].map(|line| paper(line, PaperForm::OriginalTaken)).to_vec()
}

fn set(matter: Matter, papers: Vec<PaperGiven>) -> Command {
    Command::SetItem { item: matter.id(), papers, reasons: reasons() }
}

fn unlisted() -> Play {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let command = play.opening();
    play.receive(&play.city.staff(Who::Clerk), command).expect("a receipt");
    play
}

#[test]
fn what_was_received_off_the_list_gets_its_item_and_the_days_since_its_receipt() {
    let mut play = unlisted();
    assert!(play.case().clocks.is_empty());
    play.now = at("2026-03-05 09:00");
    play.done(Who::Clerk, set(Matter::License, all()));
    let case = play.case();
    assert_eq!((case.item, case.stage), (Some(Matter::License.id()), Stage::Received));
    assert_eq!(case.item_name, Matter::License.content().name);
    assert!(case.matter.is_some(), "what the applicant called it stays on record");
    let clock = play.clock(ClockKind::Notification);
    assert_eq!((clock.start, clock.reckoning.due), (day("2026-03-02"), day("2026-03-09")));
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().stage, Stage::UnderReview);
}

#[test]
fn a_wrong_entry_gains_no_time() {
    let mut play = unlisted();
    play.pass("2026-03-20 09:00");
    assert_eq!(play.case().stage, Stage::Received);
    play.done(Who::Clerk, set(Matter::License, all()));
    play.lapse();
    let acceptance = play.case().acceptance.as_ref().expect("silence has accepted");
    assert_eq!((acceptance.deemed, acceptance.on), (true, day("2026-03-02")));
    let refusal = play.act(Who::Clerk, set(Matter::Confirmation, Vec::new())).expect_err("it is accepted");
    assert_eq!(refusal.rule, &rules::ALREADY_ACCEPTED);
}

#[test]
fn to_another_item_and_back_the_days_run_from_the_receipt() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-06 09:00");
    play.done(Who::Clerk, set(Matter::Confirmation, Vec::new()));
    assert!(!play.case().clocks.contains_key(&ClockKind::Notification), "five days are for licenses");
    play.now = at("2026-03-09 09:00");
    play.done(Who::Clerk, set(Matter::License, all()));
    assert_eq!(play.clock(ClockKind::Notification).reckoning.due, day("2026-03-09"));
    play.pass("2026-03-10 00:00");
    assert!(play.case().acceptance.as_ref().is_some_and(|acceptance| acceptance.deemed));
}

#[test]
fn who_was_told_to_correct_keeps_the_days_as_they_are() {
    // Told under a license: the clock that ended stays ended.
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.ask(vec![demand("p1", None)]).expect("told");
    play.done(Who::Clerk, set(Matter::Separated, Vec::new()));
    assert!(play.clock(ClockKind::Notification).is_ended());
    assert!(play.pass("2026-03-20 09:00").is_empty());
    // Asked for, and told nobody: the first five days run on.
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
    play.done(Who::Clerk, set(Matter::Separated, Vec::new()));
    play.pass("2026-03-10 00:00");
    assert!(play.case().acceptance.as_ref().is_some_and(|acceptance| acceptance.deemed));
}

/// Received as no license, told weeks later, then set right: entered correctly, it had been accepted by silence long before.
#[test]
fn what_was_told_too_late_under_a_wrong_item_begins_no_new_days() {
    let received = || {
        let mut play = Play::received(Matter::Confirmation, "2026-03-02 09:00");
        let item = play.city.items.get_mut(&Matter::Confirmation).expect("an item");
        for version in &mut item.versions {
            version.content.papers = Matter::License.content().papers;
        }
        play
    };
    let told = |on: &str| {
        let mut play = received();
        play.pass(on);
        play.ask(vec![demand("p1", None)]).expect("told");
        play
    };
    let hand_in = |play: &mut Play| {
        let met = play.case().unmet().map(|demand| demand.id).collect();
        play.done(Who::Clerk, Command::HandInCorrections { met, papers: Vec::new() });
    };
    let deemed_on = |play: &mut Play| {
        play.lapse();
        play.case().acceptance.as_ref().filter(|acceptance| acceptance.deemed).map(|acceptance| acceptance.on)
    };
    // Handed in before the item was set right, or not.
    for handed_in in [false, true] {
        let mut play = told("2026-03-10 09:00");
        if handed_in {
            play.pass("2026-03-20 09:00");
            hand_in(&mut play);
        }
        play.done(Who::Clerk, set(Matter::License, all()));
        assert_eq!(deemed_on(&mut play), Some(day("2026-03-02")), "handed in {handed_in}");
    }
    // Told on the last of the five days, it was told in time, and the days run from what was handed in.
    let mut play = told("2026-03-09 16:00");
    play.pass("2026-03-20 09:00");
    hand_in(&mut play);
    play.done(Who::Clerk, set(Matter::License, all()));
    assert_eq!(deemed_on(&mut play), None);
    assert_eq!(play.clock(ClockKind::Notification).start, day("2026-03-20"));
    // A service that was put on record afterwards had told nobody when the days were over.
    let mut play = received();
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
    let notice = play.document(DocumentKind::CorrectionNotice);
    play.seal(Who::Chief, notice, SealKind::Approval).expect("a seal");
    play.pass("2026-03-20 09:00");
    play.serve_as_is(Who::Clerk, notice, day("2026-03-02")).expect("service");
    play.done(Who::Clerk, set(Matter::License, all()));
    assert_eq!(deemed_on(&mut play), Some(day("2026-03-02")));
}

/// A second notice that nobody served once stopped the five days for good.
#[test]
fn what_is_handed_in_upon_the_first_notice_begins_the_days_though_a_second_lies_unserved() {
    for by_way_of_another_item in [false, true] {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.ask(vec![demand("p1", None)]).expect("told");
        let old = play.case().unmet().map(|demand| demand.id).next();
        play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", old)]));
        play.now = at("2026-03-04 09:00");
        let met = play.case().unmet().map(|demand| demand.id).collect();
        play.done(Who::Clerk, Command::HandInCorrections { met, papers: Vec::new() });
        if by_way_of_another_item {
            play.done(Who::Clerk, set(Matter::Confirmation, Vec::new()));
            play.done(Who::Clerk, set(Matter::License, all()));
        }
        assert_eq!(play.clock(ClockKind::Notification).start, day("2026-03-04"));
        play.pass("2026-03-12 00:00");
        assert!(play.case().acceptance.as_ref().is_some_and(|acceptance| acceptance.deemed));
    }
}

#[test]
fn the_case_goes_to_the_organ_of_its_item() {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let command = play.opening();
    play.receive(&play.city.staff(Who::CompositeClerk), command).expect("a receipt at the center");
    assert_eq!(play.case().department, Organ::Center.id());
    play.done(Who::CompositeClerk, set(Matter::License, all()));
    assert_eq!(play.case().department, Organ::Market.id());
    let refusal =
        play.act(Who::CompositeClerk, set(Matter::Housing, Vec::new())).expect_err("no longer theirs");
    assert_eq!(refusal.rule, &crate::authority::rules::COMPOSITE_WINDOW);
    play.done(Who::Clerk, Command::Accept);
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02")).expect("service");
}

#[test]
fn only_formal_staff_with_reasons_change_an_item_and_its_own_list_holds() {
    let mut play = unlisted();
    let refusal = play.act(Who::Assistant, set(Matter::License, all())).expect_err("contract staff");
    assert_eq!(refusal.rule, &crate::authority::rules::CONTRACT_STAFF);
    let (item, papers) = (Matter::License.id(), Vec::new());
    let refusal =
        play.act(Who::Clerk, Command::SetItem { item, papers, reasons: text("。。。。。。。。。。。。") });
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::REASONS_SHORT));
    let refusal = play.act(Who::Clerk, set(Matter::License, vec![paper("p9", PaperForm::Copy)]));
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::PAPER_UNLISTED));
    let ruling = play.done(Who::Clerk, set(Matter::License, all()));
    assert!(matches!(ruling.events.as_slice(), [Event::ItemSet(_)]));
}

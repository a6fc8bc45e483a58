//! 补正: told once, handed in, asleep and awake again.

use crate::case::{
    Command, Demanded, DocumentKind, Event, Holder, Mark, PaperForm, SealKind, Stage, TerminationGround,
    rules,
};
use crate::fixture::{Matter, Play, Who, at, day, demand, paper, reasons, text};
use crate::limits::{ClockKind, State};

fn asked() -> Play {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-03 09:00");
    play.ask(vec![demand("p1", None), demand("p2", None)]).expect("a notice, sealed and served");
    play
}

/// Asked for on paper that nobody was given.
fn untold() -> Play {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-03 09:00");
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None), demand("p2", None)]));
    play
}

fn acceptance(play: &Play) -> Option<(bool, jiff::civil::Date)> {
    play.case().acceptance.as_ref().map(|acceptance| (acceptance.deemed, acceptance.on))
}

fn hand_in(play: &Play, how_many: usize) -> Command {
    let met = play.case().unmet().take(how_many).map(|demand| demand.id).collect();
    Command::HandInCorrections { met, papers: vec![paper("p1", PaperForm::Copy)] }
}

#[test]
fn a_correction_notice_stops_the_five_days_and_waits_for_the_applicant() {
    let mut play = asked();
    assert_eq!((play.case().stage, play.case().holder), (Stage::CorrectionRequested, Holder::Applicant));
    assert!(play.case().documents.contains_key(&play.document(DocumentKind::CorrectionNotice)));
    let told = State::Ended { on: day("2026-03-03"), in_time: true };
    assert_eq!(play.clock(ClockKind::Notification).state, told);
    assert!(play.pass("2026-03-20 09:00").is_empty(), "nothing is deemed while the applicant is asked");
}

#[test]
fn a_notice_that_was_not_served_has_told_nobody_anything() {
    for sealed in [false, true] {
        let mut play = untold();
        assert_eq!(play.case().held_by(), Some(Who::Clerk.person()));
        assert!(play.clock(ClockKind::Notification).is_running());
        let notice = play.document(DocumentKind::CorrectionNotice);
        if sealed {
            play.seal(Who::Chief, notice, SealKind::Approval).expect("a seal");
        }
        play.pass("2026-03-09 23:59");
        assert_eq!((play.case().stage, acceptance(&play)), (Stage::CorrectionRequested, None));
        play.pass("2026-03-10 00:00");
        assert_eq!(acceptance(&play), Some((true, day("2026-03-02"))));
        assert_eq!(play.case().stage, Stage::UnderReview);
        assert!(play.case().is_marked(Mark::NotificationOverrun));
        let refusal = play.serve(Who::Clerk, DocumentKind::CorrectionNotice, day("2026-03-10"));
        assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::CORRECTION_AFTER_ACCEPTANCE));
    }
}

#[test]
fn five_new_days_follow_only_upon_a_demand_that_was_told() {
    let mut play = untold();
    play.now = at("2026-03-09 10:00");
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    assert_eq!(play.clock(ClockKind::Notification).reckoning.due, day("2026-03-09"));
    play.pass("2026-03-10 00:00");
    assert_eq!(acceptance(&play), Some((true, day("2026-03-02"))));
}

#[test]
fn a_void_notice_that_was_never_served_was_never_made() {
    let mut play = untold();
    play.void(DocumentKind::CorrectionNotice).expect("void");
    assert_eq!((play.case().stage, play.case().corrections.len()), (Stage::Received, 0));
    play.ask(vec![demand("p3", None)]).expect("told for the first time, and anew");
    assert_eq!(play.case().holder, Holder::Applicant);
}

#[test]
fn a_served_notice_that_is_voided_lets_the_five_days_run_on_and_is_repeated() {
    let mut play = asked();
    play.void(DocumentKind::CorrectionNotice).expect("void");
    assert_eq!(play.case().stage, Stage::Received);
    assert!(play.clock(ClockKind::Notification).is_running());
    let old = play.case().unmet().next().map(|demand| demand.id);
    let refusal = play.ask(vec![demand("p3", None)]).expect_err("the applicant knows the old demands");
    assert_eq!(refusal.rule, &rules::CORRECTION_NEW_DEMAND);
    let mut silent = play.clone();
    silent.pass("2026-03-10 00:00");
    assert_eq!(acceptance(&silent), Some((true, day("2026-03-02"))));
    play.ask(vec![demand("p1", old)]).expect("one act makes it anew");
    assert!(play.clock(ClockKind::Notification).is_ended());
}

#[test]
fn a_void_answer_has_not_been_given() {
    let answers = [
        (Command::NotAccept { reasons: reasons() }, DocumentKind::NonAcceptance),
        (Command::NotRequired { reasons: reasons() }, DocumentKind::NotRequiredNotice),
        (
            Command::NotCompetent { organ: text("市公安局"), reasons: reasons() },
            DocumentKind::NotCompetentNotice,
        ),
    ];
    for (command, kind) in answers {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.done(Who::Clerk, command.clone());
        play.void(kind).expect("void");
        assert_eq!(play.case().stage, Stage::Received);
        let mut silent = play.clone();
        silent.pass("2026-03-10 00:00");
        assert_eq!(acceptance(&silent), Some((true, day("2026-03-02"))));
        play.done(Who::Clerk, command);
        assert!(play.clock(ClockKind::Notification).is_ended());
    }
}

#[test]
fn a_demand_that_is_asked_for_again_is_open_once_and_met_in_both_places() {
    let mut play = asked();
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    let old = play.case().unmet().next().map(|demand| demand.id).expect("one is open");
    play.ask(vec![demand("p2", Some(old))]).expect("repeated");
    let first = |play: &Play| play.case().corrections[0].demands[1].clone();
    assert!(first(&play).repeated && !first(&play).met);
    let by_the_old_name = Command::HandInCorrections { met: vec![old], papers: Vec::new() };
    let refusal = play.act(Who::Clerk, by_the_old_name).expect_err("it is asked for again");
    assert_eq!(refusal.rule, &rules::CORRECTION_DEMAND);
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    assert!(first(&play).met);
    assert!(play.case().corrections.iter().flat_map(|round| &round.demands).all(|demand| demand.met));
}

#[test]
fn what_the_applicant_puts_right_on_the_spot_is_on_record() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let by = play.case().applicant().expect("an applicant").id;
    let put_right = |by, paper: Option<&str>| Command::PutRight {
        what: text("申请书经营面积由30改为36平方米"),
        by,
        paper: paper.map(str::to_owned),
    };
    let ruling = play.done(Who::Assistant, put_right(by, Some("p1")));
    assert!(matches!(ruling.events.as_slice(), [Event::PutRight(e)] if e.by == by));
    let refusal = play.act(Who::Clerk, put_right(by, Some("p9"))).expect_err("no such paper");
    assert_eq!(refusal.rule, &rules::PAPER_UNLISTED);
    play.done(Who::Clerk, Command::Accept);
    let refusal = play.act(Who::Clerk, put_right(by, None)).expect_err("accepted");
    assert_eq!(refusal.rule, &rules::STAGE);
}

#[test]
fn what_is_handed_in_begins_five_new_days_and_dates_the_acceptance() {
    let mut play = asked();
    play.now = at("2026-03-10 10:00");
    play.done(Who::Assistant, hand_in(&play.clone(), 2));
    assert_eq!(play.case().stage, Stage::Resubmitted);
    let clock = play.clock(ClockKind::Notification);
    assert_eq!((clock.start, clock.reckoning.due), (day("2026-03-10"), day("2026-03-17")));
    assert!(clock.is_running());
    play.now = at("2026-03-12 10:00");
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().acceptance.as_ref().map(|acceptance| acceptance.on), Some(day("2026-03-10")));
    assert_eq!(play.clock(ClockKind::Statutory).start, day("2026-03-10"));
}

#[test]
fn silence_after_the_hand_in_is_acceptance_from_the_hand_in() {
    let mut play = asked();
    play.now = at("2026-03-10 10:00");
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    play.pass("2026-03-18 00:00");
    let acceptance = play.case().acceptance.as_ref().expect("deemed accepted");
    assert_eq!((acceptance.on, acceptance.deemed), (day("2026-03-10"), true));
    let refusal = play.act(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::CORRECTION_AFTER_ACCEPTANCE));
}

#[test]
fn an_old_demand_that_is_unmet_may_be_repeated_and_no_new_one_made() {
    let mut play = asked();
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    let open: Vec<_> = play.case().unmet().map(|demand| (demand.id, demand.paper.clone())).collect();
    let [(old, line)] = open.as_slice() else { panic!("one demand is open: {open:?}") };
    assert_eq!(line, "p2");
    let refusal = play.act(Who::Clerk, Command::RequestCorrection(vec![demand("p3", None)]));
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::CORRECTION_NEW_DEMAND));
    play.ask(vec![demand("p2", Some(*old))]).expect("an old one");
    assert_eq!(play.case().corrections.len(), 2);
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().stage, Stage::UnderReview);
}

#[test]
fn an_instant_case_waits_for_its_demands_too() {
    let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
    let item = play.city.items.get_mut(&Matter::Instant).expect("an item");
    for version in &mut item.versions {
        version.content.papers = Matter::License.content().papers;
    }
    let papers = ["p1", "p3", "p4"].map(|line| paper(line, PaperForm::Copy)).to_vec();
    play.done(Who::Clerk, Command::RecordPapers(papers));
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
    play.done(Who::Clerk, Command::HandInCorrections { met: Vec::new(), papers: Vec::new() });
    let command = Command::DecideOnTheSpot { outcome: crate::case::Outcome::Grant, reasons: reasons() };
    let refusal = play.act(Who::Chief, command).expect_err("a demand is open");
    assert_eq!(refusal.rule, &rules::DEMANDS_OPEN);
}

#[test]
fn a_correction_that_does_not_come_sleeps_and_wakes_when_it_does() {
    let mut play = asked();
    assert!(play.pass("2026-04-01 23:59").is_empty());
    let records = play.pass("2026-04-02 00:00");
    assert_eq!(records.len(), 1);
    assert!(play.case().is_marked(Mark::DormantCorrection));
    assert!(play.case().corrections.iter().all(|round| round.dormant));
    assert_eq!(play.case().stage, Stage::CorrectionRequested, "asleep, not ended");

    play.pass("2026-08-03 09:00");
    play.done(Who::Clerk, hand_in(&play.clone(), 2));
    assert!(!play.case().is_marked(Mark::DormantCorrection));
    assert_eq!(play.clock(ClockKind::Notification).reckoning.due, day("2026-08-10"));
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().stage, Stage::UnderReview);
}

#[test]
fn a_correction_that_never_came_ends_the_case_only_by_the_items_rule() {
    let terminate =
        || Command::Terminate { ground: TerminationGround::CorrectionNeverCame, reasons: reasons() };
    let mut play = asked();
    play.pass("2026-05-02 23:00");
    let refusal = play.act(Who::Chief, terminate()).expect_err("sixty days are not over");
    assert_eq!(
        (refusal.rule, refusal.facts.get("days").map(String::as_str)),
        (&rules::LAPSE_RULE, Some("60"))
    );
    play.pass("2026-05-03 09:00");
    let ruling = play.done(Who::Chief, terminate());
    assert!(matches!(ruling.events.as_slice(), [Event::Terminated(e)] if e.remedies.review_days == 60));
    assert_eq!((play.case().stage, play.case().holder), (Stage::Terminated, Holder::Nobody));
}

#[test]
fn a_demand_without_words_demands_nothing() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let blank = Demanded::New { paper: "p1".to_owned(), what: text("　 。。") };
    let refusal = play.act(Who::Clerk, Command::RequestCorrection(vec![demand("p2", None), blank]));
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::CORRECTION_EMPTY));
}

#[test]
fn what_is_asked_for_again_is_the_old_demand_in_its_own_words_and_once() {
    let mut play = asked();
    play.done(Who::Clerk, hand_in(&play.clone(), 1));
    let old = play.case().unmet().next().cloned().expect("one is open");
    let again = || Demanded::Again(old.id);
    for (demands, rule) in [
        (vec![again(), again()], &rules::CORRECTION_REPEAT),
        (vec![again(), demand("p2", None)], &rules::CORRECTION_NEW_DEMAND),
        (vec![again(), demand("p9", None)], &rules::CORRECTION_UNLISTED),
    ] {
        let refusal =
            play.act(Who::Clerk, Command::RequestCorrection(demands)).expect_err("more than the old");
        assert_eq!(refusal.rule, rule);
    }
    play.done(Who::Clerk, Command::RequestCorrection(vec![again()]));
    let asked = play.case().unmet().next().expect("it is open");
    assert_eq!((&asked.paper, &asked.what, asked.repeats), (&old.paper, &old.what, Some(old.id)));
}

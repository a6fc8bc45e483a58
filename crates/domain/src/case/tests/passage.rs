//! The way of a case from the window to the archive.

use crate::case::{
    Case, Command, DocumentKind, Holder, Mark, Outcome, PaperForm, SealKind, Stage, TerminationGround,
    Verdict, rules,
};
use crate::fixture::{Matter, Organ, Play, Who, day, reasons, text};
use crate::limits::{ClockKind, State};
use crate::record::{Actor, Ground};

fn office() -> Holder {
    Holder::Office { department: Organ::Market.id(), person: None }
}

fn hands(who: Who) -> Holder {
    Holder::Office { department: Organ::Market.id(), person: Some(who.person()) }
}

#[test]
fn from_receipt_to_archive() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    assert_eq!((play.case().stage, play.case().holder), (Stage::Received, hands(Who::Clerk)));
    assert_eq!(play.kinds(), ["case.received", "case.document_issued"]);
    assert!(play.case().documents.values().all(|document| document.number.is_none()));
    assert_eq!(play.clock(ClockKind::Notification).reckoning.due, day("2026-03-09"));

    play.now = crate::fixture::at("2026-03-03 10:00");
    let ruling = play.done(Who::Clerk, Command::Accept);
    assert_eq!(ruling.grant.ground, Ground::WindowDuty);
    assert_eq!((play.case().stage, play.case().holder), (Stage::UnderReview, office()));
    let notified = State::Ended { on: day("2026-03-03"), in_time: true };
    assert_eq!(play.clock(ClockKind::Notification).state, notified);
    assert_eq!(play.clock(ClockKind::Promised).reckoning.due, day("2026-03-17"));
    assert_eq!(play.clock(ClockKind::Statutory).reckoning.due, day("2026-03-31"));
    let notice = &play.case().documents[&play.document(DocumentKind::AcceptanceNotice)];
    assert_eq!(notice.number.as_ref().map(ToString::to_string).as_deref(), Some("资市监受〔2026〕1号"));
    assert_eq!(notice.seal_due, Some(SealKind::Approval));
    let at = play.case().chart.clone().expect("a chart");
    assert_eq!((at.chart.as_str(), at.version, at.step.as_deref()), ("fixed-review", 1, Some("examine")));

    let ruling = play.examine(Who::Reviewer, "examine", Verdict::Favor).expect("a step");
    assert_eq!(ruling.grant.ground, Ground::Post);
    play.examine(Who::SecondReviewer, "verify", Verdict::Oppose).expect("a step");
    assert_eq!(play.case().stage, Stage::UnderReview);
    play.examine(Who::DeputyLeader, "check", Verdict::Favor).expect("a step");
    assert_eq!((play.case().stage, play.case().steps.len()), (Stage::AwaitingDecision, 3));

    play.now = crate::fixture::at("2026-03-17 16:00");
    let ruling = play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    assert_eq!(ruling.grant.ground, Ground::Letter);
    assert_eq!(ruling.grant.letter, Some(Who::Chief.letter()));
    assert_eq!(ruling.grant.letter_number.as_deref(), Some("资市监授〔2020〕5号"));
    assert_eq!((play.case().stage, play.case().holder), (Stage::Decided, hands(Who::Chief)));
    for kind in [ClockKind::Promised, ClockKind::Statutory] {
        assert_eq!(play.clock(kind).state, State::Ended { on: day("2026-03-17"), in_time: true });
    }
    assert_eq!(play.clock(ClockKind::Delivery).reckoning.due, day("2026-03-31"));
    let decision = play.case().decision().cloned().expect("a decision");
    assert_eq!((decision.outcome, decision.by), (Outcome::Grant, Some(Who::Chief.person())));
    assert!(decision.license.is_some() && decision.remedies.is_none());

    play.seal(Who::Chief, decision.document, SealKind::Approval).expect("a seal");
    assert_eq!(play.case().stage, Stage::Sealed);
    play.now = crate::fixture::at("2026-03-18 09:00");
    play.deliver(Who::CompositeClerk, day("2026-03-18")).expect("delivery");
    assert_eq!((play.case().stage, play.case().holder), (Stage::Delivered, Holder::Nobody));
    assert!(play.case().clocks.values().all(crate::limits::Clock::is_ended));
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-18"))
        .expect("the notice of acceptance");
    play.done(Who::Clerk, Command::Archive { file: text("2026-0001"), pages: 30, retention_years: Some(10) });
    assert_eq!(play.case().stage, Stage::Archived);
    // The promise ended on its last day: the warnings stand in the log, no lateness does.
    assert_eq!(play.case().marks, Vec::<Mark>::new());
    assert_eq!(Case::fold(&play.records).as_ref(), Some(play.case()));
}

#[test]
fn a_grant_issues_the_license_for_the_months_of_the_item() {
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    let ruling = play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    let license = ruling.events.iter().find_map(|event| match event {
        crate::case::Event::Decided(decided) => decided.license.clone(),
        _ => None,
    });
    let license = license.expect("a license");
    assert_eq!(license.name, "食品经营许可证");
    assert_eq!((license.valid_from, license.valid_until), (day("2026-03-02"), Some(day("2031-03-01"))));
}

#[test]
fn a_refusal_tells_its_remedies_and_issues_no_license() {
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    play.decide(Who::Chief, Outcome::Refuse).expect("a decision");
    let decision = play.case().decision().expect("a decision");
    let remedies = decision.remedies.as_ref().expect("remedies");
    assert_eq!((remedies.review_organ.as_str(), remedies.review_days), ("资阳市人民政府", 60));
    assert_eq!((remedies.court.as_str(), remedies.suit_months), ("资阳市雁江区人民法院", 6));
    assert!(decision.license.is_none());
    assert_eq!(play.document(DocumentKind::RefusalDecision), decision.document);
}

#[test]
fn an_instant_item_is_decided_on_one_paper() {
    let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
    play.done(Who::Chief, Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons() });
    assert_eq!(play.case().stage, Stage::Decided);
    let kinds: Vec<DocumentKind> = play.case().documents.values().map(|document| document.kind).collect();
    assert_eq!(kinds, [DocumentKind::Receipt, DocumentKind::OnTheSpotDecision]);
    let acceptance = play.case().acceptance.as_ref().expect("accepted in the same breath");
    assert_eq!((acceptance.on, acceptance.deemed), (day("2026-03-02"), false));
    assert_eq!(play.clock(ClockKind::Promised).state, State::Ended { on: day("2026-03-02"), in_time: true });
    play.seal(Who::Chief, play.document(DocumentKind::OnTheSpotDecision), SealKind::Approval)
        .expect("a seal");
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    assert_eq!(play.case().stage, Stage::Delivered);
}

#[test]
fn one_person_cannot_accept_and_decide_on_the_spot_what_the_item_keeps_apart() {
    let mut play = Play::received(Matter::SeparatedInstant, "2026-03-02 09:00");
    let command = Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons() };
    let refusal = play.act(Who::Chief, command).expect_err("two duties in one breath");
    assert_eq!(refusal.rule, &crate::authority::rules::SEPARATED);
}

#[test]
fn duties_that_the_item_separates_need_three_people() {
    let mut play = Play::received(Matter::Separated, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::Accept);
    for step in ["examine", "verify", "check"] {
        play.examine(Who::Reviewer, step, Verdict::Favor).expect("a step");
    }
    play.decide(Who::Chief, Outcome::Grant).expect("a third person decides");

    let mut same = Play::received(Matter::Separated, "2026-03-02 09:00");
    same.done(Who::Clerk, Command::Accept);
    for step in ["examine", "verify", "check"] {
        same.examine(Who::Chief, step, Verdict::Favor).expect("a step");
    }
    let refusal = same.decide(Who::Chief, Outcome::Grant).expect_err("he has examined it himself");
    assert_eq!(refusal.rule, &crate::authority::rules::SEPARATED);
    assert_eq!(refusal.facts.get("first").map(String::as_str), Some("审查"));
}

#[test]
fn nothing_is_decided_on_the_spot_before_the_papers_that_follow_are_there() {
    let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
    let item = play.city.items.get_mut(&Matter::Instant).expect("an item");
    for version in &mut item.versions {
        version.content.papers = Matter::License.content().papers;
    }
    let forms = [("p1", PaperForm::Copy), ("p3", PaperForm::Promised), ("p4", PaperForm::Promised)];
    let papers = forms.map(|(line, form)| crate::fixture::paper(line, form)).to_vec();
    play.done(Who::Clerk, Command::RecordPapers(papers));
    let decide = || Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons() };
    let refusal = play.act(Who::Chief, decide()).expect_err("a paper is to follow");
    assert_eq!(refusal.rule, &rules::PAPERS_FOLLOW);
    play.done(Who::Clerk, Command::RecordPapers(vec![crate::fixture::paper("p3", PaperForm::Copy)]));
    play.done(Who::Chief, decide());
}

#[test]
fn whoever_examined_does_not_decide_unless_the_setting_of_that_day_says_so() {
    let examined = |apart| {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.city.settings.decision_apart = apart;
        play.done(Who::Chief, Command::Accept);
        for step in ["examine", "verify", "check"] {
            play.examine(Who::Chief, step, Verdict::Favor).expect("a step");
        }
        // What was pinned at acceptance holds for the life of the case.
        play.city.settings.decision_apart = 1 - apart;
        play
    };
    let refusal = examined(1).decide(Who::Chief, Outcome::Grant).expect_err("he has examined it himself");
    assert_eq!(refusal.rule, &crate::authority::rules::SEPARATED);
    examined(0).decide(Who::Chief, Outcome::Grant).expect("the setting allowed it");
}

#[test]
fn whoever_examined_ends_no_case_after_it_was_sent_back() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.examine(Who::Chief, "examine", Verdict::Favor).expect("a step");
    play.examine(Who::SecondReviewer, "verify", Verdict::Return).expect("sent back");
    let ground = TerminationGround::ApplicantGone;
    let command = Command::Terminate { ground, reasons: reasons() };
    let refusal = play.act(Who::Chief, command).expect_err("he has examined it himself");
    assert_eq!(refusal.rule, &crate::authority::rules::SEPARATED);
    play.examine(Who::Chief, "examine", Verdict::Favor).expect("his own step is done again");
}

#[test]
fn each_step_is_somebody_elses_where_the_setting_says_so() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.city.settings.review_apart = 1;
    play.done(Who::Clerk, Command::Accept);
    play.examine(Who::Reviewer, "examine", Verdict::Favor).expect("the first step");
    let refusal = play.examine(Who::Reviewer, "verify", Verdict::Favor).expect_err("the same person");
    assert_eq!(refusal.rule, &crate::authority::rules::STEPS_SEPARATED);
    play.examine(Who::SecondReviewer, "verify", Verdict::Return).expect("sent back by another one");
    play.examine(Who::Reviewer, "examine", Verdict::Favor).expect("one's own step is done again");
    play.examine(Who::SecondReviewer, "verify", Verdict::Favor).expect("and looked at again");
    for who in [Who::Reviewer, Who::SecondReviewer] {
        play.examine(who, "check", Verdict::Favor).expect_err("a third person checks");
    }
    play.examine(Who::Chief, "check", Verdict::Favor).expect("a third person");
}

#[test]
fn a_step_sent_back_is_done_again() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.examine(Who::Reviewer, "examine", Verdict::Favor).expect("a step");
    play.examine(Who::SecondReviewer, "verify", Verdict::Return).expect("sent back");
    let step = play.case().chart.as_ref().and_then(|at| at.step.clone());
    assert_eq!((play.case().stage, step.as_deref()), (Stage::UnderReview, Some("examine")));
    play.examine(Who::Reviewer, "examine", Verdict::Favor).expect("done again");
    assert_eq!(play.case().steps.len(), 3);
}

#[test]
fn the_deputy_decides_only_while_the_first_is_away() {
    let mut play = Play::examined(Matter::License, "2026-05-29 09:00");
    let refusal = play.decide(Who::Deputy, Outcome::Grant).expect_err("the first is here");
    assert_eq!(refusal.rule, &crate::authority::rules::DEPUTY_NOT_CALLED);
    play.pass("2026-06-05 17:00");
    let ruling = play.decide(Who::Deputy, Outcome::Grant).expect("the first is away");
    assert_eq!(ruling.grant.letter, Some(Who::Deputy.letter()));
}

#[test]
fn what_time_does_is_done_by_the_law_and_not_by_anybody() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let records = play.pass("2026-03-10 00:00");
    assert!(!records.is_empty());
    for record in records {
        assert!(matches!(record.by, Actor::Law { .. }) && record.grant.is_none(), "{record:?}");
    }
}

#[test]
fn late_delivery_is_marked() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.pass("2026-03-17 09:00");
    assert!(play.case().is_marked(Mark::DeliveryOverrun));
    play.deliver(Who::Clerk, day("2026-03-17")).expect("delivery");
    assert_eq!(play.clock(ClockKind::Delivery).state, State::Ended { on: day("2026-03-17"), in_time: false });
}

#[test]
fn a_case_of_a_department_that_is_no_license_has_no_clock_of_delivery() {
    let play = Play::decided(Matter::Confirmation, "2026-03-02 09:00");
    assert!(!play.case().clocks.contains_key(&ClockKind::Delivery));
    assert!(play.case().decision().is_some_and(|decision| decision.license.is_none()));
}

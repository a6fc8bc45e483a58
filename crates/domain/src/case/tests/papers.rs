//! 申请材料: what acceptance rests on stays, and nothing is granted on papers that are not there.

use crate::case::{
    Command, Late, Mark, Outcome, PaperForm, PaperGiven, Receive, Stage, Verdict, Verified, VerifiedGiven,
    rules,
};
use crate::fixture::{Matter, Play, Who, at, day, paper, text};

fn record(given: PaperGiven) -> Command {
    Command::RecordPapers(vec![given])
}

fn refused(play: &mut Play, given: PaperGiven) -> Option<&'static crate::rule::Rule> {
    play.act(Who::Clerk, record(given)).err().map(|refusal| refusal.rule)
}

#[test]
fn after_acceptance_a_record_of_papers_only_grows() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    for form in [PaperForm::Promised, PaperForm::Exempt, PaperForm::Copy] {
        for line in ["p1", "p2", "p3", "p4"] {
            assert_eq!(refused(&mut play, paper(line, form)), Some(&rules::PAPER_LESS), "{line} {form:?}");
        }
    }
    assert_eq!(refused(&mut play, PaperGiven { copies: 3, ..paper("p1", PaperForm::OriginalTaken) }), None);
    assert_eq!(refused(&mut play, paper("p1", PaperForm::OriginalTaken)), Some(&rules::PAPER_LESS));
}

#[test]
fn before_acceptance_a_wrong_entry_is_entered_again() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    assert_eq!(refused(&mut play, paper("p1", PaperForm::Promised)), None);
    let refusal = play.act(Who::Clerk, Command::Accept).expect_err("the application is only promised");
    assert_eq!(refusal.rule, &rules::PAPERS_MISSING);
}

#[test]
fn what_was_promised_comes_after_acceptance() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, record(paper("p3", PaperForm::Promised)));
    play.done(Who::Clerk, Command::Accept);
    for (step, who) in
        [("examine", Who::Reviewer), ("verify", Who::SecondReviewer), ("check", Who::Principal)]
    {
        play.examine(who, step, Verdict::Favor).expect("a step");
    }
    for outcome in [Outcome::Grant, Outcome::Refuse] {
        let refusal = play.decide(Who::Chief, outcome).expect_err("a paper is to follow");
        assert_eq!(refusal.rule, &rules::PAPERS_FOLLOW);
    }
    play.done(Who::Clerk, record(paper("p3", PaperForm::Copy)));
    play.decide(Who::Chief, Outcome::Grant).expect("everything is here");
}

#[test]
fn what_silence_accepted_is_not_granted_on_papers_that_never_came() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut opening = play.opening();
    opening.papers.retain(|paper| paper.paper != "p1");
    play.receive(&play.city.staff(Who::Clerk), opening).expect("a receipt");
    play.pass("2026-03-10 09:00");
    assert_eq!(play.case().stage, Stage::UnderReview);
    for (step, who) in
        [("examine", Who::Reviewer), ("verify", Who::SecondReviewer), ("check", Who::Principal)]
    {
        play.examine(who, step, Verdict::Favor).expect("a step");
    }
    let refusal = play.decide(Who::Chief, Outcome::Grant).expect_err("the application form never came");
    assert_eq!(refusal.rule, &rules::PAPERS_FOLLOW);
    assert_eq!(refusal.facts.get("papers").map(String::as_str), Some("申请书"));
    play.clone().decide(Who::Chief, Outcome::Refuse).expect("it can be refused for that");
    play.done(Who::Clerk, record(paper("p1", PaperForm::OriginalTaken)));
    play.decide(Who::Chief, Outcome::Grant).expect("it came");
}

#[test]
fn a_paper_that_need_not_come_says_why_and_one_that_was_taken_how_many() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    for ground in [None, Some(text("。。。。"))] {
        let given = PaperGiven { ground, ..paper("p1", PaperForm::Exempt) };
        assert_eq!(refused(&mut play, given), Some(&rules::EXEMPT_GROUND));
    }
    let shared = PaperGiven { ground: None, ..paper("p2", PaperForm::Exempt) };
    assert_eq!(refused(&mut play, shared), None, "its line says that it can be had by sharing");
    assert_eq!(refused(&mut play, paper("p1", PaperForm::Exempt)), None);
    assert!(play.case().papers["p1"].ground.is_some());
    for (form, rule) in [
        (PaperForm::OriginalTaken, Some(&rules::PAPER_COPIES)),
        (PaperForm::Copy, Some(&rules::PAPER_COPIES)),
        (PaperForm::OriginalSeen, None),
        (PaperForm::Electronic, None),
    ] {
        assert_eq!(refused(&mut play, PaperGiven { copies: 0, ..paper("p2", form) }), rule, "{form:?}");
    }
    play.now = at("2026-03-02 10:00");
    play.done(Who::Clerk, Command::Accept);
}

#[test]
fn who_compared_a_paper_with_its_original_is_on_record_and_is_no_contract_staff() {
    let given = |form, verified| PaperGiven { verified, ..paper("p1", form) };
    let by = |who: Who, on| Some(VerifiedGiven { by: Some(who.person()), on });
    let kept = |who: Who, given: PaperGiven| {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.act(who, Command::RecordPapers(vec![given]))
            .map(|_| play.case().papers["p1"].verified)
            .map_err(|refusal| refusal.rule)
    };
    let done = |who: Who, on: &str| Ok(Some(Verified { by: who.person(), on: day(on) }));
    use PaperForm::{Copy, OriginalSeen, OriginalTaken};
    assert_eq!(kept(Who::Clerk, given(OriginalSeen, None)), done(Who::Clerk, "2026-03-02"));
    // For an assistant it is the one who answers for him who looked, or somebody who is named.
    assert_eq!(kept(Who::Assistant, given(OriginalSeen, None)), done(Who::CompositeClerk, "2026-03-02"));
    let named = by(Who::Clerk, Some(day("2026-02-27")));
    assert_eq!(kept(Who::Assistant, given(Copy, named)), done(Who::Clerk, "2026-02-27"));
    let unfit = Err(&rules::PAPER_VERIFIED);
    assert_eq!(kept(Who::Assistant, given(Copy, by(Who::Assistant, None))), unfit);
    assert_eq!(kept(Who::Clerk, given(Copy, by(Who::Clerk, Some(day("2026-03-03"))))), unfit);
    assert_eq!(kept(Who::Clerk, given(OriginalTaken, by(Who::Clerk, None))), unfit);
    // A copy of which nobody saw the original says nothing of it.
    assert_eq!(kept(Who::Clerk, given(Copy, None)), Ok(None));
    let mut late = Play::new(Some(Matter::License), "2026-03-03 09:00");
    let reason = text("停电，次日补录收件凭证");
    let opening = Receive {
        received_at: at("2026-03-02 16:00"),
        late: Some(Late { slip: Some(text("应急7")), reason }),
        papers: vec![given(OriginalSeen, None)],
        ..late.opening()
    };
    late.receive(&late.city.staff(Who::Clerk), opening).expect("papers are received");
    assert_eq!(late.case().papers["p1"].verified.map(|verified| verified.on), Some(day("2026-03-02")));
}

#[test]
fn originals_are_seen_to_be_held_for_as_long_as_they_are() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    assert!(play.case().at_a_glance().contains(&Mark::OriginalsHeld));
    let papers: Vec<String> = play.case().held_originals().map(str::to_owned).collect();
    play.done(Who::Clerk, Command::ReturnOriginals { papers, recipient: text("张某") });
    assert!(!play.case().at_a_glance().contains(&Mark::OriginalsHeld));
}

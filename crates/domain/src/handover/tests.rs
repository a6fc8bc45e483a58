//! Tests of this room.

use daowei_ident::HandoverId;

use super::{Command, Counted, Group, Handover, Held, Propose, Standing, Stock, decide, propose, rules};
use crate::case::rules::ASSIGNEE;
use crate::case::{Command as OfCase, Outcome, PaperForm};
use crate::fixture::{City, Matter, Play, Who, day, id, paper, text};
use crate::rule::{Refusal, Rule};

const REMARKS: &str = "三号柜存原件两份，申请人下午来取";

fn proposed(taker: Who, change: impl FnOnce(&mut Propose)) -> Result<Handover, Refusal> {
    let city = City::new();
    let case = Play::received(Matter::License, "2026-03-02 09:00").case().clone();
    let mut proposal = Propose {
        handover: id(HandoverId::from_parts, 1),
        taker: taker.person(),
        cases: vec![Held { case: case.id, number: case.number, group: Group::NotAccepted, originals: 2 }],
        stock: vec![Counted { stock: Stock::Receipts, count: 48 }],
        remarks: text(REMARKS),
    };
    change(&mut proposal);
    let giver = city.staff(Who::Clerk);
    let events = propose(proposal, &giver, &city.facts, &city.settings, day("2026-03-02"))?;
    Ok(events.iter().fold(None, Handover::apply).expect("a hand-over"))
}

fn decided(handover: &Handover, who: Who, command: Command) -> Result<Handover, Refusal> {
    let city = City::new();
    let events = decide(handover, command, &city.staff(who), &city.settings, day("2026-03-02"))?;
    Ok(events.iter().fold(Some(handover.clone()), Handover::apply).expect("a hand-over"))
}

fn confirm(handover: &Handover) -> Command {
    Command::Confirm { held: handover.cases.iter().map(|held| held.case).collect() }
}

fn rule<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> &'static Rule {
    refused.expect_err("a refusal").rule
}

#[test]
fn the_taker_confirms_what_the_giver_proposed() {
    let handover = proposed(Who::Chief, |_| {}).expect("a hand-over");
    assert_eq!((handover.standing, handover.giver.person), (Standing::Proposed, Who::Clerk.person()));
    let confirmed = decided(&handover, Who::Chief, confirm(&handover)).expect("confirmed");
    assert_eq!(confirmed.standing, Standing::Confirmed);
    assert_eq!(rule(decided(&confirmed, Who::Chief, confirm(&handover))), &rules::CLOSED);
    assert_eq!(rule(decided(&confirmed, Who::Clerk, Command::Withdraw)), &rules::CLOSED);
}

#[test]
fn only_the_taker_confirms_or_returns_and_only_the_giver_withdraws() {
    let handover = proposed(Who::Chief, |_| {}).expect("a hand-over");
    assert_eq!(rule(decided(&handover, Who::Clerk, confirm(&handover))), &rules::NOT_TAKER);
    let back = |words| Command::Return { reason: text(words) };
    assert_eq!(rule(decided(&handover, Who::Clerk, back(REMARKS))), &rules::NOT_TAKER);
    assert_eq!(rule(decided(&handover, Who::Chief, back("不对"))), &rules::REMARKS_SHORT);
    let returned =
        decided(&handover, Who::Chief, back("空白收件凭证只有四十五份，请重新清点")).expect("returned");
    assert_eq!((returned.standing, returned.reason.is_some()), (Standing::Returned, true));
    assert_eq!(rule(decided(&handover, Who::Chief, Command::Withdraw)), &rules::NOT_GIVER);
    let withdrawn = decided(&handover, Who::Clerk, Command::Withdraw).expect("withdrawn");
    assert_eq!(withdrawn.standing, Standing::Withdrawn);
}

#[test]
fn what_was_shown_is_what_goes_over() {
    let handover = proposed(Who::Chief, |_| {}).expect("a hand-over");
    assert_eq!(rule(decided(&handover, Who::Chief, Command::Confirm { held: Vec::new() })), &rules::CHANGED);
}

#[test]
fn a_taker_is_formal_staff_of_the_department_and_somebody_else() {
    assert_eq!(rule(proposed(Who::Clerk, |_| {})), &rules::ONESELF);
    for unfit in [Who::Assistant, Who::HousingChief, Who::CenterManager] {
        assert_eq!(rule(proposed(unfit, |_| {})), &ASSIGNEE, "{unfit:?}");
    }
    assert_eq!(rule(proposed(Who::Chief, |proposal| proposal.remarks = text("无"))), &rules::REMARKS_SHORT);
    let twice = |proposal: &mut Propose| proposal.stock.extend(proposal.stock.clone());
    assert_eq!(rule(proposed(Who::Chief, twice)), &rules::STOCK_TWICE);
    let many = |proposal: &mut Propose| {
        proposal.cases = vec![proposal.cases[0].clone(); super::MOST_CASES + 1];
    };
    assert_eq!(rule(proposed(Who::Chief, many)), &rules::TOO_MANY);
}

#[test]
fn a_case_goes_over_while_somebody_has_to_do_something_for_it() {
    let play = Play::received(Matter::License, "2026-03-02 09:00");
    let held = Held::of(play.case(), Who::Clerk.person()).expect("held");
    assert_eq!(held.group, Group::NotAccepted);
    assert_eq!(Held::of(play.case(), Who::Chief.person()), None);
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, OfCase::Reassign { to: Who::Chief.person(), reasons: text(REMARKS) });
    assert_eq!(Held::of(play.case(), Who::Chief.person()).map(|held| held.group), Some(Group::InHand));
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    play.done(Who::Chief, OfCase::Reassign { to: Who::Clerk.person(), reasons: text(REMARKS) });
    assert_eq!(Held::of(play.case(), Who::Clerk.person()).map(|held| held.group), Some(Group::ToDeliver));
}

#[test]
fn an_original_that_was_given_back_is_not_handed_over() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, OfCase::Reassign { to: Who::Clerk.person(), reasons: text(REMARKS) });
    play.done(Who::Clerk, OfCase::RecordPapers(vec![paper("p1", PaperForm::OriginalTaken)]));
    let originals = |play: &Play| Held::of(play.case(), Who::Clerk.person()).map(|held| held.originals);
    let before = originals(&play).expect("held");
    let back = OfCase::ReturnOriginals { papers: vec!["p1".to_owned()], recipient: text("申请人张某") };
    play.done(Who::Clerk, back);
    assert_eq!(originals(&play), Some(before - 1));
}

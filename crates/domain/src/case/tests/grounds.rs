//! 决定依据: chosen from the item's version, kept in its words, printed.

use super::forms::{paper, says};
use crate::case::{
    Command, Decided, DecisionGround, DocumentKind, Event, GroundGiven, InstrumentGiven, InstrumentKind,
    Outcome, rules,
};
use crate::fixture::{Matter, Play, Who, day, reasons, text};

fn decide(grounds: Vec<GroundGiven>) -> Command {
    Command::Decide { outcome: Outcome::Refuse, reasons: reasons(), grounds }
}

fn with_a_condition() -> Play {
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    let item = play.city.items.get_mut(&Matter::License).expect("an item");
    item.versions.iter_mut().for_each(|v| v.content.conditions = vec!["有固定的经营场所".to_owned()]);
    play
}

#[test]
fn grounds_are_kept_in_the_words_of_the_version_each_once_and_stand_on_the_paper() {
    let mut play = with_a_condition();
    let paper_one = GroundGiven::Paper("p1".to_owned());
    let chosen = [paper_one.clone(), GroundGiven::Basis(1), GroundGiven::Condition(1), paper_one];
    play.done(Who::Chief, decide(chosen.to_vec()));
    let kept = &play.case().decision().expect("a decision").grounds;
    assert_eq!(kept.len(), 3, "what was chosen twice counts once");
    assert!(matches!(&kept[0], DecisionGround::Paper { paper, words } if paper == "p1" && !words.is_empty()));
    assert_eq!(kept[1], DecisionGround::Basis { words: "食品安全法 第三十五条".to_owned() });
    assert_eq!(kept[2], DecisionGround::Condition { words: "有固定的经营场所".to_owned() });
    let printed = paper(&play, DocumentKind::RefusalDecision);
    says(
        &printed,
        &["所依据的规定：食品安全法 第三十五条", "所依据的条件：有固定的经营场所", "所依据的材料："],
    );
}

#[test]
fn a_line_that_the_version_does_not_list_is_no_ground() {
    for chosen in [
        GroundGiven::Basis(0),
        GroundGiven::Basis(2),
        GroundGiven::Condition(2),
        GroundGiven::Paper("p9".to_owned()),
    ] {
        let refusal = with_a_condition().act(Who::Chief, decide(vec![chosen])).expect_err("unlisted");
        assert_eq!(refusal.rule, &rules::GROUND_UNLISTED);
    }
}

#[test]
fn a_decision_of_before_names_none_and_is_written_as_it_was_read() {
    let mut play = with_a_condition();
    play.done(Who::Chief, decide(Vec::new()));
    let decided = play.records.iter().find_map(|record| match &record.event {
        Event::Decided(decided) => Some(decided.as_ref().clone()),
        _ => None,
    });
    let written = serde_json::to_value(decided.expect("a decision")).expect("an event is written");
    assert!(written.get("grounds").is_none());
    let read: Decided = serde_json::from_value(written).expect("an event of before is read");
    assert!(read.grounds.is_empty());
    assert!(!paper(&play, DocumentKind::RefusalDecision).contains("所依据的"));
}

#[test]
fn a_decision_on_the_spot_names_its_grounds() {
    let basis = |line| Command::DecideOnTheSpot {
        outcome: Outcome::Grant,
        reasons: reasons(),
        grounds: vec![GroundGiven::Basis(line)],
    };
    let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
    let refusal = play.act(Who::Chief, basis(9)).expect_err("unlisted");
    assert_eq!(refusal.rule, &rules::GROUND_UNLISTED);
    play.done(Who::Chief, basis(1));
    assert_eq!(play.case().decision().expect("a decision").grounds.len(), 1);
    says(&paper(&play, DocumentKind::OnTheSpotDecision), &["所依据的规定："]);
}

#[test]
fn a_second_decision_names_its_own_grounds() {
    let again = |grounds| Command::Redecide {
        instrument: InstrumentGiven {
            kind: InstrumentKind::Judgment,
            organ: text("资阳市雁江区人民法院"),
            number: text("（2026）川2002行初1号"),
            on: day("2026-03-02"),
        },
        reply: None,
        outcome: Outcome::Grant,
        reasons: reasons(),
        grounds,
    };
    let mut play = with_a_condition();
    play.done(Who::Chief, decide(vec![GroundGiven::Condition(1)]));
    let refusal = play.act(Who::Principal, again(vec![GroundGiven::Condition(2)])).expect_err("unlisted");
    assert_eq!(refusal.rule, &rules::GROUND_UNLISTED);
    play.done(Who::Principal, again(vec![GroundGiven::Basis(1)]));
    let kept: Vec<_> = play.case().decisions.iter().map(|decision| decision.grounds.clone()).collect();
    let condition = DecisionGround::Condition { words: "有固定的经营场所".to_owned() };
    let basis = DecisionGround::Basis { words: "食品安全法 第三十五条".to_owned() };
    assert_eq!(kept, [vec![condition], vec![basis]], "the first keeps what it named");
}

#[test]
fn a_revocation_prints_the_grounds_that_it_names_and_not_those_of_what_it_takes_back() {
    let instrument = InstrumentGiven {
        kind: InstrumentKind::Judgment,
        organ: text("资阳市雁江区人民法院"),
        number: text("（2026）川2002行初1号"),
        on: day("2026-03-02"),
    };
    let mut play = with_a_condition();
    let grounds = vec![GroundGiven::Basis(1)];
    play.done(Who::Chief, Command::Decide { outcome: Outcome::Grant, reasons: reasons(), grounds });
    let grounds = vec![GroundGiven::Condition(1), GroundGiven::Paper("p1".to_owned())];
    let (reply, outcome, reasons) = (None, Outcome::Refuse, reasons());
    play.done(Who::Principal, Command::Redecide { instrument, reply, outcome, reasons, grounds });
    let printed = paper(&play, DocumentKind::RevocationDecision);
    says(&printed, &["撤销", "所依据的条件：有固定的经营场所", "所依据的材料："]);
    assert!(!printed.contains("所依据的规定："), "that was the ground of the grant:\n{printed}");
}

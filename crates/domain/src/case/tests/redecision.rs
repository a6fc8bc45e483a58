//! 重新作出决定、撤销.

use crate::case::{
    Command, DocumentKind, Event, InstrumentGiven, InstrumentKind, Outcome, PaperForm, ReplyGiven, SealKind,
    Stage, rules,
};
use crate::fixture::{Matter, Play, Who, at, day, paper, reasons, text};
use crate::limits::ClockKind;
use crate::rule::Rule;

fn judgment(on: &str) -> InstrumentGiven {
    InstrumentGiven {
        kind: InstrumentKind::Judgment,
        organ: text("资阳市雁江区人民法院"),
        number: text("（2026）川2002行初1号"),
        on: day(on),
    }
}

fn redecide(instrument: InstrumentGiven, outcome: Outcome) -> Command {
    Command::Redecide { instrument, reply: None, outcome, reasons: reasons() }
}

/// By which rule the leader is refused; who decides on the spot is the representative.
fn refused(play: &mut Play, command: Command) -> Option<&'static Rule> {
    let who = if matches!(command, Command::Redecide { .. }) { Who::Principal } else { Who::Chief };
    play.act(who, command).err().map(|refusal| refusal.rule)
}

#[test]
fn a_second_decision_by_instrument_supersedes_the_first() {
    for archived in [false, true] {
        let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
        play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
        if archived {
            play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02"))
                .expect("the notice of acceptance");
            let file = text("2026-0004");
            play.done(Who::Clerk, Command::Archive { file, pages: 9, retention_years: None });
        }
        play.now = at("2026-09-01 09:00");
        play.done(Who::Principal, redecide(judgment("2026-08-20"), Outcome::Refuse));
        let case = play.case();
        assert_eq!(case.stage, Stage::Decided);
        assert_eq!(case.held_by(), Some(Who::Principal.person()));
        let superseded: Vec<_> = case.decisions.iter().map(|decision| decision.superseded).collect();
        assert_eq!(superseded, [true, false]);
        assert_eq!(case.decision().map(|decision| decision.outcome), Some(Outcome::Refuse));
        assert_eq!(play.clock(ClockKind::Delivery).start, day("2026-09-01"));
        let document = play.document(DocumentKind::RevocationDecision);
        play.seal(Who::Principal, document, SealKind::Office).expect("the office seal");
        play.deliver(Who::Clerk, day("2026-09-01")).expect("delivery of the second");
        assert_eq!(play.case().stage, Stage::Delivered);
    }
}

#[test]
fn refusing_what_was_granted_is_a_revocation_under_the_office_seal() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let granted = play.document(DocumentKind::GrantDecision);
    let ruling = play.done(Who::Principal, redecide(judgment("2026-03-02"), Outcome::Refuse));
    let [Event::Decided(decided)] = ruling.events.as_slice() else { panic!("{:?}", ruling.events) };
    assert_eq!((decided.document_kind, decided.revokes), (DocumentKind::RevocationDecision, Some(granted)));
    assert!(decided.remedies.is_some() && decided.license.is_none());
    let document = &play.case().documents[&decided.document];
    assert_eq!(document.seal_due, Some(SealKind::Office));
    let refusal =
        play.seal(Who::Chief, decided.document, SealKind::Approval).expect_err("not under that seal");
    assert_eq!(refusal.rule, &rules::SEAL_OFFICE);
}

#[test]
fn refusing_again_and_granting_after_a_refusal_revoke_nothing() {
    for (outcome, kind) in
        [(Outcome::Refuse, DocumentKind::RefusalDecision), (Outcome::Grant, DocumentKind::GrantDecision)]
    {
        let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
        play.decide(Who::Chief, Outcome::Refuse).expect("a refusal");
        let ruling = play.done(Who::Principal, redecide(judgment("2026-03-02"), outcome));
        let [Event::Decided(decided)] = ruling.events.as_slice() else { panic!("{:?}", ruling.events) };
        assert_eq!((decided.document_kind, decided.revokes), (kind, None));
    }
}

#[test]
fn an_instrument_lies_between_the_decision_and_today_and_serves_once() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-10 09:00");
    for on in ["1990-01-01", "2026-03-01", "2026-03-11"] {
        let command = redecide(judgment(on), Outcome::Refuse);
        assert_eq!(refused(&mut play, command), Some(&rules::INSTRUMENT_DATE), "{on}");
    }
    play.done(Who::Principal, redecide(judgment("2026-03-10"), Outcome::Refuse));
    let command = redecide(judgment("2026-03-10"), Outcome::Grant);
    assert_eq!(refused(&mut play, command), Some(&rules::INSTRUMENT_USED));
}

#[test]
fn an_organ_corrects_itself_and_issues_nobody_elses_instruments() {
    use InstrumentKind::{Judgment, Reconsideration, SelfCorrection, SuperiorOrder};
    let (ours, court, above) = ("资阳市市场监督管理局", "资阳市中级人民法院", "四川省市场监督管理局");
    let cases = [
        (SelfCorrection, [true, false, false]),
        (Judgment, [false, true, false]),
        (Reconsideration, [false, false, true]),
        (SuperiorOrder, [false, false, true]),
    ];
    for (kind, expected) in cases {
        for (organ, fits) in [ours, court, above].into_iter().zip(expected) {
            let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
            let number = text(if kind == Judgment {
                "（2026）川20行初1号"
            } else {
                "川市监复〔2026〕3号"
            });
            let instrument = InstrumentGiven { kind, organ: text(organ), number, ..judgment("2026-03-02") };
            let rule = refused(&mut play, redecide(instrument, Outcome::Refuse));
            let told = matches!(kind, SelfCorrection | SuperiorOrder).then_some(&rules::HOLDER_UNHEARD);
            let expected = if fits { told } else { Some(&rules::INSTRUMENT_ORGAN) };
            assert_eq!(rule, expected, "{kind:?} of {organ}");
        }
    }
}

#[test]
fn what_is_decided_above_is_decided_above_again() {
    let reply = |number: &str, outcome, on: &str| {
        let recourse = Some(crate::fixture::recourse());
        ReplyGiven { outcome, number: text(number), on: day(on), recourse }
    };
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() });
    let (outcome, number, on) = (Outcome::Refuse, text("资府函〔2026〕8号"), day("2026-03-02"));
    play.done(
        Who::Chief,
        Command::RecordReply { outcome, number, on, recourse: Some(crate::fixture::recourse()) },
    );
    play.decide(Who::Chief, Outcome::Refuse).expect("as the reply says");
    play.now = at("2026-03-10 09:00");
    let again = |reply| Command::Redecide {
        instrument: judgment("2026-03-09"),
        reply,
        outcome: Outcome::Grant,
        reasons: reasons(),
    };
    for (given, rule) in [
        (None, &rules::LEVEL),
        (Some(reply("资府函〔2026〕9号", Outcome::Refuse, "2026-03-10")), &rules::REPLY_DIFFERS),
        (Some(reply("资府函〔2026〕9号", Outcome::Grant, "2026-03-01")), &rules::REPLY_DATE),
        (Some(reply(" ", Outcome::Grant, "2026-03-10")), &rules::REPLY_MISSING),
    ] {
        assert_eq!(refused(&mut play, again(given)), Some(rule));
    }
    play.done(Who::Principal, again(Some(reply("资府函〔2026〕9号", Outcome::Grant, "2026-03-10"))));
}

#[test]
fn papers_that_are_to_follow_hold_up_a_decision_on_the_spot_too() {
    let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
    let item = play.city.items.get_mut(&Matter::Instant).expect("an item");
    for version in &mut item.versions {
        version.content.papers = Matter::License.content().papers;
    }
    let papers = [("p1", PaperForm::Copy), ("p3", PaperForm::Promised), ("p4", PaperForm::Promised)];
    play.done(Who::Clerk, Command::RecordPapers(papers.map(|(line, form)| paper(line, form)).to_vec()));
    let command = Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons() };
    assert_eq!(refused(&mut play, command), Some(&rules::PAPERS_FOLLOW));
}

#[test]
fn the_superseded_decision_can_be_voided_and_its_seal_moves_nothing() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let first = play.document(DocumentKind::GrantDecision);
    play.done(Who::Principal, redecide(judgment("2026-03-02"), Outcome::Refuse));
    play.seal(Who::Chief, first, SealKind::Approval).expect("a seal on the old paper");
    assert_eq!(play.case().stage, Stage::Decided);
    play.done(Who::Chief, Command::VoidDocument { document: first, reasons: reasons() });
}

#[test]
fn an_instrument_bears_the_number_of_its_kind() {
    use InstrumentKind::{Judgment, SelfCorrection};
    for (kind, organ, number, fine) in [
        (Judgment, "资阳市中级人民法院", "（2026）川20行初1号", true),
        (Judgment, "资阳市中级人民法院", "(2026)川20行终12号", true),
        (Judgment, "资阳市中级人民法院", "1", false),
        (Judgment, "资阳市中级人民法院", "川20行初1号", false),
        (SelfCorrection, "资阳市市场监督管理局", "资市监纠〔2026〕1号", true),
        (SelfCorrection, "资阳市市场监督管理局", "无", false),
    ] {
        let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
        let instrument =
            InstrumentGiven { kind, organ: text(organ), number: text(number), on: day("2026-03-02") };
        let rule = refused(&mut play, redecide(instrument, Outcome::Refuse));
        let told = (kind == SelfCorrection).then_some(&rules::HOLDER_UNHEARD);
        assert_eq!(rule, if fine { told } else { Some(&rules::INSTRUMENT) }, "{number}");
    }
}

#[test]
fn an_instrument_that_a_representative_brings_changes_no_decision() {
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    play.decide(Who::Chief, Outcome::Refuse).expect("a refusal");
    let refusal =
        play.act(Who::Chief, redecide(judgment("2026-03-02"), Outcome::Grant)).expect_err("for a leader");
    assert_eq!(refusal.rule, &crate::authority::rules::LEADER_REDECIDES);
    play.done(Who::Principal, redecide(judgment("2026-03-02"), Outcome::Grant));
}

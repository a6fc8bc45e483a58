//! 更正、作废、重新决定、不规范情形、转办.

use crate::case::{
    Command, Correction, DocumentKind, Holder, InstrumentGiven, InstrumentKind, IrregularKind, Mark, Outcome,
    PartyRole, SealKind, Stage, rules,
};
use crate::fixture::{Matter, Organ, Play, Who, at, day, id, party, reasons, text};
use crate::limits::{ClockKind, State};

fn correct(target: Correction) -> Command {
    Command::Correct {
        target,
        subject: text("申请人联系电话"),
        old: text("028-26110001"),
        new: text("028-26110002"),
        reasons: reasons(),
    }
}

fn redecide(outcome: Outcome) -> Command {
    let instrument = InstrumentGiven {
        kind: InstrumentKind::Judgment,
        organ: text("资阳市雁江区人民法院"),
        number: text("（2026）川2002行初1号"),
        on: day("2026-03-02"),
    };
    Command::Redecide { instrument, outcome, reasons: reasons() }
}

fn irregular(what: IrregularKind, on: &str) -> Command {
    Command::RecordIrregular {
        what,
        place: text("局机关三楼"),
        person: text("王某"),
        on: day(on),
        evidence: text("纸质决定书复印件"),
    }
}

#[test]
fn a_corrected_party_gets_a_second_version_and_keeps_the_first() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, correct(Correction::Party(party(1, PartyRole::Agent))));
    let applicant = play.case().applicant().expect("the role is not corrected with the record");
    assert_eq!((applicant.version, applicant.id), (2, id(daowei_ident::PartyId::from_parts, 1)));
    assert_eq!(play.case().parties.len(), 1);
    play.done(Who::Chief, correct(Correction::Party(party(1, PartyRole::Applicant))));
    assert_eq!(play.case().applicant().map(|applicant| applicant.version), Some(3));
    let first = play.records.iter().find_map(|record| match &record.event {
        crate::case::Event::Received(received) => received.parties.first().map(|party| party.version),
        _ => None,
    });
    assert_eq!(first, Some(1));
}

#[test]
fn a_corrected_document_names_its_deed() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    play.done(Who::Chief, correct(Correction::Document(document)));
    let deed = play.document(DocumentKind::CorrectionDeed);
    assert_eq!(play.case().documents[&document].corrected_by, [deed]);
    assert_eq!(play.case().stage, Stage::Sealed);
}

#[test]
fn a_void_document_keeps_its_number_and_takes_no_further_act() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::AcceptanceNotice);
    let number = play.case().documents[&document].number.clone();
    play.done(Who::Chief, Command::VoidDocument { document, reasons: reasons() });
    let voided = &play.case().documents[&document];
    assert!(voided.voided && voided.number == number && number.is_some());
    for refusal in [
        play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02")),
        play.act(Who::Chief, correct(Correction::Document(document))),
    ] {
        assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::DOCUMENT_VOID));
    }
}

#[test]
fn a_second_decision_by_instrument_supersedes_the_first() {
    for archived in [false, true] {
        let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
        play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
        if archived {
            let file = text("2026-0004");
            play.done(Who::Clerk, Command::Archive { file, pages: 9, retention_years: None });
        }
        play.now = at("2026-09-01 09:00");
        play.done(Who::Chief, redecide(Outcome::Refuse));
        let case = play.case();
        assert_eq!(case.stage, Stage::Decided);
        assert_eq!(case.holder, Holder::Office { department: Organ::Market.id(), person: None });
        assert_eq!(
            case.decisions.iter().map(|decision| decision.superseded).collect::<Vec<_>>(),
            [true, false]
        );
        assert_eq!(case.decision().map(|decision| decision.outcome), Some(Outcome::Refuse));
        assert_eq!(play.clock(ClockKind::Delivery).start, day("2026-09-01"));
        play.seal(Who::Chief, play.document(DocumentKind::RefusalDecision), SealKind::Approval)
            .expect("a seal");
        play.deliver(Who::Clerk, day("2026-09-01")).expect("delivery of the second");
        assert_eq!(play.case().stage, Stage::Delivered);
    }
}

#[test]
fn the_superseded_decision_can_be_voided_and_its_seal_moves_nothing() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let first = play.document(DocumentKind::GrantDecision);
    play.done(Who::Chief, redecide(Outcome::Refuse));
    play.seal(Who::Chief, first, SealKind::Approval).expect("a seal on the old paper");
    assert_eq!(play.case().stage, Stage::Decided);
    play.done(Who::Chief, Command::VoidDocument { document: first, reasons: reasons() });
}

#[test]
fn a_decision_taken_elsewhere_is_recorded_as_what_it_is() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-20 09:00");
    play.done(Who::Clerk, irregular(IrregularKind::GrantedElsewhere, "2026-03-18"));
    let case = play.case();
    assert_eq!(case.stage, Stage::Decided);
    assert_eq!(case.holder, Holder::Office { department: Organ::Market.id(), person: None });
    assert!(case.is_marked(Mark::Irregular) && case.is_marked(Mark::Backdated));
    let decision = case.decision().expect("a decision");
    assert_eq!((decision.irregular, decision.by, decision.on), (true, None, day("2026-03-18")));
    assert_eq!(play.clock(ClockKind::Statutory).state, State::Ended { on: day("2026-03-18"), in_time: true });
    assert_eq!(play.clock(ClockKind::Delivery).start, day("2026-03-18"));
    let refusal = play.decide(Who::Chief, Outcome::Grant).expect_err("it is decided");
    assert_eq!(refusal.rule, &rules::DECIDED_TWICE);
    play.done(Who::Clerk, irregular(IrregularKind::DeliveredElsewhere, "2026-03-19"));
    assert_eq!((play.case().stage, play.case().holder), (Stage::Delivered, Holder::Nobody));
}

#[test]
fn a_decision_taken_elsewhere_ends_the_days_of_notification_and_the_waiting() {
    for asked in [false, true] {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        if asked {
            let demands = vec![crate::fixture::demand("p1", None)];
            play.done(Who::Clerk, Command::RequestCorrection(demands));
        }
        play.done(Who::Clerk, irregular(IrregularKind::RefusedElsewhere, "2026-03-02"));
        assert_eq!(play.case().holder, Holder::Office { department: Organ::Market.id(), person: None });
        let records = play.pass("2026-03-10 09:00");
        assert!(records.is_empty(), "{records:?}");
    }
}

#[test]
fn an_irregular_decision_on_what_is_no_license_starts_no_clock_of_delivery() {
    let mut play = Play::accepted(Matter::Confirmation, "2026-03-02 09:00");
    play.done(Who::Clerk, irregular(IrregularKind::GrantedElsewhere, "2026-03-02"));
    assert!(!play.case().clocks.contains_key(&ClockKind::Delivery));
}

#[test]
fn a_seal_after_delivery_elsewhere_does_not_reopen_the_case() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, irregular(IrregularKind::DeliveredElsewhere, "2026-03-02"));
    let document = play.document(DocumentKind::GrantDecision);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    assert_eq!(play.case().stage, Stage::Delivered);
}

#[test]
fn nothing_was_delivered_before_it_was_decided() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let refusal = play.act(Who::Clerk, irregular(IrregularKind::DeliveredElsewhere, "2026-03-02"));
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::NOT_YET_DECIDED));
}

#[test]
fn a_case_is_reassigned_and_handed_over_by_its_holder() {
    let holder = |who: Who| Holder::Office { department: Organ::Market.id(), person: Some(who.person()) };
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, Command::Reassign { to: Who::Reviewer.person(), reasons: reasons() });
    assert_eq!(play.case().holder, holder(Who::Reviewer));
    let hand_over = Command::HandOver { to: Who::SecondReviewer.person(), reasons: reasons() };
    play.done(Who::Reviewer, hand_over);
    assert_eq!(play.case().holder, holder(Who::SecondReviewer));
}

#[test]
fn what_waits_for_delivery_has_an_owner_too() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, Command::Reassign { to: Who::Clerk.person(), reasons: reasons() });
    assert_eq!(play.case().stage, Stage::Sealed);
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    let refusal = play.act(Who::Chief, Command::Reassign { to: Who::Clerk.person(), reasons: reasons() });
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::STAGE));
}

#[test]
fn nobody_who_is_away_or_elsewhere_takes_a_case_over() {
    let mut play = Play::accepted(Matter::License, "2026-06-01 09:00");
    for to in [Who::Chief, Who::HousingChief, Who::Assistant] {
        let refusal = play.act(Who::Principal, Command::Reassign { to: to.person(), reasons: reasons() });
        assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::ASSIGNEE), "{to:?}");
    }
}

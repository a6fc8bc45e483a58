//! 作废、重新制发、转办.

use crate::authority::rules as authority;
use crate::case::{
    Command, DocumentKind, Event, Holder, Mark, Outcome, Owed, SealKind, Stage, Verdict, rules,
};
use crate::fixture::{Matter, Organ, Play, Who, day, demand, reasons, text};
use crate::limits::ClockKind;
use crate::record::Actor;

#[test]
fn a_void_document_keeps_its_number_and_takes_no_further_act() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::AcceptanceNotice);
    let number = play.case().documents[&document].number.clone();
    play.done(Who::Chief, Command::VoidDocument { document, reasons: reasons() });
    let voided = &play.case().documents[&document];
    assert!(voided.voided && voided.number == number && number.is_some());
    let refusal = play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02"));
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::DOCUMENT_VOID));
}

#[test]
fn a_void_notice_that_is_owed_is_issued_anew_under_another_number() {
    for (kind, decided) in [
        (DocumentKind::AcceptanceNotice, false),
        (DocumentKind::AcceptanceNotice, true),
        (DocumentKind::Receipt, false),
        (DocumentKind::WithdrawalNotice, false),
    ] {
        let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
        if decided {
            play.decide(Who::Chief, Outcome::Grant).expect("a decision");
        }
        if kind == DocumentKind::WithdrawalNotice {
            play.done(Who::Clerk, Command::Withdraw { form: text("撤回申请书") });
        }
        let void = play.void(kind).expect("void");
        assert_eq!(play.case().owed, [Owed::VoidedDocument], "{kind:?}");
        play.done(Who::Clerk, Command::Reissue { document: void });
        let anew = play.document(kind);
        let case = play.case();
        assert_eq!((case.owed.as_slice(), case.documents[&void].replaced_by), (&[][..], Some(anew)));
        assert!(!case.documents[&anew].voided);
        if kind != DocumentKind::Receipt {
            assert_ne!(case.documents[&anew].number, case.documents[&void].number);
        }
        for document in [void, anew] {
            let refusal = play.act(Who::Clerk, Command::Reissue { document }).expect_err("once is enough");
            assert_eq!(refusal.rule, &rules::REISSUE_STANDS);
        }
    }
}

#[test]
fn nothing_is_archived_while_a_void_notice_is_owed() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::Withdraw { form: text("撤回申请书") });
    let document = play.void(DocumentKind::WithdrawalNotice).expect("void");
    let archive = || Command::Archive { file: text("2026-0007"), pages: 5, retention_years: None };
    let refusal = play.act(Who::Clerk, archive()).expect_err("a notice is owed");
    assert_eq!(refusal.rule, &rules::ARCHIVE_OPEN);
    play.done(Who::Clerk, Command::Reissue { document });
    play.serve(Who::Clerk, DocumentKind::WithdrawalNotice, day("2026-03-02")).expect("told anew");
    play.done(Who::Clerk, archive());
}

#[test]
fn a_void_notice_of_acceptance_leaves_the_case_accepted_and_the_proof_overdue() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let void = play.void(DocumentKind::AcceptanceNotice).expect("void");
    assert!(play.clock(ClockKind::Notification).is_running());
    play.pass("2026-03-10 00:00");
    assert!(play.case().is_marked(Mark::NotificationOverrun) && !play.case().is_marked(Mark::DeemedAccepted));
    play.done(Who::Clerk, Command::Reissue { document: void });
    assert!(play.clock(ClockKind::Notification).is_ended());
    assert_eq!(play.case().stage, Stage::UnderReview);
}

#[test]
fn what_is_assigned_to_somebody_is_left_alone_by_others_and_taken_over_on_record() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, Command::Reassign { to: Who::Reviewer.person(), reasons: reasons() });
    let refusal = play.examine(Who::SecondReviewer, "examine", Verdict::Favor).expect_err("another's task");
    assert_eq!(refusal.rule, &rules::ASSIGNED);
    let mut own = play.clone();
    own.examine(Who::Reviewer, "examine", Verdict::Favor).expect("the holder");
    assert!(!own.kinds().contains(&"case.taken_over"));
    own.examine(Who::SecondReviewer, "verify", Verdict::Favor).expect("the next task is open to the office");
    for above in [Who::Chief, Who::DeputyLeader] {
        let mut play = play.clone();
        let ruling = play.examine(above, "examine", Verdict::Favor).expect("taken over");
        assert!(matches!(
            ruling.events.first(),
            Some(Event::TakenOver(e)) if e.from == Some(Who::Reviewer.person()) && e.to == above.person()
        ));
    }
}

#[test]
fn an_acceptance_that_is_assigned_is_the_holders_too() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, Command::Reassign { to: Who::SecondedClerk.person(), reasons: reasons() });
    let refusal = play.act(Who::Clerk, Command::Accept).expect_err("another's task");
    assert_eq!(refusal.rule, &rules::ASSIGNED);
    play.done(Who::SecondedClerk, Command::Accept);
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
fn what_somebody_began_is_his_until_it_is_anothers_turn() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    assert_eq!(play.case().held_by(), Some(Who::Clerk.person()));
    // What was only begun is not assigned: a colleague goes on with it, and then it is his.
    play.ask(vec![demand("p1", None)]).expect("a correction");
    let mut begun = Play::received(Matter::License, "2026-03-02 09:00");
    begun.done(Who::SecondedClerk, Command::RequestCorrection(vec![demand("p1", None)]));
    assert_eq!(begun.case().held_by(), Some(Who::SecondedClerk.person()));
    assert!(!begun.kinds().contains(&"case.taken_over"));

    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    assert_eq!(play.case().held_by(), None, "review is another duty's");
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
    {
        play.examine(who, step, Verdict::Favor).expect("a step");
        assert_eq!(play.case().held_by(), None);
    }
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    assert_eq!(play.case().held_by(), Some(Who::Chief.person()), "who decides sees to the seal");
    let document = play.document(DocumentKind::GrantDecision);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    assert_eq!(play.case().held_by(), None, "handing over is a window's");
    assert_eq!(crate::case::Case::fold(&play.records).as_ref(), Some(play.case()));
}

#[test]
fn an_assistants_receipt_is_held_by_the_one_who_answers_for_him() {
    let receive = |department: Organ, responsible: Who| {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        let mut staff = play.city.staff(Who::Assistant);
        staff.responsible = Some(responsible.person());
        let opening = play.opening();
        play.receive(&staff, opening).expect("papers are received");
        let record = play.records.first_mut().expect("the receipt");
        if let Actor::Staff(by) = &mut record.by {
            by.department = department.id();
        }
        let records = play.records.clone();
        play.resume(records);
        play.case().held_by()
    };
    assert_eq!(receive(Organ::Market, Who::Clerk), Some(Who::Clerk.person()));
    // A composite window takes papers in for the office: what comes next is not its people's.
    assert_eq!(receive(Organ::Center, Who::CompositeClerk), None);
}

#[test]
fn what_is_nobodys_is_taken_up_by_whoever_may_do_what_comes_next() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let refusal = play.act(Who::Clerk, Command::TakeOver).expect_err("review is not a clerk's");
    assert_eq!(refusal.rule, &authority::DUTY);
    play.done(Who::Reviewer, Command::TakeOver);
    assert_eq!((play.case().held_by(), play.case().assigned), (Some(Who::Reviewer.person()), true));
    assert!(matches!(
        play.records.last().map(|record| &record.event),
        Some(Event::TakenOver(e)) if e.from.is_none()
    ));
    let refusal = play.act(Who::Reviewer, Command::TakeOver).expect_err("it is his");
    assert_eq!(refusal.rule, &rules::HELD);
    // What somebody took up is his like what he was given.
    let refusal = play.act(Who::SecondReviewer, Command::TakeOver).expect_err("another's task");
    assert_eq!(refusal.rule, &rules::ASSIGNED);
    play.done(Who::Chief, Command::TakeOver);
    assert_eq!(play.case().held_by(), Some(Who::Chief.person()));
    let hand_over = Command::HandOver { to: Who::SecondReviewer.person(), reasons: reasons() };
    play.done(Who::Chief, hand_over);
    assert_eq!(play.case().held_by(), Some(Who::SecondReviewer.person()));
}

#[test]
fn nothing_is_taken_up_while_the_applicant_is_on_the_clock_or_when_it_is_over() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.ask(vec![demand("p3", None)]).expect("told");
    let refusal = play.act(Who::SecondedClerk, Command::TakeOver).expect_err("the applicant's turn");
    assert_eq!(refusal.rule, &rules::STAGE);
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::TakeOver);
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    let refusal = play.act(Who::Clerk, Command::TakeOver).expect_err("nothing is left");
    assert_eq!(refusal.rule, &rules::STAGE);
}

#[test]
fn a_takeover_of_before_is_read_as_it_was() {
    let e: crate::case::TakenOver = serde_json::from_value(serde_json::json!({
        "from": Who::Clerk.person(), "to": Who::Chief.person()
    }))
    .expect("an event of before");
    assert_eq!(e.from, Some(Who::Clerk.person()));
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

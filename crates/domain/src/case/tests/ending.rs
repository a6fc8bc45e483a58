//! 撤回、终止、送达之后、归档.

use crate::case::{
    Command, Correction, Datum, DocumentKind, Holder, Mark, Outcome, Owed, SealKind, Service, ServiceGiven,
    Stage, TerminationGround, Twin, Verdict, rules,
};
use crate::fixture::{Matter, Organ, Play, Who, at, day, handed, reasons, text};
use crate::limits::Clock;

fn withdraw() -> Command {
    Command::Withdraw { form: text("申请人签名的撤回申请书"), files: Vec::new() }
}

fn archive() -> Command {
    Command::Archive { file: text("2026-0003"), pages: 12, retention_years: Some(10) }
}

#[test]
fn the_applicant_withdraws_on_a_signed_form() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, withdraw());
    assert_eq!((play.case().stage, play.case().holder), (Stage::Withdrawn, Holder::Nobody));
    assert!(play.case().clocks.values().all(Clock::is_ended));
    assert!(play.case().documents.contains_key(&play.document(DocumentKind::WithdrawalNotice)));
    assert!(!play.case().is_marked(Mark::WithdrawnNearEnd));
    assert!(play.pass("2027-01-04 09:00").is_empty());
}

#[test]
fn a_withdrawal_in_the_last_two_working_days_is_drawn_for_sampling() {
    for (now, near) in [("2026-03-11 09:00", false), ("2026-03-12 09:00", true), ("2026-03-16 09:00", true)] {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.now = at(now);
        play.done(Who::Clerk, withdraw());
        assert_eq!(play.case().is_marked(Mark::WithdrawnNearEnd), near, "withdrawn {now}");
    }
}

#[test]
fn a_case_is_terminated_on_a_ground_with_remedies_under_the_office_seal() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let ground = TerminationGround::LawChanged;
    play.city.stop(Matter::License, "2026-03-02");
    play.done(Who::Chief, Command::Terminate { ground, reasons: reasons() });
    assert_eq!((play.case().stage, play.case().holder), (Stage::Terminated, Holder::Nobody));
    let document = play.document(DocumentKind::TerminationNotice);
    assert_eq!(play.case().documents[&document].seal_due, Some(SealKind::Office));
    let refusal = play.seal(Who::Chief, document, SealKind::Approval).expect_err("the office seal is due");
    assert_eq!(refusal.rule, &rules::SEAL_OFFICE);
    play.seal(Who::Principal, document, SealKind::Office).expect("the leader uses the office seal");
    assert_eq!(play.case().documents[&document].sealed, Some(SealKind::Office));
    assert_eq!(play.case().stage, Stage::Terminated, "a seal on a notice is no decision");
}

#[test]
fn the_office_seal_may_stand_where_the_approval_seal_would_do() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    play.seal(Who::Principal, document, SealKind::Office).expect("a seal");
    assert_eq!(play.case().stage, Stage::Sealed);
}

#[test]
fn a_notice_is_served_with_proof_between_its_date_and_today() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::AcceptanceNotice);
    play.now = at("2026-03-03 09:00");
    let refusal = play.serve_as_is(Who::Clerk, document, day("2026-03-03")).expect_err("no seal");
    assert_eq!(refusal.rule, &rules::SERVE_UNSEALED);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    play.now = at("2026-03-04 09:00");
    // On the second it lay there unsealed.
    for on in ["2026-03-01", "2026-03-02", "2026-03-05"] {
        let refusal = play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day(on)).expect_err(on);
        assert_eq!(refusal.rule, &rules::SERVICE_DATE);
    }
    let given = ServiceGiven { proof: text("　。"), ..handed(Service::Direct, day("2026-03-03")) };
    let refusal = play.act(Who::Clerk, Command::Serve { document, given }).expect_err("no proof");
    assert_eq!(refusal.rule, &rules::PROOF_MISSING);
    play.serve(Who::Assistant, DocumentKind::AcceptanceNotice, day("2026-03-03")).expect("handed out");
    let served = play.case().documents[&play.document(DocumentKind::AcceptanceNotice)].served;
    assert_eq!(served, Some((day("2026-03-03"), Service::Direct)));
    assert_eq!(play.case().stage, Stage::UnderReview);
}

#[test]
fn nothing_that_is_open_or_still_owes_a_paper_is_archived() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.pass("2026-03-10 09:00");
    play.done(Who::Clerk, withdraw());
    let refusal = play.act(Who::Clerk, archive()).expect_err("the notice of acceptance is owed");
    assert_eq!(refusal.rule, &rules::ARCHIVE_OPEN);
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().stage, Stage::Withdrawn, "the notice does not reopen the case");
    let notice = play.document(DocumentKind::WithdrawalNotice);
    for served in [false, true] {
        let refusal = play.act(Who::Clerk, archive()).expect_err("the applicant was not told");
        assert_eq!(refusal.rule, &rules::ARCHIVE_UNSERVED);
        if served {
            play.serve_as_is(Who::Clerk, notice, day("2026-03-10")).expect("service");
        } else {
            play.seal(Who::Chief, notice, SealKind::Approval).expect("a seal");
        }
    }
    let refusal = play.act(Who::Clerk, archive()).expect_err("nor of the acceptance");
    assert_eq!(refusal.rule, &rules::ARCHIVE_ACCEPTANCE);
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-10"))
        .expect("the notice of acceptance");
    play.done(Who::Clerk, archive());
    assert_eq!(play.case().stage, Stage::Archived);
}

#[test]
fn a_receipt_needs_no_seal() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let receipt = play.document(DocumentKind::Receipt);
    play.serve_as_is(Who::Assistant, receipt, day("2026-03-02")).expect("handed out as it is");
}

#[test]
fn what_is_archived_is_still_put_right_and_stays_archived() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02"))
        .expect("the notice of acceptance");
    play.done(Who::Clerk, archive());
    play.now = at("2026-06-08 09:00");
    let decision = play.document(DocumentKind::GrantDecision);
    let says = Some("2026-0003".to_owned());
    for target in [
        Correction::Document {
            document: decision,
            written: says.iter().cloned().collect(),
            slips: Vec::new(),
        },
        Correction::Datum { datum: Datum::File, says },
    ] {
        let (subject, old, new) = (text("案卷号"), text("2026-0003"), text("2026-0030"));
        play.done(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() });
    }
    assert_eq!(play.case().documents[&decision].corrected_by.len(), 1);
    play.serve(Who::Clerk, DocumentKind::CorrectionDeed, day("2026-06-08")).expect("the deed goes out");
    assert_eq!((play.case().stage, play.case().holder), (Stage::Archived, Holder::Nobody));
    for command in [
        Command::VoidDocument { document: decision, reasons: reasons() },
        Command::Withdraw { form: text("撤回申请书"), files: Vec::new() },
    ] {
        assert!(play.act(Who::Chief, command).is_err());
    }
    let refusal = play.act(Who::Clerk, archive()).expect_err("it is archived");
    assert_eq!(refusal.rule, &rules::ARCHIVE_OPEN);
}

#[test]
fn a_notice_that_nobody_takes_is_left_or_made_public_and_then_the_case_is_archived() {
    for (service, on) in [(Service::LeftAtPlace, "2026-03-03"), (Service::PublicNotice, "2026-04-01")] {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02"))
            .expect("the notice of acceptance");
        play.done(Who::Chief, withdraw());
        let document = play.document(DocumentKind::WithdrawalNotice);
        play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
        play.pass(&format!("{on} 09:00"));
        let left =
            |proof: &str| ServiceGiven { recipient: None, proof: text(proof), ..handed(service, day(on)) };
        if service == Service::LeftAtPlace {
            for proof in ["留", "见证", "留置于申请人住所门口，已签字"] {
                let given = left(proof);
                let refusal = play.act(Who::Clerk, Command::Serve { document, given }).expect_err(proof);
                assert_eq!(refusal.rule, &rules::WITNESS_MISSING);
            }
        }
        let given = left("申请人拒收，留置于其住所，社区干部李某、王某见证");
        play.done(Who::Clerk, Command::Serve { document, given });
        play.done(Who::Clerk, archive());
    }
}

#[test]
fn what_is_handed_over_names_who_took_it_and_an_agent_proves_his_authority() {
    let on = day("2026-03-02");
    for (service, recipient, authority, rule) in [
        (Service::Direct, None, None, Some(&rules::RECIPIENT_MISSING)),
        (Service::Direct, Some("……"), None, Some(&rules::RECIPIENT_MISSING)),
        (Service::Direct, Some("申请人张某"), None, None),
        (Service::ByAgent, None, Some("授权委托书"), Some(&rules::RECIPIENT_MISSING)),
        (Service::ByAgent, Some("王某"), None, Some(&rules::AUTHORITY_MISSING)),
        (Service::ByAgent, Some("王某"), Some("授权委托书"), None),
        (Service::Mail, None, None, None),
    ] {
        let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
        let (recipient, authority) = (recipient.map(text), authority.map(text));
        let given = ServiceGiven { recipient, authority, ..handed(service, on) };
        let refused = play.act(Who::Clerk, Command::Deliver(given.clone())).err();
        assert_eq!(refused.map(|refusal| refusal.rule), rule, "{given:?}");
    }
}

#[test]
fn a_service_recorded_later_than_it_happened_is_seen_to_be() {
    for (recorded, backdated) in [("2026-03-02 16:00", false), ("2026-03-03 09:00", true)] {
        let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
        play.now = at(recorded);
        play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
        assert_eq!(play.case().is_marked(Mark::Backdated), backdated, "{recorded}");
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        let notice = play.document(DocumentKind::AcceptanceNotice);
        play.seal(Who::Chief, notice, SealKind::Approval).expect("a seal");
        play.now = at(recorded);
        play.serve_as_is(Who::Clerk, notice, day("2026-03-02")).expect("service");
        assert_eq!(play.case().is_marked(Mark::Backdated), backdated, "{recorded}");
    }
}

#[test]
fn nothing_is_delivered_on_a_day_on_which_it_bore_no_seal() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-04 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    let refusal = play.deliver(Who::Clerk, day("2026-03-03")).expect_err("unsealed on that day");
    assert_eq!(refusal.rule, &rules::SERVICE_DATE);
    play.deliver(Who::Clerk, day("2026-03-04")).expect("delivery");
}

#[test]
fn what_the_law_has_abolished_is_granted_to_nobody_and_can_be_ended() {
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    play.city.stop(Matter::License, "2026-03-03");
    play.decide(Who::Chief, Outcome::Grant).expect("the law still knows it");
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    play.city.stop(Matter::License, "2026-03-02");
    let refusal = play.decide(Who::Chief, Outcome::Grant).expect_err("the law knows it no more");
    assert_eq!(refusal.rule, &crate::catalog::rules::STOPPED_BY_LAW);
    play.done(Who::Chief, Command::Terminate { ground: TerminationGround::LawChanged, reasons: reasons() });
}

#[test]
fn a_case_entered_twice_names_the_other_and_one_not_its_own() {
    let ground = TerminationGround::EnteredInError;
    let why = |number: &str| text(&format!("与办件{number}重复登记，按该件办理"));
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let own = play.case().number.to_string();
    let refusal =
        play.act(Who::Chief, Command::Terminate { ground, reasons: why(&own) }).expect_err("its own");
    assert_eq!(refusal.rule, &rules::TWIN_MISSING);
    let other = format!("{}2", &own[..own.len() - 1]);
    play.twin(&other);
    play.done(Who::Chief, Command::Terminate { ground, reasons: why(&other) });
}

/// An invented number, or somebody else's, ends nothing: it would end what nobody has answered in time.
#[test]
fn a_case_is_ended_as_entered_twice_only_for_the_same_application_received_before() {
    let ground = TerminationGround::EnteredInError;
    let refused = |change: &dyn Fn(&mut Twin)| {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        let other = format!("{}2", &play.case().number.to_string()[..20]);
        change(play.twin(&other));
        let reasons = text(&format!("与办件{other}重复登记，按该件办理"));
        play.act(Who::Chief, Command::Terminate { ground, reasons }).map(drop).map_err(|refusal| refusal.rule)
    };
    assert_eq!(refused(&|_| {}), Ok(()));
    assert_eq!(refused(&|twin| twin.received_at = at("2026-02-27 09:00")), Ok(()));
    assert_eq!(refused(&|twin| twin.over_at = Some(at("2026-03-02 09:01"))), Ok(()));
    let unlike: [&dyn Fn(&mut Twin); 5] = [
        &|twin| twin.number = "512000101260302000099".parse().expect("a number"),
        &|twin| twin.department = Organ::Housing.id(),
        &|twin| twin.item = None,
        &|twin| twin.same_applicant = false,
        &|twin| twin.in_error = true,
    ];
    for change in unlike {
        assert_eq!(refused(change), Err(&rules::TWIN_UNLIKE));
    }
    let later: [&dyn Fn(&mut Twin); 2] = [&|twin| twin.received_at = at("2026-03-02 09:01"), &|twin| {
        twin.over_at = Some(at("2026-03-02 09:00"));
    }];
    for change in later {
        assert_eq!(refused(change), Err(&rules::TWIN_LATER));
    }
}

#[test]
fn whoever_examined_does_not_end_the_case_instead_of_deciding_it() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.examine(Who::Chief, "examine", Verdict::Favor).expect("a step");
    let ground = TerminationGround::ApplicantGone;
    let refusal = play.act(Who::Chief, Command::Terminate { ground, reasons: reasons() }).expect_err("apart");
    assert_eq!(refusal.rule, &crate::authority::rules::SEPARATED);
}

#[test]
fn a_deed_of_correction_is_owed_until_it_is_served() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02")).expect("service");
    let target = Correction::Datum { datum: Datum::Channel, says: None };
    let (subject, old, new) = (text("收件渠道"), text("窗口"), text("网上"));
    play.done(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() });
    assert_eq!(play.case().owed, [Owed::CorrectionDeed]);
    let refusal = play.act(Who::Clerk, archive()).expect_err("nobody was told");
    assert_eq!(refusal.rule, &rules::ARCHIVE_UNSERVED);
    // Void before anybody had it, it is issued anew and owed still.
    let document = play.void(DocumentKind::CorrectionDeed).expect("a void number");
    assert_eq!(play.case().owed, [Owed::VoidedDocument]);
    play.done(Who::Clerk, Command::Reissue { document });
    assert_eq!(play.case().owed, [Owed::CorrectionDeed]);
    play.serve(Who::Clerk, DocumentKind::CorrectionDeed, day("2026-03-02")).expect("the deed goes out");
    assert_eq!(play.case().owed, []);
    play.done(Who::Clerk, archive());
}

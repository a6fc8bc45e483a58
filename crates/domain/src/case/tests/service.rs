//! 送达地址确认书: confirmed at the receipt of papers or later, signed, and held against how documents were served.

use daowei_ident::PartyId;

use crate::case::{
    Case, Command, ConfirmService, DocumentKind, Event, Outcome, PartyRole, Receive, SealKind, Service,
    ServiceGiven, Stage, rules,
};
use crate::fixture::{Matter, Play, Who, confirms, day, handed, id, party, reasons, text};
use crate::rule::Rule;

fn applicant() -> PartyId {
    id(PartyId::from_parts, 1)
}

/// Received with that confirmation, and with somebody who acts for the applicant.
fn confirmed(service: Service) -> Play {
    let mut play = Play::new(Some(Matter::Instant), "2026-03-02 09:00");
    let mut command = Receive { service: Some(confirms(1, service)), ..play.opening() };
    command.parties.push(party(2, PartyRole::Representative));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play
}

fn sign(play: &mut Play, by: u8) -> Result<(), &'static Rule> {
    let document = play.document(DocumentKind::ServiceConfirmation);
    let command = Command::SignConfirmation { document, by: id(PartyId::from_parts, by) };
    play.act(Who::Clerk, command).map(drop).map_err(|refusal| refusal.rule)
}

fn decided(mut play: Play) -> Play {
    play.done(
        Who::Chief,
        Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons(), grounds: Vec::new() },
    );
    let paper = play.document(DocumentKind::OnTheSpotDecision);
    play.seal(Who::Chief, paper, SealKind::Approval).expect("a seal");
    play
}

fn deliver(play: &Play, change: impl FnOnce(&mut ServiceGiven)) -> Option<&'static Rule> {
    let mut given = handed(Service::Direct, day("2026-03-02"));
    change(&mut given);
    let refused = play.clone().act(Who::Clerk, Command::Deliver(given)).err();
    refused.map(|refusal| refusal.rule)
}

fn electronic(given: &mut ServiceGiven) {
    given.service = Service::Electronic;
}

#[test]
fn a_receipt_keeps_what_was_confirmed_and_collection_at_the_window_signs_nothing() {
    for (service, signs) in [
        (Service::Direct, false),
        (Service::ByAgent, true),
        (Service::Mail, true),
        (Service::Electronic, true),
    ] {
        let play = confirmed(service);
        let stands = &play.case().services[&applicant()];
        assert_eq!((stands.service, stands.document.is_some(), &stands.signed), (service, signs, &None));
        let placed = matches!(service, Service::Mail | Service::Electronic);
        assert_eq!(stands.destination.is_some(), placed, "what nobody needs is not kept: {service:?}");
        let printed = play.case().documents.values().any(|d| d.kind == DocumentKind::ServiceConfirmation);
        assert_eq!(printed, signs);
        assert!(!play.case().documents.values().any(|paper| play.case().owes_service(paper)));
    }
    assert!(Play::received(Matter::License, "2026-03-02 09:00").case().services.is_empty());
}

#[test]
fn a_later_confirmation_says_why_and_takes_the_place_of_the_one_that_stays_in_the_trail() {
    let mut play = confirmed(Service::Direct);
    let mail = confirms(1, Service::Mail);
    let refusal = play.act(Who::Clerk, Command::ConfirmService(mail.clone())).expect_err("no reason");
    assert_eq!(refusal.rule, &rules::REASONS_SHORT);
    let reasons = Some(text("申请人住所变更，改为邮寄到新址"));
    play.done(Who::Clerk, Command::ConfirmService(ConfirmService { reasons, ..mail }));
    assert_eq!(play.case().services[&applicant()].service, Service::Mail);
    let trail = play.records.iter().filter(|record| matches!(record.event, Event::ServiceConfirmed(_)));
    assert_eq!(trail.count(), 2);
    sign(&mut play, 1).expect("the applicant signs");
    let older = play.document(DocumentKind::ServiceConfirmation);
    let again = ConfirmService {
        reasons: Some(text("申请人要求改为电子送达")),
        ..confirms(1, Service::Electronic)
    };
    play.done(Who::Clerk, Command::ConfirmService(again));
    assert_eq!(play.case().services[&applicant()].signed, None, "the new one is to be signed anew");
    let command = Command::SignConfirmation { document: older, by: applicant() };
    let refusal = play.act(Who::Clerk, command).expect_err("another took its place");
    assert_eq!(refusal.rule, &rules::CONFIRM_NOT_STANDING);
}

#[test]
fn the_recipient_signs_or_who_acts_for_him() {
    for (by, rule) in [(1, None), (2, None), (3, Some(&rules::CONFIRM_SIGNER))] {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        let mut command = Receive { service: Some(confirms(1, Service::Mail)), ..play.opening() };
        command.parties.extend([party(2, PartyRole::Representative), party(3, PartyRole::Interested)]);
        play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
        assert_eq!(sign(&mut play, by).err(), rule, "{by}");
        assert_eq!(play.case().services[&applicant()].signed.is_some(), rule.is_none());
    }
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.extend([party(2, PartyRole::Representative), party(3, PartyRole::Interested)]);
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play.done(Who::Clerk, Command::ConfirmService(confirms(3, Service::Mail)));
    assert_eq!(sign(&mut play, 2).err(), Some(&rules::CONFIRM_SIGNER), "he acts for the applicant only");
    sign(&mut play, 3).expect("the neighbor signs for himself");
}

#[test]
fn what_is_served_otherwise_than_confirmed_says_why() {
    let mut play = confirmed(Service::Mail);
    sign(&mut play, 1).expect("a signature");
    let play = decided(play);
    let otherwise = Some(text("申请人到窗口自取"));
    assert_eq!(deliver(&play, |given| given.service = Service::Mail), None);
    assert_eq!(deliver(&play, |_| {}), Some(&rules::SERVED_OTHERWISE));
    assert_eq!(deliver(&play, |given| given.otherwise = Some(text("……"))), Some(&rules::SERVED_OTHERWISE));
    assert_eq!(deliver(&play, |given| given.otherwise.clone_from(&otherwise)), None);
    let elsewhere = |given: &mut ServiceGiven| {
        given.service = Service::Mail;
        given.elsewhere = Some(text("成都市天府大道1号"));
    };
    assert_eq!(deliver(&play, elsewhere), Some(&rules::SERVED_OTHERWISE));
    let explained = |given: &mut ServiceGiven| {
        elsewhere(given);
        given.otherwise.clone_from(&otherwise);
    };
    assert_eq!(deliver(&play, explained), None);
    let unasked = decided(Play::received(Matter::Instant, "2026-03-02 09:00"));
    assert_eq!(deliver(&unasked, |given| given.service = Service::Mail), None, "nothing was confirmed");
}

#[test]
fn electronic_service_needs_a_signed_confirmation_that_stands() {
    let unasked = decided(Play::received(Matter::Instant, "2026-03-02 09:00"));
    assert_eq!(deliver(&unasked, electronic), Some(&rules::CONSENT_MISSING));
    let by_mail = confirmed(Service::Mail);
    let explained = |given: &mut ServiceGiven| {
        electronic(given);
        given.otherwise = Some(text("申请人口头同意电子送达"));
    };
    assert_eq!(
        deliver(&decided(by_mail), explained),
        Some(&rules::CONSENT_MISSING),
        "a reason is no consent"
    );
    let mut play = confirmed(Service::Electronic);
    assert_eq!(deliver(&decided(play.clone()), electronic), Some(&rules::CONSENT_MISSING), "unsigned");
    sign(&mut play, 1).expect("a signature");
    let mut play = decided(play);
    assert_eq!(deliver(&play, electronic), None);
    play.void(DocumentKind::ServiceConfirmation).expect("it is void");
    assert_eq!(deliver(&play, electronic), Some(&rules::CONSENT_MISSING), "what is void agrees to nothing");
}

#[test]
fn the_consent_that_an_older_receipt_kept_is_still_one() {
    let mut play = decided(Play::received(Matter::Instant, "2026-03-02 09:00"));
    let mut records = play.records.clone();
    for record in &mut records {
        if let Event::Received(received) = &mut record.event {
            received.electronic = Some(text("送达地址确认书，同意电子送达").reference());
        }
    }
    play.resume(records);
    assert_eq!(deliver(&play, electronic), None);
    assert_eq!(deliver(&play, |_| {}), None, "a consent chooses no way");
    play.done(Who::Clerk, Command::ConfirmService(confirms(1, Service::Mail)));
    let explained = |given: &mut ServiceGiven| {
        electronic(given);
        given.otherwise = Some(text("按收件时的同意电子送达"));
    };
    assert_eq!(deliver(&play, explained), Some(&rules::CONSENT_MISSING), "another word took its place");
}

#[test]
fn a_neighbors_notice_goes_where_the_neighbor_confirmed() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = Receive { service: Some(confirms(1, Service::Direct)), ..play.opening() };
    command.parties.push(party(2, PartyRole::Interested));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    let neighbor = id(PartyId::from_parts, 2);
    play.done(Who::Clerk, Command::ConfirmService(confirms(2, Service::Mail)));
    play.done(
        Who::Chief,
        Command::InformInterested { party: neighbor, what: text("相邻场所的食品经营许可") },
    );
    let document = play.document(DocumentKind::InterestedNotice);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    let serve = |service| Command::Serve { document, given: handed(service, day("2026-03-02")) };
    let refusal = play.act(Who::Clerk, serve(Service::Direct)).expect_err("he confirmed mail");
    assert_eq!(refusal.rule, &rules::SERVED_OTHERWISE);
    play.done(Who::Clerk, serve(Service::Mail));
}

#[test]
fn a_confirmation_moves_no_clock_and_an_archived_case_takes_none() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let before = play.case().clone();
    play.done(Who::Clerk, Command::ConfirmService(confirms(1, Service::Direct)));
    let services = play.case().services.clone();
    assert_eq!(play.case(), &Case { services, revision: play.case().revision, ..before });
    let mut play = decided(confirmed(Service::Direct));
    play.done(Who::Clerk, Command::Deliver(handed(Service::Direct, day("2026-03-02"))));
    assert_eq!(play.case().stage, Stage::Delivered);
    play.done(Who::Clerk, Command::Archive { file: text("2026-0003"), pages: 3, retention_years: None });
    let late = ConfirmService { reasons: Some(text("申请人住所变更")), ..confirms(1, Service::Mail) };
    let refusal = play.act(Who::Clerk, Command::ConfirmService(late)).expect_err("it is archived");
    assert_eq!(refusal.rule, &rules::ARCHIVED);
}

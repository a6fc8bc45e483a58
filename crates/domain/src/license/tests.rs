//! Tests of this room.

use daowei_ident::{DocumentId, LicenseId};

use super::{Event, HolderCorrected, Issued, License, Revoked, State, Superseded};
use crate::case::{DocumentKind, Party};
use crate::fixture::{Matter, Play, day, id};

/// The license of a granted case.
fn issued() -> Event {
    let play = Play::decided(Matter::License, "2026-03-02 09:00");
    let case = play.case();
    let issued = Issued {
        license: case.decision().and_then(|decision| decision.license).expect("a license"),
        number: daowei_ident::DocumentNumber::new("资市监食许", 2026, 1).expect("a number"),
        name: "食品经营许可证".to_owned(),
        case: case.id,
        document: play.document(DocumentKind::GrantDecision),
        item: case.item,
        department: case.department,
        holder: case.applicant().expect("an applicant").clone(),
        valid_from: day("2026-03-02"),
        valid_until: Some(day("2031-03-01")),
    };
    Event::Issued(Box::new(issued))
}

fn superseded() -> Event {
    Superseded { document: id(DocumentId::from_parts, 9), on: day("2026-09-01") }.into()
}

#[test]
fn a_license_stands_until_a_later_decision_takes_its_place() {
    let license = License::apply(None, &issued()).expect("a license");
    assert_eq!(license.state, State::Valid);
    let ended = License::apply(Some(license.clone()), &superseded()).expect("a license");
    assert_eq!(ended, License { state: State::Superseded, ..license });
}

#[test]
fn a_license_that_is_revoked_does_not_stand() {
    let revoked = Event::from(Revoked { document: id(DocumentId::from_parts, 9), on: day("2026-09-01") });
    assert_eq!(License::apply(None, &revoked), None);
    let license = License::apply(None, &issued()).expect("a license");
    let ended = License::apply(Some(license.clone()), &revoked).expect("a license");
    assert_eq!(ended, License { state: State::Revoked, ..license });
}

#[test]
fn a_license_follows_the_corrected_record_of_its_holder() {
    let license = License::apply(None, &issued()).expect("a license");
    let holder = Party { version: 2, ..license.holder.clone() };
    let (document, on) = (id(DocumentId::from_parts, 9), day("2026-09-01"));
    let corrected = Event::from(Box::new(HolderCorrected { holder: holder.clone(), document, on }));
    assert_eq!(License::apply(None, &corrected), None);
    let after = License::apply(Some(license.clone()), &corrected).expect("a license");
    assert_eq!(after, License { holder, ..license });
}

#[test]
fn nothing_is_superseded_that_was_not_issued_and_nothing_issued_twice() {
    assert_eq!(License::apply(None, &superseded()), None);
    let license = License::apply(None, &issued()).expect("a license");
    let other = License { id: id(LicenseId::from_parts, 9), ..license };
    assert_eq!(License::apply(Some(other.clone()), &issued()), Some(other));
}

//! Tests of this room.

use std::collections::BTreeSet;

use super::{Command, Granted, Items, Letter, Power, Revocation, Signed, decide, rules, sign};
use crate::fixture::{City, Matter, Organ, Who, at, day, id, text};
use crate::organization::Validity;
use crate::rule::Refusal;

fn signed(change: impl FnOnce(&mut Signed)) -> Result<Letter, Refusal> {
    let city = City::new();
    let mut draft = Signed {
        letter: id(daowei_ident::LetterId::from_parts, 99),
        number: "资市监授〔2026〕99号".to_owned(),
        department: Organ::Market.id(),
        signer: Who::Principal.person(),
        holder: Who::Reviewer.person(),
        grants: vec![Granted { power: Power::Decide, items: Items::All }],
        validity: Validity::since(day("2026-03-02")),
        signed_on: day("2020-01-01"),
        deputy_of: None,
    };
    change(&mut draft);
    let department = &city.facts.departments[&Organ::Market.id()];
    let holder = &city.facts.people[&draft.holder];
    let events = sign(
        draft,
        department,
        holder,
        day("2026-03-02"),
        |item| item == Matter::License.id(),
        city.facts.letters.values(),
    )?;
    Ok(events.iter().fold(None, Letter::apply).expect("a letter"))
}

#[test]
fn a_letter_bears_the_day_on_which_it_is_signed_whatever_the_draft_says() {
    let letter = signed(|_| {}).expect("a letter");
    assert_eq!((letter.signed_on, letter.holder), (day("2026-03-02"), Who::Reviewer.person()));
    assert_eq!(letter.revoked, None);
}

#[test]
fn a_deputy_leader_signs_no_letter_and_neither_does_a_principal_of_another_time() {
    let refusal = signed(|draft| draft.signer = Who::DeputyLeader.person()).expect_err("not the principal");
    assert_eq!(refusal.rule, &rules::SIGNER);
}

#[test]
fn a_power_is_given_for_items_of_the_list_and_for_at_least_one() {
    let only = |items: &[Matter]| {
        let items = Items::Only(items.iter().map(|matter| matter.id()).collect());
        signed(|draft| draft.grants = vec![Granted { power: Power::UseSeal, items }])
    };
    assert!(only(&[Matter::License]).is_ok());
    assert_eq!(only(&[]).err().map(|refusal| refusal.rule), Some(&rules::EMPTY));
    let mixed = only(&[Matter::License, Matter::Housing]);
    assert_eq!(mixed.err().map(|refusal| refusal.rule), Some(&rules::ITEMS_UNKNOWN));
    assert!(!Items::Only(BTreeSet::new()).covers(Matter::License.id()));
}

#[test]
fn a_revocation_has_its_instant_and_its_reason() {
    let letter = signed(|_| {}).expect("a letter");
    let reason = text("工作调整，另行授权他人办理");
    let (now, command) = (at("2026-03-05 11:30"), Command::Revoke { reason: reason.clone() });
    let events = decide(&letter, command, now).expect("a revocation");
    let revoked = events.iter().fold(Some(letter.clone()), Letter::apply).expect("a letter");
    let revocation = Some(Revocation { at: now, reason: reason.reference() });
    assert_eq!(revoked, Letter { revoked: revocation, ..letter });
}

#[test]
fn a_number_is_a_document_number_and_stands_on_one_letter_of_the_organ() {
    let letter = signed(|draft| draft.number = "资市监授[2026] 7号".to_owned()).expect("a letter");
    assert_eq!(letter.number, "资市监授〔2026〕7号");
    for written in ["<script>", "", "授7", "资市监授〔2026〕0号"] {
        let refusal = signed(|draft| draft.number = written.to_owned()).expect_err(written);
        assert_eq!(refusal.rule, &rules::NUMBER_FORM);
    }
    let known = &City::new().facts.letters[&Who::Chief.letter()].number.replace('〔', "(");
    let refusal = signed(|draft| draft.number.clone_from(known)).expect_err("taken");
    assert_eq!(refusal.rule, &rules::NUMBER_TAKEN);
}

#[test]
fn nobody_signs_a_letter_to_himself() {
    let refusal = signed(|draft| draft.holder = draft.signer).expect_err("to himself");
    assert_eq!(refusal.rule, &rules::HOLDER_SIGNS);
}

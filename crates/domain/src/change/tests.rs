//! Tests of this room.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    Command, Element, Event, Kind, ListChange, Office, Plan, Signal, Stage, difference, missing, rules,
    signals,
};
use crate::catalog::{Content, EndReason, Origin, PowerType};
use crate::fixture::{Matter, Procedure, Who, agree, complete, day, reasons};
use crate::rule::Rule;

fn rule<T: std::fmt::Debug>(refused: Result<T, crate::rule::Refusal>) -> &'static Rule {
    refused.expect_err("a refusal").rule
}

fn service() -> Content {
    Content { power: PowerType::PublicService, ..complete(Matter::Confirmation.content()) }
}

#[test]
fn a_change_goes_from_hand_to_hand_and_enters_the_list_on_its_day() {
    let mut procedure = Procedure::at(Procedure::amendment, Stage::Publication);
    let change = procedure.change();
    assert_eq!(
        change.opinions.iter().map(|opinion| opinion.office).collect::<Vec<_>>(),
        [Office::Staffing, Office::Legal]
    );
    assert_eq!(change.document.as_deref(), Some("资府函〔2026〕18号"));
    let done = procedure.publish(Who::StaffingOffice, "2026-04-01", None).expect("published");
    assert_eq!(done.items.len(), 1);
    let item = &procedure.items[&Matter::License.id()];
    assert_eq!(item.in_force(day("2026-03-31")).expect("a version").number, 1);
    let version = item.in_force(day("2026-04-01")).expect("a version");
    assert_eq!(version.number, 2);
    assert_eq!(version.origin, Origin::Change { id: change.id, document: "资府函〔2026〕18号".to_owned() });
    let change = procedure.change();
    assert_eq!(
        (change.stage, change.hand, change.effective),
        (Stage::Published, None, Some(day("2026-04-01")))
    );
    assert_eq!(change.outcomes.len(), 1);
}

#[test]
fn each_hand_has_its_working_days() {
    let at = |stage| Procedure::at(Procedure::amendment, stage).change().hand.expect("a hand").due;
    // Fifteen working days from Monday 2 March; three for publishing; ten from the day on which the law was made.
    assert_eq!(at(Stage::Staffing), day("2026-03-23"));
    assert_eq!(at(Stage::Publication), day("2026-03-05"));
    let change = Procedure::at(Procedure::amendment, Stage::Staffing).change();
    assert_eq!(change.proposal.due, day("2026-03-09"));
}

#[test]
fn either_office_returns_it_and_a_revision_begins_anew() {
    for (who, stage) in [
        (Who::StaffingOffice, Stage::Staffing),
        (Who::LegalOffice, Stage::Legal),
        (Who::GovernmentOffice, Stage::Government),
        (Who::StaffingOffice, Stage::Publication),
    ] {
        let mut procedure = Procedure::at(Procedure::amendment, stage);
        procedure.act(who, Command::Return { reason: reasons() }).expect("returned");
        assert_eq!(procedure.change().stage, Stage::Returned);
        let given = Procedure::given(procedure.amendment());
        procedure.act(Who::Principal, Command::Revise { given }).expect("proposed anew");
        let change = procedure.change();
        assert_eq!((change.stage, change.revision, change.document), (Stage::Staffing, 2, None));
        assert!(change.opinions.iter().all(|opinion| opinion.revision == 1));
        procedure.act(Who::StaffingOffice, agree(Office::Staffing, &[])).expect("a second opinion");
    }
}

#[test]
fn mere_changes_go_without_the_government_where_a_setting_says_so_and_others_never() {
    let mut procedure = Procedure::at(Procedure::amendment, Stage::Legal);
    procedure.city.settings.change_approval = 0;
    let stage = procedure.act(Who::LegalOffice, agree(Office::Legal, &[])).expect("an opinion");
    assert_eq!(stage, Stage::Publication);
    assert_eq!(rule(procedure.publish(Who::StaffingOffice, "2026-04-01", None)), &rules::DOCUMENT);
    procedure.publish(Who::StaffingOffice, "2026-04-01", Some("资编办〔2026〕7号")).expect("published");
    let cancel = |procedure: &Procedure| Plan::Cancel { of: procedure.base(Matter::License) };
    let mut procedure = Procedure::at(cancel, Stage::Legal);
    procedure.city.settings.change_approval = 0;
    let stage = procedure.act(Who::LegalOffice, agree(Office::Legal, &[])).expect("an opinion");
    assert_eq!(stage, Stage::Government);
}

fn published(procedure: &mut Procedure, plan: impl FnOnce(&Procedure) -> Plan, effective: &str) {
    let before = procedure.clone();
    let plan = plan(&before);
    let mut next = Procedure { events: Vec::new(), ..before };
    next.propose(Who::Principal, Procedure::given(plan)).expect("a proposal");
    next.act(Who::StaffingOffice, agree(Office::Staffing, &Signal::ALL)).expect("an opinion");
    next.act(Who::LegalOffice, agree(Office::Legal, &Signal::ALL)).expect("an opinion");
    next.act(Who::GovernmentOffice, Command::Approve { document: "资府函〔2026〕18号".to_owned() })
        .expect("approved");
    next.publish(Who::StaffingOffice, effective, None).expect("published");
    *procedure = next;
}

#[test]
fn what_each_kind_makes_of_the_list() {
    let mut city = Procedure::new();
    let license = Matter::License;
    published(&mut city, |now| Plan::Suspend { of: now.base(license), until: None }, "2026-04-01");
    assert_eq!(city.items[&license.id()].newest().expect("a version").ended, Some(EndReason::Suspended));
    published(&mut city, |now| Plan::Resume { of: now.base(license) }, "2026-05-01");
    let item = &city.items[&license.id()];
    assert_eq!(item.in_force(day("2026-05-01")).expect("in force").number, 2);
    assert!(item.in_force(day("2026-04-15")).is_err());
    let parts = vec![complete(license.content()), complete(Matter::Instant.content())];
    published(&mut city, |now| Plan::Split { of: now.base(license), into: parts }, "2026-06-01");
    assert_eq!(city.items.len(), Matter::ALL.len() + 2);
    assert!(city.items[&license.id()].in_force(day("2026-06-01")).is_err());
    let merged = [Matter::Separated, Matter::Confirmation];
    let of = |now: &Procedure| merged.iter().map(|matter| now.base(*matter)).collect();
    let into = Box::new(complete(Matter::Confirmation.content()));
    published(&mut city, |now| Plan::Merge { of: of(now), into }, "2026-06-01");
    for matter in merged {
        let ended = city.items[&matter.id()].newest().expect("a version").ended;
        assert_eq!(ended, Some(EndReason::Merged));
    }
    let below = city.found_below();
    published(
        &mut city,
        |now| Plan::DelegateDown { of: now.base(Matter::Instant), to: vec![below] },
        "2026-07-01",
    );
    let change = city.change();
    let [of, to] = &change.outcomes[..] else { panic!("one ends, one begins") };
    assert_eq!((of.item, of.version, to.version), (Matter::Instant.id(), None, Some(1)));
}

#[test]
fn whoever_agreed_is_no_other_hand_and_nobody_acts_for_another_division() {
    let mut procedure = Procedure::at(Procedure::amendment, Stage::Legal);
    assert_eq!(rule(procedure.act(Who::StaffingOffice, agree(Office::Legal, &[]))), &rules::SAME_HAND);
    let below = procedure.found_below();
    let organ = below.department_id().expect("a department");
    for person in procedure.city.facts.people.values_mut() {
        for post in person.posts.values_mut().filter(|post| post.id == Who::LegalOffice.post()) {
            post.department = organ;
        }
    }
    assert_eq!(rule(procedure.act(Who::LegalOffice, agree(Office::Legal, &[]))), &rules::OTHER_DIVISION);
}

#[test]
fn a_service_that_looks_like_an_approval_waits_for_a_conclusion_on_each_sign() {
    let disguised = Content { name: "户外活动审核".to_owned(), ..service() };
    assert_eq!(signals(&disguised, &[]), BTreeSet::from([Signal::Permits]));
    let mut procedure =
        Procedure::at(|_| Plan::New { content: Box::new(disguised.clone()) }, Stage::Staffing);
    assert_eq!(rule(procedure.act(Who::StaffingOffice, agree(Office::Staffing, &[]))), &rules::DISGUISED);
    procedure.asking.insert(disguised.result_name.clone(), vec!["另一事项".to_owned()]);
    let some = agree(Office::Staffing, &[Signal::Permits]);
    assert_eq!(rule(procedure.act(Who::StaffingOffice, some)), &rules::DISGUISED);
    let both = agree(Office::Staffing, &[Signal::Permits, Signal::Precondition]);
    procedure.act(Who::StaffingOffice, both).expect("an opinion");
    assert_eq!(procedure.change().opinions[0].cleared.len(), 2);
}

#[test]
fn signs_are_looked_for_in_services_alone() {
    assert_eq!(signals(&service(), &[]), BTreeSet::new());
    let mut charged = service();
    charged.fees.charged = true;
    assert_eq!(signals(&charged, &[]), BTreeSet::from([Signal::Charges]));
    let weighed = Content { flow: vec!["领导审批".to_owned()], ..service() };
    assert_eq!(
        signals(&weighed, &["另一事项".to_owned()]),
        BTreeSet::from([Signal::Discretion, Signal::Precondition])
    );
    let license = complete(Matter::License.content());
    assert_eq!(signals(&license, &["另一事项".to_owned()]), BTreeSet::new());
}

#[test]
fn an_entry_that_leaves_something_out_is_named_element_by_element() {
    assert_eq!(missing(&complete(Matter::License.content())), []);
    let whole = complete(Matter::License.content());
    let lacking: [(Element, Content); 6] = [
        (Element::Basis, Content { basis: vec![" ".to_owned()], ..whole.clone() }),
        (Element::Papers, Content { papers: Vec::new(), ..whole.clone() }),
        (Element::Limit, Content { statutory_limit: None, promised_limit: None, ..whole.clone() }),
        (Element::Visits, Content { visits: None, ..whole.clone() }),
        (Element::Hours, Content { hours: String::new(), ..whole.clone() }),
        (Element::FeeBasis, {
            let mut content = whole.clone();
            content.fees.charged = true;
            content
        }),
    ];
    for (element, content) in lacking {
        assert_eq!(missing(&content), [element]);
    }
    let mut procedure = Procedure::new();
    let content = Box::new(Content { hours: String::new(), ..whole });
    let plan = Plan::Change { of: procedure.base(Matter::License), content };
    procedure.propose(Who::Chief, Procedure::given(plan)).expect("a proposal may be incomplete");
    assert_eq!(rule(procedure.act(Who::StaffingOffice, agree(Office::Staffing, &[]))), &rules::INCOMPLETE);
}

#[test]
fn versions_differ_field_by_field_and_paper_by_paper() {
    let before = complete(Matter::License.content());
    let mut after = Content { place: "三楼".to_owned(), note: "新".to_owned(), ..before.clone() };
    after.papers.swap(1, 2);
    let gone = after.papers.remove(3);
    after.papers[0].copies = 3;
    let told = difference(Some(&before), &after);
    let fields: Vec<&str> = told.fields.iter().map(|side| side.field.as_str()).collect();
    assert_eq!(fields, ["note", "place"]);
    assert_eq!((told.fields[0].before.as_ref(), told.reordered), (None, true));
    let papers: Vec<_> = told.papers.iter().map(|row| (row.paper.as_str(), row.fields.len())).collect();
    assert_eq!(papers.len(), 2);
    assert_eq!(told.papers[0].fields, ["copies"]);
    assert_eq!(told.papers[1].before.as_ref(), Some(&gone));
    assert!(difference(Some(&before), &before).is_empty());
    assert!(!difference(None, &before).fields.is_empty());
}

proptest! {
    /// Whoever does whatever in whatever order: the list alters by publication alone, and only after both offices and the
    /// government agreed to the revision that is published.
    #[test]
    fn nothing_enters_the_list_without_every_hand(steps in prop::collection::vec((0_usize..6, 0_usize..8), 1..24)) {
        let people = [
            Who::Principal, Who::Chief, Who::StaffingOffice, Who::LegalOffice, Who::GovernmentOffice, Who::CenterManager,
        ];
        let mut procedure = Procedure::at(Procedure::amendment, Stage::Staffing);
        for (who, what) in steps {
            let who = people[who];
            let command = match what {
                0 => agree(Office::Staffing, &[]),
                1 => agree(Office::Legal, &[]),
                2 => Command::Approve { document: "资府函〔2026〕18号".to_owned() },
                3 => Command::Return { reason: reasons() },
                4 => Command::Refuse { reason: reasons() },
                5 => Command::Revise { given: Procedure::given(procedure.amendment()) },
                6 => Command::Withdraw { reason: reasons() },
                _ => {
                    let _ = procedure.publish(who, "2026-04-01", None);
                    continue;
                }
            };
            let _ = procedure.act(who, command);
        }
        let change = procedure.change();
        let item = &procedure.items[&Matter::License.id()];
        prop_assert_eq!(item.versions.len() == 2, change.stage == Stage::Published);
        prop_assert_eq!(change.hand.is_some(), change.stage.is_open());
        if change.stage == Stage::Published {
            let revision = change.revision;
            let agreed: BTreeSet<Office> =
                change.opinions.iter().filter(|o| o.agreed && o.revision == revision).map(|o| o.office).collect();
            prop_assert_eq!(agreed.len(), 2);
            prop_assert!(change.document.is_some());
        }
    }
}

#[test]
fn nothing_comes_of_an_event_without_its_beginning() {
    let procedure = Procedure::at(Procedure::amendment, Stage::Publication);
    let later: Vec<&Event> = procedure.events.iter().skip(1).collect();
    assert_eq!(later.into_iter().fold(None, ListChange::apply), None);
    assert_eq!(procedure.change().proposal.plan.kind(), Kind::Change);
}

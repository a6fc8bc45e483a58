//! Tests of this room.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::person::{self, Command as Roster};
use super::window::{self, Command as Change};
use super::{
    Department, Duty, Employment, EmploymentKind, Leadership, Person, Post, Validity, Window, department,
    rules,
};
use crate::fixture::{City, Counter, Organ, Who, day, id, opening, text};
use crate::rule::Refusal;

fn post(duty: Duty, validity: Validity) -> Post {
    Post {
        id: id(daowei_ident::PostId::from_parts, 99),
        duty,
        department: Organ::Market.id(),
        section: None,
        window: None,
        validity,
    }
}

fn period(from: &str, to: &str) -> Validity {
    Validity { from: day(from), to: Some(day(to)) }
}

fn roster(who: Who, command: Roster) -> Result<Person, Refusal> {
    let city = City::new();
    let person = city.facts.people[&who.person()].clone();
    let events = person::decide(&person, command)?;
    Ok(events.iter().fold(Some(person), Person::apply).expect("a person"))
}

fn change(kind: EmploymentKind, approval: Option<&str>, validity: Validity, by: Option<Who>) -> Roster {
    let employment = Employment { kind, approval: approval.map(str::to_owned), validity };
    Roster::ChangeEmployment { employment, today: day("2026-03-02"), by: by.map(Who::person) }
}

fn then(person: &Person, command: Roster) -> Result<Person, &'static str> {
    let events = person::decide(person, command).map_err(|refusal| refusal.rule.id)?;
    Ok(events.iter().fold(Some(person.clone()), Person::apply).expect("a person"))
}

#[test]
fn whoever_administers_or_watches_is_removed_by_two_or_by_the_host() {
    let on = day("2026-03-02");
    for who in [
        Who::SystemAdministrator,
        Who::SecurityAdministrator,
        Who::AuditAdministrator,
        Who::CenterManager,
        Who::Supervisor,
    ] {
        let end = |by| Roster::EndPost { post: who.post(), on, by };
        let proposer = id(daowei_ident::PersonId::from_parts, 91);
        let waiting = roster(who, end(Some(proposer))).expect("a proposal");
        assert_eq!(waiting.posts_on(on).count(), 1, "{who:?} holds the post until a second hand");
        let confirm = |by, hand| then(&waiting, Roster::Confirm { post: who.post(), by, hand });
        assert_eq!(confirm(proposer, person::Hand::Security), Err(rules::ONE_HAND.id));
        let other = id(daowei_ident::PersonId::from_parts, 92);
        assert_eq!(confirm(other, person::Hand::Leader), Err(rules::CONFIRMED_BY_SECURITY.id));
        let ended = confirm(other, person::Hand::Security).expect("a second hand");
        assert!(ended.posts_on(on).count() == 0 && ended.ending.is_empty());
        assert_eq!(roster(who, end(None)).expect("the host").posts_on(on).count(), 0);

        let leaves = period("2000-01-01", "2026-03-02");
        let kind = EmploymentKind::Regular;
        let change = |by: Option<daowei_ident::PersonId>| {
            let employment = Employment { kind, approval: None, validity: leaves };
            Roster::ChangeEmployment { employment, today: on, by }
        };
        let waiting = roster(who, change(Some(proposer))).expect("a proposal");
        assert!(waiting.is_employed(on), "{who:?} stays until a second hand");
        let confirm = |by, hand| then(&waiting, Roster::ConfirmEmployment { today: on, by, hand });
        assert_eq!(confirm(proposer, person::Hand::Security), Err(rules::ONE_HAND.id));
        assert_eq!(confirm(other, person::Hand::Leader), Err(rules::CONFIRMED_BY_SECURITY.id));
        assert!(!confirm(other, person::Hand::Security).expect("a second hand").is_employed(on));
        assert!(!roster(who, change(None)).expect("the host").is_employed(on));
    }
}

#[test]
fn others_leave_at_once_by_one_hand() {
    let by = Some(Who::CenterManager);
    let leaves = change(EmploymentKind::Regular, None, period("2000-01-01", "2026-03-02"), by);
    assert!(!roster(Who::Chief, leaves).expect("an end").is_employed(day("2026-03-02")));
}

#[test]
fn whoever_was_dismissed_comes_back_by_two_hands() {
    let on = day("2026-03-02");
    let kind = EmploymentKind::Regular;
    let by = Some(Who::CenterManager);
    let leaves = change(kind, None, period("2000-01-01", "2026-03-02"), by);
    let gone = roster(Who::Chief, leaves).expect("an end");
    // Given back, made longer, begun earlier: each waits.
    for validity in [
        Validity::since(day("2000-01-01")),
        period("2000-01-01", "2026-03-03"),
        period("1999-12-31", "2026-03-02"),
    ] {
        let waiting = then(&gone, change(kind, None, validity, by)).expect("a proposal");
        assert!(!waiting.is_employed(on) && waiting.employment == gone.employment, "{validity:?}");
        let confirm = |who: Who| {
            let hand = person::Hand::Security;
            then(&waiting, Roster::ConfirmEmployment { today: on, by: who.person(), hand })
        };
        assert_eq!(confirm(Who::CenterManager), Err(rules::ONE_HAND.id));
        assert_eq!(confirm(Who::SecurityAdministrator).expect("a second hand").employment.validity, validity);
    }
    // Shorter still, and by the host: at once.
    let shorter = period("2000-01-01", "2026-03-01");
    assert_eq!(then(&gone, change(kind, None, shorter, by)).expect("an end").employment.validity, shorter);
    let back = then(&gone, change(kind, None, Validity::since(day("2000-01-01")), None)).expect("the host");
    assert!(back.is_employed(on));
}

#[test]
fn contract_staff_become_formal_by_an_approval_and_two_hands() {
    let on = day("2026-03-02");
    let becomes = |kind, approval| change(kind, approval, Validity::since(on), Some(Who::CenterManager));
    for kind in [EmploymentKind::Regular, EmploymentKind::Seconded] {
        assert!(roster(Who::Assistant, becomes(kind, Some(" "))).is_err(), "{kind:?}");
        let waiting = roster(Who::Assistant, becomes(kind, Some("资人社函〔2026〕8号"))).expect("a proposal");
        assert_eq!(waiting.employment.kind, EmploymentKind::Contract);
        let confirm =
            |who: Who, hand| then(&waiting, Roster::ConfirmEmployment { today: on, by: who.person(), hand });
        assert_eq!(confirm(Who::CenterManager, person::Hand::Security), Err(rules::ONE_HAND.id));
        let formal = confirm(Who::Principal, person::Hand::Leader).expect("a second hand");
        assert_eq!((formal.employment.kind, formal.changing), (kind, None));
    }
    // A direct change meanwhile makes an end of the proposal.
    let waiting = roster(Who::Assistant, becomes(EmploymentKind::Regular, Some("资人社函〔2026〕8号")))
        .expect("a proposal");
    let gone = then(
        &waiting,
        change(EmploymentKind::Contract, None, period("2025-01-01", "2026-03-02"), Some(Who::CenterManager)),
    );
    assert_eq!(gone.expect("an end").changing, None);
}

#[test]
fn an_absence_recorded_anew_ends_earlier_or_never_was() {
    let city = City::new();
    let mut chief = city.facts.people[&Who::Chief.person()].clone();
    let mut record = |from: &str, to: &str| {
        let validity = Validity { from: day(from), to: Some(day(to)) };
        let events = person::decide(
            &chief,
            Roster::RecordAbsence { validity, today: day("2026-06-01"), reason: None },
        )
        .map_err(|no| no.rule.id)?;
        chief = events.iter().fold(Some(chief.clone()), Person::apply).expect("a person");
        Ok(["2026-06-01", "2026-06-03"].map(|on| chief.is_absent(day(on))))
    };
    assert_eq!(record("2026-06-01", "2026-06-03"), Ok([true, false]));
    assert_eq!(record("2026-06-01", "2026-06-01"), Ok([false, false]));
    assert_eq!(record("2026-06-02", "2026-06-02"), Err("organization.period.reversed"));
}

#[test]
fn contract_staff_hold_assisting_posts_and_no_other() {
    for duty in Duty::ALL {
        let answer = roster(Who::Assistant, Roster::Appoint(post(duty, Validity::since(day("2026-03-02")))));
        let refused = answer.err().map(|refusal| refusal.rule);
        assert_eq!(refused, (duty != Duty::Assistant).then_some(&rules::CONTRACT_POST), "{duty:?}");
    }
}

#[test]
fn somebody_who_becomes_contract_staff_must_leave_the_posts_of_formal_staff_first() {
    let becomes = |from: &str| change(EmploymentKind::Contract, None, Validity::since(day(from)), None);
    let refusal = roster(Who::Clerk, becomes("2026-03-02")).expect_err("still a clerk");
    assert_eq!(refusal.rule, &rules::CONTRACT_POST);

    // A post that begins only later counts as well.
    let city = City::new();
    let mut clerk = city.facts.people[&Who::Clerk.person()].clone();
    clerk.posts.clear();
    let coming = post(Duty::Reviewer, Validity::since(day("2026-09-01")));
    clerk.posts.insert(coming.id, coming);
    assert!(person::decide(&clerk, becomes("2026-03-02")).is_err());
    clerk.posts.values_mut().for_each(|post| post.validity = period("2025-01-01", "2026-03-02"));
    assert!(person::decide(&clerk, becomes("2026-03-02")).is_ok());
}

#[test]
fn the_three_administrators_are_three_people_at_any_one_time() {
    let appoint = |validity| {
        roster(Who::SystemAdministrator, Roster::Appoint(post(Duty::AuditAdministrator, validity)))
    };
    assert!(appoint(Validity::since(day("2026-03-02"))).is_err());
    // Before the other post began, nothing clashes.
    assert!(appoint(Validity { from: day("1999-01-01"), to: Some(opening()) }).is_ok());
}

#[test]
fn an_administrator_has_no_other_duty_and_nobody_else_becomes_one_beside_his_own() {
    let since = Validity::since(day("2026-03-02"));
    for duty in Duty::ALL {
        for (who, held) in [
            (Who::SystemAdministrator, Duty::SystemAdministrator),
            (Who::SecurityAdministrator, Duty::SecurityAdministrator),
            (Who::Reviewer, Duty::Reviewer),
        ] {
            let clashes = duty != held && (duty.is_administrator() || held.is_administrator());
            let proposal = Roster::Propose { post: post(duty, since), by: Who::CenterManager.person() };
            for command in [Roster::Appoint(post(duty, since)), proposal] {
                let refused = roster(who, command).err().map(|refusal| refusal.rule);
                assert_eq!(refused, clashes.then_some(&rules::ADMINISTRATORS_APART), "{who:?} {duty:?}");
            }
        }
    }
}

#[test]
fn two_people_stand_behind_a_post() {
    let on = day("2026-03-02");
    let proposed = post(Duty::Reviewer, Validity::since(on));
    let id = proposed.id;
    let by = Who::SystemAdministrator.person();
    let clerk = roster(Who::Clerk, Roster::Propose { post: proposed, by }).expect("a proposal");
    assert!(!clerk.posts.contains_key(&id), "a proposal gives no right");
    let confirm = |by, hand| person::decide(&clerk, Roster::Confirm { post: id, by, hand });
    let refused = confirm(by, person::Hand::Security).expect_err("the same hand");
    assert_eq!(refused.rule, &rules::ONE_HAND);
    for (who, hand) in
        [(Who::Principal, person::Hand::Leader), (Who::SecurityAdministrator, person::Hand::Security)]
    {
        let events = confirm(who.person(), hand).expect("a second hand");
        let clerk = events.iter().fold(Some(clerk.clone()), Person::apply).expect("a person");
        assert!(clerk.posts_on(on).any(|post| post.id == id) && clerk.proposed.is_empty());
    }
    let dropped =
        person::decide(&clerk, Roster::EndPost { post: id, on, by: Some(by) }).expect("a proposal dropped");
    let clerk = dropped.iter().fold(Some(clerk.clone()), Person::apply).expect("a person");
    assert!(clerk.proposed.is_empty());
    let gone = person::decide(
        &clerk,
        Roster::Confirm { post: id, by: Who::Principal.person(), hand: person::Hand::Leader },
    );
    assert_eq!(gone.expect_err("nothing waits").rule, &rules::POST_UNKNOWN);
}

#[test]
fn a_leader_confirms_window_and_review_posts_only() {
    let since = Validity::since(day("2026-03-02"));
    for duty in Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()) {
        let proposed = post(duty, since);
        let id = proposed.id;
        let by = Who::CenterManager.person();
        let clerk = roster(Who::Clerk, Roster::Propose { post: proposed, by }).expect("a proposal");
        let command = Roster::Confirm { post: id, by: Who::Principal.person(), hand: person::Hand::Leader };
        let refused = person::decide(&clerk, command).err().map(|refusal| refusal.rule);
        assert_eq!(refused, (!duty.is_of_department()).then_some(&rules::CONFIRMED_BY_SECURITY), "{duty:?}");
    }
}

#[test]
fn a_post_ends_on_its_day_and_stays_on_record() {
    let end = Roster::EndPost {
        post: Who::Clerk.post(),
        on: day("2026-03-02"),
        by: Some(Who::CenterManager.person()),
    };
    let clerk = roster(Who::Clerk, end).expect("an ended post");
    assert_eq!(clerk.posts_on(day("2026-03-01")).count(), 1);
    assert_eq!(clerk.posts_on(day("2026-03-02")).count(), 0);
    assert!(clerk.posts.contains_key(&Who::Clerk.post()));
}

#[test]
fn an_absence_begins_and_ends_on_its_days() {
    let away = |today: &str, reason| Roster::RecordAbsence {
        validity: period("2026-03-02", "2026-03-04"),
        today: day(today),
        reason,
    };
    let clerk = roster(Who::Clerk, away("2026-03-02", None)).expect("absence");
    let late = roster(Who::Clerk, away("2026-03-03", None)).expect_err("recorded late");
    assert_eq!(late.rule, &rules::ABSENCE_LATE);
    assert!(roster(Who::Clerk, away("2026-03-03", Some(text("急病，家属次日来电请假")))).is_ok());
    let absent = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"].map(|on| clerk.is_absent(day(on)));
    assert_eq!(absent, [false, true, true, false]);
}

#[test]
fn an_organ_has_one_principal_and_a_succeeded_organ_its_successor() {
    let city = City::new();
    let market = city.facts.departments[&Organ::Market.id()].clone();
    let appoint = department::Command::AppointLeader {
        person: Who::Chief.person(),
        leadership: Leadership::Principal,
        validity: Validity::since(day("2026-03-02")),
    };
    let events = department::decide(&market, appoint).expect("a new principal");
    let market = events.iter().fold(Some(market), Department::apply).expect("an organ");
    let principals = |on: &str| {
        let all = [Who::Principal, Who::Chief].map(|who| market.is_principal(who.person(), day(on)));
        (all[0], all[1])
    };
    assert_eq!(principals("2026-03-01"), (true, false));
    assert_eq!(principals("2026-03-02"), (false, true));
    assert!(market.is_leader(Who::DeputyLeader.person(), day("2026-03-02")), "a deputy stays");

    let succeed = department::Command::Succeed {
        by: Organ::Housing.id(),
        on: day("2026-05-01"),
        document: "资编发〔2026〕5号".to_owned(),
        recorder: Some(Organ::Center.id()),
        today: Some(day("2026-03-02")),
    };
    let events = department::decide(&market, succeed).expect("a succession");
    let market = events.iter().fold(Some(market), Department::apply).expect("an organ");
    assert_eq!(market.successors, [Organ::Housing.id()]);
    assert!(market.validity.holds_on(day("2026-04-30")) && !market.validity.holds_on(day("2026-05-01")));

    // Functions that are split have several successors, all from one day on.
    let split = |on| department::Command::Succeed {
        by: Organ::Center.id(),
        on: day(on),
        document: "资编发〔2026〕5号".to_owned(),
        recorder: None,
        today: None,
    };
    let refused = department::decide(&market, split("2026-05-02")).expect_err("another day");
    assert_eq!(refused.rule.id, rules::ALREADY_SUCCEEDED.id);
    let events = department::decide(&market, split("2026-05-01")).expect("a second successor");
    let market = events.iter().fold(Some(market), Department::apply).expect("an organ");
    assert_eq!(market.successors, [Organ::Housing.id(), Organ::Center.id()]);
    assert!(department::decide(&market, split("2026-05-01")).is_err(), "recorded once");
}

#[test]
fn an_organ_described_anew_keeps_what_stands_in_numbers() {
    let city = City::new();
    let market = city.facts.departments[&Organ::Market.id()].clone();
    let changed = |to: Option<&str>| department::Changed {
        name: "资阳市市场监管和知识产权局".to_owned(),
        credit_code: None,
        line: "market".to_owned(),
        managed: department::Managed::Vertical,
        review_organ: market.review_organ.clone(),
        court: None,
        consult_phone: None,
        complaint_phone: None,
        validity: Validity { from: day("2019-03-01"), to: to.map(day) },
        predecessors: vec![Organ::Center.id()],
        document: "资编发〔2026〕3号".to_owned(),
        source: String::new(),
    };
    let describe = |changed| department::Command::Change { changed, today: None };
    let reversed = department::decide(&market, describe(changed(Some("2019-03-01"))));
    assert_eq!(reversed.expect_err("a period").rule.id, rules::PERIOD_REVERSED.id);
    let events = department::decide(&market, describe(changed(None))).expect("a change");
    let after = events.iter().fold(Some(market.clone()), Department::apply).expect("an organ");
    assert_eq!((after.name.as_str(), after.court.as_deref()), ("资阳市市场监管和知识产权局", None));
    assert_eq!((after.managed, after.predecessors.len()), (department::Managed::Vertical, 1));
    assert_eq!(
        (after.id, after.unit, after.division, &after.short_name),
        (market.id, market.unit, market.division, &market.short_name)
    );
    assert_eq!((after.sections, after.leaders), (market.sections, market.leaders));
}

/// One hand describes an organ: by a document, and without telling another past.
#[test]
fn an_organ_is_described_by_a_document_from_its_day_on_and_not_before() {
    let market = City::new().facts.departments[&Organ::Market.id()].clone();
    let today = day("2026-03-02");
    let described = |known: &Department, change: &dyn Fn(&mut department::Changed)| {
        let mut changed = department::Changed {
            name: market.name.clone(),
            credit_code: None,
            line: market.line.clone(),
            managed: market.managed,
            review_organ: Some("资阳市人民政府".to_owned()),
            court: None,
            consult_phone: None,
            complaint_phone: None,
            validity: known.validity,
            predecessors: Vec::new(),
            document: "资编发〔2026〕3号".to_owned(),
            source: String::new(),
        };
        change(&mut changed);
        let command = department::Command::Change { changed, today: Some(today) };
        department::decide(known, command).map(drop).map_err(|refusal| refusal.rule.id)
    };
    assert_eq!(described(&market, &|_| {}), Ok(()));
    for document in ["x", "", "无无无无"] {
        let unsaid = described(&market, &|changed| changed.document = document.to_owned());
        assert_eq!(unsaid, Err(rules::CHANGE_UNBASED.id), "{document}");
    }
    assert_eq!(
        described(&market, &|changed| changed.review_organ = Some("无".to_owned())),
        Err(rules::REMEDY_NAMELESS.id)
    );
    let ends = |on: &'static str| described(&market, &|changed| changed.validity.to = Some(day(on)));
    assert_eq!([ends("2026-01-31"), ends("2026-01-30")].map(|end| end.is_ok()), [true, false]);
    let moved = described(&market, &|changed| changed.validity.from = day("2026-03-02"));
    assert_eq!(moved, Err(rules::BACKDATED.id));
    // What has not begun may begin later, and what was succeeded is not opened again.
    let coming = Department { validity: Validity::since(day("2026-05-01")), ..market.clone() };
    assert_eq!(described(&coming, &|changed| changed.validity.from = day("2026-04-01")), Ok(()));
    assert_eq!(
        described(&coming, &|changed| changed.validity.from = day("2026-03-01")),
        Err(rules::BACKDATED.id)
    );
    let mut gone = market.clone();
    gone.successors = vec![Organ::Housing.id()];
    gone.validity = gone.validity.ended(day("2026-05-01"));
    assert_eq!(described(&gone, &|changed| changed.validity.to = None), Err(rules::ORGAN_OVER.id));
    let succeed = |document: &str, on: &str| {
        let (by, document) = (Organ::Housing.id(), document.to_owned());
        let command =
            department::Command::Succeed { by, on: day(on), document, recorder: None, today: Some(today) };
        department::decide(&market, command).map(drop).map_err(|refusal| refusal.rule.id)
    };
    assert_eq!(succeed("x", "2026-05-01"), Err(rules::CHANGE_UNBASED.id));
    assert_eq!(succeed("资编发〔2026〕5号", "2026-01-30"), Err(rules::BACKDATED.id));
    assert_eq!(succeed("资编发〔2026〕5号", "2026-01-31"), Ok(()));
}

#[test]
fn a_window_serves_at_least_one_department_and_a_departments_window_one() {
    let city = City::new();
    let both = BTreeSet::from([Organ::Market.id(), Organ::Housing.id()]);
    let serve = |counter: Counter, serves: BTreeSet<_>| {
        window::decide(&city.facts.windows[&counter.id()], Change::Serve { serves, by: None }).is_ok()
    };
    assert!(serve(Counter::Composite, both.clone()) && !serve(Counter::Composite, BTreeSet::new()));
    assert!(serve(Counter::Market, BTreeSet::from([Organ::Housing.id()])) && !serve(Counter::Market, both));
}

#[test]
fn a_window_serves_a_further_department_once_its_leader_agrees_and_gives_one_up_at_once() {
    let city = City::new();
    let (market, housing) = (Organ::Market.id(), Organ::Housing.id());
    let window = city.facts.windows[&Counter::Market.id()].clone();
    let next = |window: &Window, command| {
        let events = window::decide(window, command).map_err(|refusal| refusal.rule.id)?;
        Ok::<_, &str>(events.iter().fold(Some(window.clone()), Window::apply).expect("a window"))
    };
    let (center, leader) = (Who::CenterManager.person(), Who::Principal.person());
    let serve = |serves: &[_]| Change::Serve { serves: serves.iter().copied().collect(), by: Some(center) };
    let agree = |by| Change::Agree { department: housing, by };
    assert_eq!(next(&window, agree(leader)), Err(rules::WINDOW_NOT_PROPOSED.id));
    let waiting = next(&window, serve(&[housing])).expect("a proposal");
    assert!(waiting.serves.is_empty() && waiting.waiting().eq([housing]));
    assert_eq!(next(&waiting, agree(center)), Err(rules::ONE_HAND.id));
    let served = next(&waiting, agree(leader)).expect("a second hand");
    assert_eq!((&served.serves, &served.proposed), (&BTreeSet::from([housing]), &None));
    // A proposal that is taken back waits no more.
    let composite = city.facts.windows[&Counter::Composite.id()].clone();
    let both = next(&Window { serves: BTreeSet::from([market]), ..composite }, serve(&[market, housing]));
    let both = both.expect("a proposal");
    assert_eq!(both.serves, BTreeSet::from([market]), "what it served it goes on to serve");
    let back = next(&both, serve(&[market])).expect("nothing further");
    assert_eq!(next(&back, agree(leader)), Err(rules::WINDOW_NOT_PROPOSED.id));
    // A new window serves nobody before.
    let opened = window::Opened {
        window: window.id,
        number: window.number.clone(),
        kind: window.kind,
        serves: BTreeSet::from([housing]),
        place: window.place.clone(),
        division: window.division,
        validity: window.validity,
    };
    let events = window::open(opened, Some(center)).expect("a window");
    let opened = events.iter().fold(None, Window::apply).expect("a window");
    assert!(opened.serves.is_empty() && opened.waiting().eq([housing]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn periods_overlap_where_some_day_lies_in_both(a in 0_i64..20, b in 0_i64..20, long in 1_i64..9, other in 1_i64..9, open in any::<bool>()) {
        let on = |offset: i64| day("2026-03-02").checked_add(jiff::Span::new().days(offset)).expect("a day");
        let one = Validity { from: on(a), to: (!open).then(|| on(a + long)) };
        let two = Validity { from: on(b), to: Some(on(b + other)) };
        let some_day = (0..40).map(on).any(|day| one.holds_on(day) && two.holds_on(day));
        prop_assert_eq!(one.overlaps(two), some_day);
        prop_assert_eq!(two.overlaps(one), some_day);
    }
}

//! What somebody may see: division subtree × line, each seeing its own.

use std::collections::BTreeSet;

use crate::authority::{Reach, Scope};
use crate::fixture::{City, Organ, Who, day, id};
use crate::organization::Department;

/// The city with a county: its market bureau and its housing bureau.
fn with_county() -> City {
    let mut city = City::new();
    for (number, organ) in [(21, Organ::Market), (22, Organ::Housing)] {
        let county = Department {
            id: id(daowei_ident::DepartmentId::from_parts, number),
            division: "512021".parse().expect("a county"),
            ..city.facts.departments[&organ.id()].clone()
        };
        city.facts.departments.insert(county.id, county);
    }
    city
}

fn scope(city: &City, who: Who) -> Scope {
    Scope::of(&city.facts, &city.staff(who), day("2026-03-02"))
}

#[test]
fn a_bureau_guides_its_own_line_below_and_no_other() {
    let city = with_county();
    let [market, housing] = [21, 22].map(|number| id(daowei_ident::DepartmentId::from_parts, number));
    let leader = scope(&city, Who::Principal);
    assert!(leader.reaches(Organ::Market.id()) && leader.reaches(market));
    assert!(!leader.reaches(housing) && !leader.reaches(Organ::Housing.id()));
    let chief = scope(&city, Who::Chief);
    assert!(chief.reaches(Organ::Market.id()) && !chief.reaches(market));
}

#[test]
fn a_clerk_sees_what_the_window_serves() {
    let city = with_county();
    let seen = |who| scope(&city, who).reach().clone();
    let departments = |organs: &[Organ]| Reach::Departments(organs.iter().map(|organ| organ.id()).collect());
    assert_eq!(seen(Who::CompositeClerk), departments(&[Organ::Market, Organ::Housing, Organ::Center]));
    assert_eq!(seen(Who::Clerk), departments(&[Organ::Market]));
}

#[test]
fn an_office_of_the_city_sees_the_city_and_one_of_the_county_the_county() {
    let mut city = with_county();
    assert_eq!(scope(&city, Who::Supervisor).reach(), &Reach::Everything);
    let county = "512021".parse().expect("a county");
    city.facts.departments.get_mut(&Organ::Government.id()).expect("an organ").division = county;
    let reach = scope(&city, Who::Supervisor).reach().clone();
    let seen: BTreeSet<_> =
        [21, 22].map(|number| id(daowei_ident::DepartmentId::from_parts, number)).into_iter().collect();
    let own = std::iter::once(Organ::Government.id());
    assert_eq!(reach, Reach::Departments(seen.into_iter().chain(own).collect()));
}

#[test]
fn who_is_gone_sees_nothing() {
    let mut city = with_county();
    let gone = city.facts.people.get_mut(&Who::Supervisor.person()).expect("a person");
    gone.employment.validity = gone.employment.validity.ended(day("2026-03-02"));
    assert_eq!(scope(&city, Who::Supervisor).reach(), &Reach::Nothing);
}

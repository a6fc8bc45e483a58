//! What a letter gives, from its first day to its last.

use crate::authority::letter::Standing;
use crate::authority::{Act, Power, Question, Subject, may, rules};
use crate::catalog::DecisionLevel;
use crate::fixture::{City, Matter, Organ, Who, at, day};
use crate::organization::Validity;
use crate::record::Grant;
use crate::rule::Refusal;

fn decide(city: &City, who: Who, matter: Matter, now: &str) -> Result<Grant, Refusal> {
    let staff = city.staff(who);
    let subject = Subject::Case {
        department: Organ::Market.id(),
        item: matter.id(),
        level: DecisionLevel::ThisOrgan,
        separated: &[],
        performed: &[],
    };
    may(
        &city.facts,
        &Question { staff: &staff, act: Act::Decide, subject, now: at(now), confirmation_minutes: 5 },
    )
}

fn rule(answer: Result<Grant, Refusal>) -> Option<&'static str> {
    answer.err().map(|refusal| refusal.rule.id)
}

#[test]
fn a_letter_holds_from_the_first_instant_of_its_first_day_to_the_end_of_the_day_before_its_last() {
    let city = City::new();
    let license = Matter::License;
    assert_eq!(rule(decide(&city, Who::Expired, license, "2025-12-31 23:59")), None);
    assert_eq!(
        rule(decide(&city, Who::Expired, license, "2026-01-01 00:00")),
        Some(rules::LETTER_EXPIRED.id)
    );
    assert_eq!(rule(decide(&city, Who::NotYet, license, "2026-12-31 23:59")), Some(rules::LETTER_NOT_YET.id));
    assert_eq!(rule(decide(&city, Who::NotYet, license, "2027-01-01 00:00")), None);
}

#[test]
fn a_narrow_letter_covers_its_items_and_no_other() {
    let city = City::new();
    assert_eq!(rule(decide(&city, Who::Narrow, Matter::Confirmation, "2026-03-02 09:00")), None);
    let refused = decide(&city, Who::Narrow, Matter::License, "2026-03-02 09:00");
    assert_eq!(rule(refused), Some(rules::LETTER_ITEM.id));
}

#[test]
fn of_two_letters_the_one_in_force_decides() {
    let mut city = City::new();
    let mut second = city.facts.letters[&Who::Expired.letter()].clone();
    second.id = crate::fixture::id(daowei_ident::LetterId::from_parts, 99);
    second.number = "授099".to_owned();
    second.validity = Validity::since(day("2026-01-01"));
    city.facts.letters.insert(second.id, second);
    let grant = decide(&city, Who::Expired, Matter::License, "2026-03-02 09:00").expect("the second letter");
    assert_eq!(grant.letter_number.as_deref(), Some("授099"));
}

#[test]
fn a_letter_is_used_only_in_a_post_of_its_department() {
    let mut city = City::new();
    let person = city.facts.people.get_mut(&Who::Chief.person()).expect("the chief representative");
    person.posts.get_mut(&Who::Chief.post()).expect("a post").department = Organ::Housing.id();
    let refused = decide(&city, Who::Chief, Matter::License, "2026-03-02 09:00");
    assert_eq!(rule(refused), Some(rules::OTHER_DEPARTMENT.id));
}

#[test]
fn a_letter_of_another_department_gives_nothing_here() {
    let refused = decide(&City::new(), Who::HousingChief, Matter::License, "2026-03-02 09:00");
    assert_eq!(rule(refused), Some(rules::LETTER_NONE.id));
}

#[test]
fn while_the_first_is_away_the_deputy_decides_and_nobody_else_in_his_name() {
    let city = City::new();
    let license = Matter::License;
    for (now, first, deputy) in [
        ("2026-05-31 23:59", None, Some(rules::DEPUTY_NOT_CALLED.id)),
        ("2026-06-01 00:00", Some(rules::ABSENT.id), None),
        ("2026-06-05 23:59", Some(rules::ABSENT.id), None),
        ("2026-06-06 00:00", None, Some(rules::DEPUTY_NOT_CALLED.id)),
    ] {
        assert_eq!(rule(decide(&city, Who::Chief, license, now)), first, "{now}");
        assert_eq!(rule(decide(&city, Who::Deputy, license, now)), deputy, "{now}");
    }
}

#[test]
fn what_the_session_says_of_duty_and_department_is_not_believed() {
    let city = City::new();
    let mut staff = city.staff(Who::Reviewer);
    staff.duty = crate::organization::Duty::DepartmentLeader;
    staff.department = Organ::Housing.id();
    let subject = Subject::Department(Organ::Market.id());
    let now = at("2026-03-02 09:00");
    let question = Question { staff: &staff, act: Act::Extend, subject, now, confirmation_minutes: 5 };
    assert_eq!(rule(may(&city.facts, &question)), Some(rules::LEADER_EXTENDS.id));
}

/// A letter gives the decision of its organ; what is decided above is examined, submitted and issued here.
#[test]
fn no_letter_decides_what_is_decided_above() {
    let city = City::new();
    let staff = city.staff(Who::Chief);
    for (level, power) in [
        (DecisionLevel::ThisOrgan, Power::Decide),
        (DecisionLevel::MunicipalGovernment, Power::ReviewAndReport),
        (DecisionLevel::SuperiorOrgan, Power::ReviewAndReport),
        (DecisionLevel::Collective, Power::ReviewAndReport),
    ] {
        for held in [Power::Decide, Power::ReviewAndReport] {
            let mut facts = city.facts.clone();
            for letter in facts.letters.values_mut() {
                letter.grants.retain(|granted| granted.power == held);
            }
            let subject = Subject::Case {
                department: Organ::Market.id(),
                item: Matter::License.id(),
                level,
                separated: &[],
                performed: &[],
            };
            let question = Question {
                staff: &staff,
                act: Act::Decide,
                subject,
                now: at("2026-03-02 09:00"),
                confirmation_minutes: 5,
            };
            let answer = may(&facts, &question).err().map(|refusal| refusal.rule);
            assert_eq!(answer, (held != power).then_some(&rules::LETTER_POWER), "{level:?} by {held:?}");
        }
    }
}

#[test]
fn a_letter_is_shown_to_stand_as_it_is_held_against_an_act() {
    let mut city = City::new();
    let refused_as = |who: Who, now: &str| {
        let letter = city.facts.letters[&who.letter()].clone();
        let day = daowei_calendar::legal_date(at(now));
        let called = letter.deputy_of.is_none_or(|first| city.facts.people[&first].is_absent(day));
        (letter.standing(day, called), rule(decide(&city, who, Matter::License, now)))
    };
    let (expired, not_yet) = (rules::LETTER_EXPIRED.id, rules::LETTER_NOT_YET.id);
    for (who, now, standing, refusal) in [
        (Who::Expired, "2025-12-31 23:59", Standing::InForce, None),
        (Who::Expired, "2026-01-01 00:00", Standing::Expired, Some(expired)),
        (Who::NotYet, "2026-12-31 23:59", Standing::NotYet, Some(not_yet)),
        (Who::NotYet, "2027-01-01 00:00", Standing::InForce, None),
    ] {
        assert_eq!(refused_as(who, now), (standing, refusal), "{who:?} {now}");
    }
    let letter = city.facts.letters.get_mut(&Who::Chief.letter()).expect("a letter");
    letter.deputy_of = Some(Who::Reviewer.person());
    let today = day("2026-03-02");
    assert_eq!(letter.standing(today, false), Standing::Standby);
    assert_eq!(letter.standing(today, true), Standing::InForce);
    assert_eq!(
        rule(decide(&city, Who::Chief, Matter::License, "2026-03-02 09:00")),
        Some(rules::DEPUTY_NOT_CALLED.id)
    );
}

//! The golden matrix: who may do what, and by which rule not. `UPDATE_GOLDEN=1` writes it anew; a change is read by a
//! person before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use crate::authority::{Act, Question, Subject, may};
use crate::fixture::{City, Matter, Organ, Who, at};
use crate::organization::{Duty, EmploymentKind};

/// `DecideOnTheSpot` as `decide_on_the_spot`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// What somebody is told for every act on a case of the market department: one line for each answer.
fn answers(city: &City, who: Who) -> String {
    let staff = city.staff(who);
    let mut by_answer: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for act in Act::ALL {
        let subject = Subject::Case {
            department: Organ::Market.id(),
            item: Matter::License.id(),
            separated: &[],
            performed: &[],
        };
        let now = at("2026-03-02 09:00");
        let question = Question { staff: &staff, act, subject, now, confirmation_minutes: 5 };
        let answer = match may(&city.facts, &question) {
            Ok(grant) => format!("+ {}", snake(&format!("{:?}", grant.ground))),
            Err(refusal) => format!("- {}", refusal.rule.id),
        };
        by_answer.entry(answer).or_default().push(snake(&format!("{act:?}")));
    }
    by_answer.into_iter().fold(String::new(), |mut text, (answer, acts)| {
        writeln!(text, "  {answer}: {}", acts.join(" ")).expect("a line");
        text
    })
}

fn matrix() -> String {
    let city = City::new();
    let mut text = String::from(
        "# Who may do what to a case of the market department on 2026-03-02, in a confirmed session.\n",
    );
    for who in Who::ALL {
        let (duty, kind) = (city.staff(who).duty.id(), snake(&format!("{:?}", who.employment())));
        write!(text, "\n{} ({duty}, {kind})\n{}", snake(&format!("{who:?}")), answers(&city, who))
            .expect("text");
    }
    // A roster that should never have come about: every duty in the hands of contract staff.
    for duty in Duty::ALL {
        let who =
            Who::ALL.into_iter().find(|who| city.staff(*who).duty == duty).expect("somebody with that duty");
        let mut city = city.clone();
        city.facts.people.get_mut(&who.person()).expect("a person").employment.kind =
            EmploymentKind::Contract;
        write!(text, "\n{} ({}, contract)\n{}", snake(&format!("{who:?}")), duty.id(), answers(&city, who))
            .expect("text");
    }
    text
}

#[test]
fn the_matrix_is_as_agreed() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/authorization.txt");
    let now = matrix();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, &now).expect("the matrix is written");
    }
    let agreed = std::fs::read_to_string(&path).expect("the matrix is there");
    for (at, (agreed, now)) in agreed.lines().zip(now.lines()).enumerate() {
        assert_eq!(agreed, now, "line {}", at + 1);
    }
    assert_eq!(agreed.lines().count(), now.lines().count());
}

#[test]
fn contract_staff_do_nothing_that_somebody_must_answer_for() {
    let mut city = City::new();
    for person in city.facts.people.values_mut() {
        person.employment.kind = EmploymentKind::Contract;
    }
    for who in Who::ALL {
        let staff = city.staff(who);
        for act in Act::ALL.into_iter().filter(|act| act.is_legal()) {
            let subject = Subject::Case {
                department: Organ::Market.id(),
                item: Matter::License.id(),
                separated: &[],
                performed: &[],
            };
            let question = Question {
                staff: &staff,
                act,
                subject,
                now: at("2026-03-02 09:00"),
                confirmation_minutes: 5,
            };
            let allowed = may(&city.facts, &question);
            assert!(allowed.is_err(), "{who:?} may {act:?} as contract staff");
        }
    }
}

#[test]
fn legal_acts_want_a_confirmed_session_and_others_do_not() {
    let city = City::new();
    for authentication in [crate::Authentication::Token, crate::Authentication::Session] {
        for who in Who::ALL {
            let staff = crate::Staff { authentication, ..city.staff(who) };
            for act in Act::ALL {
                let subject = Subject::Case {
                    department: Organ::Market.id(),
                    item: Matter::License.id(),
                    separated: &[],
                    performed: &[],
                };
                let now = at("2026-03-02 09:00");
                let ask =
                    |staff| may(&city.facts, &Question { staff, act, subject, now, confirmation_minutes: 5 });
                let sure = city.staff(who);
                let confirmed = ask(&sure);
                if act.is_legal() {
                    assert!(ask(&staff).is_err(), "{who:?} may {act:?} unconfirmed");
                } else {
                    assert_eq!(ask(&staff), confirmed);
                }
            }
        }
    }
}

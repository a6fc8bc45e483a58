//! The golden matrix: who may do what, and by which rule not. `UPDATE_GOLDEN=1` writes it anew; a change is read by a
//! person before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use crate::authority::{Act, Need, Question, Subject, may};
use crate::catalog::DecisionLevel;
use crate::fixture::{City, Matter, Organ, Who, at};
use crate::organization::{Duty, EmploymentKind};
use crate::record::{Authentication, Ground};
use crate::rule::Refusal;

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

/// How surely we must know who asks, for each act: the channel that it may come by.
fn channels() -> String {
    let channels = [
        (Authentication::Token, "token, session, confirmed session"),
        (Authentication::Session, "session, confirmed session"),
        (Authentication::Confirmed, "confirmed session"),
    ];
    channels.into_iter().fold(String::new(), |mut text, (least, channel)| {
        let acts = Act::ALL.into_iter().filter(|act| act.authentication() == least);
        let acts: Vec<String> = acts.map(|act| snake(&format!("{act:?}"))).collect();
        writeln!(text, "  {channel}: {}", acts.join(" ")).expect("a line");
        text
    })
}

/// What somebody is told for every act on a case of the market department: one line for each answer.
fn answers(city: &City, who: Who) -> String {
    let staff = city.staff(who);
    let mut by_answer: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for act in Act::ALL {
        let subject = Subject::Case {
            department: Organ::Market.id(),
            item: Matter::License.id(),
            level: DecisionLevel::ThisOrgan,
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
    let mut text = format!(
        "# By which channel\n{}\n# Who may do what to a case of the market department on 2026-03-02, in a confirmed session.\n",
        channels()
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

fn ask(city: &City, staff: &crate::Staff, act: Act) -> Result<crate::Grant, Refusal> {
    let subject = Subject::Case {
        department: Organ::Market.id(),
        item: Matter::License.id(),
        level: DecisionLevel::ThisOrgan,
        separated: &[],
        performed: &[],
    };
    may(&city.facts, &Question { staff, act, subject, now: at("2026-03-02 09:00"), confirmation_minutes: 5 })
}

#[test]
fn contract_staff_take_papers_and_hand_out_and_nothing_else_that_binds() {
    let mut city = City::new();
    for person in city.facts.people.values_mut() {
        person.employment.kind = EmploymentKind::Contract;
    }
    // Somebody answers for them.
    let answers = city.staff(Who::Assistant).responsible.expect("somebody");
    let answering = city.facts.people.get_mut(&answers).expect("a person");
    answering.employment.kind = EmploymentKind::Regular;
    for who in Who::ALL.into_iter().filter(|who| who.person() != answers) {
        let staff = city.staff(who);
        for act in Act::ALL.into_iter().filter(|act| act.is_legal()) {
            let allowed = ask(&city, &staff, act);
            assert!(
                allowed.is_err() || act.need() == Need::Assistance,
                "{who:?} may {act:?} as contract staff"
            );
        }
    }
    let assistant = city.staff(Who::Assistant);
    for act in [Act::Receive, Act::RecordPapers, Act::Serve, Act::Deliver] {
        assert_eq!(ask(&city, &assistant, act).map(|grant| grant.ground), Ok(Ground::Assistance), "{act:?}");
    }
}

#[test]
fn each_act_asks_for_its_channel_and_a_token_only_reads() {
    let city = City::new();
    let channels = [Authentication::Token, Authentication::Session, Authentication::Confirmed];
    for (who, act) in Who::ALL.into_iter().flat_map(|who| Act::ALL.map(|act| (who, act))) {
        let confirmed = ask(&city, &city.staff(who), act);
        for authentication in channels {
            let answer = ask(&city, &crate::Staff { authentication, ..city.staff(who) }, act);
            let expected = match (&confirmed, authentication) {
                (Err(refusal), _) => Err(refusal.rule.id),
                (Ok(_), Authentication::Token)
                    if !matches!(
                        act,
                        Act::ReadCase
                            | Act::ReadRatings
                            | Act::ReadChanges
                            | Act::ForeseeRecomputation
                            | Act::VerifyEvidence
                    ) =>
                {
                    Err("authority.token")
                }
                (Ok(_), Authentication::Session) if act.is_legal() => Err("authority.confirmation.stale"),
                (Ok(grant), _) => Ok(grant.clone()),
            };
            assert_eq!(
                answer.map_err(|refusal| refusal.rule.id),
                expected,
                "{who:?} {act:?} {authentication:?}"
            );
        }
    }
}

#[test]
fn what_the_house_calls_legal_is_what_the_design_names() {
    for act in [
        Act::Receive,
        Act::Accept,
        Act::RequestCorrection,
        Act::RecordPapers,
        Act::StartPause,
        Act::EndPause,
        Act::Extend,
        Act::ExtendByGovernment,
        Act::Decide,
        Act::DecideOnTheSpot,
        Act::Redecide,
        Act::Seal,
        Act::SealWithOfficeSeal,
        Act::Serve,
        Act::Deliver,
        Act::RecordReply,
        Act::RecordIrregular,
    ] {
        assert!(act.is_legal(), "{act:?}");
    }
}

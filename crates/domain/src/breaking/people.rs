//! Who may do what: authority, letters, organization.

use std::collections::BTreeSet;

use super::Example;
use crate::authority::letter::{self, Granted, Items, Signed, rules as letters};
use crate::authority::{Act, Facts, Power, Question, Subject, may, rules};
use crate::case::{Command, DocumentKind, Outcome, SealKind, Verdict};
use crate::fixture::{City, Counter, Matter, Organ, Play, Who, at, day, division, id, reasons, text};
use crate::organization::department;
use crate::organization::person::{self, Command as Roster, Registered};
use crate::organization::rules as organization;
use crate::organization::window::{self, Opened};
use crate::organization::{Department, Duty, Employment, EmploymentKind, Person, Post, Validity, WindowKind};
use crate::record::{Authentication, Staff};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::NOT_EMPLOYED, || {
        let mut play = received();
        for person in play.city.facts.people.values_mut() {
            person.employment.validity = Validity { from: day("2000-01-01"), to: Some(day("2026-03-01")) };
        }
        play.act_as(&City::new().staff(Who::Clerk), Command::Accept).map(drop)
    }),
    (&rules::POST_NOT_HELD, || {
        let play = &mut received();
        let clerk = play.city.staff(Who::Clerk);
        play.act_as(&Staff { post: Who::Chief.post(), ..clerk }, Command::Accept).map(drop)
    }),
    (&rules::ABSENT, || {
        // 2026-06-01 to 06-05 the chief representative is away; the letter still stands.
        Play::examined(Matter::License, "2026-06-02 09:00").decide(Who::Chief, Outcome::Grant).map(drop)
    }),
    (&rules::DUTY, || received().act(Who::Reviewer, Command::Accept).map(drop)),
    (&rules::CONTRACT_STAFF, || received().act(Who::Assistant, Command::Accept).map(drop)),
    (&rules::RESPONSIBLE_MISSING, || receive_as(|staff| staff.responsible = None)),
    (&rules::RESPONSIBLE_UNFIT, || receive_as(|staff| staff.responsible = Some(Who::Reviewer.person()))),
    (&rules::WINDOW_RECEIVES, || {
        let mut play = Play::new(Some(Matter::Housing), "2026-03-02 09:00");
        let command = play.opening();
        play.receive(&play.city.staff(Who::Clerk), command).map(drop)
    }),
    (&rules::WINDOW, || {
        let mut play = Play::received(Matter::Housing, "2026-03-02 09:00");
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::COMPOSITE_WINDOW, || received().act(Who::CompositeClerk, Command::Accept).map(drop)),
    (&rules::ORGAN_SUCCEEDED, || {
        let mut play = received();
        let organ = play.city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ");
        organ.successors = vec![Organ::Housing.id()];
        organ.validity = organ.validity.ended(day("2026-03-02"));
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::ORGAN_ENDED, || {
        let mut play = received();
        let organ = play.city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ");
        organ.validity = organ.validity.ended(day("2026-03-02"));
        play.act(Who::Clerk, Command::Accept).map(drop)
    }),
    (&rules::OTHER_DEPARTMENT, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        play.examine(Who::HousingPrincipal, "examine", Verdict::Favor).map(drop)
    }),
    (&rules::LETTER_NONE, || decide_as(Who::Reviewer)),
    (&rules::LETTER_POWER, || decide_as(Who::Limited)),
    (&rules::LETTER_ITEM, || decide_as(Who::Narrow)),
    (&rules::LETTER_NOT_YET, || decide_as(Who::NotYet)),
    (&rules::LETTER_EXPIRED, || decide_as(Who::Expired)),
    (&rules::LETTER_REVOKED, || decide_as(Who::Revoked)),
    (&rules::DEPUTY_NOT_CALLED, || decide_as(Who::Deputy)),
    (&rules::LEADER_EXTENDS, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        let command = Command::Extend { days: 5, reasons: reasons(), by_government: false };
        play.act(Who::HousingPrincipal, command).map(drop)
    }),
    (&rules::LEADER_AUTHORIZES, || {
        let city = City::new();
        let staff = city.staff(Who::HousingPrincipal);
        ask(&city.facts, &staff, Act::RevokeLetter, Subject::Department(Organ::Market.id()))
    }),
    (&rules::LEADER_CONFIRMS, || {
        let city = City::new();
        let staff = city.staff(Who::HousingPrincipal);
        ask(&city.facts, &staff, Act::ConfirmStaff, Subject::Department(Organ::Market.id()))
    }),
    (&rules::LEADER_REDECIDES, || {
        let city = City::new();
        let staff = city.staff(Who::Chief);
        ask(&city.facts, &staff, Act::Redecide, Subject::Department(Organ::Market.id()))
    }),
    (&rules::LEADER_SEALS, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        let document = play.document(DocumentKind::AcceptanceNotice);
        play.seal(Who::HousingPrincipal, document, SealKind::Office).map(drop)
    }),
    (&rules::CONFIRMATION, || {
        let play = &mut received();
        let clerk = play.city.staff(Who::Clerk);
        play.act_as(&Staff { authentication: Authentication::Session, ..clerk }, Command::Accept).map(drop)
    }),
    (&rules::TOKEN, || {
        let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
        let reviewer = Staff { authentication: Authentication::Token, ..play.city.staff(Who::Reviewer) };
        let (step, opinion) = ("examine".to_owned(), reasons());
        play.act_as(&reviewer, Command::Examine { step, verdict: Verdict::Favor, opinion }).map(drop)
    }),
    (&rules::SEPARATED, || {
        let mut play = Play::received(Matter::Separated, "2026-03-02 09:00");
        play.done(Who::Chief, Command::Accept);
        play.examine(Who::Chief, "examine", Verdict::Favor).map(drop)
    }),
    (&rules::STEPS_SEPARATED, || {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.city.settings.review_apart = 1;
        play.done(Who::Clerk, Command::Accept);
        play.examine(Who::Reviewer, "examine", Verdict::Favor)?;
        play.examine(Who::Reviewer, "verify", Verdict::Favor).map(drop)
    }),
    (&rules::OUT_OF_SCOPE, || {
        let city = City::new();
        let staff = city.staff(Who::HousingChief);
        let subject = Subject::Department(Organ::Market.id());
        ask(&city.facts, &staff, Act::ReadCase, subject)
    }),
    (&rules::ONESELF, || {
        let city = City::new();
        let subject = Subject::Person { department: Organ::Center.id(), person: Who::CenterManager.person() };
        ask(&city.facts, &city.staff(Who::CenterManager), Act::ProposePost, subject)
    }),
    (&letters::SIGNER, || sign(|draft| draft.signer = Who::DeputyLeader.person())),
    (&letters::HOLDER_CONTRACT, || sign(|draft| draft.holder = Who::Assistant.person())),
    (&letters::HOLDER_ELSEWHERE, || sign(|draft| draft.holder = Who::HousingChief.person())),
    (&letters::NUMBER_FORM, || sign(|draft| draft.number = "<script>".to_owned())),
    (&letters::NUMBER_TAKEN, || {
        let known = City::new().facts.letters[&Who::Chief.letter()].number.clone();
        sign(|draft| draft.number = known)
    }),
    (&letters::HOLDER_SIGNS, || sign(|draft| draft.holder = draft.signer)),
    (&letters::EMPTY, || sign(|draft| draft.grants.clear())),
    (&letters::ITEMS_UNKNOWN, || {
        sign(|draft| {
            let items = Items::Only(BTreeSet::from([Matter::Housing.id()]));
            draft.grants = vec![Granted { power: Power::Decide, items }];
        })
    }),
    (&letters::BACKDATED, || sign(|draft| draft.validity = Validity::since(day("2026-03-01")))),
    (&letters::REVOKED_TWICE, || {
        let city = City::new();
        let letter = city.facts.letters.get(&Who::Revoked.letter()).expect("a letter");
        let command = letter::Command::Revoke { reason: text("再次撤回") };
        letter::decide(letter, command, at("2026-03-02 09:00")).map(drop)
    }),
    (&letters::DEPUTY_OF_SELF, || sign(|draft| draft.deputy_of = Some(Who::Chief.person()))),
    (&organization::NOT_IN_OFFICE, || {
        let mut city = City::new();
        let department = city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ");
        department.validity = department.validity.ended(day("2026-03-02"));
        sign_in(&city, |_| {})
    }),
    (&organization::CONTRACT_POST, || roster(Who::Assistant, Roster::Appoint(post(Duty::Clerk)))),
    (&organization::SECONDED_UNAPPROVED, || {
        let validity = Validity::since(day("2026-03-02"));
        let employment =
            Employment { kind: EmploymentKind::Seconded, approval: Some(" ".to_owned()), validity };
        register("0100", employment)
    }),
    (&organization::FORMAL_UNAPPROVED, || {
        let validity = Validity::since(day("2026-03-02"));
        let employment = Employment { kind: EmploymentKind::Regular, approval: None, validity };
        let by = Some(Who::CenterManager.person());
        roster(Who::Assistant, Roster::ChangeEmployment { employment, today: day("2026-03-02"), by })
    }),
    (&organization::NOTHING_PROPOSED, || {
        let (by, hand) = (Who::SecurityAdministrator.person(), person::Hand::Security);
        roster(Who::Assistant, Roster::ConfirmEmployment { today: day("2026-03-02"), by, hand })
    }),
    (&organization::STAFF_NUMBER_TAKEN, || {
        let validity = Validity::since(day("2026-03-02"));
        register("0002", Employment { kind: EmploymentKind::Regular, approval: None, validity })
    }),
    (&organization::UNIT_TAKEN, || establish(101, "资数")),
    (&organization::SHORT_NAME_TAKEN, || establish(199, "资市监")),
    (&organization::ADMINISTRATORS_APART, || {
        roster(Who::SystemAdministrator, Roster::Appoint(post(Duty::AuditAdministrator)))
    }),
    (&organization::ONE_HAND, || confirm(Duty::Clerk, Who::CenterManager, person::Hand::Leader)),
    (&organization::CONFIRMED_BY_SECURITY, || {
        confirm(Duty::DepartmentLeader, Who::Principal, person::Hand::Leader)
    }),
    (&organization::PERIOD_REVERSED, || {
        let validity = Validity { from: day("2026-03-02"), to: Some(day("2026-03-02")) };
        roster(Who::Clerk, Roster::RecordAbsence { validity, today: day("2026-03-02"), reason: None })
    }),
    (&organization::ABSENCE_LATE, || {
        let validity = Validity::since(day("1990-01-01"));
        roster(Who::Clerk, Roster::RecordAbsence { validity, today: day("2026-03-02"), reason: None })
    }),
    (&organization::POST_UNKNOWN, || {
        roster(Who::Clerk, Roster::EndPost { post: Who::Chief.post(), on: day("2026-03-02"), by: None })
    }),
    (&organization::ALREADY_SUCCEEDED, || {
        let mut city = City::new();
        let organ = city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ");
        let by = Organ::Housing.id();
        organ.successors = vec![by];
        organ.validity = organ.validity.ended(day("2019-02-28"));
        let command = department::Command::Succeed {
            by,
            on: day("2026-03-02"),
            document: String::new(),
            recorder: None,
            today: None,
        };
        department::decide(organ, command).map(drop)
    }),
    (&organization::SUCCEEDS_ITSELF, || {
        let city = City::new();
        let organ = city.facts.departments.get(&Organ::Market.id()).expect("an organ");
        let command = department::Command::Succeed {
            by: organ.id,
            on: day("2026-03-02"),
            document: String::new(),
            recorder: None,
            today: None,
        };
        department::decide(organ, command).map(drop)
    }),
    (&organization::OWN_SUCCESSION, || {
        let city = City::new();
        let organ = city.facts.departments.get(&Organ::Market.id()).expect("an organ");
        let (by, document) = (Organ::Housing.id(), "资编发〔2026〕5号".to_owned());
        let (on, recorder) = (day("2026-03-02"), Some(by));
        let command = department::Command::Succeed { by, on, document, recorder, today: None };
        department::decide(organ, command).map(drop)
    }),
    (&organization::CHANGE_UNBASED, || described(|_, changed| changed.document = "x".to_owned())),
    (&organization::REMEDY_NAMELESS, || described(|_, changed| changed.court = Some("无".to_owned()))),
    (&organization::ORGAN_OVER, || {
        described(|known, _| {
            known.successors = vec![Organ::Housing.id()];
            known.validity = known.validity.ended(day("2026-03-02"));
        })
    }),
    (&organization::BACKDATED, || described(|_, changed| changed.validity.from = day("1999-12-31"))),
    (&organization::WINDOW_NOT_PROPOSED, || {
        let city = City::new();
        let command = window::Command::Agree { department: Organ::Housing.id(), by: Who::Principal.person() };
        window::decide(&city.facts.windows[&Counter::Market.id()], command).map(drop)
    }),
    (&organization::WINDOW_WITHOUT_DEPARTMENT, || {
        window::open(
            Opened {
                window: Counter::Market.id(),
                number: "B03".to_owned(),
                kind: WindowKind::Department,
                serves: BTreeSet::from([Organ::Market.id(), Organ::Housing.id()]),
                place: "一楼".to_owned(),
                division: division(),
                validity: Validity::since(day("2026-03-02")),
            },
            None,
        )
        .map(drop)
    }),
];

/// The market organ, described anew as it is but for one thing.
fn described(change: impl FnOnce(&mut Department, &mut department::Changed)) -> Result<(), Refusal> {
    let mut known = City::new().facts.departments[&Organ::Market.id()].clone();
    let mut changed = department::Changed {
        name: known.name.clone(),
        credit_code: None,
        line: known.line.clone(),
        managed: known.managed,
        review_organ: Some("资阳市人民政府".to_owned()),
        court: Some("资阳市雁江区人民法院".to_owned()),
        consult_phone: None,
        complaint_phone: None,
        validity: known.validity,
        predecessors: Vec::new(),
        document: "资编发〔2026〕3号".to_owned(),
        source: String::new(),
    };
    change(&mut known, &mut changed);
    let command = department::Command::Change { changed, today: Some(day("2026-03-02")) };
    department::decide(&known, command).map(drop)
}

fn received() -> Play {
    Play::received(Matter::License, "2026-03-02 09:00")
}

fn decide_as(who: Who) -> Result<(), Refusal> {
    Play::examined(Matter::License, "2026-03-02 09:00").decide(who, Outcome::Grant).map(drop)
}

fn receive_as(change: impl FnOnce(&mut Staff)) -> Result<(), Refusal> {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut staff = play.city.staff(Who::Assistant);
    change(&mut staff);
    let command = play.opening();
    play.receive(&staff, command).map(drop)
}

/// Asks the one function at a fixed hour.
fn ask(facts: &Facts, staff: &Staff, act: Act, subject: Subject<'_>) -> Result<(), Refusal> {
    let now = at("2026-03-02 09:00");
    may(facts, &Question { staff, act, subject, now, confirmation_minutes: 5 }).map(drop)
}

fn sign(change: impl FnOnce(&mut Signed)) -> Result<(), Refusal> {
    sign_in(&City::new(), change)
}

fn sign_in(city: &City, change: impl FnOnce(&mut Signed)) -> Result<(), Refusal> {
    let mut draft = Signed {
        letter: id(daowei_ident::LetterId::from_parts, 99),
        number: "资市监授〔2026〕99号".to_owned(),
        department: Organ::Market.id(),
        signer: Who::Principal.person(),
        holder: Who::Chief.person(),
        grants: vec![Granted { power: Power::Decide, items: Items::All }],
        validity: Validity::since(day("2026-03-02")),
        signed_on: day("2026-03-02"),
        deputy_of: None,
    };
    change(&mut draft);
    let department = city.facts.departments.get(&draft.department).expect("an organ");
    let holder = city.facts.people.get(&draft.holder).expect("a person");
    let lists = |item| item != Matter::Housing.id();
    letter::sign(draft.clone(), department, holder, day("2026-03-02"), lists, city.facts.letters.values())
        .map(drop)
}

fn roster(who: Who, command: Roster) -> Result<(), Refusal> {
    let city = City::new();
    let person = city.facts.people.get(&who.person()).expect("a person");
    person::decide(person, command).map(drop)
}

/// What the center manager proposed for the clerk, confirmed.
fn confirm(duty: Duty, by: Who, hand: person::Hand) -> Result<(), Refusal> {
    let city = City::new();
    let clerk = city.facts.people.get(&Who::Clerk.person()).expect("a person").clone();
    let proposed = post(duty);
    let (id, proposer) = (proposed.id, Who::CenterManager.person());
    let events = person::decide(&clerk, Roster::Propose { post: proposed, by: proposer })?;
    let clerk = events.iter().fold(Some(clerk), Person::apply).expect("a person");
    person::decide(&clerk, Roster::Confirm { post: id, by: by.person(), hand }).map(drop)
}

fn post(duty: Duty) -> Post {
    Post {
        id: id(daowei_ident::PostId::from_parts, 99),
        duty,
        department: Organ::Center.id(),
        section: None,
        window: None,
        validity: Validity::since(day("2026-03-02")),
    }
}

fn register(staff_number: &str, employment: Employment) -> Result<(), Refusal> {
    let entry = Registered {
        person: id(daowei_ident::PersonId::from_parts, 99),
        staff_number: staff_number.to_owned(),
        name: text("李某").reference(),
        department: Organ::Market.id(),
        employment,
    };
    person::register(entry, City::new().facts.people.values()).map(drop)
}

fn establish(unit: u16, short_name: &str) -> Result<(), Refusal> {
    let entry = department::Established {
        department: id(daowei_ident::DepartmentId::from_parts, 99),
        unit,
        name: "资阳市数据局".to_owned(),
        short_name: short_name.to_owned(),
        credit_code: None,
        division: division(),
        line: "data".to_owned(),
        managed: crate::organization::Managed::Municipal,
        review_organ: None,
        court: None,
        consult_phone: None,
        complaint_phone: None,
        validity: Validity::since(day("2026-03-02")),
        predecessors: Vec::new(),
        source: String::new(),
    };
    department::establish(entry, City::new().facts.departments.values()).map(drop)
}

//! 权限: may this person, in this post, do this, now, here?
//!
//! One function, [`may`], asked inside the deciding transaction and asked by the screen ahead of time. It answers with the
//! [`Grant`] that allows, which is stored on the event, or with the rule that forbids.

mod act;
pub mod letter;
pub mod rules;
mod scope;

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::legal_date;
use daowei_ident::{DepartmentId, ItemId, LetterId, PersonId, WindowId};
use jiff::Timestamp;
use jiff::civil::Date;

pub use act::{Act, Need};
pub use letter::{Letter, Power};
pub use scope::{Reach, Scope};

use crate::catalog::{CaseDuty, DecisionLevel, Separation};
use crate::organization::{Department, Duty, Person, Post, Window};
use crate::record::{Authentication, Grant, Ground, Staff};
use crate::rule::{Refusal, Rule, ensure};

/// What [`may`] answers from: the organization and the letters, as they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Departments.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// People.
    pub people: BTreeMap<PersonId, Person>,
    /// Windows.
    pub windows: BTreeMap<WindowId, Window>,
    /// Letters.
    pub letters: BTreeMap<LetterId, Letter>,
}

impl Facts {
    /// The organ that answers on that day for what was that organ's: itself while it exists, then the one that took its
    /// functions over; the first that was named where several did. Nothing where it ended without a successor.
    #[must_use]
    pub fn answering(&self, organ: DepartmentId, day: Date) -> Option<&Department> {
        let mut waiting = vec![organ];
        let mut asked = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if !asked.insert(id) {
                continue;
            }
            let organ = self.departments.get(&id)?;
            if organ.validity.holds_on(day) {
                return Some(organ);
            }
            waiting.extend(organ.successors.iter().rev());
        }
        None
    }
}

/// What the act is done to.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Nothing in particular.
    Nothing,
    /// A department: its letters, its posts.
    Department(DepartmentId),
    /// A person: their record, post, letter, account.
    Person {
        /// The department concerned.
        department: DepartmentId,
        /// Who.
        person: PersonId,
    },
    /// A case of a department and an item.
    Case {
        /// Whose case it is.
        department: DepartmentId,
        /// Its item.
        item: ItemId,
        /// Who may decide it at all.
        level: DecisionLevel,
        /// Duties that the item keeps apart.
        separated: &'a [Separation],
        /// Who has performed which duty in it.
        performed: &'a [(CaseDuty, PersonId)],
    },
}

impl Subject<'_> {
    /// The department concerned, where one is.
    #[must_use]
    pub fn department(&self) -> Option<DepartmentId> {
        match self {
            Subject::Nothing => None,
            Subject::Department(department)
            | Subject::Person { department, .. }
            | Subject::Case { department, .. } => Some(*department),
        }
    }

    /// The same, with the organ that answers for it on that day.
    fn today(self, facts: &Facts, day: Date) -> Self {
        let heir = |organ| facts.answering(organ, day).map_or(organ, |heir| heir.id);
        match self {
            Subject::Nothing => Subject::Nothing,
            Subject::Department(department) => Subject::Department(heir(department)),
            Subject::Person { department, person } => {
                Subject::Person { department: heir(department), person }
            }
            Subject::Case { department, item, level, separated, performed } => {
                Subject::Case { department: heir(department), item, level, separated, performed }
            }
        }
    }
}

/// The question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Who asks, in which post.
    pub staff: &'a Staff,
    /// What for.
    pub act: Act,
    /// To what.
    pub subject: Subject<'a>,
    /// When.
    pub now: Timestamp,
    /// For how many minutes a confirmation holds, by the setting in force.
    pub confirmation_minutes: u32,
}

/// The one function.
///
/// # Errors
/// The rule that forbids, from [`rules`].
pub fn may(facts: &Facts, question: &Question<'_>) -> Result<Grant, Refusal> {
    let today = legal_date(question.now);
    let staff = question.staff;
    let (person, post) = standing(facts, staff, today)?;
    // Whoever is away has a deputy: an account that acts meanwhile is in the wrong hands (practice.md §3.9, §4).
    let reads = question.act.authentication() == Authentication::Token;
    ensure(reads || !person.is_absent(today), || Refusal::by(&rules::ABSENT))?;
    let question = &Question { subject: question.subject.today(facts, today), ..*question };
    let need = question.act.need();
    if !matches!(need, Need::Assistance | Need::Office(_)) {
        in_office(facts, post, today)?;
    }
    let ground = match need {
        Need::Assistance => assistance(facts, question, person, post, today)?,
        Need::WindowDuty => {
            formal(person)?;
            let duties = [Duty::Clerk, Duty::ChiefRepresentative];
            duty(post, &duties)?;
            at_window(facts, post, question.subject.department(), today)?;
            if question.act != Act::RecordIrregular {
                own_name(post, question.subject)?;
            }
            allowed(Ground::WindowDuty)
        }
        Need::Post(duties) => {
            formal(person)?;
            duty(post, duties)?;
            own_department(post, question.subject)?;
            allowed(Ground::Post)
        }
        Need::Letter(power) => {
            formal(person)?;
            ensure(!post.duty.is_administrator(), || {
                let needed = [Duty::ChiefRepresentative.name()];
                Refusal::by(&rules::DUTY).named("duty", post.duty.name()).named_all("needed", needed)
            })?;
            let grant = by_letter(facts, question, power, today)?;
            own_department(post, question.subject)?;
            grant
        }
        Need::Entrusted(power) => {
            formal(person)?;
            duty(post, question.act.duties())?;
            own_department(post, question.subject)?;
            match post.duty {
                Duty::DepartmentLeader => allowed(Ground::Post),
                _ => by_letter(facts, question, power, today)?,
            }
        }
        Need::Leader => {
            formal(person)?;
            let leads = question
                .subject
                .department()
                .and_then(|id| facts.departments.get(&id))
                .is_some_and(|department| department.is_leader(staff.person, today));
            ensure(leads && post.duty == Duty::DepartmentLeader, || Refusal::by(for_leaders(question.act)))?;
            allowed(Ground::Leader)
        }
        Need::Office(duties) => {
            duty(post, duties)?;
            if post.duty != Duty::Assistant {
                formal(person)?;
            }
            if let Some(department) = question.subject.department() {
                let scope = Scope::of(facts, staff, today);
                ensure(scope.reaches(department), || Refusal::by(&rules::OUT_OF_SCOPE))?;
            }
            allowed(Ground::Office)
        }
    };
    if let Subject::Person { person, .. } = question.subject {
        ensure(person != staff.person, || Refusal::by(&rules::ONESELF))?;
    }
    kept_apart(question)?;
    known_enough(question)?;
    Ok(ground)
}

/// A machine does nothing but read; what binds somebody is confirmed a moment before.
fn known_enough(question: &Question<'_>) -> Result<(), Refusal> {
    let (known, wanted) = (question.staff.authentication, question.act.authentication());
    ensure(known > Authentication::Token || wanted == Authentication::Token, || Refusal::by(&rules::TOKEN))?;
    ensure(known >= wanted, || {
        Refusal::by(&rules::CONFIRMATION).with("minutes", question.confirmation_minutes)
    })
}

/// The person and the post, both as of today; what the session says of them is not believed.
fn standing<'a>(facts: &'a Facts, staff: &Staff, today: Date) -> Result<(&'a Person, &'a Post), Refusal> {
    let person = facts
        .people
        .get(&staff.person)
        .filter(|person| person.is_employed(today))
        .ok_or_else(|| Refusal::by(&rules::NOT_EMPLOYED))?;
    let post = person
        .posts
        .get(&staff.post)
        .filter(|post| post.validity.holds_on(today))
        .ok_or_else(|| Refusal::by(&rules::POST_NOT_HELD))?;
    Ok((person, post))
}

/// An organ whose functions went over to another does nothing of its own any more (行政许可法 art. 22).
fn in_office(facts: &Facts, post: &Post, today: Date) -> Result<(), Refusal> {
    let Some(organ) = facts.departments.get(&post.department) else { return Ok(()) };
    let Some(ended) = organ.validity.to.filter(|end| *end <= today) else { return Ok(()) };
    let refusal = match facts.answering(organ.id, today) {
        Some(heir) => Refusal::by(&rules::ORGAN_SUCCEEDED).with("successor", &heir.name),
        None => Refusal::by(&rules::ORGAN_ENDED),
    };
    Err(refusal.with("organ", &organ.name).with("on", ended))
}

/// By what right somebody could decide on an item of a department on a day that has passed: what [`may`] asks of the one who
/// acts now is asked of the one who acted then, elsewhere.
///
/// # Errors
/// The rule that forbade it.
pub fn could_decide(
    facts: &Facts,
    person: PersonId,
    (department, item): (DepartmentId, ItemId),
    day: Date,
) -> Result<Grant, Refusal> {
    let employed = facts.people.get(&person).filter(|person| person.is_employed(day));
    formal(employed.ok_or_else(|| Refusal::by(&rules::NOT_EMPLOYED))?)?;
    let organ = facts.answering(department, day).map_or(department, |organ| organ.id);
    let leads = facts.departments.get(&organ).is_some_and(|organ| organ.is_leader(person, day));
    if leads {
        return Ok(allowed(Ground::Leader));
    }
    held(facts, person, Power::Decide, (organ, item), day)
}

fn allowed(ground: Ground) -> Grant {
    Grant { ground, letter: None, letter_number: None }
}

fn formal(person: &Person) -> Result<(), Refusal> {
    ensure(person.employment.kind.is_formal(), || Refusal::by(&rules::CONTRACT_STAFF))
}

fn duty(post: &Post, duties: &[Duty]) -> Result<(), Refusal> {
    ensure(duties.contains(&post.duty), || {
        let needed = duties.iter().map(|duty| duty.name());
        Refusal::by(&rules::DUTY).named("duty", post.duty.name()).named_all("needed", needed)
    })
}

/// What somebody is told who has nothing to do with cases at all: whose duty it is that was wanted, not who may look.
#[must_use]
pub fn of_another_duty(duty: Duty, act: Act) -> Refusal {
    let needed = act.duties().iter().map(|duty| duty.name());
    Refusal::by(&rules::DUTY).named("duty", duty.name()).named_all("needed", needed)
}

fn own_department(post: &Post, subject: Subject<'_>) -> Result<(), Refusal> {
    ensure(subject.department().is_none_or(|department| department == post.department), || {
        Refusal::by(&rules::OTHER_DEPARTMENT)
    })
}

/// Why an act is kept to leaders: extensions by the law, letters by the notice, second decisions, posts and the office seal by the
/// house.
fn for_leaders(act: Act) -> &'static Rule {
    match act {
        Act::Extend => &rules::LEADER_EXTENDS,
        Act::SignLetter | Act::RevokeLetter => &rules::LEADER_AUTHORIZES,
        Act::ConfirmStaff => &rules::LEADER_CONFIRMS,
        Act::Redecide => &rules::LEADER_REDECIDES,
        _ => &rules::LEADER_SEALS,
    }
}

/// A composite window takes papers and hands out results; what is said to the applicant is said by the department's own
/// people, in its name (practice.md §2).
fn own_name(post: &Post, subject: Subject<'_>) -> Result<(), Refusal> {
    ensure(subject.department().is_none_or(|department| department == post.department), || {
        Refusal::by(&rules::COMPOSITE_WINDOW)
    })
}

/// At a window that serves the department; one's own department is served at whatever window one sits.
fn at_window(
    facts: &Facts,
    post: &Post,
    department: Option<DepartmentId>,
    today: Date,
) -> Result<(), Refusal> {
    let serves = post
        .window
        .and_then(|id| facts.windows.get(&id))
        .filter(|window| window.validity.holds_on(today))
        .is_some_and(|window| {
            department.is_none_or(|id| id == post.department || window.serves.contains(&id))
        });
    ensure(serves, || Refusal::by(&rules::WINDOW))
}

/// Receiving, scanning, typing, printing, handing out (practice.md §1.8).
fn assistance(
    facts: &Facts,
    question: &Question<'_>,
    person: &Person,
    post: &Post,
    today: Date,
) -> Result<Grant, Refusal> {
    let department = question.subject.department();
    duty(post, &[Duty::Clerk, Duty::ChiefRepresentative, Duty::Assistant])?;
    at_window(facts, post, department, today).map_err(|refusal| match question.act {
        Act::Receive => Refusal::by(&rules::WINDOW_RECEIVES),
        _ => refusal,
    })?;
    if person.employment.kind.is_formal() && post.duty != Duty::Assistant {
        return Ok(allowed(Ground::WindowDuty));
    }
    let responsible = question.staff.responsible.ok_or_else(|| Refusal::by(&rules::RESPONSIBLE_MISSING))?;
    let fit = facts.people.get(&responsible).is_some_and(|answering| {
        answering.id != person.id
            && answering.employment.kind.is_formal()
            && answering.is_employed(today)
            && !answering.is_absent(today)
            && answering.posts_on(today).any(|held| {
                matches!(held.duty, Duty::Clerk | Duty::ChiefRepresentative)
                    && at_window(facts, held, department, today).is_ok()
            })
    });
    ensure(fit, || Refusal::by(&rules::RESPONSIBLE_UNFIT))?;
    Ok(allowed(Ground::Assistance))
}

/// Finds the letter that gives the power, or says of the letter that came nearest why it does not.
fn by_letter(facts: &Facts, question: &Question<'_>, power: Power, today: Date) -> Result<Grant, Refusal> {
    let Subject::Case { department, item, level, .. } = question.subject else {
        return Err(Refusal::by(&rules::LETTER_NONE).named("power", power.name()));
    };
    // What is decided above is examined, submitted and issued here: no letter of this organ gives a decision on it
    // (practice.md §1.7).
    let power = match (power, level) {
        (Power::Decide, DecisionLevel::ThisOrgan)
        | (Power::ReviewAndReport | Power::Coordinate | Power::UseSeal, _) => power,
        (Power::Decide, _) => Power::ReviewAndReport,
    };
    held(facts, question.staff.person, power, (department, item), today)
}

/// The letter that gave somebody a power for an item of a department on a day.
fn held(
    facts: &Facts,
    holder: PersonId,
    power: Power,
    (department, item): (DepartmentId, ItemId),
    day: Date,
) -> Result<Grant, Refusal> {
    let mut nearest: Option<(u8, Refusal)> = None;
    let of_holder =
        facts.letters.values().filter(|letter| letter.holder == holder && letter.department == department);
    for letter in of_holder {
        match covers(facts, letter, power, item, day) {
            Ok(()) => {
                return Ok(Grant {
                    ground: Ground::Letter,
                    letter: Some(letter.id),
                    letter_number: Some(letter.number.clone()),
                });
            }
            Err((near, refusal)) => {
                if nearest.as_ref().is_none_or(|(nearness, _)| *nearness < near) {
                    nearest = Some((near, refusal));
                }
            }
        }
    }
    Err(nearest.map_or_else(
        || Refusal::by(&rules::LETTER_NONE).named("power", power.name()),
        |(_, refusal)| refusal,
    ))
}

/// Whether a letter gives the power for the item today; else how near it came, and the rule.
fn covers(
    facts: &Facts,
    letter: &Letter,
    power: Power,
    item: ItemId,
    today: Date,
) -> Result<(), (u8, Refusal)> {
    let refusal = |near: u8, rule| (near, Refusal::by(rule).with("letter", &letter.number));
    let mut given = letter.grants.iter().filter(|granted| granted.power == power).peekable();
    if given.peek().is_none() {
        let (near, refusal) = refusal(1, &rules::LETTER_POWER);
        return Err((near, refusal.named("power", power.name())));
    }
    if !given.any(|granted| granted.items.covers(item)) {
        let (near, refusal) = refusal(2, &rules::LETTER_ITEM);
        return Err((near, refusal.named("power", power.name())));
    }
    if let Some(revocation) = letter.revoked.as_ref().filter(|revoked| legal_date(revoked.at) <= today) {
        let (near, refusal) = refusal(5, &rules::LETTER_REVOKED);
        return Err((near, refusal.with("on", legal_date(revocation.at))));
    }
    if today < letter.validity.from {
        let (near, refusal) = refusal(3, &rules::LETTER_NOT_YET);
        return Err((near, refusal.with("from", letter.validity.from)));
    }
    if let Some(to) = letter.validity.to.filter(|to| today >= *to) {
        let (near, refusal) = refusal(4, &rules::LETTER_EXPIRED);
        return Err((near, refusal.with("to", to)));
    }
    let called = letter
        .deputy_of
        .is_none_or(|first| facts.people.get(&first).is_some_and(|person| person.is_absent(today)));
    if !called {
        return Err(refusal(6, &rules::DEPUTY_NOT_CALLED));
    }
    Ok(())
}

/// One person in two duties that the case keeps apart.
fn kept_apart(question: &Question<'_>) -> Result<(), Refusal> {
    match (question.act.case_duty(), question.subject) {
        (Some(duty), Subject::Case { separated, performed, .. }) => {
            in_other_hands(duty, question.staff.person, separated, performed)
        }
        _ => Ok(()),
    }
}

/// Whether a person may perform a duty after what he and others have performed in the case.
///
/// # Errors
/// `authority.duties.separated`, `authority.duties.steps_separated`.
pub fn in_other_hands(
    duty: CaseDuty,
    person: PersonId,
    separated: &[Separation],
    performed: &[(CaseDuty, PersonId)],
) -> Result<(), Refusal> {
    for (first, second) in separated {
        let other = match duty {
            _ if duty == *first => *second,
            _ if duty == *second => *first,
            _ => continue,
        };
        let done = performed.iter().any(|(done, who)| *done == other && *who == person);
        ensure(!done, || match other {
            _ if other == duty => Refusal::by(&rules::STEPS_SEPARATED),
            _ => Refusal::by(&rules::SEPARATED).named("first", other.name()).named("second", duty.name()),
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

//! What somebody may see: division subtree × line, each seeing its own (N-2.2).

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, DivisionCode};
use jiff::civil::Date;

use super::Facts;
use crate::organization::Duty;
use crate::record::Staff;

/// The departments whose cases somebody may see. Only this module makes one, so that no read can invent its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    reach: Reach,
}

/// How far a scope reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nothing.
    Nothing,
    /// Cases of these departments.
    Departments(BTreeSet<DepartmentId>),
    /// Every case of this installation.
    Everything,
}

impl Scope {
    /// What that member of staff may see on that day, in the chosen post.
    #[must_use]
    pub fn of(facts: &Facts, staff: &Staff, today: Date) -> Self {
        let reach = match reach(facts, staff, today) {
            Reach::Departments(seen) => Reach::Departments(with_taken_over(facts, seen, today)),
            other => other,
        };
        Self { reach }
    }

    /// How far it reaches.
    #[must_use]
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Whether it reaches that department.
    #[must_use]
    pub fn reaches(&self, department: DepartmentId) -> bool {
        match &self.reach {
            Reach::Nothing => false,
            Reach::Departments(departments) => departments.contains(&department),
            Reach::Everything => true,
        }
    }
}

fn reach(facts: &Facts, staff: &Staff, today: Date) -> Reach {
    let Some(post) = facts
        .people
        .get(&staff.person)
        .filter(|person| person.is_employed(today))
        .and_then(|person| person.posts.get(&staff.post))
        .filter(|post| post.validity.holds_on(today))
    else {
        return Reach::Nothing;
    };
    match post.duty {
        Duty::CenterManager
        | Duty::Supervisor
        | Duty::AuditAdministrator
        | Duty::StaffingOffice
        | Duty::LegalOffice
        | Duty::GovernmentOffice
        | Duty::SystemAdministrator
        | Duty::SecurityAdministrator => subtree(facts, post.department),
        Duty::Clerk | Duty::Assistant => {
            let mut seen: BTreeSet<DepartmentId> = post
                .window
                .and_then(|window| facts.windows.get(&window))
                .map(|window| window.serves.clone())
                .unwrap_or_default();
            seen.insert(post.department);
            Reach::Departments(seen)
        }
        Duty::ChiefRepresentative | Duty::Reviewer => Reach::Departments(BTreeSet::from([post.department])),
        Duty::DepartmentLeader => Reach::Departments(line(facts, post.department)),
    }
}

/// Whoever took the functions of an organ over sees its cases too.
fn with_taken_over(facts: &Facts, mut seen: BTreeSet<DepartmentId>, today: Date) -> BTreeSet<DepartmentId> {
    let ended = facts.departments.values().filter(|organ| !organ.validity.holds_on(today));
    let taken_over: Vec<DepartmentId> = ended
        .filter(|organ| facts.answering(organ.id, today).is_some_and(|heir| seen.contains(&heir.id)))
        .map(|organ| organ.id)
        .collect();
    seen.extend(taken_over);
    seen
}

/// A bureau guides its own line in the divisions below.
fn line(facts: &Facts, own: DepartmentId) -> BTreeSet<DepartmentId> {
    let mut seen = BTreeSet::from([own]);
    if let Some(head) = facts.departments.get(&own) {
        let below = facts
            .departments
            .values()
            .filter(|other| other.line == head.line && lies_in(other.division, head.division));
        seen.extend(below.map(|other| other.id));
    }
    seen
}

/// An office of a division sees that division and what lies below.
fn subtree(facts: &Facts, own: DepartmentId) -> Reach {
    let Some(office) = facts.departments.get(&own) else {
        return Reach::Nothing;
    };
    let seen: BTreeSet<DepartmentId> = facts
        .departments
        .values()
        .filter(|other| lies_in(other.division, office.division))
        .map(|other| other.id)
        .collect();
    if seen.len() == facts.departments.len() { Reach::Everything } else { Reach::Departments(seen) }
}

/// Whether a division is that division or lies below it.
fn lies_in(division: DivisionCode, head: DivisionCode) -> bool {
    std::iter::successors(Some(division), |code| code.parent()).any(|code| code == head)
}

//! The one function, asked for a caller.

use daowei_domain::authority::{Act, Question, Scope, Subject, may};
use daowei_domain::record::Ground;
use daowei_domain::{Actor, Grant};
use daowei_ident::{DepartmentId, PersonId};

use crate::error::{Error, Result};
use crate::unit::Unit;

/// The right by which the caller may do this to that department, or to nothing in particular. The host may arrange and
/// import everything; a token nothing.
pub(crate) fn grant(unit: &Unit<'_, '_>, act: Act, department: Option<DepartmentId>) -> Result<Grant> {
    asked(unit, act, department.map_or(Subject::Nothing, Subject::Department))
}

/// The same, for what concerns that person in that department: never for oneself.
pub(crate) fn grant_over(
    unit: &Unit<'_, '_>,
    act: Act,
    department: DepartmentId,
    person: PersonId,
) -> Result<Grant> {
    asked(unit, act, Subject::Person { department, person })
}

fn asked(unit: &Unit<'_, '_>, act: Act, subject: Subject<'_>) -> Result<Grant> {
    unit.in_scope("session")?;
    let staff = match &unit.actor {
        Actor::Host => return Ok(Grant { ground: Ground::Host, letter: None, letter_number: None }),
        Actor::Law { .. } | Actor::Visitor => return Err(Error::Forbidden { what: "post" }),
        Actor::Staff(staff) => staff,
    };
    Ok(may(
        &unit.world.facts,
        &Question {
            staff,
            act,
            subject,
            now: unit.now,
            confirmation_minutes: unit.settings.confirmation_minutes,
        },
    )?)
}

/// Whether the caller may see what belongs to that department.
pub(crate) fn reaches(unit: &Unit<'_, '_>, department: DepartmentId) -> bool {
    match &unit.actor {
        Actor::Host => true,
        Actor::Law { .. } | Actor::Visitor => false,
        Actor::Staff(staff) => {
            Scope::of(&unit.world.facts, staff, daowei_calendar::legal_date(unit.now)).reaches(department)
        }
    }
}

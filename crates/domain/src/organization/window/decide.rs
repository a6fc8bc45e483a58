//! The rules of a window. Whoever sits at it sees what the departments it serves have; so one hand arranges, and a leader of
//! each department agrees.

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, PersonId};

use super::{
    Closed, Command, Event, Opened, ServedAgreed, ServedChanged, ServedProposed, Window, WindowKind,
};
use crate::organization::{Validity, rules};
use crate::rule::{Refusal, ensure};

/// Opens a window. By somebody it serves nobody yet: the departments that it is opened for are proposed.
///
/// # Errors
/// `organization.window.without_department`, `organization.period.reversed`.
pub fn open(mut opened: Opened, by: Option<PersonId>) -> Result<Vec<Event>, Refusal> {
    serves_enough(opened.kind, &opened.serves)?;
    opened.validity.ordered()?;
    let Some(by) = by else { return Ok(vec![opened.into()]) };
    let serves = std::mem::take(&mut opened.serves);
    Ok(vec![opened.into(), ServedProposed { serves, by }.into()])
}

/// A command to an existing window.
///
/// # Errors
/// The rules of [`crate::organization::rules`].
pub fn decide(window: &Window, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Serve { serves, by } => {
            serves_enough(window.kind, &serves)?;
            let Some(by) = by.filter(|_| !serves.is_subset(&window.serves)) else {
                return Ok(vec![ServedChanged { serves }.into()]);
            };
            let stays: BTreeSet<DepartmentId> = window.serves.intersection(&serves).copied().collect();
            let mut events = Vec::new();
            if stays != window.serves {
                events.push(ServedChanged { serves: stays }.into());
            }
            events.push(ServedProposed { serves, by }.into());
            Ok(events)
        }
        Command::Agree { department, by } => {
            let waiting = window.proposed.as_ref().filter(|_| window.waiting().any(|id| id == department));
            let waiting = waiting.ok_or_else(|| Refusal::by(&rules::WINDOW_NOT_PROPOSED))?;
            ensure(waiting.by != by, || Refusal::by(&rules::ONE_HAND))?;
            Ok(vec![ServedAgreed { department, by }.into()])
        }
        Command::Close { on } => {
            (Validity { to: Some(on), ..window.validity }).ordered()?;
            Ok(vec![Closed { on }.into()])
        }
    }
}

fn serves_enough(kind: WindowKind, serves: &BTreeSet<DepartmentId>) -> Result<(), Refusal> {
    let enough = match kind {
        WindowKind::Department | WindowKind::Subordinate => serves.len() == 1,
        WindowKind::Composite | WindowKind::Issue => !serves.is_empty(),
    };
    ensure(enough, || Refusal::by(&rules::WINDOW_WITHOUT_DEPARTMENT))
}

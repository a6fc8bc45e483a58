//! The rules of a department.

use super::{Command, Department, Established, Event, LeaderAppointed, SectionArranged, Succeeded};
use crate::organization::{Validity, rules};
use crate::rule::{Refusal, ensure};

/// First entry of an organ.
///
/// # Errors
/// `organization.period.reversed`.
pub fn establish(entry: Established) -> Result<Vec<Event>, Refusal> {
    entry.validity.ordered()?;
    Ok(vec![entry.into()])
}

/// A command to an existing organ.
///
/// # Errors
/// The rules of [`crate::organization::rules`].
pub fn decide(department: &Department, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::ArrangeSection(section) => Ok(vec![SectionArranged { section }.into()]),
        Command::AppointLeader { person, leadership, validity } => {
            validity.ordered()?;
            Ok(vec![LeaderAppointed { person, leadership, validity }.into()])
        }
        Command::Succeed { by, on } => {
            ensure(by != department.id, || Refusal::by(&rules::SUCCEEDS_ITSELF))?;
            ensure(department.successor.is_none(), || {
                Refusal::by(&rules::ALREADY_SUCCEEDED)
                    .with("on", department.validity.to.map_or_else(String::new, |day| day.to_string()))
            })?;
            (Validity { from: department.validity.from, to: Some(on) }).ordered()?;
            Ok(vec![Succeeded { by, on }.into()])
        }
    }
}

//! The rules of a department.

use super::{Command, Department, Established, Event, LeaderAppointed, SectionArranged, Succeeded};
use crate::organization::{Validity, rules};
use crate::rule::{Refusal, ensure};

/// First entry of an organ. `others`: every organ that was ever entered, for case and document numbers are unique for ever.
///
/// # Errors
/// `organization.period.reversed`, `organization.department.unit_taken`, `organization.department.short_name_taken`.
pub fn establish<'a>(
    entry: Established,
    others: impl IntoIterator<Item = &'a Department>,
) -> Result<Vec<Event>, Refusal> {
    entry.validity.ordered()?;
    for other in others {
        ensure((other.division, other.unit) != (entry.division, entry.unit), || {
            Refusal::by(&rules::UNIT_TAKEN)
                .with("unit", format_args!("{:03}", entry.unit))
                .with("other", &other.name)
        })?;
        ensure(other.short_name != entry.short_name, || {
            Refusal::by(&rules::SHORT_NAME_TAKEN)
                .with("short_name", &entry.short_name)
                .with("other", &other.name)
        })?;
    }
    Ok(vec![entry.into()])
}

/// A command to an existing organ.
///
/// # Errors
/// The rules of [`crate::organization::rules`].
pub fn decide(department: &Department, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Change(changed) => {
            changed.validity.ordered()?;
            Ok(vec![changed.into()])
        }
        Command::ArrangeSection(section) => Ok(vec![SectionArranged { section }.into()]),
        Command::AppointLeader { person, leadership, validity } => {
            validity.ordered()?;
            Ok(vec![LeaderAppointed { person, leadership, validity }.into()])
        }
        Command::Succeed { by, on, document, recorder } => {
            ensure(by != department.id, || Refusal::by(&rules::SUCCEEDS_ITSELF))?;
            // Whoever takes over does not say so himself: in one call an office would stop a bureau and act for it.
            ensure(recorder != Some(by), || Refusal::by(&rules::OWN_SUCCESSION))?;
            let ended = department.validity.to;
            let further = department.successors.is_empty() || ended == Some(on);
            ensure(further && !department.successors.contains(&by), || {
                Refusal::by(&rules::ALREADY_SUCCEEDED)
                    .with("on", ended.map_or_else(String::new, |day| day.to_string()))
            })?;
            (Validity { from: department.validity.from, to: Some(on) }).ordered()?;
            Ok(vec![Succeeded { by, on, document }.into()])
        }
    }
}

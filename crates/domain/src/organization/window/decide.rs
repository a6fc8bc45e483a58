//! The rules of a window.

use std::collections::BTreeSet;

use daowei_ident::DepartmentId;

use super::{Closed, Command, Event, Opened, ServedChanged, Window, WindowKind};
use crate::organization::{Validity, rules};
use crate::rule::{Refusal, ensure};

/// Opens a window.
///
/// # Errors
/// `organization.window.without_department`, `organization.period.reversed`.
pub fn open(opened: Opened) -> Result<Vec<Event>, Refusal> {
    serves_enough(opened.kind, &opened.serves)?;
    opened.validity.ordered()?;
    Ok(vec![opened.into()])
}

/// A command to an existing window.
///
/// # Errors
/// The rules of [`crate::organization::rules`].
pub fn decide(window: &Window, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Serve(serves) => {
            serves_enough(window.kind, &serves)?;
            Ok(vec![ServedChanged { serves }.into()])
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

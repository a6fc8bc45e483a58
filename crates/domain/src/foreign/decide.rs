//! The rules of registering what is handled elsewhere.

use daowei_ident::ForeignCaseId;
use jiff::Timestamp;

use super::{
    AmendReason, Amended, Confirmed, Event, ForeignCase, Origin, Progress, Register, Registered, rules,
};
use crate::catalog::{DepartmentOf, Item};
use crate::rule::{Refusal, ensure};

/// Registers a case. `taken` is the case that bears the same number of the same system already.
///
/// # Errors
/// The rules `foreign.…`.
pub fn register(
    command: Register,
    item: Option<&Item>,
    taken: Option<ForeignCaseId>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    ensure(taken.is_none(), || {
        Refusal::by(&rules::NUMBER_TAKEN).with("system", &command.system).with("number", &command.number)
    })?;
    let item_name = match item {
        Some(item) => item.name().to_owned(),
        None => command.item_name,
    };
    match item {
        Some(item) => {
            let of = item.newest().map(|version| &version.content.department);
            ensure(of == Some(&DepartmentOf::Known(command.department)), || {
                Refusal::by(&rules::ITEM_OF_OTHER).with("item", &item_name)
            })?;
        }
        None => ensure(command.unlisted, || Refusal::by(&rules::ITEM_UNLISTED).with("item", &item_name))?,
    }
    sound(&command.progress, now)?;
    Ok(vec![
        Box::new(Registered {
            id: command.id,
            system: command.system,
            number: command.number,
            item: item.map(|item| item.id),
            item_name,
            department: command.department,
            applicant: command.applicant.map(|text| text.reference()),
            progress: command.progress,
            origin: command.origin,
        })
        .into(),
    ])
}

/// Puts times and result right: the case goes on there. By hand for a reason; a file of the system has none.
///
/// # Errors
/// The rules `foreign.…`.
pub fn amend(
    case: &ForeignCase,
    after: Progress,
    reason: Option<AmendReason>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    ensure(case.progress != after, || Refusal::by(&rules::UNCHANGED))?;
    let progressed = reason == Some(AmendReason::Progressed);
    ensure(!progressed || adds(&case.progress, &after), || Refusal::by(&rules::PROGRESS_ALTERS))?;
    sound(&after, now)?;
    let origin = if reason.is_some() { Origin::Desk } else { Origin::Import };
    Ok(vec![Box::new(Amended { before: case.progress.clone(), after, origin, reason }).into()])
}

/// Whether everything that stood before stands as it did.
fn adds(before: &Progress, after: &Progress) -> bool {
    fn kept<T: PartialEq>(before: &Option<T>, after: &Option<T>) -> bool {
        before.is_none() || before == after
    }
    before.received == after.received
        && kept(&before.accepted, &after.accepted)
        && kept(&before.decided, &after.decided)
        && kept(&before.delivered, &after.delivered)
        && kept(&before.result, &after.result)
        && kept(&before.document, &after.document)
}

/// A file of the system says the same: told once.
#[must_use]
pub fn confirm(case: &ForeignCase) -> Vec<Event> {
    if case.confirmed { Vec::new() } else { vec![Confirmed {}.into()] }
}

/// Times in order, none ahead, and a result with its time.
fn sound(progress: &Progress, now: Timestamp) -> Result<(), Refusal> {
    let times = [Some(progress.received), progress.accepted, progress.decided, progress.delivered];
    let times: Vec<Timestamp> = times.into_iter().flatten().collect();
    ensure(times.iter().all(|time| *time <= now), || Refusal::by(&rules::TIME_FUTURE))?;
    ensure(times.is_sorted(), || Refusal::by(&rules::TIME_ORDER))?;
    let ended = progress.decided.is_some();
    let follows = ended || (progress.delivered.is_none() && progress.document.is_none());
    ensure(ended == progress.result.is_some() && follows, || Refusal::by(&rules::RESULT_INCOMPLETE))
}

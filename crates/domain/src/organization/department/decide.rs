//! The rules of a department.

use jiff::Span;
use jiff::civil::Date;

use super::{Changed, Command, Department, Established, Event, LeaderAppointed, SectionArranged, Succeeded};
use crate::organization::{Validity, rules};
use crate::rule::{Refusal, ensure};
use crate::text::{is_name, names_document};

/// Calendar days after which the document that ends an organ, or has it succeeded, is here: what took effect longer ago is
/// no change any more, and what was done since would have been done by nobody.
const LATE: i32 = 30;

/// Whether an organ may be described anew by somebody: by a document, without telling another past.
fn changeable(known: &Department, changed: &Changed, today: Date) -> Result<(), Refusal> {
    based(&changed.document)?;
    remedied(changed.review_organ.as_deref(), changed.court.as_deref())?;
    let over = known.validity.to.filter(|end| *end <= today);
    ensure(known.successors.is_empty() && over.is_none(), || {
        Refusal::by(&rules::ORGAN_OVER)
            .with("on", known.validity.to.map_or_else(String::new, |day| day.to_string()))
    })?;
    let begun = known.validity.from <= today;
    let stays = changed.validity.from == known.validity.from;
    ensure(stays || (!begun && changed.validity.from >= today), || {
        Refusal::by(&rules::BACKDATED).with("days", LATE)
    })?;
    match changed.validity.to.filter(|_| changed.validity.to != known.validity.to) {
        Some(end) => in_time(end, today),
        None => Ok(()),
    }
}

fn in_time(on: Date, today: Date) -> Result<(), Refusal> {
    let earliest = today.checked_sub(Span::new().days(LATE)).unwrap_or(Date::MIN);
    ensure(earliest <= on, || Refusal::by(&rules::BACKDATED).with("days", LATE))
}

fn based(document: &str) -> Result<(), Refusal> {
    ensure(names_document(document), || Refusal::by(&rules::CHANGE_UNBASED))
}

/// What is printed under every refusal names an organ and a court (行政许可法 art. 38).
fn remedied(review_organ: Option<&str>, court: Option<&str>) -> Result<(), Refusal> {
    let named = [review_organ, court].into_iter().flatten().all(is_name);
    ensure(named, || Refusal::by(&rules::REMEDY_NAMELESS))
}

/// First entry of an organ. `others`: every organ that was ever entered, for case and document numbers are unique for ever.
///
/// # Errors
/// `organization.period.reversed`, `organization.department.unit_taken`, `organization.department.short_name_taken`.
pub fn establish<'a>(
    entry: Established,
    others: impl IntoIterator<Item = &'a Department>,
) -> Result<Vec<Event>, Refusal> {
    entry.validity.ordered()?;
    // What is taken in from a table names its row, and is warned of there.
    if entry.source.is_empty() {
        remedied(entry.review_organ.as_deref(), entry.court.as_deref())?;
    }
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
        Command::Change { changed, today } => {
            changed.validity.ordered()?;
            if let Some(today) = today {
                changeable(department, &changed, today)?;
            }
            Ok(vec![changed.into()])
        }
        Command::ArrangeSection(section) => Ok(vec![SectionArranged { section }.into()]),
        Command::AppointLeader { person, leadership, validity } => {
            validity.ordered()?;
            Ok(vec![LeaderAppointed { person, leadership, validity }.into()])
        }
        Command::Succeed { by, on, document, recorder, today } => {
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
            if let Some(today) = today {
                based(&document)?;
                in_time(on, today)?;
            }
            Ok(vec![Succeeded { by, on, document }.into()])
        }
    }
}

//! The rules of the list, as far as versions go.

use std::collections::BTreeSet;

use daowei_ident::ItemId;

use super::{
    Command, Content, EndReason, Event, Item, Origin, StoppedByLaw, VersionEnded, VersionRecorded, rules,
};
use crate::limits::{Length, Limit, Unit};
use crate::organization::Validity;
use crate::rule::{Refusal, ensure};

/// First version of an item.
///
/// # Errors
/// The rules `catalog.version.…`.
pub fn enter(
    item: ItemId,
    origin: Origin,
    validity: Validity,
    content: Box<Content>,
) -> Result<Vec<Event>, Refusal> {
    sound(&origin, validity, &content)?;
    Ok(vec![VersionRecorded { item, number: 1, origin, validity, content }.into()])
}

/// A command to an existing item.
///
/// # Errors
/// The rules `catalog.version.…`.
pub fn decide(item: &Item, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::RecordVersion { origin, validity, content } => {
            sound(&origin, validity, &content)?;
            if let Some(last) = item.newest() {
                ensure(last.validity.from < validity.from, || {
                    Refusal::by(&rules::ORDER).with("from", validity.from).with("last", last.validity.from)
                })?;
            }
            let number = item.newest().map_or(1, |last| last.number.saturating_add(1));
            Ok(vec![VersionRecorded { item: item.id, number, origin, validity, content }.into()])
        }
        Command::End { reason, on, document } => {
            named(&document)?;
            let in_force = item.versions.iter().rev().find(|version| version.validity.holds_on(on));
            let suspended = || item.newest().filter(|version| version.ended == Some(EndReason::Suspended));
            let version = in_force
                .or_else(|| suspended().filter(|_| reason != EndReason::Suspended))
                .ok_or_else(|| Refusal::by(&rules::NOTHING_TO_END).with("on", on))?;
            Ok(vec![VersionEnded { number: version.number, on, document, reason }.into()])
        }
        Command::StopByLaw { on, document } => {
            named(&document)?;
            if let Some(stopped) = &item.stopped {
                return Err(Refusal::by(&rules::STOPPED_TWICE).with("on", stopped.on));
            }
            let begun = item.versions.iter().map(|version| version.validity.from).min();
            ensure(begun.is_none_or(|begun| begun <= on), || {
                Refusal::by(&rules::STOPPED_BEFORE)
                    .with("on", on)
                    .with("from", begun.map_or_else(String::new, |day| day.to_string()))
            })?;
            Ok(vec![StoppedByLaw { on, document }.into()])
        }
    }
}

fn sound(origin: &Origin, validity: Validity, content: &Content) -> Result<(), Refusal> {
    validity.ordered()?;
    ensure(!content.name.trim().is_empty(), || Refusal::by(&rules::NAME_EMPTY))?;
    if let Some(document) = origin.document() {
        named(document)?;
    }
    let mut seen = BTreeSet::new();
    for paper in &content.papers {
        ensure(seen.insert(paper.id.as_str()), || Refusal::by(&rules::PAPER_TWICE).with("paper", &paper.id))?;
    }
    // What an import found is kept as written and warned about; what our own procedure founds must be right.
    let ours = !matches!(origin, Origin::Import { .. });
    ensure(!ours || !promises_longer(content), || Refusal::by(&rules::PROMISE_LONGER))
}

/// Whether the promise is longer than the statutory limit, where both are in the same unit.
pub(crate) fn promises_longer(content: &Content) -> bool {
    let fixed = |limit: &Option<Limit>| match limit.as_ref().map(|limit| &limit.length) {
        Some(Length::Fixed { amount, unit }) => Some((*amount, *unit)),
        _ => None,
    };
    match (fixed(&content.promised_limit), fixed(&content.statutory_limit)) {
        (Some((promised, Unit::WorkingDays)), Some((statutory, Unit::WorkingDays)))
        | (Some((promised, Unit::CalendarDays)), Some((statutory, Unit::CalendarDays)))
        | (Some((promised, Unit::Months)), Some((statutory, Unit::Months))) => promised > statutory,
        _ => false,
    }
}

fn named(document: &str) -> Result<(), Refusal> {
    ensure(!document.trim().is_empty(), || Refusal::by(&rules::FOUNDING_EMPTY))
}

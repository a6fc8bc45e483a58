//! The rules of publishing.

use daowei_calendar::{Calendar, CalendarData, LocalOverlay, OpeningHours};

use super::{Almanac, Command, Event, LocalDecreed, Published, rules};
use crate::rule::{Refusal, ensure};

/// A command to the calendar: what it makes must compile.
///
/// # Errors
/// `calendar.unreadable`, `calendar.without_document`.
pub fn decide(almanac: &Almanac, command: Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Publish { data, document } => {
            ensure(!document.trim().is_empty(), || Refusal::by(&rules::WITHOUT_DOCUMENT))?;
            // The notice by itself: put together with the old days, two rows of one day would hide each other.
            compiles(&data, &LocalOverlay::default())?;
            Event::from(Published { data, document })
        }
        Command::DecreeLocal(overlay) => LocalDecreed { overlay }.into(),
    };
    let after = almanac.clone().apply(&event);
    compiles(&after.national, &after.local)?;
    Ok(vec![event])
}

fn compiles(national: &CalendarData, local: &LocalOverlay) -> Result<(), Refusal> {
    Calendar::new(national, local, OpeningHours::default())
        .map(drop)
        .map_err(|error| Refusal::by(&rules::UNREADABLE).with("detail", error))
}

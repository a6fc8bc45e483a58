//! The rules of publishing.

use daowei_calendar::{Calendar, CalendarData, CalendarRow, LocalOverlay, OpeningHours, RowKind};

use super::{Almanac, Command, Event, LocalDecreed, Published, rules};
use crate::name::Name;
use crate::rule::{Refusal, ensure};

/// A command to the calendar: what it makes must compile. The version names its content: other content has another one,
/// whatever the command calls it, and the same content changes nothing.
///
/// # Errors
/// `calendar.unreadable`, `calendar.without_document`, `calendar.year_incomplete`.
pub fn decide(almanac: &Almanac, command: Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Publish { mut data, document } => {
            let amended = almanac.national.amended_by(&data);
            if (&amended.rows, &amended.covers) == (&almanac.national.rows, &almanac.national.covers) {
                return Ok(Vec::new());
            }
            ensure(!document.trim().is_empty(), || Refusal::by(&rules::WITHOUT_DOCUMENT))?;
            // The notice by itself: put together with the old days, two rows of one day would hide each other.
            compiles(&data, &LocalOverlay::default())?;
            for year in &data.covers {
                let missing = missing(*year, &data.rows);
                ensure(missing.is_empty(), || {
                    Refusal::by(&rules::YEAR_INCOMPLETE).with("year", year).named_all("missing", missing)
                })?;
            }
            let last = data.covers.last().copied().or_else(|| data.rows.last().map(|row| row.date.year()));
            let number = almanac.published.saturating_add(1);
            data.version = format!("cn-{}.{number}", last.unwrap_or_default());
            Event::from(Published { data, document })
        }
        Command::DecreeLocal(mut overlay) => {
            if overlay.rows == almanac.local.rows {
                return Ok(Vec::new());
            }
            overlay.version = format!("local.{}", almanac.decreed.saturating_add(1));
            LocalDecreed { overlay }.into()
        }
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

/// The holidays of 全国年节及纪念日放假办法 art. 2, the last three since 2008.
const HOLIDAYS: [Name; 7] = [
    Name::new("元旦", "New Year's Day"),
    Name::new("春节", "Spring Festival"),
    Name::new("劳动节", "Labor Day"),
    Name::new("国庆节", "National Day"),
    Name::new("清明", "Qingming"),
    Name::new("端午", "Dragon Boat Festival"),
    MID_AUTUMN,
];
const MID_AUTUMN: Name = Name::new("中秋", "Mid-Autumn Festival");
/// Days of a National Day holiday that holds Mid-Autumn Day within it: its notice need not name that again (2020).
const WITH_MID_AUTUMN: usize = 8;

/// The statutory holidays that these days of a year do not name: a year without them was not announced in full.
#[must_use]
pub fn missing(year: i16, rows: &[CalendarRow]) -> Vec<Name> {
    let days = |holiday: &str| {
        let of_year = |row: &&CalendarRow| row.kind == RowKind::Holiday && row.date.year() == year;
        rows.iter().filter(of_year).filter(|row| row.name.contains(holiday)).count()
    };
    let owed = if year < 2008 { 4 } else { HOLIDAYS.len() };
    let unnamed = |holiday: &Name| {
        days(holiday.zh) == 0 && !(*holiday == MID_AUTUMN && days("国庆节") >= WITH_MID_AUTUMN)
    };
    HOLIDAYS.into_iter().take(owed).filter(unnamed).collect()
}

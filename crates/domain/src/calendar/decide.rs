//! The rules of publishing.

use std::collections::BTreeSet;

use daowei_calendar::{Calendar, CalendarData, CalendarRow, LocalOverlay, OpeningHours, RowKind};
use daowei_ident::DocumentNumber;
use jiff::civil::{Date, date};

use super::{Almanac, Command, Event, LocalDecreed, Published, rules};
use crate::name::Name;
use crate::rule::{Refusal, ensure};

/// A command to the calendar: what it makes must compile. The version names its content: other content has another one,
/// whatever the command calls it, and the same content changes nothing. Days that have passed stay what they were.
///
/// # Errors
/// `calendar.unreadable`, `calendar.without_document`, `calendar.year_incomplete`, `calendar.local_authority`, `calendar.past`,
/// `calendar.too_few_working_days`.
pub fn decide(almanac: &Almanac, command: Command, today: Date) -> Result<Vec<Event>, Refusal> {
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
            for row in overlay.rows.iter().filter(|row| !almanac.local.rows.contains(row)) {
                ensure(of_government(&row.authority), || {
                    Refusal::by(&rules::LOCAL_AUTHORITY).with("date", row.date)
                })?;
            }
            overlay.version = format!("local.{}", almanac.decreed.saturating_add(1));
            LocalDecreed { overlay }.into()
        }
    };
    let after = almanac.clone().apply(&event);
    looks_ahead(almanac, &after, today)?;
    Ok(vec![event])
}

fn compiles(national: &CalendarData, local: &LocalOverlay) -> Result<Calendar, Refusal> {
    Calendar::new(national, local, OpeningHours::default())
        .map_err(|error| Refusal::by(&rules::UNREADABLE).with("detail", error))
}

/// What is published counts from now on, and leaves a year its working days.
///
/// Limits that were missed were missed by the days as they were published then. A year that nobody had loaded is another
/// thing: its days counted as provisional, and were said to.
fn looks_ahead(before: &Almanac, after: &Almanac, today: Date) -> Result<(), Refusal> {
    let counted = compiles(&before.national, &before.local)?;
    let counts = compiles(&after.national, &after.local)?;
    let past: BTreeSet<Date> = rows(before).chain(rows(after)).filter(|date| *date < today).collect();
    for day in past {
        let (was, is) = (counted.day(day), counts.day(day));
        ensure(was.working == is.working || (was.provisional && !is.provisional), || {
            Refusal::by(&rules::PAST).with("date", day)
        })?;
    }
    let years: BTreeSet<i16> = rows(after).map(Date::year).collect();
    for year in years {
        let (first, last) = (date(year, 1, 1), date(year, 12, 31));
        let working = counts
            .count_working_days(first, last)
            .map_err(|error| Refusal::by(&rules::UNREADABLE).with("detail", error))?;
        ensure(working.days >= LEAST_WORKING_DAYS, || {
            Refusal::by(&rules::TOO_FEW_WORKING_DAYS)
                .with("year", year)
                .with("days", working.days)
                .with("least", LEAST_WORKING_DAYS)
        })?;
    }
    Ok(())
}

/// Some 248 by law (104 rest days, 13 holidays); the rest is room for what governments decree in need.
const LEAST_WORKING_DAYS: u32 = 230;

fn rows(almanac: &Almanac) -> impl Iterator<Item = Date> + '_ {
    let national = almanac.national.rows.iter().map(|row| row.date);
    national.chain(almanac.local.rows.iter().map(|row| row.date))
}

/// The number of a document of a people's government or its office, as 资府发〔2026〕9号 or 京政办发〔2026〕9号.
fn of_government(authority: &str) -> bool {
    let number = authority.trim();
    let code = number.split_once(['〔', '[', '［', '(', '（']).map_or("", |(code, _)| code);
    number.parse::<DocumentNumber>().is_ok()
        && ["府", "政发", "政办", "政函"].iter().any(|mark| code.contains(mark))
}

/// The holidays of 全国年节及纪念日放假办法 art. 2, with their days by the texts of 1999, of 2007 (in force 2008) and of 2024
/// (in force 2025).
const HOLIDAYS: [(Name, [usize; 3]); 7] = [
    (Name::new("元旦", "New Year's Day"), [1, 1, 1]),
    (Name::new("春节", "Spring Festival"), [3, 3, 4]),
    (Name::new("劳动节", "Labor Day"), [3, 1, 2]),
    (Name::new("国庆节", "National Day"), [3, 3, 3]),
    (Name::new("清明", "Qingming"), [0, 1, 1]),
    (Name::new("端午", "Dragon Boat Festival"), [0, 1, 1]),
    (MID_AUTUMN, [0, 1, 1]),
];
const MID_AUTUMN: Name = Name::new("中秋", "Mid-Autumn Festival");
/// Days of a National Day holiday that holds Mid-Autumn Day within it: its notice need not name that again (2020).
const WITH_MID_AUTUMN: usize = 8;

/// The statutory holidays to which these days of a year do not give what the law gives them: a year without them was not
/// announced in full.
#[must_use]
pub fn missing(year: i16, rows: &[CalendarRow]) -> Vec<Name> {
    let days = |holiday: &str| {
        let of_year = |row: &&CalendarRow| row.kind == RowKind::Holiday && row.date.year() == year;
        rows.iter().filter(of_year).filter(|row| row.name.contains(holiday)).count()
    };
    let short = |(holiday, [of_1999, of_2007, of_2024]): &(Name, [usize; 3])| {
        let owed = match year {
            ..2008 => of_1999,
            2008..2025 => of_2007,
            2025.. => of_2024,
        };
        days(holiday.zh) < *owed && !(*holiday == MID_AUTUMN && days("国庆节") >= WITH_MID_AUTUMN)
    };
    HOLIDAYS.iter().filter(|holiday| short(holiday)).map(|(name, _)| *name).collect()
}

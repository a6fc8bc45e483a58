//! The calendar ready for counting.

use crate::{
    CalendarData, CalendarError, Day, DayReason, LocalKind, LocalOverlay, OpeningHours, RowKind,
    table::{Table, in_range},
};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A due date. The period ends with this day, at 24:00 (民法典 203).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The last day of the period.
    pub date: Date,
    /// Whether it rests on a day that no published calendar covers (暂定).
    pub provisional: bool,
}

/// How many days an interval has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// The days, the start not counted, the end counted.
    pub days: u32,
    /// Whether the count rests on a day that no published calendar covers (暂定).
    pub provisional: bool,
}

/// The legal calendar: national data, local decrees and hours of opening, compiled (about 600 kB) for counting.
#[derive(Debug, Clone)]
pub struct Calendar {
    version: String,
    special: BTreeMap<Date, DayReason>,
    covers: BTreeSet<i16>,
    pub(crate) hours: OpeningHours,
    pub(crate) table: Table,
}

impl Calendar {
    /// Compiles a calendar. A local decree wins over the national row of its day.
    ///
    /// # Errors
    /// Two rows for one day in either part, or a row outside 1949..=2199.
    pub fn new(
        national: &CalendarData,
        overlay: &LocalOverlay,
        hours: OpeningHours,
    ) -> Result<Self, CalendarError> {
        let national_rows = national.rows.iter().map(|row| {
            let name = row.name.clone();
            let reason = match row.kind {
                RowKind::Holiday => DayReason::Holiday { name },
                RowKind::MakeupWorkday => DayReason::Makeup { name },
            };
            (row.date, reason)
        });
        let local_rows = overlay.rows.iter().map(|row| {
            let (name, authority) = (row.name.clone(), row.authority.clone());
            let reason = match row.kind {
                LocalKind::RestDay => DayReason::LocalRestDay { name, authority },
                LocalKind::Workday => DayReason::LocalWorkday { name, authority },
            };
            (row.date, reason)
        });
        let mut special = unique(national_rows)?;
        special.extend(unique(local_rows)?);
        let version = match overlay.version.as_str() {
            "" => national.version.clone(),
            local => format!("{}+{local}", national.version),
        };
        let table = Table::new(|day, weekday| {
            special.get(&day).map_or_else(|| is_weekday(weekday), DayReason::is_working)
        });
        Ok(Self { version, special, covers: national.covers.clone(), hours, table })
    }

    /// The versions of the data, national and local, as stored with every result.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The hours of opening.
    #[must_use]
    pub const fn hours(&self) -> OpeningHours {
        self.hours
    }

    /// The last day that published data cover without a gap since the first covered year; none without data.
    #[must_use]
    pub fn horizon(&self) -> Option<Date> {
        let first = *self.covers.first()?;
        let last = (first..).take_while(|year| self.covers.contains(year)).last()?;
        Date::new(last, 12, 31).ok()
    }

    /// What the calendar says about a day.
    #[must_use]
    pub fn day(&self, date: Date) -> Day {
        let reason = self.special.get(&date).cloned().unwrap_or_else(|| {
            if is_weekday(date.weekday()) { DayReason::Weekday } else { DayReason::Weekend }
        });
        Day { date, working: reason.is_working(), reason, provisional: self.is_provisional(date) }
    }

    /// Whether a day is a working day; provisional years count Monday to Friday, so ask [`Calendar::day`] where it matters.
    #[must_use]
    pub fn is_working(&self, date: Date) -> bool {
        self.special.get(&date).map_or_else(|| is_weekday(date.weekday()), DayReason::is_working)
    }

    pub(crate) fn is_provisional(&self, date: Date) -> bool {
        !self.covers.contains(&date.year())
    }

    /// Whether any day after `from` up to `to` is provisional.
    pub(crate) fn touches_provisional(&self, from: Date, to: Date) -> bool {
        let first = from.year() + i16::from(from.month() == 12 && from.day() == 31);
        (first..=to.year()).any(|year| !self.covers.contains(&year))
    }
}

fn is_weekday(weekday: Weekday) -> bool {
    !matches!(weekday, Weekday::Saturday | Weekday::Sunday)
}

fn unique(rows: impl Iterator<Item = (Date, DayReason)>) -> Result<BTreeMap<Date, DayReason>, CalendarError> {
    let mut unique = BTreeMap::new();
    for (date, reason) in rows {
        if !in_range(date) {
            return Err(CalendarError::OutOfRange);
        }
        if unique.insert(date, reason).is_some() {
            return Err(CalendarError::Duplicate(date));
        }
    }
    Ok(unique)
}

//! Calendar data: what was announced, dated and versioned, before any counting.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The largest calendar file read, in bytes; twenty-three years take 22 kB.
const MAX_CSV: usize = 1 << 20;
/// The longest name of a holiday, in characters.
const MAX_NAME: usize = 40;

/// What the State Council announced about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A day off (放假), weekends inside an announced span among them.
    Holiday,
    /// A Saturday or Sunday that is worked (调休上班).
    MakeupWorkday,
}

/// One announced day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRow {
    /// The day.
    pub date: Date,
    /// Off or worked.
    pub kind: RowKind,
    /// The holiday on whose account, such as 国庆节.
    pub name: String,
}

/// The national calendar as known at some time (国务院办公厅关于部分节假日安排的通知). Ordinary weekends have no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarData {
    /// Names this state of knowledge, such as `cn-2026`; printed on every result.
    pub version: String,
    /// The years announced in full. Days of any other year are provisional.
    pub covers: BTreeSet<i16>,
    /// When the city learned of it, if that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned_at: Option<Timestamp>,
    /// The announced days.
    pub rows: Vec<CalendarRow>,
}

/// What a government decreed about a day of this place. There is no kind for a hall that shuts its door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalKind {
    /// A working day that is a rest day here.
    RestDay,
    /// A rest day that is worked here.
    Workday,
}

/// One day that a local decree changed. A hall that merely shuts its door has no row: it moves appointments, not limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalRow {
    /// The day.
    pub date: Date,
    /// Off or worked.
    pub kind: LocalKind,
    /// The occasion.
    pub name: String,
    /// The government's document that decreed it.
    pub authority: String,
}

/// Local decrees over the national calendar; they win over it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalOverlay {
    /// Names this state of knowledge; joined to the national version on every result.
    pub version: String,
    /// The decreed days.
    pub rows: Vec<LocalRow>,
}

/// Why a calendar file was refused, and at which line (1 is the header, 0 the file as a whole).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct CsvError {
    /// The line.
    pub line: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

impl CalendarData {
    /// The calendar that comes with the program: 2004 to 2026.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the embedded file is read by this crate's own tests")]
    pub fn national() -> Self {
        let csv = include_str!("../../../data/calendar/cn.csv");
        Self::parse_csv("cn-2026", csv).expect("the embedded calendar is well formed")
    }

    /// Reads `date,kind,name` rows. A year counts as covered when the file names its National Day holiday, which every
    /// yearly notice does; the days that a notice names in a neighboring year do not cover that year.
    ///
    /// # Errors
    /// The first line that is not a row, or repeats a date.
    pub fn parse_csv(version: &str, csv: &str) -> Result<Self, CsvError> {
        if csv.len() > MAX_CSV {
            return Err(CsvError { line: 0, reason: "the file is larger than 1 MiB" });
        }
        let mut lines = csv.trim_start_matches('\u{FEFF}').lines().enumerate();
        if lines.next().is_none_or(|(_, header)| header.trim_end() != "date,kind,name") {
            return Err(CsvError { line: 1, reason: "the header is not date,kind,name" });
        }
        let mut rows: BTreeMap<Date, CalendarRow> = BTreeMap::new();
        for (at, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
            let refuse = |reason| CsvError { line: at + 1, reason };
            let row = parse_row(text).map_err(refuse)?;
            if rows.insert(row.date, row).is_some() {
                return Err(refuse("the date occurs twice"));
            }
        }
        let national_day = |row: &&CalendarRow| (row.date.month(), row.date.day()) == (10, 1);
        let covers = rows.values().filter(national_day).filter(|row| row.kind == RowKind::Holiday);
        let covers = covers.map(|row| row.date.year()).collect();
        Ok(Self { version: version.to_owned(), covers, learned_at: None, rows: rows.into_values().collect() })
    }

    /// This calendar after a newer notice: the years it covers are replaced whole, other days it names one by one. The
    /// version becomes that of the notice.
    #[must_use]
    pub fn amended_by(&self, newer: &Self) -> Self {
        let kept = self.rows.iter().filter(|row| !newer.covers.contains(&row.date.year()));
        let rows: BTreeMap<Date, &CalendarRow> = kept.chain(&newer.rows).map(|row| (row.date, row)).collect();
        Self {
            version: newer.version.clone(),
            covers: self.covers.union(&newer.covers).copied().collect(),
            learned_at: newer.learned_at,
            rows: rows.into_values().cloned().collect(),
        }
    }
}

fn parse_row(text: &str) -> Result<CalendarRow, &'static str> {
    let mut fields = text.trim_end().split(',');
    let (Some(date), Some(kind), Some(name), None) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err("a row has three fields");
    };
    let date = parse_date(date).ok_or("the first field is not a date such as 2026-10-01")?;
    let kind = match kind {
        "holiday" => RowKind::Holiday,
        "makeup_workday" => RowKind::MakeupWorkday,
        _ => return Err("the kind is neither holiday nor makeup_workday"),
    };
    if name.is_empty()
        || name.chars().take(MAX_NAME + 1).count() > MAX_NAME
        || name.chars().any(char::is_control)
    {
        return Err("the name is empty, longer than 40 characters or has control characters");
    }
    Ok(CalendarRow { date, kind, name: name.to_owned() })
}

/// Only the plain form: jiff would also read times and zones behind the date.
fn parse_date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|date: &Date| date.to_string() == text && crate::table::in_range(*date))
}

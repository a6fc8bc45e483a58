mod data;
mod deadlines;
mod explanations;
mod hours;
mod properties;

use crate::{Calendar, CalendarData, Due, LocalKind, LocalOverlay, LocalRow, OpeningHours};
use jiff::{Timestamp, civil::Date};
use std::sync::LazyLock;

static NATIONAL: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::new(&CalendarData::national(), &LocalOverlay::default(), OpeningHours::default()).unwrap()
});

/// The national calendar with local rest days and workdays.
fn with_decrees() -> Calendar {
    let row = |date, kind, name: &str| LocalRow {
        date: day(date),
        kind,
        name: name.to_owned(),
        authority: "资府发〔2026〕1号".to_owned(),
    };
    let rows = vec![
        row("2026-07-08", LocalKind::RestDay, "防汛停工"),
        row("2026-07-11", LocalKind::Workday, "补班"),
        row("2026-10-03", LocalKind::Workday, "值守"),
    ];
    let overlay = LocalOverlay { version: "ziyang-1".to_owned(), rows };
    Calendar::new(&CalendarData::national(), &overlay, OpeningHours::default()).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn due(text: &str) -> Due {
    Due { date: day(text), provisional: false }
}

fn provisional(text: &str) -> Due {
    Due { date: day(text), provisional: true }
}

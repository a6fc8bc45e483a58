//! Months on the civil calendar (民法典 202).

use jiff::civil::Date;

/// The corresponding day so many months later (or earlier, below zero); where the month has none, its last day.
pub(crate) fn shifted(from: Date, months: i64) -> Option<Date> {
    let months = i64::from(from.year()) * 12 + i64::from(from.month()) - 1 + months;
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, from.day().min(first.days_in_month())).ok()
}

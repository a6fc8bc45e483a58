//! Just enough of the Gregorian calendar to say whether a date written inside a number exists.

/// Whether the year (1..=9999), month and day name a real day.
pub(crate) const fn is_real_date(year: i32, month: u8, day: u8) -> bool {
    if year < 1 || year > 9999 || day < 1 {
        return false;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    day <= last
}

//! Between instants and legal dates.

use crate::CalendarError;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// Legal dates are those of Asia/Shanghai, here the constant +8: China has had no summer time since 1991, and a constant
/// needs no time zone database, whose absence or update could move a deadline.
pub(crate) const BEIJING: Offset = Offset::constant(8);

/// The legal date of an instant.
#[must_use]
pub fn legal_date(at: Timestamp) -> Date {
    BEIJING.to_datetime(at).date()
}

/// What the clock on the wall shows at an instant.
#[must_use]
pub fn local_time(at: Timestamp) -> DateTime {
    BEIJING.to_datetime(at)
}

/// The first instant of a day, 00:00. Beyond the reach of instants, their first or last.
#[must_use]
pub fn start_of_day(date: Date) -> Timestamp {
    let bound = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    BEIJING.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(bound)
}

/// The end of a day, 24:00, which is the first instant no longer in it (民法典 203).
#[must_use]
pub fn end_of_day(date: Date) -> Timestamp {
    date.tomorrow().map_or(Timestamp::MAX, start_of_day)
}

/// The instant h hours later by the clock, nights and rest days included (民法典 201: counted from the hour named).
///
/// # Errors
/// h over [`crate::MAX_LENGTH`], an instant out of reach.
pub fn add_hours(from: Timestamp, h: u32) -> Result<Timestamp, CalendarError> {
    if h > crate::MAX_LENGTH {
        return Err(CalendarError::TooLong);
    }
    from.checked_add(SignedDuration::from_hours(i64::from(h))).map_err(|_| CalendarError::OutOfRange)
}

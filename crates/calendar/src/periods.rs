//! Counting: working days, calendar days and months, forwards and backwards.
//!
//! Every period excludes its starting day (民法典 201). A period forwards that ends on a rest day ends on the next
//! working day (民法典 203); a period backwards never moves, since moving it would shorten what somebody is owed.

use crate::{Calendar, CalendarError, Count, Due, MAX_LENGTH, months::shifted, table::in_range};
use jiff::{Span, civil::Date};

impl Calendar {
    /// The n-th working day after `from` (行政许可法 82: working days, statutory holidays excluded). With n = 0 the day
    /// itself, rest day or not: the act is due that same day.
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn add_working_days(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        let length = length(n)?;
        let passed = self.table.passed(from).ok_or(CalendarError::OutOfRange)?;
        if length == 0 {
            return Ok(Due { date: from, provisional: self.is_provisional(from) });
        }
        let date = self.table.ranked(passed + length).ok_or(CalendarError::OutOfRange)?;
        Ok(Due { date, provisional: self.touches_provisional(from, date) })
    }

    /// The n-th working day before `from`, which is not counted itself. With n = 0 the day itself.
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn subtract_working_days(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        let length = length(n)?;
        let passed = self.table.passed(from).ok_or(CalendarError::OutOfRange)?;
        if length == 0 {
            return Ok(Due { date: from, provisional: self.is_provisional(from) });
        }
        let before = passed - usize::from(self.is_working(from));
        let rank = (before + 1).checked_sub(length).ok_or(CalendarError::OutOfRange)?;
        let date = self.table.ranked(rank).ok_or(CalendarError::OutOfRange)?;
        let yesterday = from.yesterday().map_err(|_| CalendarError::OutOfRange)?;
        let provisional = self.is_provisional(date) || self.touches_provisional(date, yesterday);
        Ok(Due { date, provisional })
    }

    /// n calendar days after `from`; if the last is a rest day, the next working day (民法典 203).
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn add_calendar_days(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        self.same_or_next_working_day(days_away(from, i64::from(n))?)
    }

    /// n calendar days after `from`, rest day or not. Asks no calendar, so it is never provisional.
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn add_calendar_days_unrolled(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        days_away(from, i64::from(n)).map(settled)
    }

    /// The corresponding day n months later, the month's last day where it has none (民法典 202); if that is a rest day,
    /// the next working day (民法典 203). A year is twelve months.
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn add_months(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        self.same_or_next_working_day(months_away(from, i64::from(n))?)
    }

    /// As [`Calendar::add_months`], rest day or not: terms of validity end on their day. Never provisional.
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn add_months_unrolled(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        months_away(from, i64::from(n)).map(settled)
    }

    /// n calendar days before `from`, never rolled and never provisional: “30 days before expiry” (行政许可法 50).
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn before_calendar_days(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        days_away(from, -i64::from(n)).map(settled)
    }

    /// The corresponding day n months before `from`, never rolled and never provisional.
    ///
    /// # Errors
    /// n over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn before_months(&self, from: Date, n: u32) -> Result<Due, CalendarError> {
        months_away(from, -i64::from(n)).map(settled)
    }

    /// The first working day after a day.
    ///
    /// # Errors
    /// A date outside 1949..=2199, given or reached.
    pub fn next_working_day(&self, date: Date) -> Result<Due, CalendarError> {
        self.add_working_days(date, 1)
    }

    /// The day itself if it is worked, else the first working day after it.
    ///
    /// # Errors
    /// A date outside 1949..=2199, given or reached.
    pub fn same_or_next_working_day(&self, date: Date) -> Result<Due, CalendarError> {
        if self.is_working(date) {
            return self.add_working_days(date, 0);
        }
        let next = self.add_working_days(date, 1)?;
        Ok(Due { provisional: next.provisional || self.is_provisional(date), ..next })
    }

    /// Working days of an interval, the start not counted, the end counted.
    ///
    /// # Errors
    /// [`CalendarError::Backwards`] if the end lies before the start, a date outside 1949..=2199.
    pub fn count_working_days(&self, from: Date, to: Date) -> Result<Count, CalendarError> {
        forwards(from, to)?;
        let passed = |day| self.table.passed(day).ok_or(CalendarError::OutOfRange);
        let days = u32::try_from(passed(to)? - passed(from)?).map_err(|_| CalendarError::OutOfRange)?;
        Ok(Count { days, provisional: self.touches_provisional(from, to) })
    }

    /// Calendar days of an interval, the start not counted, the end counted. Never provisional.
    ///
    /// # Errors
    /// [`CalendarError::Backwards`] if the end lies before the start, a date outside 1949..=2199.
    pub fn count_calendar_days(&self, from: Date, to: Date) -> Result<Count, CalendarError> {
        forwards(from, to)?;
        let span = from.until(to).map_err(|_| CalendarError::OutOfRange)?;
        let days = u32::try_from(span.get_days()).map_err(|_| CalendarError::OutOfRange)?;
        Ok(Count { days, provisional: false })
    }
}

/// A due date that rests on no calendar.
const fn settled(date: Date) -> Due {
    Due { date, provisional: false }
}

fn length(n: u32) -> Result<usize, CalendarError> {
    if n > MAX_LENGTH {
        return Err(CalendarError::TooLong);
    }
    usize::try_from(n).map_err(|_| CalendarError::TooLong)
}

fn away(from: Date, n: i64, to: impl Fn() -> Option<Date>) -> Result<Date, CalendarError> {
    if n.unsigned_abs() > u64::from(MAX_LENGTH) {
        return Err(CalendarError::TooLong);
    }
    if !in_range(from) {
        return Err(CalendarError::OutOfRange);
    }
    to().filter(|day| in_range(*day)).ok_or(CalendarError::OutOfRange)
}

pub(crate) fn days_away(from: Date, n: i64) -> Result<Date, CalendarError> {
    away(from, n, || from.checked_add(Span::new().try_days(n).ok()?).ok())
}

fn months_away(from: Date, n: i64) -> Result<Date, CalendarError> {
    away(from, n, || shifted(from, n))
}

pub(crate) fn forwards(from: Date, to: Date) -> Result<(), CalendarError> {
    if !in_range(from) || !in_range(to) {
        return Err(CalendarError::OutOfRange);
    }
    if to < from { Err(CalendarError::Backwards { from, to }) } else { Ok(()) }
}

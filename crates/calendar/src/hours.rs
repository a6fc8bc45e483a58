//! Hours of opening: on which day papers count as received, and limits in working hours.

use crate::{Calendar, CalendarError, Due, MAX_LENGTH, instant::BEIJING, table::in_range};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

/// When the center is open on a working day: one stretch, or a morning and an afternoon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stretches", into = "Stretches")]
pub struct OpeningHours(Stretches);

/// The written form, before its check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretches {
    morning: (Time, Time),
    #[serde(default)]
    afternoon: Option<(Time, Time)>,
}

impl OpeningHours {
    /// Opening and closing of the morning (or of the whole day) and of the afternoon.
    ///
    /// # Errors
    /// [`CalendarError::Hours`] unless the stretches follow each other and add up to at least an hour.
    pub fn new(morning: (Time, Time), afternoon: Option<(Time, Time)>) -> Result<Self, CalendarError> {
        let hours = Self(Stretches { morning, afternoon });
        let ordered = hours.stretches().all(|(open, close)| open < close);
        let apart = afternoon.is_none_or(|(open, _)| morning.1 <= open);
        let total: SignedDuration = hours.stretches().map(|(open, close)| open.duration_until(close)).sum();
        if ordered && apart && total >= SignedDuration::from_hours(1) {
            Ok(hours)
        } else {
            Err(CalendarError::Hours)
        }
    }

    /// Opening and closing of the morning.
    #[must_use]
    pub const fn morning(&self) -> (Time, Time) {
        self.0.morning
    }

    /// Opening and closing of the afternoon, if the day has a break.
    #[must_use]
    pub const fn afternoon(&self) -> Option<(Time, Time)> {
        self.0.afternoon
    }

    /// When the day's business ends.
    #[must_use]
    pub fn closing(&self) -> Time {
        self.0.afternoon.map_or(self.0.morning.1, |(_, close)| close)
    }

    fn stretches(&self) -> impl Iterator<Item = (Time, Time)> {
        std::iter::once(self.0.morning).chain(self.0.afternoon)
    }
}

/// 9 to 12 and 13 to 17.
impl Default for OpeningHours {
    fn default() -> Self {
        let at = |hour| Time::constant(hour, 0, 0, 0);
        Self(Stretches { morning: (at(9), at(12)), afternoon: Some((at(13), at(17))) })
    }
}

impl TryFrom<Stretches> for OpeningHours {
    type Error = CalendarError;

    fn try_from(written: Stretches) -> Result<Self, CalendarError> {
        Self::new(written.morning, written.afternoon)
    }
}

impl From<OpeningHours> for Stretches {
    fn from(hours: OpeningHours) -> Self {
        hours.0
    }
}

/// The instant at which a limit in hours ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DueInstant {
    /// The end.
    pub at: Timestamp,
    /// Whether it rests on a day that no published calendar covers (暂定).
    pub provisional: bool,
}

impl Calendar {
    /// The working date on which papers that arrive at this instant count as received: that day if it is worked and its
    /// business has not ended, else the next working day. The receipt itself shows the true time.
    ///
    /// # Errors
    /// A date outside 1949..=2199, given or reached.
    pub fn received_on(&self, at: Timestamp) -> Result<Due, CalendarError> {
        let local = BEIJING.to_datetime(at);
        let day = local.date();
        if self.is_working(day) && local.time() > self.hours.closing() {
            let next = self.next_working_day(day)?;
            return Ok(Due { provisional: next.provisional || self.is_provisional(day), ..next });
        }
        self.same_or_next_working_day(day)
    }

    /// The instant after h hours of opening: only time within the hours of working days counts. With h = 0 the instant
    /// itself.
    ///
    /// # Errors
    /// h over [`MAX_LENGTH`], a date outside 1949..=2199.
    pub fn add_opening_hours(&self, from: Timestamp, h: u32) -> Result<DueInstant, CalendarError> {
        if h > MAX_LENGTH {
            return Err(CalendarError::TooLong);
        }
        let start = BEIJING.to_datetime(from);
        if !in_range(start.date()) {
            return Err(CalendarError::OutOfRange);
        }
        if h == 0 {
            return Ok(DueInstant { at: from, provisional: self.is_provisional(start.date()) });
        }
        let mut left = SignedDuration::from_hours(i64::from(h));
        let mut not_before = start.time();
        let mut day = self.same_or_next_working_day(start.date())?.date;
        if day != start.date() {
            not_before = Time::MIN;
        }
        loop {
            for (open, close) in self.hours.stretches() {
                let open = open.max(not_before);
                let lasts = open.duration_until(close);
                if left <= lasts {
                    return self.ends(start.date(), day, open, left);
                }
                left -= lasts.max(SignedDuration::ZERO);
            }
            not_before = Time::MIN;
            day = self.next_working_day(day)?.date;
        }
    }

    fn ends(
        &self,
        from: Date,
        day: Date,
        open: Time,
        left: SignedDuration,
    ) -> Result<DueInstant, CalendarError> {
        let end = day.to_datetime(open).checked_add(left).map_err(|_| CalendarError::OutOfRange)?;
        let at = BEIJING.to_timestamp(end).map_err(|_| CalendarError::OutOfRange)?;
        Ok(DueInstant { at, provisional: self.is_provisional(from) || self.touches_provisional(from, day) })
    }
}

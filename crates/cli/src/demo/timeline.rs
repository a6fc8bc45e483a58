//! When things happen: on working days, in the hours of opening.

use daowei_calendar::Calendar;
use daowei_domain::case::Case;
use daowei_domain::limits::ClockKind;
use jiff::Timestamp;
use jiff::civil::{Date, Time, time};
use jiff::tz::{Offset, TimeZone};

use super::chance::Chance;
use super::script::Gap;

/// The hours of opening; nothing happens in the hour of noon.
const OPEN: Time = time(9, 5, 0, 0);
const CLOSED: Time = time(16, 55, 0, 0);

/// The instant of an hour on a day in Shanghai.
pub(super) fn instant(date: Date, hour: Time) -> Timestamp {
    let zone = TimeZone::fixed(Offset::constant(8));
    zone.to_timestamp(date.to_datetime(hour)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Some hour of that day.
pub(super) fn some_hour(date: Date, chance: &mut Chance) -> Timestamp {
    // 175 minutes in the morning, 230 in the afternoon.
    let minute = i64::from(chance.within(0, 404));
    let (from, minute) =
        if minute < 175 { (OPEN, minute) } else { (time(13, 5, 0, 0), minute.saturating_sub(175)) };
    let span = jiff::Span::new().minutes(minute).seconds(i64::from(chance.within(0, 59)));
    instant(date, from.saturating_add(span))
}

/// A working day so many before that day.
pub(super) fn before(calendar: &Calendar, day: Date, count: u32) -> Date {
    calendar.subtract_working_days(day, count).map_or(day, |due| due.date)
}

fn after(calendar: &Calendar, day: Date, count: u32) -> Date {
    calendar.add_working_days(day, count).map_or(day, |due| due.date)
}

/// When the next move comes; always later than the last one.
pub(super) fn next(
    calendar: &Calendar,
    case: Option<&Case>,
    gap: Gap,
    last: Timestamp,
    chance: &mut Chance,
) -> Timestamp {
    let today = daowei_calendar::legal_date(last);
    let soon = |minutes: u32| {
        let at = last.checked_add(jiff::SignedDuration::from_mins(i64::from(minutes))).unwrap_or(last);
        let closed = at > instant(today, CLOSED) || daowei_calendar::legal_date(at) != today;
        if closed { instant(after(calendar, today, 1), OPEN) } else { at }
    };
    match gap {
        Gap::Minutes(minutes) => soon(minutes.max(1)),
        Gap::Days(0) => soon(chance.within(15, 90)),
        Gap::Days(count) => some_hour(after(calendar, today, count), chance),
        Gap::BeforeLimit(count) => {
            let clock = case.and_then(|case| case.clocks.get(&ClockKind::Statutory));
            let Some(due) = clock.map(|clock| clock.reckoning.due) else {
                return some_hour(after(calendar, today, 10), chance);
            };
            let day = match u32::try_from(count) {
                Ok(count) => before(calendar, due, count),
                Err(_) => after(calendar, due, count.unsigned_abs()),
            };
            if day > today { some_hour(day, chance) } else { soon(30) }
        }
    }
}

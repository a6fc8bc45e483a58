use super::{NATIONAL, at, day, due, provisional};
use crate::{
    Calendar, CalendarData, CalendarError, LocalOverlay, MAX_LENGTH, OpeningHours, add_hours, end_of_day,
    legal_date, start_of_day,
};
use jiff::{
    Timestamp,
    civil::{Date, Time, time},
};

fn at_hour(hour: i8) -> Time {
    time(hour, 0, 0, 0)
}

#[test]
fn papers_count_as_received_on_a_working_date() {
    for (instant, expected) in [
        ("2017-11-16T07:00:00+08", "2017-11-16"),
        ("2017-11-16T12:30:00+08", "2017-11-16"),
        ("2017-11-16T17:00:00+08", "2017-11-16"),
        ("2017-11-16T17:00:00.000001+08", "2017-11-17"),
        ("2017-11-17T20:00:00+08", "2017-11-20"),
        ("2017-11-18T10:00:00+08", "2017-11-20"),
        ("2017-09-29T23:59:59+08", "2017-09-30"),
        ("2017-09-30T18:00:00+08", "2017-10-09"),
        ("2017-11-15T16:00:00Z", "2017-11-16"),
    ] {
        assert_eq!(NATIONAL.received_on(at(instant)).unwrap(), due(expected), "{instant}");
    }
    assert_eq!(NATIONAL.received_on(at("2026-12-31T18:00:00+08")).unwrap(), provisional("2027-01-01"));
    assert_eq!(NATIONAL.received_on(at("2027-03-01T10:00:00+08")).unwrap(), provisional("2027-03-01"));
    assert_eq!(NATIONAL.received_on(at("2003-12-31T18:00:00+08")).unwrap(), provisional("2004-01-02"));
    assert_eq!(NATIONAL.received_on(Timestamp::MAX), Err(CalendarError::OutOfRange));
    assert_eq!(NATIONAL.received_on(Timestamp::MIN), Err(CalendarError::OutOfRange));
}

#[test]
fn limits_in_opening_hours_skip_nights_breaks_and_rest_days() {
    for (from, h, expected) in [
        ("2017-11-16T09:00:00+08", 3, "2017-11-16T12:00:00+08"),
        ("2017-11-16T09:00:00+08", 4, "2017-11-16T14:00:00+08"),
        ("2017-11-16T11:30:00+08", 1, "2017-11-16T13:30:00+08"),
        ("2017-11-16T12:30:00+08", 1, "2017-11-16T14:00:00+08"),
        ("2017-11-16T16:30:00+08", 1, "2017-11-17T09:30:00+08"),
        ("2017-11-16T09:00:00+08", 7, "2017-11-16T17:00:00+08"),
        ("2017-11-16T09:00:00+08", 8, "2017-11-17T10:00:00+08"),
        ("2017-11-17T18:00:00+08", 1, "2017-11-20T10:00:00+08"),
        ("2017-11-16T06:00:00+08", 1, "2017-11-16T10:00:00+08"),
        ("2017-09-30T16:00:00+08", 2, "2017-10-09T10:00:00+08"),
        ("2017-10-03T16:00:00+08", 1, "2017-10-09T10:00:00+08"),
        ("2017-10-03T16:00:00+08", 0, "2017-10-03T16:00:00+08"),
    ] {
        let end = NATIONAL.add_opening_hours(at(from), h).unwrap();
        assert_eq!((end.at, end.provisional), (at(expected), false), "{from} + {h} h");
    }
    assert!(NATIONAL.add_opening_hours(at("2026-12-31T16:30:00+08"), 1).unwrap().provisional);
    assert!(NATIONAL.add_opening_hours(at("2003-12-31T16:30:00+08"), 1).unwrap().provisional);
    let from = at("2017-11-16T09:00:00+08");
    assert!(NATIONAL.add_opening_hours(from, MAX_LENGTH).is_ok());
    assert_eq!(NATIONAL.add_opening_hours(from, MAX_LENGTH + 1), Err(CalendarError::TooLong));
    assert_eq!(NATIONAL.add_opening_hours(Timestamp::MAX, 0), Err(CalendarError::OutOfRange));
    assert_eq!(NATIONAL.add_opening_hours(at("2199-12-31T16:30:00+08"), 9), Err(CalendarError::OutOfRange));
}

#[test]
fn a_day_may_have_no_break() {
    let hours = OpeningHours::new((at_hour(8), at_hour(16)), None).unwrap();
    let calendar = Calendar::new(&CalendarData::national(), &LocalOverlay::default(), hours).unwrap();
    assert_eq!(calendar.hours().closing(), at_hour(16));
    let end = calendar.add_opening_hours(at("2017-11-16T15:00:00+08"), 2).unwrap();
    assert_eq!(end.at, at("2017-11-17T09:00:00+08"));
    assert_eq!(calendar.received_on(at("2017-11-16T16:30:00+08")).unwrap(), due("2017-11-17"));
}

#[test]
fn hours_of_opening_are_checked_where_they_come_in() {
    let stretch = |open, close| (at_hour(open), at_hour(close));
    assert_eq!(OpeningHours::new(stretch(12, 9), None), Err(CalendarError::Hours));
    assert_eq!(OpeningHours::new(stretch(9, 9), None), Err(CalendarError::Hours));
    assert_eq!(OpeningHours::new(stretch(9, 12), Some(stretch(11, 17))), Err(CalendarError::Hours));
    assert_eq!(OpeningHours::new(stretch(9, 12), Some(stretch(17, 13))), Err(CalendarError::Hours));
    assert_eq!(OpeningHours::new((at_hour(9), time(9, 59, 59, 0)), None), Err(CalendarError::Hours));
    let hours = OpeningHours::default();
    assert_eq!(OpeningHours::new(hours.morning(), hours.afternoon()), Ok(hours));
    let json = serde_json::to_string(&hours).unwrap();
    assert_eq!(json, r#"{"morning":["09:00:00","12:00:00"],"afternoon":["13:00:00","17:00:00"]}"#);
    assert_eq!(serde_json::from_str::<OpeningHours>(&json).unwrap(), hours);
    assert!(serde_json::from_str::<OpeningHours>(r#"{"morning":["12:00:00","09:00:00"]}"#).is_err());
}

#[test]
fn limits_in_hours_run_through_the_night() {
    assert_eq!(add_hours(at("2017-09-30T16:00:00+08"), 48), Ok(at("2017-10-02T16:00:00+08")));
    assert_eq!(add_hours(at("2017-09-30T16:00:00+08"), MAX_LENGTH + 1), Err(CalendarError::TooLong));
    assert_eq!(add_hours(Timestamp::MAX, 1), Err(CalendarError::OutOfRange));
}

#[test]
fn a_legal_day_runs_from_midnight_to_24_in_beijing() {
    let day = day("2017-11-16");
    assert_eq!(start_of_day(day), at("2017-11-15T16:00:00Z"));
    assert_eq!(end_of_day(day), at("2017-11-16T16:00:00Z"));
    assert_eq!(legal_date(start_of_day(day)), day);
    assert_eq!(legal_date(end_of_day(day) - jiff::SignedDuration::from_nanos(1)), day);
    assert_eq!(legal_date(end_of_day(day)), self::day("2017-11-17"));
    assert_eq!(end_of_day(Date::MAX), Timestamp::MAX);
    assert!(start_of_day(Date::MIN) < start_of_day(day));
}

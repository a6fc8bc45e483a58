use super::{NATIONAL, day, due, provisional};
use crate::{CalendarError, MAX_LENGTH};
use jiff::civil::{Date, date};

/// Real and computed deadlines; see the origin column.
const VECTORS: &str = include_str!("../../tests/deadline-vectors.csv");

/// The fields of a row whose only quoting is a description with a comma in it.
fn fields(line: &str) -> Vec<String> {
    let mut quoted = false;
    let mut fields = vec![String::new()];
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

#[test]
fn all_published_vectors() {
    let mut seen = 0;
    for line in VECTORS.lines().skip(1) {
        let fields = fields(line);
        let (id, start, kind, length, expected) =
            (&fields[0], day(&fields[2]), fields[3].as_str(), fields[4].as_str(), fields[5].as_str());
        let counted = |days: u32| days.to_string();
        let (result, provisional) = match kind {
            "workday_add" => {
                let due = NATIONAL.add_working_days(start, length.parse().unwrap()).unwrap();
                (due.date.to_string(), due.provisional)
            }
            "natural_add_rolled" => {
                let due = NATIONAL.add_calendar_days(start, length.parse().unwrap()).unwrap();
                (due.date.to_string(), due.provisional)
            }
            "workday_count_to" => {
                let count = NATIONAL.count_working_days(start, day(length)).unwrap();
                (counted(count.days), count.provisional)
            }
            "natural_count_to" => {
                let count = NATIONAL.count_calendar_days(start, day(length)).unwrap();
                (counted(count.days), count.provisional)
            }
            other => panic!("{id}: no such kind {other}"),
        };
        assert_eq!((result.as_str(), provisional), (expected, false), "{id}");
        seen += 1;
    }
    assert_eq!(seen, 45);
}

#[test]
fn vectors_of_the_references() {
    for (from, n, expected) in [
        ("2017-11-16", 20, "2017-12-14"),
        ("2017-09-29", 5, "2017-10-12"),
        ("2018-02-09", 20, "2018-03-14"),
        ("2020-01-20", 20, "2020-02-25"),
        ("2019-04-26", 5, "2019-05-06"),
        ("2024-02-08", 20, "2024-03-13"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2017-09-26", 5, "2017-10-09"),
        ("2017-01-20", 5, "2017-01-26"),
        ("2026-02-10", 5, "2026-02-24"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-09-30", 1, "2026-10-08"),
        // Real cases: 雅安 2013, 沈阳, 秦皇岛 2008.
        ("2013-05-08", 20, "2013-06-05"),
        ("2016-09-26", 20, "2016-10-27"),
        ("2008-09-16", 20, "2008-10-17"),
    ] {
        assert_eq!(NATIONAL.add_working_days(day(from), n).unwrap(), due(expected), "{from} + {n}");
    }
    let count = |from, to| NATIONAL.count_working_days(day(from), day(to)).unwrap().days;
    assert_eq!(count("2016-09-26", "2016-10-25"), 18);
    assert_eq!(count("2005-11-25", "2005-12-31"), 25);
}

#[test]
fn make_up_days_are_worked() {
    for text in [
        "2017-01-22",
        "2017-02-04",
        "2017-04-01",
        "2017-05-27",
        "2017-09-30",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ] {
        assert!(NATIONAL.is_working(day(text)), "{text}");
    }
}

#[test]
fn a_year_without_data_is_provisional_never_silent() {
    assert_eq!(NATIONAL.add_working_days(day("2026-12-15"), 20).unwrap(), provisional("2027-01-12"));
    assert_eq!(NATIONAL.add_working_days(day("2026-12-15"), 12).unwrap(), due("2026-12-31"));
    assert_eq!(NATIONAL.add_calendar_days(day("2026-12-15"), 20).unwrap(), provisional("2027-01-04"));
    assert_eq!(NATIONAL.add_months(day("2026-12-15"), 1).unwrap(), provisional("2027-01-15"));
    assert_eq!(NATIONAL.add_working_days(day("2003-12-31"), 1).unwrap(), due("2004-01-02"));
    assert_eq!(NATIONAL.add_working_days(day("2003-12-30"), 1).unwrap(), provisional("2003-12-31"));
    assert_eq!(NATIONAL.subtract_working_days(day("2027-01-01"), 1).unwrap(), due("2026-12-31"));
    assert_eq!(NATIONAL.subtract_working_days(day("2027-01-04"), 1).unwrap(), provisional("2027-01-01"));
    assert_eq!(NATIONAL.subtract_working_days(day("2004-01-02"), 1).unwrap(), provisional("2003-12-31"));
    assert!(NATIONAL.count_working_days(day("2026-12-31"), day("2027-01-01")).unwrap().provisional);
    assert!(!NATIONAL.count_working_days(day("2026-12-30"), day("2026-12-31")).unwrap().provisional);
    assert!(NATIONAL.same_or_next_working_day(day("2027-05-01")).unwrap().provisional);
    assert!(NATIONAL.add_working_days(day("2027-05-01"), 0).unwrap().provisional);
}

#[test]
fn calendar_days_roll_over_an_ending_rest_day_only() {
    let rolled = |from, n| NATIONAL.add_calendar_days(day(from), n).unwrap();
    assert_eq!(rolled("2017-11-01", 10), due("2017-11-13"));
    assert_eq!(rolled("2017-11-01", 12), due("2017-11-13"));
    assert_eq!(rolled("2017-09-20", 10), due("2017-09-30"));
    assert_eq!(rolled("2017-09-20", 11), due("2017-10-09"));
    assert_eq!(NATIONAL.add_calendar_days_unrolled(day("2017-09-20"), 11).unwrap(), due("2017-10-01"));
    assert_eq!(NATIONAL.add_calendar_days_unrolled(day("2026-12-20"), 30).unwrap(), due("2027-01-19"));
}

#[test]
fn months_end_on_the_corresponding_day_or_the_last() {
    let months = |from, n| NATIONAL.add_months(day(from), n).unwrap();
    assert_eq!(months("2023-12-29", 2), due("2024-02-29"));
    assert_eq!(months("2024-01-31", 1), due("2024-02-29"));
    assert_eq!(months("2025-01-31", 1), due("2025-02-28"));
    assert_eq!(months("2017-08-01", 2), due("2017-10-09"));
    assert_eq!(NATIONAL.add_months_unrolled(day("2017-08-01"), 2).unwrap(), due("2017-10-01"));
    assert_eq!(NATIONAL.add_months_unrolled(day("2024-02-29"), 12).unwrap(), due("2025-02-28"));
    assert_eq!(NATIONAL.add_months_unrolled(day("2024-02-29"), 48).unwrap(), due("2028-02-29"));
    assert_eq!(NATIONAL.add_months_unrolled(day("2024-12-31"), 0).unwrap(), due("2024-12-31"));
}

#[test]
fn backward_periods_never_roll() {
    assert_eq!(NATIONAL.before_calendar_days(day("2017-10-31"), 30).unwrap(), due("2017-10-01"));
    assert_eq!(NATIONAL.before_calendar_days(day("2005-12-31"), 36).unwrap(), due("2005-11-25"));
    assert_eq!(NATIONAL.before_months(day("2017-12-01"), 2).unwrap(), due("2017-10-01"));
    assert_eq!(NATIONAL.before_months(day("2025-03-31"), 13).unwrap(), due("2024-02-29"));
    assert_eq!(NATIONAL.before_months(day("2027-01-31"), 2).unwrap(), due("2026-11-30"));
    assert_eq!(NATIONAL.subtract_working_days(day("2017-10-09"), 1).unwrap(), due("2017-09-30"));
    assert_eq!(NATIONAL.subtract_working_days(day("2017-10-05"), 1).unwrap(), due("2017-09-30"));
    assert_eq!(NATIONAL.subtract_working_days(day("2017-10-12"), 5).unwrap(), due("2017-09-29"));
}

#[test]
fn no_length_is_the_day_itself() {
    assert_eq!(NATIONAL.add_working_days(day("2017-10-01"), 0).unwrap(), due("2017-10-01"));
    assert_eq!(NATIONAL.subtract_working_days(day("2017-10-01"), 0).unwrap(), due("2017-10-01"));
    assert_eq!(NATIONAL.add_calendar_days(day("2017-10-01"), 0).unwrap(), due("2017-10-09"));
    assert_eq!(NATIONAL.count_working_days(day("2017-10-01"), day("2017-10-01")).unwrap().days, 0);
    assert_eq!(NATIONAL.same_or_next_working_day(day("2017-09-30")).unwrap(), due("2017-09-30"));
    assert_eq!(NATIONAL.same_or_next_working_day(day("2017-10-01")).unwrap(), due("2017-10-09"));
    assert_eq!(NATIONAL.next_working_day(day("2017-09-30")).unwrap(), due("2017-10-09"));
}

#[test]
fn intervals_run_forwards() {
    let (from, to) = (day("2017-10-12"), day("2017-09-29"));
    assert_eq!(NATIONAL.count_working_days(from, to), Err(CalendarError::Backwards { from, to }));
    assert_eq!(NATIONAL.count_calendar_days(from, to), Err(CalendarError::Backwards { from, to }));
    assert_eq!(NATIONAL.explain_count(from, to).unwrap_err(), CalendarError::Backwards { from, to });
}

#[test]
fn lengths_and_dates_are_bounded() {
    let from = day("2017-09-29");
    assert!(NATIONAL.add_working_days(from, MAX_LENGTH).is_ok());
    assert!(NATIONAL.add_calendar_days(from, MAX_LENGTH).is_ok());
    for n in [MAX_LENGTH + 1, u32::MAX] {
        assert_eq!(NATIONAL.add_working_days(from, n), Err(CalendarError::TooLong));
        assert_eq!(NATIONAL.subtract_working_days(from, n), Err(CalendarError::TooLong));
        assert_eq!(NATIONAL.add_calendar_days(from, n), Err(CalendarError::TooLong));
        assert_eq!(NATIONAL.before_calendar_days(from, n), Err(CalendarError::TooLong));
        assert_eq!(NATIONAL.add_months(from, n), Err(CalendarError::TooLong));
        assert_eq!(NATIONAL.before_months(from, n), Err(CalendarError::TooLong));
    }
    assert_eq!(NATIONAL.add_months(from, MAX_LENGTH), Err(CalendarError::OutOfRange));
    for outside in [date(1948, 12, 31), date(2200, 1, 1), Date::MIN, Date::MAX] {
        for n in [0, 1, MAX_LENGTH] {
            assert_eq!(NATIONAL.add_working_days(outside, n), Err(CalendarError::OutOfRange));
            assert_eq!(NATIONAL.subtract_working_days(outside, n), Err(CalendarError::OutOfRange));
            assert_eq!(NATIONAL.add_calendar_days(outside, n), Err(CalendarError::OutOfRange));
            assert_eq!(NATIONAL.before_calendar_days(outside, n), Err(CalendarError::OutOfRange));
            assert_eq!(NATIONAL.add_months(outside, n), Err(CalendarError::OutOfRange));
            assert_eq!(NATIONAL.before_months(outside, n), Err(CalendarError::OutOfRange));
        }
        assert_eq!(NATIONAL.count_working_days(outside, from), Err(CalendarError::OutOfRange));
        assert_eq!(NATIONAL.count_calendar_days(from, outside), Err(CalendarError::OutOfRange));
        assert_eq!(NATIONAL.same_or_next_working_day(outside), Err(CalendarError::OutOfRange));
        assert_eq!(NATIONAL.explain_calendar_days(outside, 1).unwrap_err(), CalendarError::OutOfRange);
    }
    assert_eq!(NATIONAL.add_working_days(date(2199, 12, 31), 1), Err(CalendarError::OutOfRange));
    assert_eq!(NATIONAL.subtract_working_days(date(1949, 1, 1), 1), Err(CalendarError::OutOfRange));
}

#[test]
fn refusals_have_codes_and_sentences() {
    let from = day("2017-10-12");
    for error in [
        CalendarError::OutOfRange,
        CalendarError::TooLong,
        CalendarError::Backwards { from, to: from },
        CalendarError::Duplicate(from),
        CalendarError::Hours,
    ] {
        assert!(error.code().starts_with("calendar.") && !error.zh().is_ascii() && error.en().is_ascii());
    }
}

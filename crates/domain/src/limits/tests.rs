//! Tests of this room.

use std::sync::LazyLock;

use daowei_calendar::{Calendar, CalendarData};
use proptest::prelude::*;

use super::{Clock, ClockKind, Length, Limit, StartRule, Unit};
use crate::fixture::{at, compile, day};

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| compile(&CalendarData::national()));

fn start(length: &Length, now: &str) -> Clock {
    let calendar = &CALENDAR;
    let now = at(now);
    let on = daowei_calendar::legal_date(now);
    Clock::start(ClockKind::Promised, "服务承诺", length, on, now, calendar, 1).expect("a clock")
}

fn fixed(amount: u32, unit: Unit) -> Length {
    Length::Fixed { amount, unit }
}

#[test]
fn each_unit_ends_where_the_law_lets_it_end() {
    // 2026-03-06 is a Friday; ten calendar days later is a Monday, nine a Sunday that rolls over.
    for (length, due) in [
        (fixed(5, Unit::WorkingDays), "2026-03-13"),
        (fixed(10, Unit::CalendarDays), "2026-03-16"),
        (fixed(9, Unit::CalendarDays), "2026-03-16"),
        (fixed(1, Unit::Months), "2026-04-07"),
        (fixed(0, Unit::SameDay), "2026-03-06"),
        (fixed(0, Unit::Immediate), "2026-03-06"),
    ] {
        let clock = start(&length, "2026-03-06 09:00");
        assert_eq!(clock.reckoning.due, day(due), "{length:?}");
        let end = daowei_calendar::end_of_day(day(due));
        assert_eq!(clock.reckoning.ends_at, end);
        assert!(clock.is_over(end) && !clock.is_over(end - jiff::SignedDuration::from_nanos(1)));
    }
}

#[test]
fn hours_are_counted_in_hours_of_opening() {
    let clock = start(&fixed(2, Unit::Hours), "2026-03-06 16:30");
    assert!(clock.reckoning.ends_at > at("2026-03-09 08:00"), "{:?}", clock.reckoning);
    assert_eq!(clock.reckoning.due, day("2026-03-09"));
}

#[test]
fn what_cannot_be_read_cannot_run() {
    let calendar = &CALENDAR;
    let length = Length::AsWritten("按规定办理".to_owned());
    let clock = Clock::start(
        ClockKind::Statutory,
        "",
        &length,
        day("2026-03-02"),
        at("2026-03-02 09:00"),
        calendar,
        1,
    );
    assert_eq!(clock.err().map(|refusal| refusal.rule), Some(&super::rules::UNREADABLE));
    let readable = |length, start| Limit { length, start, basis: String::new() }.is_readable();
    assert!(readable(Length::working_days(5), StartRule::Receipt));
    assert!(!readable(length, StartRule::Receipt));
    assert!(!readable(Length::working_days(5), StartRule::AsWritten("另行通知".to_owned())));
}

#[test]
fn a_warning_never_lies_before_the_start() {
    let clock = start(&fixed(0, Unit::SameDay), "2026-03-06 09:00");
    assert_eq!(clock.reckoning.warns_on, day("2026-03-06"));
}

#[test]
fn an_end_beyond_the_calendar_is_refused() {
    let calendar = &CALENDAR;
    let (length, on) = (Length::working_days(9_999), day("2199-12-01"));
    let clock = Clock::start(ClockKind::Statutory, "", &length, on, at("2199-12-01 09:00"), calendar, 1);
    assert_eq!(clock.err().map(|refusal| refusal.rule), Some(&super::rules::CALENDAR_RANGE));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_left_out_move_the_end_by_as_many_days_of_the_clock(amount in 1_u32..60, out in 0_u32..60, more in 0_u32..20) {
        let calendar = &CALENDAR;
        let clock = start(&Length::working_days(amount), "2022-03-02 09:00");
        let reckoning = clock.reckon(out, more, calendar, 1).expect("an end");
        let moved = clock.days_between(clock.reckoning.due, reckoning.due, calendar).expect("a count");
        prop_assert_eq!(moved, out + more);
        prop_assert!(reckoning.due >= clock.reckoning.due && reckoning.warns_on <= reckoning.due);
    }
}

use super::{NATIONAL, with_decrees};
use crate::{Calendar, CalendarData, CalendarRow, LocalOverlay, OpeningHours, RowKind};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn any_day() -> impl Strategy<Value = Date> {
    (1960..2150_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d).ok())
}

/// A calendar nobody would announce: rows anywhere within four years, of either kind.
fn any_calendar() -> impl Strategy<Value = Calendar> {
    prop::collection::btree_map((2015..2019_i16, 1..=12_i8, 1..=28_i8), any::<bool>(), 0..300).prop_map(
        |rows| {
            let rows: BTreeMap<Date, bool> =
                rows.into_iter().map(|((y, m, d), off)| (date(y, m, d), off)).collect();
            let covers: BTreeSet<i16> = (2015..2019).collect();
            let row = |(date, off)| CalendarRow {
                date,
                kind: if off { RowKind::Holiday } else { RowKind::MakeupWorkday },
                name: "节".to_owned(),
            };
            let rows = rows.into_iter().map(row).collect();
            let data = CalendarData { version: "any".to_owned(), covers, learned_at: None, rows };
            Calendar::new(&data, &LocalOverlay::default(), OpeningHours::default()).unwrap()
        },
    )
}

/// The definition of art. 82, one day at a time.
fn by_hand(calendar: &Calendar, from: Date, n: u32) -> (Date, bool) {
    let (mut day, mut left, mut provisional) = (from, n, n == 0 && calendar.day(from).provisional);
    while left > 0 {
        day = day.tomorrow().unwrap();
        provisional |= calendar.day(day).provisional;
        left -= u32::from(calendar.day(day).working);
    }
    (day, provisional)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_table_agrees_with_counting_by_hand(from in any_day(), n in 0..80u32) {
        let due = NATIONAL.add_working_days(from, n).unwrap();
        prop_assert_eq!((due.date, due.provisional), by_hand(&NATIONAL, from, n));
    }

    #[test]
    fn later_starts_and_longer_periods_never_end_earlier(a in any_day(), b in any_day(), n in 0..2_000u32, more in 0..50u32) {
        let (early, late) = (a.min(b), a.max(b));
        let end = |from, n| NATIONAL.add_working_days(from, n).unwrap().date;
        prop_assert!(n == 0 || end(early, n) <= end(late, n));
        prop_assert!(end(early, n) <= end(early, n + more));
        let rolled = |from, n| NATIONAL.add_calendar_days(from, n).unwrap().date;
        prop_assert!(rolled(early, n) <= rolled(late, n));
        let months = |from, n| NATIONAL.add_months(from, n).unwrap().date;
        prop_assert!(months(early, n % 240) <= months(late, n % 240));
    }

    #[test]
    fn counting_undoes_adding(from in any_day(), n in 0..2_000u32) {
        let due = NATIONAL.add_working_days(from, n).unwrap();
        prop_assert_eq!(NATIONAL.count_working_days(from, due.date).unwrap().days, n);
        let plain = NATIONAL.add_calendar_days_unrolled(from, n).unwrap();
        prop_assert_eq!(NATIONAL.count_calendar_days(from, plain.date).unwrap().days, n);
        prop_assert_eq!(NATIONAL.before_calendar_days(plain.date, n).unwrap().date, from);
    }

    #[test]
    fn subtracting_undoes_adding_from_a_working_day(from in any_day(), n in 0..2_000u32) {
        prop_assume!(NATIONAL.is_working(from));
        let due = NATIONAL.add_working_days(from, n).unwrap();
        prop_assert_eq!(NATIONAL.subtract_working_days(due.date, n).unwrap().date, from);
    }

    #[test]
    fn periods_add_up(from in any_day(), a in 1..1_000u32, b in 0..1_000u32) {
        let first = NATIONAL.add_working_days(from, a).unwrap();
        let both = NATIONAL.add_working_days(first.date, b).unwrap();
        let whole = NATIONAL.add_working_days(from, a + b).unwrap();
        prop_assert_eq!(both.date, whole.date);
        prop_assert_eq!(first.provisional || (b > 0 && both.provisional), whole.provisional);
        let count = |from, to| NATIONAL.count_working_days(from, to).unwrap().days;
        prop_assert_eq!(count(from, first.date) + count(first.date, both.date), count(from, both.date));
    }

    #[test]
    fn forward_periods_end_on_working_days(from in any_day(), n in 1..500u32) {
        for due in [NATIONAL.add_working_days(from, n), NATIONAL.add_calendar_days(from, n), NATIONAL.add_months(from, n % 60)] {
            prop_assert!(NATIONAL.day(due.unwrap().date).working);
        }
    }

    #[test]
    fn explanations_say_what_was_computed(from in any_day(), n in 0..120u32) {
        let explained = NATIONAL.explain_working_days(from, n).unwrap();
        prop_assert_eq!(explained.due, NATIONAL.add_working_days(from, n).unwrap());
        prop_assert_eq!(explained.days.last().map(|day| day.date), Some(explained.due.date));
        let counted: Vec<u32> = explained.days.iter().filter_map(|day| day.counted).collect();
        prop_assert!(counted.into_iter().eq(1..=n));
        prop_assert!(explained.days.windows(2).all(|pair| pair[0].date.tomorrow().unwrap() == pair[1].date));
        let explained = NATIONAL.explain_calendar_days(from, n).unwrap();
        prop_assert_eq!(explained.days.last().map(|day| day.date), Some(explained.due.date));
        prop_assert_eq!(explained.days.iter().filter_map(|day| day.counted).max().unwrap_or(0), n);
    }

    #[test]
    fn files_of_any_content_are_answered(text in prop_oneof![any::<String>(), "date,kind,name\n([0-9\\-]{8,10},(holiday|makeup_workday|x),[元旦,\"]{0,3}\n){0,4}"]) {
        if let Ok(data) = CalendarData::parse_csv("any", &text) {
            prop_assert!(Calendar::new(&data, &LocalOverlay::default(), OpeningHours::default()).is_ok());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_calendar_agrees_with_counting_by_hand(calendar in any_calendar(), from in (2014..2019_i16, 1..=12_i8, 1..=28_i8), n in 0..60u32) {
        let from = date(from.0, from.1, from.2);
        let due = calendar.add_working_days(from, n).unwrap();
        prop_assert_eq!((due.date, due.provisional), by_hand(&calendar, from, n));
        prop_assert_eq!(calendar.count_working_days(from, due.date).unwrap().days, n);
    }
}

#[test]
fn decrees_keep_the_table_and_the_days_in_step() {
    let calendar = with_decrees();
    let mut from = date(2026, 6, 1);
    while from < date(2026, 11, 1) {
        let due = calendar.add_working_days(from, 7).unwrap();
        assert_eq!((due.date, due.provisional), by_hand(&calendar, from, 7), "{from}");
        from = from.tomorrow().unwrap();
    }
}

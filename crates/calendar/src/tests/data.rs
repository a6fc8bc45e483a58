use super::{NATIONAL, day, due, provisional, with_decrees};
use crate::{
    Calendar, CalendarData, CalendarError, CalendarRow, DayReason, LocalOverlay, OpeningHours, RowKind,
};

fn read(rows: &str) -> Result<CalendarData, (usize, &'static str)> {
    CalendarData::parse_csv("test", &format!("date,kind,name\n{rows}"))
        .map_err(|error| (error.line, error.reason))
}

#[test]
fn the_embedded_calendar_covers_2004_to_2026() {
    let data = CalendarData::national();
    assert_eq!(data.rows.len(), 769);
    assert!(data.covers.iter().copied().eq(2004..=2026));
    assert_eq!(NATIONAL.horizon(), Some(day("2026-12-31")));
    assert_eq!(NATIONAL.version(), "cn-2026");
}

#[test]
fn working_days_per_year() {
    for (year, days) in [
        (2017, 249),
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ] {
        let eve = day(&format!("{}-12-31", year - 1));
        let count = NATIONAL.count_working_days(eve, day(&format!("{year}-12-31"))).unwrap();
        assert_eq!((count.days, count.provisional), (days, false), "{year}");
    }
}

#[test]
fn days_say_why() {
    let reason = |text: &str| {
        let day = NATIONAL.day(day(text));
        (day.working, day.provisional, day.zh(), day.en())
    };
    let is = |working, provisional, zh: &str, en: &str| (working, provisional, zh.to_owned(), en.to_owned());
    assert_eq!(reason("2017-11-16"), is(true, false, "周四，工作日", "Thursday, working day"));
    assert_eq!(reason("2017-11-18"), is(false, false, "周六，休息日", "Saturday, rest day"));
    assert_eq!(reason("2017-10-02"), is(false, false, "周一，国庆节放假", "Monday, National Day holiday"));
    assert_eq!(
        reason("2017-09-30"),
        is(true, false, "周六，国庆节调休上班", "Saturday, worked in exchange for National Day")
    );
    let (working, provisional, zh, en) = reason("2027-10-01");
    assert!(working && provisional && zh.contains("暂定") && en.contains("provisional"));
}

#[test]
fn every_announced_name_has_an_english_one() {
    for row in CalendarData::national().rows {
        assert!(NATIONAL.day(row.date).en().is_ascii(), "{}", row.name);
    }
}

#[test]
fn local_decrees_win() {
    let calendar = with_decrees();
    assert_eq!(calendar.version(), "cn-2026+ziyang-1");
    let closed = calendar.day(day("2026-07-08"));
    assert!(!closed.working && closed.zh().contains("资府发〔2026〕1号"), "{}", closed.zh());
    assert!(calendar.day(day("2026-07-11")).en().contains("open locally"));
    assert!(matches!(calendar.day(day("2026-10-03")).reason, DayReason::LocalWorkday { .. }));
    assert_eq!(calendar.add_working_days(day("2026-07-07"), 1).unwrap(), due("2026-07-09"));
    assert_eq!(calendar.add_working_days(day("2026-07-10"), 1).unwrap(), due("2026-07-11"));
    assert_eq!(NATIONAL.add_working_days(day("2026-07-07"), 1).unwrap(), due("2026-07-08"));
}

#[test]
fn a_new_notice_settles_its_year() {
    let notice = read("2027-01-01,holiday,元旦\n2027-10-01,holiday,国庆节\n2028-01-01,holiday,元旦").unwrap();
    assert!(notice.covers.iter().copied().eq([2027]));
    let amended = CalendarData::national().amended_by(&notice);
    let calendar = Calendar::new(&amended, &LocalOverlay::default(), OpeningHours::default()).unwrap();
    assert_eq!(calendar.horizon(), Some(day("2027-12-31")));
    assert_eq!(calendar.version(), "test");
    assert_eq!(calendar.add_working_days(day("2026-12-31"), 1).unwrap(), due("2027-01-04"));
    assert!(calendar.day(day("2028-01-01")).provisional);
    assert_eq!(calendar.add_working_days(day("2017-09-29"), 20).unwrap(), due("2017-11-02"));
}

#[test]
fn an_amendment_within_the_year_replaces_it_whole() {
    let notice = read("2019-10-01,holiday,国庆节").unwrap();
    let amended = CalendarData::national().amended_by(&notice);
    assert_eq!(amended.rows.iter().filter(|row| row.date.year() == 2019).count(), 1);
    assert!(amended.covers.len() == 23 && amended.rows.iter().any(|row| row.date.year() == 2018));
}

#[test]
fn the_horizon_stops_at_the_first_gap() {
    let data = read("2026-10-01,holiday,国庆节\n2028-10-01,holiday,国庆节").unwrap();
    let calendar = Calendar::new(&data, &LocalOverlay::default(), OpeningHours::default()).unwrap();
    assert_eq!(calendar.horizon(), Some(day("2026-12-31")));
    let nothing =
        Calendar::new(&read("").unwrap(), &LocalOverlay::default(), OpeningHours::default()).unwrap();
    assert_eq!(nothing.horizon(), None);
    assert!(nothing.add_working_days(day("2026-03-02"), 1).unwrap().provisional);
    assert!(read("2026-10-01,makeup_workday,国庆节").unwrap().covers.is_empty());
}

#[test]
fn rolling_out_of_a_year_without_data_is_provisional() {
    let data = read("2023-01-02,holiday,元旦\n2023-10-01,holiday,国庆节").unwrap();
    let calendar = Calendar::new(&data, &LocalOverlay::default(), OpeningHours::default()).unwrap();
    let from = day("2022-12-31");
    assert_eq!(calendar.same_or_next_working_day(from).unwrap(), provisional("2023-01-03"));
    assert_eq!(calendar.add_working_days(from, 1).unwrap(), due("2023-01-03"));
}

#[test]
fn files_are_refused_at_the_line_that_is_wrong() {
    for (rows, line) in [
        ("2026-10-01,holiday", 2),
        ("2026-10-01,holiday,国庆节,x", 2),
        ("2026-10-01,holiday,国庆节\n2026-10-02,vacation,国庆节", 3),
        ("2026-10-32,holiday,国庆节", 2),
        ("20261001,holiday,国庆节", 2),
        ("2026-10-01T00:00:00,holiday,国庆节", 2),
        ("2200-01-01,holiday,国庆节", 2),
        ("2026-10-01,holiday,", 2),
        ("2026-10-01,holiday,a\u{7}", 2),
        ("2026-10-01,holiday,国庆节\n\n2026-10-01,makeup_workday,国庆节", 4),
    ] {
        assert_eq!(read(rows).unwrap_err().0, line, "{rows}");
    }
    assert_eq!(read(&format!("2026-10-01,holiday,{}", "节".repeat(41))).unwrap_err().0, 2);
    assert_eq!(CalendarData::parse_csv("", "").unwrap_err().line, 1);
    assert_eq!(CalendarData::parse_csv("", "day,kind,name\n").unwrap_err().line, 1);
    assert_eq!(CalendarData::parse_csv("", &" ".repeat(1 << 21)).unwrap_err().line, 0);
    let windows =
        CalendarData::parse_csv("", "\u{FEFF}date,kind,name\r\n2026-10-01,holiday,国庆节\r\n").unwrap();
    assert_eq!((windows.rows.len(), windows.rows[0].name.as_str()), (1, "国庆节"));
}

#[test]
fn a_calendar_is_made_of_sound_rows_only() {
    let row = |date| CalendarRow { date: day(date), kind: RowKind::Holiday, name: "元旦".to_owned() };
    let make = |rows| {
        let data = CalendarData { rows, ..read("").unwrap() };
        Calendar::new(&data, &LocalOverlay::default(), OpeningHours::default()).map(|_| ())
    };
    assert_eq!(
        make(vec![row("2026-01-01"), row("2026-01-01")]),
        Err(CalendarError::Duplicate(day("2026-01-01")))
    );
    assert_eq!(make(vec![row("1948-12-31")]), Err(CalendarError::OutOfRange));
    assert_eq!(make(vec![row("1949-01-01"), row("2199-12-31")]), Ok(()));
}

#[test]
fn calendar_data_survive_storage() {
    let data = CalendarData::national();
    let json = serde_json::to_string(&data).unwrap();
    assert!(json.contains(r#"{"date":"2004-01-01","kind":"holiday","name":"元旦"}"#));
    assert_eq!(serde_json::from_str::<CalendarData>(&json).unwrap(), data);
}

use super::{NATIONAL, day, due, with_decrees};
use crate::{ExplainedDay, Explanation};

fn numbers(days: &[ExplainedDay]) -> Vec<(String, Option<u32>)> {
    days.iter().map(|day| (day.date.strftime("%m-%d").to_string(), day.counted)).collect()
}

#[test]
fn working_days_are_shown_one_by_one() {
    let explained = NATIONAL.explain_working_days(day("2017-09-29"), 3).unwrap();
    assert_eq!(explained.due, due("2017-10-10"));
    assert_eq!(explained.calendar_version, "cn-2026");
    let days = &explained.days;
    assert_eq!(days.len(), 12);
    assert!(days[0].counted.is_none() && days[0].zh.contains("始日不计入"), "{}", days[0].zh);
    assert_eq!((days[1].counted, days[1].zh.as_str()), (Some(1), "周六，国庆节调休上班"));
    assert!(days[2..10].iter().all(|day| day.counted.is_none() && day.en.ends_with("holiday")));
    assert_eq!((days[10].counted, days[11].counted), (Some(2), Some(3)));
}

#[test]
fn rolling_is_shown() {
    let explained = NATIONAL.explain_calendar_days(day("2026-05-06"), 3).unwrap();
    assert_eq!(numbers(&explained.days).last().unwrap(), &("05-09".to_owned(), Some(3)));
    let explained = NATIONAL.explain_calendar_days(day("2026-09-24"), 2).unwrap();
    assert_eq!(explained.due, due("2026-09-28"));
    let expected =
        [("09-24", None), ("09-25", Some(1)), ("09-26", Some(2)), ("09-27", None), ("09-28", None)];
    assert_eq!(numbers(&explained.days), expected.map(|(day, counted)| (day.to_owned(), counted)));
    assert!(explained.days[2].zh.contains("第203条") && explained.days[2].en.contains("art. 203"));
    assert!(explained.days[3].zh.contains("继续顺延"));
    assert!(explained.days[4].zh.contains("顺延后的末日"));
}

#[test]
fn a_same_day_limit_rolls_from_its_start() {
    let explained = NATIONAL.explain_calendar_days(day("2026-09-26"), 0).unwrap();
    assert_eq!(explained.due, due("2026-09-28"));
    assert_eq!(numbers(&explained.days).len(), 3);
    assert!(explained.days.iter().all(|day| day.counted.is_none()));
}

#[test]
fn intervals_are_shown() {
    let explained = NATIONAL.explain_count(day("2017-11-16"), day("2017-11-30")).unwrap();
    assert_eq!((explained.count.days, explained.days.len()), (10, 15));
    assert_eq!(explained.days.last().unwrap().counted, Some(10));
}

#[test]
fn provisional_days_are_marked_one_by_one() {
    let explained = NATIONAL.explain_working_days(day("2026-12-30"), 2).unwrap();
    assert!(explained.due.provisional);
    let marks: Vec<bool> = explained.days.iter().map(|day| day.provisional).collect();
    assert_eq!(marks, [false, false, true]);
    assert!(explained.days[2].zh.contains("暂定"));
}

#[test]
fn decrees_are_cited() {
    let explained = with_decrees().explain_working_days(day("2026-07-07"), 1).unwrap();
    assert!(explained.days[1].zh.contains("资府发〔2026〕1号") && explained.days[1].counted.is_none());
    assert_eq!(explained.calendar_version, "cn-2026+ziyang-1");
}

#[test]
fn explanations_survive_storage() {
    let explained = NATIONAL.explain_working_days(day("2017-09-29"), 20).unwrap();
    let json = serde_json::to_string(&explained).unwrap();
    assert!(json.contains(r#""due":{"date":"2017-11-02","provisional":false}"#));
    assert_eq!(serde_json::from_str::<Explanation>(&json).unwrap(), explained);
}

//! Tests of this room.

use super::{Command, History, Key, Settings, decide};
use crate::fixture::day;

fn change(key: Key, value: u32, from: &str) -> Command {
    Command::Change { key, value, from: day(from), document: "资政务〔2026〕3号".to_owned() }
}

fn set(history: History, key: Key, value: u32, from: &str) -> History {
    let events = decide(change(key, value, from), day("2026-03-02")).expect("within its bounds");
    events.iter().fold(history, History::apply)
}

#[test]
fn a_change_holds_from_its_day_on_and_not_before() {
    let history = set(History::default(), Key::WarningDays, 3, "2026-03-10");
    assert_eq!(history.on(day("2026-03-09")), Settings::default());
    assert_eq!(history.on(day("2026-03-10")).warning_days, 3);
}

#[test]
fn of_two_changes_the_later_day_wins_and_of_one_day_the_later_recorded() {
    let history = set(History::default(), Key::WarningDays, 3, "2026-04-01");
    let history = set(history, Key::WarningDays, 2, "2026-03-10");
    assert_eq!(history.on(day("2026-03-20")).warning_days, 2);
    assert_eq!(history.on(day("2026-04-01")).warning_days, 3);
    let history = set(history, Key::WarningDays, 5, "2026-04-01");
    assert_eq!(history.on(day("2026-04-01")).warning_days, 5);
}

#[test]
fn every_key_is_set_by_itself_within_its_bounds_and_defaults_lie_within_them() {
    let defaults = Settings::default();
    for key in Key::ALL {
        let (least, most) = key.bounds();
        assert!((least..=most).contains(&defaults.get(key)), "{key:?}");
        for value in [least, most] {
            let settings = set(History::default(), key, value, "2026-03-09").on(day("2026-03-09"));
            assert_eq!(settings.get(key), value);
            for other in Key::ALL.into_iter().filter(|other| *other != key) {
                assert_eq!(settings.get(other), defaults.get(other), "{key:?} moved {other:?}");
            }
        }
        for value in [least.checked_sub(1), Some(most + 1)].into_iter().flatten() {
            assert!(
                decide(change(key, value, "2026-03-02"), day("2026-03-02")).is_err(),
                "{key:?} = {value}"
            );
        }
    }
}

#[test]
fn a_separation_of_duties_is_given_up_a_week_ahead_by_a_document() {
    let today = day("2026-03-02");
    let rule = |command| decide(command, today).map_err(|refusal| refusal.rule.id).map(drop);
    for from in ["2026-03-02", "2026-03-08"] {
        assert_eq!(rule(change(Key::DecisionApart, 0, from)), Err("setting.too_soon"), "{from}");
    }
    assert_eq!(rule(change(Key::DecisionApart, 0, "2026-03-09")), Ok(()));
    assert_eq!(rule(change(Key::DecisionApart, 1, "2026-03-02")), Ok(()), "stricter at once");
    for document in ["x", "", "某文件"] {
        let Command::Change { key, value, from, .. } = change(Key::WarningDays, 2, "2026-03-02");
        let command = Command::Change { key, value, from, document: document.to_owned() };
        assert_eq!(rule(command), Err("setting.document"), "{document}");
    }
}

#[test]
fn no_setting_lets_a_confirmation_live_longer_than_five_minutes() {
    assert_eq!(Key::ConfirmationMinutes.bounds().1, 5);
}

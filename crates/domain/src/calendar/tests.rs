//! Tests of this room.

use std::collections::BTreeSet;

use daowei_calendar::{CalendarData, CalendarRow, LocalKind, LocalOverlay, LocalRow, RowKind};

use super::{Almanac, Command, decide};
use crate::fixture::{compile, day};

fn notice(date: &str, covers: &[i16]) -> Command {
    let row = CalendarRow { date: day(date), kind: RowKind::Holiday, name: "国庆节".to_owned() };
    let data = CalendarData {
        version: "cn-2027".to_owned(),
        covers: covers.iter().copied().collect(),
        learned_at: None,
        rows: vec![row],
    };
    Command::Publish { data, document: "国办发明电〔2026〕9号".to_owned() }
}

fn after(almanac: Almanac, command: Command) -> Almanac {
    let events = decide(&almanac, command).expect("a calendar");
    events.iter().fold(almanac, Almanac::apply)
}

#[test]
fn the_days_that_come_with_the_program_cover_2004_to_2026() {
    assert_eq!(Almanac::shipped().national.covers, (2004..=2026).collect::<BTreeSet<i16>>());
}

#[test]
fn a_published_year_is_no_longer_provisional_and_the_others_stay() {
    let almanac = after(Almanac::shipped(), notice("2027-10-01", &[2027]));
    assert_eq!(almanac.national.version, "cn-2027");
    let calendar = compile(&almanac.national);
    assert!(!calendar.day(day("2027-10-01")).working && !calendar.day(day("2027-03-01")).provisional);
    assert!(!calendar.day(day("2026-10-01")).working);
}

#[test]
fn a_decree_takes_the_place_of_all_earlier_ones() {
    let decree = |date: &str, version: &str| {
        let row = LocalRow {
            date: day(date),
            kind: LocalKind::Closure,
            name: "抗洪抢险".to_owned(),
            authority: "资府办函〔2026〕12号".to_owned(),
        };
        Command::DecreeLocal(LocalOverlay { version: version.to_owned(), rows: vec![row] })
    };
    let almanac = after(Almanac::shipped(), decree("2026-03-20", "ziyang-1"));
    let almanac = after(almanac, decree("2026-03-23", "ziyang-2"));
    let closed: Vec<_> = almanac.local.rows.iter().map(|row| row.date).collect();
    assert_eq!(closed, [day("2026-03-23")]);
    assert_eq!(almanac.national, CalendarData::national());
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let refusal = decide(&Almanac::shipped(), notice("2300-10-01", &[2300])).expect_err("out of bounds");
    assert_eq!(refusal.rule, &super::rules::UNREADABLE);
}

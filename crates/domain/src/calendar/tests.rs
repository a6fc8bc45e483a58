//! Tests of this room.

use std::collections::BTreeSet;

use daowei_calendar::{CalendarData, CalendarRow, LocalKind, LocalOverlay, LocalRow, RowKind};

use super::{Almanac, Command, Event, rules};
use crate::fixture::{compile, day};
use crate::rule::Refusal;

/// A notice that gives the seven holidays of a year their days; National Day from that date on.
fn notice(date: &str, covers: &[i16]) -> Command {
    let national = day(date);
    let rows = [
        (1, 1, "元旦"),
        (2, 5, "春节"),
        (2, 6, "春节"),
        (2, 7, "春节"),
        (2, 8, "春节"),
        (4, 5, "清明节"),
        (5, 1, "劳动节"),
        (5, 2, "劳动节"),
        (6, 9, "端午节"),
        (9, 15, "中秋节"),
    ];
    let row = |(month, date, name): (i8, i8, &str)| CalendarRow {
        date: jiff::civil::date(national.year(), month, date),
        kind: RowKind::Holiday,
        name: name.to_owned(),
    };
    let last = (0..3).map(|later| CalendarRow {
        date: national.saturating_add(jiff::Span::new().days(later)),
        kind: RowKind::Holiday,
        name: "国庆节".to_owned(),
    });
    let data = CalendarData {
        version: "whatever".to_owned(),
        covers: covers.iter().copied().collect(),
        learned_at: None,
        rows: rows.into_iter().map(row).chain(last).collect(),
    };
    Command::Publish { data, document: "国办发明电〔2026〕9号".to_owned() }
}

fn decide(almanac: &Almanac, command: Command) -> Result<Vec<Event>, Refusal> {
    super::decide(almanac, command, day("2026-03-02"))
}

fn decree(date: &str, kind: LocalKind, authority: &str) -> Command {
    let row =
        LocalRow { date: day(date), kind, name: "抗洪抢险".to_owned(), authority: authority.to_owned() };
    Command::DecreeLocal(LocalOverlay { version: "ziyang-1".to_owned(), rows: vec![row] })
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
    assert_eq!(almanac.national.version, "cn-2027.1");
    let calendar = compile(&almanac.national);
    assert!(!calendar.day(day("2027-10-01")).working && !calendar.day(day("2027-03-01")).provisional);
    assert!(!calendar.day(day("2026-10-01")).working);
}

#[test]
fn a_decree_takes_the_place_of_all_earlier_ones() {
    let rest = |date| decree(date, LocalKind::RestDay, "资府办函〔2026〕12号");
    let almanac = after(Almanac::shipped(), rest("2026-03-20"));
    let almanac = after(almanac, rest("2026-03-23"));
    let closed: Vec<_> = almanac.local.rows.iter().map(|row| row.date).collect();
    assert_eq!(closed, [day("2026-03-23")]);
    assert_eq!(almanac.national, CalendarData::national());
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let refusal = decide(&Almanac::shipped(), notice("2300-10-01", &[])).expect_err("out of bounds");
    assert_eq!(refusal.rule, &rules::UNREADABLE);
}

#[test]
fn a_version_names_its_content() {
    let first = after(Almanac::shipped(), notice("2027-10-01", &[2027]));
    let again = decide(&first, notice("2027-10-01", &[2027])).expect("the same");
    assert_eq!(again, [], "the same content is the same version");
    let Command::Publish { mut data, document } = notice("2027-10-01", &[2027]) else { panic!("a notice") };
    data.covers.clear();
    data.rows =
        vec![CalendarRow { date: day("2027-11-26"), kind: RowKind::Holiday, name: "加放".to_owned() }];
    let amended = after(first.clone(), Command::Publish { data: data.clone(), document: document.clone() });
    data.rows[0].kind = RowKind::MakeupWorkday;
    let other = after(amended.clone(), Command::Publish { data, document });
    let versions = [&first, &amended, &other].map(|almanac| almanac.national.version.as_str());
    assert_eq!(versions, ["cn-2027.1", "cn-2027.2", "cn-2027.3"]);
}

#[test]
fn a_year_without_its_holidays_is_not_published() {
    for lacking in ["元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆节"] {
        let Command::Publish { mut data, document } = notice("2027-10-01", &[2027]) else {
            panic!("a notice")
        };
        data.rows.retain(|row| !row.name.contains(lacking));
        let refusal = decide(&Almanac::shipped(), Command::Publish { data, document }).expect_err(lacking);
        assert_eq!(refusal.rule, &rules::YEAR_INCOMPLETE);
    }
    // One day of each is not what the law gives.
    for (name, days) in [("春节", 4), ("劳动节", 2), ("国庆节", 3)] {
        let Command::Publish { mut data, document } = notice("2027-10-01", &[2027]) else {
            panic!("a notice")
        };
        let of = |row: &CalendarRow| row.name == name;
        assert_eq!(data.rows.iter().filter(|row| of(row)).count(), days);
        let last = data.rows.iter().rposition(of).expect("a day");
        data.rows.remove(last);
        let refusal = decide(&Almanac::shipped(), Command::Publish { data, document }).expect_err(name);
        assert_eq!(refusal.rule, &rules::YEAR_INCOMPLETE);
    }
    let shipped = CalendarData::national();
    for year in &shipped.covers {
        assert_eq!(super::missing(*year, &shipped.rows), [], "{year}");
    }
}

#[test]
fn days_that_have_passed_stay_what_they_were() {
    let document = "资府办函〔2026〕12号";
    for (date, kind) in [("2026-02-27", LocalKind::RestDay), ("2026-02-22", LocalKind::Workday)] {
        let refusal = decide(&Almanac::shipped(), decree(date, kind, document)).expect_err(date);
        assert_eq!(refusal.rule, &rules::PAST);
    }
    // What was decreed cannot be taken back once it has passed, nor a national day rewritten.
    let almanac = after(Almanac::shipped(), decree("2026-03-03", LocalKind::RestDay, document));
    let nothing = Command::DecreeLocal(LocalOverlay::default());
    let later = super::decide(&almanac, nothing.clone(), day("2026-03-04")).expect_err("passed");
    assert_eq!(later.rule, &rules::PAST);
    super::decide(&almanac, nothing, day("2026-03-03")).expect("a day that is not over");
    let row = |date: &str| CalendarRow { date: day(date), kind: RowKind::Holiday, name: "加放".to_owned() };
    let publish = |date: &str, covers: &[i16]| Command::Publish {
        data: CalendarData {
            version: String::new(),
            covers: covers.iter().copied().collect(),
            learned_at: None,
            rows: vec![row(date)],
        },
        document: "国办发明电〔2026〕9号".to_owned(),
    };
    let refusal = decide(&Almanac::shipped(), publish("2026-02-27", &[])).expect_err("passed");
    assert_eq!(refusal.rule, &rules::PAST);
    decide(&Almanac::shipped(), publish("2026-03-20", &[])).expect("an amendment ahead");
    // Nor day by day in a year that stays provisional.
    let refusal = super::decide(&Almanac::shipped(), publish("2027-02-08", &[]), day("2027-02-09"));
    assert_eq!(refusal.expect_err("passed").rule, &rules::PAST);
}

#[test]
fn a_year_that_was_missing_is_loaded_though_it_has_begun() {
    let loaded = super::decide(&Almanac::shipped(), notice("2027-10-01", &[2027]), day("2027-03-01"));
    assert_eq!(loaded.expect("the days were provisional").len(), 1);
}

#[test]
fn no_publication_leaves_a_year_without_its_working_days() {
    let row = |date| LocalRow {
        date,
        kind: LocalKind::RestDay,
        name: "抗洪抢险".to_owned(),
        authority: "资府发〔2026〕9号".to_owned(),
    };
    let decree = |days| {
        let days = std::iter::successors(Some(day("2026-03-09")), |day| day.tomorrow().ok()).take(days);
        decide(
            &Almanac::shipped(),
            Command::DecreeLocal(LocalOverlay { version: String::new(), rows: days.map(row).collect() }),
        )
    };
    decree(14).expect("two weeks of a flood");
    assert_eq!(decree(60).expect_err("two months").rule, &rules::TOO_FEW_WORKING_DAYS);
}

#[test]
fn only_a_government_decrees_days_for_its_place() {
    for authority in ["x", "停电通知", "资政务〔2026〕3号", "资府发2026年9号", "〔2026〕9号"]
    {
        let refusal = decide(&Almanac::shipped(), decree("2026-03-20", LocalKind::RestDay, authority));
        assert_eq!(refusal.expect_err(authority).rule, &rules::LOCAL_AUTHORITY);
    }
    for authority in ["资府发〔2026〕9号", "资府办函〔2026〕12号", "川府发[2026]1号", "京政办发〔2026〕1号"]
    {
        decide(&Almanac::shipped(), decree("2026-03-20", LocalKind::RestDay, authority)).expect(authority);
    }
}

//! 专网办件 out of files: twice, amended, refused, on trial. What was registered by hand is held against a file in the API's tests.

use super::{Options, Place, Report, codes, departments, items, place};
use crate::foreign::NOUN;
use crate::import::foreign as import;
use crate::unit::Caller;

const HEAD: &str =
    "system,number,department,item,unlisted,received_at,accepted_at,decided_at,result,document\n";
const OPEN: &str = "省市场监管专网,SC1,市甲局,甲许可,,2026-02-27 09:30,2026-02-27 10:00,,,\n";

fn city(name: &str) -> Place {
    let place = place(name);
    let organs = "row_id,jurisdiction,name\nA1,四川省资阳市(512000),市甲局\nA2,四川省资阳市(512000),市乙局\n";
    let list = "row_id,code,name,department,type\nI1,,甲许可,市甲局,行政许可\nI2,511A0005200004(旧事项码),乙许可,市甲局,行政许可\n\
                I3,,丙许可,市甲局,行政许可\nI4,,丙许可,市甲局,行政许可\n";
    for report in [
        departments(&place.app, organs.as_bytes(), &Options::default()).unwrap(),
        items(&place.app, list.as_bytes(), &Options::default()).unwrap(),
    ] {
        assert_eq!(report.refused, []);
    }
    place
}

fn taken(place: &Place, rows: &str, options: &Options) -> Report {
    import(&place.app, format!("{HEAD}{rows}").as_bytes(), options).unwrap()
}

/// How many events of foreign cases there are.
fn events(place: &Place) -> usize {
    let of_noun = |unit: &mut crate::Unit<'_, '_>| {
        Ok(daowei_store::event::of_noun(unit.tx, unit.inner.keys.evidence(), NOUN)?.len())
    };
    place.app.read_blocking(Caller::Host, of_noun).unwrap()
}

#[test]
fn a_file_twice_changes_nothing_and_a_later_one_amends() {
    let place = city("foreign_twice");
    let off = "国家平台,17,市乙局,某项备案,是,2026-03-01 08:00:30,,2026-03-01 08:00:30,办结,\n";
    let coded = "国家平台,18,市甲局,province:511A0005200004(旧事项码),,2026-03-01 09:00,,,,\n";
    let file = format!("{OPEN}{off}{coded}");
    let dry = Options { dry_run: true, ..Options::default() };
    assert_eq!((taken(&place, &file, &dry).accepted, events(&place)), (3, 0));
    let first = taken(&place, &file, &Options::default());
    assert_eq!((first.accepted, &first.refused, &first.warnings), (3, &vec![], &vec![]));
    assert_eq!(events(&place), 3);
    // One number, however wide it is written.
    let again = taken(&place, &file.replace("SC1", "ＳＣ 1"), &Options::default());
    let said: Vec<_> = again.warnings.iter().map(|finding| (finding.line, finding.code)).collect();
    assert_eq!(said, [(2, "row.unchanged"), (3, "row.unchanged"), (4, "row.unchanged")]);
    assert_eq!((again.accepted, events(&place)), (3, 3));
    let later =
        "省市场监管专网,SC1,市乙局,甲许可,,2026-02-27 09:30,2026-02-27 10:00,2026-03-02 09:00,granted,JY1\n";
    let amended = taken(&place, later, &Options::default());
    let said: Vec<_> = amended.warnings.iter().map(|finding| finding.code).collect();
    assert_eq!(said, ["foreign.differs", "foreign.amended"]);
    assert_eq!(
        amended.warnings[1].zh,
        "与已登记的办理情况不同，以文件为准：decided_at — → 2026-03-02T09:00:00; result — → 准予; document — → JY1。"
    );
    assert_eq!(amended.warnings[0].en, "Registered with other department, which stay as registered.");
    assert_eq!((amended.accepted, events(&place)), (1, 4));
}

#[test]
fn what_cannot_be_so_is_refused_with_its_line_and_nothing_is_taken() {
    let place = city("foreign_refused");
    for (row, code) in [
        ("省网,2,市丁局,甲许可,,2026-02-27 09:30,,,,\n", "field.value"),
        ("省网,2,市甲局,丁许可,,2026-02-27 09:30,,,,\n", "foreign.item_unlisted"),
        ("省网,2,市甲局,丙许可,,2026-02-27 09:30,,,,\n", "foreign.item_unlisted"),
        ("省网,2,市乙局,甲许可,,2026-02-27 09:30,,,,\n", "foreign.item_unlisted"),
        ("省网,2,市甲局,甲许可,是,2026-02-27 09:30,,,,\n", "field.value"),
        ("省网,2,市甲局,甲许可,也许,2026-02-27 09:30,,,,\n", "field.value"),
        ("省网,2,市甲局,甲许可,,2026-02-27,,,,\n", "field.value"),
        ("省网,2,市甲局,甲许可,,,,,,\n", "field.empty"),
        (",2,市甲局,甲许可,,2026-02-27 09:30,,,,\n", "field.empty"),
        ("省网,2,市甲局,,是,2026-02-27 09:30,,,,\n", "field.empty"),
        ("省网,2,市甲局,甲许可,,2026-02-27 09:30,,2026-02-27 10:00,通过,\n", "field.value"),
        ("省网,2,市甲局,甲许可,,2026-02-27 09:30,,2026-02-27 10:00,,\n", "foreign.result_incomplete"),
        ("省网,2,市甲局,甲许可,,2026-02-27 09:30,2026-02-26 10:00,,,\n", "foreign.time_order"),
        ("省网,2,市甲局,甲许可,,2026-03-02 10:01,,,,\n", "foreign.time_future"),
        (OPEN, "foreign.number_twice"),
    ] {
        for dry_run in [true, false] {
            let report = taken(&place, &format!("{OPEN}{row}"), &Options { dry_run, ..Options::default() });
            let said: Vec<_> = report.refused.iter().map(|finding| (finding.line, finding.code)).collect();
            assert_eq!((said, report.rows, report.accepted), (vec![(3, code)], 2, 0), "{row}");
        }
    }
    assert_eq!(events(&place), 0);
    let partial = Options { partial: true, ..Options::default() };
    let report = taken(&place, &format!("{OPEN}省网,2,市丁局,甲许可,,2026-02-27 09:30,,,,\n"), &partial);
    assert_eq!((report.accepted, report.refused.len(), events(&place)), (1, 1, 1));
    let report = import(&place.app, "system,number\n".as_bytes(), &Options::default()).unwrap();
    assert_eq!(report.refused[0].code, "file.header");
}

#[test]
fn names_of_applicants_are_not_read() {
    let place = city("foreign_names");
    let file =
        "system,number,department,item,received_at,申请人\n省网,1,市甲局,甲许可,2026-02-27 09:30,张某\n";
    let report = import(&place.app, file.as_bytes(), &Options::default()).unwrap();
    assert_eq!((report.accepted, report.warnings[0].code), (1, "column.not_read"));
    assert!(codes(&report).len() == 1 && report.warnings[0].zh.contains("申请人"));
}

//! Real rows, and files as they should not be.

mod foreign;
mod themes;

use std::collections::{BTreeMap, BTreeSet};

use daowei_crypto::{Keys, Suite};
use daowei_domain::catalog::{CaseKind, DepartmentOf, Item, Origin, PaperNeed};
use daowei_domain::limits::{Length, StartRule, Unit as LimitUnit};
use daowei_domain::organization::Managed;
use daowei_ident::{DepartmentId, ItemId};
use daowei_store::{SqliteOptions, Store, migrate};
use jiff::civil::date;

use super::code::{REFUSALS, WARNINGS};
use super::{Options, Report, calendar, departments, items, items_detailed, key};
use crate::account::testing::{CountedRandom, TurnedClock};
use crate::unit::Caller;
use crate::{App, aggregate, world};

const PUBLISHED_ITEMS: &str = include_str!("../../tests/data/items-published.csv");
const PUBLISHED_DEPARTMENTS: &str = include_str!("../../tests/data/departments-published.csv");
const DEPARTMENTS: &str = include_str!("../../tests/data/departments.csv");
const ITEMS: &str = include_str!("../../tests/data/items.csv");
const DETAILED: &str = include_str!("../../tests/data/items-detailed.json");

struct Place {
    app: App,
    directory: std::path::PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn place(name: &str) -> Place {
    let directory = std::env::temp_dir().join(format!("daowei_import_{name}_{}", std::process::id()));
    std::fs::create_dir(&directory).unwrap();
    let store = Store::sqlite(&directory.join("daowei.db"), &SqliteOptions::default()).unwrap();
    migrate::migrate(&store, 1).unwrap();
    let keys = Keys::generate(Suite::Gm, "test.example/import", &[7; 32]).unwrap();
    let clock = TurnedClock::at("2026-03-02T02:00:00Z".parse().unwrap());
    let app = App::new(store, keys, Box::new(clock), Box::new(CountedRandom::default()));
    Place { app, directory }
}

fn item(app: &App, row: &str) -> Option<Item> {
    let id = key::id("", "item", row, ItemId::from_parts);
    app.read_blocking(Caller::Host, move |unit| Ok(aggregate::load::<Item>(unit, id)?.state)).unwrap()
}

fn codes(report: &Report) -> BTreeSet<&'static str> {
    report.warnings.iter().chain(&report.refused).map(|finding| finding.code).collect()
}

fn count(app: &App) -> usize {
    app.read_blocking(Caller::Host, |unit| Ok(unit.world.facts.departments.len())).unwrap()
}

/// The codes of one row, by its row id.
fn of_row(csv: &str, report: &Report, row: &str) -> BTreeSet<&'static str> {
    let line = csv.lines().position(|line| line.starts_with(&format!("{row},"))).unwrap() + 1;
    let line = u64::try_from(line).unwrap();
    report.warnings.iter().filter(|finding| finding.line == line).map(|finding| finding.code).collect()
}

#[test]
fn published_files_are_taken_whole_with_their_oddities_as_warnings() {
    let place = place("published");
    let organs = departments(&place.app, PUBLISHED_DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    assert_eq!((organs.accepted, organs.refused.len()), (organs.rows, 0), "{:?}", organs.refused);
    assert!(
        codes(&organs).is_superset(&BTreeSet::from([
            "department.code_assigned",
            "department.short_name_assigned",
            "department.since_unknown",
            "department.remedies_missing",
            "division.inferred",
        ])),
        "{:?}",
        codes(&organs)
    );
    let report = items(&place.app, PUBLISHED_ITEMS.as_bytes(), &Options::default()).unwrap();
    assert_eq!((report.accepted, report.refused.len()), (report.rows, 0), "{:?}", report.refused);
    for (row, expected) in [
        ("I0151", &["promise.far_below_statutory", "promise.instant_with_days"][..]),
        ("I0155", &["promise.instant_with_days", "department.unknown"]),
        ("I0160", &["promise.equals_statutory"]),
        ("I0184", &["limit.as_written"]),
        ("I0001", &["limit.day_read_as_calendar", "inferred"]),
    ] {
        let found = of_row(PUBLISHED_ITEMS, &report, row);
        assert!(expected.iter().all(|code| found.contains(code)), "{row}: {found:?}");
    }
    for code in [
        "limit.blank",
        "limit.start_as_written",
        "item.listed_twice",
        "code.scheme_unknown",
        "type.as_written",
        "level.as_written",
        "division.inferred",
    ] {
        assert!(codes(&report).contains(code), "{code}");
    }
    let odd = item(&place.app, "I0151").unwrap();
    let content = &odd.newest().unwrap().content;
    let days = |amount| Length::Fixed { amount, unit: LimitUnit::WorkingDays };
    assert_eq!(content.statutory_limit.as_ref().unwrap().length, days(60));
    assert_eq!(content.promised_limit.as_ref().unwrap().length, days(1));
    assert_eq!(content.case_kind, CaseKind::Instant);
    assert_eq!(content.local_codes, ["province:511A0005200004(旧事项码)"]);
    assert!(matches!(odd.newest().unwrap().origin, Origin::Import { .. }));
    let kept = item(&place.app, "I0184").unwrap();
    let limit = kept.newest().unwrap().content.statutory_limit.clone().unwrap();
    assert_eq!(limit.length, Length::AsWritten("60/30日".to_owned()));
    assert_eq!(limit.start, StartRule::Receipt);
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let place = place("twice");
    for round in 0..2 {
        let organs = departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
        let detailed = items_detailed(&place.app, DETAILED.as_bytes(), &Options::default()).unwrap();
        let list = items(&place.app, ITEMS.as_bytes(), &Options::default()).unwrap();
        for report in [&organs, &detailed, &list] {
            assert_eq!(report.refused, []);
            let unchanged = report.warnings.iter().filter(|finding| finding.code == "row.unchanged").count();
            let left_out = report.warnings.iter().filter(|finding| finding.code == "item.detailed").count();
            let rows = usize::try_from(report.rows).unwrap();
            assert_eq!(unchanged, if round == 0 { 0 } else { rows - left_out });
        }
    }
    assert_eq!(item(&place.app, "I0001").unwrap().versions.len(), 1);
}

#[test]
fn organs_follow_each_other_and_items_go_to_the_organ_of_today() {
    let place = place("succession");
    let report = departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    assert!(codes(&report).contains("department.split"), "{:?}", codes(&report));
    let named = |row: &str| key::id("", "department", row, DepartmentId::from_parts);
    let (old, new, split) = (named("D001"), named("Z002"), named("D032"));
    place
        .app
        .read_blocking(Caller::Host, move |unit| {
            let facts = &unit.world.facts.departments;
            assert_eq!(facts[&old].successors, [new]);
            assert_eq!(facts[&new].predecessors, [old]);
            assert_eq!(facts[&split].successors, [named("Z016"), named("Z017")]);
            assert_eq!(facts[&named("D003")].sections.len(), 1);
            Ok(())
        })
        .unwrap();
    let csv = "row_id,name,department,type\n\
               X1,组建登记,市委编办（市深化行政审批制度改革办）,行政许可\n\
               X2,文化经营许可,市文化广电新闻出版局,行政许可\n";
    let split_name =
        DEPARTMENTS.lines().find(|line| line.starts_with("D032,")).unwrap().split(',').nth(2).unwrap();
    let csv = csv.replace("市文化广电新闻出版局", split_name);
    let report = items(&place.app, csv.as_bytes(), &Options::default()).unwrap();
    assert!(of_row(&csv, &report, "X1").contains("department.succeeded"));
    assert!(of_row(&csv, &report, "X2").contains("department.unknown"));
    let renamed = item(&place.app, "X1").unwrap();
    assert_eq!(renamed.newest().unwrap().content.department, DepartmentOf::Known(new));
}

#[test]
fn founded_rows_take_acceptances_and_imports_do_not() {
    let place = place("founded");
    departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    items_detailed(&place.app, DETAILED.as_bytes(), &Options::default()).unwrap();
    let report = items(&place.app, ITEMS.as_bytes(), &Options::default()).unwrap();
    assert_eq!(report.refused, []);
    assert!(codes(&report).is_superset(&BTreeSet::from(["item.detailed", "duty.as_written"])));
    let founded = item(&place.app, "I0001").unwrap();
    assert_eq!(founded.newest().unwrap().origin.document(), Some("演示清单（非真实文件）2024年版"));
    assert!(founded.in_force("2026-01-05".parse().unwrap()).is_ok());
    let bare = item(&place.app, "I0151").unwrap();
    assert_eq!(bare.newest().unwrap().origin.document(), None);
    let detailed = item(&place.app, "I0043").unwrap();
    let content = &detailed.newest().unwrap().content;
    assert_eq!((content.papers.len(), content.result_months), (6, Some(36)));
    assert_eq!(content.papers[0].need, PaperNeed::Required);
    let found = place
        .app
        .read_blocking(Caller::Host, |unit| {
            Ok(daowei_store::view::item::find(unit.tx, "劳务派遣", "2026-03-02", 10)?.0)
        })
        .unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].acceptable);
}

#[test]
fn a_changed_row_is_a_further_version_from_a_later_day_only() {
    let place = place("changed");
    departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    items(&place.app, ITEMS.as_bytes(), &Options::default()).unwrap();
    let same_day = ITEMS.replace("大型群众性活动安全许可", "大型群众性活动安全许可（新）");
    let report = items(&place.app, same_day.as_bytes(), &Options::default()).unwrap();
    assert_eq!((report.accepted, report.refused.len()), (0, 1));
    assert_eq!(report.refused[0].code, "catalog.version.order");
    let line = same_day.lines().find(|line| line.starts_with("I0001,")).unwrap();
    let later = same_day.replace(line, &line.replace("2024-01-01", "2026-02-01"));
    let report = items(&place.app, later.as_bytes(), &Options::default()).unwrap();
    assert_eq!(report.refused, []);
    assert_eq!(item(&place.app, "I0001").unwrap().versions.len(), 2);
}

#[test]
fn one_bad_row_stops_all_unless_asked_otherwise_and_a_dry_run_writes_nothing() {
    let place = place("partial");
    let csv = format!(
        "{}Z998,无部门,,,,\n,四川省资阳市(512000),没有行号\n",
        "row_id,jurisdiction,name,managed,code,short_name\nA1,四川省资阳市(512000),市甲局,municipal,501,资甲\nA2,四川省资阳市(512000),市乙局,royal,502,资乙\n"
    );
    let all = departments(&place.app, csv.as_bytes(), &Options::default()).unwrap();
    assert_eq!((all.rows, all.accepted, count(&place.app)), (4, 0, 0));
    let codes: Vec<_> = all.refused.iter().map(|finding| (finding.line, finding.code)).collect();
    assert_eq!(codes, [(3, "field.value"), (4, "field.empty"), (5, "row.fields")]);
    let dry = Options { partial: true, dry_run: true, ..Options::default() };
    assert_eq!(departments(&place.app, csv.as_bytes(), &dry).unwrap().accepted, 1);
    assert_eq!(count(&place.app), 0);
    let partial = Options { partial: true, ..Options::default() };
    assert_eq!(departments(&place.app, csv.as_bytes(), &partial).unwrap().accepted, 1);
    assert_eq!(count(&place.app), 1);
}

#[test]
fn a_changed_row_is_a_change_of_the_organ() {
    let place = place("organ_changed");
    let head =
        "row_id,jurisdiction,name,code,short_name,line,managed,valid_from,valid_to,court,predecessors\n";
    let first = "A1,四川省资阳市(512000),市甲局,501,资甲,甲,municipal,2019-03-01,,某法院,\n";
    let take = |rows: &str| {
        departments(&place.app, format!("{head}{rows}").as_bytes(), &Options::default()).unwrap()
    };
    let organ = |row: &str| {
        let id = key::id("", "department", row, DepartmentId::from_parts);
        let find = move |unit: &mut crate::Unit<'_, '_>| {
            let head = daowei_store::event::head(unit.tx, &crate::stream::name("department", id))?;
            Ok((unit.world.facts.departments[&id].clone(), head.sequence))
        };
        place.app.read_blocking(Caller::Host, find).unwrap()
    };
    assert_eq!(take(first).refused, []);
    let changed = "A1,四川省资阳市(512000),市丙局,501,,丙,vertical,2019-01-01,2024-12-31,,\n";
    let report = take(changed);
    assert_eq!((report.accepted, codes(&report).contains("department.changed")), (1, true), "{report:?}");
    let said = report.warnings.iter().find(|finding| finding.code == "department.changed").unwrap();
    assert!(said.en.contains("name, line, managed, valid_from, valid_to;"), "{}", said.en);
    let (after, sequence) = organ("A1");
    assert_eq!(
        (after.name.as_str(), after.line.as_str(), after.managed),
        ("市丙局", "丙", Managed::Vertical)
    );
    assert_eq!(
        (after.short_name.as_str(), after.court.as_deref()),
        ("资甲", Some("某法院")),
        "a blank says nothing"
    );
    assert_eq!((after.validity.to, sequence), (Some(date(2025, 1, 1)), 2));
    assert!(codes(&take(changed)).contains("row.unchanged"));
    assert_eq!(organ("A1").1, 2);

    // Merged and split at once: two organs of old, two of today, each with both.
    let old = "B1,四川省资阳市(512000),市丁局,503,资丁,丁,municipal,2010-01-01,,,\n";
    let rows = format!(
        "{changed}{old}\
         C1,四川省资阳市(512000),市戊局,504,资戊,戊,municipal,2025-01-01,,,A1;B1\n\
         C2,四川省资阳市(512000),市己局,505,资己,己,municipal,2025-01-01,,,A1;B1\n"
    );
    let report = take(&rows);
    assert_eq!(report.refused, []);
    assert_eq!(report.warnings.iter().filter(|finding| finding.code == "department.split").count(), 2);
    let (one, other) = (organ("C1").0, organ("C2").0);
    for row in ["A1", "B1"] {
        let ended = organ(row).0;
        assert_eq!((ended.successors, ended.validity.to), (vec![one.id, other.id], Some(date(2025, 1, 1))));
        assert!(one.predecessors.contains(&ended.id) && other.predecessors.contains(&ended.id));
    }
    assert!(
        take(&rows)
            .warnings
            .iter()
            .all(|finding| !["department.split", "department.changed"].contains(&finding.code))
    );
}

#[test]
fn what_stands_in_numbers_is_not_rewritten_and_belongs_to_one_organ() {
    let place = place("differs");
    let head = "row_id,jurisdiction,name,code,short_name,valid_from,review_organ,court\n";
    let first = format!("{head}A1,四川省资阳市(512000),市甲局,501,资甲,2019-03-01,资阳市人民政府,某法院\n");
    departments(&place.app, first.as_bytes(), &Options::default()).unwrap();
    for (csv, code) in [
        (first.replace("501", "509"), "department.differs"),
        (first.replace("资甲", "资丙"), "department.differs"),
        (format!("{head}A2,四川省资阳市(512000),市乙局,501,资乙,,,\n"), "department.code_taken"),
        (format!("{head}A2,四川省资阳市(512000),市乙局,502,资甲,,,\n"), "department.short_name_taken"),
        (format!("{first}A1,四川省资阳市(512000),市甲局,501,资甲,,,\n"), "row.id_twice"),
        (format!("{head},四川省资阳市(512000),市乙局,502,资乙,,,\n"), "row.id_missing"),
        (format!("{head}A2,四川省资阳市(512000),市\u{1}乙局,502,资乙,,,\n"), "field.control"),
        (format!("{head}A2,四川省资阳市(512000),{},502,资乙,,,\n", "长".repeat(10_001)), "field.too_long"),
    ] {
        let report = departments(&place.app, csv.as_bytes(), &Options::default()).unwrap();
        assert_eq!(report.refused.iter().map(|f| f.code).collect::<Vec<_>>(), [code]);
        assert_eq!(count(&place.app), 1);
    }
    let unknown = "row_id,jurisdiction,name,predecessors,mayor\nA3,四川省资阳市(512000),市丁局,A77,某\n";
    let report = departments(&place.app, unknown.as_bytes(), &Options::default()).unwrap();
    assert!(
        codes(&report).is_superset(&BTreeSet::from(["department.predecessor_unknown", "column.unknown"]))
    );
}

#[test]
fn items_noted_in_prose_are_kept_as_written_and_take_no_acceptance() {
    let place = place("noted");
    let noted = r#"{"as_of": "2026", "items": [{
        "id": "D06", "name": "环评审批", "category": "评审件", "power_type": "行政许可(部分地区列其他权力)", "case_class": "承诺件",
        "department": "市环境保护局", "object": "法人/其他组织", "jurisdiction": "全国行政法规", "basis": ["环境影响评价法第22条"],
        "statutory": {"days": 60, "unit": "日(收到之日起)", "start": "收到报告书", "extension": "无"},
        "promised": {"days": 4, "unit": "工作日", "where": "莆田"}, "charge": "否(22条明令不得收费)", "validity": "5年",
        "materials": [{"name": "报告书", "need": "必要", "kind": "格式文书"}, {"name": "授权", "need": "情形：代办"}],
        "steps": [{"name": "受理", "role": "窗口", "limit": 1, "unit": "工作日", "counted": true}],
        "special_procedures": ["专家评审", "公示(双向)"], "inferred": ["materials按法律必备件归纳"]}]}"#;
    let report = items_detailed(&place.app, noted.as_bytes(), &Options::default()).unwrap();
    assert_eq!((report.rows, report.accepted, report.refused.len()), (1, 1, 0), "{:?}", report.refused);
    let expected =
        ["department.unknown", "division.inferred", "inferred", "limit.as_written", "type.as_written"];
    assert!(codes(&report).is_superset(&BTreeSet::from(expected)), "{:?}", report.warnings);
    let item = item(&place.app, "D06").unwrap();
    let version = item.newest().unwrap();
    assert!(version.origin.document().is_none());
    let content = &version.content;
    assert!(
        matches!(&content.statutory_limit.as_ref().unwrap().length, Length::AsWritten(text) if text == "60日(收到之日起)")
    );
    assert_eq!(
        content.papers.iter().map(|paper| paper.need).collect::<Vec<_>>(),
        [PaperNeed::Required, PaperNeed::Conditional]
    );
    assert_eq!((content.result_months, content.fees.charged), (Some(60), false));
    for kept in ["专家评审", "公示(双向)", "莆田", "评审件", "行政许可(部分地区列其他权力)"]
    {
        assert!(content.note.contains(kept), "{kept}: {}", content.note);
    }
}

#[test]
fn a_line_is_the_line_of_the_editor_whatever_ends_it() {
    let place = place("lines");
    let csv = "row_id,name,jurisdiction\nA1,市甲局,四川省资阳市(512000)\n\n,市乙局,四川省资阳市(512000)\nA3,\"市丙\n局\",x\n,市丁局,四川省\n";
    let mut found = BTreeSet::new();
    for text in [csv.to_owned(), csv.replace('\n', "\r\n"), format!("\u{FEFF}{}", csv.replace('\n', "\r\n"))]
    {
        let options = Options { dry_run: true, ..Options::default() };
        let report = departments(&place.app, text.as_bytes(), &options).unwrap();
        let missing = report.refused.iter().filter(|finding| finding.code == "row.id_missing");
        found.insert(missing.map(|finding| finding.line).collect::<Vec<_>>());
    }
    assert_eq!(found, BTreeSet::from([vec![4, 7]]));
}

#[test]
fn bad_files_are_refused_in_words() {
    let place = place("files");
    for (bytes, code) in [
        (b"".to_vec(), "file.header"),
        (b"name,date\n".to_vec(), "file.header"),
        (b"row_id,name,jurisdiction,name\n".to_vec(), "file.header_twice"),
        (b"row_id,name,jurisdiction\nA,\"open,\xe5\x9b\x9b\n".to_vec(), "file.quote_unclosed"),
        (b"row_id,name,jurisdiction\nA,\xff\xfe,x\n".to_vec(), "file.not_utf8"),
        (b"row_id,name,jurisdiction\nA,a\0b,x\n".to_vec(), "file.nul"),
    ] {
        let report = departments(&place.app, bytes.as_slice(), &Options::default()).unwrap();
        assert_eq!(codes(&report), BTreeSet::from([code]), "{bytes:?}");
        assert_eq!((report.rows, report.accepted, count(&place.app)), (0, 0, 0));
        assert!(!report.refused[0].zh.contains('{') && !report.refused[0].en.contains('{'));
    }
    for (bytes, code, line) in [
        (&b"wrong,header\nA,a\0b\n"[..], "file.nul", 2),
        (b"row_id,name,jurisdiction\nA,a,b\nB,\"open,c\nC,\"c\",d\n", "file.quote_unclosed", 3),
        (b"row_id,name,jurisdiction\r\nA,a,b\r\nB,\"open,c\r\n", "file.quote_unclosed", 3),
        (b"row_id,name,jurisdiction\nA,a,b\nB,\xb0\xd7,c\n", "file.not_utf8", 3),
    ] {
        let report = departments(&place.app, bytes, &Options::default()).unwrap();
        let found: Vec<_> = report.refused.iter().map(|finding| (finding.code, finding.line)).collect();
        assert_eq!(found, [(code, line)]);
    }
    let endless = std::io::Read::take(std::io::repeat(b'x'), super::table::LARGEST + 10);
    let report = departments(&place.app, endless, &Options::default()).unwrap();
    assert_eq!(report.refused[0].code, "file.too_large");
    let broken = std::io::Read::chain(&b"row_id,"[..], Broken);
    assert_eq!(
        departments(&place.app, broken, &Options::default()).unwrap().refused[0].code,
        "file.unreadable"
    );
    for (json, code) in [
        ("{", "file.form"),
        ("[]", "file.form"),
        ("{\"items\":[{\"id\":\"D1\",\"name\":\"某事项\"}]}", "row.form"),
        ("{\"format\":\"other\",\"version\":1,\"items\":[]}", "file.form"),
        ("{\"format\":\"daowei-demo-items\",\"version\":1,\"items\":[{\"id\":7}]}", "row.form"),
    ] {
        assert_eq!(
            items_detailed(&place.app, json.as_bytes(), &Options::default()).unwrap().refused[0].code,
            code
        );
    }
}

#[test]
fn whatever_bytes_come_the_report_adds_up() {
    let place = place("bytes");
    departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    let dry = Options { dry_run: true, partial: true, ..Options::default() };
    let odd = *b"\",\n\r;\0\xff\xe5-/9\xef\xbb\xbf(";
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..200 {
        let mut bytes = ITEMS.as_bytes().to_vec();
        for _ in 0..=next(6) {
            let at = next(bytes.len());
            bytes[at] = odd[next(odd.len())];
        }
        bytes.truncate(bytes.len() - next(200));
        let report = items(&place.app, bytes.as_slice(), &dry).unwrap();
        let lines: BTreeSet<u64> = report.refused.iter().map(|finding| finding.line).collect();
        let whole = report.rows == 0;
        assert!(whole || report.accepted + u64::try_from(lines.len()).unwrap() == report.rows);
        let mut json = ITEMS.len();
        while !DETAILED.is_char_boundary(json) {
            json -= 1;
        }
        let cut = items_detailed(&place.app, &DETAILED.as_bytes()[..json - next(json)], &dry).unwrap();
        assert_eq!(cut.accepted, 0);
    }
}

struct Broken;

impl std::io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("disk"))
    }
}

#[test]
fn marks_and_line_ends_make_no_difference() {
    let place = place("marks");
    let plain = "row_id,jurisdiction,name\nA1,四川省资阳市(512000),市甲局\n";
    let windows = format!("\u{FEFF}{}", plain.replace('\n', "\r\n"));
    let first = departments(&place.app, windows.as_bytes(), &Options::default()).unwrap();
    assert_eq!((first.accepted, first.refused.len()), (1, 0), "{:?}", first.refused);
    let again = departments(&place.app, plain.as_bytes(), &Options::default()).unwrap();
    assert!(codes(&again).contains("row.unchanged"));
}

#[test]
fn a_calendar_is_published_once_and_by_its_notice() {
    let place = place("calendar");
    let csv = "date,kind,name\n2027-01-01,holiday,元旦\n2027-10-01,holiday,国庆节\n2027-10-09,makeup_workday,国庆节\n";
    let report = calendar(&place.app, csv.as_bytes(), &Options::default()).unwrap();
    assert_eq!((report.accepted, report.refused[0].code), (0, "calendar.without_document"));
    let options = Options { document: "国办发明电〔2026〕9号".to_owned(), ..Options::default() };
    let report = calendar(&place.app, csv.as_bytes(), &options).unwrap();
    assert_eq!((report.accepted, report.refused.len()), (3, 0));
    assert_eq!(report.warnings[0].code, "calendar.year_provisional");
    let covers = || {
        let app = &place.app;
        app.read_blocking(Caller::Host, |unit| Ok(unit.world.almanac.national.covers.contains(&2027)))
            .unwrap()
    };
    assert!(!covers(), "a year without its holidays stays provisional");
    let events = |app: &App| {
        let load = crate::stream::load::<daowei_domain::calendar::Event>;
        app.read_blocking(Caller::Host, move |unit| {
            Ok(load(unit.inner, unit.tx, world::CALENDAR)?.records.len())
        })
        .unwrap()
    };
    assert_eq!(events(&place.app), 1);
    let again = calendar(&place.app, csv.as_bytes(), &Options::default()).unwrap();
    assert_eq!(again.warnings.iter().filter(|f| f.code == "row.unchanged").count(), 3);
    assert_eq!(events(&place.app), 1);
    let whole = format!(
        "{csv}2027-02-05,holiday,春节\n2027-02-06,holiday,春节\n2027-02-07,holiday,春节\n2027-02-08,holiday,春节\n\
         2027-04-05,holiday,清明节\n2027-05-01,holiday,劳动节\n2027-05-02,holiday,劳动节\n2027-06-09,holiday,端午节\n\
         2027-09-15,holiday,中秋节\n2027-10-02,holiday,国庆节\n2027-10-03,holiday,国庆节\n"
    );
    let report = calendar(&place.app, whole.as_bytes(), &options).unwrap();
    assert_eq!((report.accepted, report.refused.len()), (14, 0));
    assert!(covers());
    let version = |app: &App| {
        app.read_blocking(Caller::Host, |unit| Ok(unit.world.almanac.national.version.clone())).unwrap()
    };
    assert_eq!(version(&place.app), "cn-2027.2");
    let past = "date,kind,name\n2026-02-27,holiday,加放\n";
    for dry_run in [true, false] {
        let options = Options { dry_run, document: options.document.clone(), ..Options::default() };
        let report = calendar(&place.app, past.as_bytes(), &options).unwrap();
        assert_eq!((report.accepted, report.refused[0].code), (0, "calendar.past"));
    }
    let bad = "date,kind,name\n2027-1-1,holiday,元旦\n2027-01-02,feast,元旦\n2027-01-03,holiday,\n\
               2027-01-04,holiday,元旦\n2027-01-04,holiday,元旦\n";
    let report = calendar(&place.app, bad.as_bytes(), &Options::default()).unwrap();
    let found: Vec<_> = report.refused.iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["calendar.date", "calendar.kind", "calendar.name", "calendar.date_twice"]);
    assert_eq!(events(&place.app), 2);
}

#[test]
fn limits_longer_than_the_law_and_documents_of_no_case_are_told() {
    let place = place("told");
    departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    let csv = "row_id,name,department,type,statutory_days,statutory_unit,promised_days,promised_unit,separated_duties\n\
               X1,甲,某局,行政许可,10,工作日,15,工作日,examine+decide;walk+run\n";
    let report = items(&place.app, csv.as_bytes(), &Options::default()).unwrap();
    assert!(
        codes(&report).is_superset(&BTreeSet::from(["promise.longer_than_statutory", "duty.as_written"]))
    );
    let report = items_detailed(&place.app, DETAILED.as_bytes(), &Options::default()).unwrap();
    assert!(codes(&report).contains("document.as_written"));
}

#[test]
fn a_license_that_the_list_forgot_rests_on_its_article_and_nothing_else_does() {
    let place = place("forgotten");
    departments(&place.app, DEPARTMENTS.as_bytes(), &Options::default()).unwrap();
    let head = "row_id,name,department,type,basis,statutory_days,statutory_unit,list_status\n";
    let csv = format!("{head}X1,甲许可,某局,行政许可,《甲条例》第三条,20,工作日,forgotten\n");
    assert_eq!(items(&place.app, csv.as_bytes(), &Options::default()).unwrap().accepted, 1);
    for (kind, basis) in [("行政确认", "《甲条例》第三条"), ("行政许可", ""), ("行政许可", "《甲条例》")]
    {
        let csv = format!("{head}X2,乙,某局,{kind},{basis},20,工作日,forgotten\n");
        let report = items(&place.app, csv.as_bytes(), &Options::default()).unwrap();
        assert_eq!(
            report.refused.iter().map(|found| found.code).collect::<Vec<_>>(),
            ["field.value"],
            "{kind} {basis}"
        );
    }
}

#[test]
fn every_code_is_unique_and_explained_in_the_manual() {
    let manual = include_str!("../../../../docs/import.md");
    let mut seen = BTreeMap::new();
    for code in WARNINGS.iter().chain(REFUSALS) {
        assert!(seen.insert(code.id, ()).is_none(), "{}", code.id);
        assert!(manual.contains(&format!("`{}`", code.id)), "{}", code.id);
    }
}

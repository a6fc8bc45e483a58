//! The command contract that scripts rely on: one JSON value on standard output, messages on standard error, exit codes.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Folder, run};

fn code(arguments: &[&str]) -> Option<i32> {
    run(arguments).code
}

#[test]
fn deadlines_and_working_days_need_no_database() {
    let days = |more: &[&str]| {
        let asked = ["deadline", "--from", "2017-09-29", "--days", "20"];
        run([&asked[..], more].concat()).good().json()
    };
    let due = days(&["--unit", "working-days", "--json"]);
    assert_eq!(due, json!({"due": "2017-11-02", "provisional": false, "explanation": []}));
    let explained = days(&["--unit", "working-days", "--explain", "--json"]);
    assert_eq!(explained["explanation"].as_array().map(Vec::len), Some(35));
    let rolled =
        run(["deadline", "--from", "2017-09-03", "--days", "28", "--unit", "calendar-days", "--json"]);
    assert_eq!(rolled.good().json()["due"], "2017-10-09");
    let counted = run(["workdays", "--from", "2026-10-19", "--to", "2026-11-24", "--json"]).good().json();
    assert_eq!(counted, json!({"working_days": 26, "calendar_days": 36}));
    let beyond = run(["workdays", "--from", "2027-01-01", "--to", "2027-01-08", "--json"]).good().json();
    assert_eq!(beyond["provisional"], true, "a year without a calendar is never silent");
}

#[test]
fn numbers_are_checked_and_never_repeated_in_clear() {
    let good =
        [["id", "11010519491231002X"], ["uscc", "11511301008778183N"], ["docno", "资府办函[2017]210号"]];
    for [kind, value] in good {
        let checked = run(["check", kind, value]).good();
        assert!(kind != "id" || !checked.stdout.contains(value), "{checked}");
    }
    let wrong = [["id", "340102198805059786"], ["uscc", "115113010087781831"], ["docno", "资府办函210"]];
    for [kind, value] in wrong {
        assert_eq!(code(&["check", kind, value]), Some(1), "{kind}");
    }
}

#[test]
fn rules_say_where_they_stand() {
    let rules = run(["rules", "--json"]).good().json();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() > 100);
    for rule in rules {
        for field in ["id", "citation", "rank", "zh", "en"] {
            assert!(rule[field].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        assert!(rule["requirements"].is_array(), "{rule}");
    }
}

#[test]
fn misuse_is_told_apart_from_what_is_found_wrong() {
    assert_eq!(code(&["deadline", "--from", "2017-02-30", "--days", "5", "--unit", "working-days"]), Some(2));
    assert_eq!(
        code(&["deadline", "--from", "2017-09-29", "--days", "-1", "--unit", "working-days"]),
        Some(2)
    );
    assert_eq!(code(&["deadline", "--from", "2017-09-29", "--days", "5", "--unit", "weeks"]), Some(2));
    assert_eq!(code(&["audit", "verify"]), Some(2), "neither --data nor --database");
    assert_eq!(code(&["nonsense"]), Some(2));
    assert_eq!(code(&["workdays", "--from", "2017-09-29", "--to", "2017-09-01"]), Some(1));
    // Whoever gives a flag a value still reads JSON.
    let valued = run(["audit", "verify", "--data", "nowhere", "--json=yes"]);
    assert_eq!(valued.code, Some(2));
    assert!(valued.json()["error"].is_string(), "{valued}");
}

#[test]
fn an_import_reports_row_by_row_and_an_empty_folder_is_taken_as_it_is() {
    let folder = Folder::new("contract");
    // As `mkdir` makes it: open to others, and empty.
    let data = folder.join("data");
    fs::create_dir(&data).unwrap();
    let data = data.to_str().unwrap();
    run(["migrate", "--data", data]).good();
    let calendar = folder.join("calendar.csv");
    fs::write(&calendar, "date,kind,name\n2027-01-01,holiday,元旦\n2027-13-01,holiday,元旦\n").unwrap();
    let path = calendar.to_str().unwrap();
    let refused = run(["import", "calendar", path, "--data", data, "--json"]);
    assert_eq!(refused.code, Some(1));
    let report: Value = refused.json();
    assert_eq!((&report["rows"], &report["accepted"]), (&json!(2), &json!(0)), "all or nothing: {report}");
    assert_eq!(
        (&report["refused"][0]["line"], &report["refused"][0]["code"]),
        (&json!(3), &json!("calendar.date"))
    );
    let verified = run(["audit", "verify", "--data", data, "--json"]).good().json();
    assert_eq!((&verified["ok"], &verified["findings"]), (&json!(true), &json!([])));
    assert!(verified["events"].is_u64() && verified["covered_by_checkpoint"].is_u64());
    run(["audit", "rebuild", "--check", "--data", data]).good();
    let doctor = run(["doctor", "--data", data, "--json"]);
    assert!(doctor.json()["checks"].as_array().is_some_and(|checks| checks.len() >= 20), "{doctor}");
}

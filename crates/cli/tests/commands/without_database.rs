//! What needs no database.

use std::io::Read;
use std::process::Stdio;

use serde_json::json;

use crate::harness::{daowei, run, words};

#[test]
fn a_deadline_in_its_contract() {
    let line = "deadline --from 2017-09-29 --days 20 --unit working-days --json";
    assert_eq!(
        words(line).good().json(),
        json!({ "due": "2017-11-02", "provisional": false, "explanation": [] })
    );
    // 2017-10-01 is a holiday: the last day rolls over the whole week (民法典 203).
    let said = words("deadline --from 2017-09-29 --days 2 --unit calendar-days --json").good().json();
    assert_eq!(said["due"], "2017-10-09");
    let said = words("deadline --from 2031-03-03 --days 5 --unit working-days --json").good().json();
    assert_eq!(said["provisional"], true);
}

#[test]
fn a_deadline_explains_each_day() {
    let said =
        words("deadline --from 2017-09-29 --days 20 --unit working-days --explain --json").good().json();
    let days = said["explanation"].as_array().unwrap();
    assert_eq!((&days[0]["date"], &days[0]["counted"]), (&json!("2017-09-29"), &json!(null)));
    let last = days.last().unwrap();
    assert_eq!((&last["date"], &last["counted"]), (&json!("2017-11-02"), &json!(20)));
    assert!(days.iter().all(|day| !day["zh"].as_str().unwrap().is_empty() && day["en"].is_string()));
    let shown = words("deadline --from 2017-09-29 --days 20 --unit working-days --explain").good().stdout;
    assert_eq!(shown.lines().count(), days.len() + 1);
    assert_eq!(shown.lines().last(), Some("2017-11-02"));
}

#[test]
fn an_interval_in_its_contract() {
    let said = words("workdays --from 2017-09-29 --to 2017-11-04 --json").good().json();
    assert_eq!(said, json!({ "working_days": 21, "calendar_days": 36 }));
    let said = words("workdays --from 2017-09-29 --to 2017-09-29 --json").good().json();
    assert_eq!(said, json!({ "working_days": 0, "calendar_days": 0 }));
    let said = words("workdays --from 2031-03-03 --to 2031-03-07 --json").good().json();
    assert_eq!(said["provisional"], true);
}

#[test]
fn malformed_dates_numbers_and_units_are_misuse() {
    for line in [
        "deadline --from 2017-13-01 --days 1 --unit working-days",
        "deadline --from 2017-02-29 --days 1 --unit working-days",
        "deadline --from 20170929 --days 1 --unit working-days",
        "deadline --from 2017-9-29 --days 1 --unit working-days",
        "deadline --from 昨天 --days 1 --unit working-days",
        "deadline --from 2017-09-29T00:00 --days 1 --unit working-days",
        "deadline --from 2017-09-29 --days -1 --unit working-days",
        "deadline --from 2017-09-29 --days 4294967296 --unit working-days",
        "deadline --from 2017-09-29 --days 1.5 --unit working-days",
        "deadline --from 2017-09-29 --days 1 --unit hours",
        "deadline --from 2017-09-29 --days 1",
        "deadline",
        "workdays --from 2017-09-29 --to x",
        "workdays --from 2017-09-29",
        "check passport E12345678",
        "check id",
        "nonsense",
        "rules --jsn",
    ] {
        words(line).misuse();
    }
    run(<[&str; 0]>::default()).misuse();
    #[cfg(unix)]
    {
        let bytes: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(vec![0xff, 0xfe]);
        run(["check".into(), "id".into(), bytes]).misuse();
    }
}

#[test]
fn misuse_is_told_in_chinese_first_and_in_json_to_whoever_asked_for_that() {
    for (line, zh) in [
        ("rules --jsn", "没有 --jsn 这个参数"),
        ("nonsense", "没有 nonsense 这个命令"),
        ("audit", "没有写明要执行的命令"),
        ("deadline --from 2017-09-29 --days 1", "缺少参数 --unit"),
        ("deadline --from", "--from <FROM> 缺少取值"),
        ("deadline --from 昨天 --days 1 --unit working-days", "--from <FROM> 的取值“昨天”不对"),
        ("deadline --from 2017-09-29 --days 1 --unit hours", "的取值“hours”不对"),
        ("demo --accounts --story", "不能与"),
    ] {
        let ended = words(line).misuse();
        assert!(ended.stderr.starts_with("命令有误：") && ended.stderr.contains(zh), "{ended}");
        assert!(ended.stderr.lines().count() > 1, "{ended}");
    }
    words("rules --jsn --json").misuse_in_json();
    for line in ["audit verify --json=yes", "audit verify --json=", "rules --json=true", "doctor --json=yes"]
    {
        let ended = words(line).misuse_in_json();
        let told = ended.json()["error"].as_str().unwrap().to_owned();
        assert!(told.starts_with("命令有误：--json 不带取值"), "{ended}");
    }
    let ended = words("deadline --from x --days 1 --unit working-days --json").misuse_in_json();
    assert!(ended.json()["error"].as_str().unwrap().starts_with("命令有误："), "{ended}");
    let ended = words("demo --anchor 2020-01-01 --json --data /nowhere/d").misuse_in_json();
    assert!(ended.json()["error"].as_str().unwrap().contains("演示日期"), "{ended}");
    // Help and version are answers.
    for line in ["--help", "--version", "deadline --help"] {
        let ended = words(line).good();
        assert!(!ended.stdout.is_empty() && !ended.stderr.contains("命令有误"), "{ended}");
    }
}

#[test]
fn what_no_calendar_can_count_is_refused_in_words() {
    for (line, code) in [
        ("deadline --from 2017-09-29 --days 10001 --unit working-days --json", "calendar.too_long"),
        ("deadline --from 2017-09-29 --days 4294967295 --unit calendar-days --json", "calendar.too_long"),
        ("deadline --from 1900-01-01 --days 1 --unit working-days --json", "calendar.out_of_range"),
        ("deadline --from 2199-12-31 --days 1 --unit calendar-days --json", "calendar.out_of_range"),
        ("workdays --from 2017-11-04 --to 2017-09-29 --json", "calendar.backwards"),
    ] {
        let ended = words(line).wrong();
        assert_eq!(ended.json()["refused"]["id"], code, "{ended}");
        assert!(ended.stderr.contains(code), "{ended}");
        let words = words(line.trim_end_matches(" --json")).wrong();
        assert!(words.stdout.is_empty() && words.stderr.contains(code), "{words}");
    }
    for line in [
        "import departments /nowhere/f.csv --data /nowhere/d --json",
        "audit verify --file /nowhere/export --json",
        "backup verify /nowhere/backup --json",
    ] {
        let ended = words(line).wrong();
        assert!(ended.json()["error"].as_str().is_some_and(|error| ended.stderr.contains(error)), "{ended}");
    }
}

#[test]
fn numbers_are_checked_and_identities_never_shown() {
    let good = "11010519491231002X";
    for id in [good, "110105194912310021", "11010519491331002X", "119991231"] {
        for json in [&[][..], &["--json"]] {
            let ended = run([&["check", "id", id], json].concat());
            assert_eq!(ended.code, Some(if id == good { 0 } else { 1 }), "{ended}");
            assert!(!ended.stdout.contains(id) && !ended.stderr.contains(id), "{ended}");
        }
    }
    assert_eq!(words("check id 11010519491231002x --json").good().json()["normalized"], "1101************2X");
    let said = words("check id 110105194912310021 --json").wrong().json();
    assert_eq!((&said["valid"], &said["code"]), (&json!(false), &json!("ident.resident_id.check_digit")));
    assert!(said["zh"].is_string() && said["en"].is_string());
    let said = words("check id 110105220012310022 --json").json();
    assert_eq!(said["valid"], false, "a birth in the future");

    assert_eq!(
        words("check uscc 91350100m000100y43 --json").good().json()["normalized"],
        "91350100M000100Y43"
    );
    assert_eq!(
        words("check uscc 91350100M000100Y44 --json").wrong().json()["code"],
        "ident.credit_code.check_digit"
    );
    let said = words("check docno 资府办函[2017]210号 --json").good().json();
    assert_eq!(said["normalized"], "资府办函〔2017〕210号");
    assert_eq!(words("check docno 资府办函2017第210号 --json").wrong().json()["valid"], false);
    words("check docno -- -x").wrong();
    words("check uscc -x").wrong();
    run(["check", "id", ""]).wrong();
}

#[test]
fn rules_are_listed_whole() {
    let rules = words("rules --json").good().json();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() > 40, "{}", rules.len());
    for rule in rules {
        for field in ["id", "citation", "citation_en", "rank", "zh", "en"] {
            assert!(rule[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {rule}");
        }
        assert!(rule["requirements"].is_array(), "{rule}");
    }
    let text = words("rules").good().stdout;
    assert!(rules.iter().all(|rule| text.contains(rule["id"].as_str().unwrap())));
}

#[test]
fn the_api_is_described_and_the_version_told() {
    let description = words("openapi").good().json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(!description["paths"].as_object().unwrap().is_empty());
    let said = words("--version").good().stdout;
    let expected = concat!("daowei ", env!("CARGO_PKG_VERSION"), " (", env!("DAOWEI_COMMIT"), ")\n");
    assert_eq!(said, expected);
    let commit = env!("DAOWEI_COMMIT");
    // A tree that holds more than its commit says so.
    let known = commit.strip_suffix("-dirty").unwrap_or(commit);
    assert!(commit == "unknown" || (known.len() >= 12 && known.bytes().all(|byte| byte.is_ascii_hexdigit())));
    let help = words("--help").good().stdout;
    assert!(help.contains("到位") && help.contains("Daowei"), "{help}");
}

/// Whoever stops reading is no failure, and no noise.
#[test]
fn a_reader_that_goes_away_is_left_in_peace() {
    let mut child = daowei().arg("rules").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut noise = String::new();
    child.stderr.take().unwrap().read_to_string(&mut noise).unwrap();
    let status = child.wait().unwrap();
    assert!(status.success() && noise.is_empty(), "{status} {noise}");
}

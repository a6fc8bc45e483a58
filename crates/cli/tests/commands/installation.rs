//! Making, opening and looking at an installation.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::json;

use crate::harness::{Folder, administrator, behind, daowei, ended, run};

fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn chmod(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn every_command_asks_where_the_data_are() {
    let folder = Folder::new();
    let backup = folder.path("backup");
    for line in [
        &["migrate"][..],
        &["serve"],
        &["worker"],
        &["doctor"],
        &["config", "dump"],
        &["backup", "create", &backup],
        &["restore", "--from", &backup],
        &["audit", "verify"],
        &["audit", "checkpoint"],
        &["audit", "export", &backup],
        &["audit", "rebuild", "--check"],
        &["import", "items", &folder.with("items.csv", "")],
        &["admin", "create", "--login", "a", "--duty", "audit_administrator"],
        &["demo"],
    ] {
        let said = run(line).misuse();
        assert!(said.stderr.contains("--data") && said.stderr.contains("--database"), "{said}");
    }
    run(["migrate", "--data", "a", "--database", "b"]).misuse();
    let mut both = daowei();
    ended(both.arg("migrate").env("DAOWEI_DATA", "a").env("DAOWEI_DATABASE", "b")).misuse();
}

#[test]
fn nothing_is_made_where_nothing_is() {
    let folder = Folder::new();
    let data = folder.path("data");
    for line in [
        &["worker", "--data", &data][..],
        &["config", "dump", "--data", &data],
        &["audit", "verify", "--data", &data],
        &["backup", "create", "x", "--data", &data],
        &["admin", "create", "--login", "a", "--duty", "audit_administrator", "--data", &data],
        &["serve", "--no-migrate", "--listen", "127.0.0.1:0", "--data", &data],
    ] {
        let said = run(line).wrong();
        assert!(said.stderr.contains("daowei migrate"), "{said}");
    }
    assert!(!folder.file("data").exists());
}

#[test]
fn migrating_makes_a_closed_installation_once() {
    let folder = Folder::new();
    let data = folder.path("data");
    let dry = run(["migrate", "--data", &data, "--dry-run", "--json"]).good().json();
    assert_eq!((&dry["from"], &dry["installation"]), (&json!(0), &json!(null)));
    assert_eq!(dry["steps"].as_array().unwrap().len(), usize::try_from(dry["to"].as_u64().unwrap()).unwrap());
    assert!(!folder.file("data").exists());

    let made = run(["migrate", "--data", &data, "--json"]).good().json();
    let name = made["installation"].as_str().unwrap();
    assert_eq!((mode(&data), mode(folder.file("data/keys.json"))), (0o700, 0o600));
    for entry in fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    let keys = fs::read(folder.file("data/keys.json")).unwrap();
    let again = run(["migrate", "--data", &data, "--json"]).good().json();
    assert_eq!((&again["from"], again["steps"].as_array().unwrap().len()), (&made["to"], 0));
    assert_eq!(again["installation"], name);
    assert_eq!(fs::read(folder.file("data/keys.json")).unwrap(), keys);
    // From the environment, too.
    let said = ended(daowei().args(["config", "dump", "--json"]).env("DAOWEI_DATA", &data)).good().json();
    assert_eq!((&said["installation"], &said["suite"]), (&json!(name), &json!("gm")));
}

#[test]
fn another_suite_is_chosen_at_the_beginning() {
    let folder = Folder::new();
    let data = folder.path("data");
    run(["migrate", "--data", &data, "--suite", "international"]).good();
    let said = run(["config", "dump", "--data", &data, "--json"]).good().json();
    assert_eq!(said["suite"], "international");
    run(["migrate", "--data", &folder.path("other"), "--suite", "rot13"]).misuse();
}

#[test]
fn keys_that_are_lost_or_anothers_are_refused_and_none_are_made() {
    let folder = Folder::new();
    let data = folder.migrated();
    let other = folder.path("other");
    run(["migrate", "--data", &other]).good();
    let keys = folder.file("data/keys.json");
    let own = fs::read(&keys).unwrap();

    fs::remove_file(&keys).unwrap();
    for line in [&["migrate"][..], &["config", "dump"], &["serve", "--listen", "127.0.0.1:0"]] {
        let said = run(line.iter().copied().chain(["--data", &data])).wrong();
        assert!(said.stderr.contains("keys.json") && said.stderr.contains("missing"), "{said}");
    }
    assert!(!keys.exists());

    fs::copy(folder.file("other/keys.json"), &keys).unwrap();
    let said = run(["migrate", "--data", &data]).wrong();
    assert!(said.stderr.contains("belongs to"), "{said}");

    // The right name with another key inside.
    let mut foreign: serde_json::Value = serde_json::from_slice(&fs::read(&keys).unwrap()).unwrap();
    let mine: serde_json::Value = serde_json::from_slice(&own).unwrap();
    foreign["installation"] = mine["installation"].clone();
    fs::write(&keys, foreign.to_string()).unwrap();
    run(["migrate", "--data", &data]).wrong();

    let said = {
        fs::write(&keys, "{}").unwrap();
        run(["migrate", "--data", &data]).wrong()
    };
    assert!(said.stderr.contains("unusable"), "{said}");

    fs::write(&keys, own).unwrap();
    run(["migrate", "--data", &data]).good();
}

#[test]
fn what_others_can_read_is_refused() {
    let folder = Folder::new();
    let data = folder.migrated();
    for (path, open, closed) in
        [("data", 0o755, 0o700), ("data/keys.json", 0o640, 0o600), ("data/daowei.db", 0o604, 0o600)]
    {
        let path = folder.file(path);
        chmod(&path, open);
        let said = run(["config", "dump", "--data", &data]).wrong();
        assert!(said.stderr.contains("chmod"), "{said}");
        let said = run(["doctor", "--data", &data, "--json"]).wrong().json();
        assert_eq!((&said["ok"], &said["checks"][0]["id"]), (&json!(false), &json!("installation.opens")));
        chmod(&path, closed);
    }
    run(["config", "dump", "--data", &data]).good();
}

#[test]
fn an_administrator_is_made_once() {
    let folder = Folder::new();
    let data = folder.migrated();
    let made = administrator(&data).good().json();
    assert_eq!((&made["login"], &made["duty"]), (&json!("anquan"), &json!("security_administrator")));
    assert!(made["one_time_password"].as_str().unwrap().len() >= 8);
    let again = administrator(&data).wrong();
    assert!(again.stderr.contains("anquan") && again.json()["error"].is_string(), "{again}");
    for line in [
        &["--login", "x", "--duty", "clerk"][..],
        &["--login", "x"],
        &["--login", "x", "--duty", "audit_administrator", "--division", "1"],
    ] {
        run(["admin", "create", "--data", &data].iter().chain(line)).misuse();
    }
    run(["admin", "create", "--data", &data, "--login", "有空 格", "--duty", "audit_administrator"]).wrong();
    // Nothing but the first account's person was put on record by all that.
    let events = run(["audit", "verify", "--data", &data, "--json"]).good().json()["events"].clone();
    assert_eq!(events, 4);
}

#[test]
fn the_host_disables_an_account_and_opens_another_for_the_same_person() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    let admin = |rest: &[&str]| run(["admin"].iter().chain(rest).chain(&["--data", &data, "--json"]));
    assert_eq!(admin(&["disable", "--login", "anquan"]).good().json()["disabled"], true);
    admin(&["disable", "--login", "anquan"]).wrong();
    admin(&["disable", "--login", "nobody"]).wrong();
    admin(&["open", "--staff-number", "nobody", "--login", "anquan2"]).wrong();
    let opened = admin(&["open", "--staff-number", "anquan", "--login", "anquan2"]).good().json();
    assert!(opened["one_time_password"].as_str().unwrap().len() >= 8);
    admin(&["reset", "--login", "anquan2"]).good();
}

#[test]
fn the_doctor_looks_at_everything_and_names_cures() {
    let folder = Folder::new();
    let data = folder.migrated();
    let said = run(["doctor", "--data", &data, "--json"]).wrong().json();
    let checks = said["checks"].as_array().unwrap();
    assert!(checks.len() >= 20, "{}", checks.len());
    for check in checks {
        let good = check["status"] == "good";
        assert_eq!(check["cure_zh"].is_null() && check["cure_en"].is_null(), good, "{check}");
    }
    let status = |checks: &serde_json::Value, id: &str| {
        let found = checks["checks"].as_array().unwrap().iter().find(|check| check["id"] == id);
        found.unwrap_or_else(|| panic!("{id}"))["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&said, "administrators.present"), "problem");
    assert_eq!(status(&said, "engine.integrity"), "good");
    assert_eq!(status(&said, "backup.age"), "warning");
    assert_eq!(status(&said, "clock.log"), "good");
    for duty in ["system_administrator", "security_administrator", "audit_administrator"] {
        run(["admin", "create", "--data", &data, "--login", duty, "--duty", duty]).good();
    }
    // The note of a backup lies beside the keys: for their owner alone, also where an earlier program wrote it for everybody.
    let note = std::path::Path::new(&data).join("keys.backup");
    std::fs::write(&note, "2020-01-01T00:00:00Z and more of that\n").unwrap();
    run(["backup", "create", &folder.path("backup"), "--data", &data]).good();
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&note).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    run(["audit", "checkpoint", "--data", &data]).good();
    let log = folder.path("checkpoints");
    run(["audit", "checkpoint", "--data", &data, "--out", &log]).good();
    let said = run(["doctor", "--data", &data, "--json", "--checkpoint-log", &log]).json();
    for id in [
        "administrators.present",
        "backup.age",
        "evidence.checkpoint",
        "evidence.signature",
        "evidence.off_host",
    ] {
        assert_eq!(status(&said, id), "good", "{id}: {said}");
    }
    // A record from a time that is still to come.
    behind(&data, "DROP TRIGGER event_not_updated; UPDATE event SET at = 4102444800000000");
    let said = run(["doctor", "--data", &data, "--json"]).wrong().json();
    assert_eq!(status(&said, "clock.log"), "problem");
}

#[test]
fn configuration_is_printed_without_secrets() {
    let folder = Folder::new();
    let data = folder.migrated();
    let said = run(["config", "dump", "--data", &data]).good().stdout;
    assert!(said.contains("settings.idle_minutes = 15") && said.contains("engine = sqlite"), "{said}");
    let keys = fs::read_to_string(folder.file("data/keys.json")).unwrap();
    let keys: serde_json::Value = serde_json::from_str(&keys).unwrap();
    for secret in ["evidence", "blind", "authentication", "checkpoint"] {
        assert!(!said.contains(keys[secret].as_str().unwrap()), "{secret}");
    }
}

#[test]
fn tables_are_imported_through_the_contract() {
    let folder = Folder::new();
    let data = folder.migrated();
    let calendar =
        folder.with("calendar.csv", "date,kind,name\n2031-10-01,holiday,国庆节\n2031-10-02,holiday,国庆节\n");
    let bare = run(["import", "calendar", &calendar, "--json", "--data", &data]).wrong().json();
    assert_eq!(bare["refused"][0]["code"], "calendar.without_document", "{bare}");
    let notice = ["--document", "国办发明电〔2030〕9号", "--json", "--data", &data];
    let dry = run(["import", "calendar", &calendar, "--dry-run"].into_iter().chain(notice)).good().json();
    let done = run(["import", "calendar", &calendar].into_iter().chain(notice)).good().json();
    assert_eq!((&dry["rows"], &dry["accepted"]), (&json!(2), &json!(2)), "{dry}");
    assert_eq!(done["accepted"], 2);
    for (name, text) in
        [("nul.csv", "date,kind,name\n2031-10-01,holiday,\0\n"), ("bad.csv", "a,b\n1,2\n"), ("empty.csv", "")]
    {
        let file = folder.with(name, text);
        let said = run(["import", "calendar", &file, "--json", "--data", &data]).wrong().json();
        assert_eq!(said["accepted"], 0, "{name}");
        let refused = &said["refused"][0];
        assert!(
            refused["line"].is_u64() && refused["code"].is_string() && refused["message"].is_string(),
            "{said}"
        );
    }
    let organ = folder.with("organ.csv", "row_id,name,jurisdiction\nD1,资阳市数据局,四川省资阳市(512000)\n");
    run(["import", "departments", &organ, "--data", &data]).good();
    let foreign = folder.with(
        "foreign.csv",
        "system,number,department,item,unlisted,received_at\n省网,1,资阳市数据局,某项备案,是,2026-03-02 09:30\n",
    );
    let first = run(["import", "foreign", &foreign, "--json", "--data", &data]).good().json();
    assert_eq!((&first["accepted"], &first["warnings"]), (&json!(1), &json!([])), "{first}");
    let again = run(["import", "foreign", &foreign, "--json", "--data", &data]).good().json();
    assert_eq!(again["warnings"][0]["code"], "row.unchanged", "{again}");
    run(["import", "foreign", &calendar, "--data", &data]).wrong();
    run(["import", "calendar", &folder.path("absent.csv"), "--data", &data]).wrong();
    run(["import", "people", &calendar, "--data", &data]).misuse();
}

#[test]
fn an_import_makes_the_installation_where_nothing_is_and_a_trial_leaves_nothing() {
    let folder = Folder::new();
    let data = folder.path("data");
    let temporary = folder.path("temporary");
    fs::create_dir(&temporary).unwrap();
    let organs = folder.with(
        "departments.csv",
        "row_id,name,jurisdiction\nD1,资阳市数据局,四川省资阳市(512000)\nD1,资阳市数据局,四川省资阳市(512000)\n",
    );
    let trial = |file: &str| {
        let mut trial = daowei();
        trial.args(["import", "departments", file, "--dry-run", "--json", "--data", &data]);
        ended(trial.env("TMPDIR", &temporary))
    };
    let said = trial(&organs).wrong();
    assert_eq!(
        (&said.json()["rows"], &said.json()["refused"][0]["code"]),
        (&json!(2), &json!("row.id_twice"))
    );
    assert!(!folder.file("data").exists() && fs::read_dir(&temporary).unwrap().next().is_none(), "{said}");

    let organ = folder.with("one.csv", "row_id,name,jurisdiction\nD1,资阳市数据局,四川省资阳市(512000)\n");
    let said = run(["import", "departments", &organ, "--json", "--data", &data]).good();
    assert_eq!(said.json()["accepted"], 1);
    let keys = folder.file("data").join("keys.json");
    assert!(said.stderr.contains(&keys.display().to_string()), "{said}");
    assert_eq!((mode(&data), mode(&keys)), (0o700, 0o600));
    // What is there is looked at, and left as it is.
    let before = run(["audit", "verify", "--json", "--data", &data]).good().json();
    assert!(before["texts"].is_null(), "{before}");
    let deep = run(["audit", "verify", "--texts", "--json", "--data", &data]).good().json();
    assert!(deep["texts"]["checked"].is_u64() && deep["texts"]["missing"] == 0, "{deep}");
    let said = trial(&organ).good().json();
    assert!(
        said["warnings"].as_array().unwrap().iter().any(|found| found["code"] == "row.unchanged"),
        "{said}"
    );
    assert_eq!(run(["audit", "verify", "--json", "--data", &data]).good().json(), before);
    let said = run(["import", "departments", &organ, "--json", "--data", &data]).good();
    assert!(said.stderr.is_empty(), "{said}");
}

/// A demo city keeps its anchor day: that another was asked for in vain is said.
#[test]
fn the_anchor_day_of_a_city_that_is_there_is_not_changed_in_silence() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    // What tells a demo city from other installations is the file of its accounts.
    folder.with("data/accounts.json", "[]");
    for what in [&["--accounts"][..], &["--story", "--listen", "127.0.0.1:0"]] {
        let asked = run(["demo", "--data", &data, "--anchor", "2025-06-01"].iter().chain(what));
        assert!(asked.stderr.contains("--anchor 未采用"), "{asked}");
        assert!(asked.stderr.contains("--anchor was not used"), "{asked}");
        let plain = run(["demo", "--data", &data].iter().chain(what));
        assert!(!plain.stderr.contains("--anchor"), "{plain}");
        assert_eq!((plain.code, plain.stdout), (asked.code, asked.stdout), "{what:?}");
    }
}

//! The log as a whole: verified, exported, signed, rebuilt, backed up, restored.

use std::fs;

use serde_json::json;

use crate::harness::{Folder, administrator, behind, run};

/// An installation with four events and a checkpoint over them, and the file of that checkpoint.
fn signed(folder: &Folder) -> (String, String) {
    let (data, kept) = (folder.migrated(), folder.path("kept.txt"));
    administrator(&data).good();
    run(["audit", "checkpoint", "--data", &data, "--out", &kept]).good();
    (data, kept)
}

#[test]
fn verification_in_its_contract() {
    let folder = Folder::new();
    let data = folder.migrated();
    let said = run(["audit", "verify", "--data", &data, "--json"]).good().json();
    assert_eq!((&said["ok"], &said["events"], &said["checkpoint"]), (&json!(true), &json!(0), &json!(null)));
    run(["audit", "checkpoint", "--data", &data]).wrong();

    administrator(&data).good();
    let said = run(["audit", "verify", "--data", &data, "--json"]).good().json();
    assert_eq!((&said["events"], &said["covered_by_checkpoint"]), (&json!(4), &json!(0)));
    let made = run(["audit", "checkpoint", "--data", &data, "--json"]).good().json();
    assert_eq!(made["size"], 4);
    let said = run(["audit", "verify", "--data", &data, "--json"]).good().json();
    assert_eq!((&said["covered_by_checkpoint"], &said["findings"]), (&json!(4), &json!([])));
    assert_eq!((&said["checkpoint"]["size"], &said["checkpoint"]["source"]), (&json!(4), &json!("stored")));
    // The same state gives the same text.
    let again = run(["audit", "checkpoint", "--data", &data, "--json"]).good().json();
    assert_eq!(again["checkpoint"], made["checkpoint"]);
}

#[test]
fn an_altered_event_is_found_and_named() {
    let folder = Folder::new();
    let (data, kept) = signed(&folder);
    behind(
        &data,
        "DROP TRIGGER event_not_updated;
         UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'security', 'secur1ty') AS BLOB) WHERE kind LIKE 'person.%' AND sequence = 2",
    );
    let ended = run(["audit", "verify", "--data", &data, "--json", "--checkpoint", &kept]).wrong();
    let said = ended.json();
    assert_eq!(said["ok"], false);
    let finding = &said["findings"][0];
    assert!(finding["stream"].as_str().unwrap().starts_with("person-"), "{said}");
    assert_eq!((&finding["sequence"], &finding["kind"]), (&json!(2), &json!("changed")));
    let shown = run(["audit", "verify", "--data", &data]).wrong().stdout;
    assert!(shown.contains("changed person-"), "{shown}");
}

#[test]
fn an_older_state_is_found_by_what_was_kept_elsewhere() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    let older = folder.path("older");
    fs::create_dir(&older).unwrap();
    fs::set_permissions(&older, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    for file in ["daowei.db", "keys.json"] {
        fs::copy(format!("{data}/{file}"), format!("{older}/{file}")).unwrap();
    }
    run(["admin", "create", "--data", &data, "--login", "shenji", "--duty", "audit_administrator"]).good();
    let kept = folder.path("kept.txt");
    run(["audit", "checkpoint", "--data", &data, "--out", &kept]).good();
    run(["audit", "verify", "--data", &older]).good();
    let said = run(["audit", "verify", "--data", &older, "--json", "--checkpoint", &kept]).wrong().json();
    assert_eq!(said["findings"][0]["kind"], "rolled_back");
    assert_eq!(
        (&said["checkpoint"]["source"], &said["checkpoint"]["agreement"]),
        (&json!("given"), &json!("differs"))
    );
}

#[test]
fn an_export_is_verified_offline() {
    let folder = Folder::new();
    let (data, kept) = signed(&folder);
    let (export, keys) = (folder.path("export"), folder.path("public.json"));
    let made = run(["audit", "export", &export, "--data", &data, "--json"]).good().json();
    assert_eq!(made["events"], 4);
    run(["audit", "export", &export, "--data", &data]).wrong();
    run(["audit", "public-keys", "--data", &data, "--out", &keys]).good();
    let offline = ["audit", "verify", "--json", "--checkpoint", &kept, "--file"];
    let verify = |export: &str, more: &[&str]| run(offline.iter().chain(&[export]).chain(more));
    let secret = format!("{data}/keys.json");
    for more in [&[][..], &["--public-keys", &keys], &["--data", &data], &["--keys", &secret]] {
        let said = verify(&export, more).good().json();
        assert_eq!((&said["events"], &said["covered_by_checkpoint"]), (&json!(4), &json!(4)), "{more:?}");
        assert_eq!(said["checkpoint"]["source"], "given");
    }

    let text = fs::read_to_string(&export).unwrap();
    let altered =
        folder.with("altered", &text.replacen("department.established", "department.estab1ished", 1));
    for more in [&[][..], &["--public-keys", &keys], &["--data", &data]] {
        assert_eq!(verify(&altered, more).wrong().json()["ok"], false, "{more:?}");
    }
    // Only with the keys the event itself is named.
    for (more, kinds) in [
        (["--public-keys", &keys], &["forked"][..]),
        (["--data", &data], &["changed"]),
        (["--keys", &secret], &["changed"]),
    ] {
        let said = verify(&altered, &more).wrong().json();
        let findings = said["findings"].as_array().unwrap();
        let mut found: Vec<_> = findings.iter().map(|finding| finding["kind"].as_str().unwrap()).collect();
        found.dedup();
        assert_eq!(found, kinds, "{more:?}: {said}");
        let stream = findings[0]["stream"].as_str().unwrap();
        assert_eq!(stream.starts_with("department-"), kinds.contains(&"changed"), "{said}");
    }
    verify(&export, &["--keys", &secret, "--public-keys", &keys]).misuse_in_json();
    verify(&export, &["--keys", &keys]).wrong();
    let said = run(["audit", "verify", "--data", &data, "--keys", &secret]).misuse();
    assert!(said.stderr.contains("--database"), "{said}");
    let lines: Vec<&str> = text.lines().collect();
    let shorter = folder.with("shorter", &format!("{}\n", [&lines[..2], &lines[3..]].concat().join("\n")));
    verify(&shorter, &["--public-keys", &keys]).wrong();
    for (name, text) in [("cut", &text[..text.len() - 40]), ("empty", ""), ("other", "{\"a\":1}\n")] {
        let said = verify(&folder.with(name, text), &[]).wrong();
        assert!(said.json()["error"].as_str().unwrap().contains("damaged"), "{name}: {said}");
    }

    // Another installation's keys do not fit.
    let other = folder.path("other-data");
    run(["migrate", "--data", &other]).good();
    verify(&export, &["--data", &other]).wrong();
    run(["audit", "verify", "--file", &export, "--checkpoint", &folder.with("none", "no checkpoint")])
        .wrong();
    run(["audit", "verify", "--file", &export, "--checkpoint", &folder.with("blank", "\n")]).misuse();
    run(["audit", "verify", "--file", &folder.path("absent")]).wrong();
}

#[test]
fn rows_are_rebuilt_from_the_log() {
    let folder = Folder::new();
    let data = folder.migrated();
    let items = include_str!("../../../../data/demo/items-city.csv");
    let items =
        folder.with("items.csv", &items.lines().take(20).map(|line| format!("{line}\n")).collect::<String>());
    let report = run(["import", "items", &items, "--data", &data, "--json"]).good().json();
    assert!(report["accepted"].as_u64().unwrap() >= 10, "{report}");
    let check = ["audit", "rebuild", "--check", "--data", &data, "--json"];
    let said = run(check).good().json();
    // Each item has its own row, and those by which the public comes to it.
    assert_eq!(said["ok"], true, "{said}");
    assert!(said["rows"].as_u64() > said["streams"].as_u64(), "{said}");

    behind(
        &data,
        "UPDATE item_row SET acceptable = 1 - acceptable WHERE id = (SELECT min(id) FROM item_row);
         DELETE FROM item_row WHERE id = (SELECT max(id) FROM item_row);
         INSERT INTO item_row SELECT 'zzz', version, newest, name, power, department, department_name, division,
             code, valid_from, valid_to, acceptable, name_order FROM item_row LIMIT 1;",
    );
    let said = run(check).wrong().json();
    let mut kinds: Vec<&str> =
        said["differences"].as_array().unwrap().iter().map(|found| found["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["changed", "extra", "missing"]);
    assert_eq!(run(["audit", "rebuild", "--data", &data, "--json"]).good().json()["rewritten"], true);
    assert_eq!(run(check).good().json()["found"], 0);
}

#[test]
fn a_backup_restores_to_the_same_evidence() {
    let folder = Folder::new();
    let (data, kept) = signed(&folder);
    let backup = folder.path("backup");
    let made = run(["backup", "create", &backup, "--data", &data, "--json"]).good().json();
    assert_eq!((&made["counts"]["event"], &made["with_keys"]), (&json!(4), &json!(false)));
    let said = run(["backup", "create", &backup, "--data", &data]).wrong();
    assert!(said.stderr.contains("已经存在，不覆盖") && said.stderr.contains("not written over"), "{said}");
    assert!(!said.stderr.contains("os error"), "{said}");
    let text = fs::read_to_string(&backup).unwrap();
    let secrets: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(format!("{data}/keys.json")).unwrap()).unwrap();
    assert!(!text.contains(secrets["evidence"].as_str().unwrap()), "keys go only where they were asked for");
    let keys = format!("{data}/keys.json");
    for by in [["--data", &data], ["--keys", &keys]] {
        let said = run(["backup", "verify", &backup, "--json"].iter().chain(&by)).good().json();
        assert_eq!((&said["evidence"], &said["verified_by"]), (&made["evidence"], &json!("keys")));
    }
    // Without keys nobody can tell who wrote it, and that is said.
    let said = run(["backup", "verify", &backup, "--json"]).wrong();
    assert_eq!((&said.json()["ok"], &said.json()["verified_by"]), (&json!(false), &json!(null)));
    assert!(said.stderr.contains("未能核验") && said.stderr.contains("not verified"), "{said}");

    // Without keys in it, they must come from elsewhere.
    let into = folder.path("into");
    let said = run(["restore", "--from", &backup, "--data", &into]).wrong();
    assert!(said.stderr.contains("key file") && !folder.file("into").exists(), "{said}");
    assert!(said.stderr.contains("--keys") && !said.stderr.contains("missing"), "{said}");
    let restore = ["restore", "--from", &backup, "--keys", &keys, "--data", &into, "--json"];
    assert_eq!(run(restore).good().json()["evidence"], made["evidence"]);
    let said = run(restore).wrong();
    assert!(said.stderr.contains("not empty"), "{said}");
    let said = run(["audit", "verify", "--data", &into, "--checkpoint", &kept, "--json"]).good().json();
    assert_eq!(said["covered_by_checkpoint"], 4);
    // And it goes on from there.
    run(["admin", "create", "--data", &into, "--login", "shenji", "--duty", "audit_administrator"]).good();
    run(["audit", "verify", "--data", &into]).good();

    let folder_of_backups = folder.path("backups");
    fs::create_dir(&folder_of_backups).unwrap();
    run(["backup", "create", &folder_of_backups, "--with-keys", "--data", &data]).good();
    let named = fs::read_dir(&folder_of_backups).unwrap().next().unwrap().unwrap().path();
    let path = named.display().to_string();
    run(["restore", "--from", &path, "--data", &folder.path("third")]).good();
    run(["audit", "verify", "--data", &folder.path("third")]).good();
}

#[test]
fn a_backup_is_restored_by_the_keys_that_lie_in_its_place() {
    let folder = Folder::new();
    let (data, _) = signed(&folder);
    let backup = folder.path("backup");
    let made = run(["backup", "create", &backup, "--data", &data, "--json"]).good().json();
    // What is there is never restored over, with keys or without.
    let said = run(["restore", "--from", &backup, "--data", &data]).wrong();
    assert!(said.stderr.contains("not empty"), "{said}");

    let place = |name: &str, keys: &str| {
        let place = folder.path(name);
        fs::create_dir(&place).unwrap();
        fs::copy(keys, format!("{place}/keys.json")).unwrap();
        place
    };
    let into = place("into", &format!("{data}/keys.json"));
    let restore = |into: &str| run(["restore", "--from", &backup, "--data", into, "--json"]);
    fs::set_permissions(&into, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let said = restore(&into).wrong();
    assert!(said.stderr.contains("请运行 chmod 700") && said.stderr.contains("run `chmod 700"), "{said}");
    fs::set_permissions(&into, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let said = restore(&into).good().json();
    assert_eq!((&said["evidence"], &said["verified_by"]), (&made["evidence"], &json!("keys")));
    run(["audit", "verify", "--data", &into]).good();

    // Another installation's keys stay where they lie, and are not used.
    let other = folder.path("other");
    run(["migrate", "--data", &other]).good();
    let foreign = place("foreign", &format!("{other}/keys.json"));
    fs::set_permissions(&foreign, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    for more in [&[][..], &["--keys", &format!("{data}/keys.json")]] {
        let line = ["restore", "--from", &backup, "--data", &foreign];
        let said = run(line.iter().chain(more)).wrong();
        assert!(said.stderr.contains("不属于") && said.stderr.contains("belongs to"), "{said}");
    }
    assert_eq!(fs::read_dir(&foreign).unwrap().count(), 1);
    let absent = folder.path("absent");
    let said = run(["restore", "--from", &backup, "--keys", &absent, "--data", &folder.path("new")]).wrong();
    assert!(said.stderr.contains(&absent) && said.stderr.contains("没有这个文件"), "{said}");
    let said = run(["restore", "--from", &absent, "--data", &folder.path("new")]).wrong();
    assert!(said.stderr.contains(&absent) && said.stderr.contains("没有这个文件"), "{said}");
    assert!(!folder.file("new").exists());
}

/// Writes the running digest of a backup's lines anew, as anybody can who knows the program.
fn sealed_anew(text: &str) -> String {
    use daowei_crypto::{Digest, Suite, digest};
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.pop().unwrap();
    let mut sum = Digest::from_bytes([0; 32]);
    for line in &lines {
        sum = digest(Suite::Gm, &[sum.as_bytes(), line.as_bytes(), b"\n"]);
    }
    let mut last: serde_json::Value = serde_json::from_str(last).unwrap();
    last["digest"] = json!(sum);
    format!("{}\n{last}\n", lines.join("\n"))
}

#[test]
fn a_backup_that_was_written_anew_is_refused_by_the_keys() {
    let folder = Folder::new();
    let (data, _) = signed(&folder);
    let backup = folder.path("backup");
    run(["backup", "create", &backup, "--data", &data]).good();
    let text = fs::read_to_string(&backup).unwrap();
    assert_eq!(
        sealed_anew(&text).lines().count(),
        text.lines().count(),
        "the digest is that of the lines, which anybody can compute"
    );
    let forged = folder.with("forged", &sealed_anew(&text.replacen("anquan", "anquam", 1)));
    let said = run(["backup", "verify", &forged, "--json"]).wrong().json();
    assert_eq!(
        (&said["verified_by"], &said["counts"]["event"]),
        (&json!(null), &json!(4)),
        "its lines fit: {said}"
    );
    let keys = format!("{data}/keys.json");
    let said = run(["backup", "verify", &forged, "--keys", &keys]).wrong();
    assert!(said.stderr.contains("keys"), "{said}");
    run(["restore", "--from", &forged, "--keys", &keys, "--data", &folder.path("into")]).wrong();
    assert!(!folder.file("into").exists());
    // Nor by another installation's keys.
    let other = folder.path("other");
    run(["migrate", "--data", &other]).good();
    run(["backup", "verify", &backup, "--data", &other]).wrong();
}

#[test]
fn what_is_there_is_never_written_over() {
    let folder = Folder::new();
    let (data, kept) = signed(&folder);
    for file in [format!("{data}/keys.json"), format!("{data}/daowei.db"), kept] {
        let before = fs::read(&file).unwrap();
        for what in ["checkpoint", "public-keys"] {
            let said = run(["audit", what, "--data", &data, "--out", &file]).wrong();
            assert!(said.stderr.contains(&file), "{said}");
            assert_eq!(fs::read(&file).unwrap(), before, "{what} {file}");
        }
    }
    run(["audit", "public-keys", "--data", &data, "--out", &folder.path("public.json")]).good();
}

#[test]
fn a_backup_that_was_touched_is_refused_and_leaves_nothing() {
    let folder = Folder::new();
    let (data, _) = signed(&folder);
    let backup = folder.path("backup");
    run(["backup", "create", &backup, "--data", &data, "--with-keys"]).good();
    let text = fs::read_to_string(&backup).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let joined = |lines: &[&str]| format!("{}\n", lines.join("\n"));
    let event = lines.iter().position(|line| line.contains("department.established")).unwrap();
    let mut exchanged = lines.clone();
    exchanged.swap(event, event + 1);
    for (name, touched) in [
        ("changed", text.replacen("department.established", "department.estab1ished", 1)),
        ("removed", joined(&[&lines[..event], &lines[event + 1..]].concat())),
        ("doubled", joined(&[&lines[..=event], &lines[event..]].concat())),
        ("exchanged", joined(&exchanged)),
        ("cut", joined(&lines[..lines.len() - 1])),
        ("torn", text[..text.len() - 1].to_owned()),
        ("longer", format!("{text}{{}}\n")),
        ("other", "{}\n".to_owned()),
        ("empty", String::new()),
        ("deep", "[".repeat(100_000)),
    ] {
        let file = folder.with(name, &touched);
        let said = run(["backup", "verify", &file]).wrong();
        assert!(said.stderr.contains("archive"), "{name}: {said}");
        run(["restore", "--from", &file, "--data", &folder.path("into")]).wrong();
        assert!(!folder.file("into").exists(), "{name}");
    }
    run(["backup", "verify", &folder.path("absent")]).wrong();
}

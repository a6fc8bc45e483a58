//! The same on a server: keys beside no directory, and the way from one engine to the other.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;

use crate::harness::{Ended, Folder, administrator, daowei, ended, run};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database of its own, gone with its test.
struct Database {
    server: String,
    name: String,
}

impl Database {
    fn new() -> Self {
        let server = std::env::var("DAOWEI_TEST_POSTGRES").unwrap();
        let name = format!("daowei_cli_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        let database = Self { server, name };
        database.order(&format!("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", database.name));
        database
    }

    fn order(&self, sql: &str) {
        postgres::Client::connect(&self.server, postgres::NoTls).unwrap().batch_execute(sql).unwrap();
    }

    /// The server's address with this database for its path.
    fn url(&self) -> String {
        let (address, parameters) =
            self.server.split_once('?').map_or((self.server.as_str(), ""), |parts| parts);
        let (before, _) = address.rsplit_once('/').unwrap();
        format!("{before}/{}?{parameters}", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.order(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn on(url: &str, keys: &str, line: &[&str]) -> Ended {
    run(line.iter().copied().chain(["--database", url, "--keys", keys]))
}

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn an_installation_on_a_server() {
    let (folder, database) = (Folder::new(), Database::new());
    let (url, keys) = (database.url(), folder.path("keys/own.json"));
    let said = on(&url, &keys, &["config", "dump"]).wrong();
    assert!(said.stderr.contains("migrat"), "{said}");
    on(&url, &keys, &["migrate"]).good();
    assert_eq!(fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
    on(&url, &keys, &["migrate"]).good();
    let said = on(&url, &folder.path("lost.json"), &["migrate"]).wrong();
    assert!(said.stderr.contains("missing"), "{said}");

    on(&url, &keys, &["admin", "create", "--login", "anquan", "--duty", "security_administrator"]).good();
    let made = on(&url, &keys, &["audit", "checkpoint", "--json"]).good().json();
    assert_eq!(made["size"], 4);
    assert_eq!(on(&url, &keys, &["audit", "verify", "--json"]).good().json()["covered_by_checkpoint"], 4);
    on(&url, &keys, &["audit", "rebuild", "--check"]).good();
    let said = on(&url, &keys, &["doctor", "--json"]).json();
    let engine: Vec<_> = said["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["id"].as_str().unwrap().starts_with("engine."))
        .map(|check| check["id"].as_str().unwrap())
        .collect();
    assert_eq!(engine, ["engine.version", "engine.durability", "engine.integrity", "engine.encoding"]);

    // The key file is found by the name that the database knows.
    let home = folder.path("home");
    let named = |line: &[&str]| {
        let mut command = daowei();
        ended(command.args(line).env("XDG_DATA_HOME", &home).env("DAOWEI_DATABASE", &url))
    };
    let said = named(&["config", "dump"]).wrong();
    let name = on(&url, &keys, &["config", "dump", "--json"]).good().json()["installation"].clone();
    let wanted = format!("{home}/daowei/{}.json", name.as_str().unwrap());
    assert!(said.stderr.contains(&wanted), "{said}");
    fs::create_dir_all(format!("{home}/daowei")).unwrap();
    fs::copy(&keys, &wanted).unwrap();
    named(&["config", "dump"]).good();
}

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn a_backup_goes_from_one_engine_to_the_other_and_back() {
    let (folder, database) = (Folder::new(), Database::new());
    let (url, keys) = (database.url(), folder.path("keys.json"));
    let data = folder.migrated();
    administrator(&data).good();
    run(["audit", "checkpoint", "--data", &data]).good();
    let (there, back) = (folder.path("there"), folder.path("back"));
    let made = run(["backup", "create", &there, "--with-keys", "--data", &data, "--json"]).good().json();
    let restored = on(&url, &keys, &["restore", "--from", &there, "--json"]).good().json();
    assert_eq!(restored["evidence"], made["evidence"]);
    let said = on(&url, &keys, &["restore", "--from", &there]).wrong();
    assert!(said.stderr.contains("not empty"), "{said}");
    let said = on(&url, &folder.path("none"), &["restore", "--from", &there]).wrong();
    assert!(said.stderr.contains("not empty"), "{said}");
    on(&url, &keys, &["audit", "verify"]).good();

    on(&url, &keys, &["admin", "create", "--login", "shenji", "--duty", "audit_administrator"]).good();
    on(&url, &keys, &["audit", "checkpoint"]).good();
    let made = on(&url, &keys, &["backup", "create", &back, "--with-keys", "--json"]).good().json();
    let again = folder.path("again");
    let restored = run(["restore", "--from", &back, "--data", &again, "--json"]).good().json();
    assert_eq!((&restored["evidence"], &restored["counts"]), (&made["evidence"], &made["counts"]));
    let said = run(["audit", "verify", "--data", &again, "--json"]).good().json();
    assert_eq!(said["ok"], json!(true));
}

/// Keys that lie where a server's keys lie are found, whether the place is named or not.
#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn a_backup_without_keys_is_restored_by_those_in_their_place() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    let backup = folder.path("backup");
    let made = run(["backup", "create", &backup, "--data", &data, "--json"]).good().json();
    let (home, named) = (folder.path("home"), folder.path("named.json"));
    let place = format!("{home}/daowei/{}.json", made["installation"].as_str().unwrap());
    let restore = |database: &Database, more: &[&str]| {
        let mut command = daowei();
        command.args(["restore", "--from", &backup, "--json", "--database", &database.url()]).args(more);
        ended(command.env("XDG_DATA_HOME", &home))
    };
    let (first, second) = (Database::new(), Database::new());
    for more in [&[][..], &["--keys", &named]] {
        let said = restore(&first, more).wrong();
        let wanted = more.last().map_or(&place, |_| &named);
        assert!(said.stderr.contains("--keys") && said.stderr.contains(wanted.as_str()), "{said}");
        assert!(!said.stderr.contains("missing"), "{said}");
    }
    fs::create_dir_all(format!("{home}/daowei")).unwrap();
    for (database, keys, more) in [(&first, &place, &[][..]), (&second, &named, &["--keys", &named])] {
        fs::copy(format!("{data}/keys.json"), keys).unwrap();
        let said = restore(database, more).good().json();
        assert_eq!((&said["evidence"], &said["verified_by"]), (&made["evidence"], &json!("keys")));
        fs::remove_file(keys).unwrap();
        let said = restore(database, more).wrong();
        assert!(said.stderr.contains("not empty"), "{said}");
    }
}

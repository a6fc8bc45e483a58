//! What works, and what is refused, while a server runs.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::harness::{Folder, administrator, daowei, run};

/// A server, stopped with its test.
struct Server(Child, String);

impl Server {
    /// Serves on a free port and waits for the line that says where.
    fn on(data: &str, more: &[&str]) -> Self {
        Self::logging_to(Stdio::null(), data, more)
    }

    fn logging_to(log: Stdio, data: &str, more: &[&str]) -> Self {
        let mut child = daowei()
            .args(["serve", "--listen", "127.0.0.1:0", "--data", data])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        // A pipe that nobody reads.
        drop(child.stderr.take());
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.starts_with("http://127.0.0.1:"), "{said}");
        let server = Self(child, said.trim_end().to_owned());
        while ureq::get(format!("{}/readyz", server.1)).call().is_err() {
            std::thread::yield_now();
        }
        server
    }

    /// Somebody types a wrong password, which is an event.
    fn wrong_password(&self) {
        let body = r#"{"login":"anquan","password":"not the right one"}"#;
        let asked =
            ureq::post(format!("{}/api/v1/session", self.1)).content_type("application/json").send(body);
        assert!(matches!(asked, Err(ureq::Error::StatusCode(401))), "{asked:?}");
    }

    fn signal(&self, name: &str) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Asks for an orderly end.
    fn stop(mut self) {
        self.signal("-TERM");
        assert!(self.0.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_served_installation_is_looked_at_but_not_taken() {
    let folder = Folder::new();
    let data = folder.path("data");
    let server = Server::on(&data, &[]);
    for line in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["worker"],
        &["migrate"],
        &["audit", "rebuild"],
        &["admin", "create", "--login", "x", "--duty", "audit_administrator"],
    ] {
        let said = run(line.iter().copied().chain(["--data", &data])).wrong();
        assert!(said.stderr.contains("in use by another process"), "{said}");
    }
    for line in [
        &["audit", "verify"][..],
        &["audit", "rebuild", "--check"],
        &["config", "dump"],
        &["backup", "create", &folder.path("backup")],
    ] {
        run(line.iter().copied().chain(["--data", &data])).good();
    }
    server.stop();
    run(["migrate", "--data", &data]).good();
}

/// The log of a served installation is signed and exported at once, not when the server signs next.
#[test]
fn evidence_is_taken_beside_a_server_that_writes() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    let log = folder.path("checkpoints.txt");
    let server = Server::on(&data, &["--checkpoint-log", &log]);
    let verified = || run(["audit", "verify", "--data", &data, "--json"]).good().json();
    // Its first checkpoint comes with its first turn; the next one a minute later.
    while verified()["covered_by_checkpoint"] != 4 || std::fs::read_to_string(&log).is_err() {
        std::thread::yield_now();
    }
    server.wrong_password();
    let begun = std::time::Instant::now();
    let said = run(["audit", "checkpoint", "--data", &data, "--json"]).good();
    assert_eq!((&said.json()["size"], said.stderr.as_str()), (&serde_json::json!(5), ""), "{said}");
    server.wrong_password();
    let export = folder.path("evidence.jsonl");
    let events = run(["audit", "export", &export, "--data", &data, "--json"]).good().json()["events"].clone();
    assert_eq!(events, 6);
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    assert_eq!(verified()["covered_by_checkpoint"], 4, "nothing was written");
    let signed = folder.with("signed.txt", said.json()["checkpoint"].as_str().unwrap());
    for checkpoint in [&signed, &log] {
        run(["audit", "verify", "--file", &export, "--checkpoint", checkpoint]).good();
        run(["audit", "verify", "--data", &data, "--checkpoint", checkpoint]).good();
    }
    server.stop();
    run(["audit", "verify", "--data", &data, "--checkpoint", &signed]).good();
}

/// What left the host knows more than the database that was put back: nothing is served, and the way on is named.
#[test]
fn a_database_that_is_older_than_its_checkpoints_is_not_served() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    run(["audit", "checkpoint", "--data", &data]).good();
    let older = folder.path("older");
    let copy = || {
        let _ = std::fs::remove_dir_all(&older);
        run(["backup", "create", &folder.path("backup"), "--data", &data, "--with-keys"]).good();
        run(["restore", "--from", &folder.path("backup"), "--data", &older]).good();
    };
    copy();
    run(["admin", "create", "--data", &data, "--login", "shenji", "--duty", "audit_administrator"]).good();
    let log = folder.path("checkpoints");
    run(["audit", "checkpoint", "--data", &data, "--out", &log]).good();
    let words = ["--listen", "127.0.0.1:0", "--checkpoint-log", &log];
    for command in ["serve", "worker"] {
        let words = if command == "serve" { &words[..] } else { &words[2..] };
        let said = run([command, "--data", &older].iter().chain(words)).wrong();
        for part in [
            "不启动",
            "not started",
            "events, the database has 4",
            "audit verify --checkpoint",
            "move it away",
        ] {
            assert!(said.stderr.contains(part), "{part}: {said}");
        }
    }
    let said = run(["doctor", "--data", &older, "--json", "--checkpoint-log", &log]).wrong().json();
    let found = said["checks"].as_array().unwrap().iter().find(|check| check["id"] == "evidence.rolled_back");
    assert_eq!(found.unwrap()["status"], "problem", "{said}");
    // Knowingly taken into service: the file that proves what is missing is kept elsewhere.
    std::fs::rename(&log, folder.path("kept")).unwrap();
    Server::on(&older, &["--checkpoint-log", &log]).stop();
    run(["audit", "verify", "--data", &older, "--checkpoint", &folder.path("kept")]).wrong();
}

#[test]
fn without_a_worker_evidence_says_what_it_does_not_cover() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    run(["audit", "checkpoint", "--data", &data]).good();
    let server = Server::on(&data, &["--with-worker", "false"]);
    server.wrong_password();
    let said = run(["audit", "checkpoint", "--data", &data, "--json"]).good();
    assert_eq!(said.json()["size"], 4);
    assert!(said.stderr.contains("1 events more"), "{said}");
    server.stop();
}

/// There is nothing to read again, so that a hang-up is no reason to stop.
#[test]
fn a_hang_up_changes_nothing() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    let server = Server::on(&data, &[]);
    server.signal("-HUP");
    server.wrong_password();
    server.stop();
}

/// What cannot be logged is still answered.
#[test]
fn a_log_that_cannot_be_written_takes_no_request_down() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for log in [Stdio::piped(), full.into()] {
        let folder = Folder::new();
        let data = folder.migrated();
        administrator(&data).good();
        let server = Server::logging_to(log, &data, &[]);
        for _ in 0..3 {
            server.wrong_password();
        }
        server.stop();
        assert_eq!(run(["audit", "verify", "--data", &data, "--json"]).good().json()["events"], 7);
    }
}

/// A mistyped place is no installation either: that one was made is said, and where its keys lie.
#[test]
fn serving_says_that_an_installation_was_made() {
    let folder = Folder::new();
    let (data, log) = (folder.path("data"), folder.file("log"));
    let served = || {
        Server::logging_to(std::fs::File::create(&log).unwrap().into(), &data, &[]).stop();
        std::fs::read_to_string(&log).unwrap()
    };
    let said = served();
    for part in ["已新建系统", "a new installation was made", &format!("{data}/keys.json")] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = served();
    assert!(!said.contains("a new installation was made"), "{said}");
}

#[test]
fn plain_http_does_not_leave_the_machine() {
    let folder = Folder::new();
    let data = folder.migrated();
    let said = run(["serve", "--listen", "0.0.0.0:0", "--data", &data]).wrong();
    assert!(said.stderr.contains("--behind-tls"), "{said}");
    // A city is not even begun.
    let holder = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (city, taken) = (folder.path("city"), holder.local_addr().unwrap().to_string());
    for (listen, part, more) in [
        ("0.0.0.0:0", "--behind-tls", &[][..]),
        ("0.0.0.0:0", "--behind-tls", &["--story"]),
        (&taken, &taken, &[]),
    ] {
        let said = run(["demo", "--data", &city, "--listen", listen].iter().chain(more)).wrong();
        assert!(said.stderr.contains(part) && said.stdout.is_empty(), "{said}");
        assert!(!folder.file("city").exists(), "{said}");
    }
    for line in [
        &["--listen", "nowhere"][..],
        &["--listen", "127.0.0.1:99999"],
        &["--trusted-proxy", "10.0.0.0/99"],
        &["--with-worker", "perhaps"],
    ] {
        run(["serve", "--data", &data].iter().chain(line)).misuse();
    }
}

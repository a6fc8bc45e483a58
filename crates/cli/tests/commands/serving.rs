//! What works, and what is refused, while a server runs.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::harness::{Folder, administrator, daowei, run};

/// A server, stopped with its test.
struct Server(Child);

impl Server {
    /// Serves on a free port and waits for the line that says where.
    fn on(data: &str, more: &[&str]) -> Self {
        let mut child = daowei()
            .args(["serve", "--listen", "127.0.0.1:0", "--data", data])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.starts_with("http://127.0.0.1:"), "{said}");
        Self(child)
    }

    /// Asks for an orderly end.
    fn stop(mut self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
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

/// The server's own worker signs within the first minute; whoever asks meanwhile waits for that.
#[test]
fn checkpoints_are_made_while_serving_and_leave_the_house() {
    let folder = Folder::new();
    let data = folder.migrated();
    administrator(&data).good();
    let log = folder.path("checkpoints.txt");
    let server = Server::on(&data, &["--checkpoint-log", &log]);
    let said = run(["audit", "checkpoint", "--data", &data, "--json"]).good();
    assert_eq!(said.json()["size"], 4, "{said}");
    assert!(said.stderr.contains("waiting"), "{said}");
    server.stop();
    // Stopping ends the turn that has begun; what it owed is sent at the next start at the latest.
    let server = Server::on(&data, &["--checkpoint-log", &log]);
    let mut sent = String::new();
    for _ in 0..200 {
        sent = std::fs::read_to_string(&log).unwrap_or_default();
        if !sent.is_empty() {
            break;
        }
        std::thread::yield_now();
        run(["audit", "verify", "--data", &data]).good();
    }
    server.stop();
    assert_eq!(sent.trim_end(), said.json()["checkpoint"].as_str().unwrap().trim_end());
    run(["audit", "verify", "--data", &data, "--checkpoint", &log]).good();
}

#[test]
fn plain_http_does_not_leave_the_machine() {
    let folder = Folder::new();
    let data = folder.migrated();
    let said = run(["serve", "--listen", "0.0.0.0:0", "--data", &data]).wrong();
    assert!(said.stderr.contains("--behind-tls"), "{said}");
    for line in [
        &["--listen", "nowhere"][..],
        &["--listen", "127.0.0.1:99999"],
        &["--trusted-proxy", "10.0.0.0/99"],
        &["--with-worker", "perhaps"],
    ] {
        run(["serve", "--data", &data].iter().chain(line)).misuse();
    }
}

//! Databases on a server: those of the one that is given, and a server of one's own to stop and start.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

use super::folder::Folder;
use super::server::free_port;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database of its own, gone with its story.
pub(crate) struct Database {
    server: String,
    name: String,
}

impl Database {
    /// An empty one on the server that the environment names.
    pub(crate) fn new() -> Self {
        Self::on(&std::env::var("DAOWEI_TEST_POSTGRES").unwrap())
    }

    /// An empty one on that server.
    pub(crate) fn on(server: &str) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let name = format!("daowei_story_{}_{number}", std::process::id());
        connect(server).batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        Self { server: server.to_owned(), name }
    }

    /// Another one with the same content. Nobody may be connected to this one.
    pub(crate) fn copy(&self) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let name = format!("daowei_story_{}_{number}", std::process::id());
        let made = format!("CREATE DATABASE {name} TEMPLATE {}", self.name);
        connect(&self.server).batch_execute(&made).unwrap();
        Self { server: self.server.clone(), name }
    }

    /// Its URL: the server's with another path.
    pub(crate) fn url(&self) -> String {
        let (address, query) = self.server.split_once('?').map_or((&*self.server, ""), |(a, q)| (a, q));
        let scheme_end = address.find("://").unwrap() + 3;
        let host_end = address[scheme_end..].find('/').map_or(address.len(), |slash| scheme_end + slash);
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        format!("{}/{}{query}", &address[..host_end], self.name)
    }

    pub(crate) fn connect(&self) -> Client {
        connect(&self.url())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Ok(mut server) = Client::connect(&self.server, NoTls) {
            let _ = server.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        }
    }
}

fn connect(url: &str) -> Client {
    Client::connect(url, NoTls).unwrap_or_else(|error| panic!("{url}: {error}"))
}

/// A database server of its own, that a story may stop and start.
pub(crate) struct Cluster {
    folder: Folder,
    binaries: PathBuf,
    port: u16,
}

impl Cluster {
    pub(crate) fn start() -> Self {
        let cluster = Self { folder: Folder::new("cluster"), binaries: binaries(), port: free_port() };
        if root() {
            let given = Command::new("chown").arg("postgres").arg(cluster.folder.path()).status().unwrap();
            assert!(given.success());
        }
        let data = cluster.data();
        cluster
            .program("initdb", &["-D", &data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]);
        cluster.up();
        cluster
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    pub(crate) fn up(&self) {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{}'",
            self.port,
            self.folder.path().display()
        );
        let log = self.folder.join("log").display().to_string();
        self.program(
            "pg_ctl",
            &["-D", &self.data(), "-l", &log, "-w", "-t", "60", "-s", "-o", &options, "start"],
        );
    }

    /// Stops it at once, as a failing machine would: no checkpoint, connections cut.
    pub(crate) fn cut(&self) {
        self.program("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-w", "-s", "stop"]);
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    fn program(&self, name: &str, arguments: &[&str]) {
        let program = self.binaries.join(name);
        // The server refuses to run as root.
        let mut command = if root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // A server that is started holds what it inherits: it gets a file, not our pipe.
        let said = fs::File::options().create(true).append(true).open(self.folder.join("said")).unwrap();
        let done = command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(std::process::Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said)
            .status()
            .unwrap();
        let said = || fs::read_to_string(self.folder.join("said")).unwrap_or_default();
        assert!(done.success(), "{name}: {}", said());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Not asserted: the story may have left it stopped.
        if Path::new(&self.data()).join("postmaster.pid").exists() {
            self.cut();
        }
    }
}

fn root() -> bool {
    let said = Command::new("id").arg("-u").output().unwrap();
    said.stdout.trim_ascii() == b"0"
}

/// The newest of Debian's folders, else the path's.
fn binaries() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    found.pop().map_or_else(PathBuf::new, |(_, folder)| folder)
}

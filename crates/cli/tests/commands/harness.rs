//! Running the binary.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A folder of its own, gone with its test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let path = std::env::temp_dir().join(format!("daowei_cli_{}_{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file.
    pub(crate) fn with(&self, name: &str, text: &str) -> String {
        std::fs::write(self.file(name), text).unwrap();
        self.path(name)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.file(name).display().to_string()
    }

    /// A data directory that was migrated.
    pub(crate) fn migrated(&self) -> String {
        let data = self.path("data");
        run(["migrate", "--data", &data]).good();
        data
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit code {:?}\n{}\n{}", self.code, self.stdout, self.stderr)
    }
}

impl Ended {
    fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        assert!(!self.stderr.contains("panicked"), "{self}");
        self
    }

    pub(crate) fn good(self) -> Self {
        self.code(0)
    }

    /// Refused or found wrong.
    pub(crate) fn wrong(self) -> Self {
        self.code(1)
    }

    /// Called wrongly: says so in Chinese first, and answers nothing.
    pub(crate) fn misuse(self) -> Self {
        let ended = self.code(2);
        let first = ended.stderr.lines().next().unwrap_or_default();
        assert!(first.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter)), "{ended}");
        assert!(ended.stdout.is_empty(), "{ended}");
        ended
    }

    /// The same for whoever asked for JSON: one value that says what is wrong.
    pub(crate) fn misuse_in_json(self) -> Self {
        let ended = self.code(2);
        let told = ended.json()["error"].as_str().unwrap_or_default().to_owned();
        assert!(!told.is_empty() && ended.stderr.contains(&told), "{ended}");
        ended
    }

    /// The one JSON value on standard output.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

/// The binary, knowing nothing of this machine's own settings.
pub(crate) fn daowei() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daowei"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DAOWEI_") {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// Runs the binary to its end.
pub(crate) fn run(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ended {
    ended(daowei().args(arguments))
}

pub(crate) fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The words of a line.
pub(crate) fn words(line: &str) -> Ended {
    run(line.split(' '))
}

/// Makes an administrator's account, which leaves four events in the log.
pub(crate) fn administrator(data: &str) -> Ended {
    run([
        "admin",
        "create",
        "--data",
        data,
        "--login",
        "anquan",
        "--duty",
        "security_administrator",
        "--json",
    ])
}

/// The database of a data directory, to be changed behind the program's back.
pub(crate) fn behind(data: &str, sql: &str) {
    let database = rusqlite::Connection::open(Path::new(data).join("daowei.db")).unwrap();
    database.execute_batch(sql).unwrap();
}

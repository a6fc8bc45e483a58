//! The program under test, run to its end.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// How a run ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// The one JSON value that it printed.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in: {self}"))
    }

    /// It ended well.
    pub(crate) fn good(self) -> Self {
        assert_eq!(self.code, Some(0), "{self}");
        self
    }

    /// It refused, or found something wrong.
    pub(crate) fn wrong(self) -> Self {
        assert_eq!(self.code, Some(1), "{self}");
        self
    }
}

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {:?}\n{}\n{}", self.code, self.stdout, self.stderr)
    }
}

/// Where the program is: `DAOWEI_BIN`, else the newest build, else a debug build made now.
pub(crate) fn path() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(given) = std::env::var_os("DAOWEI_BIN") {
            return given.into();
        }
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let built = ["release/daowei", "debug/daowei"].map(|name| target.join(name));
        let made_at = |path: &PathBuf| path.metadata().and_then(|known| known.modified()).ok();
        if let Some(found) = built.iter().filter(|path| path.is_file()).max_by_key(|path| made_at(path)) {
            return found.clone();
        }
        let made = Command::new(env!("CARGO")).args(["build", "--package", "daowei-cli"]).status().unwrap();
        assert!(made.success(), "the program does not build");
        built[1].clone()
    })
}

/// The program with an environment that says nothing of any database.
pub(crate) fn command(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(path());
    command.args(arguments).stdin(Stdio::null());
    for name in ["DAOWEI_DATA", "DAOWEI_DATABASE", "DAOWEI_KEYS", "DAOWEI_CHECKPOINT_LOG"] {
        command.env_remove(name);
    }
    command
}

/// Runs it to its end.
pub(crate) fn run(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ended {
    let output = command(arguments).output().unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

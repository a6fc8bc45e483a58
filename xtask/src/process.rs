//! Other programs: how they are started, and what can go wrong.

use std::{
    ffi::OsStr,
    io,
    path::PathBuf,
    process::{Command, Stdio},
};

/// What keeps a command of this crate from doing its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// The command line was not understood.
    #[error("{0}")]
    Misuse(String),
    /// Something has to be installed by hand first.
    #[error("{what} is missing. Type:\n    {line}")]
    Missing {
        /// What is missing.
        what: &'static str,
        /// The line to type.
        line: &'static str,
    },
    /// A program could not be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program's name.
        program: String,
        /// The operating system's reason.
        source: io::Error,
    },
    /// A program ended with a failure.
    #[error("{program} failed: {words}")]
    Failed {
        /// The program's name.
        program: String,
        /// What it said, or its exit status.
        words: String,
    },
    /// A file or folder could not be read, written or made.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// A program answered something else than it should.
    #[error("{0}")]
    Answer(String),
}

impl Trouble {
    /// 2 where a person has to type something else or something first, else 1.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Misuse(_) | Self::Missing { .. } => 2,
            _ => 1,
        }
    }
}

/// A command that can never wait for somebody to type.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// The cargo that runs this program, or the one on the path.
pub(crate) fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments);
    cargo
}

/// Runs a command whose output goes to the terminal; whether it ended well.
///
/// # Errors
/// Where it cannot be started.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool, Trouble> {
    let status = command.status().map_err(|source| start(command, source))?;
    Ok(status.success())
}

/// Runs a command whose output goes to the terminal and that has to end well.
///
/// # Errors
/// Where it cannot be started or fails.
pub(crate) fn must(command: &mut Command) -> Result<(), Trouble> {
    let status = command.status().map_err(|source| start(command, source))?;
    if status.success() {
        return Ok(());
    }
    Err(Trouble::Failed { program: name(command), words: status.to_string() })
}

/// Runs a command for what it prints on standard output; its messages go to the terminal.
///
/// # Errors
/// Where it cannot be started, fails, or prints something that is not UTF-8.
pub(crate) fn output(command: &mut Command) -> Result<String, Trouble> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|source| start(command, source))?;
    if !output.status.success() {
        return Err(Trouble::Failed { program: name(command), words: output.status.to_string() });
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Trouble::Failed { program: name(command), words: "its output is not UTF-8".to_owned() })
}

/// The trouble of a program that does not start.
pub(crate) fn start(command: &Command, source: io::Error) -> Trouble {
    Trouble::Start { program: name(command), source }
}

fn name(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args().take(3)).collect();
    words.join(OsStr::new(" ")).to_string_lossy().into_owned()
}

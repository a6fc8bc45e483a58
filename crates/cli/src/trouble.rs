//! Why a command ends without its answer, and the exit code that says so.

use std::io::{self, Write};
use std::process::ExitCode;

/// How a command came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// As it should be.
    Good,
    /// It did its work and found something wrong; what, it has said.
    Wrong,
}

/// What a command gives.
pub(crate) type Done = Result<Verdict, Trouble>;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It was called wrongly.
    Misuse(String),
    /// It was refused.
    Refused(String),
    /// Nobody reads its answer any longer.
    Unheard,
}

impl Trouble {
    /// Called wrongly: Chinese, English.
    pub(crate) fn misuse(zh: &str, en: &str) -> Self {
        Self::Misuse(format!("{zh}\n{en}"))
    }

    /// Refused by something that says why.
    pub(crate) fn refused(why: impl std::fmt::Display) -> Self {
        Self::Refused(why.to_string())
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| Self::Refused(format!("{}: {error}", path.display()))
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Unheard } else { Self::refused(error) }
    }
}

macro_rules! refusals {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Trouble {
            fn from(error: $error) -> Self {
                Self::refused(error)
            }
        }
    )+};
}
refusals!(daowei_app::Error, daowei_app::install::Error, daowei_store::Error, daowei_crypto::Error);

/// Ends the program: messages go to standard error.
pub(crate) fn exit(done: Done) -> ExitCode {
    let (code, message) = match done {
        Ok(Verdict::Good) | Err(Trouble::Unheard) => return ExitCode::SUCCESS,
        Ok(Verdict::Wrong) => return ExitCode::FAILURE,
        Err(Trouble::Refused(why)) => (1, why),
        Err(Trouble::Misuse(why)) => (2, why),
    };
    say(&message);
    ExitCode::from(code)
}

/// Tells whoever watches; nobody need.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

//! Why a command ends without its answer, and the exit code that says so.

use std::io::{self, Write};
use std::process::ExitCode;

use daowei_app::install;
use daowei_domain::{Language, Refusal};
use serde_json::{Value, json};

use crate::lines;

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
    /// It was refused by a rule.
    Ruled(Box<Ruled>),
    /// Nobody reads its answer any longer.
    Unheard,
}

/// A refusal by a rule.
#[derive(Debug)]
pub(crate) struct Ruled {
    id: &'static str,
    citation: &'static str,
    citation_en: &'static str,
    zh: String,
    en: String,
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

    /// Refused by a rule that stands nowhere but where it is.
    pub(crate) fn ruled(id: &'static str, zh: String, en: String) -> Self {
        Self::Ruled(Box::new(Ruled { id, citation: "", citation_en: "", zh, en }))
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| {
            let path = path.display();
            let (zh, en) = match error.kind() {
                io::ErrorKind::NotFound => ("没有这个文件或者目录", "there is no such file or folder"),
                io::ErrorKind::AlreadyExists => {
                    ("已经存在，不覆盖", "is there already and was not written over")
                }
                io::ErrorKind::PermissionDenied => ("没有权限", "may not be read or written"),
                io::ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
                io::ErrorKind::IsADirectory => ("是目录，不是文件", "is a folder, not a file"),
                _ => return Self::Refused(format!("{path}：无法读写\n{path}: {error}")),
            };
            Self::Refused(format!("{path}：{zh}\n{path}: {en}"))
        }
    }

    /// What befell the store with the file that was named to it.
    pub(crate) fn stored(path: &std::path::Path) -> impl FnOnce(daowei_store::Error) -> Self + '_ {
        move |error| match error {
            daowei_store::Error::File(error) => Self::file(path)(error),
            other => other.into(),
        }
    }

    /// What a program reads in place of the answer.
    fn json(&self) -> Value {
        match self {
            Self::Ruled(rule) => json!({ "refused": {
                "id": rule.id, "citation": rule.citation, "citation_en": rule.citation_en,
                "zh": rule.zh, "en": rule.en
            } }),
            other => json!({ "error": other.to_string() }),
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Misuse(why) | Self::Refused(why) => f.write_str(why),
            Self::Ruled(rule) => write!(f, "[{}] {}\n{}", rule.id, rule.zh, rule.en),
            Self::Unheard => Ok(()),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Unheard } else { Self::refused(error) }
    }
}

impl From<daowei_app::Error> for Trouble {
    fn from(error: daowei_app::Error) -> Self {
        match error {
            daowei_app::Error::Refused(refusal) => refusal.into(),
            other => Self::refused(other),
        }
    }
}

impl From<Box<Refusal>> for Trouble {
    fn from(refusal: Box<Refusal>) -> Self {
        let (zh, en) = (refusal.text(Language::Chinese), refusal.text(Language::English));
        let daowei_domain::Rule { id, citation, citation_en, .. } = *refusal.rule;
        Self::Ruled(Box::new(Ruled { id, citation, citation_en, zh, en }))
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
refusals!(daowei_store::Error, daowei_crypto::Error);

impl From<install::Error> for Trouble {
    fn from(error: install::Error) -> Self {
        match error {
            install::Error::File { path, source } => Self::file(&path)(source),
            other => Self::refused(other),
        }
    }
}

/// Ends the program: messages go to standard error; who asked for JSON finds one value on standard output, also instead of an
/// answer.
pub(crate) fn exit(done: Done, as_json: bool) -> ExitCode {
    let trouble = match done {
        Ok(Verdict::Good) | Err(Trouble::Unheard) => return ExitCode::SUCCESS,
        Ok(Verdict::Wrong) => return ExitCode::FAILURE,
        Err(trouble) => trouble,
    };
    let misused = matches!(trouble, Trouble::Misuse(_));
    if as_json {
        // Where nobody reads it, the exit code still says so.
        let _ = lines::json(&trouble.json());
    }
    say(&trouble.to_string());
    ExitCode::from(if misused { 2 } else { 1 })
}

/// Tells whoever watches; nobody need.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

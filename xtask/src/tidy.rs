//! Tests the house itself: what ARCHITECTURE.md promises about its rooms, read off the files.

mod arrows;
mod documents;
mod names;
mod purity;
mod rim;
mod source;
#[cfg(test)]
mod tests;
mod unfinished;

use std::{fmt, path::Path, process::ExitCode};

use crate::{
    process::{self, Trouble},
    workspace::Workspace,
};

/// One file of the repository.
#[derive(Debug, Clone)]
struct File {
    /// Path from the root, with `/`.
    path: String,
    /// The text; empty where the file is not UTF-8.
    text: String,
    /// Whether version control holds it.
    tracked: bool,
}

impl File {
    fn is_rust(&self) -> bool {
        has_extension(&self.path, "rs")
    }

    /// The name of the package folder: `store` for `crates/store/src/lib.rs`, `xtask`, `tests`.
    fn room(&self) -> &str {
        let inside = self.path.strip_prefix("crates/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or_default()
    }

    /// Whether the whole file is test or bench code.
    fn is_test(&self) -> bool {
        self.path.split('/').any(|part| matches!(part, "tests" | "benches" | "tests.rs"))
    }

    /// The product's own part of a Rust file: nothing for tests, else all but the unit tests at the end.
    fn product(&self) -> source::Source {
        if self.is_rust() && !self.is_test() {
            source::Source::of(&self.text).without_tests()
        } else {
            source::Source::default()
        }
    }

    fn finding(&self, line: usize, words: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, words: words.into() }
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// Something that is not as the house promises.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    words: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.words)
    }
}

/// One invariant: a name and a pure function over the files.
struct Check {
    name: &'static str,
    find: fn(&[File]) -> Vec<Finding>,
}

/// All invariants, in the order in which they are printed.
const CHECKS: &[Check] = &[
    Check { name: "crate arrows", find: arrows::crate_arrows },
    Check { name: "pure crates", find: purity::pure_crates },
    Check { name: "SQL in store alone", find: rim::sql_in_store_alone },
    Check { name: "clock and chance in cli alone", find: rim::clock_in_cli_alone },
    Check { name: "axum in api and web alone", find: rim::axum_in_api_and_web_alone },
    Check { name: "file length", find: names::file_length },
    Check { name: "names", find: names::forbidden_names },
    Check { name: "nothing unfinished", find: unfinished::unfinished },
    Check { name: "no machine paths", find: unfinished::machine_paths },
    Check { name: "lock files", find: documents::lock_files },
    Check { name: "decisions", find: documents::decisions },
    Check { name: "both READMEs", find: documents::readmes },
    Check { name: "glossary", find: documents::glossary },
];

/// Runs every check over the work tree and prints what it found.
///
/// # Errors
/// Where the list of files cannot be had from git or a file cannot be read.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Trouble> {
    let files = read(workspace)?;
    let mut found = 0;
    for check in CHECKS {
        for finding in (check.find)(&files) {
            println!("{finding} ({})", check.name);
            found += 1;
        }
    }
    println!("tidy: {} files, {} checks, {found} findings", files.len(), CHECKS.len());
    Ok(if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads what git holds and what it would take in; what it ignores is not ours.
fn read(workspace: &Workspace) -> Result<Vec<File>, Trouble> {
    let mut files = Vec::new();
    for (kind, tracked) in [("--cached", true), ("--others", false)] {
        let list = ["-c", "safe.directory=*", "ls-files", "-z", "--exclude-standard", kind];
        let list = process::output(process::command("git").args(list).current_dir(&workspace.root))?;
        for path in list.split('\0').filter(|path| !path.is_empty()) {
            let full = workspace.root.join(path);
            // Deleted, not yet committed; or a link to a folder.
            if !full.is_file() {
                continue;
            }
            let bytes = std::fs::read(&full).map_err(|source| Trouble::File { path: full, source })?;
            let text = String::from_utf8(bytes).unwrap_or_default();
            files.push(File { path: path.to_owned(), text, tracked });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    Ok(files)
}

//! `cargo xtask openapi`: the committed description of the API.

use std::{fs, process::ExitCode};

use crate::{
    process::{self, Trouble},
    workspace::Workspace,
};

const FILE: &str = "crates/api/openapi.json";

/// What is done with the description that the code gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It becomes the committed one.
    Write,
    /// It is compared with the committed one.
    Check,
}

/// Writes or compares.
///
/// # Errors
/// Where the code does not compile or the file cannot be read or written.
pub(crate) fn run(workspace: &Workspace, purpose: Purpose) -> Result<ExitCode, Trouble> {
    let mut cargo = process::cargo(["run", "--quiet", "--package", "daowei-cli", "--", "openapi"]);
    let current = process::output(cargo.current_dir(&workspace.root))?;
    let path = workspace.root.join(FILE);
    let trouble = |source| Trouble::File { path: path.clone(), source };
    if purpose == Purpose::Write {
        fs::write(&path, current).map_err(trouble)?;
        return Ok(ExitCode::SUCCESS);
    }
    let committed = fs::read_to_string(&path).map_err(trouble)?;
    let Some(line) = first_difference(&committed, &current) else { return Ok(ExitCode::SUCCESS) };
    println!("{FILE}:{line}: differs from what the code says; run: cargo xtask openapi");
    Ok(ExitCode::FAILURE)
}

/// The line, counted from 1, on which two texts part.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    if left == right {
        return None;
    }
    let same = left.split('\n').zip(right.split('\n')).take_while(|(left, right)| left == right).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_part_on_a_line() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("", "a"), Some(1));
    }
}

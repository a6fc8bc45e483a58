//! `cargo xtask ui`: the desk, from its lock file, into `ui/dist`, from where the server takes it in.

use std::{
    path::Path,
    process::{Command, ExitCode},
};

use crate::{
    process::{self, Trouble},
    workspace::Workspace,
};

/// The line to type where there is no npm.
const INSTALL: &str = "install Node.js 20 or newer with npm 10 or newer (nodejs.org, or your distribution)";

/// Builds the desk.
///
/// # Errors
/// Where npm is missing or the build fails.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Trouble> {
    if !there() {
        return Err(Trouble::Missing { what: "npm", line: INSTALL });
    }
    build(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the desk where npm is there; the server is complete without it, so that only a word is said otherwise.
///
/// # Errors
/// Where the build fails.
pub(crate) fn build_where_possible(workspace: &Workspace) -> Result<(), Trouble> {
    if there() {
        return build(workspace);
    }
    eprintln!("npm is missing, so the server is built without the desk; to have it, {INSTALL}");
    Ok(())
}

/// Type check and unit tests of the desk.
///
/// # Errors
/// Where npm does not start.
pub(crate) fn test(workspace: &Workspace) -> Result<[bool; 2], Trouble> {
    install(workspace)?;
    let folder = workspace.root.join("ui");
    let checked = process::succeeds(&mut npm(&folder, &["run", "check"]))?;
    let tested = process::succeeds(&mut npm(&folder, &["test"]))?;
    Ok([checked, tested])
}

/// Whether npm can be started.
pub(crate) fn there() -> bool {
    process::command("npm").arg("--version").output().is_ok_and(|output| output.status.success())
}

fn build(workspace: &Workspace) -> Result<(), Trouble> {
    install(workspace)?;
    process::must(&mut npm(&workspace.root.join("ui"), &["run", "build"]))
}

/// Exactly what the lock file says, unless that is there already.
fn install(workspace: &Workspace) -> Result<(), Trouble> {
    let folder = workspace.root.join("ui");
    let age = |path: &str| folder.join(path).metadata().and_then(|metadata| metadata.modified()).ok();
    let (lock, installed) = (age("package-lock.json"), age("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    process::must(&mut npm(&folder, &["ci", "--no-audit", "--no-fund"]))
}

/// npm in that folder.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut npm = process::command("npm");
    npm.args(arguments).current_dir(folder);
    npm
}

//! `cargo xtask bench`: the figures, each from a release build.

use std::process::ExitCode;

use crate::{
    process::{self, Trouble},
    workspace::Workspace,
};

/// Benchmarks of one pure crate; every other name is one of `daowei bench`.
const PURE: &[(&str, &str)] = &[("deadlines", "daowei-calendar"), ("chain", "daowei-crypto")];

/// Runs the benchmark that is named, or all. With `--json` each prints one JSON value on a line of its own.
///
/// # Errors
/// Where a build fails or a program does not start.
pub(crate) fn run(workspace: &Workspace, given: &[String]) -> Result<ExitCode, Trouble> {
    let name = given.first().filter(|name| !name.starts_with('-'));
    let options = given.iter().skip(usize::from(name.is_some()));
    let mut good = true;
    for (bench, package) in PURE.iter().filter(|(bench, _)| name.is_none_or(|name| name == bench)) {
        let mut cargo = process::cargo(["bench", "--package", *package, "--bench", *bench, "--"]);
        good &= process::succeeds(cargo.args(options.clone()).current_dir(&workspace.root))?;
    }
    if name.is_none_or(|name| !PURE.iter().any(|(bench, _)| name == bench)) {
        let mut program = process::command(workspace.build_release()?);
        good &= process::succeeds(program.arg("bench").args(name).args(options))?;
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! `cargo xtask bench`: the figures, each from a release build.

use std::process::ExitCode;

use crate::{
    process::{self, Trouble},
    workspace::Workspace,
};

/// Benchmarks of one crate.
const OF_CRATES: &[(&str, &str)] =
    &[("deadlines", "daowei-calendar"), ("chain", "daowei-crypto"), ("evidence", "daowei-store")];
/// Benchmarks of the whole, by the program `daowei-bench`.
const OF_THE_WHOLE: &[&str] = &["w1"];

/// Runs the benchmark that is named, or all. With `--json` each prints one JSON value on a line of its own.
///
/// # Errors
/// Where there is no such benchmark, a build fails or a program does not start.
pub(crate) fn run(workspace: &Workspace, given: &[String]) -> Result<ExitCode, Trouble> {
    let name = given.first().filter(|name| !name.starts_with('-'));
    let options = given.iter().skip(usize::from(name.is_some()));
    let asked = |bench: &str| name.is_none_or(|name| name == bench);
    let mut found = false;
    let mut good = true;
    for (bench, package) in OF_CRATES.iter().filter(|(bench, _)| asked(bench)) {
        found = true;
        let mut cargo = process::cargo(["bench", "--package", *package, "--bench", *bench, "--"]);
        good &= process::succeeds(cargo.args(options.clone()).current_dir(&workspace.root))?;
    }
    for bench in OF_THE_WHOLE.iter().filter(|bench| asked(bench)) {
        found = true;
        let mut cargo = process::cargo(["run", "--release", "--package", "daowei-bench", "--", *bench]);
        good &= process::succeeds(cargo.args(options.clone()).current_dir(&workspace.root))?;
    }
    Ok(if good && found { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! What is measured and pictured of the pages, in a real browser against the release build: `cargo xtask screenshots` and
//! `cargo xtask bench screens`.

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
};

use crate::{
    browser,
    process::{self, Trouble},
    ui,
    workspace::Workspace,
};

/// The program under test where one is named, as the stories name it.
const PROGRAM: &str = "DAOWEI_BIN";

/// Takes the pictures of the main pages into `docs/screenshots`.
///
/// # Errors
/// Where npm or the browser is missing, or a build fails.
pub(crate) fn pictures(workspace: &Workspace) -> Result<ExitCode, Trouble> {
    let mut pictures = run_of(workspace, "pictures")?;
    Ok(if process::succeeds(&mut pictures)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures the pages: what they weigh, how fast they are on a thin line, how Lighthouse and the stories find them.
///
/// # Errors
/// Where npm or the browser is missing, or a build fails.
pub(crate) fn figures(workspace: &Workspace) -> Result<bool, Trouble> {
    process::succeeds(&mut run_of(workspace, "measure")?)
}

/// A script of the desk's package, with program and browser named.
fn run_of(workspace: &Workspace, script: &str) -> Result<Command, Trouble> {
    ui::needed()?;
    let browser = browser::find()?;
    ui::build(workspace)?;
    ui::install(workspace)?;
    let program = match std::env::var_os(PROGRAM) {
        Some(named) => PathBuf::from(named),
        None => workspace.build_release()?,
    };
    let mut run = ui::npm(&workspace.root.join("ui"), &["run", script]);
    run.env(PROGRAM, program).env("CHROMIUM", browser);
    Ok(run)
}

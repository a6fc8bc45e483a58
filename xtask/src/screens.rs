//! What is measured and pictured of the pages, in a real browser against the release build: `cargo xtask screenshots` and
//! `cargo xtask bench screens`.

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
};

use crate::{
    browser,
    line::{self, Line},
    process::{self, Trouble},
    ui,
    workspace::Workspace,
};

/// The program under test where one is named, as the stories name it.
const PROGRAM: &str = "DAOWEI_BIN";
/// The file in which the stories take down what they ask for.
const TAKEN: &str = "DAOWEI_STORY_FIGURES";

/// Takes the pictures of the main pages into `docs/screenshots`.
///
/// # Errors
/// Where npm or the browser is missing, or a build fails.
pub(crate) fn pictures(workspace: &Workspace) -> Result<ExitCode, Trouble> {
    let mut pictures = run_of(workspace, "pictures")?;
    Ok(if process::succeeds(&mut pictures)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures the pages: plays the stories and takes down what they ask for, then asks Lighthouse, and a browser on a thin line.
///
/// # Errors
/// Where npm or the browser is missing, or a build fails.
pub(crate) fn figures(workspace: &Workspace) -> Result<bool, Trouble> {
    let taken = std::env::temp_dir().join(format!("daowei-figures-{}.jsonl", std::process::id()));
    let played =
        process::succeeds(run_of(workspace, "stories")?.args(["--", "stories/"]).env(TAKEN, &taken))?;
    let mut measure = run_of(workspace, "measure")?;
    measure.env(TAKEN, &taken);
    let measured = if let Some(line) = Line::lay()? {
        process::succeeds(&mut line.run(measure.env("DAOWEI_LINE_PORT", line::PORT)))?
    } else {
        println!("no network namespace can be made here: the browser itself is slow");
        process::succeeds(&mut measure)?
    };
    // Figures that nobody reads any more are no trouble where they stay.
    let _gone = std::fs::remove_file(&taken);
    Ok(played && measured)
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

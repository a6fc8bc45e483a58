//! Stories of the desk and the portal in a real browser: Debian's Chromium against the release build.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    debian,
    process::{self, Trouble},
    tally::Tally,
    ui,
    workspace::Workspace,
};

/// What the browser is called, by distribution.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// Debian's packages: without the fonts, Chinese is boxes.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// Finds the browser, installing Debian's where that may be done.
///
/// # Errors
/// [`Trouble::Missing`] with the line to type.
pub(crate) fn find() -> Result<PathBuf, Trouble> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    let missing = Trouble::Missing { what: "Chromium", line: "sudo apt-get install chromium fonts-noto-cjk" };
    if debian::install(&PACKAGES)? { installed().ok_or(missing) } else { Err(missing) }
}

fn installed() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|at| at.is_file())
}

/// Plays every story against that program.
///
/// # Errors
/// Where they do not start.
pub(crate) fn play(workspace: &Workspace, program: &Path, browser: &Path) -> Result<Tally, Trouble> {
    let folder = workspace.root.join("ui");
    let report = std::env::temp_dir().join(format!("daowei-browser-{}.json", std::process::id()));
    let mut stories = ui::npm(&folder, &["run", "stories", "--", "--reporter=default", "--reporter=json"]);
    stories.arg(format!("--outputFile.json={}", report.display()));
    let ended_well =
        process::succeeds(stories.env("DAOWEI_BIN", program).env("CHROMIUM", browser).env("CI", "1"))?;
    let said = fs::read(&report).unwrap_or_default();
    // A report that nobody needs any more is no trouble where it stays.
    let _gone = fs::remove_file(&report);
    Ok(tally(&said, ended_well))
}

fn tally(report: &[u8], ended_well: bool) -> Tally {
    let report: Value = serde_json::from_slice(report).unwrap_or_default();
    let count = |name: &str| report.get(name).and_then(Value::as_u64).unwrap_or(0);
    let sum = Tally { passed: count("numPassedTests"), failed: count("numFailedTests") };
    // A run in which nothing was played proves nothing.
    sum.closed(ended_well && sum.passed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_counted_and_none_is_a_failure() {
        let report = br#"{"numPassedTests":12,"numFailedTests":1}"#;
        assert_eq!(tally(report, false), Tally { passed: 12, failed: 1 });
        assert_eq!(
            tally(br#"{"numPassedTests":3,"numFailedTests":0}"#, true),
            Tally { passed: 3, failed: 0 }
        );
        assert_eq!(tally(b"", true), Tally { passed: 0, failed: 1 });
        assert_eq!(tally(br#"{"numPassedTests":3}"#, false), Tally { passed: 3, failed: 1 });
    }
}

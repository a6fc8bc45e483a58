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

/// Finds the browser and fonts for it to write Chinese with, installing Debian's where that may be done.
///
/// # Errors
/// [`Trouble::Missing`] with the line to type.
pub(crate) fn find() -> Result<PathBuf, Trouble> {
    let ready = || installed().filter(|_| writes_chinese());
    if let Some(found) = ready() {
        return Ok(found);
    }
    let missing = Trouble::Missing {
        what: "Chromium with Chinese fonts",
        line: "sudo apt-get install chromium fonts-noto-cjk",
    };
    if debian::install(&PACKAGES)? { ready().ok_or(missing) } else { Err(missing) }
}

/// Whether a font for Chinese is there; a machine that cannot be asked is believed to have one.
fn writes_chinese() -> bool {
    process::output(process::command("fc-list").arg(":lang=zh"))
        .map_or(true, |fonts| !fonts.trim().is_empty())
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
    let mut sum =
        Tally { passed: count("numPassedTests"), failed: count("numFailedTests"), ..Tally::default() };
    for story in each(&report, "testResults").flat_map(|file| each(file, "assertionResults")) {
        if story.get("status").and_then(Value::as_str) == Some("failed") {
            let name = story.get("fullName").and_then(Value::as_str).unwrap_or_default();
            let words: Vec<_> = each(story, "failureMessages").filter_map(Value::as_str).collect();
            sum.tell(name, &words.join("\n"));
        }
    }
    // A run in which nothing was played proves nothing.
    let played = sum.passed > 0;
    sum.closed("stories in the browser", ended_well && played)
}

fn each<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_counted_and_none_is_a_failure() {
        let counts = |report: &[u8], ended_well| {
            let sum = tally(report, ended_well);
            (sum.passed, sum.failed)
        };
        assert_eq!(counts(br#"{"numPassedTests":12,"numFailedTests":1}"#, false), (12, 1));
        assert_eq!(counts(br#"{"numPassedTests":3,"numFailedTests":0}"#, true), (3, 0));
        assert_eq!(counts(b"", true), (0, 1));
        assert_eq!(counts(br#"{"numPassedTests":3}"#, false), (3, 1));
    }

    #[test]
    fn a_story_that_failed_is_told_with_its_words() {
        let report = br#"{"numPassedTests":1,"numFailedTests":1,"testResults":[{"assertionResults":[
            {"fullName":"hall hands over","status":"failed","failureMessages":["Error: nobody\n at line 3"]},
            {"fullName":"hall writes","status":"passed","failureMessages":[]}]}]}"#;
        assert_eq!(tally(report, false).failures, ["hall hands over\n    Error: nobody\n     at line 3"]);
    }
}

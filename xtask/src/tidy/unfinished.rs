//! What must not be left behind: unfinished work and paths of somebody's machine.

use super::{File, Finding, has_extension, source};

const MARKS: &[&str] = &["FIXME", "TODO", "XXX"];

/// Nothing is half built: no placeholder in code, no note to do it later, no test that is skipped.
pub(super) fn unfinished(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let prose = if file.is_rust() {
            let parts = source::Source::of(&file.text);
            for token in ["todo!", "unimplemented!"] {
                for line in source::lines_with(&parts.code, token) {
                    findings.push(file.finding(line, format!("{token}: build it or leave it out")));
                }
            }
            for line in source::lines_with(&parts.code, "#[ignore") {
                findings.push(file.finding(line, "a test that is not run is no test"));
            }
            parts.comments
        } else if is_written_by_hand(&file.path) {
            file.text.clone()
        } else {
            continue;
        };
        for mark in MARKS {
            for line in source::lines_with(&prose, mark) {
                findings.push(file.finding(line, format!("{mark}: do it or file an issue")));
            }
        }
    }
    findings
}

fn is_written_by_hand(path: &str) -> bool {
    ["sql", "toml", "sh", "ts", "vue", "js", "mjs", "css", "html"]
        .iter()
        .any(|kind| has_extension(path, kind))
}

/// Folders that stand at the root of one machine and not of another.
const MACHINE_FOLDERS: &[&str] = &["work", "tmp", "root", "home", "Users"];

/// No file knows where it lay on the machine it was written on.
pub(super) fn machine_paths(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        for (number, line) in (1..).zip(file.text.lines()) {
            if let Some(folder) = MACHINE_FOLDERS.iter().find(|folder| names_folder(line, folder)) {
                findings.push(file.finding(number, format!("a path under the folder {folder} of a machine")));
            }
        }
    }
    findings
}

fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(&format!("/{folder}/")).any(|(start, found)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line.get(start + found.len()..).and_then(|text| text.chars().next());
        let inside_a_path = before.is_some_and(|c| c.is_alphanumeric() || "._-~}>)*/$".contains(c));
        !inside_a_path && after.is_some_and(|c| c.is_alphanumeric() || "._-<${*".contains(c))
    })
}

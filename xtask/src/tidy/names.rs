//! Files that a person can read and find: their length and their names.

use super::{File, Finding, has_extension};

/// Above this many lines a file is more than one room.
const MOST_LINES: usize = 600;

/// No Rust file is longer than a person reads in one sitting.
pub(super) fn file_length(files: &[File]) -> Vec<Finding> {
    files
        .iter()
        .filter(|file| file.is_rust())
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| file.finding(lines, format!("{lines} lines, more than {MOST_LINES}")))
        .collect()
}

/// Names that say nothing, as the whole name of a file, folder or module.
const EMPTY_NAMES: &[&str] =
    &["manager", "managers", "helper", "helpers", "util", "utils", "misc", "common", "shared", "stuff"];

/// A file, folder or module is named after the thing in the glossary, never after a pattern.
pub(super) fn forbidden_names(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        for part in file.path.split('/') {
            let stem = part.split('.').next().unwrap_or_default();
            if says_nothing(stem) {
                findings.push(file.finding(1, format!("{part} says nothing: name the thing")));
            }
        }
        if !has_extension(&file.path, "rs") {
            continue;
        }
        let code = super::source::Source::of(&file.text).code;
        for (number, line) in (1..).zip(code.lines()) {
            let mut words =
                line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
            if words.any(|word| word == "mod")
                && let Some(name) = words.next().filter(|name| says_nothing(name))
                && line.trim_end().ends_with('{')
            {
                findings
                    .push(file.finding(number, format!("the module {name} says nothing: name the thing")));
            }
        }
    }
    findings
}

/// `center_manager` is a post in the glossary, so `manager` counts only alone; the rest say nothing in any company.
fn says_nothing(name: &str) -> bool {
    EMPTY_NAMES.contains(&name)
        || name.split(['_', '-']).any(|word| matches!(word, "helper" | "helpers" | "util" | "utils" | "misc"))
}

//! The standing documents: lock files, decision records, the two READMEs, the glossary.

use super::{File, Finding, source};

/// Every package tree that resolves versions has its lock file in version control.
pub(super) fn lock_files(files: &[File]) -> Vec<Finding> {
    let held = |path: &str| files.iter().any(|file| file.tracked && file.path == path);
    files
        .iter()
        .filter_map(|file| {
            let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
            let lock = match name {
                "Cargo.toml" if file.text.lines().any(|line| line.trim() == "[workspace]") => "Cargo.lock",
                "package.json" => "package-lock.json",
                _ => return None,
            };
            let lock = if folder.is_empty() { lock.to_owned() } else { format!("{folder}/{lock}") };
            (!held(&lock)).then(|| file.finding(1, format!("{lock} is not committed")))
        })
        .collect()
}

const DECISIONS: &str = "docs/decisions/";

/// Decision records are `NNNN-title.md`, numbered from 0001 without a gap, each listed in the folder's README.
pub(super) fn decisions(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let index = files.iter().find(|file| file.path == format!("{DECISIONS}README.md"));
    let mut expected = 1_u32;
    for file in files {
        let Some(name) = file.path.strip_prefix(DECISIONS).filter(|name| *name != "README.md") else {
            continue;
        };
        let number = name
            .strip_suffix(".md")
            .and_then(|stem| stem.split_once('-'))
            .filter(|(digits, title)| digits.len() == 4 && !title.is_empty())
            .and_then(|(digits, _)| digits.parse::<u32>().ok());
        match number {
            None => findings.push(file.finding(1, "a decision record is named NNNN-title.md")),
            Some(number) => {
                if number != expected {
                    findings
                        .push(file.finding(1, format!("numbered {number:04} where {expected:04} is due")));
                }
                expected = number.saturating_add(1);
            }
        }
        if !index.is_some_and(|index| index.text.contains(name)) {
            findings.push(file.finding(1, format!("not listed in {DECISIONS}README.md")));
        }
    }
    findings
}

/// README.md and README.zh-CN.md have the same outline.
pub(super) fn readmes(files: &[File]) -> Vec<Finding> {
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let missing = |path: &str| {
        let words = "missing: the product is introduced in both languages".to_owned();
        vec![Finding { path: path.to_owned(), line: 1, words }]
    };
    let Some(english) = find("README.md") else { return missing("README.md") };
    let Some(chinese) = find("README.zh-CN.md") else { return missing("README.zh-CN.md") };
    let (expected, found) = (headings(&english.text), headings(&chinese.text));
    if expected.iter().map(|(_, depth)| depth).eq(found.iter().map(|(_, depth)| depth)) {
        return Vec::new();
    }
    let parting = expected.iter().zip(&found).find(|((_, left), (_, right))| left != right);
    let line = parting.map_or(1, |(_, (line, _))| *line);
    let words = format!("{} headings here, {} in README.md, or of other depth", found.len(), expected.len());
    vec![chinese.finding(line, words)]
}

/// The headings of a Markdown text: line and depth; what looks like one inside a code block is none.
fn headings(text: &str) -> Vec<(usize, usize)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let depth = line.chars().take_while(|c| *c == '#').count();
        if !fenced && depth > 0 && line.chars().nth(depth) == Some(' ') {
            found.push((number, depth));
        }
    }
    found
}

const GLOSSARY: &str = "docs/glossary.md";

/// Each name of the glossary occurs in the folder that its row gives.
pub(super) fn glossary(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path == GLOSSARY) {
        for (number, line) in (1..).zip(file.text.lines()) {
            let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
            let ["", _, _, name, folder, _, ""] = cells.as_slice() else { continue };
            let inside = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            let names =
                |file: &File| !source::lines_with(&source::Source::of(&file.text).code, name).is_empty();
            // Its head, and the line below that, name nothing.
            if (*name == "Identifier" && number < 12) || name.starts_with("---") {
                continue;
            }
            if !files.iter().any(|file| file.is_rust() && inside(&file.path) && names(file)) {
                findings.push(file.finding(number, format!("{name} does not occur in {folder}")));
            }
        }
    }
    findings
}

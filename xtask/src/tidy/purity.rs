//! The pure crates: values in, values out.

use super::{File, Finding, arrows, source};

const PURE: &[&str] = &["ident", "calendar", "domain", "crypto"];

const IMPURE_PACKAGES: &[&str] = &[
    "rusqlite",
    "postgres",
    "tokio-postgres",
    "tokio",
    "async-std",
    "smol",
    "axum",
    "hyper",
    "reqwest",
    "getrandom",
    "rand",
    "tracing-subscriber",
];

const IMPURE_MODULES: &[&str] = &["fs", "net", "env", "process", "thread"];

/// ident, calendar, domain and crypto touch no disk, no network, no engine, no thread and no clock.
pub(super) fn pure_crates(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("crates/") && PURE.contains(&file.room())) {
        if file.path.ends_with("/Cargo.toml") {
            let dependencies = arrows::dependencies(&file.text).unwrap_or_default();
            findings.extend(dependencies.iter().filter(|name| IMPURE_PACKAGES.contains(&name.as_str())).map(
                |name| {
                    let line = arrows::line_of(&file.text, name);
                    file.finding(line, format!("{} is pure and may not depend on {name}", file.room()))
                },
            ));
        }
        let code = file.product().code;
        for module in IMPURE_MODULES {
            for line in source::lines_using(&code, "std", module) {
                findings.push(
                    file.finding(line, format!("{} is pure and may not use std::{module}", file.room())),
                );
            }
        }
        for word in ["SystemTime", "async fn", "async move"] {
            for line in source::lines_with(&code, word) {
                findings.push(file.finding(line, format!("{} is pure: no {word}", file.room())));
            }
        }
    }
    findings
}

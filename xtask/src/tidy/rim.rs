//! What belongs to one room alone: SQL, the machine's clock and chance, the web framework.

use super::{File, Finding, arrows, has_extension, source};

/// Words that begin a statement, with one that must follow them later on.
const STATEMENTS: &[(&str, &[&str])] = &[
    ("select", &["from", "1", "count", "max", "coalesce"]),
    ("insert", &["into"]),
    ("update", &["set"]),
    ("delete", &["from"]),
    ("create", &["table", "index", "trigger", "view", "schema", "database"]),
    ("alter", &["table", "index"]),
    ("drop", &["table", "index", "trigger", "view", "schema", "database"]),
    ("pragma", &["journal_mode", "synchronous", "foreign_keys", "user_version", "integrity_check"]),
];

/// Only the store speaks SQL; tests and the benchmark's bare floor may.
pub(super) fn sql_in_store_alone(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in
        files.iter().filter(|file| !file.path.starts_with("crates/store/") && !is_bench_floor(&file.path))
    {
        if has_extension(&file.path, "sql") {
            findings.push(file.finding(1, "SQL lives in crates/store"));
        }
        let literals = file.product().literals;
        findings.extend(
            literals
                .iter()
                .filter(|(_, text)| is_statement(text))
                .map(|(line, _)| file.finding(*line, "a statement of SQL outside crates/store")),
        );
    }
    findings
}

fn is_bench_floor(path: &str) -> bool {
    path.starts_with("bench/src/floor/")
}

fn is_statement(literal: &str) -> bool {
    let lower = literal.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let rest: Vec<&str> = words.collect();
    // One word after the pair is what makes a statement of it: a heading is shorter.
    STATEMENTS.iter().any(|(verb, next)| {
        first == *verb && rest.len() > 1 && rest.iter().take(40).any(|word| next.contains(word))
    }) && literal.trim_start().chars().next().is_some_and(|c| c.is_ascii_alphabetic())
}

const CLOCK_AND_CHANCE: &[&str] = &[
    "Timestamp::now",
    "SystemTime::now",
    "Zoned::now",
    "getrandom",
    "thread_rng",
    "OsRng",
    "ThreadRng",
    "rand::rng",
    "rand::random",
    "Uuid::new_v4",
    "Uuid::now_v7",
];

/// Only cli asks the machine for the time or for chance; measuring a span is allowed where figures are made.
pub(super) fn clock_in_cli_alone(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The benchmark and the bridge are programs of their own, each with one place that asks its machine.
    let own = |file: &File| matches!(file.path.as_str(), "bench/src/machine.rs" | "bridge/src/machine.rs");
    let asks = |file: &File| file.room() == "cli" || own(file);
    for file in files.iter().filter(|file| file.is_rust() && !asks(file)) {
        let code = source::Source::of(&file.text).code;
        let span = (!may_measure(file)).then_some("Instant::now");
        for token in CLOCK_AND_CHANCE.iter().copied().chain(span) {
            for line in source::lines_with(&code, token) {
                findings
                    .push(file.finding(line, format!("{token} outside crates/cli: take it as an argument")));
            }
        }
    }
    findings
}

fn may_measure(file: &File) -> bool {
    file.room() == "xtask"
        || file.path.starts_with("bench/")
        || file.path.starts_with("crates/web/src/telemetry")
        // How fast a body comes in.
        || matches!(file.path.as_str(), "crates/web/src/body.rs" | "crates/web/src/budget.rs")
        || file.path.split('/').any(|part| matches!(part, "tests" | "benches"))
}

/// Only api and web know the web framework; the bridge, a program of its own, serves by it as well.
pub(super) fn axum_in_api_and_web_alone(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !matches!(file.room(), "api" | "web" | "bridge")) {
        if file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml") {
            let dependencies = arrows::dependencies(&file.text).unwrap_or_default();
            if dependencies.iter().any(|name| name == "axum" || name == "utoipa-axum") {
                findings.push(file.finding(arrows::line_of(&file.text, "axum"), "axum outside api and web"));
            }
        }
        for line in source::lines_with(&file.product().code, "axum::") {
            findings.push(file.finding(line, "axum outside api and web"));
        }
    }
    findings
}

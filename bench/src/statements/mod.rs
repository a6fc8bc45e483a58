//! What each command and each page sends to an engine. docs/statements.md has it in writing and is held against both
//! engines: a command that sends one statement more fails the test until the file says so (`UPDATE_GOLDEN=1`).

mod constant;
mod story;
mod watched;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::place::Engine;
use watched::{Sent, Watched};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/statements.md");

const HEAD: &str = "# Statements

What each command and page sends to the database in its steady state: caches warm, statements prepared, the series of its numbers
begun. The same on both engines; a test of `daowei-bench` holds this file against both, and `UPDATE_GOLDEN=1 cargo test -p
daowei-bench statements` writes it anew. A write is one transaction: on a server its BEGIN and COMMIT are two round trips more;
the embedded engine has none. Many rows of one table are one statement.

| what | writes | reads | statements | round trips to a server |
|---|---|---|---|---|
";

#[test]
fn each_command_sends_what_is_written_down_on_sqlite() {
    compare(Engine::Sqlite);
}

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn each_command_sends_what_is_written_down_on_postgres() {
    compare(Engine::Postgres);
}

fn compare(engine: Engine) {
    let mut watched = Watched::open(engine, "statements");
    watched.story();
    // The first time something is made for good: caches, prepared statements, series of numbers.
    watched.told.clear();
    watched.story();
    if engine == Engine::Postgres {
        for (name, sent) in &watched.told {
            for unit in sent {
                assert_eq!(unit.round_trips, round_trips(unit), "{name}: {unit:?}");
            }
        }
    }
    let text = table(&watched.told);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, &text).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert!(
        golden == text,
        "docs/statements.md differs: run the test once with UPDATE_GOLDEN=1 and look at the change\n{text}"
    );
}

/// Each statement once, and the frame of a transaction.
fn round_trips(unit: &Sent) -> u32 {
    u32::try_from(unit.statements.len()).unwrap() + if unit.writing { 2 } else { 0 }
}

fn table(told: &[(&'static str, Vec<Sent>)]) -> String {
    let mut text = HEAD.to_owned();
    for (name, sent) in told {
        let writes = sent.iter().filter(|unit| unit.writing).count();
        let statements: usize = sent.iter().map(|unit| unit.statements.len()).sum();
        let trips: u32 = sent.iter().map(round_trips).sum();
        writeln!(text, "| {name} | {writes} | {} | {statements} | {trips} |", sent.len() - writes).unwrap();
    }
    text.push_str("\n## In their order\n\n");
    for (name, sent) in told {
        writeln!(text, "- **{name}**").unwrap();
        for unit in sent {
            let frame = if unit.writing { "write" } else { "read" };
            writeln!(text, "  - {frame}: {}", in_order(&unit.statements)).unwrap();
        }
    }
    text
}

/// Names; what comes again at once is counted.
fn in_order(statements: &[&str]) -> String {
    let mut words: Vec<(&str, usize)> = Vec::new();
    for statement in statements {
        match words.last_mut() {
            Some((last, count)) if last == statement => *count += 1,
            _ => words.push((statement, 1)),
        }
    }
    let word = |(name, count): &(&str, usize)| match count {
        1 => format!("`{name}`"),
        _ => format!("`{name}` × {count}"),
    };
    words.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// How often each shape of a question was told: for tests that compare sizes.
fn shapes(told: &[(&'static str, Vec<Sent>)]) -> BTreeMap<&'static str, Vec<Vec<&'static str>>> {
    let statements = |sent: &[Sent]| sent.iter().map(|unit| unit.statements.clone()).collect();
    told.iter().map(|(name, sent)| (*name, statements(sent))).collect()
}

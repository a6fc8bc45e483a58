//! For each check what breaks it, and what looks like a breach and is none.

use super::*;

fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned(), tracked: true }
}

fn both_readmes() -> Vec<File> {
    vec![file("README.md", "# A\n## B\n"), file("README.zh-CN.md", "# 甲\n## 乙\n")]
}

fn find(name: &str, files: &[File]) -> Vec<Finding> {
    let check = CHECKS.iter().find(|check| check.name == name).expect("a check of that name");
    (check.find)(files)
}

/// A check's name, files that break it, and the places where.
type Breach = (&'static str, Vec<File>, Vec<(&'static str, usize)>);

fn breaking() -> Vec<Breach> {
    let long = "\n".repeat(601);
    // Put together here, since the check reads this file too.
    let path = format!("root = \"/{}/main\"", "work");
    let mark = format!("// {}: later", "FIX\u{4d}E");
    let unlocked = File { tracked: false, ..file("Cargo.lock", "") };
    vec![
        (
            "crate arrows",
            vec![
                file(
                    "crates/domain/Cargo.toml",
                    "[dependencies]\ndaowei-ident.workspace = true\ndaowei-store.workspace = true\n",
                ),
                file(
                    "crates/ident/Cargo.toml",
                    "[target.'cfg(unix)'.dependencies]\ndaowei-calendar = { path = \"x\" }\n",
                ),
                file(
                    "crates/crypto/Cargo.toml",
                    "[dependencies]\n\nlaw = { package = \"daowei-domain\", path = \"x\" }\n",
                ),
                file("crates/novelty/Cargo.toml", ""),
                file("crates/web/Cargo.toml", "not toml"),
            ],
            vec![
                ("crates/domain/Cargo.toml", 3),
                ("crates/ident/Cargo.toml", 2),
                ("crates/crypto/Cargo.toml", 3),
                ("crates/novelty/Cargo.toml", 1),
                ("crates/web/Cargo.toml", 1),
            ],
        ),
        (
            "pure crates",
            vec![
                file("crates/crypto/Cargo.toml", "[dependencies]\ntokio.workspace = true\n"),
                file("crates/domain/src/a.rs", "use std::{fmt, fs};\n"),
                file("crates/ident/src/a.rs", "\nfn a() { std::net::lookup() }"),
                file("crates/calendar/src/a.rs", "use std::time::SystemTime;"),
            ],
            vec![
                ("crates/crypto/Cargo.toml", 2),
                ("crates/domain/src/a.rs", 1),
                ("crates/ident/src/a.rs", 2),
                ("crates/calendar/src/a.rs", 1),
            ],
        ),
        (
            "SQL in store alone",
            vec![
                file("crates/app/src/a.rs", "const A: &str = \"\n   SELECT id\n FROM event\";"),
                file("crates/api/src/a.rs", "\nrun(r\"insert into event values ($1)\")"),
                file("crates/app/a.sql", ""),
            ],
            vec![("crates/app/src/a.rs", 1), ("crates/api/src/a.rs", 2), ("crates/app/a.sql", 1)],
        ),
        (
            "clock and chance in cli alone",
            vec![
                file("crates/app/src/a.rs", "let now = jiff::Timestamp::now();"),
                file("crates/store/tests/a.rs", "\nlet id = Uuid::now_v7();"),
                file("crates/store/src/b.rs", "let begun = Instant::now();"),
            ],
            vec![("crates/app/src/a.rs", 1), ("crates/store/tests/a.rs", 2), ("crates/store/src/b.rs", 1)],
        ),
        (
            "axum in api and web alone",
            vec![
                file("crates/app/Cargo.toml", "[dependencies]\naxum.workspace = true\n"),
                file("crates/cli/src/a.rs", "\nuse axum::Router;"),
            ],
            vec![("crates/app/Cargo.toml", 2), ("crates/cli/src/a.rs", 2)],
        ),
        ("file length", vec![file("crates/app/src/a.rs", &long)], vec![("crates/app/src/a.rs", 601)]),
        (
            "names",
            vec![
                file("crates/app/src/utils.rs", ""),
                file("crates/app/src/common/a.rs", ""),
                file("crates/app/src/test_helpers.rs", ""),
                file("crates/app/src/a.rs", "\npub(crate) mod misc {\n}"),
            ],
            vec![
                ("crates/app/src/utils.rs", 1),
                ("crates/app/src/common/a.rs", 1),
                ("crates/app/src/test_helpers.rs", 1),
                ("crates/app/src/a.rs", 2),
            ],
        ),
        (
            "nothing unfinished",
            vec![
                file("crates/app/src/a.rs", "fn a() { todo!() }"),
                file("crates/app/src/b.rs", "\nfn b() { unimplemented!(\"b\") }"),
                file("crates/app/src/c.rs", &mark),
                file("crates/app/src/d.rs", "#[test]\n#[ignore = \"slow\"]\nfn d() {}"),
                file("crates/store/migrations/0001_a.sql", &mark),
            ],
            vec![
                ("crates/app/src/a.rs", 1),
                ("crates/app/src/b.rs", 2),
                ("crates/app/src/c.rs", 1),
                ("crates/app/src/d.rs", 2),
                ("crates/store/migrations/0001_a.sql", 1),
            ],
        ),
        ("no machine paths", vec![file("docs/a.md", &format!("\n{path}"))], vec![("docs/a.md", 2)]),
        (
            "lock files",
            vec![file("Cargo.toml", "[workspace]\n"), unlocked, file("ui/package.json", "{}")],
            vec![("Cargo.toml", 1), ("ui/package.json", 1)],
        ),
        (
            "decisions",
            vec![
                file("docs/decisions/0001-a.md", ""),
                file("docs/decisions/0003-c.md", ""),
                file("docs/decisions/README.md", "[c](0003-c.md) [odd](odd.md)"),
                file("docs/decisions/odd.md", ""),
            ],
            vec![
                ("docs/decisions/0001-a.md", 1),
                ("docs/decisions/0003-c.md", 1),
                ("docs/decisions/odd.md", 1),
            ],
        ),
        (
            "both READMEs",
            vec![file("README.md", "# A\n## B\n"), file("README.zh-CN.md", "# 甲\n### 乙\n")],
            vec![("README.zh-CN.md", 2)],
        ),
        (
            "glossary",
            vec![
                file(
                    "docs/glossary.md",
                    "| 甲 | a | `Gone` | `crates/a/src` | m |\n| 乙 | b | `Here` | `crates/a` | m |\n",
                ),
                file("crates/a/src/lib.rs", "struct Here; // Gone"),
                file("crates/a/srcs/lib.rs", "struct Gone;"),
            ],
            vec![("docs/glossary.md", 1)],
        ),
    ]
}

#[test]
fn every_check_has_a_breaking_example() {
    let broken: Vec<&str> = breaking().into_iter().map(|(name, ..)| name).collect();
    let checks: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(broken, checks);
}

#[test]
fn each_breaking_example_is_found_where_it_breaks() {
    for (name, files, places) in breaking() {
        let found = find(name, &files);
        let found: Vec<(&str, usize)> =
            found.iter().map(|finding| (finding.path.as_str(), finding.line)).collect();
        assert_eq!(found, places, "{name}");
    }
}

#[test]
fn what_is_allowed_is_not_found() {
    let mut files = both_readmes();
    files.extend([
        file("Cargo.toml", "[workspace]\n"),
        file("Cargo.lock", ""),
        file(
            "crates/domain/Cargo.toml",
            "[dependencies]\ndaowei-ident.workspace = true\n[dev-dependencies]\ntokio = \"1\"\n",
        ),
        file(
            "crates/ident/src/a.rs",
            "//! Says std::fs and axum::Router, `Timestamp::now()` too.\nuse std::{fmt, str};\n",
        ),
        file(
            "crates/ident/src/b.rs",
            "#[cfg(test)]\nmod tests {\n    use std::fs;\n    const S: &str = \"SELECT a FROM b\";\n}\n",
        ),
        file("crates/domain/src/case/tests.rs", "const S: &str = \"DELETE FROM b WHERE c\";"),
        file("crates/store/src/a.rs", "const S: &str = \"SELECT a FROM b\";"),
        file("bench/src/floor/sqlite.rs", "const S: &str = \"INSERT INTO a VALUES ($1)\";"),
        file("crates/cli/src/clock.rs", "jiff::Timestamp::now(); getrandom::fill(&mut a)"),
        file(
            "crates/api/src/a.rs",
            "use axum::Router; const S: &str = \"Select a window\"; const T: &str = \"Update\";",
        ),
        file(
            "crates/api/src/b.rs",
            "const S: &str = \"创建: create table\"; const T: &str = \"Delete from\";",
        ),
        file("crates/store/tests/load.rs", "let begun = Instant::now();"),
        file("crates/domain/src/center_manager.rs", "use crate::common_law;\nmod uncommon {}\n"),
        file("docs/decisions/0001-a.md", ""),
        file("docs/decisions/README.md", "0001-a.md"),
        file(
            "docs/b.md",
            concat!(
                "GET https://example.org/home/a and crates/work/a, data/tmp/b, /api/v1",
                "/work",
                "/orders"
            ),
        ),
    ]);
    for check in CHECKS {
        assert_eq!((check.find)(&files), [], "{}", check.name);
    }
}

#[test]
fn both_readmes_must_be_there() {
    let mut files = both_readmes();
    assert_eq!(find("both READMEs", &files), []);
    files.pop();
    assert_eq!(find("both READMEs", &files).len(), 1);
    files.pop();
    assert_eq!(find("both READMEs", &files).len(), 1);
}

#[test]
fn a_heading_in_a_code_block_is_none() {
    let files = [file("README.md", "# A\n```\n# no\n```\n"), file("README.zh-CN.md", "# 甲\n#no\n")];
    assert_eq!(find("both READMEs", &files), []);
}

//! Development commands: `cargo xtask demo|test|ui|tidy|bench|openapi|screenshots`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command for people: it talks on the terminal"
)]

mod bench;
mod browser;
mod debian;
mod demo;
mod line;
mod openapi;
mod postgres;
mod process;
mod screens;
mod tally;
mod test;
mod tidy;
mod ui;
mod workspace;

use std::process::ExitCode;

use process::Trouble;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask demo [-- --data DIR --listen ADDR --anchor DATE]   a server with the demo city, built for release
cargo xtask test [--fast]      every check and test; --fast: no PostgreSQL, no release build, no stories
cargo xtask tidy               the invariants of ARCHITECTURE.md, read off the files
cargo xtask bench [NAME] [--json]   the figures of docs/performance.md, or the one that is named
cargo xtask ui                 the desk, from its lock file, into ui/dist
cargo xtask screenshots        pictures of the ten main pages into docs/screenshots
cargo xtask openapi [--check]  writes crates/api/openapi.json, or says whether it is current";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.filter(|argument| argument != "--").collect();
    match run(&command, &rest) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::from(trouble.exit_code())
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<ExitCode, Trouble> {
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    match (command, words.as_slice()) {
        ("help" | "--help" | "-h", _) => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        ("demo", _) => demo::run(&Workspace::find()?, rest),
        ("test", []) => test::run(&Workspace::find()?, test::Breadth::Full),
        ("test", ["--fast"]) => test::run(&Workspace::find()?, test::Breadth::Fast),
        ("ui", []) => ui::run(&Workspace::find()?),
        ("tidy", []) => tidy::run(&Workspace::find()?),
        ("screenshots", []) => screens::pictures(&Workspace::find()?),
        ("bench", _) => bench::run(&Workspace::find()?, rest),
        ("openapi", []) => openapi::run(&Workspace::find()?, openapi::Purpose::Write),
        ("openapi", ["--check"]) => openapi::run(&Workspace::find()?, openapi::Purpose::Check),
        _ => Err(Trouble::Misuse(format!("not understood: {command} {}\n\n{USAGE}", rest.join(" ")))),
    }
}

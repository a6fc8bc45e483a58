//! `cargo xtask test`: formatting, tidy, clippy, every Rust test on both engines, and the stories against the release
//! build, in the browser and beside it, closing with one plain line.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use crate::{
    bench, browser,
    postgres::Postgres,
    process::{self, Trouble},
    tally::{Reading, Tally},
    tidy, ui,
    workspace::Workspace,
};

/// The package of the whole-program stories.
const STORIES: &str = "daowei-stories";

/// How much is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// Everything.
    Full,
    /// What needs neither PostgreSQL nor the release build.
    Fast,
}

/// Runs the tests.
///
/// # Errors
/// Where PostgreSQL is missing and cannot be installed, or a program that the tests need does not start.
pub(crate) fn run(workspace: &Workspace, breadth: Breadth) -> Result<ExitCode, Trouble> {
    let begun = Instant::now();
    let cargo = |arguments: &[&str]| {
        let mut cargo = process::cargo(arguments);
        cargo.current_dir(&workspace.root);
        cargo
    };
    // First, so that a person who has to install it learns so at once.
    let postgres = match breadth {
        Breadth::Full => Some(Postgres::start()?),
        Breadth::Fast => None,
    };
    let browser = match breadth {
        Breadth::Full if ui::lack().is_none() => Some(browser::find()?),
        _ => None,
    };
    let engines = |command: &mut Command| {
        if let Some(postgres) = &postgres {
            command.env("DAOWEI_TEST_POSTGRES", postgres.url()).env("DAOWEI_REQUIRE_POSTGRES", "1");
        }
    };

    let mut sum = Tally::default();
    heading("formatting");
    sum.add(Tally::check("formatting", process::succeeds(&mut cargo(&["fmt", "--all", "--check"]))?));
    heading("tidy");
    sum.add(Tally::check("tidy", tidy::run(workspace)? == ExitCode::SUCCESS));
    heading("clippy");
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    sum.add(Tally::check("clippy", process::succeeds(&mut cargo(&clippy))?));

    heading("desk");
    match ui::lack() {
        None => sum.add(ui::test(workspace)?),
        Some(lack) => println!("{lack}: type check and unit tests of the desk are left out"),
    }

    heading("tests");
    let mut tests = cargo(&["test", "--workspace", "--no-fail-fast"]);
    if workspace.has(STORIES) {
        tests.args(["--exclude", STORIES]);
    }
    engines(&mut tests);
    sum.add(tally("tests", &mut tests, &mut std::io::stdout())?);

    // Asked of the disk: stories that are no member of the workspace must fail, not go unnoticed.
    if breadth == Breadth::Full && workspace.root.join("tests/Cargo.toml").exists() {
        heading("stories");
        ui::build_where_possible(workspace)?;
        match workspace.build_all() {
            Ok(binary) => {
                if let Some(browser) = &browser {
                    sum.add(browser::play(workspace, &binary, browser)?);
                } else {
                    println!("without the desk, stories in the browser are left out");
                }
                // With the whole workspace, so that what the tests before have built is what is linked here.
                let mut stories = cargo(&["test", "--workspace", "--test", "stories", "--no-fail-fast"]);
                engines(&mut stories);
                stories.env("DAOWEI_BIN", binary);
                sum.add(tally("stories", &mut stories, &mut std::io::stdout())?);
                if let Some(postgres) = &postgres {
                    heading("benchmarks, on next to nothing");
                    sum.add(Tally::check("benchmarks", bench::smoke(workspace, postgres)?));
                }
            }
            Err(trouble) => {
                println!("{trouble}");
                sum.add(Tally::check("release build", false));
            }
        }
    }
    // Stopped before the closing line, so that the line is the last one.
    drop(postgres);
    if breadth == Breadth::Fast {
        println!("\nleft out by --fast: PostgreSQL, the release build, the stories");
    }
    if !sum.failures.is_empty() {
        heading("what failed");
        sum.failures.iter().for_each(|failure| println!("{failure}"));
    }
    println!("\n{} s\n{sum}", begun.elapsed().as_secs());
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn heading(words: &str) {
    println!("\n== {words}");
}

/// Runs `cargo test`, passing its output on and adding up its results.
fn tally(name: &str, command: &mut Command, terminal: &mut impl Write) -> Result<Tally, Trouble> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|source| process::start(command, source))?;
    let mut reading = Reading::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            reading.read(&line);
            // A terminal that went away does not end the tests.
            let _gone = writeln!(terminal, "{line}");
        }
    }
    let status = child.wait().map_err(|source| process::start(command, source))?;
    Ok(reading.sum().closed(name, status.success()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> (u64, u64) {
        let sum = tally("shell", process::command("sh").args(["-c", script]), &mut Vec::new()).unwrap();
        (sum.passed, sum.failed)
    }

    #[test]
    fn a_run_is_added_up_and_its_end_is_heeded() {
        let good = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'";
        assert_eq!(shell(good), (2, 0));
        assert_eq!(shell(&format!("{good}; exit 101")), (2, 1));
        assert_eq!(shell("exit 101"), (0, 1));
    }

    #[test]
    fn output_is_passed_on_as_it_is() {
        let mut terminal = Vec::new();
        tally(
            "shell",
            process::command("sh").args(["-c", "echo 甲; printf 'no end of line'"]),
            &mut terminal,
        )
        .unwrap();
        assert_eq!(String::from_utf8(terminal).unwrap(), "甲\nno end of line\n");
    }

    #[test]
    fn nobody_is_waited_for() {
        assert_eq!(shell("read line && echo 'test result: ok. 1 passed; 0 failed'"), (0, 1));
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        assert!(matches!(
            tally("none", &mut process::command("daowei-no-such-program"), &mut Vec::new()),
            Err(Trouble::Start { .. })
        ));
    }
}

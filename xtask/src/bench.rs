//! `cargo xtask bench`: the figures, each from a release build.

use std::process::{Command, ExitCode};

use crate::{
    postgres::Postgres,
    process::{self, Trouble},
    screens,
    workspace::Workspace,
};

/// Benchmarks of one crate.
const OF_CRATES: &[(&str, &str)] =
    &[("deadlines", "daowei-calendar"), ("chain", "daowei-crypto"), ("evidence", "daowei-store")];
/// Benchmarks of the whole, by the program `daowei-bench`: `scale` is the five behind it on the same cases.
const OF_THE_WHOLE: &[&str] = &["w1", "scale", "seed", "verify", "start", "w2", "desk"];
/// Those that run by their name only.
const BY_NAME: &[&str] = &["seed", "verify", "start", "w2", "desk"];
/// The pages of the desk and the portal in a real browser; by its name only.
const OF_THE_PAGES: &str = "screens";
/// What names an engine or a place, so that no server has to be started.
const PLACES: [&str; 4] = ["--engine", "--data", "--database", "--postgres"];
/// Where a server is, for tests and benchmarks.
const SERVER: &str = "DAOWEI_TEST_POSTGRES";

/// Runs the benchmark that is named, or all. With `--json` each prints one JSON value on a line of its own.
///
/// # Errors
/// Where there is no such benchmark, a build fails or a program does not start.
pub(crate) fn run(workspace: &Workspace, given: &[String]) -> Result<ExitCode, Trouble> {
    let name = given.first().filter(|name| !name.starts_with('-'));
    let options = given.iter().skip(usize::from(name.is_some()));
    let asked = |bench: &str| name.map_or(!BY_NAME.contains(&bench), |name| name == bench);
    let mut found = false;
    let mut good = true;
    for (bench, package) in OF_CRATES.iter().filter(|(bench, _)| asked(bench)) {
        found = true;
        let mut cargo = process::cargo(["bench", "--package", *package, "--bench", *bench, "--"]);
        good &= process::succeeds(cargo.args(options.clone()).current_dir(&workspace.root))?;
    }
    if name.is_some_and(|name| name == OF_THE_PAGES) {
        found = true;
        good &= screens::figures(workspace)?;
    }
    let whole: Vec<&&str> = OF_THE_WHOLE.iter().filter(|bench| asked(bench)).collect();
    if !whole.is_empty() {
        found = true;
        workspace.build_all()?;
        let options: Vec<&String> = options.collect();
        let postgres = if !known() && wants_server(&options) { Some(Postgres::start()?) } else { None };
        for bench in whole {
            good &= process::succeeds(of_the_whole(workspace, bench, postgres.as_ref()).args(&options))?;
        }
    }
    Ok(if good && found { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs every benchmark of the whole on next to nothing, so that none of them rots; whether all ended well. Their program
/// is built before.
///
/// # Errors
/// Where it does not start.
pub(crate) fn smoke(workspace: &Workspace, postgres: &Postgres) -> Result<bool, Trouble> {
    let mut good = true;
    for (bench, options) in [
        ("w1", &["--json", "--seconds", "1", "--clients", "2"][..]),
        ("scale", &["--json", "--seconds", "0.1", "--clients", "2", "--cases", "300"]),
    ] {
        good &= process::succeeds(of_the_whole(workspace, bench, Some(postgres)).args(options))?;
    }
    Ok(good)
}

fn of_the_whole(workspace: &Workspace, bench: &str, postgres: Option<&Postgres>) -> Command {
    let mut program = process::command(workspace.bench_binary());
    program.arg(bench).current_dir(&workspace.root);
    if let Some(postgres) = postgres {
        program.env(SERVER, postgres.url());
    }
    program
}

/// Whether somebody has said where a server is.
fn known() -> bool {
    std::env::var_os(SERVER).is_some_and(|url| !url.is_empty())
}

/// Whether the server engine is asked for without a place.
fn wants_server(options: &[&String]) -> bool {
    let given = |text: &&String| PLACES.iter().any(|place| text.split('=').next() == Some(place));
    let url = options.iter().any(|text| text.contains("://"));
    let named = options.iter().any(|text| text.ends_with("postgres"));
    !url && (named || !options.iter().any(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_started_where_one_is_wanted_and_none_is_named() {
        let wants = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            wants_server(&words.iter().collect::<Vec<_>>())
        };
        assert!(wants(&[]) && wants(&["--json"]) && wants(&["--engine", "postgres"]));
        assert!(!wants(&["--engine", "sqlite"]) && !wants(&["--engine=sqlite"]) && !wants(&["--data", "d"]));
        assert!(!wants(&["--database", "postgres://u@h/d"]) && !wants(&["--postgres", "postgres://u@h/d"]));
    }
}

//! `daowei-bench`: the figures of docs/performance.md. `cargo xtask bench` builds and runs it.

mod city;
mod client;
mod error;
mod figures;
mod floor;
mod machine;
mod place;
mod scale;
mod seed;
mod server;
#[cfg(test)]
mod statements;
mod w1;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use error::Result;
use scale::Part;

/// The figures of docs/performance.md.
#[derive(Debug, Parser)]
#[command(name = "daowei-bench", version)]
struct Arguments {
    /// One JSON value instead of lines.
    #[arg(long, global = true)]
    json: bool,
    /// A PostgreSQL server on which databases may be made.
    #[arg(long, global = true, env = "DAOWEI_TEST_POSTGRES")]
    postgres: Option<String>,
    #[command(subcommand)]
    name: Name,
}

#[derive(Debug, Subcommand)]
enum Name {
    /// One case in six durable commands, by clients in a closed loop, and the floor of the same run.
    W1(w1::run::Options),
    /// Fills in cases that refold, rebuild and verify.
    Seed(scale::Options),
    /// Verifies all evidence of a million cases.
    Verify(scale::Options),
    /// From start to the first answers, with a million cases.
    Start(scale::Options),
    /// Pages of lists from a million cases, over HTTP, and searches.
    W2(scale::Options),
    /// What each screen of the desk asks for, with a million cases.
    Desk(scale::Options),
    /// All of these on the same cases.
    Scale(scale::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            figures::progress(&format!("daowei-bench: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let server = arguments.postgres.as_deref();
    let many = |name, parts: &[Part], options| scale::run(name, parts, options, server, arguments.json);
    match &arguments.name {
        Name::W1(options) => w1::run::run(options, server, arguments.json),
        Name::Seed(options) => many("seed", &[Part::Seed], options),
        Name::Verify(options) => many("verify", &[Part::Verify], options),
        Name::Start(options) => many("start", &[Part::Start], options),
        Name::W2(options) => many("w2", &[Part::W2], options),
        Name::Desk(options) => many("desk", &[Part::Desk], options),
        Name::Scale(options) => many("scale", &Part::ALL, options),
    }
}

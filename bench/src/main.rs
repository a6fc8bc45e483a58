//! `daowei-bench`: the figures of docs/performance.md. `cargo xtask bench` builds and runs it.

mod city;
mod client;
mod error;
mod figures;
mod floor;
mod machine;
mod place;
mod seed;
mod server;
mod w1;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use error::Result;

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
    /// Fills a data directory with cases that refold, rebuild and verify.
    Seed(seed::Options),
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
    match &arguments.name {
        Name::W1(options) => w1::run::run(options, server, arguments.json),
        Name::Seed(options) => seed::run(options, arguments.json),
    }
}

//! 到位 Daowei: the binary.
//!
//! Exit codes: 0 good; 1 refused, or found wrong; 2 misuse, which a malformed argument is.

mod arguments;
mod command;
mod demo;
mod lines;
mod logging;
mod machine;
mod place;
mod story;
mod trouble;

use std::process::ExitCode;

/// Gives back to the system what passwords and large answers took for a moment, on whatever thread that was.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match <arguments::Daowei as clap::Parser>::try_parse() {
        Ok(daowei) => trouble::exit(command::run(daowei.command)),
        Err(error) => {
            // A reader that went away needs no message.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}
